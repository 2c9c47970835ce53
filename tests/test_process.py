"""Forked children of the process that serves the app: what they are, what they wait for."""

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


CHILD = """
import logging, os, signal, sys, threading
from funcext_core._plugins.plugin import Failures
from funcext_core._process import Once, ProcessLock

def child(run):
    if os.fork() == 0:
        # A child that waits for what does not exist in it is ended by this signal.
        signal.alarm(30)
        run()
        os._exit(0)
    _, status = os.wait()
    print(os.waitstatus_to_exitcode(status), flush=True)

def say(text):
    print(text, flush=True)

"""
HELD_BY_ANOTHER_THREAD = """
lock, held, done = ProcessLock(), threading.Event(), threading.Event()

def hold():
    with lock:
        held.set()
        done.wait()

threading.Thread(target=hold).start()
held.wait()

def run():
    with lock, lock:
        say("acquired")

child(run)
done.set()
with lock:
    say("and in the parent")
"""
HELD_BY_THE_FORKING_THREAD = """
lock = ProcessLock()
blocked = threading.Event()

def run():
    say("inside")

with lock:
    child(run)

def fork_within():
    with lock:
        pid = os.fork()
    # Both have left the block.
    if pid == 0:
        with lock:
            say("acquired")
        os._exit(0)
    os.wait()

fork_within()
"""
WHILE_ANOTHER_REPORTS = """
failures, once = Failures("plugin"), Once()
reporting, done = threading.Event(), threading.Event()

class Blocks(logging.Handler):
    def emit(self, record):
        if os.getpid() == parent:
            reporting.set()
            done.wait()
        else:
            say("logged")

parent = os.getpid()
logging.getLogger("funcext").addHandler(Blocks())
thread = threading.Thread(target=failures.report, args=("hook", ValueError(), None))
thread.start()
reporting.wait()

def run():
    failures.report("hook", ValueError(), None)
    say(failures.by_hook())
    say(once.first("thing"))

child(run)
done.set()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize(
    ("script", "lines"),
    [
        (HELD_BY_ANOTHER_THREAD, ["acquired", "0", "and in the parent"]),
        (HELD_BY_THE_FORKING_THREAD, ["inside", "0", "acquired"]),
        (WHILE_ANOTHER_REPORTS, ["logged", "{'hook': 2}", "True", "0"]),
    ],
    ids=["another thread", "the forking thread", "a report"],
)
def test_a_child_does_not_wait_for_what_its_parents_threads_hold(
    script: str, lines: list[str]
) -> None:
    command = [sys.executable, "-W", "ignore", "-c", CHILD + script]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.splitlines() == lines


OBSTACLE = "this process is a forked child, in which the worker's event loop does not run"
NO_LOOP = """
import asyncio, os, signal
import azure.functions as func
import funcext_core

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app, settings={})

@plugins.app_start
async def never_ends():
    await asyncio.Event().wait()

@plugins.pre_invocation
async def before(): ...

@plugins.app_start(on_error=ON_ERROR)
async def ends(): ...

@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    return "hello"

async def main():
    (function,) = app.get_functions()
    return function.get_user_function()

async def served():
    call = await main()

    def fork():
        if os.fork() == 0:
            signal.alarm(30)
            try:
                print(call(req=None, context=None), flush=True)
            except Exception as error:
                print(error, flush=True)
            os._exit(0)
        os.wait()

    await asyncio.to_thread(fork)

asyncio.run(served())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize(
    ("on_error", "line"),
    [
        ("log", "hello"),
        ("fail", f"guard 'ends' is not started: its app_start has not ended: {OBSTACLE}"),
    ],
)
def test_a_child_does_not_wait_for_its_parents_loop(on_error: str, line: str) -> None:
    script = f"ON_ERROR = {on_error!r}\n{NO_LOOP}"
    command = [sys.executable, "-W", "ignore", "-c", script]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.splitlines() == [line]
