"""`funcext run`: serve a function app on this machine."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("app_dir", type=click.Path(path_type=Path), default=Path(), metavar="[APP_DIR]")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="Port to listen on; 0 takes a free one. Default: Host.LocalHttpPort of "
    "local.settings.json, else 7071.",
)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    metavar="IP",
    help="Address to listen on; 0.0.0.0 is every address of this machine.",
)
def run(app_dir: Path, port: int | None, address: str) -> None:
    """Serve the function app in APP_DIR, the current folder by default.

    The app (v2 model, function_app.py) is imported, indexed and run as Azure's worker does it. The
    Values of local.settings.json become environment variables, except where one is already set.
    Auth levels are not enforced.

    \b
    HTTP functions answer at http://localhost:7071/api/<route>. Fire any other with
      curl http://localhost:7071/admin/functions/<name> -d '{"input": "some text"}'

    \b
    Ask the local host:
      GET /admin/functions     the functions and their bindings
      GET /admin/host/status   the state of the local host
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from funcext_core.local.server import run as serve

    raise SystemExit(serve(app_dir, port=port, address=address))
