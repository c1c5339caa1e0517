"""Everything that a PDF file holds, as text: for whoever must know that something is not in it.

The file may come from any program, and may mean harm. What qpdf finds is read object by object; the bytes of the file
are read as well, so that what no table refers to any more, such as an older revision, is not passed over.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from briefgen.pdf.drawn import CodeMap, code_map_of, drawn_text, read_code_map
from briefgen.pdf.qpdf import Limits, opened_foreign
from briefgen.pdf.readings import (
    inflate,
    is_noise,
    marked_up_texts,
    name_text,
    plain_texts_of,
    readings_of,
    strings_in_bytes,
    texts_of_string,
    unpacked_guesses,
)

if TYPE_CHECKING:
    import pikepdf

MAX_FILE: Final = 100_000_000
MAX_DECODED: Final = 400_000_000
MAX_OBJECTS: Final = 1_000_000
_MAX_STREAMS: Final = 200_000
_LIMITS: Final = Limits(unpacked=64_000_000, filters=8)
_MOST_NESTED: Final = 100
_MOST_INSIDE: Final = 3
_MOST_MEMBERS: Final = 10_000
_GZIP_WINDOW: Final = 31

_STREAM: Final = re.compile(rb"\bstream\r?\n")
# Identifiers and checksums, which are random bytes; and what stands before the name of a subset of a font.
_RANDOM: Final = (", /ID", ", /CheckSum", ", /O", ", /U", ", /OE", ", /UE", ", /Perms")
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_NAME: Final = re.compile(rb"/[^\x00-\x20()<>\[\]{}/%]+")
_END: Final = b"endstream"
_BEFORE: Final = 2_000
_OTHER_FILTER: Final = re.compile(rb"/(?:LZW|LZWDecode|RunLengthDecode|RL|Predictor)\b")
_DRAWS: Final = re.compile(rb"\bT[jJ]\b|\bBDC\b")
# Objects, drawing and maps of codes: what is in them is read otherwise.
_SYNTAX: Final = re.compile(rb"<<[^>]*/|\bT[jJ]\b|\bBDC\b|\bbegincmap\b|\bre\s+[fFSnW]\b")
_TEXTS: Final = frozenset({"attached file", "XMP metadata"})
_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_KINDS: Final = {"/EmbeddedFile": "attached file", "/Metadata": "XMP metadata", "/ObjStm": "object stream"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text from the file.

    Attributes:
        place: where it is, such as ``page 2, text`` or ``object 12, /Title``.
        text: the text.
        code: whether it is no text that somebody wrote, but bytes that were read as one.
        name: whether it stands where a program looks for a name: a key, or a value that is a name.
        loose: whether what stands side by side in it need not belong together.
    """

    place: str
    text: str
    code: bool = False
    name: bool = False
    loose: bool = False


@dataclass(slots=True)
class Reach:
    """How far the reading of a file went.

    Attributes:
        objects, streams, decoded: how many objects, streams and unpacked bytes were read.
        pictures: how many of the streams are pictures: their bytes were read, and not what they show.
        unread: the place of each part that could not be read, and why.
    """

    objects: int = 0
    streams: int = 0
    decoded: int = 0
    pictures: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)


class TooMuchError(Exception):
    """The file has, or unpacks to, more than can be looked at."""


def read_everything(data: bytes, take: Callable[[Piece], None], password: str = "") -> Reach:
    """Read a whole file.

    Args:
        data: the bytes of the file.
        take: is given each stretch of text, some in several readings.
        password: which opens it.

    Raises:
        NeedsPasswordError: the file has another password.
        UnreadableError: qpdf cannot read the file.
        TooMuchError: it has, or unpacks to, more than can be looked at.
    """
    if len(data) > MAX_FILE:
        raise TooMuchError(f"the file has more than {MAX_FILE:,} bytes")
    reach = Reach()
    reader = _File(reach, take)
    with opened_foreign(io.BytesIO(data), password, _LIMITS) as pdf:
        encrypted = bool(pdf.is_encrypted)
        reader.read_objects(pdf)
        reader.read_drawings(pdf)
    reader.read_bytes(data, encrypted=encrypted)
    return reach


class _File:
    """One file; there may be others in it."""

    def __init__(self, reach: Reach, take: Callable[[Piece], None], prefix: str = "", depth: int = 0) -> None:
        self._reach = reach
        self._take = take
        self._prefix = prefix
        self._depth = depth
        self._known: set[bytes] = set()  # digests of what has been read, packed and unpacked
        self._maps: dict[tuple[int, int], CodeMap] = {}

    def _add(self, place: str, text: str, **of_piece: bool) -> None:
        if text:
            self._take(Piece(self._prefix + place, text, **of_piece))

    def _miss(self, place: str, why: str) -> None:
        self._reach.unread.append((self._prefix + place, why))

    # What qpdf finds.

    def read_objects(self, pdf: pikepdf.Pdf) -> None:
        """The strings, names and streams of all objects, whether anything refers to them or not."""
        import pikepdf  # noqa: PLC0415 - who only renders does not wait for it

        if len(pdf.objects) > MAX_OBJECTS:
            raise TooMuchError(f"the file has more than {MAX_OBJECTS:,} objects")
        fonts = _font_files(pdf)
        self._values("trailer", pdf.trailer)
        for number, each in enumerate(pdf.objects, 1):
            self._reach.objects += 1
            self._values(f"object {number}", each)
            if isinstance(each, pikepdf.Stream):
                self._stream(f"object {number}", each, font=each.objgen in fonts)

    def _values(self, place: str, value: Any, depth: int = 0) -> None:
        """The strings, names and keys of a direct object; what it refers to comes by itself."""
        import pikepdf  # noqa: PLC0415 - the same

        if depth and isinstance(value, pikepdf.Object) and value.is_indirect:
            return
        if depth > _MOST_NESTED:
            self._miss(place, "it is nested too deeply")
        elif isinstance(value, pikepdf.String):
            data = bytes(value)
            random = is_noise(data) or place.endswith(_RANDOM)
            for text in texts_of_string(data):
                self._add(place, text, code=random)
        elif isinstance(value, pikepdf.Name):
            name = name_text(value.unparse().decode("latin-1"))
            self._add(place, _SUBSET.sub("", name), name=True)
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            self._entries(place, value, depth)
        elif isinstance(value, pikepdf.Array):
            for item in value:
                self._values(place, item, depth + 1)

    def _entries(self, place: str, value: Any, depth: int) -> None:
        try:
            entries = [(key, value.get(key)) for key in value.keys()]  # noqa: SIM118 - as pikepdf gives its keys
        except TypeError:  # pikepdf takes no keys that are not UTF-8
            dictionary = value.stream_dict if hasattr(value, "stream_dict") else value
            self._bytes(place, dictionary.unparse(), text=False)
            for name in _NAME.findall(dictionary.unparse()):
                self._add(place, name_text(name.decode("latin-1")), name=True)
            return
        for key, below in entries:
            self._add(place, name_text(key), name=True)
            self._values(f"{place}, {key}", below, depth + 1)

    def _stream(self, place: str, stream: Any, *, font: bool) -> None:
        import pikepdf  # noqa: PLC0415 - the same

        self._reach.streams += 1
        stated = stream.get("/Type")
        kind = next((word for name, word in _KINDS.items() if stated == name), "font" if font else "")
        named = f"{place} ({kind})" if kind else place
        picture = stream.get("/Subtype") == "/Image"
        self._reach.pictures += picture
        packed = stream.read_raw_bytes()
        self._known.add(_digest(packed.rstrip(b"\r\n")))
        try:
            data = stream.read_bytes()
        except pikepdf.PdfError:
            data = packed
            if not picture:  # what only filters for pictures unpack is no text
                self._miss(named, "it cannot be unpacked, or unpacks too far")
        self._known.add(_digest(data))
        self._bytes(named, data, text=not font and (kind in _TEXTS or not _SYNTAX.search(data)), noise=font)
        if not picture and not font:
            self._inside(named, data)

    def read_drawings(self, pdf: pikepdf.Pdf) -> None:
        """What pages draw, and the forms and patterns that are drawn on them."""
        import pikepdf  # noqa: PLC0415 - the same

        for number, page in enumerate(pdf.pages, 1):
            self._draw(f"page {number}", page, page.get("/Resources") or page.resources)
        for number, each in enumerate(pdf.objects, 1):
            if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == "/Form" or "/PatternType" in each):
                self._draw(f"object {number}", each, each.get("/Resources"))

    def _draw(self, place: str, content: Any, resources: Any) -> None:
        import pikepdf  # noqa: PLC0415 - the same

        named = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
        fonts: dict[str, CodeMap] = {}
        listed: Any = named if isinstance(named, pikepdf.Dictionary) else {}
        for name in listed.keys():  # noqa: SIM118 - the same
            font: Any = listed.get(name) if name.isascii() else None
            if isinstance(font, pikepdf.Dictionary):
                key = font.objgen if font.is_indirect else (0, len(self._maps))
                if key not in self._maps:
                    self._maps[key] = code_map_of(font)
                fonts[name] = self._maps[key]
        self._drawn(place, content, fonts)

    def _drawn(self, place: str, content: Any, fonts: Mapping[str, CodeMap], codes: CodeMap | None = None) -> None:
        import pikepdf  # noqa: PLC0415 - the same

        try:
            drawn = drawn_text(content, fonts, codes)
        except (pikepdf.PdfError, TypeError, ValueError):  # the last two of pikepdf, for what no content may have
            self._miss(place, "its content cannot be read")
            return
        for view in drawn.views:
            self._add(f"{place}, text", view)
        for view in drawn.placed:
            self._add(f"{place}, text", view, loose=True)
        for string in drawn.strings:
            for text in texts_of_string(string):
                self._add(f"{place}, content", text)

    # Bytes, whatever they are.

    def _bytes(self, place: str, data: bytes, *, text: bool, noise: bool = False) -> None:
        """A stretch of bytes, in every reading.

        Args:
            place: where it is.
            data: the bytes.
            text: whether they may be a text that somebody wrote, and not objects or drawing.
            noise: whether what looks like a string in them is none.
        """
        self._reach.decoded += len(data)
        if self._reach.decoded > MAX_DECODED:
            raise TooMuchError(f"the file unpacks to more than {MAX_DECODED:,} bytes")
        for reading in readings_of(data):
            self._add(place, reading, code=True)
        for string in strings_in_bytes(data):
            code = noise or is_noise(string)
            for said in texts_of_string(string):
                self._add(f"{place}, string", said, code=code)
        for written in plain_texts_of(data) if text else ():
            names, texts = marked_up_texts(written)
            for name in names:
                self._add(place, name, name=True)
            for each in texts:
                self._add(place, each)

    def _inside(self, place: str, data: bytes) -> None:
        """A file in a stream, such as an attached archive."""
        if not data.startswith((b"PK\x03\x04", b"%PDF-", b"\x1f\x8b")):
            return
        if self._depth >= _MOST_INSIDE:
            self._miss(place, "there are too many files in files")
            return
        inside = _File(self._reach, self._take, f"{self._prefix}{place} > ", self._depth + 1)
        if data.startswith(b"%PDF-"):
            # Only one file is open in qpdf at a time; all that is packed in this one is found in its bytes.
            inside.read_bytes(data, encrypted=b"/Encrypt" in data)
        elif data.startswith(b"PK"):
            inside.read_archive(data)
        else:
            inside.read_member("content", inflate(data, _LIMITS.unpacked + 1, _GZIP_WINDOW) or b"")

    def read_archive(self, data: bytes) -> None:
        """The files in a ZIP archive, such as a document of an office program."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = archive.infolist()
                if len(members) > _MOST_MEMBERS:
                    raise TooMuchError(f"an archive in the file has more than {_MOST_MEMBERS:,} files")
                for member in members:
                    self._add("name", member.filename)
                    with archive.open(member) as file:
                        self.read_member(member.filename, file.read(_LIMITS.unpacked + 1))
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
            self._miss("archive", "it cannot be unpacked")

    def read_member(self, name: str, data: bytes) -> None:
        """One of several files in a file."""
        if len(data) > _LIMITS.unpacked:
            raise TooMuchError(f"a file in the file has more than {_LIMITS.unpacked:,} bytes")
        self._bytes(name, data, text=True)
        self._inside(name, data)

    def read_bytes(self, data: bytes, *, encrypted: bool) -> None:
        """The bytes of the file, and every stream in them that has not been read yet."""
        self._bytes("bytes of the file", data, text=False)
        streams = list(itertools.islice(_STREAM.finditer(data), _MAX_STREAMS + 1))
        if len(streams) > _MAX_STREAMS:
            raise TooMuchError(f"the file has more than {_MAX_STREAMS:,} streams")
        if encrypted:  # what nothing refers to, nobody can decrypt
            if len(streams) > self._reach.streams or self._depth:
                self._miss("bytes of the file", "they have encrypted streams that nothing refers to")
            return
        contents = [content for match in streams for content in self._raw_stream(data, match)]
        for place, content in contents:  # when all maps of codes are known
            self._unreferred(place, content)

    def _raw_stream(self, data: bytes, match: re.Match[bytes]) -> Iterator[tuple[str, bytes]]:
        """A stream that may have been read before; what draws something comes back."""
        end = data.find(_END, match.end())
        end = len(data) if end < 0 else end
        if _digest(data[match.end() : end].rstrip(b"\r\n")) in self._known:
            return
        place = f"byte {match.start():,}"
        head = data[max(match.start() - _BEFORE, 0) : match.start()].rpartition(b" obj")[2]
        fresh = self._fresh(data, match.end(), end)
        if fresh and _OTHER_FILTER.search(head) and b"/XRef" not in head:
            self._miss(place, "nothing refers to this stream, and it cannot be unpacked")
        for each in fresh:
            self._bytes(place, each, text=not _SYNTAX.search(each))
            if b"beginbf" in each:
                self._maps[0, len(self._maps)] = read_code_map(each)
            if _DRAWS.search(each):
                yield place, each

    def _fresh(self, data: bytes, start: int, end: int) -> list[bytes]:
        """What a stream may unpack to, if none of it has been read before."""
        guesses = list(unpacked_guesses(data, start, end, _LIMITS.unpacked))
        digests = [_digest(each) for each in guesses]
        if not self._known.isdisjoint(digests):
            return []
        self._known.update(digests)
        return guesses

    def _unreferred(self, place: str, content: bytes) -> None:
        """Content whose fonts nobody names: with the codes of every font that there is, and of none."""
        import pikepdf  # noqa: PLC0415 - the same

        plain = CodeMap({bytes([code]): bytes([code]).decode("cp1252", "ignore") for code in range(256)}, (1,))
        with pikepdf.new() as empty:
            stream = pikepdf.Stream(empty, content)
            for codes in (plain, *self._maps.values()):
                self._drawn(place, stream, {}, codes)


def _font_files(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The font programs, which hold outlines and no text that is shown."""
    import pikepdf  # noqa: PLC0415 - the same

    found = set()
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary):
            programs = [each.get(key) for key in _FONT_FILES]
            found |= {program.objgen for program in programs if isinstance(program, pikepdf.Stream)}
    return found


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
