"""What other code adds to a page as operators of its own (ISO 32000-1, 7.8.2): read token by token."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# ISO 32000-1, 7.2.2: white space, delimiters, and all else.
_REGULAR: Final = r"[^\0\t\n\f\r ()<>\[\]{}/%]"

_TOKEN: Final = re.compile(
    rf"""[\0\t\n\f\r ]+ | %[^\r\n]*
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?!{_REGULAR}))
    | (?P<name>/{_REGULAR}*)
    | (?P<bracket>[\[\]])
    | (?P<operator>{_REGULAR}+)
    | (?P<other>\((?:[^()\\]|\\.)*\) | <<|>> | .)""",
    re.DOTALL | re.VERBOSE,
)

# ISO 32000-1, annex A, table A.1.
_MARKING: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_PAINTING: Final = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_COLOURS_OF_INKS: Final = frozenset({"k", "K"})
_STATES: Final = {"q": 1, "Q": -1}
# No text, whose fonts would not be in the file, and nothing that is a name in the resources of the page, which has only
# what the methods of the canvas put there.
_ALLOWED: Final = frozenset(
    {"w", "J", "j", "M", "d", "i", "cm", "m", "l", "c", "v", "y", "h", "re", "n", "W", "W*", "g", "G", "rg", "RG"}
).union(_PAINTING, _COLOURS_OF_INKS, _STATES)

# ISO 19005-2 and 19005-3, 6.1.13. Reals may be greater, but no page is.
LARGEST_NUMBER: Final = 2_147_483_647


class Literal(NamedTuple):
    """What a literal does.

    Attributes:
        marks: the first operator that marks content, or nothing.
        wrong: what it should not have, in words, or nothing.
        paints: whether it paints.
        uses_inks: whether it sets a colour that is CMYK.
    """

    marks: str
    wrong: str
    paints: bool
    uses_inks: bool


def read_literal(text: str) -> Literal:
    """Look at operators and operands that are to be a part of a page of their own."""
    marks = wrong = ""
    operators = set()
    states, in_array = 0, False
    for token in _TOKEN.finditer(text):
        kind, found = token.lastgroup, token.group()
        problem = ""
        match kind:
            case "number":
                problem = f"the number {found[:20]}" if abs(float(found)) > LARGEST_NUMBER else ""
            case "operator" if found in _MARKING:
                marks = marks or found
            case "operator":
                operators.add(found)
                states += _STATES.get(found, 0)
                problem = "Q before q" if states < 0 else "" if found in _ALLOWED else _in_words(found)
            case "bracket":
                problem = found if (found == "[") == in_array else ""
                in_array = found == "["
            case "name" | "other":
                problem = _in_words(found)
        wrong = wrong or problem
    unfinished = "q without Q" if states > 0 else "[" if in_array else ""
    return Literal(
        marks, wrong or unfinished, not operators.isdisjoint(_PAINTING), not operators.isdisjoint(_COLOURS_OF_INKS)
    )


def _in_words(token: str) -> str:
    """A token as a message can show it."""
    return ascii(token[:20])
