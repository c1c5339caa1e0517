"""WeasyPrint: the same texts as HTML in a table of two columns. It is no dependency: without it there is no figure."""

from __future__ import annotations

import importlib
from html import escape
from typing import Any

from benchmarks.measure import Contender, Document
from benchmarks.texts import Content, Text


def contender(content: Content) -> Contender | str:
    """WeasyPrint with its fonts and style sheet kept between rounds, or the reason why it cannot be measured."""
    try:
        weasyprint = importlib.import_module("weasyprint")
        text = importlib.import_module("weasyprint.text.fonts")
    except ImportError as error:
        return f"not installed: {error}"
    except OSError as error:  # the package is there, and the pango libraries are not
        return f"cannot be used: {str(error).splitlines()[0]}"
    fonts = text.FontConfiguration()
    classes = {text: f"t{i}" for i, text in enumerate(dict.fromkeys(_look(text) for text in _all_texts(content)))}
    style = weasyprint.CSS(string=_style_sheet(content, classes), font_config=fonts)

    def run() -> Document:
        source = weasyprint.HTML(string=_html(content, classes))
        document: Any = source.render(stylesheets=[style], font_config=fonts)
        return Document(document.write_pdf(), len(document.pages))

    return Contender(f"WeasyPrint {weasyprint.__version__}", run)


_Look = tuple[str, float, float, str]


def _look(text: Text) -> _Look:
    return text.font.stem, text.size_pt, text.leading_pt, text.colour


def _all_texts(content: Content) -> list[Text]:
    return [text for row in content.rows for cell in row for text in cell]


def _style_sheet(content: Content, classes: dict[_Look, str]) -> str:
    page = content.geometry
    margins = f"{page.top_pt}pt {page.margin_pt}pt {page.bottom_pt}pt"
    rules = [f"@page {{ size: {page.width_pt}pt {page.height_pt}pt; margin: {margins} }}"]
    rules += [
        f'@font-face {{ font-family: "{name}"; src: url("{path.as_uri()}") }}' for path, name in content.fonts.items()
    ]
    rules += [
        "table { width: 100%; table-layout: fixed; border-spacing: 0 } td { vertical-align: top } p { margin: 0 }"
    ]
    rules += [
        f'.{name} {{ font: {size}pt/{leading}pt "{font}"; color: {colour} }}'
        for (font, size, leading, colour), name in classes.items()
    ]
    return "\n".join(rules)


def _html(content: Content, classes: dict[_Look, str]) -> str:
    def cell(texts: list[Text]) -> str:
        paragraphs = (
            f'<p class="{classes[_look(text)]}" dir="{"rtl" if text.rtl else "ltr"}">{escape(text.characters)}</p>'
            for text in texts
        )
        return f"<td>{''.join(paragraphs)}</td>"

    rows = (f"<tr>{cell(left)}{cell(right)}</tr>" for left, right in content.rows)
    return f"<!DOCTYPE html><html lang='en'><title>Benchmark</title><table>{''.join(rows)}</table></html>"
