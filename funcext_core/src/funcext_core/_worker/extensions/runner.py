"""Worker extensions, the classes that register with the SDK: run here where no worker does.

The classic worker drives the subclasses of `AppExtensionBase` and `FuncExtensionBase` itself. The
library runtime registers them and never calls them. There, and outside a worker, they are run
here, with the classic worker's order and semantics, as the outermost layer of an app.
"""

from __future__ import annotations

import inspect
import logging
import sys
import threading
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from azure.functions import AppExtensionBase, ExtensionMeta, FuncExtensionBase

from funcext_core._hookimpl import hookimpl
from funcext_core._once import Once, Tally
from funcext_core._plugins.failures import Failures


if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from funcext_core._model import Function, Invocation, Outcome


NAME = "worker extensions"
"""How the layer shows in reports. No plugin can bear it: it has a space."""

_HOOKS = ("post_function_load", "pre_invocation", "post_invocation")
_APP_LEVEL = "_app_level"

_BASES = [
    getattr(method, "__func__", method)
    for base, level in ((AppExtensionBase, _APP_LEVEL), (FuncExtensionBase, ""))
    for method in (getattr(base, name + level) for name in _HOOKS)
]
"""The SDK's own methods, which do nothing."""


class _Hook(NamedTuple):
    """One method of an extension."""

    name: str
    """The method's name."""
    extension: str
    """The name of its class."""
    owner: Any
    """The class, of an app-level extension, or the instance of a function-level one; None where
    the method is static."""
    call: Callable[..., Any]
    logger: logging.Logger
    """What the method is handed."""


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

    _failures: dict[str, Failures] = attrs.field(factory=dict, init=False)
    _unpaired: Tally[str] = attrs.field(factory=Tally, init=False)
    _once: Once = attrs.field(factory=Once, init=False, repr=False)

    @property
    def unpaired(self) -> Counter[str]:
        """By extension, how often the function failed between its pre and its post hook."""
        return Counter(self._unpaired.totals())

    def run_post_load(self, hooks: Iterable[_Hook], function: Function, directory: str) -> None:
        """Call the hooks for a function that was loaded."""
        for hook in hooks:
            self._call(hook, (function.name, directory), function, None)

    def around(
        self, invocation: Invocation, before: Sequence[_Hook], after: Sequence[_Hook]
    ) -> Generator[None, Outcome, None]:
        """Call the hooks round a function, all with one dict of its arguments.

        What they add to it is not the function's, and is there again for the hooks after it.
        """
        context, args = _context(invocation), invocation.args
        declared = args.keys() if not before else frozenset(args)
        for hook in before:
            self._call(hook, (hook.logger, context, args), invocation.function, invocation.id)
        added = {name: args[name] for name in args.keys() - declared}
        outcome = yield
        if outcome.error is not None:
            self._count_unpaired(before, after)
            return
        args.update(added)
        result = outcome.value
        for hook in after:
            arguments = (hook.logger, context, args, result)
            self._call(hook, arguments, invocation.function, invocation.id)
        for name in added:
            args.pop(name, None)

    def _call(
        self,
        hook: _Hook,
        arguments: tuple[object, ...],
        function: Function,
        invocation_id: str | None,
    ) -> None:
        try:
            returned = hook.call(*arguments)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - contained: no worker lets it reach a caller
            failures = self._failures.setdefault(hook.extension, Failures(hook.extension))
            consequence = "as in the classic worker, the function's result is not changed by it"
            failures.report(hook.name, error, function, invocation_id, consequence)
        else:
            if returned is not None and inspect.iscoroutine(returned):
                returned.close()
                self._warn_never_awaited(hook)

    def _warn_never_awaited(self, hook: _Hook) -> None:
        if self._once.first(hook.extension, hook.name):
            hook.logger.warning(
                "%s of %s is an async def, which no worker awaits: it never runs; make it a def, "
                "or a plugin's hook (said once)",
                hook.name,
                hook.extension,
            )

    def _count_unpaired(self, before: Iterable[_Hook], after: Sequence[_Hook]) -> None:
        for hook in before:
            if not any(_is_pair(hook, each) for each in after):
                continue
            if self._unpaired.add(hook.extension) == 1:
                hook.logger.warning(
                    "the function failed, so that %s got no post hook for its pre hook, as in the "
                    "classic worker; what it keeps for each invocation is left behind (said once; "
                    "a plugin's post_invocation is always called)",
                    hook.extension,
                )


@attrs.define(eq=False)
class RegisteredExtensions:
    """The plugin that runs what is registered with the SDK."""

    directory: str | None
    """The app's root, which the classic worker gives to post-load hooks in the v2 model; None for
    the function's folder, as in the v1 model."""
    runner: ExtensionRunner = attrs.field(factory=ExtensionRunner, init=False)
    _ignored: list[FuncExtensionBase] = attrs.field(factory=list, init=False)
    # By function and method: how many entries the SDK had, and what is called of them. An
    # extension may register at any time, as late as in a function's first call.
    _known: dict[tuple[str | None, str], tuple[int, tuple[_Hook, ...]]] = attrs.field(
        factory=dict, init=False
    )

    @property
    def unpaired(self) -> Counter[str]:
        """How often each extension got a pre hook called and no post, as the function failed."""
        return self.runner.unpaired

    def ignore(self, extension: FuncExtensionBase) -> None:
        """Leave an extension out that is run in another way: nothing runs twice."""
        self._ignored.append(extension)
        self._known.clear()

    @hookimpl
    def post_load(self, function: Function) -> None:
        """Call the post-load hooks: function-level ones first, as the worker does."""
        directory = self.directory or function.directory
        for level in (function.name, None):
            hooks = self._hooks(level, "post_function_load")
            self.runner.run_post_load(hooks, function, directory)

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        """Call the hooks round a function.

        The pre hooks of the app level come first, the post hooks of the function level; within a
        level it is the order of registration both times.
        """
        name = invocation.function.name
        before = self._hooks(None, "pre_invocation") + self._hooks(name, "pre_invocation")
        after = self._hooks(name, "post_invocation") + self._hooks(None, "post_invocation")
        yield from self.runner.around(invocation, before, after)

    def _hooks(self, function: str | None, name: str) -> tuple[_Hook, ...]:
        entries = _entries(function, name)
        known = self._known.get((function, name))
        if known is None or known[0] != len(entries):
            hooks = tuple(
                hook
                for hook in _once_each(entries, name)
                if not any(_is_of(hook, each) for each in self._ignored)
            )
            known = self._known[function, name] = (len(entries), hooks)
        return known[1]


@attrs.define(eq=False)
class FunctionExtension:
    """The plugin that runs one function-level extension where `use` asks for it.

    That is asked for in code, so that no setting turns it on or off.
    """

    extension: FuncExtensionBase
    runner: ExtensionRunner = attrs.field(factory=ExtensionRunner, init=False)

    @hookimpl
    def post_load(self, function: Function) -> None:
        """Call its post-load hook."""
        self.runner.run_post_load(self._hooks("post_function_load"), function, function.directory)

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        """Call its pre hook, and its post hook if the function succeeded."""
        before, after = self._hooks("pre_invocation"), self._hooks("post_invocation")
        yield from self.runner.around(invocation, before, after)

    def _hooks(self, name: str) -> tuple[_Hook, ...]:
        extension = type(self.extension).__name__
        call = getattr(self.extension, name)
        hook = _Hook(name, extension, self.extension, call, extension_logger(extension))
        return () if _is_inherited(hook) else (hook,)


def app_extensions() -> list[str]:
    """Return the names of the app-level extensions that are registered and have a hook."""
    names = [hook.extension for kind in _HOOKS for hook in _own_hooks(_entries(None, kind), kind)]
    return list(dict.fromkeys(names))


def function_extensions() -> dict[str, list[FuncExtensionBase]]:
    """Return the function-level extensions that have a hook, by the name they registered for.

    That is the first part of their file's path in the app: in the v1 model a function's folder,
    in the v2 model most often ``function_app.py``, for which no worker looks.
    """
    found: dict[str, list[FuncExtensionBase]] = {}
    for name in _registered().get("FuncExtension", {}):
        for kind in _HOOKS:
            for hook in _once_each(_entries(name, kind), kind):
                known = found.setdefault(name, [])
                if hook.owner is not None and not any(hook.owner is each for each in known):
                    known.append(hook.owner)
    return found


def doubles() -> dict[str, list[str]]:
    """Return the modules of each class that is registered more than once, by the class's name.

    That is one file, imported under two names: `shared.x` and `__app__.shared.x`, say.
    """
    modules: dict[tuple[str, str], dict[str, None]] = {}
    for name in _HOOKS:
        for hook in _own_hooks(_entries(None, name), name):
            modules.setdefault(_source(hook), {})[_definer(hook).__module__] = None
    return {kind: list(names) for (kind, _), names in modules.items() if len(names) > 1}


def is_registered_for(extension: FuncExtensionBase, name: str) -> bool:
    """Tell whether a worker that runs extensions would run this one for a function."""
    hooks = (hook for kind in _HOOKS for hook in _own_hooks(_entries(name, kind), kind))
    return any(_is_of(hook, extension) for hook in hooks)


def _registered() -> dict[str, Any]:
    # The SDK's one public list of the names that function-level extensions registered for.
    import json  # noqa: PLC0415 - not for every cold start

    registered: dict[str, Any] = json.loads(ExtensionMeta.get_registered_extensions_json())
    return registered


def _entries(function: str | None, name: str) -> Sequence[Any]:
    """Return what the SDK has registered for a hook: for a function, or for the app."""
    if function is None:
        found = getattr(ExtensionMeta.get_application_hooks(), name + _APP_LEVEL, None)
    else:
        found = getattr(ExtensionMeta.get_function_hooks(function), name, None)
    return found or ()


def _own_hooks(entries: Iterable[Any], name: str) -> Iterator[_Hook]:
    """Yield the hooks that extensions have of their own: the registry lists the SDK's, too."""
    for entry in entries:
        owner = getattr(entry.ext_impl, "__self__", None)
        hook = _Hook(name, entry.ext_name, owner, entry.ext_impl, extension_logger(entry.ext_name))
        if not _is_inherited(hook):
            yield hook


def _once_each(entries: Iterable[Any], name: str) -> Iterator[_Hook]:
    """Yield the hooks without those of a class that is there already under another module name."""
    modules: dict[tuple[str, str], str] = {}
    for hook in _own_hooks(entries, name):
        module = _definer(hook).__module__
        if modules.setdefault(_source(hook), module) == module:
            yield hook


def _source(hook: _Hook) -> tuple[str, str]:
    """Return what a class has in common with itself, imported under another name."""
    definer = _definer(hook)
    file = getattr(sys.modules.get(definer.__module__), "__file__", None)
    return (definer.__qualname__, file or definer.__module__)


def _definer(hook: _Hook) -> Any:
    """Return the extension's class; of a static method, which does not know it, the method."""
    if hook.owner is None:
        return hook.call
    return hook.owner if isinstance(hook.owner, type) else type(hook.owner)


def _is_of(hook: _Hook, extension: FuncExtensionBase) -> bool:
    # Methods are equal if bound to the same object; a static one has nothing but itself.
    return bool(hook.call == getattr(extension, hook.name, None))


def _is_pair(one: _Hook, other: _Hook) -> bool:
    return one.owner is other.owner and one.extension == other.extension


def _is_inherited(hook: _Hook) -> bool:
    """Tell whether it is the SDK's own empty method, of either level."""
    function = getattr(hook.call, "__func__", hook.call)
    return any(function is each for each in _BASES)


def _context(invocation: Invocation) -> Any:
    """Return the worker's context; a stand-in where a binding took its name."""
    if invocation.context is not None:
        return invocation.context
    trace = SimpleNamespace(
        trace_parent="",
        trace_state="",
        attributes={},
        Traceparent="",
        Tracestate="",
        Attributes={},
    )
    return SimpleNamespace(
        invocation_id=invocation.id,
        function_name=invocation.function.name,
        function_directory=invocation.function.directory,
        trace_context=trace,
        retry_context=SimpleNamespace(retry_count=0, max_retry_count=0, exception=None),
        thread_local_storage=threading.local(),
    )
