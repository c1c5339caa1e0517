"""Quotes of a briefing are compared with their sources, and what comes of it is said with code, place and reason."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.checks.negation import negations_in
from briefgen.checks.quotes import RULES, QuoteResult, check_quotes, quote_diagnostics
from briefgen.checks.sources import RULES as SOURCE_RULES
from briefgen.checks.sources import SourceTexts
from briefgen.diagnostics import Diagnostic, Severity

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "liaison-office" / "briefing.yaml"

SAID = "The Alliance will not, for now, open an office.\n\nStaff arrive in 2024 with NATO’s budget. Staff arrive late."
SAID_AR = "أكد الوزير أن المكتب لن يُفتتح عام 1995."


def checked(
    folder: Path, text: str, *, language: str = "en", source: dict[str, Any] | None = None, **quote: Any
) -> tuple[QuoteResult, list[Diagnostic]]:
    """The result and the diagnostics of one quote from a source with the key mo."""
    (folder / "mo.txt").write_text(SAID if language == "en" else SAID_AR, encoding="utf-8")
    other = "ar" if language == "en" else "en"
    fact = {"label": {"en": "A", "ar": "أ"}, "value": {"en": "b", "ar": "ب"}}
    briefing = briefgen.Briefing.model_validate(
        {
            "title": fact["label"],
            "summary": [fact["value"]],
            "facts": [fact],
            "quotes": [
                {
                    "text": text,
                    "language": language,
                    "translations": {other: "x"},
                    "translated_by": fact["label"],
                    "speaker": fact["label"],
                    "source": "mo",
                    **quote,
                }
            ],
            "sources": [
                {"key": "mo", "title": fact["label"], **({"text": {"file": "mo.txt"}} if source is None else source)}
            ],
        }
    )
    (result,) = check_quotes(briefing, SourceTexts(folder))
    return result, list(quote_diagnostics((result,)))


def test_the_end_of_a_line_in_a_pdf_file(tmp_path: Path) -> None:
    """Nobody is told to copy the end of a line that a program read out of a PDF file; of a text file, it can be."""
    (result, (found,)) = checked(tmp_path, "an office. Staff arrive", language="en")
    assert "copy the characters" in found.hints[0]
    assert result.content is not None
    of_pdf = replace(result, content=replace(result.content, format="pdf"))
    (found,) = quote_diagnostics((of_pdf,))
    assert found.hints == (
        "nothing is to be done: the quote goes over the end of a line, or of a page, in the PDF file",
    )
    (found,) = quote_diagnostics((replace(of_pdf, foldings=("spaces", "dashes")),))
    assert "copy the characters" in found.hints[0]


def test_the_quotes_of_the_example_are_exact() -> None:
    """Every quote of the example is in the excerpts beside it, character for character, and nothing is said of it."""
    briefing = briefgen.load(EXAMPLE)
    results = check_quotes(briefing, SourceTexts(EXAMPLE.parent))
    assert [(result.verdict, result.foldings, result.passage) for result in results] == [
        ("exact", (), quote.text) for quote in briefing.quotes
    ]
    assert [result.path for result in results] == [f"quotes[{number}]" for number in range(len(briefing.quotes))]
    assert list(quote_diagnostics(results)) == []


@pytest.mark.parametrize(
    ("language", "text", "verdict", "codes"),
    [
        ("en", "Alliance will not, for now", "exact", []),
        ("en", "NATO's budget", "exact-after-folding", ["quote.folded"]),
        ("ar", "ان المكتب لن يفتتح", "exact-after-folding", ["quote.folded-spelling"]),
        ("ar", "المكتب لن يُفتتح عام ١٩٩٥", "exact-after-folding", ["quote.folded-spelling"]),
        ("ar", "يُفتتح عام 1995", "exact", ["quote.negation-before"]),
        ("en", "for now, open an office", "exact", []),
        ("ar", "إن المكتب لن يُفتتح", "differs", ["quote.differs"]),
        ("ar", "المكتب يُفتتح عام 1995", "differs", ["quote.differs"]),
        ("en", "Alliance will, for now, open", "differs", ["quote.differs"]),
        ("en", "Staff arrive in 2042", "differs", ["quote.differs"]),
        ("en", "We shall never surrender", "not-found", ["quote.not-found"]),
        ("en", "Staff arrive", "ambiguous", ["quote.ambiguous"]),
        ("en", "The Alliance … open an office", "elided", ["quote.elided-negation", "quote.elided"]),
        ("en", "The Alliance will not … Staff arrive in 2024", "elided", ["quote.elided"]),
        ("en", "Staff arrive [not] in 2024", "elided", ["quote.elided-negation", "quote.elided"]),
        ("en", "Staff [soon] arrive in 2024", "elided", ["quote.elided"]),
        ("en", "Staff arrive in 2024 … late", "not-checked", ["quote.not-checked"]),
    ],
)
def test_verdicts(tmp_path: Path, language: str, text: str, verdict: str, codes: list[str]) -> None:
    """Each verdict has its codes, at the text of the quote."""
    result, found = checked(tmp_path, text, language=language)
    assert result.verdict == verdict
    assert [each.code for each in found] == codes
    assert {each.where.path for each in found} <= {"quotes[0].text"}
    assert all(each.hints for each in found)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Alliance will, for now, open", 'the quote leaves out "not"'),
        ("en", "Staff never arrive in 2024", 'the quote has "never", and the source has not'),
        ("en", "Staff arrive in 2042 with", 'the quote has "2042" where the source has "2024"'),
        ("en", "Staff arrive in 2042 with", 'the closest passage is "Staff arrive in 2024 with"'),
        (
            "ar",
            "إن المكتب لن يُفتتح",
            "(U+0625 ARABIC LETTER ALEF WITH HAMZA BELOW for U+0623 ARABIC LETTER ALEF WITH HAMZA ABOVE)",
        ),
        ("en", "The Alliance … open an office", "will not, for now,"),
        ("en", "The Alliance will not … Staff arrive in 2024", "1 paragraph break among them"),
        ("en", "Staff [soon] arrive in 2024", "has [soon], which the source has not"),
        ("ar", "ان المكتب لن يفتتح", "only after folding alef, vowel-marks"),
    ],
)
def test_messages(tmp_path: Path, language: str, text: str, said: str) -> None:
    """A message has the words that matter, of the quote and of the source."""
    _, found = checked(tmp_path, text, language=language)
    assert said in found[-1].message


def test_the_differing_words_are_marked(tmp_path: Path) -> None:
    """The diagnostic gives the range of the first differing words in the quote."""
    text = "Staff arrive in 2042 with"
    _, (found,) = checked(tmp_path, text)
    assert found.where.characters is not None
    assert text[slice(*found.where.characters)] == "2042"
    assert found.severity is Severity.ERROR


def test_not_in_excerpts_is_said_as_such(tmp_path: Path) -> None:
    """What is not in excerpts may be elsewhere in the source, and the message says that these are excerpts."""
    _, (found,) = checked(
        tmp_path, "We shall never surrender", source={"text": {"file": "mo.txt", "extent": "excerpts"}}
    )
    assert "which has only excerpts of the source" in found.message


@pytest.mark.parametrize(
    ("source", "verdict", "code"),
    [
        ({}, "source-not-at-hand", "quote.source-not-at-hand"),
        ({"text": {"file": "none.txt"}}, "source-not-at-hand", "quote.source-not-at-hand"),
        ({"text": {"file": "bytes.txt"}}, "not-checked", "quote.not-checked"),
    ],
)
def test_without_a_text(tmp_path: Path, source: dict[str, Any], verdict: str, code: str) -> None:
    """Nothing is said of words that nobody could look for: neither that they are there, nor that they are not."""
    (tmp_path / "bytes.txt").write_bytes(b"\xff")
    result, (found,) = checked(tmp_path, "Staff arrive", source=source)
    assert (result.verdict, result.ranges, result.content) == (verdict, (), None)
    assert not result.passed
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "recorded", "stale"),
    [
        ("for now", {"result": "exact"}, False),
        ("for now", {"result": "elided"}, True),
        ("for nobody", {"result": "exact"}, True),
        ("NATO's budget", {"result": "exact-after-folding", "foldings": ["quotation-marks"]}, False),
        ("NATO's budget", {"result": "exact-after-folding", "foldings": ["dashes"]}, True),
        ("Staff arrive", {"result": "ambiguous"}, False),
    ],
)
def test_recorded_verdicts(tmp_path: Path, text: str, recorded: dict[str, Any], stale: bool) -> None:  # noqa: FBT001
    """A recorded verdict that is not what is found now is stale, also where only the foldings are others."""
    _, found = checked(tmp_path, text, verdict={**recorded, "checked": "2024-07-13"})
    places = [each.where.path for each in found if each.code == "quote.verdict-stale"]
    assert places == (["quotes[0].verdict"] if stale else [])


def test_a_record_stands_while_the_source_is_away(tmp_path: Path) -> None:
    """Where the source is not at hand, nothing is known against a recorded verdict."""
    _, found = checked(tmp_path, "for now", source={}, verdict={"result": "exact", "checked": "2024-07-13"})
    assert [each.code for each in found] == ["quote.source-not-at-hand"]


@pytest.mark.parametrize(("language", "differs"), [("ar", True), ("en-GB", False), ("en", False)])
def test_languages(tmp_path: Path, language: str, differs: bool) -> None:  # noqa: FBT001
    """A quote is in the language of its source, whatever the region."""
    _, found = checked(tmp_path, "for now", source={"text": {"file": "mo.txt"}, "language": language})
    assert [each.code for each in found] == (["quote.language-differs"] if differs else [])


def test_prefix_and_suffix(tmp_path: Path) -> None:
    """The prefix or suffix of the quote says which place is meant."""
    result, found = checked(tmp_path, "Staff arrive", suffix="late")
    assert (result.verdict, result.ranges, found) == ("exact", ((SAID.rindex("Staff"), SAID.rindex(" late")),), [])


@pytest.mark.parametrize(
    ("text", "language", "negations"),
    [
        ("It isn't so, and cannot be", "en-GB", ("isn't", "cannot")),
        ("a note on knots", "en", ()),
        ("ولن يكون، ولا كان", "ar", ("ولن", "ولا")),
        ("والولاية", "ar", ()),
        ("لست أعلم، وليسوا هنا، ولسنا", "ar", ("لست", "وليسوا", "ولسنا")),
        ("كلا الطرفين", "ar", ()),
        ("il n'a jamais", "fr", ("n'a", "jamais")),
        ("not", "de", ()),
    ],
)
def test_negations(text: str, language: str, negations: tuple[str, ...]) -> None:
    """Negations are found as whole words, in the languages whose negations are known."""
    assert negations_in(text, language) == negations


def test_the_manual_lists_every_rule() -> None:
    """The table of the manual has each rule on quotes and sources, with its severity."""
    page = (EXAMPLE.parents[2] / "docs" / "checking-quotes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+\.[a-z-]+)` \| (error|warning|note) \|", page, re.MULTILINE)
    assert rows == [(rule.code, rule.severity) for rule in (*RULES, *SOURCE_RULES)]


def test_the_rules_have_their_codes() -> None:
    """Each rule on quotes has a code of its own that begins alike."""
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("quote.") for code in codes)
