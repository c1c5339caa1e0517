"""What every command does when its work fails: a sentence for the user, and an exit code for scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from briefgen.cli import terminal
from briefgen.cli.exits import ExitCode, exit_code_of
from briefgen.diagnostics import Diagnostic, Severity, counted
from briefgen.errors import BriefgenError


def guarded(
    work: Callable[[], None], *, report: Callable[[BriefgenError], None], interrupted: Callable[[], str]
) -> ExitCode:
    """Do the work of a command.

    Args:
        work: what the command does.
        report: says what is known of an error.
        interrupted: the line that is shown after Ctrl+C.

    Raises:
        click.UsageError: an argument cannot be used.
    """
    try:
        work()
    except click.UsageError:
        raise
    except KeyboardInterrupt:
        terminal.show_line(interrupted())
        return ExitCode.INTERRUPTED
    except BriefgenError as error:
        report(error)
        return exit_code_of(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a sentence and no traceback
        report(_unexpected(error))
        return ExitCode.INTERNAL
    return ExitCode.DONE


def tell_error(error: BriefgenError, *, traceback: bool, diagnostics: Iterable[Diagnostic] | None = None) -> None:
    """What is known about what kept a command from writing anything.

    Args:
        error: what was raised.
        traceback: whether it is shown with where in the program that was.
        diagnostics: those of the error, with more of their places.
    """
    if traceback:
        terminal.show_traceback(error)
    told = list(error.diagnostics if diagnostics is None else diagnostics)
    terminal.show_diagnostics(told)
    count = sum(found.severity is Severity.ERROR for found in told)
    terminal.show_line(f"{counted(count, 'error')}; nothing was written")


def _unexpected(error: Exception) -> BriefgenError:
    """What is said of an exception that is none of ours."""
    hint = "this is a fault of briefgen: please report it with the briefing and what --traceback adds"
    message = f"an exception that nobody expected: {type(error).__name__}: {error}"
    wrapped = BriefgenError([Diagnostic("internal.unexpected", message, hints=(hint,))])
    wrapped.__cause__ = error
    return wrapped
