"""LibreOffice Writer: a text document (OpenDocument, one flat file) that the program turns into a PDF file.

The bundled fonts reach it through a configuration of fontconfig of its own; the fonts of the machine are left out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from benchmarks.readback.sheet import FONTS, Sheet, Tool, program, program_version, run
from benchmarks.texts import Text

_PROGRAMS: Final = ("soffice", "libreoffice")
_NAMESPACES: Final = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "style": "style", "text": "text", "table": "table",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def tool() -> Tool:
    """LibreOffice."""
    return Tool("LibreOffice", lambda: program_version(program(*_PROGRAMS)), _make)


def _make(sheet: Sheet) -> bytes:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, fonts = Path(folder, "texts.fodt"), Path(folder, "fonts.conf")
        source.write_text(document_of(sheet), encoding="utf-8")
        folders = "".join(f"<dir>{place}</dir>" for place in dict.fromkeys((FONTS, sheet.arabic.parent)))
        fonts.write_text(f"<fontconfig>{folders}<cachedir>{folder}/cache</cachedir></fontconfig>", encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        options = ["--headless", profile, "--convert-to", "pdf", "--outdir", folder]
        run([program(*_PROGRAMS), *options, str(source)], FONTCONFIG_FILE=str(fonts))
        return source.with_suffix(".pdf").read_bytes()


def document_of(sheet: Sheet) -> str:
    """The text document, with a style for each size and direction."""
    looks = {(text.rtl, text.size_pt): f"P{i}" for i, text in enumerate([*sheet.column(0), *sheet.column(1)])}
    families = sheet.families(rtl=False)
    styles = "".join(
        _paragraph_style(name + "B" * broken, size, families, rtl=rtl, broken=broken)
        for (rtl, size), name in looks.items()
        for broken in (False, True)
    )
    cell = '<style:table-cell-properties fo:padding="4pt"/>'
    cell = f'<style:style style:name="C" style:family="table-cell">{cell}</style:style>'
    automatic = f"{_page_layout(sheet)}{styles}{cell}"
    master = '<style:master-page style:name="Standard" style:page-layout-name="L"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{_face(families[0])}{_face(families[1])}</office:font-face-decls>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
        f"<office:body><office:text>{_body(sheet, looks)}</office:text></office:body></office:document>"
    )


def _body(sheet: Sheet, looks: dict[tuple[bool, float], str]) -> str:
    if sheet.side_by_side:
        columns = '<table:table-column table:number-columns-repeated="2"/>'
        rows = "".join(
            f"<table:table-row>{''.join(_cell(cell, looks) for cell in row)}</table:table-row>" for row in sheet.rows
        )
        return f'<table:table table:name="T">{columns}{rows}</table:table>'
    first, second = sheet.column(0), sheet.column(1)
    broken = _paragraph(second[0], f"{looks[second[0].rtl, second[0].size_pt]}B")
    return _paragraphs(first, looks) + broken + _paragraphs(second[1:], looks)


def _cell(texts: Sequence[Text], looks: dict[tuple[bool, float], str]) -> str:
    inner = _paragraphs(texts, looks) or "<text:p/>"
    return f'<table:table-cell table:style-name="C" office:value-type="string">{inner}</table:table-cell>'


def _paragraphs(texts: Sequence[Text], looks: dict[tuple[bool, float], str]) -> str:
    return "".join(_paragraph(text, looks[text.rtl, text.size_pt]) for text in texts)


def _paragraph(text: Text, style: str) -> str:
    return f'<text:p text:style-name="{style}">{escape(text.characters)}</text:p>'


def _face(family: str) -> str:
    return f'<style:font-face style:name="{family}" svg:font-family="&apos;{family}&apos;"/>'


def _paragraph_style(name: str, size_pt: float, families: tuple[str, str], *, rtl: bool, broken: bool) -> str:
    direction = "rl-tb" if rtl else "lr-tb"
    before = ' fo:break-before="page"' if broken else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph">'
        f'<style:paragraph-properties style:writing-mode="{direction}" fo:text-align="start" '
        f'fo:margin-bottom="4pt"{before}/>'
        f'<style:text-properties style:font-name="{families[0]}" style:font-name-complex="{families[1]}" '
        f'fo:font-size="{size_pt}pt" style:font-size-complex="{size_pt}pt" '
        'fo:language="en" fo:country="GB" style:language-complex="ar" style:country-complex="JO"/></style:style>'
    )


def _page_layout(sheet: Sheet) -> str:
    page = sheet.geometry
    return (
        '<style:page-layout style:name="L"><style:page-layout-properties '
        f'fo:page-width="{page.width_pt}pt" fo:page-height="{page.height_pt}pt" fo:margin-top="{page.top_pt}pt" '
        f'fo:margin-bottom="{page.bottom_pt}pt" fo:margin-left="{page.margin_pt}pt" '
        f'fo:margin-right="{page.margin_pt}pt"/></style:page-layout>'
    )
