"""Every invocation is answered: what hooks and functions raise or return, and what leaves then.

Neither worker answers an invocation that ends in a `BaseException`, and a `SystemExit` ends both.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from funcext_core import FunctionExit, HookError, Invocation, Outcome, hookimpl
from layered import Served, running_loop, serve


KINDS = ("sync", "async", "async around sync")
"""The kinds of a hook and of the function around which it runs."""
HOOKS = ("pre", "first", "second", "post")

by_kind = pytest.mark.parametrize("kind", KINDS)
by_hook = pytest.mark.parametrize("hook", HOOKS)
by_guard = pytest.mark.parametrize("on_error", ["log", "fail"])


class CustomError(BaseException):
    """A BaseException of somebody's own."""


def echo(msg: str) -> str:
    return msg


async def async_echo(msg: str) -> str:
    await asyncio.sleep(0)
    return msg


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Make a loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


Loop = asyncio.AbstractEventLoop


def plugin_of(hook: str, does: Callable[[], Any], *, is_async: bool, on_error: str) -> Any:
    """Return a plugin that does one thing in one of its hooks, and returns its result."""
    return (_async_plugin if is_async else _sync_plugin)(hook, does, on_error)


def _sync_plugin(hook: str, does: Callable[[], Any], on_error: str) -> Any:
    def act(here: str) -> Any:
        return does() if here == hook else None

    class Plugin:
        @hookimpl
        def pre_invocation(self) -> Any:
            return act("pre")

        @hookimpl
        def around_invocation(self) -> Generator[Any, Outcome, Any]:
            value = act("first")
            if value is not None:
                return value
            yield
            return act("second")

        @hookimpl
        def post_invocation(self) -> Any:
            return act("post")

    plugin: Any = Plugin
    plugin.on_error = on_error
    return plugin()


def _async_plugin(hook: str, does: Callable[[], Any], on_error: str) -> Any:
    def act(here: str) -> Any:
        return does() if here == hook else None

    class Plugin:
        @hookimpl
        async def pre_invocation(self) -> Any:
            await asyncio.sleep(0)
            return act("pre")

        @hookimpl
        async def around_invocation(self) -> AsyncGenerator[Any, Outcome]:
            # An async generator cannot return a value, so it yields it.
            yield act("first")
            act("second")

        @hookimpl
        async def post_invocation(self) -> Any:
            await asyncio.sleep(0)
            return act("post")

    plugin: Any = Plugin
    plugin.on_error = on_error
    return plugin()


def served_with(kind: str, *plugins: object, loop: Loop) -> Served:
    function = async_echo if kind == "async" else echo
    return serve(function, *plugins, loop=loop if kind == "async around sync" else None)


class Spy:
    """A plugin that counts how often it is left."""

    def __init__(self) -> None:
        self.left = 0

    @hookimpl
    def pre_invocation(self) -> None: ...

    @hookimpl
    def post_invocation(self) -> None:
        self.left += 1


async def check() -> None:
    """Fail, if anybody awaits it."""
    raise PermissionError


VALUES: dict[str, Callable[[], object]] = {
    "a response": lambda: "401",
    "False": lambda: False,
    "0": lambda: 0,
    "a coroutine": check,
}


class TestAValueThatAHookReturns:
    @by_kind
    @by_hook
    @by_guard
    @pytest.mark.parametrize("value", VALUES)
    def test_is_a_hook_error_that_fails_a_guards_invocation(
        self, kind: str, hook: str, on_error: str, value: str, loop: Loop
    ) -> None:
        is_async = kind != "sync"
        if is_async and hook == "second":
            pytest.skip("an async generator cannot return a value")
        spy = Spy()
        plugin = plugin_of(hook, VALUES[value], is_async=is_async, on_error=on_error)
        served = served_with(kind, spy, plugin, loop=loop)
        if on_error == "fail":
            error = served.error(msg="m")
            assert isinstance(error, HookError)
            assert "returned a value" in str(error) or "yielded a value" in str(error)
        else:
            assert served(msg="m") == "m"
        assert spy.left == 1
        errors = served.host.stats()["p1"].values()
        assert sum(counts["errors"] for counts in errors) == 1

    @by_hook
    @by_guard
    def test_of_a_sync_hook_around_an_async_function_it_is_one_too(
        self, hook: str, on_error: str
    ) -> None:
        plugin = plugin_of(hook, check, is_async=False, on_error=on_error)
        served = serve(async_echo, plugin)
        if on_error == "fail":
            assert "await it in an async def hook" in str(served.error(msg="m"))
        else:
            assert served(msg="m") == "m"

    def test_says_what_to_do_instead(self, caplog: pytest.LogCaptureFixture) -> None:
        for hook in ("pre", "post"):
            serve(echo, plugin_of(hook, lambda: "no", is_async=False, on_error="log"))(msg="m")
        errors = [str(record.exc_info[1]) for record in caplog.records if record.exc_info]
        assert errors == [
            f"{hook} of plugin 'p0' returned a value (str), which has no effect: {advice}"
            for hook, advice in (
                ("pre_invocation", "answer with invocation.respond(), or raise AbortInvocation"),
                ("post_invocation", "set outcome.value or outcome.error instead"),
            )
        ]

    def test_a_coroutine_that_has_begun_is_left_alone(self) -> None:
        async def begun(go_on: asyncio.Event) -> str:
            await go_on.wait()
            return "ended"

        async def main() -> str:
            go_on = asyncio.Event()
            coroutine = begun(go_on)
            task = asyncio.ensure_future(coroutine)
            await asyncio.sleep(0)
            served = serve(
                echo, plugin_of("pre", lambda: coroutine, is_async=False, on_error="log")
            )
            assert served(msg="m") == "m"
            go_on.set()
            return await task

        assert asyncio.run(main()) == "ended"

    def test_takes_back_the_answer_and_the_changes_that_came_before_it(self) -> None:
        class Plugin:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> Any:
                invocation.args["msg"] = "changed"
                invocation.respond("answer")
                return invocation.response

        assert serve(echo, Plugin())(msg="m") == "m"

    def test_at_the_yield_does_not_keep_the_generator_from_being_left(self) -> None:
        left: list[object] = []

        class Guard:
            on_error = "fail"

            @hookimpl
            def around_invocation(self) -> Generator[Any, Outcome, None]:
                outcome = yield "401"
                left.append(type(outcome.error))

        assert isinstance(serve(echo, Guard()).error(msg="m"), HookError)
        assert left == [HookError]


class TestWhatAHookDeletes:
    """It is restored to what was there before that hook, not to what the worker passed."""

    @pytest.mark.parametrize("how", ["pop", "clear", "through a kept dict"])
    @by_kind
    def test_never_brings_back_what_a_guard_has_replaced(
        self, kind: str, how: str, loop: Loop
    ) -> None:
        kept: list[dict[str, Any]] = []

        class Keeper:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                kept.append(invocation.args)

        class Guard:
            on_error = "fail"

            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                invocation.args["msg"] = "clean"

        class Tidy:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                args = kept[0] if how == "through a kept dict" else invocation.args
                args.clear()
                if how == "pop":
                    args["surplus"] = 1

        served = served_with(kind, Keeper(), Guard(), Tidy(), Keeper(), loop=loop)
        assert served(msg="<evil>") == "clean"

    def test_in_the_first_half_of_an_around_either(self) -> None:
        class Guard:
            on_error = "fail"

            @hookimpl
            def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
                invocation.args["msg"] = "clean"
                yield

        class Tidy:
            @hookimpl
            def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
                del invocation.args["msg"]
                yield

        assert serve(echo, Guard(), Tidy())(msg="<evil>") == "clean"

    def test_the_next_hook_sees_it_again(self) -> None:
        seen: list[dict[str, Any]] = []

        class Tidy:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                del invocation.args["msg"]

        class Sees:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                seen.append(dict(invocation.args))

        assert serve(echo, Tidy(), Sees())(msg="m") == "m"
        assert seen == [{"msg": "m"}]


class Clears:
    """A plugin that clears whatever error it finds."""

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        outcome.error = None


def veto_by_raising(outcome: Outcome) -> object:
    raise PermissionError


def veto_by_leaving(outcome: Outcome) -> object:
    raise SystemExit


def veto_by_setting(outcome: Outcome) -> object:
    outcome.error = PermissionError()
    return None


def veto_by_replacing(outcome: Outcome) -> object:
    outcome.error = PermissionError()
    raise KeyError from outcome.error


VETOES: dict[str, Callable[[Outcome], object]] = {
    "raise": veto_by_raising,
    "exit": veto_by_leaving,
    "set error": veto_by_setting,
    "raise from": veto_by_replacing,
}


def vetoing_guard(hook: str, veto: Callable[[Outcome], object], *, is_async: bool) -> object:
    class Sync:
        on_error = "fail"

        @hookimpl
        def around_invocation(self) -> Generator[None, Outcome, None]:
            outcome = yield
            if hook == "second":
                veto(outcome)

        @hookimpl
        def post_invocation(self, outcome: Outcome) -> None:
            if hook == "post":
                veto(outcome)

    class Async:
        on_error = "fail"

        @hookimpl
        async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
            outcome = yield
            if hook == "second":
                veto(outcome)

        @hookimpl
        async def post_invocation(self, outcome: Outcome) -> None:
            if hook == "post":
                veto(outcome)

    return Async() if is_async else Sync()


class TestAGuardsVeto:
    """On the way out it drops the value: who clears the error has nothing to expose."""

    @pytest.mark.parametrize("how", VETOES)
    @pytest.mark.parametrize("hook", ["second", "post"])
    @by_kind
    def test_leaves_no_value_behind(self, kind: str, hook: str, how: str, loop: Loop) -> None:
        guard = vetoing_guard(hook, VETOES[how], is_async=kind != "sync")
        assert served_with(kind, Clears(), guard, loop=loop)(msg="secret") is None

    @pytest.mark.parametrize("hook", ["second", "post"])
    @by_kind
    def test_leaves_none_where_it_translates_the_error_of_a_layer_further_in(
        self, kind: str, hook: str, loop: Loop
    ) -> None:
        def translate(outcome: Outcome) -> object:
            try:
                return outcome.result() and None
            except KeyError as error:
                raise PermissionError from error

        class SetsError:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                outcome.error = KeyError("further in")

        guard = vetoing_guard(hook, translate, is_async=kind != "sync")
        served = served_with(kind, Clears(), guard, SetsError(), loop=loop)
        assert served(msg="secret") is None

    @pytest.mark.parametrize("translates", [False, True], ids=["sets", "translates"])
    def test_keeps_the_value_that_the_guard_itself_put_in_its_place(self, translates: bool) -> None:
        class Guard:
            on_error = "fail"

            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                outcome.value = "redacted"
                outcome.error = PermissionError()
                if translates:
                    raise KeyError from outcome.error

        assert serve(echo, Clears(), Guard())(msg="secret") == "redacted"


# --- What a function raises ----------------------------------------------------------------------

UNANSWERED = [SystemExit, GeneratorExit, asyncio.CancelledError, CustomError]


def raising(error: BaseException, *, is_async: bool) -> Callable[[str], Any]:
    def function(msg: str) -> str:
        raise error

    async def async_function(msg: str) -> str:
        await asyncio.sleep(0)
        raise error

    return async_function if is_async else function


class Pre:
    @hookimpl
    def pre_invocation(self) -> None: ...


class Post:
    @hookimpl
    def post_invocation(self) -> None: ...


class Around:
    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        yield


by_layers = pytest.mark.parametrize(
    "layers", [[Pre], [Post], [Around], [Pre, Around, Post]], ids=str
)
by_function = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


class TestWhatAFunctionRaises:
    @by_function
    @by_layers
    @pytest.mark.parametrize("raised", UNANSWERED)
    def test_is_answered_as_a_failure(
        self, raised: type[BaseException], layers: list[type], is_async: bool
    ) -> None:
        error = raised("own text")
        served = serve(raising(error, is_async=is_async), *[layer() for layer in layers])
        left = served.error(msg="m")
        if sys.version_info < (3, 11) and is_async and raised is asyncio.CancelledError:
            # There it cannot be distinguished from a real one.
            assert left is error
            return
        assert isinstance(left, FunctionExit)
        assert left.__cause__ is error
        name = f"{'async_' if is_async else ''}function"
        assert str(left) == f"function {name!r} raised {raised.__name__}: own text"

    @by_function
    @by_layers
    def test_is_the_same_object_where_it_is_an_exception(
        self, layers: list[type], is_async: bool
    ) -> None:
        error = ValueError("own")
        served = serve(raising(error, is_async=is_async), *[layer() for layer in layers])
        assert served.error(msg="m") is error

    def test_is_seen_by_hooks_as_it_is_and_can_be_cleared(self) -> None:
        seen: list[BaseException | None] = []

        class Answers:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                seen.append(outcome.error)
                outcome.error = None
                outcome.value = "instead"

        error = SystemExit(3)
        assert serve(raising(error, is_async=False), Answers())(msg="m") == "instead"
        assert seen == [error]

    @by_layers
    def test_a_keyboard_interrupt_passes_on_the_main_thread_alone(self, layers: list[type]) -> None:
        error = KeyboardInterrupt()
        served = serve(raising(error, is_async=False), *[layer() for layer in layers])
        assert served.error(msg="m") is error
        with ThreadPoolExecutor(1) as pool:
            left = pool.submit(served.error, msg="m").result(60)
        assert isinstance(left, FunctionExit)
        assert left.__cause__ is error

    @by_hook
    @by_guard
    def test_a_hooks_keyboard_interrupt_in_a_pool_thread_is_a_hook_error(
        self, hook: str, on_error: str
    ) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        served = serve(echo, plugin_of(hook, interrupt, is_async=False, on_error=on_error))
        assert isinstance(served.error(msg="m"), KeyboardInterrupt), "on the main thread"
        with ThreadPoolExecutor(1) as pool:
            if on_error == "fail":
                left = pool.submit(served.error, msg="m").result(60)
                assert isinstance(left, HookError)
            else:
                assert pool.submit(served, msg="m").result(60) == "m"

    def test_without_layers_it_is_left_alone(self) -> None:
        error = SystemExit()
        function = raising(error, is_async=False)
        assert serve(function).function is function

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
    @pytest.mark.parametrize("where", ["function", "hook"])
    def test_in_a_forked_child_nothing_is_converted(self, where: str) -> None:
        texts: list[str] = []

        class Forks:
            @hookimpl
            def pre_invocation(self) -> None:
                if where == "hook":
                    texts.append(fork_and_leave())

        def function(msg: str) -> str:
            return fork_and_leave() if where == "function" else texts[0]

        served = serve(function, Clears(), Forks())
        parent, code = os.getpid(), 1
        try:
            answer = served(msg="m")
        except SystemExit as left:
            code = int(str(left.code))
        finally:
            if os.getpid() != parent:
                os._exit(code)
        assert answer == "the child exited with 7"


def fork_and_leave() -> str:
    """Return the exit code of a child that leaves by `sys.exit`."""
    child = os.fork()
    if child == 0:
        sys.exit(7)
    ended = os.waitpid(child, 0)
    return f"the child exited with {os.waitstatus_to_exitcode(ended[1])}"


def test_an_argument_whose_name_is_no_text_is_dropped_for_any_function() -> None:
    class Adds:
        @hookimpl
        def pre_invocation(self, invocation: Invocation) -> None:
            added: dict[Any, object] = invocation.args
            added[1] = added["extra"] = "added"

    def function(msg: str, **added: object) -> object:
        return f"{msg} {added}"

    assert serve(function, Adds())(msg="m") == "m {'extra': 'added'}"


# --- Exceptions are other people's objects -------------------------------------------------------


class FrozenError(Exception):
    """Refuses every assignment, as a frozen dataclass does."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


class HostileError(Exception):
    """Overrides what it can, and breaks it."""

    def _broken(self, *_: object) -> Any:
        message = "nobody may ask"
        raise RuntimeError(message)

    __setattr__ = __bool__ = __eq__ = __str__ = __repr__ = __hash__ = _broken
    with_traceback = __len__ = _broken
    __traceback__ = __context__ = __cause__ = property(_broken, _broken)


class ReadOnlyError(Exception):
    """Has read-only properties in the place of what Python sets."""

    __traceback__ = __context__ = __cause__ = property(lambda self: None)


class FalsyError(Exception):
    def __bool__(self) -> bool:
        return False


class DisguisedError(BaseException):
    """Claims to be an Exception."""

    @property
    def __class__(self) -> Any:
        return ValueError

    @__class__.setter
    def __class__(self, value: object) -> None: ...


class UnclassedError(BaseException):
    @property
    def __class__(self) -> Any:
        message = "nobody may ask"
        raise RuntimeError(message)

    @__class__.setter
    def __class__(self, value: object) -> None: ...


STRANGE: list[type[BaseException]] = [
    FrozenError,
    HostileError,
    ReadOnlyError,
    FalsyError,
    DisguisedError,
    UnclassedError,
]


class TestStrangeExceptions:
    @by_kind
    @by_hook
    @by_guard
    @pytest.mark.parametrize("strange", STRANGE)
    def test_of_a_hook_are_contained_like_any_other(
        self, strange: type[BaseException], kind: str, hook: str, on_error: str, loop: Loop
    ) -> None:
        def fail() -> None:
            raise strange

        spy = Spy()
        plugin = plugin_of(hook, fail, is_async=kind != "sync", on_error=on_error)
        served = served_with(kind, spy, plugin, loop=loop)
        if on_error == "log":
            assert served(msg="m") == "m"
        else:
            left = served.error(msg="m")
            wrapped = not issubclass(strange, Exception)
            assert type(left) is (HookError if wrapped else strange)
        assert spy.left == 1

    @by_function
    @by_layers
    @pytest.mark.parametrize("strange", STRANGE)
    def test_of_a_function_reach_the_worker(
        self, strange: type[BaseException], layers: list[type], is_async: bool
    ) -> None:
        served = serve(raising(strange(), is_async=is_async), *[layer() for layer in layers])
        left = served.error(msg="m")
        assert type(left) is (strange if issubclass(strange, Exception) else FunctionExit)

    @by_function
    @pytest.mark.parametrize("strange", STRANGE)
    def test_go_through_result_and_a_guards_failure(
        self, strange: type[BaseException], is_async: bool
    ) -> None:
        class Results:
            @hookimpl
            def around_invocation(self) -> Generator[None, Outcome, None]:
                (yield).result()

        class Guard:
            on_error = "fail"

            @hookimpl
            def post_invocation(self) -> None:
                raise FrozenError

        function = raising(strange(), is_async=is_async)
        assert type(serve(function, Results(), Guard(), Results()).error(msg="m")) is FrozenError

    @by_kind
    @pytest.mark.parametrize("hook", ["second", "post"])
    def test_a_plain_runtime_error_may_have_such_an_argument(
        self, kind: str, hook: str, loop: Loop
    ) -> None:
        def fail() -> None:
            raise RuntimeError(HostileError())

        spy = Spy()
        plugin = plugin_of(hook, fail, is_async=kind != "sync", on_error="log")
        assert served_with(kind, spy, plugin, loop=loop)(msg="m") == "m"
        assert spy.left == 1

    def test_a_log_handler_that_raises_ends_no_invocation(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Handler(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                raise SystemExit

        def fail() -> None:
            raise ValueError

        handler, spy = Handler(), Spy()
        logger = logging.getLogger("funcext.plugins.p1")
        logger.addHandler(handler)
        try:
            served = serve(echo, spy, plugin_of("pre", fail, is_async=False, on_error="log"))
            assert served(msg="m") == "m"
        finally:
            logger.removeHandler(handler)
        assert spy.left == 1

    def test_a_value_that_cannot_be_judged_is_a_hook_error(self) -> None:
        class Broken:
            @property
            def __class__(self) -> Any:
                message = "nobody may ask"
                raise RuntimeError(message)

            @__class__.setter
            def __class__(self, value: object) -> None: ...

        class Fails:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                outcome.error = ValueError("kept")

        def function(req: object) -> object:
            return Broken()

        spy = Spy()
        served = serve(function, spy, Clears(), Fails(), trigger="http")
        assert str(served.error(req="r")) == "kept"
        assert spy.left == 1
