"""How the lines of a paragraph are broken and filled."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite
from typing import Final, Literal, get_args

Breaking = Literal["greedy", "total-fit"]

_SWITCHES: Final = ("balanced", "justified", "hyphenated", "kashida")


@dataclass(frozen=True, slots=True)
class LineRules:
    """What is asked of the lines of a paragraph.

    Attributes:
        breaking: ``greedy`` fills each line as it comes; ``total-fit`` looks at the whole paragraph, never needs more
            lines where they are ragged, and avoids a last line of one short word.
        balanced: lines of about one length, as headings want; small words rather begin a line than end it.
        justified: every line but the last fills the measure, if it has a space or can be lengthened.
        hyphenated: lower-case words in Latin script may be broken by the patterns of their language; Arabic never.
        kashida: justified lines in Arabic script are lengthened at joins before their spaces grow too wide. HarfBuzz
            says where a font allows it; Nastaliq fonts, and fonts of presentation forms, do not.
        max_word_space: how wide a space may become in a justified line, as a multiple of its own width, from 1 on; a
            line that would need more stays ragged.
        first_indent_pt: what the first line leaves free at its start, as far as its first word finds room; where it is
            negative, the line begins before the measure.

    Raises:
        ValueError: a field has a value that is not allowed.
    """

    breaking: Breaking = "total-fit"
    balanced: bool = False
    justified: bool = False
    hyphenated: bool = False
    kashida: bool = False
    max_word_space: float = inf
    first_indent_pt: float = 0.0

    def __post_init__(self) -> None:
        """Refuse values that would be taken for others in silence."""
        if self.breaking not in get_args(Breaking):
            raise _wrong("breaking", self.breaking, "'greedy' or 'total-fit'")
        for name in _SWITCHES:
            if not isinstance(getattr(self, name), bool):
                raise _wrong(name, getattr(self, name), "True or False")
        if not (_is_number(self.max_word_space) and self.max_word_space >= 1):
            raise _wrong("max_word_space", self.max_word_space, "a number from 1 on, or infinity")
        if not (_is_number(self.first_indent_pt) and isfinite(self.first_indent_pt)):
            raise _wrong("first_indent_pt", self.first_indent_pt, "a finite number of points")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wrong(field: str, value: object, allowed: str) -> ValueError:
    return ValueError(f"{field} is {allowed}, not {value!r}")


PLAIN: Final = LineRules()
