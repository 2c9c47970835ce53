"""`ResponseView`: an HTTP result as hooks read and change it, whatever its type.

The function's object is never changed: it may be one that the app returns again. The first write
of a hook copies it, and puts the copy into the outcome. Where the hook then raises, the outcome has
the object from before again, like everything else that the hook did to it.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, cast

from azure.functions import HttpResponse

from .errors import HookError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    class _Function(Protocol):
        @property
        def returns(self) -> str: ...
        def converted(self, value: object, /) -> object: ...

    class _Outcome(Protocol):
        value: object
        _value: object
        _error: BaseException | None

        @property
        def _before(self) -> object: ...
        @property
        def _function(self) -> _Function | None: ...

    class _Headers(Protocol):
        """The headers of the SDK's and of Starlette's responses: a name may occur several times."""

        def items(self) -> Iterable[tuple[str, str]]: ...
        def __contains__(self, name: str, /) -> bool: ...
        def __setitem__(self, name: str, value: str, /) -> None: ...
        def __delitem__(self, name: str, /) -> None: ...

    class _FrameworkHeaders(_Headers, Protocol):
        def append(self, key: str, value: str) -> None: ...

    class _FrameworkResponse(Protocol):
        """A response of Starlette, and so of FastAPI."""

        status_code: int
        raw_headers: list[tuple[bytes, bytes]]
        body: bytes
        charset: str

        @property
        def headers(self) -> _FrameworkHeaders: ...

    _Response = HttpResponse | _FrameworkResponse


_COOKIE = "set-cookie"
_TYPE = "content-type"
_LENGTH = "content-length"

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""A header's name, and a cookie's (RFC 9110, section 5.6.2)."""

_LINE_ENDS = re.compile(r"[\r\n\0]")

_STATUSES = range(200, 600)
"""The statuses with which an invocation can be answered: 1xx are not final."""


class ResponseView:
    """The HTTP result of an invocation, as `outcome.response` returns it.

    It is the same for a function that returned a str, an `HttpResponse` or a response of the app's
    web framework. What is written does not change the function's own object.
    """

    __slots__ = ("_before", "_copy", "_outcome")

    def __init__(self, outcome: _Outcome) -> None:
        self._outcome = outcome
        self._copy: object = None
        self._before: object = None

    def __repr__(self) -> str:
        # No values: they may be cookies, or other data that must not be in a log.
        return f"ResponseView(status={self.status!r}, headers={list(self.headers)!r})"

    @property
    def status(self) -> int:
        """The HTTP status.

        Raises:
            HookError: when set to anything but a status from 200 to 599.
        """
        return int(self._current().status_code)

    @status.setter
    def status(self, status: int) -> None:
        _check_status(status)
        response = self._own()
        if isinstance(response, HttpResponse):
            self._put(_copied(response, status=int(status)))
        else:
            response.status_code = int(status)

    @property
    def headers(self) -> HeadersView:
        """The headers, a mapping whose names match in any case: one value for each name."""
        return HeadersView(self)

    @property
    def cookies(self) -> tuple[str, ...]:
        """The values of the `Set-Cookie` headers, such as ``theme=dark; Path=/``."""
        return tuple(value for name, value in _pairs(self._current()) if name == _COOKIE)

    def add_cookie(self, cookie: str) -> None:
        """Add a `Set-Cookie` header; those that there are stay.

        Args:
            cookie: its value, such as ``theme=dark; Path=/; HttpOnly``.

        Raises:
            HookError: it is not the value of a `Set-Cookie` header, or has attributes that the SDK
                cannot send.
        """
        _check_value("Set-Cookie", cookie)
        _check_cookie(cookie, by_sdk=isinstance(self._current(), HttpResponse))
        response = self._own()
        if isinstance(response, HttpResponse):
            response.headers.add("Set-Cookie", cookie)
        else:
            response.headers.append("Set-Cookie", cookie)

    @property
    def body(self) -> bytes | None:
        """The body; None if the response streams, or sends a file.

        A str is encoded in the response's charset. A `Content-Length` that was given follows.

        Raises:
            HookError: when set for a response that streams, or to anything but bytes or a str.
        """
        return _body_of(self._current())

    @body.setter
    def body(self, body: bytes | str) -> None:
        _check_body(body)
        if self.body is None:
            message = "outcome.response.body cannot be set: the response streams"
            raise HookError(message)
        response = self._own()
        if isinstance(body, str):
            body = _encoded(body, response.charset)
        if isinstance(response, HttpResponse):
            response = _copied(response, body=body)
            self._put(response)
        else:
            response.body = body
        if _LENGTH in response.headers:
            response.headers[_LENGTH] = str(len(body))

    def _current(self) -> _Response:
        """Return the response to read; it is not to be changed."""
        response = _response_of(self._outcome)
        if response is None:
            message = (
                "outcome.response cannot be used: since it was read, the outcome got an error, or "
                "a value that is not a response"
            )
            raise HookError(message)
        return response

    def _own(self) -> _Response:
        """Return a response that the hook which now runs may change: its copy is the value."""
        outcome = self._outcome
        # A copy that another hook was handed is not this hook's: if this one raises, the other's
        # must be what it was.
        noted = outcome._before is not None and outcome._before is self._before
        if not (noted and outcome._value is self._copy):
            self._put(_copied(self._current()))
        return self._current()

    def _put(self, response: _Response) -> None:
        outcome = self._outcome
        outcome.value = response
        self._copy, self._before = outcome._value, outcome._before


class HeadersView(MutableMapping[str, str]):
    """The headers of a response by name, in any case.

    Where a response has several headers of one name, the value joins theirs with a comma; setting
    it replaces them all. Of `Set-Cookie` it is the first: see `ResponseView.cookies`.
    """

    __slots__ = ("_view",)

    def __init__(self, view: ResponseView) -> None:
        self._view = view

    def __repr__(self) -> str:
        # No values: they may be cookies, or other data that must not be in a log.
        return f"HeadersView({list(self)!r})"

    def __getitem__(self, name: str) -> str:
        values = self._values(name)
        if not values:
            raise KeyError(name)
        return values[0] if name.lower() == _COOKIE else ", ".join(values)

    def __setitem__(self, name: str, value: str) -> None:
        _check_name(name)
        _check_value(name, value)
        if name.lower() == _COOKIE:
            message = (
                "outcome.response.headers cannot set 'Set-Cookie', which would drop the others: "
                "call outcome.response.add_cookie(...)"
            )
            raise HookError(message)
        self._view._own().headers[name] = value

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        response = self._view._own()
        if name.lower() == _TYPE and isinstance(response, HttpResponse):
            message = (
                "an HttpResponse always has a Content-Type: set another instead of deleting it"
            )
            raise HookError(message)
        del response.headers[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self._values(name))

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in lower case, once each."""
        current = self._view._current()
        return iter(dict.fromkeys(name for name, _ in _pairs(current)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _values(self, name: str) -> list[str]:
        name, current = name.lower(), self._view._current()
        return [value for key, value in _pairs(current) if key == name]


def view_of(outcome: _Outcome) -> ResponseView | None:
    """Return the view of an outcome's response; None if it has none."""
    return None if _response_of(outcome) is None else ResponseView(outcome)


def content_type_of(response: HttpResponse) -> str:
    """Return the content type that the SDK's converter sends for a response without the header."""
    mimetype, charset = response.mimetype, response.charset
    return f"{mimetype}; charset={charset}" if mimetype.startswith("text/") else f"{mimetype}"


def _response_of(outcome: _Outcome) -> _Response | None:
    """Return an outcome's response, or the one that the worker would make of a str."""
    function, value = outcome._function, outcome._value
    if outcome._error is not None or (function is not None and function.returns != "http"):
        return None
    if isinstance(value, str):
        return None if function is None else _of_text(value, function)
    if isinstance(value, HttpResponse):
        return value
    return cast("_FrameworkResponse", value) if _is_of_framework(value) else None


def _of_text(text: str, function: _Function) -> _Response:
    response = HttpResponse(text)
    if function.converted(response) is response:
        return response
    # FastAPI makes JSON of what is not a response.
    response = HttpResponse(json.dumps(text, ensure_ascii=False), mimetype="application/json")
    return cast("_FrameworkResponse", function.converted(response))


def _is_of_framework(value: object) -> bool:
    """Return whether it is a response of Starlette, which FastAPI's are, and those of streams."""
    return isinstance(getattr(value, "raw_headers", None), list) and hasattr(value, "status_code")


def _copied(
    response: _Response, *, status: int | None = None, body: bytes | None = None
) -> _Response:
    """Return a copy whose headers are its own; of the SDK's, with another status or body."""
    if isinstance(response, HttpResponse):
        return HttpResponse(
            response.get_body() if body is None else body,
            status_code=response.status_code if status is None else status,
            # The constructor adds each item, so two cookies remain two.
            headers=response.headers,
            mimetype=response.mimetype,
            charset=response.charset,
        )
    changed = copy.copy(response)
    changed.raw_headers = list(response.raw_headers)
    # Where Starlette keeps its view of the other's list, once it was asked for it.
    vars(changed).pop("_headers", None)
    return changed


def _pairs(response: _Response) -> list[tuple[str, str]]:
    """Return the headers, their names in lower case; an `HttpResponse` has its content type."""
    pairs = [(name.lower(), value) for name, value in response.headers.items()]
    if isinstance(response, HttpResponse) and _TYPE not in response.headers:
        pairs.append((_TYPE, content_type_of(response)))
    return pairs


def _body_of(response: _Response) -> bytes | None:
    if isinstance(response, HttpResponse):
        return response.get_body()
    # A response that streams, or sends a file, has no such attribute.
    body = getattr(response, "body", None)
    return bytes(body) if isinstance(body, (bytes, memoryview)) else None


def _encoded(text: str, charset: str) -> bytes:
    try:
        return text.encode(charset)
    except (UnicodeError, LookupError):
        message = (
            f"outcome.response.body cannot be set to this str: charset {charset!r} of the response "
            "does not encode it; set bytes"
        )
    raise HookError(message)


def _check_status(status: object) -> None:
    if not isinstance(status, int) or status not in _STATUSES:
        message = f"outcome.response.status must be an int from 200 to 599, not {status!r}"
        raise HookError(message)


def _check_body(body: object) -> None:
    if not isinstance(body, (bytes, str)):
        message = f"outcome.response.body must be bytes or a str, not {type(body).__name__}"
        raise HookError(message)


def _check_name(name: object) -> None:
    if not isinstance(name, str) or _TOKEN.fullmatch(name) is None:
        message = f"{name!r} is not a valid header name: use letters, digits and '-'"
        raise HookError(message)


def _check_value(name: str, value: object) -> None:
    """Refuse a value that would end the header, or that no server can send.

    Raises:
        HookError: it names the header, and not the value, which may be a secret.
    """
    if not isinstance(value, str):
        message = (
            f"header {name!r} cannot be sent: its value must be a str, not {type(value).__name__}"
        )
        raise HookError(message)
    if _LINE_ENDS.search(value):
        message = f"header {name!r} cannot be sent: its value has a line break or a NUL"
        raise HookError(message)
    try:
        value.encode("latin-1")
    except UnicodeError:
        message = f"header {name!r} cannot be sent: its value is not Latin-1"
        raise HookError(message) from None


def _check_cookie(cookie: str, *, by_sdk: bool) -> None:
    name, equals, _ = cookie.partition("=")
    if not equals or _TOKEN.fullmatch(name.strip()) is None:
        message = (
            "add_cookie() takes the value of a Set-Cookie header, such as 'theme=dark; Path=/'"
        )
        raise HookError(message)
    if not by_sdk:
        return
    # The SDK parses it to send it. What it cannot read, it would drop.
    try:
        read = list(SimpleCookie(cookie))
    except CookieError:
        read = []
    if read != [name.strip()]:
        message = (
            f"cookie {name.strip()!r} cannot be sent: the SDK reads it with SimpleCookie of "
            "http.cookies, which does not take one of its attributes or characters"
        )
        raise HookError(message)
