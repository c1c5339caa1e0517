"""A number while its words are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from briefgen.checks.parity.lexicon import Lexicon


@dataclass(slots=True)
class Sum:
    """A number while it is read: whole scales that are done, and the group that is being read, below a thousand.

    The values are those of every meaning that the digits in it may have.
    """

    lexicon: Lexicon
    done: tuple[Fraction, ...] = (Fraction(0),)
    group: tuple[Fraction, ...] | None = None
    scale: Fraction | None = None
    in_digits: bool = False
    pieces: list[tuple[Fraction, ...]] = field(default_factory=list)

    @property
    def values(self) -> tuple[Fraction, ...]:
        """What the number may mean so far."""
        return self.done if self.group is None else tuple(a + b for a in self.done for b in self.group)

    @property
    def all_pieces(self) -> list[tuple[Fraction, ...]]:
        """What was added up, when it was more than one scale; it may also be meant as a list."""
        pieces = [*self.pieces, self.group] if self.group is not None else self.pieces
        return pieces if len(pieces) > 1 else []

    def add(self, value: Fraction, *, connected: bool) -> bool:
        """Add a number word below a thousand; whether it belongs to the number."""
        if self.group is None:
            if self.scale is not None and self.lexicon.connected and not connected:
                return False
            self.group = (value,)
            return True
        if self.in_digits:
            return False
        (group,) = self.group
        low = group % 100
        teen = self.lexicon.teens and value == 10 and 0 < low < 10 and not connected
        if value == 100:
            fits, combined = not connected and 1 <= group < 100 and group % 10 != 0, group * 100
        else:
            fits, combined = teen or self._fits(group, low, value, connected=connected), group + value
        if fits:
            self.group = (combined,)
        return fits

    def _fits(self, group: Fraction, low: Fraction, value: Fraction, *, connected: bool) -> bool:
        if value > 99 or (self.lexicon.connected and not connected):
            return False
        if low == 0:
            return group >= 100
        if value < 10:
            return not self.lexicon.units_first and low >= 20 and low % 10 == 0
        if value < 20:
            return self.lexicon.language == "fr" and low in (60, 80)
        return self.lexicon.units_first and connected and low < 10

    def add_digits(self, values: tuple[Fraction, ...]) -> None:
        """Begin a group with a number in digits."""
        self.group, self.in_digits = values, True

    def multiply(self, scale: Fraction, *, connected: bool) -> bool:
        """Take the group as so many thousands or millions; whether it can be."""
        if self.scale is not None and (scale >= self.scale or (self.group is None and not connected)):
            return False
        group = (Fraction(1),) if self.group is None else self.group
        self.pieces.append(tuple(value * scale for value in group))
        self.done = tuple(a + b * scale for a in self.done for b in group)
        self.group, self.scale, self.in_digits = None, scale, False
        return True
