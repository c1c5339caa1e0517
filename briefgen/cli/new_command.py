"""The command ``briefgen new``."""

from __future__ import annotations

from typing import Final, Literal

import click

from briefgen.cli.helping import LISTED_AS, TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS

# The help does not wait for the model, which has the same names.
KINDS: Final = ("meeting-brief", "situation-report", "fact-sheet", "questions-and-answers", "visit-programme")


@click.command(
    epilog=epilog(
        "briefgen new --list",
        "briefgen new situation-report",
        "briefgen new visit-programme -o visit/briefing.yaml --languages ar,en",
    )
)
@click.argument("kind", metavar="KIND", required=False, type=click.Choice(KINDS))
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="The name of a file, or a folder (one that exists, or any name with a slash at its end).  "
    "[default: KIND.yaml]",
)
@click.option(
    "--languages",
    metavar="LANGUAGES",
    default="en,ar",
    show_default=True,
    help="One or both of en and ar; the first of two is the one that counts as primary.",
)
@click.option("--list", "listed", is_flag=True, help="List the kinds: what each is for, and its sections in order.")
@LISTED_AS
@DIAGNOSTICS
@TRACEBACK
def new(
    *,
    kind: str | None,
    output: str | None,
    languages: str,
    listed: bool,
    listed_as: Literal["text", "json"],
    traceback: bool,
) -> None:
    """Write a complete briefing of a KIND, to start one of your own from.

    It can be rendered as it is. What it names, such as sources and pictures, is written beside it. No file that is
    there already is replaced: then nothing is written.
    """
    from briefgen.cli.listing import Printing  # noqa: PLC0415 - help does not wait for the model
    from briefgen.cli.starting import run_kinds, run_new  # noqa: PLC0415 - as above

    if listed == (kind is not None):
        raise click.UsageError("give either a KIND or --list")
    printing = Printing(listed_as=listed_as, traceback=traceback)
    context = click.get_current_context()
    context.exit(run_kinds(printing) if kind is None else run_new(printing, kind, output, languages))
