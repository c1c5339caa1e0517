"""The command ``briefgen languages``."""

from __future__ import annotations

from typing import Literal

import click

from briefgen.cli.helping import LISTED_AS, TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS


@click.command(epilog=epilog("briefgen languages", "briefgen languages --format json"))
@LISTED_AS
@DIAGNOSTICS
@TRACEBACK
def languages(*, listed_as: Literal["text", "json"], traceback: bool) -> None:
    """List the languages that briefgen has labels in.

    render --locale takes the labels of one more, in a file of your own.
    """
    from briefgen.cli.listing import Printing, run_languages  # noqa: PLC0415 - help does not wait for the fonts

    click.get_current_context().exit(run_languages(Printing(listed_as=listed_as, traceback=traceback)))
