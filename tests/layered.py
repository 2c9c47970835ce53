"""A function with its layers around it, as a worker gets it, for the tests of what hooks may do.

Everything goes through `install` and the app's `get_functions`, as in a worker; only the worker
itself is left out.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import Any, TypeVar

import attrs
import azure.functions as func

import funcext_core
from funcext_core import PluginHost
from funcext_core._plugins.plugin import make_plugin


T = TypeVar("T")

INVOCATION_ID = "4d1c9c1e-invocation"

BARE = "bare"
"""A queue trigger without a return binding: the function can only return None."""
HTTP = "http"
"""An HTTP trigger, which returns a response."""
OUTPUT = "output"
"""A queue trigger that returns what goes to another queue: any value."""


class Context:
    """The worker's context, as far as hooks see it."""

    def __init__(self, invocation_id: str = INVOCATION_ID) -> None:
        self.invocation_id = invocation_id


@attrs.frozen
class Served:
    """A function as the worker has it."""

    host: PluginHost
    function: Callable[..., Any]
    """The callable that the worker has; it passes keyword arguments."""

    def call(self, invocation_id: str = INVOCATION_ID, **args: Any) -> Any:
        """Return what the function returns: a coroutine if it is async.

        As a worker does, it passes a context to a function that declares one.
        """
        if "context" in inspect.signature(self.function).parameters:
            args["context"] = Context(invocation_id)
        return self.function(**args)

    def __call__(self, **args: Any) -> Any:
        """Run one invocation to its end, an async one in a loop of its own."""
        called = self.call(**args)
        return asyncio.run(called) if asyncio.iscoroutine(called) else called

    @property
    def names(self) -> dict[str, Any]:
        """The globals of its layers' generated code, ``clock`` among them."""
        # Around an async function that code is the wrapper itself.
        enclosed = inspect.getclosurevars(self.function).nonlocals
        names: dict[str, Any] = enclosed.get("run", self.function).__globals__
        return names

    def error(self, **args: Any) -> BaseException:
        """Run one invocation, which must fail, and return what it raised."""
        try:
            called = self.call(**args)
            value = asyncio.run(_ending(called)) if asyncio.iscoroutine(called) else called
        except BaseException as error:
            return error
        if isinstance(value, _Raised):
            return value.error
        message = f"the invocation returned {value!r}"
        raise AssertionError(message)


def set_own_defaults(plugin: object, **attributes: object) -> None:
    """Give a plugin class attributes that hold for this one instance.

    An `on_error` of the instance itself would be a mistake, which no plugin may have.
    """
    cls = type(plugin)
    plugin.__class__ = type(cls.__name__, (cls,), attributes)


@attrs.frozen
class _Raised:
    """An exception that a coroutine raised, which asyncio itself does not see."""

    error: BaseException


async def _ending(coroutine: Coroutine[Any, Any, object]) -> object:
    """Return the coroutine's value or what it raised: asyncio relies on an exception's methods."""
    try:
        return await coroutine
    except BaseException as error:
        return _Raised(error)


def serve(
    function: Callable[..., Any],
    *plugins: object,
    trigger: str = OUTPUT,
    settings: Mapping[str, str] | None = None,
    loop: asyncio.AbstractEventLoop | None = None,
) -> Served:
    """Put `plugins` around `function`, the first outermost, and index the app.

    Args:
        function: takes `msg`, or `req` for HTTP.
        plugins: instances or modules; their names are `p0`, `p1` and so on. One whose `on_error`
            is ``fail`` is a guard.
        trigger: `BARE`, `HTTP` or `OUTPUT`.
        settings: app settings.
        loop: the worker's loop, running in another thread; the app is indexed inside it.
    """
    app = func.FunctionApp()
    host = funcext_core.install(app, settings=settings or {})
    for index, plugin in enumerate(plugins):
        host._core.plugins.add(make_plugin(plugin, f"p{index}"))
    _declare(app, function, trigger)
    indexed = index_in(loop, app) if loop is not None else app.get_functions()
    return Served(host, indexed[0].get_user_function())


def _declare(app: func.FunctionApp, function: Callable[..., Any], trigger: str) -> None:
    if trigger == HTTP:
        app.route(route="route")(function)
        return
    declared: Any = function
    if trigger == OUTPUT:
        declared = app.queue_output(arg_name="$return", queue_name="out", connection="Storage")(
            declared
        )
    app.queue_trigger(arg_name="msg", queue_name="in", connection="Storage")(declared)


def index_in(loop: asyncio.AbstractEventLoop, app: func.FunctionApp) -> list[Any]:
    """Index the app inside a loop that runs in another thread, as both workers do."""

    async def index() -> list[Any]:
        return app.get_functions()

    return run_in(loop, index())


def run_in(loop: asyncio.AbstractEventLoop, main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on the loop of another thread."""
    return asyncio.run_coroutine_threadsafe(main, loop).result(60)


def stepped(task: asyncio.Task[object], steps: int) -> None:
    """Run the loop of a task for so many steps."""
    loop = task.get_loop()
    for _ in range(steps):
        loop.call_soon(loop.stop)
        loop.run_forever()


@contextlib.contextmanager
def running_loop(
    factory: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop,
) -> Iterator[asyncio.AbstractEventLoop]:
    """Run an event loop in a thread of its own, as a worker's runs on its main thread."""
    loop = factory()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            _close(loop)
        thread.join()


def _close(loop: asyncio.AbstractEventLoop) -> None:
    # Where a test had stopped the loop already, one `stop` is left to be run.
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.run_until_complete(_cancel_others())
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


async def _cancel_others() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
