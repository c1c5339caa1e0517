"""The pages of an addendum: its marks stand under and through just the words that changed, and its text reads back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

import briefgen
from briefgen.checks.parity import parity_diagnostics
from briefgen.layout.language.locale import BUNDLED
from briefgen.model.changes import Change
from briefgen.pipeline import RenderResult
from tests.rendering import positions
from tests.rendering.conftest import EDITIONS
from tests.rendering.readers import READERS, why_missing
from tests.unit.pdf.reading import DIRECTION_MARKS, PageReader, open_pdf
from tests.unit.pdf.trees import tree

ADDENDUM = briefgen.load(Path(__file__).with_name("addendum.yaml"))

# Between which heights over the baseline each line has its middle, in points, and what is forgiven of its ends.
HEIGHTS = {"LineThrough": (1.5, 3.5), "Underline": (-2.2, -0.8)}
NEAR = 0.05


@cache
def addendum(edition: str, profile: str = "a3a") -> RenderResult:
    """An edition of the addendum."""
    return briefgen.render(ADDENDUM, edition=edition, profile=profile)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A character, and the decoration that its element tells of."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    decoration: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, in the colour of its operator."""

    left: float
    right: float
    middle: float


def decorations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int, str | None]]:
    """The page and the MCID of each piece of content, with the decoration of the elements around it."""
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}

    def walk(element: Any, where: Any, decoration: str | None) -> Iterator[tuple[int, int, str | None]]:
        where = element.get("/Pg", where)
        attributes = element.get("/A", {})
        decoration = str(attributes.get("/TextDecorationType", decoration or "")).removeprefix("/") or None
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield numbers[where.objgen], int(kid), decoration
            elif "/MCID" in kid:
                yield numbers[kid.get("/Pg", where).objgen], int(kid.MCID), decoration
            elif "/S" in kid:
                yield from walk(kid, where, decoration)

    yield from walk(pdf.Root.StructTreeRoot.K[0], None, None)


def drawn(data: bytes) -> list[tuple[list[Drawn], list[Box]]]:
    """The characters and the flat boxes of each page."""
    pdf = open_pdf(data)
    found = {(number, mcid): decoration for number, mcid, decoration in decorations(pdf)}
    pages = []
    for number, each in enumerate(pdf.pages):
        reader = PageReader(each)
        characters = []
        for shown in reader.shown:
            for code, x, y in shown.codes:
                width = reader.widths[shown.font][code] * shown.size_pt / 1000
                text = reader.texts[shown.font][code].translate(DIRECTION_MARKS)
                decoration = None if shown.mcid is None else found[number, shown.mcid]
                if text:
                    characters.append(Drawn(text, x, x + width, y, shown.size_pt, decoration))
        pages.append((characters, list(boxes(each))))
    return pages


def boxes(each: pikepdf.Page) -> Iterator[Box]:
    """The filled boxes of a page that are lower than a point; the only transformations are translations."""
    places = [(0.0, 0.0)]
    for instruction in pikepdf.parse_content_stream(each):
        operands = [float(n) for n in instruction.operands] if str(instruction.operator) in {"cm", "re"} else []
        match str(instruction.operator):
            case "q":
                places.append(places[-1])
            case "Q":
                places.pop()
            case "cm":
                places[-1] = (places[-1][0] + operands[4], places[-1][1] + operands[5])
            case "re":
                x, y, width, height = operands
                left, bottom = places[-1][0] + x, places[-1][1] + y
                if height < 1:
                    yield Box(left, left + width, bottom + height / 2)


@pytest.mark.parametrize("edition", EDITIONS)
def test_lines_stand_at_the_words_that_changed(edition: str) -> None:
    """Each line goes from the first to the last of its characters, in either direction, on every line of text."""
    counted = {"LineThrough": 0, "Underline": 0}
    for characters, flat in drawn(addendum(edition).pdf):
        for kind in HEIGHTS:
            marked = [each for each in characters if each.decoration == kind and each.text.strip()]
            lines = defaultdict(list)
            for each in marked:
                lines[each.baseline].append(each)
            for baseline, words in lines.items():
                at = boxes_at(flat, baseline, kind)
                for box in at:
                    own = [each for each in words if inside(each, box)]
                    assert own, "a line without words"
                    assert abs(min(each.left for each in own) - box.left) < NEAR
                    assert abs(max(each.right for each in own) - box.right) < NEAR
                assert all(sum(inside(each, box) for box in at) == 1 for each in words if each.left < each.right)
                others = [each for each in characters if each.baseline == baseline and each.decoration != kind]
                assert not any(inside(each, box) for each in others for box in at if each.text.strip())
                counted[kind] += len(at)
    assert counted["LineThrough"] >= 10
    assert counted["Underline"] >= 10


def boxes_at(flat: list[Box], baseline: float, kind: str) -> list[Box]:
    """The boxes that are lines of a kind to the text on a baseline."""
    low, high = HEIGHTS[kind]
    return [box for box in flat if low < box.middle - baseline < high]


def inside(each: Drawn, box: Box) -> bool:
    """Whether the middle of a character is in a box."""
    return box.left - NEAR < (each.left + each.right) / 2 < box.right + NEAR


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_a_stretch_over_two_lines_has_two_lines(edition: str) -> None:
    """Where removed words are broken, each line of text has its own line through it, and none is under white space."""
    characters, flat = drawn(addendum("side-by-side").pdf)[0]
    half = 297.6
    own = [each for each in characters if (each.left > half) == (edition == "ar") and each.decoration == "LineThrough"]
    baselines = sorted({each.baseline for each in own if each.text.strip()}, reverse=True)
    broken = [(upper, lower) for upper, lower in pairwise(baselines) if upper - lower < 16]  # of one paragraph
    assert broken
    for baseline in broken[0]:
        assert [box for box in boxes_at(flat, baseline, "LineThrough") if (box.left > half) == (edition == "ar")]


def spoken(change: Change, language: str) -> list[str]:
    """The stretches of the words of a change that can be looked for."""
    assert change.words is not None
    return [stretch.text.strip() for stretch in change.words.stretches(language) if stretch.text.strip(" .,،;؛:")]


@pytest.mark.parametrize("reader", [*READERS])
@pytest.mark.parametrize("edition", ["en", "ar"])
def test_readers_get_the_words(reader: str, edition: str) -> None:
    """What was kept, removed and added is found by every reader, each stretch whole where it is on one line."""
    if missing := why_missing(reader):
        pytest.skip(missing)
    text = " ".join(READERS[reader](addendum(edition).pdf).translate(DIRECTION_MARKS).split())
    words = [part for change in ADDENDUM.changes if change.words for part in spoken(change, edition)]
    assert len(words) >= 20
    for word in words:
        for part in re.findall(r"\w[\w:]*\w", word):
            assert part in text, part


def test_elements_say_what_lines_mean() -> None:
    """A changed stretch is a Span with the decoration of its line; the text of the paragraph is whole and in order."""
    lines = [line.strip() for line in tree(addendum("en").pdf)]
    start = lines.index("'From '")
    assert lines[start : start + 6] == ["'From '", "Span", "'07:00'", "' '", "Span", "'08:00'"]
    found = {decoration for _, _, decoration in decorations(open_pdf(addendum("ar").pdf))}
    assert found == {None, "LineThrough", "Underline"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_words_are_read_in_order(edition: str) -> None:
    """In the order of the structure tree, a paragraph is its words, removed before added, with spaces between them."""
    strings = [line.strip() for line in tree(addendum(edition).pdf) if line.strip().startswith(("'", '"'))]
    text = "".join(line[1:-1] for line in strings).replace(r"\xa0", " ")
    if edition != "ar":
        assert "From 07:00 08:00 to 16:00 on every day of the week but Friday Friday and Saturday, and for" in text
        assert "as of 12 July 2024 July 2024" in text
    if edition != "en":
        assert "من الساعة 07:00 08:00 إلى 16:00 في كل أيام الأسبوع عدا الجمعة الجمعة والسبت، وللشاحنات" in text
        assert "في الصباح فقط، بعد الاتصال بالرقم +962 6 123 4567 طوال اليوم." in text


def test_a_number_keeps_its_order_inside_a_removed_arabic_stretch() -> None:
    """A telephone number that is struck through in an Arabic sentence still goes from left to right."""
    (characters, _), *_ = drawn(addendum("ar").pdf)
    digits = [each for each in characters if each.decoration == "LineThrough" and each.text in "+0123456789"]
    lines = defaultdict(list)
    for each in digits:
        lines[each.baseline].append(each)
    assert "+96261234567" in {"".join(c.text for c in sorted(line, key=lambda c: c.left)) for line in lines.values()}


@pytest.mark.parametrize(
    ("edition", "wanted"), [("ar", "the old new crossing"), ("en", "معبر قديم جديد"[::-1]), ("ar", "next week")]
)
def test_a_phrase_keeps_its_order_over_what_changed_in_it(edition: str, wanted: str) -> None:
    """A phrase of the other direction stands on the page as one, and is read as one, though a part of it changed."""
    data = addendum(edition).pdf
    (page,) = positions.characters(data)
    assert any(wanted in line for _, line in positions.visual_lines(page))
    strings = [line.strip()[1:-1] for line in tree(data) if line.strip().startswith("'")]
    assert (wanted if edition == "ar" else wanted[::-1]) in "".join(strings)


@pytest.mark.parametrize("reader", [reader for reader in READERS if reader != "PDFium"])  # which turns any phrase
def test_readers_get_a_phrase_in_its_order(reader: str) -> None:
    """The kept, removed and added words of a phrase of the other direction come one after the other.

    pdf.js drops the spaces between the parts of such an Arabic phrase in an English line; their order is right.
    """
    if missing := why_missing(reader):
        pytest.skip(missing)
    space = "" if reader == "pdf.js" else " "
    for edition, wanted in (("ar", "the old new crossing"), ("en", "معبر قديم جديد")):
        text = space.join(READERS[reader](addendum(edition).pdf).translate(DIRECTION_MARKS).split())
        assert wanted.replace(" ", space) in text


@pytest.mark.parametrize("edition", ["ar", "side-by-side"])
def test_a_quote_of_the_other_direction_stands_beside_its_label(edition: str) -> None:
    """Its longest line ends where the column begins; all its lines begin at one place."""
    (page,) = positions.characters(addendum(edition).pdf)
    half = 0.0 if edition == "ar" else 297.6
    own = [each for each in page if each.content and each.left_pt > half]
    lines = defaultdict(list)
    for each in own:
        if each.text.strip():
            lines[round(each.baseline_pt, 1)].append(each)
    texts = {base: "".join(c.text for c in sorted(line, key=lambda c: c.left_pt)) for base, line in lines.items()}
    quoted = [lines[base] for base, text in texts.items() if "opens" in text or "says" in text]
    (caption,) = (lines[base] for base, text in texts.items() if "سدنهملا" in text)
    labels = max(each.right_pt for each in own)
    edge = max(each.right_pt for each in caption if each.right_pt < labels - 30)
    assert abs(max(each.right_pt for line in quoted for each in line) - edge) < 1
    assert (
        max(min(each.left_pt for each in line) for line in quoted)
        - min(each.left_pt for line in quoted for each in line)
        < 0.5
    )
    assert min(each.left_pt for line in quoted for each in line) > edge - 250


def test_an_arabic_quote_stands_beside_its_english_label() -> None:
    """In the other direction, too."""
    data = ADDENDUM.model_dump(mode="json", exclude_unset=True)
    words = "يُفتح [-غدًا-]{+الأسبوع المقبل+} بحسب المهندس"
    data["changes"] = [
        {"path": "quotes[0].text", "kind": "changed", "language": "ar", "words": {"en": words, "ar": words}}
    ]
    (page,) = positions.characters(briefgen.render(briefgen.Briefing.model_validate(data), edition="en").pdf)
    caption = next(
        baseline for baseline, line in positions.visual_lines(page) if "Intheirwords" in line.replace(" ", "")
    )
    section = next(each for each in page if each.text == "I" and round(each.baseline_pt, 1) == caption)
    arabic = [each for each in page if each.content and "\u0620" <= each.text <= "\u064a"]
    assert abs(min(each.left_pt for each in arabic) - section.left_pt) < 1


@pytest.mark.parametrize("profile", ["a3a", "a2a", "ua1"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_marks_break_no_standard(edition: str, profile: str) -> None:
    """page-validation finds no failure of PDF/UA-1 and PDF/A in any edition of an addendum."""
    claims = {"a3a": ("ua1", "3a"), "a2a": ("ua1", "2a"), "ua1": ("ua1",)}[profile]
    for claim in claims:
        report = page.validate_pdf_bytes(addendum(edition, profile).pdf, profile=claim)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_addendum_is_in_its_file(edition: str) -> None:
    """What the file gives back is the addendum; an edition in one language has the words in that one only."""
    found = briefgen.extract(addendum(edition).pdf).briefing
    if edition in {"en", "ar"}:
        assert {change.words.languages for change in found.changes if change.words} == {(edition,)}
        assert [change.path for change in found.changes] == [change.path for change in ADDENDUM.changes]
    else:
        assert found == ADDENDUM


def test_two_versions_are_no_disparity() -> None:
    """The words of a line are those of two versions, so that the languages are not compared there."""
    assert list(parity_diagnostics(ADDENDUM)) == []


@pytest.mark.parametrize("pair", [("fr", "ar"), ("fa", "en"), ("he", "ur"), ("ckb", "fr"), ("ur", "fa")], ids="-".join)
def test_an_addendum_can_be_in_any_two_languages(pair: tuple[str, str]) -> None:
    """The program's own words on the pages are of the languages of the briefing, whatever these are."""
    texts = {"fr": "le pont", "ar": "الجسر", "fa": "پل", "en": "the bridge", "he": "הגשר", "ur": "پل", "ckb": "پرد"}
    text = {tag: texts[tag] for tag in pair}
    old, new = (
        briefgen.Briefing.model_validate(
            {
                "title": text,
                "reference": "A",
                "summary": [text],
                "facts": [{"label": text, "value": dict.fromkeys(pair, number)}],
            }
        )
        for number in "78"
    )
    comparison = briefgen.compare(old, new)
    made = briefgen.render(briefgen.addendum(comparison))
    lines = tree(made.pdf)
    for tag in pair:
        assert any(BUNDLED.load(tag).label("change_changed") in line for line in lines)
