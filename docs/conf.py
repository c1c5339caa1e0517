"""Settings of the manual: ``make docs`` builds it in ``build/docs/``."""

from __future__ import annotations

import briefgen

project = "briefgen"
author = "The briefgen authors"
project_copyright = "The briefgen authors"
version = release = briefgen.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

source_suffix = {".md": "markdown"}
exclude_patterns = ["conftest.py"]
# Headings can be linked to down to the third level.
myst_heading_anchors = 3

# Public names are documented under the name that people import, in the order of the page.
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

# Attributes of a dataclass are described in its docstring and listed by autodoc: one entry for both.
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

html_theme = "alabaster"
html_theme_options = {"description": "Briefings in one or two languages as tagged, reproducible PDF files"}
html_show_sourcelink = False
