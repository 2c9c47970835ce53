"""Hooks are declared and marked in pluggy's format, and pluggy itself can read them."""

from __future__ import annotations

import inspect
from collections.abc import Generator
from typing import Any

import pluggy
import pytest

from funcext_core import Invocation, Outcome, hookimpl, hooks
from funcext_core._plugins.implementations import implementations
from funcext_core.hooks import ARGUMENTS, PROJECT_NAME


pluggys_hookimpl: Any = pluggy.HookimplMarker(PROJECT_NAME)

OPTIONS = ("specname", "tryfirst", "trylast", "optionalhook", "wrapper", "hookwrapper")

mark: Any = hookimpl
"""The marker without its types, which know neither wrappers nor other options."""


class Plugin:
    """A plugin with a hook of each kind."""

    @hookimpl(tryfirst=True)
    def pre_invocation(self, invocation: Invocation) -> None: ...

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        yield

    @hookimpl(specname="post_invocation")
    async def after(self, outcome: Outcome) -> None: ...


def manager() -> pluggy.PluginManager:
    """Return a plugin manager of pluggy's with funcext's hooks."""
    plugins = pluggy.PluginManager(PROJECT_NAME)
    plugins.add_hookspecs(hooks)
    return plugins


class TestDeclarations:
    def test_are_hookspecs(self) -> None:
        relay = manager().hook
        assert {name for name in vars(relay) if not name.startswith("_")} == set(ARGUMENTS)

    def test_have_the_options_that_pluggy_sets(self) -> None:
        def hook() -> None: ...

        pluggy.HookspecMarker(PROJECT_NAME)(hook)
        assert vars(hooks.app_start)["funcext_spec"] == vars(hook)["funcext_spec"]

    @pytest.mark.parametrize("hook", sorted(ARGUMENTS))
    def test_take_the_arguments_of_the_table(self, hook: str) -> None:
        assert tuple(inspect.signature(getattr(hooks, hook)).parameters) == ARGUMENTS[hook]


class TestMarks:
    @pytest.mark.parametrize("option", OPTIONS)
    def test_are_those_that_pluggy_sets(self, option: str) -> None:
        value = "pre_invocation" if option == "specname" else True

        def ours() -> None: ...

        def pluggys() -> None: ...

        assert mark(**{option: value})(ours) is ours
        pluggys_hookimpl(**{option: value})(pluggys)
        assert vars(ours) == vars(pluggys)

    def test_are_those_that_pluggy_sets_by_default(self) -> None:
        def ours() -> None: ...

        def pluggys() -> None: ...

        assert mark(ours) is ours
        pluggys_hookimpl(pluggys)
        assert vars(ours) == vars(pluggys)

    def test_have_no_other_option(self) -> None:
        with pytest.raises(TypeError, match=r"specname, tryfirst.*, not 'try_first'"):
            mark(try_first=True)

    def test_may_be_made_by_pluggy(self) -> None:
        class Marked:
            @pluggys_hookimpl  # type: ignore[untyped-decorator] # of any options
            def pre_invocation(self, invocation: Invocation) -> None: ...

        (found,) = implementations(Marked(), "marked")
        assert (found.hook, found.arguments) == ("pre_invocation", ("invocation",))


class TestRegistration:
    def test_finds_every_hook(self) -> None:
        plugins = manager()
        plugin = Plugin()
        plugins.register(plugin, "plugin")
        plugins.check_pending()
        found = {caller.name for caller in plugins.get_hookcallers(plugin) or ()}
        assert found == {hook.hook for hook in implementations(plugin, "plugin")}

    def test_refuses_what_funcext_refuses(self) -> None:
        class Wrong:
            @hookimpl
            def pre_invocations(self) -> None: ...

        plugins = manager()
        plugins.register(Wrong(), "wrong")
        with pytest.raises(pluggy.PluginValidationError, match="pre_invocations"):
            plugins.check_pending()
