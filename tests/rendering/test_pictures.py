"""Pictures and codes: what stands in the file, how large and which way round, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final, NamedTuple

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

import briefgen
from briefgen.checks.pictures import picture_diagnostics
from briefgen.errors import ResourceError
from briefgen.layout.images import picture_files
from briefgen.layout.sections.qr import matrix_of
from tests.rendering.graphic import briefing, drawing, saved
from tests.rendering.test_charts import figures

ALTERNATIVE: Final = {"en": "A gate", "ar": "بوابة"}


def with_picture(name: str = "p.png", **more: Any) -> briefgen.Briefing:
    """A briefing with one picture."""
    return briefing(pictures=[{"file": name, "alternative": ALTERNATIVE, **more}])


class Stored(NamedTuple):
    """A picture as it is in a file."""

    raw: bytes
    data: bytes
    space: str
    keys: frozenset[str]


def images(pdf: bytes) -> list[Stored]:
    """Each picture of a file once."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
                raw = each.read_raw_bytes()
                data = raw if each.Filter == "/DCTDecode" else each.read_bytes()
                found.append(Stored(raw, data, str(each.ColorSpace), frozenset(each.keys())))
    return found


def page_picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page as it is seen."""
    found: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil().convert("L")
    return found


def dark_corner(pdf: bytes) -> tuple[bool, bool]:
    """Whether the dark quarter of the picture is in its left and in its upper half."""
    page = page_picture(pdf)
    whole = page.point(lambda value: 255 if 190 < value < 240 or value < 60 else 0).crop((60, 200, 535, 780)).getbbox()
    dark = page.point(lambda value: 255 if value < 60 else 0).crop((60, 200, 535, 780))
    assert whole is not None
    data, width = dark.tobytes(), dark.width
    columns = [sum(value > 0 for value in data[x::width]) for x in range(width)]
    rows = [sum(value > 0 for value in data[y * width : (y + 1) * width]) for y in range(dark.height)]
    middle_x = sum(i * n for i, n in enumerate(columns)) / sum(columns)
    middle_y = sum(i * n for i, n in enumerate(rows)) / sum(rows)
    return middle_x < (whole[0] + whole[2]) / 2, middle_y < (whole[1] + whole[3]) / 2


def test_jpeg_is_passed_on_as_it_is_compressed(tmp_path: Path) -> None:
    """Its image data stands in the file byte by byte; where and with what it was taken does not."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of a Person"
    data = saved(drawing(), tmp_path / "p.jpg", exif=exif)
    (image,) = images(briefgen.render(with_picture("p.jpg"), folder=tmp_path).pdf)
    raw = image.raw
    assert b"Camera" not in raw
    assert raw[raw.index(b"\xff\xda") :] == data[data.index(b"\xff\xda") :]


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA", "I;16"])
def test_png_is_shown_without_loss(tmp_path: Path, mode: str) -> None:
    """The samples are those of the file, in grey or RGB."""
    image = Image.new("I;16", (400, 300), 0x8000) if mode == "I;16" else drawing((400, 300), "RGB").convert(mode)
    saved(image, tmp_path / "p.png")
    (stream,) = images(briefgen.render(with_picture(), folder=tmp_path).pdf)
    grey = mode in {"L", "1", "I;16"}
    expected = bytes([0x80]) * 120_000 if mode == "I;16" else image.convert("L" if grey else "RGB").tobytes()
    assert stream.data == expected
    assert stream.space == ("/DeviceGray" if grey else "/DeviceRGB")


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    """Nothing in the file is transparent: a page is white."""
    saved(Image.new("RGBA", (2, 1), (255, 0, 0, 0)), tmp_path / "p.png")
    (stream,) = images(briefgen.render(with_picture(), folder=tmp_path).pdf)
    assert stream.data == b"\xff" * 6
    assert "/SMask" not in stream.keys


@pytest.mark.parametrize("edition", ["en", "ar", "side-by-side"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_the_right_way_round(tmp_path: Path, edition: str, orientation: int) -> None:
    """It is turned as its camera says, and mirrored in no edition."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    turns = {
        1: (), 2: (Image.Transpose.FLIP_LEFT_RIGHT,), 3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,), 5: (Image.Transpose.TRANSPOSE,), 6: (Image.Transpose.ROTATE_90,),
        7: (Image.Transpose.TRANSVERSE,), 8: (Image.Transpose.ROTATE_270,),
    }  # fmt: skip
    stored = drawing()
    for turn in turns[orientation]:
        stored = stored.transpose(turn)
    saved(stored, tmp_path / "p.jpg", exif=exif)
    pdf = briefgen.render(with_picture("p.jpg"), edition=edition, folder=tmp_path).pdf
    assert dark_corner(pdf) == (True, True)


def test_side_by_side_a_shared_picture_has_both_texts(tmp_path: Path) -> None:
    """It is in the file once and drawn at one place, as a figure of each language."""
    saved(drawing(), tmp_path / "p.png")
    pdf = briefgen.render(with_picture(), folder=tmp_path).pdf
    assert len(images(pdf)) == 1
    assert figures(pdf) == list(ALTERNATIVE.values())
    saved(drawing((800, 600)), tmp_path / "q.png")
    pdf = briefgen.render(with_picture(files={"ar": "q.png"}), folder=tmp_path).pdf
    assert len(images(pdf)) == 2


def test_small_pictures_stay_small(tmp_path: Path) -> None:
    """A picture is drawn with 150 pixels to an inch or more, and a warning says what was wanted."""
    saved(drawing((150, 150)), tmp_path / "p.png")
    result = briefgen.render(with_picture(), edition="en", folder=tmp_path)
    assert [found.code for found in result.diagnostics] == ["picture.low-resolution"]
    page = pypdfium2.PdfDocument(result.pdf)[0]
    (shown,) = (each for each in page.get_objects() if each.type == 3)
    left, bottom, right, top = shown.get_bounds() if hasattr(shown, "get_bounds") else shown.get_pos()
    assert right - left == pytest.approx(72, abs=0.1)
    assert top - bottom == pytest.approx(72, abs=0.1)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write one file."""
    saved(drawing(), tmp_path / "p.png")
    first, second = (briefgen.render(with_picture(), folder=tmp_path).pdf for _ in range(2))
    assert first == second


def refused(folder: Path | None, name: str = "p.png") -> str:
    """The code of the only complaint about a picture."""
    with pytest.raises(ResourceError) as caught:
        briefgen.render(with_picture(name), folder=folder, edition="en")
    (found,) = caught.value.diagnostics
    assert found.where.path == "pictures[0].file"
    return found.code


def test_pictures_that_cannot_be_shown_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, outside of the folder, damaged, of printing inks, or far too large: each with its reason."""
    assert refused(None) == "picture.missing"
    assert refused(tmp_path) == "picture.missing"
    outside = tmp_path / "outside.png"
    saved(drawing(), outside)
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "p.png").symlink_to(outside)
    assert refused(inside) == "picture.outside-folder"
    data = outside.read_bytes()
    for bad in (b"", b"GIF89a", data[:200], data[:-40]):
        (tmp_path / "p.png").write_bytes(bad)
        assert refused(tmp_path) == "picture.unreadable"
    saved(drawing().convert("CMYK"), tmp_path / "p.jpg")
    assert refused(tmp_path, "p.jpg") == "picture.unreadable"
    jpeg = saved(drawing(), tmp_path / "p.jpg")
    (tmp_path / "p.jpg").write_bytes(jpeg[: len(jpeg) // 2])
    assert refused(tmp_path, "p.jpg") == "picture.unreadable"
    (tmp_path / "p.png").write_bytes(data)
    monkeypatch.setattr(picture_files, "MAX_PIXELS", 1000)
    picture_files.raster_of.cache_clear()
    assert refused(tmp_path) == "picture.unreadable"


def test_a_code_is_large_and_says_the_address() -> None:
    """The code stands on 20 mm or more, black on white, and its figure and its link say where it leads."""
    pdf = briefgen.render(briefing(online="https://example.org/water"), edition="en").pdf
    assert any("example.org/water" in text for text in figures(pdf))
    matrix = matrix_of("https://example.org/water")
    assert len(matrix) == len(matrix[0]) >= 21
    assert all(matrix[0][column] for column in range(7))
    dark = page_picture(pdf).point(lambda value: 255 if value < 40 else 0).crop((40, 130, 300, 400)).getbbox()
    assert dark is not None
    assert dark[2] - dark[0] >= 20 / 25.4 * 72 - 1


@pytest.mark.parametrize("edition", ["en", "ar", "side-by-side"])
def test_the_black_of_a_code_begins_at_the_margin(edition: str) -> None:
    """The white around a code stands in the margin; side by side there is one code, where the first language begins."""
    parts = {"online": "https://example.org/water"}
    pictures = [
        page_picture(briefgen.render(briefing(**more), edition=edition).pdf).crop((0, 100, 595, 700))
        for more in ({}, parts)
    ]
    found = ImageChops.difference(*pictures).point(lambda value: 255 if value > 215 else 0).getbbox()
    assert found is not None
    left, _, right, _ = found
    assert (right if edition == "ar" else left) == pytest.approx(595 - 52 if edition == "ar" else 52, abs=2)
    assert right - left < 90


def test_a_check_finds_what_rendering_refuses(tmp_path: Path) -> None:
    """A picture outside the folder, or none at all, is found by a check, with the fact that rendering names."""
    folder = tmp_path / "briefing"
    (folder / "folder.png").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(b"")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    for name in ("link.png", "folder.png", "none.png"):
        (found,) = picture_diagnostics(with_picture(name), folder)
        assert found.code == "picture.missing"
        with pytest.raises(briefgen.ResourceError) as refusal:
            briefgen.render(with_picture(name), folder=folder)
        if name != "folder.png":
            assert refusal.value.diagnostics[0].message == found.message


def test_warnings_are_those_of_the_pages_that_are_used(tmp_path: Path) -> None:
    """A briefing that is composed several times warns of a picture once."""
    Image.new("RGB", (40, 40)).save(tmp_path / "p.png")
    result = briefgen.render(with_picture(), edition="side-by-side", folder=tmp_path, fit="one-page")
    long = with_picture().model_copy(update={"summary": with_picture().summary * 60})
    tried = briefgen.render(long, edition="side-by-side", folder=tmp_path, fit="one-page")
    for each in (result, tried):
        assert [found.code for found in each.diagnostics].count("picture.low-resolution") == 1
