"""Write a lock, and check installed files against their own records.

Only the command line needs this: a worker reads locks, with `lock`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .discovery import Installed, in_order
from .lock import (
    CODE,
    FORMAT,
    digest_of,
    editable,
    find_record,
    is_editable,
    is_of_the_build,
    read_text,
    rows_of,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


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
    # Nobody can put a file, or a link to one, in the place of a name that they cannot guess; and
    # nothing that is there is opened.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    file = temporary.open("x", encoding="utf-8")
    try:
        with file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def lock_of(
    installed: Iterable[Installed], warn: Callable[[str], None] = lambda _: None
) -> list[Installed]:
    """Return the installed plugins with the digests that a lock has.

    Args:
        installed: the plugins.
        warn: receives a sentence for each plugin that cannot be locked, or enabled, and is left
            out, and for each that the lock cannot vouch for.
    """
    return [locked for plugin in installed if (locked := _locked(plugin, warn)) is not None]


def _locked(plugin: Installed, warn: Callable[[str], None]) -> Installed | None:
    if plugin.lacks:
        warn(f"plugin {plugin.name!r} is not locked: it {plugin.needs}")
        return None
    owner = f"{plugin.distribution} {plugin.version}, which has plugin {plugin.name!r},"
    record = find_record(plugin.distribution, plugin.version)
    if record is None:
        warn(f"{owner} has no RECORD of its files, so its build is not locked: install it with pip")
        return None
    try:
        text = read_text(record)
    except (OSError, ValueError) as error:
        warn(f"{owner} has a RECORD that cannot be read ({error}), so its build is not locked")
        return None
    if not all(
        fact and fact.isprintable() for key, fact in plugin.facts.items() if key != "digest"
    ):
        warn(f"{owner} has metadata that is not printable text, so its build is not locked")
        return None
    if is_editable(record, rows_of(text)):
        warn(editable(plugin))
    return Installed(**{**plugin.facts, "digest": digest_of(text)})


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
        for path in (root / package).rglob("*")
        if path.name.endswith(CODE)
        and is_of_the_build(relative := path.relative_to(root).as_posix())
        and relative not in known
    )


def _has_digest(path: Path, recorded: str) -> bool:
    algorithm, _, digest = recorded.partition("=")
    try:
        actual = hashlib.new(algorithm, path.read_bytes()).digest()
    except (OSError, ValueError):
        return False
    # RECORD has it in URL-safe Base64 without padding (PEP 376).
    return base64.urlsafe_b64encode(actual).rstrip(b"=").decode() == digest
