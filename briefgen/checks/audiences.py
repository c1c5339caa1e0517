"""Whether what is kept from an audience is kept from it: what the author says elsewhere, nobody can withhold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from briefgen.checks.rule import Rule
from briefgen.checks.traces import Term, Terms, fold, squeeze, tokens_of, traces_in_texts
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.errors import ConformanceError, InvalidBriefing, ResourceError
from briefgen.model.briefing import Briefing
from briefgen.model.localized import LocalizedText, VerbatimText
from briefgen.model.markup import plain_text
from briefgen.model.problems import shown
from briefgen.model.redaction import Reduction, reduced_for
from briefgen.model.statements import Fact, KeyFigure
from briefgen.model.walk import Placed, values_of

_REPEATED: Final = Rule(
    "audience.repeated",
    Severity.ERROR,
    "what is withheld from an audience also stands where they see it",
    """\
audiences:
  - key: press
    name: {en: the press, ar: الصحافة}
    without: [contact.phone]
contact:
  name: {en: Desk 4, ar: المكتب 4}
  phone: +962 6 123 4567
summary:
  - en: Call +962 6 123 4567 before noon.
    ar: الاتصال بالرقم +962 6 123 4567 قبل الظهر.
""",
    "withhold the other place as well, or say it in other words there",
)
_NEEDED: Final = Rule(
    "audience.needed",
    Severity.ERROR,
    "without what is withheld from an audience, too little is left for a briefing",
    """\
audiences:
  - key: press
    name: {en: the press, ar: الصحافة}
    without: ["changes[0].words"]
changes:
  - path: facts[2].value
    kind: changed
    words: {en: "at [-07:00-]{+08:00+}", ar: "في الساعة [-07:00-]{+08:00+}"}
""",
    "leave some of it to the audience, or withhold the whole part that it stands in",
)
_RENUMBERED: Final = Rule(
    "audience.renumbered",
    Severity.NOTE,
    "a source has another number for an audience",
    """\
audiences:
  - key: press
    name: {en: the press, ar: الصحافة}
facts:
  - label: {en: Guards, ar: الحراس}
    value: {en: twelve, ar: اثنا عشر}
    as_of: 2024-07-12
    sources: [cable]
    only_for: []
sources:
  - key: cable
    title: {en: A cable, ar: برقية}
  - key: gazette
    title: {en: The gazette, ar: الجريدة الرسمية}
""",
    "put the sources that only such parts rest on at the end of the list",
)
RULES: Final[tuple[Rule, ...]] = (_NEEDED, _RENUMBERED, _REPEATED)

# What names or sorts things, in its own words or in those of everybody: that it comes twice says nothing.
_GENERAL: Final = frozenset(
    {"label", "unit", "publisher", "role", "side", "key", "kind", "language", "status", "licence"}
)
# Persons and offices: two words of them are enough.
_NAMES: Final = frozenset(
    {"name", "speaker", "owner", "author", "cleared_by", "prepared_by", "prepared_for", "translated_by"}
)
# Known again by themselves, however short they are.
_REACHES: Final = frozenset({"phone", "email", "url", "archived_url", "reference", "copy_number", "sha256"})

_LEAST_REACH: Final = 5
_LEAST_NAME: Final = 6
_LEAST_TEXT: Final = 12
_RUN: Final = 6


def audience_diagnostics(briefing: Briefing) -> Iterator[Diagnostic]:
    """What the editions of audiences would give away, and what they would lack."""
    for index, audience in enumerate(briefing.audiences):
        try:
            reduction = reduced_for(briefing, audience.key)
        except InvalidBriefing as error:
            yield from (replace(found, severity=_NEEDED.severity) for found in error.diagnostics)
            continue
        yield from repeated_diagnostics(reduction, audience.key)
        for before, now in reduction.renumbered[:1]:
            message = f"for the audience {shown(audience.key)}, source {before} has the number {now}"
            yield _RENUMBERED.broken(f"sources[{before - 1}]", message, related=[f"audiences[{index}]"])


def repeated_diagnostics(reduction: Reduction, key: str) -> Iterator[Diagnostic]:
    """What of the values that are kept from an audience also stands in what they get.

    Sought are texts of some length as a whole, six words of them in a row, names, telephone numbers and addresses, and
    figures with their unit; labels, units and other words that name things are not.
    """
    seen = [(placed.path, text) for placed in values_of(reduction.briefing) for text in _texts_of(placed).values()]
    units = _units(reduction.marked)
    terms = Terms(tuple(term for placed in reduction.marked for term in _terms(placed, units)), ())
    told: set[str] = set()
    for trace in traces_in_texts(terms, [text for _, text in seen]):
        if trace.term.path in told:
            continue
        told.add(trace.term.path)
        message = f"{shown(trace.term.written)} is withheld from the audience {shown(key)}, and also stands elsewhere"
        yield _REPEATED.broken(trace.term.path, message, related=[reduction.path_in_whole(seen[trace.piece][0])])


def full_edition_notes(briefing: Briefing) -> Iterator[Diagnostic]:
    """That an edition for nobody in particular has everything, where there are audiences that do not get everything."""
    if briefing.audiences:
        keys = ", ".join(audience.key for audience in briefing.audiences)
        message = f"this is the full edition, with all that is withheld from the audiences of the briefing: {keys}"
        hint = "name one of them: --audience on the command line, audience= in Python"
        yield Diagnostic("audience.full-edition", message, Place(path="audiences"), (hint,), Severity.NOTE)


@contextmanager
def told_of_whole(reduction: Reduction) -> Iterator[None]:
    """What is raised about the briefing of an audience is said of the whole one, which the author knows."""
    try:
        yield
    except (InvalidBriefing, ResourceError, ConformanceError) as error:
        raise type(error)(map(reduction.in_whole, error.diagnostics)) from error


def _texts_of(placed: Placed) -> Mapping[str, str]:
    """The wordings of a value, by language; of what is no text, none."""
    match placed.value:
        case LocalizedText():
            return {tag: plain_text(text) for tag, text in placed.value.root.items()}
        case VerbatimText():
            return placed.value.root
        case str() | int() | float() if not isinstance(placed.value, bool):
            return {"": str(placed.value)}
        case _:
            return {}


def _units(marked: tuple[Placed, ...]) -> dict[int, LocalizedText]:
    """The unit of each figure that is withheld, by the part that it belongs to."""
    return {
        id(placed.owner): placed.value
        for placed in marked
        if placed.field == "unit" and isinstance(placed.value, LocalizedText)
    }


def _terms(placed: Placed, units: Mapping[int, LocalizedText]) -> Iterator[Term]:
    if placed.field in _GENERAL:
        return
    for text in _texts_of(placed).values():
        folded = fold(text)
        tokens, whole = tokens_of(folded), squeeze(folded)
        if len(whole) >= _least(placed.field, tokens):
            yield Term(placed.path, "text", text, whole)
        for start in range(len(tokens) - _RUN + 1):
            run = tokens[start : start + _RUN]
            if len("".join(run)) >= _LEAST_TEXT:
                yield Term(placed.path, "phrase", " ".join(run), "".join(run))
        if isinstance(placed.owner, KeyFigure | Fact) and placed.field == "value" and len(tokens) == 1:
            yield from _with_unit(placed, tokens[0], units)


def _least(field: str, tokens: list[str]) -> int:
    """How many letters and digits a whole text must have, so that it does not come twice by chance."""
    if field in _REACHES:
        return _LEAST_REACH
    several = len(tokens) > 1
    return _LEAST_NAME if field in _NAMES and several else _LEAST_TEXT if several else 2 * _LEAST_TEXT


def _with_unit(placed: Placed, number: str, units: Mapping[int, LocalizedText]) -> Iterator[Term]:
    unit = units.get(id(placed.owner))
    for text in unit.root.values() if unit is not None and number.isdigit() else ():
        words = tokens_of(fold(plain_text(text)))
        if words:
            written = f"{number} {words[0]}"
            yield Term(placed.path, "pair", written, number + words[0], (number, words[0]))
