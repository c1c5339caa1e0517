"""Validates every file of the tests of standards with veraPDF: ``python -m tools.verapdf``.

veraPDF is the reference validator for PDF/A and PDF/UA. It is a library in Java: the jars come from pom.xml by way of
Maven, and Validate.java is compiled against them. Where Java or Maven are missing, nothing is validated, and that is
said.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.conformance.pdf.cells import cells
from tools.grid import Cell, rendered

HERE: Final = Path(__file__).resolve().parent
BUILD: Final = HERE.parents[1] / "build" / "verapdf"
POM: Final = HERE / "pom.xml"
JARS: Final = BUILD / "jars"
COMPILER: Final = ("java", "javac")
PROGRAMS: Final = (*COMPILER, "mvn")


class Finding(NamedTuple):
    """A line of Validate.java: a rule that a file breaks, or the rule ``-`` with how many checks it passed."""

    flavour: str
    path: str
    rule: str
    times: int
    place: str


def main() -> int:
    """Validate, and report by rule; 1 if a file breaks a rule."""
    if reason := why_missing(PROGRAMS):
        print(f"SKIPPED: nothing was validated with veraPDF, because {reason}")
        return 0
    folder = BUILD / "files"
    folder.mkdir(parents=True, exist_ok=True)
    return report(validate(files(cells(), folder)))


def why_missing(programs: Sequence[str]) -> str:
    """Which of some programs are not here, as a reason; empty where all are."""
    missing = [program for program in programs if shutil.which(program) is None]
    return f"there is no {' and no '.join(missing)} here" if missing else ""


def why_not_ready() -> str:
    """Why nothing can be validated unless something is fetched; empty where it can."""
    fetched = "" if not _is_older(JARS, POM) else "veraPDF is not here; `make verapdf` fetches it"
    return why_missing(COMPILER) or fetched


def files(of_cells: Iterable[Cell], folder: Path) -> Iterable[tuple[str, Path]]:
    """Each file, written into a folder, with each standard that it claims."""
    for cell in of_cells:
        path = folder / f"{cell}.pdf"
        path.write_bytes(rendered(cell).pdf)
        for claim in cell.claims:
            yield claim, path


def validate(jobs: Iterable[tuple[str, Path]]) -> Sequence[Finding]:
    """What veraPDF says of files, each with the name of the flavour that it is to be.

    Raises:
        CalledProcessError: Maven, the compiler or the validator fails.
    """
    classes, source = BUILD / "classes", HERE / "Validate.java"
    if _is_older(JARS, POM):
        print("==> fetching veraPDF with Maven", flush=True)
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={JARS}"]
        subprocess.run(["mvn", "--batch-mode", "--quiet", "-Dstyle.color=never", "--file", POM, *goal], check=True)
        JARS.touch()
    if _is_older(classes, source):
        subprocess.run(["javac", "-cp", JARS / "*", "-d", classes, source], check=True)
        classes.touch()
    lines = "".join(f"{flavour}\t{path}\n" for flavour, path in jobs)
    run = subprocess.run(
        ["java", "-cp", f"{classes}{_separator()}{JARS}/*", "Validate"],
        input=lines, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return [read_finding(line) for line in run.stdout.splitlines()]


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _separator() -> str:
    """What stands between the entries of a class path."""
    return ";" if sys.platform == "win32" else ":"


def read_finding(line: str) -> Finding:
    """A line that Validate.java has written."""
    flavour, path, rule, count, place = line.split("\t")
    return Finding(flavour, path, rule, int(count), place)


def report(found: Sequence[Finding]) -> int:
    """Print what was found, rule by rule; 1 if there is anything, or if nothing was validated."""
    passed = [finding for finding in found if finding.rule == "-"]
    failed = [finding for finding in found if finding.rule != "-"]
    for (flavour, rule), count in sorted(Counter((finding.flavour, finding.rule) for finding in failed).items()):
        first = next(finding for finding in failed if (finding.flavour, finding.rule) == (flavour, rule))
        print(f"{flavour}, rule {rule}: in {count} files; first in {Path(first.path).name} at {first.place}")
    for flavour, count in sorted(Counter(finding.flavour for finding in passed).items()):
        checks = sum(finding.times for finding in passed if finding.flavour == flavour)
        print(f"{flavour}: {count} files without a failure, in {checks:,} checks")
    return int(bool(failed) or not passed)


if __name__ == "__main__":
    sys.exit(main())
