"""The functions that take orders and show them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from itertools import count
from typing import Annotated, Literal, NewType

import azure.functions as func

from funcext_core import mark
from funcext_examples.guard import Claims
from funcext_examples.inputs import Body
from funcext_examples.logs import bind


blueprint = func.Blueprint()  # type: ignore[no-untyped-call] # the SDK does not type it
Number = NewType("Number", int)


@dataclass
class Item:
    name: str
    amount: int = 1

    def __post_init__(self) -> None:
        if self.amount < 1:
            message = "amount must be at least 1"
            raise ValueError(message)


@dataclass
class Order:
    items: list[Item]
    note: str = ""


@dataclass
class Placed:
    number: Number
    customer: str
    order: Order
    state: Literal["waiting", "packed"] = "waiting"


@dataclass
class Shelf:
    """The orders, by number."""

    placed: dict[Number, Placed] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def place(self, customer: str, order: Order) -> Placed:
        number = Number(next(self._numbers))
        self.placed[number] = Placed(number, customer, order)
        return self.placed[number]

    def pack(self, number: Number) -> None:
        self.placed[number].state = "packed"

    def waiting(self) -> list[Placed]:
        return [placed for placed in self.placed.values() if placed.state == "waiting"]


shelf = Shelf()


def answer(placed: Placed, status: HTTPStatus = HTTPStatus.OK) -> func.HttpResponse:
    content = json.dumps(asdict(placed))
    return func.HttpResponse(content, status_code=status, mimetype="application/json")


@blueprint.route(route="orders", methods=["POST"])
@blueprint.queue_output(arg_name="to_pack", queue_name="orders", connection="AzureWebJobsStorage")
@mark(roles=["customer"])
def place(
    req: func.HttpRequest, to_pack: func.Out[str], order: Annotated[Order, Body], claims: Claims
) -> func.HttpResponse:
    placed = shelf.place(claims.subject or "", order)
    bind(order=placed.number)
    to_pack.set(str(placed.number))
    return answer(placed, HTTPStatus.CREATED)


@blueprint.route(route="orders/{number}", methods=["GET"])
@mark(roles=["customer", "clerk"])
async def show(req: func.HttpRequest, number: Number, claims: Claims) -> func.HttpResponse:
    bind(order=number)
    placed = shelf.placed.get(number)
    if placed is None or (claims.subject != placed.customer and "clerk" not in claims.roles):
        return func.HttpResponse(status_code=HTTPStatus.NOT_FOUND)
    return answer(placed)
