"""The numbers of codes: shared by the fonts of a document, in rows that follow Unicode."""

from __future__ import annotations

import re

import pytest

from briefgen.pdf.numbering import CodeNumbers, cmap

ENTRY = re.compile(r"^<([0-9A-F]{4})>(?: <([0-9A-F]{4})>)? <([0-9A-F]+)>$", re.MULTILINE)


def test_fonts_share_the_numbers_of_a_character() -> None:
    """The first code of a character has the same number in each font; so has the second, and all are different."""
    numbers = CodeNumbers()
    first = {character: numbers.number(character, 0) for character in "ab\u0628\u062a"}
    second = {character: numbers.number(character, 1) for character in "\u0628a"}
    assert len({*first.values(), *second.values()}) == 6
    assert 0 not in {*first.values(), *second.values()}
    assert {character: numbers.number(character, 0) for character in first} == first
    assert {character: numbers.number(character, 1) for character in second} == second


def test_rows_follow_unicode() -> None:
    """Characters of a row have numbers that are as far apart as they are, in whatever order they are drawn."""
    numbers = CodeNumbers()
    z, a, beh, at = (numbers.number(character, 0) for character in "za\u0628@")
    assert z - a == ord("z") - ord("a")
    assert a % 32 == ord("a") % 32
    assert len({number // 32 for number in (a, beh, at)}) == 3


def test_many_variants_are_single_numbers() -> None:
    """A mark with hundreds of positions takes no more numbers than it has positions, and at most a row besides."""
    numbers = CodeNumbers()
    found = [numbers.number("\u064e", variant) for variant in range(500)]
    assert len(set(found)) == 500
    assert max(found) < 500 + 2 * 32


def test_a_row_is_one_range() -> None:
    """A range goes from the first to the last character of a row that is drawn; one alone is an entry of its own."""
    text = cmap([(33, "a"), (40, "h"), (58, "z"), (70, "\u0628")])
    assert "1 beginbfrange\n<0021> <003A> <0061>\nendbfrange\n" in text
    assert "1 beginbfchar\n<0046> <0628>\nendbfchar\n" in text


@pytest.mark.parametrize("forbidden", [0x0000, 0xFEFF, 0xFFFE])
def test_no_range_covers_a_forbidden_character(forbidden: int) -> None:
    """U+0000, U+FEFF and U+FFFE never stand in ToUnicode, though all others of their rows do (ISO 14289-1, 7.21.7)."""
    numbers = CodeNumbers()
    row = range(forbidden // 32 * 32, forbidden // 32 * 32 + 32)
    characters = [chr(code) for code in row if code not in {forbidden, 0xFFFF}]
    entries = sorted((numbers.number(character, 0), character) for character in characters)
    covered = {
        int(text, 16) + i
        for first, last, text in ENTRY.findall(cmap(entries))
        for i in range(int(last or first, 16) - int(first, 16) + 1)
    }
    assert covered == set(map(ord, characters))


def test_several_characters_are_no_range() -> None:
    """Codes that stand for a sign with its direction mark are entries of their own, also where they are many."""
    numbers = CodeNumbers()
    found = [numbers.number("\u061c(", variant) for variant in range(3)]
    text = cmap(sorted((number, "\u061c(") for number in found))
    assert [(int(number, 16), characters) for number, _, characters in ENTRY.findall(text)] == [
        (number, "061C0028") for number in sorted(found)
    ]


def test_blocks_have_a_hundred_entries_at_most() -> None:
    """A block of bfchar or bfrange has no more (Adobe Technical Note 5014), and says how many."""
    single = [(number, "\u064e") for number in range(1, 252)]
    ranges = [(256 + 32 * i + j, chr(0x400 + 64 * i + j)) for i in range(120) for j in range(2)]
    text = cmap([*single, *ranges])
    blocks = re.findall(r"^(\d+) begin(bfchar|bfrange)\n(.*?)end", text, re.MULTILINE | re.DOTALL)
    assert [(int(count), kind) for count, kind, _ in blocks] == [
        (100, "bfrange"), (20, "bfrange"), (100, "bfchar"), (100, "bfchar"), (51, "bfchar"),
    ]  # fmt: skip
    assert all(int(count) == body.count("\n") for count, _, body in blocks)


def test_a_character_beyond_the_basic_plane_is_one_surrogate_pair() -> None:
    """ToUnicode writes it as UTF-16 (ISO 32000-1, 9.10.3)."""
    assert "<0021> <DB40DC01>\n" in cmap([(33, "\U000e0001")])
