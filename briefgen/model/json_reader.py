r"""JSON (RFC 8259) to a tree of nodes that know their places.

The json module reads the texts, numbers and names. Objects and arrays are read here, in the same pass: the module gives
no positions, hides duplicate keys, and recurses without a limit of ours. (YAML's parser is no way round that: it
refuses tabs, and keys of more than 1,024 characters.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from briefgen.errors import InvalidBriefing
from briefgen.model.document import ListNode, MappingNode, Mark, TreeBuilder, mark_of_offset, refused
from briefgen.model.problems import shown
from briefgen.model.yaml_reader import MAX_INT_DIGITS

_SPACE = re.compile(r"[ \t\n\r]*")
# By the first words of what the json module says: the fact and the action.
_SAID = (
    ("Invalid control", "a control character stands in a text", r"write \n for a line break and \t for a tab"),
    ("Unterminated string", "a text begins here that has no end", 'close the text with "'),
    (
        "Invalid",
        "the escape is not one that JSON has",
        r"write \\ for a backslash, \u0627 for a character by its number",
    ),
)
_NO_VALUE = ("there is no value here", "write a text in double quotes, a number, true, false, an array or an object")

_NOT_JSON = ("no value begins here", 'begin with {, or give a file in YAML a name that ends in ".yaml"')


def read_json(text: str, builder: TreeBuilder) -> None:
    """Hand the one value of a JSON text to the builder.

    Raises:
        InvalidBriefing: the text is not well-formed, or passes a limit.
    """
    _Reader(text, builder).read()


def _read_int(written: str) -> float:
    """A number with more digits than Python reads is taken for one without end: no field holds such a number."""
    return float(written) if len(written) > MAX_INT_DIGITS else int(written)


class _Reader:
    def __init__(self, text: str, builder: TreeBuilder) -> None:
        self._text = text
        self._builder = builder
        self._position = 0
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._decoder = JSONDecoder(parse_int=_read_int, parse_constant=self._refuse_constant)

    def read(self) -> None:
        self._skip_space()
        if self._position == len(self._text):
            return
        self._value()
        self._skip_space()
        if self._position < len(self._text):
            self._fail("something stands after the end of the briefing", "remove it")

    def _value(self) -> None:
        """Objects and arrays recurse; the builder's limit of depth ends that long before Python's."""
        match self._next():
            case "{":
                self._object()
            case "[":
                self._array()
            case _:
                mark, start = self._mark(), self._position
                value = self._scalar()
                self._builder.scalar(mark, value, self._text[start : self._position])

    def _object(self) -> None:
        self._builder.start(MappingNode(self._mark()))
        self._position += 1
        closed = self._take("}")
        while not closed:
            if self._next() != '"':
                self._fail("the key of an object is missing or has no double quotes", 'write "key": value')
            mark = self._mark()
            self._builder.key(mark, str(self._scalar()))
            if not self._take(":"):
                self._fail("there is no colon after a key", 'write "key": value')
            self._skip_space()
            self._value()
            closed = self._continue("}")
        self._builder.end()

    def _array(self) -> None:
        self._builder.start(ListNode(self._mark()))
        self._position += 1
        closed = self._take("]")
        while not closed:
            self._value()
            closed = self._continue("]")
        self._builder.end()

    def _continue(self, closing: str) -> bool:
        """Past a comma (``False``) or the closing bracket (``True``)."""
        if self._take(closing):
            return True
        if not self._take(","):
            self._fail(f"there is neither a comma nor {closing} here", "look for a missing comma, quote or bracket")
        if self._next() == closing:
            self._fail(f"a comma stands before {closing}", "remove the comma")
        return False

    def _scalar(self) -> object:
        try:
            value, self._position = self._decoder.raw_decode(self._text, self._position)
        except JSONDecodeError as error:
            self._position = error.pos
            message, hint = next((rest for said, *rest in _SAID if error.msg.startswith(said)), _NO_VALUE)
            if not self._text[: error.pos].strip():
                message, hint = _NOT_JSON
            self._fail(message, hint, error)
        return value

    def _refuse_constant(self, name: str) -> NoReturn:
        self._fail(f"{shown(name)} is not a value of JSON", "write the figure as a text")

    def _take(self, character: str) -> bool:
        """Past a character and the space around it, if it is the next."""
        self._skip_space()
        if self._next() != character:
            return False
        self._position += 1
        self._skip_space()
        return True

    def _next(self) -> str:
        return self._text[self._position : self._position + 1]

    def _skip_space(self) -> None:
        match = _SPACE.match(self._text, self._position)
        self._position = match.end() if match else self._position

    def _mark(self) -> Mark:
        line = bisect_right(self._line_starts, self._position)
        return Mark(line, self._position - self._line_starts[line - 1] + 1)

    def _fail(self, message: str, hint: str, cause: Exception | None = None) -> NoReturn:
        error: InvalidBriefing = refused(
            "file.syntax",
            f"not well-formed JSON: {message}",
            hint,
            file=self._builder.file,
            mark=mark_of_offset(self._text, self._position),
        )
        raise error from cause
