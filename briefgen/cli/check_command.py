"""The command ``briefgen check``."""

from __future__ import annotations

from typing import Literal

import click

from briefgen.cli.helping import TRACEBACK, epilog
from briefgen.cli.options import DIAGNOSTICS


@click.command(
    epilog=epilog(
        "briefgen check briefing.yaml",
        "briefgen check briefings/*.yaml --strict",
        "briefgen check briefing.yaml --text mo=statement.txt",
        "briefgen check briefing.yaml --only 'quote.*,figure.differs'",
        "briefgen check briefing.yaml --format sarif -o briefgen.sarif",
        "briefgen check briefing.yaml --write-baseline baseline.json",
        "briefgen check briefing.yaml --audience press --pdf briefing.press.en.pdf",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format",
    "written_as",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    metavar="text|json|sarif|junit",
    default="text",
    show_default=True,
    help="For people, for programs of your own, for code hosts and editors (SARIF 2.1.0), or for build servers.",
)
@click.option("-o", "--output", metavar="OUT", help="The name of a file.  [default: standard output]")
@click.option(
    "--text",
    "texts",
    metavar="KEY=FILE",
    multiple=True,
    help="The text of a source, by its key, in a file; it goes before the one that the briefing names. May be given "
    "for several sources.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    help="Findings that are listed in FILE do not fail; they are counted.",
)
@click.option(
    "--write-baseline", metavar="FILE", help="List what is found in FILE, for --baseline; none of it fails this time."
)
@click.option(
    "--config",
    metavar="FILE",
    help="The settings of the project.  [default: briefgen.toml in the folder of the briefing, or in one above it up "
    "to the one that has .git]",
)
@click.option("--no-config", is_flag=True, help="Look for no settings.")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option(
    "--only", metavar="CODES", multiple=True, help="Look at these rules alone: codes or patterns, with commas between."
)
@click.option("--ignore", metavar="CODES", multiple=True, help="Leave these rules out, in the same form.")
@click.option(
    "--audience",
    metavar="KEY",
    help="With --pdf: search a finished file for everything that this audience does not get, and check nothing else.",
)
@click.option("--pdf", metavar="FILE.pdf", help="The file to search, of any program.")
@click.option(
    "--password-file", metavar="FILE", help="The password of FILE.pdf: the one line of FILE, or - for standard input."
)
@click.option("--quiet", is_flag=True, help="Say nothing but errors and warnings: no notes, no verdicts, no counts.")
@DIAGNOSTICS
@TRACEBACK
def check(
    *,
    files: tuple[str, ...],
    written_as: Literal["text", "json", "sarif", "junit"],
    output: str | None,
    texts: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    config: str | None,
    no_config: bool,
    strict: bool,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    audience: str | None,
    pdf: str | None,
    password_file: str | None,
    quiet: bool,
    traceback: bool,
) -> None:
    """Check what the briefings in FILE... say: quotes, figures, sources, and both languages against each other.

    FILE is as for render. A file that is no briefing is a finding of the report like all others. The exit code is 1 if
    there is an error, which a warning is with --strict.

    Nothing is asked of the network: a quote is compared with the text of its source, in a file that the briefing or
    --text names. Without one the verdict says that the source is not at hand.
    """
    if (audience, pdf, password_file) != (None, None, None):
        from briefgen.cli import proving  # noqa: PLC0415 - only who asks for a proof waits for it

        sought = proving.Request(files, audience, pdf, password_file, quiet=quiet, traceback=traceback)
        click.get_current_context().exit(proving.run(sought))
    from briefgen.cli.checking import Request, run  # noqa: PLC0415 - help does not wait for the model

    request = Request(
        files=files,
        written_as=written_as,
        output=output,
        texts=texts,
        baseline=baseline,
        write_baseline=write_baseline,
        config=config,
        no_config=no_config,
        strict=strict,
        only=only,
        ignore=ignore,
        quiet=quiet,
        traceback=traceback,
    )
    click.get_current_context().exit(run(request))
