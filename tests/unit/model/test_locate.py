"""From a path into a briefing to a line and column."""

from __future__ import annotations

import pytest

from briefgen.diagnostics import Place
from briefgen.errors import InvalidBriefing
from briefgen.model.document import location_of, path_of
from briefgen.model.locate import locate
from briefgen.model.problems import Location

TEXT = """\
title:
  en: The crossing
  zh-Hant-TW: >-
    關口
facts:
  - label: {en: Open}
  - label: {en: Closed}
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("title.en", 2, 7),
        ("title.zh-Hant-TW", 3, 15),
        ("facts[0]", 6, 5),
        ("facts[1].label.en", 7, 17),
        ("facts[1].value.en", 7, 5),
        ("facts[7].label", 6, 3),
        ("languages[1]", 3, 3),
    ],
)
def test_places(path: str, line: int, column: int) -> None:
    """A value is found where it begins; what is not written is found where the nearest value around it begins."""
    found = locate(Place(path=path, characters=(4, 5)), "\ufeff" + TEXT, name="b.yaml")
    assert found == Place("b.yaml", line, column, path, (4, 5))


def test_languages_that_are_written_down() -> None:
    """With a list of languages, one of them is there, and not in the title."""
    text = "languages:\n  - en\n  - xx\n" + TEXT
    assert locate(Place(path="languages[1]"), text) == Place(None, 3, 5, "languages[1]")


def test_json() -> None:
    """The places of a JSON file are found, too."""
    text = '{\n\t"title": {"en":\n"Open"}}'
    assert locate(Place(path="title.en"), "\ufeff" + text, format="json") == Place(None, 3, 1, "title.en")


@pytest.mark.parametrize("place", [Place(), Place("theme.toml", path="title")])
def test_what_is_not_in_the_file(place: Place) -> None:
    """A place of another file, and one without a path, stay as they are."""
    assert locate(place, TEXT, name="b.yaml") == place


def test_what_was_left_out() -> None:
    """A key that the file does not have has no line."""
    assert locate(Place(path="short_title.en"), TEXT, name="b.yaml") == Place("b.yaml", path="short_title.en")


def test_a_file_that_cannot_be_read() -> None:
    """A text that is no YAML is refused, as in reading."""
    with pytest.raises(InvalidBriefing):
        locate(Place(path="title"), "title: [", name="b.yaml")


@pytest.mark.parametrize("location", [(), ("title", "en"), ("facts", 12, "label", "zh-Hant-TW"), ("quotes", 0)])
def test_paths_and_locations(location: Location) -> None:
    """A path leads back to the location that it was made from."""
    assert location_of(path_of(location) or "") == location
