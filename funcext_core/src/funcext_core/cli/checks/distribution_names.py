"""The distributions that modules come from, where the two have different names."""

from __future__ import annotations

import importlib.metadata
from functools import lru_cache
from importlib.machinery import PathFinder

from funcext_core._settings.names import canonical_distribution


_OTHER_NAMES = {
    "azure.functions": "azure-functions",
    "funcext_core": "funcext-core",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "fitz": "PyMuPDF",
    "jose": "python-jose",
    "jwt": "PyJWT",
    "MySQLdb": "mysqlclient",
    "OpenSSL": "pyOpenSSL",
    "PIL": "pillow",
    "psycopg2": "psycopg2-binary",
    "pptx": "python-pptx",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "usb": "pyusb",
    "yaml": "PyYAML",
    "azure.durable_functions": "azure-functions-durable",
    "azure.monitor.opentelemetry": "azure-monitor-opentelemetry",
    "azurefunctions.extensions.http.fastapi": "azurefunctions-extensions-http-fastapi",
    "azurefunctions.extensions.bindings.blob": "azurefunctions-extensions-bindings-blob",
}
_NAMESPACES = {"azure": 3, "azurefunctions": 4, "google": 3, "opentelemetry": 2}
"""Packages of many distributions, and of how many parts the names of those are."""


def distribution_of(module: str) -> str:
    """Return the distribution that probably has a module.

    Args:
        module: its absolute name.
    """
    parts = module.split(".")
    for count in range(len(parts), 0, -1):
        known = _OTHER_NAMES.get(".".join(parts[:count]))
        if known is not None:
            return known
    count = _NAMESPACES.get(parts[0], 1)
    return "-".join(parts[:count]).replace("_", "-")


_CERTAIN = frozenset({"azure-functions", "funcext-core"})


@lru_cache(maxsize=256)
def owner_of(module: str) -> str | None:
    """Return the installed distribution that has a module, if that is clear.

    Args:
        module: its absolute name; names in a module may follow.
    """
    likely = canonical_distribution(distribution_of(module))
    if likely in _CERTAIN or _has(likely, module):
        return likely
    package = module.partition(".")[0]
    if PathFinder.find_spec(package) is None:
        return None
    # It reads the files of every distribution.
    found = importlib.metadata.packages_distributions().get(package, [])
    names = list(dict.fromkeys(map(canonical_distribution, found)))
    return names[0] if len(names) == 1 else None


def _has(distribution: str, module: str) -> bool:
    """Return whether the record of an installed distribution has a module's package."""
    try:
        record = importlib.metadata.distribution(distribution).read_text("RECORD") or ""
    except importlib.metadata.PackageNotFoundError:
        return False
    package = module.partition(".")[0]
    return any(line.startswith((f"{package}/", f"{package}.")) for line in record.splitlines())
