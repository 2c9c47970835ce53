"""`funcext run`: serve a function app on this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
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
@click.option(
    "--functions",
    multiple=True,
    metavar="NAMES",
    help="The functions to serve, with commas; may be repeated. Default: functions of host.json, "
    "or all.",
)
@click.option(
    "--cors",
    metavar="ORIGINS",
    help="Origins whose pages may read responses, with commas, or *. Default: Host.CORS of "
    "local.settings.json.",
)
@click.option(
    "--cors-credentials",
    is_flag=True,
    help="Let those pages send cookies, as Host.CORSCredentials does.",
)
@click.option(
    "--enable-auth",
    is_flag=True,
    help="Ask for keys, as Azure does; they are printed at the start.",
)
@click.option(
    "--log-level",
    metavar="LEVEL",
    help="Least level of lines: trace, debug, information, warning, error, critical or none. "
    "Default: logging.logLevel of host.json, or information.",
)
@click.option("--json", is_flag=True, help="Print events as JSON, one a line, in place of lines.")
@click.option("--inherited", hidden=True)
def run(  # noqa: PLR0913, PLR0917 - click passes every option by its name
    app_dir: Path,
    port: int | None,
    address: str,
    reload: bool,
    functions: Sequence[str],
    cors: str | None,
    cors_credentials: bool,
    enable_auth: bool,
    log_level: str | None,
    json: bool,
    inherited: str | None,
) -> None:
    """Serve the function app in APP_DIR, by default the current folder.

    The app, of the v2 model (function_app.py) or the v1 model (function.json), is imported, indexed
    and run as by Azure's worker. The Values of local.settings.json become environment variables,
    unless a variable is already set.
    Auth levels are not enforced, unless --enable-auth is given.

    \b
    HTTP functions answer at http://localhost:7071/api/<route>. To run any other function:
      curl --json '{"input": "some text"}' http://localhost:7071/admin/functions/<name>

    \b
    The local host also answers:
      GET /admin/functions     the functions and their bindings
      GET /admin/host/status   the state of the local host
    """  # noqa: D301 - \b keeps click from rewrapping the lines below it
    from funcext_core.local.options import Options

    options = Options(
        functions=tuple(name for names in functions for name in names.replace(",", " ").split()),
        cors=cors,
        cors_credentials=cors_credentials,
        enable_auth=enable_auth,
        log_level=log_level,
        json=json,
    )
    if reload and inherited is None:
        from funcext_core.local.keys import Keys
        from funcext_core.local.reload import run_reloading

        if enable_auth:
            # The processes of all versions of the app inherit them.
            Keys.of_process(os.environ)
        if json:
            sys.stdout = sys.stderr
        command = [sys.executable, "-m", "funcext_core.cli", *sys.argv[1:]]
        raise SystemExit(run_reloading(app_dir, port=port, address=address, command=command))
    from funcext_core.local.handover import Inherited
    from funcext_core.local.server import run as serve

    handed = None if inherited is None else Inherited.from_text(inherited)
    raise SystemExit(serve(app_dir, port=port, address=address, options=options, inherited=handed))
