"""The version of funcext, read from the installed distribution when somebody asks for it."""

from __future__ import annotations

from importlib.metadata import version


__version__ = version("funcext-core")
