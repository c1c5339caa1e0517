"""The text that content streams draw, of any file: through ToUnicode where there is one, else through the encoding."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple, TypeAlias

from briefgen.pdf.code_maps import PLAIN, CodeMap, name_of

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


# A gap in thousandths of an em that is taken for a space, ISO 32000-1, 9.4.3.
_GAP: Final = 200
_MOST_NESTED: Final = 200
_MOST_FORMS: Final = 1_000
_MOST_FORMS_IN_FORMS: Final = 8
_SAME_LINE: Final = 0.5
# How far letters of a word may stand up and down, in parts of their size; and about how wide one is.
_JITTER: Final = 0.3
_WIDTH: Final = 0.5


class _Drawn(NamedTuple):
    """A text that one operator draws, and where it begins; a piece of it, where it has several."""

    x: float
    y: float
    text: str
    size: float = 1.0
    end: float = 0.0


@dataclass(slots=True)
class _State:
    """What operators change (ISO 32000-1, 8.4 and 9.3)."""

    ctm: Matrix = _IDENTITY
    line: Matrix = _IDENTITY
    leading: float = 0.0
    codes: CodeMap = PLAIN
    size: float = 1.0
    advance: float = 0.0
    tally: Counter[str] = field(default_factory=Counter)
    saved: list[tuple[Matrix, CodeMap, float, float]] = field(default_factory=list)
    pieces: list[_Drawn] = field(default_factory=list)
    drawn: list[_Drawn] = field(default_factory=list)
    strings: list[bytes] = field(default_factory=list)

    def take(self, text: str, codes: int) -> None:
        """A piece is drawn where drawing has come to."""
        across, up, _, _, x, y = _placed(self, self.advance)
        length = codes * _WIDTH * self.size
        self.pieces.append(_Drawn(x, y, text, math.hypot(across, up) * self.size, x + across * length))
        self.advance += length


@dataclass(frozen=True, slots=True)
class DrawnText:
    """What a content stream draws and says.

    Attributes:
        views: its text in the order of drawing, line by line, with and without spaces where drawing moves on.
        placed: its text in the order of places, where what stands side by side need not belong together.
        strings: the strings that are not drawn, such as those of marked content.
        untold: of how many codes that are drawn nobody says what they stand for.
        pictures: how many pictures stand in it.
    """

    views: tuple[str, ...]
    placed: tuple[str, ...]
    strings: tuple[bytes, ...]
    untold: int
    pictures: int


class Form(NamedTuple):
    """Content that other content draws (ISO 32000-1, 8.10).

    Attributes:
        content: the stream, as pikepdf has it.
        scope: gives its resources.
        matrix: where it is drawn.
    """

    content: Any
    scope: Callable[[], Scope]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Scope:
    """The resources of content.

    Attributes:
        fonts: what the codes of each font stand for, by its name.
        forms: the forms, by their names.
        states: the same as of fonts, of the graphics states that set one (ISO 32000-1, 8.4.5), by their names.
    """

    fonts: Mapping[str, CodeMap] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    states: Mapping[str, CodeMap] = field(default_factory=dict)


def drawn_text(content: Any, scope: Scope, codes: CodeMap | None = None) -> DrawnText:
    """The text of a page or of a stream with content, and of the forms that it draws.

    Args:
        content: the page or stream, as pikepdf has it.
        scope: its resources.
        codes: what codes stand for where a font has a name that is none of these.

    Raises:
        pikepdf.PdfError: the content cannot be read.
    """
    state = _State() if codes is None else _State(codes=codes)
    _run(state, content, scope, 0)
    views = dict.fromkeys(_in_lines(state.drawn, joint) for joint in (" ", ""))
    by_line = sorted(state.drawn, key=lambda each: (-round(each.y), each.x))
    lines = list(_lines_of(state.pieces))
    orders = (by_line, [each for line in lines for each in line])
    placed = dict.fromkeys(joint.join(each.text for each in order) for order in orders for joint in (" ", ""))
    placed["\n".join(map(_with_gaps, lines))] = None
    return DrawnText(tuple(views), tuple(placed), tuple(state.strings), state.tally["untold"], state.tally["pictures"])


def _run(state: _State, content: Any, scope: Scope, depth: int) -> None:
    """Follow all operators of some content."""
    import pikepdf  # noqa: PLC0415 - the same

    for instruction in pikepdf.parse_content_stream(content):
        name, operands = name_of(instruction.operator), instruction.operands
        form = scope.forms.get(name_of(operands[0])) if name == "Do" and len(operands) == 1 else None
        text = _operate(state, name, operands, scope)
        if text is not None:
            *_, x, y = _placed(state, 0.0)
            state.drawn.append(_Drawn(x, y, text))
        elif form is not None:
            state.tally["forms"] += 1
            if depth < _MOST_FORMS_IN_FORMS and state.tally["forms"] < _MOST_FORMS:  # each is read by itself as well
                inside = replace(state, ctm=_product(form.matrix, state.ctm), saved=[])
                _run(inside, form.content, form.scope(), depth + 1)
        elif name == "INLINE IMAGE":
            state.tally["pictures"] += 1
        elif name not in _TEXT:
            for operand in operands:
                state.strings += strings_in(operand)


def _placed(state: _State, along: float) -> Matrix:
    """The matrix of what stands so far along its line: its units, and last its place on the page."""
    return _product(_product((1.0, 0.0, 0.0, 1.0, along, 0.0), state.line), state.ctm)


def _lines_of(pieces: list[_Drawn]) -> Iterator[list[_Drawn]]:
    """Pieces line by line; in one line are those whose heights differ by less than a part of their size."""
    line: list[_Drawn] = []
    for each in sorted(pieces, key=lambda each: -each.y):
        if line and line[-1].y - each.y > max(_JITTER * each.size, _SAME_LINE):
            yield sorted(line, key=lambda each: each.x)
            line = []
        line.append(each)
    yield sorted(line, key=lambda each: each.x)


def _with_gaps(line: list[_Drawn]) -> str:
    """The text of a line, with spaces where there is room for a letter."""
    parts: list[str] = []
    for before, each in itertools.pairwise([None, *line]):
        if each is not None:
            apart = before is not None and each.x - before.end > _WIDTH * each.size
            parts += [" " if apart else "", each.text]
    return "".join(parts)


def _in_lines(drawn: list[_Drawn], joint: str) -> str:
    """What is drawn one after the other, with a line break where drawing goes up or down."""
    parts: list[str] = []
    for before, each in itertools.pairwise([None, *drawn]):
        if each is not None:
            same_line = before is not None and abs(before.y - each.y) < _SAME_LINE
            parts += ["" if before is None else joint if same_line else "\n", each.text]
    return "".join(parts)


_TEXT: Final = frozenset({"Tj", "TJ", "'", '"'})


def _operate(state: _State, name: str, operands: Any, scope: Scope) -> str | None:
    """Follow an operator; the text that it draws, if it draws one."""
    match name, len(operands):
        case "Tf", 2:
            state.codes = scope.fonts.get(name_of(operands[0]), state.codes)
            state.size = _number(operands[1])
        case "gs", 1:
            state.codes = scope.states.get(name_of(operands[0]), state.codes)
        case "Tj" | "'", 1:
            return _show(state, name, operands[0])
        case "TJ", 1:
            return _spaced(state, operands[0])
        case '"', 3:
            return _show(state, name, operands[2])
        case _:
            _follow(state, name, operands)
    return None


def _follow(state: _State, name: str, operands: Any) -> None:
    """Follow an operator that changes where things are drawn."""
    match name, len(operands):
        case "q", 0 if len(state.saved) < _MOST_NESTED:
            state.saved.append((state.ctm, state.codes, state.leading, state.size))
        case "Q", 0 if state.saved:
            state.ctm, state.codes, state.leading, state.size = state.saved.pop()
        case "cm", 6:
            state.ctm = _product(_matrix(operands), state.ctm)
        case "BT", 0:
            state.line, state.advance = _IDENTITY, 0.0
        case "Tm", 6:
            state.line, state.advance = _matrix(operands), 0.0
        case "Td" | "TD", 2:
            _move(state, _number(operands[0]), _number(operands[1]))
            state.leading = -_number(operands[1]) if name == "TD" else state.leading
        case "TL", 1:
            state.leading = _number(operands[0])
        case "T*", 0:
            _move(state, 0.0, -state.leading)


def _show(state: _State, name: str, codes: Any) -> str:
    if name != "Tj":
        _move(state, 0.0, -state.leading)
    return _text_of(state, codes)


def _spaced(state: _State, items: Any) -> str:
    import pikepdf  # noqa: PLC0415 - the same

    parts: list[str] = []
    for item in items if isinstance(items, pikepdf.Array) else ():
        if isinstance(item, pikepdf.String):
            parts.append(_text_of(state, item))
        else:
            state.advance -= _number(item) / 1000 * state.size
            if _number(item) < -_GAP:
                parts.append(" ")
    return "".join(parts)


def _text_of(state: _State, shown: Any) -> str:
    import pikepdf  # noqa: PLC0415 - the same

    if not isinstance(shown, pikepdf.String):
        return ""
    codes = bytes(shown)
    text, untold = state.codes.text_of(codes)
    state.tally["untold"] += untold
    state.take(text, len(codes) // state.codes.sizes[-1])
    return text


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):  # of a file that says something else where a number belongs
        return 0.0


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (_number(operand) for operand in operands)
    return a, b, c, d, e, f


def matrix_of(form: Any) -> Matrix:
    """Where a form is drawn (ISO 32000-1, 8.10.2)."""
    import pikepdf  # noqa: PLC0415 - the same

    given = form.get("/Matrix")
    return _matrix(list(given)) if isinstance(given, pikepdf.Array) and len(given) == len(_IDENTITY) else _IDENTITY


def _move(state: _State, x: float, y: float) -> None:
    state.line, state.advance = _product((1.0, 0.0, 0.0, 1.0, x, y), state.line), 0.0


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def strings_in(value: Any, depth: int = 0) -> Iterator[bytes]:
    """Every string in a direct object, at any depth; keys are none."""
    import pikepdf  # noqa: PLC0415 - the same

    if isinstance(value, pikepdf.String):
        yield bytes(value)
    elif depth < _MOST_NESTED and isinstance(value, pikepdf.Array):
        for index in range(len(value)):
            yield from strings_in(value[index], depth + 1)
    elif depth < _MOST_NESTED and isinstance(value, pikepdf.Dictionary):
        for below in value.values():
            yield from strings_in(below, depth + 1)
