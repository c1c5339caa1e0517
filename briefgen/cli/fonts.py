"""What ``briefgen render --fonts`` says of the fonts in the files."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.cli import terminal
from briefgen.cli.visible import visible
from briefgen.pdf.font_report import FontReport


def show_fonts(files: Iterable[tuple[str, tuple[FontReport, ...]]], *, stderr: bool) -> None:
    """A line for each font of each file, given with the name of the file.

    Raises:
        ResourceError: standard output takes no more.
    """
    terminal.show_lines([visible(f"{name}: {_line(font)}") for name, fonts in files for font in fonts], stderr=stderr)


def _line(font: FontReport) -> str:
    said = (
        f"{font.name} {font.version}",
        font.embedding,
        _count(font.glyph_count, "glyph"),
        f"{font.byte_count} bytes",
        font.licence_url or font.licence or "no licence stated",
        f"{font.file} sha256 {font.sha256}",
    )
    return ", ".join(said)


def _count(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"
