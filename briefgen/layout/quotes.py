"""What others say: quotes with their attribution, and sources that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from briefgen.layout.containers import Barred, Stack
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, bold, labelled, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title, shortened
from briefgen.model import Briefing
from briefgen.model.statements import Disagreement, Quote

_BAR_PT: Final = 2.0
_BAR_INSET_PT: Final = 10.0
# From the descent of a heading to the bar, which begins higher than text.
_BAR_BELOW_HEADING_PT: Final = 3.0
# From the original to its translation, and from the words to who said them.
_TRANSLATION_GAP_PT: Final = 4.0
_ATTRIBUTION_GAP_PT: Final = 1.0


def quotes(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The quotes: words behind a bar, with who said them below, or at the side of a page in one language."""
    if not briefing.quotes:
        return
    element, heading = side.section("quotes")
    yield heading
    for index in range(len(briefing.quotes)):
        words, attribution = _quote(briefing, side, element.add("BlockQuote"), index)
        gap = side.grid_pt / 2 + 1 if index else side.after_heading_pt + _BAR_BELOW_HEADING_PT
        if side.single:
            yield Cell(side.main(_barred(side, words), attribution, splittable=False), gap_pt=gap)
        else:  # two rows, so that the attributions stand level too
            yield Cell(_barred(side, words), gap_pt=gap, keep_with_next=True)
            yield Cell(_barred(side, attribution), splittable=False)


def _quote(briefing: Briefing, side: Side, element: StructureElement, index: int) -> tuple[Stack, Stack]:
    """The words in the language of the side, after the original where no other column shows it; and who said them."""
    quote, path = briefing.quotes[index], f"quotes[{index}]"
    locale, language = side.locale, side.language
    anchors = [side.name_of("quotes", index + 1)]
    translated = language != quote.language
    name = locale.language_name(quote.language)
    kind = [Piece(locale.label("original", language=name))]
    blocks: list[Any] = []
    if not translated or side.single or quote.language not in briefing.languages:
        where = side.element_of(element, quote.language)
        original = _between_marks(quote.text, quote.language, side, f"{path}.text")
        blocks.append(side.block(original, "quote", where, language=quote.language, anchors=anchors))
    if translated and quote.translations is not None and quote.translated_by is not None:
        words = _between_marks(quote.translations[language], language, side, f"{path}.translations.{language}")
        blocks.append(side.block(words, "quote", element.add("P"), anchors=() if blocks else anchors))
        translator = side.pieces(quote.translated_by, f"{path}.translated_by")
        kind = labelled(side, "translation", "translator", translator, language=name)
    return Stack(blocks, _TRANSLATION_GAP_PT), _attribution(side, element, quote, kind, path)


def _attribution(side: Side, element: StructureElement, quote: Quote, kind: Sequence[Piece], path: str) -> Stack:
    """Who said it, as what, where and when; and on a line of its own, whether these are the words themselves."""
    texts = {"speaker": quote.speaker, "role": quote.role, "occasion": quote.occasion}
    speaker, role, occasion = (
        side.pieces(text, f"{path}.{name}") if text is not None else [] for name, text in texts.items()
    )
    when = [Piece(side.locale.date(quote.date)), *side.inline.citations([quote.source])]
    lines: list[list[Sequence[Piece]]] = [[speaker, role, occasion, when], [kind]]
    if side.single:
        lines[:1] = [[speaker, role], [occasion, when]]
    return Stack([side.block(separated(line), "caption", element.add("P")) for line in lines])


def _between_marks(text: str, language: str, side: Side, path: str) -> list[Piece]:
    """A verbatim text between the quotation marks of its language, where briefgen knows them, else of the side's."""
    locale = side.locales.find(language) or side.locale
    words = Piece(text, path=path)
    said = side.inline.expanded(words) if language == side.language else [words]
    return [Piece(locale.opening_quote), *said, Piece(locale.closing_quote, keeps_to_previous=True)]


def _barred(side: Side, content: Any) -> Barred:
    colour = side.theme.colours.accent
    return Barred(content, rtl=side.rtl, inset_pt=_BAR_INSET_PT, thickness_pt=_BAR_PT, colour=colour)


def disagreements(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Sources that disagree, each in a framed panel: the question, who says what, and what the briefing goes by."""
    for index, disagreement in enumerate(briefing.disagreements):
        element = side.part.add("Sect")
        title = side.locale.label("disagreements")
        heading = element.add("H2")
        named = f"{title} · {shortened(display_title(disagreement.question[side.language]))}"
        anchors = [side.bookmark(f"disagreements.{index + 1}", named, heading)]
        label = side.block(title, "warning", heading, anchors=anchors)
        blocks = [label, *_positions(side, element, disagreement, f"disagreements[{index}]")]
        yield Cell(side.main(Stack(blocks)), gap_pt=side.grid_pt, panel="warning")


def _positions(side: Side, element: StructureElement, disagreement: Disagreement, path: str) -> Iterator[Any]:
    question = bold(side.pieces(disagreement.question, f"{path}.question"))
    yield side.block(question, "table", element.add("P"))
    listed = element.add("L", numbering="None")
    for index, position in enumerate(disagreement.positions):
        value = side.pieces(position.value, f"{path}.positions[{index}].value")
        cited = side.inline.citations(position.sources, ordered=True)
        yield side.block([*value, *cited], "table", listed.add("LI").add("LBody"))
    adopted = side.pieces(disagreement.adopted, f"{path}.adopted")
    label = Piece(side.locale.label("adopted") + " ", strong=True)
    yield side.block([label, *adopted], "table", element.add("P"))
