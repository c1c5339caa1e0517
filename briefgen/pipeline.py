"""The whole way from a briefing to a file, on one screen: compose, pour into pages, write."""

from __future__ import annotations

import datetime as dt
import functools
import io
import os
import re
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from briefgen import __version__
from briefgen.diagnostics import Diagnostic, unwritable
from briefgen.errors import InternalError, ResourceError
from briefgen.layout.compose import Composition, Run, compose, whole_story
from briefgen.layout.edition import SIDE_BY_SIDE, Edition, find_edition
from briefgen.layout.explain import Isolation, isolations_of
from briefgen.layout.furniture import Furniture
from briefgen.layout.locale import LocaleSet
from briefgen.layout.pages import PAGE_SIZES, page_geometry
from briefgen.layout.theme import load_theme, theme_folder
from briefgen.layout.titles import display_title
from briefgen.model import Briefing
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST_SECOND: Final = 253_402_300_799  # of the year 9999, after which ``datetime`` has no dates
_SECONDS: Final = re.compile(r"-?[0-9]+")
_SHOWN_DIGITS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How a briefing is rendered.

    Attributes:
        edition: ``side-by-side``, ``sequential`` or a language of the briefing; None takes the first that it has.
        theme: the name of a theme, or the path of a ``.toml`` file, as text or as a ``Path``.
        page_size: ``A4`` or ``Letter``, in capitals or not.
        date: what the file says about when it was made, in UTC. None takes ``SOURCE_DATE_EPOCH`` where it is set, else
            the day on which the briefing was issued; the clock is never asked.
        locales: paths of files of languages, each called by its tag: ``de.toml``. They go before those in the folder
            ``locales`` beside a theme that is given by its path, and these before those that come with briefgen.
    """

    edition: str | None = None
    theme: str | os.PathLike[str] = "modern"
    page_size: str = "A4"
    date: dt.datetime | None = None
    locales: Sequence[str | os.PathLike[str]] = ()


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

        The new file has the permissions of the older one, or those that any new file gets. Where ``path`` is a symbolic
        link, what it points to is replaced.

        Args:
            path: where the file goes; its folder must be there.

        Raises:
            ResourceError: ``output.unwritable``: the folder is missing, or the file cannot be written there.
        """
        save_atomically(Path(path), self.pdf)


def render(
    briefing: Briefing,
    *,
    edition: str | None = None,
    theme: str | os.PathLike[str] = "modern",
    page_size: str = "A4",
    date: dt.datetime | None = None,
    locales: Sequence[str | os.PathLike[str]] = (),
) -> RenderResult:
    """Lay out one edition of a briefing as a tagged PDF (ISO 32000-1; PDF/UA-1, ISO 14289-1).

    May be called from several threads at once.

    Args:
        briefing: what is rendered.
        edition: ``side-by-side``, ``sequential`` or a language of the briefing; None takes the first that it has.
        theme: the name of a theme, or the path of a ``.toml`` file, as text or as a ``Path``.
        page_size: ``A4`` or ``Letter``, in capitals or not.
        date: what the file says about when it was made. None takes ``SOURCE_DATE_EPOCH`` where it is set, else the day
            on which the briefing was issued; the clock is never asked.
        locales: paths of files of languages, each called by its tag: ``de.toml``. They go before those in the folder
            ``locales`` beside a theme that is given by its path, and these before those that come with briefgen.

    Raises:
        InvalidBriefing: a text holds characters that no font of the theme covers, or does not fit where it must stand.
        ResourceError: the theme, one of its fonts or the file of a language is missing or refused.
        InternalError: an invariant of briefgen does not hold.
        TypeError: what is given is no ``Briefing``; the date is no ``datetime``, but a day without a time, for example;
            ``locales`` is a path alone.
        ValueError: there is no such edition or page size; the date has no time zone, or is none in UTC;
            ``SOURCE_DATE_EPOCH`` is needed and is no number of seconds.
    """
    options = RenderOptions(edition=edition, theme=theme, page_size=page_size, date=date, locales=locales)
    return render_with(briefing, options)


def render_with(briefing: Briefing, options: RenderOptions) -> RenderResult:
    """``render`` with its options as one value; it raises what ``render`` raises."""
    _require_briefing(briefing)
    page_size = _page_size(options.page_size)
    found = find_edition(briefing, default_edition(briefing) if options.edition is None else options.edition)
    metadata = _metadata(briefing, found, _date_of(briefing, options.date))
    theme = load_theme(options.theme)
    locales = _locale_set(options.locales, options.theme)
    composition = compose(briefing, found, theme, page_geometry(theme, page_size), locales)
    pdf, page_count = _pour(composition, metadata)
    return RenderResult(pdf, page_count, found.name, composition.warnings)


def explain(
    briefing: Briefing,
    *,
    edition: str | None = None,
    theme: str | os.PathLike[str] = "modern",
    locales: Sequence[str | os.PathLike[str]] = (),
) -> tuple[Isolation, ...]:
    """What is isolated in the texts of one edition, and why; nothing is rendered.

    Args:
        briefing: whose texts are looked at.
        edition: as for ``render``.
        theme: as for ``render``.
        locales: as for ``render``.

    Returns:
        The isolations, language by language, in the order of the keys of a briefing.

    Raises:
        InvalidBriefing, ResourceError, TypeError, ValueError: as ``render`` does.
    """
    _require_briefing(briefing)
    found = find_edition(briefing, default_edition(briefing) if edition is None else edition)
    loaded = load_theme(theme)
    composition = compose(briefing, found, loaded, page_geometry(loaded, "A4"), _locale_set(locales, theme))
    return isolations_of(composition.texts, Briefing.model_fields)


def _locale_set(files: Sequence[str | os.PathLike[str]], theme: str | os.PathLike[str]) -> LocaleSet:
    """The files of one's own, those beside the theme, and those that come with briefgen."""
    if isinstance(files, str | os.PathLike):
        raise TypeError(f"the locales must be a list of paths, and they are {files!r}")
    folder = theme_folder(theme)
    return LocaleSet(files, None if folder is None else folder / "locales")


def _require_briefing(value: object) -> None:
    if not isinstance(value, Briefing):
        raise TypeError(f"a Briefing is needed, and this is {_shown(value)}; load('briefing.yaml') gives one")


def _shown(value: object) -> str:
    return "None" if value is None else f"of the type {type(value).__name__}"


def _page_size(name: object) -> str:
    """The name of ``PAGE_SIZES`` that is meant, in capitals or not."""
    found = next((known for known in PAGE_SIZES if isinstance(name, str) and known.casefold() == name.casefold()), None)
    if found is None:
        raise ValueError(f'there is no page size "{name}"; there are: {", ".join(PAGE_SIZES)}')
    return found


def default_edition(briefing: Briefing) -> str:
    """The edition that is rendered when none is named."""
    return SIDE_BY_SIDE if len(briefing.languages) > 1 else briefing.primary_language


def date_from_environment() -> dt.datetime | None:
    """The date that ``SOURCE_DATE_EPOCH`` sets, in UTC; None where it is not set, or empty.

    Raises:
        ValueError: it is no whole number of seconds, or is before 1970 or after the year 9999.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    shown = f'SOURCE_DATE_EPOCH is "{epoch[:_SHOWN_DIGITS]}{"…" if len(epoch) > _SHOWN_DIGITS else ""}"'
    if not _SECONDS.fullmatch(epoch):
        raise ValueError(f"{shown}; it must be a whole number of seconds since 1970")
    if epoch.startswith("-"):
        raise ValueError(f"{shown}; that is before 1970, where its seconds begin")
    digits = epoch.lstrip("0") or "0"  # ``int`` refuses thousands of digits in words of its own
    if len(digits) > len(str(_LAST_SECOND)) or int(digits) > _LAST_SECOND:
        raise ValueError(f"{shown}; that is after the year 9999, and a date has no more than four digits for the year")
    return _EPOCH + dt.timedelta(seconds=int(digits))


def _date_of(briefing: Briefing, date: dt.date | None) -> dt.datetime:
    """The one date of a file: an argument, else ``SOURCE_DATE_EPOCH``, else the briefing's own.

    Raises:
        TypeError: the argument is no ``datetime``.
        ValueError: the argument has no time zone or is no date in UTC, or the environment has no valid one.
    """
    if date is None:
        day = briefing.dates.issued or briefing.dates.as_of
        return date_from_environment() or dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    if not isinstance(date, dt.datetime):
        raise TypeError(f"the date must be a datetime with a time and a time zone, and it is {date!r}")
    if date.utcoffset() is None:
        raise ValueError("the date needs a time zone")
    try:
        return date.astimezone(dt.UTC).replace(microsecond=0)
    except OverflowError as error:
        raise ValueError(f"the date {date} is before the year 1 or after the year 9999 in UTC") from error


def _metadata(briefing: Briefing, edition: Edition, date: dt.datetime) -> DocumentMetadata:
    primary = edition.languages[0]
    author = briefing.prepared_by[primary] if briefing.prepared_by is not None else ""
    return DocumentMetadata(
        titles={language: display_title(briefing.title[language]) for language in edition.languages},
        primary_language=primary,
        languages=edition.languages,
        author=display_title(author),
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
        raise InternalError(
            f"a part of the briefing fits on no page: a page is {geometry.height_pt:.0f} points high, "
            f"and its frame {geometry.content_height_pt:.0f}"
        ) from error
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
    """Write a file beside its place, then put it there in one step; a symbolic link stays, and its target is replaced.

    Raises:
        ResourceError: it cannot be written; a file that was there is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        older_mode = _mode_of(target)
        if older_mode is not None and not stat.S_ISREG(older_mode):
            raise _refused(path, "Is a directory" if stat.S_ISDIR(older_mode) else "Is not a regular file")
        _write_and_replace(target, data, older_mode)
    except OSError as error:
        raise _refused(path, str(error.strerror)) from error


def _refused(path: Path, reason: str) -> ResourceError:
    return ResourceError([unwritable(path, reason, "choose a folder that exists and that you may write to")])


def _mode_of(target: Path) -> int | None:
    """Type and permissions of a file, or None where there is none."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _write_and_replace(target: Path, data: bytes, older_mode: int | None) -> None:
    """Write a file with the permissions of ``older_mode``, or those of any new file, in the place of the target."""
    # No more than 255 bytes, however long the name of the target; nobody else makes up the same 128 bits.
    temporary = target.with_name(f".briefgen-{secrets.token_hex(16)}")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    permissions = 0o666 if older_mode is None else older_mode & 0o777
    try:
        # The kernel takes the umask away: to ask for the mask would change it for all threads, for a moment.
        with os.fdopen(os.open(temporary, flags, permissions), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if older_mode is not None:
            temporary.chmod(permissions)
        temporary.replace(target)
    finally:  # also when the user interrupts
        temporary.unlink(missing_ok=True)
