"""App settings where nothing reads them: beside `Values`, in host.json, in `.env`, shadowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from funcext_core._engine.project import read_project
from funcext_core.local.misplaced import Misplaced, misplaced


FIX = 'move it into "Values" of local.settings.json, and in Azure into the app settings'


def found(folder: Path, environ: dict[str, str] | None = None, **files: str) -> list[Misplaced]:
    """Write an app's files, by their names without dots, and return what is misplaced."""
    names = {"local": "local.settings.json", "host": "host.json", "env": ".env"}
    (folder / "function_app.py").touch()
    for name, text in files.items():
        (folder / names[name]).write_text(text, "utf-8")
    return list(misplaced(read_project(folder, {}), environ or {}))


@pytest.mark.parametrize(
    ("files", "name", "file", "line", "where"),
    [
        (
            {"local": '{\n  "Values": {},\n  "FUNCEXT_PLUGINS": "timer"\n}'},
            "FUNCEXT_PLUGINS",
            "local.settings.json",
            3,
            'beside "Values" in local.settings.json',
        ),
        (
            {"local": '{"Host": {"FUNCEXT_PLUGINS": "timer"}}'},
            "FUNCEXT_PLUGINS",
            "local.settings.json",
            1,
            'in "Host" in local.settings.json',
        ),
        (
            {"host": '{\n// a comment\n"version": "2.0", "FUNCEXT_STATS": 1}'},
            "FUNCEXT_STATS",
            "host.json",
            3,
            "in host.json",
        ),
        (
            {"host": '{"Values": {"PYTHON_ENABLE_WORKER_EXTENSIONS": "1"}}'},
            "PYTHON_ENABLE_WORKER_EXTENSIONS",
            "host.json",
            1,
            "in host.json",
        ),
        ({"env": "# x\nFUNCEXT_PLUGINS=timer\n"}, "FUNCEXT_PLUGINS", ".env", 2, "in .env"),
        ({"env": "export FUNCEXT_TRACE = 1"}, "FUNCEXT_TRACE", ".env", 1, "in .env"),
    ],
    ids=["beside", "in another section", "host.json", "Values of host.json", ".env", "export"],
)
def test_a_setting_that_nothing_reads_is_found(
    files: dict[str, str], name: str, file: str, line: int, where: str, tmp_path: Path
) -> None:
    (setting,) = found(tmp_path, None, **files)
    assert setting == Misplaced(name, file, line, f"{name} is {where}, where nothing reads it", FIX)
    assert str(setting) == f"{name} is {where}, where nothing reads it: {FIX}."


@pytest.mark.parametrize(
    "files",
    [
        {"local": '{"Values": {"FUNCEXT_PLUGINS": "timer"}}'},
        {"host": '{"version": "2.0"}'},
        {"env": "KEY=1\n#FUNCEXT_PLUGINS=timer\nno equals\n"},
        {},
    ],
    ids=["Values", "host.json", ".env", "no file"],
)
def test_a_setting_in_its_place_is_not(files: dict[str, str], tmp_path: Path) -> None:
    assert found(tmp_path, None, **files) == []


def test_a_file_that_a_tool_has_loaded_is_read(tmp_path: Path) -> None:
    environ = {"FUNCEXT_PLUGINS": "timer"}
    assert found(tmp_path, environ, env="FUNCEXT_PLUGINS=timer") == []


def test_a_host_file_that_cannot_be_read_is_left_to_others(tmp_path: Path) -> None:
    (tmp_path / "function_app.py").touch()
    (tmp_path / "host.json").write_text("{}", "utf-8")
    project = read_project(tmp_path, {})
    (tmp_path / "host.json").write_text("{", "utf-8")
    assert list(misplaced(project, {})) == []


class TestAnEmptyVariableOfTheShell:
    LOCAL = '{"Values": {"FUNCEXT_PLUGINS": "timer", "EMPTY": ""}}'

    def test_shadows_the_file(self, tmp_path: Path) -> None:
        (setting,) = found(tmp_path, {"FUNCEXT_PLUGINS": "", "EMPTY": ""}, local=self.LOCAL)
        assert str(setting) == (
            "FUNCEXT_PLUGINS is set but empty in this shell, which overrides its value in "
            "local.settings.json: unset it (unset FUNCEXT_PLUGINS)."
        )

    def test_that_has_a_value_overrides_it(self, tmp_path: Path) -> None:
        assert found(tmp_path, {"FUNCEXT_PLUGINS": "guard"}, local=self.LOCAL) == []
