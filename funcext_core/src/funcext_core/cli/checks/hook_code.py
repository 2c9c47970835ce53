"""The code of a hook, read from its source: whether it blocks, and whether it answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from .decorators import absolute_name, import_table
from .sources import Definition, Source


_BLOCKING = frozenset(
    {
        "time.sleep",
        "socket.create_connection",
        "urllib.request.urlopen",
        "os.system",
        "subprocess.run",
        "subprocess.call",
        "subprocess.check_call",
        "subprocess.check_output",
        "sqlite3.connect",
        "psycopg2.connect",
        "psycopg.connect",
        "pymysql.connect",
        "pyodbc.connect",
        "smtplib.SMTP",
        "http.client.HTTPConnection",
        "http.client.HTTPSConnection",
        *(
            f"{package}.{method}"
            for package in ("requests", "httpx")
            for method in ("get", "post", "put", "patch", "delete", "head", "options", "request")
        ),
    }
)
"""Functions that wait for something outside of the process."""

_CLIENTS = frozenset(
    {
        "requests.Session",
        "httpx.Client",
        "urllib3.PoolManager",
        "redis.Redis",
        "pymongo.MongoClient",
    }
)
"""Classes whose methods do."""

_ANSWER = "respond"


@attrs.frozen
class Call:
    """A call in a hook's code."""

    name: str
    line: int


@attrs.define(eq=False, slots=False)
class HookCode:
    """A hook, with the functions of its own module that it calls."""

    source: Source
    hook: Definition

    @cached_property
    def blocking(self) -> Call | None:
        """The first call that waits for something outside of the process; None if there is none."""
        table = import_table(self.source)
        clients = _clients(self.source, table)
        for call in self._calls:
            name = absolute_name(call.func, table)
            if name in _BLOCKING:
                return Call(name, call.lineno)
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            attribute = owner.attr if isinstance(owner, ast.Attribute) else _id(owner)
            if attribute in clients:
                return Call(ast.unparse(call.func), call.lineno)
        return None

    @cached_property
    def answers(self) -> bool:
        """Whether it answers invocations in the function's place."""
        return any(
            isinstance(call.func, ast.Attribute) and call.func.attr == _ANSWER
            for call in self._calls
        )

    @property
    def _calls(self) -> Iterator[ast.Call]:
        by_name = {function.name: function for function in self.source.definitions}
        pending, seen = [self.hook], {self.hook.name}
        while pending:
            for node in ast.walk(pending.pop()):
                if not isinstance(node, ast.Call):
                    continue
                yield node
                name = _own_name(node.func)
                if name in by_name and name not in seen:
                    seen.add(name)
                    pending.append(by_name[name])


def hook_code(file: Path, line: int) -> HookCode | None:
    """Return the code of the hook that begins at a line; None if it cannot be read."""
    source = Source(file, file.stem)
    hook = source.definition_at(line)
    return None if hook is None else HookCode(source, hook)


def _own_name(func: ast.expr) -> str:
    """Return the name of a function of the same module, or of a method of the same class."""
    if isinstance(func, ast.Attribute) and _id(func.value) in ("self", "cls"):
        return func.attr
    return _id(func)


def _id(node: ast.expr | None) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _clients(source: Source, table: Mapping[str, str]) -> frozenset[str]:
    """Return the names and attributes that hold an object whose methods wait."""
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts: list[ast.expr] = [node.value] if node.value is not None else []
            parts += [node.annotation] if isinstance(node, ast.AnnAssign) else []
            names = {
                absolute_name(inner, table)
                for part in parts
                for inner in ast.walk(part)
                if isinstance(inner, (ast.Attribute, ast.Name))
            }
            if not names.isdisjoint(_CLIENTS):
                found |= {t.attr if isinstance(t, ast.Attribute) else _id(t) for t in targets}
    return frozenset(found - {""})
