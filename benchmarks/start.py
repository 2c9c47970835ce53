"""Start one function app in its own process, and report the time and the opened files.

Run as ``python -I -S start.py SITE APP MODE``: the folder of installed distributions, the app's
folder, and ``time`` or ``files``. It prints JSON: the seconds of `import azure.functions`, the
seconds from then until the app returns its functions, and the files opened in that time.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time


def main(site: str, app: str, mode: str) -> None:
    """Import the SDK, then the app, and index it."""
    sys.path[:] = [app, *sys.path, site]
    began = time.perf_counter()
    import azure.functions  # noqa: F401, PLC0415 - this import is timed

    imported = time.perf_counter()
    # What the SDK's import left to the garbage collector is its own: otherwise a collection that
    # traverses all of it would belong to the first start that crosses a threshold, or to none.
    gc.collect()
    opened: list[str] = []
    listed: list[str] = []
    if mode == "files":
        _watch(opened, listed)
    started = time.perf_counter()
    import function_app  # type: ignore[import-not-found] # noqa: PLC0415 - the app's

    functions = function_app.app.get_functions()
    ended = time.perf_counter()
    files, directories = list(opened), list(listed)
    assert len(functions) == 1  # noqa: S101 - only an app that loads can be measured
    found = {
        "sdk": imported - began,
        "app": ended - started,
        "data": [file for file in files if not file.endswith((".py", ".pyc"))],
        "modules": sum(file.endswith((".py", ".pyc")) for file in files),
        "directories": len(directories),
        "metadata": "importlib_metadata" in sys.modules,
    }
    print(json.dumps(found), flush=True)
    # Exit at once: some subjects have threads, or would now connect to a server.
    os._exit(0)


def _watch(opened: list[str], listed: list[str]) -> None:
    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            opened.append(os.fsdecode(arguments[0]))
        elif event in ("os.listdir", "os.scandir"):
            listed.append(str(arguments[0]))

    sys.addaudithook(hook)


if __name__ == "__main__":
    main(*sys.argv[1:])
