"""What briefgen itself says in a language: labels, dates, numbers, names of languages, marks around quotes.

Labels, digits and the order of dates are in ``locales/<language>.toml``; everything else is CLDR's, through Babel. Only
what briefgen itself formats has the digits of the language: texts of the author stay as they are.
"""

from __future__ import annotations

import datetime as dt
import decimal
import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final

import babel
from babel.dates import format_date
from babel.numbers import format_decimal

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.model import PartialDate
from briefgen.text.scripts import is_rtl_language, script_of_language

_EUROPEAN_DIGITS: Final = "0123456789"

# Numbering systems of CLDR, by the code point of their zero; the other digits follow it.
_ZERO: Final = {"latn": 0x30, "arab": 0x660, "arabext": 0x6F0}

_LOCALES: Final = resources.files("briefgen.layout") / "locales"

# Wide enough for every number that a briefing may hold: Babel rounds to what the context allows.
_WIDE: Final = decimal.Context(prec=1000)


class LanguageLocale:
    """The labels and conventions of one language."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        """``data`` is the content of a file of ``locales/``."""
        self.language = language
        self.rtl = is_rtl_language(language)
        self.script = script_of_language(language)
        self._numbering: str = data["digits"]
        zero = _ZERO[self._numbering]
        self._digits = str.maketrans({digit: chr(zero + value) for value, digit in enumerate(_EUROPEAN_DIGITS)})
        self._date_patterns: dict[str, str] = data["dates"]
        self._labels: dict[str, str] = data["labels"]
        self._kinds: dict[str, str] = data["kinds"]
        self.opening_quote: str = data["quotes"][0]
        self.closing_quote: str = data["quotes"][1]
        self.cldr = babel.Locale.parse(data["cldr_locale"])

    def label(self, name: str, /, **values: object) -> str:
        """A label with its values put in; integers get the digits of the language."""
        shown = {key: self.integer(value) if isinstance(value, int) else value for key, value in values.items()}
        return self._labels[name].format(**shown)

    def kind(self, name: str) -> str:
        """What a kind of briefing is called."""
        return self._kinds[name]

    def date(self, date: PartialDate | dt.date) -> str:
        """A date in words, as exact as it is: ``12 July 2024``, ``July 2024`` or ``2024``."""
        if isinstance(date, PartialDate):
            exact = "year" if date.month is None else "month" if date.day is None else "day"
            return self._format_date(date.earliest, exact)
        return self._format_date(date, "day")

    def _format_date(self, date: dt.date, exact: str) -> str:
        # Some languages have an ordinal for the first day of a month only.
        pattern = "first" if exact == "day" and date.day == 1 else exact
        return _format_date(date, self._date_patterns[pattern], self.cldr).translate(self._digits)

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
                numbering_system=self._numbering,
                decimal_quantization=False,
            )
        return written.translate(self._digits)  # Babel takes the signs of a numbering system, but not its digits

    def language_name(self, language: str) -> str:
        """The name of a language, in this one: of the tag, or of its primary language; the tag, if CLDR has neither."""
        try:
            name = babel.Locale.parse(language, sep="-").get_display_name(self.cldr)
        except babel.UnknownLocaleError:
            name = None
        return name or self.cldr.languages.get(language.partition("-")[0]) or language


@functools.lru_cache(maxsize=1024)
def _format_date(date: dt.date, pattern: str, cldr: babel.Locale) -> str:
    return format_date(date, pattern, locale=cldr)


def has_locale(language: str) -> bool:
    """Whether briefgen has labels in a language."""
    return _file_of(language) is not None


def _file_of(language: str) -> Traversable | None:
    """The file of a BCP 47 tag, by the tag itself or by its primary language."""
    files = (_LOCALES / f"{name}.toml" for name in (language, language.partition("-")[0]))
    return next((file for file in files if file.is_file()), None)


@functools.cache
def load_locale(language: str) -> LanguageLocale:
    """The locale of a BCP 47 tag.

    Raises:
        ResourceError: briefgen has no labels in this language.
    """
    file = _file_of(language)
    if file is not None:
        return LanguageLocale(language, tomllib.loads(file.read_text(encoding="utf-8")))
    known = sorted(entry.name.removesuffix(".toml") for entry in _LOCALES.iterdir() if entry.name.endswith(".toml"))
    message = f'briefgen has no labels in the language "{language}"'
    hint = f"the languages that it speaks are: {', '.join(known)}"
    raise ResourceError([Diagnostic("locale.unknown", message, hints=(hint,))])
