"""The lines of ``briefgen diff``: in colour on a terminal, else with marks around what was removed and added.

What comes out of a briefing is made visible, and stands in isolates (UAX #9, 2.4.2): an Arabic word cannot turn round
what stands beside it, nor an old number change places with the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.text import Text

from briefgen.changes.report import Line, Look, Part
from briefgen.cli import terminal
from briefgen.cli.visible import visible

_STYLES: Final[dict[Look, str]] = {
    "plain": "",
    "heading": "bold",
    "path": "cyan",
    "note": "bold yellow",
    "removed": "red strike",
    "added": "green underline",
    "text": "",
}
_MARKS: Final[dict[Look, tuple[str, str]]] = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
_OF_BRIEFINGS: Final = frozenset({"removed", "added", "text"})
_ISOLATE: Final = "\u2068"
_END: Final = "\u2069"


def plain_line(line: Line) -> str:
    """A line without colours, with marks."""
    return "".join(text for text, _ in _parts(line, marks=True))


def show(lines: Iterable[Line]) -> None:
    """Lines on standard output.

    Raises:
        ResourceError: standard output takes no more.
    """
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if not console.is_terminal or console.no_color or console.color_system is None:
        terminal.show_lines([plain_line(line) for line in lines], stderr=False)
        return
    for line in lines:
        console.print(Text.assemble(*((text, _STYLES[look]) for text, look in _parts(line, marks=False))))


def _parts(line: Line, *, marks: bool) -> Iterator[tuple[str, Look]]:
    """The parts of a line, each as it is shown; each text of a briefing, and each change in it, in an isolate."""
    for of_briefings, group in groupby(line, key=lambda part: part.look in _OF_BRIEFINGS):
        if not of_briefings:
            yield from ((visible(part.text), part.look) for part in group)
            continue
        shown: list[tuple[str, Look]] = [(_shown(part, marks=marks), part.look) for part in group]
        alone = [look for _, look in shown] in (["removed"], ["added"])  # which has an isolate of its own
        yield from shown if alone else [(_ISOLATE, "plain"), *shown, (_END, "plain")]


def _shown(part: Part, *, marks: bool) -> str:
    before, after = _MARKS.get(part.look, ("", ""))
    text = visible(part.text)
    if part.look == "text":
        return text
    return f"{_ISOLATE}{before}{text}{after}{_END}" if marks else f"{_ISOLATE}{text}{_END}"
