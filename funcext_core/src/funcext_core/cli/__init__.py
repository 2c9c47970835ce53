"""The `funcext` command.

Each command has its own module, and imports heavy modules only when it runs.
"""

from __future__ import annotations


try:
    import click
except ModuleNotFoundError as error:
    message = "The funcext command needs more packages: pip install 'funcext-core[cli]'"
    raise SystemExit(message) from error

from .check import check as check_command
from .completion import completion as completion_command
from .explain import explain as explain_command
from .lock import lock as lock_command
from .new import new as new_command
from .plugins import plugins as plugins_command
from .run import run as run_command
from .settings import settings as settings_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="funcext-core", prog_name="funcext")
def main() -> None:
    """Manage plugins for Azure Functions in Python.

    The app setting FUNCEXT_PLUGINS enables plugins. They hook into every function of an app that
    calls funcext_core.install(app).
    """


main.add_command(check_command)
main.add_command(check_command, "doctor")
main.add_command(completion_command)
main.add_command(explain_command)
main.add_command(lock_command)
main.add_command(new_command)
main.add_command(plugins_command)
main.add_command(run_command)
main.add_command(settings_command)
