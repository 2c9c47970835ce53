"""Serve an app on the library runtime and print the results of its invocations as JSON.

Published extensions patch their process and start threads, so each runs in its own. The arguments
are the app's folder, then the names of the functions to invoke.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from drivers.interface import HttpReply, http_request
from drivers.library import LibraryRuntime


TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def main(directory: str, *names: str) -> None:
    worker = LibraryRuntime()
    worker.load(Path(directory))
    bodies = []
    for name in names:
        request = http_request(headers={"traceparent": TRACE})
        result = worker.invoke(name, {"req": request}, f"id-of-{name}", trace_parent=TRACE)
        reply = result.value
        bodies.append(
            reply.body.decode() if isinstance(reply, HttpReply) else str(result.exception)
        )
    logs = [(line.category, line.text) for line in worker.logs]
    print(json.dumps({"bodies": bodies, "logs": logs}))  # noqa: T201 - the test reads it
    worker.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
