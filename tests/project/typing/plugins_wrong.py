"""The mistakes that a type checker must find in plugins and apps, each with its error code.

If one of them is no longer found, its `type: ignore` is unused, which is an error, too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Generator
from typing import Annotated

import attrs
import azure.functions as func

import funcext_core
from funcext_core import Function, Invocation, Outcome, Secret, hookimpl, provides


class WrongNames:
    @hookimpl  # type: ignore[call-overload]
    def pre_invocation(self, invocaton: Invocation) -> None: ...

    @hookimpl  # type: ignore[call-overload]
    async def post_invocation(self, invocation: Invocation, result: Outcome) -> None: ...

    @hookimpl(tryfirst=True)  # type: ignore[type-var]
    def around_invocation(self, request: func.HttpRequest) -> None: ...


class WrongProviders:
    @provides(scope="request")  # type: ignore[call-overload, untyped-decorator]
    def value(self) -> int:
        return 1


provides(3)  # type: ignore[call-overload]


class WrongTypes:
    @hookimpl  # type: ignore[call-overload]
    def pre_invocation(self, invocation: Function) -> None: ...

    @hookimpl  # type: ignore[call-overload]
    def post_invocation(self, outcome: Invocation) -> None: ...


class WrongPlainValues:
    @hookimpl  # type: ignore[call-overload]
    def pre_invocation(self, id: str) -> None: ...

    @hookimpl(tryfirst=True)  # type: ignore[type-var]
    def around_invocation(self, error: BaseException) -> Generator[None, Outcome, None]:
        yield

    @hookimpl  # type: ignore[call-overload]
    def post_invocation(self, error: Exception | None) -> None: ...

    @hookimpl(specname="post_invocation")  # type: ignore[type-var]
    async def post_async(self, error: BaseException | None, elapsed: int) -> None: ...

    @hookimpl(specname="post_invocation")  # type: ignore[type-var]
    def post_of_three(
        self, elapsed: float, eror: BaseException | None, function: Function
    ) -> None: ...

    @hookimpl(specname="post_invocation")  # type: ignore[type-var]
    def post_of_four(
        self, elapsed: float, error: BaseException | None, value: object, function: str
    ) -> None: ...

    @hookimpl(specname="post_invocation")  # type: ignore[type-var]
    def post_of_five(
        self,
        duration: float,
        error: BaseException | None,
        value: object,
        function: Function,
        attempt: int,
    ) -> None: ...

    @hookimpl(specname="post_invocation")  # type: ignore[type-var]
    def post_that_writes(self, args: dict[str, object], elapsed: float) -> None: ...


class YieldsOnTheWayOut:
    """A generator that names what only `post_invocation` has."""

    @hookimpl  # type: ignore[call-overload]
    def around_invocation(
        self, function: Function, elapsed: float
    ) -> Generator[None, Outcome, None]:
        yield


class TooMany:
    @hookimpl  # type: ignore[call-overload]
    def post_load(self, function: Function, app: func.FunctionApp) -> None: ...

    @hookimpl  # type: ignore[call-overload]
    def pre_invocation(self, invocation: Invocation, outcome: Outcome, extra: int) -> None: ...


class KeywordOnly:
    @hookimpl  # type: ignore[call-overload]
    def pre_invocation(self, *, invocation: Invocation) -> None: ...

    @hookimpl  # type: ignore[call-overload]
    def post_invocation(self, function: Function, *, elapsed: float) -> None: ...


class WrongMarks:
    @hookimpl(wrapper=True)  # type: ignore[call-overload, untyped-decorator]
    def pre_invocation(self) -> None: ...

    @hookimpl(tryfist=True)  # type: ignore[call-overload, untyped-decorator]
    def post_invocation(self) -> None: ...


class WrongRepeats:
    """Only a generator can call again."""

    @hookimpl(repeats=True)  # type: ignore[type-var]
    def pre_invocation(self, invocation: Invocation) -> None: ...

    @hookimpl(repeats=True)  # type: ignore[type-var]
    async def post_invocation(self, outcome: Outcome) -> None: ...

    @hookimpl(repeats="yes")  # type: ignore[call-overload, untyped-decorator]
    def around_invocation(self) -> Generator[None, Outcome, None]:
        yield


@hookimpl  # type: ignore[call-overload]
def post_invocation(invocation: Invocation, outcom: Outcome) -> None: ...


def wrong_calls(invocation: Invocation, outcome: Outcome) -> None:
    """Use the arguments of hooks in ways that funcext refuses."""
    invocation.request = None  # type: ignore[misc]
    invocation.args = {}  # type: ignore[misc]
    invocation.function.name = "other"  # type: ignore[misc]
    outcome.error = "text"  # type: ignore[assignment]
    outcome.elapsed.upper()  # type: ignore[attr-defined]
    outcome.value.upper()  # type: ignore[attr-defined]
    invocation.context.upper()  # type: ignore[attr-defined]
    if invocation.function.returns == "nothing":  # type: ignore[comparison-overlap]
        outcome.error = None
    outcome.response.status = 200  # type: ignore[union-attr]
    if outcome.response is not None:
        outcome.response.status = "200"  # type: ignore[assignment]
        outcome.response.headers["X"] = 1  # type: ignore[assignment]
    outcome.response = None  # type: ignore[misc]
    invocation.function.marks["roles"] = []  # type: ignore[index]
    funcext_core.mark("admin")  # type: ignore[arg-type]
    invocation.refuse("401")  # type: ignore[arg-type]


def wrong_app(app: func.FunctionApp) -> None:
    """Use the host in ways that it refuses."""
    plugins = funcext_core.install("app")  # type: ignore[arg-type]
    plugins.pre_invocation(function="hello")  # type: ignore[call-overload]
    plugins.app_start(function="hello")  # type: ignore[call-overload]
    funcext_core.install(app, [])  # type: ignore[call-arg]
    funcext_core.install(app, plugins=object())  # type: ignore[arg-type]
    funcext_core.install(app, plugins={"one": object()})  # type: ignore[arg-type]
    funcext_core.instal(app)  # type: ignore[attr-defined]

    @plugins.pre_invocation  # type: ignore[call-overload]
    def misnamed(call: Invocation) -> None: ...

    @plugins.post_load  # type: ignore[call-overload]
    def misplaced(invocation: Invocation) -> None: ...

    @plugins.pre_invocation  # type: ignore[call-overload]
    def answers(invocation: Invocation) -> str:
        return "no"

    @plugins.pre_invocation  # type: ignore[call-overload]
    def too_early(elapsed: float) -> None: ...

    @plugins.post_invocation  # type: ignore[call-overload]
    def writes(args: dict[str, object], value: object) -> None: ...

    @plugins.around_invocation  # type: ignore[call-overload]
    def halfway(invocation: Invocation) -> None: ...

    @plugins.post_invocation(on_error="fail")  # type: ignore[type-var]
    def vetoes(outcome: Outcome) -> bool:
        return False


class ReturnsValues:
    """Hooks that return values: nothing takes them, so a guard would let the invocation pass."""

    @hookimpl  # type: ignore[call-overload]
    def pre_invocation(self, invocation: Invocation) -> func.HttpResponse | None:
        return None

    @hookimpl  # type: ignore[call-overload]
    async def post_invocation(self, outcome: Outcome) -> bool:
        return False

    @hookimpl(specname="post_invocation")  # type: ignore[type-var]
    def observer(self, error: BaseException | None, elapsed: float) -> float:
        return elapsed

    @hookimpl(specname="post_invocation")  # type: ignore[type-var]
    def of_five(
        self,
        error: BaseException | None,
        elapsed: float,
        value: object,
        function: Function,
        attempt: int,
    ) -> bool:
        return error is None

    @hookimpl(specname="around_invocation")  # type: ignore[type-var]
    def around(self) -> Generator[None, Outcome, str]:
        yield
        return "value"

    @hookimpl  # type: ignore[call-overload]
    def post_load(self, function: Function) -> str:
        return function.name

    @hookimpl  # type: ignore[call-overload]
    def app_start(self) -> Awaitable[None]:
        raise NotImplementedError


@funcext_core.plugin(on_error="Fail")  # type: ignore[arg-type]
class MisspelledOnError:
    """A value that the attribute does not have."""


@funcext_core.plugin(before="timer")  # type: ignore[arg-type]
class NameWithoutATuple:
    """A name where a tuple of them should be."""


@funcext_core.plugin(trigger="httpTrigger")  # type: ignore[call-arg]
class UnknownArgument:
    """An argument that the decorator does not have."""


@funcext_core.plugin(on_error="fail")  # type: ignore[type-var]
def not_a_class() -> None:
    """Do nothing."""


@attrs.define
class NeedsItsSecret:
    """A secret without a default."""

    token: Annotated[str, Secret]


NeedsItsSecret()  # type: ignore[call-arg]
NeedsItsSecret(1)  # type: ignore[arg-type]
