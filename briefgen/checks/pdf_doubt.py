"""Whether the words of a quote that were read out of a PDF are those of the page."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from briefgen.checks.characters import VOWEL_MARKS
from briefgen.checks.folding import ALL, folded_text
from briefgen.checks.matching import Match
from briefgen.checks.sources import SourceContent

_READINGS_DIFFER: Final = "two readings of the PDF differ about the lines with these words"
_MARKS_DIFFER: Final = "which letters of the PDF have the vowel marks of the quote cannot be said for certain"

_WITH_MARKS: Final = ALL - {"vowel-marks"}


def doubt_about(quote: str, match: Match, content: SourceContent) -> str:
    """Why a quote that passed may be another one on the page, as a fact; empty where nothing speaks for it.

    Args:
        quote: its words.
        match: where they are.
        content: the text of the source; nothing speaks against one that is no PDF.
    """
    if content.format != "pdf":
        return ""
    ends = [end for _, end in content.doubtful]
    for start, end in match.ranges:
        number = bisect_left(ends, start + 1)
        if number < len(ends) and content.doubtful[number][0] < end:
            return _READINGS_DIFFER
    if not VOWEL_MARKS.isdisjoint(quote) and not _same_marks(quote, match, content):
        return _MARKS_DIFFER
    return ""


def _same_marks(quote: str, match: Match, content: SourceContent) -> bool:
    """Whether both readings have each mark of the quote on its letter, and no other mark.

    A mark is drawn for itself, near its letter, so either reading may take it for one of the next letter.
    """
    if "vowel-marks" in match.foldings or len(match.ranges) > 1:
        return False
    start, end = match.ranges[0]
    words = [_letters_and_marks(text) for text in (quote, content.text[start:end], content.second)]
    return words[0] == words[1] and words[0] in words[2]


def _letters_and_marks(text: str) -> str:
    folded = folded_text(text, _WITH_MARKS)
    return "".join(each for each in folded if each.isalnum() or each in VOWEL_MARKS)
