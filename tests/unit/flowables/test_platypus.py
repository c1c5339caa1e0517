"""``BidiParagraph`` where reportlab's own paragraph stands: frames, tables, lists, groups, several passes."""

from __future__ import annotations

import copy
import io
from typing import Any

import pytest
from PIL import Image as PILImage
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    Flowable,
    Image,
    ImageAndFlowables,
    KeepInFrame,
    KeepTogether,
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from briefgen import BidiParagraph
from tests.unit.flowables.stories import (
    LEFT,
    MEASURE,
    RIGHT,
    STYLE,
    build,
    by_pypdf,
    characters_of,
    edges,
    lines_of,
    plain,
    styled,
    text_of,
    words_of,
)
from tests.unit.pdf.reading import open_pdf

SENTENCE = "قال المتحدث إن العمل مستمر مع الشركاء في المنطقة كلها. "
LONG = SENTENCE * 12


def test_beside_paragraphs_of_reportlab() -> None:
    """Both kinds of paragraph stand in one story, each readable, in the order of the story."""
    story = [Paragraph("Before", STYLE), BidiParagraph("محتويات", STYLE), Paragraph("After", STYLE)]
    words = sorted(words_of(build(story)), key=lambda word: word.top)
    assert [word.text for word in words] == ["Before", "محتويات", "After"]


def test_height_and_baseline_are_those_of_reportlab() -> None:
    """A Latin line takes the room that reportlab's paragraph takes, on the same baseline."""
    ours, theirs = BidiParagraph("Contents", STYLE), Paragraph("Contents", STYLE)
    assert ours.wrap(MEASURE, 1000) == theirs.wrap(MEASURE, 1000)
    first, second = (words_of(build([flowable]))[0] for flowable in (ours, theirs))
    assert baseline(build([ours])) == pytest.approx(baseline(build([theirs])), abs=0.01)
    assert first.text == second.text


def baseline(data: bytes) -> float:
    """The baseline of the first line, as MuPDF finds it."""
    return characters_of(data)[0].baseline


def test_cells_of_a_table() -> None:
    """In a cell the text stands at the right edge of the cell, wraps at its width and makes the row higher."""
    table = Table([[BidiParagraph(SENTENCE.strip(" ."), STYLE), Paragraph("cell", STYLE)]], colWidths=[100, 60])
    table.hAlign = "LEFT"
    table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]))
    _, height = table.wrap(500, 500)
    assert height > 3 * STYLE.leading
    arabic = [word for word in words_of(build([table])) if word.text != "cell"]
    assert max(word.right for word in arabic) == pytest.approx(LEFT + 100, abs=2)
    assert min(word.left for word in arabic) >= LEFT - 1


def test_columns_without_a_width() -> None:
    """A table that asks for the least width gets that of the longest word."""
    paragraph = BidiParagraph("إن المسؤوليات كلها", STYLE)
    ((word, _),) = lines_of(BidiParagraph("المسؤوليات", STYLE))
    assert paragraph.minWidth() == pytest.approx(word.width_pt)
    indented = BidiParagraph("إن المسؤوليات كلها", styled(leftIndent=10, rightIndent=5))
    assert indented.minWidth() == pytest.approx(word.width_pt + 15)


def test_splits_over_pages() -> None:
    """A long paragraph goes on over pages; nothing is lost, nothing comes twice, and both parts reach the edge."""
    data = build([BidiParagraph(LONG, STYLE)], pagesize=(300, 260))
    words = words_of(data)
    assert {word.page for word in words} == {0, 1, 2}
    assert by_pypdf(data) == plain(LONG)
    for page in (0, 1, 2):
        assert max(word.right for word in words if word.page == page) == pytest.approx(RIGHT, abs=2)


@pytest.mark.parametrize(
    ("widows", "orphans", "room", "parts"),
    [
        (1, 0, 1, []),
        (1, 1, 1, [1, 3]),
        (1, 0, 2, [2, 2]),
        (1, 0, 3, [3, 1]),
        (0, 0, 3, [2, 2]),
        (1, 0, 4, [4]),
    ],
)
def test_widows_and_orphans(widows: int, orphans: int, room: int, parts: list[int]) -> None:
    """Single lines stay behind or go on only where the style allows it."""
    paragraph = BidiParagraph("أ<br/>ب<br/>ج<br/>د", styled(allowWidows=widows, allowOrphans=orphans))
    _, height = paragraph.wrap(MEASURE, 1000)
    assert height == 4 * STYLE.leading
    split = paragraph.split(MEASURE, room * STYLE.leading + 1)
    assert [len(lines_of(part)) for part in split] == parts


def test_parts_are_set_anew_at_another_width() -> None:
    """A part that goes on in a narrower frame is broken for it, and keeps exactly its own text."""
    paragraph = BidiParagraph(f"{SENTENCE}<b>{SENTENCE}</b><br/>{SENTENCE}", styled(firstLineIndent=20), "1.")
    paragraph.wrap(MEASURE, 1000)
    first, second = paragraph.split(MEASURE, 2.5 * STYLE.leading)
    wide = [text_of(line) for part in (first, second) for line, _ in lines_of(part)]
    assert wide == [text_of(line) for line, _ in lines_of(paragraph)]
    narrow = [text_of(line) for line, _ in lines_of(second, 90)]
    assert len(narrow) > len(lines_of(second))
    assert " ".join(narrow) == " ".join(wide[2:])
    assert " ".join(text_of(line) for line, _ in lines_of(first, 90)) == " ".join(wide[:2])
    assert edges(second)[0][1] == pytest.approx(MEASURE)  # the indent is at the beginning only
    assert edges(first)[0][1] == pytest.approx(MEASURE - 20)
    (again, *_) = second.split(90, 2.5 * STYLE.leading)
    assert [text_of(line) for line, _ in lines_of(again, 90)] == narrow[:2]


def test_the_bullet_is_drawn_once() -> None:
    """The bullet stands beside the first line, at the right, and not again where the paragraph goes on."""
    style = styled(leftIndent=20, bulletIndent=4)
    words = words_of(build([BidiParagraph(LONG, style, "١")], pagesize=(300, 260)))
    (bullet,) = [word for word in words if word.text == "١"]
    assert bullet.page == 0
    assert bullet.right == pytest.approx(RIGHT - 4, abs=1)
    assert max(word.right for word in words if word is not bullet) == pytest.approx(RIGHT - 20, abs=2)


def test_groups_and_lists() -> None:
    """It stands in ``KeepTogether``, ``KeepInFrame`` and ``ListFlowable``; there the number is at the right."""
    items = ListFlowable([BidiParagraph(SENTENCE, STYLE)], bulletDir="rtl", leftIndent=0, rightIndent=18)
    data = build(
        [KeepTogether([BidiParagraph("محتويات", STYLE), items]), KeepInFrame(MEASURE, 40, [BidiParagraph(LONG, STYLE)])]
    )
    words = words_of(data)
    assert any(word.text == "محتويات" for word in words)
    (number,) = [word for word in words if word.text == "1"]
    same_line = [word for word in words if abs(word.bottom - number.bottom) < 8 and word is not number]
    assert number.left > max(word.right for word in same_line) - 1


def test_balanced_columns() -> None:
    """Columns are filled from the left, and nothing is lost where a paragraph goes on in the next one."""
    data = build([BalancedColumns([BidiParagraph(SENTENCE * 2, STYLE) for _ in range(3)], nCols=2)])
    words = words_of(data)
    assert sorted(by_pypdf(data).split()) == sorted((SENTENCE * 6).split())
    middle = (LEFT + RIGHT) / 2
    assert {word.left > middle for word in words} == {False, True}
    assert words[0].right < middle + 1


def test_beside_a_picture() -> None:
    """In ``ImageAndFlowables`` the text stands beside the picture, and below it from edge to edge."""
    file = io.BytesIO()
    PILImage.new("RGB", (60, 60), "red").save(file, "PNG")
    file.seek(0)
    data = build([ImageAndFlowables(Image(file, 60, 60), [BidiParagraph(SENTENCE * 4, STYLE)], imageSide="left")])
    words = words_of(data)
    assert sorted(by_pypdf(data).split()) == sorted((SENTENCE * 4).split())
    top = min(word.top for word in words)
    assert min(word.left for word in words if word.top < top + 40) > LEFT + 60
    assert min(word.left for word in words) < LEFT + 30


def test_a_table_of_contents() -> None:
    """The recipe of the manual: headings are found by their class, and ``getPlainText`` gives their text."""

    class Report(SimpleDocTemplate):
        def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
            if isinstance(flowable, BidiParagraph):
                found.append((flowable.getPlainText(), self.page))

    found: list[tuple[str, int]] = []
    story = [BidiParagraph("مقدمة", STYLE), PageBreak(), BidiParagraph("<b>النتائج</b> &amp; R", STYLE)]
    Report(io.BytesIO(), pagesize=(300, 260)).build(story)
    assert found == [("مقدمة", 1), ("النتائج & R", 2)]


def test_built_several_times() -> None:
    """The same flowables may be drawn in several passes, and in several documents, with the same bytes."""
    story = [BidiParagraph(LONG, STYLE), Spacer(1, 6), BidiParagraph("محتويات", STYLE)]

    def passes() -> bytes:
        file = io.BytesIO()
        SimpleDocTemplate(file, pagesize=(300, 260), invariant=1).multiBuild(list(story))
        return file.getvalue()

    assert passes() == passes()
    assert build(story) == build(story)
    assert build(copy.deepcopy(story)) == build(story)


def test_copies_are_independent() -> None:
    """A deep copy has a style of its own and is set by itself."""
    paragraph = BidiParagraph(SENTENCE, STYLE)
    same = copy.deepcopy(paragraph)
    same.style.leading = 40
    assert paragraph.wrap(100, 1000)[1] * 40 == same.wrap(100, 1000)[1] * STYLE.leading
    assert same.getPlainText() == paragraph.getPlainText()


def test_what_reportlab_asks_of_a_flowable() -> None:
    """Space, text and identity are there as reportlab's tools want them."""
    paragraph = BidiParagraph("<b>محتويات</b><br/>سطر", styled(spaceBefore=3, spaceAfter=7, keepWithNext=1))
    assert isinstance(paragraph, Flowable)
    assert (paragraph.getSpaceBefore(), paragraph.getSpaceAfter(), paragraph.getKeepWithNext()) == (3, 7, 1)
    assert paragraph.getPlainText() == "محتويات\nسطر"
    assert "محتويات" in paragraph.identity()
    assert repr(paragraph) == "BidiParagraph('<b>محتويات</b><br/>سطر')"
    assert (paragraph.language, paragraph.rtl) == ("ar", True)
    paragraph = BidiParagraph("أ<br/>ب", styled(allowOrphans=1, spaceBefore=3, spaceAfter=7))
    paragraph.wrap(MEASURE, 100)
    parts = paragraph.split(MEASURE, STYLE.leading)
    assert [(part.getSpaceBefore(), part.getSpaceAfter()) for part in parts] == [(3, 7), (3, 7)]


def test_no_room() -> None:
    """Where the indents leave no room, no height is enough, as in reportlab."""
    paragraph = BidiParagraph("محتويات", styled(leftIndent=60))
    assert paragraph.wrap(50, 1000)[1] > 1e6
    assert paragraph.split(50, 1000) == []


@pytest.mark.parametrize("text", ["", "   ", "<b></b>", "<br/>"])
def test_nothing_takes_no_room(text: str) -> None:
    """A paragraph without text has no height and draws nothing, as in reportlab."""
    paragraph = BidiParagraph(text, STYLE, "•")
    assert paragraph.wrap(MEASURE, 100) == Paragraph(text, STYLE).wrap(MEASURE, 100) == (MEASURE, 0)
    assert words_of(build([paragraph])) == []


@pytest.mark.parametrize(
    "text",
    ["a<br/>", "a<br/><br/>b", "<br/>a", "a<br/>  <br/>b", "a<br/><br/>", "<a name='x'/>", "a<br/><a name='x'/>"],
)
def test_forced_breaks_are_those_of_reportlab(text: str) -> None:
    """Empty lines between forced breaks count as in reportlab's paragraph."""
    assert BidiParagraph(text, STYLE).wrap(MEASURE, 100) == Paragraph(text, STYLE).wrap(MEASURE, 100)


def test_places_go_with_their_lines() -> None:
    """A named place is on the page of its line, also at the end of a text that goes on, and where there is no text."""
    long = BidiParagraph(f"{LONG}<a name='end'/>", STYLE)
    long.wrap(MEASURE, 1000)
    first, second = long.split(MEASURE, 3 * STYLE.leading)
    for part, names in ((first, []), (second, ["end"])):
        for width_pt in (MEASURE, 120):
            part.wrap(width_pt, 1000)
            lines = part._lines(width_pt)
            found = [name for line, segment, _ in lines for _, name in segment.anchors_in(line.start, line.end)]
            assert found == names
    links = BidiParagraph("<a href='#end'>a</a> <a href='#here'>b</a>", STYLE)
    pdf = open_pdf(build([links, BidiParagraph("<a name='here'/>", STYLE), long], pagesize=(300, 260)))
    assert len(pdf.pages[0].Annots) == 2


def test_pages_that_are_drawn_later() -> None:
    """A canvas that keeps its pages to number them at the end, as in a well-known recipe, has the fonts too."""

    class Numbered(Canvas):
        def __init__(self, *arguments: Any, **keywords: Any) -> None:
            super().__init__(*arguments, **keywords)
            self.kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for page in self.kept:
                self.__dict__.update(page)
                footer = BidiParagraph(f"صفحة {self._pageNumber} من {len(self.kept)}", STYLE)
                footer.wrapOn(self, 200, 50)
                footer.drawOn(self, 50, 20)
                super().showPage()
            super().save()

    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=(300, 260), invariant=1).build([BidiParagraph(LONG, STYLE)], canvasmaker=Numbered)
    read = by_pypdf(file.getvalue())
    assert "صفحة 1 من 5" in read
    assert "صفحة 5 من 5" in read


def test_boundaries_can_be_shown() -> None:
    """The frame that reportlab draws around flowables for debugging is drawn around this one too."""
    paragraph = BidiParagraph("محتويات", STYLE)
    before = build([paragraph], pageCompression=0)
    paragraph._showBoundary = 1
    assert build([paragraph], pageCompression=0).count(b" re ") == before.count(b" re ") + 1
