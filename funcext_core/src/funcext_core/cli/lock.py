"""`funcext lock`: write or check the lock of the installed plugins."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from funcext_core._foreign import escaped, one_line

from .output import foreign_output, json_option, print_json, warn


if TYPE_CHECKING:
    from funcext_core._plugins.discovery import Installed
    from funcext_core._settings.general import Settings


@attrs.frozen
class _Locking:
    """The plugins that the lock would have, compared with the lock."""

    path: Path
    plugins: Sequence[Installed]
    more: Sequence[tuple[Installed, tuple[str, ...]]]
    """The plugins that may do more than the lock grants, with what is new."""

    @property
    def sentences(self) -> list[str]:
        """One line about each of those."""
        return [
            f"plugin {plugin.name!r} of {plugin.release} may do what the lock does not grant: "
            f"{', '.join(names)}"
            for plugin, names in self.more
        ]


@click.command(
    short_help="Lock the installed plugins for an app.",
    epilog="""\b
Examples:
  funcext lock                    lock every installed plugin for the app here
  funcext lock shop --selected    lock only those that FUNCEXT_PLUGINS selects
  funcext lock --check            in CI: fail if the lock is stale
  funcext lock --accept           grant what updated plugins may do now""",
)
@click.argument(
    "app_dir",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--file",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The lock; by default the file that FUNCEXT_LOCK names, or funcext.lock, in APP_DIR.",
)
@click.option(
    "--selected", is_flag=True, help="Lock only the plugins that FUNCEXT_PLUGINS selects."
)
@click.option(
    "--accept", is_flag=True, help="Grant what updated plugins may do and could not do before."
)
@click.option(
    "--check", is_flag=True, help="Write nothing; show what is stale, and exit 1 if anything is."
)
@click.option("--deep", is_flag=True, help="With --check: hash the plugins' files, too.")
@json_option
def lock(
    app_dir: Path,
    file: Path | None,
    *,
    selected: bool,
    accept: bool,
    check: bool,
    deep: bool,
    as_json: bool,
) -> None:
    """Lock the installed plugins for the app in APP_DIR, by default the current folder.

    The lock names each plugin with its distribution, version and build, and with what it may do to
    the app. With it, a cold start reads one small file instead of one for each installed
    distribution, and a plugin that is another build is not enabled. Commit it with the app, and
    check it in CI.

    A plugin is imported to find out what it may do. An update that may do more than the lock
    grants is not locked without --accept.
    """
    from funcext_core.errors import FuncextError

    if deep and not check:
        message = "--deep needs --check"
        raise click.UsageError(message)
    if check and accept:
        message = "--check writes nothing, so it cannot --accept: use one of the two"
        raise click.UsageError(message)
    try:
        found = _look(app_dir, file, selected=selected)
        if check:
            _check(found, deep=deep)
        else:
            _write(found, accept=accept)
    except FuncextError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        message = f"{error.filename}: cannot be read: {error.strerror}"
        raise click.ClickException(one_line(message)) from None
    if as_json:
        print_json(_facts(found))
    elif check:
        click.echo(f"{found.path}: up to date")
    else:
        _show(found)


def _look(app_dir: Path, file: Path | None, *, selected: bool) -> _Locking:
    """Find out what the lock would have.

    Raises:
        LoadError: with `selected`, a setting is not valid, or a plugin is not installed.
        LocalHostError: local.settings.json cannot be read.
        ClickException: the folder is not that of an app.
    """
    from funcext_core._plugins.lock import FILE_NAME
    from funcext_core._plugins.lock_writer import grown, lock_of
    from funcext_core._plugins.scanning import scan
    from funcext_core._settings.names import LOCK

    from .app import is_root, settings_of

    if file is None and not is_root(app_dir):
        message = (
            f"{app_dir.resolve()} has neither host.json nor function_app.py, so it is not the "
            "folder of an app: give that folder, or with --file the path of the lock"
        )
        raise click.ClickException(message)
    settings = settings_of(app_dir)
    path = file or app_dir / (settings.values.get(LOCK) or FILE_NAME)
    installed = scan()
    if selected:
        installed = _selected(installed, settings.parsed())
    with foreign_output():
        plugins = lock_of(installed, warn, _examine)
    _warn_about_shadows(app_dir, plugins)
    return _Locking(path, plugins, grown(_old(path), plugins))


def _examine(plugin: Installed) -> Sequence[str]:
    """Return what a plugin may do.

    Raises:
        LoadError: it cannot be imported, or there is a mistake in a hook.
    """
    from .capabilities import capabilities_of

    before = set(sys.modules)
    try:
        return capabilities_of(plugin.load(), plugin.name)
    finally:
        package = plugin.target[0].partition(".")[0]
        for name in sys.modules.keys() - before:
            # Nothing is to find it imported: what is locked is what is installed.
            if name.partition(".")[0] == package:
                del sys.modules[name]


def _selected(installed: Sequence[Installed], settings: Settings) -> list[Installed]:
    """Return the installed plugins that the settings select.

    Raises:
        LoadError: they select none, or one that is not installed.
    """
    from funcext_core._plugins.discovery import Unusable, select
    from funcext_core._settings.names import PLUGINS
    from funcext_core.errors import LoadError

    if not settings.selection:
        message = f"{PLUGINS} selects nothing, so --selected has nothing to lock: set it first"
        raise LoadError(message)
    plugins: list[Installed] = []
    for plugin in select(settings.selection, installed):
        if isinstance(plugin, Unusable):
            raise LoadError(plugin.reason)
        plugins.append(plugin)
    return plugins


def _old(path: Path) -> list[Installed]:
    """Return the plugins of the lock; none if there is no readable one."""
    from funcext_core._plugins.lock import read_lock
    from funcext_core.errors import LoadError

    try:
        return read_lock(path) if path.exists() else []
    except LoadError:
        # `--check` finds it stale, and it is written again.
        return []


def _warn_about_shadows(app_dir: Path, plugins: Sequence[Installed]) -> None:
    """Warn about the app's own modules that would be imported in a locked plugin's place."""
    for plugin in plugins:
        package = plugin.target[0].partition(".")[0]
        for path in (app_dir / package, app_dir / f"{package}.py"):
            if package and path.exists():
                warn(
                    f"{path} is imported in place of plugin {plugin.name!r} of "
                    f"{plugin.distribution} {plugin.version}, and is not locked: rename it"
                )


def _write(found: _Locking, *, accept: bool) -> None:
    """Write the lock.

    Raises:
        ClickException: a plugin may do more than before, which was not accepted; or the lock
            cannot be written.
    """
    from funcext_core._plugins.lock_writer import write_lock

    for sentence in found.sentences:
        click.echo(one_line(sentence), err=True)
    if found.more and not accept:
        message = (
            f"{found.path} was not written: review what the plugins may do now, and accept it "
            "with 'funcext lock --accept'"
        )
        raise click.ClickException(message)
    try:
        write_lock(found.path, found.plugins)
    except OSError as error:
        # Not by the error's own name, which is that of a temporary file.
        message = f"{found.path}: cannot be written: {error.strerror}"
        raise click.ClickException(one_line(message)) from None


def _check(found: _Locking, *, deep: bool) -> None:
    """Compare the lock with what is installed.

    Raises:
        ClickException: there is none, it is stale, or a file is not the one that was installed.
        OSError: it cannot be read.
    """
    from funcext_core._plugins.lock_writer import lock_text

    if not found.path.exists():
        message = f"{found.path}: there is no lock; write it with 'funcext lock'"
        raise click.ClickException(message)
    # A file that is not text is stale as well.
    existing = found.path.read_text(encoding="utf-8", errors="replace")
    wanted = lock_text(found.plugins)
    if existing != wanted:
        _show_difference(found, existing, wanted)
        accept = " --accept" if found.more else ""
        message = f"{found.path} is stale; write it again with 'funcext lock{accept}'"
        raise click.ClickException(message)
    if deep:
        _check_files({(plugin.distribution, plugin.version) for plugin in found.plugins})


def _show_difference(found: _Locking, existing: str, wanted: str) -> None:
    for line in difflib.unified_diff(
        existing.splitlines(),
        wanted.splitlines(),
        str(found.path),
        "what is installed",
        lineterm="",
    ):
        click.echo(escaped(line), err=True)
    for sentence in found.sentences:
        click.echo(one_line(sentence), err=True)


def _check_files(distributions: set[tuple[str, str]]) -> None:
    from funcext_core._plugins.lock import find_record
    from funcext_core._plugins.lock_writer import changed_files

    found = False
    for distribution, version in sorted(distributions):
        record = find_record(distribution, version)
        for name in changed_files(record) if record is not None else ():
            found = True
            text = f"{distribution} {version}: {name} is not the file that was installed"
            click.echo(one_line(text), err=True)
    if found:
        message = "files were changed after they were installed; install their packages again"
        raise click.ClickException(message)


def _facts(found: _Locking) -> dict[str, object]:
    return {
        "file": str(found.path),
        "plugins": [
            {
                **plugin.facts,
                "capabilities": None if plugin.capabilities is None else [*plugin.capabilities],
            }
            for plugin in found.plugins
        ],
        "granted": {plugin.name: list(names) for plugin, names in found.more},
    }


def _show(found: _Locking) -> None:
    count = len(found.plugins)
    click.echo(f"{found.path}: {count} plugin{'' if count == 1 else 's'} locked")
    for plugin in found.plugins:
        may = "unknown" if plugin.capabilities is None else ", ".join(plugin.capabilities)
        click.echo(f"  {plugin.name}  ({plugin.release})  may: {may or 'nothing'}")
