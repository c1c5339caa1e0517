"""fpdf2 with text shaping: paragraphs by ``multi_cell``, columns by its tables, each font filling in for the other."""

from __future__ import annotations

import importlib
from importlib.metadata import version
from typing import Any

from benchmarks.readback.sheet import Missing, Sheet, Tool

_LEADING = 1.4


def tool() -> Tool:
    """fpdf2."""
    return Tool("fpdf2", _look, _make)


def _fpdf() -> Any:
    try:
        importlib.import_module("uharfbuzz")  # fpdf2 shapes with it
        return importlib.import_module("fpdf")
    except ImportError as error:
        raise Missing(f"not installed: {error}") from error


def _look() -> str:
    _fpdf()
    return version("fpdf2")


def _make(sheet: Sheet) -> bytes:
    page = sheet.geometry
    pdf = _fpdf().FPDF(unit="pt", format=(page.width_pt, page.height_pt))
    pdf.set_margins(page.margin_pt, page.top_pt, page.margin_pt)
    pdf.set_auto_page_break(auto=True, margin=page.bottom_pt)
    for name, file in sheet.fonts.items():
        pdf.add_font(name, fname=file)
    pdf.set_text_shaping(True)
    if sheet.side_by_side:
        _add_table(pdf, sheet)
    else:
        for index in (0, 1):
            _add_paragraphs(pdf, sheet, index)
    return bytes(pdf.output())


def _add_paragraphs(pdf: Any, sheet: Sheet, column: int) -> None:
    pdf.add_page()
    for text in sheet.column(column):
        family, other = sheet.families(rtl=text.rtl)
        pdf.set_font(family, size=text.size_pt)
        pdf.set_fallback_fonts([other])
        align = "R" if text.rtl else "L"
        pdf.multi_cell(0, _LEADING * text.size_pt, text.characters, align=align, new_x="LMARGIN", new_y="NEXT")


def _add_table(pdf: Any, sheet: Sheet) -> None:
    """One row for each pair of texts, since a cell has one size."""
    size = 9.5
    pdf.add_page()
    pdf.set_font(sheet.families(rtl=False)[0], size=size)
    pdf.set_fallback_fonts(list(sheet.fonts))
    face = _fpdf().FontFace
    faces = [face(family=sheet.families(rtl=rtl)[0], size_pt=size) for rtl in (False, True)]
    options = {"borders_layout": "NONE", "first_row_as_headings": False, "line_height": _LEADING * size}
    with pdf.table(text_align=("LEFT", "RIGHT"), **options) as table:
        for cells in sheet.rows:
            row = table.row()
            for cell, style in zip(cells, faces, strict=True):
                row.cell("\n".join(text.characters for text in cell), style=style)
