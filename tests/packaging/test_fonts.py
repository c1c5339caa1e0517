"""The bundled fonts are the files that ``fonts/fonts.toml`` says they are, and may be embedded."""

from __future__ import annotations

import hashlib
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader

from briefgen.errors import ResourceError
from briefgen.text import bundled
from tools.unwrap_fonts import Table, characters_of, font_from_package, read_woff, subset_of, write_sfnt

FONTS = bundled.bundled_fonts_dir()
RECORD: dict[str, Any] = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))
LISTED: list[dict[str, Any]] = RECORD["font"]
FILES = [font["file"] for font in LISTED]
UNWRAPPED = [font["file"] for font in LISTED if font["source_file"].endswith(".woff")]


def test_every_font_is_listed() -> None:
    """The list names every font file in the folder once, and no other."""
    assert sorted(FILES) == sorted(path.name for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf", ".ttc"})


@pytest.mark.parametrize("font", LISTED, ids=FILES)
def test_font_is_as_listed(font: dict[str, Any]) -> None:
    """Hash, family, weight, style and version are those in the list, and the licence lies beside the font."""
    data = (FONTS / font["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == font["sha256"]
    tables = TTFont(io.BytesIO(data))
    names = tables["name"]
    assert (names.getDebugName(16) or names.getDebugName(1)) == font["family"]
    assert names.getDebugName(5) == f"Version {font['version']}"
    assert tables["OS/2"].usWeightClass == font["weight"]
    assert bool(tables["OS/2"].fsSelection & 1) == (font["style"] == "italic")
    assert "SIL Open Font License" in (FONTS / font["licence_file"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("font", LISTED, ids=FILES)
def test_font_may_be_embedded(font: dict[str, Any]) -> None:
    """OS/2 ``fsType`` is 0, installable embedding, and the outlines are TrueType."""
    tables = TTFont(io.BytesIO((FONTS / font["file"]).read_bytes()))
    assert tables["OS/2"].fsType == 0
    assert "glyf" in tables


def as_woff(data: bytes) -> bytes:
    """A font wrapped as WOFF by fontTools."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff"
    wrapped = io.BytesIO()
    font.save(wrapped, reorderTables=None)
    return wrapped.getvalue()


def test_unwrapping_keeps_every_table() -> None:
    """A font wrapped as WOFF by another program comes out with the bytes of each table unchanged."""
    woff = as_woff((FONTS / FILES[0]).read_bytes())
    before = SFNTReader(io.BytesIO(woff))
    # checkChecksums=2: fontTools raises where a checksum in the directory is wrong.
    after = SFNTReader(io.BytesIO(write_sfnt(*read_woff(woff))), checkChecksums=2)
    assert {tag: after[tag] for tag in after.keys()} == {tag: before[tag] for tag in before.keys()}  # noqa: SIM118 - no mapping


@pytest.mark.parametrize("file", UNWRAPPED)
def test_file_is_what_unwrapping_writes(file: str) -> None:
    """The order of tables, the directory and the padding are those that the script writes."""
    data = (FONTS / file).read_bytes()
    reader = SFNTReader(io.BytesIO(data))
    order = sorted(reader.tables.values(), key=lambda entry: entry.offset)
    tables = [Table(entry.tag.encode("ascii"), entry.checkSum, reader[entry.tag]) for entry in order]
    assert write_sfnt(data[:4], tables) == data


@pytest.mark.parametrize("font", [font for font in LISTED if "subset" in font], ids=lambda font: font["file"])
def test_a_part_of_a_font_is_what_is_listed(font: dict[str, Any]) -> None:
    """A font with a subset has only the characters that are listed, keeps its licence, and comes out the same again."""
    data = (FONTS / font["file"]).read_bytes()
    ranges = RECORD["subset"][font["subset"]]
    tables = TTFont(io.BytesIO(data))
    assert tables["cmap"].getBestCmap().keys() <= set(characters_of(ranges))
    assert {*"AZaz09é“”–…€", "Ω", "Ж"} <= {chr(code) for code in tables["cmap"].getBestCmap()}
    assert "SIL Open Font License" in tables["name"].getDebugName(13)
    assert "Reserved Font Name" not in tables["name"].getDebugName(0)
    assert subset_of(data, ranges) == data
    smaller = TTFont(io.BytesIO(subset_of(data, "U+0041-0042 U+00E9")))
    assert set(smaller["cmap"].getBestCmap()) == {0x41, 0x42, 0xE9}


@pytest.mark.parametrize("font", LISTED, ids=FILES)
def test_a_reserved_name_is_that_of_a_whole_font(font: dict[str, Any]) -> None:
    """A font that reserves its name, in the licence or in its own tables, is no part of one."""
    copyright_notice = TTFont(FONTS / font["file"])["name"].getDebugName(0)
    if "Reserved Font Name" in copyright_notice or font["family"].startswith("IBM Plex"):
        assert "subset" not in font


def test_truetype_is_copied(tmp_path: Path) -> None:
    """A package's TrueType file is taken as it is, and its WOFF file is unwrapped."""
    data = (FONTS / FILES[0]).read_bytes()
    (tmp_path / "plain.ttf").write_bytes(data)
    (tmp_path / "wrapped.woff").write_bytes(as_woff(data))
    assert font_from_package(tmp_path / "plain.ttf") == data
    assert font_from_package(tmp_path / "wrapped.woff") == write_sfnt(*read_woff(as_woff(data)))


def test_damaged_woff_is_refused() -> None:
    """A file that is cut short, and a table whose checksum does not fit, are refused."""
    woff = as_woff((FONTS / FILES[0]).read_bytes())
    with pytest.raises(ValueError, match="cut short"):
        read_woff(woff[:-1])
    # WOFF 1.0, 4: the first directory entry begins at byte 44, and its last four bytes are the checksum.
    damaged = bytearray(woff)
    damaged[63] ^= 1
    with pytest.raises(ValueError, match="is damaged"):
        read_woff(bytes(damaged))


def test_missing_fonts_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the fonts the error says where they were looked for; another project's ``fonts/`` does not count."""
    (tmp_path / "fonts").mkdir()
    monkeypatch.setattr(bundled, "PACKAGE", tmp_path / "briefgen")
    with pytest.raises(ResourceError) as caught:
        bundled.bundled_fonts_dir()
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "font.bundle-missing"
    assert str(tmp_path / "briefgen" / "fonts") in diagnostic.message
    assert str(tmp_path / "fonts") in diagnostic.message
