"""In which order the pages of a file stand, where that is not the order in which they were drawn.

A file that is read from both covers has the pages of its second half from the last to the first, so that the last page
of the file is the title page of that half. Each page keeps its number in its own half, which is its label (ISO 32000-1,
12.4.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.pdf.objects import text_string


@dataclass(frozen=True, slots=True)
class PageLabel:
    """What a page is called: a prefix, and a number from 1 behind it.

    The digits are European, which every keyboard has, also where a footer has others.
    """

    prefix: str
    number: int


@dataclass(frozen=True, slots=True)
class PageOrder:
    """The pages of a file from its first to its last.

    Attributes:
        drawn: for each page of the file the place in which it was drawn, from 0.
        labels: what each page of the file is called; None for an empty page, which has no name.
    """

    drawn: Sequence[int]
    labels: Sequence[PageLabel | None]

    def page_labels(self) -> str:
        """The number tree of the labels: a new range begins where a label does not follow from the one before."""
        ranges = ""
        before: PageLabel | None = None
        for place, label in enumerate(self.labels):
            if label is None:
                ranges += f"{place}<<>>"
            elif before is None or label != PageLabel(before.prefix, before.number + 1):
                start = f"/St {label.number}" if label.number > 1 else ""
                ranges += f"{place}<</P{text_string(label.prefix)}/S/D{start}>>"
            before = label
        return f"<</Nums[{ranges}]>>"
