"""The fonts in the file: widths, texts, outlines, descriptors."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from briefgen.errors import ResourceError
from briefgen.pdf import fonts, sfnt
from briefgen.pdf.codes import Code
from briefgen.pdf.document import TaggedDocument
from briefgen.pdf.fonts import EmbeddedFont, FontTable
from briefgen.pdf.objects import RawObject
from briefgen.text.fonts import FontFace
from tests.unit.pdf import documents
from tests.unit.pdf.engine import ARABIC, ARABIC_BOLD, LATIN, LATIN_BOLD, shape
from tests.unit.pdf.reading import PageReader, open_pdf, to_unicode, widths


def embedded_fonts(data: bytes) -> Iterator[Any]:
    """The Type0 fonts of a document."""
    with open_pdf(data) as pdf:
        yield from pdf.pages[0].Resources.Font.values()


def program(font: Any) -> bytes:
    """The font program of a Type0 font."""
    data: bytes = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    return data


@pytest.mark.parametrize("make", [documents.briefing, documents.eight_lines])
def test_widths_equal_the_font_program(make: Any) -> None:
    """W, with DW 0, says of every CID what hmtx says of the glyph of that number (ISO 14289-1, 7.21.5)."""
    for font in embedded_fonts(make()):
        assert font.DescendantFonts[0].CIDToGIDMap == "/Identity"
        metrics = list(TTFont(io.BytesIO(program(font)))["hmtx"].metrics.values())
        assert font.DescendantFonts[0].DW == 0
        found = widths(font)
        assert [found.get(cid, 0) for cid in range(len(metrics))] == [advance for advance, _ in metrics]
        assert codes_drawn(make(), font) < found.keys()


def codes_drawn(data: bytes, font: Any) -> set[int]:
    """The codes that the pages of a document show in a font."""
    with open_pdf(data) as pdf:
        return {
            code
            for reader in map(PageReader, pdf.pages)
            for shown in reader.shown
            if str(reader.fonts[shown.font].BaseFont) == str(font.BaseFont)
            for code, _, _ in shown.codes
        }


@pytest.mark.parametrize("make", [documents.briefing, documents.eight_lines])
def test_every_code_stands_for_one_character(make: Any) -> None:
    """The fonts share one ToUnicode, in which a code has one character, or some behind a mark, and none forbidden."""
    data = make()
    shared = set()
    for font in embedded_fonts(data):
        shared.add(font.ToUnicode.objgen)
        texts = to_unicode(font)
        assert codes_drawn(data, font) <= texts.keys()
        assert all(len(text) == 1 or text[0] in {"\u061c", "\u200e"} for text in texts.values())
        assert texts.keys().isdisjoint({0})
        assert {"\0", "\ufeff", "\ufffe"}.isdisjoint("".join(texts.values()))
    assert len(shared) == 1


def test_the_descriptor_describes_the_face() -> None:
    """Names carry a tag of the content; metrics and flags are those of the face."""
    faces = {face.name: face for face in (LATIN, LATIN_BOLD, ARABIC, ARABIC_BOLD)}
    seen = set()
    for font in embedded_fonts(documents.briefing()):
        descriptor = font.DescendantFonts[0].FontDescriptor
        tag, _, name = str(font.BaseFont)[1:].partition("+")
        seen.add(name)
        assert len(tag) == 6
        assert tag.isalpha()
        assert tag.isupper()
        assert str(descriptor.FontName) == str(font.DescendantFonts[0].BaseFont) == str(font.BaseFont)
        face = faces[name]
        metrics = (descriptor.Ascent, descriptor.Descent, descriptor.CapHeight)
        assert tuple(map(float, metrics)) == (face.ascent_fu, face.descent_fu, face.cap_height_fu)
        assert int(descriptor.Flags) & 4
        assert int(descriptor.StemV) == (135 if "SemiBold" in name or "SmBld" in name else 88)
    assert seen == set(faces)


def outline(glyph_set: Any, name: str, x_fu: int = 0, y_fu: int = 0) -> list[Any]:
    """What a glyph draws, without components."""
    pen = DecomposingRecordingPen(glyph_set)
    glyph_set[name].draw(TransformPen(pen, (1, 0, 0, 1, x_fu, y_fu)))
    return list(pen.value)


def test_glyphs_draw_what_their_codes_say() -> None:
    """The glyph of a code's number has the outlines of its glyphs in the face, at their offsets, and its advance."""
    font = EmbeddedFont(ARABIC, "F1")
    for text in (*documents.AR, "لا لَأَ عَمَّان"):
        font.show(shape(ARABIC, text, rtl=True), rtl=True)
    codes = sorted((cid, code) for code, cid in font._cids.items())
    data, box, glyph_count = fonts._subset_for(ARABIC, codes)
    subset, original = TTFont(io.BytesIO(data)), TTFont(ARABIC.path)
    drawn, source = subset.getGlyphSet(), original.getGlyphSet()
    composites = 0
    for cid, code in codes:
        expected = [op for g, x, y in code.glyphs for op in outline(source, original.getGlyphName(g), x, y)]
        name = subset.getGlyphName(cid)
        assert outline(drawn, name) == expected
        assert subset["hmtx"][name] == (code.advance_fu, getattr(subset["glyf"][name], "xMin", 0))
        composites += bool(expected) and subset["glyf"][name].isComposite()
    assert composites > 20
    inked = [name for name in subset.getGlyphOrder() if subset["glyf"][name].numberOfContours]
    assert len(inked) == glyph_count > composites
    assert len(subset.getGlyphOrder()) > len(codes) > glyph_count / 2
    head = subset["head"]
    assert (head.xMin, head.yMin, head.xMax, head.yMax) == tuple(box)
    for name in inked:
        glyph = subset["glyf"][name]
        glyph.recalcBounds(subset["glyf"])
        assert box.left <= glyph.xMin <= glyph.xMax <= box.right
        assert box.bottom <= glyph.yMin <= glyph.yMax <= box.top
    assert_checksums(data)


def assert_checksums(data: bytes) -> None:
    """The table directory is sorted, aligned, and has the right checksums."""
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    assert font.reader is not None
    tags = list(font.reader.tables)
    assert tags == sorted(tags)
    for tag in tags:
        assert font.reader.tables[tag].offset % 4 == 0
        if tag != "head":  # its checksum leaves out a field that the subsetter has set
            font.reader[tag]


def test_what_draws_nothing_takes_no_room() -> None:
    """Any number of characters that draw nothing have empty glyphs without an advance."""
    font = EmbeddedFont(LATIN, "F1")
    for character in "\u200c\u200d\u2066\u2069":
        font.show_invisible(character)
    subset = fonts._subset_for(LATIN, sorted((cid, code) for code, cid in font._cids.items()))
    glyphs = TTFont(io.BytesIO(subset.data))
    assert subset.glyph_count == 0
    for cid in font._cids.values():
        assert glyphs["hmtx"][glyphs.getGlyphName(cid)] == (0, 0)


def test_there_are_only_so_many_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last number is taken, one more is an error that names the face."""
    font = EmbeddedFont(LATIN, "F1")
    font.show(shape(LATIN, "abc", rtl=False), rtl=False)
    monkeypatch.setattr(fonts, "MAX_NUMBER", max(font._cids.values()))
    font.show(shape(LATIN, "cab", rtl=False), rtl=False)
    with pytest.raises(ResourceError, match=LATIN.name):
        font.show(shape(LATIN, "d", rtl=False), rtl=False)


def test_glyphs_that_are_only_parts_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user is told the same of both ways over the limit: there is nothing else to do about it."""
    font = EmbeddedFont(LATIN, "F1")
    font.show(shape(LATIN, "é", rtl=False), rtl=False)
    codes = tuple(sorted((cid, code) for code, cid in font._cids.items()))
    monkeypatch.setattr(sfnt, "MAX_GLYPHS", 1)
    with pytest.raises(ResourceError, match=LATIN.name) as refused:
        fonts._subset_for(LATIN, codes)
    assert [found.code for found in refused.value.diagnostics] == ["font.too-many-codes"]


def test_a_report_comes_after_writing() -> None:
    """What is in a file is known when it has been written; the report counts codes and inked glyphs."""
    table = FontTable()
    font = table.font(LATIN)
    font.show(shape(LATIN, "a b a", rtl=False), rtl=False)
    with pytest.raises(ValueError, match="when it has been written"):
        table.report()
    table.write(TaggedDocument(documents.METADATA))
    (report,) = table.report()
    assert (report.name, report.code_count, report.glyph_count) == (LATIN.name, 3, 2)
    assert report.byte_count < 2000


def test_fonts_are_named_as_they_are_drawn() -> None:
    """The first face is F1, and a face has one font in a document."""
    table = FontTable()
    assert [table.font(face).resource for face in (ARABIC, LATIN, ARABIC)] == ["F1", "F2", "F1"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Amiri-Regular", b"Amiri-Regular"),
        ("A B/C#(D)%<E>[F]{G}", b"A#20B#2FC#23#28D#29#25#3CE#3E#5BF#5D#7BG#7D"),
        ("خط", b"#D8#AE#D8#B7"),
        ("x" * 200, b"x" * 120),
        ("ABC" + "ط" * 60, b"ABC" + b"#D8#B7" * 58),  # 119 bytes: half a character more would be no UTF-8
    ],
)
def test_odd_names_are_escaped(name: str, written: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PostScript name of any characters is one PDF name, of which 7 bytes are the tag (ISO 32000-1, 7.3.5)."""
    face = FontFace(LATIN.path)
    monkeypatch.setattr(face, "name", name)
    document = TaggedDocument(documents.METADATA)
    font = EmbeddedFont(face, "F1")
    font.show(shape(face, "abc", rtl=False), rtl=False)
    font.write(document, "1 0 R")
    bodies = [obj.format(document) for obj in document.idToObject.values() if isinstance(obj, RawObject)]
    names = [part for body in bodies for part in re.findall(rb"/(?:BaseFont|FontName)/[A-Z]{6}\+([^/]*)/", body)]
    assert names == [written] * 3


@pytest.mark.parametrize(("tag", "place"), [("head", 51), ("maxp", 4)])
def test_a_damaged_font(tag: str, place: int, tmp_path: Path) -> None:
    """A font whose tables contradict one another is refused in our words, not in those of a library."""
    data = bytearray(LATIN.path.read_bytes())
    entries = (struct.unpack_from(">4s4xL", data, 12 + 16 * i) for i in range(int.from_bytes(data[4:6], "big")))
    start = dict(entries)[tag.encode()]
    data[start + place] ^= 0xFF
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    with pytest.raises(ResourceError, match=r"font\.format"):
        fonts._subset(FontFace(path), {1, 20, 80})


@pytest.mark.parametrize("flags", [b"\xff\xff", None])
def test_a_damaged_composite(flags: bytes | None, tmp_path: Path) -> None:
    """A glyph that is made of one that is not there, or whose parts never end, is refused in the same words."""
    font = TTFont(LATIN.path)
    names = font.getGlyphOrder()
    name = next(name for name in names if font["glyf"][name].isComposite())
    data = bytearray(LATIN.path.read_bytes())
    entries = (struct.unpack_from(">4s4xL", data, 12 + 16 * i) for i in range(int.from_bytes(data[4:6], "big")))
    start = dict(entries)[b"glyf"] + font["loca"].locations[font.getGlyphID(name)] + 10  # behind contours and box
    if flags is None:
        data[start + 2 : start + 4] = (len(names) + 1).to_bytes(2, "big")
    else:
        data[start : start + 2] = flags
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    face = FontFace(path)
    code = Code(((font.getGlyphID(name), 0, 0),), 500, "x")
    with pytest.raises(ResourceError, match=r"font\.format.*damaged"):
        fonts._subset_for(face, [(1, code)])


def test_a_composite_of_itself_ends(tmp_path: Path) -> None:
    """A glyph that is made of itself, which no font should have, does not keep the writer for ever."""
    font = TTFont(LATIN.path)
    name = next(name for name in font.getGlyphOrder() if font["glyf"][name].isComposite())
    data = bytearray(LATIN.path.read_bytes())
    entries = (struct.unpack_from(">4s4xL", data, 12 + 16 * i) for i in range(int.from_bytes(data[4:6], "big")))
    start = dict(entries)[b"glyf"] + font["loca"].locations[font.getGlyphID(name)] + 10
    data[start + 2 : start + 4] = font.getGlyphID(name).to_bytes(2, "big")
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    code = Code(((font.getGlyphID(name), 0, 0),), 500, "x")
    assert fonts._subset_for(FontFace(path), [(1, code)]).glyph_count >= 1
