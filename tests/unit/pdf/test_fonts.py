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
from briefgen.pdf import fonts
from briefgen.pdf.document import TaggedDocument
from briefgen.pdf.fonts import EmbeddedFont, FontTable
from briefgen.pdf.objects import RawObject
from briefgen.text.fonts import FontFace
from tests.unit.pdf import documents
from tests.unit.pdf.engine import ARABIC, ARABIC_BOLD, LATIN, LATIN_BOLD, shape
from tests.unit.pdf.reading import open_pdf, to_unicode, widths


def embedded_fonts(data: bytes) -> Iterator[Any]:
    """The Type0 fonts of a document."""
    with open_pdf(data) as pdf:
        yield from pdf.pages[0].Resources.Font.values()


def program(font: Any) -> bytes:
    """The font program of a Type0 font."""
    data: bytes = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    return data


def glyph_ids(font: Any) -> list[int]:
    """The glyph of each CID."""
    data = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    return [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]


@pytest.mark.parametrize("make", [documents.briefing, documents.eight_lines])
def test_widths_equal_the_font_program(make: Any) -> None:
    """W says of every CID what hmtx says of its glyph (ISO 14289-1, 7.21.5)."""
    for font in embedded_fonts(make()):
        metrics = TTFont(io.BytesIO(program(font)))["hmtx"].metrics
        advances = [advance for advance, _ in metrics.values()]
        assert widths(font) == [advances[glyph_id] for glyph_id in glyph_ids(font)]
        assert glyph_ids(font)[0] == 0
        assert all(glyph_id for glyph_id in glyph_ids(font)[1:])


@pytest.mark.parametrize("make", [documents.briefing, documents.eight_lines])
def test_every_code_stands_for_one_character(make: Any) -> None:
    """ToUnicode has an entry of exactly one character for every code but .notdef."""
    for font in embedded_fonts(make()):
        texts = to_unicode(font)
        assert sorted(texts) == list(range(1, len(widths(font))))
        assert {len(text) for text in texts.values()} == {1}
        for block in font.ToUnicode.read_bytes().split(b"endbfchar")[:-1]:
            assert block.count(b"\n<") <= 101  # a hundred entries; the code space range is in the first block too


def test_a_character_beyond_the_basic_plane_is_one_surrogate_pair() -> None:
    """ToUnicode writes it as UTF-16 (ISO 32000-1, 9.10.3)."""
    font = EmbeddedFont(LATIN, "F1")
    font.show_invisible("\U000e0001")
    assert "1 beginbfchar\n<0001> <DB40DC01>\nendbfchar" in fonts._to_unicode(list(font._cids))


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


def test_composites_draw_the_shifted_glyphs() -> None:
    """Every glyph in the file has the outlines of its code's glyphs in the face, at their offsets."""
    font = EmbeddedFont(ARABIC, "F1")
    for text in (*documents.AR, "لا لَأَ عَمَّان"):
        font.show(shape(ARABIC, text, rtl=True), rtl=True)
    data, box, of_cids = fonts._subset_for(ARABIC, list(font._cids))
    subset, original = TTFont(io.BytesIO(data)), TTFont(ARABIC.path)
    drawn, source = subset.getGlyphSet(), original.getGlyphSet()
    baked = 0
    for code, glyph_id in zip(font._cids, of_cids[1:], strict=True):
        expected = [op for g, x, y in code.glyphs for op in outline(source, original.getGlyphName(g), x, y)]
        assert outline(drawn, subset.getGlyphName(glyph_id)) == expected
        if not fonts._is_plain(ARABIC, code):
            baked += 1
            name = subset.getGlyphName(glyph_id)
            assert subset["hmtx"][name] == (code.advance_fu, getattr(subset["glyf"][name], "xMin", 0))
    assert baked > 20
    head = subset["head"]
    assert (head.xMin, head.yMin, head.xMax, head.yMax) == tuple(box)
    for name in subset.getGlyphOrder():
        glyph = subset["glyf"][name]
        glyph.recalcBounds(subset["glyf"])
        if glyph.numberOfContours:
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


def test_codes_that_draw_the_same_share_a_glyph() -> None:
    """Any number of characters that draw nothing are one empty glyph."""
    font = EmbeddedFont(LATIN, "F1")
    for character in "\u200c\u200d\u2066\u2069":
        font.show_invisible(character)
    _, _, of_cids = fonts._subset_for(LATIN, list(font._cids))
    assert len(set(of_cids[1:])) == 1


def test_there_are_only_so_many_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last code is taken, one more is an error that names the face."""
    monkeypatch.setattr(fonts, "MAX_CODES", 3)
    font = EmbeddedFont(LATIN, "F1")
    font.show(shape(LATIN, "abc", rtl=False), rtl=False)
    with pytest.raises(ResourceError, match=LATIN.name):
        font.show(shape(LATIN, "d", rtl=False), rtl=False)


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
    font.write(document)
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
