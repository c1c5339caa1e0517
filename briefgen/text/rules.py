"""How the lines of a paragraph are broken and filled."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final, Literal

Breaking = Literal["greedy", "total-fit"]


@dataclass(frozen=True, slots=True)
class LineRules:
    """What is asked of the lines of a paragraph.

    Attributes:
        breaking: ``greedy`` fills each line as it comes; ``total-fit`` looks at the whole paragraph, never needs more
            lines where they are ragged, and leaves no short last line that can be avoided.
        balanced: lines of about one length, as headings want; no line ends after a preposition or an article where
            that can be avoided.
        justified: every line but the last fills the measure, if it has a space or can be lengthened.
        hyphenated: lower-case words in Latin script may be broken by the patterns of their language; Arabic never.
        kashida: justified Arabic lines are lengthened at joins before their spaces grow too wide.
        max_word_space: how wide a space may become in a justified line, as a multiple of its own width; a line that
            would need more stays ragged.
        first_indent_pt: what the first line leaves free at its start.
    """

    breaking: Breaking = "total-fit"
    balanced: bool = False
    justified: bool = False
    hyphenated: bool = False
    kashida: bool = False
    max_word_space: float = inf
    first_indent_pt: float = 0.0


PLAIN: Final = LineRules()
