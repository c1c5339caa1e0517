"""Figures and facts: whether each has a source, a date and a unit, how old it is, and whether all places agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from briefgen.checks.quantities import number_of, phrase_of, tokens_of, word_set, written
from briefgen.checks.rule import Rule
from briefgen.checks.stated import Difference, differences
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.annexes import Table
from briefgen.model.briefing import Briefing
from briefgen.model.charts import Chart
from briefgen.model.document import location_of
from briefgen.model.localized import LocalizedText
from briefgen.model.markup import parse_inline, plain_text
from briefgen.model.paths import location_in
from briefgen.model.problems import Location, shown
from briefgen.model.statements import Fact, KeyFigure

NO_SOURCE: Final = Rule(
    "figure.no-source",
    Severity.WARNING,
    "a key figure, a fact, a chart or a table with numbers has no source",
    """\
key_figures:
  - value: 7
    unit: {en: crossings, ar: معابر}
    label: {en: open all day, ar: مفتوحة طوال اليوم}
    as_of: 2024-07-12
""",
    "add `sources`, with the keys of what it rests on, or cite one in its text",
)
NO_DATE: Final = Rule(
    "figure.no-date",
    Severity.WARNING,
    "a key figure, a fact with a number or a chart does not say what date it holds for",
    """\
key_figures:
  - value: 7
    unit: {en: crossings, ar: معابر}
    label: {en: open all day, ar: مفتوحة طوال اليوم}
    sources: [mo]
""",
    "add `as_of`: a day, a month or a year",
)
NO_UNIT: Final = Rule(
    "figure.no-unit",
    Severity.WARNING,
    "a key figure is a bare number of something that is measured, not counted, and has no unit",
    """\
key_figures:
  - value: 12000000
    label: {en: Budget of the office, ar: ميزانية المكتب}
    as_of: 2024-07-12
    sources: [mo]
""",
    "add `unit`, such as a currency, a length or a share, or name it in the label",
)
OLD: Final = Rule(
    "figure.old",
    Severity.WARNING,
    "a key figure, fact or chart is older than the project allows, counted to the day of the briefing",
    """\
key_figures:
  - value: 7
    unit: {en: crossings, ar: معابر}
    label: {en: open all day, ar: مفتوحة طوال اليوم}
    as_of: 2021-03
    sources: [mo]
""",
    "look for a newer figure, or say in a caveat why this one is used and allow its age with `max_age`",
)
DIFFERS: Final = Rule(
    "figure.differs",
    Severity.ERROR,
    "two places of the briefing state the same quantity with different numbers",
    """\
key_figures:
  - value: 7
    unit: {en: crossings, ar: معابر}
    label: {en: open all day, ar: مفتوحة طوال اليوم}
    as_of: 2024-07-12
    sources: [mo]
background:
  - en: There are 8 crossings that are open all day [@mo].
    ar: ثمة 8 معابر مفتوحة طوال اليوم [@mo].
""",
    "make them agree; if the sources disagree, state that in `disagreements`, with the places in its `concerns`",
)
PAST: Final = Rule(
    "figure.past-date",
    Severity.WARNING,
    "a day that lies ahead for the reader is before the day on which the briefing is issued",
    """\
dates: {as_of: 2024-07-12, issued: 2024-07-20, review_by: 2024-07-15}
""",
    "mend the day, or the day of issue",
)
_SHOWN_DIGITS: Final = 40

RULES: Final[tuple[Rule, ...]] = (NO_SOURCE, NO_DATE, NO_UNIT, OLD, DIFFERS, PAST)

# What has no meaning without a unit, by the words that labels have for it; in the languages of the labels that come
# with briefgen. Words that may also be counted, such as "level" or "capacity", are not among them.
_MEASURED: Final = word_set(
    "budget budgets cost costs price prices expenditure spending revenue debt salary income turnover gdp "
    "length distance height width depth area surface weight mass volume speed temperature duration "
    "percentage share rate inflation unemployment growth "
    "coût coûts prix dépenses recettes dette salaire revenu longueur hauteur largeur profondeur superficie "
    "poids vitesse température durée pourcentage taux croissance chômage "
    "ميزانية الموازنة تكلفة كلفة سعر أسعار نفقات إيرادات ديون راتب دخل طول مسافة ارتفاع عرض عمق مساحة وزن حجم سرعة "
    "درجة مدة نسبة معدل تضخم بطالة نمو "
    "بودجه هزینه قیمت نرخ درصد بجٹ لاگت شرح فیصد תקציב עלות מחיר שיעור אחוז بوودجە نرخ ڕێژە"
)
# With one of these in the label, the unit is said.
_SAID_UNITS: Final = word_set(
    "% ٪ ° € $ £ percent cent percentage usd eur gbp jod dollar dollars euro euros dinar dinars pound pounds "
    "dirham dirhams riyal riyals km kilometre kilometres metre metres mile miles kg tonne tonnes ton tons litre litres "
    "day days week weeks month months year years hour hours minute minutes degree degrees jours mois ans heures "
    "دولار دولارات يورو دينار دنانير ريال درهم كم كيلومتر متر كيلوغرام طن لتر يوم أيام شهر أشهر سنة سنوات ساعة "
    "بالمئة المئة المائة مئوية"
)


def figure_diagnostics(briefing: Briefing, *, max_age_days: int | None) -> Iterator[Diagnostic]:
    """What there is to say about figures, facts and tables.

    Args:
        briefing: the briefing.
        max_age_days: how old a figure or fact may be, in days, on the day on which the briefing is issued, or else on
            the one that it describes; None sets no limit.
    """
    for path, item in _items(briefing):
        if not item.sources and not _cites(item.label) and not _cites(item.value) and not _cites(item.caveat):
            noun = "key figure" if isinstance(item, KeyFigure) else "fact"
            yield NO_SOURCE.broken(path, f"the {noun} {_named(item)} has no source")
        if item.as_of is None and _has_number(item):
            yield NO_DATE.broken(path, f"{_named(item)} does not say what date it holds for")
        if isinstance(item, KeyFigure) and _lacks_unit(item):
            yield NO_UNIT.broken(
                f"{path}.value", f"{_named(item)} is the bare number {_cut(item.value)}, without a unit"
            )
        yield from _age(briefing, path, item, max_age_days)
    yield from _of_charts(briefing, max_age_days)
    for index, annex in enumerate(briefing.annexes):
        cited = annex.sources or any(map(_cites, (annex.title, *annex.text)))
        if annex.table is not None and not cited and _has_numbers(annex.table):
            title = shown(plain_text(annex.title[briefing.primary_language]))
            yield NO_SOURCE.broken(f"annexes[{index}]", f"the table of the annex {title} has numbers and no source")
    yield from _differing(briefing)
    yield from _past(briefing)


def _of_charts(briefing: Briefing, max_age_days: int | None) -> Iterator[Diagnostic]:
    """What the numbers of charts lack."""
    for index, chart in enumerate(briefing.charts):
        path, named = f"charts[{index}]", _named(chart)
        if not chart.sources and not any(map(_cites, (chart.title, chart.unit, chart.caveat))):
            yield NO_SOURCE.broken(path, f"the chart {named} has no source")
        if chart.as_of is None:
            yield NO_DATE.broken(path, f"the chart {named} does not say what date it holds for")
        yield from _age(briefing, path, chart, max_age_days)


def _items(briefing: Briefing) -> Iterator[tuple[str, KeyFigure | Fact]]:
    yield from ((f"key_figures[{index}]", figure) for index, figure in enumerate(briefing.key_figures))
    yield from ((f"facts[{index}]", fact) for index, fact in enumerate(briefing.facts))


def _named(item: KeyFigure | Fact | Chart) -> str:
    """The label of a figure for a message, in the first language that terminals show in its order."""
    label = item.title if isinstance(item, Chart) else item.label
    texts = [plain_text(text) for text in label.root.values()]
    return shown(next((text for text in texts if text.isascii()), texts[0]))


def _cites(value: object) -> bool:
    """Whether a text cites a source, in some language."""
    if not isinstance(value, LocalizedText):
        return False
    return any(span.citations for text in value.root.values() for span in parse_inline(text))


def _has_number(item: KeyFigure | Fact) -> bool:
    """Whether the value is a figure: that of a key figure always is, and that of a fact if it begins with a number."""
    if isinstance(item, KeyFigure):
        return True
    values = (tokens_of(plain_text(text)) for text in item.value.root.values())
    return item.unit is not None or any(tokens and tokens[0].value is not None for tokens in values)


def _cut(value: float | str) -> str:
    """A figure for a message, which may be a long text."""
    return str(value) if len(str(value)) <= _SHOWN_DIGITS else f"{str(value)[:_SHOWN_DIGITS]}…"


def _lacks_unit(figure: KeyFigure) -> bool:
    """Whether a figure is a bare number without a unit, of what is not counted.

    A count is whole, and its label says what is counted. A number with a fraction is none; nor is one whose label has a
    word for what is measured, in any language, if no label names a unit.
    """
    number = figure.value if isinstance(figure.value, int | float) else _bare(figure.value)
    if number is None or figure.unit is not None:
        return False
    words = {word for text in figure.label.root.values() for word in phrase_of(plain_text(text))}
    if words & _SAID_UNITS:
        return False
    return number != int(number) or bool(words & _MEASURED)


def _bare(value: str) -> Decimal | None:
    """The number that a text is, if it is nothing else."""
    try:
        return number_of(value)
    except ValueError:
        return None


def _age(
    briefing: Briefing, path: str, item: KeyFigure | Fact | Chart, max_age_days: int | None
) -> Iterator[Diagnostic]:
    day = _day_of(briefing)
    if max_age_days is None or item.as_of is None or day is None:
        return
    age = (day - item.as_of.latest).days
    if age > max_age_days:
        message = f"{_named(item)} is as of {item.as_of}, {age} days before {day}; the limit is {max_age_days} days"
        yield OLD.broken(f"{path}.as_of", message)


def _day_of(briefing: Briefing) -> dt.date | None:
    """The day of a briefing, if it has one."""
    return None if briefing.dates is None else briefing.dates.day


def _has_numbers(table: Table) -> bool:
    return any(isinstance(cell, int | float) for row in table.rows for cell in row)


def _differing(briefing: Briefing) -> Iterator[Diagnostic]:
    found = list(differences(briefing))
    if not found:
        return
    concerned = [
        location
        for disagreement in briefing.disagreements
        for path in disagreement.concerns
        if (location := location_in(briefing, path)) is not None
    ]
    for each in found:
        if not (_is_below(each.path, concerned) or _is_below(each.first.path, concerned)):
            yield _differs(each)


def _is_below(path: str, locations: list[Location]) -> bool:
    """Whether a path leads to one of some locations, or below one."""
    location = location_of(path)
    return any(location[: len(above)] == above for above in locations)


def _differs(found: Difference) -> Diagnostic:
    place = found.path.removesuffix(".value")
    message = f"here it is {written(found.number)}, and at {found.first.path} {written(found.first.number)}"
    concerns = f"concerns: [{found.first.path}, {_statement(place)}]"
    return DIFFERS.broken(
        found.path,
        message,
        "make the two agree",
        f"if the sources disagree, state that in `disagreements`, with {concerns}",
        characters=found.characters,
        related=[found.first.path],
    )


def _statement(path: str) -> str:
    """The statement that a place belongs to: an item of a list, or a field of the briefing."""
    steps = location_of(path)
    return f"{steps[0]}[{steps[1]}]" if len(steps) > 1 and isinstance(steps[1], int) else str(steps[0])


def _past(briefing: Briefing) -> Iterator[Diagnostic]:
    day = _day_of(briefing)
    if day is None or briefing.dates is None:
        return
    deadline = None if briefing.decision is None else briefing.decision.deadline
    for path, what, due in (
        ("dates.next_update", "the next briefing is due on", briefing.dates.next_update),
        ("dates.review_by", "the briefing is to be reviewed by", briefing.dates.review_by),
        ("decision.deadline", "the decision is needed by", deadline),
    ):
        if due is not None and due < day:
            yield PAST.broken(path, f"{what} {due}, and the briefing is issued on {day}", related=["dates"])
