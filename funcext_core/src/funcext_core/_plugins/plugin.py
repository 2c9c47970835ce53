"""A plugin: the object, its hooks, what was decided about it, and its hook errors."""

from __future__ import annotations

import copy
import logging
import re
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import log, qualified_name, type_name
from funcext_core._process import Tally
from funcext_core._settings.plugin_settings import NO_SETTINGS, PluginSettings, as_on_error
from funcext_core._settings.scope import (
    DEFAULT_FUNCTIONS,
    DEFAULT_TRIGGERS,
    FUNCTIONS,
    TRIGGERS,
    Globs,
    Scope,
)
from funcext_core.errors import LoadError

from .fields import fields_of, may_be_secret, refuse_reserved
from .implementations import HookImpl, implementations
from .own_defaults import ON_ERROR, declares, own_default, refuse_misspelled


if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from funcext_core._model import Function, Invocation

    from .declared import Declared
    from .fields import Field
    from .provided import Provider


_LOG_EVERY = 1024
"""A repeated failure is logged at each power of two up to here, then at each multiple of this."""


class Plugin:
    """One enabled plugin."""

    name: Final[str]
    """The name under which it is enabled: its entry point's."""
    object: Final[Any]
    """The instance or module that has the hooks."""
    implementations: Final[tuple[HookImpl, ...]]
    """Its hooks, in order of definition."""
    guard: Final[bool]
    """Whether its hook errors fail the invocation."""
    scope: Final[Scope]
    """The functions that it is for."""
    distribution: Final[str | None]
    """The distribution and its version; None for what the app itself registers."""
    options: Final[Mapping[str, str]]
    """Its options as reports show them, with secrets masked."""
    declared: Final[Declared | None]
    """Its declarations about other plugins, and the modules to warm; None if it has none."""
    provides: Final[tuple[Provider, ...]]
    """Its providers, in order of definition."""
    failures: Final[Failures]
    """Its hook errors in this process."""

    __slots__ = (
        "declared",
        "distribution",
        "failures",
        "guard",
        "implementations",
        "name",
        "object",
        "options",
        "provides",
        "scope",
    )

    def __init__(  # noqa: PLR0913 - the fields of a record
        self,
        name: str,
        plugin: Any,
        implementations: tuple[HookImpl, ...],
        *,
        guard: bool = False,
        scope: Scope | None = None,
        distribution: str | None = None,
        options: Mapping[str, str] | None = None,
        declared: Declared | None = None,
        provides: tuple[Provider, ...] = (),
    ) -> None:
        self.name = name
        self.object = plugin
        self.implementations = implementations
        self.guard = guard
        self.scope = Scope() if scope is None else scope
        self.distribution = distribution
        self.options = options or {}
        self.declared = declared
        self.provides = provides
        self.failures = Failures(name)

    def again(self) -> Plugin:
        """Return a record of the same plugin for another host, which counts its own hook errors."""
        plugin = copy.copy(self)
        plugin.failures = Failures(self.name)  # type: ignore[misc] # the record is new
        return plugin

    def __repr__(self) -> str:
        return f"<Plugin {self.name!r} of {self.distribution or 'the app'}>"

    @property
    def concerns_functions(self) -> bool:
        """Whether it does anything for single functions, not only for the app."""
        of_app = ("app_start", "app_stop")
        return bool(self.provides) or any(hook.hook not in of_app for hook in self.implementations)

    def hooks(self, name: str) -> list[HookImpl]:
        """Return its implementations of a hook: none, one, or one of each kind."""
        return [hook for hook in self.implementations if hook.hook == name]


def make_plugin(  # noqa: PLR0913 - what is left out is found in the plugin
    plugin: Any,
    name: str,
    settings: PluginSettings = NO_SETTINGS,
    *,
    distribution: str | None = None,
    options: Mapping[str, str] | None = None,
    hooks: tuple[HookImpl, ...] | None = None,
    scope: Scope | None = None,
    provides: tuple[Provider, ...] | None = None,
) -> Plugin:
    """Return the record of a plugin that has been built.

    Args:
        plugin: the instance or module.
        name: the name under which it is enabled.
        settings: its settings; the plugin's own class attributes decide what they leave open.
        distribution: the distribution that it comes from, and its version.
        options: its options as reports show them.
        hooks: its hooks; by default those that it marks.
        scope: the functions that it is for, in place of its settings and attributes.
        provides: what it gives to functions; by default what it marks.

    Raises:
        LoadError: there is a mistake in a hook, or in a setting or attribute for scope or guard.
    """
    # First: reporters may record the locals of the frames that an error leaves.
    fields = fields_of(type(plugin))
    _hide_secrets(plugin, name, fields)
    refuse_misspelled(plugin, name)
    guard = is_guard(plugin, name, settings)
    for field in fields:
        refuse_reserved(field, name)
    provides = _provided(plugin, name) if provides is None else provides
    if hooks is None:
        hooks = implementations(plugin, name, may_lack=bool(provides))
    return Plugin(
        name=name,
        plugin=plugin,
        implementations=hooks,
        guard=guard,
        scope=scope_of(plugin, name, settings) if scope is None else scope,
        distribution=distribution,
        options=options,
        declared=_declared(plugin, name),
        provides=provides,
    )


def _declared(plugin: object, name: str) -> Declared | None:
    if not declares(plugin):
        return None
    from .declared import declared_by  # noqa: PLC0415 - few plugins declare anything

    return declared_by(plugin, name)


def _hide_secrets(plugin: object, name: str, fields: Iterable[Field]) -> None:
    """Keep the secrets of a plugin that the app has built out of its repr."""
    if any(map(may_be_secret, fields)):
        from .secrecy import hide_secrets  # noqa: PLC0415 - few plugins have secrets

        hide_secrets(type(plugin), name)


def _provided(plugin: object, name: str) -> tuple[Provider, ...]:
    """Return what a plugin marks with `provides`, which few do."""
    if "funcext_core._provides" not in sys.modules:
        return ()
    from .provided import provided  # noqa: PLC0415 - see above

    return provided(plugin, name)


def is_guard(plugin: object, name: str, settings: PluginSettings) -> bool:
    """Return whether the plugin's hook errors fail the invocation.

    Args:
        plugin: the plugin's class, instance or module, for its own default.
        name: its name.
        settings: its settings, which take precedence.

    Raises:
        LoadError: the attribute `on_error` is neither ``log`` nor ``fail``, or not a plain one.
    """
    # It is looked for even where the setting decides: elsewhere it is a mistake.
    own = own_default(plugin, name, ON_ERROR)
    if settings.on_error is not None:
        return settings.on_error == "fail"
    on_error = "log" if own is None else as_on_error(own)
    if on_error is None:
        message = f"plugin {name!r}: on_error = {own!r}: expected log or fail"
        raise LoadError(message)
    return on_error == "fail"


def scope_of(plugin: object, name: str, settings: PluginSettings) -> Scope:
    """Return the functions that a plugin is for.

    Args:
        plugin: the plugin's class, instance or module, for its own defaults.
        name: its name.
        settings: its settings, which take precedence.

    Raises:
        LoadError: an attribute has a wrong value, or is not a plain one.
    """
    chosen = {FUNCTIONS: settings.functions, TRIGGERS: settings.triggers}
    return Scope(
        functions=settings.functions or _own_globs(plugin, name, "functions", DEFAULT_FUNCTIONS),
        triggers=settings.triggers or _own_globs(plugin, name, "triggers", DEFAULT_TRIGGERS),
        chosen=frozenset(option for option, globs in chosen.items() if globs is not None),
    )


def name_in_code(plugin: object) -> str:
    """Return a name in the form of entry-point names: ``audit_log`` for an `AuditLog`."""
    if isinstance(plugin, ModuleType):
        name = plugin.__name__.rpartition(".")[2]
    else:
        cls = plugin if isinstance(plugin, type) else type(plugin)
        name = re.sub("(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__)
    return re.sub("[^a-z0-9]+", "_", name.lower()).strip("_") or "plugin"


def _own_globs(plugin: object, name: str, attribute: str, default: Globs) -> Globs:
    own = own_default(plugin, name, attribute)
    if own is None:
        return default
    if isinstance(own, str) or (
        isinstance(own, Iterable) and all(isinstance(pattern, str) for pattern in own)
    ):
        return Globs.parse(own, default)
    message = f"plugin {name!r}: {attribute} = {own!r} is neither a str nor a list of str"
    raise LoadError(message)


# -- its hook errors -----------------------------------------------------------------------------


def plugin_logger(plugin: str) -> logging.Logger:
    """Return the logger for the plugin of that name, and for its failures.

    It is an ordinary logger: the workers' own categories appear neither in the local console nor
    in the customer's Application Insights.
    """
    return logging.getLogger(f"funcext.plugins.{plugin}")


class Failures:
    """The hook errors of one plugin in this process."""

    traced: bool
    """Whether the calls of its hooks that are around no invocation are logged, too."""

    __slots__ = ("_by_hook", "plugin", "traced")

    def __init__(self, plugin: str) -> None:
        self.plugin = plugin
        self.traced = False
        self._by_hook: dict[str, Tally] = {}

    def report(
        self,
        hook: str,
        error: BaseException,
        function: Function | None,
        invocation_id: str | None = None,
        consequence: str = "",
    ) -> None:
        """Count the error, and log it at the 1st, 2nd, 4th, 8th … and every 1,024th time.

        It never raises: the invocation still has layers to leave.

        Args:
            hook: the hook that raised.
            error: the exception.
            function: the function around which it ran, if any.
            invocation_id: the invocation's id, if any.
            consequence: the effect on the invocation, for the log.
        """
        count = self._by_hook.setdefault(hook, Tally()).add(qualified_name(error))
        if count & (count - 1) and count % _LOG_EVERY:
            return
        log(
            plugin_logger(self.plugin),
            logging.ERROR,
            "hook %s of plugin %r raised %s%s%s%s%s",
            hook,
            self.plugin,
            type_name(error),
            "" if function is None else f" around function {function.name!r}",
            "" if invocation_id is None else f", invocation {invocation_id}",
            "" if count == 1 else f" ({count:,} times so far)",
            consequence and f"; {consequence}",
            error=error,
        )

    def note_answer(self, invocation: Invocation) -> None:
        """Log that the plugin answered an invocation in the function's place. It never raises."""
        logger = plugin_logger(self.plugin)
        # Finding the id of an invocation may take longer than the answer did.
        if logger.isEnabledFor(logging.INFO):
            log(
                logger,
                logging.INFO,
                "plugin %r answered function %r, which did not run, invocation %s",
                self.plugin,
                invocation.function.name,
                invocation.id,
            )

    def warn(self, message: str, *arguments: object) -> None:
        """Log a warning on the plugin's logger. Like `report`, it never raises."""
        log(plugin_logger(self.plugin), logging.WARNING, message, *arguments)

    def by_hook(self) -> dict[str, int]:
        """Return the number of errors by hook, without the hooks that raised none."""
        # A copy: other threads go on failing.
        return {hook: sum(tally.totals().values()) for hook, tally in self._by_hook.copy().items()}
