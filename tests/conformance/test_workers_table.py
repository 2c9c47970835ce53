"""docs/workers.md is what the table of cases says."""

from __future__ import annotations

import subprocess
import sys

from repository import ROOT


def test_the_page_is_what_its_generator_prints() -> None:
    printed = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "workers_table.py")],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    page = (ROOT / "docs" / "workers.md").read_text(encoding="utf-8")
    assert page == printed, "make docs writes it anew"
