"""Whether a process is a forked child of the one that serves the app."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys

import pytest

from funcext_core import _process


FORK = """
import os
from funcext_core import _process
if os.fork() == 0:
    print(_process.is_forked(), flush=True)
    _process.serve_here()
    print(_process.is_forked(), flush=True)
else:
    os.wait()
    print(_process.is_forked())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_forked_child_is_one_until_it_serves_an_app_itself() -> None:
    run = subprocess.run([sys.executable, "-c", FORK], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False", "False"]


def test_a_spawned_process_is_no_child() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_process.is_forked) is False
