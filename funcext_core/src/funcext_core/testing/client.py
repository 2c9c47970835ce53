"""The clients: an app, served for a test."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TypeVar

import httpx

from funcext_core._engine.results import Result
from funcext_core._handle import PluginHost

from .inputs import InvocationContext
from .session import Session
from .source import Source
from .stand_ins import Values
from .transport import AsyncTransport, Transport


BASE_URL = "http://localhost"

Self = TypeVar("Self", bound="AppClient")
AsyncSelf = TypeVar("AsyncSelf", bound="AsyncAppClient")


class AppClient(httpx.Client):
    """An app that is served while the client is open; use it in a `with` statement.

    It is an `httpx.Client` whose requests go to the app, without a socket: `get`, `post`, `stream`
    and so on; its attributes, such as `headers`, are those of httpx. `invoke` runs any function
    with any trigger's input. The app works on its own copy of what it is given. Its plugins are the
    app's own and, inside them, those of the test. Its `app_start` hooks and its lifespan run before
    the block, its `app_stop` hooks after it.
    """

    def __init__(
        self,
        app: Source,
        *,
        plugins: Sequence[object] = (),
        settings: Mapping[str, str] | None = None,
        provides: Values | None = None,
        raise_errors: bool = False,
        route_prefix: str | None = None,
    ) -> None:
        """Take an app; it is imported, indexed and started at the beginning of the block.

        Args:
            app: the app's folder, an app object, a blueprint, or one function. A function without
                the decorators that declare its trigger gets one from its first parameter's type.
            plugins: plugins for the test, as in `install(plugins=[...])`.
            settings: app settings. Over a folder's local.settings.json; funcext's own settings in
                the environment are not read.
            provides: values by type, for the parameters that functions ask for, in place of what
                plugins provide, as in ``{Pool: FakePool()}``. A type with a `Named` in its
                `Annotated` is for the parameters with that name.
            raise_errors: whether a request raises the error of a function that fails. Otherwise the
                response is 500, as in Azure, and the error is logged.
            route_prefix: the first segments of every route, such as ``api``, in place of what the
                app's host.json says; without either it is ``api``, as in Azure.

        Raises:
            TypeError: `plugins` is not a list, a setting is not text, or `provides` is not a dict.
            LoadError: an entry of `plugins` cannot be a plugin.
        """
        self._session = Session(app, plugins, settings, provides, route_prefix)
        super().__init__(
            transport=Transport(self._session, raise_errors=raise_errors),
            base_url=BASE_URL,
            trust_env=False,
        )

    def __enter__(self: Self) -> Self:  # noqa: PYI019 - typing has its Self since Python 3.11
        """Serve the app.

        Raises:
            ScriptError: the app's code raised an exception, which is the `__cause__`.
            LocalHostError: the app cannot be indexed, or the lifespan of its ASGI app failed.
            LoadError: a plugin cannot be enabled.
            TypeError: what was given is not an app.
        """
        self._session.start()
        return super().__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        """Stop the app: its `app_stop` hooks run."""
        try:
            super().__exit__(kind, error, traceback)
        finally:
            self._session.stop()

    @property
    def plugins(self) -> PluginHost:
        """The app's plugins, as `install` returns them."""
        return self._session.host()

    @property
    def functions(self) -> tuple[str, ...]:
        """The names of the app's functions."""
        return tuple(function.name for function in self._session.functions())

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of all invocations so far, those of requests among them."""
        return tuple(self._session.results)

    def forget_results(self) -> None:
        """Forget the results so far, with the values and errors that they refer to."""
        self._session.results.clear()

    def invoke(
        self,
        function: str,
        input: object = None,  # noqa: A002 - as in the engine, and in the local host's API
        *,
        context: InvocationContext | None = None,
        metadata: Mapping[str, object] | None = None,
        inputs: Mapping[str, object] | None = None,
    ) -> Result:
        """Invoke a function, and return the result; an error of the function is in it.

        Args:
            function: the function's name.
            input: the trigger's input, from a builder such as `queue_message`, or a value, such as
                text, from which it is made up. For a trigger that takes a batch, a list of them.
            context: the invocation's context, from `context`.
            metadata: the trigger's metadata; it replaces what the input has.
            inputs: data for other input bindings, by name. For the types of
                `azurefunctions.extensions`, the object itself.

        Raises:
            LookupError: the app has no such function, or it could not be loaded.
            ValueError: the input does not fit the trigger.
        """
        request = self._session.request(function, input, context, metadata, inputs)
        return self._session.invoke(function, request)


class AsyncAppClient(httpx.AsyncClient):
    """An app that is served while the client is open; use it in an `async with` statement.

    It is an `httpx.AsyncClient`, and otherwise like `AppClient`. The app has a loop of its own, in
    another thread, as it has in a worker.
    """

    def __init__(
        self,
        app: Source,
        *,
        plugins: Sequence[object] = (),
        settings: Mapping[str, str] | None = None,
        provides: Values | None = None,
        raise_errors: bool = False,
        route_prefix: str | None = None,
    ) -> None:
        """Take an app, as `AppClient` does."""
        self._session = Session(app, plugins, settings, provides, route_prefix)
        super().__init__(
            transport=AsyncTransport(self._session, raise_errors=raise_errors),
            base_url=BASE_URL,
            trust_env=False,
        )

    async def __aenter__(self: AsyncSelf) -> AsyncSelf:  # noqa: PYI019 - as above
        """Serve the app; see `AppClient.__enter__`."""
        await asyncio.to_thread(self._session.start)
        return await super().__aenter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        """Stop the app: its `app_stop` hooks run."""
        try:
            await super().__aexit__(kind, error, traceback)
        finally:
            await asyncio.to_thread(self._session.stop)

    @property
    def plugins(self) -> PluginHost:
        """The app's plugins, as `install` returns them."""
        return self._session.host()

    @property
    def functions(self) -> tuple[str, ...]:
        """The names of the app's functions."""
        return tuple(function.name for function in self._session.functions())

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of all invocations so far, those of requests among them."""
        return tuple(self._session.results)

    def forget_results(self) -> None:
        """Forget the results so far, with the values and errors that they refer to."""
        self._session.results.clear()

    async def invoke(
        self,
        function: str,
        input: object = None,  # noqa: A002 - as in the engine, and in the local host's API
        *,
        context: InvocationContext | None = None,
        metadata: Mapping[str, object] | None = None,
        inputs: Mapping[str, object] | None = None,
    ) -> Result:
        """Invoke a function, and return the result; see `AppClient.invoke`."""
        request = self._session.request(function, input, context, metadata, inputs)
        return await self._session.ainvoke(function, request)
