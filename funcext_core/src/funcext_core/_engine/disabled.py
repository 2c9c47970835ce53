"""Functions that app settings disable: the Functions host leaves them out."""

from __future__ import annotations

from collections.abc import Mapping


_TRUE = ("1", "true")


def is_disabled(name: str, environ: Mapping[str, str]) -> bool:
    """Return whether an app setting disables a function.

    It is `AzureWebJobs.<name>.Disabled`; on Linux, where shells allow no periods in the names of
    variables, also `AzureWebJobs_<name>_Disabled`. The case of its name does not matter.
    """
    wanted = f"AzureWebJobs.{name}.Disabled".upper(), f"AzureWebJobs_{name}_Disabled".upper()
    return any(is_on(value) for setting, value in environ.items() if setting.upper() in wanted)


def is_on(value: str | None) -> bool:
    """Return whether an app setting's value means yes to the Functions host."""
    return value is not None and value.strip().lower() in _TRUE
