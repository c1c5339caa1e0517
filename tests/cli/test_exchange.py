"""``briefgen schema``, ``sources``, ``themes`` and ``languages``: what they print, and what they refuse."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import briefgen
from briefgen.cli import main
from briefgen.cli.sources_command import sources
from briefgen.model.json_schema import published_schema


def call(*arguments: str, input: str | bytes | None = None) -> Result:  # noqa: A002 - as CliRunner has it
    """The program with some arguments."""
    return CliRunner().invoke(main, list(arguments), input=input, prog_name="briefgen")


ITEMS = [
    {"id": "mo", "type": "report", "title": "تقرير", "publisher": "وزارة", "page": "3"},
    {"id": "b", "type": "webpage"},
]


@pytest.fixture
def items(workplace: Path) -> Path:
    """A file of items in the current folder."""
    path = workplace / "library.json"
    path.write_text(json.dumps(ITEMS), encoding="utf-8")
    return path


def test_schema_is_the_published_one() -> None:
    """The schema is printed as it is published, and in one line with --compact."""
    assert call("schema").stdout == published_schema()
    compact = call("schema", "--compact").stdout
    assert compact.count("\n") == 1
    assert json.loads(compact) == briefgen.json_schema()


def test_schema_into_a_file(workplace: Path) -> None:
    """With -o nothing is printed, and the file has the schema; with - it goes to standard output."""
    assert call("schema", "-o", "a.json").output == ""
    assert (workplace / "a.json").read_text(encoding="utf-8") == published_schema() == call("schema", "-o", "-").stdout


def test_strict_schema() -> None:
    """--strict prints the schema for language models, in the languages that are named."""
    assert json.loads(call("schema", "--strict", "ar, en").stdout) == briefgen.json_schema(
        strict=True, languages=("ar", "en")
    )


def test_import_of_a_briefing(briefing: Path) -> None:
    """Who gives a briefing in YAML is told which command prints its sources."""
    result = call("sources", "import", str(briefing))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "briefgen sources export" in " ".join(result.stderr.split())


@pytest.mark.parametrize("languages", ["", "en,en", "en,ar,fr", "english", "en;ar", "en,xx"])
def test_languages_are_checked(languages: str) -> None:
    """One or two different tags are needed, for a schema and for sources."""
    for arguments in (("schema", "--strict", languages), ("sources", "import", "-", "--languages", languages)):
        result = call(*arguments, input="[]")
        assert result.exit_code == 2
        assert result.stdout == ""


@pytest.mark.parametrize("command", [("schema",), ("sources", "import", "library.json")])
def test_output_that_cannot_be_written(items: Path, command: tuple[str, ...]) -> None:
    """A missing folder, a folder and an empty name are refused before any work."""
    (items.parent / "folder").mkdir()
    for name, code in (("missing/a.json", 3), ("folder", 3), ("", 2)):
        result = call(*command, "-o", name)
        assert (result.exit_code, result.stdout) == (code, "")


@pytest.mark.parametrize("command", ["import", "export"])
def test_what_is_read_is_not_written_over(briefing: Path, items: Path, command: str) -> None:
    """The file that the sources come from stays as it is, whatever its name is written like."""
    file = items if command == "import" else briefing
    before = file.read_bytes()
    result = call("sources", command, file.name, "-o", f"./{file.name}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "this is the file that is read" in result.stderr
    assert file.read_bytes() == before


def test_warnings_are_not_counted_as_errors(workplace: Path) -> None:
    """The last line tells how many errors there are, and not how many warnings stand beside them."""
    (workplace / "none.json").write_text('[{"type": "report"}]', encoding="utf-8")
    result = call("sources", "import", "none.json")
    assert result.exit_code == 1
    assert "warning[csl.left-out]" in result.stderr
    assert result.stderr.endswith("\n1 error; nothing was written\n")


def test_export_is_safe_on_a_terminal(briefing: Path, valid: str) -> None:
    """A character that turns what stands beside it round is an escape."""
    briefing.write_text(valid.replace("Statement", '"State\\u202Ement"'), encoding="utf-8")
    result = call("sources", "export", briefing.name)
    assert result.exit_code == 0
    assert "\u202e" not in result.stdout
    assert json.loads(result.stdout)[0]["title"] == "State\u202ement"


def test_import_prints_sources(items: Path) -> None:
    """The sources are YAML to be pasted into a briefing; what is lost is on standard error, with the place."""
    result = call("sources", "import", items.name)
    assert result.exit_code == 0
    briefing = briefgen.loads("title: {en: A, ar: أ}\nsummary: [{en: B, ar: ب}]\n" + result.stdout)
    (source,) = briefing.sources
    assert source.title is not None
    assert (source.key, source.kind, source.title["en"]) == ("mo", "report", "تقرير")
    assert "warning[csl.lost-field]" in result.stderr
    assert "at library.json, [1]" in result.stderr


def test_import_into_a_file(items: Path) -> None:
    """With -o and --quiet nothing is said, and the file has one language."""
    result = call("sources", "import", items.name, "-o", "sources.yaml", "--languages", "ar", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert "en:" not in (items.parent / "sources.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [json.dumps({"items": ITEMS}), json.dumps(ITEMS[0]), "\ufeff" + json.dumps(ITEMS)])
def test_import_from_standard_input(content: str) -> None:
    """Items may stand under ``items``, be one alone, and come through a pipe."""
    result = call("sources", "import", "-", input=content)
    assert result.exit_code == 0
    assert "key: mo" in result.stdout


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "csl.no-items"),
        ("7", "csl.no-items"),
        ("[]", "csl.no-items"),
        ("[{}]", "csl.no-items"),
        ("[{]", "file.syntax"),
        ('[{"id": "a", "id": "b"}]', "file.duplicate-key"),
        (b"\xff", "file.not-utf8"),
    ],
)
def test_files_that_are_no_items(workplace: Path, content: str | bytes, code: str) -> None:
    """A file that is no list of items is refused with a place and a hint, and nothing is printed."""
    (workplace / "a.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    result = call("sources", "import", "a.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"error[{code}]" in result.stderr
    assert "  at a.json" in result.stderr
    assert "nothing was written" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in call("sources", "import", "a.json", "--traceback").stderr


def test_a_missing_file() -> None:
    """A file that is not there is a resource."""
    result = call("sources", "import", "a.json")
    assert result.exit_code == 3
    assert "error[file.missing]" in result.stderr


def test_export_prints_items(briefing: Path) -> None:
    """The sources of a briefing are items in its first language, or in the one that is named; and come back."""
    first = call("sources", "export", briefing.name)
    assert [item["title"] for item in json.loads(first.stdout)] == ["Statement"]
    second = call("sources", "export", briefing.name, "--language", "AR")
    (item,) = json.loads(second.stdout)
    assert item["title"] == "بيان"
    again: Any = call("sources", "import", "-", "--languages", "ar", input=second.stdout)
    assert again.exit_code == 0
    assert "بيان" in again.stdout
    assert again.stderr == ""


@pytest.mark.parametrize("language", ["fr", "Arabic!"])
def test_export_in_another_language(briefing: Path, language: str) -> None:
    """A language that the briefing is not in is wrong usage."""
    result = call("sources", "export", briefing.name, "--language", language)
    assert result.exit_code == 2
    assert "its languages are en, ar" in result.stderr


def test_export_says_what_is_lost(briefing: Path, valid: str) -> None:
    """What has no place in an item is said with the line of the source; a broken briefing is refused as ever."""
    briefing.write_text(valid + "    text: {file: mo.txt}\n", encoding="utf-8")
    result = call("sources", "export", briefing.name)
    assert result.exit_code == 0
    assert "warning[csl.lost-field]" in result.stderr
    assert "at briefing.yaml:18:" in result.stderr
    briefing.write_text("title: 7\n", encoding="utf-8")
    assert call("sources", "export", briefing.name).exit_code == 1


def test_themes() -> None:
    """Each theme has its name, where it is from, what it looks like, and the font of each script; one can be shown."""
    modern, *others = json.loads(call("themes", "--format", "json").stdout)
    assert {each["name"] for each in others} == {"formal", "newsroom"}
    assert all(each["summary"] for each in (modern, *others))
    assert (modern["name"], modern["from"]) == ("modern", "briefgen")
    assert set(modern["fonts"]) >= {"Latn", "Arab", "Hebr"}
    header, *lines = call("themes").stdout.splitlines()
    assert header.split("\t") == ["name", "from", "summary"]
    assert [line.partition("\t")[0] for line in lines] == ["modern", "formal", "newsroom"]
    shown = call("themes", "--show", "formal").stdout
    assert tomllib.loads(shown)["name"] == "formal"
    assert call("themes", "--show", "none").exit_code == 3


def test_languages() -> None:
    """Each language has its tag, its name, its script and its digits, and can be rendered."""
    listed = json.loads(call("languages", "--format", "json").stdout)
    assert {row["tag"]: (row["name"], row["script"]) for row in listed}["ar"] == ("Arabic", "Arab")
    assert [row["tag"] for row in listed] == ["ar", "ckb", "en", "fa", "fr", "he", "ur"]
    assert len(call("languages").stdout.splitlines()) == len(listed) + 1


def test_lists_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a list is a table."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    assert "Script" in call("languages").stdout
    assert "\t" not in call("languages").stdout


@pytest.mark.parametrize("name", ["import", "export"])
def test_options_are_documented(checkout: Path, name: str) -> None:
    """The manual has every option of the two commands, in their order."""
    page = (checkout / "docs" / "command-line.md").read_text(encoding="utf-8")
    section = page.partition(f"\n### `briefgen sources {name} ")[2].partition("\n#")[0]
    command = sources.commands[name]
    expected = [parameter.opts[-1] for parameter in command.params if isinstance(parameter, click.Option)]
    assert re.findall(r"^\| .*?`(--[a-z]+)` \|", section, re.MULTILINE) == [*expected, "--help"]
