"""The reports of a plugin host: `stats()` and `describe()`."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any, Literal

import azure.functions as func
import pytest

import funcext_core
from funcext_core import AbortInvocation, Invocation, Outcome, hookimpl
from layered import OUTPUT, Served, running_loop, serve


def echo(msg: str) -> str:
    return msg


async def async_echo(msg: str) -> str:
    return msg


class Whole:
    """A plugin of all three hooks around invocations; `deeds` says what each of them does."""

    def __init__(self, **deeds: Callable[[Invocation], object]) -> None:
        self.deeds = deeds

    def act(self, hook: str, invocation: Invocation) -> None:
        if hook in self.deeds:
            self.deeds[hook](invocation)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        self.act("pre", invocation)

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        self.act("first", invocation)
        yield
        self.act("second", invocation)

    @hookimpl
    def post_invocation(self, invocation: Invocation) -> None:
        self.act("post", invocation)


def respond(invocation: Invocation) -> None:
    invocation.respond("answer")


def abort(_: Invocation) -> None:
    raise AbortInvocation


def fail(_: Invocation) -> None:
    raise ValueError


def counted(
    served: Served, what: Literal["calls", "errors", "seconds"]
) -> dict[str, tuple[Any, ...]]:
    """Return one number of each plugin's pre, around and post."""
    hooks = ("pre_invocation", "around_invocation", "post_invocation")
    stats = served.host.stats()
    return {name: tuple(stats[name][hook][what] for hook in hooks) for name in stats}


CALLS = [
    # What the middle of three layers does; the calls of each hook, of each layer.
    ({}, [(1, 1, 1), (1, 1, 1), (1, 1, 1)]),
    ({"pre": respond}, [(1, 1, 1), (1, 0, 1), (0, 0, 0)]),
    ({"first": respond}, [(1, 1, 1), (1, 1, 1), (0, 0, 0)]),
    ({"pre": abort}, [(1, 1, 1), (1, 0, 1), (0, 0, 0)]),
    ({"first": abort}, [(1, 1, 1), (1, 1, 1), (0, 0, 0)]),
    ({"pre": fail, "post": fail}, [(1, 1, 1), (1, 1, 1), (1, 1, 1)]),
]


class TestCalls:
    @pytest.mark.parametrize(("deeds", "expected"), CALLS)
    @pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])
    def test_are_counted_for_each_hook_that_was_called(
        self,
        deeds: dict[str, Callable[[Invocation], object]],
        expected: list[tuple[int, ...]],
        function: Callable[[str], object],
    ) -> None:
        served = serve(function, Whole(), Whole(**deeds), Whole())
        assert counted(served, "calls") == dict.fromkeys(("p0", "p1", "p2"), (0, 0, 0))
        for times in (1, 2, 3):
            try:
                served(msg="m")
            except AbortInvocation:
                assert abort in deeds.values()
            assert list(counted(served, "calls").values()) == [
                tuple(times * number for number in hook_counts) for hook_counts in expected
            ]

    def test_a_plugin_that_is_not_around_a_function_is_not_called_for_it(self) -> None:
        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        host = funcext_core.install(app, settings={})

        @host.pre_invocation(functions="one")
        def only_one() -> None: ...

        @host.pre_invocation
        def everywhere() -> None: ...

        for name in ("one", "two"):

            def function(req: func.HttpRequest) -> str:
                return "x"

            app.function_name(name)(app.route(route=name)(function))
        for indexed in app.get_functions():
            indexed.get_user_function()(req="r")
        calls = {name: hooks["pre_invocation"]["calls"] for name, hooks in host.stats().items()}
        assert calls == {"only_one": 1, "everywhere": 2}


class TestErrors:
    def test_are_counted_for_each_hook(self) -> None:
        served = serve(echo, Whole(pre=fail, second=fail, post=fail), Whole(post=fail))
        for _ in range(3):
            served(msg="m")
        assert counted(served, "errors") == {"p0": (3, 3, 3), "p1": (0, 0, 3)}

    def test_an_abort_or_an_answer_is_none(self) -> None:
        served = serve(echo, Whole(pre=abort))
        served.error(msg="m")
        assert counted(served, "errors") == {"p0": (0, 0, 0)}

    def test_those_of_the_other_hooks_are_counted_too(self) -> None:
        class Plugin:
            @hookimpl
            def app_start(self) -> None:
                raise ValueError

            @hookimpl
            def post_load(self) -> None:
                raise ValueError

        stats = serve(echo, Plugin()).host.stats()["p0"]
        assert {hook: figures["errors"] for hook, figures in stats.items()} == {
            "app_start": 1,
            "post_load": 1,
        }


class TestSeconds:
    def test_are_none_unless_the_setting_asks_for_them(self) -> None:
        served = serve(echo, Whole())
        served(msg="m")
        assert counted(served, "seconds") == {"p0": (None, None, None)}

    @pytest.mark.parametrize("kind", ["sync", "async", "async hooks"])
    def test_are_those_in_the_hook_itself(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = {"FUNCEXT_STATS": "1"}
        if kind == "sync":
            served = serve(echo, Whole(second=fail), settings=settings)
        elif kind == "async":
            served = serve(async_echo, Whole(second=fail), settings=settings)
        else:
            served = serve(async_echo, AsyncWhole(), settings=settings)
        ticks = itertools.count()
        monkeypatch.setitem(served.names, "clock", lambda: float(next(ticks)))
        for _ in range(10):
            served(msg="m")
        # Each reading of the clock is one second after the last; around is timed twice.
        assert counted(served, "seconds") == {"p0": (10.0, 20.0, 10.0)}

    def test_are_counted_for_async_hooks_around_a_sync_function(self) -> None:
        with running_loop() as loop:
            served = serve(echo, AsyncWhole(), settings={"FUNCEXT_STATS": "1"}, loop=loop)
            served(msg="m")
            assert all(seconds > 0 for seconds in counted(served, "seconds")["p0"])


class AsyncWhole:
    @hookimpl
    async def pre_invocation(self) -> None:
        await asyncio.sleep(0)

    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        await asyncio.sleep(0)
        yield
        await asyncio.sleep(0)

    @hookimpl
    async def post_invocation(self) -> None:
        await asyncio.sleep(0)


class TestDescribe:
    def test_is_plain_data(self) -> None:
        described = serve(echo, Whole()).host.describe()
        assert json.loads(json.dumps(described)) == described

    def test_has_the_plugins_in_layer_order_with_their_hooks(self) -> None:
        class Guard:
            on_error = "fail"
            functions = "e*"

            @hookimpl
            def pre_invocation(self) -> None: ...

            @hookimpl(specname="pre_invocation")
            async def async_pre(self) -> None: ...

        host = serve(echo, Guard(), Whole()).host
        first, second = host.describe()["plugins"]
        assert dict(first) == {
            "name": "p0",
            "origin": "setting",
            "distribution": None,
            "on_error": "fail",
            "functions": ["e*"],
            "triggers": first["triggers"],
            "options": {},
            "hooks": {"pre_invocation": ["sync", "async"]},
        }
        assert (second["name"], second["on_error"]) == ("p1", "log")
        assert list(second["hooks"]) == [
            "pre_invocation",
            "around_invocation",
            "post_invocation",
        ]

    def test_names_the_origin_of_each_plugin(self) -> None:
        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        host = funcext_core.install(app, settings={})

        @host.pre_invocation
        def inline() -> None: ...

        @app.route(route="hello")
        @funcext_core.use(Whole())
        def hello(req: func.HttpRequest) -> str:
            return "x"

        app.get_functions()
        described = [(plugin["name"], plugin["origin"]) for plugin in host.describe()["plugins"]]
        assert described == [("inline", "app"), ("whole", "use")]

    def test_has_each_functions_layers_outermost_first(self) -> None:
        host = serve(async_echo, Whole(), Whole(), trigger=OUTPUT).host
        assert host.describe()["functions"] == [
            {
                "name": "async_echo",
                "trigger": "queueTrigger",
                "is_async": True,
                "layers": ["p0", "p1"],
            }
        ]

    def test_says_whether_the_layers_are_compiled(self) -> None:
        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        host = funcext_core.install(app, settings={})
        assert host.describe()["frozen"] is False
        app.get_functions()
        assert host.describe()["frozen"] is True
