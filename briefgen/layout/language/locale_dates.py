"""Dates and stretches of dates in words, by patterns of CLDR and the names of months of one region or two."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

import babel
from babel.dates import format_date, tokenize_pattern, untokenize_pattern

from briefgen.model import PartialDate

Exactness: TypeAlias = Literal["year", "month", "day"]

_REMEMBERED: Final = 2048

# The interval formats of CLDR that tell as much as a date does (UTS #35, part 4, 2.6.2.2). Names of months are written
# out, where these have the short ones.
_SKELETONS: Final = {"day": "yMMMd", "month": "yMMMM", "year": "y"}

# From here on a month is a name, and not a number.
_NAMED_MONTH: Final = 3
_WIDE_MONTH: Final = 4

# Two ways to write a month: within a date, and by itself.
_STAND_ALONE: Final = str.maketrans("L", "M")

# CLDR has thin spaces around some dashes. Not every face has them, and a line should not begin with a dash.
_SPACED_DASH: Final = re.compile("[ \u2009]–[ \u2009]")


_Token: TypeAlias = tuple[str, str | tuple[str, int]]


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """Patterns of CLDR: of a day, of the first day of a month, of a month, of a year."""

    day: str
    first: str
    month: str
    year: str

    def of(self, exactness: Exactness, *, first: bool = False) -> str:
        """The pattern of a date as exact as that; some languages have one of their own for the first of a month."""
        if exactness == "day":
            return self.first if first else self.day
        return self.month if exactness == "month" else self.year


def exactness_of(date: PartialDate | dt.date) -> Exactness:
    """Whether a date tells a day, a month or a year."""
    if isinstance(date, PartialDate):
        return "year" if date.month is None else "month" if date.day is None else "day"
    return "day"


def first_day_of(date: PartialDate | dt.date) -> dt.date:
    """The date itself, or the first day of the month or the year."""
    return date.earliest if isinstance(date, PartialDate) else date


@functools.lru_cache(maxsize=_REMEMBERED)
def written_date(date: dt.date, pattern: str, cldr: babel.Locale, months: tuple[babel.Locale, ...] = ()) -> str:
    """A date by a pattern of CLDR, in European digits.

    Args:
        date: the date.
        pattern: the pattern.
        cldr: the locale of its words.
        months: the locales of the names of months, where these are others; different names have a slash between them.
    """
    return format_date(date, _with_months(date, pattern, months) if months else pattern, locale=cldr)


def _with_months(date: dt.date, pattern: str, months: Sequence[babel.Locale]) -> str:
    """The pattern with the month of a date put in by its names."""
    tokens: list[_Token] = []
    for kind, value in tokenize_pattern(pattern):
        if isinstance(value, str) or value[0] not in "ML" or value[1] < _NAMED_MONTH:
            tokens.append((kind, value))
            continue
        letter, count = value
        names = dict.fromkeys(format_date(date, letter * count, locale=locale) for locale in months)
        tokens.append(("chars", "/".join(names)))
    return untokenize_pattern(tokens)


@functools.lru_cache(maxsize=_REMEMBERED)
def written_interval(
    dates: tuple[dt.date, dt.date],
    patterns: DatePatterns,
    exactness: Exactness,
    cldr: babel.Locale,
    months: tuple[babel.Locale, ...] = (),
) -> str | None:
    """A stretch of days, months or years, in European digits: ``1–12 July 2024``.

    Args:
        dates: where it starts and where it ends, which is later; of a month or a year, its first day.
        patterns: those of single dates.
        exactness: how exact both dates are.
        cldr: the locale of its words.
        months: the locales of the names of months, as for ``written_date``.

    Returns:
        None where CLDR has no format for it, or one in which the year has another place than in a single date.
    """
    start, end = dates
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    formats = cldr.interval_formats.get(_SKELETONS[exactness], {})
    single = patterns.of(exactness)
    if differs not in formats or _order(single) != _order("".join(formats[differs])):
        return None
    ordinal = _ordinal(patterns.first) if patterns.first != patterns.day else ""
    halves = _halves("".join(formats[differs]))
    written = "".join(
        written_date(date, _with_ordinal(half, ordinal) if ordinal and date.day == 1 else half, cldr, months)
        for date, half in zip(dates, halves, strict=True)
    )
    return _SPACED_DASH.sub("\u00a0– ", written)


def _order(pattern: str) -> tuple[str, ...]:
    """The fields of a pattern, each where it comes for the last time."""
    fields = [value[0].translate(_STAND_ALONE) for _, value in tokenize_pattern(pattern) if not isinstance(value, str)]
    return tuple(field for index, field in enumerate(fields) if field not in fields[index + 1 :])


def _halves(pattern: str) -> tuple[str, str]:
    """The two patterns in one of an interval: the second begins where a field comes again (UTS #35, part 4)."""
    halves: tuple[list[_Token], list[_Token]] = ([], [])
    seen: set[str] = set()
    half = 0
    for kind, value in tokenize_pattern(pattern):
        if isinstance(value, str):
            halves[half].append((kind, value))
            continue
        letter, count = value
        field = letter.translate(_STAND_ALONE)
        half = 1 if field in seen else half
        seen.add(field)
        wide = field == "M" and count == _NAMED_MONTH
        halves[half].append((kind, (letter, _WIDE_MONTH if wide else count)))
    return untokenize_pattern(halves[0]), untokenize_pattern(halves[1])


def _ordinal(first: str) -> str:
    """What the pattern of the first day of a month has right behind the day: ``er`` in French."""
    tokens = list(tokenize_pattern(first))
    for (_, day), (_, behind) in itertools.pairwise(tokens):
        if day[0] == "d" and not isinstance(day, str) and isinstance(behind, str):
            return behind.partition(" ")[0]
    return ""


def _with_ordinal(pattern: str, ordinal: str) -> str:
    """The pattern with an ending behind its day."""
    tokens: list[_Token] = []
    for kind, value in tokenize_pattern(pattern):
        tokens.append((kind, value))
        if not isinstance(value, str) and value[0] == "d":
            tokens.append(("chars", ordinal))
    return untokenize_pattern(tokens)


@functools.lru_cache(maxsize=_REMEMBERED)
def without_year(pattern: str) -> str:
    """A pattern of a day with its year and what joins the year to it taken away: ``d MMMM`` out of ``d MMMM y``."""
    tokens = list(tokenize_pattern(pattern))
    year = next(index for index, (_, value) in enumerate(tokens) if value[0] == "y" and not isinstance(value, str))
    rest = tokens[: max(year - 1, 0)] if year else tokens[2:]
    after = tokens[year + 1 :] if year else []
    return untokenize_pattern([*rest, *after])


def patterns_of_region(patterns: DatePatterns, of_file: babel.Locale, of_region: babel.Locale) -> DatePatterns:
    """The patterns of dates in a region: those of the file of the language, but where CLDR has another order.

    Args:
        patterns: those of the file.
        of_file: the locale that the file goes by.
        of_region: that of the region.
    """
    if _day_pattern(of_file) != (day := _day_pattern(of_region)):
        patterns = replace(patterns, day=day, first=day)
    if _month_pattern(of_file) != (month := _month_pattern(of_region)):
        patterns = replace(patterns, month=month)
    return patterns


def _day_pattern(cldr: babel.Locale) -> str:
    return str(cldr.date_formats["long"].pattern)


def _month_pattern(cldr: babel.Locale) -> str:
    return str(cldr.datetime_skeletons["yMMMM"].pattern)
