"""The benchmarks run, show their results, and compare them with the bounds. No time is judged."""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import logging
import math
import os
import sys
import tracemalloc
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import pytest

from repository import ROOT


sys.path.append(str(ROOT))  # `benchmarks` belongs to the repository, and is not installed.

from benchmarks import (
    __main__,
    bounds,
    by_hand,
    cold_start,
    growth,
    hot_path,
    in_place,
    local_host,
    memory,
    memory_worker,
    parameters,
    plots,
    plugins,
    repeats,
    rivals,
)
from benchmarks.bounds import Bound
from benchmarks.http_load import Load
from benchmarks.installations import make_site
from benchmarks.noop import CONTEXT, REQUEST, Noop, hello
from benchmarks.report import Result, Table, as_json, as_markdown, insert, print_tables
from benchmarks.timing import TRIAL, Ratio, Times, compare, interleaved, paired

from funcext_core import Invocation, Outcome, hookimpl
from funcext_core._plugins.lock_writer import write_lock


needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows restricts symbolic links.")


def finite(result: Result) -> bool:
    """Return whether all figures are finite numbers."""
    ratios = (figure for ratio in result.ratios.values() for figure in attrs.astuple(ratio))
    times = (seconds for times in result.times.values() for seconds in times.taken)
    return all(map(math.isfinite, (*ratios, *times)))


# -- each section ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hot() -> Result:
    """The hot path, measured once."""
    return hot_path.run(TRIAL)


@pytest.fixture(scope="module")
def filled() -> Result:
    """The parameters, measured once."""
    return parameters.run(TRIAL)


@pytest.fixture(scope="module")
def retried() -> Result:
    """The repeats, measured once."""
    return repeats.run(TRIAL)


@pytest.fixture(scope="module")
def grown() -> tuple[Result, tuple[growth.Growth, ...]]:
    """The growth, measured once."""
    return growth.run(TRIAL)


@pytest.fixture(scope="module")
def kept() -> Result:
    """The memory, measured once."""
    return memory.run(TRIAL)


class TestASectionWithOneRepetition:
    def test_hot_path(self, hot: Result) -> None:
        result = hot

        assert finite(result)
        assert result.ratios["hot path 0"] == Ratio(0, 0)
        for kind in hot_path.KINDS:
            for case in (*hot_path.COUNTS, hot_path.TIMER):
                assert f"hot path {kind} {case} / {hot_path.LOOP}" in result.ratios
            for name in (hot_path.READERS, hot_path.OBSERVERS):
                assert f"hot path {kind} 20 {name} / {hot_path.POST_LOOP}" in result.ratios

    def test_parameters(self, filled: Result) -> None:
        assert finite(filled)
        for case in parameters.CASES:
            assert f"parameters {case.name} / {parameters.DECORATOR}" in filled.ratios

    @pytest.mark.parametrize("name", plugins.PACKAGES)
    def test_plugins(self, name: str) -> None:
        for kind in hot_path.KINDS:
            with plugins.subjects(kind, name) as found:
                for subject in found.values():
                    answer = subject.call(**subject.keywords)
                    if inspect.iscoroutine(answer):
                        answer = asyncio.run(answer)
                    assert answer == "http://localhost/api/hello"

    def test_a_start_with_a_plugin(self, tmp_path: Path) -> None:
        write_lock(tmp_path / "funcext.lock", [])
        assert all(plugins._start("inputs", "warm", tmp_path / "funcext.lock"))

    def test_repeats(self, retried: Result) -> None:
        assert finite(retried)
        for case in repeats.CASES:
            assert f"repeats {case.name} / {repeats.DECORATOR}" in retried.ratios

    @pytest.mark.skipif(
        find_spec("azure_functions_runtime") is None, reason="the runtime needs Python 3.13"
    )
    def test_in_place(self) -> None:
        result = in_place.run(TRIAL)

        assert finite(result)
        assert len(result.ratios) == len(in_place.WAYS) * len(in_place.COUNTS)

    def test_in_place_says_why_it_is_not_measured(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(in_place, "find_spec", lambda _: None)

        result = in_place.run(TRIAL)

        assert "not installed" in result.missing
        assert not result.ratios

    @pytest.mark.skipif(sys.version_info[:2] != (3, 13), reason="starts servers: on one Python")
    def test_local_host(self) -> None:
        result = local_host.run(TRIAL)

        assert finite(result)
        for bound in bounds.BOUNDS:
            if bound.section == local_host.SECTION:
                assert bound.key in result.ratios
        (table,) = result.tables
        assert [row[1] for row in table.rows if row[0] == "async"] == [
            local_host.FASTAPI,
            local_host.FUNCEXT,
        ]

    def test_local_host_says_what_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(local_host, "find_spec", lambda _: None)
        monkeypatch.setattr(local_host, "_started", lambda _: nullcontext(1))
        monkeypatch.setattr(local_host, "ask", lambda *_: Load(2.0, (0.5, 1.0)))

        result = local_host.run(TRIAL)

        assert result.missing == "not installed: FastAPI on uvicorn, flask run, functions-framework"
        assert not result.ratios

    @needs_links
    def test_cold_start(self) -> None:
        result = cold_start.run(TRIAL)

        assert finite(result)
        assert f"cold start 10 {cold_start.LOCKED}" in result.ratios
        # The lock, and the record and the entry points of the one plugin's distribution.
        assert result.ratios["cold start files opened"] == Ratio(3, 3)

    @needs_links
    def test_growth(self, grown: tuple[Result, tuple[growth.Growth, ...]]) -> None:
        result, growths = grown

        assert finite(result)
        assert [growth.name for growth in growths] == ["plugins", "functions", "distributions"]
        assert "growth index 5 plugins, linear" in result.ratios

    def test_memory(self, kept: Result) -> None:
        assert finite(kept)
        assert kept.ratios["memory in cycles"] == Ratio(0, 0)
        assert all(len(times.taken) == len(memory_worker.MARKS) for times in kept.times.values())
        (table,) = kept.tables
        assert [row[0] for row in table.rows] == list(memory.CASES)

    def test_memory_names_a_missing_meter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        meters = []

        def measured(_kind: str, _collector: str, meter: str, _count: int) -> dict[str, object]:
            meters.append(meter)
            return {"bytes": [1024, 2048, 4096], "cycles": 1}

        monkeypatch.setattr(memory, "STATM", Path("missing-statm"))
        monkeypatch.setattr(memory, "_measured", measured)

        result = memory.run(TRIAL)

        assert set(meters) == {memory_worker.TRACED}
        assert "missing-statm" in result.missing
        assert result.ratios["memory in cycles"] == Ratio(4, 4)
        for case in memory.CASES:
            assert result.ratios[f"memory {case}, {memory_worker.TRACED} KiB"] == Ratio(3, 3)

    def test_a_plot_of_the_growth_is_a_picture(self, tmp_path: Path) -> None:
        pytest.importorskip("matplotlib")
        lines = {"funcext": {1: Times((1e-6, 2e-6)), 10: Times((3e-6, 4e-6))}}
        grown = growth.Growth("plugins", "Cost", "plugins", "µs", lines, str)

        path = plots.draw(grown, tmp_path)

        assert path.read_bytes().startswith(b"\x89PNG")


# -- the subjects ----------------------------------------------------------------------------------


class Recorder(Noop):
    """A plugin that records its calls, and responds or raises on request."""

    def __init__(self, name: str, seen: list[str], *, does: str = "") -> None:
        self.name, self.seen, self.does = name, seen, does

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        self.seen.append(f"pre {self.name}")
        if self.does == "respond":
            invocation.respond("answer")
        if self.does == "raise":
            raise ValueError(self.name)

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        self.seen.append(f"post {self.name}")
        if self.does == "raise":
            raise ValueError(self.name)


def called(loop: str, function: Callable[..., object], plugins: list[Recorder]) -> object:
    """Call a function as a worker would, with the handwritten loop around it."""
    arguments = {"req": REQUEST, "context": CONTEXT}
    if loop == "sync":
        return by_hand.loop(function, plugins)(**arguments)

    async def async_function(**given: object) -> object:
        return function(**given)

    async def main() -> object:
        return await by_hand.async_loop(async_function, plugins)(**arguments)

    return asyncio.run(main())


@pytest.mark.parametrize("loop", ["sync", "async"])
class TestTheHandwrittenLoop:
    """It gives the guarantees that it claims; with fewer, the comparison would be unfair."""

    def test_runs_the_hooks_as_an_onion(self, loop: str) -> None:
        seen: list[str] = []
        plugins = [Recorder("a", seen), Recorder("b", seen)]

        assert called(loop, hello, plugins) is REQUEST
        assert seen == ["pre a", "pre b", "post b", "post a"]

    def test_stops_at_a_response(self, loop: str) -> None:
        seen: list[str] = []
        plugins = [
            Recorder("a", seen),
            Recorder("b", seen, does="respond"),
            Recorder("c", seen),
        ]

        assert called(loop, hello, plugins) == "answer"
        assert seen == ["pre a", "pre b", "post b", "post a"]

    def test_keeps_one_hook_s_failure_from_the_others(
        self, loop: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        seen: list[str] = []
        plugins = [Recorder("a", seen, does="raise"), Recorder("b", seen)]

        assert called(loop, hello, plugins) is REQUEST
        assert seen == ["pre a", "pre b", "post b", "post a"]
        assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2

    def test_runs_the_post_hooks_when_the_function_raises(self, loop: str) -> None:
        def fail(req: object) -> object:
            raise KeyError(req)

        seen: list[str] = []

        with pytest.raises(KeyError):
            called(loop, fail, [Recorder("a", seen)])
        assert seen == ["pre a", "post a"]


class PostRecorder:
    """A plugin with a post hook alone, which records its calls, and raises on request."""

    def __init__(self, name: str, seen: list[str], *, raises: bool = False) -> None:
        self.name, self.seen, self.raises = name, seen, raises

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        self.seen.append(f"{self.name} {outcome.error!r} {outcome.elapsed >= 0}")
        if self.raises:
            raise ValueError(self.name)


def called_after(kind: str, function: Callable[..., object], plugins: list[PostRecorder]) -> object:
    """Call a function as a worker would, with the handwritten loop of post hooks after it."""
    arguments = {"req": REQUEST, "context": CONTEXT}
    if kind == "sync":
        return by_hand.post_loop(function, plugins)(**arguments)

    async def async_function(**given: object) -> object:
        return function(**given)

    return asyncio.run(_awaited(by_hand.async_post_loop(async_function, plugins)(**arguments)))


@pytest.mark.parametrize("kind", hot_path.KINDS)
class TestTheHandwrittenLoopOfPostHooks:
    """The same for plugins with post hooks alone."""

    def test_runs_the_hooks_innermost_first(self, kind: str) -> None:
        seen: list[str] = []

        returned = called_after(kind, hello, [PostRecorder("a", seen), PostRecorder("b", seen)])

        assert returned is REQUEST
        assert seen == ["b None True", "a None True"]

    def test_keeps_one_hook_s_failure_from_the_others(
        self, kind: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        seen: list[str] = []
        plugins = [PostRecorder("a", seen), PostRecorder("b", seen, raises=True)]

        assert called_after(kind, hello, plugins) is REQUEST
        assert seen == ["b None True", "a None True"]
        assert [record.levelno for record in caplog.records] == [logging.ERROR]

    def test_runs_the_hooks_when_the_function_raises(self, kind: str) -> None:
        def fail(req: object) -> object:
            raise KeyError

        seen: list[str] = []

        with pytest.raises(KeyError):
            called_after(kind, fail, [PostRecorder("a", seen)])
        assert seen == ["a KeyError() True"]


def subjects(kind: str) -> dict[str, hot_path.Subject]:
    """Return all subjects of the hot path, those with post hooks alone among them."""
    both = hot_path._subjects(kind, [Noop(), Noop()])
    return {**both, **hot_path._subjects_after(kind, 1)}


class TestEverySubject:
    """The subjects do the same: they call the function with its argument, and the hooks."""

    @pytest.mark.parametrize("kind", hot_path.KINDS)
    def test_returns_what_the_function_returns(self, kind: str) -> None:
        for name, subject in subjects(kind).items():
            returned = subject.call(*subject.positional, **subject.keywords)
            if inspect.isawaitable(returned):
                returned = asyncio.run(_awaited(returned))
            assert returned is REQUEST, name

    @pytest.mark.parametrize("case", parameters.CASES, ids=lambda case: case.name)
    def test_fills_the_parameter(self, case: parameters.Case) -> None:
        for name, subject in parameters.subjects(case).items():
            returned = subject.call(**subject.keywords)
            if inspect.isawaitable(returned):
                returned = asyncio.run(_awaited(returned))
            assert returned is REQUEST, name

    @pytest.mark.parametrize("case", repeats.CASES, ids=lambda case: case.name)
    def test_retries(self, case: repeats.Case) -> None:
        with repeats.without_waiting():
            for name, subject in repeats.subjects(case).items():
                for _ in range(2):
                    returned = subject.call(**subject.keywords)
                    if inspect.isawaitable(returned):
                        returned = asyncio.run(_awaited(returned))
                    assert returned is REQUEST, name

    @pytest.mark.parametrize(
        ("relays", "package"), [("pluggy_relays", "pluggy"), ("stevedore_maps", "stevedore")]
    )
    def test_relays_reach_every_plugin(self, relays: str, package: str) -> None:
        pytest.importorskip(package)
        seen: list[str] = []
        plugins = [Recorder("a", seen), Recorder("b", seen)]

        rivals.relayed(hello, *getattr(rivals, relays)(plugins))(req=REQUEST, context=CONTEXT)

        assert sorted(seen) == ["post a", "post b", "pre a", "pre b"]


class TestTheMemoryWorker:
    """It finds leaks."""

    COUNT = 100

    def leaking(self, leak: Callable[[], object]) -> dict[str, Any]:
        """Return the figures for a function that leaks at each invocation."""

        def invoke(begin: int, end: int) -> None:
            for _ in range(begin, end):
                leak()

        return memory_worker.measured(invoke, self.COUNT, memory_worker.TRACED, collect=False)

    def test_finds_objects_that_are_kept(self) -> None:
        bag: list[bytes] = []

        found = self.leaking(lambda: bag.append(bytes(10_000)))

        tenth, half, whole = found["bytes"]
        assert tenth < half < whole
        assert whole - tenth > 0.9 * self.COUNT * 10_000

    def test_finds_objects_that_only_the_collector_could_free(self) -> None:
        def leak() -> None:
            cycle: list[object] = [bytes(10_000)]
            cycle.append(cycle)

        found = self.leaking(leak)

        assert found["bytes"][-1] - found["bytes"][0] > 0.9 * self.COUNT * 10_000
        assert found["cycles"] >= self.COUNT

    def test_restores_the_process(self) -> None:
        def leak() -> None:
            raise KeyError

        with pytest.raises(KeyError):
            self.leaking(leak)

        assert gc.isenabled()
        assert not tracemalloc.is_tracing()

    @pytest.mark.parametrize("kind", hot_path.KINDS)
    def test_fails_if_the_invocations_do_not_end_as_expected(
        self, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A function that never fails would not show the leaks of failing ones."""

        def work(req: int) -> str:
            return f"never fails: {req}"

        monkeypatch.setattr(memory_worker, "work", work)

        with pytest.raises(RuntimeError, match="did not end as expected"):
            memory_worker.look(kind, "on", memory_worker.TRACED, 20)


async def _awaited(awaitable: Awaitable[object]) -> object:
    return await awaitable


@needs_links
def test_a_site_has_as_many_distributions_as_it_should(tmp_path: Path) -> None:
    total = make_site(tmp_path / "site", ["funcext-core"], 30)

    assert total == 30
    assert len([*tmp_path.glob("site/*.dist-info")]) == 30


# -- times and ratios ------------------------------------------------------------------------------


def counting(order: list[str], name: str) -> Callable[[], float]:
    """Return a measure that records its name; its time is the number of recorded names."""

    def measure() -> float:
        order.append(name)
        return len(order)

    return measure


class TestTimes:
    def test_are_taken_alternately_in_a_different_order_each_round(self) -> None:
        order: list[str] = []
        times = interleaved({name: counting(order, name) for name in "abc"}, 9)

        rounds = ["".join(order[at : at + 3]) for at in range(0, 27, 3)]
        assert {"".join(sorted(names)) for names in rounds} == {"abc"}
        assert len(set(rounds)) > 3
        assert times["a"].taken == tuple(at + 1 for at, name in enumerate(order) if name == "a")

    def test_of_a_pair_are_taken_right_after_each_other_and_alternately(self) -> None:
        order: list[str] = []
        a, b, c, d = (counting(order, name) for name in "abcd")
        times = paired({"a/b": (a, b), "c/d": (c, d)}, 2)

        assert "".join(order) == "badcabcd"
        assert times["a/b"] == (Times((2, 5)), Times((1, 6)))

    def test_have_a_minimum_and_a_median(self) -> None:
        times = Times((3.0, 1.0)).and_then(Times((5.0,)))

        assert (times.minimum, times.median) == (1.0, 3.0)

    def test_are_compared_beyond_the_baseline(self) -> None:
        bare, one, other = Times((1.0, 1.0)), Times((2.0, 5.0)), Times((3.0, 5.0))

        assert compare(one, other, bare) == Ratio(0.5, 0.75)
        assert compare(one, other) == Ratio(2 / 3, (2 / 3 + 1) / 2)

    def test_of_a_subject_that_costs_nothing_cause_no_division_by_zero(self) -> None:
        nothing = Times((1.0,))

        assert compare(Times((2.0,)), nothing, nothing).minimum == pytest.approx(1e9)


# -- the output ------------------------------------------------------------------------------------


TABLES = (
    Table("One", ("what", "figure"), (("a", "1.00"), ("longer", "2"))),
    Table("Two", ("what",), (("b",),), "A note."),
)


class TestTheTables:
    def test_as_markdown(self) -> None:
        assert as_markdown(TABLES) == (
            "### One\n\n"
            "| what   | figure |\n"
            "| ------ | ------ |\n"
            "| a      | 1.00   |\n"
            "| longer | 2      |\n\n"
            "### Two\n\n| what |\n| ---- |\n| b    |\n\nA note.\n"
        )

    def test_as_json(self) -> None:
        result = Result(
            "hot path",
            tables=TABLES,
            ratios={"key": Ratio(0.5, 0.6)},
            times={"key": Times((1.0, 3.0))},
        )

        content = json.loads(as_json([result]))

        assert content["environment"]["Python"] == ".".join(map(str, sys.version_info[:3]))
        (section,) = content["sections"]
        assert section["ratios"] == {"key": {"minimum": 0.5, "median": 0.6}}
        assert section["times"]["key"] == {"minimum": 1.0, "median": 2.0, "taken": [1.0, 3.0]}
        assert section["tables"][0]["rows"] == [["a", "1.00"], ["longer", "2"]]

    def test_in_a_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        print_tables(TABLES)

        printed = capsys.readouterr().out
        assert all(word in printed for word in ("One", "longer", "1.00", "A note."))

    def test_are_written_between_a_page_s_markers(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n", "utf-8")

        assert insert(page, {"x": "new \\1\n", "y": "nowhere"}) == ["y"]
        assert insert(page, {"x": "new \\1\n"}) == []
        assert page.read_text("utf-8") == ("a\n<!-- begin x -->\n\nnew \\1\n\n<!-- end x -->\nb\n")

    def test_all_have_their_place_in_the_page(self) -> None:
        page = __main__.PAGE.read_text("utf-8")

        for name in (*bounds.SECTIONS, "bounds", "environment"):
            assert page.index(f"<!-- begin {name} -->") < page.index(f"<!-- end {name} -->")


# -- the bounds ------------------------------------------------------------------------------------


def checked(figure: Ratio | None, **options: bool) -> bool:
    """Return whether a bound of 0.5 holds for a figure of the hot path."""
    bound = Bound("what", "hot path x", 0.5, **options)
    ratios = {} if figure is None else {"hot path x": figure}
    table, missed = bounds.check([Result("hot path", ratios=ratios)], [bound])
    assert len(table.rows) == 1
    assert (table.rows[0][-1] == "missed") == bool(missed)
    return not missed


class TestABound:
    @pytest.mark.parametrize(
        ("figure", "holds"),
        [(Ratio(0.5, 9), True), (Ratio(0.51, 0.1), False), (Ratio(0, 0), True), (None, False)],
    )
    def test_limits_the_figure_of_the_least_times(self, figure: Ratio | None, holds: bool) -> None:
        assert checked(figure) == holds

    def test_may_be_a_lower_one(self) -> None:
        assert checked(Ratio(0.5, 0), at_least=True)
        assert not checked(Ratio(0.49, 1), at_least=True)

    def test_may_limit_the_median(self) -> None:
        assert checked(Ratio(9, 0.5), by_median=True)
        assert not checked(Ratio(0, 0.51), by_median=True)

    def test_of_a_section_that_was_not_measured_is_left_out(self) -> None:
        table, missed = bounds.check([Result("hot path")], [Bound("what", "growth x", 1)])

        assert not table.rows
        assert not missed

    @needs_links
    def test_limits_a_figure_that_its_section_has(
        self,
        hot: Result,
        filled: Result,
        retried: Result,
        grown: tuple[Result, tuple[growth.Growth, ...]],
        kept: Result,
    ) -> None:
        """A bound with a misspelled key would never hold."""
        measured = (hot, filled, retried, grown[0], kept)
        found = {key: figure for result in measured for key, figure in result.ratios.items()}
        found |= {
            f"memory {case}, {memory_worker.RESIDENT} MiB": Ratio(0, 0) for case in memory.CASES
        }
        sections = [result.section for result in measured]

        keys = {bound.key for bound in bounds.BOUNDS if bound.section in sections}
        packages = {
            **parameters.PACKAGES,
            **repeats.PACKAGES,
            hot_path.POWERTOOLS: "aws_lambda_powertools",
        }
        for rival, package in packages.items():
            if find_spec(package) is None:
                keys = {key for key in keys if not key.endswith(f"/ {rival}")}
        assert keys <= found.keys()

    def test_limits_a_figure_of_a_section_that_takes_longer(self) -> None:
        """The same for bounds whose figures a trial does not measure."""
        keys = {f"{in_place.SECTION} {way} {count}" for way in in_place.WAYS for count in (1, 5)}
        keys |= {f"{cold_start.SECTION} 200 {name}" for name in cold_start.SUBJECTS}
        keys |= {f"{cold_start.SECTION} {name}" for name in ("own modules", "files opened")}
        sections = (in_place.SECTION, cold_start.SECTION)

        assert {bound.key for bound in bounds.BOUNDS if bound.section in sections} <= keys


@pytest.fixture
def fake_figure(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Replace the command's measurement of the hot path with one figure."""

    def put(figure: float) -> None:
        result = Result("hot path", ratios={"hot path 0": Ratio.exactly(figure)}, tables=TABLES)
        monkeypatch.setitem(__main__.ONE_RESULT, "hot path", lambda _: result)
        monkeypatch.setattr(bounds, "BOUNDS", [Bound("nothing", "hot path 0", 0.0)])

    return put


class TestTheCommand:
    @pytest.mark.parametrize(("figure", "status"), [(0.0, 0), (1.0, 1)])
    def test_exits_with_1_if_a_bound_is_missed(
        self,
        figure: float,
        status: int,
        fake_figure: Callable[[float], None],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        fake_figure(figure)

        assert __main__.main(["hot-path", "--check"]) == status
        assert ("missed: nothing" in capsys.readouterr().err) == bool(status)

    def test_does_not_judge_by_default(
        self, fake_figure: Callable[[float], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        fake_figure(1.0)

        assert __main__.main(["hot-path", "--markdown"]) == 0
        assert "### One" in capsys.readouterr().out

    def test_prints_nothing_but_json(
        self, fake_figure: Callable[[float], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        fake_figure(1.0)

        __main__.main(["hot-path", "--json"])

        assert json.loads(capsys.readouterr().out)["sections"][0]["section"] == "hot path"

    def test_refuses_an_unknown_section(self) -> None:
        with pytest.raises(SystemExit):
            __main__.main(["lukewarm-path"])
