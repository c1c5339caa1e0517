"""Files that would break a standard are refused before anything is written, with the clause and the place."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, get_args

import pikepdf
import pytest
from reportlab.lib.colors import Color

import briefgen
from briefgen.cli import main
from briefgen.errors import ConformanceError
from briefgen.layout.compose import Composition, compose
from briefgen.layout.structure import MarkedContent, Slot, StructureElement, StructureType
from briefgen.pdf.attachments import Attachment
from briefgen.pdf.breaches import BREACHES
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.languages import is_language_tag
from briefgen.pdf.nesting import ALLOWED, Span, irregular_row
from briefgen.pdf.profiles import PROFILES
from tests.conformance.pdf.breaks import (
    BREAKS,
    Draw,
    bookmark_nowhere,
    no_text,
    refused,
    second_heading_first,
    untagged,
    write,
)
from tests.conformance.pdf.breaks_of_code import BREAKS_OF_CODE, INKS, decoration, deep_states, jpeg, page_of
from tests.conformance.pdf.breaks_of_pdf_a import BREAKS_OF_PDF_A, long_alternative, private_character
from tests.unit.pdf import documents
from tests.unit.pdf.engine import stack
from tools.grid import grid

WORD: Final = "open sesame"


@pytest.mark.parametrize(
    ("profile", "draw", "code", "clause", "place"),
    [*(("ua1", *case) for case in BREAKS), *(("a2a", *case) for case in BREAKS_OF_PDF_A), *BREAKS_OF_CODE],
)
def test_a_breach_is_refused_with_its_clause_and_place(
    profile: str, draw: Draw, code: str, clause: str, place: str
) -> None:
    """A deliberate break ends with its code, the clause of the standard, where it is, and what to do."""
    (diagnostic,) = refused(draw, PROFILES[profile]).diagnostics
    assert (diagnostic.code, diagnostic.clause, diagnostic.where.path) == (code, clause, place)
    assert diagnostic.hints
    head, where, *_ = str(diagnostic).split("\n")
    assert head.endswith(f"({clause})")
    assert where == f"  at {place}"


def test_every_code_has_a_break() -> None:
    """There is no code of a breach without a file that is refused with it."""
    codes = {code for _, code, _, _ in (*BREAKS, *BREAKS_OF_PDF_A)} | {code for _, _, code, _, _ in BREAKS_OF_CODE}
    assert codes == set(BREACHES)


def test_one_stray_is_not_made_up_for_by_another() -> None:
    """Content in the tree that no page has does not hide content of a page that the tree does not have."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        kept = root.add("P")
        write(canvas, kept, StructureElement("Document").add("P"))
        kept.slot().drawn.append(MarkedContent(1, 99))

    (found,) = refused(draw).diagnostics
    assert (found.code, found.where.path) == ("pdf.content-outside-tree", "Document > P, page 1")


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ({"titles": {"en": "Liaison office", "ar": " "}}, "7.1"),
        ({"titles": {"en": "Liaison office"}}, "7.1"),
        ({"languages": (), "primary_language": ""}, "7.2"),
        ({"languages": ("ar", "en")}, "7.2"),
        ({"languages": ("Arabic (Jordan)",), "primary_language": "Arabic (Jordan)"}, "7.2"),
    ],
)
def test_metadata_that_say_too_little_are_refused(changes: dict[str, Any], clause: str) -> None:
    """A document without a title in one of its languages, or without a valid language, is not even begun."""
    with pytest.raises(ValueError, match=rf"ISO 14289-1, {re.escape(clause)}"):
        replace(documents.METADATA, **changes)


def test_what_only_some_standards_forbid() -> None:
    """Private-use characters and long strings are refused where the standard of the profile does, and nowhere else."""
    for draw, refusing in ((private_character, {"a3a", "a2a", "ua2"}), (long_alternative, {"a3a", "a2a"})):
        for name, profile in PROFILES.items():
            if name in refusing:
                with pytest.raises(ConformanceError):
                    documents.write(draw, profile=profile)
            else:
                assert documents.write(draw, profile=profile)


def test_what_pdf_a_alone_forbids_to_code() -> None:
    """Inks, pages of any size and many saved states are right without PDF/A; RGB and grey are everywhere."""
    for draw in (*INKS, page_of(14_401, 2), decoration(deep_states)):
        assert documents.write(draw, profile=PROFILES["ua1"])

    def draw_in_rgb(canvas: TaggedCanvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.setStrokeGray(0.5)
        canvas.linearGradient(0, 0, 9, 9, (Color(1, 0, 0), Color(0, 0, 1)))
        canvas.drawImage(jpeg("RGB"), 0, 0, 9, 9)
        canvas.drawImage(jpeg("L"), 0, 0, 9, 9)
        canvas.addLiteral("q .5 g 0 0 5 5 re W* n [1 2]0 d 1 -2.50 m 9 9 l S Q % EMC")

    for profile in PROFILES.values():
        assert documents.write(decoration(draw_in_rgb), profile=profile)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1e10])
def test_numbers_that_no_file_has(number: float) -> None:
    """What is not finite, or out of all proportion, is refused by the name of the argument."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        slot = root.add("P").add("Link").slot()
        with pytest.raises(ValueError, match=f"^dy is {number}:"):
            canvas.translate(1, number)
        with pytest.raises(ValueError, match=f"^y_pt is {number}:"):
            canvas.destination("start", number)
        with pytest.raises(ValueError, match=f"^right is {number}:"):
            canvas.link_to_destination(slot, (0, 0, number, 9), "start", "The start")
        with pytest.raises(ValueError, match=f"^height_pt is {number}:"), canvas.figure(slot, 9, number):
            pass
        with canvas.artifact(), pytest.raises(ValueError, match=f"^width_pt is {number}:"):
            canvas.fill_box(0, 0, number, 9, "#000000")

    draw(
        TaggedCanvas(
            io.BytesIO(), root=(root := StructureElement("Document")), metadata=documents.METADATA, page_rtl=False
        ),
        root,
    )


def test_what_cannot_be_drawn() -> None:
    """A form that never comes, a page turned askew and a bookmark without a title end with what is wrong."""

    def draw_form(canvas: TaggedCanvas, root: StructureElement) -> None:
        write(canvas, root.add("P"))
        with canvas.artifact():
            canvas.doForm("logo")

    with pytest.raises(ValueError, match="page 1 draws the form 'logo'"):
        documents.write(draw_form)
    with pytest.raises(ValueError, match="not by 45"):
        documents.write(lambda canvas, _: canvas.setPageRotation(45))
    with pytest.raises(ValueError, match="the bookmark to 'start' has a blank title"):
        documents.write(lambda canvas, _: canvas.bookmark(" \u200f", "start", 0))


def test_the_box_of_a_figure_that_is_turned() -> None:
    """Left is left and bottom is bottom, however the figure lies on its page."""
    element = StructureElement("Document").add("Figure", alternative_text="A box")
    canvas = TaggedCanvas(io.BytesIO(), root=element, metadata=documents.METADATA, page_rtl=False)
    canvas.translate(100, 100)
    canvas.rotate(90)
    with canvas.figure(element.slot(), 20, 10):
        canvas.fill_box(0, 0, 20, 10, "#336699")
    assert element.bbox == pytest.approx((90, 100, 100, 120))


def test_boxes_of_pages_are_their_own() -> None:
    """A box that is set on the second page leaves the first as it was."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        write(canvas, root.add("P"))
        canvas.showPage()
        canvas.setCropBox((10, 10, 300, 300))
        write(canvas, root.add("P"))

    with pikepdf.open(io.BytesIO(documents.write(draw))) as pdf:
        assert ["/CropBox" in page.obj for page in pdf.pages] == [False, True]


def test_metadata_that_are_too_long() -> None:
    """What stands in Info may have 32,767 bytes."""
    metadata = replace(documents.METADATA, author="ص" * 16_383)
    with pytest.raises(ConformanceError, match=r"pdf\.string-too-long.*32,768 bytes.*\n  at Info"):
        documents.write(lambda canvas, root: write(canvas, root.add("P")), metadata=metadata, profile=PROFILES["a2a"])


@pytest.mark.parametrize("profile", ["a3a", "a2a", "ua2"])
def test_a_password_together_with_pdfa_is_refused(profile: str) -> None:
    """An archive must open for ever: the message names the clause, and the profile that may have a password."""
    cell = next(cell for cell in grid() if cell.profile == profile)
    with pytest.raises(ValueError, match=r"ISO 19005.*, 6\.1\.3.*ua1"):
        briefgen.render(cell.briefing, edition=cell.edition, profile=profile, password=WORD)


def test_a_password_keeps_no_screen_reader_out() -> None:
    """An encrypted file says what it permits, and reading it for accessibility is permitted (ISO 14289-1, 7.16)."""
    cell = next(cell for cell in grid() if cell.profile == "ua1")
    data = briefgen.render(cell.briefing, edition=cell.edition, profile="ua1", password=WORD).pdf
    with pikepdf.open(io.BytesIO(data), password=WORD) as pdf:
        assert pdf.is_encrypted
        assert pdf.encryption.P & (1 << 9)
        assert pdf.allow.accessibility


def test_a_broken_composition_is_refused_by_all_ways_to_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is composed wrongly ends in the library with the error, and on the command line with the exit code 4."""

    def compose_broken(*arguments: Any, **keywords: Any) -> Composition:
        composition = compose(*arguments, **keywords)
        part = next(kid for kid in composition.root.kids if isinstance(kid, StructureElement))
        part.language = None
        return composition

    monkeypatch.setattr("briefgen.pipeline.compose", compose_broken)
    cell = next(cell for cell in grid() if cell.example.parent.name == "liaison-office")
    with pytest.raises(ConformanceError, match=r"pdf\.part-without-language.*\n  at Document \(en\) > Part 1, page"):
        briefgen.render(cell.briefing)
    target = tmp_path / "out.pdf"
    assert main(["render", str(cell.example), "-o", str(target)], standalone_mode=False) == 4
    assert not target.exists()


def test_an_embedded_file_says_what_it_is_to_the_document() -> None:
    """There is no attachment without a relationship (ISO 19005-3, 6.8)."""
    said: dict[str, Any] = {
        "name": "a.json", "data": b"{}", "media_type": "application/json", "description": "A",
        "date": documents.METADATA.date,
    }  # fmt: skip
    with pytest.raises(TypeError, match="relationship"):
        Attachment(**said)
    assert Attachment(**said, relationship="Source").relationship == "Source"


def test_all_breaches_come_at_once() -> None:
    """Whoever mends a file is told everything that is wrong with it."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        no_text(canvas, root)
        second_heading_first(canvas, root)
        bookmark_nowhere(canvas, root)
        untagged(canvas, root)

    codes = [diagnostic.code for diagnostic in refused(draw).diagnostics]
    assert codes == [
        "pdf.figure-without-text", "pdf.heading-not-first", "pdf.untagged-content", "pdf.link-nowhere",
    ]  # fmt: skip


def test_what_is_right_is_not_refused() -> None:
    """A document with all that layout can draw passes, and so does nested marked content of others."""
    assert documents.briefing()

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        documents.draw_briefing(canvas, root)
        for line in ("/Artifact BMC", "/Artifact <</Type/Layout>> BDC", "1 1 5 5 re f", "EMC", "1 1 9 9 re S", "EMC"):
            canvas._code.append(line)

    assert documents.write(draw, furniture=documents.furniture)


def test_what_is_not_drawn_is_not_looked_at() -> None:
    """An element without content is not written, so it breaks nothing; but an empty cell of a row that is there is."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        root.add("Figure").slot()
        root.add("Sect").add("H3").slot()
        root.add("Table").add("TR").add("TH").slot()
        root.add("L").add("LI").add("Lbl").slot()
        row = root.add("Table").add("TR")
        write(canvas, row.add("TD"))
        row.add("TH", scope="Row")

    assert documents.write(draw)

    def draw_empty_header(canvas: TaggedCanvas, root: StructureElement) -> None:
        row = root.add("Table").add("TR")
        write(canvas, row.add("TD"))
        row.add("TH")

    assert [diagnostic.code for diagnostic in refused(draw_empty_header).diagnostics] == ["pdf.header-without-scope"]


@pytest.mark.parametrize("operators", ["0 0 m 9 9 l S", "1 1 5 5 re f*", "/Im1 Do", "BT <0001>Tj ET", "/Sh1 sh"])
def test_every_way_to_paint_is_noticed(operators: str) -> None:
    """Paths, images, text and shadings outside marked content are all found."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        write(canvas, root.add("P"))
        canvas._code.append(operators)

    assert [diagnostic.code for diagnostic in refused(draw).diagnostics] == ["pdf.untagged-content"]


def test_a_paragraph_may_be_drawn_in_parts() -> None:
    """The lines of one paragraph on two pages are no repetition, and equal lines of two paragraphs neither."""
    lines = documents.lines_of(documents.EN[0], rtl=False, measure_pt=120)

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        slot: Slot = root.add("P").slot()
        canvas.draw_text(stack(lines[:3]), [slot], ["#000000"])
        canvas.showPage()
        canvas.draw_text(stack(lines[3:]), [slot], ["#000000"])
        canvas.draw_text(stack(lines), [root.add("P").slot()], ["#000000"])

    assert documents.write(draw)


def test_every_type_has_its_place() -> None:
    """For each structure type it is known what may stand in it, and each but the root may stand somewhere."""
    kinds = set(get_args(StructureType))
    assert set(ALLOWED) == kinds
    assert frozenset().union(*ALLOWED.values()) == kinds - {"Document"}


@pytest.mark.parametrize(
    ("rows", "irregular"),
    [
        ([], None),
        ([[Span(), Span()], [Span(), Span()]], None),
        ([[Span(2)], [Span(), Span()]], None),
        ([[Span(1, 2), Span()], [Span()]], None),
        ([[Span(1, 3), Span(2)], [Span(2, 2)], []], None),
        ([[Span(), Span(1, 2), Span()], [Span(), Span()]], None),
        ([[Span(), Span()], [Span()]], 1),
        ([[Span(), Span()], [Span(), Span(), Span()]], 1),
        ([[Span(1, 2), Span()], [Span(), Span()]], 1),
        ([[Span(), Span(1, 2), Span()], [Span(2), Span()]], 1),
        ([[Span(), Span(1, 2)], [Span()], [Span()]], 2),
        ([[Span(1, 2), Span()]], 0),
    ],
)
def test_regular_tables(rows: list[list[Span]], irregular: int | None) -> None:
    """A table is regular when its cells, with what they span, fill each row from the first column to the last."""
    assert irregular_row(rows) == irregular


@pytest.mark.parametrize("tag", ["en", "ar-JO", "zh-Hant-TW", "ckb-Arab-IQ", "sl-rozaj-biske", "de-CH-1996", "x-a"])
def test_language_tags(tag: str) -> None:
    """Well-formed tags are taken, whatever their case; private ones need a language before them."""
    assert is_language_tag(tag) == (not tag.startswith("x-"))
    assert is_language_tag(tag.upper()) == is_language_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "english", "en_GB", "en-", "-en", "en-1", "ar JO", "ar-JO-", "عربي"])
def test_what_is_no_language_tag(tag: str) -> None:
    """Names of languages, and tags of other forms, are none."""
    assert not is_language_tag(tag)
