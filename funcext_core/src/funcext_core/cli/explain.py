"""`funcext explain`: the layers around the functions of an app, as nested boxes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from funcext_core._layers.layer import INVOCATION_HOOKS

from .output import escaped_lines, json_option, print_json


if TYPE_CHECKING:
    from rich.console import RenderableType

    from funcext_core._parameters.plan import Plan

    from .app import App
    from .enabled import Enabled, Hook


_MOST_PADDED = 6
"""The most boxes that have space at their sides: at 80 columns, more would leave no room."""


@attrs.frozen
class Parameter:
    """A parameter of a function that a plugin fills."""

    name: str
    provider: str
    """The plugin's provider, or the value of the invocation."""


@attrs.frozen
class Explained:
    """One function with what is around it."""

    name: str
    trigger: str
    is_async: bool
    place: str
    """The file and line of its code, as ``function_app.py, line 4``."""
    layers: tuple[Enabled, ...]
    """The plugins around it, the outermost first."""
    parameters: tuple[Parameter, ...]
    """The parameters that plugins fill."""
    note: str = ""
    """A sentence for the app's owner; empty if there is nothing to say."""
    source: str = ""
    """The code that runs around it; empty if there are no layers."""


@click.command(
    short_help="Show the layers around an app's functions.",
    epilog="""\b
Examples:
  funcext explain .                   every function of the app here
  funcext explain shop hello          one function
  funcext explain shop hello --source the code that runs around it""",
)
@click.argument("app_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("function", required=False)
@click.option("--source", is_flag=True, help="Print the code that runs around the function.")
@json_option
def explain(app_dir: Path, function: str | None, *, source: bool, as_json: bool) -> None:
    """Show the layers around FUNCTION, by default around each function of the app in APP_DIR.

    The outermost box is the plugin that an invocation reaches first. Hooks above the inner box run
    before what is in it, hooks below it afterward. The innermost box is the function, with the
    parameters that plugins fill. The app is imported and indexed, but not started.
    """
    from .app import indexed

    with indexed(app_dir) as app:
        if app.error is not None:
            raise click.ClickException(str(app.error))
        explained = _explained(app, function)
    if as_json:
        print_json([_facts(shown) for shown in explained])
        return
    for place, shown in enumerate(explained):
        if place:
            click.echo()
        _show_source(shown) if source else _show(shown)


def _explained(app: App, name: str | None) -> list[Explained]:
    """Return the functions of an app, or the one of that name.

    Raises:
        ClickException: there is none of that name.
    """
    from funcext_core._settings.names import did_you_mean

    names = [function.name for function in app.functions]
    if name is not None and name not in names:
        failure = app.failures.get(name)
        hint = did_you_mean(name, names) if names else "the app has no functions"
        message = f"the app has no function {name!r}: {hint}" if failure is None else str(failure)
        raise click.ClickException(message)
    return [_explain(app, known) for known in names if name in (None, known)]


def _explain(app: App, name: str) -> Explained:
    from .enabled import enabled_of

    indexed = next(function for function in app.functions if function.name == name)
    hosted = next((found for found in app.hosted if found.function.name == name), None)
    if hosted is None or app.plugins is None:
        return Explained(
            name=name,
            trigger=indexed.trigger_type,
            is_async=indexed.is_async,
            place=_place(indexed.call, app.directory),
            layers=(),
            parameters=(),
            note=_note(app),
        )
    core = app.plugins._core  # noqa: SLF001 - the commands are its friends
    origins = {id(plugin): origin for origin, plugin in core.plugins.with_origins()}
    layers = [
        enabled_of(origins.get(id(plugin), "use"), plugin, app)
        for plugin in core.plugins_of(hosted)
        if any(hook.hook in INVOCATION_HOOKS for hook in plugin.implementations)
    ]
    return Explained(
        name=name,
        trigger=hosted.function.trigger,
        is_async=hosted.function.is_async,
        place=_place(hosted.function.callable, app.directory),
        layers=tuple(layers),
        parameters=tuple(_parameters(core.plan_of(hosted))),
        source=core.code[name].source() if name in core.code else "",
    )


def _note(app: App) -> str:
    """Return why no plugin reaches a function."""
    if app.plugins is None:
        return "the app does not call funcext_core.install(app), so no plugin runs around it"
    if app.model == "v1":
        return "no plugin runs around it: put @funcext_core.instrument on its entry point"
    return "FUNCEXT_DISABLED is set, so no plugin runs around it"


def _place(function: object, directory: Path) -> str:
    """Return the file and line of a function's code; empty if it has none."""
    code = getattr(inspect.unwrap(function) if callable(function) else function, "__code__", None)
    if code is None:
        return ""
    path = Path(code.co_filename)
    shown = path.relative_to(directory) if directory in path.parents else path
    return f"{shown}, line {code.co_firstlineno}"


def _parameters(plan: Plan | None) -> Iterator[Parameter]:
    """Yield the parameters that a plan fills, with their sources."""
    if plan is None:
        return
    for name, source in plan.fills:
        if source.kind == "value":
            yield Parameter(name, f"the invocation's own {source.value!r}")
        elif source.kind == "step":
            yield Parameter(name, f"{plan.steps[source.index].provider}, in each invocation")
        else:
            yield Parameter(name, f"{plan.app_values[source.index].provider}, once for the app")
    if plan.why is not None:
        yield Parameter(", ".join(plan.hidden), f"nothing: {plan.why}")


def _facts(explained: Explained) -> dict[str, object]:
    """Return a function as JSON has it."""
    return {
        **attrs.asdict(explained),
        "layers": [attrs.asdict(layer) for layer in explained.layers],
    }


# -- for people ----------------------------------------------------------------------------------


def _show_source(explained: Explained) -> None:
    if not explained.source:
        why = explained.note or "no plugin runs around it"
        click.echo(f"# {explained.name}: {why}")
        return
    click.echo(explained.source)


def _show(explained: Explained) -> None:
    from .output import console

    box: RenderableType = _innermost(explained)
    padded = len(explained.layers) < _MOST_PADDED
    for layer in reversed(explained.layers):
        box = _around(layer, box, padded=padded)
    console().print(box)
    if explained.note:
        click.echo(explained.note)


def _innermost(explained: Explained) -> RenderableType:
    from rich import box
    from rich.panel import Panel
    from rich.text import Text

    kind = "async def" if explained.is_async else "def"
    lines = [f"{explained.trigger}, {kind}, {explained.place}".rstrip(", ")]
    lines += [f"{parameter.name}: from {parameter.provider}" for parameter in explained.parameters]
    return Panel(
        Text(escaped_lines(lines)),
        title=Text(explained.name, style="bold"),
        title_align="left",
        box=box.HEAVY,
        expand=False,
    )


def _around(layer: Enabled, inner: RenderableType, *, padded: bool) -> RenderableType:
    """Return the box of a layer, with the box of what is inside it."""
    from rich import box
    from rich.console import Group
    from rich.panel import Panel
    from rich.text import Text

    before = [f"{_label(hook)}" for hook in layer.hooks if hook.name in _BEFORE]
    after = [_label(hook) for hook in layer.hooks if hook.name == "post_invocation"]
    after += ["around_invocation, after its yield"] * any(
        hook.name == "around_invocation" for hook in layer.hooks
    )
    parts: list[RenderableType] = [Text(escaped_lines([_about(layer), *before]))]
    return Panel(
        Group(*parts, inner, Text(escaped_lines(after))) if after else Group(*parts, inner),
        title=Text(f"{layer.name}{' (guard)' if layer.guard else ''}", style="bold"),
        title_align="left",
        box=box.ROUNDED,
        padding=(0, 1 if padded else 0),
        expand=False,
    )


_BEFORE = ("pre_invocation", "around_invocation")


def _about(layer: Enabled) -> str:
    scope = []
    if layer.functions:
        scope.append(f"functions {', '.join(layer.functions)}")
    if layer.triggers:
        scope.append(f"triggers {', '.join(layer.triggers)}")
    return f"{layer.distribution or 'the app'}; {', '.join(scope) or 'all functions'}"


def _label(hook: Hook) -> str:
    kind = "async " if hook.kind == "async" else ""
    return f"{kind}{hook.name}: {', '.join(hook.may)}"
