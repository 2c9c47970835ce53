"""Published worker extensions, installed unmodified, run where the worker runs none.

They send their data to the test's server on 127.0.0.1.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from drivers.interface import write_app
from repository import ROOT


HERE = Path(__file__).parent
TESTS = ROOT / "tests"
TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736"


def needs(*distributions: str) -> pytest.MarkDecorator:
    """Skip if one of the distributions is not installed; the reason names it."""
    required = ("azure-functions-runtime", *distributions)
    missing = [distribution for distribution in required if not _is_installed(distribution)]
    reason = f"{missing[0]} is not installed" if missing else ""
    return pytest.mark.skipif(bool(missing), reason=reason)


def _is_installed(distribution: str) -> bool:
    try:
        importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


@attrs.define
class Collector:
    """Collects the data that an extension sends, in place of its service."""

    address: str
    received: list[tuple[str, bytes]] = attrs.field(factory=list)

    def events(self, path: str) -> list[dict[str, Any]]:
        """Return the events posted to a path, as JSON lists or as lines of JSON."""
        bodies = [body.decode() for at, body in self.received if at.partition("?")[0] == path]
        return [
            event
            for body in bodies
            for line in body.splitlines()
            for event in _as_list(json.loads(line))
        ]


def _as_list(content: Any) -> list[dict[str, Any]]:
    return content if isinstance(content, list) else [content]


@pytest.fixture
def collector() -> Iterator[Collector]:
    """A server of its own for each test."""
    received: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, {"version": "8.0.0"})

        def do_POST(self) -> None:
            body = self._body()
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            received.append((self.path, body))
            count = len(body.splitlines())
            counts = {"itemsReceived": count, "itemsAccepted": count, "errors": []}
            self._answer(200, counts)

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def _answer(self, status: int, content: object) -> None:
            encoded = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(encoded)))
            self.end_headers()
            self.wfile.write(encoded)

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Collector(f"http://127.0.0.1:{server.server_port}", received)
    server.shutdown()
    thread.join()
    server.server_close()


def serve(app: Path, settings: dict[str, str], *names: str) -> dict[str, Any]:
    """Serve the app in a process of its own, which ends before this returns."""
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    # Ignore warnings of the published packages, which are old.
    ran = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            str(HERE / "run_published.py"),
            str(app),
            *names,
        ],
        env={**environment, "PYTHONPATH": str(TESTS), "no_proxy": "127.0.0.1", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def own_errors(answer: dict[str, Any]) -> list[str]:
    return [
        text for name, text in answer["logs"] if name.startswith("funcext") and "raised" in text
    ]


ON = {"PYTHON_ENABLE_WORKER_EXTENSIONS": "1"}


@needs("opencensus-extension-azure-functions")
class TestOpenCensus:
    """`opencensus-extension-azure-functions`, which pins azure-functions below 2."""

    APP = """\
        import azure.functions as func
        import funcext_core
        from opencensus.extension.azure.functions import OpenCensusExtension

        OpenCensusExtension.configure(
            connection_string=(
                "InstrumentationKey=00000000-0000-0000-0000-000000000000;"
                "IngestionEndpoint={address}"
            ),
            enable_local_storage=False,
        )
        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        plugins = funcext_core.install(app)

        @app.route(route="hello")
        def hello(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
            with context.tracer.span("some work"):
                return func.HttpResponse("traced")

        @app.route(route="ahello")
        async def ahello(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
            with context.tracer.span("some async work"):
                return func.HttpResponse("traced")
    """
    QUIET: ClassVar[dict[str, str]] = {"APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL": "true"}

    def test_the_functions_spans_are_exported_in_the_invocations_trace(
        self, tmp_path: Path, collector: Collector
    ) -> None:
        source = self.APP.replace("{address}", collector.address)
        app = write_app(tmp_path, {"function_app.py": source})
        answer = serve(app, {**ON, **self.QUIET}, "hello", "ahello")
        assert answer["bodies"] == ["traced", "traced"]
        assert own_errors(answer) == []
        spans = collector.events("/v2.1/track")
        assert [span["data"]["baseData"]["name"] for span in spans] == [
            "some work",
            "some async work",
        ]
        assert {span["tags"]["ai.operation.id"] for span in spans} == {TRACE_ID}

    def test_without_the_setting_the_log_names_the_setting(
        self, tmp_path: Path, collector: Collector
    ) -> None:
        source = self.APP.replace("{address}", collector.address)
        app = write_app(tmp_path, {"function_app.py": source})
        answer = serve(app, self.QUIET, "hello")
        assert answer["bodies"] == ["AttributeError: 'Context' object has no attribute 'tracer'"]
        warning = (
            "worker extensions are registered but do not run: OpenCensusExtension. Set "
            "PYTHON_ENABLE_WORKER_EXTENSIONS=1 to run them"
        )
        assert ["funcext", warning] in answer["logs"]


@needs("elastic-apm")
class TestElasticApm:
    """`elastic-apm`, whose Azure extension is `elasticapm.contrib.serverless.azure`."""

    APP = """\
        import azure.functions as func
        import elasticapm
        import funcext_core
        from elasticapm.contrib.serverless.azure import ElasticAPMExtension

        ElasticAPMExtension.configure(service_name="an-app")
        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        plugins = funcext_core.install(app)

        @app.route(route="hello")
        def hello(req: func.HttpRequest) -> func.HttpResponse:
            with elasticapm.capture_span("some work"):
                return func.HttpResponse(elasticapm.get_trace_id(), status_code=201)

        @app.route(route="ahello")
        async def ahello(req: func.HttpRequest) -> func.HttpResponse:
            async with elasticapm.async_capture_span("some async work"):
                return func.HttpResponse(elasticapm.get_trace_id(), status_code=201)
    """

    def test_each_invocation_is_a_transaction(self, tmp_path: Path, collector: Collector) -> None:
        app = write_app(tmp_path, {"function_app.py": self.APP})
        settings = {"ELASTIC_APM_SERVER_URL": collector.address, "WEBSITE_SITE_NAME": "a-site"}
        answer = serve(app, {**ON, **settings}, "hello", "ahello")
        assert answer["bodies"] == [TRACE_ID, TRACE_ID]
        assert own_errors(answer) == []
        events = collector.events("/intake/v2/events")
        transactions = [event["transaction"] for event in events if "transaction" in event]
        results = [(found["name"], found["result"], found["trace_id"]) for found in transactions]
        assert results == [("hello", "HTTP 2xx", TRACE_ID), ("ahello", "HTTP 2xx", TRACE_ID)]
        assert [transaction["faas"]["execution"] for transaction in transactions] == [
            "id-of-hello",
            "id-of-ahello",
        ]
        assert transactions[0]["faas"]["name"] == "a-site/hello"
        assert transactions[0]["context"]["response"]["status_code"] == 201
        spans = [event["span"]["name"] for event in events if "span" in event]
        assert spans == ["some work", "some async work"]
