"""The local host: serve a function app on this machine, the way a worker would run it.

It imports the app, takes its functions from `get_functions` and calls them as the workers do.
Whatever works here works through public interfaces: of plugins it knows only what to say where none
runs.
"""

from __future__ import annotations

from funcext_core._engine.errors import LocalHostError, ScriptError
from funcext_core._engine.project import Project, read_project

from .application import LocalHost
from .console import Console
from .options import Options
from .server import run, serving


__all__ = [
    "Console",
    "LocalHost",
    "LocalHostError",
    "Options",
    "Project",
    "ScriptError",
    "read_project",
    "run",
    "serving",
]
