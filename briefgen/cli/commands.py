"""The commands and their options, and nothing that takes time to load."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, Final, Literal, TypeAlias

import click

from briefgen import __version__
from briefgen.cli import machine
from briefgen.cli.check_command import check
from briefgen.cli.diff_command import diff
from briefgen.cli.exits import ExitCode
from briefgen.cli.helping import TRACEBACK, epilog
from briefgen.cli.languages_command import languages
from briefgen.cli.new_command import new
from briefgen.cli.options import DIAGNOSTICS
from briefgen.cli.schema_command import schema
from briefgen.cli.sources_command import sources
from briefgen.cli.themes_command import themes
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic, as_data
from briefgen.pdf.profiles import DEFAULT_PROFILE, PROFILES

_EPILOG: Final = epilog(
    "briefgen render briefing.yaml",
    "briefgen render briefing.yaml --edition all -o build/",
    "briefgen render briefing.yaml --audience press",
    "briefgen render briefing.yaml --edition ar -o - > briefing.pdf",
)
_EXPLAIN_EPILOG: Final = epilog(
    "briefgen explain briefing.yaml",
    "briefgen explain briefing.yaml --edition ar",
    "briefgen explain briefing.yaml --edition all --format json",
)
_EXTRACT_EPILOG: Final = epilog(
    "briefgen extract visit.side-by-side.pdf",
    "briefgen extract visit.ar.pdf -o visit.yaml",
    "briefgen extract visit.ar.pdf -o - | less",
)


class _Names(click.Choice[str]):
    """Names in any case, which are told as they are documented."""

    def __init__(self, noun: str, names: Sequence[str]) -> None:
        """Take what the names are of, and the names."""
        super().__init__(names, case_sensitive=False)
        self._noun = noun

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        del ctx
        return f'there is no {self._noun} "{value}"; there are: {", ".join(self.choices)}'


class _UsageErrorAsJson(click.UsageError):
    """A usage error that is told in one line of JSON."""

    def show(self, file: IO[Any] | None = None) -> None:
        del file
        command = "briefgen" if self.ctx is None else self.ctx.command_path
        hint = f"look at the options that {command} --help shows"
        machine.say(as_data(Diagnostic("usage.wrong", self.format_message(), hints=(hint,))))


@contextmanager
def _visible_usage_errors() -> Iterator[None]:
    """An argument is shown in the message about it, and it may come from a file name that somebody else chose."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        told = _UsageErrorAsJson if machine.is_for_program() else click.UsageError
        raise told(visible(error.format_message()), error.ctx) from error


class _Program(click.Group):
    """The command with its subcommands, whose messages are safe to show."""

    def invoke(self, ctx: click.Context) -> Any:
        for_program = machine.asks_for_json(ctx.args)
        try:
            with machine.said_as_json(for_program), _visible_usage_errors():
                return super().invoke(ctx)
        except KeyboardInterrupt:  # before or after the work of a command, which says itself how far it came
            if for_program:
                machine.say({"said": "interrupted"})
            else:
                click.echo("interrupted", err=True)
            ctx.exit(ExitCode.INTERRUPTED)


@click.group(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EPILOG,
)
@click.version_option(__version__, prog_name="briefgen", message="%(prog)s %(version)s")
def main() -> None:
    """Make briefings in one or two of seven languages: tagged PDF files, the same bytes for the same input."""


_Command: TypeAlias = Callable[..., None]


def _options(*decorators: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """Several options at once, which appear in this order."""
    return lambda command: functools.reduce(lambda made, decorator: decorator(made), reversed(decorators), command)


_CHOICES: Final = _options(
    click.option(
        "--edition",
        metavar="EDITION",
        help="side-by-side, sequential, tete-beche, a language of the briefing such as ar, or all. tete-beche has the "
        "pages of sequential, the second language from the other cover, and is not among all.  "
        "[default: side-by-side, or the one language that the briefing has]",
    ),
    click.option(
        "--audience",
        metavar="KEY",
        help="For whom: an audience of the briefing, or all of them. Their files hold nothing that is not for them.  "
        "[default: the full edition, with everything]",
    ),
    click.option(
        "--theme", metavar="NAME", default="modern", show_default=True, help="A theme, or the path of a .toml file."
    ),
    click.option(
        "--locale",
        "locales",
        metavar="FILE",
        multiple=True,
        help="The labels of a language, in a file such as de.toml. May be given for several languages.",
    ),
)


@main.command(epilog=_EPILOG)
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="A file, a folder (one that exists, or any name with a slash at its end) or - for standard output.  "
    "[default: the current folder]",
)
@_CHOICES
@click.option(
    "--page-size",
    type=_Names("page size", ["A4", "Letter"]),
    metavar="A4|Letter",
    default="A4",
    show_default=True,
    help="The size of the paper.",
)
@click.option(
    "--fit",
    type=_Names("fit", ["one-page"]),
    metavar="one-page",
    help="Set it tighter, within limits, so that it fits on one page: one for both languages side by side, else one "
    "for each. A warning says what has no room there.",
)
@click.option(
    "--profile",
    type=_Names("profile", list(PROFILES)),
    metavar="|".join(PROFILES),
    default=DEFAULT_PROFILE,
    show_default=True,
    help="The standards that the files conform to. a3a: PDF/A-3a and PDF/UA-1, with the briefing embedded, as far as "
    "the edition shows it. a2a: PDF/A-2a and PDF/UA-1, with nothing embedded. ua1: PDF/UA-1 alone. "
    "ua2: PDF/A-4f and PDF/UA-2, which are PDF 2.0, with the briefing embedded.",
)
@click.option(
    "--password-file",
    metavar="FILE",
    help="Ask for a password when the files are opened: the one line of FILE, or of standard input for -. Only with "
    "--profile ua1. There is no option for the password itself: other users can see the arguments of a command.",
)
@click.option("--check", "checked", is_flag=True, help="Write nothing if briefgen check would fail.")
@click.option(
    "--verdicts", is_flag=True, help="Print under each quote what came of comparing it with its source, and when."
)
@click.option("--fonts", is_flag=True, help="Also list the fonts in the files: version, licence, glyphs, hash.")
@click.option("--explain", is_flag=True, help="Show what of the texts is isolated, and why.")
@click.option("--quiet", is_flag=True, help="Say nothing of what was written: only errors and warnings.")
@DIAGNOSTICS
@TRACEBACK
def render(
    *,
    file: str,
    output: str | None,
    edition: str | None,
    audience: str | None,
    theme: str,
    locales: tuple[str, ...],
    page_size: Literal["A4", "Letter"],
    fit: Literal["one-page"] | None,
    profile: str,
    password_file: str | None,
    checked: bool,
    verdicts: bool,
    fonts: bool,
    explain: bool,
    quiet: bool,
    traceback: bool,
) -> None:
    """Render the briefing in FILE as PDF.

    FILE is YAML, or JSON when its name ends in .json. With - the briefing is read from standard input, as YAML.

    Whoever gets a file of the default profile gets the briefing as data, too, as far as its pages show it; --profile
    a2a embeds nothing.

    Files are named after FILE, the audience and the edition, for example visit.side-by-side.pdf or
    visit.press.side-by-side.pdf; a file with the name briefing.yaml is called by its folder. A file is written whole or
    not at all, and no file is written unless every edition asked for could be rendered.
    """
    from briefgen.cli.rendering import Request, run  # noqa: PLC0415 - help and version do not wait for the fonts

    request = Request(
        file=file,
        output=output,
        edition=edition,
        audience=audience,
        theme=theme,
        locales=locales,
        page_size=page_size,
        fit=fit,
        profile=profile,
        password_file=password_file,
        check=checked,
        verdicts=verdicts,
        fonts=fonts,
        explain=explain,
        quiet=quiet,
        traceback=traceback,
    )
    click.get_current_context().exit(run(request))


@main.command(epilog=_EXPLAIN_EPILOG)
@click.argument("file", metavar="FILE")
@_CHOICES
@click.option(
    "--format",
    "explain_as",
    type=click.Choice(["text", "json"]),
    metavar="text|json",
    default="text",
    show_default=True,
    help="A line for each stretch, which is a table on a terminal, or one JSON array.",
)
@DIAGNOSTICS
@TRACEBACK
def explain(
    *,
    file: str,
    edition: str | None,
    audience: str | None,
    theme: str,
    locales: tuple[str, ...],
    explain_as: Literal["text", "json"],
    traceback: bool,
) -> None:
    """Show what of the texts of the briefing in FILE is isolated, and why; nothing is written.

    FILE is as for render. What is isolated is ordered by itself, in its own direction: a telephone number in an Arabic
    sentence, for example.
    """
    from briefgen.cli.rendering import Request, run  # noqa: PLC0415 - help and version do not wait for the fonts

    request = Request(
        file=file,
        edition=edition,
        audience=audience,
        theme=theme,
        locales=locales,
        explain=True,
        explain_as=explain_as,
        write=False,
        traceback=traceback,
    )
    click.get_current_context().exit(run(request))


@main.command(epilog=_EXTRACT_EPILOG)
@click.argument("file", metavar="FILE.pdf")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="A file, a folder (one that exists, or any name with a slash at its end) or - for standard output.  "
    "[default: the current folder]",
)
@click.option(
    "--format",
    "written_as",
    type=click.Choice(["json", "yaml"]),
    metavar="json|yaml",
    help="How the briefing is written.  [default: json where OUT ends in .json, else yaml]",
)
@click.option(
    "--password-file",
    metavar="FILE",
    help="The password of FILE.pdf, if somebody gave it one: the one line of FILE, or of standard input for -.",
)
@click.option("--quiet", is_flag=True, help="Say nothing unless there is an error.")
@DIAGNOSTICS
@TRACEBACK
def extract(
    *,
    file: str,
    output: str | None,
    written_as: Literal["json", "yaml"] | None,
    password_file: str | None,
    quiet: bool,
    traceback: bool,
) -> None:
    """Write the briefing that FILE.pdf was made from, as far as the file shows it.

    The profiles a3a and ua2 embed it, and the others do not. What is written can be rendered again; with the options
    that are shown, the same version of briefgen writes the same bytes.

    With - the file is read from standard input. In a folder the briefing is named after FILE.pdf, and a file that is
    there already is not replaced; one that OUT names is.
    """
    from briefgen.cli.extracting import Request, run  # noqa: PLC0415 - help and version do not wait for the fonts

    request = Request(
        file=file,
        output=output,
        written_as=written_as,
        password_file=password_file,
        quiet=quiet,
        traceback=traceback,
    )
    click.get_current_context().exit(run(request))


main.add_command(check)
main.add_command(new)
main.add_command(schema)
main.add_command(sources)
main.add_command(themes)
main.add_command(languages)
main.add_command(diff)
