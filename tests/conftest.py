"""Fixtures of all tests: a clean environment, and distributions that declare plugins."""

from __future__ import annotations

import functools
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import azure.functions as func
import importlib_metadata
import pytest

from distributions import Distributions
from funcext_core import LoadError, _host
from funcext_core._plugins import use_registry


PLUGIN_SETTINGS = ("FUNCEXT_", "PYTHON_ENABLE_WORKER_EXTENSIONS")
OWN_SETTINGS = frozenset({"WHEELS_UNDER_TEST"})
"""Settings that the test suite itself reads."""


@pytest.fixture(scope="session", autouse=True)
def _no_app_settings() -> Iterator[None]:
    """Hide funcext's settings in the shell that runs the tests."""
    with pytest.MonkeyPatch.context() as environment:
        for name in list(os.environ):
            if name.upper().startswith(PLUGIN_SETTINGS) and name not in OWN_SETTINGS:
                environment.delenv(name)
        yield


@pytest.fixture(autouse=True)
def _loggers_as_before() -> Iterator[None]:
    """Restore the level, handlers and propagation of our loggers after each test."""
    loggers = [
        logging.getLogger(name)
        for name in ["funcext", *logging.root.manager.loggerDict]
        if name.partition(".")[0] == "funcext"
    ]
    before = [(logger, logger.level, list(logger.handlers), logger.propagate) for logger in loggers]
    yield
    for logger, level, handlers, propagate in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers
        logger.propagate = propagate


@pytest.fixture(scope="session", autouse=True)
def _no_example_plugins() -> Iterator[None]:
    """Hide the plugins of funcext-examples from scans: a test says itself what is installed.

    Not in funcext_core, which tests of the workers import again.
    """
    distributions = importlib_metadata.distributions

    @functools.wraps(distributions)
    def others(**options: Any) -> Iterator[Any]:
        # One by one, as they are found: a finder may raise after those that it has.
        for other in distributions(**options):
            if not _folder_of(other).startswith("funcext_examples-"):
                yield other

    with pytest.MonkeyPatch.context() as scans:
        scans.setattr(importlib_metadata, "distributions", others)
        yield


def _folder_of(distribution: object) -> str:
    return str(getattr(getattr(distribution, "_path", None), "name", ""))


@pytest.fixture(scope="session", autouse=True)
def _no_extensions_of_test_modules() -> Iterator[None]:
    """Forget the worker extensions that test modules define: they registered when imported."""
    registry = func.ExtensionMeta
    with pytest.MonkeyPatch.context() as extensions:
        extensions.setattr(registry, "_app_exts", None)
        extensions.setattr(registry, "_func_exts", {})
        extensions.setattr(registry, "_info", {})
        yield


@pytest.fixture(autouse=True)
def _no_leftover_uses() -> Iterator[None]:
    """Forget each test's uses of `use`, so that the next test's app does not report them."""
    yield
    use_registry._uses.clear()
    _host._waiting.clear()


@pytest.fixture(autouse=True)
def _no_leftover_streaming() -> Iterator[None]:
    """Forget HTTP streaming, which one test's app would turn on for the next test's app."""
    yield
    for name in list(sys.modules):
        if name.partition(".")[0] == "azurefunctions":
            del sys.modules[name]


@pytest.fixture
def distributions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Distributions]:
    """The means to install distributions with plugins for one test."""
    distributions = Distributions(tmp_path, monkeypatch)
    yield distributions
    distributions.forget_modules()


@pytest.fixture
def load_error() -> Callable[..., str]:
    """A function that calls another one and returns the message of its load error, one line."""

    def call(function: Callable[..., object], *args: object, **kwargs: object) -> str:
        with pytest.raises(LoadError) as caught:
            function(*args, **kwargs)
        text = str(caught.value)
        assert text.splitlines() == [text]
        assert text == text.strip()
        return text

    return call
