"""An app's files: written for a test, and the v1 model's function.json read as the host does."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Mapping
from pathlib import Path

import attrs


@attrs.frozen
class Binding:
    """One binding of a v1 function; direction is 0 in, 1 out, 2 inout, as in the protocol."""

    name: str
    type: str
    direction: int
    data_type: int


@attrs.frozen
class FunctionFolder:
    """A v1 function as the host describes it to a worker, from its `function.json`."""

    name: str
    directory: Path
    script_file: Path
    entry_point: str
    bindings: tuple[Binding, ...]


_DIRECTIONS = {"in": 0, "out": 1, "inout": 2}
_DATA_TYPES = {"": 0, "string": 1, "binary": 2, "stream": 3}


def function_folders(app: Path) -> list[FunctionFolder]:
    """Return the v1 functions under *app*, by name: each folder with a `function.json`."""
    return [_function_folder(file) for file in sorted(app.glob("*/function.json"))]


def _function_folder(file: Path) -> FunctionFolder:
    description = json.loads(file.read_text("utf-8"))
    # The host sends the script's full path: two functions may share `../shared/main.py`.
    script = os.path.normpath(file.parent / description.get("scriptFile", "__init__.py"))
    bindings = tuple(_binding(entry) for entry in description.get("bindings", ()))
    entry_point = description.get("entryPoint", "main")
    return FunctionFolder(file.parent.name, file.parent, Path(script), entry_point, bindings)


def _binding(entry: Mapping[str, str]) -> Binding:
    direction = _DIRECTIONS[entry.get("direction", "in").lower()]
    data_type = _DATA_TYPES[entry.get("dataType", "").lower()]
    return Binding(entry["name"], entry["type"], direction, data_type)


def write_app(directory: Path, files: Mapping[str, str]) -> Path:
    """Write *files*, path in the app to indented source, and return the app's *directory*."""
    for name, source in files.items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(source), "utf-8")
    return directory


def function_json(*bindings: Mapping[str, str], **entries: str) -> str:
    """Return the text of a `function.json`; *entries* are `scriptFile` and `entryPoint`."""
    return json.dumps({**entries, "bindings": bindings})


HTTP_BINDINGS: tuple[Mapping[str, str], Mapping[str, str]] = (
    {"type": "httpTrigger", "direction": "in", "name": "req"},
    {"type": "http", "direction": "out", "name": "$return"},
)
"""The bindings of most v1 functions in the tests."""
