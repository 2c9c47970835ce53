"""Values of a test in place of what plugins provide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import azure.functions as func
import pytest

import funcext_core
from drivers.interface import HTTP_BINDINGS, function_json, write_app
from funcext_core import Named, provides
from funcext_core.testing import AppClient, LocalHostError, http_request, queue_message


class Pool:
    def __init__(self, name: str) -> None:
        self.name = name


class Report:
    def __init__(self, pool: Pool) -> None:
        self.pool = pool


class Database:
    """Provides a pool, which it opens for real, and what is made of it."""

    def __init__(self) -> None:
        self.opened = 0

    @provides(scope="app")
    def pool(self) -> Iterator[Pool]:
        self.opened += 1
        yield Pool("real")

    @provides(scope="app")
    def replica(self) -> Pool:
        self.opened += 1
        return Pool("replica")

    @provides(scope="app")
    def report(self, pool: Pool) -> Report:
        return Report(pool)


def order(msg: func.QueueMessage, pool: Pool) -> None:
    SEEN.append(pool.name)


async def order_async(msg: func.QueueMessage, pool: Pool) -> None:
    SEEN.append(pool.name)


def named(msg: func.QueueMessage, pool: Pool, other: Annotated[Pool, Named("replica")]) -> None:
    SEEN.append(f"{pool.name} {other.name}")


def report(msg: func.QueueMessage, report: Report) -> None:
    SEEN.append(report.pool.name)


SEEN: list[str] = []


@pytest.fixture(autouse=True)
def seen() -> list[str]:
    """The names of the pools that functions got."""
    SEEN.clear()
    return SEEN


@pytest.mark.parametrize("function", [order, order_async])
def test_a_fake_takes_the_place_of_what_a_plugin_provides(
    function: Callable[..., object], seen: list[str]
) -> None:
    database = Database()
    fakes = {Pool: Pool("fake")}
    with AppClient(function, plugins=[database], provides=fakes) as client:
        client.invoke(client.functions[0], queue_message()).raise_for_error()
    with AppClient(function, plugins=[database]) as client:
        client.invoke(client.functions[0], queue_message()).raise_for_error()
    assert seen == ["fake", "real"]
    assert database.opened == 1


def test_it_needs_no_plugin(seen: list[str]) -> None:
    with AppClient(order, provides={Pool: Pool("fake")}) as client:
        client.invoke("order", queue_message()).raise_for_error()
    assert seen == ["fake"]


def test_without_it_a_parameter_that_nobody_fills_is_an_error() -> None:
    with pytest.raises(LocalHostError, match="it declares 'pool', which none of its bindings"):
        AppClient(order).__enter__()


def test_it_is_what_other_providers_get(seen: list[str]) -> None:
    with AppClient(report, plugins=[Database()], provides={Pool: Pool("fake")}) as client:
        client.invoke("report", queue_message()).raise_for_error()
    assert seen == ["fake"]


def test_a_named_one_is_given_by_its_name(seen: list[str]) -> None:
    fakes = {Pool: Pool("fake"), Annotated[Pool, Named("replica")]: Pool("other")}
    for provided in ({Pool: Pool("fake")}, fakes):
        with AppClient(named, plugins=[Database()], provides=provided) as client:
            client.invoke("named", queue_message()).raise_for_error()
    assert seen == ["fake replica", "fake other"]


def test_it_wins_over_the_apps_own_and_those_of_use(seen: list[str]) -> None:
    app = func.FunctionApp()
    host = funcext_core.install(app, plugins=[Database()])

    @host.provides
    def pool() -> Pool:
        return Pool("app's")

    app.queue_trigger("msg", "q", "c")(funcext_core.use(Database())(order_async))
    with AppClient(app, provides={Pool: Pool("fake")}) as client:
        client.invoke("order_async", queue_message()).raise_for_error()
    assert seen == ["fake"]


V1 = """
import azure.functions as func
import funcext_core

@funcext_core.instrument
def main(req: func.HttpRequest, pool: int) -> str:
    return f"pool {pool}"
"""


def test_it_is_given_to_functions_of_the_v1_model(tmp_path: Path) -> None:
    files = {"first/__init__.py": V1, "first/function.json": function_json(*HTTP_BINDINGS)}
    write_app(tmp_path, files)
    with AppClient(tmp_path, provides={int: 42}) as client:
        result = client.invoke("first", http_request())
        assert result.raise_for_error().value == "pool 42"
