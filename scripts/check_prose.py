"""Report turns of phrase that funcext's texts do not use.

    python scripts/check_prose.py [PATH ...]

The turns are in `prose_words.ini`. The check reads comments, strings, docstrings and names in
Python code, pages without their code, Python blocks in pages, and comments in TOML and YAML files,
shell scripts and Makefiles. It skips docs/glossary.md and files with `prose` in their names.

A comment with a reason allows a turn. After code it covers its own line; on a line of its own it
covers the lines below it, up to the next empty one. In a page it is an HTML comment:

    # prose: allow 'mend' - the name of a method of the SDK

Exits with 1 if there is anything to report. Needs the standard library alone.
"""

from __future__ import annotations

import os
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import prose_texts
import prose_words
from prose_texts import Comment, Page
from prose_words import Turn


ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = Path("docs", "glossary.md")

_ALLOW = re.compile(r"prose: *allow\b *(?:'(?P<turn>[^']*)')?(?: - *(?P<reason>\S.*))?")
_HIDDEN_BUT_READ = frozenset({".github", ".ci"})
_BUILT = frozenset({"build", "dist", "node_modules", "__pycache__"})


class Finding(NamedTuple):
    """One line of the report."""

    line: int
    text: str


class Hit(NamedTuple):
    """A turn that a file has."""

    line: int
    turn: Turn
    text: str


class Allowance:
    """A comment that allows a turn on some lines."""

    def __init__(self, line: int, turn: str, lines: range) -> None:
        self.line = line
        self.turn = turn
        self.lines = lines
        self.used = False

    def takes(self, hit: Hit) -> bool:
        """Return whether the hit is allowed, and remember that there was one."""
        allowed = hit.turn.name == self.turn and hit.line in self.lines
        self.used = self.used or allowed
        return allowed


def main(arguments: Sequence[str]) -> int:
    """Check the files, or those of the repository; return the exit status."""
    turns = prose_words.read_turns()
    count = 0
    for path in files(map(Path, arguments) if arguments else [ROOT]):
        for finding in check(path, path.read_text(encoding="utf-8"), turns):
            count += 1
            print(f"{_shown(path)}:{finding.line}: {finding.text}")
    return 1 if count else 0


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to check among these paths, and below those that are folders."""
    for path in paths:
        found = sorted(_below(path)) if path.is_dir() else [path]
        yield from (file for file in found if prose_texts.is_read(file) and not _is_exempt(file))


def check(path: Path, content: str, turns: Sequence[Turn]) -> list[Finding]:
    """Return what there is to report of one file, in the order of its lines."""
    try:
        page = prose_texts.read(path, content)
    except (SyntaxError, tokenize.TokenError) as error:
        return [Finding(getattr(error, "lineno", None) or 1, f"not Python: {error}")]
    allowances, mistakes = _allowances(page, content, {turn.name for turn in turns})
    refused = [hit for hit in _hits(page, turns) if not _is_allowed(hit, allowances)]
    return sorted([*mistakes, *map(_finding, refused), *_unused(allowances)])


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_source(name)]
        yield from (Path(parent, name) for name in names)


def _is_source(folder: str) -> bool:
    if folder.startswith("."):
        return folder in _HIDDEN_BUT_READ
    return folder not in _BUILT


def _is_exempt(path: Path) -> bool:
    return "prose" in path.name or path.parts[-2:] == GLOSSARY.parts


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


# -- hits ---------------------------------------------------------------------------------------


def _hits(page: Page, turns: Sequence[Turn]) -> Iterator[Hit]:
    texts = [_condensed(_without_allowances(text)) for text in page.texts]
    for turn in turns:
        if turn.place == prose_words.NAMES:
            for name in page.names:
                yield from _matches(turn, name.words.lower(), name.line)
        elif turn.place == prose_words.DOCSTRINGS:
            for docstring in page.docstrings:
                yield from _matches(turn, docstring.text.lower(), docstring.line)
        else:
            for text in texts:
                yield from _matches(turn, text, 1)


def _condensed(text: str) -> str:
    """Return a text in lower case, with one mask in place of many: most of a module is code."""
    mask = prose_texts.MASK
    return re.sub(f"[ {mask}]*{mask} *", f" {mask} ", text).lower()


def _matches(turn: Turn, text: str, first: int) -> Iterator[Hit]:
    for match in turn.find(text):
        if not re.search(r"\n\s*\n", match[0].strip()):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Hit(first + text.count("\n", 0, start), turn, _report(turn, match))


def _report(turn: Turn, match: re.Match[str]) -> str:
    found = " ".join(match[0].split())
    name = "" if found == turn.name else f" ('{turn.name}')"
    return f"'{found}'{name}: {turn.advise(match)}"


def _finding(hit: Hit) -> Finding:
    return Finding(hit.line, hit.text)


# -- allowances ---------------------------------------------------------------------------------


def _allowances(page: Page, content: str, names: set[str]) -> tuple[list[Allowance], list[Finding]]:
    allowances: list[Allowance] = []
    mistakes: list[Finding] = []
    lines = content.splitlines()
    for comment in page.comments:
        found = _ALLOW.match(comment.text)
        if not found:
            continue
        if mistake := _mistake(found, names):
            mistakes.append(Finding(comment.line, mistake))
        else:
            allowances.append(Allowance(comment.line, found["turn"], _covered(comment, lines)))
    return allowances, mistakes


def _mistake(found: re.Match[str], names: set[str]) -> str:
    if found["turn"] not in names:
        turn = found["turn"] or ""
        return f"'{turn}' is not in {prose_words.LIST.name}: allow a turn by its name there"
    if not found["reason"]:
        return f"say why '{found['turn']}' is allowed: prose: allow '{found['turn']}' - the reason"
    return ""


def _covered(comment: Comment, lines: Sequence[str]) -> range:
    """Return the lines for which an allowance holds; lines are counted from 1."""
    end = comment.line
    while comment.alone and end < len(lines) and lines[end].strip():
        end += 1
    return range(comment.line, end + 1)


def _is_allowed(hit: Hit, allowances: Sequence[Allowance]) -> bool:
    # Not `any`: it would stop at the first, and leave the others looking unused.
    return sum(allowance.takes(hit) for allowance in allowances) > 0


def _unused(allowances: Iterable[Allowance]) -> Iterator[Finding]:
    for allowance in allowances:
        if not allowance.used:
            where = f"on lines {allowance.lines[0]} to {allowance.lines[-1]}"
            yield Finding(allowance.line, f"nothing {where} has '{allowance.turn}': remove this")


def _without_allowances(text: str) -> str:
    return re.sub(_ALLOW.pattern, lambda found: prose_texts.MASK * len(found[0]), text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
