"""``briefgen render``: names of files, editions, streams, and what is said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

import pytest
from click.testing import Result

import briefgen
from briefgen.cli import rendering
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.errors import InternalError, ResourceError
from briefgen.layout.pages import PAGE_SIZES
from briefgen.saving import save_atomically

Run = Callable[..., Result]

EDITIONS: Final = ("side-by-side", "sequential", "en", "ar")
LINE: Final = r"{path}: {edition}, [0-9]+ pages?, [0-9]+ kB, [0-9]+ ms\n"


def files(folder: Path) -> list[str]:
    """The names of the PDF files in a folder, which are whole: each has its first and its last line."""
    for path in folder.glob("*.pdf"):
        data = path.read_bytes()
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")
    return sorted(path.name for path in folder.iterdir() if path.name != "briefing.yaml")


@pytest.mark.usefixtures("briefing")
def test_without_options(workplace: Path, run: Run) -> None:
    """Without options the languages stand side by side, in a file in the current folder named after the briefing's."""
    result = run("briefing.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert files(workplace) == ["visit.side-by-side.pdf"]
    assert re.fullmatch(LINE.format(path=r"visit\.side-by-side\.pdf", edition="side-by-side"), result.stdout)


@pytest.mark.usefixtures("briefing")
def test_what_a_line_says_is_true(run: Run) -> None:
    """The line about a file has its size in kilobytes and its number of pages."""
    result = run("briefing.yaml", "--edition", "sequential", "-o", "x.pdf")
    made = briefgen.render(briefgen.load("briefing.yaml"), edition="sequential")
    size = round(Path("x.pdf").stat().st_size / 1000)
    assert result.stdout.startswith(f"x.pdf: sequential, {made.page_count} pages, {size} kB, ")
    assert Path("x.pdf").read_bytes() == made.pdf


@pytest.mark.usefixtures("briefing")
def test_all_editions(workplace: Path, run: Run) -> None:
    """All editions go into a new folder, with a line for each in the order of the editions."""
    result = run("briefing.yaml", "--edition", "all", "-o", "build/out/")
    assert result.exit_code == 0
    assert files(workplace / "build" / "out") == sorted(f"visit.{edition}.pdf" for edition in EDITIONS)
    assert [line.split(": ")[1].split(",")[0] for line in result.stdout.splitlines()] == list(EDITIONS)


@pytest.mark.usefixtures("briefing")
def test_all_editions_of_a_file_name(workplace: Path, run: Run) -> None:
    """With a file name each edition puts its own name before the suffix."""
    Path("out").mkdir()
    assert run("briefing.yaml", "--edition", "all", "-o", "out/x.pdf").exit_code == 0
    assert files(workplace / "out") == sorted(f"x.{edition}.pdf" for edition in EDITIONS)


def test_all_editions_of_one_language(valid: str, workplace: Path, run: Run) -> None:
    """A briefing in one language has one edition, also when all are asked for; its file has the name of the edition."""
    text = "\n".join(line for line in valid.splitlines() if not line.lstrip().startswith("ar:"))
    Path("briefing.yaml").write_text(re.sub(r", ar(: \w+)?", "", text), encoding="utf-8")
    assert run("briefing.yaml").exit_code == 0
    assert run("briefing.yaml", "--edition", "all", "-o", "x.pdf").exit_code == 0
    assert files(workplace) == ["visit.en.pdf", "x.en.pdf"]


@pytest.mark.usefixtures("briefing")
def test_an_older_file_is_replaced(workplace: Path, run: Run) -> None:
    """A file of the same name is replaced, and nothing else appears in the folder."""
    Path("x.pdf").write_bytes(b"the file of last week")
    assert run("briefing.yaml", "-o", "x.pdf").exit_code == 0
    assert files(workplace) == ["x.pdf"]


@pytest.mark.usefixtures("briefing")
def test_standard_output(workplace: Path, run: Run) -> None:
    """With - the PDF alone goes to standard output, and the line about it to standard error."""
    result = run("briefing.yaml", "--edition", "ar", "-o", "-")
    assert result.exit_code == 0
    assert result.stdout_bytes == briefgen.render(briefgen.load("briefing.yaml"), edition="ar").pdf
    assert re.fullmatch(LINE.format(path="<stdout>", edition="ar"), result.stderr)
    assert files(workplace) == []


def test_standard_input(valid: str, workplace: Path, run: Run) -> None:
    """With - the briefing comes from standard input, and its files are called briefing."""
    assert run("-", input=valid).exit_code == 0
    assert files(workplace) == ["briefing.side-by-side.pdf"]
    result = run("-", "-o", "-", input="\ufeff" + valid)
    assert result.stdout_bytes == Path("briefing.side-by-side.pdf").read_bytes()


@pytest.mark.usefixtures("briefing")
def test_page_size(run: Run) -> None:
    """Every page size of the layout can be chosen, in capitals or not."""
    sizes = dict[str, bytes]()
    for name in (*PAGE_SIZES, *map(str.lower, PAGE_SIZES)):
        result = run("briefing.yaml", "--page-size", name, "-o", "-")
        assert result.exit_code == 0, result.stderr
        sizes[name] = result.stdout_bytes
    assert sizes["A4"] == sizes["a4"] != sizes["Letter"] == sizes["letter"]


@pytest.mark.usefixtures("briefing")
def test_source_date_epoch(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of the file is that of the environment, if it has one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    date = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
    expected = briefgen.render(briefgen.load("briefing.yaml"), date=date).pdf
    assert run("briefing.yaml", "-o", "-").stdout_bytes == expected
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert (
        run("briefing.yaml", "-o", "-").stdout_bytes == briefgen.render(briefgen.load("briefing.yaml")).pdf != expected
    )


@pytest.mark.usefixtures("briefing")
def test_quiet(run: Run) -> None:
    """With --quiet a success says nothing, on either stream, and an error is told."""
    result = run("briefing.yaml", "--quiet", "--edition", "all")
    assert (result.exit_code, result.output) == (0, "")
    result = run("none.yaml", "--quiet")
    assert result.exit_code == 3
    assert "error[file.missing]" in result.stderr


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rendering notices something about the title, and goes on."""
    original = briefgen.render
    warning = Diagnostic("text.doubt", "look [bold]twice", Place(path="title.en"), ("look",), Severity.WARNING)

    def render(*arguments: Any, **options: Any) -> briefgen.RenderResult:
        made = original(*arguments, **options)
        return briefgen.RenderResult(made.pdf, made.page_count, made.edition, made.profile, (warning,))

    monkeypatch.setattr(rendering, "render_edition", render)


@pytest.mark.usefixtures("briefing", "warned")
def test_warnings(run: Run) -> None:
    """A warning does not stop the work; it is told once on standard error, with its line, --quiet or not."""
    result = run("briefing.yaml", "--edition", "all")
    assert result.exit_code == 0
    said = "warning[text.doubt]: look [bold]twice\n  at briefing.yaml:4:7, title.en\n  hint: look\n"
    assert result.stderr == said
    assert run("briefing.yaml", "--edition", "all", "--quiet").output == said


def failing(wanted: str, error: BaseException) -> Callable[..., briefgen.RenderResult]:
    """A renderer that fails for one edition."""
    original = briefgen.render

    def render(*arguments: Any, edition: str, **options: Any) -> briefgen.RenderResult:
        if edition == wanted:
            raise error
        return original(*arguments, edition=edition, **options)

    return render


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (InternalError("a line has no end"), (70, "error[internal.invariant]: a line has no end\n")),
        (
            ValueError("\x1b"),
            (70, "error[internal.unexpected]: an exception that nobody expected: ValueError: \\x1b\n"),
        ),
        (RecursionError("deep"), (70, "error[internal.unexpected]: ")),
        (ResourceError([Diagnostic("font.format", "no font")]), (3, "error[font.format]: no font\n")),
        (KeyboardInterrupt(), (130, "interrupted; nothing was written\n")),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_nothing_is_written_unless_all_can_be(
    error: BaseException, expected: tuple[int, str], workplace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last edition fails none is written, whatever the reason, and no traceback is shown."""
    exit_code, said = expected
    monkeypatch.setattr(rendering, "render_edition", failing("ar", error))
    result = run("briefing.yaml", "--edition", "all", "-o", "new/")
    assert result.exit_code == exit_code
    assert result.stderr.startswith(said)
    assert result.stderr.endswith("; nothing was written\n")
    assert "Traceback" not in result.output
    assert files(workplace) == []


@pytest.mark.usefixtures("briefing")
def test_interrupted_before_the_work(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C has its exit code also while the command is still being loaded."""

    def interrupted(_request: rendering.Request) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(rendering, "run", interrupted)
    result = run("briefing.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "interrupted\n")


@pytest.mark.usefixtures("briefing")
def test_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --traceback an error shows where it was raised, and still its sentence and exit code."""
    monkeypatch.setattr(rendering, "render_edition", failing("side-by-side", ValueError("odd\x1b")))
    result = run("briefing.yaml", "--traceback")
    assert result.exit_code == 70
    assert "Traceback (most recent call last):\n" in result.stderr
    assert "ValueError: odd\\x1b\n" in result.stderr
    assert "\x1b" not in result.stderr
    assert result.stderr.endswith("1 error; nothing was written\n")


@pytest.mark.usefixtures("briefing")
def test_writing_fails_half_way(workplace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full after one file the last line says so."""
    original = save_atomically

    def save(path: Path, data: bytes) -> None:
        if path.name == "visit.sequential.pdf":
            raise ResourceError([Diagnostic("output.unwritable", "full", Place(str(path)), ("make room",))])
        original(path, data)

    monkeypatch.setattr(rendering, "save_atomically", save)
    result = run("briefing.yaml", "--edition", "all")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.endswith("1 error; 1 of 4 files were written\n")
    assert files(workplace) == ["visit.side-by-side.pdf"]


@pytest.mark.parametrize("content", [None, b"title: [", b"title: caf\xe9"])
def test_the_briefing_changes_while_it_is_rendered(
    content: bytes | None, briefing: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A problem whose line cannot be found any more is told without its line."""

    def render(*_arguments: Any, **_options: Any) -> NoReturn:
        briefing.unlink() if content is None else briefing.write_bytes(content)
        raise briefgen.InvalidBriefing([Diagnostic("text.missing-glyph", "no glyph", Place(path="title.en"))])

    monkeypatch.setattr(rendering, "render_edition", render)
    result = run("briefing.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("error[text.missing-glyph]: no glyph\n  at title.en\n")


@pytest.mark.usefixtures("briefing")
def test_a_terminal_gets_colour_and_a_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal shows results as a table and errors in colour; brackets in a message stay brackets."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    table = re.sub(r"\x1b\[[0-9;]*m", "", run("briefing.yaml", "--edition", "all").stdout).splitlines()
    assert table[0].split() == ["File", "Edition", "Pages", "kB", "ms"]
    assert [line.split()[:2] for line in table[1:]] == [[f"visit.{edition}.pdf", edition] for edition in EDITIONS]
    result = run("briefing.yaml", "--theme", "[red]x[/]")
    assert "\x1b[1;31merror[theme.unknown]\x1b[0m" in result.stderr
    assert 'there is no theme "[red]x[/]"' in result.stderr
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in run("briefing.yaml", "--theme", "[red]x[/]").stderr


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize(("profile", "files"), [("a3a", 2), ("A2A", 0), ("ua1", 0), ("ua2", 2)])
def test_profiles(run: Run, profile: str, files: int) -> None:
    """``--profile`` is that of ``render``, in capitals or not."""
    assert run("briefing.yaml", "--profile", profile, "-o", "x.pdf").exit_code == 0
    made = briefgen.render(briefgen.load("briefing.yaml"), profile=profile.lower()).pdf
    assert Path("x.pdf").read_bytes() == made
    assert made.count(b"/Type/EmbeddedFile/") == files


@pytest.mark.usefixtures("briefing")
def test_an_unknown_profile(run: Run) -> None:
    """A profile that does not exist is wrong usage, and the message says which ones do."""
    result = run("briefing.yaml", "--profile", "a1b")
    assert result.exit_code == 2
    assert 'there is no profile "a1b"; there are: a3a, a2a, ua1, ua2' in result.stderr
