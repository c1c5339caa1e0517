"""What a PDF file has beside its objects: bytes between and behind them, comments, and names nobody refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefgen.pdf.readings import name_text

_STREAM: Final = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
_OBJECT: Final = rb"\d+\s+\d+\s+obj\b"
_BEFORE_FIRST: Final = re.compile(rb"\A(.*?)(?=" + _OBJECT + rb")", re.DOTALL)
# Up to the next object, or to the parts that stand between objects (ISO 32000-1, 7.5.4 and 7.5.5).
_BETWEEN: Final = re.compile(
    rb"\b(?:endobj\b|startxref\s+\d+)(.*?)(?=" + _OBJECT + rb"|\bxref\b|\btrailer\b|\bstartxref\b|\Z)", re.DOTALL
)
_TABLE: Final = re.compile(rb"\bxref\b(.*?)\btrailer\b", re.DOTALL)
_ENTRIES: Final = re.compile(rb"[0-9\sfn]*")
# Strings, in which a percent sign begins no comment, and comments (ISO 32000-1, 7.2.3).
_COMMENT: Final = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|%([^\r\n]*)", re.DOTALL)
_NAME: Final = re.compile(rb"/[^\x00-\x20()<>\[\]{}/%]+")
_NUMBERED: Final = re.compile(rb"(\d+)\s+(\d+)\s+obj\b(.{0,2000}?)(?:\bstream\b|\bendobj\b|\Z)", re.DOTALL)

# The header with its line of four bytes (7.5.2), the end, and what qpdf writes to be read by people.
_CUSTOMARY: Final = re.compile(
    rb"%PDF-\d\.\d|%%EOF|%[\x80-\xff]{4,8}\n?|%QDF-1\.\d"
    rb"|%% Original object ID: \d+ \d+|%% Page \d+|%% Contents for page \d+"
)


def without_streams(data: bytes) -> bytes:
    """A file without what is in its streams."""
    return _STREAM.sub(b"stream endstream", data)


def between_objects(skeleton: bytes) -> Iterator[bytes]:
    """What stands outside of all objects, tables and trailers.

    Args:
        skeleton: the bytes of a file, without its streams.
    """
    before = _BEFORE_FIRST.match(skeleton)
    found = [before[1]] if before else []
    found += (match[1] for match in _BETWEEN.finditer(skeleton))
    found += (_ENTRIES.sub(b" ", match[1]) for match in _TABLE.finditer(skeleton))
    for stretch in found:
        left = _CUSTOMARY.sub(b" ", stretch).lstrip(b"\t\n\f\r ")
        if left.strip(b"\0\t\n\f\r "):
            yield left


def comments_in(content: bytes) -> Iterator[bytes]:
    """The comments in objects, or in drawing."""
    for match in _COMMENT.finditer(content):
        comment = match[1]
        if comment and comment.strip() and not _CUSTOMARY.fullmatch(b"%" + comment.strip()):
            yield comment


def names_in(content: bytes) -> Iterator[str]:
    """The names in objects, or in drawing."""
    for name in dict.fromkeys(_NAME.findall(content)):
        yield name_text(name.decode("latin-1"))


def hidden_objects(skeleton: bytes, known: set[tuple[int, int]]) -> bool:
    """Whether a file has objects that nothing refers to, or several of one number.

    Args:
        skeleton: the bytes of the file, without its streams.
        known: the numbers and generations of its objects.
    """
    seen: set[tuple[int, int]] = set()
    for match in _NUMBERED.finditer(skeleton):
        number = (int(match[1]), int(match[2]))
        of_structure = b"/XRef" in match[3] or b"/ObjStm" in match[3]
        if number in seen or (number not in known and not of_structure):
            return True
        seen.add(number)
    return False
