"""`funcext new`: a complete plugin, a complete app, and nothing that is there is overwritten."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from funcext_core.cli import main
from funcext_core.cli.checks import check_app


NEWEST = pytest.mark.skipif(
    sys.version_info[:2] != (3, 13), reason="what is made is the same on every Python"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, which is empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which mypy keeps what it knows about the SDK, for both tests."""
    return tmp_path_factory.mktemp("mypy")


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def run(*command: str | Path, cwd: Path, **environ: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=cwd,
        env={**os.environ, **environ},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def tools() -> list[list[str]]:
    """The commands of the CI that is made, as far as their tools are installed."""
    commands = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["pytest", "-q"]]
    return [command for command in commands if importlib.util.find_spec(command[0])]


def listed(package: str, name: str, target: str, folder: Path) -> Path:
    """Write the metadata of an installed distribution, without installing it."""
    metadata = folder / f"{package}-0.1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: 0.1.0\n", "utf-8"
    )
    (metadata / "entry_points.txt").write_text(f"[funcext]\n{name} = {target}\n", "utf-8")
    return folder


class TestAPlugin:
    def test_has_all_its_files(self, folder: Path) -> None:
        result = new("plugin", "greet")
        assert result.exit_code == 0
        assert result.output.splitlines()[1:] == [
            "  cd greet",
            "  pip install -e '.[test]'",
            "  pytest",
        ]
        assert files(folder / "greet") == {
            ".github/workflows/ci.yml",
            ".gitignore",
            "README.md",
            "pyproject.toml",
            "src/funcext_greet/__init__.py",
            "src/funcext_greet/plugin.py",
            "src/funcext_greet/py.typed",
            "tests/test_plugin.py",
        }

    @pytest.mark.parametrize(
        ("name", "package", "cls"),
        [
            ("greet", "funcext_greet", "Greet"),
            ("my-plug.in_2", "funcext_my_plug_in_2", "MyPlugIn2"),
            ("true", "funcext_true", "TruePlugin"),
            ("outcome", "funcext_outcome", "OutcomePlugin"),
        ],
    )
    def test_is_named_like_its_entry_point(
        self, folder: Path, name: str, package: str, cls: str
    ) -> None:
        assert new("plugin", name).exit_code == 0
        project = (folder / name / "pyproject.toml").read_text("utf-8")
        assert f'"{name}" = "{package}:{cls}"' in project
        plugin = (folder / name / "src" / package / "plugin.py").read_text("utf-8")
        assert f"class {cls}:" in plugin
        assert "@" not in plugin.replace("@attrs", "").replace("@hookimpl", "")

    @NEWEST
    def test_passes_its_own_checks(self, folder: Path, mypy_cache: Path) -> None:
        # With the longest name: the lines must not become too long.
        name = "a-plugin-of-the-longest-name-x"
        package, cls = f"funcext_{name.replace('-', '_')}", name.title().replace("-", "")
        new("plugin", name)
        site = listed(package, name, f"{package}:{cls}", folder / "site")
        paths = [str(folder / name / "src"), str(site), os.environ.get("PYTHONPATH", "")]
        environ = {
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "MYPY_CACHE_DIR": str(mypy_cache),
        }
        for command in tools():
            run(*command, cwd=folder / name, **environ)


class TestAnApp:
    def test_has_all_its_files(self, folder: Path) -> None:
        result = new("app", "shop")
        assert result.exit_code == 0
        assert result.output.splitlines()[1:] == [
            "  cd shop",
            "  pip install -r requirements-dev.txt",
            "  funcext run",
        ]
        assert files(folder / "shop") == {
            ".funcignore",
            ".github/workflows/ci.yml",
            ".gitignore",
            ".vscode/launch.json",
            "README.md",
            "function_app.py",
            "host.json",
            "local.settings.json",
            "pyproject.toml",
            "requirements-dev.txt",
            "requirements.txt",
            "tests/test_function_app.py",
        }
        launch = json.loads((folder / "shop/.vscode/launch.json").read_text("utf-8"))
        assert launch["configurations"][0]["args"] == ["run", "${workspaceFolder}"]

    @NEWEST
    def test_passes_its_own_checks(self, folder: Path, mypy_cache: Path) -> None:
        new("app", "shop")
        assert check_app(folder / "shop") == []
        for command in tools():
            run(*command, cwd=folder / "shop", MYPY_CACHE_DIR=str(mypy_cache))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("plugin", "Greet"), "'Greet' is not a valid name for a plugin: did you mean 'greet'?"),
        (("plugin", "MyPlugin"), "did you mean 'my-plugin'?"),
        (("plugin", "1st"), "'1st' is not a valid name for a plugin: use lower-case letters"),
        (("plugin", "a/b"), "did you mean 'a-b'?"),
        (("plugin", ""), "'' is not a valid name for a plugin: use"),
        (("plugin", ".."), "'..' is not a valid name"),
        (("plugin", "a" * 31), "30 characters at most"),
        (("plugin", "a\nb\x1b[0m"), "'a\\nb\\x1b[0m' is not a valid name"),
        (("plugin", "timer"), "'funcext-timer' is funcext's own: choose another name"),
        (("app", "../shop"), "'../shop' is not a valid name for an app: use letters"),
        (("app", "my shop"), "'my shop' is not a valid name for an app"),
    ],
    ids=range(11),
)
def test_a_bad_name_is_one_sentence(arguments: tuple[str, str], says: str, folder: Path) -> None:
    result = new(*arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert len(result.output.splitlines()) == 1
    assert not list(folder.iterdir())


@pytest.mark.parametrize("kind", ["plugin", "app"])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_nothing_is_overwritten(folder: Path, kind: str, what: str) -> None:
    if what == "file":
        (folder / "shop").write_text("mine", "utf-8")
    else:
        (folder / "shop").mkdir()
    result = new(kind, "shop")
    assert result.exit_code == 1
    assert "'shop' is there already: choose another name, or move it away" in result.output
    assert files(folder) == ({"shop"} if what == "file" else set())


def test_a_folder_that_cannot_be_made_is_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = new("app", "shop")
    assert result.output == "Error: 'shop' cannot be made: Permission denied\n"
