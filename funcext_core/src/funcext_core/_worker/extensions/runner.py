"""Run worker extensions, the classes that register with the SDK, where no worker runs them.

The classic worker runs the subclasses of `AppExtensionBase` and `FuncExtensionBase` itself. The
library runtime registers them and never calls them. There, and outside a worker, they are run
here, with the classic worker's order and semantics, as the outermost layer of an app.
"""

from __future__ import annotations

import inspect
import logging
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from azure.functions import AppExtensionBase, ExtensionMeta, FuncExtensionBase

from funcext_core._foreign import log
from funcext_core._hookimpl import hookimpl
from funcext_core._plugins.plugin import Failures
from funcext_core._process import Once, Tally


if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from typing import Final, Protocol

    from funcext_core._model import Function, Invocation, Outcome


logger = logging.getLogger("funcext")

NAME = "worker extensions"
"""The layer's name in reports. No plugin can have it, since it has a space."""

_HOOKS = ("post_function_load", "pre_invocation", "post_invocation")
_APP_LEVEL = "_app_level"
_AZURE_PACKAGES = frozenset({"azure", "azurefunctions"})

_BASES = [
    getattr(method, "__func__", method)
    for base, level in ((AppExtensionBase, _APP_LEVEL), (FuncExtensionBase, ""))
    for method in (getattr(base, name + level) for name in _HOOKS)
]
"""The SDK's own methods, which do nothing."""


if TYPE_CHECKING:

    class _Entry(Protocol):
        """One method of an extension, as the SDK registers it."""

        @property
        def ext_name(self) -> str: ...
        @property
        def ext_impl(self) -> Callable[..., object]: ...


class _Hook(NamedTuple):
    """One method of an extension."""

    name: str
    """The method's name."""
    extension: str
    """The name of its class."""
    owner: Any
    """The class of an app-level extension, or the instance of a function-level one; None if the
    method is static."""
    call: Callable[..., object]
    logger: logging.Logger
    """The logger that the method gets."""


def extension_logger(name: str) -> logging.Logger:
    """Return the logger that an extension's hooks get: an ordinary one, so that users see it.

    The classic worker passes `azure_functions_worker.extension.<Class>`, a system category.
    """
    return logging.getLogger(f"funcext.extensions.{name}")


class ExtensionRunner:
    """Call the hooks of extensions as the classic worker does.

    An error is logged and the next hook is called. Post hooks are called on success only; pre
    hooks that were called without their post hook are counted, and logged once per extension.
    """

    __slots__ = ("_failures", "_once", "_unpaired")

    def __init__(self) -> None:
        self._failures: dict[str, Failures] = {}
        self._unpaired = Tally()
        self._once = Once()

    @property
    def unpaired(self) -> Counter[str]:
        """By extension, the number of failures of the function between its pre and post hook."""
        return Counter({str(hook): count for hook, count in self._unpaired.totals().items()})

    def run_post_load(self, hooks: Iterable[_Hook], function: Function, directory: str) -> None:
        """Call the hooks for a function that was loaded."""
        for hook in hooks:
            self._call(hook, (function.name, directory), function, None)

    def around(
        self, invocation: Invocation, before: Sequence[_Hook], after: Sequence[_Hook]
    ) -> Generator[None, Outcome, None]:
        """Call the hooks around a function, all with one dict of its arguments.

        Arguments that they add are passed to the post hooks again.
        """
        context, args = invocation.context, invocation.args
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
        except BaseException as error:  # noqa: BLE001 - contained, as on the classic worker
            failures = self._failures.setdefault(hook.extension, Failures(hook.extension))
            consequence = "as in the classic worker, the function's result is not changed by it"
            failures.report(hook.name, error, function, invocation_id, consequence)
        else:
            if returned is not None and inspect.iscoroutine(returned):
                returned.close()
                self._warn_never_awaited(hook)

    def _warn_never_awaited(self, hook: _Hook) -> None:
        if not _is_of_azure(hook) and self._once.first(hook.extension, hook.name):
            log(
                hook.logger,
                logging.WARNING,
                "%s of %s is an async def, which no worker awaits: it never runs; make it a def, "
                "or a plugin's hook (logged once)",
                hook.name,
                hook.extension,
            )

    def _count_unpaired(self, before: Iterable[_Hook], after: Sequence[_Hook]) -> None:
        for hook in before:
            if not any(_is_pair(hook, post_hook) for post_hook in after):
                continue
            if self._unpaired.add(hook.extension) == 1 and not _is_of_azure(hook):
                log(
                    hook.logger,
                    logging.WARNING,
                    "the function failed, so the post hook of %s was not called after its pre "
                    "hook, as in the classic worker; data that it keeps per invocation is left "
                    "behind (logged once; a plugin's post_invocation is always called)",
                    hook.extension,
                )


class RegisteredExtensions:
    """The plugin that runs the extensions that are registered with the SDK."""

    directory: Final[str | None]
    """The app's root, which the classic worker passes to post-load hooks in the v2 model; None
    for the function's folder, as in the v1 model."""
    runner: Final[ExtensionRunner]

    __slots__ = ("_ignored", "_known", "directory", "runner")

    def __init__(self, directory: str | None) -> None:
        self.directory = directory
        self.runner = ExtensionRunner()
        self._ignored: list[FuncExtensionBase] = []
        # By function and method: the number of entries that the SDK had, and the hooks among them.
        # An extension may register at any time, even in a function's first call.
        self._known: dict[tuple[str | None, str], tuple[int, tuple[_Hook, ...]]] = {}

    @property
    def unpaired(self) -> Counter[str]:
        """By extension, the number of failures of a function between its pre and its post hook."""
        return self.runner.unpaired

    def ignore(self, extension: FuncExtensionBase) -> None:
        """Leave out an extension that is run in another way, so that nothing runs twice."""
        self._ignored.append(extension)
        self._known.clear()

    @hookimpl
    def post_load(self, function: Function) -> None:
        """Call the post-load hooks, function-level ones first, as the worker does."""
        directory = self.directory or function.directory
        for level in (function.name, None):
            hooks = self._hooks(level, "post_function_load")
            self.runner.run_post_load(hooks, function, directory)

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        """Call the hooks around a function.

        Before it, the hooks of the app level come first; after it, those of the function level.
        Within a level the order is that of registration both times.
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
                if not any(_is_of(hook, extension) for extension in self._ignored)
            )
            known = self._known[function, name] = (len(entries), hooks)
        return known[1]


class FunctionExtension:
    """The plugin that runs one function-level extension around a function with `use`.

    It is requested in code, so no setting turns it on or off.
    """

    extension: Final[FuncExtensionBase]
    runner: Final[ExtensionRunner]

    __slots__ = ("extension", "runner")

    def __init__(self, extension: FuncExtensionBase) -> None:
        self.extension = extension
        self.runner = ExtensionRunner()

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


def warn_without_hooks(extension: FuncExtensionBase) -> None:
    """Warn if an extension in a `use` has no hook: a misspelled one, say, is never called."""
    hooks = (getattr(extension, name) for name in _HOOKS)
    if all(_is_base(hook) for hook in hooks):
        kind = type(extension).__name__
        logger.warning(
            "use(%s(...)) has no effect: the class has none of the hooks %s; is one misspelled?",
            kind,
            ", ".join(_HOOKS),
        )


def app_extensions(*, of_azure: bool = True) -> list[str]:
    """Return the names of the app-level extensions that are registered and have a hook.

    Args:
        of_azure: whether to include those that Azure's own packages register.
    """
    names = [
        hook.extension
        for kind in _HOOKS
        for hook in _own_hooks(_entries(None, kind), kind)
        if of_azure or not _is_of_azure(hook)
    ]
    return list(dict.fromkeys(names))


def is_of_azure(definer: object) -> bool:
    """Return whether an extension's class, or static hook, belongs to one of Azure's packages.

    They register extensions of their own, which an app's owner knows nothing about: durable 2 has
    one, and loses nothing if it does not run.
    """
    package = str(getattr(definer, "__module__", "")).partition(".")[0]
    return package in _AZURE_PACKAGES


def function_extensions() -> dict[str, list[FuncExtensionBase]]:
    """Return the function-level extensions that have a hook, by the name they registered for.

    That name is the first part of their file's path in the app: in the v1 model a function's
    folder, in the v2 model usually ``function_app.py``, which no worker looks up.
    """
    found: dict[str, list[FuncExtensionBase]] = {}
    for name in _registered().get("FuncExtension", {}):
        for kind in _HOOKS:
            for hook in _once_each(_entries(name, kind), kind):
                known = found.setdefault(name, [])
                if hook.owner is not None and not any(hook.owner is other for other in known):
                    known.append(hook.owner)
    return found


def doubles() -> dict[str, list[str]]:
    """Return the modules of each class that is registered more than once, by the class's name.

    Those of Azure's packages are left out. The cause is one file imported under two names, such as
    `shared.x` and `__app__.shared.x`.
    """
    modules: dict[tuple[str, str], dict[str, None]] = {}
    for name in _HOOKS:
        for hook in _own_hooks(_entries(None, name), name):
            if not _is_of_azure(hook):
                modules.setdefault(_source(hook), {})[_definer(hook).__module__] = None
    return {kind: list(names) for (kind, _), names in modules.items() if len(names) > 1}


def is_registered_for(extension: FuncExtensionBase, name: str) -> bool:
    """Return whether a worker that runs extensions would run this one for a function."""
    hooks = (hook for kind in _HOOKS for hook in _own_hooks(_entries(name, kind), kind))
    return any(_is_of(hook, extension) for hook in hooks)


def _is_of_azure(hook: _Hook) -> bool:
    return is_of_azure(_definer(hook))


def _registered() -> dict[str, Any]:
    import json  # noqa: PLC0415 - few apps have worker extensions

    # The SDK's only public list of the names that function-level extensions registered for.
    registered: dict[str, Any] = json.loads(ExtensionMeta.get_registered_extensions_json())
    return registered


def _entries(function: str | None, name: str) -> Sequence[_Entry]:
    """Return the SDK's entries for a hook: those of a function, or those of the app."""
    if function is None:
        found = getattr(ExtensionMeta.get_application_hooks(), name + _APP_LEVEL, None)
    else:
        found = getattr(ExtensionMeta.get_function_hooks(function), name, None)
    return found or ()


def _own_hooks(entries: Iterable[_Entry], name: str) -> Iterator[_Hook]:
    """Yield the hooks that extensions define. The registry also lists the SDK's empty ones."""
    for entry in entries:
        owner = getattr(entry.ext_impl, "__self__", None)
        hook = _Hook(name, entry.ext_name, owner, entry.ext_impl, extension_logger(entry.ext_name))
        if not _is_inherited(hook):
            yield hook


def _once_each(entries: Iterable[_Entry], name: str) -> Iterator[_Hook]:
    """Yield the hooks, without those of a class that is imported a second time by another name."""
    modules: dict[tuple[str, str], str] = {}
    for hook in _own_hooks(entries, name):
        module = _definer(hook).__module__
        if modules.setdefault(_source(hook), module) == module:
            yield hook


def _source(hook: _Hook) -> tuple[str, str]:
    """Return the key of a class that is the same if it is imported under another name."""
    definer = _definer(hook)
    file = getattr(sys.modules.get(definer.__module__), "__file__", None)
    return (definer.__qualname__, file or definer.__module__)


def _definer(hook: _Hook) -> Any:
    """Return the extension's class; for a static method, which has no link to it, the method."""
    if hook.owner is None:
        return hook.call
    return hook.owner if isinstance(hook.owner, type) else type(hook.owner)


def _is_of(hook: _Hook, extension: FuncExtensionBase) -> bool:
    # Bound methods are equal if they are bound to the same object.
    return bool(hook.call == getattr(extension, hook.name, None))


def _is_pair(one: _Hook, other: _Hook) -> bool:
    return one.owner is other.owner and one.extension == other.extension


def _is_inherited(hook: _Hook) -> bool:
    """Return whether it is the SDK's own empty method, of either level."""
    return _is_base(hook.call)


def _is_base(method: object) -> bool:
    function = getattr(method, "__func__", method)
    return any(function is base for base in _BASES)
