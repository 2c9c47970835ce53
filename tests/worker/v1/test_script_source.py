"""Whether a script of the v1 model is seen to have `instrument` on its entry point."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from funcext_core._worker.v1.script_source import has_instrument


SHARED = {
    "shared/decorators.py": """
        import functools
        import funcext_core

        def guarded(function):
            return funcext_core.instrument(function)

        def timed(function):
            @functools.wraps(function)
            def inner(**kwargs):
                return function(**kwargs)
            return inner

        class Guarded:
            def __init__(self, function):
                self.function = funcext_core.instrument(function)
    """,
    "shared/__init__.py": "from .decorators import guarded as protect\n",
    "shared/code.py": """
        from funcext_core import instrument

        @instrument
        def main(req): ...

        def bare(req): ...
    """,
    "shared/bare.py": "def main(req): ...\n",
    "shared/broken.py": "def main(:\n",
    "shared/circle.py": "from .other import decorate, main\n",
    "shared/other.py": "from .circle import decorate, main\n",
}

INSTRUMENTED = [
    "import funcext_core\n@funcext_core.instrument\ndef main(req): ...",
    "import funcext_core as fx\n@fx.instrument\nasync def main(req): ...",
    "from funcext_core import instrument\n@instrument\ndef main(req): ...",
    "from funcext_core import instrument as plugins\n@other\n@plugins\n@another\ndef main(): ...",
    "from funcext_core import *\n@instrument\ndef main(req): ...",
    "from funcext_core import instrument\ndef main(req): ...\nmain = instrument(main)",
    "from funcext_core import instrument\ndef _main(req): ...\nmain = instrument(_main)",
    "from funcext_core import instrument\n@instrument\ndef _main(req): ...\nmain = _main",
    "from funcext_core import instrument\n@instrument\ndef main(r): ...\nmain = wrap(main)",
    "from funcext_core import instrument\n@instrument\ndef f(r): ...\nmain = wrap(a, function=f)",
    "from funcext_core import instrument\nplugins = instrument\n@plugins\ndef main(req): ...",
    "from funcext_core import instrument\nmain: object = instrument(lambda req: None)",
    "import os\nif os.name:\n    import funcext_core as f\n    @f.instrument\n    def main(): ...",
    "try:\n    from funcext_core import instrument\nfinally: ...\n@instrument\ndef main(): ...",
    "import funcext_core as fx\ndef mine(f):\n    return fx.instrument(f)\n@mine\ndef main(): ...",
    "import funcext_core\nboth = compose(other, funcext_core.instrument)\n@both\ndef main(): ...",
    "from shared.decorators import guarded\n@guarded\ndef main(req): ...",
    "from __app__.shared.decorators import guarded\n@guarded\ndef main(req): ...",
    "from ..shared.decorators import guarded\n@guarded\ndef main(req): ...",
    "from ..shared import protect\n@protect\ndef main(req): ...",
    "from .. import shared\n@shared.protect\ndef main(req): ...",
    "import shared\n@shared.decorators.guarded\ndef main(req): ...",
    "import shared.decorators as d\n@d.guarded\ndef main(req): ...",
    "from shared.decorators import Guarded\nmain = Guarded(lambda req: None)",
    "from shared.decorators import *\n@guarded\ndef main(req): ...",
    "from shared.code import main",
    "from shared.code import *",
    "from funcext_core import instrument\nfrom shared.bare import *\nmain = instrument(main)",
    "def main(req): ...\nfrom shared.code import *",
    "from shared.code import *\nfrom shared.decorators import *",
    "from shared.code import main\nnames = [main for main in ()]\nkey = lambda: (main := 1)",
    "from shared import code\nmain = code.main",
    "import shared.code\nmain = shared.code.main",
    "from shared.decorators import timed\nfrom shared.code import main as m\nmain = timed(m)",
]

BARE = [
    "def main(req): ...",
    "import funcext_core\ndef main(req): ...",
    "import funcext_core\n@funcext_core.use(Guard())\ndef main(req): ...",
    "import tracing\n@tracing.instrument\ndef main(req): ...",
    "from funcext_core import instrument\n@instrument\ndef f(req): ...\ndef main(r): return f(r)",
    "import funcext_core\n@funcext_core.instrument\ndef main(req): ...\ndef main(req): ...",
    "import funcext_core\ndef main(req):\n    return funcext_core.instrument(print)",
    "def instrument(f): return f\n@instrument\ndef main(req): ...",
    "from somewhere import main",
    "from somewhere import guarded\n@guarded\ndef main(req): ...",
    "from shared.decorators import timed\n@timed\ndef main(req): ...",
    "from shared.code import bare as main",
    "from shared.code import bare\nmain = bare",
    "from shared.broken import main",
    "from shared.circle import main",
    "from shared.circle import decorate\n@decorate\ndef main(req): ...",
    *(
        f"from funcext_core import instrument\n@instrument\ndef main(req): ...\n{rebinds}"
        for rebinds in (
            "main, other = print, 1",
            "[main] = [print]",
            "for main in (print,): ...",
            "with nullcontext(print) as main: ...",
            "if (main := print): ...",
            "match print:\n    case main: ...",
            "match [print]:\n    case [*main]: ...",
            "def swap():\n    global main\n    main = print\nswap()",
            "from shared.bare import *",
        )
    ),
    "main = main",
    "globals()['main'] = print",
    "",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, SHARED)
    return tmp_path


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(source), "utf-8")


@pytest.mark.parametrize("source", INSTRUMENTED)
def test_is_seen(root: Path, source: str) -> None:
    write(root, {"hello/__init__.py": source})
    assert has_instrument(root, root / "hello" / "__init__.py", "main")


@pytest.mark.parametrize("source", BARE)
def test_is_not_seen_where_it_is_not(root: Path, source: str) -> None:
    write(root, {"hello/__init__.py": source})
    assert not has_instrument(root, root / "hello" / "__init__.py", "main")


def test_of_another_entry_point_is_not_this_ones(root: Path) -> None:
    script = root / "shared" / "code.py"
    assert has_instrument(root, script, "main")
    assert not has_instrument(root, script, "bare")


@pytest.mark.parametrize("content", [b"def main(:", b"\0", b"\xff"])
def test_a_script_that_cannot_be_imported_is_an_error(root: Path, content: bytes) -> None:
    script = root / "script.py"
    script.write_bytes(content)
    with pytest.raises((SyntaxError, ValueError)):
        has_instrument(root, script, "main")
    script.unlink()
    with pytest.raises(OSError, match="script"):
        has_instrument(root, script, "main")
