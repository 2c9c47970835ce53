"""Hook errors: what is logged, where and how often, and that they cost no memory."""

from __future__ import annotations

import asyncio
import gc
import logging
import tracemalloc
from collections.abc import Callable, Generator, Iterator
from types import TracebackType
from typing import Any, NoReturn, cast

import pytest

from funcext_core import Function, Invocation, Outcome, hookimpl
from funcext_core._foreign import line_of, qualified_name, type_name
from funcext_core._plugins.plugin import Failures, plugin_logger
from layered import serve


def echo(msg: str) -> str:
    return msg


async def async_echo(msg: str) -> str:
    return msg


FUNCTION = Function("hello", "site", "httpTrigger")


def logged(caplog: pytest.LogCaptureFixture, plugin: str = "p0") -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == f"funcext.plugins.{plugin}"]


class RaisingPre:
    """A plugin whose `pre_invocation` raises the message."""

    on_error = "log"

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        raise invocation.args["msg"]


class RaisingAround:
    on_error = "log"

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        yield
        raise invocation.args["msg"]


class RaisingPost:
    on_error = "log"

    @hookimpl
    def post_invocation(self, invocation: Invocation) -> None:
        raise invocation.args["msg"]


class GuardPre(RaisingPre):
    on_error = "fail"


class GuardPost(RaisingPost):
    on_error = "fail"


ALL = [RaisingPre, RaisingAround, RaisingPost, GuardPre, GuardPost]


RAISING = [
    (RaisingPre, "pre_invocation"),
    (RaisingAround, "around_invocation"),
    (RaisingPost, "post_invocation"),
]


class TestTheLine:
    @pytest.mark.parametrize(("plugin", "hook"), RAISING)
    @pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])
    def test_names_hook_plugin_error_function_and_invocation(
        self,
        plugin: Callable[[], object],
        hook: str,
        function: Callable[[str], object],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        served = serve(function, plugin())
        error = KeyError("why")
        called = served.call("the-id", msg=error)
        assert (asyncio.run(called) if function is async_echo else called) is error
        (record,) = logged(caplog)
        assert record.levelno == logging.ERROR
        assert record.getMessage() == (
            f"hook {hook} of plugin 'p0' raised KeyError around function {function.__name__!r}, "
            "invocation the-id; the function's result is not changed by it"
        )
        assert record.exc_info is not None
        assert record.exc_info[1] is error

    @pytest.mark.parametrize("plugin", [GuardPre, GuardPost])
    def test_of_a_guard_says_that_the_invocation_fails(
        self, plugin: Callable[[], object], caplog: pytest.LogCaptureFixture
    ) -> None:
        error = KeyError("why")
        assert serve(echo, plugin()).error(msg=error) is error
        (record,) = logged(caplog)
        assert record.getMessage().endswith("; the plugin is a guard: the invocation fails")

    def test_shows_the_hooks_own_lines_not_the_layers(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        serve(echo, RaisingPre())(msg=KeyError("why"))
        text = caplog.text
        assert 'raise invocation.args["msg"]' in text
        assert "<funcext layers" not in text

    def test_is_on_an_ordinary_logger_below_that_of_funcext(self) -> None:
        logger = plugin_logger("timer")
        assert logger.name == "funcext.plugins.timer"
        assert logger.propagate
        # The categories that the workers hide from the customer begin like this.
        assert not logger.name.startswith(("azure", "azure_functions_worker"))


EXITS: list[type[BaseException]] = [
    OSError,
    SystemExit,
    KeyboardInterrupt,
    GeneratorExit,
    asyncio.CancelledError,
    type("OwnExit", (BaseException,), {}),
]
"""The errors that a log handler may raise."""


class TestLogHandlersThatRaise:
    """A broken log handler of the app changes nothing for invocations."""

    @pytest.fixture(params=EXITS)
    def _broken(self, request: pytest.FixtureRequest) -> Iterator[None]:
        """Give the plugins' loggers a handler that raises."""

        class Broken(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                raise request.param

        handler = Broken()
        logger = logging.getLogger("funcext")
        logger.addHandler(handler)
        yield
        logger.removeHandler(handler)

    @pytest.mark.usefixtures("_broken")
    @pytest.mark.parametrize(
        "plugin", [RaisingPre, RaisingAround, RaisingPost, GuardPre, GuardPost]
    )
    @pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])
    def test_layers_are_left_and_the_result_stays(
        self, plugin: type[RaisingPre], function: Callable[[str], object]
    ) -> None:
        left: list[str] = []

        class Outer:
            @hookimpl
            def post_invocation(self) -> None:
                left.append("outer")

        served = serve(function, Outer(), plugin())
        error = KeyError()
        if plugin.on_error == "fail":
            assert served.error(msg=error) is error
        else:
            assert served(msg=error) is error
        assert left == ["outer"]
        assert sum(hook["errors"] for hook in served.host.stats()["p1"].values()) == 1


class FalsyError(Exception):
    def __bool__(self) -> bool:
        return False


class EmptyError(Exception):
    def __len__(self) -> int:
        return 0


class TextError(Exception):
    def __str__(self) -> str:
        raise ValueError


class ExitInTextError(Exception):
    def __str__(self) -> str:
        raise SystemExit


class NoTextError(Exception):
    def __str__(self) -> str:
        return cast("str", 1)


class FrozenError(Exception):
    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


class OwnTracebackError(Exception):
    @property
    def __traceback__(self) -> TracebackType | None:  # type: ignore[override] # as it may be found
        raise LookupError

    def with_traceback(self, tb: TracebackType | None) -> Any:
        raise LookupError


class OddType(type):
    def __getattribute__(cls, name: str) -> Any:
        if name in ("__module__", "__qualname__", "__name__"):
            raise LookupError(name)
        return super().__getattribute__(name)


class OddTypeError(Exception, metaclass=OddType):
    pass


class ModuleError(Exception):
    __module__ = property(lambda _: "")


ODD: dict[str, type[Exception]] = {
    "FalsyError": FalsyError,
    "EmptyError": EmptyError,
    "TextError": TextError,
    "ExitInTextError": ExitInTextError,
    "NoTextError": NoTextError,
    "FrozenError": FrozenError,
    "OwnTracebackError": OwnTracebackError,
    "OddTypeError": OddTypeError,
    "ModuleError": ModuleError,
}
"""By name: pytest asks a parameter's own type for its name, and would not survive the answer."""


def fail(kind: type[Exception]) -> NoReturn:
    raise kind  # the line that the traceback shows


class TestOddErrors:
    """Exceptions are other people's objects: whatever their classes do, they are logged."""

    @pytest.mark.parametrize("name", ODD)
    def test_are_logged_with_their_traceback(
        self, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        try:
            fail(ODD[name])
        except Exception as error:
            Failures("p0").report("pre_invocation", error, FUNCTION, "id")
        (record,) = logged(caplog)
        assert record.getMessage() == (
            f"hook pre_invocation of plugin 'p0' raised {name} around function 'hello', "
            "invocation id"
        )
        assert "raise kind  # the line that the traceback shows" in caplog.text
        assert name in caplog.text.splitlines()[-1]

    @pytest.mark.parametrize("name", ["FalsyError", "TextError", "OddTypeError"])
    def test_are_logged_where_another_error_led_to_one(
        self, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        try:
            try:
                fail(ODD[name])
            except Exception as cause:
                raise ValueError from cause
        except ValueError as error:
            Failures("p0").report("pre_invocation", error, FUNCTION)
        assert "ValueError" in caplog.text.splitlines()[-1]

    def test_of_one_type_are_counted_together(self) -> None:
        failures = Failures("p0")
        for name in [*ODD] * 3:
            failures.report("pre_invocation", ODD[name](), FUNCTION)
        assert failures.by_hook() == {"pre_invocation": 3 * len(ODD)}

    def test_names_come_from_the_type_itself(self) -> None:
        assert type_name(OddTypeError()) == "OddTypeError"
        assert qualified_name(OddTypeError()) == f"{__name__}.OddTypeError"
        assert qualified_name(ModuleError()) == "ModuleError"

    def test_have_one_line_of_text_at_most(self) -> None:
        assert line_of(ValueError("a\n b")) == "a b"
        assert [line_of(kind()) for kind in (TextError, ExitInTextError, NoTextError)] == [""] * 3


class TestFinalizers:
    def test_one_that_reports_while_its_thread_counts_does_not_wait_for_it(self) -> None:
        failures = Failures("p0")
        plugin_logger("p0").setLevel(logging.CRITICAL)

        class Cycle:
            def __init__(self) -> None:
                self.me = self

            def __del__(self) -> None:
                failures.report("around_invocation", KeyError(), FUNCTION)

        thresholds = gc.get_threshold()
        gc.set_threshold(1)
        try:
            for _ in range(2000):
                Cycle()
                failures.report("pre_invocation", KeyError(), FUNCTION)
        finally:
            gc.set_threshold(*thresholds)
        gc.collect()
        assert failures.by_hook() == {"pre_invocation": 2000, "around_invocation": 2000}


class TestHowOften:
    def test_at_each_power_of_two_and_at_each_multiple_of_1024(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        failures = Failures("p0")
        at = []
        for count in range(1, 5001):
            failures.report("pre_invocation", KeyError(), FUNCTION, "id")
            if logged(caplog):
                at.append(count)
                caplog.clear()
        assert at == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3072, 4096]

    def test_the_line_says_how_often_so_far(self, caplog: pytest.LogCaptureFixture) -> None:
        failures = Failures("p0")
        for _ in range(1024):
            failures.report("pre_invocation", KeyError(), FUNCTION, "id")
        texts = [record.getMessage() for record in logged(caplog)]
        assert "times so far" not in texts[0]
        assert "(2 times so far)" in texts[1]
        assert "(1,024 times so far)" in texts[-1]

    def test_each_hook_and_each_type_of_exception_is_counted_by_itself(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        failures = Failures("p0")
        for _ in range(3):
            failures.report("pre_invocation", KeyError(), FUNCTION)
            failures.report("post_invocation", KeyError(), FUNCTION)
            failures.report("pre_invocation", ValueError(), FUNCTION)
        assert len(logged(caplog)) == 6, "the first and the second of each"
        assert failures.by_hook() == {"pre_invocation": 6, "post_invocation": 3}

    def test_types_of_one_name_in_two_modules_are_two(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        failures = Failures("p0")
        for module in ("one", "other"):
            kind = type("Same", (Exception,), {"__module__": module})
            failures.report("pre_invocation", kind(), FUNCTION)
            assert len(logged(caplog)) == 1
            caplog.clear()

    def test_each_plugin_is_counted_by_itself_over_all_functions(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        served = serve(echo, RaisingPre(), RaisingPre())
        for _ in range(3):
            served(msg=KeyError())
        assert (len(logged(caplog, "p0")), len(logged(caplog, "p1"))) == (2, 2)
        assert served.host.stats()["p0"]["pre_invocation"]["errors"] == 3


class TestMemory:
    @pytest.mark.parametrize("plugin", [RaisingPre, RaisingAround, RaisingPost, GuardPost])
    def test_does_not_grow_with_the_number_of_failures(self, plugin: Callable[[], object]) -> None:
        served = serve(echo, plugin(), RaisingAround())
        plugin_logger("p0").setLevel(logging.CRITICAL)
        plugin_logger("p1").setLevel(logging.CRITICAL)

        def fail(times: int) -> None:
            for _ in range(times):
                try:
                    served.call(msg=KeyError)
                except KeyError:
                    continue

        fail(100)
        gc.collect()
        # Garbage that only the collector can free counts as a leak here.
        gc.disable()
        tracemalloc.start()
        try:
            # Python keeps some objects to use them again, up to a number of each kind.
            fail(2000)
            before, _ = tracemalloc.get_traced_memory()
            fail(2000)
            after, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
            gc.enable()
            plugin_logger("p0").setLevel(logging.NOTSET)
            plugin_logger("p1").setLevel(logging.NOTSET)
        # A leak of ten bytes per failure would exceed this.
        assert after - before < 20_000
