"""The report of a process that indexed an app."""

from __future__ import annotations

from typing import TypedDict


class Job(TypedDict):
    """The app that the process indexes."""

    directory: str
    script: str
    """The name of the script; empty for an app of the v1 model."""
    settings: dict[str, str]
    """The `Values` of local.settings.json."""
    route_prefix: str


class Raised(TypedDict):
    """An exception that ended the import or the indexing."""

    kind: str
    """``load``: a plugin cannot be enabled; ``script``: the app's code raised; ``app``: it cannot
    be indexed."""
    type: str
    """The name of the exception's type; of the app's code, that of its own exception."""
    text: str
    module: str
    """The module that could not be found, if that is the reason."""
    environment: bool
    """Whether a variable of the environment was missing."""
    file: str
    """The file of the app's innermost line; empty if the app has none."""
    line: int


class FunctionReport(TypedDict):
    """A function of the app."""

    name: str
    trigger: str
    """The trigger's type; empty if it is not known."""
    route: str
    is_async: bool
    returns: bool
    """Whether a binding takes what it returns."""
    file: str
    line: int
    schedule: str
    parameters: list[str]
    variable: bool
    """Whether it takes any arguments, as with ``**kwargs``."""
    bindings: list[str]
    """The names of its bindings, without the returned value's."""
    unbound: list[str]
    """The parameters that no binding fills."""
    problem: str
    """The reason why a worker would not load it; empty if it would."""
    raised: Raised | None
    """The exception of its script, in the v1 model."""


class RouteReport(TypedDict):
    """Something about a route."""

    code: str
    function: str
    text: str
    """A sentence."""


class HookReport(TypedDict):
    """An implementation of a hook around invocations."""

    plugin: str
    hook: str
    is_async: bool
    file: str
    line: int
    around_async: list[str]
    """The async functions that it runs around."""


class PluginReport(TypedDict):
    """An enabled plugin."""

    name: str
    origin: str
    """As in `PluginDescription`: ``setting``, ``install``, ``app`` or ``use``."""
    guard: bool
    triggers: list[str]
    """The patterns of its TRIGGERS."""
    before: list[str]
    after: list[str]
    file: str
    """The file of its class or module."""
    functions: list[str]
    """The functions that it has a layer around."""


class LogReport(TypedDict):
    """A warning that funcext logged."""

    level: str
    module: str
    """The module of funcext that logged it."""
    function: str
    text: str


class InstalledReport(TypedDict):
    """An installed plugin."""

    name: str
    distribution: str
    version: str
    module: str
    """The module that its entry point names."""


class ExtensionReport(TypedDict):
    """A registered worker extension."""

    name: str
    function: str
    """The name that a function-level one registered for; empty for one of the app level."""


class BlueprintReport(TypedDict):
    """A blueprint with functions that no app has."""

    name: str
    functions: list[str]
    file: str


class Report(TypedDict):
    """The facts that the process saw."""

    python: str
    """The version of Python, such as ``3.13``."""
    ended: str
    """How it ended: ``indexed``, ``raised``, ``hung``, ``died``."""
    raised: Raised | None
    hung_at: tuple[str, int] | None
    """The app's innermost line when the time was over."""
    exit_code: int | None
    model: str
    apps: list[str]
    """The top-level names of the script that are bound to an app."""
    install: str
    """``here`` if it was called for the app, ``elsewhere`` for another one, ``never``."""
    functions: list[FunctionReport]
    routes: list[RouteReport]
    plugins: list[PluginReport]
    hooks: list[HookReport]
    skipped: dict[str, str]
    logs: list[LogReport]
    extensions: list[ExtensionReport]
    blueprints: list[BlueprintReport]
    installed: list[InstalledReport]
    load_error: str
    """The reason why the selected plugins cannot be enabled, if they were tried without the app."""
    stale: list[str]
    """Sentences about plugins that are not what the lock has."""


def empty_report(python: str) -> Report:
    """Return the report of an app that was not indexed."""
    return {
        "python": python,
        "ended": "died",
        "raised": None,
        "hung_at": None,
        "exit_code": None,
        "model": "v2",
        "apps": [],
        "install": "never",
        "functions": [],
        "routes": [],
        "plugins": [],
        "hooks": [],
        "skipped": {},
        "logs": [],
        "extensions": [],
        "blueprints": [],
        "installed": [],
        "load_error": "",
        "stale": [],
    }
