"""The cost of funcext, measured: `python -m benchmarks` in the repository's root, or `make bench`.

Each subject is a published package, used as documented, or code in this repository. No figure
comes from elsewhere: all figures in a table were measured in one run, alternately, on one machine.
`bounds` has the limits. `docs/performance.md` explains the results.
"""

from __future__ import annotations

import sys
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent

# The workers' drivers belong to the tests. Appended, so that installed packages come first.
sys.path.append(str(ROOT / "tests"))
