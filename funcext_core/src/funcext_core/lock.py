"""The lock: which plugins may be enabled, and which build of each.

With `funcext.lock` a cold start reads that one small file, and the record of each enabled plugin's
distribution, where it would otherwise look through every installed distribution. A plugin that
is another build than the one that was locked is not enabled.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import attrs

from .discovery import Installed
from .errors import LoadError
from .settings import LOCK


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


FILE_NAME = "funcext.lock"
FORMAT = 1

_RECORD = "RECORD"
# What an installer writes of itself, and what differs from one installation to the next.
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


@attrs.frozen(order=True)
class Locked(Installed):
    """A plugin as the lock has it."""

    digest: str
    """Of its distribution; see `digest_of`."""

    def load(self) -> Any:
        """Import the plugin, if it is the build that was locked.

        Raises:
            LoadError: another build is installed, or none; or whatever the import raised.
        """
        record = find_record(self.distribution, self.version)
        if record is None:
            message = (
                f"plugin {self.name!r} is locked as {self.distribution} {self.version}, which is "
                "not installed: install it, or run 'funcext lock' again"
            )
            raise LoadError(message)
        if digest_of(record.read_text(encoding="utf-8")) != self.digest:
            message = (
                f"plugin {self.name!r} is not the build of {self.distribution} {self.version} "
                "that was locked: install that, or, if this one is wanted, run 'funcext lock' again"
            )
            raise LoadError(message)
        return super().load()


def find_lock(setting: str | None, root: str) -> Path | None:
    """Return the path of the lock that is to be used; None where there is none.

    Args:
        setting: the value of `FUNCEXT_LOCK`; a relative path is one from the app's root.
        root: the app's root, where a file named `funcext.lock` is used without any setting.

    Raises:
        LoadError: the setting names a file that is not there.
    """
    path = Path(root, setting or FILE_NAME)
    if path.is_file():
        return path
    if setting:
        message = f"{LOCK}={setting}: there is no such file; write it with 'funcext lock'"
        raise LoadError(message)
    return None


def read_lock(path: Path) -> list[Locked]:
    """Return the plugins that are locked, in order of name.

    Raises:
        LoadError: the file is no lock, or one of a later format.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        version = content["version"]
        if version == FORMAT:
            return sorted(_read(each) for each in content["plugins"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = (
            f"{path}: not a lock that can be read ({type(error).__name__}: {error}); "
            "write it again with 'funcext lock'"
        )
        raise LoadError(message) from error
    message = f"{path}: its format {version!r} is not {FORMAT}, the one that this funcext reads"
    raise LoadError(message)


def _read(row: object) -> Locked:
    if not isinstance(row, dict) or not all(isinstance(each, str) for each in row.values()):
        message = f"{row!r} is no plugin"
        raise TypeError(message)
    return Locked(**row)


def lock_text(plugins: Iterable[Locked]) -> str:
    """Return the content of a lock: JSON with a line for each fact, for a review of its changes."""
    rows = [attrs.asdict(each) for each in sorted(plugins)]
    return json.dumps({"version": FORMAT, "plugins": rows}, indent=2) + "\n"


def write_lock(path: Path, plugins: Iterable[Locked]) -> None:
    """Write a lock: whole, or not at all.

    Raises:
        OSError: it cannot be written.
    """
    text = lock_text(plugins)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def lock_of(installed: Iterable[Installed]) -> list[Locked]:
    """Return what there is to lock of the plugins that are installed.

    Raises:
        LoadError: a distribution without a RECORD, by which its build could be told.
    """
    return [_locked(each) for each in installed]


def _locked(plugin: Installed) -> Locked:
    record = find_record(plugin.distribution, plugin.version)
    if record is None:
        message = (
            f"{plugin.distribution} {plugin.version}, which has plugin {plugin.name!r}, has no "
            "RECORD of its files, so that its build cannot be locked: install it with pip or uv"
        )
        raise LoadError(message)
    return Locked(
        name=plugin.name,
        distribution=plugin.distribution,
        version=plugin.version,
        entry_point=plugin.entry_point,
        digest=digest_of(record.read_text(encoding="utf-8")),
    )


def find_record(distribution: str, version: str) -> Path | None:
    """Return the path of a distribution's RECORD, found on `sys.path` by name and version.

    Nothing is opened or listed where the folder bears the name that the packaging standards give
    it (PEP 491); only else are the folders looked through.
    """
    folders = [Path(each or ".") for each in sys.path]
    for name in _metadata_names(distribution, version):
        for folder in folders:
            record = folder / name / _RECORD
            if record.is_file():
                return record
    wanted = {_folded(name) for name in _metadata_names(distribution, version)}
    for folder in folders:
        for path in folder.glob("*.dist-info") if folder.is_dir() else ():
            if _folded(path.name) in wanted and (path / _RECORD).is_file():
                return path / _RECORD
    return None


def digest_of(record: str) -> str:
    """Return the digest of a distribution's build, from the text of its RECORD.

    It is the SHA-256 of the sorted `path,hash` rows, without those that differ from one
    installation of a wheel to the next: scripts and data outside the package, what the installer
    writes of itself, and bytecode.
    """
    rows = sorted(f"{path},{digest}" for path, digest in _rows(record) if _is_of_the_build(path))
    return "sha256:" + hashlib.sha256("\n".join(rows).encode()).hexdigest()


def changed_files(record: Path) -> list[str]:
    """Return the files of a distribution that are not what its RECORD says, in its order.

    Files that are missing are among them, and so are files beside it that it does not name.
    """
    root = record.parent.parent
    text = record.read_text(encoding="utf-8")
    named = {path: digest for path, digest in _rows(text) if _is_of_the_build(path)}
    changed = [path for path, digest in named.items() if not _has_digest(root / path, digest)]
    return changed + _unnamed_modules(root, [path for path, _ in _rows(text)])


def _unnamed_modules(root: Path, named: Sequence[str]) -> list[str]:
    """Return the modules in the distribution's packages that its RECORD does not name.

    A folder without an `__init__.py` of the distribution's own is none of its packages: a
    namespace, such as `azure`, has modules of many.
    """
    known = set(named)
    packages = {
        PurePosixPath(path).parent
        for path in named
        if path.endswith("/__init__.py") and _is_of_the_build(path)
    }
    return sorted(
        relative
        for package in packages
        if packages.isdisjoint(package.parents)
        for path in (root / package).rglob("*.py")
        if (relative := path.relative_to(root).as_posix()) not in known
    )


def _has_digest(path: Path, recorded: str) -> bool:
    algorithm, _, digest = recorded.partition("=")
    try:
        actual = hashlib.new(algorithm, path.read_bytes()).digest()
    except (OSError, ValueError):
        return False
    # RECORD has it in URL-safe base 64 without padding (PEP 376).
    import base64  # noqa: PLC0415 - only a deep check needs it

    return base64.urlsafe_b64encode(actual).rstrip(b"=").decode() == digest


def _rows(record: str) -> Iterator[tuple[str, str]]:
    """Yield path and hash of a RECORD's rows; it is CSV, with quotes where a path has a comma."""
    for line in record.splitlines():
        row, _, _ = line.rpartition(",")
        path, _, digest = row.rpartition(",")
        if path.startswith('"') and path.endswith('"'):
            path = path[1:-1].replace('""', '"')
        if path:
            yield path.replace("\\", "/"), digest


def _is_of_the_build(path: str) -> bool:
    parts = PurePosixPath(path).parts
    if ".." in parts or PurePosixPath(path).is_absolute() or "__pycache__" in parts:
        return False
    if parts[0] in _OUTSIDE_PACKAGES or path.endswith(".pyc"):
        return False
    in_metadata = len(parts) == _IN_METADATA and parts[0].endswith(".dist-info")
    return not (in_metadata and parts[1] in _OF_THE_INSTALLER)


# Where a wheel's scripts and data go; beside the packages where uv installs with `--target`.
_OUTSIDE_PACKAGES = frozenset({"bin", "Scripts", "etc", "include", "man", "share"})
_IN_METADATA = 2
"""The parts of the path of a file in the metadata folder."""


def _metadata_names(distribution: str, version: str) -> list[str]:
    """Return the names that the metadata folder may have, the likeliest first."""
    escaped = re.sub(r"[-_.]+", "_", distribution)
    names = (escaped.lower(), escaped, distribution.replace("-", "_"), distribution)
    return list(dict.fromkeys(f"{name}-{version}.dist-info" for name in names))


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()
