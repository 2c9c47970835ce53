"""The pool of threads on which sync functions run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor


THREADS_SETTING = "PYTHON_THREADPOOL_THREAD_COUNT"


def thread_pool(environ: Mapping[str, str], warn: Callable[[str], object]) -> ThreadPoolExecutor:
    """Create the pool for sync functions, with PYTHON_THREADPOOL_THREAD_COUNT threads.

    The default is Python's, as in the workers. As there, a value that is not a number of at least 1
    is reported, to `warn`, and ignored.
    """
    wanted = environ.get(THREADS_SETTING)
    size: int | None = None
    if wanted is not None:
        if wanted.strip().isdecimal() and int(wanted) > 0:
            size = int(wanted)
        else:
            warn(f"{THREADS_SETTING} is ignored: {wanted!r} is not a number of at least 1.")
    return ThreadPoolExecutor(max_workers=size, thread_name_prefix="function")
