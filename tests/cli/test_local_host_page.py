"""docs/local-host.md has every option, every event and every setting of host.json."""

from __future__ import annotations

import inspect
import json
import re

from funcext_core._engine import events, host_file
from funcext_core.cli.run import run
from funcext_core.local import answers
from project import markdown
from repository import ROOT


PAGE = ROOT / "docs" / "local-host.md"


def column(header: str, number: int = 0) -> list[str]:
    """Return the cells of a column of the table with that header line."""
    return [cells[number] for cells in markdown.rows(PAGE, header)]


def test_every_option_has_a_row() -> None:
    named = re.findall(r"`(--?[a-z-]+)`", " ".join(column("| option | meaning |")))
    options = [
        name
        for parameter in run.params
        if parameter.param_type_name == "option" and not getattr(parameter, "hidden", False)
        for name in parameter.opts
    ]
    assert sorted(named) == sorted(options)


def test_every_event_has_a_row() -> None:
    classes = [*vars(events).values(), *vars(answers).values()]
    kinds = {
        found.kind
        for found in classes
        if inspect.isclass(found) and issubclass(found, events.Event) and found is not events.Event
    }
    listed = column("| event | when | its fields |")
    assert {cell.strip("`") for cell in listed} == kinds


def test_every_setting_of_host_json_that_is_obeyed_has_a_row() -> None:
    named = re.findall(r"`([\w.]+)`", " ".join(column("| setting | what the local host does |")))
    assert set(host_file.OBEYED) <= set(named)


def test_the_launch_json_is_that_of_the_quickstart() -> None:
    (shown,) = markdown.blocks(PAGE, "json")
    file = ROOT / "funcext_examples" / "apps" / "quickstart" / ".vscode" / "launch.json"
    assert json.loads(shown) == json.loads(file.read_text(encoding="utf-8"))
