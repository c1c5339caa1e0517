"""The way back: a file gives its briefing, that gives the same bytes, and what is no such file is told what it is."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import itertools
import os
import random
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from pikepdf import settings

import briefgen
from briefgen.embedding import Rendering
from briefgen.layout.edition import edition_names
from briefgen.layout.pages import PAGE_SIZES
from briefgen.layout.theming.theme import theme_names
from briefgen.pdf.profiles import PROFILES
from briefgen.pipeline import RenderResult
from tests.rendering.conftest import EDITIONS
from tests.rendering.glossary import with_glossary
from tests.rendering.languages import PAIRS, in_languages
from tests.rendering.shown import shown

Render = Callable[[str], RenderResult]

NOON: Final = dt.datetime(2024, 8, 1, 12, 30, 15, tzinfo=dt.timezone(dt.timedelta(hours=3)))


@pytest.mark.parametrize("page_size", PAGE_SIZES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_bytes(
    example: briefgen.Briefing, edition: str, page_size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes out of a file gives the same file, whether its date is the briefing's or was set."""
    wanted = shown(example, edition)
    for date, epoch in ((None, None), (NOON, None), (None, "1720000000")):
        with monkeypatch.context() as patch:
            if epoch is not None:
                patch.setenv("SOURCE_DATE_EPOCH", epoch)
            data = briefgen.render(example, edition=edition, page_size=page_size, date=date).pdf
        extracted = briefgen.extract(data)
        assert extracted.briefing == wanted
        assert extracted.diagnostics == ()
        assert briefgen.render(extracted.briefing, **extracted.options).pdf == data


def test_what_is_found(example: briefgen.Briefing) -> None:
    """The file says how it was rendered."""
    extracted = briefgen.extract(briefgen.render(example, edition="sequential", page_size="letter", date=NOON).pdf)
    assert extracted.options == {
        "edition": "sequential",
        "page_size": "Letter",
        "profile": "a3a",
        "date": NOON,
        "theme": "modern",
    }
    assert extracted.producer == f"briefgen {briefgen.__version__}"
    assert extracted.own_locales is False


@pytest.mark.parametrize("languages", [*PAIRS, ("ar", "en")])
def test_other_languages_come_back(languages: tuple[str, str]) -> None:
    """A language of which little is left but its name still decides how words in its script are set and read out."""
    data = in_languages(*languages).model_dump(mode="json")
    named = "({}, {} NATO)".format(*(data["title"][tag] for tag in languages))
    for text in data["summary"]:
        text |= {tag: f"{text[tag]} {named}" for tag in text}
    full = {tag: data["title"][tag] for tag in languages}
    data["glossary"] = [{"short": {languages[1]: "NATO"}, "full": full}]
    briefing = briefgen.Briefing.model_validate(data)
    for edition in languages:
        result = briefgen.render(briefing, edition=edition)
        extracted = briefgen.extract(result.pdf)
        assert set(extracted.briefing.all_languages) == set(languages)
        assert briefgen.render(extracted.briefing, **extracted.options).pdf == result.pdf


def test_a_path_and_bytes_are_the_same(rendered: Render, tmp_path: Path) -> None:
    """A file is read by its path, as text or as a ``Path``, or from memory."""
    path = tmp_path / "visit.pdf"
    rendered("en").save(path)
    data = rendered("en").pdf
    assert briefgen.extract(path) == briefgen.extract(str(path)) == briefgen.extract(data)
    assert briefgen.extract(bytearray(data)) == briefgen.extract(memoryview(data)) == briefgen.extract(data)
    with pytest.raises(TypeError, match="path or the bytes of a file"):
        briefgen.extract(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="path must be a text"):
        briefgen.extract(BytesPath())  # type: ignore[arg-type]


class BytesPath:
    """A path in bytes, which is neither a text nor a file."""

    def __fspath__(self) -> bytes:
        return b"visit.pdf"


def test_what_a_file_does_not_hold_is_said(example: briefgen.Briefing, tmp_path: Path) -> None:
    """A theme and labels in files of one's own are noted; with them the same bytes come out."""
    bundled = Path(briefgen.__file__).parent / "layout"
    theme = tmp_path / "mine.toml"
    theme.write_bytes((bundled / "themes" / "modern.toml").read_bytes())
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "en.toml").write_bytes((bundled / "locales" / "en.toml").read_bytes())
    data = briefgen.render(example, edition="en", theme=theme).pdf
    extracted = briefgen.extract(data)
    assert [note.code for note in extracted.diagnostics] == ["extract.own-theme", "extract.own-locales"]
    assert all(note.severity is briefgen.Severity.NOTE for note in extracted.diagnostics)
    assert (extracted.theme, extracted.own_locales) == (None, True)
    assert "theme" not in extracted.options
    assert briefgen.render(extracted.briefing, theme=theme, **extracted.options).pdf == data


def test_another_version_is_noted(rendered: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    """The briefing of a file that another version made is read, with a note that its bytes may differ."""
    monkeypatch.setattr("briefgen.extraction.__version__", "0.0.1")
    (note,) = briefgen.extract(rendered("en").pdf).diagnostics
    assert note.code == "extract.other-version"
    assert f'"briefgen {briefgen.__version__}", and this is briefgen 0.0.1' in note.message


def saved_again(data: bytes, **options: Any) -> bytes:
    """A file as pikepdf saves it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        {"encryption": pikepdf.Encryption(owner="owner")},
    ],
)
def test_files_that_others_have_saved(example: briefgen.Briefing, rendered: Render, options: dict[str, Any]) -> None:
    """Another structure or compression of the file keeps the briefing, and so does a password for its owner alone."""
    assert briefgen.extract(saved_again(rendered("side-by-side").pdf, **options)).briefing == shown(example)


def refusal(source: bytes | Path, **options: Any) -> briefgen.Diagnostic:
    """The one thing that is said of a file that gives no briefing."""
    with pytest.raises(briefgen.ResourceError) as refused:
        briefgen.extract(source, **options)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.hints
    return diagnostic


@pytest.mark.parametrize("profile", ["a2a", "ua1"])
def test_a_file_without_a_source(example: briefgen.Briefing, profile: str) -> None:
    """A file of a profile that embeds nothing is told so, with the profiles that do."""
    found = refusal(briefgen.render(example, edition="en", profile=profile).pdf)
    assert found.code == "extract.no-source"
    assert "the profiles a3a and ua2 embed" in found.hints[0]


def test_a_file_of_another_program(rendered: Render) -> None:
    """It is told that it may not be briefgen's, also when it holds a briefing.json of its own; that is no damage."""

    def without_record(_pdf: pikepdf.Pdf, files: dict[str, Any]) -> None:
        files["rendering.json"].UF = "other"

    foreign = refusal(changed(rendered("en").pdf, without_record))
    assert (foreign.code, "none of briefgen's" in foreign.message) == ("extract.no-source", True)

    def emptied(pdf: pikepdf.Pdf, _files: dict[str, Any]) -> None:
        del pdf.Root.AF
        pdf.docinfo.Producer = pikepdf.String("another program")

    other = refusal(changed(rendered("en").pdf, emptied))
    assert (other.code, len(other.hints)) == ("extract.no-source", 2)
    assert "another program seems to have made or changed the file" in other.hints[0]


@pytest.mark.filterwarnings("error")
def test_a_password_that_nobody_asked_for(example: briefgen.Briefing, rendered: Render) -> None:
    """A file that needs none is read all the same, and no library says anything."""
    assert briefgen.extract(rendered("sequential").pdf, password="any").briefing == shown(example)  # noqa: S106 - no secret


def test_what_is_shown_of_results(rendered: Render) -> None:
    """Neither the bytes of a file nor the whole briefing stand in what Python shows of a result."""
    assert "%PDF" not in repr(rendered("en"))
    extracted = briefgen.extract(rendered("en").pdf)
    assert len(repr(extracted)) < 500
    assert "edition='en'" in repr(extracted)


def test_files_of_languages_that_are_not_used(example: briefgen.Briefing, tmp_path: Path) -> None:
    """An empty folder of locales, and a file of a language that the edition does not show, are no reason for a note."""
    bundled = Path(briefgen.__file__).parent / "layout"
    theme, french = tmp_path / "mine.toml", tmp_path / "fr.toml"
    theme.write_bytes((bundled / "themes" / "modern.toml").read_bytes())
    french.write_bytes((bundled / "locales" / "fr.toml").read_bytes())
    (tmp_path / "locales").mkdir()
    extracted = briefgen.extract(briefgen.render(example, edition="en", theme=theme, locales=[french]).pdf)
    assert [note.code for note in extracted.diagnostics] == ["extract.own-theme"]
    assert extracted.own_locales is False


def test_a_password(example: briefgen.Briefing, rendered: Render) -> None:
    """A file that somebody encrypted needs its password, and a wrong one is told from a missing one."""
    data = saved_again(rendered("sequential").pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
    assert refusal(data).code == "extract.encrypted"
    assert "has a password" in refusal(data).message
    assert "not that of the file" in refusal(data, password="other").message  # noqa: S106 - no secret
    assert briefgen.extract(data, password="user").briefing == shown(example)  # noqa: S106 - the same


def test_no_pdf(checkout: Path, tmp_path: Path) -> None:
    """What is no PDF file, or no file, is said with its name."""
    assert refusal(b"").code == refusal(b"hello").code == "extract.not-a-pdf"
    yaml = checkout / "examples" / "liaison-office" / "briefing.yaml"
    assert (refusal(yaml).code, refusal(yaml).where.file) == ("extract.not-a-pdf", str(yaml))
    assert refusal(tmp_path / "none.pdf").code == "file.missing"
    assert refusal(tmp_path).code == "file.is-a-directory"
    assert refusal(tmp_path / "a\0b.pdf").code == "file.unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe into which nobody writes is refused, not opened."""
    path = tmp_path / "visit.pdf"
    os.mkfifo(path)
    found = refusal(path)
    assert (found.code, "a pipe or a device" in found.message) == ("file.unreadable", True)


def test_a_password_that_cannot_be_one(rendered: Render) -> None:
    """Half of a character is refused before the file is opened, and not shown."""
    data = saved_again(rendered("en").pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
    for source in (data, rendered("en").pdf, "none.pdf"):
        with pytest.raises(ValueError, match="half of a character") as refused:
            briefgen.extract(source, password="secret\ud800")  # noqa: S106 - no secret
        assert "secret" not in str(refused.value)
    with pytest.raises(TypeError, match="must be a text"):
        briefgen.extract(data, password=b"user")  # type: ignore[arg-type]


def test_damage(rendered: Render) -> None:
    """A file that ends early, or is no PDF after its first line, is damaged."""
    data = rendered("en").pdf
    assert refusal(data[: len(data) // 2]).code == "extract.damaged"
    assert refusal(b"%PDF-1.7\nnothing").code == "extract.damaged"


def changed(data: bytes, change: Callable[[pikepdf.Pdf, dict[str, Any]], None]) -> bytes:
    """A file after a change to its embedded files, which are given by name."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf, {str(file.UF): file for file in pdf.Root.AF})
        pdf.save(target)
    return target.getvalue()


def rewritten(name: str, content: bytes, *, checksum: bool = True) -> Callable[[pikepdf.Pdf, dict[str, Any]], None]:
    """Gives an embedded file other content, with or without the checksum of it."""

    def change(_pdf: pikepdf.Pdf, files: dict[str, Any]) -> None:
        stream = files[name].EF.F
        stream.write(content)
        if checksum:
            stream.Params.CheckSum = pikepdf.String(hashlib.md5(content, usedforsecurity=False).digest())

    return change


RECORD: Final = (
    b'{"producer":"p","edition":"en","theme":"modern","page_size":"A4","profile":"a3a","own_locales":false,'
    b'"date":"2024-07-13T00:00:00+00:00"}'
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (rewritten("briefing.json", b"{}", checksum=False), "does not have its checksum"),
        (rewritten("briefing.json", b"\xff"), "not UTF-8"),
        (rewritten("rendering.json", b"[]"), "it is no object"),
        (rewritten("rendering.json", b"{"), "not what briefgen writes"),
        (rewritten("rendering.json", b"[" * 90_000), "not what briefgen writes"),
        (rewritten("rendering.json", RECORD.replace(b'"en"', b"7")), '"edition" is no text'),
        (rewritten("rendering.json", RECORD.replace(b"false", b"0")), '"own_locales" is neither'),
        (rewritten("rendering.json", RECORD.replace(b"+00:00", b"+01:00")), "not in UTC"),
        (rewritten("rendering.json", RECORD.replace(b"2024", b"\\u001b" * 9000)), '"date" is no date with a time'),
        (rewritten("rendering.json", RECORD.replace(b"modern", b"/some/evil.toml")), "'/some/evil.toml', which is no"),
        (rewritten("rendering.json", RECORD.replace(b"modern", b"\\\\\\\\host\\\\x.toml")), "which is no name"),
        (rewritten("rendering.json", RECORD.replace(b"modern", b"mine.toml")), '"theme" is'),
        (rewritten("rendering.json", RECORD.replace(b'"en"', b'"--output=x"')), '"edition" is'),
        (rewritten("rendering.json", RECORD.replace(b"A4", b"")), '"page_size" is'),
        (rewritten("rendering.json", RECORD.replace(b"a3a", b"\\u001b[2J" * 9000)), "\"profile\" is '\\x1b[2J"),
        (rewritten("rendering.json", RECORD.replace(b'"p"', b'"\\u001b[2J"')), '"producer" is longer'),
        (rewritten("rendering.json", RECORD.replace(b'"p"', b'"\\u202ep"')), '"producer" is longer'),
        (rewritten("rendering.json", RECORD.replace(b'"p"', b'"' + b"p" * 101 + b'"')), '"producer" is longer'),
        (lambda _pdf, files: files["briefing.json"].EF.F.Params.__delitem__("/CheckSum"), "no checksum"),
        (lambda _pdf, files: files["briefing.json"].EF.F.__delitem__("/Params"), "no checksum"),
    ],
)  # fmt: skip
def test_damage_inside(rendered: Render, change: Callable[[pikepdf.Pdf, dict[str, Any]], None], said: str) -> None:
    """What is embedded must be what briefgen wrote: its checksum, its encoding, its record."""
    found = refusal(changed(rendered("en").pdf, change))
    assert found.code == "extract.damaged"
    assert said in found.message
    assert len(found.message) < 300
    assert found.message.isprintable()


def test_every_name_can_be_recorded(example: briefgen.Briefing) -> None:
    """The form of a record lets all themes, editions, page sizes and profiles through that there are."""
    editions = [*edition_names(example), "ar-Arab-JO", "es-419"]
    for edition, theme, page_size, profile in itertools.product(editions, theme_names(), PAGE_SIZES, PROFILES):
        record = Rendering(
            producer=f"briefgen {briefgen.__version__}",
            edition=edition,
            theme=theme,
            page_size=page_size,
            profile=profile,
            own_locales=False,
            date=NOON.astimezone(dt.UTC),
        )
        assert Rendering.from_json(record.to_json()) == record


def test_a_glossary_with_long_words_is_no_damage(example: briefgen.Briefing) -> None:
    """What is read out hundreds of times takes megabytes, in streams that each stay far below the limit."""
    data = example.model_dump(mode="json")
    full = {"en": f"{'xy ' * 333}x", "ar": f"{'سا ' * 333}س"}
    data["glossary"] = [{"short": {"en": "NATO"}, "full": full}]
    data["summary"][0]["ar"] = " ".join(["NATO"] * 1100)
    briefing = briefgen.Briefing.model_validate(data)
    result = briefgen.render(briefing, edition="ar")
    starts = [match.end() for match in re.finditer(rb"/Type/ObjStm\b[^\0]*?>>\s*stream\r?\n", result.pdf)]
    lengths = [len(zlib.decompressobj().decompress(result.pdf[start:])) for start in starts]
    assert sum(lengths) > 2_000_000
    assert max(lengths) < 1_100_000
    extracted = briefgen.extract(result.pdf)
    assert briefgen.render(extracted.briefing, **extracted.options).pdf == result.pdf


def test_short_forms_that_no_page_shows_are_left_out(example: briefgen.Briefing) -> None:
    """A short form in the other language stays where the texts have it or where there is no other to be shown."""
    data = with_glossary(example).model_dump(mode="json")
    data["glossary"].append({"short": {"en": "XYZZY", "ar": "خفي"}, "full": {"en": "Seen", "ar": "غير مرئي"}})
    briefing = briefgen.Briefing.model_validate(data)
    for edition, shorts in (
        ("en", [{"en": "NATO", "ar": "الناتو"}, {"en": "MENA"}, {"en": "XYZZY"}]),  # a quote is in Arabic
        ("ar", [{"en": "NATO", "ar": "الناتو"}, {"en": "MENA"}, {"ar": "خفي"}]),
    ):
        result = briefgen.render(briefing, edition=edition)
        extracted = briefgen.extract(result.pdf)
        assert [entry.short.root for entry in extracted.briefing.glossary] == shorts
        assert briefgen.render(extracted.briefing, **extracted.options).pdf == result.pdf


def test_a_filter_that_is_no_text(rendered: Render) -> None:
    """The name of a filter may hold any bytes; what is not ours is damage."""
    data = saved_again(rendered("en").pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    found = refusal(data.replace(b"/FlateDecode", b"/Flate\xffecode"))
    assert (found.code, "packed in another way" in found.message) == ("extract.damaged", True)


def test_what_a_newer_record_adds_is_passed_over(rendered: Render) -> None:
    """A record with keys that are not known yet is read for those that are."""
    longer = RECORD.replace(b'"theme"', b'"redaction":{"level":2},"theme"')
    extracted = briefgen.extract(changed(rendered("en").pdf, rewritten("rendering.json", longer)))
    assert extracted.options["edition"] == "en"
    assert Rendering.from_json(RECORD.decode()).to_json().encode() == RECORD


def test_a_newer_briefing_is_told(rendered: Render, tmp_path: Path) -> None:
    """A briefing with newer fields is refused with both versions, and the place says where it was embedded."""
    content = briefgen.extract(rendered("en").pdf).briefing.model_dump_json().encode()
    newer = b'{"schema_version":9,"maps":[],' + content.removeprefix(b"{")
    path = tmp_path / "newer.pdf"
    path.write_bytes(changed(rendered("en").pdf, rewritten("briefing.json", newer)))
    with pytest.raises(briefgen.InvalidBriefing, match="version 9, and this briefgen reads version 1") as refused:
        briefgen.extract(path)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "model.newer-schema"
    assert diagnostic.where.file == f"{path}: briefing.json"


def test_what_is_embedded_is_checked(rendered: Render) -> None:
    """A foreign source that is no briefing is refused as any input is, with every problem."""
    data = changed(rendered("en").pdf, rewritten("briefing.json", b'{"languages": ["en"], "title": 7}'))
    with pytest.raises(briefgen.InvalidBriefing, match=r"model\.missing-key"):
        briefgen.extract(data)


def test_random_damage_is_always_told(rendered: Render) -> None:
    """Whatever bytes change, the answer is a briefing or an error of ours, never an exception of a library."""
    data = saved_again(
        rendered("en").pdf,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    chance = random.Random(7)  # noqa: S311 - the same damage in every run
    words = [b"/AF", b"/EF", b"/UF", b"/F ", b"/Params", b"/CheckSum", b"/Filter", b"/Root", b"/Length", b"briefing"]
    values = [b"null", b"[]", b"<<>>", b"(x)", b"99", b"/X", b"1 0 R", b"[[[", b"-1", b"true"]
    refused = 0
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            word, value = chance.choice(words), chance.choice(values)
            at = data.find(word) + chance.choice([0, len(word)])
            damaged[at : at + len(value)] = value
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            briefgen.extract(bytes(damaged))
        except briefgen.BriefgenError:
            refused += 1
    assert 50 < refused <= 150


def test_a_bomb_in_an_embedded_file(rendered: Render) -> None:
    """Content that unpacks to more than a briefing may have is refused, and unpacked no further than that."""

    def change(_pdf: pikepdf.Pdf, files: dict[str, Any]) -> None:
        files["briefing.json"].EF.F.write(packed_zeros(200), filter=pikepdf.Name.FlateDecode)

    data = changed(rendered("en").pdf, change)
    assert len(data) < 1_000_000
    assert refusal(data).code == "extract.too-large"


def packed_zeros(megabytes: int) -> bytes:
    """So many million bytes, compressed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def file_with(table: bytes, entries: str, body: bytes = b"") -> bytes:
    """A file whose cross-reference stream has this content, after some objects."""
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n" + body
    stream = f"4 0 obj\n<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R{entries}/Length {len(table)}>>\nstream\n".encode()
    return head + stream + table + b"\r\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def bomb_of_references() -> bytes:
    """A file of 0.4 MB whose cross-reference stream unpacks to 400."""
    return file_with(packed_zeros(400), "/Filter/FlateDecode")


def bomb_of_objects() -> bytes:
    """A file of 0.4 MB whose object stream unpacks to 400."""
    content = zlib.compress(b"1 0 <</Type/Catalog/Pages 2 0 R/AF[" + b"0 " * 200_000_000 + b"]>>", 9)
    body = b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(content)
    body += content + b"\r\nendstream\nendobj\n"
    start = 15 + len(b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n")
    places = [(0, 0, 65535), (2, 3, 0), (1, 15, 0), (1, start, 0), (1, start + len(body), 0)]
    return file_with(b"".join(struct.pack(">BLH", *place) for place in places), "", body)


def test_objects_that_are_too_large_are_no_damage(rendered: Render) -> None:
    """Where qpdf passes over a stream, and so finds no briefing, the limit is told and not what is missing."""

    def hide(_pdf: pikepdf.Pdf, files: dict[str, Any]) -> None:
        for file in files.values():
            file.Long = pikepdf.String("x" * 5_000_000)

    data = changed(rendered("en").pdf, hide)
    assert len(data) < 1_000_000
    found = refusal(data)
    assert (found.code, "more than 4,000,000 bytes" in found.message) == ("extract.too-large", True)


MEASURE: Final = """
import resource, sys, briefgen.extraction, pikepdf
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    briefgen.extract(sys.argv[1])
except briefgen.ResourceError as error:
    print(error.diagnostics[0].code)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other ways")
@pytest.mark.parametrize("bomb", [bomb_of_references, bomb_of_objects])
def test_a_bomb_in_the_structure(bomb: Callable[[], bytes], tmp_path: Path) -> None:
    """A structure that unpacks to 400 MB is refused with less than 100 MB of memory."""
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    assert path.stat().st_size < 1_000_000
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    code, megabytes = done.stdout.split()
    assert code == "extract.too-large"
    assert int(megabytes) < 100


def test_the_limits_of_the_process_come_back(rendered: Render) -> None:
    """After a file has been read, or refused, the limits of qpdf are what they were."""
    before = settings.get_qpdf_limits()
    briefgen.extract(rendered("en").pdf)
    refusal(b"%PDF-1.7\nnothing")
    assert settings.get_qpdf_limits() == before


def test_rendering_does_not_load_the_reader(checkout: Path) -> None:
    """Who only renders does not wait for the library that reads PDF files."""
    example = checkout / "examples" / "liaison-office" / "briefing.yaml"
    program = "import sys, briefgen; briefgen.render(briefgen.load(sys.argv[1])); print('pikepdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, example], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
