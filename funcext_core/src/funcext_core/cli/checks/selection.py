"""The plugins that somebody named: whether they run, and what their settings lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from funcext_core._plugins.fields import RESERVED
from funcext_core._settings.general import TRUE, parse_selection
from funcext_core._settings.names import DISABLED, PLUGINS, is_plugin_name, option_prefix
from funcext_core._settings.plugin_settings import SCOPE_OPTIONS
from funcext_core.errors import LoadError

from .finding import NOWHERE, Finding, Place, error, warning
from .folder import AppFolder
from .report import LogReport, Report


_LATER = tuple(name for name in RESERVED if name not in SCOPE_OPTIONS)
"""The options that no plugin may have."""


def selected_names(app: AppFolder) -> dict[str, str | None]:
    """Return the names of the selected plugins, each with the distribution if it is named."""
    report = app.report
    installed = [] if report is None else report["installed"]
    try:
        selection = parse_selection(app.own_settings.get(PLUGINS, ""))
    except LoadError:
        return {}
    names = {selected.name: selected.distribution for selected in selection.named}
    if selection.everything:
        excluded = {selected.name for selected in selection.excluded}
        enabled = report["plugins"] if report is not None and report["install"] == "here" else None
        for plugin in installed if enabled is None else enabled:
            if plugin["name"] not in excluded:
                names.setdefault(plugin["name"], None)
    return names


def _is_disabled(app: AppFolder) -> bool:
    return app.own_settings.get(DISABLED, "").strip().lower() in TRUE


def place_of(app: AppFolder, setting: str) -> Place:
    """Return the place of a setting, if it is in local.settings.json."""
    written = next((name for name in app.values if name.upper() == setting), None)
    return NOWHERE if written is None else app.local.at(written)


_WITHOUT_APP = "install() without an app"


# -- whether they run ------------------------------------------------------------------------------


def not_installed_in(app: AppFolder) -> Iterator[Finding]:
    """Find an app that enables plugins, and never calls `install` for itself."""
    report = app.indexed
    selection = app.own_settings.get(PLUGINS, "").strip()
    if report is None or report["install"] == "here" or not selection or _is_disabled(app):
        return
    if any(_WITHOUT_APP in log["text"] for log in report["logs"]):
        # Which is a finding of its own.
        return
    at = app.place(app.script) if app.has_script else NOWHERE
    if report["install"] == "elsewhere":
        yield error(
            "install-other-app",
            f"{PLUGINS} is '{selection}', but funcext_core.install() was called for another app "
            "than the one that the worker serves, so no plugin runs",
            "call it for the app that has the functions",
            at,
        )
    elif report["model"] == "v1":
        yield error(
            "install-missing",
            f"{PLUGINS} is '{selection}', but no script calls funcext_core, so no plugin runs",
            "put @funcext_core.instrument directly above the entry point of each function",
            place_of(app, PLUGINS),
        )
    else:
        yield error(
            "install-missing",
            f"{PLUGINS} is '{selection}', but the app never calls funcext_core.install(), so no "
            "plugin runs",
            "add plugins = funcext_core.install(app) right below the app object",
            at,
        )


def disabled(app: AppFolder) -> Iterator[Finding]:
    """Find the kill switch."""
    selection = app.own_settings.get(PLUGINS, "").strip()
    if _is_disabled(app) and selection:
        yield error(
            "plugins-disabled",
            f"{DISABLED} is set, so no plugin runs, not even those of {PLUGINS}, '{selection}'",
            f"remove {DISABLED}",
            place_of(app, DISABLED),
        )


# -- load errors -----------------------------------------------------------------------------------


_LOAD_ERRORS = (
    ("requires plugin", "plugin-required"),
    ("FUNCEXT_LOCK=", "lock-missing"),
    ("not a readable lock", "lock-unreadable"),
    ("is locked", "lock-stale"),
    ("was locked", "lock-stale"),
    ("is not in funcext.lock", "lock-stale"),
    ("is not installed", "plugin-not-installed"),
    ("not installed here", "plugin-not-installed"),
    ("unresolved Key Vault reference", "setting-unresolved"),
    ("has no such option", "option-unknown"),
    ("which is not set: set it", "option-missing"),
    ("has a reserved name", "option-reserved"),
    ("cannot be imported", "plugin-import"),
    ("instrument", "instrument-missing"),
    ("which no plugin provides", "parameter-unfilled"),
    ("is not a valid plugin name", "selection-invalid"),
    ("distributions declare a plugin", "selection-invalid"),
    (f"{PLUGINS}=", "selection-invalid"),
    ("are one setting with two values", "setting-invalid"),
    ("expected", "setting-invalid"),
    ("matches no function", "plugin-idle"),
    ("match no function", "plugin-idle"),
)
"""Words in load errors, and the codes of their findings; the first that fits."""

_FIXES = {
    "plugin-import": "install what the plugin needs, or remove it from FUNCEXT_PLUGINS",
    "install-twice": "remove one of the calls",
    "parameter-unfilled": "enable a plugin that provides it, or give it a default",
    "plugin-idle": "correct the patterns, or disable the plugin",
    "setting-invalid": "correct the value",
    "lock-stale": "install what was locked, or lock what is installed: funcext lock",
    "lock-unreadable": "write it again: funcext lock",
}


def load_errors(app: AppFolder) -> Iterator[Finding]:
    """Find plugins that cannot be enabled."""
    for text in map(app.relative, dict.fromkeys(load_error_texts(app.report))):
        code = next((code for words, code in _LOAD_ERRORS if words in text), "plugin-refused")
        unlocked = _unlocked(text, app.report) if code == "plugin-not-installed" else None
        if unlocked is not None:
            yield error(
                "lock-stale",
                f"plugin '{unlocked}' is installed, and not in the app's lock",
                "lock it: funcext lock",
                place_of(app, PLUGINS),
            )
            continue
        if code == "option-unknown" and list(reserved(app)):
            continue
        message, fix = _split(text, code)
        yield error(code, message, fix, _place(app, text))


def _unlocked(text: str, report: Report | None) -> str | None:
    """Return the plugin that a load error takes for not installed, because a lock lacks it."""
    installed = [] if report is None else report["installed"]
    names = (plugin["name"] for plugin in installed)
    return next((name for name in names if f"plugin {name!r} is not installed" in text), None)


def load_error_texts(report: Report | None) -> Iterator[str]:
    """Yield the texts of the load errors that indexing showed."""
    if report is None:
        return
    everything = [report["raised"], *(function["raised"] for function in report["functions"])]
    yield from (raised["text"] for raised in everything if raised and raised["kind"] == "load")
    yield from filter(None, [report["load_error"]])
    yield from report["skipped"].values()


def _split(text: str, code: str) -> tuple[str, str]:
    """Return a load error's message and fix: it has both, the fix last."""
    hint = _HINT.search(text)
    if hint is not None:
        return text[: hint.start()], re.sub("^known names: ", "use one of ", hint[1])
    own = _FIXES.get(code)
    if own is not None and "; " not in text:
        return (text.rpartition(": ")[0] if code.startswith("lock") else text), own
    for joint in ("is not installed: ", "; "):
        message, found, fix = text.partition(joint)
        if found:
            return message + joint.rstrip(":; "), own or fix
    message, found, fix = text.rpartition(": ")
    return (message, fix) if found else (text, "correct it")


_HINT = re.compile(r"[:;] ((?:did you mean|known names: ).*)", re.DOTALL)


def _place(app: AppFolder, text: str) -> Place:
    named = re.match(r"(FUNCEXT_\w+)", text)
    if named is not None:
        return place_of(app, named[1].upper())
    if "not a readable lock" in text:
        return Place(text.partition(":")[0])
    report = app.report
    raised = None if report is None else report["raised"]
    if raised is not None and app.relative(raised["text"]) == text and raised["file"]:
        return app.place(raised["file"], raised["line"])
    names = selected_names(app)
    if PLUGINS in text or any(f"'{name}'" in text for name in names):
        return place_of(app, PLUGINS)
    return NOWHERE


def reserved(app: AppFolder) -> Iterator[Finding]:
    """Find settings whose names look like options, and that no plugin can have."""
    prefixes = {option_prefix(name): name for name in selected_names(app) if is_plugin_name(name)}
    for setting in app.own_settings:
        prefix, joint, option = setting.partition("__")
        if option in _LATER and prefix + joint in prefixes:
            yield error(
                "option-reserved",
                f"'{setting}' is reserved: plugin '{prefixes[prefix + joint]}' cannot have an "
                f"option '{option.lower()}'",
                _instead_of(option),
                place_of(app, setting),
            )


def _instead_of(option: str) -> str:
    if option == "ENABLED":
        return f"name the plugin in {PLUGINS}, or remove it there"
    if option == "ORDER":
        return f"write the order in {PLUGINS}: the first plugin is the outermost"
    return "remove it"


# -- what funcext itself warns about ---------------------------------------------------------------


_LOGS = {
    "unread": "setting-unread",
    "order_warnings": "plugin-order",
    "neighbors": "plugin-order",
    "outermost_layer": "extension-idle",
    "worker_driven": "extension-idle",
    "use_registry": "use-lost",
    "marks": "mark-lost",
    "warm": "plugin-warm",
}
"""By the module of funcext that logs a warning, the code of its finding."""

_ELSEWHERE = frozenset({"silence", "runner"})
"""Modules whose warnings are findings of their own."""

_WORDS = (
    ("has a '*'", "star-without-lock"),
    ("excludes", "exclusion-idle"),
    ("called twice", "install-twice"),
    ("editable install", "lock-editable"),
    ("matches no function", "plugin-idle"),
    ("match no function", "plugin-idle"),
    ("covers no function", "plugin-idle"),
    ("is set, but nothing reads it", "setting-unread"),
    (_WITHOUT_APP, "install-missing"),
    ("instrument", "instrument-missing"),
)
_ERRORS = frozenset({"extension-idle", "install-missing", "instrument-missing"})
_SOME_FUNCTIONS = "no plugin runs around function"
_NOT_TWICE = ("the app goes on without it", f"{DISABLED} is set: no plugin", "do not run: ")
"""Words of warnings that are found in another way."""


def warnings(app: AppFolder) -> Iterator[Finding]:
    """Find what funcext warns about in the log when the app is indexed."""
    report = app.report
    for log in [] if report is None else report["logs"]:
        if log["module"] in _ELSEWHERE or any(words in log["text"] for words in _NOT_TWICE):
            continue
        if log["module"] == "unread" and _may_be_own(app, report):
            continue
        code = _code(log)
        message, fix = _split(app.relative(log["text"]), code)
        if code == "star-without-lock":
            message, fix = _star(log["text"])
        is_error = code in _ERRORS and not log["text"].startswith(_SOME_FUNCTIONS)
        make = error if is_error or log["level"] == "ERROR" else warning
        yield make(code, message, fix, _place_of_log(app, log["text"]))


def _code(log: LogReport) -> str:
    named = _LOGS.get(log["module"])
    return named or next((code for words, code in _WORDS if words in log["text"]), "plugin-warning")


def _star(text: str) -> tuple[str, str]:
    message = text.rpartition(":")[0]
    return f"{message}, and there is no lock", "name the plugins, or write a lock: funcext lock"


def _place_of_log(app: AppFolder, text: str) -> Place:
    named = re.match(r"(FUNCEXT_\w+)", text)
    return NOWHERE if named is None else place_of(app, named[1].upper())


def _may_be_own(app: AppFolder, report: Report | None) -> bool:
    """Return whether a setting may be read by a plugin that the app itself gives to `install`."""
    tried_alone = report is not None and report["install"] != "here"
    return tried_alone and any("plugins=" in source.text for source in app.reachable)


CHECKS = (not_installed_in, disabled, load_errors, reserved, warnings)
