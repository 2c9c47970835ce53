"""The prose check: what it reads of a file, what it reports, and what an allowance allows."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from repository import ROOT


if TYPE_CHECKING:
    import check_prose
    import prose_texts
    import prose_words
else:
    # Scripts are run as files. The tests import them by name, as they import one another.
    sys.path.insert(0, str(ROOT / "scripts"))
    check_prose = importlib.import_module("check_prose")
    prose_texts = importlib.import_module("prose_texts")
    prose_words = importlib.import_module("prose_words")


SCRIPT = ROOT / "scripts" / "check_prose.py"
TURNS = prose_words.read_turns()
BY_NAME = {turn.name: turn for turn in TURNS}


def lines_of(content: str, name: str = "module.py") -> list[int]:
    """Return the lines on which the check has something to report."""
    content = textwrap.dedent(content)
    return [finding.line for finding in check_prose.check(Path(name), content, TURNS)]


def report_of(content: str, name: str = "module.py") -> str:
    """Return the report on a file, one finding a line."""
    found = check_prose.check(Path(name), textwrap.dedent(content), TURNS)
    return "\n".join(f"{finding.line}: {finding.text}" for finding in found)


def placed(turn: prose_words.Turn, sample: str) -> str:
    """Return a module that has the sample in the place where the turn is looked for."""
    if turn.place == prose_words.NAMES:
        return f"{sample.replace(' ', '_')} = 1\n"
    if turn.place == prose_words.DOCSTRINGS:
        return f'"""{sample}"""\n'
    return f"# {sample}\n"


class TestList:
    """Each turn is tried on the samples that stand beside it in the list."""

    @pytest.mark.parametrize(
        ("turn", "sample"),
        [
            pytest.param(turn, sample, id=f"{turn.name}: {sample}")
            for turn in TURNS
            for sample in turn.samples
        ],
    )
    def test_a_sample_is_reported_with_advice(self, turn: prose_words.Turn, sample: str) -> None:
        found = check_prose.check(Path("module.py"), placed(turn, sample), [turn])

        assert found
        assert turn.advise(next(turn.find(sample.lower()))) in found[0].text

    @pytest.mark.parametrize(
        ("turn", "text"),
        [
            pytest.param(turn, text, id=f"{turn.name}: {text}")
            for turn in TURNS
            for text in turn.fine
        ],
    )
    def test_a_text_that_looks_like_it_is_not(self, turn: prose_words.Turn, text: str) -> None:
        assert check_prose.check(Path("module.py"), placed(turn, text), [turn]) == []

    def test_is_long_enough_to_be_of_use(self) -> None:
        assert len(TURNS) > 80

    @pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.name)
    def test_no_advice_has_a_turn_of_the_list(self, turn: prose_words.Turn) -> None:
        advice = turn.advise(next(turn.find(turn.samples[0].lower())))
        # What is quoted with 'not' before it is the bad example.
        told = re.sub(r"not '[^']*'", "", advice)

        assert [
            other.name
            for other in TURNS
            if other.place == prose_words.TEXT and next(other.find(told.lower()), None)
        ] == []

    @pytest.mark.parametrize(
        ("section", "complaint"),
        [
            ("[x]\nwrite = y", r"\[x\] has no sample"),
            ("[x]\nsample = x", r"\[x\] has no write"),
            ("[x]\nwrite = y\nsample = x\nwhere = names", "unknown key 'where'"),
            ("[x]\nwrite = y\nsample = x\nin = code", "in = code"),
            ("[x]\nwrite = y\nsample = x\npattern = (", "not a regular expression"),
        ],
    )
    def test_a_mistake_in_it_is_named(self, tmp_path: Path, section: str, complaint: str) -> None:
        path = tmp_path / "words.ini"
        path.write_text(section, encoding="utf-8")

        with pytest.raises(prose_words.ListError, match=complaint):
            prose_words.read_turns(path)

    def test_a_word_without_a_meaning_is_a_mistake(self, tmp_path: Path) -> None:
        path = tmp_path / "words.ini"
        path.write_text("[word Hook]\n", encoding="utf-8")

        with pytest.raises(prose_words.ListError, match="has no means"):
            prose_words.read_words(path)


class TestPython:
    @pytest.mark.parametrize(
        "line",
        [
            "# to mend it",
            "x = 1  # to mend it",
            "'to mend it'",
            "x = 'to mend it'",
            "x = f'to mend {it}'",
            "x = f'{it:>{width}} to mend'",
            "x = b'to mend it'",
            "x = r'to mend it'",
            "x = 'no\\nmend'",
            "def mend(): ...",
            "class Mend: ...",
            "def f(mend): ...",
            "x.mend = 1",
            "for mend in []: ...",
            "x = [mend for mend in []]",
            "with open(x) as mend: ...",
        ],
    )
    def test_is_read_in(self, line: str) -> None:
        assert lines_of(f"\n{line}\n") == [2]

    @pytest.mark.parametrize(
        "line",
        [
            "x.mend()",
            "x = mend",
            "f(mend=1)",
            "x = f'{mend}'",
            "x = f'{mend!r:>{mend}}'",
            "from x import mend",
            "x = 'amendment'",
        ],
    )
    def test_is_not_read_in(self, line: str) -> None:
        """What others named, and a word that only contains it."""
        assert lines_of(line) == []

    def test_a_phrase_is_found_across_the_end_of_a_comment_line(self) -> None:
        assert lines_of("# layers round\n# the function\n") == [1]

    def test_a_phrase_is_found_across_strings_that_are_joined(self) -> None:
        assert lines_of("x = (\n    'layers round '\n    f'the {function}'\n)\n") == [2]

    @pytest.mark.parametrize(
        "content",
        [
            "x = ['tell', 'whether']\n",
            "# to tell\n\n# whether it ran\n",
            "x = 1  # to tell\ny = 2  # whether it ran\n",
        ],
    )
    def test_a_phrase_is_not_found_across_what_separates_two_texts(self, content: str) -> None:
        assert lines_of(content) == []

    def test_a_line_in_a_docstring_is_counted_from_the_top(self) -> None:
        assert lines_of('def f():\n    """Do it.\n\n    With the mend.\n    """\n') == [4]

    def test_only_the_beginning_of_a_docstring_must_name_the_thing(self) -> None:
        assert lines_of('"""What is called."""\nx = "What is called."\n') == [1]

    def test_the_docstring_of_an_attribute_counts(self) -> None:
        assert lines_of('x = 1\n"""How often it ran."""\n') == [2]

    def test_a_loop_variable_is_named_in_the_advice(self) -> None:
        assert "name the thing" in report_of("for each in plugins: ...\n")

    def test_the_advice_has_the_words_that_follow(self) -> None:
        assert report_of("# layers round\n# the function\n") == (
            "1: 'round the' ('round'): write 'around the'"
        )

    def test_a_file_that_is_not_python_is_reported(self) -> None:
        assert "not Python" in report_of("x = (\n")


class TestMarkdown:
    def test_a_paragraph_is_read(self) -> None:
        assert lines_of("# Page\n\nLayers go round\nthe function.\n", "page.md") == [3]

    def test_a_heading_is_read(self) -> None:
        assert lines_of("# The mend\n", "page.md") == [1]

    @pytest.mark.parametrize(
        "content",
        [
            "Write `mend()` here.\n",
            "```text\nto mend it\n```\n",
            "```\nto mend it\n```\n",
            "See [the page](mend.md).\n",
            "<!-- mend -->\n",
        ],
    )
    def test_is_not_read_in(self, content: str) -> None:
        assert lines_of(content, "page.md") == []

    def test_a_code_span_goes_over_the_end_of_a_line_but_not_of_a_paragraph(self) -> None:
        assert lines_of("`to\nmend` it\n", "page.md") == []
        assert lines_of("a ` alone\n\nto mend ` it\n", "page.md") == [3]

    def test_a_python_block_is_read_as_python(self) -> None:
        content = "Text.\n\n```python\nx.mend()\n# to mend it\nmend = 1\n```\n"

        assert lines_of(content, "page.md") == [5, 6]

    def test_an_indented_python_block_is_too(self) -> None:
        assert lines_of("1. Do:\n\n   ```python\n   mend = 1\n   ```\n", "page.md") == [4]


class TestOtherFiles:
    @pytest.mark.parametrize("name", ["Makefile", "pyproject.toml", "ci.yml", "run"])
    def test_comments_are_read(self, name: str) -> None:
        assert lines_of('x: "mend" # no\n# the mend\ny: z  ## the mend\n', name) == [2, 3]

    def test_a_hash_in_a_string_begins_no_comment(self) -> None:
        assert lines_of('x = "a # mend"\n', "pyproject.toml") == []

    def test_files_of_other_kinds_are_not_read(self, tmp_path: Path) -> None:
        tmp_path.joinpath("mend.txt").write_text("to mend it")

        assert list(check_prose.files([tmp_path])) == []


class TestAllowance:
    def test_after_code_covers_its_line(self) -> None:
        content = "x.mend = 1  # prose: allow 'mend, a name' - the SDK's\nx.mend = 2\n"

        assert lines_of(content) == [2]

    def test_alone_covers_the_lines_up_to_an_empty_one(self) -> None:
        content = """\
            # prose: allow 'mend' - a quotation
            x = [
                "mend",
            ]

            y = "mend"
        """

        assert lines_of(content) == [6]

    def test_in_a_page_it_is_an_html_comment(self) -> None:
        content = "<!-- prose: allow 'mend' - a quotation -->\nto\nmend\n\nto mend\n"

        assert lines_of(content, "page.md") == [5]

    def test_in_a_makefile_it_is_a_comment(self) -> None:
        content = "# prose: allow 'mend' - a quotation\nx:  ## to mend\n"

        assert lines_of(content, "Makefile") == []

    def test_in_a_python_block_it_covers_that_block(self) -> None:
        content = "```python\n# prose: allow 'mend' - a quotation\nx = 'mend'\n```\n"

        assert lines_of(content, "page.md") == []

    def test_allows_no_other_turn(self) -> None:
        content = "# prose: allow 'anew' - a quotation\nx = 'mend anew'\n"

        assert report_of(content) == "2: 'mend': write 'fix'"

    @pytest.mark.parametrize("comment", ["prose: allow 'mend'", "prose: allow 'mend' - "])
    def test_without_a_reason_is_an_error_and_allows_nothing(self, comment: str) -> None:
        found = report_of(f"# {comment}\nx = 'mend'\n").splitlines()

        assert found[0].startswith("1: say why 'mend' is allowed")
        assert found[1].startswith("2: 'mend'")

    def test_that_nothing_needs_is_an_error(self) -> None:
        assert report_of("# prose: allow 'mend' - a quotation\nx = 'fix'\n") == (
            "1: nothing on lines 1 to 2 has 'mend': remove this"
        )

    def test_of_what_is_not_in_the_list_is_an_error(self) -> None:
        assert "'mendd' is not in prose_words.ini" in report_of(
            "# prose: allow 'mendd' - a quotation\n"
        )

    def test_without_a_turn_is_an_error(self) -> None:
        assert lines_of("# prose: allow\n") == [1]

    def test_two_for_one_turn_are_both_used(self) -> None:
        content = """\
            # prose: allow 'mend' - a quotation
            x = "mend"  # prose: allow 'mend' - a quotation
        """

        assert lines_of(content) == []


class TestFiles:
    @pytest.mark.parametrize(
        "name", ["prose_words.py", "test_prose.py", "docs/glossary.md", ".venv/x.py", "build/x.py"]
    )
    def test_are_exempt(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 'mend'\n")

        assert list(check_prose.files([tmp_path])) == []

    @pytest.mark.parametrize("name", ["x.py", ".github/x.md", ".ci/run", "docs/deep/glossary.md"])
    def test_are_read(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 'mend'\n")

        assert list(check_prose.files([tmp_path])) == [path]


class TestCommand:
    def run(self, *paths: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(SCRIPT), *map(str, paths)],
            capture_output=True,
            text=True,
            check=False,
        )

    def test_reports_each_place_and_fails(self, tmp_path: Path) -> None:
        path = tmp_path / "x.py"
        path.write_text("# fine\n# the mend\n")

        ran = self.run(tmp_path)

        assert ran.stdout == f"{path}:2: 'mend': write 'fix'\n"
        assert ran.returncode == 1

    def test_succeeds_in_silence(self, tmp_path: Path) -> None:
        tmp_path.joinpath("x.py").write_text("# the fix\n")

        ran = self.run(tmp_path)

        assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)


def test_a_text_keeps_the_length_and_the_lines_of_its_file() -> None:
    content = 'x = f"{a}" "b"  # c\n"""d\ne"""\n'

    for text in prose_texts.read(Path("x.py"), content).texts:
        assert len(text) == len(content)
        assert text.count("\n") == content.count("\n")
