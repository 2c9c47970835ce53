"""Parameters on both workers and in both models: what the worker sees, and what functions get."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drivers.interface import HTTP_BINDINGS, function_json, http_request, write_app
from drivers.loop import LoopDriver
from drivers.params import CLASSIC, LIBRARY, LOCAL
from drivers.results import HttpReply, LoadFailure


Worker = Callable[..., LoopDriver]

PLUGIN = """
    from collections.abc import AsyncIterator, Iterator

    from funcext_core import provides


    class Pool: ...


    class Transaction:
        def __init__(self, pool: Pool) -> None:
            self.pool = pool


    events: list[str] = []


    class Database:
        @provides(scope="app")
        async def pool(self) -> AsyncIterator[Pool]:
            events.append("open pool")
            yield Pool()

        @provides
        def transaction(self, pool: Pool) -> Iterator[Transaction]:
            try:
                yield Transaction(pool)
            except ValueError:
                events.append("roll back")
                raise
            events.append("commit")
"""

V2 = """
    import azure.functions as func
    import funcext_core
    from database import Database, Pool, Transaction, events

    app = func.FunctionApp()
    plugins = funcext_core.install(app, plugins=[Database()])


    def answer(req: func.HttpRequest, pool: Pool, transaction: Transaction) -> str:
        if "fail" in req.params:
            raise ValueError("no")
        assert transaction.pool is pool
        return ", ".join(events)


    @app.route(route="sync")
    def sync(
        req: func.HttpRequest, pool: Pool, transaction: Transaction
    ) -> func.HttpResponse:
        return func.HttpResponse(answer(req, pool, transaction))


    @app.route(route="async")
    async def asynchronous(
        req: func.HttpRequest, pool: Pool, transaction: Transaction
    ) -> func.HttpResponse:
        return func.HttpResponse(answer(req, pool, transaction))
"""

SHARED = """
    import funcext_core
    from database import Database, Pool, Transaction, events

    plugins = funcext_core.install(plugins=[Database()])
"""

V1 = """
    import azure.functions as func
    import funcext_core
    from __app__.shared import Pool, Transaction, events


    @funcext_core.instrument
    {kind} main(
        req: func.HttpRequest, pool: Pool, transaction: Transaction
    ) -> func.HttpResponse:
        if "fail" in req.params:
            raise ValueError("no")
        assert transaction.pool is pool
        return func.HttpResponse(", ".join(events))
"""

MODELS = {
    "v2": {"function_app.py": V2, "database.py": PLUGIN},
    "v1": {
        "shared/__init__.py": SHARED,
        "database.py": PLUGIN,
        "sync/__init__.py": V1.format(kind="def"),
        "sync/function.json": function_json(*HTTP_BINDINGS),
        "asynchronous/__init__.py": V1.format(kind="async def"),
        "asynchronous/function.json": function_json(*HTTP_BINDINGS),
    },
}


@contextmanager
def serving(worker: Worker, app: Path) -> Iterator[LoopDriver]:
    """Load an app in a worker."""
    driver = worker(fresh=("funcext_core", "database"))
    try:
        driver.load(app)
        yield driver
    finally:
        driver.close()


def text_of(driver: LoopDriver, name: str, **query: str) -> str:
    """Invoke an HTTP function, which must succeed, and return the text of its answer."""
    result = driver.invoke(name, {"req": http_request(query=query)})
    assert isinstance(result.value, HttpReply), result
    return result.value.body.decode()


WAYS = [
    pytest.param(*param.values, model, id=f"{param.id} {model}", marks=param.marks)
    for param in (CLASSIC, LIBRARY, LOCAL)
    for model in MODELS
    if (param, model) != (LOCAL, "v1")
]


@pytest.mark.parametrize("function", ["sync", "asynchronous"])
@pytest.mark.parametrize(("worker", "model"), WAYS)
def test_functions_get_what_plugins_provide(
    worker: Worker, model: str, function: str, tmp_path: Path
) -> None:
    app = write_app(tmp_path, {"host.json": '{"version": "2.0"}', **MODELS[model]})

    with serving(worker, app) as driver:
        assert text_of(driver, function) == "open pool"
        failed = driver.invoke(function, {"req": http_request(query={"fail": "1"})})
        assert failed.exception is not None
        assert text_of(driver, function) == "open pool, commit, roll back"


LEFT = """
    from funcext_core import provides


    class Pool: ...


    class Text:
        @provides
        def text(self) -> str:
            return "provided"
"""

HEAD = """
    import azure.functions as func
    import funcext_core
    from database import Pool, Text

    {install}
"""

FUNCTIONS = {
    name: f"""
    {{decorator}}
    {kind} {name}(req: func.HttpRequest, {parameter}) -> func.HttpResponse:
        return func.HttpResponse({answer})
    """
    for name, kind, parameter, answer in (
        ("asks", "def", "pool: Pool", "'never'"),
        ("async_asks", "async def", "pool: Pool", "'never'"),
        ("other", "def", "text: str = 'default'", "text"),
    )
}


def left_unfilled(model: str) -> dict[str, str]:
    """Return the files of an app with parameters that nobody fills."""
    files = {"host.json": '{"version": "2.0"}', "database.py": LEFT}
    if model == "v1":
        head = HEAD.format(install="plugins = funcext_core.install(plugins=[Text()])")
        for name, source in FUNCTIONS.items():
            files[f"{name}/__init__.py"] = head + source.format(
                decorator="@funcext_core.instrument"
            )
            files[f"{name}/function.json"] = function_json(*HTTP_BINDINGS, entryPoint=name)
        return files
    head = HEAD.format(
        install="app = func.FunctionApp(); funcext_core.install(app, plugins=[Text()])"
    )
    functions = [
        source.format(decorator=f"@app.route(route='{name}')") for name, source in FUNCTIONS.items()
    ]
    return {**files, "function_app.py": "".join([head, *functions])}


@pytest.mark.parametrize(
    ("worker", "model"), [way for way in WAYS if not str(way.id).startswith("local")]
)
class TestParametersThatNobodyFills:
    NOBODY = (
        "function {name!r} asks for parameter 'pool' of type Pool, which no plugin provides: there "
        "is str ('text' of plugin 'text')"
    )
    DISABLED = (
        "function {name!r} asks for parameter 'pool', which nothing fills while FUNCEXT_DISABLED "
        "is set"
    )

    def test_are_a_load_error(self, worker: Worker, model: str, tmp_path: Path) -> None:
        driver = worker(fresh=("funcext_core", "database"))
        try:
            with pytest.raises(LoadFailure) as failed:
                driver.load(write_app(tmp_path, left_unfilled(model)))
        finally:
            driver.close()
        assert self.NOBODY.format(name="asks") in str(failed.value)

    @pytest.mark.parametrize(
        ("settings", "why", "text"),
        [
            ({"FUNCEXT_ON_LOAD_ERROR": "skip"}, NOBODY, "provided"),
            ({"FUNCEXT_DISABLED": "1"}, DISABLED, "default"),
        ],
        ids=["skip", "disabled"],
    )
    def test_fail_their_functions_alone(
        self,
        worker: Worker,
        model: str,
        settings: dict[str, str],
        why: str,
        text: str,
        tmp_path: Path,
    ) -> None:
        driver = worker(settings=settings, fresh=("funcext_core", "database"))
        try:
            driver.load(write_app(tmp_path, left_unfilled(model)))
            assert text_of(driver, "other") == text
            for name in ("asks", "async_asks"):
                failed = driver.invoke(name, {"req": http_request()})
                assert why.format(name=name) in str(failed.exception)
        finally:
            driver.close()
