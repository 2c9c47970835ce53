"""The architecture of funcext_core: the direction of its imports, and its private names."""

from __future__ import annotations

import graphlib
import re
from pathlib import Path

import pytest

from project.imports import Graph, import_graph
from repository import ROOT


PACKAGE = ROOT / "funcext_core" / "src" / "funcext_core"

STOREYS = (
    {
        "errors",
        "_annotations",
        "_foreign",
        "_frames",
        "_hook_call",
        "_process",
        "_provides",
        "_response",
        "_returned",
        "_version",
    },
    {"_model"},
    {"hooks", "_stand_in_context"},
    {"_hookimpl"},
    {"_settings"},
    {"_plugins"},
    {"_layers"},
    {"_lifecycle"},
    {"_parameters"},
    {"_host", "_handle", "_reports", "_start_log", "_statistics"},
    {"_worker"},  # nothing below knows a worker
    {"_install", "_mark", "_use"},
    {""},  # the package itself: the public names
    {"_engine"},  # an app outside a worker: from here on, nothing that an app needs
    {"local", "testing"},  # what they depend on is an extra
    {"cli"},
    {"__main__"},  # `python -m funcext_core` is the command
)
"""The wings, lowest first. A module imports from its own storey and from those below."""

HEIGHTS = {wing: height for height, wings in enumerate(STOREYS) for wing in wings}

PUBLIC = {"", "__main__", "hooks", "errors", "testing", "local", "cli"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The imports of funcext_core's modules."""
    return import_graph(PACKAGE)


def wing(module: str) -> str:
    """Return the first name of a module below the package; empty for the package itself."""
    return module.partition(".")[2].partition(".")[0]


def storey(module: str) -> int:
    """Return how high a module's wing is."""
    return HEIGHTS[wing(module)]


class TestThePackage:
    def test_every_module_is_in_a_wing_of_the_table(self, graph: Graph) -> None:
        assert [module for module in graph if wing(module) not in HEIGHTS] == []

    def test_no_imports_form_a_circle(self, graph: Graph) -> None:
        try:
            graphlib.TopologicalSorter(graph).prepare()
        except graphlib.CycleError as error:
            pytest.fail(f"a circle of imports: {' <- '.join(error.args[1])}")

    def test_imports_only_lead_down(self, graph: Graph) -> None:
        upward = [
            f"{module} imports {imported}"
            for module, imports in graph.items()
            for imported in sorted(imports)
            if storey(imported) > storey(module)
        ]
        assert upward == []

    def test_below_the_workers_only_the_settings_read_the_environment(self) -> None:
        below = {
            path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8")
            for path in PACKAGE.rglob("*.py")
            if HEIGHTS[
                path.relative_to(PACKAGE).parts[0].removesuffix(".py").replace("__init__", "")
            ]
            < HEIGHTS["_worker"]
        }
        assert [
            path for path, source in below.items() if re.search(r"os\.environ|getenv", source)
        ] == ["_settings/general.py"]

    def test_the_engine_knows_neither_workers_nor_plugins(self, graph: Graph) -> None:
        engine = [imports for module, imports in graph.items() if wing(module) == "_engine"]
        assert {wing(name) for name in frozenset().union(*engine)} == {
            "_engine",
            "_hook_call",
            "_process",
            "errors",
        }

    def test_what_is_not_public_is_private_by_name(self, graph: Graph) -> None:
        names = {wing(module) for module in graph}
        assert {name for name in names if not name.startswith("_")} <= PUBLIC


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package `house` with the modules `house.hall`, `house.up` and `house.up.attic`."""
    folder = tmp_path / "house"
    folder.joinpath("up").mkdir(parents=True)
    for file in ("__init__.py", "hall.py", "up/__init__.py", "up/attic.py"):
        folder.joinpath(file).write_text('"""A room."""\n', "utf-8")
    return folder


class TestTheGraph:
    @pytest.mark.parametrize(
        ("file", "statement", "imported"),
        [
            ("hall.py", "import house.up.attic", "house.up.attic"),
            ("hall.py", "import house.up.attic as top", "house.up.attic"),
            ("hall.py", "from house.up.attic import ladder", "house.up.attic"),
            ("hall.py", "from house.up import attic", "house.up.attic"),
            ("hall.py", "from house.up import window", "house.up"),
            ("hall.py", "from house import door", "house"),
            ("hall.py", "from .up import attic", "house.up.attic"),
            ("hall.py", "from . import up", "house.up"),
            ("__init__.py", "from .hall import door", "house.hall"),
            ("up/__init__.py", "from . import attic", "house.up.attic"),
            ("up/__init__.py", "from ..hall import door", "house.hall"),
            ("up/attic.py", "from .. import hall", "house.hall"),
            ("up/attic.py", "from . import window", "house.up"),
            ("hall.py", "if TYPE_CHECKING:\n    from house.up import attic", "house.up.attic"),
            ("hall.py", "def climb():\n    from house.up import attic", "house.up.attic"),
        ],
    )
    def test_has_an_import(self, package: Path, file: str, statement: str, imported: str) -> None:
        package.joinpath(file).write_text(f"{statement}\n", "utf-8")
        name = f"house.{file.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")
        graph = import_graph(package)
        assert graph[name] == {imported}
        assert set(graph) == {"house", "house.hall", "house.up", "house.up.attic"}

    @pytest.mark.parametrize(
        "statement", ["import os.path", "from household import hall", "# import house.up"]
    )
    def test_has_nothing_else(self, package: Path, statement: str) -> None:
        package.joinpath("hall.py").write_text(f"{statement}\n", "utf-8")
        assert import_graph(package)["house.hall"] == set()
