"""What ``briefgen render`` and ``briefgen explain`` do: read, render every edition asked for, write, report."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple

import click

from briefgen.cli import terminal
from briefgen.cli.audiences import ALL, audiences_of, check_names
from briefgen.cli.exits import ExitCode, exit_code_of
from briefgen.cli.fonts import show_fonts
from briefgen.cli.guard import guarded
from briefgen.cli.naming import STANDARD_STREAM, check_targets, is_folder, make_folders, targets
from briefgen.cli.password import read_password
from briefgen.cli.source import Source, folder_of
from briefgen.cli.usage import bad_option, is_one_of
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic, Severity, unwritable
from briefgen.errors import BriefgenError, InvalidBriefing, ResourceError
from briefgen.layout.edition import edition_names, usual_editions
from briefgen.model import Briefing
from briefgen.pdf.encryption import require_password
from briefgen.pdf.profiles import DEFAULT_PROFILE, find_profile
from briefgen.pipeline import RenderResult, date_from_environment, default_edition, explain
from briefgen.pipeline import render as render_edition
from briefgen.saving import save_atomically

_NO_VERDICTS: Final = Diagnostic(
    "audience.no-verdicts",
    "an edition for an audience has no verdicts on quotes, so that none are printed",
    hints=("leave --verdicts out, or render the full edition as well",),
    severity=Severity.NOTE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The arguments of ``briefgen render``; ``briefgen explain`` writes nothing."""

    file: str
    output: str | None = None
    edition: str | None
    audience: str | None = None
    theme: str
    locales: tuple[str, ...]
    page_size: Literal["A4", "Letter"] = "A4"
    fit: Literal["one-page"] | None = None
    profile: str = DEFAULT_PROFILE
    password_file: str | None = None
    check: bool = False
    verdicts: bool = False
    fonts: bool = False
    explain: bool = False
    explain_as: Literal["text", "json"] = "text"
    write: bool = True
    quiet: bool = False
    traceback: bool


class _Job(NamedTuple):
    """One file: an edition, for an audience, or the full one."""

    edition: str
    audience: str | None


@dataclass(frozen=True, slots=True)
class _Rendered:
    result: RenderResult
    milliseconds: int

    def row(self, path: str) -> terminal.Row:
        kilobytes = max(1, round(len(self.result.pdf) / 1000))
        return terminal.Row(path, self.result.edition, self.result.page_count, kilobytes, self.milliseconds)


@dataclass(slots=True)
class _Tally:
    """How far the writing has come, for the last line of a message."""

    wanted: int = 0
    written: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if not self.written:
            return "nothing was written"
        files = "file was" if self.wanted == 1 else "files were"
        return f"{len(self.written)} of {self.wanted} {files} written"


def run(request: Request) -> ExitCode:
    """Render, and say what came of it.

    Raises:
        click.UsageError: an argument does not fit the briefing.
    """
    source, tally = Source(request.file), _Tally()
    return guarded(
        lambda: _render(request, source, tally),
        report=lambda error: _report(request, error, source, tally),
        interrupted=lambda: f"interrupted; {tally}" if request.write else "interrupted",
    )


def _render(request: Request, source: Source, tally: _Tally) -> None:
    """The way of a request; ``tally`` tells how far it came if it is cut short."""
    to_stdout = request.output == STANDARD_STREAM
    _check_arguments(request, to_stdout=to_stdout)
    password = _password(request)
    # Before any work, and the same for all editions; what writes nothing has no date.
    date = _date_from_environment() if request.write else None
    briefing = source.read()
    findings: tuple[Diagnostic, ...] = ()
    if request.check or request.verdicts:
        briefing, findings = _checked(request, briefing, date)
        if request.verdicts and request.audience is not None:
            findings = (*findings, _NO_VERDICTS)
    audiences = audiences_of(request.audience, briefing)
    jobs = [_Job(edition, audience) for audience in audiences for edition in _editions(request, briefing)]
    if not request.write:
        _explain(request, briefing, jobs, stderr=False)
        return
    paths = [] if to_stdout else _paths(request, jobs)
    check_names(((path.name, job.audience) for path, job in zip(paths, jobs, strict=False)), briefing)
    tally.wanted = len(jobs)
    rendered = [_timed(briefing, job, request, date, password) for job in terminal.progress(jobs, quiet=request.quiet)]
    if request.explain:
        _explain(request, briefing, jobs, stderr=to_stdout)
    if to_stdout:
        terminal.write_stdout(rendered[0].result.pdf)
        tally.written.append(terminal.STDOUT)
    else:
        _save(paths, rendered, tally)
    noticed = dict.fromkeys((*findings, *(found for done in rendered for found in done.result.diagnostics)))
    _tell(request, _located(source, noticed))
    if not request.quiet:
        rows = [done.row(path) for path, done in zip(tally.written, rendered, strict=True)]
        terminal.show_rows(rows, stderr=to_stdout)
    if request.fonts:
        named = zip(tally.written, (done.result.fonts for done in rendered), strict=True)
        show_fonts(named, stderr=to_stdout)


def _checked(request: Request, briefing: Briefing, date: dt.datetime | None) -> tuple[Briefing, tuple[Diagnostic, ...]]:
    """The briefing with the verdicts on its quotes, if they are asked for, and what was found in it."""
    from briefgen.cli.prechecking import checked  # noqa: PLC0415 - only who asks for a check waits for it

    return checked(briefing, request.file, refuse=request.check, record=request.verdicts, date=date)


def _tell(request: Request, diagnostics: Iterable[Diagnostic]) -> None:
    """What did not stop the work; notes are not for who wants it quiet."""
    terminal.show_diagnostics(found for found in diagnostics if not (request.quiet and found.severity is Severity.NOTE))


def _explain(request: Request, briefing: Briefing, jobs: Sequence[_Job], *, stderr: bool) -> None:
    """Show what is isolated in the editions, each stretch once."""
    every = (
        one
        for job in jobs
        for one in explain(
            briefing, edition=job.edition, audience=job.audience, theme=request.theme, locales=request.locales
        )
    )
    found = list(dict.fromkeys(every))
    if request.explain_as == "json":
        terminal.show_isolations_as_json(found)
    else:
        terminal.show_isolations(found, stderr=stderr)


def _save(paths: Sequence[Path], rendered: Sequence[_Rendered], tally: _Tally) -> None:
    make_folders(paths)
    for path, done in zip(paths, rendered, strict=True):
        save_atomically(path, done.result.pdf)
        tally.written.append(str(path))


def _check_arguments(request: Request, *, to_stdout: bool) -> None:
    """Refuse what can be refused without reading the briefing.

    Raises:
        click.UsageError: the arguments do not go together.
    """
    if request.output == "":
        raise bad_option("--output", "the name is empty")
    if to_stdout and ALL in {request.edition, request.audience}:
        raise bad_option("--output", "standard output takes one edition, and all are asked for")
    if to_stdout and terminal.stdout_is_terminal():
        raise bad_option("--output", "standard output is a terminal; send it to a file or through a pipe")


def _password(request: Request) -> str | None:
    """The password of the files, if they are to have one.

    Raises:
        click.UsageError: there can be none with the profile, or not this one.
        ResourceError: its file cannot be read.
    """
    if request.password_file is None:
        return None
    if request.password_file == request.file == STANDARD_STREAM:
        raise bad_option("--password-file", "standard input is the briefing, and cannot be the password as well")
    try:
        return require_password(read_password(request.password_file), find_profile(request.profile))
    except ValueError as error:
        raise bad_option("--password-file", str(error)) from error


def _editions(request: Request, briefing: Briefing) -> tuple[str, ...]:
    """The editions asked for.

    Raises:
        click.UsageError: the briefing has no such edition.
    """
    names = edition_names(briefing)
    if request.edition is None:
        return (default_edition(briefing),)
    if request.edition == ALL:
        return usual_editions(briefing)
    if request.edition not in names:
        listed = ", ".join((*names, ALL))
        message = f'there is no edition "{visible(request.edition)}" of this briefing; there are: {listed}'
        raise bad_option("--edition", message)
    return (request.edition,)


def _paths(request: Request, jobs: Sequence[_Job]) -> list[Path]:
    """Where the editions go.

    Raises:
        click.UsageError: a file would replace the briefing itself.
        ResourceError: files cannot be written there.
    """
    try:
        in_folder = request.output is None or is_folder(request.output)
        # A file name gets what makes it differ from the others; in a folder, all that a file is.
        marks = (in_folder or request.audience == ALL, in_folder or request.edition == ALL)
        names = [
            ".".join(part for part, wanted in zip((job.audience, job.edition), marks, strict=True) if part and wanted)
            for job in jobs
        ]
        paths = targets(request.file, request.output, names, every=any(marks))
        if request.file != STANDARD_STREAM and any(is_one_of(path, [request.file]) for path in paths):
            raise bad_option("--output", "this is the briefing itself")
        check_targets(paths, make_folder=request.output is not None and is_folder(request.output))
    except OSError as error:  # such as a name that is too long, or a folder that may not be looked into
        hint = "choose another name or folder"
        raise ResourceError([unwritable(request.output or ".", str(error.strerror), hint)]) from error
    return paths


def _date_from_environment() -> dt.datetime | None:
    """The date that SOURCE_DATE_EPOCH sets.

    Raises:
        click.UsageError: it is no number of seconds, or none that is a date.
    """
    try:
        return date_from_environment()
    except ValueError as error:
        raise click.UsageError(visible(str(error)), click.get_current_context()) from error


def _timed(
    briefing: Briefing, job: _Job, request: Request, date: dt.datetime | None, password: str | None
) -> _Rendered:
    start = time.perf_counter()
    result = render_edition(
        briefing,
        edition=job.edition,
        audience=job.audience,
        theme=request.theme,
        page_size=request.page_size,
        fit=request.fit,
        date=date,
        locales=request.locales,
        profile=request.profile,
        password=password,
        folder=folder_of(request.file),
    )
    return _Rendered(result, round((time.perf_counter() - start) * 1000))


def _report(request: Request, error: BriefgenError, source: Source, tally: _Tally) -> None:
    """Everything that is known about an error, and a last line that sums it up."""
    if request.traceback:
        terminal.show_traceback(error)
    diagnostics = _located(source, error.diagnostics)
    terminal.show_diagnostics(diagnostics)
    counts = {severity: sum(found.severity is severity for found in diagnostics) for severity in Severity}
    # A project may have warnings stop the work.
    severity = Severity.ERROR if counts[Severity.ERROR] else Severity.WARNING
    errors = f"1 {severity}" if counts[severity] == 1 else f"{counts[severity]} {severity}s"
    place = f" in {source.name}" if exit_code_of(error) is ExitCode.BRIEFING else ""
    terminal.show_line(f"{errors}{place}; {tally}" if request.write else f"{errors}{place}")


def _located(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with their lines, or as they are when the file has changed since it was read."""
    try:
        return source.locate(diagnostics)
    except (OSError, UnicodeDecodeError, InvalidBriefing):
        return list(diagnostics)
