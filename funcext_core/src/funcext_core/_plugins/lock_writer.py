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

from funcext_core._settings.names import canonical_distribution
from funcext_core.errors import LoadError

from .discovery import Installed, in_order
from .lock import (
    CAPABILITIES,
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
    rows = [_row(plugin) for plugin in in_order(plugins)]
    return json.dumps({"version": FORMAT, "plugins": rows}, indent=2) + "\n"


def _row(plugin: Installed) -> dict[str, object]:
    if plugin.capabilities is None:
        return dict(plugin.facts)
    return {**plugin.facts, CAPABILITIES: list(plugin.capabilities)}


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
    installed: Iterable[Installed],
    warn: Callable[[str], None] = lambda _: None,
    examine: Callable[[Installed], Sequence[str]] | None = None,
) -> list[Installed]:
    """Return the installed plugins with the digests and capabilities that a lock has.

    Args:
        installed: the plugins.
        warn: receives a sentence for each plugin that cannot be locked, or enabled, and is left
            out, for each that the lock cannot vouch for, and for each that cannot be examined.
        examine: returns what a plugin may do, or raises a LoadError; None to lock none of that.
    """
    return [
        locked for plugin in installed if (locked := _locked(plugin, warn, examine)) is not None
    ]


def grown(
    old: Iterable[Installed], new: Iterable[Installed]
) -> list[tuple[Installed, tuple[str, ...]]]:
    """Return the plugins of a lock that may do more than the lock grants, with what is new.

    A plugin that the lock did not have is none of them.

    Args:
        old: the plugins of the lock.
        new: those that it would have now.
    """
    granted = {_key(plugin): plugin.capabilities or () for plugin in old}
    more = [
        (plugin, tuple(name for name in plugin.capabilities or () if name not in granted[key]))
        for plugin in new
        if (key := _key(plugin)) in granted
    ]
    return [(plugin, names) for plugin, names in more if names]


def _key(plugin: Installed) -> tuple[str, str]:
    return plugin.name, canonical_distribution(plugin.distribution)


def _locked(
    plugin: Installed,
    warn: Callable[[str], None],
    examine: Callable[[Installed], Sequence[str]] | None,
) -> Installed | None:
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
    capabilities = None
    if examine is not None:
        try:
            capabilities = tuple(examine(plugin))
        except LoadError as error:
            warn(f"{error}: it is locked without what it may do")
    return Installed(
        **{**plugin.facts, "digest": digest_of(text)},
        capabilities=capabilities,
    )


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
