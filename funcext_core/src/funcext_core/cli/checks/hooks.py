"""The hooks of enabled plugins: what they do to the app's loop, and to each other."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from funcext_core._foreign import enumerated
from funcext_core._settings.names import option_prefix

from .finding import Finding, Place, warning
from .folder import AppFolder
from .hook_code import HookCode, hook_code
from .report import HookReport, PluginReport, Report


_ON_REPLAY = ("orchestrationTrigger", "entityTrigger")
_SHOWN = 3
"""The most functions that a message names."""


def blocking(app: AppFolder) -> Iterator[Finding]:
    """Find sync hooks that hold up the loop of async functions."""
    report = app.report
    for hook in [] if report is None else report["hooks"]:
        code = None if hook["is_async"] or not hook["around_async"] else _code(hook)
        call = None if code is None else code.blocking
        if call is None:
            continue
        names = enumerated([f"'{name}'" for name in hook["around_async"]], _SHOWN)
        yield warning(
            "hook-blocks",
            f"{hook['hook']} of plugin '{hook['plugin']}' calls {call.name}(), which holds up "
            f"every async invocation: it runs around {names}",
            "make it async; a plugin may have both kinds, the second with "
            f"@hookimpl(specname='{hook['hook']}')",
            _place(app, hook["file"], call.line),
        )


def _code(hook: HookReport) -> HookCode | None:
    return hook_code(Path(hook["file"]), hook["line"])


def _place(app: AppFolder, file: str, line: int) -> Place:
    parts = Path(file).parts
    if "site-packages" in parts:
        return Place("/".join(parts[parts.index("site-packages") + 1 :]), line)
    place = app.place(file)
    return Place(place.file, line)


def guard_inside(app: AppFolder) -> Iterator[Finding]:
    """Find guards that do not see what a plugin further out answers."""
    report = app.report
    plugins = [] if report is None else report["plugins"]
    for index, guard in enumerate(plugins):
        for plugin in plugins[:index] if guard["guard"] else ():
            if plugin["guard"] or _is_declared(plugin, guard) or not _meet(plugin, guard):
                continue
            if report is not None and _answers(plugin, report):
                yield warning(
                    "guard-inside",
                    f"guard '{guard['name']}' is inside plugin '{plugin['name']}', and never sees "
                    "the invocations that it answers",
                    _in_front(guard, plugin),
                    app.local.at("FUNCEXT_PLUGINS"),
                )


def _in_front(guard: PluginReport, plugin: PluginReport) -> str:
    if guard["origin"] == plugin["origin"] == "setting":
        return f"put '{guard['name']}' before '{plugin['name']}' in FUNCEXT_PLUGINS"
    if guard["origin"] == plugin["origin"] == "install":
        return f"put '{guard['name']}' before '{plugin['name']}' in install(plugins=[...])"
    return (
        f"make '{guard['name']}' a plugin that is named before '{plugin['name']}' in "
        "FUNCEXT_PLUGINS: what the app's code adds is further in"
    )


def _is_declared(plugin: PluginReport, guard: PluginReport) -> bool:
    """Return whether one of the two declares that it wants this order."""
    return guard["name"] in plugin["before"] or plugin["name"] in guard["after"]


def _meet(plugin: PluginReport, guard: PluginReport) -> bool:
    """Return whether both are around one function, as far as that is known."""
    known = plugin["functions"] and guard["functions"]
    return not known or not set(plugin["functions"]).isdisjoint(guard["functions"])


def _answers(plugin: PluginReport, report: Report) -> bool:
    hooks = [hook for hook in report["hooks"] if hook["plugin"] == plugin["name"]]
    codes = [_code(hook) for hook in hooks if hook["hook"] != "post_invocation"]
    return any(code is not None and code.answers for code in codes)


def on_every_replay(app: AppFolder) -> Iterator[Finding]:
    """Find plugins that run on every replay of an orchestration because of a wildcard."""
    report = app.report
    for plugin in [] if report is None else report["plugins"]:
        for trigger in _ON_REPLAY:
            functions = [
                function["name"]
                for function in ([] if report is None else report["functions"])
                if function["trigger"] == trigger and function["name"] in plugin["functions"]
            ]
            if functions and _by_wildcard(plugin["triggers"], trigger):
                name = plugin["name"]
                yield warning(
                    "runs-on-replay",
                    f"plugin '{name}' runs around '{functions[0]}' on every replay: "
                    f"its TRIGGERS is '{', '.join(plugin['triggers'])}'",
                    f"add !orchestrationTrigger, !entityTrigger to {option_prefix(name)}TRIGGERS",
                    app.place(*_of_function(functions[0], report)),
                )


def _of_function(name: str, report: Report | None) -> tuple[str, int]:
    functions = [] if report is None else report["functions"]
    return next((f["file"], f["line"]) for f in functions if f["name"] == name)


def _by_wildcard(patterns: list[str], trigger: str) -> bool:
    matching = [pattern for pattern in patterns if fnmatchcase(trigger.lower(), pattern)]
    return bool(matching) and all(pattern.startswith("*") for pattern in matching)


CHECKS = (blocking, guard_inside, on_every_replay)
