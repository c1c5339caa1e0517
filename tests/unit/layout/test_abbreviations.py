"""Short forms of a glossary are found as whole words, and carry what they stand for."""

from __future__ import annotations

import pytest

from briefgen.layout.inline import InlineBuilder, Piece
from briefgen.layout.language.abbreviations import Abbreviations
from briefgen.model import GlossaryEntry

NATO = {"en": "North Atlantic Treaty Organization", "ar": "منظمة حلف شمال الأطلسي"}
MENA = {"en": "Middle East and North Africa", "ar": "الشرق الأوسط وشمال إفريقيا"}
GLOSSARY = tuple(
    GlossaryEntry.model_validate(entry)
    for entry in (
        {"short": {"en": "NATO", "ar": "الناتو"}, "full": NATO},
        {"short": {"en": "MENA"}, "full": MENA},
        {"short": {"en": "NATO LO"}, "full": {"en": "NATO Liaison Office", "ar": "مكتب اتصال الناتو"}},
        {"short": {"en": "U.N."}, "full": {"en": "United Nations", "ar": "الأمم المتحدة"}},
    )
)


def found(text: str, language: str) -> list[tuple[str, str]]:
    """Each short form in a text with what it is read out as."""
    return [(text[start:end], full) for start, end, full in Abbreviations(GLOSSARY, language).find(text)]


@pytest.mark.parametrize(
    "text", ["NATO", "NATO’s plan", "(NATO)", "non-NATO", "EU/NATO", "Ask NATO.", "“NATO”", "NATO, too", "NATO\u200f"]
)
def test_a_short_form_is_found_as_a_whole_word(text: str) -> None:
    """Punctuation, an apostrophe and a hyphen may stand beside it."""
    assert found(text, "en") == [("NATO", NATO["en"])]


@pytest.mark.parametrize(
    "text",
    ["NATOs", "NATO2", "nato", "Nato", "NATO.int", "www.NATO", "@NATO", "#NATO", "a@NATO.int", "NATO_x", "xNATO"],
)
def test_parts_of_words_and_addresses_are_none(text: str) -> None:
    """What only looks like the short form keeps its own sound."""
    assert found(text, "en") == []


def test_texts_have_the_full_form_in_their_language() -> None:
    """A Latin acronym in an Arabic text is read out in Arabic, and so is the Arabic one, but no word made with it."""
    assert found("الناتو (NATO) في MENA", "ar") == [("الناتو", NATO["ar"]), ("NATO", NATO["ar"]), ("MENA", MENA["ar"])]
    assert found("مكتب للناتو، والناتو، الناتوُ، الناتو\u200cها", "ar") == []
    assert found("حلف الناتو، قال", "ar") == [("الناتو", NATO["ar"])]


@pytest.mark.parametrize("text", ["وNATO", "لـNATO", "والـNATO", "بِNATO", "ה-NATO", "בNATO", "NATOية"])
def test_letters_of_another_script_end_a_word(text: str) -> None:
    """Arabic writes its prefixes together with a Latin acronym, with tatweel or without."""
    assert found(text, "ar") == [("NATO", NATO["ar"])]


@pytest.mark.parametrize("text", ["NATO٢", "٢NATO", "_NATO", "لـالناتو", "الناتوـ", "xU.N.x", "в@NATO", "والناتو"])
def test_digits_tatweel_and_signs_go_on_with_a_word(text: str) -> None:
    """Digits and underscores go with letters of every script, and tatweel with Arabic ones."""
    assert found(text, "ar") == []


def test_the_longest_short_form_counts() -> None:
    """Where one is a part of another, the longer one is found; signs in a short form are no pattern."""
    assert [short for short, _ in found("NATO LO and NATO", "en")] == ["NATO LO", "NATO"]
    assert [short for short, _ in found("the U.N. and UxN.", "en")] == ["U.N."]


def test_without_a_glossary_nothing_is_found() -> None:
    """An empty glossary finds nothing, not even nothing."""
    assert list(Abbreviations((), "en").find("NATO and more")) == []


def builder(language: str = "en") -> InlineBuilder:
    """What makes pieces of texts, without sources."""
    return InlineBuilder(
        language,
        (),
        {},
        link_contents=lambda address: address,
        link_colour="#000000",
        abbreviations=Abbreviations(GLOSSARY, language),
    )


def test_pieces_are_cut_at_short_forms_and_keep_their_places() -> None:
    """The pieces together are the text; each knows where it begins, and only the short forms have expansions."""
    pieces = builder().marked_up("The **NATO office** in MENA.", "summary[0].en")
    assert [(piece.text, piece.expansion, piece.strong) for piece in pieces] == [
        ("The ", None, False),
        ("NATO", NATO["en"], True),
        (" office", None, True),
        (" in ", None, False),
        ("MENA", MENA["en"], False),
        (".", None, False),
    ]
    assert [piece.offset for piece in pieces] == [0, 4, 8, 15, 19, 23]


def test_a_marked_stretch_stays_one_stretch() -> None:
    """A short form in a text with a direction of its own goes on with it, and only the first piece keeps to others."""
    first, short, last = builder("ar").expanded(Piece("a NATO b", isolation="ltr", keeps_to_previous=True))
    assert [piece.isolation for piece in (first, short, last)] == ["ltr", "continued", "continued"]
    assert [piece.keeps_to_previous for piece in (first, short, last)] == [True, False, False]
    assert [piece.text for piece in builder("ar").expanded(Piece("NATO"))] == ["NATO"]
