"""The cost of a cold start beyond `import azure.functions`, measured in new processes.

A cold start is everything until the worker has the app's functions: imports, discovery, loading the
plugin, wrapping the function. The time of the same app without plugins is subtracted.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

from .installations import make_site
from .report import Result, Table, milliseconds, ratio
from .timing import Effort, Ratio, Times, compare, interleaved


SECTION = "cold start"
COUNTS = (10, 200, 1000)
MIDDLE = 200
"""The number of distributions in the table of files."""
START = Path(__file__).with_name("start.py")
# Not the environment's own Python: stevedore keeps no cache for one in a temporary folder.
PYTHON: str = getattr(sys, "_base_executable", sys.executable)

SDK = "import azure.functions"
PLAIN = "no plugins"
LOCKED = "funcext, with lock"
OPTIONS = "funcext, with lock, plugin with options"
IMPORTING = "funcext, with lock, plugin that imports 5 modules"
WARMING = "funcext, with lock, plugin that names them in warm"
SCANNED = "funcext, without lock"
PLUGGY = "pluggy, load_setuptools_entrypoints"
STEVEDORE_COLD = "stevedore, cache cold"
STEVEDORE_WARM = "stevedore, cache warm"
DDTRACE = "ddtrace.patch(azure_functions=True)"

APP = """\
import azure.functions as func

app = func.FunctionApp()
{before}

@app.route()
def hello(req: func.HttpRequest) -> str:
    return "hello"
"""
FUNCEXT = "import funcext_core\nplugins = funcext_core.install(app)\n"
STEVEDORE = """\
from stevedore.named import NamedExtensionManager
manager = NamedExtensionManager("bench.stevedore", ["noop"], invoke_on_load=True)
assert len(manager.extensions) == 1
"""
LOCK = """\
import sys
from pathlib import Path
sys.path.append(sys.argv[1])
from funcext_core._plugins.lock_writer import lock_of, write_lock
from funcext_core._plugins.scanning import scan
write_lock(Path(sys.argv[2]), lock_of(scan()))
"""


@attrs.frozen
class Subject:
    """A way of starting an app with plugins."""

    distributions: tuple[str, ...]
    """The distributions that it needs in addition to the SDK."""
    before: str
    """The app's code before its functions."""
    settings: Mapping[str, str] = attrs.field(factory=dict)
    locked: bool = False
    cold: bool = False
    """Whether to delete its cache before each start."""


SUBJECTS = {
    PLAIN: Subject(("funcext-core",), ""),
    LOCKED: Subject(("funcext-core",), FUNCEXT, {"FUNCEXT_PLUGINS": "noop"}, locked=True),
    OPTIONS: Subject(
        ("funcext-core",),
        FUNCEXT + 'assert plugins["options"].limit == 20\n',
        {"FUNCEXT_PLUGINS": "options", "FUNCEXT_OPTIONS__LIMIT": "20"},
        locked=True,
    ),
    IMPORTING: Subject(("funcext-core",), FUNCEXT, {"FUNCEXT_PLUGINS": "importing"}, locked=True),
    WARMING: Subject(("funcext-core",), FUNCEXT, {"FUNCEXT_PLUGINS": "warming"}, locked=True),
    SCANNED: Subject(("funcext-core",), FUNCEXT, {"FUNCEXT_PLUGINS": "noop"}),
    PLUGGY: Subject(
        ("funcext-core",),
        "import pluggy\n"
        'manager = pluggy.PluginManager("bench")\n'
        'assert manager.load_setuptools_entrypoints("bench") == 1\n',
    ),
    STEVEDORE_COLD: Subject(("funcext-core", "stevedore"), STEVEDORE, cold=True),
    STEVEDORE_WARM: Subject(("funcext-core", "stevedore"), STEVEDORE),
    DDTRACE: Subject(
        ("funcext-core", "ddtrace"),
        "import ddtrace\nddtrace.patch(azure_functions=True)\n",
        # Do not send anything anywhere.
        {
            "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
            "DD_REMOTE_CONFIGURATION_ENABLED": "false",
        },
    ),
}


Cases = Mapping[int, Mapping[str, Times]]
"""Times by the number of installed distributions, then by subject."""


@attrs.frozen
class Starter:
    """Starts one subject's app with one number of installed distributions."""

    subject: Subject
    site: Path
    app: Path
    cache: Path

    def start(self, mode: str = "time") -> dict[str, Any]:
        """Start the app in a new process, and return the figures of `start.py`."""
        if self.subject.cold:
            shutil.rmtree(self.cache, ignore_errors=True)
        done = self._run(START, self.site, self.app, mode)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def lock(self) -> None:
        """Write the lock of the installed plugins."""
        self._run("-c", LOCK, self.site, self.app / "funcext.lock")

    def import_times(self) -> str:
        """Start the app, and return the interpreter's own report of import times."""
        return self._run(START, self.site, self.app, "time", options=("-X", "importtime")).stderr

    def _run(
        self, *arguments: str | Path, options: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603 - our own words
            # Without `site`, only the folder's distributions are installed.
            [PYTHON, *options, "-I", "-S", *map(str, arguments)],
            env={"XDG_CACHE_HOME": str(self.cache), **self.subject.settings},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        if done.returncode:
            message = f"the app in {self.app} did not start:\n{done.stderr}"
            raise RuntimeError(message)
        return done


def run(effort: Effort) -> Result:
    """Measure every subject with 10, 200 and 1,000 distributions installed."""
    counts = COUNTS[:1] if effort.least else COUNTS
    with tempfile.TemporaryDirectory() as folder:
        starters = {count: make_starters(Path(folder, str(count)), count) for count in counts}
        cases, sdk = starts(starters, effort.processes)
        middle = MIDDLE if MIDDLE in starters else counts[0]
        files = {name: starter.start("files") for name, starter in starters[middle].items()}
        own = [_own_share(starters[middle][LOCKED]) for _ in range(effort.processes)]
    ratios = _ratios(cases, sdk)
    ratios[f"{SECTION} own modules"] = _own_ratio(own)
    opened = max(len(files[name]["data"]) for name in (LOCKED, OPTIONS))
    ratios[f"{SECTION} files opened"] = Ratio.exactly(opened)
    return Result(
        SECTION,
        tables=(_table(cases, sdk, ratios), _files_table(files, middle)),
        ratios=ratios,
        times={
            f"{SECTION} {count} {name}": times
            for count, by_name in cases.items()
            for name, times in {**by_name, SDK: sdk[count][PLAIN]}.items()
        },
        missing=_missing(),
    )


def make_starters(folder: Path, count: int, only: Sequence[str] = ()) -> dict[str, Starter]:
    """Prepare the installed subjects, and start each once so that all bytecode is compiled.

    Args:
        folder: the folder for their apps and distributions.
        count: the number of distributions to install.
        only: the subjects' names; by default all.
    """
    sites: dict[tuple[str, ...], Path] = {}
    starters = {}
    for index, (name, subject) in enumerate(SUBJECTS.items()):
        if (only and name not in only) or not _is_installed(subject):
            continue
        if subject.distributions not in sites:
            sites[subject.distributions] = folder / f"site{len(sites)}"
            make_site(sites[subject.distributions], subject.distributions, count)
        app = folder / f"app{index}"
        app.mkdir()
        app.joinpath("function_app.py").write_text(APP.format(before=subject.before), "utf-8")
        cache = folder / f"cache{index}"
        starter = Starter(subject, sites[subject.distributions], app, cache)
        if subject.locked:
            starter.lock()
        starter.start()
        starters[name] = starter
    return starters


def starts(starters: Mapping[int, Mapping[str, Starter]], rounds: int) -> tuple[Cases, Cases]:
    """Time all cold starts alternately, with every number of installed distributions.

    Args:
        starters: the subjects by the number of distributions, including `PLAIN`.
        rounds: the number of starts of each subject.

    Returns:
        The seconds of each start, without the SDK's import and the time of the same app without
        plugins; and the seconds of the SDK's import in the same processes.
    """
    imported: dict[str, list[float]] = {}

    def measure(key: str, starter: Starter) -> float:
        found = starter.start()
        imported.setdefault(key, []).append(found["sdk"])
        return float(found["app"])

    measures = {
        f"{count} {name}": partial(measure, f"{count} {name}", starter)
        for count, by_name in starters.items()
        for name, starter in by_name.items()
    }
    times = interleaved(measures, rounds)
    cases: dict[int, dict[str, Times]] = {}
    sdk: dict[int, dict[str, Times]] = {}
    for count, by_name in starters.items():
        plain = Times((times[f"{count} {PLAIN}"].minimum,) * rounds)
        cases[count] = {
            name: times[f"{count} {name}"].above(plain) for name in by_name if name != PLAIN
        }
        sdk[count] = {name: Times(tuple(imported[f"{count} {name}"])) for name in by_name}
    return cases, sdk


def _is_installed(subject: Subject) -> bool:
    return all(find_spec(name.replace("-", "_")) is not None for name in subject.distributions)


def _missing() -> str:
    names = {
        name
        for subject in SUBJECTS.values()
        for name in subject.distributions
        if find_spec(name.replace("-", "_")) is None
    }
    return f"not installed: {', '.join(sorted(names))}" if names else ""


def _own_share(starter: Starter) -> tuple[float, float]:
    """Return the seconds that importing funcext's own modules takes, and those of the SDK."""
    own = sdk = 0.0
    row = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|\s+(\S+)")
    for line in starter.import_times().splitlines():
        if match := row.match(line):
            alone, with_imported, module = match.groups()
            if module.partition(".")[0] == "funcext_core":
                own += int(alone) / 1e6
            elif module == "azure.functions":
                sdk = int(with_imported) / 1e6
    return own, sdk


def _own_ratio(taken: Sequence[tuple[float, float]]) -> Ratio:
    own, sdk = (Times(tuple(seconds)) for seconds in zip(*taken, strict=True))
    pairs = Times(tuple(a / b for a, b in taken))
    return Ratio(own.minimum / sdk.minimum, pairs.median)


def _ratios(cases: Cases, sdk: Cases) -> dict[str, Ratio]:
    """Return the time of each start, relative to the SDK's import in the same processes."""
    return {
        f"{SECTION} {count} {name}": compare(times, sdk[count][name])
        for count, by_name in cases.items()
        for name, times in by_name.items()
    }


def _table(cases: Cases, sdk: Cases, ratios: Mapping[str, Ratio]) -> Table:
    rows = [
        (
            name,
            *(
                f"{milliseconds(times[name].minimum)}: {ratio(ratios[f'{SECTION} {count} {name}'])}"
                for count, times in cases.items()
            ),
        )
        for name in next(iter(cases.values()))
    ]
    taken = (SDK, *(milliseconds(times[PLAIN].minimum) for times in sdk.values()))
    return Table(
        "Cold start beyond `import azure.functions`, bytecode compiled",
        ("an app with one plugin", *(f"{count:,} distributions" for count in cases)),
        (taken, *rows),
        "The least time, followed by its ratio to `import azure.functions` in the same processes: "
        "of the least times, and in parentheses the median over the rounds. funcext's own modules "
        f"take {ratio(ratios[f'{SECTION} own modules'])} of it.",
    )


def _files_table(files: Mapping[str, Mapping[str, Any]], count: int) -> Table:
    rows = tuple(
        (
            name,
            str(len(found["data"])),
            str(found["modules"]),
            str(found["directories"]),
            "yes" if found["metadata"] else "no",
        )
        for name, found in files.items()
    )
    return Table(
        f"Files opened by that cold start, {count:,} distributions",
        ("app", "data files", "modules", "directories listed", "importlib_metadata imported"),
        rows,
        "Counted by an audit hook. Modules are .py and .pyc files.",
    )
