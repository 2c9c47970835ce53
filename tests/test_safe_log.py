"""Logging where nothing may raise."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest

from funcext_core._foreign import log


class BrokenText:
    def __str__(self) -> str:
        raise SystemExit


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger = logging.getLogger("funcext.test_safe_log")
    yield logger
    logger.handlers.clear()
    logger.filters.clear()


EXITS = [ValueError, SystemExit, KeyboardInterrupt, GeneratorExit, asyncio.CancelledError]


@pytest.mark.parametrize("kind", EXITS)
@pytest.mark.parametrize("where", ["handler", "filter"])
def test_it_returns_whatever_the_apps_handlers_raise(
    where: str, kind: type[BaseException], logger: logging.Logger
) -> None:
    raised: list[str] = []

    class Broken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raised.append(record.getMessage())
            raise kind

        def filter(self, record: logging.LogRecord) -> bool:
            if where == "filter":
                self.emit(record)
            return True

    logger.addHandler(Broken())
    log(logger, logging.ERROR, "a %s", "message", error=ValueError())
    assert raised == ["a message"]


def test_it_returns_where_an_argument_cannot_be_shown(logger: logging.Logger) -> None:
    log(logger, logging.ERROR, "%s", BrokenText())


def test_a_level_that_is_off_costs_no_traceback(
    logger: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    class Untouched(Exception):
        def __str__(self) -> str:
            printed.append("printed")
            return ""

    printed: list[str] = []
    caplog.set_level(logging.CRITICAL, logger.name)
    log(logger, logging.ERROR, "a message", error=Untouched())
    assert caplog.records == []
    assert printed == []


def test_the_record_names_the_line_that_logged(
    logger: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    log(logger, logging.WARNING, "a message")
    (record,) = caplog.records
    assert (record.pathname, record.funcName) == (
        __file__,
        "test_the_record_names_the_line_that_logged",
    )
