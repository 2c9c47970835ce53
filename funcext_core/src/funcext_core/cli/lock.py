"""`funcext lock`: write or check the lock of the installed plugins."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from funcext_core._foreign import escaped, one_line


if TYPE_CHECKING:
    from funcext_core._plugins.discovery import Installed


@click.command()
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
    "--check", is_flag=True, help="Write nothing; show what is stale, and exit 1 if anything is."
)
@click.option("--deep", is_flag=True, help="With --check: hash the plugins' files, too.")
def lock(app_dir: Path, file: Path | None, *, check: bool, deep: bool) -> None:
    """Lock the installed plugins for the app in APP_DIR.

    The lock names each plugin with its distribution, version and build. With it, a cold start
    reads one small file instead of one for each installed distribution, and a plugin that is
    another build is not enabled. Commit it with the app, and check it in CI.
    """
    from funcext_core._plugins.lock import FILE_NAME
    from funcext_core._plugins.lock_writer import lock_of, write_lock
    from funcext_core._plugins.scanning import scan
    from funcext_core._settings.names import LOCK
    from funcext_core.errors import FuncextError

    if deep and not check:
        message = "--deep needs --check"
        raise click.UsageError(message)
    path = file or app_dir / (os.environ.get(LOCK) or FILE_NAME)
    try:
        plugins = lock_of(scan(), _warn)
        _warn_about_shadows(app_dir, plugins)
        if check:
            _check(path, plugins, deep=deep)
        else:
            write_lock(path, plugins)
    except FuncextError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        message = f"{path}: cannot be {'read' if check else 'written'}: {error.strerror}"
        raise click.ClickException(one_line(message)) from None
    if not check:
        count = len(plugins)
        click.echo(f"{path}: {count} plugin{'' if count == 1 else 's'} locked")
        for plugin in plugins:
            click.echo(f"  {plugin.name}  ({plugin.distribution} {plugin.version})")


def _warn(text: str) -> None:
    click.echo(f"warning: {one_line(text)}", err=True)


def _warn_about_shadows(app_dir: Path, plugins: list[Installed]) -> None:
    """Warn about the app's own modules that would be imported in a locked plugin's place."""
    for plugin in plugins:
        package = plugin.target[0].partition(".")[0]
        for path in (app_dir / package, app_dir / f"{package}.py"):
            if package and path.exists():
                _warn(
                    f"{path} is imported in place of plugin {plugin.name!r} of "
                    f"{plugin.distribution} {plugin.version}, and is not locked: rename it"
                )


def _check(path: Path, plugins: list[Installed], *, deep: bool) -> None:
    from funcext_core._plugins.lock_writer import lock_text

    if not path.exists():
        message = f"{path}: there is no lock; write it with 'funcext lock'"
        raise click.ClickException(message)
    # A file that is not text is stale as well.
    existing = path.read_text(encoding="utf-8", errors="replace")
    wanted = lock_text(plugins)
    if existing != wanted:
        for line in difflib.unified_diff(
            existing.splitlines(), wanted.splitlines(), str(path), "what is installed", lineterm=""
        ):
            click.echo(escaped(line))
        message = f"{path} is stale; write it again with 'funcext lock'"
        raise click.ClickException(message)
    if deep:
        _check_files({(plugin.distribution, plugin.version) for plugin in plugins})
    click.echo(f"{path}: up to date")


def _check_files(distributions: set[tuple[str, str]]) -> None:
    from funcext_core._plugins.lock import find_record
    from funcext_core._plugins.lock_writer import changed_files

    found = False
    for distribution, version in sorted(distributions):
        record = find_record(distribution, version)
        for name in changed_files(record) if record is not None else ():
            found = True
            click.echo(f"{distribution} {version}: {name} is not the file that was installed")
    if found:
        message = "files were changed after they were installed; install their packages again"
        raise click.ClickException(message)
