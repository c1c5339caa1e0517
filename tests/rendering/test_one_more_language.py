"""The manual's example of one more language is a file that works, and all that is needed."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import briefgen
from briefgen.cli import main
from tests.rendering.languages import in_languages
from tests.rendering.readers import read_with_pypdf
from tests.rendering.texts import folded

GERMAN = re.compile(r"^```toml\n# de\.toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ERROR = re.compile(r"^```text\n(error\[locale\.invalid\].*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def manual(checkout: Path) -> str:
    """The page about languages."""
    return (checkout / "docs" / "languages.md").read_text(encoding="utf-8")


@pytest.fixture
def german(manual: str, tmp_path: Path) -> Path:
    """The file of the manual, in a folder of the user's."""
    (text,) = GERMAN.findall(manual)
    path = tmp_path / "de.toml"
    path.write_text(text, encoding="utf-8")
    return path


def in_german(*, second: str = "fa") -> briefgen.Briefing:
    """The briefing of the seven languages with its English texts taken as German, and a second language."""
    data = json.dumps(in_languages("en", second).model_dump(mode="json", exclude_unset=True))
    return briefgen.loads(re.sub(r'"en"(?=[:,\]}])', '"de"', data), format="json")


def check_pages(pdf: bytes, german: Path) -> None:
    """The labels, dates and page numbers are German."""
    labels: dict[str, Any] = tomllib.loads(german.read_text(encoding="utf-8"))["labels"]
    found = folded(read_with_pypdf(pdf))
    expected = [labels[name] for name in ("bottom_line", "summary", "facts", "timeline", "sources")]
    expected += ["Seite 1 von 2", "25. Juli 2026", "1. Juni 2026", "Original: Deutsch"]
    assert [label for label in expected if label not in found] == []


def test_the_file_of_the_manual_is_enough(german: Path) -> None:
    """With the file of labels and nothing else, a briefing in German and Persian has German labels and dates."""
    briefing = in_german()
    assert briefing.languages == ("de", "fa")
    for edition in ("side-by-side", "de"):
        check_pages(briefgen.render(briefing, edition=edition, locales=[german]).pdf, german)
    assert briefgen.explain(briefing, locales=[str(german)])


def test_the_file_is_found_beside_a_theme(german: Path, tmp_path: Path) -> None:
    """A theme of one's own has the languages of its folder with it, and no other theme has them."""
    theme = tmp_path / "house.toml"
    with resources.as_file(resources.files("briefgen.layout") / "themes" / "modern.toml") as modern:
        shutil.copy(modern, theme)
    (tmp_path / "locales").mkdir()
    beside = german.rename(tmp_path / "locales" / "de.toml")
    check_pages(briefgen.render(in_german(), theme=theme).pdf, beside)
    with pytest.raises(briefgen.ResourceError, match=re.escape("locale.unknown")):
        briefgen.render(in_german())


def test_the_command_takes_the_file(german: Path, tmp_path: Path) -> None:
    """``--locale`` gives a language to ``render`` and ``explain``; without it, the error names the briefing."""
    file, out = tmp_path / "besuch.json", tmp_path / "besuch.pdf"
    file.write_text(in_german().model_dump_json(exclude_unset=True), encoding="utf-8")
    run = CliRunner()
    done = run.invoke(main, ["render", str(file), "--locale", str(german), "-o", str(out), "--edition", "de"])
    assert done.exit_code == 0, done.output
    check_pages(out.read_bytes(), german)
    assert run.invoke(main, ["explain", str(file), "--locale", str(german)]).exit_code == 0
    refused = run.invoke(main, ["render", str(file)])
    assert refused.exit_code == 3
    place = rf"\n  at {re.escape(str(file))}:\d+:\d+, languages\[0\]\n"
    assert re.match(rf"error\[locale\.unknown\].*{place}", refused.stderr)


def test_the_error_of_the_manual_is_real(
    manual: str, german: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong value in the file is told in the words of the manual, and is no fault of briefgen."""
    monkeypatch.chdir(tmp_path)
    text = german.read_text(encoding="utf-8")
    german.write_text(text.replace("Stand:\\u00a0{date}", "Stand: {datum}"), encoding="utf-8")
    Path("b.json").write_text(in_german().model_dump_json(exclude_unset=True), encoding="utf-8")
    refused = CliRunner().invoke(main, ["render", "b.json", "--locale", "de.toml"])
    (shown,) = ERROR.findall(manual)
    assert refused.exit_code == 3
    assert refused.stderr == f"{shown}1 error; nothing was written\n"


def test_a_broken_file_beside_the_theme_is_refused(german: Path, tmp_path: Path) -> None:
    """A file that is found, and not named, is checked in the same way."""
    theme = tmp_path / "house.toml"
    with resources.as_file(resources.files("briefgen.layout") / "themes" / "modern.toml") as modern:
        shutil.copy(modern, theme)
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "de.toml").write_text(german.read_text("utf-8").replace("latn", "roman"), "utf-8")
    with pytest.raises(briefgen.ResourceError) as caught:
        briefgen.render(in_german(), theme=str(theme))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where.path) == ("locale.invalid", "digits")


def test_all_languages_that_are_unknown_are_named(german: Path) -> None:
    """Both languages of a briefing may be missing; each is named with its place."""
    data = in_german(second="fr").model_dump_json(exclude_unset=True)
    briefing = briefgen.loads(re.sub(r'"fr"(?=[:,\]}])', '"ar-Latn"', data), format="json")
    with pytest.raises(briefgen.ResourceError) as caught:
        briefgen.render(briefing)
    found = [(fault.code, fault.where.path) for fault in caught.value.diagnostics]
    assert found == [("locale.unknown", "languages[0]"), ("locale.script", "languages[1]")]
    with pytest.raises(briefgen.ResourceError, match=re.escape("locale.script")):
        briefgen.render(briefing, locales=[german])


def test_a_path_alone_is_no_list(german: Path) -> None:
    """One path where a list belongs is a slip of the caller."""
    for path in (german, str(german)):
        with pytest.raises(TypeError, match="list of paths"):
            briefgen.render(in_german(), locales=path)  # type: ignore[arg-type]


def test_the_file_of_the_manual_has_every_key(german: Path) -> None:
    """The example is whole: it has the keys of the English file."""
    english = (resources.files("briefgen.layout") / "locales" / "en.toml").read_text(encoding="utf-8")
    reference, data = tomllib.loads(english), tomllib.loads(german.read_text(encoding="utf-8"))
    assert data.keys() == reference.keys()
    assert all(data[table].keys() == reference[table].keys() for table in ("dates", "labels", "kinds"))
