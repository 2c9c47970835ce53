"""Plugins are found by the entry points of installed distributions."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import Invocation, LoadError, PluginHost, hookimpl, install
from funcext_core._plugins.discovery import (
    Installed,
    Unusable,
    expanded,
    idle_exclusions,
    in_order,
    select,
)
from funcext_core._plugins.lock import find_record
from funcext_core._plugins.scanning import scan
from funcext_core._plugins.unread import report_unread
from funcext_core._settings.general import parse_selection, read
from funcext_core._settings.names import option_prefix


LoadErrorText = Callable[..., str]

WORKING = """
from funcext_core import hookimpl

class Audit:
    @hookimpl
    def pre_invocation(self, invocation): ...
"""


@attrs.define
class Audit:
    """The smallest plugin."""

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


def installed(*names: str) -> list[Installed]:
    """Return plugins by ``distribution:name``, as a scan does."""
    pairs = (name.split(":") for name in names)
    return in_order(Installed(name, dist, "1.0", f"{name}:Plugin") for dist, name in pairs)


def selected(text: str, plugins: list[Installed]) -> list[str]:
    return [f"{plugin.distribution}:{plugin.name}" for plugin in usable(text, plugins)]


def usable(text: str, plugins: list[Installed]) -> Iterable[Installed]:
    for plugin in select(parse_selection(text), plugins):
        assert isinstance(plugin, Installed), plugin
        yield plugin


def reason(text: str, plugins: list[Installed]) -> str:
    found = select(parse_selection(text), plugins)
    (problem,) = (plugin for plugin in found if isinstance(plugin, Unusable))
    return problem.reason


def load(text: str, **settings: str) -> PluginHost:
    return install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": text, **settings})


class TestSelect:
    INSTALLED = installed("a:audit", "g:guard", "t:timer", "x:x-ray")

    @pytest.mark.parametrize(
        ("text", "order"),
        [
            ("timer", ["t:timer"]),
            ("timer, guard", ["t:timer", "g:guard"]),
            ("t:timer", ["t:timer"]),
            ("*", ["a:audit", "g:guard", "t:timer", "x:x-ray"]),
            ("timer, *", ["t:timer", "a:audit", "g:guard", "x:x-ray"]),
            ("x-ray, *, guard", ["x:x-ray", "a:audit", "t:timer", "g:guard"]),
            ("*, !audit, !x-ray", ["g:guard", "t:timer"]),
            ("*, !a:audit", ["g:guard", "t:timer", "x:x-ray"]),
            ("*, !b:audit", ["a:audit", "g:guard", "t:timer", "x:x-ray"]),
            ("", []),
        ],
    )
    def test_keeps_the_order_written_and_expands_the_star_by_name(
        self, text: str, order: list[str]
    ) -> None:
        assert selected(text, self.INSTALLED) == order

    def test_returns_the_names_that_come_from_the_star(self) -> None:
        selection = parse_selection("timer, *, !audit")
        assert expanded(selection, self.INSTALLED) == {"guard", "x-ray"}
        assert expanded(parse_selection("timer"), self.INSTALLED) == frozenset()

    def test_returns_the_exclusions_that_match_nothing(self) -> None:
        selection = parse_selection("*, !audit, !tmer, !b:guard")
        assert idle_exclusions(selection, self.INSTALLED) == ["b:guard", "tmer"]

    def test_compares_distributions_as_packaging_does(self) -> None:
        plugins = installed("My_Plugins:audit")
        assert selected("my.plugins:audit", plugins) == ["My_Plugins:audit"]

    def test_lists_what_is_installed_and_suggests_the_closest(self) -> None:
        assert reason("tmer", self.INSTALLED) == (
            "FUNCEXT_PLUGINS: plugin 'tmer' is not installed; did you mean 'timer'? "
            "Otherwise pip install its package, and add that to requirements.txt. "
            "Installed: audit (a), guard (g), timer (t), x-ray (x)"
        )

    def test_says_in_which_distribution_the_nearest_is(self) -> None:
        assert reason("other:timer", self.INSTALLED).startswith(
            "FUNCEXT_PLUGINS: plugin 'other:timer' is not installed; did you mean 't:timer'? "
        )

    def test_says_that_nothing_is_installed(self) -> None:
        assert reason("timer", []) == (
            "FUNCEXT_PLUGINS: plugin 'timer' is not installed; no plugin is: pip install its "
            "package, and add that to requirements.txt"
        )

    def test_suggests_nothing_where_no_name_is_near(self) -> None:
        assert reason("billing", self.INSTALLED) == (
            "FUNCEXT_PLUGINS: plugin 'billing' is not installed: pip install its package, and add "
            "that to requirements.txt. Installed: audit (a), guard (g), timer (t), x-ray (x)"
        )

    def test_names_the_distribution_to_install(self) -> None:
        message = reason("my-billing:billing", self.INSTALLED)
        assert "is not installed: pip install my-billing, and add that to requirements" in message

    def test_says_what_is_not_in_the_lock(self) -> None:
        locked = [Installed("audit", "a", "1", "a:A", digest="sha256:0")]
        assert reason("timer", locked) == (
            "FUNCEXT_PLUGINS: plugin 'timer' is not in the app's lock: pip install its package, "
            "and add that to requirements.txt, then run 'funcext lock' again. Locked: audit (a)"
        )

    @pytest.mark.parametrize("text", ["audit", "*"])
    def test_refuses_a_name_that_two_distributions_claim(self, text: str) -> None:
        assert reason(text, installed("b:audit", "a:audit")) == (
            "FUNCEXT_PLUGINS: 2 installed distributions declare a plugin 'audit'; "
            "write a:audit or b:audit"
        )

    @pytest.mark.parametrize("text", ["b:audit", "b:audit, *", "*, !a:audit", "*, b:audit"])
    def test_takes_one_of_two_if_the_distribution_decides(self, text: str) -> None:
        assert selected(text, installed("b:audit", "a:audit")) == ["b:audit"]

    def test_ignores_a_name_claimed_twice_that_is_not_selected(self) -> None:
        plugins = installed("b:audit", "a:audit", "t:timer")
        assert selected("timer", plugins) == ["t:timer"]
        assert selected("*, !audit", plugins) == ["t:timer"]

    def test_refuses_a_distribution_that_declares_a_name_twice(self) -> None:
        assert reason("audit", installed("a:audit", "a:audit")) == (
            "FUNCEXT_PLUGINS: a declares plugin 'audit' 2 times; install another version of it"
        )

    def test_refuses_a_malformed_name_that_comes_from_the_star(self) -> None:
        plugins = installed("a:Audit", "t:timer")
        assert reason("*", plugins).startswith("a 1.0: 'Audit' is not a valid plugin name: ")
        assert selected("*, !Audit", plugins) == ["t:timer"]

    @pytest.mark.parametrize("text", ["x-ray, x_ray", "*", "x_ray, *"])
    def test_refuses_two_names_with_one_settings_prefix(self, text: str) -> None:
        message = reason(text, installed("a:x-ray", "b:x_ray"))
        assert message.startswith("FUNCEXT_PLUGINS: plugins 'x")
        assert message.endswith("share the settings prefix FUNCEXT_X_RAY__; select one of them")

    def test_takes_one_of_two_names_with_one_settings_prefix(self) -> None:
        plugins = installed("a:x-ray", "b:x_ray")
        assert selected("x_ray", plugins) == ["b:x_ray"]
        assert selected("*, !x-ray", plugins) == ["b:x_ray"]


class TestScan:
    def test_finds_what_distributions_declare(self, distributions: Distributions) -> None:
        distributions.write("my-plugins", {"audit": "my_audit:Audit", "b": "my_b"}, version="2.3")
        assert [plugin.facts for plugin in scan() if plugin.distribution == "my-plugins"] == [
            Installed("audit", "my-plugins", "2.3", "my_audit:Audit").facts,
            Installed("b", "my-plugins", "2.3", "my_b").facts,
        ]

    def test_imports_nothing_that_it_finds(self, distributions: Distributions) -> None:
        distributions.write("my-plugins", {"audit": "my_audit"}, {"my_audit": "raise SystemExit"})
        assert "audit" in [plugin.name for plugin in scan()]
        assert "my_audit" not in sys.modules

    def test_takes_the_first_of_two_of_one_name_on_the_path(
        self, distributions: Distributions
    ) -> None:
        distributions.write("my-plugins", {"audit": "old:Audit", "gone": "old:Gone"}, version="1")
        distributions.write("My.Plugins", {"audit": "new:Audit"}, version="2")
        found = [plugin.facts for plugin in scan() if plugin.name in ("audit", "gone")]
        assert found == [Installed("audit", "My.Plugins", "2", "new:Audit").facts]

    def test_accepts_a_distribution_without_metadata(self, distributions: Distributions) -> None:
        distributions.write_files(
            {"half_gone-1.0.dist-info/entry_points.txt": "[funcext]\naudit = half_gone\n"}
        )
        (found,) = (plugin for plugin in scan() if plugin.name == "audit")
        assert (found.distribution, found.version) == ("?", "?")

    @pytest.mark.parametrize(
        "text",
        [
            "[console_scripts]\nbroken = no dots or colons:\n[funcext]\naudit = x:Audit\n",
            "# [other]\n\n[funcext]\n; none = of:these\n# nor = this\naudit=x:Audit\nnothing\n",
            "[ funcext ]\n\taudit  =  x:Audit  \n[funcext.more]\nother = y\n",
        ],
        ids=["malformed-neighbour", "comments", "white-space"],
    )
    def test_reads_the_one_group(self, distributions: Distributions, text: str) -> None:
        distributions.write_files(
            {
                "mine-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: mine\nVersion: 1\n",
                "mine-1.0.dist-info/entry_points.txt": text,
            }
        )
        found = [plugin.facts for plugin in scan() if plugin.distribution == "mine"]
        assert found == [Installed("audit", "mine", "1", "x:Audit").facts]

    def test_skips_a_distribution_that_cannot_be_read(self, distributions: Distributions) -> None:
        folder = distributions.write("broken", {"audit": "x"})
        (file,) = folder.glob("*/entry_points.txt")
        file.write_bytes(b"[funcext]\n\xff = \xff\n")
        assert "timer" in [plugin.name for plugin in scan()]

    @pytest.mark.parametrize(
        ("metadata", "shown"),
        [
            ("Name: another-name\nVersion: 1\n", "another-name"),
            ("Name: \nVersion: 1\n", "?"),
            ("Name:    \nVersion: 1\n", "?"),
            ("Version: 1\n", "?"),
            ("", "?"),
            ("Name: a\x00b\x1b[31m\n", "a\\x00b\\x1b[31m"),
            ("Name: ../../x\n", "../../x"),
            (f"Name: {'a' * 300_000}\n", "a" * 300_000),
            ("Name: broken\n", "broken"),
        ],
        ids=[
            *("another-name", "empty-name", "blank-name", "no-name", "nothing"),
            *("control-characters", "path", "long", "no-version"),
        ],
    )
    def test_finds_the_plugins_of_a_distribution_with_broken_metadata(
        self, distributions: Distributions, metadata: str, shown: str
    ) -> None:
        distributions.write_files(
            {
                "broken-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\n{metadata}",
                "broken-1.0.dist-info/entry_points.txt": "[funcext]\nbroken = broken:Plugin\n",
            }
        )
        (found,) = (plugin for plugin in scan() if plugin.name == "broken")
        assert found.distribution == shown
        # It is not selected, and stops nothing.
        assert "timer" in load("timer")
        assert list(load("", FUNCEXT_ON_LOAD_ERROR="skip")) == []

    @pytest.mark.parametrize(
        "breakage",
        [
            lambda info: (info / "METADATA").write_bytes(b"\xff\xfe"),
            lambda info: (info / "METADATA").unlink(),
            lambda info: (info / "entry_points.txt").unlink(),
            lambda info: (info / "entry_points.txt").write_text("x", "utf-16"),
            lambda info: replace(info / "entry_points.txt", Path.mkdir),
            lambda info: replace(info / "METADATA", Path.mkdir),
            lambda info: replace(info / "METADATA", lambda path: path.symlink_to(path)),
            lambda info: replace(info / "entry_points.txt", lambda path: path.symlink_to(path)),
            lambda info: info.joinpath("entry_points.txt").chmod(0),
            lambda info: info.with_name("a-file-1.0.dist-info").write_bytes(b""),
            lambda info: info.with_name("loop-1.0.dist-info").symlink_to("loop-1.0.dist-info"),
        ],
        ids=[
            *("undecodable", "no-metadata", "no-entry-points", "utf-16", "a-folder", "a-folder-2"),
            *("loop", "loop-2", "no-permission", "a-file", "loop-of-folders"),
        ],
    )
    def test_is_stopped_by_no_distribution(
        self, distributions: Distributions, breakage: Callable[[Path], object]
    ) -> None:
        folder = distributions.write("broken", {"broken": "x"})
        breakage(folder / "broken-1.0.dist-info")
        assert "timer" in [plugin.name for plugin in scan()]

    @pytest.mark.parametrize(
        "entry", [5, None, b"bytes", "nul\x00", "/no/such/folder", ""], ids=repr
    )
    def test_is_stopped_by_no_entry_of_the_path(
        self, monkeypatch: pytest.MonkeyPatch, entry: object
    ) -> None:
        monkeypatch.setattr(sys, "path", [entry, *sys.path])
        assert "timer" in [plugin.name for plugin in scan()]
        assert find_record("no-such-distribution", "1.0") is None

    def test_is_stopped_by_no_finder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Broken:
            def find_spec(self, *_: object) -> None: ...

            def find_distributions(self, _: object) -> Iterator[object]:
                yield object()
                raise RuntimeError

        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Broken()])
        assert "timer" in [plugin.name for plugin in scan()]

    def test_ignores_a_later_distribution_of_the_same_name(
        self, distributions: Distributions
    ) -> None:
        distributions.write("my-plugins", {"audit": "old:Audit"}, version="1")
        distributions.write_files(
            {
                "my_plugins-2.dist-info/METADATA": (
                    "Metadata-Version: 2.1\nName: my-plugins\nVersion: 2\n"
                ),
            }
        )
        assert "audit" not in [plugin.name for plugin in scan()]

    def test_sees_no_other_group(self, distributions: Distributions) -> None:
        distributions.write_files(
            {
                "other-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: other\nVersion: 1\n",
                "other-1.0.dist-info/entry_points.txt": "[console_scripts]\naudit = x:y\n",
            }
        )
        assert "audit" not in [plugin.name for plugin in scan()]


def replace(path: Path, make: Callable[[Path], object]) -> None:
    """Put something else in a file's place."""
    path.unlink()
    make(path)


def calls(function: Callable[[], object]) -> int:
    """Return the number of calls that a function makes, of Python's and of C's functions."""
    count = 0

    def profile(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


class TestManyPlugins:
    """Ten times as many plugins take about ten times as long: what takes time is calls."""

    def work(self, text: Callable[[list[str]], str], number: int) -> int:
        names = [f"p{index}" for index in range(number)]
        plugins = installed(*(f"d:{name}" for name in names))
        settings = {f"FUNCEXT_P{index}__LEVEL": "1" for index in range(number)}

        def run() -> None:
            read_settings = read({**settings, "FUNCEXT_PLUGINS": text(names)})
            selection = read_settings.selection
            idle_exclusions(selection, plugins)
            expanded(selection, plugins)
            for plugin in select(selection, plugins):
                read_settings.of_plugin(option_prefix(plugin.name))
            report_unread(read_settings, plugins, names)

        return calls(run)

    @pytest.mark.parametrize(
        "text",
        [
            ",".join,
            lambda _: "*",
            lambda names: f"*, {','.join(names)}",
            lambda names: f"*, {','.join(f'!{name}' for name in names)}",
            lambda names: f"*, {','.join(f'!other:{name}' for name in names)}",
            lambda names: ",".join(f"d:{name}" for name in names),
        ],
        ids=["named", "star", "both", "excluded", "excluded-elsewhere", "distributions"],
    )
    def test_are_selected_in_linear_time(self, text: Callable[[list[str]], str]) -> None:
        assert self.work(text, 2000) < 13 * self.work(text, 200)

    def test_that_are_missing_are_reported_at_the_first(self, load_error: LoadErrorText) -> None:
        names = ",".join(f"p{index}" for index in range(10_000))
        message = load_error(load, names)
        assert message.startswith("FUNCEXT_PLUGINS: plugin 'p0' is not installed: pip install its ")

    def test_are_not_all_listed(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.INFO, "funcext")
        distributions.write("many", {f"p{index}": "many" for index in range(5000)})
        message = load_error(load, "q1")
        assert message.endswith(" and 4,981 more")
        assert len(message) < 700
        load("")
        assert caplog.messages[0].endswith(" and 4,981 more")


class TestImport:
    def test_returns_the_object_that_the_entry_point_names(
        self, distributions: Distributions
    ) -> None:
        distributions.write("my-plugins", {"audit": "my_audit:Audit"}, {"my_audit": WORKING})
        plugins = load("audit")
        assert type(plugins["audit"]).__name__ == "Audit"
        assert plugins.describe()["plugins"][0]["distribution"] == "my-plugins 1.0"

    def test_ignores_extras(self, distributions: Distributions) -> None:
        distributions.write(
            "my-plugins", {"audit": "my_audit:Audit [fast,safe]"}, {"my_audit": WORKING}
        )
        assert type(load("audit")["audit"]).__name__ == "Audit"

    def test_is_for_enabled_plugins_only(self, distributions: Distributions) -> None:
        distributions.write("my-plugins", {"audit": "my_audit:Audit"}, {"my_audit": WORKING})
        distributions.write("broken", {"broken": "broken_one"}, {"broken_one": "raise SystemExit"})
        load("audit")
        load("")
        load("*, !broken")
        assert "broken_one" not in sys.modules

    @pytest.mark.parametrize(
        ("target", "source", "error"),
        [
            ("no_such_module:X", "", "ModuleNotFoundError: No module named 'no_such_module'"),
            ("broken_one:X", "import no_such", "ModuleNotFoundError: No module named 'no_such'"),
            ("broken_one:X", "", "AttributeError: module 'broken_one' has no attribute 'X'"),
            ("broken_one:X.Y", "class X: ...", "AttributeError: type object 'X' has no attribute"),
            ("broken_one", "raise ValueError('a\\nb')", "ValueError: a b"),
            ("broken_one", "raise ValueError('a\\x1b[31m')", "ValueError: a\\x1b[31m"),
            (
                "broken_one",
                "class Mute(Exception):\n    def __str__(self): raise KeyError\nraise Mute",
                "Mute: (its text cannot be read)",
            ),
            ("broken_one", "raise SystemExit(2)", "SystemExit: 2"),
            ("broken_one", "raise GeneratorExit", "GeneratorExit:"),
            ("broken_one", "def", "SyntaxError: "),
            ("no dots or colons", "", "ModuleNotFoundError: No module named 'no dots or colons'"),
            ("broken_one:", "raise KeyError('k')", "KeyError: 'k'"),
        ],
    )
    def test_that_fails_is_reported_with_its_reason(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        target: str,
        source: str,
        error: str,
    ) -> None:
        distributions.write("my-broken", {"broken": target}, {"broken_one": source}, version="0.3")
        message = load_error(load, "broken")
        assert message.startswith(
            f"plugin 'broken' of my-broken 0.3 cannot be imported from {target!r}: {error}"
        )

    def test_that_fails_has_the_error_as_its_cause(self, distributions: Distributions) -> None:
        distributions.write("my-broken", {"broken": "no_such_module"})
        with pytest.raises(LoadError) as caught:
            load("broken")
        assert isinstance(caught.value.__cause__, ModuleNotFoundError)
        # The runtime adds misleading text to that one.
        assert not isinstance(caught.value, ImportError)

    def test_that_is_interrupted_is_not_a_load_error(self, distributions: Distributions) -> None:
        distributions.write(
            "x", {"broken": "broken_one"}, {"broken_one": "raise KeyboardInterrupt"}
        )
        with pytest.raises(KeyboardInterrupt):
            load("broken")


class TestNotInstalled:
    def test_stops_the_app_with_the_nearest_name(self, load_error: LoadErrorText) -> None:
        message = load_error(load, "tmer")
        assert message.startswith(
            "FUNCEXT_PLUGINS: plugin 'tmer' is not installed; did you mean 'timer'? Otherwise "
        )
        assert "timer (funcext-timer)" in message

    def test_is_reported_before_later_plugins_are_imported(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        distributions.write("my-plugins", {"audit": "my_audit:Audit"}, {"my_audit": WORKING})
        load_error(load, "tmer, audit")
        assert "my_audit" not in sys.modules

    def test_exclusion_causes_a_warning(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        distributions.add("my-plugins", {"audit": Audit})
        load("*, !audti, !timer")
        assert (
            "FUNCEXT_PLUGINS excludes 'audti', which is not installed; did you mean 'audit'?"
            in (caplog.text)
        )


class TestStar:
    def test_causes_a_warning(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        distributions.add("my-plugins", {"audit": Audit})
        load("audit, *, !timer")
        (record,) = (record for record in caplog.records if record.name == "funcext")
        assert record.levelno == logging.WARNING
        assert record.getMessage() == (
            "FUNCEXT_PLUGINS has a '*', which enables every installed plugin: name the plugins"
        )


MODULE = """
from funcext_core import hookimpl

on_error = "fail"
functions = ["hello", "!bye"]

@hookimpl
def pre_invocation(invocation):
    invocation.state["module"] = True
"""


class TestKindsOfPlugin:
    def test_class_is_built(self, distributions: Distributions) -> None:
        distributions.add("my-plugins", {"audit": Audit})
        assert isinstance(load("audit")["audit"], Audit)

    def test_instance_is_taken_as_it_is(self, distributions: Distributions) -> None:
        audit = Audit()
        distributions.add("my-plugins", {"audit": audit})
        assert load("audit")["audit"] is audit

    def test_instance_may_be_callable(self, distributions: Distributions) -> None:
        class CallableAudit(Audit):
            def __call__(self) -> None: ...

        audit = CallableAudit()
        distributions.add("my-plugins", {"audit": audit})
        assert load("audit")["audit"] is audit

    def test_module_is_taken_as_it_is(self, distributions: Distributions) -> None:
        distributions.write("my-plugins", {"mod": "my_module"}, {"my_module": MODULE})
        plugins = load("mod")
        assert plugins["mod"] is importlib.import_module("my_module")
        (described,) = plugins.describe()["plugins"]
        assert described["on_error"] == "fail"
        assert described["functions"] == ["hello", "!bye"]
        assert described["hooks"] == {"pre_invocation": ["sync"]}

    @pytest.mark.parametrize("kind", ["instance", "module"])
    def test_only_a_class_has_options(
        self, distributions: Distributions, load_error: LoadErrorText, kind: str
    ) -> None:
        distributions.write("my-plugins", {"module": "my_module"}, {"my_module": MODULE})
        distributions.add("my-audit", {"instance": Audit()})
        message = load_error(load, kind, **{f"FUNCEXT_{kind.upper()}__TRIGGER": "*"})
        assert message.startswith(
            f"FUNCEXT_{kind.upper()}__TRIGGER: plugin {kind!r} has no such option: did you mean "
            f"'FUNCEXT_{kind.upper()}__TRIGGERS'?"
        )

    @pytest.mark.parametrize(
        ("target", "kind"),
        [
            (lambda: Audit(), "function"),  # noqa: PLW0108 - a factory, as authors write one
            (partial(Audit), "partial"),
            (Audit().pre_invocation, "method"),
            (print, "builtin_function_or_method"),
        ],
        ids=["function", "partial", "method", "builtin"],
    )
    def test_function_is_refused(
        self, distributions: Distributions, load_error: LoadErrorText, target: Any, kind: str
    ) -> None:
        distributions.add("my-plugins", {"audit": target})
        message = load_error(load, "audit")
        assert message.startswith("plugin 'audit' of my-plugins 1.0: 'plugins_of_my_plugins_")
        assert message.endswith(f"names a {kind}; it must name a class, an instance or a module")

    @pytest.mark.parametrize(
        ("target", "shown"),
        [
            (object(), "an instance of object"),
            ("text", "an instance of str"),
            (type("Empty", (), {}), "an instance of Empty"),
            (sys, "module 'sys'"),
        ],
        ids=["object", "text", "class", "module"],
    )
    def test_object_without_hooks_is_refused(
        self, distributions: Distributions, load_error: LoadErrorText, target: Any, shown: str
    ) -> None:
        distributions.add("my-plugins", {"audit": target})
        message = load_error(load, "audit")
        assert message.startswith(
            f"plugin 'audit' has no hook: {shown} has nothing marked with @hookimpl"
        )


class TestColdStart:
    def test_core_imports_no_importlib_metadata(self, run_python: Callable[[str], str]) -> None:
        assert run_python(
            "import sys, funcext_core; print('importlib_metadata' in sys.modules)"
        ) == ("False")


@pytest.fixture
def run_python() -> Callable[[str], str]:
    """Return a function that runs a program in its own process and returns its output."""
    import subprocess

    def run(program: str) -> str:
        command = [sys.executable, "-c", program]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=Path(__file__).parent
        ).stdout.strip()

    return run
