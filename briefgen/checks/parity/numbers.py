"""Numbers in digits and in words, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeVar

from briefgen.checks.parity.digits import VULGAR, hebrew_value, roman_value, values_of_digits
from briefgen.checks.parity.items import HALF, Item
from briefgen.checks.parity.lexicon import Lexicon, Terms
from briefgen.checks.parity.sums import Sum
from briefgen.checks.parity.tokens import Token

T = TypeVar("T")

_ARTICLES: Final = frozenset({"a", "an", "of", "de", "d", "one", "un", "une"})
_LEAST_REST: Final = 100  # ألف و500 is 1,500; in ألف و3, the 3 counts something else
_FRENCH_ORDINAL: Final = re.compile("(?<=[IVXLC])(?:er|e|ème|ᵉ)$")  # XIXe
_LONGEST_LIST: Final = 12  # tokens of a list such as sections 3.1, 3.2 and 4.1
_ORDINAL_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th", "er", "re", "e", "eme"})


class NumberReader:
    """Reads the numbers of the tokens of a text."""

    def __init__(self, tokens: tuple[Token, ...], lexicon: Lexicon) -> None:
        """Take the tokens of a text in a language."""
        self.tokens = tokens
        self.lexicon = lexicon

    def find(self, terms: Terms[T], index: int, *, joined: bool = False) -> tuple[list[T], int, bool] | None:
        """What a term that begins at a token means, the index behind it, and whether a connector is written onto it.

        ``joined`` looks for one with a connector first: folded, وأحد is واحد.
        """
        if index >= len(self.tokens) or self.tokens[index].kind not in {"word", "sign"}:
            return None
        forms = self.lexicon.known_forms(self.tokens[index].text)
        for form, connected in sorted(forms, key=lambda each: not each[1]) if joined else forms:
            if form in terms and (found := terms.at(self.tokens, index, form)) is not None:
                return *found, connected
        return None

    def value(self, section: str, index: int) -> tuple[Fraction, int, bool] | None:
        """The value of a term of a section of the word list."""
        found = self.find(self.lexicon.terms[section], index)
        return None if found is None else (found[0][0], found[1], found[2])

    def item(
        self,
        values: Iterable[Fraction],
        first: int,
        last: int,
        *,
        asked: bool = True,
        in_words: bool = True,
        group: str = "",
    ) -> Item:
        """An item for the tokens from one to another."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Item("number", frozenset(values), first, last, start, end, asked, in_words, group=group)

    def number(self, first: int) -> Item | None:
        """The number that begins at a token."""
        total = Sum(self.lexicon)
        last, ordinal = first, False
        while not ordinal or self.lexicon.units_first:
            index, connected = self._behind_connectors(last) if last > first else (last, False)
            step = self._step(total, index, connected=connected)
            if step is None:
                break
            last, ordinal = step
        if last == first:
            return self._fraction(first)
        return self._finish(total, first, last, ordinal=ordinal)

    def _behind_connectors(self, index: int) -> tuple[int, bool]:
        """The index behind connectors and hyphens inside a word, and whether there was a connector."""
        connected = False
        while index < len(self.tokens):
            token = self.tokens[index]
            hyphen = token.text == "-" and token.start == self.tokens[index - 1].end
            if not hyphen and token.text not in self.lexicon.words["connectors"]:
                break
            connected = connected or not hyphen
            index += 1
        return index, connected

    def _step(self, total: Sum, index: int, *, connected: bool) -> tuple[int, bool] | None:
        """Take one more word or number in digits into a number; the index behind it and whether it is an ordinal."""
        if index >= len(self.tokens):
            return None
        token = self.tokens[index]
        if token.kind == "number":
            return self._digits(total, token, index, connected=connected)
        if token.kind != "word":
            return None
        for section in ("scale", "double", "vague") if total.group is not None or total.scale is None else ("scale",):
            found = self.value(section, index)
            if found is None or (section == "vague" and (total.group is None or found[0] < 1000)):
                continue
            scale, last, joined = found
            if section == "double" and total.group is None:
                total.group = (Fraction(2),)
            elif section == "scale" and total.group is None and self.value("double", index) is not None:
                total.group = (
                    Fraction(1),
                    Fraction(2),
                )  # ألفا: a thousand as an accusative, two thousand before a noun
            if total.multiply(scale, connected=connected or joined):
                return last, False
        joined = self.lexicon.connected and total.group is not None and not connected
        if (cardinal := self.find(self.lexicon.numbers, index, joined=joined)) is None:
            return None
        (value, ordinal), *_ = cardinal[0]
        fits = total.add(Fraction(value), connected=connected or cardinal[2])
        return (cardinal[1], ordinal) if fits else None

    def _digits(self, total: Sum, token: Token, index: int, *, connected: bool) -> tuple[int, bool] | None:
        """Take a number in digits: at the beginning, or behind a scale and a connector when a smaller scale follows."""
        values = values_of_digits(token.text, decimal_point=self.lexicon.decimal_point)
        if not values or total.group is not None:
            return None
        if total.scale is not None:
            following = self.value("scale", index + 1)
            size = values[0] if following is None else following[0]
            if not connected or size >= total.scale or (following is None and size < _LEAST_REST):
                return None
        total.add_digits(values)
        return index + 1, False

    def _finish(self, total: Sum, first: int, last: int, *, ordinal: bool) -> Item:
        values = total.values
        token = self.tokens[first]
        in_words = token.kind == "word"
        if last == first + 1 and not in_words:
            last, values = self._suffix(last, values)
            ordinal = self.tokens[last - 1].text in _ORDINAL_SUFFIXES and last > first + 1
        if in_words and not ordinal and (found := self._denominator(values[0], last)) is not None:
            return self.item((found[0],), first, found[1])
        parts = [self.item(piece, first, last, in_words=in_words) for piece in total.all_pieces]
        # Arabic tells hours by ordinals: الثانية والنصف.
        if (not ordinal or self.lexicon.units_first) and (more := self._and_a_fraction(total, last)) is not None:
            whole = self.item(values, first, last, in_words=in_words)
            part, last = more
            parts = [*(parts or [whole]), self.item((part / (total.scale or 1), part), first, last, asked=False)]
            values = tuple(value + part for value in values)
            if total.scale is None and (scaled := self.value("scale", last)) is not None:
                values, last, parts = tuple(value * scaled[0] for value in values), scaled[1], []
        elif not in_words and total.scale is None:
            section = _parts_of_section(token.text) if self._in_section(first) else []
            parts = [self.item((part,), first, last) for part in section or _parts_of_digits(token.text, values[0])]
        if not ordinal and values[0] >= 100 and (more_of_them := self._echo(last)) is not None:
            values = tuple(value + more_of_them for value in values)
        if (multiple := self.value("multiple", last)) is not None:
            values += tuple(value * multiple[0] for value in values)
        if in_words and last == first + 1 and (share := self.value("fraction", first)) is not None:
            values += (share[0],)
        asked = not self._is_vague(values, first, last, ordinal=ordinal, in_words=in_words)
        found_item = self.item(
            values, first, last, asked=asked, in_words=in_words, group="ordinal" if ordinal and values[0] <= 2 else ""
        )
        return replace(found_item, parts=tuple(parts), ordinal=ordinal)

    def _echo(self, index: int) -> int | None:
        """How many more the noun behind hundreds or thousands adds in Arabic: ألف صوت وصوت, مئة مندوب ومندوبان."""
        if self.lexicon.language != "ar" or index + 1 >= len(self.tokens):
            return None
        noun, echo = self.tokens[index].text, self.tokens[index + 1].text
        stem = f"{noun[:-1]}ت" if noun.endswith("ة") else noun
        if len(noun) < 3 or self.tokens[index].kind != "word":
            return None
        return {f"و{noun}": 1, f"و{stem}ان": 2, f"و{stem}ين": 2}.get(echo)

    def _in_section(self, index: int) -> bool:
        """Whether a number, or the list that it is in, stands behind a word such as section."""
        joins = self.lexicon.words["joins"] | {",", "،", "."}
        least = max(index - _LONGEST_LIST, 0)
        while index > least and (self.tokens[index - 1].kind == "number" or self.tokens[index - 1].text in joins):
            index -= 1
        before = self.tokens[index - 1].text if index else ""
        return any(form in self.lexicon.words["section"] for form, _ in self.lexicon.forms(before))

    def _is_vague(self, values: tuple[Fraction, ...], first: int, last: int, *, ordinal: bool, in_words: bool) -> bool:
        """Whether a number need not be in the other text: one as an article, second as a unit, 1 before a noun."""
        if not in_words:
            following = self.tokens[last] if last < len(self.tokens) else None
            return values[0] in (0, 1) and following is not None and following.kind == "word"
        forms = {form for form, _ in self.lexicon.forms(self.tokens[first].text)}
        before = self.tokens[first - 1].text if first else ""
        hyphen = before == "-" and first > 1
        if values[0] >= 100 and self.tokens[first - 1 - hyphen].text in self.lexicon.words["several"]:
            return True  # several thousand, multi-million
        if values[0] == 2 and before in self.lexicon.words["definite"]:
            return True  # the two sides: in the other language, they may be the sides
        if ordinal and before in self.lexicon.words["era"]:
            return True  # the third millennium: the years since 2000
        if (
            values[0] in (0, 1)
            or (ordinal and values[0] == 2)
            or not forms.isdisjoint(self.lexicon.words["doubtful_numbers"])
        ):
            return True
        return last == first + 1 and self.tokens[first].text in self.lexicon.words["doubtful_weekdays"]

    def _suffix(self, last: int, values: tuple[Fraction, ...]) -> tuple[int, tuple[Fraction, ...]]:
        """What letters written onto a number add to it: 5m may be five million, 7th is 7."""
        if last >= len(self.tokens) or self.tokens[last].start != self.tokens[last - 1].end:
            return last, values
        if self.tokens[last].text in _ORDINAL_SUFFIXES:
            return last + 1, values
        if self.tokens[last].raw in VULGAR:
            return last + 1, tuple(value + VULGAR[self.tokens[last].raw] for value in values)
        letter = self.value("letter", last)
        return (last, values) if letter is None else (last + 1, values + tuple(value * letter[0] for value in values))

    def _denominator(self, numerator: Fraction, last: int) -> tuple[Fraction, int] | None:
        """Two thirds, ثلاثة أرباع: the value and the index behind it."""
        index = self._behind_connectors(last)[0] if last < len(self.tokens) and self.tokens[last].text == "-" else last
        found = self.value("fraction", index)
        if found is None or found[2] or found[0].numerator != 1 or numerator >= found[0].denominator:
            return None
        return numerator * found[0], found[1]

    def _and_a_fraction(self, total: Sum, last: int) -> tuple[Fraction, int] | None:
        """``and a half``, ``ونصف المليون``: how much that adds and the index behind it."""
        index, connected = self._behind_connectors(last)
        begin = index
        while connected and index < len(self.tokens) and self.tokens[index].text in _ARTICLES:
            index += 1
        found = self.value("fraction", index)
        # "Two and third" is no 2⅓, "two and a third" is.
        if index == begin and self.find(self.lexicon.numbers, index) is not None:
            return None
        if found is None or found[0].numerator != 1 or not (connected or found[2]) or found[0] < Fraction(1, 4):
            return None
        scale = total.scale if total.group is None else None
        again = None if scale is None else self.value("scale", found[1])
        end = found[1] if again is None or again[0] != scale else again[1]
        return found[0] * (scale or 1), end

    def _fraction(self, first: int) -> Item | None:
        """A half, a third of a million, ½."""
        if self.tokens[first].raw in VULGAR:
            return self.item((VULGAR[self.tokens[first].raw],), first, first + 1, in_words=False)
        found = self.value("fraction", first)
        if found is None:
            return None
        value, last, _ = found
        index = last
        while index < len(self.tokens) and self.tokens[index].text in _ARTICLES:
            index += 1
        for section in ("scale", "multiple"):
            if (scaled := self.value(section, index)) is not None and scaled[0] < 10**13:
                share = self.item((value,), first, last)
                whole = self.item((value * scaled[0],), first, scaled[1])
                return whole if section == "scale" else replace(whole, parts=(share,))
        # The second quarter is Q2, the first half H1: nothing is halved.
        following = self.find(self.lexicon.numbers, last)
        counted = following is not None and following[0][0][1]
        asked = not counted and self.tokens[first].text not in self.lexicon.words["doubtful_numbers"]
        one_more = (1 + value,) if self._is_added(first, joined=found[2]) else ()
        if value in (HALF, HALF / 2):  # half of them are 50 %
            return replace(self.item((value, value * 100, *one_more), first, last, asked=asked), unit="?")
        meanings = self.find(self.lexicon.terms["fraction"], first)
        return self.item((value,) if meanings is None else meanings[0], first, last, asked=asked)

    def _is_added(self, index: int, *, joined: bool) -> bool:
        """Whether a fraction is added to one of what stands before it: متر ونصف, an hour and a half."""
        while index and not joined and self.tokens[index - 1].text in _ARTICLES:
            index -= 1
        if not joined and index and self.tokens[index - 1].text in self.lexicon.words["connectors"]:
            index, joined = index - 1, True
        return joined and index > 0 and self.tokens[index - 1].kind == "word"

    def dual(self, index: int) -> Item | None:
        """Two, where a word may be an Arabic dual."""
        return self.item((Fraction(2),), index, index + 1, asked=False) if self._is_dual(index) else None

    def hints(self, index: int) -> Item | None:
        """What may answer to a number: both, twice, a dozen, a dual, a roman numeral."""
        token = self.tokens[index]
        values: set[Fraction] = set()
        last, group = index + 1, ""
        for section in ("hint", "times", "multiple"):
            if (found := self.find(self.lexicon.terms[section], index)) is not None:
                values.update(found[0])
                last, group = found[1], "times" if section == "times" else group
                if section == "multiple":
                    values.update(2 * value for value in found[0])
        before = self.tokens[index - 1].text if index else ""
        numeral = _FRENCH_ORDINAL.sub("", token.raw) if self.lexicon.language == "fr" else token.raw
        roman = roman_value(numeral) if numeral.isascii() and numeral.isupper() else None
        if roman is not None and (len(numeral) > 1 or before in self.lexicon.words["roman"]):
            values.add(Fraction(roman))
            group = "roman"
        if self.lexicon.language == "he" and before in self.lexicon.words["roman"]:
            letters = token.raw
            while last + 1 < len(self.tokens) and self.tokens[last].raw in "״׳\"'":
                letters, last = letters + self.tokens[last + 1].raw, last + 2
            if (count := hebrew_value(letters)) is not None:
                values.add(Fraction(count))
                group = "roman"
        if self._is_dual(index):
            values.add(Fraction(2))
        return self.item(values, index, last, asked=False, group=group) if values else None

    def _is_dual(self, index: int) -> bool:
        """Whether an Arabic word may be a dual: with ان or ين at its end, or ا or ي before a genitive."""
        token = self.tokens[index]
        if self.lexicon.language != "ar" or len(token.text) < 4 or token.text in self.lexicon.words["no_dual"]:
            return False
        if token.text.endswith(("ان", "ين", "تا", "تي", "يا")):
            return True
        if token.text.endswith("ا"):
            return "\u064b" not in token.raw
        genitive = index + 1 < len(self.tokens) and self.tokens[index + 1].text.startswith("ال")
        return token.text.endswith("ي") and genitive


def _parts_of_section(digits: str) -> list[Fraction]:
    """The numbers of a section: 3.7 may be 3-7 in the other text."""
    groups = digits.split(".")
    return [Fraction(int(group)) for group in groups] if len(groups) == 2 and digits.replace(".", "").isdigit() else []


def _parts_of_digits(digits: str, value: Fraction) -> list[Fraction]:
    """What a number in digits may be in the other text: 12,15 a list; 3.5 three and a half."""
    groups = re.split("[ ,]", digits)
    if len(groups) > 1 and all(group.isdigit() for group in groups):
        return [Fraction(int(group)) for group in groups]
    return [Fraction(int(value)), value % 1] if value > 1 and value.denominator in (2, 4) else []
