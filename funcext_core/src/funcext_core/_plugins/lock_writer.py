"""Write a lock, and check installed files against their own records.

Only the command line needs this: a worker reads locks, with `lock`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from funcext_core.errors import LoadError

from .discovery import Installed, in_order
from .lock import FORMAT, digest_of, find_record, is_of_the_build, read_text, rows_of


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def lock_text(plugins: Iterable[Installed]) -> str:
    """Return the content of a lock: JSON with one fact a line, so that a diff reads well."""
    rows = [plugin.facts for plugin in in_order(plugins)]
    return json.dumps({"version": FORMAT, "plugins": rows}, indent=2) + "\n"


def write_lock(path: Path, plugins: Iterable[Installed]) -> None:
    """Write a lock, whole or not at all.

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


def lock_of(installed: Iterable[Installed]) -> list[Installed]:
    """Return the installed plugins with the digests that a lock has.

    Raises:
        LoadError: a distribution has no RECORD, without which its build has no digest.
    """
    return [_locked(plugin) for plugin in installed]


def _locked(plugin: Installed) -> Installed:
    record = find_record(plugin.distribution, plugin.version)
    if record is None:
        message = (
            f"{plugin.distribution} {plugin.version}, which has plugin {plugin.name!r}, has no "
            "RECORD of its files, so its build cannot be locked: install it with pip or uv"
        )
        raise LoadError(message)
    return Installed(**{**plugin.facts, "digest": digest_of(read_text(record))})


def changed_files(record: str) -> list[str]:
    """Return the files of a distribution that differ from its RECORD, in its order.

    Missing files are among them, and so are modules in its packages that it does not name.
    """
    root = Path(record).parent.parent
    rows = list(rows_of(read_text(record)))
    named = {path: digest for path, digest in rows if is_of_the_build(path)}
    changed = [path for path, digest in named.items() if not _has_digest(root / path, digest)]
    return changed + _unnamed_modules(root, [path for path, _ in rows])


def _unnamed_modules(root: Path, named: Sequence[str]) -> list[str]:
    """Return the modules in the distribution's packages that its RECORD does not name.

    A folder without an `__init__.py` of the distribution's own is not one of its packages: a
    namespace, such as `azure`, has modules of many distributions.
    """
    known = set(named)
    packages = {
        PurePosixPath(path).parent
        for path in named
        if path.endswith("/__init__.py") and is_of_the_build(path)
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
    # RECORD has it in URL-safe Base64 without padding (PEP 376).
    return base64.urlsafe_b64encode(actual).rstrip(b"=").decode() == digest
