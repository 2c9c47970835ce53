"""The v1 model's `function.json`, which declares one function."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funcext_core._model import NO_MARKS, Binding, Function
from funcext_core._worker.app_functions import SCRIPT_ROOT, app_root, user_code
from funcext_core._worker.return_values import conversion, rejection_rule, returns
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Final


FILE = "function.json"

_NAMESPACE = "__app__"
"""The package in which both workers import the scripts of the v1 model."""


class FunctionFolder:
    """A function of the v1 model: a folder with a `function.json`."""

    directory: Final[Path]
    script: Final[Path]
    """The file with its code; several functions may share one."""
    entry_point: Final[str]
    trigger: Final[str]
    bindings: Final[tuple[Binding, ...]]

    __slots__ = ("bindings", "directory", "entry_point", "script", "trigger")

    def __init__(
        self,
        directory: Path,
        script: Path,
        entry_point: str,
        trigger: str,
        bindings: tuple[Binding, ...],
    ) -> None:
        self.directory = directory
        self.script = script
        self.entry_point = entry_point
        self.trigger = trigger
        self.bindings = bindings

    @property
    def name(self) -> str:
        """The function's name: its folder's."""
        return self.directory.name

    def binds(self, argument: str) -> bool:
        """Return whether a binding has the name."""
        return any(binding.name == argument for binding in self.bindings)

    @property
    def module(self) -> str:
        """The name of the module in which the workers import the script; empty if they do not."""
        try:
            script = self.script.relative_to(self.directory.parent).with_suffix("")
        except ValueError:
            return ""
        parts = script.parts[:-1] if script.name == "__init__" else script.parts
        return ".".join((_NAMESPACE, *parts))

    def model(
        self,
        *,
        is_async: bool,
        entry_point: Callable[..., object] | None = None,
        marks: Mapping[str, object] = NO_MARKS,
    ) -> Function:
        """Return the function as hooks see it.

        Args:
            is_async: whether it is an async function.
            entry_point: the function that is called; None for the one that was imported, if any.
            marks: the data that `mark` left on it.
        """
        kind = returns(self.bindings)
        if entry_point is None:
            entry_point = self.imported_entry_point()
        known = entry_point is not None
        root = str(self.directory.parent)
        return Function(
            name=self.name,
            directory=str(self.directory),
            trigger=self.trigger,
            bindings=self.bindings,
            is_async=is_async,
            returns=kind,
            rejection_rule=rejection_rule(kind, self.name),
            conversion=conversion(kind),
            callable=user_code(entry_point, root).callable if known else None,
            registered=entry_point,
            module=self.module,
            file=str(self.script),
            marks=marks,
        )

    def imported_entry_point(self) -> Any:
        """Return the entry point as the worker has it; None until its script is imported."""
        module = sys.modules.get(self.module)
        if getattr(getattr(module, "__spec__", None), "_initializing", False):
            # Its decorators may still run.
            return None
        return getattr(module, self.entry_point, None)


def read_folder(directory: Path) -> FunctionFolder:
    """Read a function's folder, with the worker's defaults.

    Raises:
        LoadError: there is no `function.json`, or it cannot be read.
    """
    path = directory / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        bindings = tuple(_binding(declared) for declared in content.get("bindings") or ())
        script = directory / (content.get("scriptFile") or "__init__.py")
        entry_point = content.get("entryPoint") or "main"
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        message = f"{path} cannot be read: {type(error).__name__}: {error}"
        raise LoadError(message) from error
    triggers = [binding.type for binding in bindings if binding.type.lower().endswith("trigger")]
    return FunctionFolder(
        directory=directory,
        script=Path(os.path.normpath(script)),
        entry_point=entry_point,
        trigger=triggers[0] if triggers else "",
        bindings=bindings,
    )


def folders_below(root: Path) -> Iterator[FunctionFolder]:
    """Yield the functions of an app; those whose `function.json` cannot be read are left out."""
    for path in sorted(root.glob(f"*/{FILE}")):
        try:
            yield read_folder(path.parent)
        except LoadError:
            # The Functions host reports it, and does not serve the function.
            continue


def root_for(script: Path) -> Path:
    """Return the app's root, of which the script's folder may be a function."""
    folder = script.absolute().parent
    if (folder / FILE).exists() and not os.environ.get(SCRIPT_ROOT):
        return folder.parent
    return Path(app_root(str(script.absolute())))


def _binding(content: dict[str, Any]) -> Binding:
    return Binding(content["name"], content["type"], content.get("direction", "in").lower())
