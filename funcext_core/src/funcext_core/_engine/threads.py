"""The pool of threads on which sync functions run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor


THREADS_SETTING = "PYTHON_THREADPOOL_THREAD_COUNT"


class FunctionThreads(ThreadPoolExecutor):
    """A pool that can do without threads which functions do not leave."""

    def replace_thread(self) -> None:
        """Allow one more thread, in place of one that a function does not leave."""
        # The class has no public way; the attribute has had this name since Python 3.2.
        self._max_workers += 1
        # Starts the thread, if work waits for it.
        self.submit(int)


def thread_pool(environ: Mapping[str, str], warn: Callable[[str], object]) -> FunctionThreads:
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
    return FunctionThreads(max_workers=size, thread_name_prefix="function")
