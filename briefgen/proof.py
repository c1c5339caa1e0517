"""The proof that a file holds nothing of what is not for its audience.

Nothing is believed of how the file was made: it may have come out of any program. All that is in it is read, and
searched for everything that the audience does not get.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args, get_origin

from briefgen.checks.traces import Seen, Term, Terms, fold, squeeze, terms_of, traces_in_code, traces_in_texts
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.errors import ResourceError
from briefgen.layout.language.locale import BUNDLED, LanguageLocale
from briefgen.model import Briefing
from briefgen.model.problems import shown
from briefgen.model.redaction import Reduction, reduced_for
from briefgen.model.walk import Placed
from briefgen.pdf.everything import MAX_FILE, read_everything
from briefgen.pdf.finds import Piece, Reach, TooMuchError
from briefgen.pdf.qpdf import NeedsPasswordError, UnreadableError
from briefgen.pdf.standard_names import KEYWORDS, MACHINE_TEXTS, NAMES
from briefgen.wordings import keys_of, texts_seen, wordings_of

_BATCH: Final = 8_000_000
_SHOWN_PATHS: Final = 8
_HEADER: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1_024

_KINDS: Final = {
    "text": "the whole text",
    "word": "the word",
    "number": "the number",
    "pair": "the figure",
    "phrase": "the words",
}


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that the audience does not get, and that is in the file.

    Attributes:
        path: of the withheld value in the whole briefing.
        what: what of it was found, in words.
        place: where in the file.
    """

    path: str
    what: str
    place: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the search of a file came to.

    Attributes:
        audience: the key of the audience.
        values: how many values the audience does not get.
        terms: how many texts, words, numbers and runs of words of them were sought.
        untold: the paths of the values of which nothing could be sought: they are too short, or may be seen elsewhere.
        objects, streams, bytes: how much of the file was read; bytes as they are when all is unpacked.
        pictures: how many pictures it has: their bytes were read, and what they show was not.
        leaks: what was found.
        unread: the places that could not be read, with the reason; a file with such places proves nothing.
    """

    audience: str
    values: int
    terms: int
    untold: tuple[str, ...]
    objects: int
    streams: int
    bytes: int
    pictures: int
    leaks: tuple[Leak, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    file: str | None = field(default=None, repr=False)

    @property
    def passed(self) -> bool:
        """Whether all of the file was read, and nothing was found."""
        return not self.leaks and not self.unread

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Each leak and each place that could not be read as an error, then what the search was, as a note."""
        return tuple(self._diagnostics())

    def _diagnostics(self) -> Iterator[Diagnostic]:
        for leak in self.leaks:
            verb = "are" if leak.what.startswith(_KINDS["phrase"]) else "is"
            message = (
                f"{leak.what}, withheld from the audience {shown(self.audience)}, {verb} in the file: {leak.place}"
            )
            hint = "do not hand the file out; render it again for the audience, and see what wrote this into it"
            yield Diagnostic("audience.leak", message, Place(path=leak.path), (hint,))
        for place, reason in self.unread:
            message = f"{place} cannot be searched: {reason}"
            hint = "use the file as briefgen wrote it"
            yield Diagnostic("audience.unread", message, Place(self.file), (hint,))
        if self.untold:
            listed = ", ".join(self.untold[:_SHOWN_PATHS])
            more = f" and {len(self.untold) - _SHOWN_PATHS} more" if len(self.untold) > _SHOWN_PATHS else ""
            message = f"of {len(self.untold)} withheld values nothing can be sought: {listed}{more}"
            hint = "they are too short, or stand in what the audience sees: look whether the pages give them away"
            yield Diagnostic("audience.untold", message, Place(self.file), (hint,), Severity.NOTE)
        pictures = f"; what its {self.pictures} pictures show was not looked at" if self.pictures else ""
        message = (
            f"{self.terms:,} texts, words and numbers of {self.values:,} withheld values were sought in "
            f"{self.objects:,} objects, {self.streams:,} streams and {self.bytes:,} bytes; {len(self.leaks)} were found"
            f"{pictures}"
        )
        yield Diagnostic("audience.searched", message, Place(self.file), severity=Severity.NOTE)


def prove(
    pdf: str | os.PathLike[str] | bytes, briefing: Briefing, audience: str, *, password: str | None = None
) -> Proof:
    """Search a finished file for everything that an audience does not get.

    Read are all objects and streams, packed or not and used or not, text through the fonts, attached files, the bytes
    of the file itself and its name. Sought are texts as a whole, and each word, number and run of words of them that
    stands nowhere in what the audience gets; without marks and case, forwards and backwards.

    While the file is read, qpdf's limits are set for the whole process.

    Args:
        pdf: the path of the file, or its bytes; of any program.
        briefing: the whole briefing.
        audience: the key of the audience that gets the file.
        password: of the file, if it has one.

    Raises:
        InvalidBriefing: ``audience.needed``: there can be no edition for the audience.
        ResourceError: the file is missing or cannot be read (``file.missing``, ``file.unreadable``), is no PDF
            (``proof.not-a-pdf``), has another password (``proof.encrypted``), is damaged (``proof.damaged``), or holds
            more than can be searched (``proof.too-large``).
        TypeError: the briefing is none, or the file is neither bytes nor a path.
        ValueError: the briefing has no such audience.
    """
    if not isinstance(briefing, Briefing):
        raise TypeError(f"a Briefing is needed, and this is of the type {type(briefing).__name__}")
    if not isinstance(pdf, str | bytes | os.PathLike):
        raise TypeError(f"the path of a PDF or its bytes are needed, and this is of the type {type(pdf).__name__}")
    reduction = reduced_for(briefing, audience)
    conventions = {(tag, each) for tag in briefing.all_languages for each in (None, briefing.conventions.get(tag))}
    found = (BUNDLED.find(tag, convention) for tag, convention in sorted(conventions, key=str))
    locales = [locale for locale in found if locale is not None]
    name = None if isinstance(pdf, bytes) else os.fspath(pdf)
    data = pdf if isinstance(pdf, bytes) else _read(Path(pdf))
    seen = Seen(texts_seen(reduction.briefing, locales))
    withheld = list(_texts_withheld(reduction, locales))
    terms = terms_of(withheld, seen)
    search = _Search(terms, frozenset(keys_of(reduction.briefing)))
    if name is not None:
        search.take(Piece("the name of the file", Path(name).name))
    reach = _searched(data, search, password, name)
    return Proof(
        audience=audience,
        values=len({path for path, _ in withheld}),
        terms=len(terms.sought),
        untold=terms.untold,
        objects=reach.objects,
        streams=reach.streams,
        bytes=reach.decoded,
        pictures=reach.pictures,
        leaks=search.leaks(),
        unread=tuple(dict.fromkeys(reach.unread)),
        file=name,
    )


def withheld_in(text: str, briefing: Briefing, audience: str) -> tuple[str, ...]:
    """The paths of withheld values of which something stands in a text that is given out, such as a file name.

    Args:
        text: the text.
        briefing: the whole briefing.
        audience: the key of the audience.
    """
    reduction = reduced_for(briefing, audience)
    seen = Seen((*texts_seen(reduction.briefing, ()), audience))
    terms = terms_of(_texts_withheld(reduction, ()), seen)
    return tuple(dict.fromkeys(trace.term.path for trace in traces_in_texts(terms, [text])))


def _texts_withheld(reduction: Reduction, locales: Iterable[LanguageLocale]) -> Iterator[tuple[str, str]]:
    """The path and every wording of each value that is withheld.

    A key that others still use is none, nor is one of the words that the model offers: every file may have those.
    """
    used = {source.key for source in reduction.briefing.sources}
    for placed in reduction.withheld:
        if (placed.field not in {"source", "sources"} or placed.value not in used) and not _is_choice(placed):
            yield from ((placed.path, text) for text in wordings_of(placed, locales))


def _is_choice(placed: Placed) -> bool:
    """Whether a value is a word for machines, such as the kind of a chart, or what is taken where none is given.

    A label of the Traffic Light Protocol is offered by the model as well, but printed as it is, in capitals.
    """
    declared = type(placed.owner).model_fields[placed.field]
    offered = any(get_origin(each) is Literal for each in (declared.annotation, *get_args(declared.annotation)))
    return placed.value == declared.default or (offered and str(placed.value).islower())


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise _proof_error("file.missing", "there is no such file", "look at the spelling of the path", path) from error
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise _proof_error("file.unreadable", message, "look at the path and its permissions", path) from error


def _searched(data: bytes, search: _Search, password: str | None, name: str | None) -> Reach:
    if _HEADER not in data[:_HEADER_WITHIN]:
        raise _proof_error("proof.not-a-pdf", "this is no PDF file", "name a PDF file", name)
    try:
        reach = read_everything(data, search.take, password or "")
    except NeedsPasswordError as error:
        message = "the file has a password" if password is None else "the password is not that of the file"
        hint = "give its password: --password-file on the command line, password= in Python"
        raise _proof_error("proof.encrypted", message, hint, name) from error
    except UnreadableError as error:
        message = "the file is damaged: it cannot be read as PDF"
        raise _proof_error("proof.damaged", message, "use an intact copy of the file", name) from error
    except TooMuchError as error:
        raise _proof_error("proof.too-large", str(error), "use a file that briefgen made", name) from error
    search.finish()
    return reach


def _proof_error(code: str, message: str, hint: str, name: object) -> ResourceError:
    return ResourceError([Diagnostic(code, message, Place(None if name is None else str(name)), (hint,))])


class _Search:
    """Searches the pieces of a file as they come, many at a time."""

    def __init__(self, terms: Terms, keys: frozenset[str]) -> None:
        self._terms = terms
        self._keys = keys
        # What is also a standard name, or a key of our own, would be found in the code of every file.
        common = "\0".join(squeeze(fold(name)) for name in (*NAMES, *KEYWORDS, *keys, *MACHINE_TEXTS))
        sought = tuple(term for term in terms.sought if term.kind != "word" or term.squeezed not in common)
        self._code_terms = Terms(tuple(term for term in sought if not term.whole), ())
        loose = (term for term in terms.sought if term.kind not in {"pair", "phrase"} and not term.whole)
        self._word_terms = Terms(tuple(loose), ())
        self._texts: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        self._code: list[Piece] = []
        self._size = 0
        self._found: dict[tuple[str, str], Leak] = {}

    def take(self, piece: Piece) -> None:
        """Search a piece, now or later."""
        if piece.code:
            self._code.append(piece)
        elif piece.loose:
            self._loose.setdefault(piece.text, piece.place)
        elif not piece.name or (piece.text not in NAMES and piece.text not in self._keys):
            self._texts.setdefault(piece.text, piece.place)
        self._size += len(piece.text)
        if self._size > _BATCH:
            self.finish()

    def finish(self) -> None:
        """Search what has not been searched yet."""
        for terms, texts in ((self._terms, self._texts), (self._word_terms, self._loose)):
            places = list(texts.values())
            for trace in traces_in_texts(terms, texts):
                self._note(trace.term, places[trace.piece])
        for trace in traces_in_code(self._code_terms, [piece.text for piece in self._code]):
            self._note(trace.term, self._code[trace.piece].place)
        self._texts, self._loose, self._code, self._size = {}, {}, [], 0

    def _note(self, term: Term, place: str) -> None:
        what = f"{_KINDS[term.kind]} {shown(term.written)}"
        self._found.setdefault((term.path, term.squeezed), Leak(term.path, what, place))

    def leaks(self) -> tuple[Leak, ...]:
        """What was found, in the order of the briefing as far as that is that of finding."""
        return tuple(self._found.values())
