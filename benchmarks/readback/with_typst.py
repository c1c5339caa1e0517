"""Typst, by its Python package: text in two languages with ``lang``, which sets the direction too."""

from __future__ import annotations

import importlib
import json
from importlib.metadata import version
from typing import Any, Final

from benchmarks.readback.sheet import FONTS, Missing, Sheet, Tool
from benchmarks.texts import Text

_SOURCE: Final = """
#let sheet = json(bytes(sys.inputs.sheet))
#let points(n) = n * 1pt
#set page(
  width: points(sheet.width), height: points(sheet.height),
  margin: (x: points(sheet.margin), top: points(sheet.top), bottom: points(sheet.bottom)),
)
#let paragraph(t) = {
  set text(lang: t.lang, font: t.fonts, size: points(t.size))
  par(t.text)
}
#if sheet.side-by-side {
  grid(
    columns: (1fr, 1fr), column-gutter: points(sheet.gutter), row-gutter: 8pt,
    ..sheet.rows.map(row => row.map(cell => cell.map(paragraph).join())).flatten()
  )
} else {
  for row in sheet.rows { row.at(0).map(paragraph).join() }
  pagebreak()
  for row in sheet.rows { row.at(1).map(paragraph).join() }
}
"""


def tool() -> Tool:
    """Typst."""
    return Tool("Typst", _look, _make)


def _typst() -> Any:
    try:
        return importlib.import_module("typst")
    except ImportError as error:
        raise Missing(f"not installed: {error}") from error


def _look() -> str:
    _typst()
    return version("typst")


def _make(sheet: Sheet) -> bytes:
    page = sheet.geometry
    data = {
        "width": page.width_pt,
        "height": page.height_pt,
        "margin": page.margin_pt,
        "top": page.top_pt,
        "bottom": page.bottom_pt,
        "gutter": page.gutter_pt,
        "side-by-side": sheet.side_by_side,
        "rows": [[[_paragraph(text, sheet) for text in cell] for cell in row] for row in sheet.rows],
    }
    pdf: bytes = _typst().compile(
        _SOURCE.encode(),
        font_paths=[str(FONTS), str(sheet.arabic.parent)],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(data)},
    )
    return pdf


def _paragraph(text: Text, sheet: Sheet) -> dict[str, object]:
    return {
        "text": text.characters,
        "lang": "ar" if text.rtl else "en",
        "fonts": sheet.families(rtl=text.rtl),
        "size": text.size_pt,
    }
