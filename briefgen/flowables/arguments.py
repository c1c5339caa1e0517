"""What a paragraph is given: texts, and the characters in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefgen.flowables.markup import MarkedLine, Stretch
from briefgen.model.characters import FORBIDDEN, describe_forbidden
from briefgen.model.problems import shown
from briefgen.text.rules import LineRules

# Characters on each side of a wrong one that a message shows.
_EXCERPT: Final = 20


def as_text(value: object, name: str) -> str:
    """A text that may be given as bytes, which reportlab takes for UTF-8.

    Raises:
        TypeError: it is neither.
        ValueError: the bytes are no UTF-8.
    """
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError as error:
            raise ValueError(f"the {name} is not UTF-8: {error.reason} at byte {error.start + 1}") from error
    if not isinstance(value, str):
        kind = "None" if value is None else type(value).__name__
        raise TypeError(f"the {name} is a str, not {kind}")
    return value


def check_options(frags: object, direction: object, fonts: object, rules: object) -> None:
    """Refuse arguments of ``BidiParagraph`` that would be misread or fail later.

    Raises:
        TypeError: one has another type.
        ValueError: the direction is none.
    """
    if isinstance(fonts, str):
        raise TypeError("fonts are a sequence of names, not a single name")
    if frags is not None:
        raise TypeError("frags are not taken: give the text with its markup")
    if rules is not None and not isinstance(rules, LineRules):
        raise TypeError(f"the rules are a LineRules, not {type(rules).__name__}")
    if direction not in (None, "ltr", "rtl"):
        raise ValueError(f"the direction is 'ltr' or 'rtl', not {direction!r}")


def check_characters(lines: Sequence[MarkedLine], bullet: Sequence[Stretch]) -> None:
    """Refuse characters that no text may have, by the rule for texts of a briefing.

    Raises:
        ValueError: with the first of them, its place and what stands around it.
    """
    for name, text in _texts(lines, bullet):
        if match := FORBIDDEN.search(text):
            excerpt = text[max(0, match.start() - _EXCERPT) : match.end() + _EXCERPT]
            raise ValueError(
                f"character {match.start() + 1} of the {name} is {describe_forbidden(match.group())}, "
                f"in {shown(excerpt)}: remove it"
            )


def _texts(lines: Sequence[MarkedLine], bullet: Sequence[Stretch]) -> Iterator[tuple[str, str]]:
    """The texts of a paragraph without their markup, each with what it is called."""
    yield "text", "\n".join(line.text for line in lines)
    yield "bullet", "".join(stretch.text for stretch in bullet)
    for line in lines:
        for stretch in line.stretches:
            if stretch.look.link is not None:
                yield "target of a link", stretch.look.link[1]
        for _, name in line.anchors:
            yield "name of a place", name
