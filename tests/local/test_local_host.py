"""The local host does what a worker and the Functions host do, with apps written to disk."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from asgi_client import PATIENCE
from funcext_core._engine.logs import LogHandler
from funcext_core._engine.threads import thread_pool
from funcext_core.errors import FuncextError
from funcext_core.local import Console, LocalHostError, ScriptError, read_project
from local.apps import HEAD, Serve, clean_process, write_app


def in_parallel(*calls: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """Make each call on its own thread and wait for all of them."""
    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(call) for call in calls]
        return [future.result(PATIENCE) for future in futures]


class TestProjectFiles:
    """host.json and local.settings.json."""

    def test_values_become_environment_variables_unless_one_is_already_set(
        self, tmp_path: Path
    ) -> None:
        values = {"A": "file", "B": "file", "FLAG": True, "COUNT": 3, "NONE": None}
        write_app(tmp_path, "")
        (tmp_path / "local.settings.json").write_text(json.dumps({"Values": values}))
        environ = {"B": "set before"}
        with clean_process():
            read_project(tmp_path, environ).enter(environ)
            assert Path.cwd() == tmp_path.resolve()
            assert sys.path[0] == str(tmp_path.resolve())
        assert environ == {
            "A": "file",
            "B": "set before",
            "FLAG": "true",
            "COUNT": "3",
            "AzureWebJobsScriptRoot": str(tmp_path.resolve()),
            "AZURE_FUNCTIONS_ENVIRONMENT": "Development",
        }

    def test_settings_are_set_when_the_app_is_imported(self, serve: Serve, tmp_path: Path) -> None:
        (tmp_path / "local.settings.json").write_text('{"Values": {"GREETING": "ahoy"}}')
        served = serve("import os\ngreeting = os.environ['GREETING']")
        assert served.module.greeting == "ahoy"

    def test_comments_are_allowed_and_strings_keep_their_slashes(self, tmp_path: Path) -> None:
        write_app(tmp_path, "")
        (tmp_path / "local.settings.json").write_text(
            '{ // local\n "Values": {"URL": "http://x/*y*/" /* kept */} }'
        )
        assert read_project(tmp_path, {}).settings == {"URL": "http://x/*y*/"}

    def test_the_values_show_in_no_repr(self, tmp_path: Path) -> None:
        write_app(tmp_path, "")
        (tmp_path / "local.settings.json").write_text('{"Values": {"KEY": "s3cret"}}')
        assert "s3cret" not in repr(read_project(tmp_path, {}))

    def test_the_script_may_have_another_name(self, tmp_path: Path) -> None:
        write_app(tmp_path, "").joinpath("function_app.py").rename(tmp_path / "main.py")
        project = read_project(tmp_path, {"PYTHON_SCRIPT_FILE_NAME": "main.py"})
        assert project.script == tmp_path.resolve() / "main.py"

    def test_the_port_is_read_from_the_host_section(self, tmp_path: Path) -> None:
        write_app(tmp_path, "")
        (tmp_path / "local.settings.json").write_text('{"Host": {"LocalHttpPort": 7072}}')
        assert read_project(tmp_path, {}).port == 7072

    @pytest.mark.parametrize(
        ("name", "content", "expected"),
        [
            ("host.json", '{\n "version": "2.0",\n oops\n}', "at line 3, column 2"),
            ("host.json", "// only\n/* this\n */ {,}", "at line 3, column 6"),
            ("host.json", "[]", "must contain a JSON object, not a value of type list"),
            ("host.json", '{"extensions": 1}', "extensions in"),
            ("host.json", '{"extensions": {"http": {"routePrefix": 1}}}', "routePrefix"),
            ("local.settings.json", "{", "at line 1, column 2"),
            ("local.settings.json", '{"IsEncrypted": true}', "IsEncrypted is true"),
            (
                "local.settings.json",
                '{"Values": {"A": {}}}',
                "must be a string, not a value of type dict",
            ),
            ("local.settings.json", '{"Host": {"LocalHttpPort": "x"}}', "LocalHttpPort"),
        ],
    )
    def test_a_mistake_is_one_sentence_that_names_the_file(
        self, tmp_path: Path, name: str, content: str, expected: str
    ) -> None:
        (write_app(tmp_path, "") / name).write_text(content)
        with pytest.raises(LocalHostError) as caught:
            read_project(tmp_path, {})
        assert expected in str(caught.value)
        assert str(tmp_path.resolve() / name) in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_a_folder_without_an_app_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(LocalHostError, match="nowhere does not exist"):
            read_project(tmp_path / "nowhere", {})
        with pytest.raises(LocalHostError, match=r"no function_app\.py in"):
            read_project(tmp_path, {})
        (tmp_path / "file").touch()
        with pytest.raises(LocalHostError, match="is not a folder"):
            read_project(tmp_path / "file", {})


QUEUE_OUTPUT = """\
@app.route()
@app.queue_output(arg_name='o', queue_name='q', connection='c')
"""
TIMER = """\
from typing import Optional
@app.timer_trigger(arg_name='t', schedule='0 * * * * *')
"""


class TestIndexing:
    """Import and check of an app, as a worker does it."""

    def test_the_app_is_imported_on_the_thread_of_the_running_loop(self, serve: Serve) -> None:
        served = serve(
            """
            thread, loop = threading.get_ident(), asyncio.get_running_loop()

            @app.route()
            async def hello(req):
                assert asyncio.get_running_loop() is loop
                return str(threading.get_ident() == thread)
            """
        )
        assert served.get("/api/hello").text == "True"
        assert served.module.thread != threading.get_ident()

    def test_functions_come_from_the_apps_own_get_functions(self, serve: Serve) -> None:
        served = serve(
            """
            import functools

            @app.route()
            def hello(req):
                return "hello"

            listed = app.get_functions

            def get_functions():
                functions = listed()
                for function in functions:
                    user_function = function.get_user_function()

                    @functools.wraps(user_function)
                    def wrapper(**kwargs):
                        return user_function(**kwargs) + " wrapped"

                    function.get_user_function = lambda: wrapper
                return functions

            app.get_functions = get_functions
            """
        )
        assert served.get("/api/hello").text == "hello wrapped"

    def test_an_app_without_functions_is_served(self, serve: Serve) -> None:
        assert list(serve("").host.listing()) == []

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("@app.route()\ndef f(request): ...", "'request', which none of its bindings ('req')"),
            ("@app.route()\ndef f(): ...", "name 'req', which it does not declare"),
            ("@app.route()\ndef f(req: int): ...", "'req' is annotated int"),
            ("@app.route()\ndef f(req: func.TimerRequest): ...", "httpTrigger does not accept"),
            ("@app.route()\ndef f(req: 'Missing'): ...", "name 'Missing' is not defined"),
            ("@app.route()\ndef f(req) -> None: ...", "to return NoneType"),
            ("@app.route()\ndef f(req) -> func.Out[str]: ...", "to return"),
            ("@app.route()\ndef f(req, context: int): ...", "accepts only azure.functions.Context"),
            ("@app.route()\ndef f(req: func.Out[str]): ...", "only the parameter of an output"),
            (
                QUEUE_OUTPUT + "def f(req, o: str): ...",
                "only the parameter of an output",
            ),
            (
                QUEUE_OUTPUT + "def f(req, o: func.Out): ...",
                "needs the type of its value",
            ),
            (
                QUEUE_OUTPUT + "def f(req, o: func.Out[int]): ...",
                "queue does not accept",
            ),
            (
                TIMER + "def f(t: Optional[func.TimerRequest]): ...",
                "timerTrigger does not accept",
            ),
            ("@app.route(route='{id:nonsense}')\ndef f(req): ...", "unknown constraint, nonsense"),
            (
                "@app.function_name('fine')\n@app.route(route='g')\ndef g(req): ...",
                "unique",
            ),
            ("@app.function_name('f')\ndef f(req): ...", "does not have a trigger"),
        ],
    )
    def test_one_function_that_does_not_fit_stops_the_app(
        self, serve: Serve, source: str, expected: str
    ) -> None:
        with pytest.raises(LocalHostError) as caught:
            serve("@app.route()\ndef fine(req): ...\n" + source)
        assert expected in str(caught.value)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("nothing = 1", "defines no function app"),
            ("import azure.functions as func\na = func.FunctionApp()\nb = a", r"\(a, b\)"),
        ],
    )
    def test_a_script_needs_exactly_one_app(self, serve: Serve, source: str, expected: str) -> None:
        with pytest.raises(LocalHostError, match=expected):
            serve(source, head="")

    @pytest.mark.parametrize(
        ("source", "kind"),
        [("1 / 0", ZeroDivisionError), ("raise SystemExit(3)", SystemExit), ("def", SyntaxError)],
    )
    def test_what_the_script_raises_is_the_cause(
        self, serve: Serve, source: str, kind: type[BaseException]
    ) -> None:
        with pytest.raises(ScriptError, match=kind.__name__) as caught:
            serve(source)
        assert isinstance(caught.value.__cause__, kind)

    def test_an_error_of_funcext_passes_unchanged(self, serve: Serve) -> None:
        with pytest.raises(FuncextError, match=r"^not installed$") as caught:
            serve("from funcext_core.errors import LoadError\nraise LoadError('not installed')")
        assert not isinstance(caught.value, LocalHostError)


class TestInvocation:
    """How functions are called."""

    def test_the_context_is_as_the_workers(self, serve: Serve, tmp_path: Path) -> None:
        served = serve(
            """
            @app.route(route="x")
            def hello(req: func.HttpRequest, context: func.Context) -> str:
                seen.put(context)
                return context.thread_local_storage.invocation_id
            """
        )
        parent = f"00-{'a' * 32}-{'b' * 16}-01"
        response = served.client.get("/api/x", headers={"traceparent": parent, "tracestate": "s=1"})
        context = served.module.seen.get(timeout=PATIENCE)
        assert response.text == context.invocation_id
        assert (context.function_name, context.function_directory) == (
            "hello",
            str(tmp_path.resolve()),
        )
        assert context.trace_context.trace_parent == context.trace_context.Traceparent == parent
        assert context.trace_context.trace_state == context.trace_context.Tracestate == "s=1"
        assert context.trace_context.attributes == context.trace_context.Attributes == {}
        assert (context.retry_context.retry_count, context.retry_context.max_retry_count) == (0, 0)

    def test_each_invocation_has_its_own_id_and_trace(self, serve: Serve) -> None:
        served = serve(
            """
            @app.route()
            async def hello(req, context):
                return context.invocation_id + context.trace_context.trace_parent
            """
        )
        assert served.get("/api/hello").text != served.get("/api/hello").text

    def test_a_binding_named_context_gets_its_data(self, serve: Serve) -> None:
        served = serve(
            """
            @app.queue_trigger(arg_name="context", queue_name="q", connection="c")
            def hello(context: func.QueueMessage) -> None:
                seen.put(context.get_body())
            """
        )
        assert served.fire("hello", "data").status_code == 202
        assert served.module.seen.get(timeout=PATIENCE) == b"data"

    def test_sync_and_async_functions_run_at_the_same_time(self, serve: Serve) -> None:
        served = serve(
            """
            meeting = threading.Barrier(3)

            @app.route()
            def one(req):
                meeting.wait(20)
                return threading.current_thread().name

            @app.route()
            async def two(req):
                # The loop stays free for the other async function while these wait.
                await asyncio.to_thread(meeting.wait, 20)
                return "met"

            @app.route()
            async def three(req):
                released.set()
                return "done"

            released = asyncio.Event()

            @app.route()
            async def four(req):
                await asyncio.wait_for(released.wait(), 20)
                return "released"
            """
        )
        paths = ["/api/one", "/api/one", "/api/two", "/api/four", "/api/three"]
        answers = in_parallel(*[lambda path=path: served.get(path) for path in paths])
        assert [answer.status_code for answer in answers] == [200] * 5
        names = {answers[0].text, answers[1].text}
        assert len(names) == 2
        assert all(name.startswith("function") for name in names)

    @pytest.mark.parametrize(
        ("setting", "size"), [("1", 1), ("40", 40), ("0", None), ("-1", None), ("many", None)]
    )
    def test_the_pool_is_as_large_as_the_setting_says(self, setting: str, size: int | None) -> None:
        printed = io.StringIO()
        console = Console(printed, printed)
        default = thread_pool({}, console.warning)._max_workers
        assert printed.getvalue() == ""
        environ = {"PYTHON_THREADPOOL_THREAD_COUNT": setting}
        assert thread_pool(environ, console.warning)._max_workers == (size or default)
        ignored = f"THREAD_COUNT is ignored: {setting!r} is not a number of at least 1."
        assert (ignored in printed.getvalue()) == (size is None)

    @pytest.mark.parametrize("prefix", ["", "async "])
    def test_a_function_that_raises_fails_alone(self, serve: Serve, prefix: str) -> None:
        served = serve(
            f"""
            import builtins

            @app.route(route="raise/{{name}}")
            {prefix}def boom(req):
                raise getattr(builtins, req.route_params["name"])("sorry")
            """
        )
        names = ["ValueError", "SystemExit", "StopIteration", "GeneratorExit", "KeyboardInterrupt"]
        for name in names:
            response = served.get(f"/api/raise/{name}")
            assert (response.status_code, response.content) == (500, b"")
            printed = served.printed.getvalue()
            assert re.search(rf" GET /api/raise/{name} 500 boom [\d.]+ ms\n$", printed)
            assert "sorry" in printed
            served.printed.truncate(0)

    def test_a_traceback_shows_only_the_apps_frames(self, serve: Serve) -> None:
        served = serve(
            """
            @app.route()
            def boom(req):
                return {}["no such key"]
            """
        )
        served.get("/api/boom")
        printed = served.printed.getvalue()
        assert "function_app.py" in printed
        assert "KeyError: 'no such key'" in printed
        assert "invoking.py" not in printed

    def test_an_error_that_no_worker_answers_causes_a_warning(self, serve: Serve) -> None:
        served = serve("@app.route()\nasync def hello(req): raise asyncio.CancelledError")
        assert served.get("/api/hello").status_code == 500
        assert "in Azure, this invocation would never be answered" in served.printed.getvalue()

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("return {'a': 1}", "The binding http cannot send a value of type dict"),
            ("return None", "The binding http cannot send a value of type NoneType"),
        ],
    )
    def test_a_value_that_the_worker_cannot_send_fails_the_invocation(
        self, serve: Serve, body: str, expected: str
    ) -> None:
        served = serve(f"@app.route()\ndef hello(req):\n    {body}")
        assert served.get("/api/hello").status_code == 500
        assert expected in served.printed.getvalue()

    def test_a_value_without_a_return_binding_fails_the_invocation(self, serve: Serve) -> None:
        served = serve(
            """
            @app.generic_trigger(arg_name="req", type="httpTrigger", route="hello/{text?}")
            def hello(req):
                return req.route_params.get("text")
            """
        )
        assert served.get("/api/hello").status_code == 204
        assert served.get("/api/hello/x").status_code == 500
        assert "has no $return binding" in served.printed.getvalue()

    def test_values_for_other_services_are_shown(self, serve: Serve) -> None:
        served = serve(
            """
            @app.route()
            @app.queue_output(arg_name="message", queue_name="q", connection="c")
            @app.blob_output(arg_name="unset", path="p", connection="c")
            def hello(req, message: func.Out[str], unset: func.Out[bytes]) -> str:
                message.set("for the queue")
                return message.get()
            """
        )
        assert served.get("/api/hello").text == "for the queue"
        assert "message (queue) <- 'for the queue'" in served.printed.getvalue()
        assert "unset" not in served.printed.getvalue()

    def test_an_output_of_the_wrong_type_fails_the_invocation(self, serve: Serve) -> None:
        served = serve(
            """
            @app.route()
            @app.service_bus_queue_output(arg_name="o", queue_name="q", connection="c")
            def hello(req, o) -> str:
                o.set(1)
                return "x"
            """
        )
        assert served.get("/api/hello").status_code == 500
        assert "The binding serviceBus cannot send a value of type int" in (
            served.printed.getvalue()
        )

    def test_other_inputs_are_none_with_a_warning(self, serve: Serve) -> None:
        served = serve(
            """
            @app.route()
            @app.blob_input(arg_name="blob", path="p", connection="c")
            def hello(req, blob: func.InputStream) -> str:
                return repr(blob)
            """
        )
        assert served.get("/api/hello").text == "None"
        assert "hello: the input 'blob' (blob) will be None" in served.printed.getvalue()

    def test_log_lines_name_the_function_in_sync_and_async_code(self, serve: Serve) -> None:
        served = serve(
            """
            log = logging.getLogger("my.app")

            @app.route()
            def one(req):
                log.warning("sync")
                return "x"

            @app.route()
            async def two(req):
                await asyncio.sleep(0)
                log.warning("async")
                return "x"
            """
        )
        handler = LogHandler(served.host.engine.feed)
        logging.getLogger("my.app").addHandler(handler)
        try:
            served.get("/api/one")
            served.get("/api/two")
            logging.getLogger("my.app").warning("nobody's")
        finally:
            logging.getLogger("my.app").removeHandler(handler)
        printed = served.printed.getvalue()
        assert "WARNING [one] my.app: sync\n" in printed
        assert "WARNING [two] my.app: async\n" in printed
        assert "WARNING my.app: nobody's\n" in printed


ECHO = """
@app.route(route="echo/{name?}")
def echo(req: func.HttpRequest) -> func.HttpResponse:
    import json
    return func.HttpResponse(json.dumps({
        "method": req.method, "url": req.url, "headers": dict(req.headers),
        "params": dict(req.params), "route_params": dict(req.route_params),
        "body": req.get_body().decode("latin-1"),
    }))
"""


class TestHttp:
    """Requests and responses."""

    def test_a_request_arrives_as_the_functions_host_sends_it(self, serve: Serve) -> None:
        response = serve(ECHO).client.put(
            "/api/echo/J%C3%BCrg?a=1&a=2&b=&c=x%20y",
            content=b"\x00\xff",
            headers={"X-Thing": "1", "Content-Type": "app/x"},
        )
        got = json.loads(response.content)
        assert got.pop("headers").items() >= {("x-thing", "1"), ("content-type", "app/x")}
        assert got == {
            "method": "PUT",
            "url": "http://localhost/api/echo/J%C3%BCrg?a=1&a=2&b=&c=x%20y",
            "params": {"a": "1,2", "c": "x y"},
            "route_params": {"name": "Jürg"},
            "body": "\x00\xff",
        }

    def test_a_route_with_methods_answers_only_those(self, serve: Serve) -> None:
        served = serve("@app.route(methods=['GET', 'POST'])\ndef hello(req): return req.method")
        got = {
            method: served.client.request(method, "/api/hello").status_code
            for method in ("GET", "POST", "PUT", "HEAD")
        }
        assert got == {"GET": 200, "POST": 200, "PUT": 404, "HEAD": 404}

    def test_two_functions_may_share_a_route_with_different_methods(self, serve: Serve) -> None:
        served = serve(
            """
            @app.route(route="x", methods=["GET"])
            def read(req): return "read"

            @app.route(route="x", methods=["POST"])
            def write(req): return "written"
            """
        )
        assert served.get("/api/x").text == "read"
        assert served.client.post("/api/x").text == "written"

    def test_a_route_without_methods_answers_all_and_head_has_no_body(self, serve: Serve) -> None:
        client = serve("@app.route()\ndef hello(req): return 'four'").client
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
            assert client.request(method, "/api/hello").text == "four"
        head = client.head("/api/hello")
        assert (head.status_code, head.content, head.headers["Content-Length"]) == (200, b"", "4")

    def test_a_path_of_no_function_is_not_found(self, serve: Serve) -> None:
        served = serve(ECHO)
        for path in ("/echo", "/api", "/api/nope", "/api/echo/a/b"):
            response = served.get(path)
            assert (response.status_code, response.content) == (404, b"")
        assert " GET /api/nope 404 no function " in served.printed.getvalue()

    @pytest.mark.parametrize(("prefix", "path"), [("", "/echo"), ("v1/x", "/v1/x/echo")])
    def test_the_route_prefix_is_host_jsons(self, serve: Serve, prefix: str, path: str) -> None:
        served = serve(ECHO, host={"extensions": {"http": {"routePrefix": prefix}}})
        assert served.get(path).status_code == 200
        assert served.get("/api/echo").status_code == 404
        assert [url for _, _, url in served.host.listing()] == [
            f"http://localhost:7071{path}/{{name?}}"
        ]

    def test_a_string_is_plain_text(self, serve: Serve) -> None:
        response = serve("@app.route()\ndef hello(req): return 'grün'").get("/api/hello")
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert response.text == "grün"

    def test_headers_of_one_name_are_all_kept_on_every_response(self, serve: Serve) -> None:
        served = serve(
            """
            constant = func.HttpResponse("{}", status_code=418, mimetype="application/json")
            constant.headers.add("Set-Cookie", "a=1; Path=/")
            constant.headers.add("Set-Cookie", "b=2")
            constant.headers.add("Link", "</x>")
            constant.headers.add("Link", "</y>")

            @app.route()
            def hello(req): return constant
            """
        )
        for _ in range(2):
            response = served.get("/api/hello")
            assert response.status_code == 418
            assert response.headers.get_list("Set-Cookie") == ["a=1; Path=/", "b=2"]
            assert response.headers.get_list("Link") == ["</x>", "</y>"]
            assert response.headers["Content-Type"] == "application/json"

    @pytest.mark.parametrize(
        ("response", "problem"),
        [
            ("'x', status_code=0", "the response has the status 0: use one from 200 to 599"),
            ("'x', status_code=100", "the response has the status 100"),
            ("'x', status_code=999", "the response has the status 999"),
            ("'x', headers={'X-A': 'caf\u00e9\u2713'}", "X-A has characters outside of Latin-1"),
            ("'x', headers={'X-A': 'a\\r\\nX-B: b'}", "newline"),
            ("'x', headers={'X-A': '\\x00'}", "X-A has a control character"),
            ("'x', headers={'X A': 'a'}", "a header 'X A', which is not a valid name"),
            ("'x', headers={'': 'a'}", "a header '', which is not a valid name"),
        ],
    )
    def test_a_response_that_cannot_be_sent_is_a_500_with_the_reason(
        self, serve: Serve, response: str, problem: str
    ) -> None:
        served = serve(f"@app.route()\ndef hello(req): return func.HttpResponse({response})")
        got = served.get("/api/hello")
        assert (got.status_code, got.content) == (500, b"")
        assert problem in served.printed.getvalue()

    @pytest.mark.parametrize(
        ("response", "method", "expected"),
        [
            ("'ab', headers={'Content-Length': '7'}", "GET", (200, b"ab", "2")),
            ("headers={'Content-Length': '7'}", "GET", (200, b"", "0")),
            ("headers={'Content-Length': '7'}", "HEAD", (200, b"", "7")),
            ("'ab'", "HEAD", (200, b"", "2")),
            ("'ab', status_code=204", "GET", (204, b"", None)),
            ("'ab', status_code=304", "GET", (304, b"", None)),
            ("headers={'Transfer-Encoding': 'chunked'}", "GET", (200, b"", "0")),
            ("'ab', headers={'X-A': 'caf\u00e9'}", "GET", (200, b"ab", "2")),
        ],
    )
    def test_the_length_is_that_of_the_body(
        self, serve: Serve, response: str, method: str, expected: tuple[int, bytes, str | None]
    ) -> None:
        served = serve(f"@app.route()\ndef hello(req): return func.HttpResponse({response})")
        got = served.client.request(method, "/api/hello")
        assert (got.status_code, got.content, got.headers.get("content-length")) == expected
        assert "transfer-encoding" not in got.headers

    def test_a_function_streams_in_both_directions(self, serve: Serve) -> None:
        served = serve(
            """
            from azurefunctions.extensions.http.fastapi import Request, StreamingResponse

            @app.route(route="upper/{name}")
            async def upper(req: Request) -> StreamingResponse:
                body = [part.upper() async for part in req.stream()]
                async def parts():
                    yield req.path_params["name"]
                    for part in body:
                        yield part
                headers = {"X-A": req.query_params["a"]}
                return StreamingResponse(parts(), status_code=201, headers=headers)

            @app.route()
            async def fails(req: Request) -> StreamingResponse:
                raise ValueError("sorry")
            """
        )
        got = served.client.post("/api/upper/it:?a=1", content=b"body")
        assert (got.status_code, got.content, got.headers["x-a"]) == (201, b"it:BODY", "1")
        assert served.client.post("/api/fails").status_code == 500

    def test_a_response_may_be_an_out_binding(self, serve: Serve) -> None:
        served = serve(
            """
            @app.generic_trigger(arg_name="req", type="httpTrigger", route="hello")
            @app.generic_output_binding(arg_name="res", type="http")
            def hello(req: func.HttpRequest, res: func.Out[func.HttpResponse]) -> None:
                res.set(func.HttpResponse("set", status_code=201))
            """
        )
        response = served.get("/api/hello")
        assert (response.status_code, response.text) == (201, "set")

    def test_a_wsgi_app_is_served(self, serve: Serve) -> None:
        served = serve(
            """
            import azure.functions as func

            def wsgi(environ, start_response):
                start_response("201 Created", [("X-Path", environ["PATH_INFO"])])
                length = int(environ["CONTENT_LENGTH"])
                return [environ["QUERY_STRING"].encode(), environ["wsgi.input"].read(length)]

            app = func.WsgiFunctionApp(wsgi)
            """,
            head="",
            host={"extensions": {"http": {"routePrefix": ""}}},
        )
        response = served.client.post("/some/path?x=1", content="-body")
        assert (response.status_code, response.text) == (201, "x=1-body")
        assert response.headers["X-Path"] == "/some/path"
        assert served.get("/").status_code == 201
        ((name, methods, url),) = served.host.listing()
        assert (name, url) == ("http_app_func", "http://localhost:7071/{*route}")
        assert methods.startswith("[GET,POST,")

    def test_an_asgi_app_is_served(self, serve: Serve) -> None:
        served = serve(
            """
            import azure.functions as func

            async def asgi(scope, receive, send):
                if scope["type"] == "lifespan":
                    await receive()
                    await send({"type": "lifespan.startup.complete"})
                    return
                body = (await receive())["body"]
                headers = [(b"x-path", scope["path"].encode())]
                await send({"type": "http.response.start", "status": 202, "headers": headers})
                await send({"type": "http.response.body", "body": body.upper()})

            app = func.AsgiFunctionApp(asgi)
            """,
            head="",
        )
        response = served.client.post("/api/a/b", content="body")
        assert (response.status_code, response.text) == (202, "BODY")
        assert response.headers["X-Path"] == "/api/a/b"

    def test_a_parameter_that_takes_no_request_fails_as_in_azure(self, serve: Serve) -> None:
        served = serve("@app.route()\ndef hello(req: str): return req")
        assert served.get("/api/hello").status_code == 500
        assert "hello: The binding generic does not accept http data." in served.printed.getvalue()

    def test_what_a_client_sends_cannot_command_the_terminal(self, serve: Serve) -> None:
        served = serve(ECHO)
        served.get("/%1b[2J%0aExecuted")
        assert " get /%1b[2j%0aexecuted 404 no function " in served.printed.getvalue().lower()
        assert "\x1b" not in served.printed.getvalue()

    def test_the_front_page_lists_the_functions(self, serve: Serve) -> None:
        assert "echo  http://localhost:7071/api/echo/{name?}" in serve(ECHO).get("/").text


SERVICE_BUS = "service_bus_queue_trigger(arg_name='x', queue_name='q', connection='c'"
EVENT_HUB = "event_hub_message_trigger(arg_name='x', event_hub_name='e', connection='c'"
EVENT = """{
    "id": "1", "topic": "t", "subject": "s", "eventType": "made", "data": [1],
    "eventTime": "2024-05-01T00:00:00Z", "dataVersion": "1"
}"""

TRIGGERS: list[tuple[str, str, str, str]] = [
    # decorator, what the function reports, input, report
    ("timer_trigger(arg_name='x', schedule='0 * * * * *')", "x.past_due", "", "False"),
    (
        "timer_trigger(arg_name='x', schedule='0 * * * * *')",
        "x.past_due, 'Last' in x.schedule_status",
        '{"IsPastDue": true}',
        "(True, True)",
    ),
    (
        "queue_trigger(arg_name='x', queue_name='q', connection='c')",
        "type(x).__name__, x.get_body(), x.dequeue_count, bool(x.id), x.insertion_time.year > 2000",
        "hi",
        "('QueueMessage', b'hi', 1, True, True)",
    ),
    (
        f"{SERVICE_BUS})",
        "type(x).__name__, x.get_body(), x.delivery_count, x.user_properties",
        "hi",
        "('ServiceBusMessage', b'hi', 1, {})",
    ),
    (
        f"{SERVICE_BUS}, cardinality='many')",
        "[(m.get_body(), m.delivery_count) for m in x]",
        "hi",
        "[(b'hi', 1)]",
    ),
    (
        f"{EVENT_HUB})",
        "type(x).__name__, x.get_body(), x.sequence_number",
        "hi",
        "('EventHubEvent', b'hi', 0)",
    ),
    (
        f"{EVENT_HUB}, cardinality='many')",
        "[m.get_body() for m in x]",
        "hi",
        "[b'hi']",
    ),
    ("event_grid_trigger(arg_name='x')", "type(x).__name__, x.get_json()", '{"a": 1}', ""),
    ("event_grid_trigger(arg_name='x')", "x.event_type, x.get_json()", "hi", "('local', 'hi')"),
    (
        "event_grid_trigger(arg_name='x')",
        "x.event_type, x.get_json()",
        EVENT,
        "('made', [1])",
    ),
    (
        "blob_trigger(arg_name='x', path='in/{name}', connection='c')",
        "type(x).__name__, x.read(), x.name, x.length",
        "hi",
        "('InputStream', b'hi', 'in/{name}', 2)",
    ),
    (
        "cosmos_db_trigger(arg_name='x', connection='c', database_name='d', container_name='n')",
        "type(x).__name__, [dict(document) for document in x]",
        '{"id": "1"}',
        "('DocumentList', [{'id': '1'}])",
    ),
    (
        "kafka_trigger(arg_name='x', topic='t', broker_list='b')",
        "type(x).__name__, x.get_body(), x.topic",
        "hi",
        "('KafkaEvent', b'hi', 't')",
    ),
    (
        "kafka_trigger(arg_name='x', topic='t', broker_list='b', cardinality='many')",
        "[(m.get_body(), m.offset) for m in x]",
        "hi",
        "[(b'hi', 0)]",
    ),
    ("warm_up_trigger(arg_name='x')", "type(x).__name__", "", "'WarmUpContext'"),
    ("generic_trigger(arg_name='x', type='activityTrigger')", "x", '{"a": 1}', "{'a': 1}"),
    ("generic_trigger(arg_name='x', type='activityTrigger')", "x", "hi", "'hi'"),
    ("generic_trigger(arg_name='x', type='orchestrationTrigger')", "x.body", "{}", "'{}'"),
    ("generic_trigger(arg_name='x', type='customTrigger')", "x", "hi", "'hi'"),
    ("route()", "x.method, x.url, x.get_body()", "hi", ""),
]


class TestAdminEndpoints:
    """Firing functions, and the host's status."""

    @pytest.mark.parametrize(("decorator", "reported", "given", "report"), TRIGGERS)
    def test_a_trigger_gets_the_type_that_the_sdk_gives_it(
        self, serve: Serve, decorator: str, reported: str, given: str, report: str
    ) -> None:
        decorator = decorator.replace("route()", "route(trigger_arg_name='x')")
        served = serve(f"@app.{decorator}\ndef fired(x):\n    seen.put(repr(({reported})))")
        expected = (
            report
            or {
                "event_grid_trigger(arg_name='x')": "('EventGridEvent', {'a': 1})",
                "route(trigger_arg_name='x')": "('POST', 'http://localhost:7071/api/fired', b'hi')",
            }[decorator]
        )
        response = served.fire("fired", given)
        assert (response.status_code, response.content) == (202, b"")
        assert served.module.seen.get(timeout=PATIENCE) == expected

    @pytest.mark.parametrize(
        ("decorator", "reported", "body", "expected"),
        [
            (
                "queue_trigger(arg_name='x', queue_name='q', connection='c')",
                "x.get_json(), x.dequeue_count, x.id",
                {"input": {"a": [1]}, "metadata": {"DequeueCount": 3, "Id": "own"}},
                "({'a': [1]}, 3, 'own')",
            ),
            (
                "queue_trigger(arg_name='x', queue_name='q', connection='c')",
                "x.get_json()",
                {"input": ["one", "two"]},
                "['one', 'two']",
            ),
            (
                "queue_trigger(arg_name='x', queue_name='q', connection='c')",
                "x.get_body()",
                {"input": 5},
                "b'5'",
            ),
            (
                (
                    "event_hub_message_trigger(arg_name='x', connection='c', event_hub_name='h',"
                    " cardinality='many')"
                ),
                "[m.get_body() for m in x]",
                {"input": ["one", {"two": 2}]},
                "[b'one', b'{\"two\": 2}']",
            ),
            (
                "service_bus_queue_trigger(arg_name='x', connection='c', queue_name='q')",
                "x.get_body(), x.message_id",
                {"input": "hi", "metadata": {"MessageId": "own"}},
                "(b'hi', 'own')",
            ),
            (
                (
                    "cosmos_db_trigger(arg_name='x', connection='c', database_name='d',"
                    " container_name='n')"
                ),
                "[dict(document) for document in x]",
                {"input": [{"id": "1"}, {"id": "2"}]},
                "[{'id': '1'}, {'id': '2'}]",
            ),
            (
                "timer_trigger(arg_name='x', schedule='0 * * * * *')",
                "x.past_due",
                {"input": {"IsPastDue": True}},
                "True",
            ),
            (
                "event_grid_trigger(arg_name='x')",
                "x.get_json()",
                {"input": {"a": 1}},
                "{'a': 1}",
            ),
            (
                "route(trigger_arg_name='x')",
                "x.get_json(), x.headers['content-type']",
                {"input": {"a": 1}},
                "({'a': 1}, 'application/json')",
            ),
        ],
        ids=[
            "object and metadata",
            "array",
            "number",
            "batch",
            "metadata",
            "documents",
            "timer",
            "event",
            "request",
        ],
    )
    def test_a_trigger_takes_json(
        self, serve: Serve, decorator: str, reported: str, body: object, expected: str
    ) -> None:
        served = serve(f"@app.{decorator}\ndef fired(x):\n    seen.put(repr(({reported})))")
        response = served.client.post("/admin/functions/fired", json=body)
        assert (response.status_code, response.text) == (202, "")
        assert served.module.seen.get(timeout=PATIENCE) == expected

    @pytest.mark.parametrize(("annotation", "report"), [("str", "'hi'"), ("bytes", "b'hi'")])
    def test_a_plain_annotation_gets_the_string(
        self, serve: Serve, annotation: str, report: str
    ) -> None:
        served = serve(
            f"""
            @app.queue_trigger(arg_name="x", queue_name="q", connection="c")
            async def fired(x: {annotation}) -> None:
                seen.put(repr(x))
            """
        )
        served.fire("FIRED", "hi")  # case does not matter
        assert served.module.seen.get(timeout=PATIENCE) == report

    def test_the_answer_does_not_wait_for_the_function(self, serve: Serve) -> None:
        served = serve(
            """
            go = threading.Event()

            @app.timer_trigger(arg_name="x", schedule="0 * * * * *")
            def fired(x) -> None:
                go.wait(20)
                seen.put("done")
            """
        )
        assert served.fire("fired").status_code == 202
        assert served.module.seen.empty()
        served.module.go.set()
        assert served.module.seen.get(timeout=PATIENCE) == "done"

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            (b"", "but it is empty"),
            (b"  ", "but it is empty"),
            (b"{", "not valid JSON"),
            (b"\xff", "not valid JSON"),
            (b"[]", 'it has no "input".'),
            (b"{}", 'it has no "input".'),
            (b'{"input": null}', 'it has no "input".'),
            (b'{"input": {}, "metadata": 1}', "its metadata must be an object, not 1."),
            (b'{"input": 1}', "takes a JSON object"),
            (b'{"input": ' + b"[" * 2000 + b"]" * 2000 + b"}", ""),
            (b'{"input": "no json"}', "takes a JSON object"),
            (b'{"input": "[1]"}', "takes a JSON object"),
        ],
    )
    def test_a_body_that_does_not_fit_is_a_bad_request(
        self, serve: Serve, body: bytes, expected: str
    ) -> None:
        served = serve(
            """
            @app.cosmos_db_trigger(arg_name="x", connection="c", database_name="d",
                                   container_name="n")
            def changed(x) -> None: ...
            """
        )
        headers = {"Content-Type": "application/json"}
        response = served.client.post("/admin/functions/changed", content=body, headers=headers)
        assert response.status_code == 400
        assert expected in response.text

    def test_an_unknown_function_is_not_found_and_the_others_are_listed(self, serve: Serve) -> None:
        response = serve(ECHO).fire("nope")
        assert response.status_code == 404
        assert response.text == "There is no function 'nope'. The functions are: echo.\n"

    def test_the_functions_are_listed_with_their_bindings(self, serve: Serve) -> None:
        served = serve(ECHO)
        (echo,) = json.loads(served.get("/admin/functions").content)
        assert echo["name"] == "echo"
        assert echo["invoke_url_template"] == "http://localhost:7071/api/echo/{name?}"
        assert [b["type"] for b in echo["config"]["bindings"]] == ["httpTrigger", "http"]
        assert json.loads(served.get("/admin/functions/echo").content) == echo

    def test_the_host_reports_its_status(self, serve: Serve) -> None:
        served = serve(ECHO, host={"extensions": {"http": {"routePrefix": ""}}})
        status: dict[str, Any] = json.loads(served.get("/admin/host/status").content)
        assert status["state"] == "Running"
        assert status["processUptime"] >= 0
        assert served.get("/admin/host/ping").status_code == 200
        assert served.client.delete("/admin/host/ping").status_code == 405
        assert served.get("/admin/nope").status_code == 404


RETRIED = """
@app.retry(strategy="fixed_delay", max_retry_count="2", delay_interval="00:00:00.01")
@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
def tick(t: func.TimerRequest, context: func.Context) -> None:
    retry = context.retry_context
    seen.put((retry.retry_count, retry.max_retry_count, retry.rpc_exception))
    if retry.retry_count < 2:
        raise ValueError(f"attempt {retry.retry_count}")
"""


class TestLogLines:
    """Log lines carry the name of the function on whose behalf they are written."""

    @pytest.mark.parametrize("prefix", ["", "async "])
    def test_also_those_of_threads_that_it_starts(self, serve: Serve, prefix: str) -> None:
        served = serve(
            f"""
            pool = ThreadPoolExecutor(1)

            @app.route()
            {prefix}def hello(req):
                thread = threading.Thread(target=logging.getLogger("thread").warning, args=("a",))
                thread.start()
                thread.join()
                pool.submit(logging.getLogger("pool").warning, "b").result()
                return "hello"
            """,
            head="from concurrent.futures import ThreadPoolExecutor\n" + HEAD,
        )
        handler = LogHandler(served.host.engine.feed)
        handler.attach(logging.WARNING)
        try:
            served.get("/api/hello")
        finally:
            handler.detach()
        printed = served.printed.getvalue()
        assert "WARNING [hello] thread: a" in printed
        assert "WARNING [hello] pool: b" in printed


class TestRetries:
    """A retry policy runs a failed function again, where the Functions host obeys it."""

    def test_a_timer_runs_again_with_the_error_of_the_run_before(self, serve: Serve) -> None:
        served = serve(RETRIED)
        assert served.fire("tick").status_code == 202
        runs = [served.module.seen.get(timeout=PATIENCE) for _ in range(3)]
        assert [run[:2] for run in runs] == [(0, 0), (1, 2), (2, 2)]
        assert runs[0][2] is None
        assert [run[2].message for run in runs[1:]] == [
            "ValueError: attempt 0",
            "ValueError: attempt 1",
        ]
        assert "tick runs again in 0.01 s: retry 1 of 2\n" in served.printed.getvalue()
        assert served.module.seen.empty()

    def test_host_json_has_the_policy_of_functions_without_one(self, serve: Serve) -> None:
        policy = {"strategy": "fixedDelay", "maxRetryCount": 2, "delayInterval": "00:00:00.01"}
        served = serve(RETRIED.replace("@app.retry", "# "), host={"retry": policy})
        served.fire("tick")
        runs = [served.module.seen.get(timeout=PATIENCE) for _ in range(3)]
        assert [run[:2] for run in runs] == [(0, 0), (1, 2), (2, 2)]

    def test_a_stop_does_not_wait_for_a_retry(self, serve: Serve) -> None:
        served = serve(RETRIED.replace("00:00:00.01", "01:00:00"))
        served.fire("tick")
        served.module.seen.get(timeout=PATIENCE)
        waiting = served.host.engine.loop.call_soon_threadsafe
        begun = threading.Event()

        def look() -> None:
            if "runs again" in served.printed.getvalue():
                begun.set()
            else:
                waiting(look)

        waiting(look)
        assert begun.wait(PATIENCE)
        served.stop()
        assert served.module.seen.empty()

    def test_http_functions_do_not(self, serve: Serve) -> None:
        served = serve(
            """
            @app.retry(strategy="fixed_delay", max_retry_count="2", delay_interval="00:00:01")
            @app.route()
            def hello(req):
                raise ValueError("once")
            """
        )
        assert served.get("/api/hello").status_code == 500
        assert served.printed.getvalue().count("ValueError: once") == 1

    def test_a_policy_that_is_not_valid_is_one_sentence(self, serve: Serve) -> None:
        with pytest.raises(LocalHostError, match=r"^The retry policy of function 'tick' is not"):
            serve(RETRIED.replace("00:00:00.01", "soon"))


class TestTimers:
    """A function with a timer trigger runs on its schedule; see test_timers.py."""

    def test_runs_when_it_is_due(self, serve: Serve) -> None:
        served = serve(
            """
            @app.timer_trigger(arg_name="t", schedule="* * * * * *", run_on_startup=True)
            def tick(t: func.TimerRequest) -> None:
                seen.put(t.past_due)
            """
        )
        served.host.engine.loop.call_soon_threadsafe(served.host.start)
        assert [served.module.seen.get(timeout=PATIENCE) for _ in range(2)] == [False, False]

    def test_a_schedule_that_is_not_valid_is_one_sentence(self, serve: Serve) -> None:
        with pytest.raises(LocalHostError, match=r"^The schedule '0 0 \* \* 7' of function 'tick'"):
            serve(
                """
                @app.timer_trigger(arg_name="t", schedule="0 0 * * 7")
                def tick(t: func.TimerRequest) -> None: ...
                """
            )
