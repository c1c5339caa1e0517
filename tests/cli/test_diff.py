"""``briefgen diff``: forms, inputs, exit codes, and what is refused."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen import load, render
from briefgen.cli import main
from tests.cli.conftest import VALID

CHANGED = VALID.replace("It is open", "It is not open").replace("as_of: 2024-07-12", "as_of: 2024-07-13")
AUDIENCES = """\
audiences:
  - {key: press, name: {en: the press, ar: الصحافة}}
not_for_use:
  - text: {en: "The cost is %s.", ar: "التكلفة %s."}
"""


def diff(*arguments: str, input: str | bytes | None = None) -> Result:  # noqa: A002 - as CliRunner has it
    """``briefgen diff`` with some arguments."""
    return CliRunner().invoke(main, ["diff", *arguments], input=input, prog_name="briefgen")


def plain(output: str) -> str:
    """What is shown, without the isolates around texts."""
    return re.sub("[\u2068\u2069]", "", output)


@pytest.fixture(autouse=True)
def files(workplace: Path) -> None:
    """Two versions of a briefing in the current folder."""
    (workplace / "old.yaml").write_text(VALID, encoding="utf-8")
    (workplace / "new.yaml").write_text(CHANGED, encoding="utf-8")


def test_differences_are_shown_in_lines() -> None:
    """Paths, values and words with marks; a text that changed in one language only is flagged."""
    done = diff("old.yaml", "new.yaml")
    assert done.exit_code == 0
    assert plain(done.output) == (
        "--- old.yaml\n"
        "+++ new.yaml\n"
        "changed dates.as_of: [-2024-07-12-] {+2024-07-13+}\n"
        "changed summary[0]\n"
        "  en: It is {+not +}open [@mo].\n"
        "  changed in en only\n"
        "2 differences: 2 changed\n"
    )


def test_texts_stand_in_isolates(workplace: Path) -> None:
    """Each text of a briefing, and each change in it, opens and closes an isolate; what is invisible is an escape."""
    changed = CHANGED.replace("إنه مفتوح", '"إنه \\u202eمغلق').replace("مغلق [@mo].", 'مغلق [@mo]."')
    (workplace / "new.yaml").write_text(changed, encoding="utf-8")
    output = diff("old.yaml", "new.yaml").output
    for line in output.splitlines():
        assert line.count("\u2068") == line.count("\u2069")
    assert "  ar: \u2068إنه \u2068[-مفتوح-]\u2069\u2068{+\\u202eمغلق+}\u2069 [@mo].\u2069" in output
    assert "\u202e" not in output


@pytest.mark.parametrize(("new", "code"), [("new.yaml", 1), ("old.yaml", 0)])
def test_the_exit_code_can_tell(new: str, code: int) -> None:
    """Without the option, differences are no failure; with it, they are 1 in every form."""
    assert diff("old.yaml", new).exit_code == 0
    for form in ("text", "json", "briefing"):
        assert diff("old.yaml", new, "--exit-code", "--format", form).exit_code == code


def test_equal_briefings() -> None:
    """Where nothing differs, that is said, and there is no addendum."""
    assert diff("old.yaml", "old.yaml").output == "no differences\n"
    assert json.loads(diff("old.yaml", "old.yaml", "--format", "json").stdout)["changes"] == []
    done = diff("old.yaml", "old.yaml", "--format", "briefing", "-o", "addendum.yaml")
    assert done.exit_code == 0
    assert done.stderr == "nothing has changed that a reader of the briefing sees; nothing was written\n"
    assert not Path("addendum.yaml").exists()


def test_json() -> None:
    """The report for programs has names, counts, and each difference with its paths, values and words."""
    report = json.loads(diff("old.yaml", "new.yaml", "--format", "json").stdout)
    assert report["report"] == 1
    assert report["old"] == {"name": "old.yaml", "reference": "JO-2024-07"}
    assert report["counts"] == {"added": 0, "removed": 0, "changed": 2, "moved": 0}
    assert report["changes"][1] == {
        "kind": "changed",
        "path": "summary[0]",
        "old_path": "summary[0]",
        "new_path": "summary[0]",
        "before": {"en": "It is open [@mo].", "ar": "إنه مفتوح [@mo]."},
        "after": {"en": "It is not open [@mo].", "ar": "إنه مفتوح [@mo]."},
        "texts": {"en": [{"kept": "It is "}, {"added": "not "}, {"kept": "open [@mo]."}]},
        "only_in": ["en"],
    }


@pytest.mark.parametrize("name", ["addendum.yaml", "addendum.json"])
def test_an_addendum_can_be_rendered(name: str) -> None:
    """The addendum is a briefing in the form that its name says, has the number that is asked for, and is printed."""
    assert diff("old.yaml", "new.yaml", "--format", "briefing", "--number", "3", "-o", name).exit_code == 0
    assert Path(name).read_text(encoding="utf-8").startswith("{") == name.endswith("json")
    made = load(name)
    assert (made.reference, made.addendum_to, made.status) == ("JO-2024-07/3", "JO-2024-07", "addendum")
    assert [change.path for change in made.changes] == ["dates.as_of", "summary[0]"]
    assert render(made).page_count == 1


def test_reports_go_into_files() -> None:
    """With an output, nothing is shown."""
    for form in ("text", "json"):
        done = diff("old.yaml", "new.yaml", "--format", form, "-o", f"report.{form}")
        assert (done.exit_code, done.output) == (0, "")
    assert "dates.as_of" in Path("report.text").read_text(encoding="utf-8")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["report"] == 1


@pytest.mark.parametrize("edition", ["side-by-side", "ar"])
def test_pdf_files_are_compared(edition: str) -> None:
    """A file that embeds its briefing stands for it; the other one is compared as far as that edition shows it."""
    pdf = render(load("old.yaml"), edition=edition).pdf
    Path("old.pdf").write_bytes(pdf)
    assert diff("old.pdf", "old.yaml").output == "no differences\n"
    assert diff("-", "old.yaml", input=pdf).output == "no differences\n"
    Path("nameless").write_bytes(pdf)
    assert diff("old.yaml", "nameless").output == "no differences\n"
    shown = plain(diff("old.pdf", "new.yaml").output)
    assert "dates.as_of" in shown
    assert ("summary[0]" in shown) == (edition != "ar")


def test_standard_input() -> None:
    """One of the two may come through a pipe, as YAML; what is wrong with it is said of standard input."""
    assert "--- old.yaml\n+++ <stdin>\n" in diff("old.yaml", "-", input=CHANGED).output
    done = diff("-", "new.yaml", input=b"title: \xff")
    assert done.exit_code == 1
    assert "error[file.not-utf8]" in done.stderr
    assert "<stdin>" in done.stderr


def test_an_audience_in_words_hides_nothing(workplace: Path) -> None:
    """A briefing that names whom it is for, and has audiences, is compared as its audience sees it."""
    named = "audience: {en: the delegation, ar: الوفد}\n"
    for name, text, cost in (("old", VALID, "nine"), ("new", CHANGED.replace("13", "12"), "ten")):
        (workplace / f"{name}.yaml").write_text(text + named + AUDIENCES % (cost, cost), encoding="utf-8")
    assert "nine" not in diff("old.yaml", "new.yaml", "--audience", "press").output


def test_what_was_made_for_others_is_not_compared(workplace: Path) -> None:
    """A file for one audience is not compared for another one: all of it would be shown to them."""
    others = AUDIENCES % ("nine", "nine") + "  - text: {en: x, ar: ب}\n"
    others = others.replace("not_for_use:", "  - {key: desk, name: {en: the desk, ar: المكتب}}\nnot_for_use:")
    (workplace / "new.yaml").write_text(VALID + others, encoding="utf-8")
    for key in ("press", "desk"):
        render(load(workplace / "new.yaml"), audience=key).save(workplace / f"{key}.pdf")
    assert diff("press.pdf", "new.yaml", "--audience", "press").exit_code == 0
    refused = diff("desk.pdf", "new.yaml", "--audience", "press")
    assert refused.exit_code == 2
    assert "the two are for different audiences" in " ".join(refused.stderr.split())


def test_what_an_audience_sees(workplace: Path) -> None:
    """What is not for an audience is not compared for it."""
    for name, cost in (("old.yaml", "low"), ("new.yaml", "high")):
        (workplace / name).write_text(VALID + AUDIENCES % (cost, cost), encoding="utf-8")
    assert "not_for_use[0].text" in diff("old.yaml", "new.yaml").output
    assert diff("old.yaml", "new.yaml", "--audience", "press").output == "no differences\n"
    done = diff("old.yaml", "new.yaml", "--audience", "cabinet")
    assert done.exit_code == 2
    assert 'there is no audience "cabinet"; this briefing has: press' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "-"), "only one of the two can be standard input"),
        (("old.yaml", "new.yaml", "--number", "2"), "only an addendum has a number"),
        (("old.yaml", "new.yaml", "-o", ""), "the name is empty"),
        (("old.yaml", "new.yaml", "-o", "new.yaml"), "this is one of the files that are compared"),
        (("old.yaml", "new.yaml", "--number", "0", "--format", "briefing"), "0 is not in the range"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    """Arguments that cannot be meant are refused before anything is read."""
    done = diff(*arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())


def test_files_with_problems(workplace: Path) -> None:
    """What is missing or broken is reported with its file, and nothing is written."""
    assert diff("old.yaml", "missing.yaml").exit_code == 3
    (workplace / "broken.yaml").write_text("title: [", encoding="utf-8")
    done = diff("broken.yaml", "new.yaml", "-o", "report.txt")
    assert done.exit_code == 1
    assert "at broken.yaml:" in done.stderr
    assert done.stderr.endswith("1 error; nothing was written\n")
    (workplace / "not.pdf").write_bytes(b"no PDF")
    assert diff("not.pdf", "new.yaml").exit_code == 3
    assert not Path("report.txt").exists()


def test_no_addendum_without_a_reference(workplace: Path) -> None:
    """An addendum to a briefing without a reference is refused, with the name of the file."""
    (workplace / "old.yaml").write_text(VALID.replace("reference: JO-2024-07\n", ""), encoding="utf-8")
    done = diff("old.yaml", "new.yaml", "--format", "briefing")
    assert done.exit_code == 1
    assert "error[diff.no-reference]" in done.stderr
    assert "old.yaml" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="colours of a terminal")
def test_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal with colours, lines stand for the marks."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    output = diff("old.yaml", "new.yaml").output
    assert "\x1b[4;32m\u2068not \u2069\x1b[0m" in output
    assert "{+" not in output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "{+not +}" in diff("old.yaml", "new.yaml").output
