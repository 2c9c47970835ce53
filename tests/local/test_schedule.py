"""Schedules of timer triggers are read, and due, as in Azure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from funcext_core.local import LocalHostError
from funcext_core.local.schedule import ScheduleError, parse_schedule, time_zone


NEW_YORK = ZoneInfo("America/New_York")
START = "2026-01-01T00:00:00+00:00"  # a Thursday


def due(text: str, start: str, number: int, zone: str = "UTC", **settings: str) -> list[str]:
    """Return the next times of a schedule after a start, in ISO format."""
    schedule = parse_schedule(text, settings, time_zone({"WEBSITE_TIME_ZONE": zone}))
    times = [datetime.fromisoformat(start)]
    for _ in range(number):
        times.append(schedule.after(times[-1]))
    return [time.isoformat() for time in times[1:]]


class TestNcrontab:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("*/20 * * * * *", ["01-01T00:00:20", "01-01T00:00:40", "01-01T00:01:00"]),
            ("0 */5 * * * *", ["01-01T00:05:00", "01-01T00:10:00", "01-01T00:15:00"]),
            ("*/5 * * * *", ["01-01T00:05:00", "01-01T00:10:00", "01-01T00:15:00"]),
            ("30 9 * * 1", ["01-05T09:30:00", "01-12T09:30:00", "01-19T09:30:00"]),
            # The day and the day of the week must both fit.
            ("0 0 0 13 * Fri", ["02-13T00:00:00", "03-13T00:00:00", "11-13T00:00:00"]),
            # Names may be shortened, and a range may be written backward.
            ("0 0 0 1 mar-feb monday,Su", ["02-01T00:00:00", "03-01T00:00:00"]),
            ("0 0 10-8 * * *", ["01-01T08:00:00", "01-01T09:00:00", "01-01T10:00:00"]),
            ("0 50/4 * * * *", ["01-01T00:50:00", "01-01T00:54:00", "01-01T00:58:00"]),
            ("0 0 0 * * */0", ["01-02T00:00:00", "01-03T00:00:00"]),
            ("  0  0 0 1 1  *  ", []),
        ],
    )
    def test_is_due(self, text: str, expected: list[str]) -> None:
        found = due(text, START, len(expected))
        assert found == [f"2026-{time}+00:00" for time in expected]

    def test_a_time_between_two_seconds_is_no_obstacle(self) -> None:
        assert due("* * * * * *", "2026-01-01T00:00:00.500000+00:00", 1) == [
            "2026-01-01T00:00:01+00:00"
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("* * * * * 7", "the day of the week is '7': use a number from 0 to 6 or a name"),
            ("0 60 * * * *", "the minute is '60': use a number from 0 to 59"),
            ("0 0 0 0 * *", "the day is '0': use a number from 1 to 31"),
            ("0 0 24 * * *", "the hour is '24'"),
            ("0 0 0 * 13 *", "the month is '13'"),
            ("0 0 0 1-32 * *", "the day is '32' in '1-32'"),
            ("0 0 0 * * Foo", "the day of the week is 'Foo'"),
            ("0 0 0 * * 1,", "the day of the week is ''"),
            ("0 */a * * * *", "the minute has the step 'a' in '*/a'"),
            ("0 0 0 L * *", "the day is 'L'"),
            ("0 0 0 15W * *", "the day is '15W'"),
            ("0 0 0 * * 5#3", "the day of the week is '5#3'"),
            ("0 0 0 ? * *", "the day is '?'"),
            ("0 h * * * *", "the minute is 'h'"),
            ("0 -5 * * * *", "the minute is '' in '-5'"),
            ("0 ٣ * * * *", "the minute is '٣'"),
        ],
    )
    def test_says_which_field_is_wrong(self, text: str, expected: str) -> None:
        with pytest.raises(ScheduleError, match=re.escape(expected)):
            parse_schedule(text, {}, timezone.utc)

    @pytest.mark.parametrize("text", ["0 0 0 30 2 *", "0 0 0 31 4,6,9,11 *"])
    def test_says_that_it_is_never_due(self, text: str) -> None:
        with pytest.raises(ScheduleError, match=r"^it is never due$"):
            due(text, START, 1)

    def test_finds_a_leap_day_that_is_a_monday(self) -> None:
        assert due("0 0 0 29 2 1", START, 1) == ["2044-02-29T00:00:00+00:00"]


class TestTimeZones:
    """Clocks are set forward on March 8, 2026, and back on November 1, at 2 in the morning."""

    @pytest.mark.parametrize(
        ("text", "start", "expected"),
        [
            # A point in time that comes twice is due in the first hour only.
            (
                "0 30 1 * * *",
                "11-01T00:00:00-04:00",
                ["11-01T01:30:00-04:00", "11-02T01:30:00-05:00"],
            ),
            ("0 30 1 * * *", "11-01T01:29:00-05:00", ["11-02T01:30:00-05:00"]),
            # An interval goes on.
            (
                "0 */30 * * * *",
                "11-01T01:10:00-04:00",
                ["11-01T01:30:00-04:00", "11-01T01:00:00-05:00", "11-01T01:30:00-05:00"],
            ),
            (
                "0 30 * * * *",
                "11-01T01:00:00-04:00",
                ["11-01T01:30:00-04:00", "11-01T01:30:00-05:00", "11-01T02:30:00-05:00"],
            ),
            # What would be in the hour that is left out comes an hour later.
            (
                "0 30 2 * * *",
                "03-08T00:00:00-05:00",
                ["03-08T03:30:00-04:00", "03-09T02:30:00-04:00"],
            ),
            (
                "0 30 * * * *",
                "03-08T01:30:00-05:00",
                ["03-08T03:30:00-04:00", "03-08T04:30:00-04:00"],
            ),
            # A TimeSpan counts hours, whatever clocks show.
            ("1:00:00", "11-01T01:30:00-04:00", ["11-01T01:30:00-05:00", "11-01T02:30:00-05:00"]),
        ],
    )
    def test_is_due(self, text: str, start: str, expected: list[str]) -> None:
        found = due(text, f"2026-{start}", len(expected), "America/New_York")
        assert found == [f"2026-{time}" for time in expected]

    def test_the_default_is_utc(self) -> None:
        assert time_zone({}) is time_zone({"WEBSITE_TIME_ZONE": " "}) is timezone.utc

    @pytest.mark.parametrize("name", ["Eastern Standard Time", "../etc/passwd", "Europe", "\0"])
    def test_an_unknown_one_is_one_sentence(self, name: str) -> None:
        with pytest.raises(LocalHostError, match=r"^WEBSITE_TIME_ZONE is '.*not a time zone here"):
            time_zone({"WEBSITE_TIME_ZONE": name})


class TestTimeSpans:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("00:05:00", timedelta(minutes=5)),
            ("0:5", timedelta(minutes=5)),
            ("00:00:00.5", timedelta(milliseconds=500)),
            ("1.02:00:00", timedelta(days=1, hours=2)),
            ("2", timedelta(days=2)),
            ("24:00:00", timedelta(days=24)),  # as in .NET: there is no hour 24
            ("1:02:03:04", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        ],
    )
    def test_is_due(self, text: str, expected: timedelta) -> None:
        start = datetime(2026, 1, 1, tzinfo=timezone.utc)
        assert parse_schedule(text, {}, timezone.utc).after(start) == start + expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "six fields, seconds first"),
            ("every day", "six fields, seconds first"),
            ("* * * *", "six fields, seconds first"),
            ("* * * * * * *", "six fields, seconds first"),
            ("00:00:00", "longer than zero"),
            ("-00:05:00", "longer than zero"),
            ("00:60:00", "at most 59 minutes, not 60"),
            ("1.24:00:00", "at most 23 hours, not 24"),
            ("99999999999", "too long"),
        ],
    )
    def test_says_what_is_wrong(self, text: str, expected: str) -> None:
        with pytest.raises(ScheduleError, match=re.escape(expected)):
            parse_schedule(text, {}, timezone.utc)

    def test_says_that_it_is_never_due(self) -> None:
        with pytest.raises(ScheduleError, match="never due"):
            due("3000000", START, 1)


class TestAppSettings:
    @pytest.mark.parametrize("text", ["%WHEN%", "%when%", "0 %MINUTE% 9 * * *"])
    def test_stand_in_schedules(self, text: str) -> None:
        found = due(text, START, 1, WHEN="0 30 9 * * *", MINUTE="30")
        assert found == ["2026-01-01T09:30:00+00:00"]

    def test_that_are_missing_are_named(self) -> None:
        with pytest.raises(ScheduleError, match=r"^there is no app setting 'WHEN'$"):
            parse_schedule("%WHEN%", {}, timezone.utc)

    def test_need_two_percent_signs(self) -> None:
        with pytest.raises(ScheduleError, match="single '%'"):
            parse_schedule("0 %MINUTE * * * *", {}, timezone.utc)
