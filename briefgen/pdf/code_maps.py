"""What the codes of a font stand for, in any file: by its ToUnicode, else by its encoding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fontTools.agl import toUnicode

# ISO 32000-1, 9.10.3: the sections of a ToUnicode CMap.
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_HEX: Final = rb"<([0-9A-Fa-f\s]*)>"
_PAIR: Final = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE: Final = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_ONE: Final = re.compile(_HEX)
_MOST_CODES: Final = 0x10000


@dataclass(frozen=True, slots=True)
class CodeMap:
    """What the codes of a font stand for.

    Attributes:
        texts: the text of each code.
        sizes: how many bytes codes may have, the longest first.
    """

    texts: Mapping[bytes, str]
    sizes: tuple[int, ...]

    def text_of(self, codes: bytes) -> tuple[str, int]:
        """What some codes stand for, and of how many codes nobody says that."""
        found: list[str] = []
        at = untold = 0
        while at < len(codes):
            size = next((size for size in self.sizes if codes[at : at + size] in self.texts), self.sizes[-1])
            text = self.texts.get(codes[at : at + size])
            untold += text is None
            found.append(text or "")
            at += size
        return "".join(found), untold


PLAIN: Final = CodeMap({bytes([code]): bytes([code]).decode("cp1252", "ignore") for code in range(256)}, (1,))
"""The codes of a font of which nobody says anything: as most readers take them."""


def read_code_map(cmap: bytes) -> CodeMap:
    """The codes of a ToUnicode CMap."""
    texts: dict[bytes, str] = {}
    sizes: set[int] = set()
    for section in _SECTION.finditer(cmap):
        kind, body = section.groups()
        if kind == b"bfchar":
            for code, text in _PAIR.findall(body):
                texts[_bytes_of(code)] = _utf16(text)
        elif kind == b"bfrange":
            for first, last, text, listed in _RANGE.findall(body):
                _add_range(texts, _bytes_of(first), _bytes_of(last), _bytes_of(text), _ONE.findall(listed))
        else:
            sizes |= {len(_bytes_of(low)) for low, _ in _PAIR.findall(body)}
    sizes |= {len(code) for code in texts}
    return CodeMap(texts, tuple(sorted(sizes - {0}, reverse=True)) or (1,))


def _add_range(texts: dict[bytes, str], first: bytes, last: bytes, text: bytes, listed: list[bytes]) -> None:
    low, high = int.from_bytes(first), int.from_bytes(last)
    for step, code in enumerate(range(low, min(high, low + _MOST_CODES) + 1)):
        if listed:
            if step >= len(listed):
                return
            written = _utf16(listed[step])
        elif len(text) >= 2:
            tail = (int.from_bytes(text[-2:]) + step) & 0xFFFF
            written = (text[:-2] + tail.to_bytes(2)).decode("utf-16-be", "replace")
        else:
            return
        texts[code.to_bytes(len(first))] = written


def _bytes_of(digits: bytes) -> bytes:
    compact = b"".join(digits.split())
    return bytes.fromhex((compact + b"0" * (len(compact) % 2)).decode("ascii"))


def _utf16(digits: bytes) -> str:
    return _bytes_of(digits).decode("utf-16-be", "replace")


def code_map_of(font: Any) -> CodeMap:
    """What the codes of a font stand for: by its ToUnicode, else by its encoding (ISO 32000-1, 9.10.2)."""
    import pikepdf  # noqa: PLC0415 - who only renders does not wait for it

    by_encoding = _encoding_of(font)
    mapped = font.get("/ToUnicode") if isinstance(font, pikepdf.Dictionary) else None
    if not isinstance(mapped, pikepdf.Stream):
        return by_encoding
    read = read_code_map(mapped.read_bytes())
    if len(read.sizes) == 1 and read.sizes[0] == by_encoding.sizes[0]:
        return CodeMap({**by_encoding.texts, **read.texts}, read.sizes)
    return read


def _encoding_of(font: Any) -> CodeMap:
    import pikepdf  # noqa: PLC0415 - the same

    if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0":
        return CodeMap({}, (2,))
    encoding = font.get("/Encoding") if isinstance(font, pikepdf.Dictionary) else None
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    own = base is None and _has_codes_of_its_own(font)
    texts = {} if own else {bytes([code]): bytes([code]).decode(codec, "ignore") for code in range(256)}
    differences = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    code = 0
    listed: Any = differences if isinstance(differences, pikepdf.Array) else ()
    for each in listed:
        if isinstance(each, int):
            code = each
        elif isinstance(each, pikepdf.Name) and 0 <= code < 256:
            name = name_of(each)[1:]
            texts.pop(bytes([code]), None)
            if (text := toUnicode(name)) or name == ".notdef":
                texts[bytes([code])] = text
            code += 1
    return CodeMap(texts, (1,))


def _has_codes_of_its_own(font: Any) -> bool:
    """Whether the codes of a simple font mean what only its program knows (ISO 32000-1, 9.6.6.1)."""
    import pikepdf  # noqa: PLC0415 - the same

    if not isinstance(font, pikepdf.Dictionary):
        return False
    if font.get("/Subtype") == "/Type3" or name_of(font.get("/BaseFont")) in _PICTORIAL:
        return True
    descriptor = font.get("/FontDescriptor")
    flags = descriptor.get("/Flags") if isinstance(descriptor, pikepdf.Dictionary) else 0
    return isinstance(flags, int) and bool(flags & _SYMBOLIC)


_PICTORIAL: Final = frozenset({"/Symbol", "/ZapfDingbats"})
_SYMBOLIC: Final = 1 << 2


def name_of(value: Any) -> str:
    """A name or operator, which need not be UTF-8."""
    import pikepdf  # noqa: PLC0415 - the same

    return value.unparse().decode("latin-1") if isinstance(value, pikepdf.Object) else ""
