"""The rules on quotes."""

from __future__ import annotations

from typing import Final

from briefgen.checks.rule import Rule
from briefgen.diagnostics import Severity

FROM_PDF: Final = "save the text of the source in a file that ends in .txt, and name that"

DIFFERS: Final = Rule(
    "quote.differs",
    Severity.ERROR,
    "a quote has other words than its source",
    "# The source says: The office will not open in May.\nquotes:\n  - text: The office will open in May",
    "copy the words from the source; mark with … what is left out, and with [ ] what is put in",
)
NOT_FOUND: Final = Rule(
    "quote.not-found",
    Severity.ERROR,
    "nothing like a quote is in its source",
    "# The source says nothing like it.\nquotes:\n  - text: We shall never surrender",
    "name the source that has the words, add the passage to its excerpts, or remove the quote",
)
AMBIGUOUS: Final = Rule(
    "quote.ambiguous",
    Severity.WARNING,
    "a quote stands in its source several times, and which one is meant is not said",
    "# The source says: They say the office opens. When the office opens, staff arrive.\n"
    "quotes:\n  - text: the office opens",
    "add prefix or suffix: a few words that stand before or behind the ones that are meant",
)
FOLDED: Final = Rule(
    "quote.folded",
    Severity.NOTE,
    "a quote is in its source only after folding spaces, quotation marks or other typography",
    "# The source says: NATO’s office\nquotes:\n  - text: NATO's office",
    "copy the characters of the source, where they are to be printed exactly",
)
FOLDED_SPELLING: Final = Rule(
    "quote.folded-spelling",
    Severity.WARNING,
    "a quote is in its source only after folding vowel marks, alefs, digits or other spelling",
    "# The source says: عام 1995\nquotes:\n  - text: عام ١٩٩٥",
    "spell the words as the source does",
)
ELIDED: Final = Rule(
    "quote.elided",
    Severity.NOTE,
    "a quote leaves words out or puts words in, and says so",
    "# The source says: The office in Amman, which is the first, opens in May.\n"
    "quotes:\n  - text: The office in Amman … opens in May",
    "read what is left out: the quote must say the same without it",
)
ELIDED_NEGATION: Final = Rule(
    "quote.elided-negation",
    Severity.WARNING,
    "a quote leaves a negation out of a sentence, or puts one in",
    "# The source says: The Alliance will not, for now, open an office.\n"
    "quotes:\n  - text: The Alliance will … open an office",
    "quote the negation, too",
)
NEGATION_BEFORE: Final = Rule(
    "quote.negation-before",
    Severity.WARNING,
    "a quote begins just behind a negation of its source",
    "# The source says: The Alliance will not open an office.\nquotes:\n  - text: open an office",
    "quote the negation, too, or quote less",
)
NOT_AT_HAND: Final = Rule(
    "quote.source-not-at-hand",
    Severity.NOTE,
    "a quote is not checked, because the text of its source is not there",
    "quotes:\n  - text: The office opens in May\n    source: mo\nsources:\n  - key: mo",
    "put the text of the source into a file beside the briefing, and name it under text: in the source",
)
NOT_CHECKED: Final = Rule(
    "quote.not-checked",
    Severity.WARNING,
    "a quote cannot be checked",
    "# The source says: The office opens in May, and staff will come very soon.\n"
    "quotes:\n  - text: The office opens in May … soon",
    "mend what keeps it from being checked, as the message says",
)
STALE: Final = Rule(
    "quote.verdict-stale",
    Severity.WARNING,
    "the recorded verdict on a quote is not what is found now",
    "# The source says something else by now.\n"
    "quotes:\n  - text: The office opens in May\n    verdict: {result: exact, checked: 2024-07-13}",
    "record the verdict of this check, with its date, or remove the recorded one",
)
LANGUAGE_DIFFERS: Final = Rule(
    "quote.language-differs",
    Severity.WARNING,
    "a quote is in another language than its source",
    "quotes:\n  - language: en\n    source: mo\nsources:\n  - key: mo\n    language: ar",
    "quote the words of the source, and put their translation under translations",
)

RULES: Final[tuple[Rule, ...]] = (
    DIFFERS,
    NOT_FOUND,
    AMBIGUOUS,
    FOLDED,
    FOLDED_SPELLING,
    ELIDED,
    ELIDED_NEGATION,
    NEGATION_BEFORE,
    NOT_AT_HAND,
    NOT_CHECKED,
    STALE,
    LANGUAGE_DIFFERS,
)
