"""An app of the v2 model: import its script and index its functions as the workers do.

As in Azure, one function that does not fit its bindings prevents the whole app from being served.
Here, the error names the function and the reason.
"""

from __future__ import annotations

import importlib
import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import azure.functions as func

from funcext_core.errors import FuncextError

from . import bindings
from .errors import LocalHostError, ScriptError, in_short
from .indexing import Binding, IndexedFunction, index_function, not_plain, refused


_RETRY = "retry_policy"
"""The SDK's name for the setting that its decorator `retry` makes."""


def import_app(script: Path) -> func.FunctionRegister:
    """Import the script by its name, which must be importable, and return its app.

    Call it on the thread of the worker's loop, with the loop running.

    Raises:
        ScriptError: the app's code raised an exception, which is the `__cause__`.
        LocalHostError: it defines no app, or more than one.
        FuncextError: a plugin's error, unchanged.
    """
    try:
        module = importlib.import_module(script.stem)
    except (FuncextError, KeyboardInterrupt):
        raise
    except BaseException as error:
        message = f"{script.name} cannot be imported: {in_short(error)}"
        raise ScriptError(message) from error
    return _find_app(module, script.name)


def index_app_object(app: func.FunctionRegister, source: str) -> tuple[IndexedFunction, ...]:
    """Index the functions of an app object.

    Args:
        app: the app.
        source: the name of the file that defines it, for errors.

    Raises:
        ScriptError: the app's code raised an exception, which is the `__cause__`.
        LocalHostError: the app cannot be indexed.
        FuncextError: a plugin's error, unchanged.
    """
    return tuple(map(index_sdk_function, functions_of(app, source)))


def index_sdk_function(function: func.Function) -> IndexedFunction:
    """Check a function from `functions_of` against its bindings.

    Raises:
        LocalHostError: a worker would refuse to load it.
    """
    name = str(function.get_function_name())
    call = function.get_user_function()
    return index_function(
        name,
        call,
        directory=_directory(name, call),
        declares=[
            Binding(binding.name, str(binding.type), binding.direction)
            for binding in function.get_bindings()
        ],
        raw_bindings=[bindings.decode_raw_binding(text) for text in function.get_raw_bindings()],
        retry=_retry(function),
    )


def _retry(function: func.Function) -> Mapping[str, object] | None:
    declared: Mapping[str, object] | None = function.get_settings_dict(_RETRY)
    return declared


def _directory(name: str, call: Callable[..., object]) -> str:
    """Return the folder of the file that the function's code names, as the workers do."""
    try:
        return str(Path(inspect.getfile(call)).parent)
    except TypeError as error:
        raise refused(name, not_plain(call, error)) from error


def _find_app(module: types.ModuleType, script: str) -> func.FunctionRegister:
    """Return the function app that is bound to the one top-level name.

    Like the workers, it counts names: one app under two names counts twice.

    Raises:
        LocalHostError: no name is bound to a function app, or more than one.
    """
    names = [name for name in dir(module) if _is_app(getattr(module, name, None))]
    if len(names) == 1:
        app: func.FunctionRegister = getattr(module, names[0])
        return app
    if not names:
        message = (
            f"{script} defines no function app: assign one to a top-level name, "
            "as in `app = func.FunctionApp()`."
        )
    else:
        message = (
            f"{script} assigns a function app to more than one top-level name "
            f"({', '.join(names)}): keep one."
        )
    raise LocalHostError(message)


def _is_app(value: object) -> bool:
    return isinstance(value, func.FunctionRegister)


def functions_of(app: func.FunctionRegister, script: str) -> Sequence[func.Function]:
    """Return the functions that an app gives to a worker; ask for them once.

    Args:
        app: the app.
        script: the name of the file that defines it, for errors.

    Raises:
        ScriptError: the app's code raised an exception, which is the `__cause__`.
        LocalHostError: the SDK refuses the app.
        FuncextError: a plugin's error, unchanged.
    """
    try:
        return app.get_functions()
    except (FuncextError, KeyboardInterrupt):
        raise
    except ValueError as error:
        # The SDK refuses an app, as for two functions with the same name.
        message = f"{script} cannot be indexed: {error}"
        raise LocalHostError(message) from error
    except BaseException as error:
        message = f"{script} cannot be indexed: {in_short(error)}"
        raise ScriptError(message) from error
