"""From a text with inline markup to the spans of a paragraph: faces, colours, links and citation marks."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple, TypeAlias

from briefgen.layout.language.abbreviations import Abbreviations
from briefgen.layout.theming.theme import TextStyle
from briefgen.model.markup import InlineSpan, parse_inline
from briefgen.text.paragraph import Isolation, ParagraphText, TextSpan, Version

ChangeMark: TypeAlias = Literal["removed", "added"]
LineMark: TypeAlias = Literal["removed", "added", "link"]
"""How a stretch is marked that has changed: struck through, or underlined."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link goes: an address outside, or a named destination of the document.

    Attributes:
        address, destination: one of the two.
        contents: what stands for the link where it cannot be seen.
        anchor: the name of the place of the link itself, where something else goes back to it.
    """

    address: str | None = None
    destination: str | None = None
    contents: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class StyledText:
    """A paragraph ready for the text engine, and what a flowable needs to draw its spans.

    Attributes:
        paragraph: the spans with their faces.
        colours: the colour of each span.
        targets: where each span goes when it is a link.
        expansions: what each span is read out as when it is a short form.
        marks: how each span is marked when it has changed, or is a link.
    """

    paragraph: ParagraphText
    colours: tuple[str, ...]
    targets: tuple[Target | None, ...]
    expansions: tuple[str | None, ...]
    marks: tuple[LineMark | None, ...] = ()


# Not frozen, though nothing changes a piece: a frozen one takes three times as long to make, and pages have a thousand.
@dataclass(slots=True, unsafe_hash=True)
class Piece:
    """A stretch of text before it has faces.

    Attributes:
        text: its characters.
        strong, emphasis: how it is marked.
        colour: where it is not that of the style.
        target: where it goes, when it is a link.
        keeps_to_previous: no line break before it.
        style: where it is not that of the paragraph.
        isolation: how it takes part in the order of the paragraph, such as an address, which goes from left to right.
        separates: not drawn where a line ends after it.
        expansion: what it is read out as, when it is a short form.
        mark: how it is marked, when it has changed.
        unbroken: no line ends in it, where it fits on one.
        version: which version of a text has it, where two are shown at once.
        path: where in the briefing the text stands; empty for what briefgen itself says. Pieces are equal where they
            look alike, wherever they stand.
        offset: how many characters of the text at ``path`` stand before it, markup not counted.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    colour: str | None = None
    target: Target | None = None
    keeps_to_previous: bool = False
    style: TextStyle | None = None
    isolation: Isolation = "recognised"
    separates: bool = False
    expansion: str | None = None
    mark: LineMark | None = None
    unbroken: bool = False
    version: Version | None = None
    path: str = field(default="", compare=False)
    offset: int = field(default=0, compare=False)

    def restyled(self, style: TextStyle) -> Piece:
        """The piece in a style of its own."""
        return replace(self, style=style)

    def bold(self) -> Piece:
        """The piece in the strong weight."""
        return replace(self, strong=True)

    def coloured(self, colour: str) -> Piece:
        """The piece in a colour of its own."""
        return replace(self, colour=colour)


class ComposedText(NamedTuple):
    """A paragraph, and the pieces that it was made of: where its characters come from."""

    pieces: tuple[Piece, ...]
    paragraph: ParagraphText


class InlineBuilder:
    """Turns texts of one language into styled texts.

    Attributes:
        language: BCP 47 tag of the paragraphs.
        texts: everything that was styled, in that order.
    """

    def __init__(
        self,
        language: str,
        languages_of_scripts: tuple[tuple[str, str], ...],
        source_targets: Mapping[str, tuple[str, Target]],
        *,
        link_contents: Callable[[str], str],
        link_colour: str,
        abbreviations: Abbreviations,
    ) -> None:
        """Prepare for one language.

        Args:
            language: BCP 47 tag of the paragraphs.
            languages_of_scripts: the languages of stretches in other scripts.
            source_targets: for each source key its mark, such as ``[1]``, and where the mark goes.
            link_contents: what a link to an address says about itself.
            link_colour: the colour of links and citation marks.
            abbreviations: the short forms that are found in texts.
        """
        self.language = language
        self.texts: list[ComposedText] = []
        self._languages_of_scripts = languages_of_scripts
        self._source_targets = source_targets
        self._places = {key: place for place, key in enumerate(source_targets)}
        self._link_contents = link_contents
        self._link_colour = link_colour
        self._abbreviations = abbreviations
        self._uncited = {target.destination: key for key, (_, target) in source_targets.items()}

    def marked_up(self, text: str, path: str) -> list[Piece]:
        """The pieces of a text with inline markup, which stands at ``path`` of the briefing."""
        pieces: list[Piece] = []
        offset = 0
        for span in parse_inline(text):
            if span.citations:
                isolation = _isolation_of(span)
                for piece in self.citations(span.citations, spaced=False):
                    pieces.append(piece if isolation == "recognised" else replace(piece, isolation=isolation))
                    isolation = isolation if span.direction is None else "continued"
            else:
                pieces += self.expanded(self._piece(span, path, offset))
                offset += len(span.text)
        return pieces

    def expanded(self, piece: Piece) -> list[Piece]:
        """A piece of a text, cut so that each short form of the glossary in it has its expansion."""
        pieces: list[Piece] = []
        last = 0
        for start, end, expansion in self._abbreviations.find(piece.text):
            if last < start:
                pieces.append(_cut(piece, last, start))
            pieces.append(replace(_cut(piece, start, end), expansion=expansion))
            last = end
        if not pieces:
            return [piece]
        return [*pieces, _cut(piece, last, len(piece.text))] if last < len(piece.text) else pieces

    def _piece(self, span: InlineSpan, path: str, offset: int) -> Piece:
        piece = Piece(
            span.text,
            strong=span.strong,
            emphasis=span.emphasis,
            isolation=_isolation_of(span),
            path=path,
            offset=offset,
        )
        return piece if span.link is None else self.linked(piece, span.link)

    def linked(self, piece: Piece, address: str) -> Piece:
        """A piece as a link to an address, in the colour of links and with their mark, which needs no colour."""
        target = Target(address=address, contents=self._link_contents(address))
        return replace(piece, colour=self._link_colour, target=target, mark="link")

    def address(self, url: str, path: str) -> Piece:
        """An address that is shown without its scheme, and is a link to itself."""
        target = Target(address=url, contents=self._link_contents(url))
        shown = url
        for scheme in ("https://", "mailto:", "tel:"):
            shown = shown.removeprefix(scheme)
        return Piece(shown, target=target, isolation="ltr", path=path)

    def citations(self, keys: Sequence[str], *, spaced: bool = True, ordered: bool = False) -> list[Piece]:
        """The marks of sources; they stay on the line of what they stand behind.

        Args:
            keys: of the sources.
            spaced: put a space before the first mark too.
            ordered: by number, where the author gave a list and not a text.
        """
        pieces: list[Piece] = []
        for index, key in enumerate(sorted(keys, key=self._places.__getitem__) if ordered else keys):
            mark, target = self._source_targets[key]
            if index or spaced:
                pieces.append(Piece(" ", keeps_to_previous=True))
            pieces.append(Piece(mark, target=target, colour=self._link_colour, keeps_to_previous=True))
        return pieces

    def noting_citations(self, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """The pieces of a paragraph that will be drawn; the first citation of a source can be gone back to."""
        noted: list[Piece] | None = None
        for index, piece in enumerate(pieces):
            if piece.target is not None and piece.target.destination in self._uncited:
                anchor = self.first_citation(self._uncited.pop(piece.target.destination))
                noted = noted or list(pieces)
                noted[index] = replace(piece, target=replace(piece.target, anchor=anchor))
        return noted or pieces

    def is_cited(self, key: str) -> bool:
        """Whether a paragraph that has been made cites a source."""
        return key not in self._uncited.values()

    def first_citation(self, key: str) -> str:
        """The name of the place where a source is cited first."""
        return f"{self.language}.cited.{key}"

    def styled(self, pieces: Sequence[Piece], style: TextStyle, *, language: str | None = None) -> StyledText:
        """Give pieces the faces and colours of a style; ``language`` if it is not the builder's."""
        made = _styled(tuple(pieces), style, language or self.language, self._languages_of_scripts)
        self.texts.append(ComposedText(tuple(pieces), made.paragraph))
        return made


def _isolation_of(span: InlineSpan) -> Isolation:
    """How the text engine is told about a marked stretch: its first span has its direction, the others go on."""
    return "continued" if span.continues else span.direction or "recognised"


def _cut(piece: Piece, start: int, end: int) -> Piece:
    """A part of a piece; what follows its first part goes on with it in every respect."""
    part = replace(piece, text=piece.text[start:end], offset=piece.offset + start)
    if start:
        part.keeps_to_previous = False
        part.isolation = piece.isolation if piece.isolation == "recognised" else "continued"
    return part


# The editions of a briefing, and a briefing that is rendered again, style the same texts again.
_MAX_STYLED: Final = 4096


@functools.lru_cache(maxsize=_MAX_STYLED)
def _styled(
    pieces: tuple[Piece, ...], style: TextStyle, language: str, languages_of_scripts: tuple[tuple[str, str], ...]
) -> StyledText:
    spans = tuple(
        TextSpan(
            piece.text,
            (piece.style or style).font_set(strong=piece.strong, emphasis=piece.emphasis),
            keeps_to_previous=piece.keeps_to_previous,
            isolation=piece.isolation,
            separates=piece.separates,
            unbroken=piece.unbroken,
            version=piece.version,
        )
        for piece in pieces
    )
    colours = tuple(piece.colour or (piece.style or style).colour for piece in pieces)
    targets = tuple(piece.target for piece in pieces)
    expansions = tuple(piece.expansion for piece in pieces)
    marks = tuple(piece.mark for piece in pieces)
    return StyledText(ParagraphText(spans, language, languages_of_scripts), colours, targets, expansions, marks)
