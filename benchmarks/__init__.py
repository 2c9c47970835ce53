"""What funcext costs, measured: `python -m benchmarks` in the repository's root, or `make bench`.

Each subject is a published package, used as its documentation says, or code of this repository.
Nothing is compared with a figure from elsewhere: what stands in one table was taken in one run,
by turns, on one machine. `bounds` has what must hold; `docs/performance.md` says what it means.
"""

from __future__ import annotations

import sys
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent

# The workers' drivers are the tests'. At the end: what is installed comes first.
sys.path.append(str(ROOT / "tests"))
