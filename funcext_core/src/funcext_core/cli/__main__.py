"""Make `python -m funcext_core.cli` the funcext command."""

from __future__ import annotations

from funcext_core.cli import main


main(prog_name="funcext")
