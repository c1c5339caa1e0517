"""What is said: results on standard output, everything else on standard error; in colour on a terminal.

Texts go to rich as ``Text``, never as markup: a bracket in a message is a bracket.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from briefgen.cli import machine
from briefgen.cli.visible import visible, visible_diagnostic, visible_lines
from briefgen.diagnostics import Diagnostic, Severity, as_data, unwritable
from briefgen.errors import ResourceError
from briefgen.visible_json import visible_json

if TYPE_CHECKING:  # the engine takes time to load, and not every command needs it
    from briefgen.layout.explain import Isolation

_Name = TypeVar("_Name")

STDOUT: Final = "<stdout>"

_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


@dataclass(frozen=True, slots=True)
class Row:
    """What there is to say about one file."""

    path: str
    edition: str
    pages: int
    kilobytes: int
    milliseconds: int

    def __str__(self) -> str:
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        return f"{visible(self.path)}: {self.edition}, {pages}, {self.kilobytes} kB, {self.milliseconds} ms"


def _console(*, stderr: bool) -> Console:
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def show_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Each diagnostic in the form that ``str`` gives it, on standard error; or as JSON, where that was asked for."""
    if machine.is_for_program():
        for diagnostic in diagnostics:
            machine.say(as_data(diagnostic))
        return
    console = _console(stderr=True)
    for diagnostic in map(visible_diagnostic, diagnostics):
        head, _, rest = str(diagnostic).partition("\n")
        label, _, message = head.partition(": ")
        text = Text.assemble((label, _STYLES[diagnostic.severity]), ": ", (message, "bold"))
        if rest:
            text.append("\n" + rest)
        console.print(text)


def show_line(line: str) -> None:
    """One line on standard error."""
    if machine.is_for_program():
        machine.say({"said": line})
        return
    _console(stderr=True).print(Text(visible(line)))


def show_traceback(error: BaseException) -> None:
    """Where an exception was raised, on standard error."""
    lines = "".join(traceback.format_exception(error)).rstrip("\n")
    if machine.is_for_program():
        machine.say({"traceback": lines})
        return
    _console(stderr=True).print(Text(visible_lines(lines)))


def show_rows(rows: Sequence[Row], *, stderr: bool = False) -> None:
    """The results: a table on a terminal, else a line for each file.

    Raises:
        ResourceError: standard output takes no more.
    """
    console = _console(stderr=stderr)
    if console.is_terminal and not (stderr and machine.is_for_program()):
        console.print(_table(rows), soft_wrap=False)
    else:
        show_lines([visible(str(row)) for row in rows], stderr=stderr)


def show_lines(lines: Sequence[str], *, stderr: bool) -> None:
    """Lines that are safe to show, on a stream that is no terminal.

    Raises:
        ResourceError: standard output takes no more.
    """
    if stderr:
        for line in lines:
            if machine.is_for_program():
                machine.say({"said": line})
            else:
                _console(stderr=True).print(Text(line))
    else:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        write_stdout("".join(f"{line}\n" for line in lines).encode(encoding, "backslashreplace"))


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows of texts that are safe to show: a table on a terminal, else a line for each, with tabs between its cells.

    Raises:
        ResourceError: standard output takes no more.
    """
    console = _console(stderr=False)
    if not console.is_terminal:
        show_lines(["\t".join(row) for row in (headings, *rows)], stderr=False)
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading.capitalize(), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table, soft_wrap=False)


def show_report(text: str) -> None:
    """A report on standard output: in colour on a terminal.

    Raises:
        ResourceError: standard output takes no more.
    """
    console = _console(stderr=False)
    if not console.is_terminal:
        show_lines(text.split("\n")[:-1], stderr=False)
        return
    shown = Text(text)
    for severity, style in _STYLES.items():
        shown.highlight_regex(rf"(?m)^{severity}\[[a-z0-9.-]+\](?=: )", style)
    shown.highlight_regex(r"(?m)(?<=\]: ).*$", "bold")
    console.print(shown, end="")


def show_isolations(isolations: Sequence[Isolation], *, stderr: bool = False) -> None:
    """What is isolated and why: a table on a terminal that is wide enough, else a line for each.

    Raises:
        ResourceError: standard output takes no more.
    """
    console = _console(stderr=stderr)
    if not isolations:
        show_lines(["nothing is isolated"], stderr=stderr)
        return
    rows = [_cells(one) for one in isolations]
    widths = [max(map(cell_len, column)) for column in zip(_HEADINGS, *rows, strict=True)]
    if console.is_terminal and sum(widths[:-1]) + len(widths) - 1 + _LEAST_TEXT <= console.width:
        table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
        for heading in _HEADINGS:
            justify: Literal["left", "right"] = "right" if heading == "At" else "left"
            table.add_column(heading, justify=justify, overflow="fold", no_wrap=heading != "Text")
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table, soft_wrap=False)
    else:
        show_lines([_line(one) for one in isolations], stderr=stderr)


_HEADINGS: Final = ("Where", "Language", "At", "Kind", "Direction", "Why", "Text")
_LEAST_TEXT: Final = 12  # columns; with less, the texts would be folded into towers


def _cells(one: Isolation) -> tuple[str, ...]:
    return (one.path, one.language, str(one.offset), one.kind, one.direction or "", one.why, _isolated(one.text))


def _line(one: Isolation) -> str:
    said = ", ".join(filter(None, (one.kind, one.direction, one.why)))
    return f"{one.path}, {one.language}, character {one.offset}: {said}: {_isolated(one.text)}"


def show_isolations_as_json(isolations: Sequence[Isolation]) -> None:
    r"""The isolations as one JSON array in UTF-8 (RFC 8259), on standard output; what cannot be seen is an escape.

    Raises:
        ResourceError: standard output takes no more.
    """
    write_stdout(visible_json([asdict(one) for one in isolations]).encode())


def _isolated(text: str) -> str:
    """A text that the terminal orders by itself (UAX #9, 2.4.2), so that it cannot move what stands around it."""
    return f"\u2068{visible(text)}\u2069"


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("File", overflow="fold")
    table.add_column("Edition")
    for heading in ("Pages", "kB", "ms"):
        table.add_column(heading, justify="right")
    for row in rows:
        numbers = (str(row.pages), str(row.kilobytes), str(row.milliseconds))
        table.add_row(Text(visible(row.path)), Text(row.edition), *numbers)
    return table


def progress(names: Sequence[_Name], *, quiet: bool, doing: str = "Rendering") -> Iterable[_Name]:
    """The names one after the other, with a bar on standard error when it is a terminal and there are several."""
    console = _console(stderr=True)
    if quiet or len(names) < 2 or machine.is_for_program() or not console.is_terminal:
        return names
    return track(names, description=doing, console=console, transient=True)


def stdout_is_terminal() -> bool:
    """Whether somebody would look at the bytes that go to standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_stdout(data: bytes) -> None:
    """Write bytes to standard output.

    Raises:
        ResourceError: it takes no more, or is closed.
    """
    hint = "look at the program that reads it, and at the space on the disk"
    stream = getattr(sys.stdout, "buffer", None)  # without a standard output, Python has None there
    if stream is None:
        raise ResourceError([unwritable(STDOUT, "standard output is closed", hint)])
    try:
        rest = memoryview(data)
        while rest:  # without a buffer (PYTHONUNBUFFERED) the system may take a part, or nothing
            taken = stream.write(rest)
            if not taken:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            rest = rest[taken:]
        stream.flush()
    except OSError as error:
        _abandon_stdout()
        raise ResourceError([unwritable(STDOUT, str(error.strerror), hint)]) from error


def _abandon_stdout() -> None:
    """Python writes what is left in the buffer when it exits, and would fail once more."""
    with suppress(OSError):  # of a stream in memory, which is no file: nothing is written at exit
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
