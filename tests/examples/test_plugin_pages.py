"""The plugins of funcext-examples: their pages, their extras, their order."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import azure.functions as func
import pytest

from funcext_core import install
from funcext_core._plugins.options import options_of
from project import markdown
from repository import ROOT


MEMBER = ROOT / "funcext_examples"
_, _, _SECTION = (
    (MEMBER / "pyproject.toml").read_text("utf-8").partition("[project.entry-points.funcext]\n")
)
PLUGINS = dict(re.findall(r'^([\w-]+) = "([\w.]+:\w+)"$', _SECTION, re.MULTILINE))
"""The entry points by name."""

ORDER = [
    "tracing",
    "logs",
    "headers",
    "guard",
    "idempotency",
    "inputs",
    "resilience",
    "metrics",
    "timer",
]
"""The order that `*` is to give."""

every = pytest.mark.parametrize("name", PLUGINS)


def class_of(name: str) -> type:
    module, _, attribute = PLUGINS[name].partition(":")
    found = getattr(importlib.import_module(module), attribute)
    assert isinstance(found, type)
    return found


def page_of(name: str) -> Path:
    return ROOT / "docs" / "plugins" / f"{name}.md"


@every
def test_a_page_has_every_setting_in_order(name: str) -> None:
    rows = markdown.rows(page_of(name), "| app setting | default | meaning |")
    options = options_of(class_of(name), name)
    assert [setting for setting, *_ in rows] == [f"`{option.setting}`" for option in options]


@every
def test_a_page_is_in_the_table_of_contents(name: str) -> None:
    assert f"\nplugins/{name}\n" in (ROOT / "docs" / "index.md").read_text("utf-8")


@every
def test_a_plugin_has_an_extra_of_its_name(name: str) -> None:
    project = (MEMBER / "pyproject.toml").read_text("utf-8")
    _, _, extras = project.partition("[project.optional-dependencies]\n")
    assert re.search(rf"^{name} = \[", extras.partition("\n[")[0], re.MULTILINE)


def test_the_star_gives_the_order() -> None:
    options = {"ISSUER": "https://a", "AUDIENCE": "b", "JWKS_URL": "https://a/keys"}
    guard = {f"FUNCEXT_GUARD__{name}": text for name, text in options.items()}
    plugins = install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "*", **guard})
    names = [plugin.name for plugin in plugins]
    assert [name for name in names if name in ORDER] == [
        name for name in ORDER if name in {*PLUGINS, "timer"}
    ]


@every
def test_a_plugin_asks_for_its_place_among_all(name: str) -> None:
    place = ORDER.index(name)
    plugin = class_of(name)
    assert getattr(plugin, "after", ()) == tuple(ORDER[:place])
    assert getattr(plugin, "before", ()) == tuple(ORDER[place + 1 :])
