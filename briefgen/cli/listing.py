"""What ``briefgen schema``, ``themes`` and ``languages`` do: print what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from babel import Locale

from briefgen.cli import terminal
from briefgen.cli.exits import ExitCode
from briefgen.cli.guard import guarded, tell_error
from briefgen.cli.naming import STANDARD_STREAM, check_files
from briefgen.cli.usage import bad_option, is_one_of
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic
from briefgen.model.json_schema import schema_text
from briefgen.model.localized import canonical_tag, likely_tag
from briefgen.model.strict_schema import strict_schema
from briefgen.saving import save_atomically
from briefgen.visible_json import visible_json

_MAX_LANGUAGES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Where a command prints, and how.

    Args:
        output: the name of a file; None and ``-`` for standard output.
        listed_as: a line for each, or one JSON array.
        quiet: whether warnings and notes are left out.
        traceback: whether an error is shown with where in the program it was raised.
        source: the file that is read; None and ``-`` for none that has a name.
    """

    output: str | None = None
    listed_as: Literal["text", "json"] = "text"
    quiet: bool = False
    traceback: bool = False
    source: str | None = None

    def check(self) -> None:
        """Find what can be seen before any work.

        Raises:
            click.UsageError: the name is empty, or that of the file that is read.
            ResourceError: nothing can be written there.
        """
        if self.output == "":
            raise bad_option("--output", "the name is empty")
        if self._path is not None:
            if is_one_of(self._path, [] if self.source in {None, STANDARD_STREAM} else [str(self.source)]):
                raise bad_option("--output", "this is the file that is read")
            check_files([str(self.output)])

    def write(self, text: str) -> None:
        """Print a text, or save it.

        Raises:
            ResourceError: it cannot be written.
        """
        if self._path is None:
            terminal.write_stdout(text.encode())
        else:
            save_atomically(self._path, text.encode())

    def tell(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Warnings and notes, on standard error."""
        if not self.quiet:
            terminal.show_diagnostics(diagnostics)

    def run(self, work: Callable[[], None]) -> ExitCode:
        """Do the work of a command, after a look at where it will print.

        Raises:
            click.UsageError: an argument cannot be used.
        """

        def checked() -> None:
            self.check()
            work()

        return guarded(
            checked,
            report=lambda error: tell_error(error, traceback=self.traceback),
            interrupted=lambda: "interrupted; nothing was written",
        )

    @property
    def _path(self) -> Path | None:
        return None if self.output in {None, STANDARD_STREAM} else Path(str(self.output))


def tags_of(written: str, option: str) -> tuple[str, ...]:
    """One or two language tags with a comma between them.

    Raises:
        click.BadParameter: they are not.
    """
    try:
        tags = tuple(canonical_tag(tag.strip()) for tag in written.split(","))
    except ValueError as error:  # pydantic's own is one
        raise bad_option(option, str(error)) from error
    for tag in tags:
        if tag.partition("-")[0] not in Locale("en").languages:
            meant = likely_tag(tag)
            hint = f'did you mean "{meant}"?' if meant is not None else "write tags such as en,ar"
            raise bad_option(option, f'no language has the tag "{tag}"; {hint}')
    if len(set(tags)) != len(tags) or len(tags) > _MAX_LANGUAGES:
        raise bad_option(option, "write one or two languages, such as en,ar")
    return tags


def run_schema(printing: Printing, *, compact: bool, languages: str | None) -> ExitCode:
    """Print the schema of a briefing; that for language models, where languages are given."""

    def work() -> None:
        schema = None if languages is None else strict_schema(tags_of(languages, "--strict"))
        printing.write(schema_text(schema, compact=compact))

    return printing.run(work)


def run_themes(printing: Printing, show: str | None) -> ExitCode:
    """Print the themes: name, where it is from, what it is for, and the font of each script; or the file of one."""
    from briefgen.layout.theming.file import bundled_theme_text  # noqa: PLC0415 - as above
    from briefgen.layout.theming.theme import load_theme, theme_names  # noqa: PLC0415 - other commands do not wait for fonts

    def work() -> None:
        if show is not None:
            printing.write(bundled_theme_text(show))
            return
        rows = []
        for name in theme_names():
            spec = load_theme(name).spec
            fonts = {script: of_script.regular for script, of_script in spec.scripts.items()}
            rows.append({"name": name, "from": "briefgen", "summary": spec.summary, "fonts": fonts})
        _print(printing, rows, ("name", "from", "summary"))

    return printing.run(work)


def run_languages(printing: Printing) -> ExitCode:
    """Print the languages: tag, name, script, digits, the locale of dates, and where the labels are from."""
    from briefgen.layout.language.locale import LocaleSet  # noqa: PLC0415 - as above

    def work() -> None:
        locales = LocaleSet()
        name_of = locales.load("en").language_name
        rows = []
        for tag in locales.languages():
            spec = locales.load(tag).spec
            row = {"tag": tag, "name": name_of(tag), "script": spec.script, "digits": spec.digits}
            rows.append({**row, "dates": spec.cldr_locale, "from": "briefgen"})
        _print(printing, rows, ("tag", "name", "script", "digits", "dates", "from"))

    return printing.run(work)


def _print(printing: Printing, rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> None:
    if printing.listed_as == "json":
        printing.write(visible_json(rows))
        return
    terminal.show_table(names, [[_cell(row[name]) for name in names] for row in rows])


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    return visible(str(value))
