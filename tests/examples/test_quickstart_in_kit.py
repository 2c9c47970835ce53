"""The quickstart gives the same answers in the test kit, the local host and the published runtime.

The kit takes the settings from `local.settings.json`, as `funcext run` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from drivers.inputs import http_request, timer
from drivers.interface import HttpReply, Result, WorkerDriver
from drivers.library import LibraryRuntime
from drivers.local import LocalHostDriver
from drivers.params import needs_library_runtime
from funcext_core import testing
from funcext_core.testing import AppClient
from repository import ROOT


QUICKSTART = ROOT / "funcext_examples" / "apps" / "quickstart"
WITH_TIMER = {"FUNCEXT_PLUGINS": "timer", "FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE": "true"}
FRESH = ("funcext_core", "funcext_timer")
REQUESTS = [("hello", ""), ("hello", "?name=Ann"), ("hello_async", "?name=Ann"), ("fail", "")]

Answer = tuple[str, ...]
"""A status, a content type and a body, or an error; seconds are replaced by ``#``."""


def masked(text: str) -> str:
    return re.sub(r"\d+\.\d+(?= sec)", "#", text)


def of_kit(client: AppClient, name: str, query: str) -> Answer:
    response = client.get(f"/api/{name}{query}")
    result: testing.Result = response.extensions["funcext.result"]
    if result.error is not None:
        assert response.status_code == 500
        return (f"{type(result.error).__name__}: {result.error}",)
    content_type = response.headers["content-type"]
    return str(response.status_code), content_type, masked(response.text)


def of_driver(driver: WorkerDriver, name: str, query: str) -> Answer:
    _, _, value = query.partition("=")
    given = http_request(
        url=f"http://localhost/api/{name}{query}", query={"name": value} if value else {}
    )
    result: Result = driver.invoke(name, {"req": given})
    if result.exception is not None:
        return (str(result.exception),)
    assert isinstance(result.value, HttpReply)
    headers = {name.lower(): value for name, value in result.value.headers.items()}
    return str(result.value.status), headers["content-type"], masked(result.value.body.decode())


@pytest.mark.parametrize(
    "make", [LocalHostDriver, pytest.param(LibraryRuntime, marks=needs_library_runtime)]
)
def test_the_answers_are_the_same(
    make: Callable[..., LocalHostDriver | LibraryRuntime],
) -> None:
    with AppClient(QUICKSTART) as client:
        names = client.functions
        answers = [of_kit(client, *request) for request in REQUESTS]
        tick = client.invoke("tick", testing.timer(past_due=True)).raise_for_error()
    driver = make(settings=WITH_TIMER, fresh=FRESH)
    try:
        assert driver.load(QUICKSTART) == names
        assert [of_driver(driver, *request) for request in REQUESTS] == answers
        if isinstance(driver, LibraryRuntime):
            driver.invoke("tick", {"timer": timer(past_due=True)}, "id-1")
            lines = [line for line in driver.logs if line.invocation_id == "id-1"]
            logged = [masked(line.text) for line in lines if not line.system]
            assert logged == [masked(line.text) for line in tick.logs]
    finally:
        driver.close()


def test_the_answers_have_the_plugin_that_the_settings_name() -> None:
    with AppClient(QUICKSTART) as client:
        assert of_kit(client, "hello", "?name=Ann") == (
            "200",
            "text/plain; charset=utf-8",
            "Hello, Ann! (TimeElapsed: # sec)",
        )
        assert of_kit(client, "fail", "") == ("RuntimeError: this function always fails",)
        assert {call.plugin for result in client.results for call in result.hooks} == {"timer"}
