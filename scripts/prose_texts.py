"""What a file says to its readers: comments, strings, docstrings, names and paragraphs.

A text is the whole file with everything else masked, so that a place in it is a place in the file,
and a phrase is found across the end of a line. `MASK` stands for code. It is no word and no space:
no phrase is found across it.
"""

from __future__ import annotations

import ast
import io
import re
import textwrap
import token
import tokenize
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple


MASK = "\0"

_HASH_SUFFIXES = frozenset({".toml", ".yml", ".yaml", ".sh"})
_HASH_NAMES = frozenset({"Makefile", "run"})
_FSTRING_STARTS = tuple(
    getattr(token, name) for name in ("FSTRING_START", "TSTRING_START") if hasattr(token, name)
)
_FSTRING_ENDS = tuple(
    getattr(token, name) for name in ("FSTRING_END", "TSTRING_END") if hasattr(token, name)
)

_PREFIX = re.compile(r"[A-Za-z]*(?:'''|\"\"\"|'|\")")
_ESCAPE = re.compile(r"\\[abfnrtv]")
_FIELD = re.compile(r"\{\{|\}\}|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^(?P=indent)```",
    re.MULTILINE | re.DOTALL,
)
_NOT_PROSE = re.compile(
    r"(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)|(?<=\]\()[^)\s]+|https?://[^\s)>]+", re.DOTALL
)
_HTML_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


class Name(NamedTuple):
    """A name that Python code gives to something."""

    line: int
    words: str
    """The name with spaces in place of its underscores."""


class Docstring(NamedTuple):
    """The text of a docstring, and where it begins."""

    line: int
    text: str


class Comment(NamedTuple):
    """A comment, which may hold an allowance."""

    line: int
    text: str
    alone: bool
    """Whether it has its line to itself."""


class Page(NamedTuple):
    """What one file says."""

    texts: tuple[str, ...]
    """Masked copies of the file, with its lines."""
    comments: tuple[Comment, ...]
    docstrings: tuple[Docstring, ...] = ()
    names: tuple[Name, ...] = ()


def is_read(path: PurePath) -> bool:
    """Return whether `read` knows files of this kind."""
    return path.suffix in {".py", ".md"} or _has_hash_comments(path)


def read(path: PurePath, content: str) -> Page:
    """Return what a file says.

    Args:
        path: decides which kind of file it is.
        content: its text.

    Raises:
        SyntaxError: a Python file, or a Python block of a page, is not Python.
    """
    if path.suffix == ".py":
        return _python(content)
    if path.suffix == ".md":
        return _markdown(content)
    text = _hash_comments(content)
    return Page((text,), tuple(_comments(text)))


def _has_hash_comments(path: PurePath) -> bool:
    return path.suffix in _HASH_SUFFIXES or path.name in _HASH_NAMES


def _masked(text: str) -> str:
    """Return a text of the same lines that says nothing."""
    return re.sub(r"\S", MASK, text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _hash_comments(content: str) -> str:
    lines = []
    for line in content.splitlines(keepends=True):
        found = re.match(r"(?:[^#\"']|\"[^\"\n]*\"|'[^'\n]*')*?(?=(?:^|\s)#)", line)
        code = found.end() if found else len(line)
        marks = re.match(r"\s*#*", line[code:])
        end = code + (marks.end() if marks else 0)
        lines.append(_masked(line[:code]) + _blank(line[code:end]) + line[end:])
    return "".join(lines)


def _comments(text: str) -> Iterator[Comment]:
    """Yield the comments of a masked text that has nothing else."""
    for number, line in enumerate(text.splitlines(), 1):
        comment = line.rpartition(MASK)[2].strip()
        if comment:
            yield Comment(number, comment, MASK not in line)


# -- Python -------------------------------------------------------------------------------------


def _python(content: str) -> Page:
    strings, comments = _masked(content), _masked(content)
    starts = _line_starts(content)
    for kind, begin, end in _literals(content):
        start, stop = starts[begin[0]] + begin[1], starts[end[0]] + end[1]
        text = content[start:stop]
        if kind == tokenize.COMMENT:
            comments = (
                comments[:start] + re.sub("^#+", lambda m: _blank(m[0]), text) + comments[stop:]
            )
        else:
            strings = strings[:start] + _inside(text) + strings[stop:]
    tree = ast.parse(content)
    return Page(
        (strings, comments),
        tuple(_comments(comments)),
        tuple(_docstrings(tree)),
        tuple(_names(tree)),
    )


def _line_starts(content: str) -> list[int]:
    """Return where each line begins; lines are counted from 1."""
    starts = [0, 0]
    for line in content.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _literals(content: str) -> Iterator[tuple[int, tuple[int, int], tuple[int, int]]]:
    """Yield kind, start and end of each comment and string; an f-string is one, on any Python."""
    depth = 0
    begin = (0, 0)
    for found in tokenize.generate_tokens(io.StringIO(content).readline):
        if found.type in _FSTRING_STARTS:
            begin = begin if depth else found.start
            depth += 1
        elif found.type in _FSTRING_ENDS:
            depth -= 1
            if not depth:
                yield token.STRING, begin, found.end
        elif not depth and found.type in {tokenize.COMMENT, token.STRING}:
            yield found.type, found.start, found.end


def _inside(literal: str) -> str:
    """Return a string literal without its quotes, its escapes and the fields of an f-string."""
    prefix = _PREFIX.match(literal)
    if prefix is None:
        return _masked(literal)
    quotes = prefix[0].lstrip("rRbBuUfFtT")
    letters = prefix[0][: -len(quotes)].lower()
    text = literal[prefix.end() : -len(quotes)]
    if "r" not in letters:
        text = _ESCAPE.sub("  ", text)
    if "f" in letters or "t" in letters:
        text = _FIELD.sub(lambda field: _masked(field[0]), text)
    return _blank(prefix[0]) + text + _blank(quotes)


def _docstrings(tree: ast.AST) -> Iterator[Docstring]:
    """Yield every string that is a statement: the docstrings, those of attributes among them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            text = node.value.value
            if isinstance(text, str):
                yield Docstring(node.lineno, text)


def _names(tree: ast.AST) -> Iterator[Name]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield _name(node.lineno, node.id)
        elif isinstance(node, ast.arg):
            yield _name(node.lineno, node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield _name(node.lineno, node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield _name(node.lineno, node.attr)


def _name(line: int, name: str) -> Name:
    words = re.sub("(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return Name(line, words.replace("_", " ").strip())


# -- Markdown -----------------------------------------------------------------------------------


def _markdown(content: str) -> Page:
    """Read a page: its paragraphs, and its Python blocks as Python."""
    fences = list(_FENCE.finditer(content))
    blocks = [_block(content, fence) for fence in fences if fence["language"] == "python"]
    prose = content
    for masked in (_FENCE, _HTML_COMMENT, _NOT_PROSE):
        prose = masked.sub(lambda found: _masked(found[0]), prose)
    comments = [_html_comment(content, found) for found in _HTML_COMMENT.finditer(content)]
    return Page(
        (prose, *(text for block in blocks for text in block.texts)),
        (*comments, *(comment for block in blocks for comment in block.comments)),
        tuple(docstring for block in blocks for docstring in block.docstrings),
        tuple(name for block in blocks for name in block.names),
    )


def _html_comment(content: str, found: re.Match[str]) -> Comment:
    before = content[: found.start()].rpartition("\n")[2]
    return Comment(content.count("\n", 0, found.start()) + 1, found[1].strip(), not before.strip())


def _block(content: str, fence: re.Match[str]) -> Page:
    """Read a Python block. It keeps its line numbers: what is above it counts as empty lines."""
    above = content.count("\n", 0, fence.start("code"))
    return _python("\n" * above + textwrap.dedent(fence["code"]))
