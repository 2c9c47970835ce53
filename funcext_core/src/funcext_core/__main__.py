"""Run the funcext command with `python -m funcext_core`."""

from __future__ import annotations

from funcext_core.cli import main


main(prog_name="funcext")
