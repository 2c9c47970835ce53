"""Fixtures for tests of the local host."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from asgi_client import client_of
from funcext_core.local import Console, Options, read_project, serving
from local.apps import HEAD, Serve, Served, clean_process, write_app


@pytest.fixture
def serve_folder(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serve the app that a test has written to `tmp_path`, until the test ends."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(clean_process())

        def start(options: Options = Options()) -> Served:  # noqa: B008 - frozen
            project = read_project(tmp_path, os.environ)
            project.enter(os.environ)
            printed = io.StringIO()
            served = stack.enter_context(contextlib.ExitStack())
            local = served.enter_context(serving(project, Console(printed, printed), options))
            client = served.enter_context(client_of(local, local.engine.loop))
            return Served(local, client, printed, served.close)

        yield start


@pytest.fixture
def serve(tmp_path: Path, serve_folder: Callable[..., Served]) -> Serve:
    """Serve an app from its source until the test ends."""

    def start(source: str, *, head: str = HEAD, host: object = None, **options: Any) -> Served:
        write_app(tmp_path, source, head=head, host=host)
        return serve_folder(attrs.evolve(Options(), **options))

    return start
