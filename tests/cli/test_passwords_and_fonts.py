"""``briefgen render --password-file`` and ``--fonts``."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result

from briefgen.text.bundled import bundled_fonts_dir

Run = Callable[..., Result]


def opens(path: Path, password: str) -> bool:
    """Whether a file is opened by a password, and has pages."""
    try:
        with pikepdf.open(io.BytesIO(path.read_bytes()), password=password) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PasswordError:
        return False


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize(
    ("content", "password"),
    [
        (b"open sesame\n", "open sesame"),
        (b"open sesame", "open sesame"),
        ("كلمة السر\r\n".encode(), "كلمة السر"),
        ("\ufeffsecret\n".encode(), "secret"),
        (b" with spaces \n", " with spaces "),
    ],
)
def test_the_password_is_the_line_of_a_file(content: bytes, password: str, workplace: Path, run: Run) -> None:
    """The files open with the line, without its end; spaces belong to it."""
    (workplace / "password.txt").write_bytes(content)
    result = run("briefing.yaml", "--profile", "ua1", "--password-file", "password.txt", "-o", "x.pdf")
    assert (result.exit_code, result.stderr) == (0, "")
    assert opens(workplace / "x.pdf", password)
    assert not opens(workplace / "x.pdf", "")


@pytest.mark.usefixtures("briefing")
def test_the_password_on_standard_input(workplace: Path, run: Run) -> None:
    """With - the password is read from standard input, and every edition has it."""
    arguments = ("--profile", "ua1", "--password-file", "-", "--edition", "all", "-o", "out/")
    assert run("briefing.yaml", *arguments, input="secret\n").exit_code == 0
    made = sorted((workplace / "out").iterdir())
    assert len(made) == 4
    assert all(opens(path, "secret") and not opens(path, "") for path in made)


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize("profile", ["a3a", "a2a"])
def test_no_password_with_pdf_a(profile: str, workplace: Path, run: Run) -> None:
    """PDF/A and a password do not go together: the exit code is that of wrong usage, and nothing is written."""
    (workplace / "p").write_text("secret")
    result = run("briefing.yaml", "--profile", profile, "--password-file", "p")
    assert result.exit_code == 2
    assert "PDF/A forbids encryption" in " ".join(result.stderr.split())
    assert "ua1" in result.stderr
    assert list(workplace.glob("*.pdf")) == []


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the password is empty"),
        (b"\n", "the password is empty"),
        (b"swordfish\nsecond\n", "more than one line"),
        (b"swordfish\xff", "not UTF-8"),
        (b"swordfish\x01\n", "character 10 of the password is a control character"),
        (b"x" * 5000, "more than 4,096 bytes"),
        (("\N{ARABIC LETTER BEH}" * 3000).encode(), "more than 4,096 bytes"),
    ],
)
def test_passwords_that_are_refused(content: bytes, message: str, workplace: Path, run: Run) -> None:
    """A password that cannot be used is wrong usage; it is told what is wrong, and the password is not shown."""
    (workplace / "p").write_bytes(content)
    result = run("briefing.yaml", "--profile", "ua1", "--password-file", "p", "--traceback")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert "swordfish" not in result.output
    assert list(workplace.glob("*.pdf")) == []


@pytest.mark.usefixtures("briefing")
def test_a_password_file_that_is_not_there(run: Run) -> None:
    """A file of a password that cannot be read is told as any other."""
    result = run("briefing.yaml", "--profile", "ua1", "--password-file", "none")
    assert result.exit_code == 3
    assert result.stderr.startswith('error[file.missing]: there is no file "none" with a password')
    result = run("briefing.yaml", "--profile", "ua1", "--password-file", ".")
    assert result.exit_code == 3
    assert result.stderr.startswith('error[file.unreadable]: the file of the password "." cannot be read')


def test_standard_input_is_read_once(valid: str, run: Run) -> None:
    """The briefing and the password cannot both come from standard input."""
    result = run("-", "--profile", "ua1", "--password-file", "-", input=valid)
    assert result.exit_code == 2
    assert "standard input is the briefing" in " ".join(result.stderr.split())


@pytest.mark.usefixtures("briefing")
@pytest.mark.parametrize("more", [(), ("--quiet",)])
def test_the_fonts_in_the_files(more: tuple[str, ...], run: Run) -> None:
    """Each font of each file has a line with its version, licence and hash; also where nothing else is said."""
    result = run("briefing.yaml", "--fonts", "--edition", "all", "-o", "out/", *more)
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if "sha256" in line]
    assert len(result.stdout.splitlines()) - len(lines) == (0 if more else 4)
    digest = hashlib.sha256((bundled_fonts_dir() / "IBMPlexSans-Regular.ttf").read_bytes()).hexdigest()
    english = [line for line in lines if line.startswith("out/visit.en.pdf: IBMPlexSans 3.005, installable, ")]
    assert len(english) == 1
    assert english[0].endswith(f"http://scripts.sil.org/OFL, IBMPlexSans-Regular.ttf sha256 {digest}")


@pytest.mark.usefixtures("briefing")
def test_fonts_of_a_file_on_standard_output(run: Run) -> None:
    """With -o - the lines go to standard error, and standard output has the file alone."""
    result = run("briefing.yaml", "--fonts", "-o", "-", "--edition", "ar")
    assert result.stdout_bytes.startswith(b"%PDF-")
    assert b"sha256" not in result.stdout_bytes
    assert "<stdout>: IBMPlexSansArabic 1.005, installable, " in result.stderr
