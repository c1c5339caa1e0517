"""Files for archives: what each profile claims holds for every edition and page size, and what is embedded is right."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

import briefgen
from briefgen.embedding import Rendering
from briefgen.layout.pages import PAGE_SIZES
from briefgen.model.write import to_json
from briefgen.pdf.colour import srgb_profile
from briefgen.pdf.profiles import PROFILES
from tests.rendering.conftest import EDITIONS
from tests.rendering.shown import shown
from tests.unit.pdf.reading import open_pdf

# ISO 32000-1, 8.6.8: operators that set a colour or a colour space; and what could bring in transparency or images.
COLOUR_OPERATORS: Final = {"CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k"}
OTHER_PAINT: Final = {"gs", "sh", "Do", "BI", "INLINE IMAGE"}


@cache
def made(checkout: Path, edition: str, page_size: str, profile: str) -> bytes:
    """The example, rendered once in a run."""
    briefing = briefgen.load(checkout / "examples" / "liaison-office" / "briefing.yaml")
    return briefgen.render(briefing, edition=edition, page_size=page_size, profile=profile).pdf


@pytest.mark.parametrize("profile", ["a3a", "a2a", "ua1"])
def test_a_file_says_its_standards(example: briefgen.Briefing, profile: str) -> None:
    """XMP has the identifiers of the profile, and Info says the same as XMP."""
    author = {"en": "Desk 4 & <others>", "ar": "المكتب 4"}
    briefing = briefgen.Briefing.model_validate({**example.model_dump(mode="json"), "prepared_by": author})
    with open_pdf(briefgen.render(briefing, profile=profile).pdf) as pdf:
        xmp, info = pdf.open_metadata(), pdf.docinfo
        assert pdf.Root.Metadata.get("/Filter") is None
        part, level = PROFILES[profile].pdfa or ("", "")
        assert (xmp.get("pdfaid:part", ""), xmp.get("pdfaid:conformance", "")) == (str(part), level)
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == str(info.Title)
        assert xmp["dc:creator"] == [str(info.Author)] == [author["en"]]
        assert xmp["dc:description"] == str(info.Subject)
        assert xmp["pdf:Producer"] == str(info.Producer) == f"briefgen {briefgen.__version__}"
        created = dt.datetime.fromisoformat(xmp["xmp:CreateDate"])
        assert f"D:{created:%Y%m%d%H%M%S}Z" == str(info.CreationDate) == str(info.ModDate)
        assert xmp["xmp:ModifyDate"] == xmp["xmp:CreateDate"]
        assert {str(key) for key in info} == {
            "/Title", "/Author", "/Subject", "/Producer", "/CreationDate", "/ModDate",
        }  # fmt: skip


@pytest.mark.parametrize("profile", PROFILES)
def test_the_output_intent(checkout: Path, profile: str) -> None:
    """PDF/A holds the profile of sRGB once; what is no PDF/A has no output intent (ISO 19005-3, 6.2.3)."""
    with open_pdf(made(checkout, "en", "A4", profile)) as pdf:
        if not PROFILES[profile].output_intent:
            assert "/OutputIntents" not in pdf.Root
            return
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFA1"
        assert str(intent.OutputConditionIdentifier) == "sRGB"
        assert int(intent.DestOutputProfile.N) == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()


@pytest.mark.parametrize("edition", EDITIONS)
def test_colours_are_rgb_and_nothing_is_transparent(checkout: Path, edition: str) -> None:
    """Pages set colours as RGB only, use no graphics state, shading, form or image, and are no transparency group."""
    with open_pdf(made(checkout, edition, "A4", "a3a")) as pdf:
        for sheet in pdf.pages:
            used = {str(instruction.operator) for instruction in pikepdf.parse_content_stream(sheet)}
            assert used & COLOUR_OPERATORS == {"rg"}
            assert used & OTHER_PAINT == set()
            assert "/Group" not in sheet
            resources = {str(key) for key in sheet.Resources}
            assert resources <= {"/Font", "/ProcSet"}
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary):
                assert not {"/SMask", "/CA", "/ca", "/BM", "/JS", "/JavaScript", "/Launch"} & set(each.keys())


@pytest.mark.parametrize("profile", ["a2a", "ua1"])
def test_nothing_is_embedded_elsewhere(checkout: Path, profile: str) -> None:
    """Profiles without a source have no embedded file, no associated file and no name of one."""
    data = made(checkout, "side-by-side", "A4", profile)
    with open_pdf(data) as pdf:
        assert "/AF" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.Names
        assert len(pdf.attachments) == 0
    assert b"EmbeddedFile" not in data


@contextmanager
def embedded(data: bytes) -> Iterator[dict[str, Any]]:
    """The file specifications of a document's embedded files by name; they are gone when the file is closed."""
    with open_pdf(data) as pdf:
        names = list(pdf.Root.Names.EmbeddedFiles.Names)
        by_name = {str(name): file for name, file in zip(names[::2], names[1::2], strict=True)}
        assert [file.objgen for file in pdf.Root.AF] == [file.objgen for file in by_name.values()]
        yield by_name


def contents(data: bytes) -> dict[str, str]:
    """The text of each embedded file."""
    with embedded(data) as files:
        return {name: file.EF.F.read_bytes().decode() for name, file in files.items()}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_briefing_is_the_source(example: briefgen.Briefing, checkout: Path, edition: str) -> None:
    """The source is the briefing as the edition shows it, compressed, and described as ISO 19005-3, 6.8 asks."""
    assert any(source.text for source in example.sources)
    with embedded(made(checkout, edition, "A4", "a3a")) as files:
        assert sorted(files) == ["briefing.json", "rendering.json"]
        source, stream = files["briefing.json"], files["briefing.json"].EF.F
        data = stream.read_bytes()
        assert data.decode() == to_json(shown(example, edition), compact=True)
        assert json.loads(data)["schema_version"] == 1
        assert str(source.F) == str(source.UF) == "briefing.json"
        assert (str(source.AFRelationship), str(stream.Subtype)) == ("/Source", "/application/json")
        assert "briefing" in str(source.Desc)
        assert str(stream.Filter) == "/FlateDecode"
        assert source.EF.UF.objgen == stream.objgen
        assert int(stream.Params.Size) == len(data)
        assert str(stream.Params.ModDate) == "D:20240713000000Z"
        assert bytes(stream.Params.CheckSum) == hashlib.md5(data, usedforsecurity=False).digest()


@pytest.mark.parametrize("page_size", PAGE_SIZES)
def test_how_it_was_rendered_stands_beside_it(checkout: Path, page_size: str) -> None:
    """The second file has the options that the pages depend on, and the program."""
    data = made(checkout, "ar", page_size, "a3a")
    with embedded(data) as files:
        assert str(files["rendering.json"].AFRelationship) == "/Supplement"
    assert Rendering.from_json(contents(data)["rendering.json"]) == Rendering(
        producer=f"briefgen {briefgen.__version__}",
        edition="ar",
        theme="modern",
        page_size=page_size,
        profile="a3a",
        own_locales=False,
        date=dt.datetime(2024, 7, 13, tzinfo=dt.UTC),
    )


def test_no_path_of_the_machine_is_embedded(example: briefgen.Briefing, tmp_path: Path) -> None:
    """Of a theme and labels in files of one's own, neither content nor paths are in the file."""
    folder = tmp_path / "secret-folder"
    folder.mkdir()
    bundled = Path(briefgen.__file__).parent / "layout"
    theme, locale = folder / "mine.toml", folder / "en.toml"
    theme.write_bytes((bundled / "themes" / "modern.toml").read_bytes())
    locale.write_bytes((bundled / "locales" / "en.toml").read_bytes())
    record = contents(briefgen.render(example, theme=theme, locales=[locale]).pdf)["rendering.json"]
    assert json.loads(record)["theme"] is None
    assert json.loads(record)["own_locales"] is True
    assert "secret" not in record
    assert "mine" not in record


def test_an_english_edition_has_no_arabic_text(example: briefgen.Briefing) -> None:
    """What only the Arabic texts say is in no file of the English edition, embedded or not."""
    data = example.model_dump(mode="json")
    data["summary"][0]["ar"] += " سر لا يعرفه أحد."
    briefing = briefgen.Briefing.model_validate(data)
    assert "سر لا يعرفه" in contents(briefgen.render(briefing, edition="sequential").pdf)["briefing.json"]
    english = contents(briefgen.render(briefing, edition="en").pdf)
    assert all("سر لا يعرفه" not in text for text in english.values())


def test_a_briefing_that_nobody_could_load_is_refused(
    example: briefgen.Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too large to be read back is not embedded; the profiles that embed nothing take it."""
    monkeypatch.setattr("briefgen.embedding.MAX_BYTES", 5_000)
    with pytest.raises(briefgen.InvalidBriefing, match=r"file\.too-large.*5,000(.|\n)*a2a"):
        briefgen.render(example)
    assert briefgen.render(example, profile="a2a").page_count > 0


@pytest.mark.parametrize("profile", ["a1b", "", None])
def test_an_unknown_profile_names_the_right_ones(example: briefgen.Briefing, profile: Any) -> None:
    """A profile that does not exist is a ValueError that says which ones do."""
    with pytest.raises(ValueError, match="there are: a3a, a2a, ua1"):
        briefgen.render(example, profile=profile)


def test_the_default_profile(example: briefgen.Briefing, checkout: Path) -> None:
    """Without a profile it is a3a; in capitals it is the same."""
    expected = made(checkout, "en", "A4", "a3a")
    assert briefgen.render(example, edition="en").pdf == expected
    assert briefgen.render(example, edition="en", profile="A3A").pdf == expected


def test_the_size_of_an_archive_file(checkout: Path) -> None:
    """Both languages on two pages take 50,000 bytes at most; PDF/A costs 1,600 of them, and the source 6,000 more."""
    bare, archive, sourced = (len(made(checkout, "side-by-side", "A4", name)) for name in ("ua1", "a2a", "a3a"))
    assert archive - bare < 1_600
    assert sourced - archive < 6_000
    assert archive <= 50_000
