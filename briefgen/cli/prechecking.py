"""What ``render --check`` and ``render --verdicts`` do before anything is rendered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from briefgen.checks.recording import with_verdicts
from briefgen.checks.run import check
from briefgen.checks.settings_file import find_settings, load_settings
from briefgen.cli.naming import STANDARD_STREAM
from briefgen.cli.usage import bad_option
from briefgen.diagnostics import Diagnostic
from briefgen.errors import InvalidBriefing
from briefgen.model import Briefing


def checked(
    briefing: Briefing, file: str, *, refuse: bool, record: bool, date: dt.datetime | None
) -> tuple[Briefing, tuple[Diagnostic, ...]]:
    """The briefing as it is to be rendered, and what was found in it that does not fail.

    Args:
        briefing: the one in ``file``.
        file: its path, or ``-``; settings and texts of sources are looked for in its folder.
        refuse: whether findings that fail keep it from being rendered.
        record: whether the verdicts on its quotes are written into it.
        date: the day of the verdicts; None takes that of the briefing.

    Raises:
        InvalidBriefing: a finding fails, and that was asked for.
        ResourceError: the settings of the project cannot be used.
        click.UsageError: verdicts are asked for, and there is no day for them.
    """
    folder = Path() if file == STANDARD_STREAM else Path(file).parent
    path = find_settings(folder)
    report = check(briefing, folder=folder, settings=None if path is None else load_settings(path))
    if refuse and not report.passed:
        raise InvalidBriefing(report.diagnostics)
    if record:
        briefing = with_verdicts(briefing, report.quotes, _day(briefing, date))
    return briefing, report.diagnostics if refuse else ()


def _day(briefing: Briefing, date: dt.datetime | None) -> dt.date:
    """The day of the verdicts.

    Raises:
        click.UsageError: neither the briefing nor the environment has one.
    """
    if date is not None:
        return date.date()
    if briefing.dates is None:
        message = "the briefing has no date for the verdicts; add dates to it, or set SOURCE_DATE_EPOCH"
        raise bad_option("--verdicts", message)
    return briefing.dates.day
