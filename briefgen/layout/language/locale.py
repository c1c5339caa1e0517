"""What briefgen itself says in a language: labels, dates, numbers, names of languages, marks around quotes.

Labels, digits and the order of dates are in ``locales/<language>.toml``, or in a file of one's own; everything else is
CLDR's, through Babel. A briefing may have conventions of its own: other digits, those of another region. Only what
briefgen itself formats follows them: the author's texts stay.
"""

from __future__ import annotations

import datetime as dt
import decimal
import functools
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import babel
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.language.locale_dates import (
    DatePatterns,
    exactness_of,
    first_day_of,
    patterns_of_region,
    without_year,
    written_date,
    written_interval,
)
from briefgen.layout.language.locale_file import (
    MAX_REMEMBERED_LOCALES,
    LocaleFile,
    bundled_locale_file,
    bundled_locales,
    read_locale_file,
    spec_of,
)
from briefgen.layout.language.locale_spec import LocaleSpec
from briefgen.layout.language.region import in_region
from briefgen.model import Convention, PartialDate
from briefgen.model.localized import likely_tag
from briefgen.text.scripts import is_rtl_language, script_of_language, unicode_script

_EUROPEAN_DIGITS: Final = "0123456789"

# Numbering systems of CLDR, by the code point of their zero; the other digits follow it.
_ZERO: Final = {"latn": 0x30, "arab": 0x660, "arabext": 0x6F0}

# The signs that belong to Arabic-Indic digits, in every language (UTS #35 has others for some, such as Urdu).
_EASTERN_DECIMAL: Final = "\u066b"
_EASTERN_GROUP: Final = "\u066c"
_EASTERN_PERCENT: Final = "\u066a"

# Where the number stands in a pattern of CLDR.
_NUMBER: Final = re.compile("[#0][#0,.]*")
_MARKS_OF_DIRECTION: Final = re.compile("[\u061c\u200e\u200f]")

# Wide enough for every number that a briefing may hold: Babel rounds to what the context allows.
_WIDE: Final = decimal.Context(prec=1000)

# What a file without conventions is made with.
_NO_CONVENTION: Final = Convention()


class LanguageLocale:
    """The labels and conventions of one language.

    Attributes:
        language: the BCP 47 tag that the briefing has.
        rtl: whether it goes from right to left.
        script: the ISO 15924 code of its script.
        spec: what the file of the language says.
        digits: the numbering system of what briefgen formats.
        cldr: the locale of CLDR, in the region of the convention.
        opening_quote, closing_quote: the marks around a quote.
        decimal_separator: what stands in a number before its decimals.
    """

    def __init__(self, language: str, spec: LocaleSpec, convention: Convention | None = None) -> None:
        """Take the tag that the briefing has, what the file of the language says, and what the briefing says of it."""
        convention = convention or _NO_CONVENTION
        self.language = language
        self.rtl = is_rtl_language(language)
        self.script = script_of_language(language)
        self.spec = spec
        self.digits = convention.digits or spec.digits
        zero = _ZERO[self.digits]
        self._digits = str.maketrans({digit: chr(zero + value) for value, digit in enumerate(_EUROPEAN_DIGITS)})
        self.opening_quote, self.closing_quote = spec.quotes
        of_file = babel.Locale.parse(spec.cldr_locale)
        self.cldr = of_file if convention.region is None else in_region(of_file, convention.region, language)
        self._months = tuple(in_region(of_file, region, language) for region in convention.months)
        self._patterns = patterns_of_region(DatePatterns(**spec.dates), of_file, self.cldr)
        self._signs: dict[int, str] = {}
        self.decimal_separator = get_decimal_symbol(self.cldr, numbering_system=self.digits)
        if self.eastern:
            group = get_group_symbol(self.cldr, numbering_system=self.digits)
            self._signs = str.maketrans({group: _EASTERN_GROUP, self.decimal_separator: _EASTERN_DECIMAL})
            self.decimal_separator = _EASTERN_DECIMAL

    @property
    def eastern(self) -> bool:
        """Whether the digits are Arabic-Indic ones, of either kind."""
        return self.digits != "latn"

    def label(self, name: str, /, **values: object) -> str:
        """A label with its values put in; integers get the digits of the language, one called ``percent`` its sign."""
        return self.spec.labels[name].format(**{key: self._shown(key, value) for key, value in values.items()})

    def _shown(self, name: str, value: object) -> object:
        if not isinstance(value, int):
            return value
        return self.percent(value) if name == "percent" else self.integer(value)

    def kind(self, name: str) -> str:
        """What a kind of briefing is called."""
        return self.spec.kinds[name]

    def date(self, date: PartialDate | dt.date) -> str:
        """A date in words, as exact as it is: ``12 July 2024``, ``July 2024`` or ``2024``."""
        day, exactness = first_day_of(date), exactness_of(date)
        pattern = self._patterns.of(exactness, first=day.day == 1)
        return written_date(day, pattern, self.cldr, self._months).translate(self._digits)

    def day_and_month(self, date: PartialDate | dt.date) -> str:
        """A date without its year, as the first of two may stand: ``12 July``; a month or a year as it is."""
        if exactness_of(date) != "day":
            return self.date(date)
        pattern = without_year(self._patterns.of("day", first=first_day_of(date).day == 1))
        return written_date(first_day_of(date), pattern, self.cldr, self._months).translate(self._digits)

    def interval(self, start: PartialDate | dt.date, end: PartialDate | dt.date) -> str:
        """A stretch of time, by the interval formats of CLDR: ``1–12 July 2024``; both ends belong to it.

        Two dates of which one is more exact are written out: ``July 2024 to 12 August 2024``.
        """
        first, last, exactness = first_day_of(start), first_day_of(end), exactness_of(start)
        if (first, exactness) == (last, exactness_of(end)):
            return self.date(start)
        written = None
        if exactness == exactness_of(end):
            written = written_interval((first, last), self._patterns, exactness, self.cldr, self._months)
        if written is None:
            return self.label("from_to", start=self.date(start), end=self.date(end))
        return written.translate(self._digits)

    def time(self, time: str) -> str:
        """A time of day of the form HH:MM, in the digits of the language."""
        return time.translate(self._digits)

    def integer(self, value: int) -> str:
        """A number that orders or points, such as that of a page or a source: without separators."""
        return str(value).translate(self._digits)

    def number(self, value: float | decimal.Decimal | str, decimals: int = 0) -> str:
        """A number with the separators of the language and all its digits, but at least so many decimals.

        A text stays as it is.

        A float is written with the fewest digits that give it back: 0.1 stays 0.1.
        """
        if isinstance(value, str):
            return value
        with decimal.localcontext(_WIDE):
            written = format_decimal(
                decimal.Decimal(str(value)),
                locale=self.cldr,
                numbering_system=self.digits,
                decimal_quantization=False,
                format=self._with_decimals(decimals) if decimals else None,
            )
        # Babel takes the signs of a numbering system, but not its digits.
        return written.translate(self._signs).translate(self._digits)

    def _with_decimals(self, least: int) -> str:
        """The pattern of CLDR for numbers with so many decimals or more."""
        pattern: str = self.cldr.decimal_formats[None].pattern
        return pattern.replace(".", f".{'0' * least}")

    def percent(self, value: float) -> str:
        """A number of per cent with its sign: ``45%``, ``45 %`` in French, ``٤٥٪`` with Arabic-Indic digits only."""
        return self._percent_pattern.replace("\0", self.number(value))

    @functools.cached_property
    def _percent_pattern(self) -> str:
        """The pattern of CLDR with the sign of the digits, and a null character for the number."""
        pattern = _NUMBER.sub("\0", _MARKS_OF_DIRECTION.sub("", self.cldr.percent_formats[None].pattern), count=1)
        return pattern.replace("%", _EASTERN_PERCENT if self.eastern else "%")

    def before_unit(self, unit: str) -> str:
        """What stands between a number and its unit: a space, but none before ``%`` where the language has none."""
        percent = unit in {"%", _EASTERN_PERCENT} and self._percent_pattern == f"\0{self._percent_pattern[-1]}"
        return "" if percent else " "

    def joined(self, items: Sequence[str]) -> str:
        """A list in words, by the list patterns of CLDR: ``A, B and C``."""
        if len(items) < 2:
            return "".join(items)
        if len(items) == 2:
            return self._lists["two"].format(*items)
        found = self._lists["start"].format(*items[:2])
        for item in items[2:-1]:
            found = self._lists["middle"].format(found, item)
        return self._lists["end"].format(found, items[-1])

    @functools.cached_property
    def _lists(self) -> dict[str, str]:
        patterns = {"two" if name == "2" else name: text for name, text in self.cldr.list_patterns["standard"].items()}
        return {name: _MARKS_OF_DIRECTION.sub("", text) for name, text in patterns.items()} | self.spec.lists

    def language_name(self, language: str) -> str:
        """The name of a language, in this one: of the tag, or of its primary language; the tag, if nobody knows it.

        A name in the file of this language goes before that of CLDR.
        """
        primary = _primary(language)
        own = self.spec.names.get(language) or self.spec.names.get(primary)
        if own is not None:
            return own
        try:
            name = babel.Locale.parse(language, sep="-").get_display_name(self.cldr)
        except babel.UnknownLocaleError:
            name = None
        return name or self.cldr.languages.get(primary) or language


class LocaleSet:
    """Where the labels of languages are looked for: files of one's own, then those that come with the package.

    Attributes:
        own_used: whether labels have been taken out of a file of one's own.
    """

    def __init__(self, files: Iterable[str | os.PathLike[str]] = (), folder: Path | None = None) -> None:
        """Read the files of one's own; those of the folder are read when their language is asked for.

        Args:
            files: paths of files, each called by the tag of its language: ``de.toml``.
            folder: may hold more of them.

        Raises:
            ResourceError: a file cannot be read, or is no file of a language; the problems of all files are named.
        """
        self._folder = folder
        self._own: dict[str, LocaleFile] = {}
        self.own_used = False
        problems: list[Diagnostic] = []
        for path in files:
            try:
                file = read_locale_file(path)
                language = spec_of(file).language
            except ResourceError as error:
                problems += error.diagnostics
                continue
            if language in self._own:
                message = f'"{self._own[language].name}" has the labels of "{language}", too'
                where = Place(file=file.name, path="language")
                problems.append(Diagnostic("locale.invalid", message, where, ("give one file for each language",)))
            self._own[language] = file
        if problems:
            raise ResourceError(problems)

    def languages(self) -> tuple[str, ...]:
        """The tags of all languages that there are labels of."""
        beside = self._folder.glob("*.toml") if self._folder is not None else ()
        return tuple(sorted({*bundled_locales(), *self._own, *(file.stem for file in beside)}))

    def find(self, language: str, convention: Convention | None = None) -> LanguageLocale | None:
        """The locale of a BCP 47 tag, if there are labels in this language and script.

        Args:
            language: the tag.
            convention: what the briefing says of the language.

        Raises:
            ResourceError: as ``load``, where there is a file and it cannot be used.
        """
        file = self._file_of(language)
        if file is None:
            return None
        locale = _made(language, file, convention)
        if not _is_in_script_of(locale):
            return None
        self.own_used |= file.own
        return locale

    def load(
        self,
        language: str,
        where: Place = Place(),  # noqa: B008 - a place never changes
        convention: Convention | None = None,
    ) -> LanguageLocale:
        """The locale of a BCP 47 tag: of the tag itself, or of one that it is more exact than (RFC 4647, 3.4).

        Args:
            language: the tag.
            where: the tag in the briefing, for diagnostics.
            convention: what the briefing says of the language.

        Raises:
            ResourceError: there are no labels in this language, or none in this script; or its file cannot be used.
        """
        file = self._file_of(language)
        if file is None:
            message = f'briefgen has no labels in the language "{language}"'
            choose = f"use one of the languages {', '.join(self.languages())}"
            add = f"or add it: docs/languages.md shows how to write its labels into a file {_primary(language)}.toml"
            meant = likely_tag(language)
            known = meant is not None and self._file_of(meant) is not None
            hints = (f'did you mean "{meant}"?', choose, add) if known else (choose, add)
            raise ResourceError([Diagnostic("locale.unknown", message, where, hints)])
        locale = _made(language, file, convention)
        if not _is_in_script_of(locale):
            labels, own = locale.spec.language, unicode_script(locale.script)
            message = f'the labels in "{labels}" are in the script {locale.spec.script}, and "{language}" is in {own}'
            hint = f'use the tag "{labels}", or write the labels in the script {own} into a file {language}.toml'
            raise ResourceError([Diagnostic("locale.script", message, where, (hint,))])
        self.own_used |= file.own
        return locale

    def _file_of(self, language: str) -> LocaleFile | None:
        """The first file of a tag, or of a tag that is left when subtags are taken from its end."""
        for tag in _lookups(language):
            if tag in self._own:
                return self._own[tag]
            if self._folder is not None and (path := self._folder / f"{tag}.toml").is_file():
                return read_locale_file(path)
            if (bundled := bundled_locale_file(tag)) is not None:
                return bundled
        return None


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _lookups(language: str) -> Iterator[str]:
    """``zh-Hant-TW``, ``zh-Hant``, ``zh``: the order in which a tag is looked for (RFC 4647, 3.4)."""
    tag = language
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _is_in_script_of(locale: LanguageLocale) -> bool:
    """Whether the labels are in the script of the tag; it may say another style of it, as ``fa-Aran`` does."""
    return unicode_script(locale.script) == unicode_script(locale.spec.script)


@functools.lru_cache(maxsize=MAX_REMEMBERED_LOCALES)
def _made(language: str, file: LocaleFile, convention: Convention | None) -> LanguageLocale:
    return LanguageLocale(language, spec_of(file), convention)


# The languages that come with the package.
BUNDLED: Final = LocaleSet()
