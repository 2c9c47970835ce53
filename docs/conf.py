"""The documentation as a site: `make docs` writes it to docs/_build/html.

Links that lead nowhere are errors. Pages ask no other host for anything.
"""

from __future__ import annotations

import importlib.metadata


project = "funcext"
author = "The funcext maintainers"
version = release = importlib.metadata.version("funcext-core")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

# Headings have the anchors that they have on GitHub.
myst_heading_anchors = 4

html_theme = "furo"
html_title = "funcext"
html_show_copyright = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_class_signature = "separated"
autodoc_default_options = {"members": True, "exclude-members": "__init__, __new__"}
