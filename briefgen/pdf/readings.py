"""Bytes as text, in every reading that a PDF file may mean, and some that it should not."""

from __future__ import annotations

import base64
import html
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

_LITERAL: Final = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_NAME_ESCAPE: Final = re.compile(r"#([0-9A-Fa-f]{2})")
# ISO/IEC 16262, 7.8.4, and RFC 8259, 7.
_SCRIPT_ESCAPE: Final = re.compile(r"(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})+")
_ESCAPED_UNIT: Final = re.compile(r"\\[ux]([0-9A-Fa-f]{2,4})")
_BASE64: Final = re.compile(r"(?:[A-Za-z0-9+/]{4}\s{0,2}){3,}[A-Za-z0-9+/]{0,3}={0,2}")
_MARKS: Final = (b"\xfe\xff", b"\xff\xfe")
_MOST_FOREIGN: Final = 0.9
_DOMAIN_LABEL: Final = re.compile(r"\bxn--[a-z0-9-]+", re.IGNORECASE)
_BINARY: Final = re.compile(rb"[^\t\n\f\r -~]")
_NOT_TEXT: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_HEX_DIGITS: Final = re.compile(rb"[0-9A-Fa-f\s]+>?\s*")

_CHUNK: Final = 1 << 16
_MOST_FILTERS: Final = 8

# XML 1.0, 3.1: tags, declarations and processing instructions.
_TAG: Final = re.compile(r"<[^<>]*>")
_TAG_NAME: Final = re.compile(r"[^\s<>/=?!\"']+")
_QUOTED: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_ATTRIBUTE: Final = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")

# ISO 32000-1, 7.3.4.2, table 3.
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

# ISO 32000-1, D.2: where PDFDocEncoding is neither ASCII nor Latin-1.
_PDF_DOC: Final = {
    0x18 + index: character
    for index, character in enumerate("\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc")
} | {
    0x80 + index: character
    for index, character in enumerate(
        "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a"
        "\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac"
    )
}  # fmt: skip


def texts_of_string(data: bytes) -> Iterator[str]:
    """What a string may say (ISO 32000-2, 7.9.2.2): by its byte order mark, else in each encoding that it may have."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        yield from _unfolded(data.decode("utf-16", "replace"))
    elif data.startswith(b"\xef\xbb\xbf"):
        yield from _unfolded(data[3:].decode("utf-8", "replace"))
    else:
        yield from _unfolded(data.decode("latin-1").translate(_PDF_DOC))
        if _BINARY.search(data):
            for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
                try:
                    yield data.decode(encoding)
                except UnicodeDecodeError:
                    continue


def _unfolded(text: str) -> Iterator[str]:
    """A text, and what it stands for where it is an address, has escapes or markup, or is packed in letters."""
    yield text
    if "%" in text:
        yield unquote(text)
    if "xn--" in text.casefold():
        yield _DOMAIN_LABEL.sub(_domain_label, text)
    if "\\u" in text or "\\x" in text:
        yield _SCRIPT_ESCAPE.sub(_script_text, text)
    if "&" in text or "<" in text:
        yield html.unescape(_TAG.sub("", text))
    for packed in _BASE64.findall(text):
        if (unpacked := _from_base64(packed)) is not None:
            yield unpacked


def _script_text(match: re.Match[str]) -> str:
    units = b"".join(int(digits, 16).to_bytes(2) for digits in _ESCAPED_UNIT.findall(match.group()))
    return units.decode("utf-16-be", "replace")


def _from_base64(packed: str) -> str | None:
    """The text that base64 (RFC 4648, 4) stands for; None where it is none."""
    compact = "".join(packed.split()).rstrip("=")
    compact = compact[: len(compact) - (len(compact) % 4 == 1)]
    data = base64.b64decode(compact + "=" * (-len(compact) % 4))
    if data.startswith(_MARKS):
        return data.decode("utf-16", "replace")
    try:
        return None if _NOT_TEXT.search(data) else data.decode("utf-8")
    except UnicodeDecodeError:  # words that look like it
        return None


def is_text(data: bytes) -> bool:
    """Whether bytes are a text: with a byte order mark, or in UTF-8 or one of the older encodings."""
    if data.startswith(_MARKS):
        return True
    if _NOT_TEXT.search(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return len(_BINARY.findall(data)) < len(data) * _MOST_FOREIGN
    return True


def _domain_label(match: re.Match[str]) -> str:
    try:
        return match.group().encode("ascii").decode("idna")
    except UnicodeError:
        return match.group()


def name_text(name: str) -> str:
    """What a name says (ISO 32000-1, 7.3.5), without its solidus."""
    data = _NAME_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), name.removeprefix("/"))
    try:
        return data.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return data


def readings_of(data: bytes) -> Iterator[str]:
    """Bytes as characters, in every encoding and alignment."""
    yield data.decode("latin-1")
    if not _BINARY.search(data):
        return
    yield data.decode("utf-8", "ignore")
    for start in (0, 1):
        for encoding in ("utf-16-be", "utf-16-le"):
            yield data[start:].decode(encoding, "replace")


def plain_texts_of(data: bytes) -> Iterator[str]:
    """Bytes that are a text, with and without the escapes of JSON and XML; of others, nothing."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        text = data.decode("utf-16", "replace")
    elif _NOT_TEXT.search(data):
        return
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            yield data.decode("cp1256", "replace")  # Arabic, of the time before Unicode
    yield from _unfolded(text)


def marked_up_texts(text: str) -> tuple[list[str], list[str]]:
    """The names and the texts of JSON or XML; of any other text, no names."""
    start = text.lstrip()[:1]
    if start in {"{", "["}:
        try:
            parsed = json.loads(text)
        except (ValueError, RecursionError):
            return [], [text]
        names: set[str] = set()
        texts = list(_json_texts(parsed, names))
        return sorted(names), texts
    if start == "<":
        tags = _TAG.findall(text)
        names = {name for tag in tags for name in _TAG_NAME.findall(_ATTRIBUTE.sub("", tag))}
        values = [html.unescape(one or other) for tag in tags for one, other in _QUOTED.findall(tag)]
        return sorted(names), [html.unescape(_TAG.sub(" ", text)), *values]
    return [], [text]


def _json_texts(value: Any, names: set[str]) -> Iterator[str]:
    """The texts and numbers of what JSON says; its keys are added to ``names``."""
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            names.update(each)
            left += each.values()
        elif isinstance(each, list):
            left += each
        elif each is not None and not isinstance(each, bool):
            yield str(each)


def is_noise(data: bytes) -> bool:
    """Whether what has the form of a string is rather a piece of an image or a font: it has control characters."""
    return not data.startswith((b"\xfe\xff", b"\xff\xfe")) and _NOT_TEXT.search(data) is not None


def strings_in_bytes(data: bytes) -> Iterator[bytes]:
    """Everything in bytes that has the form of a literal or hexadecimal string (ISO 32000-1, 7.3.4)."""
    for literal in _LITERAL.findall(data):
        yield _ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal
    for digits in _HEX.findall(data):
        yield _from_hex(digits)


def _unescaped(match: re.Match[bytes]) -> bytes:
    escape = match.group(1)
    if escape[:1].isdigit() and escape[:1] < b"8":
        return bytes([int(escape, 8) & 0xFF])
    return b"" if escape.endswith(b"\n") else _ESCAPED.get(escape, escape)


def _from_hex(digits: bytes) -> bytes:
    compact = b"".join(digits.split()).rstrip(b">")
    return bytes.fromhex((compact + b"0" * (len(compact) % 2)).decode("ascii"))


def unpacked_guesses(data: bytes, start: int, end: int, most: int) -> Iterator[bytes]:
    """What a stream whose dictionary nobody has read may unpack to, whichever filters it has, in whatever order.

    Args:
        data: the bytes of a file.
        start: where the stream begins in them.
        end: where it ends.
        most: how far it is unpacked.
    """
    packed = data[start:end]
    yield packed
    # Packed bytes may have the word in them at which the stream seems to end.
    found = inflated(memoryview(data)[start:], most)
    _, behind = inflated(packed, most) or (b"", b"")
    left = [(each, 1) for each in ((found[0], behind) if found else _unpacked_once(packed, most)) if each.strip()]
    while left:
        each, times = left.pop()
        yield each
        if times < _MOST_FILTERS:
            left += [(further, times + 1) for further in _unpacked_once(each, most) if further]


def _unpacked_once(packed: bytes, most: int) -> tuple[bytes, ...]:
    """What bytes may stand for, and what follows that."""
    if (found := inflated(packed, most)) is not None:
        return found
    if _HEX_DIGITS.fullmatch(packed):
        return (_from_hex(packed),)
    decoded = _from_base85(packed)
    return () if decoded is None else (decoded,)


def inflated(packed: bytes | memoryview, most: int) -> tuple[bytes, bytes] | None:
    """As much as can be unpacked of bytes that begin with a deflated stream, at most so many, and what follows it.

    None if they do not begin so. Where they are damaged, what came before is there, and nothing follows.
    """
    inflater = zlib.decompressobj()
    parts: list[bytes] = []
    left, at = most, 0
    while at < len(packed) and left > 0 and not inflater.eof:
        chunk = packed[at : at + _CHUNK]
        try:
            parts.append(inflater.decompress(chunk, left))
        except zlib.error:
            break
        left -= len(parts[-1])
        at += len(chunk) - len(inflater.unconsumed_tail)
    content = b"".join(parts)
    behind = inflater.unused_data + bytes(packed[at:]) if inflater.eof else b""
    return (content, behind) if content or inflater.eof else None


def _from_base85(packed: bytes) -> bytes | None:
    """What ASCII85 (ISO 32000-1, 7.4.3) stands for; None if it is something else."""
    stripped = packed.strip().removeprefix(b"<~")
    if not stripped.endswith(b"~>"):
        return None
    try:
        return base64.a85decode(b"<~" + stripped, adobe=True)
    except ValueError:
        return None
