"""The whole way from a briefing to a file, on one screen: compose, pour into pages, write."""

from __future__ import annotations

import datetime as dt
import functools
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from briefgen import __version__
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InternalError, ResourceError
from briefgen.layout.compose import Composition, Run, compose, whole_story
from briefgen.layout.edition import SIDE_BY_SIDE, Edition, find_edition
from briefgen.layout.furniture import Furniture
from briefgen.layout.pages import PAGE_SIZES, page_geometry
from briefgen.layout.theme import load_theme
from briefgen.model import Briefing
from briefgen.model.markup import plain_text
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How a briefing is rendered.

    Attributes:
        edition: ``side-by-side``, ``sequential`` or a language of the briefing; None takes the first that it has.
        theme: the name of a theme, or the path of a ``.toml`` file.
        page_size: ``A4`` or ``Letter``.
        date: what the file says about when it was made, in UTC. None takes ``SOURCE_DATE_EPOCH`` where it is set, else
            the day on which the briefing was issued; the clock is never asked.
    """

    edition: str | None = None
    theme: str = "modern"
    page_size: Literal["A4", "Letter"] = "A4"
    date: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class RenderResult:
    """A rendered edition.

    Attributes:
        pdf: the bytes of the file.
        page_count: how many pages it has.
        edition: the name of the edition.
        diagnostics: what was noticed on the way and did not stop it.
    """

    pdf: bytes
    page_count: int
    edition: str
    diagnostics: tuple[Diagnostic, ...] = ()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the file, whole or not at all: an older file is replaced only by a complete new one.

        Raises:
            ResourceError: the folder is missing, or the file cannot be written there.
        """
        save_atomically(Path(path), self.pdf)


def render(
    briefing: Briefing,
    *,
    edition: str | None = None,
    theme: str = "modern",
    page_size: Literal["A4", "Letter"] = "A4",
    date: dt.datetime | None = None,
) -> RenderResult:
    """Lay out one edition of a briefing as a tagged PDF.

    The arguments are those of ``RenderOptions``.

    Raises:
        InvalidBriefing: a text holds characters that no font of the theme covers.
        ResourceError: the theme, one of its fonts or a language's labels are missing.
        ValueError: there is no such edition or page size, or the date has no time zone.
    """
    return render_with(briefing, RenderOptions(edition=edition, theme=theme, page_size=page_size, date=date))


def render_with(briefing: Briefing, options: RenderOptions) -> RenderResult:
    """``render`` with its options as one value."""
    if options.page_size not in PAGE_SIZES:
        raise ValueError(f'there is no page size "{options.page_size}"; there are: {", ".join(PAGE_SIZES)}')
    found = find_edition(briefing, options.edition or default_edition(briefing))
    metadata = _metadata(briefing, found, _date_of(briefing, options.date))
    theme = load_theme(options.theme)
    composition = compose(briefing, found, theme, page_geometry(theme, options.page_size))
    pdf, page_count = _pour(composition, metadata)
    return RenderResult(pdf, page_count, found.name, composition.warnings)


def default_edition(briefing: Briefing) -> str:
    """The edition that is rendered when none is named."""
    return SIDE_BY_SIDE if len(briefing.languages) > 1 else briefing.primary_language


def _date_of(briefing: Briefing, date: dt.datetime | None) -> dt.datetime:
    """The one date of a file: an argument, else ``SOURCE_DATE_EPOCH``, else the briefing's own."""
    if date is not None:
        if date.tzinfo is None:
            raise ValueError("the date needs a time zone")
        return date.astimezone(dt.UTC).replace(microsecond=0)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be a whole number of seconds") from error
    day = briefing.dates.issued or briefing.dates.as_of
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _metadata(briefing: Briefing, edition: Edition, date: dt.datetime) -> DocumentMetadata:
    primary = edition.languages[0]
    author = briefing.prepared_by[primary] if briefing.prepared_by is not None else ""
    return DocumentMetadata(
        titles={language: plain_text(briefing.title[language]) for language in edition.languages},
        primary_language=primary,
        languages=edition.languages,
        author=plain_text(author),
        subject=briefing.reference,
        producer=f"briefgen {__version__}",
        date=date,
    )


def _pour(composition: Composition, metadata: DocumentMetadata) -> tuple[bytes, int]:
    """Pour the story into pages and write the file."""
    geometry = composition.geometry
    furniture: list[Furniture] = []  # that of each page, in the order of the pages
    templates = [_template(composition, run, furniture) for run in composition.runs]

    def draw_furniture(canvas: TaggedCanvas, page: int, pages: int) -> None:
        furniture[page - 1].draw(canvas, page, pages)

    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=(geometry.width_pt, geometry.height_pt), pageTemplates=templates)
    canvas_maker = functools.partial(
        TaggedCanvas, root=composition.root, metadata=metadata, page_rtl=composition.rtl, furniture=draw_furniture
    )
    try:
        document.build(whole_story(composition.runs), canvasmaker=canvas_maker)
    except LayoutError as error:
        raise InternalError(f"a part of the briefing fits on no page: {error}") from error
    return target.getvalue(), len(furniture)


def _template(composition: Composition, run: Run, furniture: list[Furniture]) -> PageTemplate:
    """The page template of a run: one frame between the margins."""
    geometry = composition.geometry
    frame = Frame(
        geometry.margin_pt, geometry.bottom_pt, geometry.content_width_pt, geometry.content_height_pt, 0, 0, 0, 0
    )

    def begin_page(canvas: TaggedCanvas, _document: Any) -> None:
        if not furniture:
            for entry in composition.outline:
                canvas.bookmark(entry.title, entry.destination, entry.level)
        furniture.append(run.furniture)

    return PageTemplate(run.name, [frame], onPage=begin_page)


def save_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its place, then put it there in one step.

    Raises:
        ResourceError: it cannot be written; a file that was there is as it was.
    """
    if path.exists() and not path.is_file():
        raise _unwritable(path, "Is a directory" if path.is_dir() else "Is not a regular file")
    try:
        _write_and_replace(path, data)
    except OSError as error:
        raise _unwritable(path, str(error.strerror)) from error


def _unwritable(path: Path, reason: str) -> ResourceError:
    message = f"the file cannot be written: {reason}"
    hint = "choose a folder that exists and that you may write to"
    return ResourceError([Diagnostic("output.unwritable", message, Place(file=str(path)), (hint,))])


def _write_and_replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".briefgen-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of_new_files())
        temporary.replace(path)
    finally:  # also when the user interrupts
        temporary.unlink(missing_ok=True)


def _mode_of_new_files() -> int:
    """The mode that any new file gets; a temporary file may be read by its owner only."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
