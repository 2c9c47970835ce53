"""Pages of documentation as tests read them: their code, what it prints, and their links."""

from __future__ import annotations

import configparser
import re
import textwrap
from pathlib import Path
from typing import NamedTuple


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
    """As it stands behind the fence; empty where none does."""
    text: str
    """Without the fences and their indentation."""
    mark: str
    """What the HTML comment on the line above says of it; empty where there is none."""
    line: int
    """The line of the page on which the text begins."""


class Program(NamedTuple):
    """Python code of a page, and what the page says that it prints."""

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
    return [each.text for each in all_blocks(page) if each.language == language]


def block(page: Path, language: str, containing: str) -> str:
    """Return the one block in that language that contains the text."""
    (found,) = [text for text in blocks(page, language) if containing in text]
    return found


def modules(page: Path) -> dict[str, str]:
    """Return the python blocks that begin with ``# name.py``, by the module's name."""
    return {found[1]: text for text in blocks(page, "python") if (found := _MODULE.match(text))}


def programs(page: Path) -> list[Program]:
    """Return the page's other python blocks.

    A block marked ``continues`` goes on where the one before it ended. What a program prints is in
    the `text` block behind it, or in one of another language that is marked ``output``.
    """
    found: list[Program] = []
    behind = False
    for each in all_blocks(page):
        if behind and (each.mark == "output" or each.language == "text"):
            found[-1] = found[-1]._replace(output=found[-1].output + each.text)
        elif each.mark == "continues":
            found[-1] = found[-1]._replace(source=f"{found[-1].source}\n{each.text}")
        elif each.language == "python" and not _MODULE.match(each.text):
            found.append(Program(each.line, each.text, ""))
        # A diagram has nothing to do with the program that stands further up.
        behind = each.language == "python" and not _MODULE.match(each.text)
    return found


def links(page: Path) -> list[str]:
    """Return what the page links to within the repository: a path, an anchor, or both."""
    found = _LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith("https://")]


def leads_somewhere(page: Path, link: str) -> bool:
    """Tell whether the file, and the heading, that the page links to are there."""
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """Return the anchors of the page's headings, as they are made where it is read."""
    return {anchor_of(heading) for heading in _HEADING.findall(_BLOCK.sub("", page.read_text()))}


def anchor_of(heading: str) -> str:
    """Return the anchor of one heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def rows(page: Path, header: str) -> list[list[str]]:
    """Return the cells of the one table whose header is that line, without its escaped bars."""
    _, found, rest = page.read_text(encoding="utf-8").partition(f"\n{header}\n")
    assert found, f"{page.name} has no table {header!r}"
    table = rest.split("\n\n", 1)[0].splitlines()[1:]
    return [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in table
    ]


def entry_points(page: Path) -> dict[str, str]:
    """Return the plugins that the page's `pyproject.toml` blocks declare: target by name."""
    found: dict[str, str] = {}
    for text in blocks(page, "toml"):
        # configparser, since tomllib is new in Python 3.11.
        section = configparser.ConfigParser()
        section.read_string(text)
        for name, target in section["project.entry-points.funcext"].items():
            found[name] = target.strip('"')
    return found
