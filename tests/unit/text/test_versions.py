"""A paragraph with two versions of a text at once: each phrase keeps its order, whatever was changed in it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefgen.model.changes import parse_marks
from briefgen.text.isolate import Isolate, isolates_of
from briefgen.text.itemize import resolve_order
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.versions import changed_stretches, versions_of, without
from tests.unit.text.engine import REGULAR
from tests.unit.text.ordering import MIRRORED, visual


def paragraph(text: str, language: str) -> ParagraphText:
    """A paragraph of a text with ``[-removed-]`` and ``{+added+}``; a space keeps an old word and its new one apart."""
    found = parse_marks(text)
    spans = [TextSpan(each.text, REGULAR, version=None if each.kind == "kept" else each.kind) for each in found]
    apart = [spans[0]]
    for before, after in pairwise(spans):
        if before.version and after.version:
            apart.append(TextSpan(" ", REGULAR, version="neither"))
        apart.append(after)
    return ParagraphText(tuple(apart), language)


def drawn(text: str, language: str) -> str:
    """The characters of a text with changes from left to right, as on one long line."""
    of = paragraph(text, language)
    stretches = ((of.text[start:end], rtl) for start, end, rtl in resolve_order(of).level_runs)
    return "".join(stretch[::-1].translate(MIRRORED) if rtl else stretch for stretch, rtl in stretches)


def backwards(text: str) -> str:
    """A text from right to left as it is drawn."""
    return text[::-1].translate(MIRRORED)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("و(the [-old-]{+new+} crossing) هنا", "the old new crossing"),
        ("قال [-the-]{+an+} old crossing هنا", "the an old crossing"),
        ("قال the old [-gate-]{+crossing+} هنا", "the old gate crossing"),
        ("قال the old{+ new+} crossing هنا", "the old new crossing"),
        ("قال chapter [-5-]{+6+} of the law هنا", "chapter 5 6 of the law"),
        ("قال one [-two-]{+2+} three [-four-]{+4+} five هنا", "one two 2 three four 4 five"),
        ("الهاتف +962 6 [-123-]{+124+} 4567 فقط", "+962 6 123 124 4567"),
        ("بين [-10-]{+12+}–14 يومًا", "10 12–14"),
    ],
)
def test_a_latin_phrase_in_arabic_goes_from_left_to_right(text: str, wanted: str) -> None:
    """Its kept, removed and added words stand in the order of the phrase, as of one without changes."""
    assert wanted in drawn(text, "ar")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("See «معبر [-قديم-]{+جديد+}» here", "معبر قديم جديد"),
        ("See [-معبر-]{+جسر+} قديم here", "معبر جسر قديم"),
        ("See المادة [-5-]{+6+} من القانون here", "المادة 5 6 من القانون"),
        ("See من [-07:00-]{+08:00+} إلى 16:00 يوميًا here", None),
    ],
)
def test_an_arabic_phrase_in_english_goes_from_right_to_left(text: str, wanted: str | None) -> None:
    """Its words stand in the order of the phrase; numbers in it go from left to right, the old one at the right."""
    found = drawn(text, "en")
    if wanted is None:
        assert "16:00" in found
        assert found.index("16:00") < found.index("08:00") < found.index("07:00")
    else:
        assert backwards(wanted) in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("من [-07:00-]{+08:00+} إلى", ("08:00", "07:00")),
        ("انظر [-S/RES/1-]{+S/RES/2+} هنا", ("S/RES/2", "S/RES/1")),
        ("في [-0612 345-]{+0612 678+} هنا", ("0612 678", "0612 345")),
        ("في [-tomorrow (Friday)-]{+next week+} هنا", ("next week", "tomorrow (Friday)")),
    ],
)
def test_what_was_put_in_the_place_of_another_is_read_after_it(text: str, wanted: tuple[str, str]) -> None:
    """In an Arabic sentence an old token stands at the right of the new one, and they are not one token."""
    found = drawn(text, "ar")
    new, old = (found.index(each) for each in wanted)
    assert new < old


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("word", ["the", "البيت", "7", "(", "NATO", "4,5"])
def test_each_version_reads_as_it_would_alone(word: str, language: str) -> None:
    """Without the other version, the characters of a sentence stand as in the sentence without changes."""
    for sentence in ("قال {} old crossing 12/7/2024 هنا", "He said {} بيت قديم 12/7/2024 there"):
        before, after = sentence.format(word), sentence.format("word كلمة")
        of = paragraph(sentence.format(f"[-{word}-]{{+word كلمة+}}"), language)
        order = [
            place
            for start, end, rtl in resolve_order(of).level_runs
            for place in (range(end - 1, start - 1, -1) if rtl else range(start, end))
        ]
        for version, text in zip(versions_of(of), (before, after), strict=True):
            assert version.text == text
        assert sorted(order) == list(range(len(of.text)))


def test_a_stretch_goes_as_the_text_around_it_does() -> None:
    """An Arabic stretch that begins with a Latin word goes from right to left in an Arabic text."""
    (isolate,) = isolates_of(paragraph("[-NATO قالت 5%-]", "ar"))
    assert (isolate.rtl, [(one.start, one.end, one.rtl) for one in isolate.inner]) == (
        True,
        [(0, 4, False), (10, 12, False)],
    )
    assert isolates_of(paragraph("كان [-One. Two.-] هنا", "ar")) == (Isolate(4, 13, rtl=False, kind="marked"),)


def test_a_stretch_that_ends_outside_a_phrase_is_cut_there() -> None:
    """What of it is in the phrase goes with the phrase, and the rest with the sentence."""
    latin = "the old gate"
    wanted = [backwards(" صباحًا يوميًا"), latin, backwards("في ")]
    assert drawn("في the [-old gate صباحًا-] يوميًا", "ar") == "".join(wanted)
    assert drawn("في the [-old gate صباحًا-]{+new bridge+} يوميًا", "ar").startswith(backwards(" يوميًا"))


def test_a_text_without_versions_is_as_ever() -> None:
    """A paragraph whose spans are in both versions is ordered as a paragraph without any."""
    text = "قال NATO يوم 12/7/2024 (the old crossing) عن 14%"
    assert drawn(text, "ar") == visual(text)


def test_stretches_and_what_is_left_of_them() -> None:
    """Neighbouring spans of one version are one stretch, without white space; ranges are taken out of it."""
    spans = [("a", None), (" b", "removed"), ("c ", "removed"), (" ", "neither"), ("d", "added"), (" ", "added")]
    of = ParagraphText(tuple(TextSpan(text, REGULAR, version=version) for text, version in spans), "en")  # type: ignore[arg-type]
    assert list(changed_stretches(of)) == [(2, 4), (6, 7)]
    assert list(without((2, 9), [(0, 3), (4, 5), (8, 12)])) == [(3, 4), (5, 8)]
    assert list(without((2, 9), [(0, 12)])) == []
    assert list(without((2, 9), [])) == [(2, 9)]
