"""The rules of parity: what must not differ between the languages of a text."""

from __future__ import annotations

from typing import Final

from briefgen.checks.rule import Rule
from briefgen.diagnostics import Severity

_SAME: Final = "look into the source, and let both languages say the same"

NUMBER: Final = Rule(
    "parity.number",
    Severity.ERROR,
    "a number in one language has no counterpart in the other",
    "value: {en: 17 villages, ar: ٧١ قرية}",
    _SAME,
)
PERCENT: Final = Rule(
    "parity.percent",
    Severity.ERROR,
    "a number is a percentage in one language only",
    "value: {en: 5 per cent, ar: 5 نقاط}",
    "add the sign or the words for per cent where they are missing, or remove them where they do not belong",
)
DATE: Final = Rule(
    "parity.date",
    Severity.ERROR,
    "a month, a day of the week or a date in one language has no counterpart in the other",
    "value: {en: 12 June 2024, ar: 12 تموز 2024}",
    _SAME,
)
TIME: Final = Rule(
    "parity.time",
    Severity.ERROR,
    "a time of day in one language has no counterpart in the other",
    "value: {en: at 10:30, ar: الساعة 10:50}",
    _SAME,
)
CURRENCY: Final = Rule(
    "parity.currency",
    Severity.ERROR,
    "the two languages name different currencies",
    "value: {en: 5 million euros, ar: 5 ملايين دولار}",
    _SAME,
)
SCRIPT: Final = Rule(
    "parity.script",
    Severity.ERROR,
    "a text, or a sentence of it, is in the script of another language",
    "value: {en: The bridge is open., ar: The bridge is open.}",
    "translate the words, or move them to their own language; put quotation marks around a title that stays",
)
PLACEHOLDER: Final = Rule(
    "parity.placeholder",
    Severity.ERROR,
    "words that keep a place for a text that is not written yet",
    "value: {en: Two bridges, ar: TODO}",
    "write the text",
)
IDENTIFIER: Final = Rule(
    "parity.identifier",
    Severity.WARNING,
    "a code, an address or a telephone number in one language has no counterpart in the other",
    "value: {en: Document A/78/345, ar: الوثيقة A/78/354}",
    "copy it from one language into the other",
)
CITATION: Final = Rule(
    "parity.citation",
    Severity.WARNING,
    "a source is cited in one language only",
    "value: {en: 'Two bridges [@mo]', ar: جسران}",
    "cite the same sources in all languages of a text",
)
LINK: Final = Rule(
    "parity.link",
    Severity.WARNING,
    "a link in one language has no counterpart in the other",
    "value: {en: '[Two bridges](https://example.org/2)', ar: جسران}",
    "link to the same page, or to the same page in the other language",
)
GLOSSARY: Final = Rule(
    "parity.glossary",
    Severity.WARNING,
    "a term of the glossary is in one language only",
    "value: {en: The WBC met., ar: اجتمع المجلس.}",
    "use the short or the full form of the glossary in both languages, or add the form that is used to the glossary",
)
IDENTICAL: Final = Rule(
    "parity.identical",
    Severity.WARNING,
    "the words are the same in two languages",
    "value: {en: World Health Organization, ar: World Health Organization}",
    "translate them; a name of one or two words may stay",
)
UNTRANSLATED: Final = Rule(
    "parity.untranslated",
    Severity.NOTE,
    "one or two words are the same in two languages of different scripts: a name, or words that were left",
    "value: {en: Population, ar: Population}",
    "translate them unless they are a name",
)
LENGTH: Final = Rule(
    "parity.length",
    Severity.WARNING,
    "a text is far longer or shorter than its counterpart",
    "value: {en: 'The bridge over the river is open for cars again, but not for trucks.', ar: الجسر مفتوح}",
    "look for a sentence that is missing in one language or added in the other",
)
EMPHASIS: Final = Rule(
    "parity.emphasis",
    Severity.NOTE,
    "words are emphasised in one language only",
    "value: {en: '**Two** bridges', ar: جسران}",
    "mark the same words in all languages of a text",
)
WORDS_FOR_ALL: Final = Rule(
    "parity.words-in-neutral-field",
    Severity.WARNING,
    "a field that is printed alike in all languages has a word",
    "key_figures:\n  - {value: 7 crossings, label: {en: Open, ar: مفتوحة}, as_of: 2024-07-12, sources: [mo]}",
    "write numbers and signs alone, such as 7, 10:30 or 3/12; words go into a text of every language, such as `unit`",
)

RULES: Final[tuple[Rule, ...]] = (
    NUMBER, PERCENT, DATE, TIME, CURRENCY, SCRIPT, PLACEHOLDER, IDENTIFIER, CITATION, LINK, GLOSSARY, IDENTICAL,
    UNTRANSLATED, LENGTH, EMPHASIS, WORDS_FOR_ALL,
)  # fmt: skip
"""All rules of parity."""
