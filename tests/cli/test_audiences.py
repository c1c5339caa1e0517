"""``--audience``: a file for each audience, called by it, and the search of a finished file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import main

Run = Callable[..., Result]

AUDIENCES = """\
audiences:
  - key: press
    name: {en: the press, ar: الصحافة}
    without: [background]
  - key: cabinet
    name: {en: the Cabinet, ar: مجلس الوزراء}
background:
  - en: Operation Nightjar begins in May.
    ar: تبدأ عملية السبد في أيار.
"""


@pytest.fixture
def visit(workplace: Path, valid: str) -> Path:
    """A briefing with two audiences, of which one goes without the background."""
    path = workplace / "visit.yaml"
    path.write_text(valid + AUDIENCES, encoding="utf-8")
    return path


@pytest.fixture
def check() -> Run:
    """``briefgen check`` with some arguments."""
    return lambda *arguments: CliRunner().invoke(main, ["check", *arguments], prog_name="briefgen")


def names(folder: Path) -> set[str]:
    """The names of the PDF files in a folder."""
    return {path.name for path in folder.glob("*.pdf")}


@pytest.mark.usefixtures("visit")
def test_files_are_called_by_their_audience(workplace: Path, run: Run) -> None:
    """In a folder, a file has the audience and the edition in its name."""
    assert run("visit.yaml", "--audience", "press").exit_code == 0
    assert names(workplace) == {"visit.press.side-by-side.pdf"}


@pytest.mark.usefixtures("visit")
def test_all_audiences(workplace: Path, run: Run) -> None:
    """All audiences and all editions are a file each; a file name gets what makes it differ."""
    assert run("visit.yaml", "--audience", "all", "--edition", "all", "-o", "build/").exit_code == 0
    editions = ("side-by-side", "sequential", "en", "ar")
    assert names(workplace / "build") == {
        f"visit.{audience}.{edition}.pdf" for audience in ("press", "cabinet") for edition in editions
    }
    assert run("visit.yaml", "--audience", "all", "--edition", "en", "-o", "x.pdf").exit_code == 0
    assert names(workplace) == {"x.press.pdf", "x.cabinet.pdf"}


@pytest.mark.usefixtures("visit")
def test_the_full_edition_says_so(workplace: Path, run: Run) -> None:
    """Without an audience everything is rendered, with a note; one with an audience needs none."""
    assert "note[audience.full-edition]" in run("visit.yaml").stderr
    assert names(workplace) == {"visit.side-by-side.pdf"}
    assert run("visit.yaml", "--audience", "press").stderr == ""


@pytest.mark.usefixtures("visit")
def test_names_of_files_are_looked_at(workplace: Path, run: Run) -> None:
    """No file is written whose name says what its audience does not get."""
    result = run("visit.yaml", "--audience", "press", "-o", "nightjar.pdf")

    assert result.exit_code == 1
    assert "error[audience.file-name]" in result.stderr
    assert names(workplace) == set()
    assert run("visit.yaml", "--audience", "cabinet", "-o", "nightjar.pdf").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--audience", "nobody"], 'there is no audience "nobody" of this briefing; there are: press, cabinet, all'),
        (["--audience", "all", "-o", "-"], "standard output takes one edition"),
    ],
)
@pytest.mark.usefixtures("visit")
def test_wrong_audiences_are_refused(arguments: list[str], message: str, run: Run) -> None:
    """An audience that is not there, and several on standard output, are wrong usage."""
    result = run("visit.yaml", *arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


@pytest.mark.usefixtures("visit")
def test_no_verdicts_for_an_audience(run: Run) -> None:
    """Who asks for verdicts in an edition for an audience is told that it has none."""
    assert "note[audience.no-verdicts]" in run("visit.yaml", "--audience", "press", "--verdicts").stderr
    assert "audience.no-verdicts" not in run("visit.yaml", "--verdicts", "-o", "x.pdf").stderr
    assert "audience.no-verdicts" not in run("visit.yaml", "--audience", "press", "-o", "y.pdf").stderr


@pytest.mark.usefixtures("visit")
def test_a_search_is_for_one_audience(check: Run) -> None:
    """What there is to choose from has no ``all``, which a search refuses."""
    said = " ".join(check("visit.yaml", "--audience", "prs", "--pdf", "x.pdf").stderr.split())
    assert "there are: press, cabinet" in said
    assert "cabinet, all" not in said


@pytest.mark.usefixtures("visit")
def test_a_search_that_cannot_begin(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong while the search is loaded is a sentence and exit code 70, as everywhere."""
    monkeypatch.setitem(sys.modules, "briefgen.proof", None)
    result = check("visit.yaml", "--audience", "press", "--pdf", "x.pdf")
    assert result.exit_code == 70
    assert "error[internal.unexpected]" in result.stderr


@pytest.mark.usefixtures("briefing")
def test_a_briefing_without_audiences_has_none(run: Run) -> None:
    """Also ``all`` needs an audience."""
    assert "it has none" in run("briefing.yaml", "--audience", "all").stderr


@pytest.mark.usefixtures("visit")
def test_explain_knows_audiences() -> None:
    """What is explained is what the audience gets, with the paths of the whole briefing."""
    arguments = ["explain", "visit.yaml", "--audience", "press", "--format", "json"]
    result = CliRunner().invoke(main, arguments, prog_name="briefgen")

    assert result.exit_code == 0
    assert json.loads(result.stdout)
    assert "background" not in result.stdout


@pytest.mark.usefixtures("visit")
def test_the_search_of_a_file(run: Run, check: Run) -> None:
    """The file of the audience passes; another one does not, and the exit code says so."""
    run("visit.yaml", "--audience", "press", "-o", "good.pdf")
    run("visit.yaml", "-o", "bad.pdf")

    good = check("visit.yaml", "--audience", "press", "--pdf", "good.pdf")
    bad = check("visit.yaml", "--audience", "press", "--pdf", "bad.pdf")

    assert (good.exit_code, good.stdout) == (0, "good.pdf, press: nothing that is withheld was found\n")
    assert "0 were found" in good.stderr
    assert (bad.exit_code, bad.stdout) == (1, "bad.pdf, press: this file is not for them\n")
    assert "error[audience.leak]" in bad.stderr
    assert "visit.yaml:" in bad.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["visit.yaml", "--pdf", "x.pdf"], 2),
        (["visit.yaml", "--audience", "press"], 2),
        (["visit.yaml", "--audience", "all", "--pdf", "x.pdf"], 2),
        (["visit.yaml", "visit.yaml", "--audience", "press", "--pdf", "x.pdf"], 2),
        (["visit.yaml", "--audience", "nobody", "--pdf", "x.pdf"], 2),
        (["visit.yaml", "--audience", "press", "--pdf", "missing.pdf"], 3),
        (["visit.yaml", "--audience", "press", "--pdf", "visit.yaml"], 3),
    ],
)
@pytest.mark.usefixtures("visit")
def test_a_search_needs_a_briefing_an_audience_and_a_file(arguments: list[str], code: int, check: Run) -> None:
    """What cannot be searched is refused, and no verdict is given."""
    result = check(*arguments)

    assert (result.exit_code, result.stdout) == (code, "")
