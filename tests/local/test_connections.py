"""Connections that send no request: which of them are closed, and when."""

from __future__ import annotations

from unittest import mock

import attrs
import pytest

from funcext_core.local.connections import WANTED, IdleConnections, allow_many


@attrs.define(eq=False)
class Cycle:
    response_complete: bool = False


@attrs.define(eq=False)
class Connection:
    name: str
    cycle: Cycle | None = None
    transport: mock.Mock = attrs.field(factory=mock.Mock)


def names(idle: IdleConnections, connections: list[Connection], now: float) -> list[str]:
    return [connection.name for connection in idle.overdue(connections, now)]


def test_a_connection_that_sends_no_request_is_closed_in_time() -> None:
    idle, silent = IdleConnections(at_most=9, seconds=30), Connection("silent")
    assert names(idle, [silent], 100) == []
    assert names(idle, [silent], 129) == []
    assert names(idle, [silent, Connection("new")], 130) == ["silent"]


def test_a_request_that_is_being_served_is_left_alone() -> None:
    idle, busy = IdleConnections(at_most=0, seconds=30), Connection("busy", Cycle())
    assert names(idle, [busy], 0) == []
    assert names(idle, [busy], 1000) == []
    assert busy.cycle is not None
    busy.cycle.response_complete = True
    idle.at_most = 9
    assert names(idle, [busy], 1001) == []
    assert names(idle, [busy], 1031) == ["busy"]


def test_every_request_begins_the_time_anew() -> None:
    idle, active = IdleConnections(at_most=9, seconds=30), Connection("active")
    for now in range(0, 200, 20):
        active.cycle = Cycle(response_complete=True)
        assert names(idle, [active], now) == []


def test_the_excess_is_closed_those_first_that_are_idle_longest() -> None:
    idle = IdleConnections(at_most=2, seconds=30)
    connections = [Connection(name) for name in "ab"]
    assert names(idle, connections, 0) == []
    connections += [Connection(name) for name in "cde"]
    assert names(idle, connections[::-1], 1) == ["b", "a", "e"]


def test_what_is_gone_is_forgotten() -> None:
    idle = IdleConnections(at_most=9, seconds=30)
    assert names(idle, [Connection("gone")], 0) == []
    assert names(idle, [], 1) == []
    assert idle._since == {}


def test_the_limit_of_open_files_is_raised_as_far_as_it_may_be() -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    kind, unlimited = resource.RLIMIT_NOFILE, resource.RLIM_INFINITY
    for limits, raised, number in (
        ((1024, 1_000_000), (WANTED + 256, 1_000_000), WANTED),
        ((1024, 4096), (4096, 4096), 4096 - 256),
        ((1024, unlimited), (WANTED + 256, unlimited), WANTED),
        ((100_000, 100_000), None, WANTED),
        ((unlimited, unlimited), None, WANTED),
        ((100, 100), (100, 100), 1),
    ):
        with (
            mock.patch.object(resource, "getrlimit", return_value=limits),
            mock.patch.object(resource, "setrlimit") as setting,
        ):
            assert allow_many() == number
        assert setting.call_args_list == ([] if raised is None else [mock.call(kind, raised)])
