"""The lock: the plugins that may be enabled, and the build of each.

With `funcext.lock` a cold start reads that one small file and the RECORD of each enabled plugin's
distribution. Without it, it would look through every installed distribution. A plugin that is not
the build that was locked is not enabled.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from itertools import chain
from typing import TYPE_CHECKING

from funcext_core._settings.names import LOCK, canonical_distribution, single_dashed
from funcext_core.errors import LoadError

from .discovery import Installed, in_order


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


FILE_NAME = "funcext.lock"
FORMAT = 1

_RECORD = "RECORD"
# The files that an installer writes about itself, which differ between installations.
_OF_THE_INSTALLER = frozenset(
    {
        _RECORD,
        "INSTALLER",
        "REQUESTED",
        "direct_url.json",
        "provenance_url.json",
        "uv_build.json",
        "uv_cache.json",
    }
)


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
        message = f"{LOCK}={setting}: there is no such file; write it with 'funcext lock'"
        raise LoadError(message)
    return None


def read_lock(path: str | os.PathLike[str]) -> list[Installed]:
    """Return the locked plugins, in order of name.

    Raises:
        LoadError: the file is not a lock, or its format is a later one.
    """
    try:
        content = json.loads(read_text(path))
        version = content["version"]
        if version == FORMAT:
            return in_order(map(_read, content["plugins"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = (
            f"{path}: not a lock that can be read ({type(error).__name__}: {error}); "
            "write it again with 'funcext lock'"
        )
        raise LoadError(message) from error
    message = f"{path}: its format {version!r} is not {FORMAT}, the one that this funcext reads"
    raise LoadError(message)


def _read(row: object) -> Installed:
    if not isinstance(row, dict) or not all(isinstance(fact, str) for fact in row.values()):
        message = f"{row!r} is not a plugin"
        raise TypeError(message)
    if not row.get("digest"):
        message = f"{row!r} has no digest"
        raise ValueError(message)
    return Installed(**row)


def verify(plugin: Installed) -> None:
    """Refuse a plugin that is not the build in the lock.

    Raises:
        LoadError: another build is installed, or none at all.
    """
    record = find_record(plugin.distribution, plugin.version)
    if record is None:
        message = (
            f"plugin {plugin.name!r} is locked as {plugin.distribution} {plugin.version}, which "
            "is not installed: install it, or run 'funcext lock' again"
        )
        raise LoadError(message)
    if digest_of(read_text(record)) != plugin.digest:
        message = (
            f"plugin {plugin.name!r} is not the build of {plugin.distribution} {plugin.version} "
            "that was locked: install that, or, if this one is wanted, run 'funcext lock' again"
        )
        raise LoadError(message)


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
    likely = ((folder, name) for name in names for folder in sys.path)
    for folder, name in chain(likely, _listed(names)):
        record = os.path.join(folder, name, _RECORD)
        if os.path.isfile(record):
            return record
    return None


def _listed(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the folders on `sys.path` that have one of these names, however spelled."""
    wanted = {canonical_distribution(name) for name in names}
    for folder in sys.path:
        if os.path.isdir(folder or "."):
            for name in os.listdir(folder or "."):
                if name.endswith(".dist-info") and canonical_distribution(name) in wanted:
                    yield folder, name


def digest_of(record: str) -> str:
    """Return the digest of a distribution's build, from the text of its RECORD.

    It is the SHA-256 of the sorted `path,hash` rows, without those that differ from one
    installation of a wheel to the next: scripts and data outside the package, what the installer
    writes of itself, and bytecode.
    """
    rows = sorted(f"{path},{digest}" for path, digest in rows_of(record) if is_of_the_build(path))
    return "sha256:" + hashlib.sha256("\n".join(rows).encode()).hexdigest()


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
    """Return whether a file, by its path in a RECORD, is the same in every installation."""
    parts = path.split("/")
    if ".." in parts or "__pycache__" in parts or os.path.isabs(path):
        return False
    if parts[0] in _OUTSIDE_PACKAGES or path.endswith(".pyc"):
        return False
    in_metadata = len(parts) == _IN_METADATA and parts[0].endswith(".dist-info")
    return not (in_metadata and parts[1] in _OF_THE_INSTALLER)


# Where a wheel's scripts and data go; beside the packages where uv installs with `--target`.
_OUTSIDE_PACKAGES = frozenset({"bin", "Scripts", "etc", "include", "man", "share"})
_IN_METADATA = 2
"""The number of parts in the path of a file in the metadata folder."""


def _metadata_names(distribution: str, version: str) -> list[str]:
    """Return the names that the metadata folder may have, the most likely first."""
    escaped = single_dashed(distribution).replace("-", "_")
    names = (escaped.lower(), escaped, distribution.replace("-", "_"), distribution)
    return list(dict.fromkeys(f"{name}-{version}.dist-info" for name in names))
