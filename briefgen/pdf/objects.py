"""PDF objects whose bytes are ours, for reportlab's object model (ISO 32000-1, 7.3).

reportlab writes every object with ``obj.format(document)`` and takes a ``str`` or ``bytes`` as it stands. Streams and
``byte_string`` are encrypted where the document is; tagged documents refuse to be.
"""

from __future__ import annotations

import functools
from typing import Any, Final

import deflate
from reportlab.pdfbase import pdfdoc

# libdeflate's levels go from 1 to 12. The pages and objects of a document of two pages, 160 kB, become 24.7 kB in 0.8
# ms at level 6, 24.2 kB in 1.3 ms at 7, 23.7 kB in 2.8 ms at 8, 22.5 kB in 14 ms at 10, and 22.2 kB in 42 ms at 12. The
# most is for what is compressed once and remembered, such as fonts.
COMPRESSION_LEVEL: Final = 8
MOST_COMPRESSION: Final = 12

# ISO 32000-1, 7.3.4.2: what must be escaped in a literal string.
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})

# ISO 32000-1, 7.3.5: what may stand in a name as it is; and annex C.2: its bytes, before they are escaped.
_REGULAR: Final = frozenset(range(0x21, 0x7F)) - frozenset(b"#()<>[]{}/%")
MAX_NAME_BYTES: Final = 127

# What a link says about itself is the same for every citation of a source.
_REMEMBERED_STRINGS: Final = 1024


def compress(data: bytes, level: int = COMPRESSION_LEVEL) -> bytes:
    """Data in the zlib format of the ``FlateDecode`` filter (ISO 32000-1, 7.4.4)."""
    return bytes(deflate.zlib_compress(data, level))


@functools.lru_cache(maxsize=_REMEMBERED_STRINGS)
def text_string(text: str) -> str:
    """A text string: ASCII as it stands, all else as UTF-16BE with its mark (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def string_bytes(text: str) -> int:
    """How many bytes the text string of a text has, as ``text_string`` writes it."""
    return len(text) if text.isascii() and text.isprintable() else 2 + len(text.encode("utf-16-be"))


def byte_string(data: bytes, document: Any) -> str:
    """Printable ASCII without brackets as a string; in hexadecimal where the document is encrypted (7.6.2)."""
    encrypted: bytes = document.encrypt.encode(data)
    return f"({data.decode('ascii')})" if encrypted == data else f"<{encrypted.hex().upper()}>"


def name_object(name: str) -> str:
    """A name with its solidus: regular ASCII characters as they are, all else as #xx of UTF-8 (ISO 32000-1, 7.3.5).

    Raises:
        ValueError: the name has more bytes in UTF-8 than a name may have, or the null character.
    """
    data = name.encode("utf-8")
    if len(data) > MAX_NAME_BYTES or 0 in data:
        raise ValueError(f"{name!r} cannot be a name: it may have {MAX_NAME_BYTES} bytes in UTF-8, and none is null")
    return "/" + "".join(chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in data)


def number(value: float, decimals: int = 3) -> str:
    """A number with at most so many decimals, and no sign before a zero."""
    return f"{round(value, decimals) + 0.0:.10g}"


class RawObject(pdfdoc.PDFObject):
    """An indirect object with a body of ours.

    Attributes:
        body: the object's source, in ASCII; it may be set at any time before the file is written.
    """

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, document: object) -> bytes:  # noqa: ARG002 - reportlab's protocol
        """The source of the object."""
        return self.body.encode("ascii")


class RawStream(RawObject):
    """A stream (ISO 32000-1, 7.3.8)."""

    def __init__(self, data: bytes, entries: str = "", *, compressed: bool = True, packed: bool = False) -> None:
        """Make a stream.

        Args:
            data: its content; where it is ``packed``, as ``compress`` makes it.
            entries: what its dictionary says beside filter and length.
            compressed: whether the content is compressed in the file.
            packed: whether ``data`` is compressed already.
        """
        super().__init__(entries + "/Filter/FlateDecode" if compressed or packed else entries)
        self._data = compress(data) if compressed and not packed else data

    def format(self, document: Any) -> bytes:
        """The source of the stream; ``document`` is None for one that is never encrypted.

        CR LF stands before ``endstream``: after data that happens to end in CR, a lone LF would be read as the second
        half of one end of line, and the length would seem wrong.
        """
        data: bytes = self._data if document is None else document.encrypt.encode(self._data)
        head = f"<<{super().format(document).decode('ascii')}/Length {len(data)}>>\nstream\n"
        return head.encode("ascii") + data + b"\r\nendstream"


class DeflateFilter:
    """The ``FlateDecode`` filter for streams that reportlab makes; its own uses the zlib of the machine."""

    pdfname: Final = "FlateDecode"

    def encode(self, content: bytes | str) -> bytes:
        """The compressed content."""
        return compress(content.encode("latin-1") if isinstance(content, str) else content)


def formatted(obj: Any, document: object) -> bytes:
    """The source of any object of reportlab's model, with the end of line before ``endstream`` that it leaves out."""
    if isinstance(obj, RawObject):
        return obj.format(document)
    body: bytes = pdfdoc.format(obj, document, toplevel=1)
    ending = b"endstream\n"
    return body[: -len(ending)] + b"\r\nendstream" if body.endswith(ending) else body
