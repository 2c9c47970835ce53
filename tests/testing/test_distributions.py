"""Fake distributions, and the recorder: what a setting selects, and what passes a layer."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import azure.functions as func
import pytest

from funcext_core import LoadError
from funcext_core.testing import AppClient, Recorder, fake_distribution, queue_message
from testing.apps import Guard, Shout, hello, make_app


AUDIT = """
import attrs
from funcext_core import hookimpl

@attrs.define
class Audit:
    level: str = "INFO"

    @hookimpl
    def post_invocation(self, outcome):
        outcome.value = f"{self.level} {outcome.value}"
"""


class TestFakeDistributions:
    def test_a_setting_selects_its_plugins(self) -> None:
        settings = {"FUNCEXT_PLUGINS": "audit", "FUNCEXT_AUDIT__LEVEL": "DEBUG"}
        with (
            fake_distribution(
                "my-audit", entry_points={"audit": "my_audit:Audit"}, modules={"my_audit": AUDIT}
            ),
            AppClient(hello, settings=settings) as client,
        ):
            (plugin,) = client.plugins
            assert plugin.distribution == "my-audit 1.0"
            assert client.get("/api/hello").text == "DEBUG hello you"
        with pytest.raises(ImportError):
            importlib.import_module("my_audit")

    def test_an_entry_point_may_be_the_plugin_itself(self) -> None:
        with (
            fake_distribution("shouts", entry_points={"shout": Shout}),
            AppClient(hello, settings={"FUNCEXT_PLUGINS": "shout"}) as client,
        ):
            assert client.get("/api/hello").text == "HELLO YOU"

    def test_it_takes_the_place_of_an_installed_plugin(self) -> None:
        settings = {"FUNCEXT_PLUGINS": "timer"}
        with (
            fake_distribution("shouts", entry_points={"timer": Shout}),
            AppClient(hello, settings=settings) as client,
        ):
            assert [plugin.distribution for plugin in client.plugins] == ["shouts 1.0"]
        with AppClient(hello, settings=settings) as client:
            (plugin,) = client.plugins
            assert str(plugin.distribution).startswith("funcext-timer ")

    def test_two_of_one_name_are_as_ambiguous_as_installed_ones(self) -> None:
        with (
            fake_distribution("shouts", entry_points={"shout": Shout}),
            fake_distribution("others", entry_points={"shout": Shout}),
            pytest.raises(LoadError, match="write others:shout or shouts:shout"),
        ):
            AppClient(hello, settings={"FUNCEXT_PLUGINS": "shout"}).__enter__()

    def test_it_is_gone_after_the_block(self) -> None:
        path = list(sys.path)
        with fake_distribution("shouts", entry_points={"shout": Shout}, version="2.0") as folder:
            assert (folder / "shouts-2.0.dist-info" / "RECORD").is_file()
        assert sys.path == path
        assert not folder.exists()
        with pytest.raises(LoadError, match="'shout' is not installed"):
            AppClient(hello, settings={"FUNCEXT_PLUGINS": "shout"}).__enter__()

    def test_it_can_be_locked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        cli = pytest.importorskip("funcext_core.cli")
        entry_points = {"audit": "my_audit:Audit"}
        (tmp_path / "host.json").write_text("{}")
        monkeypatch.chdir(tmp_path)
        with fake_distribution("my-audit", entry_points=entry_points, modules={"my_audit": AUDIT}):
            with pytest.raises(SystemExit) as ended:
                sys.exit(cli.main(["lock"]))
            assert not ended.value.code
        assert "my-audit" in (tmp_path / "funcext.lock").read_text()


class TestTheRecorder:
    def test_it_records_the_hooks_and_what_passes_it(self) -> None:
        recorder = Recorder()
        with AppClient(make_app(), plugins=[Guard(), Shout(), recorder]) as client:
            client.get("/api/hello")
            client.invoke("on_order", queue_message("hi"))
            result = client.invoke("on_order", queue_message("ho"))
        assert [hook for hook in recorder.hooks if hook[0] != "post_load"] == [
            ("app_start", ""),
            *[("pre_invocation", "on_order"), ("post_invocation", "on_order")] * 2,
            ("app_stop", ""),
        ]
        first, second = recorder.invocations
        assert (first.function, first.value, first.error) == ("on_order", "hi", None)
        assert second.id == result.id
        message = first.args["msg"]
        assert isinstance(message, func.QueueMessage)
        assert message.get_body() == b"hi"

    def test_outside_it_sees_what_the_caller_gets(self) -> None:
        recorder = Recorder()
        with AppClient(make_app(), plugins=[recorder, Guard()]) as client:
            client.get("/api/hello")
            client.get("/api/fail", headers={"authorization": "Bearer secret"})
        refused, failed = recorder.invocations
        assert (refused.skipped_by, failed.skipped_by) == ("guard", None)
        assert repr(failed.error) == "ValueError('no')"
