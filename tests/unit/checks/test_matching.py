"""The contract of matching, verdict by verdict."""

from __future__ import annotations

from itertools import count
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.elision import MAX_PARTS, MAX_REPLACED
from briefgen.checks.matching import Match, Searchable
from briefgen.checks.words import word_ranges
from tests.growth import FACTOR, MOST, growth

ENGLISH = (
    "The fact is that the Alliance will not, for now, open an office. Non-state actors paid $1,250 and 14% of 10–15 "
    "shares, at -5 degrees.\n\n"
    "The office opens in May. When the office opens in spring, staff arrive; nobody said “at once”.\n\n"
    "Long-\nterm co-\noperation, l'accord and the states' rights."
)
ARABIC = "أكد الوزير أنّ المكتب لن يُفتتح قريبًا، وأن “العمل” مستمر في عمّان منذ عام ١٩٩٥ مع الحلف."


def match(quote: str, text: str = ENGLISH, **context: str) -> Match:
    """What comes of looking for a quote in a text."""
    return Searchable(text).match(quote, **context)


def shown(result: Match) -> list[tuple[str, str]]:
    """The differing words of quote and source."""
    return [(each.quote, each.source) for each in result.differences]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The fact", ["The", "fact"]),
        ("non-state O'Neill don’t", ["non-state", "O'Neill", "don’t"]),
        ("l'accord n'est qu’elle", ["l'", "accord", "n'est", "qu’", "elle"]),
        ("1,250.5 -5 14% 14 % $5 10–15", ["1,250.5", "-5", "14%", "14 %", "$5", "10–15"]),
        ("July—at 'once' (now)", ["July", "at", "once", "now"]),
        ("co-\noperation a\u00adb", ["co-\noperation", "a\u00adb"]),
        ("وبالحلف يُفتتح، الأردنـي", ["وبالحلف", "يُفتتح", "الأردنـي"]),
        ("می‌شود ١٢٫٥٪", ["می‌شود", "١٢٫٥٪"]),
        ("国連 ไทย", ["国", "連", "ไ", "ท", "ย"]),
        ("on www.example.org/road-2025.", ["on", "www.example.org/road-2025"]),
        ("see https://a.org/x?y=1#z, and", ["see", "https://a.org/x?y=1#z", "and"]),
        ("to s.h@example.org: now", ["to", "s.h@example.org", "now"]),
        ("A/RES/70/1 and/or road_map.pdf", ["A/RES/70/1", "and", "or", "road_map.pdf"]),
        ("and C:\\a\\b, docs/plans/road", ["and", "C:\\a\\b", "docs/plans/road"]),
        ("ended.Then on 13/7/2024", ["ended", "Then", "on", "13/7/2024"]),
        ("of\ufffdce \ue001x b", ["of\ufffdce", "\ue001x", "b"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """What may not be cut is one word."""
    assert [text[start:end] for start, end in word_ranges(text)] == words


@pytest.mark.parametrize("quote", ["The fact is", "for now", "states' rights", "accord", "14%", "  staff arrive  "])
def test_exact(quote: str) -> None:
    """The same code points, in one place, are exact."""
    result = match(quote)
    assert (result.verdict, result.foldings, len(result.ranges)) == ("exact", (), 1)
    assert ENGLISH[slice(*result.ranges[0])] == quote.strip()


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("act is", ENGLISH),
        ("state actors paid", ENGLISH),
        ("250 and", ENGLISH),
        ("$1 ", ENGLISH),
        ("14", ENGLISH),
        ("15 shares", ENGLISH),
        ("5 degrees", ENGLISH),
        ("term co-operation", ENGLISH),
        ("لوزير أن", ARABIC),
        ("المكت", ARABIC),
        ("عمل مستمر", ARABIC),
    ],
)
def test_words_are_whole(quote: str, text: str) -> None:
    """A quote that begins or ends in the middle of a word or number of the source does not pass."""
    assert match(quote, text).verdict in {"differs", "not-found"}


@pytest.mark.parametrize(
    ("quote", "text", "foldings"),
    [
        ('nobody said "at once"', ENGLISH, ("quotation-marks",)),
        ("May. When", ENGLISH, ()),
        ("degrees. The office", ENGLISH, ("paragraphs",)),
        ("Long-term cooperation", ENGLISH, None),
        ("Long-term", ENGLISH, ("line-ends-after-hyphens",)),
        ("cooperation, l’accord", ENGLISH, ("line-end-hyphens", "quotation-marks")),
        ("staff arrive.", ENGLISH, ("end-punctuation",)),
        ("staff arrive?", ENGLISH, None),
        ("ان المكتب لن يفتتح", ARABIC, ("alef", "vowel-marks")),
        ("إن المكتب لن يفتتح", ARABIC, None),
        ("منذ عام 1995", ARABIC, ("digits",)),
        ('وأن "العمل" مستمر', ARABIC, ("quotation-marks",)),
        ("يَفتتح قريبًا", ARABIC, None),
    ],
)
def test_folded(quote: str, text: str, foldings: tuple[str, ...] | None) -> None:
    """A quote that needs foldings says which; what no folding covers does not pass."""
    result = match(quote, text)
    if foldings is None:
        assert result.verdict == "differs"
    else:
        assert (result.verdict, result.foldings) == ("exact-after-folding" if foldings else "exact", foldings)


def test_the_place_that_needs_least_is_meant() -> None:
    """Where one place is exact and another one is so only after folding, the exact one is meant."""
    text = "قال إن العمل مستمر. قال ان العمل مستمر."
    result = match("ان العمل مستمر", text)
    assert (result.verdict, result.ranges) == ("exact", ((24, 38),))


def test_ambiguous() -> None:
    """Words in several places are ambiguous, until a prefix or suffix says which place is meant."""
    result = match("office opens in")
    assert (result.verdict, len(result.ranges)) == ("ambiguous", 2)
    assert match("office opens in", suffix=" spring, staff").verdict == "exact"
    assert match("office opens in", prefix="shares. The").verdict == "ambiguous"
    assert match("office opens in", prefix="When the").ranges == match("office opens in", suffix="spring").ranges
    wrong = match("staff arrive", prefix="Then the")
    assert (wrong.verdict, wrong.ranges) == ("ambiguous", match("staff arrive").ranges)


@pytest.mark.parametrize(
    ("quote", "parts", "inserted"),
    [
        ("The office opens in May … nobody said “at once”", 2, ()),
        ("The office opens in May [...] nobody said “at once”", 2, ()),
        ("… nobody said “at once” (…)", 1, ()),
        ("[N]on-state actors paid", 1, ("[N]",)),
        ("[n]on-state actors paid", 1, ("[n]",)),
        ("the Alliance [NATO] will not", 1, ("[NATO]",)),
        ("[The ministry says that] staff arrive", 1, ("[The ministry says that]",)),
        ("Non-state actors [gave] and 14% of 10–15", 2, ("[gave]",)),
        ("staff arrive [sic]", 1, ("[sic]",)),
    ],
)
def test_elided(quote: str, parts: int, inserted: tuple[str, ...]) -> None:
    """What is left out or put in, and marked, passes as elided: its parts are there in order."""
    result = match(quote)
    assert (result.verdict, len(result.ranges), result.inserted) == ("elided", parts, inserted)
    assert list(result.ranges) == sorted(result.ranges)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("nobody said “at once” … The office opens in May", "differs"),
        ("The office opens in May … everybody said “at once”", "differs"),
        ("The office opens in May … staff", "not-checked"),
        ("The … office … opens", "not-checked"),
        ("[The office opens in May]", "not-checked"),
        ("The fact is that [it] opens in May", "differs"),
        ("The fact is that […] elephants fly backwards daily", "not-found"),
        ("… ".join(["staff arrive"] * (MAX_PARTS + 1)), "not-checked"),
    ],
)
def test_not_elided(quote: str, verdict: str) -> None:
    """Parts in another order, with other words, too short or too many do not pass."""
    assert match(quote).verdict == verdict


def test_brackets_stand_for_few_words() -> None:
    """More than a few words in the place of brackets are left out, and that must be marked."""
    words = [f"word{number}" for number in range(MAX_REPLACED + 1)]
    quote = "these are the first [all] and these the last"
    most, more = (f"these are the first {' '.join(words[:count])} and these the last" for count in (8, 9))
    assert match(quote, most).verdict == "elided"
    assert match(quote, more).verdict == "differs"


def test_brackets_and_dots_of_the_source_are_words_of_it() -> None:
    """A source may have brackets and ellipses itself: then a quote with them is exact."""
    text = "He said [quietly] that it … may be."
    assert match("said [quietly] that it … may", text).verdict == "exact"


def test_the_closest_chain_is_meant_unless_there_are_two() -> None:
    """Of several ways to place the parts, the closest together is meant; two that are as close are ambiguous."""
    parts = "the first part … the second part"
    once = "the first part is here. the first part xx the second part"
    assert match(parts, once).ranges == ((24, 38), (42, 57))
    assert match(parts, f"{once}. the first part xx the second part").verdict == "ambiguous"


@pytest.mark.parametrize(
    ("quote", "differences"),
    [
        ("the Alliance will, for now, open an office", [("", "not")]),
        ("staff never arrive; nobody", [("never", "")]),
        ("Non-state actors paid $1,520 and", [("$1,520", "$1,250")]),
        ("Non-state actors paid $1,250 or 14% of", [("or", "and")]),
        ("the fact is that the Alliance", [("the", "The")]),
    ],
)
def test_differs(quote: str, differences: list[tuple[str, str]]) -> None:
    """The closest passage is shown, with the words that are others, and where they are."""
    result = match(quote)
    assert (result.verdict, shown(result)) == ("differs", differences)
    for each in result.differences:
        assert quote[slice(*each.quote_range)] == each.quote
        assert ENGLISH[slice(*each.source_range)] == each.source


def test_differences_are_found_in_parts() -> None:
    """Of a quote in parts, the ranges of differing words count from the beginning of the quote."""
    quote = "  The office opens in May … nobody says “at once”"
    (difference,) = match(quote).differences
    assert (difference.quote, quote[slice(*difference.quote_range)]) == ("says", "says")


def test_a_word_alone_is_not_compared() -> None:
    """There is nothing that one wrong word could be close to."""
    assert match("fakt").verdict == "not-found"


def test_excerpts_are_apart() -> None:
    """No quote goes over the blank line between two excerpts, where it could go over one between paragraphs."""
    quote = "degrees. The office opens"
    assert Searchable(ENGLISH).match(quote).passed
    assert not Searchable(ENGLISH, excerpts=True).match(quote).passed
    assert Searchable(ENGLISH, excerpts=True).match("The office opens in May … states' rights").passed


@pytest.mark.parametrize("quote", ["", " ", "…", "[…]", "“”", "—", "[the]", "\u200f", "\u0301", "ـ"])
def test_nothing_is_never_a_quote(quote: str) -> None:
    """A quote without words passes nowhere, also where its signs are."""
    assert not match(quote, f"{quote} a {quote} b {ENGLISH} {quote}").passed


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("on www.example.org", "published on www.example.org/road-2025"),
        ("to example.org", "write to office@example.org/x"),
        ("Resolution A/RES", "Resolution A/RES/70/1"),
        ("org/road-2025 and", "at www.example.org/road-2025 and"),
        ("the file plan", "the file plan.pdf"),
    ],
)
def test_addresses_are_not_cut(quote: str, text: str) -> None:
    """No quote begins or ends inside an address, a path or a code."""
    assert not match(quote, text).passed
    assert match(text, text).verdict == "exact"


@pytest.mark.parametrize("marks", ["„ “", "» «", "« »", "“ ”", "” ”", "‹ ›", "‚ ‘", "' '", '" "', "「 」"])
def test_all_quotation_marks_are_one(marks: str) -> None:
    """Whichever of two marks opens, and whatever spaces are inside or outside, the words are the same."""
    opening, closing = marks.split()
    source = "they agree on “first, cautious” steps"
    for space in ("", "\u00a0"):
        quote = f"agree on {opening}{space}first, cautious{space}{closing} steps"
        assert match(quote, source).passed
        assert match("agree on “first, cautious” steps", f"they {quote}").passed
        assert not match(quote.replace("first", "fist"), source).passed


@pytest.mark.parametrize(
    ("quote", "text", "difference"),
    [
        ("we are now here to stay", "and we are nowhere to stay", None),
        ("the by-pass is open", "the by - pass is open", ("by-pass", "by - pass")),
        ("only 10-15 of them", "but only 10 - 15 of them", ("10-15", "10 - 15")),
    ],
)
def test_other_divisions_are_shown(quote: str, text: str, difference: tuple[str, str] | None) -> None:
    """A quote that differs always says in what, also where only spaces do."""
    result = match(quote, text)
    assert (result.verdict, bool(result.differences)) == ("differs", True)
    assert difference is None or difference in shown(result)
    for each in result.differences:
        assert quote[slice(*each.quote_range)] == each.quote
        assert text[slice(*each.source_range)] == each.source


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x1f", "\x7f", "\x9f", "\ufffd", "\ufdd0", "\ufffe", "\ue000"])
def test_characters_that_cannot_be_read(control: str) -> None:
    """Such a character parts no words, lets nothing pass, and is not held against a quote."""
    beside = f"The office{control} will not open in May"
    assert match("The office will open in May", beside).verdict == "differs"
    assert match("The office will not open", beside).verdict in {"not-checked", "differs"}
    assert match("The office", beside).verdict == "not-found" or not match("The office", beside).passed
    assert not match("will not", f"nobody{control}will not").passed
    assert match("will not open in May", beside).verdict == "exact"
    assert not match(f"The office{control} will not", "The office will not").passed
    assert control == "\ue000" or match(f"The{control} office", beside).verdict == "not-checked"
    assert control == "\ue000" or match("The office will not open", beside).verdict == "not-checked"


def test_hyphens_at_line_ends_go_both_ways() -> None:
    """A quote may have the line end, too; before a capital letter the hyphen stays."""
    for quote, text in (
        ("the north-\neastern slope", "the north-eastern slope"),
        ("a co-\noperation", "a cooperation"),
    ):
        assert match(quote, text).passed
        assert match(text, quote).passed
    assert not match("non-\nJordanian", "a nonJordanian").passed
    assert not match("nonJordanian", "a non-\nJordanian").passed
    assert match("non-Jordanian", "a non-\nJordanian").passed


@pytest.mark.parametrize("quote", ["no no", "no no … no no no no no no", "no no no no no … no no no no no"])
def test_too_many_places_never_pass(quote: str) -> None:
    """Where there are more places than are looked at, no context makes one of them the one that is meant."""
    text = "a first no no. " + "no no " * 20_000
    assert match(quote, text, prefix="first").verdict in {"ambiguous", "not-checked"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "…", "\u202e\u202e", "\u0651"])
def test_sources_without_words(text: str) -> None:
    """In a source without words nothing is found."""
    assert match("The office", text).verdict == "not-found"


def test_controls_do_not_hide_words() -> None:
    """A control of direction inside a quote is overlooked, and said so; the words must be there all the same."""
    hidden = match("will \u202enot\u202c, for now")
    assert (hidden.verdict, hidden.foldings) == ("exact-after-folding", ("invisible-characters",))
    assert not match("will \u202eton\u202c, for now").passed


# What is shorter than this takes no time to speak of.
LONG: Final = 1_000


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a " * 5_000 + "b", "a " * 100_000),
        ("a" + "\u0301" * 19_000, "a" + "\u0301" * 100_000),
        ("a[b]" * 5_000, "a b c " * 1_000),
        ("…a " * 6_000, "a b c " * 1_000),
        ("[" * 20_000, ENGLISH),
        ("y  z", " " * 300_000 + "x"),
        ("a-\nb", "-\n" * 100_000),
        ("- a -", "-" * 200_000),
        ("1.1", "1." * 100_000),
        ("\ufdfa " * 1_000, "\ufdfa" * 20_000),
        ("a", "a " * 100_000),
    ],
    ids=["repeated", "marks", "brackets", "dots", "open", "spaces", "line ends", "dashes", "number", "words", "one"],
)
def test_nothing_takes_long(quote: str, text: str) -> None:
    """No quote and no source makes the search slow: its time does not rise with the square of a length."""
    assert not match(quote, text).verdict.startswith("exact")
    fresh = count()  # the words of short texts are remembered

    def work(pair: tuple[str, str]) -> None:
        number = next(fresh)
        match(*(f"{part} q{number}" for part in pair))

    if len(quote) > LONG:
        assert growth(work, (quote[: len(quote) // FACTOR], text), (quote, text)) < MOST
    if len(text) > LONG:
        assert growth(work, (quote, text[: len(text) // FACTOR]), (quote, text)) < MOST


WORDS = st.lists(
    st.sampled_from(
        ["office", "الأردن", "opens", "عمّان", "1,250", "non-state", "don’t", "أنّ", "می‌شود", "14%", "naïve"]
    ),
    min_size=3,
    max_size=8,
)
AROUND = st.lists(st.sampled_from(["other", "words", "كلمات", "أخرى", ".", "،", "(", "«", "\n\n", "7"]), max_size=12)


@given(WORDS, AROUND, AROUND)
def test_what_stands_around_does_not_matter(words: list[str], before: list[str], behind: list[str]) -> None:
    """Words that the text around them does not have are exact, where they are."""
    quote = " ".join(words)
    text = f"{' '.join(before)} xxx {quote} xxx {' '.join(behind)}"
    result = match(quote, text)
    assert result.verdict == "exact"
    assert text[slice(*result.ranges[0])] == quote


@given(WORDS, st.data())
def test_a_word_left_out_is_never_overlooked(words: list[str], data: st.DataObject) -> None:
    """Without one of its inner words, and with a stranger in its place, a quote does not pass."""
    at = data.draw(st.integers(1, len(words) - 2))
    stranger = [*words[:at], "stranger", *words[at + 1 :]]
    assert not match(" ".join(stranger), f"xxx {' '.join(words)} xxx").passed
