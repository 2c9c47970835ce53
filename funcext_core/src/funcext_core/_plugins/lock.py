"""The lock: the plugins that may be enabled, and the build of each.

With `funcext.lock` a cold start reads that one small file, and the RECORD and the entry points of
each enabled plugin's distribution. Without it, it would look through every installed distribution.
A plugin that is not the build that was locked is not enabled.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from importlib.machinery import PathFinder
from itertools import chain
from typing import TYPE_CHECKING

from funcext_core._foreign import shortened, text_of
from funcext_core._settings.names import LOCK, canonical_distribution, single_dashed
from funcext_core.errors import LoadError

from .discovery import Installed, declared_in, in_order


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


FILE_NAME = "funcext.lock"
FORMAT = 1

_RECORD = "RECORD"
_ENTRY_POINTS = "entry_points.txt"
_DIRECT_URL = "direct_url.json"
# The files that an installer writes about itself, which differ between installations.
_OF_THE_INSTALLER = frozenset(
    {
        _RECORD,
        _DIRECT_URL,
        "INSTALLER",
        "REQUESTED",
        "provenance_url.json",
        "uv_build.json",
        "uv_cache.json",
    }
)
# Where a wheel's scripts and data go; beside the packages where uv installs with `--target`.
_OUTSIDE_PACKAGES = frozenset({"bin", "Scripts", "etc", "include", "man", "share"})
CODE = (".py", ".pyc", ".pyd", ".so")
"""The endings of the names of files that can be imported, on any platform."""
_IN_METADATA = 2
"""The number of parts in the path of a file in the metadata folder."""
_FACTS = frozenset({"name", "distribution", "version", "entry_point", "digest"})
CAPABILITIES = "capabilities"
"""The key of what a plugin may do; absent if that could not be found out."""
_SIZE = 1 << 20
"""The most characters of a lock: some four thousand plugins."""
_REASON = 200
"""The most characters of the reason why a lock cannot be read."""


def find_lock(setting: str | None, root: str) -> str | None:
    """Return the path of the lock to use; None if there is none.

    Args:
        setting: the value of `FUNCEXT_LOCK`; a relative path begins at the app's root.
        root: the app's root, where a file named `funcext.lock` needs no setting.

    Raises:
        LoadError: the setting names a file that does not exist.
    """
    path = os.path.join(root, setting or FILE_NAME)
    if os.path.isfile(path):
        return path
    if setting:
        from funcext_core._settings.general import refuse_format  # noqa: PLC0415 - a mistake pays

        refuse_format(LOCK, setting, several=False)
        message = f"{LOCK}={setting}: there is no such file; write it with 'funcext lock'"
        raise LoadError(message)
    return None


# -- the file ------------------------------------------------------------------------------------


def read_lock(path: str | os.PathLike[str]) -> list[Installed]:
    """Return the locked plugins, in order of name.

    Raises:
        LoadError: the file is not a lock, or its format is a later one.
    """
    try:
        return in_order(_plugins_in(_bounded_text(path)))
    except (OSError, ValueError, RecursionError) as error:
        message = (
            f"{path}: not a readable lock ({shortened(_reason(error), _REASON)}); write it again "
            "with 'funcext lock'"
        )
        raise LoadError(message) from error


def _bounded_text(path: str | os.PathLike[str]) -> str:
    with open(path, encoding="utf-8") as file:
        text = file.read(_SIZE + 1)
    if len(text) > _SIZE:
        message = "it is too large"
        raise ValueError(message)
    return text


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return text_of(error)


def _plugins_in(text: str) -> Iterator[Installed]:
    """Yield the plugins of a lock's text.

    Raises:
        ValueError: it is not a lock.
    """
    content = json.loads(text, object_pairs_hook=_without_doubles)
    if not isinstance(content, dict) or type(content.get("version")) is not int:
        message = "it has no version"
        raise ValueError(message)
    if content["version"] != FORMAT:
        message = (
            f"its format {content['version']} is not {FORMAT}, the one that this funcext reads"
        )
        raise ValueError(message)
    rows = content.get("plugins")
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        plugin = _plugin_of(row, number)
        key = (plugin.name, canonical_distribution(plugin.distribution))
        if key in seen:
            message = f"plugin {plugin.name!r} of {plugin.distribution} is listed twice"
            raise ValueError(message)
        seen.add(key)
        yield plugin


def _without_doubles(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        message = "a key is there twice"
        raise ValueError(message)
    return content


def _plugin_of(row: object, number: int) -> Installed:
    if not isinstance(row, dict) or row.keys() - {CAPABILITIES} != _FACTS:
        message = (
            f"plugin {number} does not have the keys {', '.join(sorted(_FACTS))}, or has others"
        )
        raise ValueError(message)
    facts: dict[str, str] = {}
    for key, fact in row.items():
        if key == CAPABILITIES:
            continue
        if not _is_text(fact):
            message = f"the {key} of plugin {number} is not printable text"
            raise ValueError(message)
        facts[key] = fact
    return Installed(**facts, capabilities=_capabilities_of(row.get(CAPABILITIES), number))


def _capabilities_of(listed: object, number: int) -> tuple[str, ...] | None:
    if listed is None:
        return None
    if not isinstance(listed, list) or not all(map(_is_text, listed)):
        message = f"the {CAPABILITIES} of plugin {number} are not a list of printable text"
        raise ValueError(message)
    return tuple(listed)


def _is_text(fact: object) -> bool:
    return isinstance(fact, str) and bool(fact) and fact.isprintable()


# -- a plugin --------------------------------------------------------------------------------------


def verify(plugin: Installed) -> str | None:
    """Refuse a plugin that is not the build in the lock. Nothing of it is imported.

    Returns:
        What the lock cannot vouch for, as a sentence for the log; None if it vouches for all.

    Raises:
        LoadError: another build is installed, or none at all; the entry point is not one of the
            distribution's; or another module would be imported in the plugin's place.
    """
    record = find_record(plugin.distribution, plugin.version)
    if record is None:
        message = (
            f"plugin {plugin.name!r} is locked as {plugin.distribution} {plugin.version}, which "
            "is not installed: install it, or run 'funcext lock' again"
        )
        raise LoadError(message)
    rows = list(rows_of(_read(record, plugin)))
    if _digest(rows) != plugin.digest:
        message = (
            f"plugin {plugin.name!r} is not the build of {plugin.distribution} {plugin.version} "
            "that was locked: install the locked build, or accept this one with 'funcext lock'"
        )
        raise LoadError(message)
    _refuse_other_entry_point(plugin, record)
    if is_editable(record, rows):
        return editable(plugin)
    _refuse_other_module(plugin, record, rows)
    return None


def editable(plugin: Installed) -> str:
    """Return the sentence about a plugin whose distribution is an editable install."""
    return (
        f"plugin {plugin.name!r} is an editable install of {plugin.distribution} "
        f"{plugin.version}: the lock cannot vouch for its files"
    )


def _read(path: str, plugin: Installed) -> str:
    try:
        return read_text(path)
    except (OSError, ValueError) as error:
        message = (
            f"plugin {plugin.name!r} of {plugin.distribution} {plugin.version}: {path} cannot be "
            f"read ({text_of(error)}); install it again"
        )
        raise LoadError(message) from error


def _refuse_other_entry_point(plugin: Installed, record: str) -> None:
    path = os.path.join(os.path.dirname(record), _ENTRY_POINTS)
    if (plugin.name, plugin.entry_point) not in declared_in(_read(path, plugin)):
        message = (
            f"plugin {plugin.name!r} is locked with the entry point {plugin.entry_point!r}, which "
            f"{plugin.distribution} {plugin.version} does not have: run 'funcext lock' again"
        )
        raise LoadError(message)


def _refuse_other_module(plugin: Installed, record: str, rows: Iterable[tuple[str, str]]) -> None:
    """Refuse a module that is not the distribution's, such as one in the app's folder."""
    module, _ = plugin.target
    origin = _origin(module)
    if origin is None:
        # It is not there, which its import is going to say, or it comes from a finder of its own.
        return
    if not _is_file_of(origin, module, record, rows):
        message = (
            f"plugin {plugin.name!r} is locked, but its module {module!r} would be imported from "
            f"{origin}, which is not a file of {plugin.distribution} {plugin.version}: rename or "
            "remove that module"
        )
        raise LoadError(message)


def _origin(module: str) -> str | None:
    """Return the file that an import of a module would run; None if only an import can show it."""
    path: Sequence[str] | None = None
    origin: str | None = None
    name = ""
    for part in module.split("."):
        name = f"{name}.{part}" if name else part
        loaded = sys.modules.get(name)
        spec = getattr(loaded, "__spec__", None)
        if spec is None:
            # A part of the path may be anything, as for an import.
            with suppress(Exception):
                spec = PathFinder.find_spec(name, path)
        if spec is None:
            return None
        path = spec.submodule_search_locations
        origin = spec.origin if spec.has_location else None
    return origin


def _is_file_of(origin: str, module: str, record: str, rows: Iterable[tuple[str, str]]) -> bool:
    """Return whether a module's file is one that its distribution's RECORD names."""
    parts = origin.replace(os.sep, "/").split("/")
    depth = len(module.split(".")) + parts[-1].startswith("__init__.")
    path = "/".join(parts[-depth:])
    if not any(path == named and is_of_the_build(named) for named, _ in rows):
        return False
    site = os.path.dirname(os.path.dirname(record))
    with suppress(OSError, ValueError):
        # Not by their names: installers link files, and folders have several names.
        return os.path.samefile(origin, os.path.join(site, path))
    return False


def is_editable(record: str, rows: Iterable[tuple[str, str]]) -> bool:
    """Return whether a distribution's files are elsewhere, by what its installer wrote."""
    folder = os.path.dirname(record)
    if f"{os.path.basename(folder)}/{_DIRECT_URL}" not in (path for path, _ in rows):
        return False
    try:
        content = json.loads(read_text(os.path.join(folder, _DIRECT_URL)))
        return bool(content["dir_info"]["editable"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False


# -- its build -------------------------------------------------------------------------------------


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file in UTF-8."""
    with open(path, encoding="utf-8") as file:
        return file.read()


def find_record(distribution: str, version: str) -> str | None:
    """Return the path of a distribution's RECORD, found on `sys.path` by name and version.

    No file is opened and no folder is listed if the folder has the name that the packaging
    standards give it (PEP 491); otherwise, the folders on the path are listed.
    """
    names = _metadata_names(distribution, version)
    on_path: list[object] = [*sys.path]
    folders = [folder for folder in on_path if isinstance(folder, str)]
    likely = ((folder, name) for name in names for folder in folders)
    for folder, name in chain(likely, _listed(names, folders)):
        record = os.path.join(folder, name, _RECORD)
        if os.path.isfile(record):
            return record
    return None


def _listed(names: Iterable[str], folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the folders on the path that have one of these names, however spelled."""
    wanted = {canonical_distribution(name) for name in names}
    for folder in folders:
        # As for an import: what cannot be listed is passed over.
        with suppress(OSError, ValueError):
            for name in os.listdir(folder or "."):
                if name.endswith(".dist-info") and canonical_distribution(name) in wanted:
                    yield folder, name


def digest_of(record: str) -> str:
    """Return the digest of a distribution's build, from the text of its RECORD.

    It is the SHA-256 of the sorted `path,hash` rows, without those that differ from one
    installation of a wheel to the next: scripts and data outside the package, the files that the
    installer writes about itself, and the bytecode that it makes.
    """
    return _digest(rows_of(record))


def _digest(rows: Iterable[tuple[str, str]]) -> str:
    build = sorted(f"{path},{digest}" for path, digest in rows if is_of_the_build(path))
    text = "\n".join(build).encode("utf-8", "surrogatepass")
    return "sha256:" + hashlib.sha256(text).hexdigest()


def rows_of(record: str) -> Iterator[tuple[str, str]]:
    """Yield path and hash of a RECORD's rows: CSV, with quotes if a path has a comma."""
    for line in record.splitlines():
        row, _, _ = line.rpartition(",")
        path, _, digest = row.rpartition(",")
        if path.startswith('"') and path.endswith('"'):
            path = path[1:-1].replace('""', '"')
        if path:
            yield path.replace("\\", "/"), digest


def is_of_the_build(path: str) -> bool:
    """Return whether a file, by its path in a RECORD, is the same in every installation.

    Code that can be imported always is, whatever its folder is called, and bytecode without its
    source, too; only what Python itself keeps in `__pycache__` is not.
    """
    parts = path.split("/")
    if ".." in parts or "__pycache__" in parts or os.path.isabs(path):
        return False
    if parts[0] in _OUTSIDE_PACKAGES:
        return path.endswith(CODE)
    in_metadata = len(parts) == _IN_METADATA and parts[0].endswith(".dist-info")
    return not (in_metadata and parts[1] in _OF_THE_INSTALLER)


def _metadata_names(distribution: str, version: str) -> list[str]:
    """Return the names that the metadata folder may have, the most likely first."""
    escaped = single_dashed(distribution).replace("-", "_")
    names = (escaped.lower(), escaped, distribution.replace("-", "_"), distribution)
    folders = dict.fromkeys(f"{name}-{version}.dist-info" for name in names)
    # A name that is a path of several folders is none that an installer wrote.
    return [folder for folder in folders if os.path.basename(folder) == folder]
