"""What is refused: a clear error, the documented exit code, and nothing touched."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import pytest
from click.testing import Result

from tests.cli.refusing import OLD, check_refusal, listing

Run = Callable[..., Result]


def check_usage(result: Result, message: str) -> None:
    """Wrong usage: exit code 2, the usage, and a sentence."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("Usage: briefgen render [OPTIONS] FILE\n")
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


@dataclass(frozen=True)
class Broken:
    """One change that breaks the briefing: what is replaced, by what, and what is said."""

    name: str
    old: str
    new: str | bytes
    code: str
    place: str


# What the file of data does not have: what only making pages shows, and the exact column.
BROKEN: Final = (
    Broken("wrong date", "2024-07-12", "2024-07-32", "model.bad-date", "b.yaml:7:10, dates.as_of"),
    Broken("unknown source", "[@mo].\n    ar", "[@jt].\n    ar", "model.unknown-source", "b.yaml:15:9, summary[0].en"),
    Broken("not UTF-8", "The crossing", b"The caf\xe9", "file.not-utf8", "b.yaml:4"),
    Broken("escape sequence", "The crossing", "The \x1b[31mcrossing", "file.bad-character", "b.yaml:4:11"),
    Broken(
        "emoji",
        "title:\n  en: The crossing",
        "short_title: {en: A, ar: أ}\ntitle:\n  en: The \U0001f600",  # without a short title, the title has two places
        "text.missing-glyph",
        "b.yaml:5:7, title.en, character 4",
    ),
    Broken("Chinese", "It is open", "It is 开", "text.missing-glyph", "b.yaml:15:9, summary[0].en, character 6"),
    Broken(
        "1 MB of one paragraph", "It is open", "It is open. " * 83_334, "model.text-too-long", "b.yaml:15:9, summary"
    ),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_broken_briefings(broken: Broken, valid: str, workplace: Path, run: Run) -> None:
    """A briefing with a problem gives a clear error and exit code 1, and leaves the file of last time as it was."""
    before, found, after = valid.partition(broken.old)
    assert found
    new = broken.new if isinstance(broken.new, bytes) else broken.new.encode()
    Path("b.yaml").write_bytes(before.encode() + new + after.encode())
    Path("b.pdf").write_bytes(OLD)
    untouched = listing(workplace)
    result = run("b.yaml", "-o", "b.pdf")
    check_refusal(result, broken.code, 1, broken.place, "1 error in b.yaml; nothing was written")
    assert listing(workplace) == untouched


def test_json_syntax(workplace: Path, run: Run) -> None:
    """A file whose name ends in .json is read as JSON, and its faults are named in the words of JSON."""
    Path("b.json").write_text('{\n  "reference": "J",\n}', encoding="utf-8")
    result = run("b.json")
    check_refusal(result, "file.syntax", 1, "b.json:3:1", "1 error in b.json; nothing was written")
    assert "a comma stands before }" in result.stderr
    assert [path.name for path in workplace.iterdir()] == ["b.json"]


def test_every_problem_is_told_at_once(valid: str, run: Run) -> None:
    """Several problems come together, in the order of the file, with their number at the end."""
    text = valid.replace("2024-07-12", "2024-07-32").replace("[@mo].\n    ar", "[@jt].\n    ar")
    Path("b.yaml").write_text(text, encoding="utf-8")
    result = run("b.yaml")
    assert result.stderr.index("model.bad-date") < result.stderr.index("model.unknown-source")
    assert result.stderr.endswith("2 errors in b.yaml; nothing was written\n")


def test_no_such_file(workplace: Path, run: Run) -> None:
    """A missing file is a missing resource."""
    check_refusal(run("none.yaml"), "file.missing", 3, "none.yaml")
    assert listing(workplace) == {}


def test_a_directory(run: Run) -> None:
    """A directory is no briefing."""
    Path("b.yaml").mkdir()
    check_refusal(run("b.yaml"), "file.is-a-directory", 3, "b.yaml")


def test_an_unreadable_file(briefing: Path, run: Run) -> None:
    """A file that is there and cannot be read is an error of the machine, not of the author."""
    name = str(briefing)
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        briefing.chmod(0)
    elif sys.platform == "linux":
        name = "/proc/self/mem"  # opens for everybody who asks about themselves; reading at the start fails
    else:
        pytest.skip("needs a user whom permissions stop, or Linux")
    check_refusal(run(name), "file.unreadable", 3, name)


@pytest.mark.usefixtures("briefing")
def test_the_folder_of_a_file_is_missing(workplace: Path, run: Run) -> None:
    """The folder of a file name is not made: it may be a mistyped one."""
    untouched = listing(workplace)
    target = str(Path("none", "b.pdf"))
    check_refusal(run("briefing.yaml", "-o", target), "output.unwritable", 3, target)
    assert listing(workplace) == untouched


@pytest.mark.usefixtures("briefing")
def test_a_folder_has_the_name_of_the_target(workplace: Path, run: Run) -> None:
    """A folder is never replaced by a file, and with all editions none is written then."""
    Path("visit.ar.pdf").mkdir()
    untouched = listing(workplace)
    check_refusal(run("briefing.yaml", "--edition", "all"), "output.unwritable", 3, "visit.ar.pdf")
    assert listing(workplace) == untouched


@pytest.mark.usefixtures("briefing")
def test_a_file_where_the_folder_should_be(workplace: Path, run: Run) -> None:
    """A file in the place of a folder is left alone."""
    Path("out").write_bytes(OLD)
    untouched = listing(workplace)
    check_refusal(run("briefing.yaml", "-o", "out/"), "output.unwritable", 3, "out")
    assert listing(workplace) == untouched


@pytest.mark.usefixtures("briefing")
@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize(("output", "place"), [("/proc/b.pdf", "/proc/b.pdf"), ("/proc/none/", "/proc/none")])
def test_a_file_system_that_takes_nothing(output: str, place: str, run: Run) -> None:
    """What only writing can show is an unwritable file, too."""
    check_refusal(run("briefing.yaml", "-o", output), "output.unwritable", 3, place)


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize("end", [".pdf", "/"])
def test_a_name_that_is_too_long(end: str, run: Run) -> None:
    """A name that the file system does not take is an unwritable file."""
    name = "a" * 5000 + end
    check_refusal(run("briefing.yaml", "-o", name), "output.unwritable", 3, "a" * 5000)


@pytest.mark.usefixtures("briefing")
@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_a_pipe_is_not_replaced(run: Run) -> None:
    """A device or pipe stays what it is: others use it."""
    os.mkfifo("pipe.pdf")
    check_refusal(run("briefing.yaml", "-o", "pipe.pdf"), "output.unwritable", 3, "pipe.pdf")
    assert Path("pipe.pdf").is_fifo()


@pytest.mark.usefixtures("briefing")
def test_themes(workplace: Path, run: Run) -> None:
    """An unknown theme, a missing theme file and a broken one are missing resources."""
    Path("broken.toml").write_text("name = \n", encoding="utf-8")
    Path("wrong.toml").write_text('name = "wrong"\ncolour = "red"\n', encoding="utf-8")
    untouched = listing(workplace)
    check_refusal(run("briefing.yaml", "--theme", "grand"), "theme.unknown", 3)
    check_refusal(run("briefing.yaml", "--theme", "none.toml"), "theme.unreadable", 3, "none.toml")
    check_refusal(run("briefing.yaml", "--theme", "broken.toml"), "theme.syntax", 3, "broken.toml")
    result = run("briefing.yaml", "--theme", "wrong.toml")
    assert result.exit_code == 3
    assert "error[theme.invalid]" in result.stderr
    assert "\n  at wrong.toml:2:1, colour\n" in result.stderr
    assert listing(workplace) == untouched


def test_a_language_without_labels(valid: str, run: Run) -> None:
    """A language that briefgen has no labels for is refused with those that it has."""
    Path("b.yaml").write_text(valid.replace("ar]", "sv]").replace(" ar:", " sv:"), encoding="utf-8")
    result = run("b.yaml")
    check_refusal(result, "locale.unknown", 3)
    assert "ar, ckb, en" in result.stderr


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'FILE'"),
        (["briefing.yaml", "more.yaml"], "unexpected extra argument (more.yaml)"),
        (["briefing.yaml", "--colour"], "No such option '--colour'"),
        (["briefing.yaml", "--page-size", "a5"], 'there is no page size "a5"; there are: A4, Letter'),
        (
            ["briefing.yaml", "--edition", "fr"],
            'there is no edition "fr" of this briefing; there are: side-by-side, sequential, tete-beche, en, ar, all',
        ),
        (["briefing.yaml", "--edition", ""], 'there is no edition ""'),
        (["briefing.yaml", "--edition", "all", "-o", "-"], "standard output takes one edition"),
        (["briefing.yaml", "-o", ""], "the name is empty"),
        (["briefing.yaml", "-o", "briefing.yaml"], "this is the briefing itself"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, workplace: Path, run: Run) -> None:
    """Wrong usage is told with the usage and exit code 2, and writes nothing."""
    untouched = listing(workplace)
    check_usage(run(*arguments), message)
    assert listing(workplace) == untouched


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30, "-1", "1_000", "253402300800"])
def test_source_date_epoch(epoch: str, workplace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A date in the environment that is no number of seconds is wrong usage."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    untouched = listing(workplace)
    check_usage(run("briefing.yaml"), f'SOURCE_DATE_EPOCH is "{epoch}"')
    assert listing(workplace) == untouched


def test_refusals_of_standard_input(valid: str, workplace: Path, run: Run) -> None:
    """A briefing on standard input is checked like one in a file, and has a place."""
    summary = "1 error in <stdin>; nothing was written"
    check_refusal(run("-", input=b"title: caf\xe9\n"), "file.not-utf8", 1, "<stdin>:1", summary)
    check_refusal(run("-", input=""), "file.empty", 1, "<stdin>", summary)
    check_refusal(run("-", input="é" * 5_000_001), "file.too-large", 1, "<stdin>", summary)
    emoji = valid.replace("It is open", "\U0001f600")
    check_refusal(run("-", input=emoji), "text.missing-glyph", 1, "<stdin>:15:9, summary[0].en, character 0", summary)
    assert listing(workplace) == {}


def test_controls_in_messages_are_shown(run: Run) -> None:
    """Nothing from a file, a file name or an argument reaches a terminal as a control or bidi control."""
    name = "\x9b31m\u202e.yaml"
    Path(name).write_text('"\\e[2J\\u202E": 1\n', encoding="utf-8")
    results = [
        run(name),
        run("\x1b[31m\u202e\u2066.yaml"),
        run("\x1b[31m.yaml", "--traceback"),
        run("b.yaml", "--\x1b[31m"),
        run("b.yaml", "two\x1b[31m\u202e"),
    ]
    for result in results:
        assert result.exit_code in {1, 2, 3}
        assert all(character.isprintable() or character == "\n" for character in result.output)
    assert "\n  at \\x1b[31m\\u202e\\u2066.yaml\n" in results[1].stderr


@pytest.mark.parametrize(("tag", "meant"), [("iw", "he"), ("ku", "ckb")])
def test_a_language_under_another_name(tag: str, meant: str, briefing: Path, valid: str, run: Run) -> None:
    """For an old or wider code of a language that briefgen speaks, the first hint has the one to write."""
    briefing.write_text(valid.replace("ar:", f"{tag}:").replace("ar]", f"{tag}]"), encoding="utf-8")
    result = run("briefing.yaml")
    assert result.exit_code == 3
    assert f'briefgen has no labels in the language "{tag}"' in result.stderr
    assert f'  hint: did you mean "{meant}"?' in result.stderr.splitlines()


@pytest.mark.usefixtures("briefing")
def test_a_theme_without_room_is_named(run: Run, workplace: Path) -> None:
    """A margin that leaves too little room is a problem of the theme's file, not of the briefing's."""
    modern = (resources.files("briefgen.layout") / "themes" / "modern.toml").read_text(encoding="utf-8")
    (workplace / "wide.toml").write_text(modern.replace("margin_side = 18", "margin_side = 80"), encoding="utf-8")
    result = run("briefing.yaml", "--theme", "wide.toml")
    assert result.exit_code == 3
    assert "  at wide.toml:61:1, page.gutter" in result.stderr.splitlines()
    assert "briefing.yaml" not in result.stderr
