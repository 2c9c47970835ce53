"""Worker extensions, the classes that register with the SDK: run here where no worker does.

The classic worker drives the subclasses of `AppExtensionBase` and `FuncExtensionBase` itself. The
library runtime registers them and never calls them. There, and outside a worker, they are run
here, with the classic worker's order and semantics, as the outermost layer of an app.
"""

from __future__ import annotations

import logging
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from azure.functions import AppExtensionBase, ExtensionMeta, FuncExtensionBase

from funcext_core.failures import Failures
from funcext_core.marker import hookimpl


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from funcext_core.model import Function, Invocation, Outcome


NAME = "worker extensions"
"""How the layer shows in reports. No plugin can bear it: it has a space."""

_BASES: dict[str, Callable[..., Any]] = {
    "post_function_load_app_level": AppExtensionBase.post_function_load_app_level,
    "pre_invocation_app_level": AppExtensionBase.pre_invocation_app_level,
    "post_invocation_app_level": AppExtensionBase.post_invocation_app_level,
    "post_function_load": FuncExtensionBase.post_function_load,
    "pre_invocation": FuncExtensionBase.pre_invocation,
    "post_invocation": FuncExtensionBase.post_invocation,
}


class _Hook(NamedTuple):
    """One method of an extension."""

    extension: str
    """The name of its class."""
    owner: Any
    """The class, of an app-level extension, or the instance of a function-level one."""
    call: Callable[..., Any]


def extension_logger(name: str) -> logging.Logger:
    """Return the logger that an extension is handed: an ordinary one, so that its user sees it.

    The classic worker hands over `azure_functions_worker.extension.<Class>`, a system category.
    """
    return logging.getLogger(f"funcext.extensions.{name}")


@attrs.define(eq=False)
class ExtensionRunner:
    """Call the hooks of extensions as the classic worker does.

    An error is logged and the next hook is called. Post hooks are called on success only; how
    often a pre hook was called without its post is counted, and said once.
    """

    unpaired: Counter[str] = attrs.field(factory=Counter, init=False)
    """By extension, how often the function failed between its pre and its post hook."""
    _failures: dict[str, Failures] = attrs.field(factory=dict, init=False)

    def load(self, hooks: Iterable[_Hook], function: Function, directory: str) -> None:
        """Call the hooks for a function that was loaded."""
        for hook in hooks:
            try:
                hook.call(function.name, directory)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - contained, as in the worker
                self._report(hook, "post_function_load", error, function, None)

    def before(self, hooks: Iterable[_Hook], invocation: Invocation) -> None:
        """Call the hooks before a function."""
        context = _context(invocation)
        for hook in hooks:
            try:
                hook.call(extension_logger(hook.extension), context, invocation.args)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - contained, as in the worker
                self._report(hook, "pre_invocation", error, invocation.function, invocation.id)

    def after(self, hooks: Iterable[_Hook], invocation: Invocation, outcome: Outcome) -> None:
        """Call the hooks after a function that succeeded."""
        context = _context(invocation)
        for hook in hooks:
            try:
                hook.call(extension_logger(hook.extension), context, invocation.args, outcome.value)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - contained, as in the worker
                self._report(hook, "post_invocation", error, invocation.function, invocation.id)

    def failed(self, before: Iterable[_Hook], after: Sequence[_Hook]) -> None:
        """Count the extensions that got their pre hook called, and now get no post."""
        for hook in before:
            if not any(hook.owner is each.owner for each in after):
                continue
            self.unpaired[hook.extension] += 1
            if self.unpaired[hook.extension] == 1:
                extension_logger(hook.extension).warning(
                    "the function failed, so that %s got no post_invocation for its "
                    "pre_invocation, as in the classic worker; what it keeps for each invocation "
                    "is left behind (said once; a plugin's post_invocation is always called)",
                    hook.extension,
                )

    def _report(
        self,
        hook: _Hook,
        name: str,
        error: BaseException,
        function: Function,
        invocation_id: str | None,
    ) -> None:
        failures = self._failures.setdefault(hook.extension, Failures(hook.extension))
        failures.report(name, error, function, invocation_id)


@attrs.define(eq=False)
class RegisteredExtensions:
    """The plugin that runs what is registered with the SDK."""

    directory: str | None
    """The app's root, which the classic worker gives to post-load hooks in the v2 model; None for
    the function's folder, as in the v1 model."""
    runner: ExtensionRunner = attrs.field(factory=ExtensionRunner, init=False)
    ignored: list[object] = attrs.field(factory=list, init=False)
    """Extensions that are run in another way: nothing runs twice."""

    @hookimpl
    def post_load(self, function: Function) -> None:
        """Call the post-load hooks: function-level ones first, as the worker does."""
        for level in (_function_hooks, _app_hooks):
            hooks = self._hooks(level(function.name, "post_function_load"))
            self.runner.load(hooks, function, self.directory or function.directory)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Call the pre hooks, app-level ones first; each level in order of registration."""
        name = invocation.function.name
        self.runner.before(self._hooks(_app_hooks(name, "pre_invocation")), invocation)
        self.runner.before(self._hooks(_function_hooks(name, "pre_invocation")), invocation)

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Call the post hooks, function-level ones first; again in order of registration."""
        name = invocation.function.name
        for level in (_function_hooks, _app_hooks):
            after = self._hooks(level(name, "post_invocation"))
            if outcome.error is None:
                self.runner.after(after, invocation, outcome)
            else:
                self.runner.failed(self._hooks(level(name, "pre_invocation")), after)

    def _hooks(self, hooks: Iterable[_Hook]) -> list[_Hook]:
        return [hook for hook in hooks if not any(hook.owner is each for each in self.ignored)]


@attrs.define(eq=False)
class FunctionExtension:
    """The plugin that runs one function-level extension where `use` asks for it."""

    extension: FuncExtensionBase
    runner: ExtensionRunner = attrs.field(factory=ExtensionRunner, init=False)

    @hookimpl
    def post_load(self, function: Function) -> None:
        """Call its post-load hook."""
        self.runner.load(self._hooks("post_function_load"), function, function.directory)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Call its pre hook."""
        self.runner.before(self._hooks("pre_invocation"), invocation)

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Call its post hook, if the function succeeded."""
        after = self._hooks("post_invocation")
        if outcome.error is None:
            self.runner.after(after, invocation, outcome)
        else:
            self.runner.failed(self._hooks("pre_invocation"), after)

    def _hooks(self, name: str) -> list[_Hook]:
        kind = type(self.extension).__name__
        hook = _Hook(kind, self.extension, getattr(self.extension, name))
        return [] if _is_inherited(name, hook) else [hook]


def app_extensions() -> list[str]:
    """Return the names of the app-level extensions that are registered and have a hook."""
    return _names(hook for name in _HOOKS for hook in _app_hooks("", name))


def function_extensions() -> dict[str, list[FuncExtensionBase]]:
    """Return the function-level extensions that have a hook, by the name they registered for.

    That is the first part of their file's path in the app: in the v1 model a function's folder,
    in the v2 model most often ``function_app.py``, for which no worker looks.
    """
    # The SDK's one public list of these names.
    import json  # noqa: PLC0415

    registered = json.loads(ExtensionMeta.get_registered_extensions_json())
    found: dict[str, list[FuncExtensionBase]] = {}
    for name in registered.get("FuncExtension", {}):
        for kind in _HOOKS:
            for hook in _function_hooks(name, kind):
                known = found.setdefault(name, [])
                if not any(hook.owner is each for each in known):
                    known.append(hook.owner)
    return found


def is_registered_for(extension: FuncExtensionBase, name: str) -> bool:
    """Tell whether a worker that runs extensions would run this one for a function."""
    hooks = (hook for kind in _HOOKS for hook in _function_hooks(name, kind))
    return any(hook.owner is extension for hook in hooks)


def _names(hooks: Iterable[_Hook]) -> list[str]:
    return list(dict.fromkeys(hook.extension for hook in hooks))


_HOOKS = ("post_function_load", "pre_invocation", "post_invocation")
_APP_LEVEL = "_app_level"


def _app_hooks(_: str, name: str) -> list[_Hook]:
    return _registered(ExtensionMeta.get_application_hooks(), name + _APP_LEVEL)


def _function_hooks(function: str, name: str) -> list[_Hook]:
    return _registered(ExtensionMeta.get_function_hooks(function), name)


def _registered(hooks: Any, name: str) -> list[_Hook]:
    """Return the hooks of one kind that extensions have of their own, each class once.

    A module that was imported under two names registered its classes twice.
    """
    found: list[_Hook] = []
    classes: dict[tuple[str, str], type] = {}
    for meta in getattr(hooks, name, None) or ():
        owner = getattr(meta.ext_impl, "__self__", None)
        hook = _Hook(meta.ext_name, owner, meta.ext_impl)
        kind = owner if isinstance(owner, type) else type(owner)
        if not _is_inherited(name, hook) and classes.setdefault(_source(kind, hook), kind) is kind:
            found.append(hook)
    return found


def _source(kind: type, hook: _Hook) -> tuple[str, str]:
    """Return what one class has in common with itself, imported under another name."""
    code = getattr(hook.call, "__code__", None)
    return (kind.__qualname__, code.co_filename if code is not None else kind.__module__)


def _is_inherited(name: str, hook: _Hook) -> bool:
    """Tell whether it is the SDK's own empty method: the registry lists that, too."""
    function = getattr(hook.call, "__func__", hook.call)
    base = _BASES[name]
    return function is getattr(base, "__func__", base)


def _context(invocation: Invocation) -> Any:
    """Return the worker's context; a stand-in where a binding took its name."""
    if invocation.context is not None:
        return invocation.context
    return SimpleNamespace(
        invocation_id=invocation.id,
        function_name=invocation.function.name,
        function_directory=invocation.function.directory,
    )
