"""The wheel holds everything that briefgen needs, and works away from the checkout."""

from __future__ import annotations

import email
import email.message
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import briefgen

DIST_INFO = f"briefgen-{briefgen.__version__}.dist-info"


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the build backend of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(checkout))
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel alone is installed."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "install", "--no-deps", "--no-index", "--no-compile", "--target", str(folder), str(wheel))
    return folder


def run(*command: str, folder: Path | None = None) -> str:
    """Run a program and return what it prints; if it fails, its messages are the message of the failure."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def run_from_wheel(installed: Path, program: str, folder: Path) -> str:
    """Run a program with the installed wheel and the libraries of this environment, in ``folder``.

    ``-I`` and ``-S`` keep the working directory, the variables of the environment and every ``.pth`` file out, and with
    them the checkout of an editable install.
    """
    path = [str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    prologue = f"import sys; sys.path[:0] = {path!r}\n"
    return run(sys.executable, "-I", "-S", "-c", prologue + program, folder=folder)


def test_wheel_is_complete(checkout: Path, wheel: Path) -> None:
    """The wheel holds every file of the package, fonts, examples, licences and its description, and nothing else."""
    package = [path for path in (checkout / "briefgen").rglob("*") if path.is_file()]
    expected = {path.relative_to(checkout).as_posix() for path in package if "__pycache__" not in path.parts}
    expected |= {f"briefgen/fonts/{path.name}" for path in (checkout / "fonts").iterdir()}
    examples = (path for path in (checkout / "examples").rglob("*") if path.is_file())
    expected |= {f"briefgen/{path.relative_to(checkout).as_posix()}" for path in examples}
    expected |= {f"{DIST_INFO}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
    licences = ["LICENSE", *(f"fonts/{path.name}" for path in (checkout / "fonts").glob("*-LICENSE.txt"))]
    expected |= {f"{DIST_INFO}/licenses/{name}" for name in licences}
    assert set(zipfile.ZipFile(wheel).namelist()) == expected
    assert "briefgen/py.typed" in expected
    assert len(licences) == 10
    assert len([name for name in expected if name.endswith(".ttf")]) == 26


def test_wheel_describes_itself(wheel: Path) -> None:
    """Name, version, licence, Python versions and the command of the wheel are those of the project."""
    with zipfile.ZipFile(wheel) as archive:
        metadata: email.message.Message = email.message_from_bytes(archive.read(f"{DIST_INFO}/METADATA"))
        entry_points = archive.read(f"{DIST_INFO}/entry_points.txt").decode("utf-8")
    assert metadata["Name"] == "briefgen"
    assert metadata["Version"] == briefgen.__version__
    assert metadata["License-Expression"] == "MIT AND OFL-1.1"
    assert metadata["Requires-Python"] == ">=3.11"
    assert entry_points.split() == ["[console_scripts]", "briefgen", "=", "briefgen.cli:main"]


def test_fonts_are_found(installed: Path, tmp_path: Path) -> None:
    """From the wheel, away from the checkout, the bundled fonts are those inside the package."""
    program = "from briefgen.text.bundled import bundled_fonts_dir\nprint(bundled_fonts_dir())"
    assert Path(run_from_wheel(installed, program, tmp_path).strip()) == (installed / "briefgen" / "fonts").resolve()


def test_importing_the_wheel_stays_light(installed: Path, tmp_path: Path) -> None:
    """``import briefgen`` from the wheel loads neither reportlab nor uharfbuzz, though both are there to be loaded."""
    program = "import briefgen\nprint(briefgen.__file__, *sys.modules)\nimport reportlab, uharfbuzz"
    file, *modules = run_from_wheel(installed, program, tmp_path).split()
    assert Path(file) == (installed / "briefgen" / "__init__.py")
    assert not {"reportlab", "uharfbuzz"} & set(modules)


def test_the_wheel_renders_the_example(checkout: Path, installed: Path, tmp_path: Path) -> None:
    """From the wheel, away from the checkout, the example renders to the same bytes as from the checkout."""
    example = checkout / "examples" / "liaison-office" / "briefing.yaml"
    program = f"""
import briefgen
briefgen.render(briefgen.load({str(example)!r}), edition="side-by-side").save("out.pdf")
assert briefgen.__file__.startswith({str(installed)!r})
"""
    run_from_wheel(installed, program, tmp_path)
    here = briefgen.render(briefgen.load(example), edition="side-by-side")
    assert (tmp_path / "out.pdf").read_bytes() == here.pdf
