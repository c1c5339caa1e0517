"""The whole way from a briefing to a file, on one screen: compose, pour into pages, write."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from briefgen import __version__
from briefgen.checks.audiences import full_edition_notes, repeated_diagnostics, told_of_whole
from briefgen.collector import seldom_collected
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.embedding import Rendering, embedded_files
from briefgen.layout.compose import Composition, compose
from briefgen.layout.edition import SIDE_BY_SIDE, Edition, find_edition
from briefgen.layout.explain import Isolation, isolations_of
from briefgen.layout.fitting import FITS, Tightening, tightened
from briefgen.layout.language.locale import LocaleSet
from briefgen.layout.material import gather, require_known
from briefgen.layout.pages import PAGE_SIZES, page_geometry
from briefgen.layout.theming.theme import load_theme, theme_folder
from briefgen.layout.titles import display_title
from briefgen.model import Briefing
from briefgen.model.redaction import reduced_for
from briefgen.pdf.attachments import Attachment
from briefgen.pdf.encryption import encrypted, require_password
from briefgen.pdf.font_report import FontReport
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.pdf.profiles import DEFAULT_PROFILE, Profile, find_profile
from briefgen.pouring import Book, left_over, poured_to_fit, written
from briefgen.saving import save_atomically

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST_SECOND: Final = 253_402_300_799  # of the year 9999, after which ``datetime`` has no dates
_SECONDS: Final = re.compile(r"-?[0-9]+")
_SHOWN_DIGITS: Final = 40

LOCALES_FOLDER: Final = "locales"
"""The folder beside a theme that may hold files of languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How a briefing is rendered.

    Attributes:
        edition: ``side-by-side``, ``sequential``, ``tete-beche`` or a language of the briefing; None takes the first
            that it has.
        theme: the name of a theme, or the path of a ``.toml`` file, as text or as a ``Path``.
        page_size: ``A4`` or ``Letter``, in capitals or not.
        date: what the file says about when it was made, in UTC. None takes ``SOURCE_DATE_EPOCH`` where it is set, else
            the day on which the briefing was issued; the clock is never asked. A briefing without dates makes a file
            without a date.
        locales: paths of files of languages, each called by its tag: ``de.toml``. They go before those in the folder
            ``locales`` beside a theme that is given by its path, and these before those that come with briefgen.
        profile: the standards that the file conforms to: ``a3a`` is PDF/A-3a and PDF/UA-1, with the briefing embedded
            in the file; ``a2a`` is PDF/A-2a and PDF/UA-1, with nothing embedded; ``ua1`` is PDF/UA-1 alone; ``ua2`` is
            PDF/A-4f and PDF/UA-2, which are PDF 2.0, with the briefing embedded.
        password: what readers are asked for before they open the file (AES-256); only with the profile ``ua1``.
        audience: the key of an audience of the briefing, for whom the file is made; None makes the full edition.
        fit: ``one-page`` sets the edition as tight as it takes, within limits, for one page for each language, or one
            for both side by side; None lets it take the pages that it needs.
        folder: the folder in which the files of pictures are; None for a briefing without pictures.
        flowables: what stands in the places of the inserts, by their keys: a flowable of reportlab, or a mapping with
            one for each language.
    """

    edition: str | None = None
    theme: str | os.PathLike[str] = "modern"
    page_size: str = "A4"
    date: dt.datetime | None = None
    locales: Sequence[str | os.PathLike[str]] = ()
    profile: str = DEFAULT_PROFILE
    password: str | None = field(default=None, repr=False)
    audience: str | None = None
    fit: Literal["one-page"] | None = None
    folder: str | os.PathLike[str] | None = None
    flowables: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class RenderResult:
    """A rendered edition.

    Attributes:
        pdf: the bytes of the file.
        page_count: how many pages it has.
        edition: the name of the edition.
        profile: the name of the profile, whose standards the file claims.
        diagnostics: what was noticed on the way and did not stop it.
        fonts: the fonts that are in the file, in the order in which they come.
        audience: the key of the audience for whom it was made; None for the full edition.
    """

    pdf: bytes = field(repr=False)
    page_count: int
    edition: str
    profile: str
    diagnostics: tuple[Diagnostic, ...] = ()
    fonts: tuple[FontReport, ...] = ()
    audience: str | None = None

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
    profile: str = DEFAULT_PROFILE,
    password: str | None = None,
    audience: str | None = None,
    fit: Literal["one-page"] | None = None,
    folder: str | os.PathLike[str] | None = None,
    flowables: Mapping[str, Any] | None = None,
) -> RenderResult:
    """Lay out one edition of a briefing as a tagged PDF (ISO 32000-1; PDF/UA-1, ISO 14289-1; PDF/A, ISO 19005).

    May be called from several threads at once.

    Args:
        briefing: what is rendered.
        edition: ``side-by-side``, ``sequential``, ``tete-beche`` or a language of the briefing; None takes the first
            that it has.
        theme: the name of a theme, or the path of a ``.toml`` file, as text or as a ``Path``.
        page_size: ``A4`` or ``Letter``, in capitals or not.
        date: what the file says about when it was made. None takes ``SOURCE_DATE_EPOCH`` where it is set, else the day
            on which the briefing was issued; the clock is never asked. A briefing without dates makes a file without
            a date.
        locales: paths of files of languages, each called by its tag: ``de.toml``. They go before those in the folder
            ``locales`` beside a theme that is given by its path, and these before those that come with briefgen.
        profile: the standards that the file conforms to: ``a3a`` is PDF/A-3a and PDF/UA-1, with what the edition shows
            embedded for ``extract``; ``a2a`` is PDF/A-2a and PDF/UA-1; ``ua1`` is PDF/UA-1 alone; ``ua2`` is PDF/A-4f
            and PDF/UA-2, which are PDF 2.0, with the briefing embedded as in ``a3a``.
        password: what readers are asked for before they open the file (AES-256, ISO 32000-2, 7.6); only with the
            profile ``ua1``, since PDF/A forbids it. Such a file has other bytes each time, around the same content.
        audience: the key of an audience of the briefing: the file holds nothing that is not for them. None makes the
            full edition, and says so where the briefing has audiences.
        fit: ``one-page`` sets the edition as tight as it takes, within limits, for one page for each language, or one
            for both side by side. Where that is not enough, a warning says what stands beyond it.
        folder: the folder in which the files of pictures are; None for a briefing without pictures.
        flowables: what stands in the places of the inserts, by their keys: a flowable of reportlab, or a mapping with
            one for each language. They are drawn in the theme's fonts, tagged, and left as they are.

    Raises:
        InvalidBriefing: a text has characters that no font covers, or does not fit; the briefing is too large to embed;
            ``audience.needed``: without what is withheld, too little is left.
        ResourceError: the theme, one of its fonts, the file of a language or of a picture is missing or refused; an
            insert has no flowable.
        ConformanceError: the file would break a standard that it claims; nothing that a briefing holds leads there.
        InternalError: an invariant of briefgen does not hold.
        TypeError: this is no ``Briefing``; the date is no ``datetime``; ``locales`` is a path; the password is no text.
        ValueError: there is no such edition, audience, page size, profile, fit or insert; the password is not
            allowed, or not with the profile; the date has no time zone, or is none in UTC; ``SOURCE_DATE_EPOCH`` is
            needed and is no number of seconds.
    """
    options = RenderOptions(
        edition=edition,
        theme=theme,
        page_size=page_size,
        date=date,
        locales=locales,
        profile=profile,
        password=password,
        audience=audience,
        fit=fit,
        folder=folder,
        flowables=flowables or {},
    )
    return render_with(briefing, options)


def render_with(briefing: Briefing, options: RenderOptions) -> RenderResult:
    """``render`` with its options as one value; it raises what ``render`` raises."""
    _require_briefing(briefing)
    require_known(briefing, options.flowables)
    if options.audience is None:
        result = _rendered(briefing, options)
        return replace(result, diagnostics=(*full_edition_notes(briefing), *result.diagnostics))
    reduction = reduced_for(briefing, options.audience)
    with told_of_whole(reduction):
        result = _rendered(reduction.briefing, options)  # which knows of nothing else
    repeated = (replace(each, severity=Severity.WARNING) for each in repeated_diagnostics(reduction, options.audience))
    return replace(result, diagnostics=(*repeated, *map(reduction.in_whole, result.diagnostics)))


@seldom_collected()
def _rendered(briefing: Briefing, options: RenderOptions) -> RenderResult:
    """An edition of a briefing that is as it is to be seen."""
    page_size, profile = _page_size(options.page_size), find_profile(options.profile)
    if options.fit is not None and options.fit not in FITS:
        raise ValueError(f'there is no fit "{options.fit}"; there are: {", ".join(FITS)}')
    password = None if options.password is None else require_password(options.password, profile)
    found = find_edition(briefing, default_edition(briefing) if options.edition is None else options.edition)
    metadata = _metadata(briefing, found, _date_of(briefing, options.date))
    theme = load_theme(options.theme)
    locales = _locale_set(options.locales, options.theme)
    material = gather(briefing, found.languages, options.folder, options.flowables)

    def compose_at(step: Tightening, pages: Mapping[str, int] | None) -> Composition:
        set_tighter = tightened(theme, step)
        geometry = page_geometry(set_tighter, page_size, found.arrangement)
        return compose(briefing, found, set_tighter, geometry, locales, pages=pages, material=material)

    @cache
    def attachments() -> tuple[Attachment, ...]:
        if not profile.source:
            return ()
        rendering = _rendering(options, metadata, found, page_size, profile, own_locales=locales.own_used)
        return embedded_files(briefing, found, rendering)

    contents = None if briefing.presentation is None else briefing.presentation.contents
    book = Book(metadata, profile, attachments, two_covers=found.two_covers)
    poured = poured_to_fit(compose_at, book, fit=options.fit, contents=contents)
    pdf, page_count = written(poured)
    if password is not None:
        pdf = encrypted(pdf, password)
    warnings = [*poured.composition.warnings, *(left_over(poured, found.name) if options.fit is not None else ())]
    fonts = poured.fonts.report()
    return RenderResult(pdf, page_count, found.name, profile.name, tuple(warnings), fonts, options.audience)


def explain(
    briefing: Briefing,
    *,
    edition: str | None = None,
    theme: str | os.PathLike[str] = "modern",
    locales: Sequence[str | os.PathLike[str]] = (),
    audience: str | None = None,
) -> tuple[Isolation, ...]:
    """What is isolated in the texts of one edition, and why; nothing is rendered.

    Args:
        briefing: whose texts are looked at.
        edition: as for ``render``.
        theme: as for ``render``.
        locales: as for ``render``.
        audience: as for ``render``.

    Returns:
        The isolations, language by language, in the order of the keys of a briefing.

    Raises:
        InvalidBriefing, ResourceError, TypeError, ValueError: as ``render`` does.
    """
    _require_briefing(briefing)
    if audience is not None:
        reduction = reduced_for(briefing, audience)
        with told_of_whole(reduction):
            shown = explain(reduction.briefing, edition=edition, theme=theme, locales=locales)
        return tuple(replace(each, path=reduction.path_in_whole(each.path)) for each in shown)
    found = find_edition(briefing, default_edition(briefing) if edition is None else edition)
    loaded = load_theme(theme)
    geometry = page_geometry(loaded, "A4", found.arrangement)
    composition = compose(briefing, found, loaded, geometry, _locale_set(locales, theme))
    return isolations_of(composition.texts, Briefing.model_fields)


def _locale_set(files: Sequence[str | os.PathLike[str]], theme: str | os.PathLike[str]) -> LocaleSet:
    """The files of one's own, those beside the theme, and those that come with briefgen."""
    if isinstance(files, str | os.PathLike):
        raise TypeError(f"the locales must be a list of paths, and they are {files!r}")
    folder = theme_folder(theme)
    return LocaleSet(files, None if folder is None else folder / LOCALES_FOLDER)


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


def _date_of(briefing: Briefing, date: dt.date | None) -> dt.datetime | None:
    """The one date of a file: an argument, else ``SOURCE_DATE_EPOCH``, else the briefing's own, which may have none.

    Raises:
        TypeError: the argument is no ``datetime``.
        ValueError: the argument has no time zone or is no date in UTC, or the environment has no valid one.
    """
    if date is None:
        return date_from_environment() or (None if briefing.dates is None else briefing.dates.of_file)
    if not isinstance(date, dt.datetime):
        raise TypeError(f"the date must be a datetime with a time and a time zone, and it is {date!r}")
    if date.utcoffset() is None:
        raise ValueError("the date needs a time zone")
    try:
        return date.astimezone(dt.UTC).replace(microsecond=0)
    except OverflowError as error:
        raise ValueError(f"the date {date} is before the year 1 or after the year 9999 in UTC") from error


def _metadata(briefing: Briefing, edition: Edition, date: dt.datetime | None) -> DocumentMetadata:
    primary = edition.languages[0]
    author = briefing.prepared_by[primary] if briefing.prepared_by is not None else ""
    return DocumentMetadata(
        titles={language: display_title(briefing.title[language]) for language in edition.languages},
        primary_language=primary,
        languages=edition.languages,
        author=display_title(author),
        subject=briefing.reference or "",
        producer=f"briefgen {__version__}",
        date=date,
    )


def _rendering(
    options: RenderOptions,
    metadata: DocumentMetadata,
    edition: Edition,
    page_size: str,
    profile: Profile,
    *,
    own_locales: bool,
) -> Rendering:
    """The record of how the file is rendered; it has no paths, which are of one machine and nobody else's business."""
    return Rendering(
        producer=metadata.producer,
        edition=edition.name,
        theme=str(options.theme) if theme_folder(options.theme) is None else None,
        page_size=page_size,
        profile=profile.name,
        fit=options.fit,
        own_locales=own_locales,
        date=metadata.date,
    )
