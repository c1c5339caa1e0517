"""The proof finds what is in a file, wherever it was put: each kind of leak is planted, and must be found."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

from briefgen import ResourceError, loads, render
from briefgen.model import Briefing
from briefgen.pdf.profiles import PROFILES
from briefgen.proof import Proof, prove, withheld_in

HIDDEN: Final = "Operation Nightjar begins at the quarry"
HIDDEN_AR: Final = "تبدأ عملية السُّبد عند المحجر"
CODE_WORD: Final = "Nightjar"
CODE_WORD_AR: Final = "السبد"

BRIEFING: Final = f"""
languages: [en, ar]
title: {{en: The crossing, ar: المعبر}}
dates: {{as_of: 2024-07-12}}
audiences:
  - key: press
    name: {{en: the press, ar: الصحافة}}
    without: [background, contact.phone, "key_figures[0]"]
contact: {{name: {{en: Desk 4, ar: المكتب 4}}, phone: +962 6 555 0134}}
summary: [{{en: The crossing is open., ar: المعبر مفتوح.}}]
key_figures:
  - {{value: 4731, unit: {{en: lorries, ar: شاحنة}}, label: {{en: Seized, ar: محجوزة}}}}
background: [{{en: {HIDDEN}., ar: {HIDDEN_AR}.}}]
"""

PASSWORD: Final = "sesame"  # noqa: S105 - no secret


@cache
def _briefing() -> Briefing:
    return loads(BRIEFING)


@cache
def clean() -> bytes:
    """The file that the press gets."""
    return render(_briefing(), audience="press").pdf


def _proof_of(pdf: bytes) -> Proof:
    return prove(pdf, _briefing(), "press")


def changed(change: Callable[[pikepdf.Pdf], object], **how: Any) -> bytes:
    """The clean file after a change, written again."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(clean())) as pdf:
        change(pdf)
        pdf.save(target, **how)
    return target.getvalue()


def with_content(pdf: pikepdf.Pdf, content: bytes, font: pikepdf.Object | None = None) -> None:
    """More content on the first page, with a font F99."""
    page = pdf.pages[0]
    default = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources.Font["/F99"] = pdf.make_indirect(font or default)
    page.contents_add(content)


def _drawn(text: str) -> bytes:
    return b"BT /F99 8 Tf 40 40 Td (" + text.encode("cp1252") + b") Tj ET"


def drawn_letter_by_letter(text: str) -> bytes:
    """Each letter with an operator of its own, from the last to the first, as no reader would."""
    letters = [f"1 0 0 1 {40 + 5 * at} 40 Tm ({letter}) Tj" for at, letter in enumerate(text)]
    return f"BT /F99 8 Tf {' '.join(reversed(letters))} ET".encode()


def cmap_font(pdf: pikepdf.Pdf, text: str) -> tuple[pikepdf.Object, bytes]:
    """A font whose codes mean nothing but through its ToUnicode, and a string in it that is _drawn in visual order."""
    letters = sorted(set(text))
    lines = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(letters, 0x4100)]
    cmap = "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    cmap += f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar"
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name.Hidden,
        Encoding=pikepdf.Name("/Identity-H"), ToUnicode=pdf.make_stream(cmap.encode()),
        DescendantFonts=pikepdf.Array([]),
    )  # fmt: skip
    codes = "".join(f"{letters.index(letter) + 0x4100:04x}" for letter in reversed(text))
    return font, b"BT /F99 8 Tf 40 40 Td <" + codes.encode() + b"> Tj ET"


def _plant_through_cmap(pdf: pikepdf.Pdf) -> None:
    font, content = cmap_font(pdf, CODE_WORD_AR)
    with_content(pdf, content, font)


def _plant_presentation_forms(pdf: pikepdf.Pdf) -> None:
    forms = "\ufe8d\ufedf\ufeb4\ufe92\ufeaa"  # the code word in the forms that its letters take
    assert unicodedata.normalize("NFKC", forms) == CODE_WORD_AR
    pdf.docinfo["/Subject"] = forms


def _plant_in_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(_drawn(HIDDEN))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 9, 9])
    pdf.pages[0].Resources["/XObject"] = pikepdf.Dictionary(X1=form)


def _plant_differences(pdf: pikepdf.Pdf) -> None:
    names = [pikepdf.Name("/" + letter) for letter in CODE_WORD]
    encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=pikepdf.Array([1, *names]))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=encoding
    )
    codes = bytes(range(1, len(CODE_WORD) + 1)).hex().encode()
    with_content(pdf, b"BT /F99 8 Tf 40 40 Td <" + codes + b"> Tj ET", font)


def _plant_xmp(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes().replace(b"<pdf:Producer>", f"<pdf:Producer>{CODE_WORD} ".encode())
    pdf.Root.Metadata.write(xmp)


def _plant_escaped_xmp(pdf: pikepdf.Pdf) -> None:
    escaped = "".join(f"&#x{ord(letter):X};" for letter in CODE_WORD_AR).encode()
    xmp = pdf.Root.Metadata.read_bytes().replace(b"<pdf:Producer>", b"<pdf:Producer>" + escaped + b" ")
    pdf.Root.Metadata.write(xmp)


def _plant_outline(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = pikepdf.String(HIDDEN_AR)


def _attach(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = data

    return plant


def _zipped(data: bytes, name: str = "notes.txt") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def _a_pdf_with(text: str) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = text
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _plant_actual_text(pdf: pikepdf.Pdf) -> None:
    hidden = CODE_WORD_AR.encode("utf-16-be").hex()
    with_content(pdf, f"/Span <</ActualText <feff{hidden}>>> BDC EMC".encode())


def _plant_in_structure(key: str) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K[0][key] = pikepdf.String(HIDDEN)

    return plant


def _plant_font_name(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    font.BaseFont = pikepdf.Name(f"/ABCDEF+{CODE_WORD}-Bold")


def _plant_font_name_utf8(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    font.BaseFont = pikepdf.Name("/" + CODE_WORD_AR)


def _plant_hex(pdf: pikepdf.Pdf) -> None:
    with_content(pdf, b"BT /F99 8 Tf 40 40 Td <" + CODE_WORD.encode().hex().encode() + b"> Tj ET")


def _plant_unused(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Unused"] = pdf.make_indirect(pikepdf.Dictionary(Note=pikepdf.String(HIDDEN)))


def _plant_key(pdf: pikepdf.Pdf) -> None:
    pdf.Root[f"/{CODE_WORD}"] = True


def _plant_address(address: str) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))

    return plant


def _plant_info(value: pikepdf.String) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Notes"] = value

    return plant


def _plant_destination(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Dests"] = pikepdf.Dictionary({f"/{CODE_WORD}": pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])})


def _plant_two_filters(pdf: pikepdf.Pdf) -> None:
    data = zlib.compress(HIDDEN.encode())
    stream = pikepdf.Stream(pdf, data.hex().encode() + b">")
    stream.Filter = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.FlateDecode])
    pdf.Root["/Unused"] = stream


def _plant_word_by_word(pdf: pikepdf.Pdf) -> None:
    with_content(pdf, b"BT /F99 8 Tf 40 40 Td [(Nig) 20 (htj) -15 (ar)] TJ ET")


PLANTED: Final[dict[str, Callable[[pikepdf.Pdf], object]]] = {
    "content stream": lambda pdf: with_content(pdf, _drawn(HIDDEN)),
    "hexadecimal string in content": _plant_hex,
    "kerned text": _plant_word_by_word,
    "letters _drawn one by one, backwards": lambda pdf: with_content(pdf, drawn_letter_by_letter(CODE_WORD)),
    "two lines": lambda pdf: with_content(pdf, b"BT /F99 8 Tf 40 40 Td (Night-) Tj 0 -9 Td (jar) Tj ET"),
    "ToUnicode, visual order": _plant_through_cmap,
    "encoding by names of glyphs": _plant_differences,
    "form that nothing draws": _plant_in_form,
    "XMP": _plant_xmp,
    "XMP with references to characters": _plant_escaped_xmp,
    "outline": _plant_outline,
    "attached text": _attach("notes.txt", HIDDEN.encode()),
    "attached text in UTF-16": _attach("notes.txt", HIDDEN_AR.encode("utf-16")),
    "attached JSON with escapes": _attach("notes.json", ascii(f'{{"note": "{CODE_WORD_AR}"}}').strip("'").encode()),
    "name of an attachment": _attach(f"{CODE_WORD}.txt", b"nothing"),
    "attached archive": _attach("notes.docx", _zipped(HIDDEN_AR.encode())),
    "name in an attached archive": _attach("notes.zip", _zipped(b"nothing", f"{CODE_WORD}.txt")),
    "archive in an archive": _attach("notes.zip", _zipped(_zipped(HIDDEN.encode()), "inner.zip")),
    "attached gzip": _attach("notes.gz", gzip.compress(HIDDEN.encode(), mtime=0)),
    "attached PDF": _attach("notes.pdf", _a_pdf_with(HIDDEN)),
    "ActualText": _plant_actual_text,
    "Alt": _plant_in_structure("/Alt"),
    "expansion": _plant_in_structure("/E"),
    "title of an element": _plant_in_structure("/T"),
    "font name": _plant_font_name,
    "font name in UTF-8": _plant_font_name_utf8,
    "object that nothing uses": _plant_unused,
    "key of a dictionary": _plant_key,
    "named destination": _plant_destination,
    "address with percent signs": _plant_address("https://example.org/%D8%A7%D9%84%D8%B3%D8%A8%D8%AF"),
    "domain name in Punycode": _plant_address("https://" + CODE_WORD_AR.encode("idna").decode() + ".example/"),
    "string in UTF-16": _plant_info(pikepdf.String(HIDDEN_AR)),
    "string in UTF-8": _plant_info(pikepdf.String(b"\xef\xbb\xbf" + HIDDEN_AR.encode())),
    "string in UTF-8 without a mark": _plant_info(pikepdf.String(HIDDEN_AR.encode())),
    "string in UTF-16, other order": _plant_info(pikepdf.String(b"\xff\xfe" + HIDDEN_AR.encode("utf-16-le"))),
    "decomposed": _plant_info(pikepdf.String(unicodedata.normalize("NFD", HIDDEN_AR))),
    "backwards": _plant_info(pikepdf.String(CODE_WORD_AR[::-1])),
    "in capitals": _plant_info(pikepdf.String(CODE_WORD.upper())),
    "with a soft hyphen and tatweel": _plant_info(pikepdf.String("السـب\u00adـد")),
    "presentation forms": _plant_presentation_forms,
    "two filters": _plant_two_filters,
    "telephone number alone": _plant_info(pikepdf.String("00962-6-5550134")),
    "figure with Arabic digits": _plant_info(pikepdf.String("٤٬٧٣١")),
    "one word": _plant_info(pikepdf.String("it is at the quarry now")),
}  # fmt: skip


def test_the_clean_file_passes() -> None:
    """Nothing is found in the file as it was rendered, all of it was read, and there is something to look for."""
    proof = _proof_of(clean())

    assert proof.passed
    assert (proof.leaks, proof.unread, proof.untold) == ((), (), ())
    assert proof.terms > 15
    assert proof.streams > 10
    assert [found.code for found in proof.diagnostics] == ["audience.searched"]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_words_of_every_file_are_no_leak(profile: str) -> None:
    """Words that each file has for programs, such as names of keys, are not taken for the briefing's own."""
    words = (
        "border contents description profile theme edition producer size metadata identification schema "
        "prefix property category internal conformance part revision title creator subject structure "
        "namespace resource identity document section figure table link annotation destination outline "
        "language direction layout modern regular medium source supplement attachment stream trailer filter "
        "length object catalog parent count first last mailto https date "
    ).strip()
    text = BRIEFING.replace(f"{HIDDEN}.", f'"{words}"').replace(f"{HIDDEN_AR}.", "شيء")
    whole = loads(text)
    for edition in ("side-by-side", "en"):
        proof = prove(render(whole, audience="press", profile=profile, edition=edition).pdf, whole, "press")
        assert proof.leaks == ()
        assert proof.terms > 20


def test_a_rewritten_file_passes() -> None:
    """Another program that only rewrites the file adds nothing that is found."""
    for how in ({}, {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False}):
        assert _proof_of(changed(lambda _: None, **how)).leaks == ()


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_leaks_are_found(kind: str) -> None:
    """Each kind of leak is found in objects as they are, and in object streams."""
    for mode in (pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable):
        proof = _proof_of(changed(PLANTED[kind], object_stream_mode=mode))

        assert not proof.passed
        assert proof.leaks
        assert {found.code for found in proof.diagnostics} >= {"audience.leak", "audience.searched"}


def test_the_full_edition_does_not_pass() -> None:
    """All that is withheld is found in the file that is for nobody in particular."""
    found = {leak.path for leak in _proof_of(render(_briefing()).pdf).leaks}

    assert found >= {"background[0]", "contact.phone", "key_figures[0].value", "key_figures[0].unit"}


def revised(old: bytes, new: bytes) -> bytes:
    """A file whose newest revision has another object 1 (ISO 32000-1, 7.5.6)."""
    body = b"1 0 obj\n" + new + b"\nendobj\n"
    start = len(old)
    trailer = re.findall(rb"trailer\s*<<(.*?)>>", old, re.DOTALL)[-1]
    previous = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    table = b"xref\n1 1\n%010d 00000 n \n" % start
    return (
        old
        + body
        + table
        + b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, previous, start + len(body))
    )


@pytest.mark.parametrize("packed", [False, True])
def test_older_revisions_are_read(*, packed: bool) -> None:
    """What an incremental update has replaced is still in the file, and is found: strings, and packed content."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(_drawn(HIDDEN).replace(b"/F99", b"/F1"))
        target = io.BytesIO()
        pdf.save(
            target, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=packed, deterministic_id=True
        )
    old = target.getvalue()
    (number,) = map(int, re.findall(rb"/Contents (\d+) 0 R", old))
    new = revised(old, b"").replace(
        b"\n1 0 obj\n\nendobj", b"\n%d 0 obj\n<</Length 0>>stream\n\nendstream\nendobj" % number
    )
    assert _proof_of(new).leaks


def test_what_follows_the_end_is_read() -> None:
    """Bytes behind the end of a file, and streams among them, are read too."""
    assert _proof_of(clean() + b"% " + HIDDEN.encode()).leaks
    assert _proof_of(clean() + b"\n9999 0 obj <<>> stream\n" + zlib.compress(HIDDEN.encode()) + b"\nendstream").leaks


def test_the_name_of_the_file_is_searched(tmp_path: Path) -> None:
    """A file is called by what its audience may know."""
    good, bad = tmp_path / "crossing.press.pdf", tmp_path / "nightjar.press.pdf"
    for path in (good, bad):
        path.write_bytes(clean())

    assert prove(good, _briefing(), "press").passed
    assert [leak.place for leak in prove(bad, _briefing(), "press").leaks] == ["the name of the file"]
    assert withheld_in("nightjar.press.pdf", _briefing(), "press") == ("background[0]",)
    assert withheld_in("crossing.press.side-by-side.pdf", _briefing(), "press") == ()


def test_what_cannot_be_read_is_no_proof() -> None:
    """A stream that cannot be unpacked makes the proof fail, whatever else is in the file."""

    def plant(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, b"no such data")
        stream.Filter = pikepdf.Name("/FlateDecode")
        pdf.Root["/Unused"] = stream

    proof = _proof_of(changed(plant, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False))

    assert not proof.passed
    assert "audience.unread" in {found.code for found in proof.diagnostics}


def test_short_values_are_named() -> None:
    """Of a value that is too short to be sought, or stands in what may be seen, the proof says so."""
    text = BRIEFING.replace(f"{HIDDEN}.", "Open.").replace(f"{HIDDEN_AR}.", "مفتوح.")
    proof = prove(clean(), loads(text), "press")

    assert proof.untold == ("background[0]",)
    assert "audience.untold" in {found.code for found in proof.diagnostics}


def bomb() -> bytes:
    """A file with a stream that unpacks to more than is looked at."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root["/Unused"] = stream = pikepdf.Stream(pdf, zlib.compress(bytes(80_000_000), 9))
        stream.Filter = pikepdf.Name.FlateDecode
        target = io.BytesIO()
        pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"not a file", "proof.not-a-pdf"), (b"%PDF-1.7\nnothing", "proof.damaged")],
)
def test_other_files_are_refused(data: bytes, code: str) -> None:
    """What is no PDF, or cannot be read, is refused by a clear error."""
    with pytest.raises(ResourceError) as caught:
        _proof_of(data)
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_files_that_unpack_too_far_are_no_proof() -> None:
    """A stream that unpacks to more than the limit is not looked at further, and so proves nothing."""
    assert not _proof_of(bomb()).passed


def test_passwords_are_asked_for() -> None:
    """A file with a password is refused without it."""
    locked = render(_briefing(), audience="press", profile="ua1", password=PASSWORD).pdf

    with pytest.raises(ResourceError) as caught:
        _proof_of(locked)
    assert [found.code for found in caught.value.diagnostics] == ["proof.encrypted"]
    assert prove(locked, _briefing(), "press", password=PASSWORD).passed


def test_missing_files_are_named(tmp_path: Path) -> None:
    """A file that is not there is an error of its own."""
    with pytest.raises(ResourceError) as caught:
        prove(tmp_path / "missing.pdf", _briefing(), "press")
    assert [found.code for found in caught.value.diagnostics] == ["file.missing"]


def test_audiences_must_be_of_the_briefing() -> None:
    """An audience that the _briefing does not have is the caller's mistake."""
    with pytest.raises(ValueError, match="there is no audience"):
        prove(clean(), _briefing(), "nobody")


@pytest.mark.parametrize(("pdf", "briefing"), [(b"%PDF-", {}), (None, None)])
def test_what_is_no_briefing_is_refused(pdf: Any, briefing: Any) -> None:
    """A proof asks for a briefing as rendering does."""
    with pytest.raises(TypeError, match="a Briefing is needed"):
        prove(pdf, briefing, "public")
