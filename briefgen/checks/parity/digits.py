"""The values of numbers in digits: separators of thousands and of decimals, in the way of each language."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

_SPACES: Final = re.compile("[\u00a0\u202f\u2009 '’\u066c]")
_GROUPS: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_ROMAN: Final = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})|C")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HEBREW_VALUES: Final = {
    letter: value
    for letters, step in (("אבגדהוזחט", 1), ("יכלמנסעפצ", 10), ("קרשת", 100))
    for value, letter in zip(range(step, 10 * step, step), letters, strict=False)
}

VULGAR: Final = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
}
"""Fractions that are one character."""


def values_of_digits(digits: str, *, decimal_point: bool) -> tuple[Fraction, ...]:
    """What a number in digits may mean, the likeliest first; nothing for what is no number, such as 1.2.3.

    Args:
        digits: Latin digits and separators.
        decimal_point: whether a comma separates thousands and a point decimals, as in English. In the other languages
            both signs are found in both places, so 1.250 has two meanings.
    """
    plain = _SPACES.sub("", digits).replace("\u060c", ",").replace("\u066b", ".")
    exact = "\u066b" in digits or "\u066c" in digits
    commas, points = plain.count(","), plain.count(".")
    if not commas + points:
        return (Fraction(int(plain)),)
    if commas and points:
        return _with_both_signs(plain)
    grouped = Fraction(int(plain.replace(",", "").replace(".", "")))
    if commas + points > 1:
        return (grouped,) if _GROUPS.fullmatch(plain) else ()
    whole, decimals = re.split("[.,]", plain)
    decimal = _decimal(whole, decimals)
    if not _GROUPS.fullmatch(plain) or whole == "0" or exact or (decimal_point and points):
        return (decimal,)
    return (grouped,) if decimal_point else (grouped, decimal)


def _with_both_signs(plain: str) -> tuple[Fraction, ...]:
    """The value of a number with commas and points: the last sign begins the decimals."""
    last = max(plain.rfind(","), plain.rfind("."))
    whole, decimals = plain[:last], plain[last + 1 :]
    if not _GROUPS.fullmatch(whole) and not whole.isdigit():
        return ()
    return (_decimal(whole.replace(",", "").replace(".", ""), decimals),)


def _decimal(whole: str, decimals: str) -> Fraction:
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def hebrew_value(letters: str) -> int | None:
    """The value of letters that count in Hebrew, such as יא: eleven."""
    values = [_HEBREW_VALUES.get(letter) for letter in letters]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) and known == sorted(known, reverse=True) else None


def roman_value(numeral: str) -> int | None:
    """The value of a roman numeral in capitals, up to 100."""
    if not _ROMAN.fullmatch(numeral):
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -value if any(value < later for later in values[index + 1 :]) else value for index, value in enumerate(values)
    )
