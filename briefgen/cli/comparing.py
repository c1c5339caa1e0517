"""What ``briefgen diff`` does: read two briefings, compare them, say what changed in one of three forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import click

from briefgen.changes.addendum import addendum, visible_differences
from briefgen.changes.compare import Comparison, compare
from briefgen.changes.report import Line, to_json, to_lines
from briefgen.cli import change_lines, terminal
from briefgen.cli.exits import ExitCode
from briefgen.cli.extracting import read_stdin
from briefgen.cli.guard import guarded, tell_error
from briefgen.cli.naming import STANDARD_STREAM, check_files
from briefgen.cli.source import STDIN, text_of_stdin
from briefgen.cli.usage import bad_option, is_one_of
from briefgen.diagnostics import Diagnostic, Place
from briefgen.embedding import briefing_shown
from briefgen.errors import InvalidBriefing
from briefgen.extraction import extract
from briefgen.layout.edition import edition_names, find_edition
from briefgen.model import Briefing, load, loads
from briefgen.model.redaction import for_audience
from briefgen.model.write import to_json as briefing_to_json
from briefgen.model.write import to_yaml
from briefgen.saving import save_atomically

_PDF_HEADER: Final = b"%PDF-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The arguments of ``briefgen diff``."""

    old: str
    new: str
    written_as: Literal["text", "json", "briefing"] = "text"
    output: str | None = None
    number: int | None = None
    audience: str | None = None
    exit_code: bool = False
    traceback: bool = False

    @property
    def target(self) -> Path | None:
        """The file that the report goes into; None for standard output."""
        return None if self.output in {None, STANDARD_STREAM} else Path(str(self.output))


@dataclass(frozen=True, slots=True)
class _Input:
    """A briefing, what it is called, and the edition that it is taken from, if it comes from a PDF file."""

    name: str
    briefing: Briefing
    edition: str | None = None


@dataclass(slots=True)
class _Outcome:
    differ: bool = False


def run(request: Request) -> ExitCode:
    """Compare, and say what came of it.

    Raises:
        click.UsageError: an argument cannot be used.
    """
    outcome = _Outcome()
    code = guarded(
        lambda: _compare(request, outcome),
        report=lambda error: tell_error(
            error, traceback=request.traceback, diagnostics=_placed(request, error.diagnostics)
        ),
        interrupted=lambda: "interrupted; nothing was written",
    )
    return ExitCode.BRIEFING if code is ExitCode.DONE and request.exit_code and outcome.differ else code


def _compare(request: Request, outcome: _Outcome) -> None:
    _check_arguments(request)
    old, new = _read(request.old), _read(request.new)
    if (old.edition is None) != (new.edition is None):
        old, new = _as_shown(old, new.edition), _as_shown(new, old.edition)
    if request.audience is not None:
        made_for_them = not (old.briefing.audiences and new.briefing.audiences)
        old, new = _for_audience(old, request.audience, "OLD"), _for_audience(new, request.audience, "NEW")
        if made_for_them:
            _require_one_audience(old.briefing, new.briefing)
    comparison = compare(old.briefing, new.briefing)
    outcome.differ = bool(comparison.differences)
    if request.written_as == "briefing":
        _write_addendum(request, comparison, old.name)
    elif request.written_as == "json":
        _write(request, to_json(comparison, old=old.name, new=new.name))
    else:
        _write_lines(request, to_lines(comparison, old=old.name, new=new.name))


def _check_arguments(request: Request) -> None:
    """Find what is wrong with the arguments before any work.

    Raises:
        click.UsageError: one cannot be used.
        ResourceError: the output cannot be written.
    """
    if request.old == request.new == STANDARD_STREAM:
        raise click.UsageError("only one of the two can be standard input", click.get_current_context())
    if request.output == "":
        raise bad_option("--output", "the name is empty")
    if request.number is not None and request.written_as != "briefing":
        raise bad_option("--number", "only an addendum has a number: --format briefing")
    if request.target is not None:
        for file in (request.old, request.new):
            if is_one_of(request.target, [file] if file != STANDARD_STREAM else []):
                raise bad_option("--output", f"this is one of the files that are compared: {file}")
        check_files([str(request.output)])


def _read(file: str) -> _Input:
    """The briefing in a file or on standard input, which may be a PDF file.

    Raises:
        BriefgenError: it cannot be read, or has problems.
    """
    if file == STANDARD_STREAM:
        content = read_stdin()
        if not content.startswith(_PDF_HEADER):
            return _Input(STDIN, loads(text_of_stdin(content), name=STDIN))
        found = extract(content)
        return _Input(STDIN, found.briefing, found.edition)
    if not _is_pdf(Path(file)):
        return _Input(file, load(file))
    found = extract(file)
    return _Input(file, found.briefing, found.edition)


def _is_pdf(path: Path) -> bool:
    """Whether a file is PDF by its name or its first bytes; a pipe, which can be read once, only by its name."""
    if path.suffix.lower() == ".pdf":
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_PDF_HEADER)) == _PDF_HEADER
    except (OSError, ValueError):  # what is wrong with it is told when it is read
        return False


def _as_shown(one: _Input, edition: str | None) -> _Input:
    """A briefing as far as an edition shows it, where the other one comes from such a file."""
    if edition is None or edition not in edition_names(one.briefing):
        return one
    return replace(one, briefing=briefing_shown(one.briefing, find_edition(one.briefing, edition)))


def _for_audience(one: _Input, key: str, argument: str) -> _Input:
    """What an audience sees of a briefing; one that was made for an audience has nothing else in it.

    Raises:
        click.UsageError: the briefing has no such audience.
        InvalidBriefing: without what is withheld, it would be no briefing.
    """
    if one.briefing.audience is not None and not one.briefing.audiences:
        return one
    try:
        return replace(one, briefing=for_audience(one.briefing, key))
    except ValueError as error:
        raise bad_option("--audience", f"{argument}: {error}") from error


def _require_one_audience(old: Briefing, new: Briefing) -> None:
    """See that what was made for an audience before was made for this one: of that, its name is all that is left."""
    names = [one.audience.root if one.audience is not None else {} for one in (old, new)]
    if any(names[0][tag] != names[1][tag] for tag in names[0].keys() & names[1].keys()):
        raise bad_option("--audience", "the two are for different audiences: one of them was made for another one")


def _write_addendum(request: Request, comparison: Comparison, old: str) -> None:
    if next(visible_differences(comparison), None) is None:
        terminal.show_line("nothing has changed that a reader of the briefing sees; nothing was written")
        return
    try:
        made = addendum(comparison, number=request.number)
    except InvalidBriefing as error:  # of the old briefing, whose file it does not know
        found = [replace(each, where=replace(each.where, file=old)) for each in error.diagnostics]
        raise InvalidBriefing(found) from error
    as_json = request.target is not None and request.target.suffix.lower() == ".json"
    _write(request, briefing_to_json(made) if as_json else to_yaml(made))


def _write_lines(request: Request, lines: Iterable[Line]) -> None:
    if request.target is None:
        change_lines.show(lines)
    else:
        save_atomically(request.target, "".join(f"{change_lines.plain_line(line)}\n" for line in lines).encode())


def _write(request: Request, text: str) -> None:
    if request.target is None:
        terminal.write_stdout(text.encode())
    else:
        save_atomically(request.target, text.encode())


def _placed(request: Request, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics; what is said of bytes without a name is said of standard input."""
    if STANDARD_STREAM not in {request.old, request.new}:
        return list(diagnostics)
    return [found if found.where.file else replace(found, where=Place(STDIN)) for found in diagnostics]
