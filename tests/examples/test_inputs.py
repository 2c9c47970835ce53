"""inputs: parameters of routes, queries and bodies."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NewType, TypedDict
from uuid import UUID

import attrs
import azure.functions as func
import pydantic
import pytest

from funcext_core import LoadError
from funcext_core.testing import AppClient, assert_plugin_conforms, http_request, queue_message
from funcext_examples.inputs import Body, Inputs


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1


Page = NewType("Page", int)


@attrs.define
class AttrsItem:
    name: str
    price: Decimal = attrs.field(default=Decimal(1), validator=attrs.validators.gt(Decimal(0)))


@attrs.define
class AttrsOrder:
    id: int
    items: list[AttrsItem]
    _note: str | None = None
    total: float = attrs.field(init=False, default=0.0)


@dataclasses.dataclass
class DataItem:
    name: str
    price: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if self.price <= 0:
            message = f"price must be positive, not {self.price}"
            raise ValueError(message)


@dataclasses.dataclass
class DataOrder:
    id: int
    items: list[DataItem] = dataclasses.field(default_factory=list)
    note: str | None = None
    total: float = dataclasses.field(init=False, default=0.0)


class DictItem(TypedDict, total=False):
    name: str
    price: Decimal


class DictOrder(TypedDict):
    id: int
    items: list[DictItem]


class ModelItem(pydantic.BaseModel):
    name: str
    price: Decimal = pydantic.Field(default=Decimal(1), gt=0)


class ModelOrder(pydantic.BaseModel):
    id: int
    items: list[ModelItem]
    note: str | None = None


@dataclasses.dataclass
class Tree:
    name: str
    children: list[Tree]


def app_of(*functions: Callable[..., object], route: str | None = None) -> func.FunctionApp:
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    for function in functions:
        app.route(route=route or function.__name__)(function)
    return app


def with_parameter(kind: object, *default: object) -> func.FunctionApp:
    """Return an app with a function that shows its parameter `it`, in a sync and an async form."""

    def show(req: func.HttpRequest, it: Any) -> str:
        return repr(it)

    async def show_async(req: func.HttpRequest, it: Any) -> str:
        return repr(it)

    for function in (show, show_async):
        function.__annotations__ = {"req": func.HttpRequest, "it": kind, "return": str}
        function.__defaults__ = default
    return app_of(show, show_async)


FROM_QUERY: list[tuple[object, str, object]] = [
    (str, "a b", "a b"),
    (int, "-12", -12),
    (float, "1.5e3", 1500.0),
    (float, "7", 7.0),
    (bool, "true", True),
    (bool, "False", False),
    (bool, "0", False),
    (Decimal, "1.10", Decimal("1.10")),
    (UUID, "12345678-1234-5678-1234-567812345678", UUID(int=0x12345678123456781234567812345678)),
    (dt.date, "2026-01-31", dt.date(2026, 1, 31)),
    (
        dt.datetime,
        "2026-01-31T12:00:00Z",
        dt.datetime(2026, 1, 31, 12, tzinfo=dt.timezone.utc),
    ),
    (dt.time, "12:30", dt.time(12, 30)),
    (Color, "blue", Color.BLUE),
    (Level, "1", Level.LOW),
    (Literal["asc", "desc"], "asc", "asc"),
    (Literal[1, 2], "2", 2),
    (Page, "3", 3),
    (Annotated[int, "a note"], "3", 3),
    (int | None, "3", 3),
    (int | str, "x", "x"),
    (list[int], "1,2", [1, 2]),
    (Sequence[str], "a", ["a"]),
    (tuple[int, ...], "1,2", (1, 2)),
    (set[Color], "red,red", {Color.RED}),
]


@pytest.mark.parametrize(
    ("kind", "text", "value"), FROM_QUERY, ids=[f"{k}-{t}" for k, t, _ in FROM_QUERY]
)
def test_a_query_parameter_is_given_by_its_name_and_type(
    kind: object, text: str, value: object
) -> None:
    with AppClient(with_parameter(kind), plugins=[Inputs()]) as client:
        for path in ("/api/show", "/api/show_async"):
            assert client.get(path, params={"it": text}).text == repr(value)


WRONG: list[tuple[object, str, str]] = [
    (int, "x", "a whole number"),
    (int, "1.0", "a whole number"),
    (int, "1_000", "a whole number"),
    (int, " 1", "a whole number"),
    (int, "\u0661", "a whole number"),
    (int, "9" * 5000, "a whole number"),
    (int, "1,2", "a whole number"),
    (float, "nan", "a number"),
    (float, "inf", "a number"),
    (float, "1e", "a number"),
    (bool, "yes", "true or false"),
    (Decimal, "NaN", "a number"),
    (UUID, "1", "a UUID"),
    (dt.date, "31.1.2026", "a date, such as 2026-01-31"),
    (dt.datetime, "now", "a date and time, such as 2026-01-31T12:00:00Z"),
    (Color, "RED", "one of red, blue"),
    (Literal["asc", "desc"], "up", "one of asc, desc"),
    (int | None, "none", "a whole number"),
]


@pytest.mark.parametrize(
    ("kind", "text", "expected"), WRONG, ids=[f"{k}-{t[:9]}" for k, t, _ in WRONG]
)
def test_one_that_does_not_convert_is_a_400_that_names_it(
    kind: object, text: str, expected: str
) -> None:
    with AppClient(with_parameter(kind), plugins=[Inputs()]) as client:
        for path in ("/api/show", "/api/show_async"):
            response = client.get(path, params={"it": text})
            assert response.status_code == 400
            assert response.headers["content-type"] == "application/problem+json"
            assert response.json() == {
                "type": "about:blank",
                "title": "Bad Request",
                "status": 400,
                "detail": f"query 'it' must be {expected}",
                "in": "query",
                "name": "it",
            }


def test_an_item_of_a_list_is_named_by_its_place() -> None:
    with AppClient(with_parameter(list[int]), plugins=[Inputs()]) as client:
        response = client.get("/api/show", params={"it": "1,x"})
    assert response.json()["detail"] == "query 'it[1]' must be a whole number"


def test_one_that_is_missing_is_a_400_unless_it_has_a_default() -> None:
    with AppClient(with_parameter(int), plugins=[Inputs()]) as client:
        response = client.get("/api/show")
        assert (response.status_code, response.json()["detail"]) == (400, "query 'it' is missing")
    with AppClient(with_parameter(int, 7), plugins=[Inputs()]) as client:
        assert client.get("/api/show").text == "7"
        assert client.get("/api/show?it=8").text == "8"
    with AppClient(with_parameter(int | None, None), plugins=[Inputs()]) as client:
        assert client.get("/api/show").text == "None"


def test_the_route_comes_before_the_query() -> None:
    def order(req: func.HttpRequest, id: int, page: int = 1) -> str:
        return f"{id} {page}"

    with AppClient(app_of(order, route="orders/{id}"), plugins=[Inputs()]) as client:
        assert client.get("/api/orders/5?id=6&page=2").text == "5 2"
        response = client.get("/api/orders/x?id=6")
        assert response.status_code == 400
        assert response.json()["detail"] == "route 'id' must be a whole number"


GOOD = {"id": 1, "items": [{"name": "tea", "price": "2.50"}]}
ORDERS = [AttrsOrder, DataOrder, DictOrder, ModelOrder]


@pytest.mark.parametrize("kind", ORDERS)
def test_a_body_becomes_an_object(kind: Any) -> None:
    item = {
        AttrsOrder: AttrsItem,
        DataOrder: DataItem,
        DictOrder: DictItem,
        ModelOrder: ModelItem,
    }[kind]
    expected = kind(id=1, items=[item(name="tea", price=Decimal("2.50"))])
    with AppClient(with_parameter(Annotated[kind, Body]), plugins=[Inputs()]) as client:
        for path in ("/api/show", "/api/show_async"):
            response = client.post(path, json={**GOOD, "unknown": 1})
            assert response.text == repr(expected)


BAD: list[tuple[object, str]] = [
    ([], ""),
    ({}, "id"),
    ({**GOOD, "id": "x"}, "id"),
    ({**GOOD, "id": None}, "id"),
    ({**GOOD, "items": {}}, "items"),
    ({**GOOD, "items": [1]}, "items[0]"),
    ({**GOOD, "items": [{"name": "a"}, {"name": 5}]}, "items[1].name"),
    ({**GOOD, "items": [{"name": "a", "price": "x"}]}, "items[0].price"),
]


@pytest.mark.parametrize("kind", ORDERS)
def test_a_body_that_does_not_fit_is_a_400_with_the_path(kind: Any) -> None:
    with AppClient(with_parameter(Annotated[kind, Body]), plugins=[Inputs()]) as client:
        for content, path in BAD:
            response = client.post("/api/show", json=content)
            assert response.status_code == 400, (content, response.text)
            assert (response.json()["in"], response.json()["name"]) == ("body", path), content


@pytest.mark.parametrize("kind", [AttrsOrder, DataOrder, ModelOrder])
def test_what_a_validator_of_the_class_says_is_in_the_answer(kind: Any) -> None:
    content = {"id": 1, "items": [{"name": "tea", "price": 0}]}
    with AppClient(with_parameter(Annotated[kind, Body]), plugins=[Inputs()]) as client:
        response = client.post("/api/show", json=content)
    assert response.status_code == 400
    assert response.json()["name"].startswith("items[0]")
    assert "0" in response.json()["detail"]
    assert response.json()["detail"].isprintable()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "body is missing"),
        (b"{", "body is not JSON"),
        (b"\xff{}", "body is not JSON"),
        (b'{"id": NaN}', "body is not JSON"),
        (b'{"id": Infinity}', "body is not JSON"),
        (b"[" * 100_000, "body is not JSON"),
        (b'{"id": ' + b"9" * 10_000 + b"}", "body is not JSON"),
        (b'{"id": true, "items": []}', "body 'id' must be a whole number"),
        (b'{"id": 1.0, "items": []}', "body 'id' must be a whole number"),
        (b'{"id": "1", "items": []}', "body 'id' must be a whole number"),
    ],
    ids=range(10),
)
def test_a_body_that_is_not_json_is_a_400(content: bytes, problem: str) -> None:
    with AppClient(with_parameter(Annotated[DataOrder, Body]), plugins=[Inputs()]) as client:
        response = client.post("/api/show", content=content)
    assert (response.status_code, response.json()["detail"]) == (400, problem)


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("Application/Merge-Patch+JSON", 200),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("text/plain; application/json", 415),
        (None, 200),
    ],
)
def test_a_body_of_another_type_is_a_415(content_type: str | None, status: int) -> None:
    headers = {} if content_type is None else {"content-type": content_type}
    content = json.dumps(GOOD).encode()
    with AppClient(with_parameter(Annotated[DataOrder, Body]), plugins=[Inputs()]) as client:
        assert client.post("/api/show", content=content, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("kind", "content", "shown"),
    [
        (list[int], [1, 2], "[1, 2]"),
        (dict[str, list[Color]], {"a": ["red"]}, "{'a': [<Color.RED: 'red'>]}"),
        (Mapping[str, Any], {"a": [None]}, "{'a': [None]}"),
        (float, 1, "1.0"),
        (Literal[1, "1"], "1", "'1'"),
        (Tree, {"name": "a", "children": [{"name": "b", "children": []}]}, None),
        (UUID | int, 5, "5"),
    ],
    ids=str,
)
def test_a_body_may_be_anything_that_json_can_say(
    kind: Any, content: object, shown: str | None
) -> None:
    with AppClient(with_parameter(Annotated[kind, Body]), plugins=[Inputs()]) as client:
        wanted = shown or repr(Tree("a", [Tree("b", [])]))
        assert client.post("/api/show", content=json.dumps(content)).text == wanted


def test_a_body_may_be_missing_if_it_has_a_default() -> None:
    app = with_parameter(Annotated[DataOrder | None, Body()], None)
    with AppClient(app, plugins=[Inputs()]) as client:
        assert client.post("/api/show").text == "None"


class Opaque:
    pass


@attrs.define
class HasOpaque:
    inner: list[Opaque]


@pytest.mark.parametrize("kind", [Opaque, HasOpaque, list[Opaque], tuple[int, str], complex, bytes])
def test_a_type_of_a_body_that_nothing_converts_to_is_a_load_error(kind: Any) -> None:
    with pytest.raises(LoadError, match=r"function 'show', body 'it': .* is not a type that"):
        AppClient(with_parameter(Annotated[kind, Body]), plugins=[Inputs()]).__enter__()


@pytest.mark.parametrize("kind", [Opaque, DataOrder, dict[str, str], Any, list[Opaque]])
def test_another_type_is_left_to_other_plugins(kind: Any) -> None:
    with pytest.raises(LoadError, match=r"asks for parameter 'it' of type .* no plugin provides"):
        AppClient(with_parameter(kind), plugins=[Inputs()]).__enter__()


def test_another_trigger_is_given_nothing() -> None:
    def on_order(msg: func.QueueMessage, number: int = 5) -> None: ...

    app = func.FunctionApp()
    app.queue_trigger(arg_name="msg", queue_name="q", connection="c")(on_order)
    with AppClient(app, plugins=[Inputs()]) as client:
        assert client.invoke("on_order", queue_message("x")).ok


STREAMING = """
import azure.functions as func
import attrs
from typing import Annotated
from azurefunctions.extensions.http.fastapi import JSONResponse, Request
from funcext_examples.inputs import Body

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

@attrs.define
class Order:
    id: int

@app.route(route="orders/{shop}", trigger_arg_name="incoming")
async def order(
    incoming: Request, shop: int, body: Annotated[Order, Body], tag: list[str] = [], n: int = 1
) -> JSONResponse:
    return JSONResponse([shop, body.id, tag, n])
"""


def test_in_an_app_that_streams(tmp_path: Path) -> None:
    tmp_path.joinpath("function_app.py").write_text(STREAMING, "utf-8")
    tmp_path.joinpath("host.json").write_text("{}", "utf-8")
    with AppClient(tmp_path, plugins=[Inputs()]) as client:
        good = client.post("/api/orders/5?tag=a&tag=b", json={"id": 2})
        assert good.json() == [5, 2, ["a", "b"], 1]
        for path, content, name in (
            ("/api/orders/x", {"id": 2}, "shop"),
            ("/api/orders/5?n=1&n=2", {"id": 2}, "n"),
            ("/api/orders/5", {"id": "2"}, "id"),
        ):
            bad = client.post(path, json=content)
            assert (bad.status_code, bad.json()["name"]) == (400, name), bad.text
            assert bad.headers["content-type"] == "application/problem+json"


def test_an_error_of_the_function_stays_one() -> None:
    def broken(req: func.HttpRequest, number: int) -> str:
        raise ValueError(number)

    with AppClient(app_of(broken), plugins=[Inputs()]) as client:
        assert client.get("/api/broken?number=1").status_code == 500
        assert repr(client.results[-1].error) == "ValueError(1)"


def test_it_conforms() -> None:
    assert_plugin_conforms(Inputs, request=http_request())
