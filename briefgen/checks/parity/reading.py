"""What a text states: numbers, dates, times, currencies, codes and addresses, each with its place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from briefgen.checks.parity.dates import date_item
from briefgen.checks.parity.grouping import grouped
from briefgen.checks.parity.items import Item, Value
from briefgen.checks.parity.lexicon import lexicon_of
from briefgen.checks.parity.numbers import NumberReader
from briefgen.checks.parity.times import clock_item, time_item
from briefgen.checks.parity.tokens import Token, latin_digits, tokens_of

_CACHED_TEXTS: Final = 4096
_NUMBER: Final = re.compile("[0-9]+")
_LIST: Final = re.compile("[0-9]+(?:[,\u060c][0-9]+)+")
_SECTION: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,}|[0-9]{1,3}(?:-[0-9]{1,3}){2,}")
_HIJRI_YEAR: Final = re.compile("1[34][0-9]{2}")
_THREE_DIGITS: Final = re.compile("[0-9]{3}")
_MINUS: Final = frozenset("-−–")
_ADDRESSES: Final = frozenset({"address", "email", "phone", "domain"})
# What a page of one site in another language differs by.
_LANGUAGE_OF_PAGE: Final = re.compile(
    r"(?<=[/.=])(?:en|ar|fr|fa|ur|he|ckb|english|arabic|french)(?=[/.&#]|$)", re.IGNORECASE
)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def read(text: str, language: str) -> tuple[Item, ...]:
    """What a text states, in its order.

    Args:
        text: without markup.
        language: its tag.
    """
    return _Reading(text, language).items()


class _Reading:
    def __init__(self, text: str, language: str) -> None:
        self.lexicon = lexicon_of(language)
        self.tokens = tokens_of(text)
        self.numbers = NumberReader(self.tokens, self.lexicon)

    def items(self) -> tuple[Item, ...]:
        found: list[Item] = []
        index = 0
        while index < len(self.tokens):
            items = list(self._at(index, found[-1] if found else None))
            found += items
            index = max((item.last for item in items if item.group != "guess"), default=index + 1)
        return grouped(self.numbers, found)

    def _at(self, index: int, previous: Item | None) -> Iterator[Item]:
        """The items that begin at a token."""
        token = self.tokens[index]
        if token.kind in _ADDRESSES:
            yield self._new("identifier", address_values(token), index, index + 1, group=token.kind)
        elif token.kind == "code":
            yield self._code(token, index)
        elif token.kind == "date":
            yield date_item(token, index)
        elif token.kind == "time":
            yield time_item(token, index)
        elif token.kind == "meridiem":
            yield self._new(
                f"sign {'morning' if token.text[0] in 'aA' else 'afternoon'}", frozenset(), index, index + 1
            )
        elif token.kind == "number":
            clock = clock_item(self.numbers, index, previous)
            yield from self._digits(index) if clock is None else (clock,)
        else:
            yield from self._word(index)

    def _new(
        self, kind: str, values: frozenset[Value], first: int, last: int, *, asked: bool = True, group: str = ""
    ) -> Item:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Item(kind, values, first, last, start, end, asked, group=group)

    def _code(self, token: Token, index: int) -> Item:
        """A code such as S/RES/2728: in the other text, it may also be its number alone."""
        parts = tuple(
            Item(
                "number", frozenset({Fraction(int(match.group()))}), index, index + 1, token.start, token.end, unit="?"
            )
            for match in _NUMBER.finditer(token.text)
        )
        start, end = token.start, token.end
        return Item("identifier", frozenset({token.text}), index, index + 1, start, end, group="code", parts=parts)

    def _digits(self, index: int) -> Iterator[Item]:
        token = self.tokens[index]
        item = self._reversed(index) or self.numbers.number(index)
        if item is None and _LIST.fullmatch(token.text):
            for match in _NUMBER.finditer(token.text):
                start, end = token.start + match.start(), token.start + match.end()
                yield Item("number", frozenset({Fraction(int(match.group()))}), index, index + 1, start, end)
            return
        if (section := self._section(index, alone=item is None)) is not None:
            yield section
            return
        if item is None:
            yield self._new("identifier", frozenset({token.text}), index, index + 1, group="code")
            return
        if (fraction := self._stroke(index)) is not None:
            yield from fraction
            return
        if self._is_negative(index):
            values: frozenset[Value] = frozenset(-amount for amount in item.amounts)
            first = index - 1 if index and self.tokens[index - 1].text in _MINUS else index
            item = Item("number", values, item.first, item.last, self.tokens[first].start, item.end)
        yield item

    def _section(self, index: int, *, alone: bool) -> Item | None:
        """1.2.3 or 1-2-3: a number of a section or of a version; the hyphens may also join three numbers."""
        last = index + 1
        while (
            not alone
            and last + 1 < len(self.tokens)
            and self.tokens[last].text == "-"
            and self.tokens[last + 1].start == self.tokens[last - 1].end + 1
        ):
            last += 2
        text = latin_digits(self.tokens[index].raw if alone else "".join(t.text for t in self.tokens[index:last]))
        if not _SECTION.fullmatch(text):
            return None
        numbers = [Fraction(int(number)) for number in _NUMBER.findall(text)]
        parts = tuple(self.numbers.item((number,), index, last, in_words=False) for number in numbers)
        values: frozenset[Value] = frozenset({text.replace("-", ".")})
        return replace(self._new("identifier", values, index, last, group="code"), parts=parts)

    def _reversed(self, index: int) -> Item | None:
        """8 500 as Arabic documents have it in the order in which it is seen: 500 8."""
        last = index
        while (
            self.lexicon.language == "ar"
            and last + 1 < len(self.tokens)
            and _THREE_DIGITS.fullmatch(self.tokens[last].text)
            and self.tokens[last + 1].kind == "number"
            and self.tokens[last + 1].start == self.tokens[last].end + 1
            and len(self.tokens[last + 1].text) <= 3
        ):
            last += 1
        if last == index:
            return None
        groups = [token.text for token in self.tokens[index : last + 1]]
        if not all(group.isdigit() for group in groups):
            return None
        whole = self.numbers.item((Fraction(int("".join(reversed(groups)))),), index, last + 1, in_words=False)
        parts = tuple(self.numbers.item((Fraction(int(group)),), index, last + 1, in_words=False) for group in groups)
        return replace(whole, parts=parts)

    def _stroke(self, index: int) -> Iterator[Item] | None:
        """2023/24 and 24/2023, two years, and 3/4, a fraction."""
        if index + 2 >= len(self.tokens) or self.tokens[index + 2].kind != "number":
            return None
        first, sign, second = self.tokens[index : index + 3]
        apart = sign.start != first.end or second.start != sign.end
        if sign.text not in "/-–" or apart or not (first.text.isdigit() and second.text.isdigit()):
            return None
        one, two = int(first.text), int(second.text)
        lengths = len(first.text), len(second.text)
        low, high = (one, two) if lengths == (4, 2) else (two, one)
        if lengths in {(4, 2), (2, 4)} and (low + 1) % 100 == high:
            places = (index, index + 2) if lengths == (4, 2) else (index + 2, index)
            years = [
                self.numbers.item((Fraction(year),), place, place + 1, in_words=False)
                for year, place in zip((low, low + 1), places, strict=True)
            ]
            return iter(sorted(years, key=lambda item: item.first))
        return self._fraction_or_date(index, one, two) if sign.text == "/" else None

    def _fraction_or_date(self, index: int, one: int, two: int) -> Iterator[Item] | None:
        """3/4, a fraction, and 9/11, which is a date in English."""
        if (one, two) == (9, 11) and self.lexicon.language == "en":
            month = self._new("month", frozenset({Fraction(one)}), index, index + 3)
            parts: tuple[Item, ...] = (month, self.numbers.item((Fraction(two),), index, index + 3))
            whole = self._new("date", frozenset({(None, Fraction(one), Fraction(two))}), index, index + 3)
        elif 0 < one < two < 10:
            parts = tuple(self.numbers.item((Fraction(n),), index, index + 3, in_words=False) for n in (one, two))
            whole = self.numbers.item((Fraction(one, two),), index, index + 3, in_words=False)
        else:
            return None
        return iter([replace(whole, parts=parts)])

    def _is_negative(self, index: int) -> bool:
        """Whether a minus, or a word that says so, stands before a number; not a hyphen of a range or a word."""
        token = self.tokens[index]
        before = self.tokens[index - 1] if index else None
        if before is None:
            return False
        if (sign := self.numbers.find(self.lexicon.signs, index - 1)) is not None and "minus" in sign[0]:
            return index == 1 or self.tokens[index - 2].text not in self.lexicon.words["no_minus"]
        if before.text not in _MINUS or before.end != token.start:
            return False
        if index == 1:
            return True
        previous = self.tokens[index - 2]
        return previous.text in "([:" or (previous.end < before.start and previous.kind != "number")

    def _word(self, index: int) -> Iterator[Item]:
        numbers, lexicon = self.numbers, self.lexicon
        if (sign := numbers.find(lexicon.signs, index)) is not None and "minus" not in sign[0]:
            yield self._new(f"sign {sign[0][0]}", frozenset(), index, sign[1])
            if "percent" in sign[0] or sign[1] > index + 1:
                return
        elif self.tokens[index].text == "%":
            yield self._new("sign percent", frozenset(), index, index + 1)
            return
        found = list(self._names(index))
        yield from found
        if found:
            return
        phrase = numbers.value("hint", index)
        if phrase is not None and phrase[1] > index + 1 and (hint := numbers.hints(index)) is not None:
            yield replace(hint, group=hint.group or "guess")
            return
        if (number := numbers.number(index)) is not None:
            vague = numbers.value("vague", index)
            if vague is None or number.last > vague[1] or number.in_words is False:
                negative = self._is_negative(index) and not number.ordinal
                yield replace(number, values=frozenset(-amount for amount in number.amounts)) if negative else number
                return
        if (vague := numbers.value("vague", index)) is not None:
            yield self._new("vague", frozenset({vague[0]}), index, vague[1])
        elif (hint := numbers.hints(index)) is not None:
            yield replace(hint, group=hint.group or "guess")

    def _names(self, index: int) -> Iterator[Item]:
        """Months, days of the week, decades and currencies."""
        numbers, lexicon = self.numbers, self.lexicon
        token = self.tokens[index]
        if (day := numbers.find(lexicon.weekdays, index)) is not None and self._may_be_name(token):
            before = self.tokens[index - 1].text if index else ""
            sure = before in lexicon.words["before_weekday"] or not self._is_doubtful("weekdays", index)
            yield self._new("weekday", frozenset(day[0]), index, day[1], asked=sure)
            if not sure and (number := numbers.number(index)) is not None:
                yield number
        elif (month := numbers.find(lexicon.months, index)) is not None and self._may_be_name(token):
            doubtful = self._is_doubtful("months", index)
            yield self._new(
                "month", frozenset(map(Fraction, month[0])), index, month[1], group="doubtful" if doubtful else ""
            )
        elif (hijri := numbers.value("hijri", index)) is not None and self._may_be_hijri(index, hijri[1]):
            yield self._new("hijri", frozenset({hijri[0]}), index, hijri[1], asked=False)
        elif (moment := numbers.value("moment", index)) is not None:
            yield self._new("time", frozenset({int(moment[0])}), index, moment[1], asked=False)
        elif (decade := numbers.value("decade", index)) is not None:
            yield self._decade(index, decade[1], int(decade[0]))
        elif (money := numbers.find(lexicon.currencies, index)) is not None:
            names: frozenset[Value] = frozenset(name.partition(".")[0] for name in money[0][0].split())
            yield self._new("currency", names, index, money[1])
            if (dual := numbers.dual(index)) is not None:
                yield replace(dual, group="guess")

    def _is_doubtful(self, name: str, index: int) -> bool:
        doubtful = self.lexicon.words[f"doubtful_{name}"]
        return any(form in doubtful for form, _ in self.lexicon.forms(self.tokens[index].text))

    def _may_be_name(self, token: Token) -> bool:
        """English writes months and days of the week with a capital letter."""
        return self.lexicon.language != "en" or token.raw[:1].isupper()

    def _may_be_hijri(self, first: int, last: int) -> bool:
        """Whether a name of a month is no number: صفر is zero, too, but where a day, a year or شهر stands beside it."""
        if self.tokens[first].text not in self.lexicon.words["doubtful_numbers"]:
            return True
        before = self.tokens[first - 1] if first else None
        after = self.tokens[last].text if last < len(self.tokens) else ""
        if _HIJRI_YEAR.fullmatch(after) or (before is not None and before.text in {"شهر", "ماه", "ماہ"}):
            return True
        of = before is not None and before.text == "من" and first > 1
        named = self.numbers.find(self.lexicon.numbers, first - 2) if of else None
        return named is not None and named[0][0][1]

    def _decade(self, first: int, last: int, value: int) -> Item:
        """A decade, with the century that Arabic names behind it: تسعينيات القرن العشرين."""
        if last < len(self.tokens) and self.tokens[last].text == "القرن":
            century = self.numbers.number(last + 1)
            last = last + 2 if century is None else century.last
        values: frozenset[Value] = frozenset(Fraction(value + base) for base in (0, 1700, 1800, 1900, 2000))
        return self._new("number", values, first, min(last, len(self.tokens)))


def address_values(token: Token) -> frozenset[Value]:
    """What two addresses have in common that are the same: of a telephone number, its digits, however grouped."""
    if token.kind == "phone":
        groups = _NUMBER.findall(token.text)
        return frozenset({"".join(groups).removeprefix("00"), tuple(sorted(groups))})
    return frozenset({same_page(token.raw)})


def same_page(address: str) -> str:
    """An address without what differs between the languages of one page."""
    return _LANGUAGE_OF_PAGE.sub("", address).rstrip("/").casefold()
