"""What briefings in the tests of checks have to be found."""

from __future__ import annotations

from typing import Final

# A fact without a source, and the same number said in two ways.
FACTS: Final = """\
facts:
  - label: {en: Capital, ar: العاصمة}
    value: {en: Amman, ar: عمّان}
key_figures:
  - value: 7
    unit: {en: crossings, ar: معابر}
    label: {en: open all day, ar: مفتوحة طوال اليوم}
    as_of: 2024-07
    sources: [mo]
background:
  - {en: There are 8 crossings open all day., ar: ثمة 8 معابر مفتوحة طوال اليوم.}
"""
QUOTE: Final = """\
quotes:
  - text: the gate opens at dawn
    language: en
    translations: {ar: تفتح البوابة عند الفجر}
    translated_by: {en: Desk, ar: المكتب}
    speaker: {en: The minister, ar: الوزير}
    source: mo
"""
