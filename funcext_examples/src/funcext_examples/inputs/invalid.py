"""Input that does not convert, and the answer to a request with it."""

from __future__ import annotations

from typing import NoReturn

import azure.functions as func

from funcext_examples._problem import HEADERS, problem


class InvalidInput(ValueError):
    """A request has input that does not convert. The message may be read by the caller."""

    place: str
    """``query``, ``route`` or ``body``."""
    name: str
    """The parameter's name; in the body, the path to the value, such as ``items[0].price``."""

    def __init__(self, place: str, name: str, text: str, status: int = 400) -> None:
        super().__init__(f"{place} {name!r} {text}" if name else f"{place} {text}")
        self.place = place
        self.name = name
        self._status = status

    def answer(self) -> func.HttpResponse:
        """Return the answer to the request: a problem document that names the input."""
        members = {"in": self.place, "name": self.name}
        body = problem(self._status, str(self), **members)
        return func.HttpResponse(body, status_code=self._status, headers=HEADERS)


def refuse(place: str, name: str, text: str, status: int = 400) -> NoReturn:
    """Refuse a request.

    Args:
        place: see `InvalidInput`.
        name: see `InvalidInput`.
        text: the end of a sentence that begins with them.
        status: the HTTP status.
    """
    raise InvalidInput(place, name, text, status) from None
