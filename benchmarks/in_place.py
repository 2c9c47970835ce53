"""Invocations through the published runtime: the cost of funcext where it is used."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import attrs

from . import ROOT
from .report import Result, Table
from .timing import Effort, Measure, Times, compare, paired


SECTION = "in place"
WITHOUT = "without funcext"
COUNTS = (0, 1, 5, 20)
WAYS = {
    "sync": "handle_event sync",
    "async": "handle_event async",
    "async, native": "native async",
}
"""The rows: the way into the runtime, and the kind of function."""

APP = """\
import azure.functions as func

app = func.FunctionApp()
"""
FUNCTION = """
@app.route()
{define} {kind}_{count}(req: func.HttpRequest) -> str:
    return "hello"
"""
# Each function has the number of plugins in its name.
INSTALL = """
import funcext_core
from benchmarks.noop import Noop
from funcext_core._plugins.plugin import make_plugin
from funcext_core._settings.plugin_settings import settings_in_code

plugins = funcext_core.install(app, settings={})
for index in range(20):
    functions = ",".join(f"*_{count}" for count in (1, 5, 20) if count > index)
    settings = settings_in_code(f"noop{index}", {"functions": functions})
    plugins._core.plugins.add(make_plugin(Noop(), f"noop{index}", settings))
"""


def run(effort: Effort) -> Result:
    """Measure an app without funcext, and one with functions with 0, 1, 5 and 20 plugins."""
    if find_spec("azure_functions_runtime") is None:
        reason = "azure-functions-runtime is not installed (it needs Python 3.13 or later)"
        return Result(SECTION, missing=reason)
    times: dict[str, tuple[Times, Times]] = {}
    # Several processes per app, because the placement of a process's memory affects its speed.
    for _ in range(max(1, effort.processes * 2 // 5)):
        with _workers() as (without, with_funcext):
            pairs = dict(_pairs(without, with_funcext, effort))
            for key, (none, some) in paired(pairs, max(1, effort.rounds // 6)).items():
                before = times.get(key, (Times(()), Times(())))
                times[key] = (before[0].and_then(none), before[1].and_then(some))
    return Result(
        SECTION,
        tables=(_table(times),),
        # Ratios of seconds per invocation. The ratio of invocations per second is the inverse.
        ratios={f"{SECTION} {key}": compare(none, some) for key, (none, some) in times.items()},
        times={
            f"{SECTION} {key}{suffix}": taken
            for key, pair in times.items()
            for suffix, taken in zip((", its none", ""), pair, strict=True)
        },
    )


def _pairs(
    without: _Worker, with_funcext: _Worker, effort: Effort
) -> Iterator[tuple[str, tuple[Measure, Measure]]]:
    """Yield the pairs to compare: no plugin with no funcext, and plugins with no plugin.

    The former run in two processes, the latter in one.
    """
    for way, words in WAYS.items():
        none = with_funcext.measure(f"{words}_0", effort)
        yield f"{way} 0", (without.measure(f"{words}_0", effort), none)
        for count in COUNTS[1:]:
            yield f"{way} {count}", (none, with_funcext.measure(f"{words}_{count}", effort))


@attrs.frozen
class _Worker:
    process: subprocess.Popen[str]

    def ask(self, way: str, count: int) -> float:
        """Invoke a function `count` times, and return the seconds that it took."""
        print(way, count, file=self.process.stdin, flush=True)
        return float(self.answer())

    def answer(self) -> str:
        """Return the next line that the worker prints."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            message = "a worker process ended: see its output above"
            raise RuntimeError(message)
        return line

    def measure(self, way: str, effort: Effort) -> Measure:
        """Return a measure of one invocation, the mean over a batch."""
        count = 1
        while self.ask(way, count) < 5 * effort.batch:
            count *= 2
        return lambda: self.ask(way, count) / count


@contextmanager
def _workers() -> Iterator[tuple[_Worker, _Worker]]:
    """Provide a worker process without funcext, and one with it."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        without, with_funcext = (
            stack.enter_context(_started(_written(Path(folder, name), text)))
            for name, text in (("without", APP), ("with", APP + INSTALL))
        )
        yield without, with_funcext


def _written(app: Path, text: str) -> Path:
    for kind, define in (("sync", "def"), ("async", "async def")):
        for count in COUNTS:
            text += FUNCTION.format(define=define, kind=kind, count=count)
    app.mkdir()
    app.joinpath("function_app.py").write_text(text, "utf-8")
    return app


@contextmanager
def _started(app: Path) -> Iterator[_Worker]:
    command = [sys.executable, "-m", "benchmarks.in_place_worker", str(app)]
    with subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        worker = _Worker(process)
        worker.answer()
        try:
            yield worker
        finally:
            # The process exits at the end of its input, and `with` waits for that.
            if process.stdin:
                process.stdin.close()


def _table(times: Mapping[str, tuple[Times, Times]]) -> Table:
    rows = []
    for way in WAYS:
        cells = [_a_second(times[f"{way} 0"][0])]
        for count in COUNTS:
            none, some = times[f"{way} {count}"]
            cells.append(f"{_a_second(some)}: {compare(none, some).median:.3f}")
        rows.append((way, *cells))
    return Table(
        "In place: HTTP invocations per second through azure-functions-runtime",
        ("function", WITHOUT, "no plugin", "1 plugin", "5 plugins", "20 plugins"),
        tuple(rows),
        "The best rate, followed by the median over the pairs: no plugin against an app without "
        "funcext (in another process), plugins against no plugin (in the same process). Requests "
        "enter through `handle_event`, with plain objects instead of protobuf messages, or through "
        "the native entry point. Each has its own task. On Linux, a process stays on one "
        "processor.",
    )


def _a_second(times: Times) -> str:
    return f"{1 / times.minimum:,.0f}/s"
