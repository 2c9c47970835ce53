"""Rules for every request of a function, from host.json, local.settings.json and the options."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from asgi_client import PATIENCE
from funcext_core.local import LocalHostError
from funcext_core.local.cors import read_cors
from funcext_core.local.keys import Keys
from local.apps import Serve


PAGE = "http://localhost:3000"
HELLO = """
@app.route(methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
def hello(req):
    return func.HttpResponse("hello", headers={"X-Frame-Options": "SAMEORIGIN"})
"""


class TestCors:
    """Pages of the origins that are named may read responses."""

    def ask(
        self, serve: Serve, origin: str | None, cors: str = PAGE, **options: object
    ) -> Mapping[str, str]:
        served = serve(HELLO, cors=cors, **options)
        headers = {} if origin is None else {"Origin": origin}
        response = served.client.get("/api/hello", headers=headers)
        assert response.text == "hello"
        return {
            name: value
            for name, value in response.headers.items()
            if name.startswith("access-control") or name == "vary"
        }

    def test_a_page_of_an_origin_that_is_named_may_read(self, serve: Serve) -> None:
        assert self.ask(serve, PAGE) == {"access-control-allow-origin": PAGE, "vary": "Origin"}

    def test_credentials_are_an_option(self, serve: Serve) -> None:
        found = self.ask(serve, PAGE, cors_credentials=True)
        assert found["access-control-allow-credentials"] == "true"

    @pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
    def test_no_other_page_may(self, serve: Serve, origin: str | None) -> None:
        assert self.ask(serve, origin) == {}

    def test_a_star_is_every_page(self, serve: Serve) -> None:
        assert self.ask(serve, "null", cors="*") == {"access-control-allow-origin": "*"}

    def test_a_browser_may_ask_before_any_function_has_a_say(self, serve: Serve) -> None:
        served = serve(HELLO, cors=f"https://other.example, {PAGE}", enable_auth=True)
        asked = {
            "Origin": PAGE,
            "Access-Control-Request-Method": "PUT",
            "Access-Control-Request-Headers": "x-a,x-b",
        }
        response = served.client.options("/api/hello", headers=asked)
        assert response.status_code == 204
        assert response.headers["access-control-allow-origin"] == PAGE
        assert response.headers["access-control-allow-methods"] == "PUT"
        assert response.headers["access-control-allow-headers"] == "x-a,x-b"
        assert "OPTIONS /api/hello 204 no function" in served.printed.getvalue()
        assert "answered by CORS" in served.printed.getvalue()

    def test_a_page_of_another_origin_is_told_nothing(self, serve: Serve) -> None:
        served = serve(HELLO, cors=PAGE)
        asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "PUT"}
        response = served.client.options("/api/hello", headers=asked)
        assert response.status_code == 204
        assert not any(name.startswith("access-control") for name in response.headers)

    def test_an_options_request_that_asks_nothing_is_a_function_s(self, serve: Serve) -> None:
        assert serve(HELLO, cors=PAGE).client.options("/api/hello").status_code == 404

    def test_local_settings_are_the_default(self, serve: Serve, tmp_path: Path) -> None:
        settings = {"Host": {"CORS": PAGE, "CORSCredentials": True}}
        (tmp_path / "local.settings.json").write_text(json.dumps(settings))
        served = serve(HELLO)
        response = served.client.get("/api/hello", headers={"Origin": PAGE})
        assert response.headers["access-control-allow-origin"] == PAGE
        assert response.headers["access-control-allow-credentials"] == "true"

    def test_the_admin_endpoints_have_no_part_in_it(self, serve: Serve) -> None:
        served = serve(HELLO, cors=PAGE)
        response = served.client.get("/admin/functions", headers={"Origin": PAGE})
        assert "access-control-allow-origin" not in response.headers

    @pytest.mark.parametrize(
        "origin", ["localhost:3000", "http://localhost:3000/", "http://", "http://a b", "x"]
    )
    def test_what_is_not_an_origin_is_one_sentence(self, origin: str) -> None:
        with pytest.raises(LocalHostError, match=r"^--cors has '.*', which is not an origin: "):
            read_cors([origin], "--cors", credentials=False)

    def test_credentials_need_origins_by_name(self) -> None:
        with pytest.raises(LocalHostError, match=r"^--cors is \*, but credentials need"):
            read_cors(["*"], "--cors", credentials=True)

    def test_nothing_is_no_rule(self) -> None:
        assert read_cors([" ", ""], "--cors", credentials=True) is None


LEVELS = """
@app.route(auth_level=func.AuthLevel.ANONYMOUS)
def anonymous(req): return "hello"

@app.route(auth_level=func.AuthLevel.FUNCTION)
def function(req): return "hello"

@app.route(auth_level=func.AuthLevel.ADMIN)
def secret(req): return "hello"
"""


class TestKeys:
    """With --enable-auth, functions with an auth level need a key."""

    def test_without_the_option_no_function_needs_one(self, serve: Serve) -> None:
        served = serve(LEVELS)
        assert served.host.keys is None
        assert served.get("/api/secret").status_code == 200

    @pytest.mark.parametrize(
        ("level", "key", "expected"),
        [
            ("anonymous", "none", 200),
            ("anonymous", "wrong", 200),
            ("function", "none", 401),
            ("function", "wrong", 401),
            ("function", "default", 200),
            ("function", "master", 200),
            ("secret", "default", 401),
            ("secret", "master", 200),
        ],
    )
    def test_each_level_takes_its_keys(
        self, serve: Serve, level: str, key: str, expected: int
    ) -> None:
        served = serve(LEVELS, enable_auth=True)
        keys = served.host.keys
        assert keys is not None
        value = {"none": None, "wrong": "é", "default": keys.default, "master": keys.master}[key]
        if value is None:
            assert served.get(f"/api/{level}").status_code == expected
            return
        by_query = served.client.get(f"/api/{level}", params={"CODE": value})
        by_header = served.client.get(
            f"/api/{level}", headers=[(b"x-functions-key", value.encode("latin-1"))]
        )
        assert [by_query.status_code, by_header.status_code] == [expected, expected]

    def test_the_header_counts_before_the_query(self) -> None:
        keys = Keys()
        assert not keys.allows("function", {"x-functions-key": "x"}, f"code={keys.default}")

    def test_admin_needs_the_master_key(self) -> None:
        keys = Keys()
        assert keys.allows("admin", {}, f"code={keys.master}")
        assert not keys.allows("admin", {}, f"code={keys.default}")
        assert not keys.allows("admin", {}, "")

    def test_the_admin_endpoints_need_the_master_key(self, serve: Serve) -> None:
        served = serve(LEVELS, enable_auth=True)
        assert served.host.keys is not None
        code = {"code": served.host.keys.master}
        assert served.get("/admin/functions").status_code == 401
        assert served.client.get("/admin/functions", params=code).status_code == 200

    def test_a_refusal_says_what_is_missing_but_no_key(self, serve: Serve) -> None:
        served = serve(LEVELS, enable_auth=True)
        assert served.host.keys is not None
        served.client.get("/api/function", params={"code": "wrong"})
        printed = served.printed.getvalue()
        assert "function: the request has no valid key for the auth level function" in printed
        assert " GET /api/function 401 function " in printed
        assert served.host.keys.default not in printed
        assert served.host.keys.master not in repr(served.host.keys)

    def test_a_process_has_the_keys_of_its_parent(self) -> None:
        environ: dict[str, str] = {}
        first, second = Keys.of_process(environ), Keys.of_process(environ)
        assert first == second
        assert first != Keys.of_process({})

    def test_keys_differ_from_one_another_and_from_start_to_start(self) -> None:
        assert len({key for keys in (Keys(), Keys()) for key in (keys.default, keys.master)}) == 4


class TestHostJson:
    def test_custom_headers_are_added_where_a_response_has_none(self, serve: Serve) -> None:
        headers = {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff"}
        served = serve(HELLO, host={"extensions": {"http": {"customHeaders": headers}}})
        response = served.get("/api/hello")
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert served.get("/api/nope").headers["X-Frame-Options"] == "DENY"

    def test_more_requests_than_may_be_in_progress_are_answered_429(self, serve: Serve) -> None:
        served = serve(
            """
            begun, end = threading.Semaphore(0), threading.Event()

            @app.route()
            def slow(req):
                begun.release()
                end.wait(20)
                return "done"
            """,
            host={"extensions": {"http": {"maxOutstandingRequests": 2}}},
        )
        with ThreadPoolExecutor(2) as pool:
            slow = [pool.submit(served.get, "/api/slow") for _ in range(2)]
            for _ in slow:
                assert served.module.begun.acquire(timeout=PATIENCE)
            assert served.get("/api/slow").status_code == 429
            served.module.end.set()
            assert [answer.result(PATIENCE).status_code for answer in slow] == [200, 200]
        assert served.get("/api/slow").status_code == 200
        assert "maxOutstandingRequests in host.json" in served.printed.getvalue()

    @pytest.mark.parametrize("prefix", ["", "async "])
    def test_a_function_that_takes_too_long_is_answered_500(
        self, serve: Serve, prefix: str
    ) -> None:
        served = serve(
            f"""
            end = threading.Event()

            @app.route()
            {prefix}def slow(req):
                try:
                    {"await asyncio.sleep(20)" if prefix else "end.wait(20)"}
                finally:
                    seen.put("left")

            @app.route()
            {prefix}def quick(req): return "quick"
            """,
            host={"functionTimeout": "00:00:00.05"},
        )
        assert served.get("/api/slow").status_code == 500
        printed = served.printed.getvalue()
        assert "The function 'slow' took longer than the functionTimeout of 0.05 s" in printed
        assert " GET /api/slow 500 slow " in printed
        assert "Traceback" not in printed
        assert served.get("/api/quick").text == "quick"
        served.module.end.set()
        assert served.module.seen.get(timeout=PATIENCE) == "left"

    def test_threads_that_functions_do_not_leave_are_replaced(
        self, serve: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PYTHON_THREADPOOL_THREAD_COUNT", "1")
        served = serve(
            """
            end = threading.Event()

            @app.route()
            def slow(req): end.wait(20)

            @app.route()
            def quick(req): return "quick"
            """,
            host={"functionTimeout": "00:00:00.2"},
        )
        for _ in range(3):
            assert served.get("/api/slow").status_code == 500
            assert served.get("/api/quick").text == "quick"
        served.module.end.set()

    def test_a_stop_says_that_such_a_thread_goes_on(self, serve: Serve) -> None:
        served = serve(
            """
            end = threading.Event()

            @app.route()
            def slow(req): end.wait(20)
            """,
            host={"functionTimeout": "00:00:00.05"},
        )
        assert served.get("/api/slow").status_code == 500
        served.stop()
        assert "Some invocations are still running" in served.printed.getvalue()
        served.module.end.set()

    def test_log_levels_are_by_category(self, serve: Serve) -> None:
        levels = {"default": "Information", "Function.quiet": "Error"}
        served = serve(
            """
            @app.route()
            def quiet(req): return "quiet"

            @app.route()
            def loud(req): return "loud"
            """,
            host={"logging": {"logLevel": levels}},
        )
        served.get("/api/quiet")
        served.get("/api/loud")
        printed = served.printed.getvalue()
        assert "GET /api/quiet" not in printed
        assert "GET /api/loud" in printed


class TestFunctions:
    ALL = """
    @app.route()
    def first(req): return "first"

    @app.route()
    def second(req): return "second"
    """

    @pytest.mark.parametrize(
        ("host", "options"),
        [
            ({}, {"functions": ("FIRST",)}),
            ({"functions": ["first"]}, {}),
            ({"functions": ["second"]}, {"functions": ("first",)}),
        ],
        ids=["option", "host.json", "both"],
    )
    def test_only_those_that_are_named_are_served(
        self, serve: Serve, host: object, options: Mapping[str, object]
    ) -> None:
        served = serve(self.ALL, host=host, **options)
        assert [function.name for function in served.host.functions] == ["first"]
        assert served.get("/api/second").status_code == 404

    def test_a_name_of_no_function_is_one_sentence(self, serve: Serve) -> None:
        with pytest.raises(LocalHostError, match=r"^--functions has 'x', but .* first, second\.$"):
            serve(self.ALL, functions=("x",))
