"""What ``briefgen extract`` does: read a file, write its briefing, say how to render it again."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from briefgen.cli import terminal
from briefgen.cli.exits import ExitCode
from briefgen.cli.guard import guarded, tell_error
from briefgen.cli.naming import STANDARD_STREAM, check_targets, is_folder, make_folders, stem_of
from briefgen.cli.password import read_password
from briefgen.cli.source import STDIN, stdin_bytes
from briefgen.cli.usage import bad_option, is_one_of
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic, Place, unwritable
from briefgen.errors import ResourceError
from briefgen.extraction import Extracted, extract
from briefgen.model.write import to_json, to_yaml
from briefgen.saving import save_atomically

# How a briefing is written into a file whose name ends so, and how it is read from there.
_FORMS: Final[Mapping[str, Literal["json", "yaml"]]] = MappingProxyType(
    {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
)


# What stands for a path that the file does not hold.
_TO_FILL_IN: Final = "PATH"

# A file on standard input is kept in memory.
_MAX_STDIN_BYTES: Final = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The arguments of ``briefgen extract``."""

    file: str
    output: str | None
    written_as: Literal["json", "yaml"] | None
    password_file: str | None
    quiet: bool
    traceback: bool

    @property
    def to_stdout(self) -> bool:
        """Whether the briefing goes to standard output."""
        return self.output == STANDARD_STREAM

    @property
    def names_file(self) -> bool:
        """Whether ``output`` is the name of a file."""
        return self.output is not None and not self.to_stdout and not is_folder(self.output)

    @property
    def form(self) -> Literal["json", "yaml"]:
        """How the briefing is written."""
        return self.written_as or self.form_of_name or "yaml"

    @property
    def form_of_name(self) -> Literal["json", "yaml"] | None:
        """How ``output`` says by its ending that the briefing is written, if it says so."""
        return _FORMS.get(Path(str(self.output)).suffix.lower()) if self.names_file else None

    @property
    def from_stdin(self) -> bool:
        """Whether the file is read from standard input."""
        return self.file == STANDARD_STREAM


def run(request: Request) -> ExitCode:
    """Extract, and say what came of it.

    Raises:
        click.UsageError: an argument cannot be used.
    """
    return guarded(
        lambda: _extract(request),
        report=lambda error: tell_error(
            error, traceback=request.traceback, diagnostics=_placed(request, error.diagnostics)
        ),
        interrupted=lambda: "interrupted; nothing was written",
    )


def _extract(request: Request) -> None:
    if request.output == "":
        raise bad_option("--output", "the name is empty")
    if request.to_stdout and terminal.stdout_is_terminal():
        raise bad_option("--output", "standard output is a terminal; send it to a file or through a pipe")
    if request.written_as is not None and request.form_of_name not in {None, request.written_as}:
        message = f"the name of the output says {request.form_of_name}, by which it would be read again"
        raise bad_option("--format", message)
    if request.from_stdin and request.password_file == STANDARD_STREAM:
        raise bad_option("--password-file", "standard input is the file, and cannot be the password as well")
    target = None if request.to_stdout else _target(request)
    password = _password(request)
    extracted = extract(read_stdin() if request.from_stdin else request.file, password=password)
    text = to_yaml(extracted.briefing) if request.form == "yaml" else to_json(extracted.briefing)
    if target is None:
        terminal.write_stdout(text.encode())
    else:
        make_folders([target])
        save_atomically(target, text.encode())
    if not request.quiet:
        terminal.show_diagnostics(_placed(request, extracted.diagnostics))
        terminal.show_lines([visible(line) for line in _lines(extracted, target)], stderr=request.to_stdout)


def read_stdin() -> bytes:
    """The file on standard input, if it is not too long.

    Raises:
        ResourceError: it is too long, or cannot be read.
    """
    content = stdin_bytes(_MAX_STDIN_BYTES + 1, "send a PDF file through a pipe, or name a file")
    if len(content) > _MAX_STDIN_BYTES:
        message = f"standard input has more than {_MAX_STDIN_BYTES:,} bytes"
        raise ResourceError([Diagnostic("extract.too-large", message, Place(STDIN), ("name a file",))])
    return content


def _password(request: Request) -> str | None:
    """The password that is given, if one is.

    Raises:
        click.UsageError: what is given is no password.
        ResourceError: its file cannot be read.
    """
    try:
        return None if request.password_file is None else read_password(request.password_file)
    except ValueError as error:
        raise bad_option("--password-file", str(error)) from error


def _target(request: Request) -> Path:
    """Where the briefing goes.

    Raises:
        click.UsageError: it would replace the file that it is read from.
        ResourceError: it cannot be written there, or there is a file that nobody named.
    """
    try:
        if request.names_file:
            target = Path(str(request.output))
        else:
            stem = stem_of(STANDARD_STREAM) if request.from_stdin else Path(request.file).stem
            target = Path(request.output or ".") / f"{stem}.{request.form}"
        if not request.from_stdin and is_one_of(target, [request.file]):
            raise bad_option("--output", "this is the file itself")
        check_targets([target], make_folder=request.output is not None and not request.names_file)
        if not request.names_file and target.exists():
            hint = f"to replace it, name it: --output {shlex.quote(str(target))}"
            raise ResourceError([unwritable(target, "there is a file of this name", hint)])
    except OSError as error:  # such as a name that is too long, or a folder that may not be looked into
        hint = "choose another name or folder"
        raise ResourceError([unwritable(request.output or ".", str(error.strerror), hint)]) from error
    return target


def _lines(extracted: Extracted, target: Path | None) -> list[str]:
    """What was found, and the command that gives the same bytes where there is one."""
    place = terminal.STDOUT if target is None else str(target)
    theme = extracted.theme or "a theme of its own"
    date = "no date" if extracted.date is None else str(extracted.date.date())
    options = extracted.edition, extracted.profile, extracted.page_size, theme, date
    again = [] if target is None else _again(extracted, target)
    return [f"{place}: {', '.join(options)}, {extracted.producer}", *again]


def _again(extracted: Extracted, target: Path) -> list[str]:
    """The command as a shell takes it, whatever the file says its options are.

    What the file does not hold is a path for the user to fill in. There is no command for a date before 1970.
    """
    options = {
        "edition": extracted.edition,
        "theme": extracted.theme or _TO_FILL_IN,
        "page-size": extracted.page_size,
        "profile": extracted.profile,
    }
    if extracted.fit is not None:
        options["fit"] = extracted.fit
    if extracted.own_locales:
        options["locale"] = _TO_FILL_IN
    to_fill_in = f", with your own files for {_TO_FILL_IN}" if _TO_FILL_IN in options.values() else ""
    arguments = ["briefgen", "render", str(target), *(f"--{name}={value}" for name, value in options.items())]
    command = shlex.join(arguments)
    dates = extracted.briefing.dates
    if extracted.date is not None and extracted.date != (dates and dates.of_file):
        seconds = round(extracted.date.timestamp())
        if seconds < 0:  # SOURCE_DATE_EPOCH has no such dates
            return []
        command = f"SOURCE_DATE_EPOCH={seconds} {command}"
    return [f"to render it again{to_fill_in}: {command}"]


def _placed(request: Request, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics; what is said of bytes that came from standard input is said of that."""
    if not request.from_stdin:
        return list(diagnostics)
    return [replace(found, where=replace(found.where, file=found.where.file or STDIN)) for found in diagnostics]
