"""What others say: quotes with their attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Any, Final

from briefgen.checks.folding import FOLDINGS, Grade
from briefgen.layout.flow.containers import Barred, Stack
from briefgen.layout.flow.edges import AtStart
from briefgen.layout.inline import Piece
from briefgen.layout.sections.figures import dated
from briefgen.layout.side import Cell, Side, labelled, separated
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing
from briefgen.model.quotes import Quote

_BAR_INSET_PT: Final = 10.0
# From the descent of a heading to the bar, which begins higher than text.
_BAR_BELOW_HEADING_PT: Final = 3.0
# From the original to its translation.
_TRANSLATION_GAP_PT: Final = 4.0

# The labels of translations that no person made, or not alone.
_MACHINE: Final = MappingProxyType({"machine": "machine_translation", "machine-edited": "machine_edited_translation"})

# The labels of verdicts.
_VERDICTS: Final = MappingProxyType(
    {
        "exact": "verdict_exact",
        "exact-after-folding": "verdict_folded",
        "elided": "verdict_elided",
        "differs": "verdict_differs",
        "ambiguous": "verdict_ambiguous",
        "not-found": "verdict_not_found",
        "source-not-at-hand": "verdict_not_at_hand",
        "not-checked": "verdict_not_checked",
    }
)


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
    kinds = [[Piece(locale.label("original", language=name))]]
    blocks: list[Any] = []
    if not translated or side.single or quote.language not in briefing.languages:
        where = side.element_of(element, quote.language)
        original = _between_marks(quote.text, quote.language, side, f"{path}.text")
        block = side.block(original, "quote", where, language=quote.language, anchors=anchors)
        blocks.append(AtStart(block, rtl=side.rtl))
    if translated and quote.translations is not None and quote.translated_by is not None:
        words = _between_marks(quote.translations[language], language, side, f"{path}.translations.{language}")
        blocks.append(side.block(words, "quote", element.add("P"), anchors=() if blocks else anchors))
        translator = side.pieces(quote.translated_by, f"{path}.translated_by")
        kinds = [labelled(side, "translation", "translator", translator, language=name)]
        machine = _MACHINE.get(quote.translation_method or "human")
        if machine is not None:
            kinds.append([Piece(locale.label(machine))])
    origin = separated([*kinds, _verdict(side, quote, translated=translated)])
    said = _speaker(side, quote, path)
    if side.single and quote.verdict is not None:  # too much for the side of the page
        blocks.append(side.block(origin, "caption", element.add("P")))
    else:
        said.append(origin)
    attribution = Stack([side.block(line, "caption", element.add("P")) for line in said])
    return Stack(blocks, _TRANSLATION_GAP_PT), attribution


def _speaker(side: Side, quote: Quote, path: str) -> list[list[Piece]]:
    """Who said it, as what, where and when: on one line, or at the side of a page on two."""
    texts = {"speaker": quote.speaker, "role": quote.role, "occasion": quote.occasion}
    speaker, role, occasion = (
        side.pieces(text, f"{path}.{name}") if text is not None else [] for name, text in texts.items()
    )
    if quote.date is None:
        last, when = occasion or role or speaker, []
        last += side.inline.citations([quote.source])
    else:
        when = dated(side, quote.date, [quote.source])
    parts = [[speaker, role], [occasion, when]] if side.single else [[speaker, role, occasion, when]]
    return [line for part in parts if (line := separated(part))]


def _verdict(side: Side, quote: Quote, *, translated: bool) -> list[Piece]:
    """What came of comparing the words with their source, where that is on record.

    Nobody compared a translation, so what stands below one says that it is about the original.
    """
    if quote.verdict is None:
        return []
    label = _VERDICTS[quote.verdict.result]
    if label == "verdict_folded" and _is_typography(quote.verdict.foldings):
        label = "verdict_typography"
    said = side.locale.label(label, date=side.locale.date(quote.verdict.checked))
    return [Piece(side.locale.label("verdict_on_original", verdict=said) if translated else said)]


def _is_typography(foldings: Sequence[str]) -> bool:
    """Whether some foldings touch only how words are set, and not their spelling."""
    known = [FOLDINGS.get(name) for name in foldings]
    return bool(known) and all(each is not None and each.grade is Grade.TYPOGRAPHY for each in known)


def _between_marks(text: str, language: str, side: Side, path: str) -> list[Piece]:
    """A verbatim text between the quotation marks of its language, where briefgen knows them, else of the side's."""
    locale = side.locales.find(language) or side.locale
    words = Piece(text, path=path)
    said = side.inline.expanded(words) if language == side.language else [words]
    return [Piece(locale.opening_quote), *said, Piece(locale.closing_quote, keeps_to_previous=True)]


def _barred(side: Side, content: Any) -> Barred:
    bar = side.theme.spec.quote.bar
    colour = side.theme.colours.code(bar.colour)
    return Barred(content, rtl=side.rtl, inset_pt=_BAR_INSET_PT, thickness_pt=bar.width, colour=colour)
