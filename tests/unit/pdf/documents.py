"""Small documents that tests look into: the eight lines, and a two-page briefing with all that layout can draw."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import StructureElement, StructureType
from briefgen.pdf.attachments import Attachment
from briefgen.pdf.canvas import Furniture, TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.pdf.profiles import PDF_UA1, Profile
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Line
from tests.unit.pdf.engine import BOLD, REGULAR, Segment, arabic, english, set_paragraph, stack

METADATA: Final = DocumentMetadata(
    titles={"en": "Liaison office: briefing", "ar": "مكتب الاتصال: إحاطة"},
    primary_language="en",
    languages=("en", "ar"),
    author="The desk & others",
    subject="Visit of 12 July",
    producer="briefgen 0.0",
    date=datetime(2024, 7, 12, 9, 30, tzinfo=UTC),
)

ATTACHMENT: Final = Attachment(
    name="a.json",
    data=b"{}",
    media_type="application/json",
    relationship="Source",
    description="A file",
    date=METADATA.date,
)

# The lines that ways of writing were compared with; each is a paragraph in logical order.
EIGHT_LINES: Final[Sequence[tuple[bool, tuple[Segment, ...]]]] = (
    (True, (arabic("قال نائب الأمين العام المساعد في حلف شمال الأطلسي"),)),
    (
        True,
        (
            arabic("الناتو ("), english("NATO"), arabic(") أعلن في "), english("12/07/2024"),
            arabic(" عن خطة رقم "), english("15"),
        ),
    ),
    (True, (arabic("سيكون من الجيد جدًا أن يكون لدينا أشخاص على الأرض"),)),
    (True, (arabic("عَمَّان هَذِهِ الأَفْكارِ الْجَمِيلَة"),)),
    (
        True,
        (
            arabic("الهاتف \u2066"), english("+962 6 123 4567"), arabic("\u2069 والموقع \u2066"),
            english("https://example.org/a"), arabic("\u2069"),
        ),
    ),
    (
        False,
        (
            english("NATO opened its first liaison office in Amman ("), arabic("عمّان"), english(") in 2024"),
        ),
    ),
    (False, (english("The plan: fifty percent, 50% of staff"),)),
    (True, (arabic("“علامة فارقة في الشراكة” ["), english("1"), arabic("]، وفق الوزارة."))),
)  # fmt: skip

EN: Final = (
    (
        "NATO opened its first liaison office in Amman in 2024. The office will support practical cooperation in "
        "crisis management, cyber defence, countering improvised explosive devices and the role of women in peace and "
        "security. "
    ),
    (
        "The plan foresees 15 projects over three years. Fifty percent of the budget is committed; the remainder "
        "depends on the decisions expected in July. Ministers will be asked to confirm the priorities before it ends. "
    ),
)
AR: Final = (
    (
        "افتتح حلف شمال الأطلسي أول مكتب اتصال له في عَمَّان. وسيدعم المكتب التعاون العملي في إدارة الأزمات والدفاع "
        "السيبراني ومكافحة العبوات الناسفة ودور المرأة في السلام والأمن، وفق ما أعلنته الوزارة. "
    ),
    (
        "تتضمن الخطة مشاريع عدة على مدى ثلاث سنوات. وقد خُصص نصف الميزانية، ويتوقف الباقي على القرارات المنتظرة في شهر "
        "تموز. وسيُطلب من الوزراء تأكيد الأولويات قبل نهاية الشهر، بعد التشاور مع الشركاء المعنيين في المنطقة. "
    ),
)


def text_of(segments: Sequence[Segment]) -> str:
    """The logical text of a paragraph."""
    return "".join(segment.text for segment in segments)


def write(
    draw: Callable[[TaggedCanvas, StructureElement], None],
    *,
    page_rtl: bool = False,
    furniture: Furniture | None = None,
    metadata: DocumentMetadata = METADATA,
    profile: Profile = PDF_UA1,
) -> bytes:
    """The file of what ``draw`` draws."""
    target, root = io.BytesIO(), StructureElement("Document")
    canvas = TaggedCanvas(
        target,
        root=root,
        metadata=metadata,
        page_rtl=page_rtl,
        furniture=furniture,
        pagesize=(595, 842),
        profile=profile,
        attachments=(ATTACHMENT,) if profile.source else (),
    )
    draw(canvas, root)
    canvas.save()
    return target.getvalue()


def eight_lines() -> bytes:
    """The eight lines on one page, 14 points, 24 points apart."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        for i, (rtl, segments) in enumerate(EIGHT_LINES):
            paragraph = root.add("P", language="ar" if rtl else "en", rtl=rtl)
            lines = set_paragraph(segments, rtl=rtl, size_pt=14)
            canvas.draw_text(stack(lines, top_pt=780 - 24 * i), [paragraph.slot()], ["#000000"])

    return write(draw)


@functools.cache
def lines_of(text: str, *, rtl: bool, measure_pt: float, faces: tuple[FontFace, FontFace] = REGULAR) -> list[Line]:
    """Lines of a paragraph in one direction, set once in a test run."""
    segment = arabic(text) if rtl else english(text)
    return set_paragraph([segment], rtl=rtl, measure_pt=measure_pt, size_pt=10, faces=faces)


def furniture(canvas: TaggedCanvas, page: int, page_count: int) -> None:
    """A footer with a rule."""
    with canvas.artifact("Footer"):
        canvas.rule(48, 50, 499, 0.5, "#808080")
        label = lines_of(f"Page {page} of {page_count}", rtl=False, measure_pt=499)
        canvas.draw_text(stack(label, top_pt=36), [None], ["#404040"])


def draw_pairs(canvas: TaggedCanvas, parts: Sequence[StructureElement], first: int, count: int) -> None:
    """Paragraphs side by side, in English on the left and in Arabic on the right."""
    for row in range(count):
        top_pt = 730 - 75 * row
        for rtl, part, text, x_pt in ((False, parts[0], EN, 48), (True, parts[1], AR, 306)):
            lines = lines_of(text[(first + row) % 2], rtl=rtl, measure_pt=241)
            placed = [PlacedLine(line, x_pt, top_pt - 13 * i) for i, line in enumerate(lines)]
            canvas.draw_text(placed, [part.add("P").slot()], ["#1A1A1A"])


def draw_heading(canvas: TaggedCanvas, part: StructureElement, title: str, name: str, *, rtl: bool) -> None:
    """A heading with its destination and its entry in the outline."""
    canvas.destination(name, 790)
    canvas.bookmark(title, name, 0 if part.children == [] else 1)
    lines = lines_of(title, rtl=rtl, measure_pt=241, faces=BOLD)
    heading = part.add("H1" if part.children == [] else "H2")
    canvas.draw_text(stack(lines, x_pt=306 if rtl else 48, top_pt=775), [heading.slot()], ["#003366"])


def draw_end(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A table, a figure, a note, and a paragraph with links."""
    row = root.add("Table").add("TR")
    for i, cell in enumerate(
        [row.add("TH", scope="Column"), row.add("TH", scope="Column"), row.add("TH", scope="Row")]
    ):
        if i < 2:  # the last cell stays empty
            lines = lines_of(("Year", "Projects")[i], rtl=False, measure_pt=100)
            canvas.draw_text(stack(lines, x_pt=48 + 100 * i, top_pt=190), [cell.slot()], ["#000000"])
    figure = root.add("Figure", alternative_text="Bars: 20, 35, 55")
    canvas.saveState()
    canvas.translate(48, 120)
    with canvas.figure(figure.slot(), 120, 60):
        for i, height_pt in enumerate((20, 35, 55)):
            canvas.fill_box(40 * i, 0, 30, height_pt, "#336699")
        canvas.draw_text(stack(lines_of("Bars", rtl=False, measure_pt=50), x_pt=0, top_pt=2), [None], ["#FFFFFF"])
    canvas.restoreState()
    paragraph = root.add("P")
    before = paragraph.slot()
    links = paragraph.add("Link"), paragraph.add("Link")
    slots = [before, *(link.slot() for link in links)]
    segments = [english("See "), english("the office ", span=1), english("and the start", span=2)]
    (line,) = set_paragraph(segments, rtl=False, size_pt=10)
    canvas.draw_text([PlacedLine(line, 48, 90)], slots, ["#000000", "#0000CC", "#0000CC"])
    boxes = [(48 + run.x_pt, 88, 48 + run.x_pt + run.width_pt, 98) for run in line.runs]
    canvas.link_to_address(slots[1], boxes[1], "https://example.org/مكتب?a=(1)", "The office (مكتب)")
    canvas.link_to_destination(slots[2], boxes[2], "start", "The start")
    note = lines_of("A note.", rtl=False, measure_pt=100)
    kind: StructureType = "Note" if canvas.profile.structure_namespace is None else "P"  # PDF/UA-2 refuses such a note
    canvas.draw_text(stack(note, top_pt=70), [root.add(kind).slot()], ["#000000"])


def draw_briefing(canvas: TaggedCanvas, root: StructureElement) -> None:
    """Two pages, four faces, about 5,000 clusters."""
    parts = root.add("Part", language="en"), root.add("Part", language="ar", rtl=True)
    draw_heading(canvas, parts[0], "Situation", "start", rtl=False)
    draw_heading(canvas, parts[1], "الوضع", "البداية", rtl=True)
    draw_pairs(canvas, parts, 0, 9)
    canvas.showPage()
    draw_heading(canvas, parts[0], "Outlook", "outlook", rtl=False)
    draw_heading(canvas, parts[1], "الآفاق", "next.ar", rtl=True)
    draw_pairs(canvas, parts, 1, 7)
    draw_end(canvas, root.add("Sect"))


def briefing(profile: Profile = PDF_UA1) -> bytes:
    """The two-page document, with a file embedded where the profile allows it."""
    return write(draw_briefing, furniture=furniture, profile=profile)
