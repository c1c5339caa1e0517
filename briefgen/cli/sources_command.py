"""The commands ``briefgen sources import`` and ``briefgen sources export``."""

from __future__ import annotations

import click

from briefgen.cli.helping import OUTPUT_FILE, TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS

_QUIET = click.option("--quiet", is_flag=True, help="Say nothing of what is left out or changed.")


@click.group()
def sources() -> None:
    """Exchange sources with a reference manager, such as Zotero, as CSL-JSON."""


@sources.command(
    "import",
    epilog=epilog("briefgen sources import library.json --languages en,ar", "briefgen sources import - < library.json"),
)
@click.argument("file", metavar="FILE.json")
@OUTPUT_FILE
@click.option(
    "--languages",
    metavar="LANGUAGES",
    default="en,ar",
    show_default=True,
    help="The languages of the briefing, one or two tags with a comma between them.",
)
@_QUIET
@DIAGNOSTICS
@TRACEBACK
def import_(*, file: str, output: str | None, languages: str, quiet: bool, traceback: bool) -> None:
    """Print the items of FILE.json as the sources of a briefing, to be pasted into one.

    Nothing is translated: titles and names stand as they are under every language. What a source has no place for, and
    what cannot be read without guessing, is said on standard error.
    """
    from briefgen.cli.listing import Printing  # noqa: PLC0415 - help does not wait for the model
    from briefgen.cli.referencing import run_import  # noqa: PLC0415 - the same

    printing = Printing(output=output, quiet=quiet, traceback=traceback, source=file)
    click.get_current_context().exit(run_import(printing, file=file, languages=languages))


@sources.command("export", epilog=epilog("briefgen sources export briefing.yaml -o sources.json --language en"))
@click.argument("file", metavar="FILE")
@OUTPUT_FILE
@click.option(
    "--language",
    metavar="LANGUAGE",
    help="The language of titles and names.  [default: the first language of the briefing]",
)
@_QUIET
@DIAGNOSTICS
@TRACEBACK
def export(*, file: str, output: str | None, language: str | None, quiet: bool, traceback: bool) -> None:
    """Print the sources of the briefing in FILE as CSL-JSON, which reference managers read.

    FILE is as for render. An item has one language; what has no place in it is said on standard error.
    """
    from briefgen.cli.listing import Printing  # noqa: PLC0415 - help does not wait for the model
    from briefgen.cli.referencing import run_export  # noqa: PLC0415 - the same

    printing = Printing(output=output, quiet=quiet, traceback=traceback, source=file)
    click.get_current_context().exit(run_export(printing, file=file, language=language))
