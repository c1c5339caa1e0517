"""Right-to-left text stands in the order of the page, and the file says how it is turned round (/ReversedChars)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from tests.conformance.pdf.cells import cells
from tests.unit.pdf.reading import PageReader, open_pdf
from tools.grid import Cell, rendered

# The profiles differ in nothing that is shown.
CELLS = [cell for cell in cells() if (cell.profile, cell.page_size) == ("ua1", "A4")]


def reversed_strings(sheet: Any) -> Iterator[list[bytes]]:
    """The strings of each operator that shows text under /ReversedChars on a page; an operator has one or an array."""
    tags: list[str] = []
    for instruction in pikepdf.parse_content_stream(sheet):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BMC" | "BDC":
                tags.append(str(operands[0]))
            case "EMC":
                tags.pop()
            case "Tj" if "/ReversedChars" in tags:
                yield [bytes(operands[0])]
            case "TJ" if "/ReversedChars" in tags:
                yield [bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)]


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_reversed_strings_go_from_left_to_right(cell: Cell) -> None:
    """All that one operator shows under /ReversedChars stands on one line, each code where the one before it ends."""
    shown = 0
    for page in open_pdf(rendered(cell).pdf).pages:
        for one in PageReader(page).shown:
            if one.reversed:
                shown += 1
                assert len({baseline_pt for _, _, baseline_pt in one.codes}) == 1
                assert all(x_pt <= next_pt + one.size_pt for (_, x_pt, _), (_, next_pt, _) in pairwise(one.codes))
    assert shown > 0


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.edition == "ar"], ids=str)
def test_where_reversed_strings_depart_from_the_standard(cell: Cell) -> None:
    """Strings hold spaces inside, and a TJ array counts as one string: turned round apart, its strings would differ."""
    spaces = arrays = 0
    for page in open_pdf(rendered(cell).pdf).pages:
        reader = PageReader(page)
        operators = list(reversed_strings(page))
        whole = [one for one in reader.shown if one.reversed]
        assert len(operators) == len(whole)
        for strings, one in zip(operators, whole, strict=True):
            codes = [code for code, _, _ in one.codes]
            assert b"".join(strings) == b"".join(code.to_bytes(2) for code in codes)
            text = "".join(reader.texts[one.font][code] for code in reversed(codes))
            spaces += " " in text.strip()
            apart = b"".join(_turned(string) for string in strings)
            arrays += apart != _turned(b"".join(strings))
    assert spaces > 0
    assert arrays > 0


def _turned(string: bytes) -> bytes:
    """The codes of a string, of two bytes each, in the other order."""
    return b"".join(string[i : i + 2] for i in reversed(range(0, len(string), 2)))
