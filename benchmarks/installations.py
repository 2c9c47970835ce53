"""Folders of installed distributions: real ones, a plugin, and any number of made-up ones.

The real ones are links to the packages installed for the Python that runs the benchmarks.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement


PLUGIN_MODULES = {
    "bench_plugins/__init__.py": "",
    "bench_plugins/of_funcext.py": """\
from funcext_core import hookimpl


class Noop:
    @hookimpl
    def pre_invocation(self, invocation): ...

    @hookimpl
    def post_invocation(self, invocation, outcome): ...
""",
    "bench_plugins/with_options.py": """\
import attrs

from funcext_core import hookimpl


@attrs.define
class Noop:
    level: str = "INFO"
    limit: int = 10

    @hookimpl
    def pre_invocation(self, invocation): ...

    @hookimpl
    def post_invocation(self, invocation, outcome): ...
""",
    "bench_plugins/warming.py": """\
from funcext_core import hookimpl


class Noop:
    warm = (
        "multiprocessing.managers",
        "sqlite3",
        "unittest.mock",
        "xml.dom.minidom",
        "xmlrpc.client",
    )

    @hookimpl
    def pre_invocation(self, invocation): ...

    @hookimpl
    def post_invocation(self, invocation, outcome): ...
""",
    "bench_plugins/importing.py": """\
import multiprocessing.managers
import sqlite3
import unittest.mock
import xml.dom.minidom
import xmlrpc.client

from funcext_core import hookimpl


class Noop:
    @hookimpl
    def pre_invocation(self, invocation): ...

    @hookimpl
    def post_invocation(self, invocation, outcome): ...
""",
    "bench_plugins/of_pluggy.py": """\
import pluggy

hookimpl = pluggy.HookimplMarker("bench")


@hookimpl
def pre_invocation(invocation): ...


@hookimpl
def post_invocation(invocation, outcome): ...
""",
    "bench_plugins/of_stevedore.py": """\
class Noop:
    def pre_invocation(self, invocation): ...
    def post_invocation(self, invocation, outcome): ...
""",
}
ENTRY_POINTS = """\
[funcext]
noop = bench_plugins.of_funcext:Noop
options = bench_plugins.with_options:Noop
warming = bench_plugins.warming:Noop
importing = bench_plugins.importing:Noop

[bench]
noop = bench_plugins.of_pluggy

[bench.stevedore]
noop = bench_plugins.of_stevedore:Noop
"""
# The metadata of a distribution of average size, most of which is its description.
DESCRIPTION = "It does one thing, and says so at length.\n" * 100
EVERY_THIRD = 3


def make_site(folder: Path, names: Iterable[str], count: int) -> int:
    """Fill a folder with distributions: named ones with their dependencies, and a plugin.

    Args:
        folder: the folder to create.
        names: the names of the real distributions.
        count: the total number of distributions. The others are made up: metadata without modules,
            every third with a console script.

    Returns:
        The total number, which exceeds `count` if there are more real ones.
    """
    folder.mkdir(parents=True)
    real = closure(names)
    for installed in real.values():
        _link(installed, folder)
    write_distribution(folder, "bench-plugins", PLUGIN_MODULES, ENTRY_POINTS)
    existing = len(real) + 1
    for index in range(existing, count):
        script = f"[console_scripts]\nmade-up-{index} = made_up_{index}:main\n"
        entry_points = "" if index % EVERY_THIRD else script
        write_distribution(folder, f"made-up-{index}", {}, entry_points)
    return max(existing, count)


def closure(names: Iterable[str]) -> dict[str, Distribution]:
    """Return these distributions and all of their dependencies, by name."""
    found: dict[str, Distribution] = {}
    wanted = list(names)
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        if name in found:
            continue
        found[name] = distribution(name)
        for text in found[name].requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                wanted.append(requirement.name)
    return found


def write_distribution(
    folder: Path, name: str, modules: Mapping[str, str], entry_points: str
) -> None:
    """Write a distribution as an installer does: modules, metadata, and the record of both."""
    metadata = f"{name.replace('-', '_')}-1.0.dist-info"
    files = {
        **modules,
        f"{metadata}/METADATA": (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n\n{DESCRIPTION}"
        ),
        f"{metadata}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{metadata}/INSTALLER": "pip\n",
    }
    if entry_points:
        files[f"{metadata}/entry_points.txt"] = entry_points
    record = [f"{path},{_digest(text)},{len(text)}" for path, text in files.items()]
    files[f"{metadata}/RECORD"] = "\n".join([*record, f"{metadata}/RECORD,,"]) + "\n"
    for path, text in files.items():
        folder.joinpath(path).parent.mkdir(exist_ok=True)
        folder.joinpath(path).write_text(text, "utf-8")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _link(installed: Distribution, folder: Path) -> None:
    """Link a distribution's files in site-packages into the folder."""
    paths = [PurePosixPath(file) for file in installed.files or ()]
    tops = {path.parts[0] for path in paths} - {"..", "__pycache__", "bin", "Scripts"}
    if not any(path.name == "__init__.py" for path in paths):
        # An editable installation: its package is in a source tree.
        package = installed.metadata["Name"].replace("-", "_")
        spec = find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            folder.joinpath(package).symlink_to(next(iter(spec.submodule_search_locations)))
    for top in tops:
        link, target = folder / top, Path(str(installed.locate_file(top)))
        # Some packages share a folder, as namespace packages do.
        if not link.is_symlink() and not top.endswith(".pth"):
            link.symlink_to(target)
