"""The command ``briefgen themes``."""

from __future__ import annotations

from typing import Literal

import click

from briefgen.cli.helping import LISTED_AS, TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS


@click.command(epilog=epilog("briefgen themes", "briefgen themes --show formal > own.toml"))
@click.option("--show", metavar="NAME", help="Print the file of this theme, to start one of your own from.")
@LISTED_AS
@DIAGNOSTICS
@TRACEBACK
def themes(*, show: str | None, listed_as: Literal["text", "json"], traceback: bool) -> None:
    """List the themes that come with briefgen, or show the file of one.

    render --theme takes a name from this list, or the path of a .toml file of your own.
    """
    from briefgen.cli.listing import Printing, run_themes  # noqa: PLC0415 - help does not wait for the fonts

    printing = Printing(listed_as=listed_as, traceback=traceback)
    click.get_current_context().exit(run_themes(printing, show))
