"""What a paragraph looks like: its characters from left to right, brackets as they are drawn."""

from __future__ import annotations

from typing import Final

from briefgen.model.markup import parse_inline
from briefgen.text.isolate import isolates_of
from briefgen.text.itemize import resolve_order
from briefgen.text.paragraph import ParagraphText, TextSpan
from tests.unit.text.engine import REGULAR

# UAX #9, L4, for the brackets that the tests use.
MIRRORED: Final = str.maketrans("()[]«»<>", ")(][»«><")


def marked_up(text: str, language: str) -> ParagraphText:
    """A paragraph of a text with inline markup."""
    spans = tuple(
        TextSpan(span.text, REGULAR, isolation="continued" if span.continues else span.direction or "recognised")
        for span in parse_inline(text)
    )
    return ParagraphText(spans, language)


def visual(text: str, language: str = "ar") -> str:
    """The characters of a text with inline markup from left to right, as on one long line."""
    paragraph = marked_up(text, language)
    stretches = ((paragraph.text[start:end], rtl) for start, end, rtl in resolve_order(paragraph).level_runs)
    return "".join(stretch[::-1].translate(MIRRORED) if rtl else stretch for stretch, rtl in stretches)


def isolated(text: str, language: str = "ar") -> list[tuple[str, str, str]]:
    """Kind, direction and characters of each isolate of a text with inline markup, without what is inside it."""
    paragraph = marked_up(text, language)
    return [
        (one.kind, "rtl" if one.rtl else "ltr", paragraph.text[one.start : one.end]) for one in isolates_of(paragraph)
    ]
