"""Pictures: whether their files are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefgen.checks.rule import Rule
from briefgen.checks.sources import Missing, inside_folder
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.briefing import Briefing

MISSING: Final = Rule(
    "picture.missing",
    Severity.ERROR,
    "the file of a picture is not there",
    """\
pictures:
  - file: pictures/gaet.jpg
    alternative: {en: The gate in the morning, ar: البوابة صباحًا}
""",
    "put the file there, or mend its path, which starts at the folder of the briefing",
)
RULES: Final[tuple[Rule, ...]] = (MISSING,)


def picture_diagnostics(briefing: Briefing, folder: Path | None) -> Iterator[Diagnostic]:
    """What is wrong with the files of pictures.

    Whether a file is a picture that can be drawn is found when it is drawn.

    Args:
        briefing: the briefing.
        folder: where the files are looked for; without one, nothing is.
    """
    if folder is None:
        return
    for index, picture in enumerate(briefing.pictures):
        files = [("file", picture.file), *((f"files.{tag}", file) for tag, file in picture.files.items())]
        for field, file in files:
            if reason := _why_not(folder, file):
                yield MISSING.broken(f"pictures[{index}].{field}", reason)


def _why_not(folder: Path, name: str) -> str | None:
    found = inside_folder(folder, name)
    if isinstance(found, Missing):
        return found.reason
    return None if found.is_file() else f"{name} is no file, but a folder, a pipe or a device"
