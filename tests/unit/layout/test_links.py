"""Links of a paragraph: one annotation for each line, and the place of the first citation of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from briefgen.layout.flow.paragraph import TextBlock, slots_for
from briefgen.layout.inline import InlineBuilder, Target
from briefgen.layout.language.abbreviations import Abbreviations
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.theme import load_theme
from briefgen.model import GlossaryEntry
from briefgen.text.setting import PreparedParagraph

NATO = GlossaryEntry.model_validate({"short": {"en": "NATO"}, "full": {"en": "North Atlantic Treaty Organization"}})


class Canvas:
    """Notes what is asked of it."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.kinds: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.dotted: list[Sequence[tuple[float, float]]] = []

    def draw_text(self, *_: Any) -> None:
        """Draw nothing."""

    def destination(self, name: str, _y_pt: float, element: StructureElement) -> None:
        """Note the name of a place, and the type of the element that begins there."""
        self.places.append(name)
        self.kinds.append(element.kind)

    def link_to_destination(self, slot: Any, _box: Any, name: str, _contents: str) -> None:
        """Note a link inside the document, and the type of the element that it belongs to."""
        self.links.append((slot.element.kind, name))

    link_to_address = link_to_destination

    @contextmanager
    def artifact(self, _kind: str) -> Iterator[None]:
        """What is drawn in here is no content."""
        yield

    def path(self, points: Sequence[tuple[float, float]], *, dashes_pt: Sequence[float], **_: Any) -> None:
        """Note a line of dots."""
        assert dashes_pt
        self.dotted.append(points)


def drawn(text: str, measure_pt: float) -> tuple[Canvas, InlineBuilder, StructureElement]:
    """A paragraph in English, drawn on a canvas that notes its links."""
    target = Target(destination="en.sources.mo", contents="Source 1")
    inline = InlineBuilder(
        "en",
        (),
        {"mo": ("[1]", target)},
        link_contents=lambda address: address,
        link_colour="#000000",
        abbreviations=Abbreviations((NATO,), "en"),
    )
    style = load_theme("modern").style("columns", "body", "Latn")
    styled = inline.styled(inline.noting_citations(inline.marked_up(text, "")), style)
    element = StructureElement("P", language="en")
    slots = slots_for(element, styled.targets, styled.expansions)
    block = TextBlock(PreparedParagraph(styled.paragraph), styled, style, slots)
    block.wrap(measure_pt, 1000)
    canvas: Any = Canvas()
    block.draw_at(canvas, 0, 0)
    return canvas, inline, element


@pytest.mark.parametrize("measure_pt", [200.0, 20.0, 1.0])
def test_the_first_citation_is_a_place_once(measure_pt: float) -> None:
    """Also where a measure is so narrow that the mark itself is cut; what begins there is the link."""
    canvas, inline, _ = drawn("It opens [@mo] and stays [@mo].", measure_pt)
    assert canvas.places == ["en.cited.mo"]
    assert canvas.kinds == ["Link"]
    assert set(canvas.links) == {("Link", "en.sources.mo")}
    assert inline.is_cited("mo")


def test_what_is_not_cited_is_no_place() -> None:
    """A source that no paragraph cites cannot be gone back to."""
    canvas, inline, _ = drawn("It opens.", 200)
    assert not canvas.places
    assert not canvas.links
    assert not inline.is_cited("mo")


def test_a_link_with_a_short_form_in_it_is_one_link() -> None:
    """One annotation, which belongs to the link and not to the short form."""
    canvas, _, element = drawn("See [NATO today](https://example.org/) now", 300)
    assert canvas.links == [("Link", "https://example.org/")]
    assert [each.kind for each in element.walk()] == ["P", "Link", "Span"]


def test_dots_stand_under_links_and_under_nothing_else() -> None:
    """A link is seen without its colour: below each of its lines, from its first letter to its last."""
    canvas, _, _ = drawn("[NATO today](https://example.org/) now [@mo]", 300)
    (((left, height), (right, same)),) = canvas.dotted
    assert left == 0
    assert 30 < right < 70
    assert height == same
    assert len(drawn("[NATO today and tomorrow](https://example.org/)", 60)[0].dotted) == 2
    assert not drawn("NATO now [@mo]", 300)[0].dotted
