"""The manual's example of one more language is a file that works, and all that is needed."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.layout import locale
from briefgen.layout.locale import load_locale
from tests.rendering.languages import in_languages
from tests.rendering.test_languages import read_with_pypdf
from tests.rendering.texts import folded

GERMAN = re.compile(r"^```toml\n# briefgen/layout/locales/de\.toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def german(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The file of the manual, put beside the locales that briefgen has."""
    manual = (checkout / "docs" / "languages.md").read_text(encoding="utf-8")
    (text,) = GERMAN.findall(manual)
    with resources.as_file(resources.files("briefgen.layout") / "locales") as folder:
        shutil.copytree(folder, tmp_path / "locales")
    (tmp_path / "locales" / "de.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(locale, "_LOCALES", tmp_path / "locales")
    yield tomllib.loads(text)
    load_locale.cache_clear()


def test_the_file_of_the_manual_is_enough(german: dict[str, Any]) -> None:
    """With the file of labels and nothing else, a briefing in German and Persian has German labels and dates."""
    data = json.dumps(in_languages("en", "fa").model_dump(mode="json", exclude_unset=True))
    briefing = briefgen.loads(re.sub(r'"en"(?=[:,\]}])', '"de"', data), format="json")
    assert briefing.languages == ("de", "fa")
    for edition in ("side-by-side", "de"):
        found = folded(read_with_pypdf(briefgen.render(briefing, edition=edition).pdf))
        expected = [german["labels"][name] for name in ("bottom_line", "summary", "facts", "timeline", "sources")]
        assert [
            label for label in [*expected, "Seite 1 von 2", "25. Juli 2026", "1. Juni 2026"] if label not in found
        ] == []
        assert "Original: Deutsch" in found


def test_the_file_of_the_manual_has_every_key(german: dict[str, Any]) -> None:
    """The example is whole: it has the keys of the English file."""
    english = (resources.files("briefgen.layout") / "locales" / "en.toml").read_text(encoding="utf-8")
    reference = tomllib.loads(english)
    assert german.keys() == reference.keys()
    assert all(german[table].keys() == reference[table].keys() for table in ("dates", "labels", "kinds"))
