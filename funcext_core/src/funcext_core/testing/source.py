"""The app under test: what a test may give, and the app object that is served for it."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from pathlib import Path

import azure.functions as func
from azure.functions.decorators.function_app import DecoratorApi, FunctionBuilder

from funcext_core._worker.app_functions import app_root

from .copies import copy_of, copy_of_builder
from .triggers import declare


Source = str | os.PathLike[str] | DecoratorApi | FunctionBuilder | Callable[..., object]
"""An app: its folder; an app object or a blueprint; or one function of it, with or without the
decorators that declare its trigger and bindings."""


def folder_of(source: Source) -> Path | None:
    """Return the folder of an app that is given by its folder; None for any other."""
    return Path(source).resolve() if isinstance(source, (str, os.PathLike)) else None


def app_of(source: Source) -> func.FunctionRegister:
    """Return an app object of its own for what a test gives; what it gives is not changed.

    Raises:
        TypeError: it is none of the kinds of `Source`, or it is a function whose trigger cannot be
            seen.
    """
    if isinstance(source, func.FunctionRegister):
        return copy_of(source)
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    if isinstance(source, DecoratorApi):
        builders = source._function_builders  # noqa: SLF001 - the SDK has no public way to them
        app._function_builders.extend(map(copy_of_builder, builders))  # noqa: SLF001 - as above
    elif isinstance(source, FunctionBuilder):
        app._function_builders.append(copy_of_builder(source))  # noqa: SLF001 - as above
    elif inspect.isroutine(source):
        declare(app, source)
    else:
        message = (
            "AppClient takes an app's folder, an app object, a blueprint, or a function, not "
            f"{source!r}"
        )
        raise TypeError(message)
    return app


def root_of(app: func.FunctionRegister) -> str:
    """Return the root of an app that is given by an object: that of its first function's file."""
    for builder in app._function_builders:  # noqa: SLF001 - the SDK has no public way to them
        function = inspect.unwrap(builder._function.get_user_function())  # noqa: SLF001 - as above
        code = getattr(function, "__code__", None)
        if code is not None:
            return app_root(os.path.abspath(code.co_filename))
    return str(Path.cwd())
