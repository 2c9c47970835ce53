"""Mistakes that keep an app from being imported, or indexed, at all."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from .decorators import blueprints_in
from .distribution_names import distribution_of
from .finding import Finding, Place, error
from .folder import AppFolder
from .report import Raised, Report


_SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})
_EXITS = frozenset({"SystemExit", "KeyboardInterrupt", "GeneratorExit"})


def ended(app: AppFolder) -> Iterator[Finding]:
    """Find an app whose import hangs, or ends the process."""
    report = app.report
    if report is None:
        return
    at = app.place(*report["hung_at"]) if report["hung_at"] else Place()
    if report["ended"] == "hung":
        yield error(
            "import-hangs",
            "the import of the app does not end",
            "move what it waits for into a function, or into a plugin's app_start",
            at,
        )
    elif report["ended"] == "died":
        yield error(
            "import-ends-process",
            f"the import of the app ended the process, with exit code {report['exit_code']}",
            "remove the call that does it, such as os._exit()",
            at,
        )


def failed(app: AppFolder) -> Iterator[Finding]:
    """Find what the app's own code raised, and why the SDK refuses the app."""
    report = app.report
    raised = None if report is None else report["raised"]
    if report is None or raised is None:
        return
    if raised["kind"] == "script":
        yield of_script(app, raised)
    elif raised["kind"] == "app":
        yield _of_sdk(app, raised, report)


def of_script(app: AppFolder, raised: Raised) -> Finding:
    """Return the finding about what a script raised."""
    raised = {**raised, "text": app.relative(raised["text"])}
    at = app.place(raised["file"] or app.script, raised["line"])
    for classify in (_syntax, _exit, _module, _import, _setting, _registration):
        finding = classify(app, raised, at)
        if finding is not None:
            return finding
    return error(
        "import-raises",
        f"the import of the app raised {raised['type']}: {raised['text']}",
        "correct it: no function is served until the import succeeds",
        at,
    )


def _syntax(_: AppFolder, raised: Raised, at: Place) -> Finding | None:
    if raised["type"] not in _SYNTAX:
        return None
    text = re.sub(r" \([^()]*, line \d+\)$", "", raised["text"])
    return error("syntax-error", f"{raised['type']}: {text}", "correct the line", at)


def _exit(_: AppFolder, raised: Raised, at: Place) -> Finding | None:
    if raised["type"] not in _EXITS:
        return None
    return error(
        "import-exits",
        f"the import of the app raised {raised['type']}, which ends the worker",
        "put what only a script does below: if __name__ == '__main__'",
        at,
    )


def _module(app: AppFolder, raised: Raised, at: Place) -> Finding | None:
    module = raised["module"]
    if not module:
        return None
    if module.startswith("__app__."):
        file = module.removeprefix("__app__.").replace(".", "/")
        return error(
            "script-missing",
            f"the script of a function, '{file}.py', is not there",
            "add it, or correct 'scriptFile' in the function.json",
        )
    return error(
        "module-missing", f"module '{module}' cannot be found", _fix_of_module(app, module), at
    )


def _fix_of_module(app: AppFolder, module: str) -> str:
    first, last = module.partition(".")[0], module.rpartition(".")[2]
    if first in app.sources.by_module or app.directory.joinpath(first).is_dir():
        return f"add '{module.replace('.', '/')}.py' to the app, or correct the import"
    inside = [name for name in app.sources.by_module if name.rpartition(".")[2] == last]
    alike = [name for name in app.sources.by_module if name.lower() == module.lower()]
    if alike or inside:
        return f"import '{(alike or inside)[0]}', which the app has"
    distribution = distribution_of(module)
    required = None if app.requirements is None else app.requirements.find(distribution)
    if required is not None:
        return (
            f"install '{required.name}', which {required.at.file} has: "
            f"pip install -r {required.at.file}"
        )
    return f"add '{distribution}' to requirements.txt, and install it: pip install {distribution}"


def _import(app: AppFolder, raised: Raised, at: Place) -> Finding | None:
    text = raised["text"]
    if "partially initialized module" in text or "most likely due to a circular import" in text:
        return error(
            "circular-import",
            f"modules of the app import each other: {text.partition(' (')[0]}",
            "move what both need into a third module, or import it inside the function",
            at,
        )
    if "attempted relative import" in text:
        return error(
            "relative-import",
            f"'{app.script_name}' is not in a package, so a relative import fails",
            "import the module by its name, without the period: from orders import ...",
            at,
        )
    if raised["type"] == "ImportError":
        return error(
            "import-name",
            text.partition(" (")[0],
            "correct the name, or install the version that has it",
            at,
        )
    return None


def _setting(_: AppFolder, raised: Raised, at: Place) -> Finding | None:
    if not raised["environment"]:
        return None
    return error(
        "setting-missing",
        f"the app reads the setting {raised['text']}, which is not set",
        f"add {raised['text']} to 'Values' in 'local.settings.json', and to the app settings in "
        "Azure",
        at,
    )


def _registration(_: AppFolder, raised: Raised, at: Place) -> Finding | None:
    if "A trigger was already registered" in raised["text"]:
        return error(
            "two-triggers", "a function has two triggers", "keep one, or make two functions", at
        )
    if "type of FunctionRegister" in raised["text"]:
        return error(
            "app-in-app",
            "register_functions() was given an app",
            "make it a func.Blueprint()",
            at,
        )
    return None


# -- what the SDK refuses --------------------------------------------------------------------------


def _of_sdk(app: AppFolder, raised: Raised, report: Report) -> Finding:
    """Return the finding about an app that was imported, and cannot be indexed."""
    text = raised["text"]
    if app.has_script and not report["apps"]:
        return _no_app(app)
    if len(report["apps"]) > 1:
        return _two_apps(app, report["apps"])
    for pattern, found in _REFUSALS.items():
        match = re.search(pattern, text)
        if match is not None:
            return found(app, match[1])
    return error(
        "app-refused",
        app.relative(text).rstrip("."),
        "correct it: no function is served until then",
        Place(),
    )


def _no_app(app: AppFolder) -> Finding:
    fix = "assign one to a name at the top of the file: app = func.FunctionApp()"
    source = app.sources.get(app.script)
    blueprints = [] if source is None else blueprints_in(source)
    if blueprints:
        name = blueprints[0]
        fix = f"add app = func.FunctionApp(), and app.register_functions({name})"
    return error(
        "no-app",
        f"'{app.script_name}' has no function app at its top level",
        fix,
        app.place(app.script),
    )


def _two_apps(app: AppFolder, names: list[str]) -> Finding:
    lines = sorted(filter(None, (_line_of_name(app, name) for name in names)))
    listed = " and ".join(f"'{name}'" for name in names)
    return error(
        "two-apps",
        f"'{app.script_name}' has more than one name for a function app, {listed}, so the worker "
        "serves none",
        "keep one; make the others blueprints, and register them",
        app.place(app.script, lines[-1] if lines else None),
    )


def _line_of_name(app: AppFolder, name: str) -> int | None:
    source = app.sources.get(app.script)
    for node in [] if source is None else source.tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.asname or alias.name for alias in node.names]
        else:
            names = [
                inner.id
                for inner in ast.walk(node)
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
            ]
        if name in names:
            return node.lineno
    return None


def _duplicate(app: AppFolder, name: str) -> Finding:
    places = [
        app.place(source.path, function.lineno)
        for source in app.reachable
        for function in source.definitions
        if function.decorator_list and name in _names(function)
    ]
    others = f", as at {places[0].file}, line {places[0].line}" if len(places) > 1 else ""
    return error(
        "duplicate-function",
        f"two functions are named '{name}'{others}, so no function is served",
        "rename one, or give it another name with @app.function_name",
        places[-1] if places else Place(),
    )


def _names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """Return a function's own name, and the text that its decorators take."""
    texts = {
        node.value
        for decorator in function.decorator_list
        for node in ast.walk(decorator)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {function.name, *texts}


def _without_trigger(app: AppFolder, name: str) -> Finding:
    places = [
        app.place(source.path, function.lineno)
        for source in app.reachable
        for function in source.definitions
        if function.decorator_list and name in _names(function)
    ]
    return error(
        "no-trigger",
        f"function '{name}' has bindings and no trigger, so no function is served",
        "add one, such as @app.route()",
        places[0] if places else Place(),
    )


_REFUSALS: dict[str, Callable[[AppFolder, str], Finding]] = {
    r"Function (\S+) does not have a unique": _duplicate,
    r"Function (\S+) does not have a trigger": _without_trigger,
}


def no_functions(app: AppFolder) -> Iterator[Finding]:
    """Find an app that has no function."""
    report = app.indexed
    if report is None or report["functions"] or report["model"] == "v1":
        return
    fix = "decorate one, as with @app.route()"
    at = app.place(app.script)
    if report["blueprints"]:
        blueprint = report["blueprints"][0]
        at = app.place(blueprint["file"])
        fix = f"register the blueprint that has some: app.register_functions({blueprint['name']})"
    yield error("no-functions", "the app has no functions", fix, at)


CHECKS = (ended, failed, no_functions)
