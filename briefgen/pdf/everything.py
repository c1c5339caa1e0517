"""Everything that a PDF file holds, as text: for whoever must know that something is not in it.

The file may come from any program, and may mean harm. What qpdf finds is read object by object; the bytes of the file
are read as well, so that what no table refers to any more, such as an older revision, is not passed over.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from briefgen.pdf.containers import ClosedError, is_container, is_pdf, is_picture, members_of
from briefgen.pdf.drawings import Drawings
from briefgen.pdf.finds import Finds, Piece, Reach, TooMuchError
from briefgen.pdf.leftovers import between_objects, comments_in, hidden_objects, names_in, without_streams
from briefgen.pdf.qpdf import Limits, NeedsPasswordError, UnreadableError, opened_foreign
from briefgen.pdf.readings import (
    inflated,
    is_noise,
    is_text,
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

_STREAM: Final = re.compile(rb"\bstream\r?\n")
# Identifiers and checksums, which are random bytes; and what stands before the name of a subset of a font.
_RANDOM: Final = (", /ID", ", /CheckSum", ", /O", ", /U", ", /OE", ", /UE", ", /Perms")
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_NOT_KNOWN: Final = "it is a file of a kind that is not known here"
_END: Final = b"endstream"
_BEFORE: Final = 2_000
_FILTERS: Final = re.compile(rb"/(?:Filter|F)\s*(\[[^\]]*\]|/[A-Za-z0-9]+)")
_FILTER: Final = re.compile(rb"[A-Za-z0-9]+")
# What is unpacked of streams that nothing refers to, and what unpacks nothing but pictures (ISO 32000-1, table 6).
_KNOWN_FILTERS: Final = {b"FlateDecode", b"Fl", b"ASCIIHexDecode", b"AHx", b"ASCII85Decode", b"A85"}
_OF_PICTURES: Final = {b"DCTDecode", b"DCT", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"CCF"}
_DRAWS: Final = re.compile(rb"\bT[jJ]\b|\bBDC\b")
# Objects, drawing and maps of codes: what is in them is read otherwise.
_SYNTAX: Final = re.compile(rb"<<[^>]*/|\bT[jJ]\b|\bBDC\b|\bbegincmap\b|\bre\s+[fFSnW]\b")
_TEXTS: Final = frozenset({"attached file", "XMP metadata"})
_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_KINDS: Final = {"/EmbeddedFile": "attached file", "/Metadata": "XMP metadata", "/ObjStm": "object stream"}


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
    first = _File(reach, take)
    first.read(data, password)
    # Only one file is open in qpdf at a time: those in this one have their turn when it is closed.
    left = first.inside
    while left:
        inside, content = left.pop()
        try:
            inside.read(content, "")
        except (NeedsPasswordError, UnreadableError):
            inside.miss("PDF file", "it cannot be opened")
            inside.read_bytes(content, encrypted=False)
        left += inside.inside
    return reach


class _File(Finds):
    """One file; there may be others in it."""

    def __init__(self, reach: Reach, take: Callable[[Piece], None], prefix: str = "", depth: int = 0) -> None:
        super().__init__(reach, take, prefix)
        self._depth = depth
        self._known: set[bytes] = set()  # digests of what has been read, packed and unpacked
        self._numbers: set[tuple[int, int]] = set()
        self._embedded: set[tuple[int, int]] = set()  # the attached files, by what refers to them
        self._untyped: dict[tuple[int, int], tuple[str, bool]] = {}  # streams that are no text: place, and if a picture
        self._drawings = Drawings(self)
        self.inside: list[tuple[_File, bytes]] = []  # the PDF files in this one

    def read(self, data: bytes, password: str) -> None:
        """The whole file.

        Raises:
            NeedsPasswordError, UnreadableError, TooMuchError: as ``read_everything`` does.
        """
        with opened_foreign(io.BytesIO(data), password, _LIMITS) as pdf:
            encrypted = bool(pdf.is_encrypted)
            self.read_objects(pdf)
            self._drawings.read(pdf)
        self.read_bytes(data, encrypted=encrypted)

    # What qpdf finds.

    def read_objects(self, pdf: pikepdf.Pdf) -> None:
        """The strings, names and streams of all objects, whether anything refers to them or not."""
        import pikepdf  # noqa: PLC0415 - who only renders does not wait for it

        if len(pdf.objects) > MAX_OBJECTS:
            raise TooMuchError(f"the file has more than {MAX_OBJECTS:,} objects")
        fonts = _font_files(pdf)
        self._values("trailer", pdf.trailer)
        for number, each in enumerate(pdf.objects, 1):
            self.reach.objects += 1
            if isinstance(each, pikepdf.Object):  # others are nulls
                self._numbers.add(each.objgen)
            self._values(f"object {number}", each)
            if isinstance(each, pikepdf.Stream):
                self._stream(f"object {number}", each, font=each.objgen in fonts)
        for number_of_file in self._embedded & self._untyped.keys():  # attached files that do not say so themselves
            place, picture = self._untyped[number_of_file]
            self.reach.pictures += picture
            if not picture:
                self.miss(place, _NOT_KNOWN)

    def _values(self, place: str, value: Any, depth: int = 0) -> None:
        """The strings, names and keys of a direct object; what it refers to comes by itself."""
        import pikepdf  # noqa: PLC0415 - the same

        if depth and isinstance(value, pikepdf.Object) and value.is_indirect:
            return
        if depth > _MOST_NESTED:
            self.miss(place, "it is nested too deeply")
        elif isinstance(value, pikepdf.String):
            data = bytes(value)
            random = is_noise(data) or place.endswith(_RANDOM)
            for text in texts_of_string(data):
                self.add(place, text, code=random)
        elif isinstance(value, pikepdf.Name):
            name = name_text(value.unparse().decode("latin-1"))
            self.add(place, _SUBSET.sub("", name), name=True)
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
            for name in names_in(dictionary.unparse()):
                self.add(place, name, name=True)
            return
        for key, below in entries:
            self.add(place, name_text(key), name=True)
            self._values(f"{place}, {key}", below, depth + 1)
            if key == "/EF" and hasattr(below, "values"):
                self._embedded.update(each.objgen for each in below.values() if hasattr(each, "objgen"))

    def _stream(self, place: str, stream: Any, *, font: bool) -> None:
        import pikepdf  # noqa: PLC0415 - the same

        self.reach.streams += 1
        stated = stream.get("/Type")
        kind = next((word for name, word in _KINDS.items() if stated == name), "font" if font else "")
        named = f"{place} ({kind})" if kind else place
        picture = stream.get("/Subtype") == "/Image"
        self.reach.pictures += picture
        packed = stream.read_raw_bytes()
        self._known.add(_digest(packed.rstrip(b"\r\n")))
        try:
            data = stream.read_bytes()
        except pikepdf.PdfError:
            data, _ = inflated(packed, _LIMITS.unpacked) or (packed, b"")
            filters = set(_FILTER.findall(stream.get("/Filter", pikepdf.Array()).unparse()))
            if not picture or not filters - _KNOWN_FILTERS <= _OF_PICTURES:  # what unpacks pictures is no text
                self.miss(named, "it cannot be unpacked, or unpacks too far")
        self._known.add(_digest(data))
        text = not font and (kind in _TEXTS or not _SYNTAX.search(data))
        self._bytes(named, data, text=text, noise=font)
        if not text and not font and not picture:
            self._comments(named, data)
        self._inside(named, data, attached=kind == "attached file")
        if not kind and not picture and not (is_text(data) or is_pdf(data) or is_container(data)):
            self._untyped[stream.objgen] = (named, is_picture(data))
        if packed != data:
            _, behind = inflated(packed, _LIMITS.unpacked) or (b"", b"")
            self._leftover(f"{named}, behind its end", behind)

    # Bytes, whatever they are.

    def _bytes(self, place: str, data: bytes, *, text: bool, noise: bool = False) -> None:
        """A stretch of bytes, in every reading.

        Args:
            place: where it is.
            data: the bytes.
            text: whether they may be a text that somebody wrote, and not objects or drawing.
            noise: whether what looks like a string in them is none.
        """
        self.reach.decoded += len(data)
        if self.reach.decoded > MAX_DECODED:
            raise TooMuchError(f"the file unpacks to more than {MAX_DECODED:,} bytes")
        for reading in readings_of(data):
            self.add(place, reading, code=True)
        for string in strings_in_bytes(data):
            code = noise or is_noise(string)
            for said in texts_of_string(string):
                self.add(f"{place}, string", said, code=code)
        for written in plain_texts_of(data) if text else ():
            names, texts = marked_up_texts(written)
            for name in names:
                self.add(place, name, name=True)
            for each in texts:
                self.add(place, each)

    def _inside(self, place: str, data: bytes, *, attached: bool = False) -> None:
        """A file in a stream, such as an attached archive; of an attached one it must be known what it is."""
        if not is_pdf(data) and not is_container(data):
            if attached and is_picture(data):
                self.reach.pictures += 1
            elif attached and not is_text(data):
                self.miss(place, _NOT_KNOWN)
            return
        if self._depth >= _MOST_INSIDE:
            self.miss(place, "there are too many files in files")
            return
        inside = _File(self.reach, self.take, f"{self.prefix}{place} > ", self._depth + 1)
        if is_pdf(data):
            self.inside.append((inside, data))
            return
        inside.read_container(data)
        self.inside += inside.inside

    def read_container(self, data: bytes) -> None:
        """The files in an archive, or in whatever else is packed."""
        try:
            for name, content in members_of(data, _LIMITS.unpacked):
                if len(content) > _LIMITS.unpacked:
                    raise TooMuchError(f"a file in the file has more than {_LIMITS.unpacked:,} bytes")
                self.add("name", name)
                self._bytes(name, content, text=True)
                self._inside(name, content, attached=True)
        except ClosedError as error:
            self.miss("archive", str(error))

    def _leftover(self, place: str, data: bytes) -> None:
        """Bytes where none belong: they must be a text, or something that can be unpacked."""
        if data.strip(b"\0\t\n\f\r "):
            self._bytes(place, data, text=True)
            self._inside(place, data, attached=True)

    def _comments(self, place: str, content: bytes) -> None:
        """The comments and names in objects, or in drawing."""
        for comment in comments_in(content):
            for text in texts_of_string(comment) if not is_noise(comment) else ():
                self.add(f"{place}, comment", text)
        for name in names_in(content):
            self.add(place, name, name=True)

    def read_bytes(self, data: bytes, *, encrypted: bool) -> None:
        """The bytes of the file, and every stream in them that has not been read yet."""
        self._bytes("bytes of the file", data, text=False)
        skeleton = without_streams(data)
        self._comments("bytes of the file", skeleton)
        for stretch in between_objects(skeleton):
            self._leftover("bytes between or behind the objects", stretch)
        streams = list(itertools.islice(_STREAM.finditer(data), _MAX_STREAMS + 1))
        if len(streams) > _MAX_STREAMS:
            raise TooMuchError(f"the file has more than {_MAX_STREAMS:,} streams")
        if encrypted:  # what nothing refers to, nobody can decrypt
            if len(streams) > self.reach.streams or hidden_objects(skeleton, self._numbers):
                self.miss("bytes of the file", "they have encrypted objects that nothing refers to")
            return
        contents = [content for match in streams for content in self._raw_stream(data, match)]
        for place, content in contents:  # when all maps of codes are known
            self._drawings.read_unreferred(place, content)

    def _raw_stream(self, data: bytes, match: re.Match[bytes]) -> Iterator[tuple[str, bytes]]:
        """A stream that may have been read before; what draws something comes back."""
        end = data.find(_END, match.end())
        end = len(data) if end < 0 else end
        if _digest(data[match.end() : end].rstrip(b"\r\n")) in self._known:
            return
        place = f"byte {match.start():,}"
        head = data[max(match.start() - _BEFORE, 0) : match.start()].rpartition(b" obj")[2]
        fresh = self._fresh(data, match.end(), end)
        filters = {name for listed in _FILTERS.findall(head) for name in _FILTER.findall(listed)}
        if fresh and b"/XRef" not in head and (b"/Predictor" in head or not filters <= _KNOWN_FILTERS):
            self.miss(place, "nothing refers to this stream, and it cannot be unpacked")
        for each in fresh:
            self._bytes(place, each, text=not _SYNTAX.search(each))
            self._inside(place, each)
            if _SYNTAX.search(each):
                self._comments(place, each)
            if b"beginbf" in each:
                self._drawings.add_map(each)
            if _DRAWS.search(each):
                yield place, each

    def _fresh(self, data: bytes, start: int, end: int) -> list[bytes]:
        """What a stream may unpack to, if none of it has been read before."""
        guesses = list(unpacked_guesses(data, start, end, _LIMITS.unpacked))
        digests = [_digest(each) for each in guesses]
        fresh = [each for each, digest in zip(guesses, digests, strict=True) if digest not in self._known]
        # Where something of it is known, it is that, packed in another way; only what stands behind that is not.
        found = fresh if len(fresh) == len(guesses) else [each for each in fresh if each is not guesses[0]]
        self._known.update(digests)
        return found


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
