"""The capabilities of plugins, by the names that their hooks take."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from types import ModuleType
from typing import ClassVar

import attrs
import azure.functions as func
import pytest

from funcext_core import Invocation, LoadError, Outcome, hookimpl, provides
from funcext_core._plugins.capabilities import ALL, of_target
from funcext_core.cli.capabilities import capabilities_of


class Starts:
    @hookimpl
    def app_start(self, app: object) -> None: ...


class Counts:
    @hookimpl
    def pre_invocation(self, function: object, attempt: int) -> None: ...

    @hookimpl
    def post_invocation(self, value: object, error: object, elapsed: float) -> None: ...


class ReadsRequest:
    @hookimpl
    def pre_invocation(self, request: object) -> None: ...


class ReadsAfterwards:
    @hookimpl
    def post_invocation(self, args: object) -> None: ...


class ChangesArguments:
    @hookimpl
    async def pre_invocation(self, args: dict[str, object]) -> None: ...


class Answers:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


class Replaces:
    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


class Wraps:
    @hookimpl
    def around_invocation(self, function: object) -> Generator[None, Outcome, None]:
        yield


class Provides:
    @provides
    def number(self) -> int:
        return 1


class ProvidesFromRequest:
    @provides
    def name(self, request: object) -> Iterator[str]:
        yield "x"


class Gives:
    @hookimpl
    def provide(self, function: object, parameter: object) -> None: ...


@attrs.define
class Needs:
    """A class that cannot be built without an option."""

    key: str
    built: ClassVar[int] = 0

    def __attrs_post_init__(self) -> None:
        Needs.built += 1

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


OBSERVES = ("observes",)
ANSWERS = ("observes", "reads arguments", "changes arguments", "answers")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Starts, OBSERVES),
        (Counts, OBSERVES),
        (ReadsRequest, ("observes", "reads arguments")),
        (ReadsAfterwards, ("observes", "reads arguments")),
        (ChangesArguments, ("observes", "reads arguments", "changes arguments")),
        (Answers, ANSWERS),
        (Replaces, ("observes", "replaces")),
        (Wraps, ("observes", "replaces")),
        (Provides, ("observes", "provides")),
        (ProvidesFromRequest, ("observes", "reads arguments", "provides")),
        (Gives, ("observes", "provides")),
        (Needs, ANSWERS),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else type(value).__name__,
)
def test_follow_from_the_names_that_hooks_take(target: object, expected: tuple[str, ...]) -> None:
    assert of_target(target, "plugin") == expected
    assert set(expected) <= set(ALL)


def test_an_instance_may_do_what_its_class_may() -> None:
    assert of_target(Counts(), "counts") == OBSERVES


def test_a_class_is_not_built() -> None:
    of_target(Needs, "needs")
    assert Needs.built == 0


def test_a_module_is_a_plugin_too() -> None:
    module = ModuleType("watching")

    @hookimpl
    def post_invocation(value: object) -> None: ...

    module.__dict__["post_invocation"] = post_invocation
    assert of_target(module, "watching") == OBSERVES


def test_a_mistake_in_a_hook_is_a_load_error() -> None:
    class Wrong:
        @hookimpl  # type: ignore[call-overload] # the mistake
        def pre_invocation(self, request_body: object) -> None: ...

    with pytest.raises(LoadError, match="request_body"):
        of_target(Wrong, "wrong")


def test_a_class_that_cannot_be_examined_is_a_load_error() -> None:
    class Listed(list[int]):
        @hookimpl
        def post_invocation(self, value: object) -> None: ...

    with pytest.raises(LoadError, match="plugin 'listed': its hooks cannot be examined"):
        of_target(Listed, "listed")


def test_a_worker_extension_changes_arguments_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    # It registers with the SDK: not for other tests.
    monkeypatch.setattr(func.ExtensionMeta, "_app_exts", None)
    monkeypatch.setattr(func.ExtensionMeta, "_info", {})

    class Extension(func.AppExtensionBase):
        """Without hooks: it is not registered for any."""

    assert capabilities_of(Extension, "extension") == ANSWERS[:3]
