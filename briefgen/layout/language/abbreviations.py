"""The short forms of a glossary where they stand in texts, with what they are read out as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefgen.model import GlossaryEntry
from briefgen.text.scripts import COMMON, script_of_character

# What a short form is not found beside: joiners, Arabic marks, and the signs of addresses and tags. So NATO is found in
# NATO’s, and neither in NATOs nor in NATO.int.
_NOT_BEFORE: Final = re.compile(r"[@#\u200c\u200d]$|\w\.$")
_IN_WORDS: Final = re.compile(r"\w")
_NOT_AFTER: Final = re.compile(r"[@\u064b-\u065f\u0670\u200c\u200d]|\.\w")


class Abbreviations:
    """Finds the short forms of a glossary in texts of one language.

    They are found as whole words, in the letters of the glossary. A prefix of one letter, which Arabic writes with its
    word, makes another word of it; before letters of another script, as in a Latin acronym, it does not.
    """

    def __init__(self, entries: Sequence[GlossaryEntry], language: str) -> None:
        """Take the short forms of all languages, since NATO stands in Arabic texts, too; and the full ones of one."""
        self._full = {short: entry.full[language] for entry in entries for short in entry.short.root.values()}
        # Where one is a part of another, the longer one is found.
        self._shorts = sorted(self._full, key=lambda short: (-len(short), short))
        self._pattern = re.compile("|".join(map(re.escape, self._shorts))) if self._shorts else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """``(start, end, full form)`` of each short form in a text."""
        if self._pattern is None:
            return
        at = 0
        while match := self._pattern.search(text, at):
            start = match.start()
            at = start + 1
            for short in self._shorts:
                end = start + len(short)
                if text.startswith(short, start) and _stands_alone(text, start, end):
                    yield start, end, self._full[short]
                    at = end
                    break


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether neither what is before nor what is behind ``text[start:end]`` is a part of its word."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
        return False
    return not (_goes_on(before[-1:], text[start]) or _goes_on(after[:1], text[end - 1]))


def _goes_on(neighbour: str, edge: str) -> bool:
    """Whether what is beside a short form is of one word with its first or last character.

    Letters of another script are not, tatweel included, which is Arabic. Digits and underscores go with every script.
    """
    if not _IN_WORDS.match(neighbour):
        return False
    scripts = {COMMON if each.isdigit() else script_of_character(each) for each in (neighbour, edge)}
    return COMMON in scripts or len(scripts) == 1
