"""Print the types of functions that can be hooks, from the table of arguments in `hooks.py`.

    python scripts/hook_types.py > funcext_core/src/funcext_core/_hook_types.pyi

A hook takes any subset of its arguments, and no type says "any subset". So each subset of up to
four has a protocol. `docs/decisions/hook-types.md` says why they have this form.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from typing import NamedTuple

from funcext_core.hooks import ARGUMENT_TABLE, ARGUMENTS


CHECKED = 4
"""The most arguments that are all checked; of more, the first is."""
ORDERED = 2
"""The most arguments with a protocol for every order, which refuses keyword-only ones."""

RETURNS = {
    "app_start": "Nothing",
    "post_load": "None",
    "pre_invocation": "Nothing",
    "around_invocation": "Halves",
    "post_invocation": "Nothing",
    "provide": "Provided",
    "app_stop": "Nothing",
}
"""The type that each hook returns."""

BOUNDS = {
    "AppHook": ("app_start", "app_stop"),
    "LoadHook": ("post_load",),
    "PreHook": ("pre_invocation",),
    "AroundHook": ("around_invocation",),
    "PostHook": ("post_invocation",),
}
"""The type variables of a host's decorators: each is above the functions of some hooks."""

HEADER = '''\
"""The types of functions that can be hooks. `make signatures` writes this file; do not edit it."""

from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Mapping
from typing import Any, NoReturn, Protocol, TypeVar, Union, overload

from azure.functions import Context, HttpRequest

from ._model import App, Function, Invocation, Outcome
from ._provides import Parameter

# A hook returns nothing, at once or when it is awaited: a value would be a hook error.
Nothing = Coroutine[object, NoReturn, None] | None
Halves = (
    Generator[None, Outcome, None]
    | Generator[None, None, None]
    | AsyncGenerator[None, Outcome]
    | AsyncGenerator[None, None]
)
Provided = Callable[..., object] | None
R = TypeVar("R", covariant=True)

# A method's own object may be of any class. `NoReturn`, the type without values, accepts them all
# as a parameter's type. Nothing is lost by it, because no protocol here is called.

'''


class Argument(NamedTuple):
    """An argument with its type, which may differ from hook to hook."""

    name: str
    type: str

    def __str__(self) -> str:
        return f"{self.name}: {self.type}"

    @property
    def title(self) -> str:
        """The argument's part of a protocol's name."""
        title = self.name.title().replace("_", "")
        return f"Read{title}" if self.type.startswith("Mapping") else title


class Signature(NamedTuple):
    """The arguments of a function."""

    arguments: tuple[Argument, ...]
    and_more: bool = False
    """Whether more than `CHECKED` arguments follow: any, in all."""

    def title(self, *, of_method: bool = False) -> str:
        """Return the name of the protocol."""
        prefix = "Method" if of_method else ""
        titles = [argument.title for argument in self.arguments] or ["Nothing"]
        return f"{prefix}Takes{''.join(titles)}{'AndMore' if self.and_more else ''}"

    def protocol(self, *, of_method: bool = False) -> str:
        """Return the source of the protocol."""
        calls = [self._call(*self._parameters(of_method=of_method))]
        if self.and_more:
            # Both have to hold: there are so many.
            places = (f"p{place}: NoReturn" for place in range(CHECKED + 1 + of_method))
            calls.append(self._call(*places, "/", "*rest: Any", "**more: Any"))
            calls = [f"    @overload\n{call}" for call in calls]
        return f"class {self.title(of_method=of_method)}(Protocol[R]):\n{''.join(calls)}"

    def _parameters(self, *, of_method: bool) -> Iterator[str]:
        if of_method:
            yield from ("plugin: NoReturn", "/")
        if len(self.arguments) > ORDERED:
            yield "*"
        yield from map(str, self.arguments)
        if self.and_more:
            yield from ("*rest: Any", "**more: Any")

    @staticmethod
    def _call(*parameters: str) -> str:
        return f"    def __call__({', '.join(['self', *parameters])}) -> R: ...\n"


def signatures(hook: str) -> Iterator[Signature]:
    """Yield the signatures that a hook may have, the shortest first."""
    arguments = [Argument(name, kind) for name, kind, hooks, *_ in ARGUMENT_TABLE if hook in hooks]
    for size in range(CHECKED + 1):
        for subset in combinations(arguments, size):
            orders = permutations(subset) if size <= ORDERED else (subset,)
            yield from map(Signature, orders)
    if len(arguments) > CHECKED:
        yield from (Signature((argument,), and_more=True) for argument in arguments)


def returned_by_signature() -> dict[Signature, list[str]]:
    """Return what the hooks that may have a signature return, the shortest signature first."""
    found: dict[Signature, list[str]] = {}
    for hook in ARGUMENTS:
        for signature in signatures(hook):
            returned = found.setdefault(signature, [])
            if RETURNS[hook] not in returned:
                returned.append(RETURNS[hook])
    return dict(sorted(found.items(), key=lambda item: (item[0].and_more, len(item[0].arguments))))


def type_variable(name: str, members: Iterator[str]) -> str:
    """Return the source of a type variable, bound to one of the members."""
    bound = "".join(f"        {member},\n" for member in dict.fromkeys(members))
    return f'{name} = TypeVar(\n    "{name}",\n    bound=Union[\n{bound}    ],\n)\n'


def any_hook(found: dict[Signature, list[str]]) -> Iterator[str]:
    """Yield the types that `hookimpl` accepts, which does not know the hook that it is above.

    A checker tries them in this order: what most hooks are comes first.
    """
    for of_method in (True, False):
        for signature, returned in found.items():
            yield f"{signature.title(of_method=of_method)}[{' | '.join(returned)}]"
    # As staticmethod and classmethod objects have no signature to check, they are taken as they
    # are.
    yield "staticmethod[..., Nothing | Halves]"
    yield "classmethod[Any, ..., Nothing | Halves]"


def repeating_hook() -> Iterator[str]:
    """Yield the types that `hookimpl(repeats=True)` accepts: those of `around_invocation` alone."""
    returned = RETURNS["around_invocation"]
    for of_method in (True, False):
        for signature in signatures("around_invocation"):
            yield f"{signature.title(of_method=of_method)}[{returned}]"
    yield f"staticmethod[..., {returned}]"
    yield f"classmethod[Any, ..., {returned}]"


def source() -> str:
    """Return the whole file."""
    found = returned_by_signature()
    protocols = dict.fromkeys(
        signature.protocol(of_method=of_method)
        for signature in found
        for of_method in (True, False)
    )
    variables = [
        type_variable("HookFunction", any_hook(found)),
        type_variable("RepeatingHook", repeating_hook()),
    ]
    for name, hooks in BOUNDS.items():
        members = (
            f"{signature.title()}[{RETURNS[hook]}]"
            for hook in hooks
            for signature in signatures(hook)
        )
        variables.append(type_variable(name, members))
    return HEADER + "".join(protocols) + "\n" + "\n".join(variables)


if __name__ == "__main__":
    print(source(), end="")
