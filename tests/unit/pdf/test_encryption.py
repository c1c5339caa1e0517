"""Files with a password: which passwords are taken, and who can open the file."""

from __future__ import annotations

import io
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any, Final

import pikepdf
import pymupdf
import pypdf
import pypdfium2
import pytest

from briefgen.errors import InternalError
from briefgen.pdf.encryption import MAX_PASSWORD_BYTES, encrypted, require_password
from briefgen.pdf.profiles import PROFILES
from briefgen.pdf.qpdf import opened_foreign
from tests.unit.pdf import documents
from tests.unit.pdf.reading import open_pdf

UA1: Final = PROFILES["ua1"]
PASSWORDS: Final = ("open sesame", "كلمة السر", "é" * 63, "x" * MAX_PASSWORD_BYTES)


@pytest.mark.parametrize("password", PASSWORDS)
def test_readers_open_it(password: str) -> None:
    """pypdf, MuPDF, PDFium and qpdf open the file with its password, Arabic and long ones included, and not without."""
    data = encrypted(documents.briefing(), password)
    pages = len(open_pdf(documents.briefing()).pages)
    assert len(pypdf.PdfReader(io.BytesIO(data), password=password).pages) == pages
    untyped: Any = pymupdf
    with untyped.open(stream=data) as document:
        assert document.needs_pass
        assert document.authenticate(password)
        assert len(document) == pages
    assert len(pypdfium2.PdfDocument(data, password=password)) == pages
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        assert len(pdf.pages) == pages
    for wrong in ("", password[:-1]):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(data), password=wrong)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("password", PASSWORDS[:2])
def test_poppler_opens_it(password: str, tmp_path: Path) -> None:
    """So does poppler, whose program takes passwords of up to 32 bytes."""
    path = tmp_path / "a.pdf"
    path.write_bytes(encrypted(documents.briefing(), password))
    done = subprocess.run(["pdftotext", "-upw", password, path, "-"], capture_output=True, check=True)
    path.write_bytes(documents.briefing())
    assert done.stdout == subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout != b""
    path.write_bytes(encrypted(documents.briefing(), password))
    assert subprocess.run(["pdftotext", "-upw", "no", path, "-"], capture_output=True, check=False).returncode == 1


def test_what_qpdf_does_not_take_is_our_fault() -> None:
    """A file of ours that cannot be read again is an error of ours, and no exception of a library."""
    with pytest.raises(InternalError, match="qpdf does not take a file of ours") as refused:
        encrypted(b"%PDF-1.7\nnothing", "p")
    assert isinstance(refused.value.__cause__, pikepdf.PdfError)


def test_a_file_of_ours_is_not_held_to_the_limits_for_others() -> None:
    """While a file of somebody else's is read, one of ours waits, and is read with the limits of the process."""
    data, done = documents.briefing(), threading.Event()

    def encrypt() -> None:
        encrypted(data, "p")
        done.set()

    thread = threading.Thread(target=encrypt)
    with opened_foreign(io.BytesIO(data)):
        thread.start()
        assert not done.wait(0.3)
    thread.join()
    assert done.is_set()


def test_how_it_is_encrypted() -> None:
    """AES with 256 bits, revision 6, metadata included, and everything is permitted to whoever has the password."""
    with pikepdf.open(io.BytesIO(encrypted(documents.briefing(), "p")), password="p") as pdf:  # noqa: S106 - made up
        how = pdf.encryption
        assert (how.R, how.V, how.bits) == (6, 5, 256)
        assert {method.name for method in (how.stream_method, how.string_method, how.file_method)} == {"aesv3"}
        assert all(pdf.allow)
        assert pdf.allow.accessibility  # ISO 14289-1, 7.16
        assert bool(pdf.trailer.Encrypt.get("/EncryptMetadata", True))


def test_nothing_can_be_read_without_it() -> None:
    """Neither titles nor metadata and font names stand in the file, which they do in one without a password."""
    plain, data = documents.briefing(), encrypted(documents.briefing(), "p")
    with open_pdf(plain) as pdf:
        title = str(pdf.docinfo.Title)
    assert b"xpacket" in plain
    for words in (b"xpacket", b"IBMPlex", title.encode(), b"\xfe\xff" + title.encode("utf-16-be")):
        assert words not in data


def decrypted(data: bytes, password: str) -> bytes:
    """The content of a file as qpdf writes it when nothing is left to chance."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        pdf.Root.Extensions = pikepdf.Dictionary()  # where a file says that it has encryption from after PDF 1.7
        pdf.save(target, static_id=True, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def test_the_content_is_the_same_each_time() -> None:
    """The bytes of two files differ, and what they hold is the same, object by object and byte by byte."""
    first, second = (encrypted(documents.briefing(), "p") for _ in range(2))
    assert first != second
    assert decrypted(first, "p") == decrypted(second, "p") == decrypted(documents.briefing(), "")


@pytest.mark.parametrize("name", [name for name, profile in PROFILES.items() if profile.pdfa is not None])
def test_not_with_pdf_a(name: str) -> None:
    """PDF/A forbids encryption; the message says why, with the part of the standard, and what to use."""
    part, _ = PROFILES[name].pdfa or (0, "")
    with pytest.raises(ValueError, match=rf"PDF/A forbids encryption.*\(ISO 19005-{part}, 6\.1\.3\); use .* ua1"):
        require_password("p", PROFILES[name])


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "is empty"),
        ("x" * 128, "128 bytes in UTF-8"),
        ("ط" * 64, "128 bytes in UTF-8"),
        ("    ", "has only spaces"),
        ("a\tb", "character 2 .* a control character .*; use letters, digits and ASCII punctuation"),
        ("secret\ue000", "character 7 .* a private-use character"),
        ("a\ud800", "character 2 .* half of a character"),
        ("a\u00a0b", "character 2 .* another space"),
        ("\u202eabc", "character 1 .* direction"),
        ("\U0001f600", "character 1 .* such as an emoji"),  # no character yet in Unicode 3.2, by which RFC 4013 goes
        ("ab\u00ad", "character 3 .* cannot be seen"),
        ("\ufb01sh", "character 1 .* some readers change"),
        ("e\u0301", "character 2 .* a separate accent"),
        ("سر1", "must begin and end with one"),
        ("سabcر", "both Arabic and Latin"),
    ],
)
def test_passwords_that_readers_may_take_for_others(password: str, message: str) -> None:
    """What RFC 4013 forbids or changes is refused, because not all readers go by it; the password is not told."""
    with pytest.raises(ValueError, match=message) as refused:
        require_password(password, UA1)
    assert not password or password not in str(refused.value)


@pytest.mark.parametrize("password", [*PASSWORDS, "سر 12 سر", "Grüße!", "a", "٣ كلمات ٣س"[2:]])
def test_passwords_that_are_taken(password: str) -> None:
    """Letters, digits, spaces and punctuation are taken as they are."""
    assert require_password(password, UA1) == password


@pytest.mark.parametrize("password", [None, b"secret", 42])
def test_a_password_is_a_text(password: object) -> None:
    """Anything else is a wrong argument, which is not shown."""
    with pytest.raises(TypeError, match="must be a text") as refused:
        require_password(password, UA1)
    assert "secret" not in str(refused.value)
