"""What ``briefgen check`` does: read each briefing, check it, say what was found in one of four forms."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

import click

from briefgen.checks.baseline import Entry, read_baseline, relative_name, stale, write_baseline
from briefgen.checks.run import CheckReport, check
from briefgen.checks.settings import CheckSettings, fits_a_rule, likely_codes
from briefgen.checks.settings_file import find_settings, load_settings
from briefgen.cli import terminal
from briefgen.cli.exits import ExitCode
from briefgen.cli.guard import guarded, tell_error
from briefgen.cli.naming import STANDARD_STREAM, check_files
from briefgen.cli.source import Source
from briefgen.cli.usage import bad_option, is_one_of
from briefgen.cli.visible import visible, visible_diagnostic
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.model.problems import shown
from briefgen.reports import CheckedFile, checked_file, to_json, to_junit, to_sarif, to_text, unreadable_file
from briefgen.reports.findings import counts_line
from briefgen.saving import save_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The arguments of ``briefgen check``."""

    files: tuple[str, ...]
    written_as: Literal["text", "json", "sarif", "junit"]
    output: str | None
    texts: tuple[str, ...]
    baseline: str | None
    write_baseline: str | None
    config: str | None
    no_config: bool
    strict: bool
    only: tuple[str, ...]
    ignore: tuple[str, ...]
    quiet: bool
    traceback: bool

    @property
    def target(self) -> Path | None:
        """The file that the report goes into; None for standard output."""
        return None if self.output in {None, STANDARD_STREAM} else Path(str(self.output))


@dataclass(slots=True)
class _Outcome:
    """How far the work has come, and what follows from it."""

    checked: int = 0
    code: ExitCode = ExitCode.DONE
    settings: dict[Path | None, CheckSettings] = field(default_factory=dict)
    source_keys: set[str] = field(default_factory=set)


def run(request: Request) -> ExitCode:
    """Check, and say what came of it.

    Raises:
        click.UsageError: an argument cannot be used.
    """
    outcome = _Outcome()
    number = len(request.files)
    code = guarded(
        lambda: _check(request, outcome),
        report=lambda error: tell_error(error, traceback=request.traceback),
        interrupted=lambda: f"interrupted; {outcome.checked} of {number} files were checked; nothing was written",
    )
    return outcome.code if code is ExitCode.DONE else code


def _check(request: Request, outcome: _Outcome) -> None:
    _check_arguments(request)
    texts = _texts(request)
    entries = () if request.baseline is None else read_baseline(request.baseline)
    files = [
        _checked(name, request, texts, outcome)
        for name in terminal.progress(request.files, quiet=request.quiet, doing="Checking")
    ]
    _check_keys(texts, files, outcome)
    files, stale_entries = _with_baseline(files, entries, request.baseline)
    if request.write_baseline is not None:
        files = _listed(files, request.write_baseline)
    _write(request, files)
    if not request.quiet:
        terminal.show_diagnostics(stale_entries)
    if outcome.code is ExitCode.DONE and any(file.failed for file in files):
        outcome.code = ExitCode.BRIEFING


def _checked(name: str, request: Request, texts: Mapping[str, Path], outcome: _Outcome) -> CheckedFile:
    """A file with what is found in it; what cannot be read is a finding, too."""
    source = Source(name)
    folder = Path() if name == STANDARD_STREAM else Path(name).parent
    settings = _settings(request, folder, outcome)
    try:
        briefing = source.read()
    except (InvalidBriefing, ResourceError) as error:
        if isinstance(error, ResourceError):
            outcome.code = ExitCode.RESOURCE
        outcome.checked += 1
        return unreadable_file(source.name, error.diagnostics)
    keys = {each.key for each in briefing.sources}
    outcome.source_keys |= keys
    own_texts = {key: path for key, path in texts.items() if key in keys}
    report = check(briefing, folder=folder, texts=own_texts, settings=settings)
    outcome.checked += 1
    located, places = _located(source, report)
    file = checked_file(source.name, replace(report, diagnostics=located), settings)
    in_order = sorted(file.findings, key=lambda each: _line_and_column(each.diagnostic.where))
    return replace(file, findings=tuple(in_order), places=places)


def _line_and_column(where: Place) -> tuple[int, int]:
    return where.line or 0, where.column or 0


def _located(source: Source, report: CheckReport) -> tuple[tuple[Diagnostic, ...], tuple[Place, ...]]:
    """The findings and the quotes with their lines, or with the file alone when it has changed since it was read."""
    quotes = [Place(path=quote.path) for quote in report.quotes]
    if not report.diagnostics and not quotes:
        return (), ()
    try:
        locator = source.locator()
    except (OSError, UnicodeDecodeError, InvalidBriefing):
        locator = None
    if locator is None:
        of_file = [replace(found, where=replace(found.where, file=source.name)) for found in report.diagnostics]
        return tuple(of_file), tuple(replace(place, file=source.name) for place in quotes)
    return tuple(map(locator.diagnostic, report.diagnostics)), tuple(map(locator.place, quotes))


def _settings(request: Request, folder: Path, outcome: _Outcome) -> CheckSettings:
    """What the project of a folder asks, with what the arguments add.

    Raises:
        ResourceError: the settings cannot be used.
    """
    if request.config is not None:
        path: Path | None = Path(request.config)
    else:
        path = None if request.no_config else find_settings(folder)
    if path not in outcome.settings:
        settings = CheckSettings() if path is None else load_settings(path)
        fail_on = Severity.WARNING if request.strict else settings.fail_on
        only, ignore = _codes(request.only), _codes(request.ignore)
        outcome.settings[path] = replace(settings, fail_on=fail_on, only=only, ignore=ignore)
    return outcome.settings[path]


def _codes(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip() for part in written for code in part.split(","))


def _check_arguments(request: Request) -> None:
    """Refuse what can be refused without reading a briefing.

    Raises:
        click.UsageError: the arguments do not go together.
        ResourceError: nothing can be written where the report or the baseline shall be.
    """
    if request.files.count(STANDARD_STREAM) > 1:
        raise click.UsageError("standard input can be read once", click.get_current_context())
    if request.config is not None and request.no_config:
        raise bad_option("--no-config", "it does not go together with --config")
    for option, codes in (("--only", request.only), ("--ignore", request.ignore)):
        for code in _codes(codes):
            if not fits_a_rule(code):
                raise bad_option(option, f'no rule fits "{code}"; {likely_codes(code)}')
    _check_outputs(request)


def _check_outputs(request: Request) -> None:
    """Refuse to write over a file that is read, or to write both files to one place.

    Raises:
        click.UsageError: a name is empty, or that of another file.
        ResourceError: nothing can be written there.
    """
    listed = None if request.write_baseline is None else Path(request.write_baseline)
    read = {
        "the settings of the project": [request.config or ""],
        "the text of a source": [written.partition("=")[2] for written in request.texts],
        "the baseline": [request.baseline or ""],
    }
    for option, name, path in (
        ("--output", request.output, request.target),
        ("--write-baseline", request.write_baseline, listed),
    ):
        if name == "":
            raise bad_option(option, "the name is empty")
        if path is None:
            continue
        if is_one_of(path, (file for file in request.files if file != STANDARD_STREAM)):
            raise bad_option(option, "this is a briefing that is to be checked")
        what = next((what for what, files in read.items() if is_one_of(path, filter(None, files))), None)
        if what is not None and (option, what) != ("--write-baseline", "the baseline"):  # that may be renewed
            raise bad_option(option, f"this is {what}, which is read")
    if request.target is not None and listed is not None and _is_same(request.target, listed):
        raise bad_option("--write-baseline", "the report goes into this file")
    named = (None if request.target is None else request.output, request.write_baseline)
    check_files(name for name in named if name is not None)


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _texts(request: Request) -> dict[str, Path]:
    """The files with the texts of sources, by the keys of the sources.

    Raises:
        click.UsageError: an argument is not of the form KEY=FILE, or a key comes twice.
        ResourceError: a file is missing.
    """
    texts: dict[str, Path] = {}
    for written in request.texts:
        key, sign, name = written.partition("=")
        if not (key and sign and name):
            raise bad_option("--text", f'"{written}" is not of the form KEY=FILE')
        if key in texts:
            raise bad_option("--text", f'the source "{key}" is given twice')
        if not Path(name).exists():
            missing = Diagnostic("file.missing", "there is no such file", Place(name), ("look at the spelling",))
            raise ResourceError([missing])
        texts[key] = Path(name)
    return texts


def _check_keys(texts: Mapping[str, Path], files: Iterable[CheckedFile], outcome: _Outcome) -> None:
    """Refuse the text of a source that no briefing has, if all of them could be read.

    Raises:
        click.UsageError: there is such a text.
    """
    unknown = sorted(set(texts) - outcome.source_keys)
    if unknown and all(file.is_briefing for file in files):
        listed = ", ".join(sorted(outcome.source_keys)) or "none"
        raise bad_option("--text", f"there is no source with the key {shown(unknown[0])}; there are: {listed}")


def _with_baseline(
    files: list[CheckedFile], entries: Iterable[Entry], baseline: str | None
) -> tuple[list[CheckedFile], list[Diagnostic]]:
    """The files with what is known marked, and what there is to say about entries that nothing was found for."""
    if baseline is None:
        return files, []
    listed = {(entry.file, entry.fingerprint): entry for entry in entries}
    seen: set[tuple[str, str]] = set()
    looked_for: set[tuple[str, str]] = set()
    marked = []
    for file in files:  # one may be given twice
        name = relative_name(file.name, baseline)
        known = {fingerprint for fingerprint in _of_rules(file) if (name, fingerprint) in listed}
        marked.append(_marked(file, known))
        seen |= {(name, fingerprint) for fingerprint in known}
        # Of a file or rule that was not looked at, nobody knows whether an entry is stale.
        if file.is_briefing:
            looked_for |= {key for key, entry in listed.items() if key[0] == name and entry.code not in file.off}
    return marked, stale((listed[key] for key in looked_for - seen), baseline)


def _of_rules(file: CheckedFile) -> set[str]:
    """The fingerprints that a baseline may list: not those of what keeps a file from being read."""
    return {each.fingerprint for each in file.findings} if file.is_briefing else set()


def _marked(file: CheckedFile, known: set[str]) -> CheckedFile:
    findings = (replace(each, known=True, fails=False) if each.fingerprint in known else each for each in file.findings)
    return replace(file, findings=tuple(findings))


def _listed(files: list[CheckedFile], baseline: str) -> list[CheckedFile]:
    """The files with all that a baseline can list marked as known, once it is written."""
    entries = [
        Entry(relative_name(file.name, baseline), found.code, found.where.path or "", found.message, each.fingerprint)
        for file in files
        if file.is_briefing
        for each in file.findings
        for found in (each.diagnostic,)
    ]
    write_baseline(baseline, entries)
    return [_marked(file, _of_rules(file)) for file in files]


def _write(request: Request, files: list[CheckedFile]) -> None:
    """The report, and where it is not for people, a line for them.

    Raises:
        ResourceError: it cannot be written.
    """
    text = _FORMS[request.written_as](files, quiet=request.quiet)
    if request.target is not None:
        save_atomically(request.target, text.encode("utf-8", "backslashreplace"))
    elif request.written_as == "text":
        terminal.show_report(text)
    else:
        terminal.write_stdout(text.encode("utf-8", "backslashreplace"))
    if not request.quiet and (request.target is not None or request.written_as != "text"):
        place = f"; written to {request.target}" if request.target is not None else ""
        terminal.show_line(f"{counts_line(files)}{place}")


def _as_text(files: list[CheckedFile], *, quiet: bool) -> str:
    safe = [
        replace(
            file,
            name=visible(file.name),
            findings=tuple(replace(each, diagnostic=visible_diagnostic(each.diagnostic)) for each in file.findings),
            places=tuple(replace(place, file=place.file and visible(place.file)) for place in file.places),
        )
        for file in files
    ]
    return to_text(safe, quiet=quiet)


def _as_sarif(files: list[CheckedFile], *, quiet: bool) -> str:
    del quiet
    return to_sarif(files, root=Path.cwd())


def _as_json(files: list[CheckedFile], *, quiet: bool) -> str:
    del quiet
    return to_json(files)


def _as_junit(files: list[CheckedFile], *, quiet: bool) -> str:
    del quiet
    return to_junit(files)


_FORMS: Final = {"text": _as_text, "json": _as_json, "sarif": _as_sarif, "junit": _as_junit}
