"""Pages of documentation as the tests read them: their code, its output, and their links."""

from __future__ import annotations

import configparser
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

from funcext_core import hooks


_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[\w ]+) -->\n)?"
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MODULE = re.compile(r"# (\w+)\.py\n")


class Block(NamedTuple):
    """One code block of a page."""

    language: str
    """The word after the fence; empty if there is none."""
    text: str
    """The text without the fences and their indentation."""
    mark: str
    """The HTML comment on the line above; empty if there is none."""
    line: int
    """The line of the page on which the text begins."""


class Program(NamedTuple):
    """A program on a page, and the output that the page shows."""

    line: int
    source: str
    output: str


def all_blocks(page: Path) -> list[Block]:
    """Return the page's code blocks, in order."""
    content = page.read_text(encoding="utf-8")
    return [
        Block(
            found["language"],
            textwrap.dedent(found["text"]),
            found["mark"] or "",
            content.count("\n", 0, found.start("text")) + 1,
        )
        for found in _BLOCK.finditer(content)
    ]


def blocks(page: Path, language: str) -> list[str]:
    """Return the text of the page's code blocks in one language."""
    return [found.text for found in all_blocks(page) if found.language == language]


def block(page: Path, language: str, containing: str) -> str:
    """Return the only block in a language that contains the text."""
    (found,) = [text for text in blocks(page, language) if containing in text]
    return found


def modules(page: Path) -> dict[str, str]:
    """Return the python blocks that begin with ``# name.py``, by the module's name."""
    return {found[1]: text for text in blocks(page, "python") if (found := _MODULE.match(text))}


def programs(page: Path) -> list[Program]:
    """Return the page's other python blocks.

    A block marked ``continues`` continues the block before it. A program's output is in the `text`
    block after it, or in a block of another language that is marked ``output``.
    """
    found: list[Program] = []
    follows_program = False
    for code in all_blocks(page):
        is_program = code.language == "python" and not _MODULE.match(code.text)
        if follows_program and (code.mark == "output" or code.language == "text"):
            found[-1] = found[-1]._replace(output=found[-1].output + code.text)
        elif code.mark == "continues":
            found[-1] = found[-1]._replace(source=f"{found[-1].source}\n{code.text}")
        elif is_program:
            found.append(Program(code.line, code.text, ""))
        # A diagram further down is not the program's output.
        follows_program = is_program
    return found


def links(page: Path) -> list[str]:
    """Return the page's links within the repository: a path, an anchor, or both."""
    found = _LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith("https://")]


def leads_somewhere(page: Path, link: str) -> bool:
    """Return whether the file and the heading of a page's link exist."""
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """Return the anchors of the page's headings, as GitHub creates them."""
    return {anchor_of(heading) for heading in _HEADING.findall(_BLOCK.sub("", page.read_text()))}


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def rows(page: Path, header: str) -> list[list[str]]:
    """Return the cells of the table with this header line, with their escaped bars unescaped."""
    _, found, rest = page.read_text(encoding="utf-8").partition(f"\n{header}\n")
    assert found, f"{page.name} has no table {header!r}"
    table = rest.split("\n\n", 1)[0].splitlines()[1:]
    return [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in table
    ]


def shown_hook(hook: str) -> str:
    """Return a hook as the pages' tables show it: with its objects, and `…` for plain values."""
    arguments = hooks.ARGUMENTS[hook]
    objects = [name for name in arguments if name in {"invocation", "outcome"}]
    return f"{hook}({', '.join([*objects, '…'] if objects else arguments)})"


def entry_points(page: Path) -> dict[str, str]:
    """Return the plugins in the page's `pyproject.toml` blocks: the targets by name."""
    found: dict[str, str] = {}
    for text in blocks(page, "toml"):
        # configparser, because tomllib is new in Python 3.11.
        section = configparser.ConfigParser()
        section.read_string(text)
        for name, target in section["project.entry-points.funcext"].items():
            found[name] = target.strip('"')
    return found
