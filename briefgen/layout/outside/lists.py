"""A ``ListFlowable`` of Platypus, item by item: what each is labelled with, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.sequencer import _type2formatter
from reportlab.platypus import Flowable, ListFlowable, ListItem
from reportlab.platypus.flowables import _bulletNames

from briefgen.layout.outside.text import UnsupportedTextError
from briefgen.layout.structure import Numbering

# By the names that ISO 32000-1, table 347, has.
_NUMBERINGS: Final[Mapping[str, Numbering]] = {
    "bullet": "Disc", "1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman",
}  # fmt: skip
# What stands for the bullets that reportlab has names for: their shapes are of fonts that are not the theme's.
_BULLET: Final = "•"


@dataclass(frozen=True, slots=True)
class OutsideList:
    """A list as reportlab has been given it.

    Attributes:
        items: for each item what it holds, and what it says of its own label.
        kind: ``bullet``, or one of reportlab's kinds of numbers: ``1``, ``a``, ``A``, ``i``, ``I``.
        start: the number of the first item, or the name or character of the bullet.
        form: what stands around a label, such as ``(%s)``, or what makes it; None for nothing.
    """

    items: tuple[tuple[list[Any], Mapping[str, Any]], ...]
    kind: str
    start: str
    form: Any

    @classmethod
    def of(cls, flowable: ListFlowable) -> OutsideList:
        """Read a list, which stays as it is.

        Raises:
            UnsupportedTextError: reportlab has drawn it before, and has taken it apart; or an item is no flowable.
        """
        known = vars(flowable)  # reportlab has no other way
        if "_flowables" not in known:
            raise UnsupportedTextError("reportlab has drawn this ListFlowable before, and has taken it apart")
        start = known["_start"]
        first = start[0] if isinstance(start, list | tuple) else start
        items = tuple(map(_item, known["_flowables"]))
        return cls(items, known["_bulletType"], str(first), known["_bulletFormat"])

    @property
    def numbering(self) -> Numbering:
        """The kind of the labels, as the attribute ``ListNumbering`` has it."""
        return _NUMBERINGS[self.kind]

    def labelled(self, written: Callable[[int], str]) -> Iterator[tuple[str, list[Any]]]:
        """The label and the content of each item; ``written`` gives a number by the conventions of a language."""
        number = int(self.start) if self.start.isdecimal() else 1
        for content, own in self.items:
            kind, value = own.get("bulletType", self.kind), own.get("value")
            if kind == "bullet":
                name = self.start if value is None else str(value)
                label = _BULLET if name in _bulletNames else name
            else:
                number = number if value is None else int(value)
                label = written(number) if kind == "1" else _type2formatter[kind](number)
                number += 1
            yield _formed(own.get("bulletFormat", self.form), label), content


def _item(item: Any) -> tuple[list[Any], Mapping[str, Any]]:
    if isinstance(item, ListItem):
        known = vars(item)
        return list(known["_flowables"]), known["_params"]
    if isinstance(item, list | tuple):
        return list(item), {}
    if isinstance(item, Flowable):
        return [item], {}
    raise UnsupportedTextError(
        f"an item of its list is of the type {type(item).__name__}, and no flowable of reportlab"
    )


def _formed(form: Any, label: str) -> str:
    if form is None:
        return label
    return str(form(label)) if callable(form) else str(form) % label
