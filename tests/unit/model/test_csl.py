"""Sources from and to CSL-JSON: nothing is guessed, nothing is lost without a word, and what is written comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

import pytest

import briefgen
from briefgen.diagnostics import Severity
from briefgen.model.csl.fields import date_of, escaped, names_of, text_of
from briefgen.model.csl.terms import KIND_OF_TYPE, TYPE_OF_KIND
from briefgen.model.markup import KEY_PATTERN, plain_text
from briefgen.model.sources import SourceKind

BOTH = ("en", "ar")


def item(**fields: Any) -> dict[str, Any]:
    """An item with an identifier, a type and a title."""
    return {"id": "mo", "type": "document", "title": "Statement", **fields}


def read(
    *items: object, languages: tuple[str, ...] = ("en",)
) -> tuple[list[dict[str, Any]], dict[str | None, list[str]]]:
    """The sources of items as data, and the codes of what is said of each item."""
    imported = briefgen.sources_from_csl(items, languages)
    said: dict[str | None, list[str]] = {}
    for found in imported.diagnostics:
        assert found.hints
        assert found.severity is not Severity.ERROR
        said.setdefault(found.where.path, []).append(found.code)
    return [source.model_dump(mode="json") for source in imported.sources], said


def test_an_item_without_a_type_is_said_to_have_none() -> None:
    """What is said of the kind names no type that nobody wrote."""
    (note,) = briefgen.sources_from_csl([{"id": "mo", "title": "Statement"}], ("en",)).diagnostics
    assert (note.code, note.message) == ("csl.changed-type", 'the item has no type, and becomes the kind "other"')


def test_a_newspaper_article_as_zotero_exports_it() -> None:
    """An item with the fields that Zotero writes becomes a source; what has no place in one is named."""
    article = {
        "id": "http://zotero.org/users/1234567/items/QK7T3PXA",
        "type": "article-newspaper",
        "container-title": "The Valley Times",
        "event-place": "Amman",
        "language": "en-GB",
        "page": "4",
        "title": "A crossing [opens] *again*",
        "URL": "https://example.org/news?id=7",
        "author": [
            {"family": "Haddad", "given": "Salma"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        ],
        "accessed": {"date-parts": [["2024", 7, 15]]},
        "issued": {"date-parts": [["2024", 7, 11]]},
    }
    (source,), said = read(article, languages=BOTH)
    title = r"A crossing \[opens\] \*again\*"
    assert source == {
        "key": "QK7T3PXA",
        "kind": "news",
        "title": dict.fromkeys(BOTH, title),
        "publisher": dict.fromkeys(BOTH, "The Valley Times"),
        "author": dict.fromkeys(BOTH, "Salma Haddad; Jan van den Berg"),
        "date": "2024-07-11",
        "url": "https://example.org/news?id=7",
        "language": "en-GB",
        "retrieved": "2024-07-15",
    }
    assert plain_text(title) == article["title"]
    assert said == {"[0]": ["csl.changed-key", "csl.lost-field"]}


def test_a_book_as_better_bibtex_exports_it() -> None:
    """A citation key is the key of the source, a DOI its address; a date in words is not guessed at."""
    book = {
        "id": "smith2020",
        "citation-key": "smith2020",
        "type": "book",
        "title": "The <i>Water</i> Agreement",
        "publisher": "Academic House",
        "publisher-place": "",
        "DOI": "https://doi.org/10.1000/182",
        "issued": {"literal": "Summer 2020"},
    }
    (source,), said = read(book)
    assert source["key"] == "smith2020"
    assert source["url"] == "https://doi.org/10.1000/182"
    assert source["title"] == {"en": "The Water Agreement"}
    assert "date" not in source
    assert said == {"[0]": ["csl.bad-value", "csl.bad-value"]}


@pytest.mark.parametrize(
    ("date", "expected", "lost"),
    [
        ({"date-parts": [[2024, 7, 11]]}, "2024-07-11", 0),
        ({"date-parts": [["2024", "07"]]}, "2024-07", 0),
        ({"date-parts": [[987]]}, "0987", 0),
        ({"date-parts": [[2024, 7], [2024, 8]]}, "2024-07", 1),
        ({"date-parts": [[2024]], "circa": True, "season": 2}, "2024", 2),
        ({"date-parts": [[-44, 3, 15]]}, None, 1),
        ({"date-parts": [[]]}, None, 1),
        ({"date-parts": 2024}, None, 1),
        ({"raw": "2024-07"}, "2024-07", 0),
        ({"raw": "11 July 2024"}, None, 1),
        ({"edtf": "2024-07~"}, None, 1),
        ("2024-07-11", "2024-07-11", 0),
        ({"season": 1}, None, 1),
        (2024, None, 1),
        (None, None, 0),
    ],
)
def test_dates(date: object, expected: str | None, lost: int) -> None:
    """A date is as exact as its parts; what is in words, before year 1 or only about is said."""
    made, said = date_of(date)
    assert (made, len(said)) == (expected, lost)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "Haddad", "given": "Salma"}, "Salma Haddad"),
        ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "Vincent van Gogh"),
        ({"family": "Humboldt", "given": "A.", "dropping-particle": "von"}, "A. von Humboldt"),
        ({"family": "Alembert", "given": "Jean", "non-dropping-particle": "d’"}, "Jean d’Alembert"),
        ({"family": "Ghazali", "given": "", "non-dropping-particle": "al-"}, "al-Ghazali"),
        ({"family": "King", "given": "M. L.", "suffix": "Jr.", "comma-suffix": True}, "M. L. King, Jr."),
        ({"family": "王", "given": "芳", "static-ordering": True}, "王 芳"),
        ({"literal": "وزارة الأشغال"}, "وزارة الأشغال"),
        ({}, None),
    ],
)
def test_names(name: dict[str, Any], expected: str | None) -> None:
    """A name is written as it is read out."""
    made, lost = names_of([name])
    assert made == ((expected,) if expected else ())
    assert bool(lost) == (expected is None)


def test_values_of_other_kinds_are_said() -> None:
    """Values that are none of CSL-JSON leave their field out, and the rest stands."""
    (source,), said = read(
        item(author="A", publisher=["B"], issued=7, URL="ftp://x", language="Englisch?", accessed="2024")
    )
    assert source == {"key": "mo", "kind": "other", "title": {"en": "Statement"}}
    assert said["[0]"].count("csl.bad-value") == 5
    assert "csl.lost-field" in said["[0]"]
    assert text_of(value=True) == (None, ("a text is needed, and true or false is given",))
    assert text_of(7) == ("7", ())
    assert text_of("a\u00a0b \n c\t") == ("a\u00a0b c", ())


@pytest.mark.parametrize(
    "bad", [7, None, "text", {}, {"id": "a", "title": " "}, item(title="x" * 1_001), item(title="\x07")]
)
def test_what_cannot_be_a_source_is_left_out(bad: object) -> None:
    """An item without a title that can be printed is left out with a warning, and the next one is read."""
    sources, said = read(bad, item())
    assert [source["key"] for source in sources] == ["mo"]
    assert said["[0]"][-1] == "csl.left-out"


def test_keys_are_valid_and_distinct() -> None:
    """Whatever an identifier is, the key of its source can be cited, and no two are the same."""
    written = ["a b", "a/b", "a-b", "", "مصدر", 7, "x" * 80, "x" * 80, "mo.", None]
    sources, said = read(*(item(id=identifier) for identifier in written))
    keys = [source["key"] for source in sources]
    assert all(re.fullmatch(KEY_PATTERN, key) for key in keys)
    assert len(set(keys)) == len(written)
    assert keys[:6] == ["a-b", "a-b-2", "a-b-3", "source-4", "source-5", "7"]
    assert "[5]" not in said


def test_an_archived_copy_and_an_address() -> None:
    """A place in an archive that is an address is that of the copy; another one has no place in a source."""
    address = "https://archive.example.org/2024/a"
    sources, said = read(item(archive_location=address, archive="An archive"), item(id="b", archive_location="Box 7"))
    assert sources[0]["archived_url"] == address
    assert "archived_url" not in sources[1]
    assert said == {"[0]": ["csl.lost-field"], "[1]": ["csl.lost-field"]}


def test_address_and_doi() -> None:
    """With both, the address counts; the DOI is named as lost unless it is the same."""
    (first, second), said = read(
        item(URL="https://doi.org/10.1000/ABC", DOI="10.1000/abc"),
        item(id="b", URL="https://example.org/", DOI="10.1000/abc"),
    )
    assert first["url"] == "https://doi.org/10.1000/ABC"
    assert second["url"] == "https://example.org/"
    assert said == {"[1]": ["csl.lost-field"]}


@pytest.mark.parametrize("languages", ["en", (), ("en", "ar", "fr")])
def test_languages_are_one_or_two(languages: Any) -> None:
    """A briefing has one language or two."""
    with pytest.raises(ValueError, match="one or two language tags"):
        briefgen.sources_from_csl([], languages)
    with pytest.raises(ValueError, match="is not a language tag") as caught:
        briefgen.sources_from_csl([], ["english!"])
    assert type(caught.value) is ValueError


def test_every_kind_has_a_type() -> None:
    """Each kind of source has a type of CSL, and each type is read as a kind."""
    kinds = set(get_args(SourceKind))
    assert set(TYPE_OF_KIND) == kinds
    assert set(KIND_OF_TYPE.values()) <= kinds
    assert set(TYPE_OF_KIND.values()) <= set(KIND_OF_TYPE)


def sources_of(*sources: Mapping[str, Any]) -> tuple[Any, ...]:
    """The sources of a briefing in English."""
    audiences = [{"key": "press", "name": {"en": "The press"}}]
    return briefgen.build(
        {"title": {"en": "A"}, "summary": [{"en": "B"}], "sources": sources, "audiences": audiences}
    ).sources


@pytest.mark.parametrize("kind", TYPE_OF_KIND)
def test_what_is_written_comes_back(kind: str) -> None:
    """A source of any kind with every field that has a place, and those of our own, is the same after both ways."""
    sources = sources_of(
        {
            "key": "mo",
            "kind": kind,
            "title": {"en": r"A \*new\* crossing"},
            "publisher": {"en": "Ministry of Works"},
            "author": {"en": "Salma Haddad; Desk 4"},
            "date": "2024-07",
            "url": "https://doi.org/10.1000/182",
            "archived_url": "https://archive.example.org/a",
            "language": "ar",
            "retrieved": "2024-07-15",
            "licence": "CC BY 4.0",
            "reliability": "B",
            "credibility": 2,
            "sha256": "0" * 64,
        }
    )
    exported = briefgen.sources_to_csl(sources, "en")
    assert exported.diagnostics == ()
    assert exported.items[0]["DOI"] == "10.1000/182"
    imported = briefgen.sources_from_csl(exported.items, ["en"])
    assert imported.diagnostics == ()
    assert imported.sources == sources


def test_what_has_no_place_is_named() -> None:
    """What is not written, and a source that is withheld, is said for each source."""
    exported = briefgen.sources_to_csl(
        sources_of(
            {"key": "a", "title": {"en": "*A*"}, "text": {"file": "a.txt"}, "only_for": ["press"]},
            {"key": "b", "withheld": True},
        ),
        "EN",
    )
    assert [each["title"] for each in exported.items] == ["A"]
    said = [(found.where.path, found.code) for found in exported.diagnostics]
    assert said == [
        ("sources[0]", "csl.lost-field"),
        ("sources[0]", "csl.lost-markup"),
        ("sources[1]", "csl.left-out"),
    ]


def test_another_language_is_refused() -> None:
    """Items are in a language that the sources have."""
    with pytest.raises(ValueError, match="there is no text in 'ar'"):
        briefgen.sources_to_csl(sources_of({"key": "a", "title": {"en": "A"}}), "ar")


@pytest.mark.parametrize(
    "text", ["a", "*a*", "[@a]", "a*b", r"\*", "[a]{ltr}", "{ltr}", "[a](https://b.c)", "1 * 2 [3]"]
)
def test_escaped_texts_print_as_they_are(text: str) -> None:
    """A text that holds what would be markup is printed with its own characters; any other stays as it is."""
    assert plain_text(escaped(text)) == text
    assert escaped("a 1*2") == "a 1*2"
