"""Which foldings two writings need to be the same, and which signs keep them from being so."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from briefgen.checks import characters as chars
from briefgen.checks.folding import ALL, FOLDINGS, Grade, folded_text, one_of, words_under


def needed_foldings(quote: str, passage: str, allowed: frozenset[str] = ALL) -> tuple[str, ...] | None:
    """The foldings without which a quote is not the same as a passage; none for equal ones, None for others.

    No folding of the answer can be left out. Equal means canonically equivalent (UAX #15), so at most composed.
    """
    if quote == passage:
        return ()
    if quote.split() == passage.split():
        # Nothing but white space differs, as where lines end elsewhere: no other folding is looked at.
        few = allowed & _OF_SPACE
        allowed = few if folded_text(quote, few) == folded_text(passage, few) else allowed
    (ours, changing), (theirs, others) = (words_under(text, allowed) for text in (quote, passage))
    if ours != theirs:
        return None
    needed = allowed
    changing |= others
    # The gravest is tried first: where either of two foldings would do, the lighter one is named.
    for name in _GRAVEST_FIRST:
        if name not in needed:
            continue
        fewer = needed - {name}
        if name not in changing:
            needed = fewer  # it does nothing in either
            continue
        (ours, did), (theirs, others) = (words_under(text, fewer) for text in (quote, passage))
        if ours == theirs:
            needed, changing = fewer, did | others
    if needed & {"alef", "vowel-marks"} and contradict(quote, passage):
        return None
    return tuple(name for name in FOLDINGS if name in needed)


_OF_SPACE: Final = frozenset(("paragraphs", "spaces"))
_GRAVEST_FIRST: Final = sorted(
    FOLDINGS, key=lambda name: (FOLDINGS[name].grade is Grade.SPELLING, list(FOLDINGS).index(name)), reverse=True
)


@cache
def _letters_and_marks() -> re.Pattern[str]:
    marks = one_of(chars.VOWEL_MARKS)
    return re.compile(f"([^{marks[1:-1]}])({marks}*)|({marks}+)", re.DOTALL)


def contradict(quote: str, passage: str) -> bool:
    """Whether two writings that are the same under all foldings give a letter two different signs.

    A sign that one of them leaves out is a matter of spelling. Two different signs make two words: أن is not إن, and
    كُتب is not كَتب.
    """
    if quote == passage:
        return False
    rest = ALL - {"alef", "vowel-marks"}
    pairs = (_letters_and_marks().findall(folded_text(text, rest)) for text in (quote, passage))
    for (letter, marks, _), (other, other_marks, _) in zip(*pairs, strict=False):
        if letter != other and chars.ALEF not in (letter, other):
            return True
        if not (set(marks) <= set(other_marks) or set(marks) >= set(other_marks)):
            return True
    return False
