"""`funcext completion`: what a shell needs to complete the command's words."""

from __future__ import annotations

import click


_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_FUNCEXT_COMPLETE"


@click.command(
    short_help="Print the completion script for a shell.",
    epilog="""\b
Examples:
  eval "$(funcext completion bash)"        in ~/.bashrc
  eval "$(funcext completion zsh)"         in ~/.zshrc
  funcext completion fish > ~/.config/fish/completions/funcext.fish""",
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes the words of funcext in SHELL."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        message = f"this version of click has no completion for {shell}: upgrade click"
        raise click.ClickException(message)
    script = kind(context.find_root().command, {}, "funcext", _VARIABLE)
    # `source()` would start bash to find out its version.
    click.echo(script.source_template % script.source_vars())
