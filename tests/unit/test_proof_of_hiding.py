"""What somebody has hidden in a file on purpose is found, or the proof says that it cannot be read."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Final

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from briefgen import loads, render
from briefgen.checks.traces import Seen, fold, terms_of, traces_in_texts
from briefgen.pdf.profiles import PROFILES
from briefgen.proof import Proof, prove
from tests.unit.test_proof import BRIEFING, HIDDEN, HIDDEN_AR, PASSWORD, changed, clean, with_content

# With a word of four letters, which is not sought in code, and one that stands within another word that is seen.
CITY: Final = "Oslo"
_TEXT: Final = BRIEFING.replace(f"{HIDDEN}.", f"{HIDDEN} in {CITY} by van.")
BRIEF: Final = loads(_TEXT.replace("is open", "is advanced"))

Change = Callable[[pikepdf.Pdf], None]

ENTRIES: Final[dict[str, Any]] = {
    "Type": Name.Font,
    "Subtype": Name.Type0,
    "BaseFont": Name.Hidden,
    "Encoding": Name("/Identity-H"),
    "DescendantFonts": Array([]),
}
WITHOUT_UNICODE: Final = Dictionary(**ENTRIES)
HELVETICA: Final = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def _proof_of(pdf: bytes) -> Proof:
    return prove(pdf, BRIEF, "press")


def _drawn(content: bytes, font: pikepdf.Object | None = None) -> bytes:
    """The file with more content."""
    return changed(lambda pdf: with_content(pdf, content, font), compress_streams=False)


def _with_stream(data: bytes, **entries: Any) -> bytes:
    """The file with a stream as it is given."""

    def plant(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, data)
        for name, value in entries.items():
            stream[Name("/" + name)] = value
        pdf.Root["/Unused"] = pdf.make_indirect(stream)

    return changed(plant, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _attached(name: str, data: bytes) -> bytes:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = data

    return changed(plant)


def _with_string(text: str) -> bytes:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Notes"] = String(text)

    return changed(plant)


def _zipped(data: bytes, name: str = "notes.txt") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def _tarred(data: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        member = tarfile.TarInfo("notes.txt")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return target.getvalue()


def _behind(head: bytes, data: bytes) -> bytes:
    """The file with a stream behind its end."""
    return clean() + b"\n9999 0 obj <<" + head + b">> stream\n" + data + b"\nendstream endobj\n"


def _content() -> bytes:
    """What the first page draws."""
    with pikepdf.open(io.BytesIO(clean())) as pdf:
        contents: Any = pdf.pages[0].Contents
        return bytes(contents.read_bytes())


def _without_type(pdf: pikepdf.Pdf) -> None:
    file = pdf.make_stream(bytes(each ^ 0x93 for each in PACKED))
    pdf.Root["/AF"] = Array([Dictionary(Type=Name.Filespec, UF=String("a.bin"), EF=Dictionary(F=file))])


def _letters(text: str, order: tuple[int, ...], jitter: float = 0.0) -> bytes:
    """A word whose letters are drawn one by one in some order, and do not stand quite in line."""
    shown = (f"1 0 0 1 {40 + 5 * at} {40.4 + jitter * (at % 2)} Tm ({text[at]}) Tj" for at in order)
    return f"BT /F99 8 Tf {' '.join(shown)} ET".encode()


def _half_in_a_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"BT /F99 8 Tf 60 40 Td (jar) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 900, 900])
    form.Matrix = Array([1, 0, 0, 1, 0, 0])
    pdf.pages[0].Resources["/XObject"] = Dictionary(X1=form)
    with_content(pdf, b"BT /F99 8 Tf 40 40 Td (Night) Tj ET /X1 Do")


def _in_a_glyph(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(g1=pdf.make_stream(b"500 0 d0 BT /Z 1 Tf <4f73> Tj <6c6f> Tj ET")),
        Encoding=Dictionary(Differences=Array([65, Name.A])), Resources=Dictionary(Font=Dictionary(Z=HELVETICA)),
    )  # fmt: skip
    with_content(pdf, b"BT /F99 8 Tf 40 40 Td (A) Tj ET", font)


def _by_a_graphics_state(pdf: pikepdf.Pdf) -> None:
    cmap = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0099> <0042> endbfrange"
    font = Dictionary(**ENTRIES, ToUnicode=pdf.make_stream(cmap))
    pdf.pages[0].Resources["/ExtGState"] = Dictionary(G9=Dictionary(Font=Array([pdf.make_indirect(font), 8])))
    codes = "".join(f"{ord(letter) - 0x41:04x}" for letter in CITY).encode()
    with_content(pdf, b"BT /G9 gs 40 40 Td <" + codes + b"> Tj ET")


def _in_an_appearance(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"BT /Q 8 Tf (Os) Tj (lo) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    pdf.Root["/Unused"] = pdf.make_indirect(form)


def _a_pdf(change: Change, **how: Any) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(target, **how)
    return target.getvalue()


def _inner_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Notes"] = Name("/Nightjar-\u00e9")


def _inner_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = HIDDEN


def _program_that_is_packed(pdf: pikepdf.Pdf) -> None:
    program = pdf.make_stream(gzip.compress(HIDDEN.encode(), mtime=0))
    descriptor = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontFile2=program))
    with_content(pdf, b"q Q", Dictionary(Type=Name.Font, Encoding=Name.WinAnsiEncoding, FontDescriptor=descriptor))


PACKED: Final = zlib.compress(HIDDEN.encode())
HEX_OF_85: Final = (base64.a85encode(HIDDEN.encode()) + b"~>").hex().encode() + b">"

FOUND: Final[dict[str, Callable[[], bytes]]] = {
    "letters in any order, up and down": lambda: _drawn(_letters(CITY, (2, 0, 3, 1), 0.3)),
    "string that goes back": lambda: _drawn(b"BT /F99 8 Tf 40 40 Td [-1945 (jar) 3172 (Night)] TJ ET"),
    "half in a form": lambda: changed(_half_in_a_form),
    "text in a glyph": lambda: changed(_in_a_glyph),
    "font of a graphics state": lambda: changed(_by_a_graphics_state),
    "form whose font is nowhere": lambda: changed(_in_an_appearance),
    "comment in content": lambda: _drawn(b"% meet in oslo\nq Q"),
    "behind the end of a packed stream": lambda: _with_stream(zlib.compress(b"x") + PACKED, Filter=Name.FlateDecode),
    "words behind a packed stream": lambda: _with_stream(zlib.compress(b"x") + b" in oslo ", Filter=Name.FlateDecode),
    "archive in a picture": lambda: _with_stream(_zipped(HIDDEN.encode()), Subtype=Name.Image),
    "packed program of a font": lambda: changed(_program_that_is_packed),
    "stream behind the end, two filters": lambda: _behind(b"/Filter[/ASCIIHexDecode/ASCII85Decode]", HEX_OF_85),
    "stream behind the end, packed twice": lambda: _behind(b"/Filter[/Fl/Fl]", zlib.compress(PACKED)),
    "behind the end of a copy": lambda: _behind(b"/Filter/Fl", zlib.compress(_content()) + PACKED),
    "packed bytes behind the end": lambda: clean() + PACKED,
    "gzip behind the end": lambda: clean() + gzip.compress(HIDDEN.encode(), mtime=0),
    "archive behind the end": lambda: clean() + _zipped(HIDDEN.encode()),
    "words behind the end": lambda: clean() + b"\n% meet in oslo\n",
    "UTF-16 behind the end": lambda: clean() + "\nmeet in oslo\n".encode("utf-16"),
    "words before the header": lambda: b"meet in oslo\n" + clean(),
    "words between objects": lambda: clean().replace(b"endobj", b"endobj\n% meet in oslo\n", 1),
    "packed bytes between objects": lambda: clean().replace(b"endobj", b"endobj\n" + PACKED + b"\n", 1),
    "name that nothing refers to": lambda: clean() + b"\n9999 0 obj <</A /oslo>> endobj\n",
    "escaped name that nothing refers to": lambda: clean() + b"\n9999 0 obj <</A /#4E#69ghtjar>> endobj\n",
    "attached tar": lambda: _attached("a.tar", _tarred(b"meet in oslo")),
    "attached bzip2": lambda: _attached("a.bz2", bz2.compress(HIDDEN.encode())),
    "attached xz": lambda: _attached("a.xz", lzma.compress(HIDDEN.encode())),
    "attached lzma": lambda: _attached("a.lzma", lzma.compress(HIDDEN.encode(), lzma.FORMAT_ALONE)),
    "attached zlib": lambda: _attached("a.z", PACKED),
    "attached gzip, second part": lambda: _attached("a.gz", gzip.compress(b"x") + gzip.compress(HIDDEN.encode())),
    "attached PDF, name": lambda: _attached("a.pdf", _a_pdf(_inner_name)),
    "attached PDF without a password": lambda: _attached(
        "a.pdf", _a_pdf(_inner_title, encryption=pikepdf.Encryption(owner=PASSWORD, user=""))
    ),
    "attached text in an old encoding": lambda: _attached(
        "a.txt", HIDDEN_AR.replace("\u064f", "").replace("\u0651", "").encode("cp1256")
    ),
    "attached base64": lambda: _attached("a.txt", base64.b64encode(HIDDEN.encode())),
    "text of a program with escapes": lambda: _with_string('app.alert("\\x4fslo")'),
    "markup in a string": lambda: _with_string("<p>&#79;s<b>lo</b></p>"),
    "characters that are not seen": lambda: _with_string("O\U000e0020slo"),
    "Persian letters for Arabic ones": lambda: _with_string("عملیة"),
    "number with its thousands apart": lambda: _with_string("4 731"),
    "word that another one has in it": lambda: _with_string("by van"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FOUND)
def test_what_is_hidden_is_found(kind: str) -> None:
    """Each way to hide a text from readers, and not from the curious, is seen through."""
    assert _proof_of(FOUND[kind]()).leaks


def _symbolic() -> pikepdf.Object:
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Hidden,
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, Flags=4),
    )  # fmt: skip


def _drawings() -> pikepdf.Object:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(),
        Encoding=Dictionary(Differences=Array([1, Name("/g1"), Name("/g2")])),
    )  # fmt: skip


def _with_an_older_object() -> bytes:
    """A file with a password, in which an object has another revision that nobody reads."""
    locked = changed(
        lambda _: None,
        encryption=pikepdf.Encryption(owner=PASSWORD, user=""),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return locked + b"\n1 0 obj\n<</A <" + bytes(range(32)).hex().encode() + b">>>\nendobj\n"


UNREAD: Final[dict[str, Callable[[], bytes]]] = {
    "codes without characters": lambda: _drawn(b"BT /F99 8 Tf <004100420043> Tj ET", WITHOUT_UNICODE),
    "font with codes of its own": lambda: _drawn(b"BT /F99 8 Tf <010203> Tj ET", _symbolic()),
    "glyphs that are drawings": lambda: _drawn(b"BT /F99 8 Tf <0102> Tj ET", _drawings()),
    "picture with an unknown filter": lambda: _with_stream(PACKED, Subtype=Name.Image, Filter=Name("/Other")),
    "unknown filter behind the end": lambda: _behind(b"/Filter/Other", bytes(each ^ 7 for each in PACKED)),
    "attached 7-Zip": lambda: _attached("a.7z", b"7z\xbc\xaf'\x1c" + bytes(range(99))),
    "attached bytes": lambda: _attached("a.bin", bytes(each ^ 0x93 for each in PACKED)),
    "attached bytes without a type": lambda: changed(_without_type),
    "archive with a part that it does not list": lambda: _attached(
        "a.zip", _zipped(HIDDEN.encode())[:-80] + _zipped(b"x")
    ),
    "attached PDF with a password": lambda: _attached(
        "a.pdf", _a_pdf(_inner_title, encryption=pikepdf.Encryption(owner=PASSWORD, user=PASSWORD))
    ),
    "encrypted object that nothing refers to": _with_an_older_object,
}  # fmt: skip


@pytest.mark.parametrize("kind", UNREAD)
def test_what_cannot_be_read_is_told(kind: str) -> None:
    """Where text may be hidden and nobody can read it, the file proves nothing."""
    proof = _proof_of(UNREAD[kind]())

    assert proof.unread
    assert not proof.passed


@pytest.mark.parametrize(
    "make",
    [
        lambda: _drawn(b"q BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"),
        lambda: _attached("a.png", b"\x89PNG\r\n\x1a\n\0\0"),
        lambda: _with_stream(b"\0", Subtype=Name.Image, Filter=Name.DCTDecode),
    ],
    ids=["in content", "attached", "stream"],
)
def test_pictures_are_counted(make: Callable[[], bytes]) -> None:
    """What a picture shows is not read, and the proof says so."""
    proof = _proof_of(make())

    assert (proof.pictures, proof.passed) == (1, True)
    assert "was not looked at" in proof.diagnostics[-1].message


@pytest.mark.parametrize("profile", PROFILES)
def test_clean_files_pass(profile: str) -> None:
    """In files as they are rendered nothing is unread, and nothing is found that is not there."""
    for edition in ("side-by-side", "sequential", "en", "ar"):
        proof = _proof_of(render(BRIEF, audience="press", profile=profile, edition=edition).pdf)
        assert (proof.leaks, proof.unread) == ((), ())


def test_words_within_words_are_sought_as_words() -> None:
    """A word that only stands within others that are seen is found by itself, and not within them."""
    seen = Seen(["Innovations in 1400 towns, 2 500 lorries."])
    terms = terms_of([("background", "nova 400 500")], seen)

    assert [term.squeezed for term in terms.sought if term.whole] == ["nova", "400"]
    assert not list(traces_in_texts(terms, ["Innovations in 1400 towns, 1 400 lorries"]))
    assert {trace.term.squeezed for trace in traces_in_texts(terms, ["It is nova", "400 of them"])} == {"nova", "400"}


def test_letters_that_look_alike_are_the_same() -> None:
    """Arabic and Persian forms of a letter are folded into one."""
    assert fold("كتابي") == fold("کتابی")
