"""``briefgen extract``: where the briefing goes, what is said, and what is refused."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

import briefgen
from briefgen.cli import main
from briefgen.model.one_language import in_one_language
from briefgen.model.write import to_json, to_yaml

Extract = Callable[..., Result]


@pytest.fixture
def extract() -> Extract:
    """``briefgen extract`` with some arguments."""
    return lambda *arguments: CliRunner().invoke(main, ["extract", *arguments], prog_name="briefgen")


@pytest.fixture
def archived(briefing: Path) -> Path:
    """The file ``visit.ar.pdf`` in the current folder."""
    path = briefing.with_name("visit.ar.pdf")
    briefgen.render(briefgen.load(briefing), edition="ar").save(path)
    return path


@pytest.fixture
def shown(briefing: Path) -> briefgen.Briefing:
    """What of the briefing the file holds."""
    return in_one_language(briefgen.load(briefing), "ar")


@pytest.mark.usefixtures("archived")
def test_without_options(shown: briefgen.Briefing, extract: Extract) -> None:
    """The briefing goes as YAML into the current folder, named after the file, and the line says what the file is."""
    result = extract("visit.ar.pdf")
    assert (result.exit_code, result.stderr) == (0, "")
    assert Path("visit.ar.yaml").read_bytes().decode() == to_yaml(shown)
    first, second = result.stdout.splitlines()
    assert first == f"visit.ar.yaml: ar, a3a, A4, modern, 2024-07-12, briefgen {briefgen.__version__}"
    assert second.startswith("to render it again: briefgen render visit.ar.yaml --edition=ar ")


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize("epoch", ["", "1720000000"])
def test_the_command_that_is_shown_gives_the_same_bytes(
    briefing: Path, extract: Extract, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command, run as it stands, writes the very file, also when its date was set by SOURCE_DATE_EPOCH."""
    with monkeypatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", epoch)
        data = briefgen.render(briefgen.load(briefing), edition="sequential", page_size="Letter").pdf
    Path("a file.pdf").write_bytes(data)
    command = extract("a file.pdf", "-o", "it's.yaml").stdout.splitlines()[1].removeprefix("to render it again: ")
    assert command.startswith("SOURCE_DATE_EPOCH=1720000000 ") == bool(epoch)
    program = command.replace("briefgen", f"{shlex.quote(sys.executable)} -m briefgen", 1)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(["sh", "-c", f"{program} -o again.pdf"], check=True, capture_output=True, env=environment)
    assert Path("again.pdf").read_bytes() == data


@pytest.mark.usefixtures("archived")
@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        (["-o", "a.json"], "json"), (["-o", "a.yaml"], "yaml"), (["-o", "a.YML"], "yaml"), (["-o", "a"], "yaml"),
        (["-o", "a", "--format", "json"], "json"), (["-o", "a.json", "--format", "json"], "json"),
    ],
)  # fmt: skip
def test_formats(shown: briefgen.Briefing, extract: Extract, arguments: list[str], form: str) -> None:
    """The ending of a name decides the format, unless it is given."""
    assert extract("visit.ar.pdf", *arguments).exit_code == 0
    assert Path(arguments[1]).read_bytes().decode() == (to_json(shown) if form == "json" else to_yaml(shown))


@pytest.mark.usefixtures("archived")
@pytest.mark.parametrize(("name", "form"), [("a.json", "yaml"), ("a.yaml", "json"), ("a.YML", "json")])
def test_a_format_that_the_name_contradicts(extract: Extract, name: str, form: str) -> None:
    """The briefing would be read again by its name, so another format is wrong usage; nothing is written."""
    result = extract("visit.ar.pdf", "-o", name, "--format", form)
    assert (result.exit_code, "the name of the output says" in result.stderr) == (2, True)
    assert not Path(name).exists()


def test_from_standard_input(archived: Path, shown: briefgen.Briefing) -> None:
    """With a hyphen the file comes from standard input, and the briefing has the name that ``render`` would give it."""

    def piped(*arguments: str, content: bytes = archived.read_bytes()) -> Result:
        return CliRunner().invoke(main, ["extract", "-", *arguments], input=content, prog_name="briefgen")

    mine = Path("briefing.yaml").read_bytes()
    kept = piped()
    assert (kept.exit_code, "there is a file of this name" in kept.stderr) == (3, True)
    assert Path("briefing.yaml").read_bytes() == mine
    result = piped("-o", "out/")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (Path("out") / "briefing.yaml").read_bytes().decode() == to_yaml(shown)
    assert piped("-o", "-").stdout_bytes.decode() == to_yaml(shown)
    refused = piped("-o", "other/", content=b"hello")
    assert (refused.exit_code, "  at <stdin>\n" in refused.stderr) == (3, True)
    both = piped("-o", "other/", "--password-file", "-")
    assert (both.exit_code, "standard input is the file" in both.stderr) == (2, True)


@pytest.mark.usefixtures("archived")
def test_into_a_new_folder(shown: briefgen.Briefing, extract: Extract) -> None:
    """A folder with a slash is made, and ``--quiet`` says nothing."""
    result = extract("visit.ar.pdf", "-o", "a/b/", "--format", "yaml", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert Path("a/b/visit.ar.yaml").read_bytes().decode() == to_yaml(shown)


@pytest.mark.usefixtures("archived")
def test_to_standard_output(shown: briefgen.Briefing, extract: Extract) -> None:
    """With a hyphen standard output has the briefing alone; what is said goes to standard error."""
    result = extract("visit.ar.pdf", "-o", "-")
    assert result.stdout_bytes.decode() == to_yaml(shown)
    assert re.fullmatch(r"<stdout>: ar, a3a, A4, modern, 2024-07-12, briefgen \S+\n", result.stderr)


@pytest.mark.usefixtures("archived")
@pytest.mark.parametrize("arguments", [[], ["-o", "."], ["-o", "./"]])
def test_a_file_that_nobody_named_is_kept(extract: Extract, arguments: list[str]) -> None:
    """A file that is there already may be somebody's work: it is replaced only where it is named."""
    Path("visit.ar.yaml").write_text("mine", encoding="utf-8")
    result = extract("visit.ar.pdf", *arguments)
    assert result.exit_code == 3
    assert "there is a file of this name" in result.stderr
    assert "--output visit.ar.yaml" in result.stderr
    assert result.stderr.endswith("1 error; nothing was written\n")
    assert Path("visit.ar.yaml").read_text(encoding="utf-8") == "mine"
    assert extract("visit.ar.pdf", "-o", "visit.ar.yaml").exit_code == 0
    assert Path("visit.ar.yaml").read_text(encoding="utf-8") != "mine"


def test_the_file_itself_is_never_replaced(archived: Path, extract: Extract) -> None:
    """A name that leads to the PDF file is refused before any work."""
    before = archived.read_bytes()
    Path("link").symlink_to(archived)
    for name in ("visit.ar.pdf", "./visit.ar.pdf", "link"):
        result = extract("visit.ar.pdf", "-o", name)
        assert (result.exit_code, "this is the file itself" in result.stderr) == (2, True)
    assert archived.read_bytes() == before


@pytest.mark.usefixtures("archived")
def test_arguments_that_are_refused(extract: Extract) -> None:
    """An empty name, a missing folder and a folder in the place of a file are told."""
    assert (extract("visit.ar.pdf", "-o", "").exit_code, extract().exit_code) == (2, 2)
    missing = extract("visit.ar.pdf", "-o", "none/a.json")
    assert (missing.exit_code, "the folder is missing" in missing.stderr) == (3, True)
    assert extract("visit.ar.pdf", "-o", "a" * 300).exit_code == 3


def test_files_without_a_briefing(briefing: Path, extract: Extract) -> None:
    """What gives no briefing is told what it is, with the exit code of a file that is refused."""
    briefgen.render(briefgen.load(briefing), profile="a2a").save("bare.pdf")
    for name, code in (
        ("bare.pdf", "extract.no-source"),
        ("briefing.yaml", "extract.not-a-pdf"),
        ("none.pdf", "file.missing"),
        (".", "file.is-a-directory"),
    ):
        result = extract(name, "-o", "out.json")
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.startswith(f"error[{code}]: ")
        assert result.stderr.endswith("1 error; nothing was written\n")
    assert not Path("out.json").exists()


def test_what_the_file_does_not_hold(briefing: Path, extract: Extract) -> None:
    """A theme and labels of its own are noted, and have a place in the command for their paths."""
    theme = Path("mine.toml")
    theme.write_bytes((Path(briefgen.__file__).parent / "layout" / "themes" / "modern.toml").read_bytes())
    briefgen.render(briefgen.load(briefing), theme=theme).save("own.pdf")
    result = extract("own.pdf")
    assert result.exit_code == 0
    assert result.stderr.startswith("note[extract.own-theme]: ")
    assert result.stdout.startswith("own.yaml: side-by-side, a3a, A4, a theme of its own, 2024-07-12, briefgen ")
    again = "to render it again, with your own files for PATH: briefgen render own.yaml --edition=side-by-side "
    assert result.stdout.splitlines()[1].startswith(f"{again}--theme=PATH --page-size=A4")
    assert "--locale" not in result.stdout
    labels = Path("en.toml")
    labels.write_bytes((Path(briefgen.__file__).parent / "layout" / "locales" / "en.toml").read_bytes())
    briefgen.render(briefgen.load(briefing), locales=[labels]).save("labels.pdf")
    assert extract("labels.pdf").stdout.rstrip().endswith(" --theme=modern --page-size=A4 --profile=a3a --locale=PATH")


@pytest.mark.usefixtures("archived")
def test_a_password(shown: briefgen.Briefing, extract: Extract) -> None:
    """The password of a file stands in another file; without it, or with another one, nothing is written."""
    with pikepdf.open("visit.ar.pdf") as pdf:
        pdf.save("locked.pdf", encryption=pikepdf.Encryption(owner="owner", user="كلمة"))
    Path("right").write_text("كلمة\n", encoding="utf-8")
    Path("wrong").write_text("other\n", encoding="utf-8")
    Path("lines").write_text("one\ntwo\n", encoding="utf-8")
    assert "error[extract.encrypted]: the file has a password" in extract("locked.pdf").stderr
    assert "is not that of the file" in extract("locked.pdf", "--password-file", "wrong").stderr
    assert extract("locked.pdf", "--password-file", "lines").exit_code == 2
    assert extract("locked.pdf", "--password-file", "none").exit_code == 3
    assert not Path("locked.yaml").exists()
    assert extract("locked.pdf", "--password-file", "right").exit_code == 0
    assert briefgen.load("locked.yaml") == shown


@pytest.mark.usefixtures("archived")
def test_an_exception_that_nobody_expected(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is raised becomes a sentence, and with ``--traceback`` says where it was raised."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("briefgen.cli.extracting.extract", fail)
    result = extract("visit.ar.pdf", "--traceback")
    assert result.exit_code == 70
    assert "error[internal.unexpected]: " in result.stderr
    assert "RuntimeError: broken" in result.stderr
    assert "in fail" in result.stderr


@pytest.mark.usefixtures("archived")
def test_interrupted(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C leaves nothing behind and says so."""

    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.cli.extracting.extract", interrupt)
    result = extract("visit.ar.pdf")
    assert (result.exit_code, result.stderr) == (130, "interrupted; nothing was written\n")
    assert not Path("visit.ar.yaml").exists()


@pytest.mark.usefixtures("archived")
def test_a_terminal_is_refused(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal would order the Arabic by its own rules: standard output must be a file or a pipe."""
    monkeypatch.setattr("briefgen.cli.terminal.stdout_is_terminal", lambda: True)
    result = extract("visit.ar.pdf", "-o", "-")
    assert (result.exit_code, "is a terminal" in result.stderr) == (2, True)
