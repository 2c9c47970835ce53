"""docs/workers.md agrees with the table of cases."""

from __future__ import annotations

import subprocess
import sys

from repository import ROOT


def test_the_page_is_the_output_of_its_generator() -> None:
    printed = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "workers_table.py")],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    page = (ROOT / "docs" / "workers.md").read_text(encoding="utf-8")
    assert page == printed, "run make tables"
