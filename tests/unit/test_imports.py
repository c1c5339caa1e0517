"""Imports inside briefgen go one way, and each library is used only where it belongs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).resolve().parents[2] / "briefgen"

# From left to right: a module may import from its own place and from places to its left. A name is a module or a folder
# below briefgen/.
ORDER: Final = (
    {"errors", "diagnostics", "units", "visible_json", "collector"},
    {"saving"},
    {"model"},
    {"building"},
    {"changes"},
    {"checks"},
    {"reports"},
    {"text"},
    {"layout"},
    {"pdf"},
    {"conformance"},
    {"flowables"},
    {"embedding"},
    {"pouring"},
    {"pipeline"},
    {"extraction"},
    {"wordings"},
    {"proof"},
    {"batch"},
    {"preview"},
    {"cli", "__main__"},
)
RANK: Final = {name: rank for rank, names in enumerate(ORDER) for name in names}

# The text engine stands to the right of these, but works on plain characters.
NOT_FOR_TEXT: Final = {"model", "changes", "checks", "reports"}

# Where a library may be imported. A name covers what is below it; an empty set means nowhere.
LIBRARIES: Final = {
    "reportlab": {"layout", "pdf", "flowables", "pouring"},
    "uharfbuzz": {"text", "pdf"},
    "bidi": {"text"},
    "bidi.algorithm": set[str](),
    "pydantic": {"model", "building", "checks", "layout"},
    "narwhals": {"building"},
    "pikepdf": {"pdf", "extraction"},
    "pypdf": {"checks"},
}

MODULES: Final = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def imported_names(source: str, package: tuple[str, ...]) -> Iterator[str]:
    """The dotted names that a module imports, at any depth; ``package`` is where relative imports start from."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def violations(module: Path, source: str) -> list[str]:
    """What the rules say against the imports of a module, given by its path below ``briefgen/``."""
    place = module.parts[0].removesuffix(".py")
    if place not in RANK:
        return [f"{place} has no place in the order of imports"]
    found = []
    for name in imported_names(source, ("briefgen", *module.parent.parts)):
        first, _, rest = name.partition(".")
        if first != "briefgen":
            found += [
                f"{name} is not for {place}"
                for library, places in LIBRARIES.items()
                if f"{name}.".startswith(f"{library}.") and place not in places
            ]
            continue
        target = rest.partition(".")[0]
        if target == "__version__":
            continue
        if target not in RANK:
            found.append(f"{name} is not imported from the module that defines it")
        elif RANK[target] > RANK[place] or (place == "text" and target in NOT_FOR_TEXT):
            found.append(f"{place} imports {name}")
    return found


@pytest.mark.parametrize("module", [module for module in MODULES if module != Path("__init__.py")], ids=str)
def test_imports_go_one_way(module: Path) -> None:
    """Every module imports only what its place allows."""
    assert violations(module, (PACKAGE / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("errors.py", "from briefgen.model import Briefing"),
        ("model/load.py", "from briefgen.checks import quotes"),
        ("checks/quotes.py", "import briefgen.text.bidi"),
        ("text/bidi.py", "from briefgen.model import Briefing"),
        ("text/bidi.py", "from briefgen.checks import quotes"),
        ("text/shaping/harfbuzz.py", "from ...layout import theme"),
        ("layout/canvas.py", "from ..pdf import canvas"),
        ("layout/canvas.py", "if TYPE_CHECKING:\n    from briefgen.pdf.canvas import TaggedCanvas"),
        ("pdf/canvas.py", "def draw():\n    from briefgen import render"),
        ("render.py", "from . import batch"),
        ("batch.py", "from briefgen.cli import main"),
        ("layout/theming/theme.py", "from briefgen import load"),
        ("text/fonts.py", "from reportlab.pdfbase import ttfonts"),
        ("cli/__init__.py", "import reportlab"),
        ("layout/theming/theme.py", "import uharfbuzz as hb"),
        ("text/bidi.py", "from bidi.algorithm import get_display"),
        ("text/bidi.py", "from bidi import algorithm"),
        ("text/glyphs.py", "from pydantic import BaseModel"),
        ("somewhere.py", "import re"),
    ],
)
def test_forbidden_imports_are_found(module: str, line: str) -> None:
    """Each kind of forbidden import is found, also a relative one, one for types only and one inside a function."""
    assert len(violations(Path(module), line)) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("errors.py", "from briefgen.diagnostics import Diagnostic"),
        ("text/bidi.py", "from bidi import get_display"),
        ("text/shaping/harfbuzz.py", "from ..glyphs import Cluster\nimport uharfbuzz as hb"),
        ("pdf/canvas.py", "from briefgen.layout.structure import Slot\nfrom reportlab.pdfgen.canvas import Canvas"),
        ("model/load.py", "from . import briefing\nimport pydantic_core, pydantic"),
        ("pdf/metadata.py", "from briefgen import __version__"),
        ("cli/__init__.py", "from briefgen.batch import render_batch\nfrom briefgen import preview"),
    ],
)
def test_allowed_imports_pass(module: str, line: str) -> None:
    """An import to the left, within a folder, or of a library in its place is no violation."""
    assert violations(Path(module), line) == []
