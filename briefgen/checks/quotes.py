"""The quotes of a briefing against the texts of their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from briefgen.checks import quote_rules as rules
from briefgen.checks.closest import Difference
from briefgen.checks.folding import FOLDINGS, Grade
from briefgen.checks.matching import PASSES, Match, Range, Searchable
from briefgen.checks.negation import negations_in
from briefgen.checks.pdf_doubt import doubt_about
from briefgen.checks.rule import Rule
from briefgen.checks.sources import Missing, SourceContent, SourceTexts
from briefgen.diagnostics import Diagnostic, character_name
from briefgen.model.briefing import Briefing
from briefgen.model.quotes import Quote, Verdict
from briefgen.model.sources import Source

RULES: Final[tuple[Rule, ...]] = rules.RULES

_UNKNOWN: Final = frozenset({"source-not-at-hand", "not-checked"})
_MOST_DIFFERENCES: Final = 3
_LONGEST_SHOWN: Final = 160


@dataclass(frozen=True, slots=True)
class QuoteResult:
    """What came of comparing a quote with its source.

    Attributes:
        path: the quote, such as ``quotes[2]``.
        verdict: one of the eight words.
        foldings: the foldings without which it would not match, by name.
        ranges: where the words are, in code points of the source's text; as in ``Match``.
        differences: the words in which quote and source differ.
        source: the key of the source.
        quote: the quote.
        inserted: what the quote has in brackets, and the source has not.
        omitted: what the source has between the parts of the quote.
        reason: why there is no better verdict, as a fact; may be empty.
        paragraphs: how many breaks between paragraphs are in what is omitted.
        source_language: the language of the source, where it is given.
        content: the text that was searched, and where it is from; None where there was none.
        passage: what the source has in the first of the ranges.
        before: the word of the source just before a quote that passed, if no punctuation mark stands between.
    """

    path: str
    verdict: Verdict
    foldings: tuple[str, ...]
    ranges: tuple[Range, ...]
    differences: tuple[Difference, ...]
    source: str
    quote: Quote = field(repr=False)
    inserted: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    reason: str = ""
    paragraphs: int = 0
    source_language: str | None = None
    content: SourceContent | None = None
    passage: str = ""
    before: str = ""

    @property
    def passed(self) -> bool:
        """Whether the words of the quote are in the source."""
        return self.verdict in PASSES


def check_quotes(briefing: Briefing, texts: SourceTexts) -> tuple[QuoteResult, ...]:
    """Compare every quote with the text of its source.

    Args:
        briefing: the briefing.
        texts: the texts of its sources.
    """
    sources = {source.key: source for source in briefing.sources}
    searchable: dict[str, Searchable] = {}
    return tuple(
        _check(f"quotes[{number}]", quote, sources[quote.source], texts, searchable)
        for number, quote in enumerate(briefing.quotes)
    )


def _check(
    path: str, quote: Quote, source: Source, texts: SourceTexts, searchable: dict[str, Searchable]
) -> QuoteResult:
    content = texts.of(source)
    if isinstance(content, Missing):
        at_hand = content.absence in {"unreadable", "outside-folder"}
        verdict: Verdict = "not-checked" if at_hand else "source-not-at-hand"
        return QuoteResult(
            path, verdict, (), (), (), source.key, quote, reason=content.reason, source_language=source.language
        )
    if source.key not in searchable:
        searchable[source.key] = Searchable(content.text, excerpts=content.extent == "excerpts")
    text = searchable[source.key]
    match = text.match(quote.text, prefix=quote.prefix or "", suffix=quote.suffix or "")
    if match.passed and (doubt := doubt_about(quote.text, match, content)):
        match = Match("not-checked", ranges=match.ranges, reason=doubt)
    gaps = _gaps(match)
    return QuoteResult(
        path,
        match.verdict,
        match.foldings,
        match.ranges,
        match.differences,
        source.key,
        quote,
        inserted=match.inserted,
        omitted=tuple(text.text[start:end].strip() for start, end in gaps),
        reason=match.reason,
        paragraphs=sum(text.index.paragraphs_between(start, end) for start, end in gaps),
        source_language=source.language,
        content=content,
        passage=text.text[slice(*match.ranges[0])] if match.ranges else "",
        before=text.index.word_before(match.ranges[0][0]) if match.passed else "",
    )


def _gaps(match: Match) -> list[Range]:
    """What stands between the parts of a quote that is in parts."""
    if match.verdict != "elided":
        return []
    return [(end, start) for (_, end), (start, _) in zip(match.ranges, match.ranges[1:], strict=False)]


def quote_diagnostics(results: tuple[QuoteResult, ...]) -> Iterator[Diagnostic]:
    """What there is to say about the quotes; nothing about one that is in its source word for word."""
    for result in results:
        yield from _on_verdict(result)
        yield from _on_beginning(result)
        yield from _on_foldings(result)
        yield from _on_record(result)
        yield from _on_language(result)


def _on_verdict(result: QuoteResult) -> Iterator[Diagnostic]:
    text = f"{result.path}.text"
    match result.verdict:
        case "differs":
            yield _differs(result, text)
        case "not-found":
            parts = ", which has only excerpts of the source" if _excerpts(result) else ""
            reason = f": {result.reason}" if result.reason else ""
            yield rules.NOT_FOUND.broken(text, f"these words are not in {_file(result)}{parts}{reason}", *_look(result))
        case "ambiguous":
            several = f" ({len(result.ranges)} places)" if len(result.ranges) > 1 else ""
            yield rules.AMBIGUOUS.broken(text, f"{result.reason} of {_file(result)}{several}")
        case "elided":
            yield from _elided(result, text)
        case "source-not-at-hand":
            message = f"the quote is not checked, because the text of its source is not at hand: {result.reason}"
            yield rules.NOT_AT_HAND.broken(text, message)
        case "not-checked":
            yield rules.NOT_CHECKED.broken(text, f"the quote cannot be checked: {result.reason}", *_look(result))
        case "exact" | "exact-after-folding":
            pass


# What the end of a line in a PDF file takes, where a quote has a space or nothing.
_LINE_ENDS: Final = frozenset({"spaces", "paragraphs", "line-end-hyphens"})


def _file(result: QuoteResult) -> str:
    return result.content.file if result.content else "the source"


def _excerpts(result: QuoteResult) -> bool:
    return result.content is not None and result.content.extent == "excerpts"


def _look(result: QuoteResult) -> tuple[str, ...]:
    """A hint for text that a program read out of a PDF."""
    if result.content is None or result.content.format != "pdf":
        return ()
    return ("look at the page: what is read out of a PDF can be in another order, or lack spaces", rules.FROM_PDF)


def _differs(result: QuoteResult, path: str) -> Diagnostic:
    shown = [_said(difference) for difference in result.differences[:_MOST_DIFFERENCES]]
    if more := len(result.differences) - len(shown):
        shown.append(f"and {more} more")
    facts = "; ".join([result.reason] * bool(result.reason) + shown)
    characters = result.differences[0].quote_range if result.differences else None
    closest = f'; the closest passage is "{_shortened(result.passage)}"' if result.passage else ""
    message = f"these words are not in {_file(result)} like that: {facts}{closest}"
    return rules.DIFFERS.broken(path, message, *_look(result), characters=characters)


def _said(difference: Difference) -> str:
    ours, theirs = _shortened(difference.quote), _shortened(difference.source)
    if not ours:
        return f'the quote leaves out "{theirs}"'
    if not theirs:
        return f'the quote has "{ours}", and the source has not'
    return f'the quote has "{ours}" where the source has "{theirs}"{_characters(difference)}'


def _characters(difference: Difference) -> str:
    """The characters by name, where two words differ in one that may be hard to see."""
    ours, theirs = difference.quote, difference.source
    start = next(
        (at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs))
    )
    end = 0
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    mine, other = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    if max(len(mine), len(other)) > 1 or (mine + other).isascii():
        return ""
    return f" ({character_name(mine) if mine else 'nothing'} for {character_name(other) if other else 'nothing'})"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN].rsplit(' ', 1)[0]} …"


def _elided(result: QuoteResult, path: str) -> Iterator[Diagnostic]:
    language = result.quote.language
    # What is left out of the same sentence may be what made it say the opposite.
    within = [text for text in result.omitted if not any(mark in text for mark in ".!?؟۔\n")]
    negations = [word for text in (*within, *result.inserted) for word in negations_in(text, language)]
    if negations:
        message = f'what is left out or put in has a negation: "{_shortened(", ".join(negations))}"'
        yield rules.ELIDED_NEGATION.broken(path, message)
    facts = []
    if length := sum(len(text) for text in result.omitted):
        over = (
            f", {result.paragraphs} paragraph break{'s' * (result.paragraphs > 1)} among them,"
            if result.paragraphs
            else ""
        )
        facts.append(
            f'leaves out {length:,} characters{over} between its parts: "{_shortened(" … ".join(result.omitted))}"'
        )
    if result.inserted:
        facts.append(f"has {', '.join(result.inserted)}, which the source has not")
    yield rules.ELIDED.broken(path, f"the quote {' and '.join(facts) or 'leaves out what stands around it'}")


def _on_beginning(result: QuoteResult) -> Iterator[Diagnostic]:
    if negations_in(result.before, result.quote.language):
        message = f'in {_file(result)}, the negation "{result.before}" stands just before these words'
        yield rules.NEGATION_BEFORE.broken(f"{result.path}.text", message)


def _on_foldings(result: QuoteResult) -> Iterator[Diagnostic]:
    if not result.passed or not result.foldings:
        return
    spelling = [name for name in result.foldings if FOLDINGS[name].grade is Grade.SPELLING]
    rule = rules.FOLDED_SPELLING if spelling else rules.FOLDED
    message = f"the quote is in {_file(result)} only after folding {', '.join(result.foldings)}"
    yield rule.broken(f"{result.path}.text", message, *_on_lines(result))


def _on_lines(result: QuoteResult) -> tuple[str, ...]:
    """A hint where nothing but the ends of lines in a PDF file differs: nobody can copy those into a quote."""
    of_pdf = result.content is not None and result.content.format == "pdf"
    if of_pdf and "\n" in result.passage and _LINE_ENDS.issuperset(result.foldings):
        return ("nothing is to be done: the quote goes over the end of a line, or of a page, in the PDF file",)
    return ()


def _on_record(result: QuoteResult) -> Iterator[Diagnostic]:
    recorded = result.quote.verdict
    if recorded is None or result.verdict in _UNKNOWN:
        return
    if (recorded.result, set(recorded.foldings)) == (result.verdict, set(result.foldings)):
        return
    was, now = (
        f"{verdict} ({', '.join(foldings)})" if foldings else verdict
        for verdict, foldings in ((recorded.result, recorded.foldings), (result.verdict, result.foldings))
    )
    yield rules.STALE.broken(f"{result.path}.verdict", f"the recorded verdict is {was}, and now it is {now}")


def _on_language(result: QuoteResult) -> Iterator[Diagnostic]:
    own, other = result.quote.language, result.source_language
    if other is not None and own.partition("-")[0] != other.partition("-")[0]:
        message = f'the quote is in the language "{own}", and its source in "{other}"'
        yield rules.LANGUAGE_DIFFERS.broken(f"{result.path}.language", message)
