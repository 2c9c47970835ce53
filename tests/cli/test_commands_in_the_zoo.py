"""`plugins`, `explain`, `settings` and `lock` in the zoo of broken apps, and in healthy ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.zoo import ENTRY_POINTS, MODULES, Animal, read_zoo
from distributions import Distributions
from funcext_core.cli import main


ENDS_THE_PROCESS = (b"os._exit", b"while True")
"""Code of animals that no test can import in its own process."""

_EVERY = 24
"""A sample is enough for each run of the tests; with 1, all of them."""

ANIMALS = [
    animal
    for animal in (*read_zoo("broken.txt"), *read_zoo("healthy.txt"))
    if not any(code in text for text in animal.files.values() for code in ENDS_THE_PROCESS)
][::_EVERY]
COMMANDS = (("plugins",), ("explain",), ("settings",), ("lock", "--selected"))


@pytest.fixture(autouse=True)
def _installed(distributions: Distributions) -> None:
    distributions.write("zoo-plugins", dict(ENTRY_POINTS), dict(MODULES))


@pytest.mark.parametrize("animal", ANIMALS, ids=str)
def test_every_command_ends_with_a_sentence(
    animal: Animal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in animal.environ.items():
        monkeypatch.setenv(name, value)
    folder = animal.write(tmp_path / "app")
    for command, *options in COMMANDS:
        done = CliRunner().invoke(main, [command, str(folder), *options])
        assert done.exception is None or isinstance(done.exception, SystemExit), command
        assert done.exit_code in (0, 1), (command, done.output)
        assert "Traceback" not in done.output
        errors = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
        assert len(errors) <= 1
        assert done.exit_code == 0 or errors or "cannot be enabled" in done.stdout, done.output
