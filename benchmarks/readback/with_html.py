"""Tools that take HTML: WeasyPrint, a Python package with the pango libraries, and Chromium, a program."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from benchmarks.readback.sheet import Missing, Sheet, Tool, program, program_version, run
from benchmarks.texts import Text

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")


def tools() -> list[Tool]:
    """WeasyPrint and Chromium."""
    return [
        Tool("WeasyPrint", lambda: str(_weasyprint().__version__), _by_weasyprint),
        Tool("Chromium", lambda: program_version(program(*_PROGRAMS)), _by_chromium),
    ]


def html_of(sheet: Sheet) -> str:
    """The page: a table of two columns, or one text after the other with a page break between them."""
    if sheet.side_by_side:
        rows = (f"<tr><td>{_paragraphs(left)}</td><td>{_paragraphs(right)}</td></tr>" for left, right in sheet.rows)
        body = f"<table>{''.join(rows)}</table>"
    else:
        body = f'<div>{_paragraphs(sheet.column(0))}</div><div class="next">{_paragraphs(sheet.column(1))}</div>'
    head = f'<meta charset="utf-8"><title>Texts</title><style>{_style(sheet)}</style>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _paragraphs(texts: Sequence[Text]) -> str:
    return "".join(
        f'<p lang="{"ar" if text.rtl else "en"}" dir="{"rtl" if text.rtl else "ltr"}" '
        f'style="font-size:{text.size_pt}pt">{escape(text.characters)}</p>'
        for text in texts
    )


def _style(sheet: Sheet) -> str:
    page = sheet.geometry
    margins = f"{page.top_pt}pt {page.margin_pt}pt {page.bottom_pt}pt"
    faces = (
        f'@font-face {{ font-family: "{name}"; src: url("{file.as_uri()}") }}' for name, file in sheet.fonts.items()
    )
    return " ".join(
        [
            *faces,
            f"@page {{ size: {page.width_pt}pt {page.height_pt}pt; margin: {margins} }}",
            f"p {{ margin: 0 0 4pt; font-family: {_font_list(sheet, rtl=False)} }}",
            f":lang(ar) {{ font-family: {_font_list(sheet, rtl=True)} }}",
            "table { width: 100%; table-layout: fixed; border-spacing: 0 } body { margin: 0 }",
            f"td {{ vertical-align: top; padding: 0 {page.gutter_pt / 2}pt }} .next {{ break-before: page }}",
        ]
    )


def _font_list(sheet: Sheet, *, rtl: bool) -> str:
    return ", ".join(f'"{family}"' for family in sheet.families(rtl=rtl))


def _weasyprint() -> Any:
    try:
        return importlib.import_module("weasyprint")
    except ImportError as error:
        raise Missing(f"not installed: {error}") from error
    except OSError as error:  # the package is there, and the pango libraries are not
        raise Missing(f"cannot be used: {str(error).splitlines()[0]}") from error


def _by_weasyprint(sheet: Sheet) -> bytes:
    pdf: bytes = _weasyprint().HTML(string=html_of(sheet)).write_pdf()
    return pdf


def _by_chromium(sheet: Sheet) -> bytes:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "texts.html"), Path(folder, "texts.pdf")
        source.write_text(html_of(sheet), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        files = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        run([program(*_PROGRAMS), *options, *files])
        return target.read_bytes()
