"""The page about isolation says what is recognised: its tables, and the texts between."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from briefgen.model.markup import DIRECTIONS
from briefgen.text.isolate import find_isolates
from briefgen.text.tokens import LTR_TOKEN
from tests.unit.text.ordering import visual

PAGE: Final = (Path(__file__).resolve().parents[2] / "docs" / "isolation.md").read_text(encoding="utf-8")

# Curly quotes are not mirrored: those of an Arabic sentence have the opening one at the right.
QUOTES: Final = str.maketrans("“”", "”“")


def rows(direction: str) -> list[tuple[str, str]]:
    """Kind and example of each example in a table of kinds."""
    (table,) = re.findall(rf"<!-- kinds: {direction} -->\n(.*?)<!-- end of kinds -->", PAGE, re.DOTALL)
    lines = [line.split(" | ") for line in table.splitlines() if line.startswith("| `")]
    return [(line[0].strip("| `"), example) for line in lines for example in re.findall(r"`([^`]+)`", line[2])]


@pytest.mark.parametrize(("kind", "example"), rows("ltr"))
def test_examples_from_left_to_right(kind: str, example: str) -> None:
    """Each example of the first table is what it is said to be, and is read from the left in an Arabic sentence."""
    example_text = f"“{example}”" if kind == "quote" else example
    text = f"انظر {example_text} هنا"
    assert [(one.kind, text[one.start : one.end]) for one in find_isolates(text, rtl=True)] == [(kind, example)]
    assert visual(text) == f"انه {example_text.translate(QUOTES)} رظنا"


@pytest.mark.parametrize(("kind", "example"), rows("rtl"))
def test_examples_from_right_to_left(kind: str, example: str) -> None:
    """Each example of the second table is one isolate from right to left in an English sentence."""
    text = f"see {example} there"
    assert [(one.kind, one.rtl, text[one.start : one.end]) for one in find_isolates(text, rtl=False)] == [
        (kind, True, example)
    ]


def test_every_kind_is_listed() -> None:
    """The first table has all kinds that go from left to right, each once."""
    kinds = list(dict.fromkeys(kind for kind, _ in rows("ltr")))
    patterns = {name for name in LTR_TOKEN.groupindex if name not in {"stroke", "second"}}
    assert sorted(kinds) == sorted(patterns)


def test_every_direction_is_listed() -> None:
    """The table of markup has the words that are allowed."""
    assert tuple(re.findall(r"^\| `\[text\]\{(\w+)\}`", PAGE, re.MULTILINE)) == DIRECTIONS


def test_the_choices_are_made() -> None:
    """What the page says of digits, lists, hyphens and files is what stands on the line."""
    assert visual("١٨٩٤-١٩٦٢") == "١٩٦٢-١٨٩٤"
    assert visual("٢٥٪") == "٪٢٥"
    assert visual("٢٣/١٢/٢٠٢٦") == "٢٣/١٢/٢٠٢٦"
    assert visual("۲۵٪ از", "fa") == "زا ٪۲۵"
    assert visual("(عمّان, إربد)", "en") == "(ناّمع, دبرإ)"
    assert visual("(عمّان، إربد)", "en") == "(دبرإ ،ناّمع)"
    assert visual("كوفيد-19") == "19-ديفوك"
    assert visual("ב-12.7.2024", "he") == "12.7.2024-ב"
    assert visual("تقرير_2024.pdf").startswith("pdf.")
    assert visual("تقرير_2024.pdf", "en").endswith(".pdf")


def test_the_example_without_markup() -> None:
    """In a field without markup isolates do what the page says, and without them the words turn round."""
    (example,) = re.findall(r'^text: "(.*)"$', PAGE, re.MULTILINE)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), example)
    assert visual(text).replace("\u2066", "").replace("\u2069", "") == ".ةتباث 3 TO 5 سيياقملا"
    assert "3 TO 5" not in visual(re.sub("[\u2066\u2069]", "", text))


def test_the_marked_example() -> None:
    """The example of markup stands on the line as it is meant."""
    (example,) = re.findall(r'^ar: "(.*)"$', PAGE, re.MULTILINE)
    assert visual(example) == "%14.3 ةبسنلاو ،WHO officeو 3 TO 5 سيياقملا"
