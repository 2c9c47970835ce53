"""`funcext run`: serve a function app on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("app_dir", type=click.Path(path_type=Path), default=Path(), metavar="[APP_DIR]")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="Port to listen on; 0 means any free port. Default: Host.LocalHttpPort of "
    "local.settings.json, or 7071.",
)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    metavar="IP",
    help="Address to listen on; 0.0.0.0 means every address of this machine.",
)
@click.option(
    "--reload",
    is_flag=True,
    help="Load the app again whenever one of its Python files, host.json, local.settings.json or a "
    "function.json changes.",
)
@click.option("--inherited", hidden=True)
def run(app_dir: Path, port: int | None, address: str, reload: bool, inherited: str | None) -> None:
    """Serve the function app in APP_DIR, by default the current folder.

    The app (v2 model, function_app.py) is imported, indexed and run as by Azure's worker. The
    Values of local.settings.json become environment variables, unless a variable is already set.
    Auth levels are not enforced.

    \b
    HTTP functions answer at http://localhost:7071/api/<route>. To run any other function:
      curl --json '{"input": "some text"}' http://localhost:7071/admin/functions/<name>

    \b
    The local host also answers:
      GET /admin/functions     the functions and their bindings
      GET /admin/host/status   the state of the local host
    """  # noqa: D301 - \b keeps click from rewrapping the lines below it
    if reload and inherited is None:
        from funcext_core.local.reload import run_reloading

        command = [sys.executable, "-m", "funcext_core.cli", *sys.argv[1:]]
        raise SystemExit(run_reloading(app_dir, port=port, address=address, command=command))
    from funcext_core.local.handover import Inherited
    from funcext_core.local.server import run as serve

    handed = None if inherited is None else Inherited.from_text(inherited)
    raise SystemExit(serve(app_dir, port=port, address=address, inherited=handed))
