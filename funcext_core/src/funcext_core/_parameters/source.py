"""The text of the generated function that fills parameters, in the order in which it runs.

Inside layers (`in_stack`) it takes the arguments as they come, as one dict. Without layers the
worker calls it (`alone`), and it takes the parameters by their names if it can be called with no
others. What is out of the ordinary goes to the methods of `opening.Opening`.

The text's own names begin with a `$`, which is replaced in the end (`_own`), so that no parameter
of the user's function has the same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Final

    from funcext_core._plugins.provided import Provider

    from .plan import Plan, Source


OF_ALONE = ("UNOPENED", "UNGIVEN", "copy_context", "entered", "left")
"""The last parameters of the factory of `alone`."""


def in_stack(plan: Plan, *, laps: bool = False) -> str:
    """Return the source of a factory, `make`, of the function that a compiled stack calls.

    Args:
        plan: how the parameters are filled.
        laps: whether the time in the function is read.
    """
    text = _Text(plan, None, laps=laps)
    first = [*["invocation"] * plan.takes_invocation, *["lap"] * laps]
    takes = f"{', '.join(first)}, /, " if first else ""
    lines = [
        f"def make({', '.join(_taken(plan))}):",
        "    bridge = opening.bridge",
        f"    {text.define} run({takes}**kwargs):",
        *_indented(text.body(), 2),
        "    return run",
    ]
    return _joined(lines, "")


def alone(plan: Plan, names: Sequence[str] | None, *, counted: bool) -> str:
    """Return the source of a factory, `make`, of the function that the worker calls.

    Args:
        plan: how the parameters are filled: without the invocation.
        names: the parameters of the user's function; None if it may be passed others or fewer.
        counted: whether its invocations are counted while they are in flight.
    """
    text = _Text(plan, names)
    # Providers run in a context of their own, like the hooks of layers.
    enters = bool(plan.steps) and not plan.function.is_async
    taken = ", ".join(f"${name}" for name in (*_taken(plan), *OF_ALONE))
    lines = [
        f"def make({taken}):",
        f"    {text.define} $run({text.passed_on if enters else text.takes}):",
        *_indented(_counted(text.body()) if counted else text.body(), 2),
    ]
    if enters:
        lines += [
            f"    def $entry({text.takes}):",
            f"        return $copy_context().run($run, {text.passed_on})",
        ]
    lines.append("    return $entry" if enters else "    return $run")
    return _joined(lines, _own(names))


def _taken(plan: Plan) -> list[str]:
    """Return the parameters that every factory has."""
    values = [f"app{index}" for index in range(len(plan.app_values))]
    providers = [f"provider{index}" for index in range(len(plan.steps))]
    return ["opening", "call", "function", *values, *providers]


def _own(names: Sequence[str] | None) -> str:
    """Return what begins the text's own names, and no name of a parameter."""
    own = "_" if names else ""
    while any(name.startswith(own) for name in names or ()):
        own += "_"
    return own


def _counted(body: Iterable[str]) -> Iterator[str]:
    yield "$entered[0] += 1"
    yield "try:"
    yield from _indented(body, 1)
    yield "finally:"
    yield "    $left[0] += 1"


def _indented(lines: Iterable[str], levels: int) -> Iterator[str]:
    return ("    " * levels + line for line in lines)


def _joined(lines: Iterable[str], own: str) -> str:
    return "\n".join(lines).replace("$", own) + "\n"


class _Text:
    """The lines of the function that fills the parameters of one plan."""

    _plan: Final[Plan]
    _names: Final[Sequence[str] | None]
    _laps: Final[bool]
    _generating: Final[list[int]]
    """The steps whose providers are generators."""
    _wait: Final[str]

    def __init__(self, plan: Plan, names: Sequence[str] | None, *, laps: bool = False) -> None:
        self._plan = plan
        self._names = names
        self._laps = laps
        self._generating = [
            index for index, step in enumerate(plan.steps) if step.provider.generates
        ]
        self._wait = "await " if plan.function.is_async else ""

    # -- the parameters of the user's function ---------------------------------------------------

    @property
    def define(self) -> str:
        """The keyword that begins its definition."""
        return "async def" if self._plan.function.is_async else "def"

    @property
    def takes(self) -> str:
        """The parameters, those that are filled last and with a default."""
        if self._names is None:
            return "**kwargs"
        hidden = self._plan.hidden
        visible = [name for name in self._names if name not in hidden]
        return ", ".join([*visible, *(f"{name}=$UNGIVEN" for name in hidden)])

    @property
    def passed_on(self) -> str:
        """The parameters in the same order, for a function that takes all of them."""
        return self.takes.replace("=$UNGIVEN", "")

    @property
    def _passed(self) -> str:
        """The arguments of the user's function."""
        if self._names is None:
            return "**kwargs"
        return ", ".join(f"{name}={name}" for name in self._names)

    def _missing(self, name: str) -> str:
        """Return the condition that the caller passed nothing for a parameter."""
        return f"{name!r} not in kwargs" if self._names is None else f"{name} is $UNGIVEN"

    def _any_missing(self, names: Iterable[str]) -> str:
        return " or ".join(map(self._missing, names))

    def _variable(self, name: str) -> str:
        return f"kwargs[{name!r}]" if self._names is None else name

    # -- the function ----------------------------------------------------------------------------

    def body(self) -> Iterator[str]:
        """Yield the lines of its body."""
        plan = self._plan
        for index in range(len(plan.app_values)):
            yield from self._app_value(index)
        for name, source in plan.fills:
            if source.kind == "value" or (source.kind == "app" and self._is_shared(source.index)):
                yield f"if {self._missing(name)}:"
                yield f"    {self._variable(name)} = {self._expression(source)}"
        if plan.steps:
            yield from self._with_providers()
        else:
            yield from self._timed(f"return {self._wait}$call({self._passed})")

    def _with_providers(self) -> Iterator[str]:
        """Yield the lines that open the providers, call the function, and close them."""
        plan = self._plan
        yield from self._asks()
        if plan.bridged:
            yield "$scope = copy_context()"
            yield "$enter = $scope.run"
        generators = [f"$generator{index}" for index in self._generating]
        yield " = ".join([*generators, "$error", "$step", "None"])
        yield "try:"
        for index in range(len(plan.steps)):
            yield from _indented(self._step(index), 1)
        yield "    $step = None"
        call = f"{self._wait}$call({self._passed})"
        if plan.bridged:
            call = f"$enter($call, {self._passed})"
        yield from _indented(self._timed(f"$value = {call}"), 1)
        yield "except BaseException as $caught:"
        yield "    $error = $opening.caught($caught, $step)"
        for index in reversed(self._generating):
            yield f"if $generator{index} is not None:"
            yield f"    $error = {self._close(index)}"
        if plan.bridged:
            yield "keep_changes($scope)"
        yield "if $error is None:"
        yield "    return $value"
        yield "try:"
        yield "    raise $opening.raised($error, $step)"
        yield "finally:"
        # This frame is in the error's traceback: without this, each failure would leave a cycle.
        yield f"    del {', '.join(['$error', *generators])}"

    def _timed(self, call: str) -> Iterator[str]:
        """Yield the lines of the call, and of the time that it takes if that is read."""
        if not self._laps:
            yield call
            return
        yield "began = clock()"
        yield "try:"
        yield f"    {call}"
        yield "finally:"
        yield "    lap[0] = clock() - began"

    # -- app-scoped values -----------------------------------------------------------------------

    def _app_value(self, index: int) -> Iterator[str]:
        """Yield the lines that get an app-scoped value, unless the caller passes what it is for."""
        names = self._fills_with_app(index)
        value = f"$value{index}" if self._is_shared(index) else self._variable(names[0])
        opened = "open" if self._plan.function.is_async else "open_in_thread"
        yield f"if {self._any_missing(names)}:"
        yield f"    {value} = $app{index}.value"
        yield f"    if {value} is $UNOPENED:"
        yield "        try:"
        yield f"            {value} = {self._wait}$app{index}.{opened}()"
        yield "        except BaseException as $caught:"
        yield f"            raise $opening.app_value_failed({index}, $caught)"

    def _is_shared(self, index: int) -> bool:
        """Return whether an app-scoped value is for more than one parameter."""
        fills = [source for _, source in self._plan.fills if source.kind == "app"]
        direct = [source for source in fills if source.index == index]
        return len(direct) != 1 or any(
            used.kind == "app" and used.index == index
            for step in self._plan.steps
            for _, used in step.arguments
        )

    def _fills_with_app(self, index: int) -> list[str]:
        """Return the parameters for which an app-scoped value is needed."""

        def needs(source: Source) -> bool:
            if source.kind == "app":
                return source.index == index
            return source.kind == "step" and any(
                needs(used) for _, used in self._plan.steps[source.index].arguments
            )

        return [name for name, source in self._plan.fills if needs(source)]

    # -- providers of the invocation -------------------------------------------------------------

    def _asks(self) -> Iterator[str]:
        """Yield the lines that find out which steps are needed, before any parameter is filled."""
        steps = self._plan.steps
        for index in range(len(steps)):
            yield f"$asked{index} = {self._any_missing(self._fills_with_step(index))}"
        if any(source.value == "args" for step in steps for _, source in step.arguments):
            filled = tuple(name for name, _ in self._plan.fills)
            yield f"args = {{k: v for k, v in kwargs.items() if k not in {filled!r}}}"

    def _step(self, index: int) -> Iterator[str]:
        yield f"if $asked{index}:"
        yield f"    $step = {index}"
        yield from _indented(self._opened(index), 1)
        for name, source in self._plan.fills:
            if source.kind == "step" and source.index == index:
                yield f"    if {self._missing(name)}:"
                yield f"        {self._variable(name)} = $made{index}"

    def _opened(self, index: int) -> Iterator[str]:
        """Yield the lines that open one provider's value, as `made0`."""
        step, bridged = self._plan.steps[index], self._plan.bridged
        provider = step.provider
        passed = [f"{name}={self._expression(source)}" for name, source in step.arguments]
        call = f"$provider{index}({', '.join(passed)})"
        if not provider.generates:
            yield f"$made{index} = {self._call(provider, index, passed, call)}"
            return
        if provider.is_async and bridged:
            call = f"bridge.generator($scope, invocation.id, {call}, opening.cannot_cut, {index})"
            advance = "next($resumed)"
        elif provider.is_async:
            advance = "await $resumed.__anext__()"
        else:
            advance = "$enter(next, $resumed)" if bridged else "next($resumed)"
        yield f"$resumed = {call}"
        yield f"$made{index} = {advance}"
        yield f"$generator{index} = $resumed"

    def _call(self, provider: Provider, index: int, passed: list[str], call: str) -> str:
        """Return the call of a provider that is not a generator."""
        if not self._plan.bridged:
            return f"await {call}" if provider.is_async else call
        function = ", ".join([f"$provider{index}", *passed])
        if provider.is_async:
            return f"bridge.run($scope, invocation.id, partial({function}))"
        return f"$enter({function})"

    def _close(self, index: int) -> str:
        arguments = f"$generator{index}, $error, {index}"
        is_async = self._plan.steps[index].provider.is_async
        if is_async and not self._plan.bridged:
            return f"await $opening.aclosed({arguments})"
        if is_async or not self._plan.bridged:
            return f"$opening.closed({arguments})"
        return f"$enter($opening.closed, {arguments})"

    def _fills_with_step(self, index: int) -> list[str]:
        """Return the parameters for which a step is needed."""
        fills = self._plan.fills
        return [name for name, source in fills if index in self._steps_for(source)]

    def _steps_for(self, source: Source) -> set[int]:
        if source.kind != "step":
            return set()
        needed = {source.index}
        for _, used in self._plan.steps[source.index].arguments:
            needed |= self._steps_for(used)
        return needed

    def _expression(self, source: Source) -> str:
        """Return the expression of a value that a parameter or a provider's argument gets."""
        if source.kind == "app":
            return f"$value{source.index}"
        if source.kind == "step":
            return f"$made{source.index}"
        return {
            "invocation": "invocation",
            "function": "$function",
            "invocation_id": "invocation.id",
            "context": "invocation.context",
            "args": "args",
            "request": self._trigger if self._is_http else "None",
            "trigger_value": self._trigger,
            "attempt": "invocation.attempt",
        }[source.value]

    @property
    def _is_http(self) -> bool:
        return self._plan.function.trigger.lower() == "httptrigger"

    @property
    def _trigger(self) -> str:
        """The expression of the trigger's data, as it now is."""
        name = self._plan.function.trigger_name
        if self._names is None:
            return f"kwargs.get({name!r})"
        return name if name in self._names else "None"
