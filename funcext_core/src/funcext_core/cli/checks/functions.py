"""The app's functions: whether a worker would load each, and mistakes in their code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import timezone

from funcext_core.local.schedule import ScheduleError, parse_schedule

from .decorators import Decorated, decorated_in, is_call, is_of_sdk, text_of
from .finding import Finding, Place, error, warning
from .folder import AppFolder
from .importing import of_script
from .report import FunctionReport


_HTTP = "httpTrigger"
_TYPES = {
    _HTTP: "func.HttpRequest",
    "queueTrigger": "func.QueueMessage",
    "timerTrigger": "func.TimerRequest",
    "blobTrigger": "func.InputStream",
    "serviceBusTrigger": "func.ServiceBusMessage",
    "eventHubTrigger": "func.EventHubEvent",
    "eventGridTrigger": "func.EventGridEvent",
    "cosmosDBTrigger": "func.DocumentList",
    "kafkaTrigger": "func.KafkaEvent",
}
_MAY_RAISE = (ast.Raise, ast.If, ast.Try, ast.With, ast.AsyncWith, ast.For, ast.While, ast.Match)
"""The last statements after which a function may never come to its end."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,127}")
_ANYWHERE = frozenset({"mark", "staticmethod", "use"})
"""The last names of decorators that may be above those of an app, or that say so themselves."""


def refused(app: AppFolder) -> Iterator[Finding]:
    """Find functions that a worker would not load; in the v2 model it then loads none."""
    report = app.report
    for function in [] if report is None else report["functions"]:
        raised = function["raised"]
        if raised is not None and raised["kind"] == "script":
            yield of_script(app, raised)
        elif function["problem"] and raised is None:
            yield _refusal(app, function)


def _refusal(app: AppFolder, function: FunctionReport) -> Finding:
    at, name = app.place(function["file"], function["line"]), function["name"]
    if at.file is None and app.report is not None and app.report["model"] == "v1":
        at = Place(f"{name}/function.json")
    in_route = re.findall(r"\{\*{0,2}(\w+)", function["route"])
    consequence = "" if app.has_folders and not app.has_script else ", so no function is served"
    for parameter in function["unbound"]:
        if parameter in in_route:
            return error(
                "route-argument",
                f"function '{name}' takes '{parameter}', a parameter of its route, which no worker "
                f"passes{consequence}",
                f"remove it, and read {_request(function)}.route_params['{parameter}']",
                at,
            )
    if function["unbound"]:
        taken = ", ".join(f"'{parameter}'" for parameter in function["unbound"])
        return error(
            "argument-without-binding",
            f"function '{name}' takes {taken}, which none of its bindings fills{consequence}",
            _fix_of_unbound(function),
            at,
        )
    text = app.relative(function["problem"]).rstrip(".")
    text = re.sub(r"^The function '.*?' cannot be loaded: ", "", text)
    file = re.fullmatch(r"(\S+) has no function '.*'", text)
    if file is not None and not app.directory.joinpath(file[1]).exists():
        return error(
            "script-missing",
            f"function '{name}' has no script: '{file[1]}' is not there",
            "add it, or correct 'scriptFile' in its 'function.json'",
            Place(f"{name}/function.json"),
        )
    code, fix = _code_and_fix(text, function)
    return error(code, f"function '{name}' cannot be loaded: {text}{consequence}", fix, at)


def _fix_of_unbound(function: FunctionReport) -> str:
    untaken = [name for name in function["bindings"] if name not in function["parameters"]]
    if len(untaken) == len(function["unbound"]) == 1:
        return f"rename it to '{untaken[0]}', or write arg_name='{function['unbound'][0]}'"
    if function["variable"]:
        return "a decorator may have made it: put functools.wraps(...) above its inner function"
    return "remove it, or add a binding with that arg_name"


def _code_and_fix(text: str, function: FunctionReport) -> tuple[str, str]:
    if "which none of its bindings" in text:
        return "argument-without-binding", "rename it, or correct the binding's name"
    if "no trigger among" in text:
        return "no-trigger", "add one"
    if "which it does not declare" in text:
        return "binding-without-argument", "add the parameter, or correct the binding's arg_name"
    if "annotated" in text:
        right = _TYPES.get(function["trigger"])
        example = f", such as {right} for the trigger" if right else ""
        return "annotation-refused", f"use a type that the binding accepts{example}"
    return "function-refused", "correct it"


def _request(function: FunctionReport) -> str:
    others = [name for name in function["parameters"] if name not in function["unbound"]]
    return others[0] if others else "req"


def names(app: AppFolder) -> Iterator[Finding]:
    """Find names that the Functions host refuses."""
    report = app.report
    seen: dict[str, str] = {}
    for function in [] if report is None else report["functions"]:
        at, name = app.place(function["file"], function["line"]), function["name"]
        if not _NAME.fullmatch(name) or name.lower() == "host":
            yield error(
                "function-name",
                f"'{name}' is not a name that the Functions host accepts for a function",
                "use letters, digits, '_' and '-', with a letter first, and not 'host'",
                at,
            )
        other = seen.setdefault(name.lower(), name)
        if other != name:
            yield error(
                "duplicate-function",
                f"functions '{other}' and '{name}' have one name: its case does not matter",
                "rename one",
                at,
            )


def schedules(app: AppFolder) -> Iterator[Finding]:
    """Find timers whose schedules the Functions host refuses."""
    report = app.report
    for function in [] if report is None else report["functions"]:
        schedule = function["schedule"]
        if not schedule or "%" in schedule:
            # A setting, which may be set in Azure alone.
            continue
        try:
            parse_schedule(schedule, {}, timezone.utc)
        except ScheduleError as refused:
            whole = str(refused).startswith("use ")
            reason = "" if whole else f": {refused}"
            yield error(
                "schedule-invalid",
                f"the schedule '{schedule}' of function '{function['name']}' is not valid{reason}",
                str(refused) if whole else "write six fields, seconds first, as in 0 */5 * * * *",
                app.place(function["file"], function["line"]),
            )


def blueprints(app: AppFolder) -> Iterator[Finding]:
    """Find blueprints whose functions no app has."""
    report = app.indexed
    if report is None or not report["functions"]:
        return
    for blueprint in report["blueprints"]:
        functions = ", ".join(f"'{name}'" for name in blueprint["functions"])
        yield warning(
            "blueprint-unregistered",
            f"blueprint '{blueprint['name']}' is not registered: {functions} of it is not served",
            f"add app.register_functions({blueprint['name']})",
            app.place(blueprint["file"]),
        )


# -- decorators ------------------------------------------------------------------------------------


def decorators(app: AppFolder) -> Iterator[Finding]:
    """Find decorators that have no effect."""
    for decorated in decorated_in(app.reachable):
        yield from _not_called(app, decorated)
        yield from _above(app, decorated)


def _not_called(app: AppFolder, decorated: Decorated) -> Iterator[Finding]:
    for decorator, method in decorated.decorators:
        if method and not is_call(decorator):
            text = text_of(decorator)
            yield error(
                "decorator-not-called",
                f"@{text} above '{decorated.function.name}' is not called, so the function is not "
                "served",
                f"write @{text}() with its arguments",
                app.place(decorated.source.path, decorated.function.lineno),
            )


def _above(app: AppFolder, decorated: Decorated) -> Iterator[Finding]:
    """Find decorators above those of the app: they get what the SDK made, not the function."""
    last = max(index for index, (_, method) in enumerate(decorated.decorators) if method)
    for decorator, method in decorated.decorators[:last]:
        text = text_of(decorator)
        if method or text.rpartition(".")[2] in _ANYWHERE or _is_of_app(text, decorated):
            continue
        yield warning(
            "decorator-order",
            f"@{text} is above a decorator of the app, so it does not run around "
            f"'{decorated.function.name}'",
            f"put @{text} directly above the def, below those of the app",
            app.place(decorated.source.path, decorated.function.lineno),
        )


def _is_of_app(text: str, decorated: Decorated) -> bool:
    """Return whether a decorator belongs to the same app, whatever it does there."""
    owners = {text_of(other).partition(".")[0] for other, method in decorated.decorators if method}
    return "." in text and text.partition(".")[0] in owners


# -- what functions return -------------------------------------------------------------------------


def returns(app: AppFolder) -> Iterator[Finding]:
    """Find HTTP functions that return nothing, and others that return what nothing takes."""
    report = app.report
    for function in [] if report is None else report["functions"]:
        if function["problem"]:
            continue
        source = app.sources.get(app.directory / function["file"])
        found = None if source is None else source.definition_at(function["line"])
        if found is None or any(not is_of_sdk(one) for one in found.decorator_list):
            # A decorator of the app's own may return something else.
            continue
        at = app.place(function["file"], function["line"])
        if function["trigger"] == _HTTP and function["returns"]:
            yield from _nothing_returned(function, found, at)
        elif not function["returns"]:
            yield from _too_much_returned(function, found, at)


def _nothing_returned(
    function: FunctionReport, found: ast.FunctionDef | ast.AsyncFunctionDef, at: Place
) -> Iterator[Finding]:
    own = list(_own_nodes(found))
    if len(function["parameters"]) > 1 and any(
        "out" in ast.unparse(a).lower() for a in _types(found)
    ):
        return
    if any(isinstance(node, (ast.Return, ast.Yield)) and node.value for node in own):
        return
    if isinstance(found.body[-1], _MAY_RAISE) or _is_empty(found):
        return
    yield warning(
        "return-missing",
        f"function '{function['name']}' returns nothing, so its response is empty",
        "return a str or a func.HttpResponse",
        at,
    )


def _types(found: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
    return [argument.annotation for argument in found.args.args if argument.annotation is not None]


def _is_empty(found: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether a function's body is not written yet."""
    return all(
        isinstance(node, ast.Pass)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in found.body
    )


def _too_much_returned(
    function: FunctionReport, found: ast.FunctionDef | ast.AsyncFunctionDef, at: Place
) -> Iterator[Finding]:
    for node in _own_nodes(found):
        if not isinstance(node, ast.Return) or node.value is None:
            continue
        if isinstance(node.value, ast.Constant) and node.value.value is None:
            continue
        yield warning(
            "return-unbound",
            f"function '{function['name']}' returns a value, which none of its bindings takes: the "
            "invocation fails",
            "return None, or add an output binding with arg_name='$return'",
            Place(at.file, node.lineno),
        )
        return


def _own_nodes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body without those of functions in it."""
    pending: list[ast.AST] = list(function.body)
    while pending:
        node = pending.pop(0)
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            pending += ast.iter_child_nodes(node)


CHECKS = (refused, names, schedules, blueprints, decorators, returns)
