"""The options of `funcext run` that change how an app is served."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.indexing import IndexedFunction


@attrs.frozen
class Options:
    """The options; the defaults are those of the command."""

    functions: tuple[str, ...] = ()
    """The names of the functions to serve; none means those of host.json, or all."""
    cors: str | None = None
    """The origins whose pages may read responses, with commas; None means those of
    local.settings.json."""
    cors_credentials: bool = False
    """Whether those pages may send cookies, too."""
    enable_auth: bool = False
    """Whether functions with an auth level need a key."""
    log_level: str | None = None
    """The least level of lines, by its name in host.json; None means the levels of host.json."""
    json: bool = False
    """Whether to print events as JSON in place of lines."""


DEFAULTS = Options()


def chosen_functions(
    functions: Sequence[IndexedFunction], option: Iterable[str], host: Iterable[str]
) -> Sequence[IndexedFunction]:
    """Return the functions to serve; as in Azure, case does not matter.

    Args:
        functions: the app's functions.
        option: the names in `--functions`; none means those of host.json.
        host: the names in host.json; none means all.

    Raises:
        LocalHostError: there is no function of a name.
    """
    for names, source in ((option, "--functions"), (host, "functions in host.json")):
        wanted = {name.lower(): name for name in names}
        known = {function.name.lower(): function.name for function in functions}
        for name in wanted.keys() - known.keys():
            message = (
                f"{source} has {wanted[name]!r}, but the app has no such function: its functions "
                f"are {', '.join(known.values()) or 'none'}."
            )
            raise LocalHostError(message)
        if wanted:
            return [function for function in functions if function.name.lower() in wanted]
    return functions
