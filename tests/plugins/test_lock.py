"""The lock: the digest of a build, how it is written, what it refuses, what it saves."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import os
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import funcext_core
from funcext_core import LoadError
from funcext_core._plugins.discovery import Installed
from funcext_core._plugins.lock import FORMAT, digest_of, find_record, read_lock
from funcext_core._plugins.lock_writer import lock_text, write_lock
from funcext_core._plugins.scanning import scan
from funcext_core.cli import main


HAS_UV = importlib.util.find_spec("uv") is not None

PLUGIN = """\
from funcext_core import hookimpl


class Plugin:
    @hookimpl
    def pre_invocation(self, invocation): ...
"""
APP = """\
import azure.functions as func
import funcext_core

app = func.FunctionApp()
plugins = funcext_core.install(app)
"""


# -- distributions ---------------------------------------------------------------------------------


def row(path: str, content: str) -> str:
    """Return a RECORD's row; a path with a comma is quoted, as CSV has it."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=")
    quoted = f'"{path}"' if "," in path else path
    return f"{quoted},sha256={digest.decode()},{len(content)}"


def distribution(
    name: str, version: str = "1.0", files: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the files of a distribution with one plugin, both of that name."""
    metadata = f"{name}-{version}.dist-info"
    content = {
        f"{name}/__init__.py": PLUGIN,
        f"{name}/py.typed": "",
        f"{metadata}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{metadata}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{metadata}/entry_points.txt": f"[funcext]\n{name} = {name}:Plugin\n",
        **(files or {}),
    }
    record = [row(path, text) for path, text in content.items()]
    return {**content, f"{metadata}/RECORD": "\n".join([*record, f"{metadata}/RECORD,,"]) + "\n"}


def editable_distribution(name: str) -> dict[str, str]:
    """Return the files of a distribution that is an editable install of another folder."""
    content = distribution(name)
    path = f"{name}-1.0.dist-info/direct_url.json"
    content[path] = '{"url": "file:///src", "dir_info": {"editable": true}}'
    content[f"{name}-1.0.dist-info/RECORD"] += f"{path},sha256=abc,1\n"
    return content


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is the whole of `sys.path`."""
    scan()  # Its imports must succeed before the path is replaced.
    folder = tmp_path / "site"
    folder.mkdir()
    before = set(sys.modules)
    monkeypatch.setattr(sys, "path", [str(folder)])
    yield folder
    for name in set(sys.modules) - before:
        module = sys.modules[name]
        # A namespace package has no file.
        paths = [getattr(module, "__file__", None), *getattr(module, "__path__", ())]
        if any(str(path).startswith(str(tmp_path)) for path in paths):
            del sys.modules[name]


def put(site: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder of installed distributions."""
    for path, content in files.items():
        site.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        site.joinpath(path).write_text(content, "utf-8")


def lock(app: Path, *options: str) -> Result:
    """Run `funcext lock` for the app."""
    return CliRunner().invoke(main, ["lock", str(app), *options])


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The folder of an app that calls `install`."""
    folder = tmp_path / "app"
    folder.mkdir()
    folder.joinpath("function_app.py").write_text(APP, "utf-8")
    return folder


def start(app: Path, monkeypatch: pytest.MonkeyPatch, **settings: str) -> list[str]:
    """Import the app with these settings, and return the names of the plugins."""
    for name, value in settings.items():
        monkeypatch.setenv(f"FUNCEXT_{name}", value)
    plugins = runpy.run_path(str(app / "function_app.py"))["plugins"]
    assert isinstance(plugins, funcext_core.PluginHost)
    return [plugin.name for plugin in plugins]


# -- the digest ------------------------------------------------------------------------------------


def run(*command: str | Path, **variables: str) -> None:
    """Run an installer without index; fail with what it printed if it fails."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "UV_"))
    }
    done = subprocess.run(
        [str(word) for word in command],
        env={**env, "PIP_CONFIG_FILE": os.devnull, "UV_NO_CONFIG": "1", **variables},
        check=False,
        encoding="utf-8",
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        pytest.fail(f"{done.args} failed:\n{done.stdout}", pytrace=False)


def write_wheel(folder: Path) -> Path:
    """Write a wheel with files that installers put, or spell, differently."""
    files = distribution(
        "lockable",
        files={
            "lockable/inner/__init__.py": "",
            "lockable/a name, with a comma.txt": "data",
            "lockable-1.0.dist-info/entry_points.txt": (
                "[console_scripts]\nlockable = lockable:main\n"
                "[funcext]\nlockable = lockable:Plugin\n"
            ),
            "lockable-1.0.data/scripts/lockable-script": "#!python\nprint('hello')\n",
            "lockable-1.0.data/data/share/lockable.txt": "shared",
        },
    )
    path = folder / "lockable-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    return path


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The RECORD of one wheel, by how it was installed."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = write_wheel(folder)
    one, two, three = (folder / f"environment{number}" for number in (1, 2, 3))
    run(sys.executable, "-m", "venv", one)
    run(sys.executable, "-m", "venv", "--without-pip", two)
    run(sys.executable, "-m", "venv", "--without-pip", three)
    pip = (python(one), "-m", "pip", "--disable-pip-version-check")
    offline = ("--no-index", "--no-deps")
    run(*pip, "install", *offline, wheel)
    # As a lock file's requirement is installed, and without compiling.
    named = ("--no-compile", "lockable==1.0")
    run(*pip, "--python", python(two), "install", *offline, *named, PIP_FIND_LINKS=str(folder))
    run(*pip, "install", *offline, "--target", folder / "target", wheel)
    uv = (sys.executable, "-m", "uv", "pip", "install", "--cache-dir", folder / "cache", *offline)
    run(*uv, "--python", python(three), wheel)
    run(*uv, "--python", python(three), "--target", folder / "other_target", wheel)
    return {
        "pip": record(one),
        "pip, elsewhere": record(two),
        "pip --target": record(folder / "target"),
        "uv": record(three),
        "uv --target": record(folder / "other_target"),
    }


def python(environment: Path) -> Path:
    """Return the interpreter of an environment."""
    return environment.joinpath("Scripts" if os.name == "nt" else "bin", "python")


def record(folder: Path) -> str:
    """Return the text of the only RECORD of the distribution, in an environment or a target."""
    (path,) = folder.rglob("lockable-1.0.dist-info/RECORD")
    return path.read_text("utf-8")


@pytest.mark.skipif(not HAS_UV, reason="uv, one of the installers, is not installed here.")
class TestOneWheelInstalledInManyWays:
    def test_has_one_digest(self, records: dict[str, str]) -> None:
        assert len({digest_of(text) for text in records.values()}) == 1

    def test_has_records_that_differ(self, records: dict[str, str]) -> None:
        """The digest has something to ignore: no two records are the same."""
        assert len({tuple(sorted(text.splitlines())) for text in records.values()}) == len(records)

    def test_covers_the_files_of_the_wheel(self, records: dict[str, str]) -> None:
        for text in records.values():
            for path in ("lockable/__init__.py", "lockable-1.0.dist-info/entry_points.txt"):
                (line,) = (line for line in text.splitlines() if line.startswith(f"{path},"))
                assert digest_of(text) != digest_of(text.replace(line, row(path, "other")))


RECORD = distribution("audit")["audit-1.0.dist-info/RECORD"]


class TestTheDigest:
    @pytest.mark.parametrize(
        "added",
        [
            "../../../bin/audit,sha256=abc,1",
            "../../Scripts/audit.exe,sha256=abc,1",
            "/usr/local/bin/audit,sha256=abc,1",
            "bin/audit,sha256=abc,1",
            "Scripts/audit.exe,sha256=abc,1",
            r"..\..\Scripts\audit.exe,sha256=abc,1",
            "../../../share/audit.txt,sha256=abc,1",
            "share/audit.txt,sha256=abc,1",
            "etc/audit.conf,sha256=abc,1",
            "audit/__pycache__/__init__.cpython-313.pyc,,",
            "share/__pycache__/__init__.cpython-313.pyc,,",
            "audit-1.0.dist-info/INSTALLER,sha256=abc,1",
            "audit-1.0.dist-info/REQUESTED,sha256=abc,0",
            "audit-1.0.dist-info/direct_url.json,sha256=abc,1",
            "audit-1.0.dist-info/uv_cache.json,sha256=abc,1",
            "",
        ],
    )
    def test_ignores_what_differs_between_installations(self, added: str) -> None:
        assert digest_of(f"{RECORD}{added}\n") == digest_of(RECORD)

    @pytest.mark.parametrize(
        "changed",
        [
            RECORD + row("audit/more.py", "") + "\n",
            RECORD + "audit/INSTALLER,sha256=abc,1\n",
            RECORD + "audit/legacy.pyc,sha256=abc,1\n",
            RECORD + "share/__init__.py,sha256=abc,1\n",
            RECORD + "share/inner/module.pyc,sha256=abc,1\n",
            RECORD + "etc/module.py,sha256=abc,1\n",
            RECORD + "bin/module.abi3.so,sha256=abc,1\n",
            RECORD + "Scripts/module.pyd,sha256=abc,1\n",
            RECORD.replace("sha256=", "sha256=0", 1),
            RECORD.replace("audit/py.typed", "audit/py.untyped"),
            RECORD.replace("audit-1.0.dist-info/METADATA", "audit-1.1.dist-info/METADATA"),
        ],
    )
    def test_changes_with_the_build(self, changed: str) -> None:
        assert digest_of(changed) != digest_of(RECORD)

    def test_does_not_depend_on_the_order_or_the_line_ends(self) -> None:
        lines = RECORD.splitlines()

        assert digest_of("\r\n".join(reversed(lines))) == digest_of(RECORD)

    def test_reads_a_quoted_path(self) -> None:
        quoted = RECORD + '"audit/a, ""b"".txt",sha256=abc,1\n'

        assert digest_of(quoted) != digest_of(RECORD)
        assert digest_of(quoted) == digest_of(quoted.replace('"",', '"",'))


# -- the file --------------------------------------------------------------------------------------


AUDIT = Installed("audit", "audit", "1.0", "audit:Plugin", "sha256:0")
TIMER = Installed("timer", "funcext-timer", "2.0", "funcext_timer:Timer", "sha256:1")


BROKEN = {
    "empty": "",
    "truncated": lock_text([AUDIT])[:-20],
    "not JSON": "{",
    "a list": "[]",
    "null": "null",
    "text": '"text"',
    "no version": '{"plugins": []}',
    "a later version": '{"version": 2, "plugins": []}',
    "true for a version": '{"version": true, "plugins": []}',
    "1.0 for a version": '{"version": 1.0, "plugins": []}',
    "a list for a version": '{"version": [1], "plugins": []}',
    "NaN for a version": '{"version": NaN, "plugins": []}',
    "a version of many digits": f'{{"version": {"9" * 5000}, "plugins": []}}',
    "no plugins": '{"version": 1}',
    "null for plugins": '{"version": 1, "plugins": null}',
    "an object for plugins": '{"version": 1, "plugins": {"a": 1}}',
    "text for a plugin": '{"version": 1, "plugins": ["audit"]}',
    "facts that are missing": '{"version": 1, "plugins": [{"name": "audit"}]}',
    "a fact of another name": lock_text([AUDIT]).replace('"digest"', '"hash"'),
    "one fact too many": lock_text([AUDIT]).replace('"name"', '"more": "x", "name"'),
    "a number for a fact": lock_text([AUDIT]).replace('"1.0"', "1.0"),
    "null for a fact": lock_text([AUDIT]).replace('"1.0"', "null"),
    "an empty fact": lock_text([AUDIT]).replace('"1.0"', '""'),
    "a control character": lock_text([AUDIT]).replace('"1.0"', r'"1\u001b[31m"'),
    "half a character": lock_text([AUDIT]).replace('"1.0"', r'"\ud800"'),
    "a key twice": lock_text([AUDIT]).replace('"name"', '"name": "x", "name"'),
    "a plugin twice": lock_text([AUDIT, AUDIT]),
    "a plugin twice, spelled otherwise": lock_text(
        [AUDIT, Installed("audit", "Audit", "2.0", "audit", "sha256:1")]
    ),
    "50,000 plugins": lock_text(
        Installed(f"p{number}", "many", "1.0", "p", "sha256:0") for number in range(50_000)
    ),
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
}
"""The content of files that are not locks."""


class TestTheFile:
    def test_holds_what_was_written_in_order_of_name(self, tmp_path: Path) -> None:
        write_lock(tmp_path / "a.lock", [TIMER, AUDIT])
        write_lock(tmp_path / "b.lock", [AUDIT, TIMER])

        assert [plugin.facts for plugin in read_lock(tmp_path / "a.lock")] == [
            AUDIT.facts,
            TIMER.facts,
        ]
        assert (tmp_path / "a.lock").read_bytes() == (tmp_path / "b.lock").read_bytes()

    def test_is_not_written_through_a_link(self, tmp_path: Path) -> None:
        victim = tmp_path / "victim"
        victim.write_text("precious", "utf-8")
        path = tmp_path / "app" / "funcext.lock"
        path.parent.mkdir()
        path.symlink_to(victim)

        write_lock(path, [AUDIT])

        assert victim.read_text("utf-8") == "precious"
        assert not path.is_symlink()
        assert [entry.name for entry in path.parent.iterdir()] == ["funcext.lock"]

    def test_is_written_to_a_name_that_nobody_can_guess(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[tuple[Path, object]] = []
        real = Path.open

        def watched(path: Path, mode: str, **options: Any) -> Any:
            opened.append((path, mode))
            return real(path, mode, **options)

        monkeypatch.setattr(Path, "open", watched)
        write_lock(tmp_path / "funcext.lock", [AUDIT])
        write_lock(tmp_path / "funcext.lock", [AUDIT])

        # Exclusively: a file or link that is there already is an error.
        assert [mode for _, mode in opened] == ["x", "x"]
        assert len({path for path, _ in opened}) == 2

    def test_is_replaced_as_a_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "funcext.lock"
        write_lock(path, [AUDIT])
        with path.open(encoding="utf-8") as reader:
            write_lock(path, [TIMER])

            # A process that is reading the old one reads it to its end.
            assert reader.read() == lock_text([AUDIT])
        assert [plugin.facts for plugin in read_lock(path)] == [TIMER.facts]

    @pytest.mark.parametrize(("owner", "step"), [(Path, "open"), (os, "fsync"), (Path, "replace")])
    def test_stays_as_it_is_if_it_cannot_be_written(
        self, owner: object, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "funcext.lock"
        write_lock(path, [AUDIT])

        def fail(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(owner, step, fail)
        with pytest.raises(OSError, match="No space left"):
            write_lock(path, [TIMER])

        assert [path.name for path in tmp_path.iterdir()] == ["funcext.lock"]
        assert [plugin.facts for plugin in read_lock(path)] == [AUDIT.facts]

    @pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
    def test_that_is_broken_is_a_load_error_of_one_sentence(
        self, content: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "funcext.lock"
        path.write_text(content, "utf-8")

        with pytest.raises(LoadError) as caught:
            read_lock(path)

        text = str(caught.value)
        assert text.startswith(f"{path}: not a readable lock (")
        assert text.endswith("); write it again with 'funcext lock'")
        assert text.isprintable()
        assert len(text) < len(str(path)) + 300

    def test_that_is_not_text_is_a_load_error(self, tmp_path: Path) -> None:
        path = tmp_path / "funcext.lock"
        path.write_bytes(b"\xff\xfe\x00")

        with pytest.raises(LoadError, match="not a readable lock"):
            read_lock(path)

    def test_of_a_later_format_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "funcext.lock"
        path.write_text(json.dumps({"version": FORMAT + 1, "plugins": []}), "utf-8")

        with pytest.raises(LoadError, match=f"its format {FORMAT + 1} is not {FORMAT}"):
            read_lock(path)


# -- on use ----------------------------------------------------------------------------------------


class TestWithALock:
    def test_a_locked_plugin_is_enabled(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app)

        assert start(app, monkeypatch, PLUGINS="audit") == ["audit"]

    def test_the_lock_may_be_elsewhere(
        self, site: Path, app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app, "--file", str(app / "other.lock"))
        lock(app, "--file", str(tmp_path / "absolute.lock"))
        put(site, distribution("audit", files={"audit/__init__.py": PLUGIN + "\n"}))

        for name in ("other.lock", str(tmp_path / "absolute.lock")):
            with pytest.raises(LoadError, match="not the build"):
                start(app, monkeypatch, PLUGINS="audit", LOCK=name)

    def test_a_named_lock_must_exist(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))

        with pytest.raises(LoadError) as caught:
            start(app, monkeypatch, PLUGINS="audit", LOCK="prod.lock")

        assert str(caught.value) == (
            "FUNCEXT_LOCK=prod.lock: there is no such file; write it with 'funcext lock'"
        )

    def test_a_plugin_of_another_build_is_a_load_error(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app)
        put(site, distribution("audit", files={"audit/__init__.py": "import sys; sys.exit(1)"}))

        with pytest.raises(LoadError) as caught:
            start(app, monkeypatch, PLUGINS="audit")

        # It was not even imported.
        assert str(caught.value) == (
            "plugin 'audit' is not the build of audit 1.0 that was locked: install the locked "
            "build, or accept this one with 'funcext lock'"
        )
        assert "audit" not in sys.modules

    def test_a_plugin_of_another_version_is_a_load_error(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app)
        site.joinpath("audit-1.0.dist-info").rename(site / "audit-1.1.dist-info")

        with pytest.raises(LoadError, match=r"locked as audit 1\.0, which is not installed"):
            start(app, monkeypatch, PLUGINS="audit")

    def test_a_locked_plugin_that_is_not_selected_is_not_looked_at(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        put(site, distribution("other"))
        lock(app)
        put(site, distribution("other", files={"other/__init__.py": ""}))

        assert start(app, monkeypatch, PLUGINS="audit") == ["audit"]

    def test_a_plugin_that_is_not_locked_is_not_installed(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app)
        put(site, distribution("other"))

        assert start(app, monkeypatch, PLUGINS="*") == ["audit"]
        with pytest.raises(LoadError, match="'other'"):
            start(app, monkeypatch, PLUGINS="other")

    @pytest.mark.parametrize("folder", ["My_Plugin", "my_plugin", "my.plugin"])
    def test_the_metadata_may_be_spelled_as_any_installer_does(
        self, folder: str, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = {
            path.replace("audit-1.0", f"{folder}-1.0"): text.replace("audit-1.0", f"{folder}-1.0")
            for path, text in distribution("audit").items()
        }
        metadata = f"{folder}-1.0.dist-info/METADATA"
        files[metadata] = files[metadata].replace("Name: audit", "Name: my-plugin")
        put(site, files)
        lock(app)

        assert start(app, monkeypatch, PLUGINS="my-plugin:audit") == ["audit"]

    @pytest.mark.parametrize(
        ("name", "folder"),
        [
            ("My.Plug-In", "my_plug_in"),
            ("My.Plug-In", "My_Plug_In"),
            ("My.Plug-In", "My.Plug_In"),
            ("My--Plugin", "My_Plugin"),
            ("my.plugin", "my.plugin"),
        ],
    )
    def test_no_folder_is_listed_for_metadata_that_is_spelled_as_installers_do(
        self, name: str, folder: str, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, {f"{folder}-1.0.dist-info/RECORD": ""})
        monkeypatch.delattr("os.listdir")

        assert find_record(name, "1.0") == str(site / f"{folder}-1.0.dist-info" / "RECORD")

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({"entry_point": "other"}, "with the entry point 'other', which audit 1.0 does not"),
            ({"entry_point": "audit:Other"}, "with the entry point 'audit:Other', which audit 1.0"),
            ({"name": "other"}, "plugin 'other' is locked with the entry point 'audit:Plugin', "),
            ({"distribution": "../audit"}, "is locked as ../audit 1.0, which is not installed"),
            ({"distribution": "/audit"}, "is locked as /audit 1.0, which is not installed"),
            ({"version": "/1.0"}, "is locked as audit /1.0, which is not installed"),
        ],
    )
    def test_a_row_that_is_not_the_distributions_is_a_load_error(
        self,
        facts: dict[str, str],
        said: str,
        site: Path,
        app: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        put(site, {**distribution("audit"), "other.py": "import sys; sys.exit(1)"})
        lock(app)
        (audit,) = read_lock(app / "funcext.lock")
        changed = {**audit.facts, **facts}
        write_lock(app / "funcext.lock", [Installed(**changed)])  # type: ignore[arg-type] # text

        with pytest.raises(LoadError) as caught:
            start(app, monkeypatch, PLUGINS=facts.get("name", "audit"))

        # Nothing was imported.
        assert said in str(caught.value)
        assert sys.modules.keys().isdisjoint(["audit", "other"])

    @pytest.mark.parametrize("file", ["RECORD", "entry_points.txt"])
    def test_metadata_that_cannot_be_read_is_a_load_error(
        self, file: str, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app)
        (site / "audit-1.0.dist-info" / file).write_bytes(b"\xff")

        with pytest.raises(LoadError, match=f"{file} cannot be read .*; install it again"):
            start(app, monkeypatch, PLUGINS="audit")

    @pytest.mark.parametrize("shadow", ["audit.py", "audit/__init__.py"])
    def test_a_module_of_the_app_in_the_plugins_place_is_a_load_error(
        self, shadow: str, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app)
        put(app, {shadow: "import sys; sys.exit(1)"})
        monkeypatch.setattr(sys, "path", [str(app), *sys.path])

        with pytest.raises(LoadError) as caught:
            start(app, monkeypatch, PLUGINS="audit")

        assert str(caught.value) == (
            "plugin 'audit' is locked, but its module 'audit' would be imported from "
            f"{app / shadow}, which is not a file of audit 1.0: rename or remove that module"
        )
        assert "audit" not in sys.modules

    def test_a_module_that_was_imported_from_elsewhere_is_a_load_error(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(site, distribution("audit"))
        lock(app)
        put(app, {"audit.py": PLUGIN})
        monkeypatch.setattr(sys, "path", [str(app), *sys.path])
        importlib.import_module("audit")
        sys.path.remove(str(app))

        with pytest.raises(LoadError, match="its module 'audit' would be imported from"):
            start(app, monkeypatch, PLUGINS="audit")

    def test_a_file_that_the_distribution_does_not_name_is_a_load_error(
        self, site: Path, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = distribution("audit")
        record = "audit-1.0.dist-info/RECORD"
        files[record] = files[record].replace("audit/__init__.py", "audit/main.py")
        put(site, files)
        lock(app)

        with pytest.raises(LoadError, match=r"which is not a file of audit 1\.0"):
            start(app, monkeypatch, PLUGINS="audit")

    def test_a_plugin_in_a_namespace_or_behind_a_link_is_enabled(
        self, site: Path, app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = distribution("audit", files={"shared/audit/__init__.py": PLUGIN})
        entry_points = "audit-1.0.dist-info/entry_points.txt"
        files[entry_points] = files[entry_points].replace("audit:", "shared.audit:")
        put(site, files)
        lock(app)
        cached = tmp_path / "cached.py"
        (site / "shared/audit/__init__.py").rename(cached)
        (site / "shared/audit/__init__.py").symlink_to(cached)

        assert start(app, monkeypatch, PLUGINS="audit") == ["audit"]

    def test_an_editable_install_is_enabled_with_a_warning(
        self,
        site: Path,
        app: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        put(site, editable_distribution("audit"))
        lock(app)
        (site / "audit").rename(tmp_path / "audit")
        monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])

        assert start(app, monkeypatch, PLUGINS="audit") == ["audit"]
        (record,) = caplog.records
        assert record.getMessage() == (
            "plugin 'audit' is an editable install of audit 1.0: the lock cannot vouch for its "
            "files"
        )


# -- the command -----------------------------------------------------------------------------------


class TestTheCommand:
    def test_locks_what_is_installed(self, site: Path, app: Path) -> None:
        put(site, distribution("audit"))
        put(site, distribution("other", "2.0"))

        done = lock(app)

        assert done.exit_code == 0, done.output
        assert [plugin.name for plugin in read_lock(app / "funcext.lock")] == ["audit", "other"]
        assert "2 plugins locked" in done.output
        assert "other  (other 2.0)" in done.output

    def test_finds_the_lock_up_to_date(self, site: Path, app: Path) -> None:
        put(site, distribution("audit"))
        lock(app)
        before = (app / "funcext.lock").read_bytes()

        for options in (["--check"], ["--check", "--deep"]):
            assert lock(app, *options).exit_code == 0
        assert (app / "funcext.lock").read_bytes() == before

    def test_shows_how_the_lock_is_stale_and_does_not_write_it(self, site: Path, app: Path) -> None:
        put(site, distribution("audit"))
        lock(app)
        before = (app / "funcext.lock").read_bytes()
        put(site, distribution("other", "2.0"))

        done = lock(app, "--check")

        assert done.exit_code == 1
        assert '+      "name": "other",' in done.output.splitlines()
        assert "stale" in done.output
        assert (app / "funcext.lock").read_bytes() == before

    def test_shows_another_build(self, site: Path, app: Path) -> None:
        put(site, distribution("audit"))
        lock(app)
        put(site, distribution("audit", files={"audit/__init__.py": PLUGIN + "# changed\n"}))

        done = lock(app, "--check")

        assert done.exit_code == 1
        changed = [line for line in done.output.splitlines() if line.startswith(("-  ", "+  "))]
        assert [line.split(":")[0].split()[-1] for line in changed] == ['"digest"', '"digest"']

    @pytest.mark.parametrize(
        ("content", "said"),
        [(None, "there is no lock"), (b"\xff\x00", "stale"), (b"{}", "stale")],
    )
    def test_fails_the_check_without_a_lock_that_can_be_read(
        self, content: bytes | None, said: str, site: Path, app: Path
    ) -> None:
        put(site, distribution("audit"))
        if content is not None:
            (app / "funcext.lock").write_bytes(content)

        done = lock(app, "--check")

        assert done.exit_code == 1
        assert said in done.output
        assert isinstance(done.exception, SystemExit)

    @pytest.mark.parametrize(
        ("path", "content"),
        [
            ("audit/__init__.py", PLUGIN + "# changed\n"),
            ("audit/py.typed", None),
            ("audit/inner/added.py", ""),
        ],
    )
    def test_finds_a_file_that_is_not_what_was_installed(
        self, path: str, content: str | None, site: Path, app: Path
    ) -> None:
        put(site, distribution("audit", files={"audit/inner/__init__.py": ""}))
        lock(app)
        if content is None:
            (site / path).unlink()
        else:
            (site / path).write_text(content, "utf-8")

        assert lock(app, "--check").exit_code == 0
        done = lock(app, "--check", "--deep")
        assert done.exit_code == 1
        assert f"audit 1.0: {path} is not the file that was installed" in done.output

    def test_ignores_the_rest_of_a_shared_namespace(self, site: Path, app: Path) -> None:
        put(site, distribution("audit", files={"shared/audit/__init__.py": ""}))
        put(site, {"shared/someone_elses.py": ""})
        lock(app)

        assert lock(app, "--check", "--deep").exit_code == 0

    @pytest.mark.parametrize(
        ("breakage", "said"),
        [
            (lambda info: (info / "RECORD").unlink(), "has no RECORD"),
            (lambda info: (info / "RECORD").write_bytes(b"\xff"), "a RECORD that cannot be read"),
            (
                lambda info: (info / "METADATA").write_text("Name: other\nVersion: 1.0\n", "utf-8"),
                "has no RECORD",
            ),
            (lambda info: (info / "METADATA").unlink(), "has no RECORD"),
            (
                lambda info: (info / "entry_points.txt").write_text(
                    "[funcext]\nbroken\x1b[31m = broken\n", "utf-8"
                ),
                "metadata that is not printable text",
            ),
        ],
        ids=["no-record", "unreadable-record", "another-name", "no-metadata", "control-character"],
    )
    def test_leaves_out_a_broken_distribution_and_locks_the_others(
        self, breakage: Callable[[Path], object], said: str, site: Path, app: Path
    ) -> None:
        put(site, distribution("audit"))
        put(site, distribution("broken"))
        breakage(site / "broken-1.0.dist-info")

        done = lock(app)

        assert done.exit_code == 0, done.output
        assert [plugin.name for plugin in read_lock(app / "funcext.lock")] == ["audit"]
        (warning,) = (line for line in done.output.splitlines() if line.startswith("warning: "))
        assert said in warning
        assert warning.isprintable()
        assert lock(app, "--check", "--deep").exit_code == 0

    def test_says_that_an_editable_install_is_not_vouched_for(self, site: Path, app: Path) -> None:
        put(site, editable_distribution("audit"))

        done = lock(app)

        assert done.exit_code == 0
        assert "warning: plugin 'audit' is an editable install of audit 1.0" in done.output
        assert [plugin.name for plugin in read_lock(app / "funcext.lock")] == ["audit"]

    @pytest.mark.parametrize("shadow", ["audit.py", "audit/__init__.py"])
    def test_says_which_module_of_the_app_is_imported_instead(
        self, shadow: str, site: Path, app: Path
    ) -> None:
        put(site, distribution("audit"))
        put(app, {shadow: ""})

        assert f"warning: {app / Path(shadow).parts[0]} is imported in place" in lock(app).output

    def test_shows_no_control_character_of_a_stale_lock(self, site: Path, app: Path) -> None:
        (app / "funcext.lock").write_text("\x1b[31mred\u202e", "utf-8")

        output = lock(app, "--check").output

        assert "-\\x1b[31mred\\u202e" in output
        assert all(line.isprintable() for line in output.splitlines())

    def test_takes_deep_only_with_check(self, app: Path) -> None:
        assert "--deep needs --check" in lock(app, "--deep").output

    def test_says_where_it_cannot_write(self, site: Path, app: Path) -> None:
        (app / "funcext.lock").mkdir()

        done = lock(app)

        assert done.exit_code == 1
        assert f"Error: {app / 'funcext.lock'}: cannot be written: " in done.output
        assert sorted(path.name for path in app.iterdir()) == ["funcext.lock", "function_app.py"]


# -- what a start opens, and builds ----------------------------------------------------------------


# Runs in its own process, whose imports and opened files it reports.
WATCHED = """\
import json, os, sys

sys.path.append(sys.argv[1])
import azure.functions

opened = []

def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.append(os.fsdecode(arguments[0]))

sys.addaudithook(hook)
import runpy
plugins = runpy.run_path(sys.argv[2])["plugins"]
files = [path for path in opened if not path.endswith((".py", ".pyc"))]
print(json.dumps([len(plugins), files, "importlib_metadata" in sys.modules]))
"""


def watched(site: Path, app: Path) -> tuple[int, list[str], bool]:
    """Start the app in a fresh process with both plugins.

    Returns:
        The number of plugins, the files opened other than modules, and whether importlib_metadata
        was imported.
    """
    done = subprocess.run(
        # -B: no bytecode is written; those files would be reported as opened, too.
        [sys.executable, "-I", "-B", "-c", WATCHED, str(site), str(app / "function_app.py")],
        env={**os.environ, "FUNCEXT_PLUGINS": "audit, other"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    count, files, scanned = json.loads(done.stdout)
    return count, files, scanned


class TestAStart:
    def test_with_a_lock_opens_it_and_two_files_of_each_plugin(self, site: Path, app: Path) -> None:
        for name in ("audit", "other", "unused"):
            put(site, distribution(name))
        lock(app)

        count, files, scanned = watched(site, app)

        assert count == 2
        assert not scanned
        assert files == [
            str(app / "funcext.lock"),
            str(site / "audit-1.0.dist-info" / "RECORD"),
            str(site / "audit-1.0.dist-info" / "entry_points.txt"),
            str(site / "other-1.0.dist-info" / "RECORD"),
            str(site / "other-1.0.dist-info" / "entry_points.txt"),
        ]

    def test_without_a_lock_looks_through_what_is_installed(self, site: Path, app: Path) -> None:
        for name in ("audit", "other", "unused"):
            put(site, distribution(name))

        count, files, scanned = watched(site, app)

        assert count == 2
        assert scanned
        assert str(site / "unused-1.0.dist-info" / "entry_points.txt") in files


IMPORTED = """\
import json, runpy, sys

sys.path.append(sys.argv[1])
app = runpy.run_path(sys.argv[2])["app"]

def hello(req) -> str:
    return "hello"

app.route("hello")(hello)
(function,) = app.get_functions()
assert function.get_user_function() is not hello, "no layer"
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


EVERY_HOOK = """\
from funcext_core import hookimpl

class Plugin:
    @hookimpl
    def app_start(self): ...

    @hookimpl
    def post_load(self): ...

    @hookimpl
    async def pre_invocation(self): ...

    @hookimpl
    async def around_invocation(self):
        yield

    @hookimpl
    def post_invocation(self): ...

    @hookimpl
    def app_stop(self): ...
"""


@pytest.mark.parametrize("plugin", [PLUGIN, EVERY_HOOK], ids=["one hook", "every hook"])
def test_a_start_imports_attrs_for_no_plugin_of_hooks_alone(
    site: Path, app: Path, plugin: str
) -> None:
    """It would take more than half of the start."""
    put(site, distribution("audit", files={"audit/__init__.py": plugin}))
    lock(app)
    done = subprocess.run(
        [sys.executable, "-I", "-c", IMPORTED, str(site), str(app / "function_app.py")],
        env={**os.environ, "FUNCEXT_PLUGINS": "audit"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    imported = json.loads(done.stdout)
    assert "funcext_core" in imported
    assert not {"attr", "attrs", "importlib_metadata"} & set(imported)
