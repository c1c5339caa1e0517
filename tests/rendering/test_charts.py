"""Charts on pages: their texts can be read back, keep apart and mirror; figures say all values."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

import briefgen
from briefgen.layout.theming.theme import load_theme
from briefgen.pdf.canvas import TaggedCanvas
from tests.rendering.graphic import briefing, chart

EDGES: dict[str, dict[str, Any]] = {
    "bars": chart("bars", [128, 61.5, 0, None]),
    "negative": chart("bars", [-5, 3, -12.5]),
    "outlier": chart("bars", [1, 2, 1_000_000]),
    "groups": chart("bars", [[1, 2], [3, None], [5, 6]]),
    "six": chart("bars", [[n, -n, 1] for n in range(6)]),
    "sixty": chart("bars", list(range(60))),
    "long": chart("bars", [1, 2], [{"en": "A very long label " * 5, "ar": "تسمية طويلة جدًا " * 5}, "B"]),
    "shares": chart("shares", [52, 44, 4]),
    "line": chart("lines", [1, 5, None, 4], ["2024-01", "2024-02", "2024-03", "2024-07"]),
    "flat": chart("lines", [7, 7], [2023, 2024]),
    "lines": chart("lines", [[1, 2, n] for n in range(6)], [2021, 2022, 2023]),
    "sixty-years": chart("lines", [n % 7 for n in range(60)], list(range(1960, 2020))),
}


def figures(pdf: bytes) -> list[str]:
    """The alternative texts of all figures, in the order of the structure."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == "/Figure":
                found.append(str(element.Alt))
            walk(element.get("/K"))
        elif isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


def boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """The boxes of the lines of text of each page, as PDFium sees them."""
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        pages.append([text.get_rect(index) for index in range(text.count_rects())])
    return pages


@pytest.mark.parametrize("theme", ["modern", "formal", "newsroom"])
@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_nothing_overlaps_or_leaves_the_page(edition: str, theme: str) -> None:
    """No two texts of charts share room, and all stand inside the page."""
    result = briefgen.render(briefing(charts=list(EDGES.values())), edition=edition, theme=theme)
    for page in boxes(result.pdf):
        for index, (left, bottom, right, top) in enumerate(page):
            assert left >= 40
            assert right <= 595 - 40
            for other in page[index + 1 :]:
                across = min(right, other[2]) - max(left, other[0])
                up = min(top, other[3]) - max(bottom, other[1])
                # Marks of letters may reach above their line; lines themselves keep apart.
                assert across < 0.5 or up < 3.0, (page[index], other)


@pytest.mark.parametrize("name", EDGES)
def test_the_alternative_holds_every_value(name: str) -> None:
    """What stands for a chart says each number with what it stands for, also where the chart goes over pages."""
    data = EDGES[name]
    result = briefgen.render(briefing(charts=[data]), edition="en")
    said = " ".join(figures(result.pdf))
    for series in data["series"]:
        for value in series["values"]:
            assert ("no data" if value is None else f"{value:,}") in said
    assert "The finding" in said


def test_the_author_can_say_what_a_chart_shows() -> None:
    """The words of the author come first, and all values after them."""
    words = {"en": "It rises.", "ar": "يرتفع."}
    result = briefgen.render(briefing(charts=[chart("bars", [1, 2], alternative=words)]))
    english, arabic = figures(result.pdf)
    assert english.startswith("It rises. ")
    assert arabic.startswith("يرتفع. ")
    assert all("1" in said and "2" in said for said in (english, arabic))


def drawn_at(pdf: bytes, text: str) -> float:
    """The left edge of a text on the first page."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    searcher = page.search(text)
    found = searcher.get_next()
    assert found is not None
    return float(page.get_charbox(found[0])[0])


def test_bars_mirror_and_time_does_not() -> None:
    """In Arabic values of bars stand left of their labels; the first year of a line stays left of the last."""
    data = briefing(charts=[chart("bars", [111, 222], ["X", "Y"]), chart("lines", [1, 3], [2021, 2029])])
    english, arabic = (briefgen.render(data, edition=edition).pdf for edition in ("en", "ar"))
    assert drawn_at(english, "X") < drawn_at(english, "111")
    assert drawn_at(arabic, "X") > drawn_at(arabic, "111")
    assert drawn_at(arabic, "2021") < drawn_at(arabic, "2029")


def test_time_mirrors_when_asked_for() -> None:
    """With ``mirror_time`` lines of an Arabic edition go from right to left, and those of an English one do not."""
    data = briefing(charts=[chart("lines", [1, 3], [2021, 2029])], presentation={"mirror_time": True})
    arabic, english = (briefgen.render(data, edition=edition).pdf for edition in ("ar", "en"))
    assert drawn_at(arabic, "2021") > drawn_at(arabic, "2029")
    assert drawn_at(english, "2021") < drawn_at(english, "2029")


def test_first_and_last_time_are_written() -> None:
    """However many times a line has, its ends are labelled."""
    pdf = briefgen.render(briefing(charts=[EDGES["sixty-years"]]), edition="en").pdf
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "1960" in text
    assert "2019" in text


class Recorder:
    """Notes the boxes and the lines of text that are drawn, with their edges on the page."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Listen to every canvas from now on."""
        self.boxes: list[tuple[float, float, float, float, str]] = []
        self.texts: dict[str, tuple[float, float]] = {}
        fill_box, draw_text = TaggedCanvas.fill_box, TaggedCanvas.draw_text

        def noted_box(canvas: TaggedCanvas, *box: Any) -> None:
            x, y, width, height, colour = box
            left, bottom = canvas.absolutePosition(x, y)
            self.boxes.append((left, bottom, width, height, colour))
            fill_box(canvas, *box)

        def noted_text(canvas: TaggedCanvas, lines: Any, *rest: Any) -> None:
            for line in lines:
                runs = [run for run in line.line.runs if run.clusters]
                text = "".join(cluster.text for run in runs for cluster in run.clusters)
                x, _ = canvas.absolutePosition(line.x_pt, line.baseline_pt)
                if runs:
                    self.texts[text] = (x + runs[0].x_pt, x + max(run.x_pt + run.width_pt for run in runs))
            draw_text(canvas, lines, *rest)

        monkeypatch.setattr(TaggedCanvas, "fill_box", noted_box)
        monkeypatch.setattr(TaggedCanvas, "draw_text", noted_text)

    def lengths(self) -> list[float]:
        """Of the bars of the first series, without those that look alike in both languages: headings' rules."""
        accent = load_theme("modern").colours.accent
        return [width for _, _, width, height, colour in self.boxes if colour == accent and 4 < height < 9]


@pytest.mark.parametrize("series", [[40, 25, 10], [[40, 25], [10, 5]], [-8, 40]])
def test_a_number_has_a_bar_of_one_length_in_both_languages(series: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the labels of one language are, the bars of both columns show the same."""
    count = len(series[0]) if isinstance(series[0], list) else len(series)
    places = [{"en": f"A place with a long name {n}", "ar": f"م{n}"} for n in range(count)]
    noted = Recorder(monkeypatch)
    briefgen.render(briefing(charts=[chart("bars", series, places)]))
    lengths = noted.lengths()
    half = len(lengths) // 2
    assert half >= 2
    assert lengths[:half] == pytest.approx(lengths[half:])


def test_the_value_of_a_share_stands_at_the_end_of_its_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number is as near to its bar as any other, whatever part of the whole it is."""
    noted = Recorder(monkeypatch)
    briefgen.render(briefing(charts=[chart("shares", [52, 31, 17])]), edition="en")
    accent = load_theme("modern").colours.accent
    ends = [left + width for left, _, width, height, colour in noted.boxes if colour == accent and 4 < height < 9]
    gaps = [noted.texts[text][0] - end for text, end in zip(("52", "31", "17"), ends[-3:], strict=True)]
    assert gaps == pytest.approx([4.0] * 3, abs=0.1)


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_times_stand_under_their_points(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The middle years of three are half way between the first and the last, which are not moved."""
    noted = Recorder(monkeypatch)
    data = chart("lines", [[1, 3, 2], [2, 1, 3]], [2021, 2022, 2023])
    briefgen.render(briefing(charts=[data]), edition=edition)
    first, middle, last = (sum(noted.texts[year]) / 2 for year in ("2021", "2022", "2023"))
    assert middle == pytest.approx((first + last) / 2, abs=0.1)


def test_the_unit_stands_at_the_axis_it_belongs_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """The axis of values is at the left in both languages, and so is its unit; time mirrored takes both along."""
    unit = {"en": "metres", "ar": "بالأمتار"}
    for mirrored in (False, True):
        noted = Recorder(monkeypatch)
        data = briefing(
            charts=[chart("lines", [1, 3], [2021, 2029], unit=unit)], presentation={"mirror_time": mirrored}
        )
        briefgen.render(data, edition="ar")
        at = next(edges for text, edges in noted.texts.items() if "متار" in text or "راتم" in text)
        middle = (noted.texts["2021"][0] + noted.texts["2029"][0]) / 2
        assert (at[1] < middle) != mirrored
