"""The tables of docs/architecture.md: two sentences after every stage, as the code has them."""

from __future__ import annotations

import datetime as dt
import io
import struct
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

import pikepdf

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.theme import TextStyle, load_theme
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.text.glyphs import Line
from briefgen.text.isolate import find_isolates
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.scripts import script_of_language
from briefgen.text.setting import PreparedParagraph, prepare
from tests.rendering.readers import read_with_pdfium, read_with_pymupdf, read_with_pypdf
from tests.unit.pdf.reading import to_unicode

MEASURE_PT: Final = 160.0

SENTENCES: Final = {
    "en": "Call the NATO office in Jordan (الأردن): +962 6 123 4567.",
    "ar": "اتصلوا بمكتب الناتو (NATO) في عمّان: +962 6 123 4567.",
}
# The word of each sentence whose clusters are shown: one has a ligature, the other a mark.
SHOWN_WORDS: Final = {"en": "الأردن", "ar": "عمّان"}

_DOTTED: Final = "\u25cc"  # a mark needs something to stand on
_MARKS: Final = {"\u200e": "U+200E", "\u061c": "U+061C"}  # what draws nothing is shown by its code point

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence on its way.

    Attributes:
        language: BCP 47 tag.
        text: its characters.
        style: what it is set in.
        prepared: ordered, itemized and shaped.
        lines: broken and placed.
    """

    language: str
    text: str
    style: TextStyle
    prepared: PreparedParagraph
    lines: Sequence[Line]


def make_example(language: str) -> Example:
    """The sentence of a language, set as the body of a side-by-side page."""
    text = SENTENCES[language]
    style = load_theme("modern").style("columns", "body", script_of_language(language))
    span = TextSpan(text, style.font_set(strong=False, emphasis=False))
    prepared = prepare(ParagraphText((span,), language, (("Arab", "ar"), ("Latn", "en"))))
    return Example(language, text, style, prepared, prepared.set(MEASURE_PT))


def cell(text: str) -> str:
    """Characters in a cell; those that draw nothing by their code points."""
    if text in _MARKS:
        return _MARKS[text]
    if not text.strip():
        return "a space"
    # A space at an edge would be lost in the page.
    return f"`{text.strip()}`" + (" and a space" if text != text.strip() else "")


def span_of(start: int, end: int) -> str:
    """A half-open range of characters."""
    return f"{start} to {end}"


def direction(*, rtl: bool) -> str:
    """A direction in words."""
    return "right to left" if rtl else "left to right"


def table(heads: Sequence[str], rows: Sequence[Row]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def text_table(examples: Sequence[Example]) -> str:
    """What goes in."""
    rows = [(e.language, cell(e.text), len(e.text), direction(rtl=e.prepared.paragraph.base_rtl)) for e in examples]
    return table(("Language", "Text", "Characters", "Base direction"), rows)


def isolates_table(examples: Sequence[Example]) -> str:
    """The tokens that are ordered by themselves."""
    rows = [
        (e.language, span_of(found.start, found.end), cell(e.text[found.start : found.end]), found.kind)
        for e in examples
        for found in find_isolates(e.text, rtl=e.prepared.paragraph.base_rtl)
    ]
    return table(("Language", "Characters", "Text", "Kind"), rows)


def level_runs_table(examples: Sequence[Example]) -> str:
    """The visual order of the whole paragraph."""
    rows = [
        (e.language, place, span_of(start, end), cell(e.text[start:end]), direction(rtl=rtl))
        for e in examples
        for place, (start, end, rtl) in enumerate(e.prepared.order.level_runs, 1)
    ]
    return table(("Language", "From the left", "Characters", "Text", "Direction"), rows)


def runs_table(examples: Sequence[Example]) -> str:
    """Runs in logical order."""
    rows = []
    for e in examples:
        for shaped in e.prepared.runs:
            run = shaped.run
            language = e.prepared.paragraph.language_of(run.script)
            face = f"{run.face.face.name}, {run.face.size_pt:g} pt"
            rows.append((e.language, cell(e.text[run.start : run.end]), run.script, language, face))
    return table(("Language", "Text", "Script", "Shaped as", "Face and size"), rows)


def clusters_table(examples: Sequence[Example]) -> str:
    """The clusters of one word of each sentence, in logical order."""
    rows = []
    for e in examples:
        first = e.text.index(SHOWN_WORDS[e.language])
        for shaped in e.prepared.runs:
            starts = accumulate((len(cluster.text) for cluster in shaped.clusters), initial=shaped.run.start)
            for start, cluster in zip(starts, shaped.clusters, strict=False):
                if first <= start < first + len(SHOWN_WORDS[e.language]):
                    glyphs = ", ".join(f"{glyph} at ({x}, {y})" for glyph, x, y in cluster.glyphs)
                    names = ", ".join(unicodedata.name(character).removeprefix("ARABIC ") for character in cluster.text)
                    rows.append((e.language, cell(cluster.text), names.lower(), glyphs, cluster.advance_fu))
    return table(("Language", "Text", "Characters", "Glyphs", "Advance"), rows)


def breaks_table(examples: Sequence[Example]) -> str:
    """Where a line may end, and how wide the text before it is."""
    rows = []
    for e in examples:
        ends = {line.end for line in e.lines}
        before = 0
        for found in e.prepared.opportunities:
            start = max((line.start for line in e.lines if line.start < found.position), default=0)
            width = f"{e.prepared.width(start, found.content_end):.2f}"
            taken = "taken" if found.position in ends else ""
            rows.append((e.language, cell(e.text[before : found.position].rstrip()), found.position, width, taken))
            before = found.position
    return table(("Language", "After", "Position", "Line so far, pt", ""), rows)


def placed_table(examples: Sequence[Example]) -> str:
    """The runs of each line from left to right, with their places."""
    rows = []
    for e in examples:
        for number, line in enumerate(e.lines, 1):
            for run in sorted(line.runs, key=lambda run: run.x_pt):
                text = cell(e.text[run.start : run.end])
                rows.append((e.language, number, f"{run.x_pt:.2f}", f"{run.width_pt:.2f}", text))
    return table(("Language", "Line", "Left edge, pt", "Width, pt", "Text"), rows)


def codes_table(examples: Sequence[Example]) -> str:
    """What stands in the file, in its order."""
    rows = []
    for e in examples:
        for shown in shown_strings(write_file(e)):
            numbers = " ".join(map(str, shown.codes))
            rows.append((e.language, shown.belongs, shown.font, numbers, apart(shown.text)))
    return table(("Language", "Belongs to", "Font", "Codes", "ToUnicode"), rows)


def read_back_table(examples: Sequence[Example]) -> str:
    """What readers take out of the file."""
    rows = []
    for e in examples:
        data = write_file(e)
        for name, read in READERS.items():
            found = " ".join(read(data).translate(dict.fromkeys(map(ord, _MARKS))).split())
            rows.append((e.language, name, "the same" if found == e.text else cell(found)))
    return table(("Language", "Reader", "Text"), rows)


def write_file(example: Example) -> bytes:
    """A file with the sentence and nothing else."""
    target, root = io.BytesIO(), StructureElement("Document", language=example.language)
    metadata = DocumentMetadata(
        titles={example.language: "-"},
        primary_language=example.language,
        languages=(example.language,),
        producer="-",
        date=dt.datetime(2024, 7, 12, tzinfo=dt.UTC),
    )
    canvas = TaggedCanvas(target, root=root, metadata=metadata, page_rtl=False)
    leading = example.style.leading_pt
    placed = [PlacedLine(line, 72, 720 - number * leading) for number, line in enumerate(example.lines)]
    canvas.draw_text(placed, [root.add("P").slot()], [example.style.colour])
    canvas.save()
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Shown:
    """A string of a page: what it belongs to, its font, its codes, and their text by the font's ToUnicode."""

    belongs: str
    font: str
    codes: tuple[int, ...]
    text: str


def shown_strings(data: bytes) -> Iterator[Shown]:
    """The strings of the first page of a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        texts = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
        belongs: list[str] = []
        font = ""
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BMC":
                    belongs.append(str(operands[0]))
                case "BDC":
                    mcid = operands[1].get("/MCID")
                    belongs.append(str(operands[0]) if mcid is None else f"{operands[0]} {mcid}")
                case "EMC":
                    belongs.pop()
                case "Tf":
                    font = str(operands[0])
                case "Tj" | "TJ":
                    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                    shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                    codes = struct.unpack(f">{len(shown) // 2}H", shown)
                    yield Shown(" ".join(belongs), font, codes, "".join(texts[font][code] for code in codes))


def apart(text: str) -> str:
    """Characters in a cell in the order of their codes: right-to-left ones apart, so that nothing turns them round."""
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text) and text not in _MARKS:
        shown = (_DOTTED + character if unicodedata.combining(character) else character for character in text)
        return " ".join("a space" if character == " " else f"`{character}`" for character in shown)
    return cell(text)


def read_structure(data: bytes) -> str:
    """The text of the paragraph by the structure: strings under /ReversedChars turned round, artifacts left out."""
    return "".join(
        shown.text[::-1] if "/ReversedChars" in shown.belongs else shown.text
        for shown in shown_strings(data)
        if "/Artifact" not in shown.belongs
    )


READERS: Final[dict[str, Callable[[bytes], str]]] = {
    "the structure tree": read_structure,
    "pypdf": read_with_pypdf,
    "PDFium": read_with_pdfium,
    "MuPDF": read_with_pymupdf,
}

_TABLES: Final[dict[str, Callable[[Sequence[Example]], str]]] = {
    "text": text_table,
    "isolates": isolates_table,
    "level-runs": level_runs_table,
    "runs": runs_table,
    "clusters": clusters_table,
    "breaks": breaks_table,
    "placed": placed_table,
    "codes": codes_table,
    "read-back": read_back_table,
}


def stage_tables() -> dict[str, str]:
    """All tables by name."""
    examples = [make_example(language) for language in SENTENCES]
    return {name: make(examples) for name, make in _TABLES.items()}
