"""The texts of sources, from files beside the briefing. Nothing is ever fetched."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias

from briefgen.checks.html_text import html_text
from briefgen.checks.pdf_text import PdfText, Range, pdf_text
from briefgen.checks.plain_text import UnreadableTextError, plain_text
from briefgen.checks.rule import Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.briefing import Briefing
from briefgen.model.sources import Source

MAX_BYTES: Final = 20_000_000
"""The most bytes that a file of a source may have."""

_Reader: TypeAlias = Callable[[bytes], str | PdfText]

_READERS: Final[Mapping[str, _Reader]] = {
    ".html": html_text,
    ".htm": html_text,
    ".xhtml": html_text,
    ".pdf": pdf_text,
}
"""By the ending of the file; all others are plain text."""

Absence = Literal["no-text", "no-folder", "no-file", "outside-folder", "unreadable"]

OUTSIDE_FOLDER: Final = Rule(
    "source.outside-folder",
    Severity.ERROR,
    "the file of a source is not in the folder of the briefing",
    "sources:\n  - key: mo\n    text: {file: link-to-elsewhere.txt}",
    "copy the file into the folder of the briefing; links out of it are not followed",
)
MISSING: Final = Rule(
    "source.missing",
    Severity.WARNING,
    "the file of a source is not there",
    "sources:\n  - key: mo\n    text: {file: sources/mo.txt}",
    "put the file where the briefing says, or correct the path",
)
UNREADABLE: Final = Rule(
    "source.unreadable",
    Severity.WARNING,
    "the file of a source has no text that can be relied on",
    "sources:\n  - key: mo\n    text: {file: sources/scanned.pdf}",
    "save the text of the source in UTF-8, in a file that ends in .txt",
)
CHANGED: Final = Rule(
    "source.changed",
    Severity.WARNING,
    "the file of a source is not the one whose hash is recorded",
    "sources:\n  - key: mo\n    sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
    "    text: {file: sources/mo.txt}",
    "look at what has changed in the source, then record the hash of the file as it is now",
)
RULES: Final[tuple[Rule, ...]] = (OUTSIDE_FOLDER, MISSING, UNREADABLE, CHANGED)


@dataclass(frozen=True, slots=True)
class SourceContent:
    """The text of a source.

    Attributes:
        text: the text, as its reader gives it.
        extent: whether it is the whole source or excerpts, parted by blank lines.
        file: where it comes from, as it was named.
        sha256: the SHA-256 hash of the file (FIPS 180-4), in lower-case hexadecimal digits.
        format: what the file is; the text of a PDF is what a program makes of it.
        doubtful: ranges of the text in which two readings of a PDF differ, in order.
        second: the text of the second reading of a PDF.
    """

    text: str = field(repr=False)
    extent: Literal["whole", "excerpts"]
    file: str
    sha256: str
    format: Literal["text", "html", "pdf"] = "text"
    doubtful: tuple[Range, ...] = ()
    second: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no text of a source.

    Attributes:
        absence: the kind of reason.
        reason: a fact, in a sentence without a full stop.
        file: the file that was named; None where none was.
    """

    absence: Absence
    reason: str
    file: str | None = None


class SourceTexts:
    """The texts of the sources of a briefing, each read once.

    Args:
        folder: the folder of the briefing, in which the files that it names are; None where it has none.
        overrides: files by the keys of sources, to be read in the place of those that the briefing names. They may be
            anywhere, and hold the whole source.
    """

    def __init__(self, folder: Path | None, overrides: Mapping[str, Path] | None = None) -> None:
        self._folder = folder
        self._overrides = dict(overrides or {})
        self._known: dict[str, SourceContent | Missing] = {}

    def of(self, source: Source) -> SourceContent | Missing:
        """The text of a source, or why there is none."""
        if source.key not in self._known:
            self._known[source.key] = self._read(source)
        return self._known[source.key]

    def overridden(self, source: Source) -> bool:
        """Whether a file was given for a source in the place of the one that the briefing names."""
        return source.key in self._overrides

    def _read(self, source: Source) -> SourceContent | Missing:
        if self.overridden(source):
            path = self._overrides[source.key]
            return _content(path, str(path), "whole")
        if source.text is None:
            return Missing("no-text", "the briefing names no file with its text")
        name = source.text.file
        if self._folder is None:
            return Missing("no-folder", f"the briefing has no folder, so {name} cannot be found", name)
        found = inside_folder(self._folder, name)
        return found if isinstance(found, Missing) else _content(found, name, source.text.extent)


def inside_folder(folder: Path, name: str) -> Path | Missing:
    """The real place of a file, all links followed, if that is in the folder."""
    try:
        real = folder.resolve(strict=True)
        path = (real / name).resolve(strict=True)
    except FileNotFoundError:
        return Missing("no-file", f"there is no file {name} in the folder of the briefing", name)
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links, a null character
        return Missing("unreadable", f"{name} cannot be read: {getattr(error, 'strerror', None) or error}", name)
    if not path.is_relative_to(real):
        return Missing("outside-folder", f"{name} leads out of the folder of the briefing", name)
    return path


def _content(path: Path, name: str, extent: Literal["whole", "excerpts"]) -> SourceContent | Missing:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Missing("unreadable", f"{name} is no file, but a folder, a pipe or a device", name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Missing("no-file", f"there is no file {name}", name)
    except (OSError, ValueError) as error:
        return Missing("unreadable", f"{name} cannot be read: {getattr(error, 'strerror', None) or error}", name)
    if len(data) > MAX_BYTES:
        return Missing("unreadable", f"{name} has more than {MAX_BYTES:,} bytes", name)
    try:
        return _read(data, _READERS.get(path.suffix.lower(), plain_text), name, extent)
    except UnreadableTextError as error:
        return Missing("unreadable", f"{name} cannot be used: {error}", name)


def _read(data: bytes, reader: _Reader, name: str, extent: Literal["whole", "excerpts"]) -> SourceContent:
    read = reader(data)
    sha256 = hashlib.sha256(data).hexdigest()
    if isinstance(read, PdfText):
        return SourceContent(read.text, extent, name, sha256, "pdf", read.doubtful, read.second)
    return SourceContent(read, extent, name, sha256, "text" if reader is plain_text else "html")


def source_diagnostics(
    briefing: Briefing, texts: SourceTexts, keys: Iterable[str] | None = None
) -> Iterator[Diagnostic]:
    """What is wrong with the files of sources.

    Args:
        briefing: the briefing.
        texts: the texts of its sources.
        keys: the sources to look at; all, where this is None.
    """
    wanted = None if keys is None else frozenset(keys)
    for number, source in enumerate(briefing.sources):
        if wanted is None or source.key in wanted:
            yield from _about(source, f"sources[{number}]", texts)


def _about(source: Source, path: str, texts: SourceTexts) -> Iterator[Diagnostic]:
    if source.text is None and not texts.overridden(source):
        return
    place = path if source.text is None else f"{path}.text.file"
    content = texts.of(source)
    if isinstance(content, SourceContent):
        # The hash is that of the file which the briefing names; another file, given for this check, may be another.
        if source.sha256 not in {None, content.sha256} and not (source.text and texts.overridden(source)):
            yield CHANGED.broken(
                f"{path}.sha256", f"{content.file} has the hash {content.sha256}, not the recorded one"
            )
        return
    match content.absence:
        case "outside-folder":
            yield OUTSIDE_FOLDER.broken(place, content.reason)
        case "no-file":
            yield MISSING.broken(place, content.reason)
        case "unreadable":
            yield UNREADABLE.broken(place, content.reason)
        case "no-text" | "no-folder":
            pass  # said with each quote, which could not be looked for
