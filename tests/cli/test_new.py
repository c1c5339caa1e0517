"""``briefgen new`` starts a briefing of each kind, which is complete and renders as it is."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any, get_args

import click.testing
import pytest

import briefgen
from briefgen.cli import main
from briefgen.cli.new_command import KINDS as NAMED
from briefgen.cli.starting import KINDS, examples_dir, sections_in, starting_text
from briefgen.model.head import BriefingKind


def call(*arguments: str) -> click.testing.Result:
    """Run the command."""
    return click.testing.CliRunner().invoke(main, ["new", *arguments])


def test_every_kind_can_be_started() -> None:
    """The command, the model and the examples have the same kinds."""
    assert tuple(KINDS) == NAMED
    assert set(KINDS) == set(get_args(BriefingKind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("languages", ["en,ar", "ar,en", "en", "ar"])
def test_what_is_written_is_a_complete_briefing(kind: str, languages: str, tmp_path: Path) -> None:
    """The file can be loaded, is of the kind and in the languages, and all files that it names are beside it."""
    result = call(kind, "-o", f"{tmp_path / 'own'}/", "--languages", languages)
    assert (result.exit_code, result.stdout) == (0, "")
    briefing = briefgen.load(tmp_path / "own" / "briefing.yaml")
    assert (briefing.kind, briefing.languages) == (kind, tuple(languages.split(",")))
    assert briefing.other_languages == ()
    named = [source.text.file for source in briefing.sources if source.text is not None]
    named += [picture.file_for(language) for picture in briefing.pictures for language in briefing.languages]
    assert [name for name in named if not (tmp_path / "own" / name).is_file()] == []


@pytest.mark.parametrize("kind", KINDS)
def test_in_both_languages_it_is_the_example_with_its_comments(kind: str) -> None:
    """Nothing of the example is lost."""
    example = examples_dir() / KINDS[kind][0] / "briefing.yaml"
    assert starting_text(kind, ("en", "ar")) == example.read_text(encoding="utf-8")


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    """Where one of the files is there already, nothing is written at all."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "jt.txt").write_text("mine", encoding="utf-8")
    result = call("meeting-brief", "-o", str(tmp_path / "brief.yaml"))
    assert result.exit_code != 0
    assert "output.exists" in result.stderr
    assert "jt.txt" in result.stderr
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["jt.txt"]
    assert (tmp_path / "sources" / "jt.txt").read_text(encoding="utf-8") == "mine"


def test_without_a_name_it_is_called_after_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file goes into the current folder."""
    monkeypatch.chdir(tmp_path)
    assert call("visit-programme").exit_code == 0
    assert (tmp_path / "visit-programme.yaml").is_file()


def test_the_list_has_each_kind_with_its_sections() -> None:
    """Each kind has a line, and below it the sections in the order of the pages."""
    lines = call("--list").stdout.splitlines()
    assert [line.partition(":")[0] for line in lines[::2]] == list(KINDS)
    assert all(line.startswith("  bottom_line, ") for line in lines[1::2])
    rows = json.loads(call("--list", "--format", "json").stdout)
    assert [", ".join(row["sections"]) for row in rows] == [line.strip() for line in lines[1::2]]


def test_sections_are_in_the_order_of_the_kind() -> None:
    """What a kind has first stands first, and what a briefing has not is not named."""
    text = "kind: fact-sheet\ntitle: {en: Water}\nsummary: [{en: One.}]\nfacts: [{label: {en: A}, value: {en: B}}]\n"
    assert sections_in(briefgen.loads(text)) == ["facts", "summary"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give either a KIND or --list"),
        (("fact-sheet", "--list"), "give either a KIND or --list"),
        (("letter",), "letter"),
        (("fact-sheet", "--languages", "fr"), "not in"),
        (("fact-sheet", "-o", ""), "the name is empty"),
    ],
)
def test_wrong_arguments_are_refused(arguments: tuple[str, ...], said: str) -> None:
    """A wrong argument is named, and nothing is written."""
    result = call(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_what_is_not_named_is_not_written(tmp_path: Path) -> None:
    """In one language only the files lie beside a briefing that it names."""
    assert call("situation-report", "-o", f"{tmp_path}/", "--languages", "en").exit_code == 0
    text = (tmp_path / "briefing.yaml").read_text(encoding="utf-8")
    beside = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if path.name != "briefing.yaml"]
    assert beside
    assert all(name in text for name in beside)


def test_nothing_stays_of_what_could_not_be_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be written, those that were written before it are taken away."""
    opened = Path.open

    def refusing(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode == "xb" and path.suffix == ".png":
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(path, mode, **more)

    monkeypatch.setattr(Path, "open", refusing)
    assert call("situation-report", "-o", f"{tmp_path}/").exit_code != 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
