"""The command ``briefgen schema``."""

from __future__ import annotations

import click

from briefgen.cli.helping import OUTPUT_FILE, TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS


@click.command(
    epilog=epilog("briefgen schema -o briefing.schema.json", "briefgen schema --strict en,ar | less"),
)
@OUTPUT_FILE
@click.option("--compact", is_flag=True, help="On one line, without spaces.")
@click.option(
    "--strict",
    "languages",
    metavar="LANGUAGES",
    help="The smaller schema that language models are held to, for a briefing in these languages, such as en,ar.",
)
@DIAGNOSTICS
@TRACEBACK
def schema(*, output: str | None, compact: bool, languages: str | None, traceback: bool) -> None:
    """Print the JSON Schema of a briefing, by which editors complete and check a file.

    It is the same as the file in the package, briefgen/schema/briefing-1.schema.json.
    """
    from briefgen.cli.listing import Printing, run_schema  # noqa: PLC0415 - help does not wait for the model

    printing = Printing(output=output, traceback=traceback)
    click.get_current_context().exit(run_schema(printing, compact=compact, languages=languages))
