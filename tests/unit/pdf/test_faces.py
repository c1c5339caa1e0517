"""Font files: loaded once, and refused with a reason where a table is missing or cut short."""

from __future__ import annotations

import io
import os
import shutil
import struct
import sys
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest
from fontTools.ttLib import TTFont

from briefgen.errors import ResourceError
from briefgen.text import fonts
from briefgen.text.fonts import FontFace, load_face
from tests.unit.pdf.engine import ARABIC, LATIN

NEEDED: Final = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post")


def refusal(path: Path) -> str:
    """What is said about a file that is refused for its form."""
    with pytest.raises(ResourceError) as refused:
        FontFace(path)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "font.format"
    assert str(path) in diagnostic.message
    return diagnostic.message


def tables(data: bytes) -> dict[str, tuple[int, int, int]]:
    """Where the entry of each table in the directory stands, and the table's offset and length."""
    count = int.from_bytes(data[4:6], "big")
    places = [12 + 16 * i for i in range(count)]
    return {data[p : p + 4].decode(): (p, *struct.unpack_from(">LL", data, p + 8)) for p in places}


def changed(path: Path, source: FontFace, *changes: tuple[int, bytes]) -> Path:
    """A copy of a font with other bytes at some places."""
    data = bytearray(source.path.read_bytes())
    for start, new in changes:
        data[start : start + len(new)] = new
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("tag", NEEDED)
def test_a_table_is_missing(tag: str, tmp_path: Path) -> None:
    """A font without one of the tables that are read, or with nothing in it, is refused, and the table is named."""
    entry, _, _ = tables(LATIN.path.read_bytes())[tag]
    for change in ((entry, b"XX\xffX"), (entry + 12, bytes(4))):
        assert f'no table "{tag}"' in refusal(changed(tmp_path / "a.ttf", LATIN, change))


@pytest.mark.parametrize(
    ("tag", "length"),
    [("OS/2", 77), ("OS/2", 89), ("cmap", 3), ("head", 53), ("hhea", 35), ("maxp", 6), ("post", 31), ("hmtx", 3)],
)
def test_a_table_is_too_short(tag: str, length: int, tmp_path: Path) -> None:
    """A table that lacks what is read of it is refused, and named."""
    entry, _, _ = tables(LATIN.path.read_bytes())[tag]
    path = changed(tmp_path / "a.ttf", LATIN, (entry + 12, struct.pack(">L", length)))
    assert f'has a table "{tag}" that is too short' in refusal(path)


def test_the_last_glyph_is_cut(tmp_path: Path) -> None:
    """The outlines must be there as far as the last offset says; so must the offsets and advances of all glyphs."""
    where = tables(LATIN.path.read_bytes())
    for tag in ("glyf", "loca", "hmtx"):
        entry, _, length = where[tag]
        path = changed(tmp_path / "a.ttf", LATIN, (entry + 12, struct.pack(">L", length - 4)))
        assert f'has a table "{tag}" that is too short' in refusal(path)


def test_a_file_is_cut_short(tmp_path: Path) -> None:
    """A font file of which the end is missing is refused, wherever it ends."""
    path, data = tmp_path / "a.ttf", LATIN.path.read_bytes()
    last = max(offset + length for _, offset, length in tables(data).values())
    for length in (4, 5, 6, 11, 12, 100, *range(200, last, last // 150), last - 1):
        path.write_bytes(data[:length])
        assert "is cut short" in refusal(path)
    path.write_bytes(data[:last])
    assert FontFace(path).name == LATIN.name


def test_an_empty_file(tmp_path: Path) -> None:
    """A file without content is no TrueType font."""
    path = tmp_path / "a.ttf"
    path.write_bytes(b"")
    assert "is not a TrueType font" in refusal(path)


def test_old_metrics_will_do(tmp_path: Path) -> None:
    """An OS/2 table of version 0 has no height of capitals: the ascent stands in for it."""
    entry, offset, _ = tables(LATIN.path.read_bytes())["OS/2"]
    path = changed(tmp_path / "a.ttf", LATIN, (entry + 12, struct.pack(">L", 78)), (offset, b"\0\0"))
    face = FontFace(path)
    assert face.cap_height_fu == face.ascent_fu == LATIN.ascent_fu


@pytest.mark.parametrize(
    ("name", "file", "shown"),
    [
        ("Al\u200bBayan\x07", "a.ttf", "AlBayan"),
        ("\0\x01", "خط\udcff.ttf", "خط"),
        ("", "\udcfe\udcff.ttf", "unnamed"),
    ],
)
def test_names_can_be_shown(name: str, file: str, shown: str, tmp_path: Path) -> None:
    """A name is the PostScript name, else that of the file, without what is not printable."""
    font = TTFont(LATIN.path)
    font["name"].setName(name, 6, 3, 1, 0x409)
    font["name"].removeNames(nameID=6, platformID=1)
    out = io.BytesIO()
    font.save(out)
    try:
        (tmp_path / file).write_bytes(out.getvalue())
    except OSError:
        pytest.skip("the file system takes no such name")
    assert FontFace(tmp_path / file).name == shown


@pytest.fixture
def _quick_turns() -> Iterator[None]:
    """Threads take turns after a hundredth of a millisecond."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("_quick_turns")
@pytest.mark.parametrize("attempt", range(10))
def test_a_file_is_loaded_once(attempt: int, tmp_path: Path) -> None:
    """Threads that ask for a file at the same time get one face, also by another path."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    shutil.copyfile(ARABIC.path, folder / f"{attempt}.ttf")
    names = [folder / f"{attempt}.ttf", folder / ".." / "fonts" / f"{attempt}.ttf"] * 4
    ready = threading.Barrier(len(names))

    def load(path: Path) -> FontFace:
        ready.wait()
        return load_face(path)

    with ThreadPoolExecutor(len(names)) as threads:
        assert len(set(threads.map(load, names))) == 1


def test_a_file_that_changes_is_loaded_anew(tmp_path: Path) -> None:
    """The face of a path is that of the file that is there now; a file that is gone is unreadable."""
    path = tmp_path / "a.ttf"
    shutil.copyfile(LATIN.path, path)
    first = load_face(path)
    assert load_face(path) is first
    shutil.copyfile(ARABIC.path, path)
    assert load_face(path).name == ARABIC.name
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))
    assert load_face(path).name == ARABIC.name
    path.unlink()
    with pytest.raises(ResourceError, match=r"font\.unreadable"):
        load_face(path)


def test_faces_are_not_held_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process holds so many faces and no more; one that somebody uses is found all the same."""
    monkeypatch.setattr(fonts, "_held_faces", deque(maxlen=2))
    paths = [tmp_path / f"{i}.ttf" for i in range(5)]
    for path in paths:
        shutil.copyfile(LATIN.path, path)
    used = load_face(paths[0])
    for path in paths[1:]:
        load_face(path)
    held = {key[0].name for key in fonts._faces if key[0].parent == tmp_path}
    assert held == {"0.ttf", "3.ttf", "4.ttf"}
    assert load_face(paths[0]) is used
