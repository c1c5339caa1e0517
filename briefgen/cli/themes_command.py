"""The command ``briefgen themes``."""

from __future__ import annotations

from typing import Literal

import click

from briefgen.cli.helping import LISTED_AS, TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS


@click.command(epilog=epilog("briefgen themes", "briefgen themes --format json"))
@LISTED_AS
@DIAGNOSTICS
@TRACEBACK
def themes(*, listed_as: Literal["text", "json"], traceback: bool) -> None:
    """List the themes that come with briefgen.

    render --theme takes a name from this list, or the path of a .toml file of your own.
    """
    from briefgen.cli.listing import Printing, run_themes  # noqa: PLC0415 - help does not wait for the fonts

    click.get_current_context().exit(run_themes(Printing(listed_as=listed_as, traceback=traceback)))
