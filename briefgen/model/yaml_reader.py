"""YAML 1.2 to a tree of nodes, through the parser of ruamel.yaml.

Only its events are used. Scalars are resolved by the core schema (YAML 1.2.2, 10.3.2) and nothing else: ``no`` is a
text, ``2024-07-12`` is a text too (the model makes a date of it), so a briefing means the same in YAML and in JSON.
"""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass, field
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model.document import ListNode, MappingNode, Mark, TreeBuilder, mark_of_offset, path_of, refused
from briefgen.model.problems import Location, shown
from briefgen.model.report import known_keys

_CORE = "tag:yaml.org,2002:"
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]\s*")
# A comment behind a text, on its line or on one below, that is written as nobody writes a comment: "#5".
_NEAR_COMMENT = re.compile(r"([ \t]+|\s*[\r\n][ \t]*)(?=#[^\s#])")
_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|(false|False|FALSE)")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
# The longest whole number that Python reads without a limit of its own.
MAX_INT_DIGITS: Final = sys.int_info.str_digits_check_threshold

_DEFAULT_HINT = "look at this line and the one before it: indentation, quotes, brackets"
_HINTS = (
    ("'\\t'", "use spaces for indentation and between a key and its value; tabs only inside quotes"),
    (
        "mapping values are not allowed",
        (
            'put a text that has a colon and a space in it in double quotes: "…"; '
            "begin the keys of a mapping one below another"
        ),
    ),
    ("incompatible YAML document", "remove the line that begins with %YAML: a briefing is YAML 1.2"),
    ("could not find expected ':'", "write a colon and a space after the key"),
    ("that cannot start any token", "put the whole text that holds it in double quotes"),
    (
        "expected ',' or",
        "put a text that has brackets, braces or a colon in double quotes, and a comma after each entry",
    ),
    ("found unexpected end of stream", "close the quotes or brackets that are open"),
    ("undefined tag handle", "put a text that starts with an exclamation mark in double quotes"),
    ("unknown escape character", r"write \\ for a backslash in double quotes, or use single quotes"),
    ("did not find expected alphabetic or numeric", "put a text that starts with * or & in double quotes"),
    ("expected alphabetic or numeric character", "put a text that starts with * or & in double quotes"),
)


def read_yaml(text: str, builder: TreeBuilder) -> None:
    """Hand the one document of a YAML text to the builder.

    Raises:
        InvalidBriefing: the text is not well-formed, has a second document, or passes a limit.
    """
    parser = YAML(typ="safe", pure=True)
    mark = Mark(1, 1)
    documents = 0
    texts = _Texts(text, builder)
    try:
        for event in parser.parse(text):
            mark = _mark(event.start_mark)
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                message = "a second document begins here; a briefing is one document"
                raise refused("file.syntax", message, 'remove the line "---"', file=builder.file, mark=mark)
            texts.handle(event, mark)
    except InvalidBriefing:
        raise
    except MarkedYAMLError as error:
        # The rest of a text, with the bracket that closes a list, may be what a comment took away.
        raise InvalidBriefing([*texts.commented, _syntax_error(error, mark, builder.file)]) from error
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:
        # What the scanner does not foresee: an escape such as "\UFFFFFFFF" that names no character.
        message = "not well-formed YAML: what follows here cannot be read"
        hint = "look for an escape in double quotes that names no character"
        raise refused("file.syntax", message, hint, file=builder.file, mark=mark) from error
    texts.report()


@dataclass(slots=True)
class _Cut:
    """A text that commas cut up: where the first comma is, and where the text stands."""

    comma: int
    location: Location
    whole: str


@dataclass(slots=True)
class _Texts:
    """Hands events to the builder, and finds the texts that a comma or a ``#`` cuts short.

    YAML reads ``{en: 10,000 people}`` as a text "10" and a key "000 people" without a colon and a value. So a key waits
    for the next event, which tells what it is. Of ``en: Room #5 at noon`` it reads "Room", and takes the rest for a
    comment (YAML 1.2.2, 6.6). Most who write a comment put a space behind its sign, and who means a text does not.

    Attributes:
        commented: what there is to say about texts that a ``#`` cuts.
    """

    text: str
    builder: TreeBuilder
    _key: ScalarEvent | None = None
    _value: ScalarEvent | None = None
    _value_end: int = 0
    _brackets: int = 0
    commented: list[Diagnostic] = field(default_factory=list)
    _cuts: dict[int, _Cut] = field(default_factory=dict)

    def handle(self, event: Event, mark: Mark) -> None:
        """Take the next event."""
        if self._key is not None:
            key, self._key = self._key, None
            if self._value is not None and self._goes_on(self._value, key, event):
                self._prolong(self._value, key)
                return
            _handle(key, _mark(key.start_mark), self.builder)
        elif self.builder.expects_key and isinstance(event, ScalarEvent):
            self._key = event
            return
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._brackets += bool(event.flow_style or self._brackets)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._brackets -= bool(self._brackets)
        elif isinstance(event, ScalarEvent):
            self._value, self._value_end = event, event.end_mark.index
            self._look_behind(event, self.builder.location)
        _handle(event, mark, self.builder)

    def _look_behind(self, value: ScalarEvent, location: Location) -> None:
        """Note a comment behind a plain text that reads as if it were the rest of it."""
        found = _NEAR_COMMENT.match(self.text, self._value_end)
        if found is None or value.value == "" or not _is_bare(value):
            return
        mark = mark_of_offset(self.text, found.end())
        own_line = bool(_LINE_BREAK.match(found.group()))
        # Where YAML would go on with a text. Elsewhere it is an entry, such as "#ar: …", that somebody put aside.
        if own_line and not self._brackets and mark.column <= self.builder.column:
            return
        text = _LINE_BREAK.sub(" ", self.text[value.start_mark.index : self._value_end])
        message = f"the text ends here, at {shown(text)}: what follows is a comment"
        hint = "put the whole text in quotes, or a space behind the # if it begins a comment"
        place = Place(self.builder.file, mark.line, mark.column, path_of(location))
        self.commented.append(Diagnostic("file.text-cut", message, place, (hint,)))

    def _goes_on(self, before: ScalarEvent, key: ScalarEvent, value: Event) -> bool:
        """Whether the key is what follows a comma in a plain text: no colon stands behind it, and no value."""
        return (
            isinstance(value, ScalarEvent)
            and value.value == ""
            and ":" not in self.text[key.end_mark.index - 1 : value.end_mark.index]
            and _is_bare(key)
            and not _is_key(key.value)
            and _is_bare(before)
            and before.value != ""
            and self.text[self._value_end : key.start_mark.index].strip() == ","
        )

    def _prolong(self, before: ScalarEvent, key: ScalarEvent) -> None:
        start, comma = before.start_mark.index, self.text.index(",", self._value_end)
        self._value_end = key.end_mark.index
        whole = _LINE_BREAK.sub(" ", self.text[start : self._value_end])
        location = self.builder.prolong(_mark(before.start_mark), whole)
        self._look_behind(before, location)
        self._cuts.setdefault(start, _Cut(comma, location, whole)).whole = whole

    def report(self) -> None:
        """Say which texts were cut, each once."""
        self.builder.diagnostics += self.commented
        for cut in self._cuts.values():
            hint = f"put the whole text in double quotes: {_quoted(cut.whole)}"
            mark = mark_of_offset(self.text, cut.comma)
            self.builder.report("file.text-cut", "a comma ends the text here", hint, mark, cut.location)


def _is_bare(event: ScalarEvent) -> bool:
    """Whether a scalar has no quotes, tag or anchor."""
    return event.style is None and event.ctag is None and event.anchor is None


def _is_key(written: str) -> bool:
    """Whether it is surely a key whose value is missing: one of the model, or a language."""
    return re.fullmatch("[a-z]{2}(-[A-Z]{2})?", written) is not None or written in known_keys()


def _quoted(text: str) -> str:
    r"""A text in double quotes, as YAML has it; with ``\"`` and ``\\`` for the characters themselves."""
    return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _syntax_error(error: MarkedYAMLError, last: Mark, file: str | None) -> Diagnostic:
    parts = [str(part) for part in (error.context, error.problem) if part]
    said = ": ".join(parts) or "not well-formed"
    where = error.problem_mark or error.context_mark
    hint = next((hint for part, hint in _HINTS if part in said), _DEFAULT_HINT)
    if error.context_mark is not None and error.context_mark.line != getattr(where, "line", None):
        said += f" (it began in line {error.context_mark.line + 1})"
    mark = _mark(where) if where else last
    return Diagnostic("file.syntax", f"not well-formed YAML: {said}", Place(file, mark.line, mark.column), (hint,))


def _handle(event: Event, mark: Mark, builder: TreeBuilder) -> None:
    if builder.expects_key and not isinstance(event, MappingEndEvent):
        _handle_key(event, mark, builder)
        return
    match event:
        case ScalarEvent():
            builder.scalar(mark, _resolve(event, mark, builder), event.value, event.anchor)
        case SequenceStartEvent():
            _check_collection_tag(event, mark, builder, "seq")
            builder.start(ListNode(mark), event.anchor)
        case MappingStartEvent():
            _check_collection_tag(event, mark, builder, "map")
            builder.start(MappingNode(mark), event.anchor)
        case SequenceEndEvent() | MappingEndEvent():
            builder.end()
        case AliasEvent():
            builder.alias(mark, event.anchor)
        case _:  # the start and end of the stream and of the document
            pass


def _handle_key(event: Event, mark: Mark, builder: TreeBuilder) -> None:
    """Keys are names: the text as it is written, whatever the core schema would make of it."""
    if not isinstance(event, ScalarEvent):
        message = "the key of a mapping is a list, a mapping or an alias"
        raise refused("file.syntax", message, "write a name as the key", file=builder.file, mark=mark)
    if _tag(event) not in {None, "!", f"{_CORE}str"}:
        _report_tag(event, mark, builder)
    builder.key(mark, event.value, event.anchor)


def _tag(event: Any) -> str | None:
    return None if event.ctag is None else str(event.ctag)


def _report_tag(event: Event, mark: Mark, builder: TreeBuilder) -> None:
    message = f"the tag {shown(str(_tag(event)))} is not one that this value can have in a briefing"
    hint = "remove the tag; put a text that starts with an exclamation mark in double quotes"
    builder.report("file.bad-tag", message, hint, mark)


def _check_collection_tag(event: Event, mark: Mark, builder: TreeBuilder, kind: str) -> None:
    if _tag(event) not in {None, "!", f"{_CORE}{kind}"}:
        _report_tag(event, mark, builder)


def _resolve(event: ScalarEvent, mark: Mark, builder: TreeBuilder) -> object:
    """The value of a scalar by its tag or, when it is plain and has none, by its form."""
    tag = _tag(event)
    if tag is None:
        return resolve_plain(event.value) if event.implicit[0] else event.value
    if tag in {"!", f"{_CORE}str"}:
        return event.value
    value = resolve_plain(event.value)
    fitting: dict[str, tuple[type, ...]] = {
        f"{_CORE}null": (type(None),),
        f"{_CORE}bool": (bool,),
        f"{_CORE}int": (int,),
        f"{_CORE}float": (float, int),
    }
    if isinstance(value, fitting.get(tag, ())) and (tag == f"{_CORE}bool" or not isinstance(value, bool)):
        return float(value) if tag == f"{_CORE}float" and isinstance(value, int) else value
    _report_tag(event, mark, builder)
    return event.value


def resolve_plain(written: str) -> object:
    """The value of a plain scalar in the core schema (YAML 1.2.2, 10.3.2).

    A whole number of more than ``MAX_INT_DIGITS`` characters is taken for one without end: no field holds such a one.
    """
    if _NULL.fullmatch(written):
        return None
    if match := _BOOL.fullmatch(written):
        return match.group(1) is None
    return _resolve_number(written)


def _resolve_number(written: str) -> int | float | str:
    if _INT.fullmatch(written):
        if len(written) > MAX_INT_DIGITS:
            return -math.inf if written.startswith("-") else math.inf
        return int(written, 0) if written.startswith(("0o", "0x")) else int(written)
    if _FLOAT.fullmatch(written):
        return float(written)
    if match := _INFINITE.fullmatch(written):
        return math.nan if match.group(1) is None else float(f"{match.group(1)}inf")
    return written
