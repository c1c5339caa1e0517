"""What ``briefgen check --audience KEY --pdf FILE.pdf`` does: search a file for what its audience must not get."""

from __future__ import annotations

from dataclasses import dataclass, field

import click

from briefgen.cli import terminal
from briefgen.cli.audiences import ALL, audiences_of
from briefgen.cli.exits import ExitCode
from briefgen.cli.guard import guarded
from briefgen.cli.naming import STANDARD_STREAM
from briefgen.cli.password import read_password
from briefgen.cli.source import Source
from briefgen.cli.usage import bad_option
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import BriefgenError, InvalidBriefing


@dataclass(frozen=True, slots=True)
class Request:
    """The arguments of ``briefgen check`` that a proof takes."""

    files: tuple[str, ...]
    audience: str | None
    pdf: str | None
    password_file: str | None
    quiet: bool = field(kw_only=True)
    traceback: bool = field(kw_only=True)


@dataclass(slots=True)
class _Outcome:
    code: ExitCode = field(default=ExitCode.DONE)


def run(request: Request) -> ExitCode:
    """Search, and say what came of it.

    Raises:
        click.UsageError: an argument cannot be used.
    """
    outcome = _Outcome()
    code = guarded(
        lambda: _prove(request, outcome),
        report=lambda error: _report(request, error),
        interrupted=lambda: "interrupted; nothing is proved",
    )
    return outcome.code if code is ExitCode.DONE else code


def _prove(request: Request, outcome: _Outcome) -> None:
    if request.audience is None or request.pdf is None or len(request.files) != 1:
        message = (
            "--audience, --pdf and one briefing go together: the file is searched for what its audience must not get"
        )
        raise click.UsageError(message, click.get_current_context())
    if request.audience == ALL:
        raise bad_option("--audience", "one file is for one audience")
    if request.password_file == request.files[0] == STANDARD_STREAM:
        raise bad_option("--password-file", "standard input is the briefing, and cannot be the password as well")
    try:
        password = None if request.password_file is None else read_password(request.password_file)
    except ValueError as error:
        raise bad_option("--password-file", str(error)) from error
    source = Source(request.files[0])
    briefing = source.read()
    audiences_of(request.audience, briefing, or_all=False)
    from briefgen.proof import prove  # noqa: PLC0415 - what goes wrong while it is loaded is reported like all else

    proof = prove(request.pdf, briefing, request.audience, password=password)
    told = [found for found in proof.diagnostics if not (request.quiet and found.severity is Severity.NOTE)]
    terminal.show_diagnostics(_located(source, told))
    if not proof.passed:
        outcome.code = ExitCode.BRIEFING
    if not request.quiet:
        verdict = "nothing that is withheld was found" if proof.passed else "this file is not for them"
        terminal.show_lines([f"{visible(request.pdf)}, {request.audience}: {verdict}"], stderr=False)


def _located(source: Source, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with their lines, or as they are when the file has changed since it was read."""
    try:
        return source.locate(diagnostics)
    except (OSError, UnicodeDecodeError, InvalidBriefing):
        return diagnostics


def _report(request: Request, error: BriefgenError) -> None:
    if request.traceback:
        terminal.show_traceback(error)
    terminal.show_diagnostics(error.diagnostics)
    terminal.show_line("nothing is proved")
