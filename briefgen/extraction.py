"""The way back: from a file to the briefing that it was made from.

The file may come from anybody. Whatever it unpacks to is limited, and what it says is checked like any input.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from briefgen import __version__
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.embedding import BRIEFING_NAME, RENDERING_NAME, Rendering
from briefgen.errors import ResourceError
from briefgen.model import Briefing, loads
from briefgen.model.document import MAX_BYTES
from briefgen.pdf.profiles import PROFILES
from briefgen.pdf.qpdf import MAX_UNPACKED, NeedsPasswordError, UnreadableError, opened_foreign, unpacks_too_far

if TYPE_CHECKING:
    import pikepdf

_MAX_RECORD: Final = 100_000
_MAX_ASSOCIATED: Final = 1_000

# PDF Reference, sixth edition, appendix H, note 13: readers look for the header in the first 1,024 bytes.
_HEADER: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1_024


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What ``extract`` found in a file.

    ``render(extracted.briefing, **extracted.options)`` gives the same bytes, by the same version of briefgen and of the
    libraries that its bytes depend on.

    Attributes:
        briefing: the briefing, as far as the edition shows it.
        edition: the edition that the file is.
        page_size: its page size.
        profile: the standards that it claims, as ``render`` calls them.
        fit: how it was set to fit, as ``render`` calls it; None where it was not.
        theme: the name of its theme; None for a theme that was given by its path, which the file does not hold.
        own_locales: whether labels are out of files that were given or found beside the theme; the file does not hold
            them.
        date: what the file says about when it was made, in UTC; None where it says nothing.
        producer: the program that made it, and its version.
        diagnostics: notes on what keeps it from giving the same bytes.
    """

    briefing: Briefing = field(repr=False)
    edition: str
    page_size: str
    profile: str
    fit: str | None
    theme: str | None
    own_locales: bool
    date: dt.datetime | None
    producer: str
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def options(self) -> dict[str, Any]:
        """The arguments of ``render``, but for a theme and files of languages that the file does not hold."""
        named = {} if self.theme is None else {"theme": self.theme}
        fixed = {"edition": self.edition, "page_size": self.page_size, "profile": self.profile, "date": self.date}
        return fixed | named | ({} if self.fit is None else {"fit": self.fit})


def extract(
    source: str | os.PathLike[str] | bytes | bytearray | memoryview, *, password: str | None = None
) -> Extracted:
    """The briefing that a file of the profile ``a3a`` or ``ua2`` was made from.

    While the file is read, qpdf's limits are lowered for the whole process: what is packed in it may not unpack to
    more than 4 million bytes.

    Args:
        source: the path of a PDF file, or its bytes, as any bytes-like object.
        password: for a file that somebody has encrypted; briefgen embeds nothing in a file with a password.

    Raises:
        InvalidBriefing: what is embedded is no briefing that this briefgen can read; ``model.newer-schema`` says that
            it comes from a newer one.
        ResourceError: the file is missing or cannot be read (``file.missing``, ``file.is-a-directory``,
            ``file.unreadable``), is no PDF (``extract.not-a-pdf``), has a password (``extract.encrypted``), holds no
            briefing (``extract.no-source``), or one that is damaged (``extract.damaged``) or too large
            (``extract.too-large``).
        TypeError: ``source`` is neither a path nor bytes, or the password is no text.
        ValueError: the password holds half of a character.
    """
    if isinstance(source, bytearray | memoryview):
        source = bytes(source)
    if not isinstance(source, str | os.PathLike | bytes):
        raise TypeError(f"a path or the bytes of a file are needed, and this is of the type {type(source).__name__}")
    name = None if isinstance(source, bytes) else os.fspath(source)
    if not isinstance(name, str | None):
        raise TypeError("the path must be a text, or an os.PathLike of one")
    _require_text(password)
    reader = _Reader(name)
    with ExitStack() as stack:
        file = io.BytesIO(source) if isinstance(source, bytes) else stack.enter_context(reader.opened(source))
        pdf = stack.enter_context(reader.parsed(file, password))
        found = reader.associated_files(pdf)
        text = reader.text_of(found[BRIEFING_NAME], MAX_BYTES)
        record = reader.text_of(found[RENDERING_NAME], _MAX_RECORD)
    rendering = reader.rendering(record)
    inside = BRIEFING_NAME if name is None else f"{name}: {BRIEFING_NAME}"
    return Extracted(
        briefing=loads(text, format="json", name=inside),
        edition=rendering.edition,
        page_size=rendering.page_size,
        profile=rendering.profile,
        fit=rendering.fit,
        theme=rendering.theme,
        own_locales=rendering.own_locales,
        date=rendering.date,
        producer=rendering.producer,
        diagnostics=tuple(_notes(rendering, name)),
    )


def _require_text(password: object) -> None:
    """Refuse what no reader can be given as a password; the message never quotes it."""
    if password is None:
        return
    if not isinstance(password, str):
        raise TypeError(f"the password must be a text, and it is of the type {type(password).__name__}")
    if any("\ud800" <= character <= "\udfff" for character in password):
        raise ValueError("the password holds half of a character, a surrogate alone, and no file can have such a one")


def _notes(rendering: Rendering, name: str | None) -> Iterator[Diagnostic]:
    """What keeps the briefing from giving the same bytes."""
    here = f"briefgen {__version__}"
    if rendering.producer != here:
        message = f'the file was made by "{rendering.producer}", and this is {here}'
        hint = "for the same bytes, render with the version that made it"
        yield Diagnostic("extract.other-version", message, Place(name), (hint,), Severity.NOTE)
    if rendering.theme is None:
        message = "the file was made with a theme of its own, which it does not hold"
        hint = "give the file of the theme"
        yield Diagnostic("extract.own-theme", message, Place(name), (hint,), Severity.NOTE)
    if rendering.own_locales:
        message = "the file was made with files of languages of its own, which it does not hold"
        yield Diagnostic("extract.own-locales", message, Place(name), ("give these files",), Severity.NOTE)


class _Reader:
    """Reads a file of somebody else's; whatever is wrong with it is a ``ResourceError`` with its name."""

    def __init__(self, name: str | None) -> None:
        self.name = name

    def opened(self, path: str | os.PathLike[str]) -> BinaryIO:
        """The file of a path; one that would wait for somebody to write into it is never opened."""
        try:
            mode = Path(path).stat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                message, hint = "this is a pipe or a device, and no file", "save it to a file, and name that"
                raise _extract_error("file.unreadable", message, hint, self.name)
            return Path(path).open("rb")
        except FileNotFoundError as error:
            hint = "look at the spelling of the path"
            raise _extract_error("file.missing", "there is no such file", hint, self.name) from error
        except IsADirectoryError as error:
            hint = "name a file in it"
            raise _extract_error("file.is-a-directory", "this is a directory", hint, self.name) from error
        except (OSError, ValueError) as error:  # a ValueError is a null character in the path
            message = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
            hint = "look at the path and its permissions"
            raise _extract_error("file.unreadable", message, hint, self.name) from error

    @contextmanager
    def parsed(self, file: BinaryIO, password: str | None) -> Iterator[pikepdf.Pdf]:
        """The document, for as long as the limits hold."""
        if _HEADER not in self._start_of(file):
            hint = "name a PDF file that briefgen made"
            raise _extract_error("extract.not-a-pdf", "this is no PDF file", hint, self.name)
        try:
            with opened_foreign(file, password or "") as pdf:
                yield pdf
        except NeedsPasswordError as error:
            message = "the file has a password" if password is None else "the password is not that of the file"
            hint = "give its password: --password-file on the command line, password= in Python"
            raise _extract_error("extract.encrypted", message, hint, self.name) from error
        except UnreadableError as error:
            if unpacks_too_far(file):
                raise self.too_large() from error
            raise self.damaged("it cannot be read as PDF") from error
        except ResourceError as error:  # what is too large is not there for qpdf, whatever is looked for
            if unpacks_too_far(file):
                raise self.too_large() from error
            raise

    def _start_of(self, file: BinaryIO) -> bytes:
        try:
            start = file.read(_HEADER_WITHIN)
            file.seek(0)
        except OSError as error:
            message, hint = f"the file cannot be read: {error.strerror or error}", "name a file, not a pipe"
            raise _extract_error("file.unreadable", message, hint, self.name) from error
        return start

    def associated_files(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Stream]:
        """The embedded files of ours, by name (ISO 19005-3, annex E)."""
        import pikepdf  # noqa: PLC0415 - as above

        associated = pdf.Root.get("/AF")
        found: dict[str, pikepdf.Stream] = {}
        if isinstance(associated, pikepdf.Array):
            for index in range(min(len(associated), _MAX_ASSOCIATED)):
                specification: Any = associated[index]
                if not isinstance(specification, pikepdf.Dictionary):
                    continue
                files = specification.get("/EF")
                stream = files.get("/F") if isinstance(files, pikepdf.Dictionary) else None
                for name in (BRIEFING_NAME, RENDERING_NAME):
                    if specification.get("/UF") == name and isinstance(stream, pikepdf.Stream):
                        found.setdefault(name, stream)
        if BRIEFING_NAME not in found:
            raise self.without_source("no briefing is embedded in the file", ours=_is_ours(pdf))
        if RENDERING_NAME not in found:
            message = f'the "{BRIEFING_NAME}" in the file is none of briefgen\'s, which come with "{RENDERING_NAME}"'
            raise self.without_source(message, ours=False)
        return found

    def without_source(self, message: str, *, ours: bool) -> ResourceError:
        """The error for a file that holds no briefing."""
        embedding = " and ".join(profile.name for profile in PROFILES.values() if profile.source)
        hint = f"the profiles {embedding} embed the briefing, and the others do not: use a file of one of them"
        foreign = "another program seems to have made or changed the file: use one as briefgen wrote it"
        hints = (hint,) if ours else (foreign, hint)
        return ResourceError([Diagnostic("extract.no-source", message, Place(self.name), hints)])

    def text_of(self, stream: pikepdf.Stream, most: int) -> str:
        """The text of an embedded file, unpacked no further than to ``most`` bytes."""
        import pikepdf  # noqa: PLC0415 - as above

        parameters = stream.get("/Params")
        checksum = parameters.get("/CheckSum") if isinstance(parameters, pikepdf.Dictionary) else None
        if not isinstance(checksum, pikepdf.String):
            raise self.damaged("an embedded file has no checksum")
        data = self._unpacked(stream, most)
        if len(data) > most:
            message = f"an embedded file unpacks to more than {most:,} bytes"
            raise _extract_error("extract.too-large", message, "use a file that briefgen made", self.name)
        if hashlib.md5(data, usedforsecurity=False).digest() != bytes(checksum):
            raise self.damaged("an embedded file does not have its checksum")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.damaged("an embedded file is not UTF-8") from error

    def _unpacked(self, stream: pikepdf.Stream, most: int) -> bytes:
        """The content of a stream, or its first ``most + 1`` bytes (ISO 32000-1, 7.4.4)."""
        import pikepdf  # noqa: PLC0415 - as above

        filters: Any = stream.get("/Filter")
        packed = stream.read_raw_bytes()
        if filters is None:
            return packed
        names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
        if names != [pikepdf.Name.FlateDecode] or "/DecodeParms" in stream:
            raise self.damaged("an embedded file is packed in another way than briefgen packs")
        inflater = zlib.decompressobj()
        try:
            data = inflater.decompress(packed, most + 1)
        except zlib.error as error:
            raise self.damaged("an embedded file cannot be unpacked") from error
        if not inflater.eof and len(data) <= most:
            raise self.damaged("an embedded file is cut short")
        return data

    def rendering(self, record: str) -> Rendering:
        """How the file was rendered."""
        try:
            return Rendering.from_json(record)
        except ValueError as error:
            raise self.damaged(f'"{RENDERING_NAME}" is not what briefgen writes: {error}') from error

    def too_large(self) -> ResourceError:
        """The error for a file whose structure goes over the limit."""
        message = f"a stream with the objects of the file unpacks to more than {MAX_UNPACKED:,} bytes"
        return _extract_error("extract.too-large", message, "use a file that briefgen made", self.name)

    def damaged(self, what: str) -> ResourceError:
        """The error for a file in which something is not as it was."""
        message = f"the file is damaged: {what}"
        return _extract_error("extract.damaged", message, "use an intact copy of the file", self.name)


def _is_ours(pdf: pikepdf.Pdf) -> bool:
    """Whether the file says that briefgen made it, in its Info dictionary; files without one embed the briefing."""
    import pikepdf  # noqa: PLC0415 - as above

    info: Any = pdf.trailer.get("/Info")
    producer = info.get("/Producer") if isinstance(info, pikepdf.Dictionary) else None
    return isinstance(producer, pikepdf.String) and bytes(producer).startswith(b"briefgen ")


def _extract_error(code: str, message: str, hint: str, name: str | None) -> ResourceError:
    return ResourceError([Diagnostic(code, message, Place(name), (hint,))])
