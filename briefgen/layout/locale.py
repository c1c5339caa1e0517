"""What briefgen itself says in a language: labels, dates, numbers, names of languages, marks around quotes.

Labels, digits and the order of dates are in ``locales/<language>.toml``, or in a file of one's own; everything else is
CLDR's, through Babel. Only what briefgen itself formats has the digits of the language: the author's texts stay.
"""

from __future__ import annotations

import datetime as dt
import decimal
import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import babel
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.locale_file import (
    MAX_REMEMBERED_LOCALES,
    LocaleFile,
    bundled_locale_file,
    bundled_locales,
    read_locale_file,
    spec_of,
)
from briefgen.layout.locale_spec import LocaleSpec
from briefgen.model import PartialDate
from briefgen.model.localized import likely_tag
from briefgen.text.scripts import is_rtl_language, script_of_language, unicode_script

_EUROPEAN_DIGITS: Final = "0123456789"

# Numbering systems of CLDR, by the code point of their zero; the other digits follow it.
_ZERO: Final = {"latn": 0x30, "arab": 0x660, "arabext": 0x6F0}

# Wide enough for every number that a briefing may hold: Babel rounds to what the context allows.
_WIDE: Final = decimal.Context(prec=1000)


class LanguageLocale:
    """The labels and conventions of one language."""

    def __init__(self, language: str, spec: LocaleSpec) -> None:
        """Take the tag that the briefing has, and what the file of the language says."""
        self.language = language
        self.rtl = is_rtl_language(language)
        self.script = script_of_language(language)
        self.spec = spec
        zero = _ZERO[spec.digits]
        self._digits = str.maketrans({digit: chr(zero + value) for value, digit in enumerate(_EUROPEAN_DIGITS)})
        self.opening_quote, self.closing_quote = spec.quotes
        self.cldr = babel.Locale.parse(spec.cldr_locale)

    def label(self, name: str, /, **values: object) -> str:
        """A label with its values put in; integers get the digits of the language."""
        shown = {key: self.integer(value) if isinstance(value, int) else value for key, value in values.items()}
        return self.spec.labels[name].format(**shown)

    def kind(self, name: str) -> str:
        """What a kind of briefing is called."""
        return self.spec.kinds[name]

    def date(self, date: PartialDate | dt.date) -> str:
        """A date in words, as exact as it is: ``12 July 2024``, ``July 2024`` or ``2024``."""
        if isinstance(date, PartialDate):
            exact = "year" if date.month is None else "month" if date.day is None else "day"
            return self._format_date(date.earliest, exact)
        return self._format_date(date, "day")

    def _format_date(self, date: dt.date, exact: str) -> str:
        # Some languages have an ordinal for the first day of a month only.
        pattern = "first" if exact == "day" and date.day == 1 else exact
        return _format_date(date, self.spec.dates[pattern], self.cldr).translate(self._digits)

    def integer(self, value: int) -> str:
        """A number that orders or points, such as that of a page or a source: without separators."""
        return str(value).translate(self._digits)

    def number(self, value: float | str) -> str:
        """A number with the separators of the language and all its digits; a text stays as it is.

        A float is written with the fewest digits that give it back: 0.1 stays 0.1.
        """
        if isinstance(value, str):
            return value
        with decimal.localcontext(_WIDE):
            written = format_decimal(
                decimal.Decimal(str(value)),
                locale=self.cldr,
                numbering_system=self.spec.digits,
                decimal_quantization=False,
            )
        return written.translate(self._digits)  # Babel takes the signs of a numbering system, but not its digits

    @property
    def decimal_separator(self) -> str:
        """What stands in a number before its decimals."""
        return get_decimal_symbol(self.cldr, numbering_system=self.spec.digits)

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


@functools.lru_cache(maxsize=1024)
def _format_date(date: dt.date, pattern: str, cldr: babel.Locale) -> str:
    return format_date(date, pattern, locale=cldr)


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

    def find(self, language: str) -> LanguageLocale | None:
        """The locale of a BCP 47 tag, if there are labels in this language and script.

        Raises:
            ResourceError: as ``load``, where there is a file and it cannot be used.
        """
        file = self._file_of(language)
        if file is None:
            return None
        locale = _made(language, file)
        if not _is_in_script_of(locale):
            return None
        self.own_used |= file.own
        return locale

    def load(self, language: str, where: Place = Place()) -> LanguageLocale:  # noqa: B008 - a place never changes
        """The locale of a BCP 47 tag: of the tag itself, or of one that it is more exact than (RFC 4647, 3.4).

        Args:
            language: the tag.
            where: the tag in the briefing, for diagnostics.

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
        locale = _made(language, file)
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
def _made(language: str, file: LocaleFile) -> LanguageLocale:
    return LanguageLocale(language, spec_of(file))


# The languages that come with the package.
BUNDLED: Final = LocaleSet()
