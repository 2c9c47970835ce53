"""Calling again on both workers and in both models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.interface import HTTP_BINDINGS, function_json, http_request, write_app
from drivers.loop import LoopDriver
from drivers.params import CLASSIC, LIBRARY, LOCAL
from drivers.results import HttpReply


Worker = Callable[..., LoopDriver]

PLUGINS = """
    from collections.abc import AsyncGenerator, Generator

    from funcext_core import Invocation, Outcome, hookimpl


    class Retry:
        @hookimpl(repeats=True)
        def around_invocation(self) -> Generator[None, Outcome, None]:
            for _ in range(3):
                outcome = yield
                if not isinstance(outcome.error, ConnectionError):
                    return

        @hookimpl(specname="around_invocation", repeats=True)
        async def around_async(self) -> AsyncGenerator[None, Outcome]:
            for _ in range(3):
                outcome = yield
                if not isinstance(outcome.error, ConnectionError):
                    return


    class Mark:
        '''Add a mark to the argument: what another attempt finds has none.'''

        @hookimpl
        def pre_invocation(self, invocation: Invocation, attempt: int) -> None:
            found = invocation.args["req"]
            invocation.args["req"] = (*(found if isinstance(found, tuple) else ()), attempt)
            invocation.state["request"] = invocation.state.get("request", found)
"""

ANSWER = """
    import azure.functions as func
    from funcext_core import Invocation


    def answer(marks: tuple, call: Invocation) -> func.HttpResponse:
        failures = int(call.state["request"].params["failures"])
        if call.attempt <= failures:
            raise ConnectionError(f"attempt {call.attempt}")
        return func.HttpResponse(f"{marks} in attempt {call.attempt}")
"""

V2 = """
    import azure.functions as func
    import funcext_core
    from answer import answer
    from funcext_core import Invocation
    from retrying import Mark, Retry

    app = func.FunctionApp()
    plugins = funcext_core.install(app, plugins=[Retry(), Mark()])


    @app.route(route="sync")
    def sync(req: func.HttpRequest, call: Invocation) -> func.HttpResponse:
        return answer(req, call)


    @app.route(route="async")
    async def asynchronous(req: func.HttpRequest, call: Invocation) -> func.HttpResponse:
        return answer(req, call)
"""

V1 = """
    import azure.functions as func
    import funcext_core
    from answer import answer
    from funcext_core import Invocation
    from retrying import Mark, Retry

    plugins = funcext_core.install(plugins=[Retry(), Mark()])


    @funcext_core.instrument
    def sync(req: func.HttpRequest, call: Invocation) -> func.HttpResponse:
        return answer(req, call)


    @funcext_core.instrument
    async def asynchronous(req: func.HttpRequest, call: Invocation) -> func.HttpResponse:
        return answer(req, call)
"""

MODULES = {"host.json": '{"version": "2.0"}', "retrying.py": PLUGINS, "answer.py": ANSWER}
MODELS = {
    "v2": {"function_app.py": V2},
    "v1": {
        "shared/functions.py": V1,
        **{
            f"{name}/function.json": function_json(
                *HTTP_BINDINGS, scriptFile="../shared/functions.py", entryPoint=name
            )
            for name in ("sync", "asynchronous")
        },
    },
}
WAYS = [
    pytest.param(*param.values, model, id=f"{param.id} {model}", marks=param.marks)
    for param in (CLASSIC, LIBRARY, LOCAL)
    for model in MODELS
    if (param, model) != (LOCAL, "v1")
]


@pytest.mark.parametrize(("worker", "model"), WAYS)
def test_a_retry_runs_functions_again(worker: Worker, model: str, tmp_path: Path) -> None:
    app = write_app(tmp_path, {**MODULES, **MODELS[model]})
    driver = worker(fresh=("funcext_core", "retrying", "answer"))
    try:
        driver.load(app)
        for name in ("sync", "asynchronous"):
            for failures in range(3):
                request = http_request(query={"failures": str(failures)})
                reply = driver.invoke(name, {"req": request}).value
                assert isinstance(reply, HttpReply)
                attempt = failures + 1
                assert reply.body.decode() == f"({attempt},) in attempt {attempt}"
            failed = driver.invoke(name, {"req": http_request(query={"failures": "9"})})
            assert "attempt 3" in str(failed.exception)
    finally:
        driver.close()
