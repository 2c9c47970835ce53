"""`funcext new`: a new plugin or a new app, complete, from templates."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import click

from funcext_core._foreign import escaped, shortened
from funcext_core._settings.names import is_plugin_name, option_prefix, single_dashed


_TEMPLATES = Path(__file__).parent / "templates"
_SUFFIX = ".tmpl"
"""The suffix of a template's file; without it, a tool would take it for one of funcext's own."""
_HIDDEN = "dot-"
"""The beginning of the name of a file that is hidden."""

_OF_FUNCEXT = frozenset({"core", "examples", "timer"})
"""The names after ``funcext-`` of funcext's own distributions."""
_IMPORTED = frozenset({"Invocation", "Outcome"})
"""The names that the plugin's module imports."""
_LONGEST = 30
_SHOWN = 60


@click.group()
def new() -> None:
    """Make a new plugin, or a new app, with its tests."""


@new.command()
@click.argument("name")
def plugin(name: str) -> None:
    """Make a plugin in a new folder NAME: its package, its tests, its CI.

    NAME is the name by which apps enable it, as in FUNCEXT_PLUGINS=greet. The distribution is
    named funcext-NAME.

    \b
    Example:
      funcext new plugin greet
    """  # noqa: D301 - \b keeps click from rewrapping the lines below it
    _check_plugin(name)
    dashed = single_dashed(name)
    parts = [part.capitalize() for part in dashed.split("-")]
    cls = "".join(parts)
    words = {
        "name": name,
        "dashed": "-".join(parts),
        "distribution": f"funcext-{dashed}",
        "package": f"funcext_{dashed.replace('-', '_')}",
        "class": f"{cls}Plugin" if keyword.iskeyword(cls) or cls in _IMPORTED else cls,
        "prefix": option_prefix(name),
    }
    _make("plugin", name, words)
    _print_next(name, "a plugin", ["pip install -e '.[test]'", "pytest"])


@new.command()
@click.argument("name")
def app(name: str) -> None:
    """Make an app in a new folder NAME: a function, its tests, its CI, and how to debug it.

    \b
    Example:
      funcext new app shop
    """  # noqa: D301 - \b keeps click from rewrapping the lines below it
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name) or len(name) > _LONGEST:
        _refuse(
            f"{_shown(name)} is not a valid name for an app: use letters, digits, '-' and '_', "
            f"with a letter first, {_LONGEST} at most"
        )
    _make("app", name, {"name": name, "python": "{}.{}".format(*sys.version_info)})
    _print_next(name, "an app", ["pip install -r requirements-dev.txt", "funcext run"])


def _check_plugin(name: str) -> None:
    if not is_plugin_name(name) or len(name) > _LONGEST:
        nearest = _nearest(name)
        hint = f"did you mean '{nearest}'? Use" if nearest else "use"
        _refuse(
            f"{_shown(name)} is not a valid name for a plugin: {hint} lower-case letters and "
            f"digits, with a letter first, in parts joined by one '-', '_' or '.', {_LONGEST} "
            "characters at most"
        )
    if single_dashed(name) in _OF_FUNCEXT:
        _refuse(f"'funcext-{single_dashed(name)}' is funcext's own: choose another name")


def _nearest(name: str) -> str:
    """Return a valid name that looks like an invalid one; empty if there is none."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)
    nearest = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return nearest if is_plugin_name(nearest) and len(nearest) <= _LONGEST else ""


def _shown(name: str) -> str:
    return f"'{escaped(shortened(name, _SHOWN))}'"


def _refuse(message: str) -> NoReturn:
    raise click.ClickException(message)


def _make(template: str, name: str, words: Mapping[str, str]) -> None:
    """Write the files of a template to a new folder, which must not exist."""
    target = Path(name)
    try:
        target.mkdir()
        _copy(_TEMPLATES / template, target, words)
    except FileExistsError:
        _refuse(f"'{name}' is there already: choose another name, or move it away")
    except OSError as error:
        _refuse(f"'{name}' cannot be made: {error.strerror or error}")


def _copy(source: Path, target: Path, words: Mapping[str, str]) -> None:
    for entry in source.iterdir():
        name = _filled(entry.name, words).removesuffix(_SUFFIX)
        if name.startswith(_HIDDEN):
            name = f".{name.removeprefix(_HIDDEN)}"
        path = target / name
        if entry.is_dir():
            path.mkdir()
            _copy(entry, path, words)
        elif entry.name.endswith(_SUFFIX):
            # Exclusive: nothing that is there is overwritten.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(_filled(entry.read_text("utf-8"), words))


def _filled(text: str, words: Mapping[str, str]) -> str:
    """Return a text with each ``@word@`` replaced."""
    return re.sub(r"@([a-z]+)@", lambda found: words.get(found[1], found[0]), text)


def _print_next(name: str, what: str, commands: Sequence[str]) -> None:
    click.echo(f"'{name}' has {what}. Next:")
    for command in (f"cd {name}", *commands):
        click.echo(f"  {command}")
