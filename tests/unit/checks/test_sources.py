"""Texts of sources come from files in the folder of the briefing, and only where they can be relied on."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from pathlib import Path

import pytest

import briefgen
from briefgen.checks import pdf_text, sources
from briefgen.checks.html_text import html_text
from briefgen.checks.matching import Searchable
from briefgen.checks.pdf_text import MAX_PAGES
from briefgen.checks.plain_text import UnreadableTextError, plain_text
from briefgen.checks.sources import MAX_BYTES, Missing, SourceContent, SourceTexts, source_diagnostics
from briefgen.model.sources import Source, SourceText
from tests.unit.checks.sentences import DECLARATION, sentences

WORDS = "The office opens. يُفتتح المكتب."


def source(file: str | None = "mo.txt", **more: object) -> Source:
    """A source with the key mo and a file."""
    text = {"text": {"file": file}} if file else {}
    return Source.model_validate({"key": "mo", "title": {"en": "Statement", "ar": "بيان"}, **text, **more})


def read(folder: Path | None, file: str | None = "mo.txt", **overrides: Path) -> SourceContent | Missing:
    """What is read of that source."""
    return SourceTexts(folder, overrides).of(source(file))


def absence(found: SourceContent | Missing) -> str:
    """Why nothing was read."""
    assert isinstance(found, Missing)
    return found.absence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text(tmp_path: Path, encoding: str) -> None:
    """Text in UTF-8, or in UTF-16 with its mark, is read, with the hash of the file."""
    data = WORDS.encode(encoding)
    (tmp_path / "mo.txt").write_bytes(data)
    found = read(tmp_path)
    assert found == SourceContent(WORDS, "whole", "mo.txt", hashlib.sha256(data).hexdigest(), "text")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (WORDS.encode("cp1256", "replace"), "it is not text in UTF-8: byte 0x"),
        (b"caf\xe9", "byte 0xE9 at offset 3"),
        (b"\xff\xfea", "it is not text in UTF-16"),
        (b"\xff\xfe\x00\x00a", "it is not text in UTF-32"),
        (WORDS.encode("utf-16-le"), "it "),
        (b"PK\x03\x04\x00\x00", "null characters"),
    ],
)
def test_other_bytes_are_no_text(data: bytes, message: str) -> None:
    """What is not Unicode is never guessed at."""
    with pytest.raises(UnreadableTextError, match=message):
        plain_text(data)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("<title>No</title><h1>A\n b</h1> <ul><li>c<li>d</ul>", "A b\n\nc\n\nd"),
        ("a<br>b<i>c</i> d", "a\nbc d"),
        ("<script>var x = '<p>';</script>a<style>p {}</style><template>t</template>b", "ab"),
        ("<noscript>x<noscript>y</noscript>z</noscript>a", "a"),
        ("Q&amp;A &lt;b&gt; &#1575;&nbsp;&rlm;", "Q&A <b> ا\u00a0\u200f".strip()),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n\n2"),
        ("<!-- no --><p>يُفتتح <b>المكتب</b></p>", "يُفتتح المكتب"),
        ("", ""),
    ],
)
def test_html(page: str, text: str) -> None:
    """A page gives the text that it shows, its blocks apart."""
    assert html_text(page.encode()) == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1256">', "cp1256"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">', "iso-8859-6"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        ("", "utf-8"),
        ("<meta charset=utf-8>", "utf-16"),
    ],
)
def test_encodings_of_pages(head: str, encoding: str) -> None:
    """A page is in the encoding that its mark, or else its head, says."""
    assert html_text(f"{head}<p>المكتب</p>".encode(encoding)) == "المكتب"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<meta charset=rot13>a", 'its encoding is "rot13"'),
        (b"<meta charset=utf-8>\xe9", "not in its encoding, utf-8: byte 0xE9"),
        (b"a\x00b", "null characters"),
    ],
)
def test_pages_in_other_encodings(data: bytes, message: str) -> None:
    """A page that is not what it says is refused."""
    with pytest.raises(UnreadableTextError, match=message):
        html_text(data)


def test_latin_1_is_what_browsers_take_it_for() -> None:
    """Pages that say Latin 1 have the quotation marks of windows-1252."""
    assert html_text(b"<meta charset=iso-8859-1>\x93a\x94") == "“a”"


def test_pdf_of_ours() -> None:
    """Of the sentences of the declaration, nine in ten pass in a file of ours with one language on each page."""
    pytest.importorskip("pypdf")
    paragraphs = {tag: (DECLARATION / f"{tag}.txt").read_text(encoding="utf-8").splitlines() for tag in ("en", "ar")}
    summary = [{"en": en, "ar": ar} for en, ar in zip(*(each[1:60] for each in paragraphs.values()), strict=True)]
    data = {
        "title": {"en": "Rights", "ar": "الحقوق"},
        "summary": summary,
        "facts": [{"label": summary[0], "value": summary[0]}],
    }
    pdf = briefgen.render(briefgen.Briefing.model_validate(data), edition="sequential").pdf
    text = Searchable(pdf_text.pdf_text(pdf).text)
    for tag, lines in paragraphs.items():
        printed = "\n".join(lines[1:60])
        wanted = [sentence for sentence in sentences(tag) if sentence in printed]
        passed = sum(text.match(sentence).verdict in {"exact", "exact-after-folding"} for sentence in wanted)
        assert passed >= 0.9 * len(wanted) >= 20


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one two \ufffd\ufffd\ufffd", "unknown"),
        ("\ue001\ue002\ue003 a", "unknown"),
        ("ةنيدم ةفيحص ةرازو ىلع", "backwards"),
        ("والظلم. الاستبداد على التمرد\nأفسح. الحرية من جو\nالبشر. الأسرة أعضاء جميع", "opposite order"),
        ("التمرد على الاستبداد والظلم.\nجو من الحرية أفسح.\nمدينة صحيفة وزارة إلى", ""),
        ("A page in English. It has no other words.", ""),
    ],
)
def test_jumbled_text_is_refused(text: str, fault: str) -> None:
    """Text with unknown characters, or Arabic from the wrong end, is no text of the page; forms of letters alike."""
    for form in ("NFC", "NFKD"):
        found = pdf_text._fault(unicodedata.normalize(form, text))
        assert (fault in found) if fault else found == ""


def test_broken_pdf_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that pypdf cannot read, or one without text, is unreadable, and so is any without pypdf."""
    pypdf = pytest.importorskip("pypdf")
    with pytest.raises(UnreadableTextError, match="pypdf cannot read it"):
        pdf_text.pdf_text(b"%PDF-1.7\nnothing")
    with pytest.raises(UnreadableTextError, match="no text"):
        pdf_text.pdf_text(blank(pypdf, 1))
    monkeypatch.setattr(pdf_text, "MAX_PAGES", 2)
    with pytest.raises(UnreadableTextError, match="more than 2 pages"):
        pdf_text.pdf_text(blank(pypdf, 3))
    assert MAX_PAGES >= 1_000
    with pytest.raises(UnreadableTextError, match="password"):
        pdf_text.pdf_text(blank(pypdf, 1, password="secret"))  # noqa: S106 - of a file of the test
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableTextError, match=r"briefgen\[sources\]"):
        pdf_text.pdf_text(b"%PDF-1.7\nnothing")


def blank(pypdf: object, pages: int, password: str = "") -> bytes:
    """A PDF file with empty pages."""
    import io

    writer = pypdf.PdfWriter()  # type: ignore[attr-defined]
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_no_text_is_not_at_hand(tmp_path: Path) -> None:
    """A source without a file, a briefing without a folder and a file that is not there give reasons."""
    assert absence(read(tmp_path, None)) == "no-text"
    assert absence(read(None)) == "no-folder"
    assert absence(read(tmp_path)) == "no-file"
    assert absence(read(tmp_path / "nowhere")) == "no-file"
    assert absence(read(tmp_path, mo=tmp_path / "other.txt")) == "no-file"


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links and pipes")
def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    """Links out of the folder are refused, to files and to folders; those inside it, and to it, are followed."""
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(WORDS, encoding="utf-8")
    (folder / "here.txt").write_text(WORDS, encoding="utf-8")
    (folder / "mo.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "below" / "in.txt").symlink_to(folder / "here.txt")
    (tmp_path / "entry").symlink_to(folder)
    (folder / "loop").symlink_to(folder / "loop")
    assert absence(read(folder)) == "outside-folder"
    assert absence(read(folder, "up/secret.txt")) == "outside-folder"
    assert isinstance(read(folder, "below/in.txt"), SourceContent)
    assert isinstance(read(tmp_path / "entry", "here.txt"), SourceContent)
    assert absence(read(folder, "loop")) == "unreadable"
    # The model refuses such a path, too; a briefing that was built without its checks is no way round.
    text = SourceText.model_construct(file="../secret.txt", extent="whole")
    unchecked = source().model_copy(update={"text": text})
    assert absence(SourceTexts(folder).of(unchecked)) == "outside-folder"


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links and pipes")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """Folders and pipes are no sources: nothing waits for somebody to write."""
    os.mkfifo(tmp_path / "mo.txt")
    (tmp_path / "folder.txt").mkdir()
    assert absence(read(tmp_path)) == "unreadable"
    assert absence(read(tmp_path, "folder.txt")) == "unreadable"


def test_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file at the limit is read, and one byte more is too much."""
    assert MAX_BYTES == 20_000_000
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    (tmp_path / "mo.txt").write_bytes(b"a" * 10)
    (tmp_path / "large.txt").write_bytes(b"a" * 11)
    assert isinstance(read(tmp_path), SourceContent)
    assert absence(read(tmp_path, "large.txt")) == "unreadable"


def test_overrides_come_first(tmp_path: Path) -> None:
    """A file that is given for a key is read in the place of the other one, from anywhere, as the whole source."""
    (tmp_path / "given.txt").write_text(WORDS, encoding="utf-8")
    found = SourceTexts(None, {"mo": tmp_path / "given.txt"}).of(source())
    assert isinstance(found, SourceContent)
    assert (found.text, found.extent) == (WORDS, "whole")


def test_files_are_read_once(tmp_path: Path) -> None:
    """What was read once stays, whatever happens to the file."""
    (tmp_path / "mo.txt").write_text(WORDS, encoding="utf-8")
    texts = SourceTexts(tmp_path)
    first = texts.of(source())
    (tmp_path / "mo.txt").unlink()
    assert texts.of(source()) is first


@pytest.mark.parametrize(
    ("file", "more", "codes"),
    [
        ("mo.txt", {}, []),
        ("mo.txt", {"sha256": hashlib.sha256(WORDS.encode()).hexdigest()}, []),
        ("mo.txt", {"sha256": "0" * 64}, ["source.changed"]),
        ("none.txt", {"sha256": "0" * 64}, ["source.missing"]),
        ("bytes.txt", {}, ["source.unreadable"]),
        (None, {"sha256": "0" * 64}, []),
    ],
)
def test_diagnostics(tmp_path: Path, file: str | None, more: dict[str, object], codes: list[str]) -> None:
    """What is wrong with a file is said at its source, whether or not something is quoted from it."""
    (tmp_path / "mo.txt").write_text(WORDS, encoding="utf-8", newline="")
    (tmp_path / "bytes.txt").write_bytes(b"\xff")
    briefing = _briefing(source(file, **more))
    found = list(source_diagnostics(briefing, SourceTexts(tmp_path)))
    assert [each.code for each in found] == codes
    assert all((each.where.path or "").startswith("sources[0].") for each in found)
    assert list(source_diagnostics(briefing, SourceTexts(tmp_path), keys=["other"])) == []


def test_the_hash_is_that_of_the_named_file(tmp_path: Path) -> None:
    """Another file that is given for a check may be another; without a named one, the hash is that of the given one."""
    (tmp_path / "given.txt").write_text(WORDS, encoding="utf-8")
    texts = SourceTexts(None, {"mo": tmp_path / "given.txt"})
    assert list(source_diagnostics(_briefing(source(sha256="0" * 64)), texts)) == []
    (found,) = source_diagnostics(_briefing(source(None, sha256="0" * 64)), texts)
    assert (found.code, found.where.path) == ("source.changed", "sources[0].sha256")


def _briefing(one: Source) -> briefgen.Briefing:
    fact = {"label": {"en": "A", "ar": "أ"}, "value": {"en": "b", "ar": "ب"}}
    data = {"title": fact["label"], "summary": [fact["value"]], "facts": [fact]}
    return briefgen.Briefing.model_validate({**data, "sources": [one]})
