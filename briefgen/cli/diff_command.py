"""The command ``briefgen diff``."""

from __future__ import annotations

from typing import Literal

import click

from briefgen.cli.helping import OUTPUT_FILE, TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS


@click.command(
    epilog=epilog(
        "briefgen diff visit.yaml visit-2.yaml",
        "briefgen diff visit.ar.pdf visit.yaml --format json",
        "briefgen diff visit.yaml visit-2.yaml --format briefing -o addendum.yaml",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format",
    "written_as",
    type=click.Choice(["text", "json", "briefing"]),
    metavar="text|json|briefing",
    default="text",
    show_default=True,
    help="Lines for people, one JSON object, or an addendum: a briefing of its own, which render prints.",
)
@OUTPUT_FILE
@click.option(
    "--number",
    type=click.IntRange(min=1, max=999_999),
    metavar="NUMBER",
    help="Which addendum it is, with --format briefing.  [default: 1, or the one after OLD, if that is one]",
)
@click.option(
    "--audience",
    metavar="KEY",
    help="Compare what this audience sees. Both briefings must list it; a file made for an audience is taken as it is.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there are differences, as git diff does.")
@DIAGNOSTICS
@TRACEBACK
def diff(
    *,
    old: str,
    new: str,
    written_as: Literal["text", "json", "briefing"],
    output: str | None,
    number: int | None,
    audience: str | None,
    exit_code: bool,
    traceback: bool,
) -> None:
    """Say what changed from the briefing in OLD to the one in NEW, value by value and word by word.

    Both are YAML, JSON or PDF files in which render has embedded the briefing; one of them may be - for standard
    input. With a PDF file, the other briefing is compared as far as that edition shows it.

    In texts, [-words-] were removed and {+words+} were added; on a terminal with colours they are struck through and
    underlined.
    """
    from briefgen.cli.comparing import Request, run  # noqa: PLC0415 - help does not wait for the model

    request = Request(
        old=old,
        new=new,
        written_as=written_as,
        output=output,
        number=number,
        audience=audience,
        exit_code=exit_code,
        traceback=traceback,
    )
    click.get_current_context().exit(run(request))
