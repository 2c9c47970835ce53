"""Facts about an app's functions, each checked as a worker would do it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import azure.functions as func

from funcext_core._engine.app import index_app
from funcext_core._engine.errors import LocalHostError, ScriptError
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.route_table import HttpFunction, http_function
from funcext_core._engine.script import functions_of, import_app, index_sdk_function
from funcext_core._worker.app_functions import user_code
from funcext_core._worker.v1.app import app_at
from funcext_core._worker.v2 import installed_in, is_installed
from funcext_core.cli.app import instrumented
from funcext_core.errors import FuncextError

from .facts_of_failures import raised
from .facts_of_plugins import of_host
from .report import FunctionReport, Report, RouteReport


_VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def index_script(script: Path, route_prefix: str, report: Report) -> None:
    """Index an app of the v2 model; all functions are checked, whatever one of them lacks.

    Raises:
        FuncextError: it cannot be imported, or the SDK or a plugin refuses it.
    """
    report["model"] = "v2"
    try:
        app = import_app(script)
    finally:
        module = vars(sys.modules[script.stem]) if script.stem in sys.modules else {}
        report["apps"] = sorted(
            name for name, value in module.items() if isinstance(value, func.FunctionRegister)
        )
        report["install"] = "elsewhere" if is_installed() else "never"
    host = installed_in(app)
    if host is not None:
        report["install"] = "here"
    try:
        functions = functions_of(app, script.name)
    finally:
        if host is not None:
            of_host(host, report)
    _describe(functions, script.parent, route_prefix, report)


def _describe(
    functions: Sequence[func.Function], directory: Path, route_prefix: str, report: Report
) -> None:
    indexed: list[IndexedFunction] = []
    for function in functions:
        facts = _facts(function, directory)
        try:
            found = index_sdk_function(function)
        except LocalHostError as error:
            facts["problem"] = str(error)
        else:
            facts["returns"] = found.returns is not None
            indexed.append(found)
        report["functions"].append(facts)
    report["routes"] = list(_routes(indexed, route_prefix))


def _facts(function: func.Function, directory: Path) -> FunctionReport:
    call = function.get_user_function()
    trigger = function.get_trigger()
    bound = {binding.name for binding in function.get_bindings()}
    facts = _of_code(str(function.get_function_name()), call, directory)
    facts["trigger"] = "" if trigger is None else str(trigger.type)
    facts["route"] = str(getattr(trigger, "route", None) or "")
    facts["schedule"] = str(getattr(trigger, "schedule", None) or "")
    facts["bindings"] = sorted(bound - {"$return"})
    facts["unbound"] = [name for name in facts["parameters"] if name not in {*bound, "context"}]
    return facts


def _of_code(name: str, call: Callable[..., object] | None, directory: Path) -> FunctionReport:
    code = None if call is None else user_code(call, str(directory))
    innermost = None if code is None else code.callable
    parameters = _parameters(call)
    return {
        "name": name,
        "trigger": "",
        "route": "",
        "is_async": inspect.iscoroutinefunction(innermost),
        "returns": False,
        "file": "" if code is None else code.file,
        "line": getattr(getattr(innermost, "__code__", None), "co_firstlineno", 0),
        "schedule": "",
        "parameters": [parameter.name for parameter in parameters],
        "variable": any(parameter.kind in _VARIABLE for parameter in parameters),
        "bindings": [],
        "unbound": [],
        "problem": "",
        "raised": None,
    }


def _parameters(call: Callable[..., object] | None) -> list[inspect.Parameter]:
    try:
        return [] if call is None else list(inspect.signature(call).parameters.values())
    except (TypeError, ValueError):
        return []


# -- the v1 model ----------------------------------------------------------------------------------


def index_folders(directory: Path, route_prefix: str, report: Report) -> None:
    """Index an app of the v1 model, whose functions a worker loads one by one.

    Raises:
        FuncextError: it cannot be indexed.
    """
    report["model"] = "v1"
    app = index_app(directory)
    v1_app = app_at(directory)
    report["install"] = "never" if v1_app is None else "here"
    for function in app.functions:
        facts = _of_code(function.name, function.call, directory)
        facts["trigger"] = function.trigger_type
        facts["returns"] = function.returns is not None
        report["functions"].append(facts)
    for name, error in app.failures.items():
        report["functions"].append(_failed(name, error, directory))
    report["routes"] = list(_routes(app.functions, route_prefix))
    if v1_app is None:
        return
    try:
        if not v1_app.core.settings.disabled:
            v1_app.start()
            list(instrumented(v1_app))
    finally:
        of_host(v1_app.handle, report)


def _failed(name: str, error: FuncextError, directory: Path) -> FunctionReport:
    facts = _of_code(name, None, directory)
    facts["problem"] = str(error)
    if isinstance(error, ScriptError) or type(error) is not LocalHostError:
        facts["raised"] = raised(error, directory)
    return facts


# -- routes ----------------------------------------------------------------------------------------


def _routes(functions: Sequence[IndexedFunction], prefix: str) -> Iterator[RouteReport]:
    """Yield the routes that cannot be read, are taken, or never answer."""
    served: list[HttpFunction] = []
    for function in sorted(functions, key=lambda function: function.name.upper()):
        if not function.is_http:
            continue
        try:
            http = http_function(function, prefix)
        except LocalHostError as error:
            yield {"code": "route-invalid", "function": function.name, "text": str(error)}
            continue
        taken = _taken(http, served)
        if taken is not None:
            yield taken
        served.append(http)


def _taken(function: HttpFunction, earlier: Sequence[HttpFunction]) -> RouteReport | None:
    """Return the report of a function to which an earlier one leaves no request."""
    template = function.route.template
    for other in earlier:
        if other.route.template.lower() == template.lower() and other.shares_method(function):
            text = (
                f"functions {other.name!r} and {function.name!r} have the same route, '{template}'"
            )
            return {"code": "duplicate-route", "function": function.name, "text": text}
    for other in earlier:
        if other.covers(function):
            text = (
                f"function {function.name!r} never answers: the route of {other.name!r}, "
                f"'{other.route.template}', matches '{template}', too, and functions are tried in "
                "order of name"
            )
            return {"code": "shadowed-route", "function": function.name, "text": text}
    return None
