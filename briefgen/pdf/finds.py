"""What is found in a PDF file of anybody's, and how far the reading of it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text from the file.

    Attributes:
        place: where it is, such as ``page 2, text`` or ``object 12, /Title``.
        text: the text.
        code: whether it is no text that somebody wrote, but bytes that were read as one.
        name: whether it stands where a program looks for a name: a key, or a value that is a name.
        loose: whether what stands side by side in it need not belong together.
    """

    place: str
    text: str
    code: bool = False
    name: bool = False
    loose: bool = False


@dataclass(slots=True)
class Reach:
    """How far the reading of a file went.

    Attributes:
        objects, streams, decoded: how many objects, streams and unpacked bytes were read.
        pictures: how many of the streams are pictures: their bytes were read, and not what they show.
        unread: the place of each part that could not be read, and why.
    """

    objects: int = 0
    streams: int = 0
    decoded: int = 0
    pictures: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)


class TooMuchError(Exception):
    """The file has, or unpacks to, more than can be looked at."""


class Finds:
    """Hands on what is found in one file, with the place of that file where it is in another one."""

    def __init__(self, reach: Reach, take: Callable[[Piece], None], prefix: str = "") -> None:
        """Take what is counted, and who is given each stretch of text."""
        self.reach = reach
        self.take = take
        self.prefix = prefix

    def add(self, place: str, text: str, *, code: bool = False, name: bool = False, loose: bool = False) -> None:
        """A stretch of text is found."""
        if text:
            self.take(Piece(self.prefix + place, text, code, name, loose))

    def miss(self, place: str, why: str) -> None:
        """A part could not be read."""
        self.reach.unread.append((self.prefix + place, why))
