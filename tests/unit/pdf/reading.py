"""Readers of our own: what stands in a file, by pikepdf and by nothing that guesses."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

# A line of bfrange, with the first and the last code, or one of bfchar, with one code only; then the characters.
CMAP_LINE = re.compile(rb"^<([0-9A-F]{4})>(?: <([0-9A-F]{4})>)? <([0-9A-F]+)>$", re.MULTILINE)

# The invisible direction marks that a file has between the characters of a text; texts of tests have none of their own.
DIRECTION_MARKS = dict.fromkeys(map(ord, "\u061c\u200e"))


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """The file, parsed."""
    return pikepdf.open(io.BytesIO(data))


def to_unicode(font: Any) -> dict[int, str]:
    """The text of each code of a Type0 font, and of those that other fonts of the document have."""
    texts = {}
    for line in CMAP_LINE.finditer(font.ToUnicode.read_bytes()):
        first, text = int(line[1], 16), bytes.fromhex(line[3].decode()).decode("utf-16-be")
        for code in range(first, int(line[2] or line[1], 16) + 1):
            texts[code] = text[:-1] + chr(ord(text[-1]) + code - first)
    return texts


def widths(font: Any) -> dict[int, float]:
    """The width of each CID that ``W`` names, in thousandths of an em."""
    runs = list(font.DescendantFonts[0].W)
    return {
        int(first) + i: float(width)
        for first, of_cids in zip(runs[::2], runs[1::2], strict=True)
        for i, width in enumerate(of_cids)
    }


@dataclass
class Shown:
    """One text-showing operation.

    Attributes:
        font: the resource name of the font.
        size_pt: the font size.
        codes: the codes with the horizontal position of each and the baseline, on the page.
        mcid: of the sequence around it; None in an artifact.
        reversed: whether it stands under /ReversedChars.
        tagged: whether it stands in an artifact or a sequence with an MCID.
    """

    font: str
    size_pt: float
    mcid: int | None
    reversed: bool
    tagged: bool
    codes: list[tuple[int, float, float]] = field(default_factory=list)


class PageReader:
    """Reads the text operators of a page; the only transformations it knows are translations."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.fonts = {str(name): font for name, font in page.Resources.Font.items()}
        self.texts = {name: to_unicode(font) for name, font in self.fonts.items()}
        self.widths = {name: widths(font) for name, font in self.fonts.items()}
        self.shown: list[Shown] = []
        self.mcids: list[int] = []
        self._stack: list[tuple[str, int | None]] = []
        self._translations = [(0.0, 0.0)]
        self._font, self._size_pt = "", 0.0
        self._line, self._pen_pt = (0.0, 0.0), 0.0
        for instruction in pikepdf.parse_content_stream(page):
            self._read(str(instruction.operator), instruction.operands)
        assert not self._stack

    def _read(self, operator: str, operands: Any) -> None:  # noqa: C901 - one case for each operator
        match operator:
            case "q":
                self._translations.append(self._translations[-1])
            case "Q":
                self._translations.pop()
            case "cm":
                # A picture is scaled to its place, and nothing else: no text stands in one.
                assert [float(n) for n in operands[1:3]] == [0, 0]
                x, y = self._translations[-1]
                self._translations[-1] = (x + float(operands[4]), y + float(operands[5]))
            case "BMC":
                self._stack.append((str(operands[0]), None))
            case "BDC":
                assert {tag for tag, _ in self._stack} <= {"/ReversedChars", "/Artifact"}, "nested marked content"
                mcid = operands[1].get("/MCID")
                self._stack.append((str(operands[0]), None if mcid is None else int(mcid)))
                self.mcids += [] if mcid is None else [int(mcid)]
            case "EMC":
                self._stack.pop()
            case "BT":
                self._line, self._pen_pt = (0.0, 0.0), 0.0
            case "Tf":
                self._font, self._size_pt = str(operands[0]), float(operands[1])
            case "Td":
                self._line = (self._line[0] + float(operands[0]), self._line[1] + float(operands[1]))
                self._pen_pt = self._line[0]
            case "Tj":
                self._show([operands[0]])
            case "TJ":
                self._show(operands[0])

    def _show(self, parts: Any) -> None:
        mcid = next((mcid for _, mcid in self._stack if mcid is not None), None)
        tagged = mcid is not None or any(tag == "/Artifact" for tag, _ in self._stack)
        under = any(tag == "/ReversedChars" for tag, _ in self._stack)
        shown = Shown(self._font, self._size_pt, mcid, under, tagged)
        x, y = self._translations[-1]
        for part in parts:
            if not isinstance(part, pikepdf.String):
                self._pen_pt -= float(part) * self._size_pt / 1000
                continue
            raw = bytes(part)
            for i in range(0, len(raw), 2):
                code = int.from_bytes(raw[i : i + 2], "big")
                shown.codes.append((code, x + self._pen_pt, y + self._line[1]))
                self._pen_pt += self.widths[self._font][code] * self._size_pt / 1000
        self.shown.append(shown)

    def text(self, mcid: int) -> str:
        """The text of a sequence without marks; strings under /ReversedChars are turned round code by code."""
        parts: list[str] = []
        for shown in self.shown:
            if shown.mcid == mcid:
                characters = [self.texts[shown.font][code] for code, _, _ in shown.codes]
                parts += reversed(characters) if shown.reversed else characters
        return "".join(parts).translate(DIRECTION_MARKS)


def elements(element: Any) -> Iterator[Any]:
    """An element and all below it, in reading order."""
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def texts_by_element(data: bytes, kind: str) -> list[str]:
    """The text of each element of a kind, with all below it, through the structure tree."""
    pdf = open_pdf(data)
    pages = {page.obj.objgen: PageReader(page) for page in pdf.pages}

    def text(element: Any) -> str:
        parts = []
        for kid in element.get("/K", []):
            if not isinstance(kid, pikepdf.Dictionary):
                parts.append(pages[element.Pg.objgen].text(int(kid)))
            elif "/S" in kid:
                parts.append(text(kid))
            elif kid.Type == "/MCR":
                parts.append(pages[kid.Pg.objgen].text(int(kid.MCID)))
        return "".join(parts)

    root = pdf.Root.StructTreeRoot.K[0]
    return [text(element) for element in elements(root) if str(element.S) == f"/{kind}"]
