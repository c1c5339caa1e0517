"""A briefing as a text, and what is said of it when it is broken."""

from __future__ import annotations

from typing import Final

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.errors import InvalidBriefing
from briefgen.model import loads
from briefgen.model.load import Format
from briefgen.model.problems import CODES

VALID: Final = """\
languages: [en, ar]
reference: JO-2024-07
title:
  en: The crossing
  ar: المعبر
dates:
  as_of: 2024-07-12
prepared_for: {en: The minister, ar: الوزير}
handling:
  scheme: tlp
  label: TLP:CLEAR
summary:
  - en: "It is open [@mo]."
    ar: "إنه مفتوح [@mo]."
facts:
  - label: {en: Open, ar: مفتوح}
    value: {en: Seven, ar: سبعة}
    as_of: 2024-07
    sources: [mo]
sources:
  - key: mo
    title: {en: Statement, ar: بيان}
    publisher: {en: Ministry, ar: وزارة}
    date: 2024-07-11
"""


def refused(text: str, *, file_format: Format = "yaml") -> tuple[Diagnostic, ...]:
    """What is said about a text that is no briefing."""
    with pytest.raises(InvalidBriefing) as caught:
        loads(text, format=file_format, name="b")
    found = caught.value.diagnostics
    assert {diagnostic.code for diagnostic in found} <= CODES.keys()
    assert all(diagnostic.hints and all(diagnostic.hints) and diagnostic.message for diagnostic in found)
    assert all(diagnostic.where.file == "b" for diagnostic in found)
    return found


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None, int | None, str | None]]:
    """Code, line, column and path of each diagnostic."""
    return [(item.code, item.where.line, item.where.column, item.where.path) for item in found]
