"""The code of plugin authors and app owners, without a mistake for a type checker or funcext."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any, ClassVar

import attrs
import azure.functions as func

import funcext_core
from funcext_core import (
    AbortInvocation,
    App,
    Function,
    Invocation,
    Named,
    Outcome,
    Parameter,
    PluginHost,
    Secret,
    hookimpl,
    provides,
    secret,
)


class Mode(enum.Enum):
    FAST = 1
    SAFE = 2


@funcext_core.plugin(
    on_error="fail",
    functions=["api_*", "!health"],
    triggers="httpTrigger",
    before=("timer",),
    after=["audit"],
    requires=(),
    conflicts=("other",),
    warm=("json.tool",),
)
@attrs.define
class AboveAttrs:
    """A declaration above the decorator that makes the class."""

    token: Annotated[str, Secret]
    level: int = 1

    @hookimpl
    def pre_invocation(self) -> None:
        self.token.upper()


class Pool:
    """A type that a plugin provides."""

    size = 1


class Provides:
    """Providers of every kind, and the hook for what none of them provides."""

    @provides(scope="app")
    async def pool(self) -> AsyncIterator[Pool]:
        yield Pool()

    @provides(scope="app")
    def replica(self) -> Pool:
        return Pool()

    @provides
    def text(self, invocation: Invocation, pool: Pool) -> Iterator[str]:
        yield f"{invocation.id} {pool.size}"

    @provides()
    async def raw(self, request: func.HttpRequest, attempt: int) -> bytes:
        return request.get_body() * attempt

    @provides
    @staticmethod
    def number() -> int:
        return 1

    @classmethod
    @provides
    def name(cls) -> list[str]:
        return [cls.__name__]

    @hookimpl
    def provide(self, function: Function, parameter: Parameter) -> Callable[..., object] | None:
        if parameter.type is not complex or not parameter.required:
            return None

        def give(request: func.HttpRequest) -> complex:
            return complex(request.params[function.name])

        return give

    def own(self) -> int:
        """Call a provider, which keeps its type."""
        return self.replica().size + self.number()


def asks(
    req: func.HttpRequest,
    pool: Pool,
    other: Annotated[Pool, Named("replica")],
    invocation: Invocation,
    text: str | None = None,
) -> str:
    """Ask for what plugins provide; a test calls it as it is written."""
    return f"{pool.size} {other.size} {invocation.id} {text}"


@dataclasses.dataclass(frozen=True, slots=True)
@funcext_core.plugin(on_error="log")
class BelowADataclass:
    """A declaration below the decorator that makes the class."""

    token: Annotated[str | None, Secret] = dataclasses.field(default=None, repr=False)
    keys: tuple[Annotated[str, Secret], ...] = ()

    @hookimpl
    def pre_invocation(self) -> None:
        if self.token is not None:
            self.token.upper()


def declare() -> None:
    """Build the plugins above, whose secrets are required as other fields are."""
    assert AboveAttrs("token", level=2).level == 2
    assert BelowADataclass(keys=("a",)).keys == ("a",)
    funcext_core.install(
        func.FunctionApp(),
        plugins=[AboveAttrs, ("below", BelowADataclass()), dataclasses],
        settings={},
    )


@attrs.define
class EveryHook:
    """Every hook with all its arguments."""

    on_error: ClassVar[str] = "fail"
    functions: ClassVar[list[str]] = ["api_*"]
    level: str = "INFO"
    mode: Mode = Mode.SAFE
    wait: timedelta = timedelta(seconds=5)
    token: str = secret(default="")

    @hookimpl
    def app_start(self, app: App) -> None:
        app.directory.upper()
        for function in app.functions if app.worker == "local" and app.model == "v2" else ():
            outputs = [binding.name for binding in function.bindings if binding.direction == "out"]
            outputs.sort()

    @hookimpl
    def post_load(self, function: Function) -> None:
        function.name.upper()
        function.file.upper()
        list(function.signature.parameters)
        for role in function.marks.get("roles", ()):
            roles: list[str] = [role]
            roles.sort()

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        if not invocation.args:
            raise AbortInvocation
        invocation.state[self] = invocation.context.function_name.upper()
        invocation.respond(func.HttpResponse("no", status_code=403))

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        outcome = yield
        outcome.result()

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        outcome.error = None
        if isinstance(outcome.value, func.HttpResponse):
            outcome.value.headers["x-name"] = invocation.state[self].lower()
        elif invocation.function.returns == "any":
            outcome.value = outcome.elapsed

    @hookimpl
    def app_stop(self, app: App) -> None: ...


class AsyncHooks:
    @hookimpl
    async def app_start(self, app: App) -> None: ...

    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None: ...

    @hookimpl
    async def around_invocation(self, invocation: Invocation) -> AsyncGenerator[None, Outcome]:
        outcome = yield
        outcome.result()

    @hookimpl
    async def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None: ...

    @hookimpl
    async def app_stop(self) -> None: ...


class Retries:
    """Layers that call again what is inside them."""

    @hookimpl(repeats=True)
    def around_invocation(self, function: Function) -> Generator[None, Outcome, None]:
        outcome = yield
        if isinstance(outcome.error, ConnectionError) and outcome.attempt < 3:
            function.name.upper()
            yield

    @hookimpl(specname="around_invocation", tryfirst=True, repeats=True)
    async def around_async(
        self, attempt: int, args: dict[str, Any]
    ) -> AsyncGenerator[None, Outcome]:
        while (yield).error is not None:
            args["attempt"] = attempt

    @hookimpl(repeats=False)
    def post_invocation(self, attempt: int) -> None: ...


def repeats_if(flag: bool, plugins: PluginHost) -> None:
    """Decide when the plugin is imported; repeat a hook of the app itself."""

    class Chosen:
        @hookimpl(repeats=flag)
        @staticmethod
        def around_invocation() -> Generator[None, Outcome, None]:
            yield

    @hookimpl(repeats=True)
    def around_invocation(invocation: Invocation) -> Generator[None, Outcome, None]:
        yield

    @plugins.around_invocation(repeats=True)
    async def again(invocation: Invocation) -> AsyncGenerator[None, Outcome]:
        while (yield).error is not None:
            invocation.state.clear()

    next(around_invocation(Invocation.__new__(Invocation)), Chosen)


class Headers:
    """A view of the response, whatever its type."""

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        response: funcext_core.ResponseView | None = outcome.response
        if response is None:
            return
        response.headers["X-Length"] = str(len(response.body or b""))
        response.headers.setdefault("X-Status", str(response.status)).upper()
        response.status = HTTPStatus.CREATED
        response.body = "text"
        response.add_cookie("a=1")


class Subsets:
    """Hooks that take only some of their arguments, in any order."""

    @hookimpl
    def app_start(self) -> None: ...

    @hookimpl
    def pre_invocation(self) -> None: ...

    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        yield

    @hookimpl
    def post_invocation(self, outcome: Outcome, invocation: Invocation) -> None: ...


class OneArgument:
    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


class PlainValues:
    """Hooks that name plain values, beside the objects or in their place, in any order."""

    @hookimpl
    def pre_invocation(self, request: func.HttpRequest | None, invocation: Invocation) -> None:
        if request is not None and "key" not in request.params:
            invocation.refuse(401)

    @hookimpl(specname="pre_invocation")
    async def pre_async(self, trigger_value: func.QueueMessage, args: dict[str, Any]) -> None:
        args["msg"] = trigger_value.get_body()

    @hookimpl
    def around_invocation(
        self, context: func.Context, attempt: int, invocation_id: str
    ) -> Generator[None, Outcome, None]:
        context.function_name.upper()
        yield

    @hookimpl(specname="around_invocation")
    async def around_async(self, function: Function) -> AsyncGenerator[None, Outcome]:
        yield

    @hookimpl
    def post_invocation(
        self, error: BaseException | None, function: Function, elapsed: float
    ) -> None:
        function.name.upper()

    @hookimpl(specname="post_invocation")
    async def post_async(  # noqa: PLR0913, PLR0917 - every argument of the hook
        self,
        elapsed: float,
        error: BaseException | None,
        value: object,
        attempt: int,
        trigger_value: str,
        request: func.HttpRequest | None,
        args: Mapping[str, Any],
        context: func.Context,
        invocation_id: str,
        function: Function,
        outcome: Outcome,
        invocation: Invocation,
    ) -> None: ...


class WiderTypes:
    """Arguments may be annotated with any type that takes what the hook is passed."""

    @hookimpl
    def pre_invocation(self, args: Mapping[str, object], attempt: float) -> None: ...

    @hookimpl
    def post_invocation(self, error: object, value: object, args: Mapping[str, object]) -> None: ...


class WithoutTheOutcome:
    """Generators that do not look at what they are sent."""

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, None, None]:
        yield

    @hookimpl(specname="around_invocation")
    async def around_async(self) -> AsyncGenerator[None, None]:
        yield


class Refuses:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        request = invocation.request
        if request is not None and "key" not in request.params:
            invocation.refuse(401, "no", {"WWW-Authenticate": "Key"})
        invocation.function.trigger_name.upper()


class BothKinds:
    """The same hook, for functions of either kind."""

    @hookimpl(tryfirst=True)
    def pre_invocation(self, invocation: Invocation) -> None: ...

    @hookimpl(specname="pre_invocation", tryfirst=True)
    async def pre_invocation_async(self, invocation: Invocation) -> None: ...

    @hookimpl(optionalhook=True, trylast=True)
    def hook_of_the_future(self, invocation: Invocation) -> None: ...


class WithoutSelf:
    @staticmethod
    @hookimpl
    def pre_invocation(invocation: Invocation) -> None: ...

    @classmethod
    @hookimpl
    def post_invocation(cls, outcome: Outcome) -> None: ...


@hookimpl
def post_load(function: Function) -> None:
    """Turn this module into a plugin."""


PLUGINS: tuple[type, ...] = (
    EveryHook,
    AsyncHooks,
    Headers,
    Subsets,
    OneArgument,
    PlainValues,
    WiderTypes,
    WithoutTheOutcome,
    Refuses,
    BothKinds,
    WithoutSelf,
)


def mark_keeps_the_type(plugin: EveryHook, invocation: Invocation, outcome: Outcome) -> None:
    """Call hooks directly, as a test of a plugin does."""
    plugin.post_invocation(invocation, outcome)
    generator: Generator[None, Outcome, None] = plugin.around_invocation(invocation)
    next(generator)


def make_app() -> func.FunctionApp:
    """Return an app with everything that an app's owner may write."""
    app = func.FunctionApp()
    plugins: PluginHost = funcext_core.install(app, settings={}, require=[])

    @plugins.pre_invocation
    def first(invocation: Invocation) -> None: ...

    @plugins.around_invocation(functions="api_*", triggers="http*", on_error="fail")
    def second(invocation: Invocation) -> Generator[None, Outcome, None]:
        yield

    @plugins.post_invocation(on_error="log")
    async def third(outcome: Outcome) -> None: ...

    @plugins.post_invocation
    def observer(function: Function, error: BaseException | None, elapsed: float) -> None: ...

    @plugins.pre_invocation
    def every_plain_value(
        attempt: int,
        trigger_value: int,
        request: func.HttpRequest | None,
        args: dict[str, Any],
        context: func.Context,
        invocation_id: str,
        function: Function,
    ) -> None: ...

    @plugins.app_start
    async def fourth(app: App) -> None: ...

    @plugins.provides
    def number(attempt: int) -> int:
        return attempt

    @plugins.provides(scope="app", functions="api_*", triggers=["http*"])
    async def pool() -> AsyncIterator[Pool]:
        yield Pool()

    number(1).bit_length()

    def api_hello(req: func.HttpRequest) -> str:
        return "hello"

    used = funcext_core.use(EveryHook(level="DEBUG"), OneArgument())(api_hello)
    app.route()(used)
    text: str = used(func.HttpRequest("GET", "/", body=b""))
    text.upper()
    marked = funcext_core.mark(roles=["admin"])(api_hello)
    marked(func.HttpRequest("GET", "/", body=b"")).upper()
    names: list[str] = [plugin.name for plugin in plugins]
    names.sort()
    return app
