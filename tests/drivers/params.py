"""The drivers as parameters of tests, skipped where the worker cannot run."""

from __future__ import annotations

import sys

import pytest

from drivers.classic import ClassicWorker
from drivers.library import LibraryRuntime
from drivers.local import LocalHostDriver


needs_library_runtime = pytest.mark.skipif(
    sys.version_info < (3, 13), reason="the library runtimes need Python 3.13 or later"
)

CLASSIC = pytest.param(ClassicWorker, id="classic")
LIBRARY = pytest.param(LibraryRuntime, id="library", marks=needs_library_runtime)
LOCAL = pytest.param(LocalHostDriver, id="local")
