"""The glossary on the page, and its short forms in all texts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import page
import pytest

import briefgen
from tests.rendering.conftest import EDITIONS
from tests.rendering.glossary import MENA, NATO, with_glossary
from tests.unit.pdf.trees import tree


def part(lines: list[str], language: str) -> list[str]:
    """The lines of a structure tree that belong to one language."""
    start = lines.index(f"  Part Lang={language}")
    rest = [index for index, line in enumerate(lines) if line.startswith("  Part") and index > start]
    return lines[start : rest[0] if rest else None]


def glossary_of(lines: list[str]) -> list[str]:
    """The list of the glossary, without what stands before and behind it."""
    heading = next(index for index, line in enumerate(lines) if line.strip() in {"'Glossary'", "'مسرد المصطلحات'"})
    end = next(index for index in range(heading, len(lines)) if lines[index] == "    Sect")
    return [line[6:] for line in lines[heading + 1 : end]]


@pytest.mark.parametrize("edition", ["side-by-side", "sequential"])
def test_the_glossary_is_a_list_of_terms_and_meanings(example: briefgen.Briefing, edition: str) -> None:
    """A term is the label of its item (ISO 32000-1, 14.8.4.3.3); a language without one shows that of the other."""
    lines = tree(briefgen.render(with_glossary(example), edition=edition).pdf)
    assert glossary_of(part(lines, "en")) == [
        "L",
        "  LI",
        "    Lbl",
        "      'MENA'",
        "    LBody",
        "      'Middle East and North Africa'",
        "  LI",
        "    Lbl",
        "      'NATO'",
        "    LBody",
        "      'North Atlantic Treaty Organization\\xa0· It sets up the office '",
        "      Link",
        "        '[1]'",
        "        annotation",
        "      '.'",
    ]
    assert glossary_of(part(lines, "ar")) == [
        "L",
        "  LI",
        "    Lbl",
        "      Span Lang=en",
        "        'MENA'",
        "    LBody",
        "      'الشرق الأوسط وشمال إفريقيا'",
        "  LI",
        "    Lbl",
        "      'الناتو'",
        "    LBody",
        "      'منظمة حلف شمال الأطلسي\\xa0· وهو الذي يُنشئ المكتب '",
        "      Link",
        "        '[1]'",
        "        annotation",
        "      '.'",
    ]


def read_out(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each short form with what is read out in its place."""
    for line, below in itertools.pairwise(lines):
        if match := re.fullmatch(r" *Span E=(.*)", line):
            yield below.strip().strip("'"), match[1]


def test_every_short_form_in_a_text_is_read_out(example: briefgen.Briefing) -> None:
    """Wherever a reader begins: in the title, facts, quotes and attributions; in Arabic, a Latin one too."""
    briefing = with_glossary(example)
    lines = tree(briefgen.render(briefing, edition="side-by-side").pdf)
    english, arabic = (part(lines, language) for language in ("en", "ar"))
    assert set(read_out(english)) == {("NATO", NATO["en"]), ("MENA", MENA["en"])}
    assert set(read_out(arabic)) == {("الناتو", NATO["ar"]), ("NATO", NATO["ar"]), ("MENA", MENA["ar"])}
    for language, words in ((english, r"\b(?:NATO|MENA)\b"), (arabic, r"(?<!\w)(?:NATO|MENA|الناتو)(?!\w)")):
        shown = [match for line in language if line.strip().startswith("'") for match in re.findall(words, line)]
        assert len(shown) == len(list(read_out(language))) + 2, "all but the two terms of the glossary itself"


def test_an_original_in_another_language_is_left_alone(example: briefgen.Briefing) -> None:
    """An English quote in the Arabic edition is not read out with an Arabic name in it."""
    lines = tree(briefgen.render(with_glossary(example), edition="ar").pdf)
    quote = next(line for line in lines if "opening a" in line)
    assert "opening a NATO Liaison Office" in quote
    assert lines[lines.index(quote) - 1].strip() == "P Lang=en"


@pytest.mark.parametrize("edition", EDITIONS)
def test_validators_find_nothing(example: briefgen.Briefing, edition: str) -> None:
    """Expansions, spans of languages and links back keep to the standards."""
    data = briefgen.render(with_glossary(example), edition=edition, profile="a2a").pdf
    for standard in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=standard)
        assert [failure.message for failure in report.failures] == []


def test_without_a_glossary_nothing_is_read_out(example: briefgen.Briefing) -> None:
    """No section, and no expansion."""
    lines = tree(briefgen.render(example, edition="en").pdf)
    assert not list(read_out(lines))
    assert "'Glossary'" not in {line.strip() for line in lines}


def test_a_prefix_is_not_read_out_with_a_latin_acronym(example: briefgen.Briefing) -> None:
    """Of an Arabic prefix and a Latin acronym in one word, only the acronym has its full form; the text stays whole."""
    data = with_glossary(example).model_dump(mode="json")
    data["summary"][0]["ar"] = "قال وMENA ثم لـMENA."
    lines = part(tree(briefgen.render(briefgen.Briefing.model_validate(data), edition="ar").pdf), "ar")
    assert [full for short, full in read_out(lines) if short == "MENA"].count(MENA["ar"]) >= 2


@pytest.mark.parametrize(
    ("edition", "others"), [("side-by-side", set()), ("sequential", {"fr"}), ("en", {"ar", "fr"}), ("ar", {"en", "fr"})]
)
def test_pages_name_the_languages_that_the_file_does_not_have(
    example: briefgen.Briefing, edition: str, others: set[str]
) -> None:
    """Pages in one language say where else the briefing exists, but not in a language of the same file."""
    briefing = example.model_copy(update={"other_languages": ("fr",)})
    text = " ".join(tree(briefgen.render(briefing, edition=edition).pdf))
    names = {"English": "en", "Arabic": "ar", "French": "fr", "الإنجليزية": "en", "العربية": "ar", "الفرنسية": "fr"}
    said = re.findall(r"Also available in (\w+)|تتوفر نسخة ب(\w+)", text)
    assert {names[english or arabic] for english, arabic in said} == others
