"""The text that content streams draw, of any file: through ToUnicode where there is one, else through the encoding."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

from fontTools.agl import toUnicode

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# ISO 32000-1, 9.10.3: the sections of a ToUnicode CMap.
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_HEX: Final = rb"<([0-9A-Fa-f\s]*)>"
_PAIR: Final = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE: Final = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_ONE: Final = re.compile(_HEX)
_MOST_CODES: Final = 0x10000

# A gap in thousandths of an em that is taken for a space, ISO 32000-1, 9.4.3.
_GAP: Final = 200
_MOST_NESTED: Final = 200
_SAME_LINE: Final = 0.5


@dataclass(frozen=True, slots=True)
class CodeMap:
    """What the codes of a font stand for.

    Attributes:
        texts: the text of each code.
        sizes: how many bytes codes may have, the longest first.
    """

    texts: Mapping[bytes, str]
    sizes: tuple[int, ...]

    def text_of(self, codes: bytes) -> str:
        """What some codes stand for; what nobody says is left out."""
        found: list[str] = []
        at = 0
        while at < len(codes):
            size = next((size for size in self.sizes if codes[at : at + size] in self.texts), self.sizes[-1])
            found.append(self.texts.get(codes[at : at + size], ""))
            at += size
        return "".join(found)


def read_code_map(cmap: bytes) -> CodeMap:
    """The codes of a ToUnicode CMap."""
    texts: dict[bytes, str] = {}
    sizes: set[int] = set()
    for section in _SECTION.finditer(cmap):
        kind, body = section.groups()
        if kind == b"bfchar":
            for code, text in _PAIR.findall(body):
                texts[_bytes_of(code)] = _utf16(text)
        elif kind == b"bfrange":
            for first, last, text, listed in _RANGE.findall(body):
                _add_range(texts, _bytes_of(first), _bytes_of(last), _bytes_of(text), _ONE.findall(listed))
        else:
            sizes |= {len(_bytes_of(low)) for low, _ in _PAIR.findall(body)}
    sizes |= {len(code) for code in texts}
    return CodeMap(texts, tuple(sorted(sizes - {0}, reverse=True)) or (1,))


def _add_range(texts: dict[bytes, str], first: bytes, last: bytes, text: bytes, listed: list[bytes]) -> None:
    low, high = int.from_bytes(first), int.from_bytes(last)
    for step, code in enumerate(range(low, min(high, low + _MOST_CODES) + 1)):
        if listed:
            if step >= len(listed):
                return
            written = _utf16(listed[step])
        elif len(text) >= 2:
            tail = (int.from_bytes(text[-2:]) + step) & 0xFFFF
            written = (text[:-2] + tail.to_bytes(2)).decode("utf-16-be", "replace")
        else:
            return
        texts[code.to_bytes(len(first))] = written


def _bytes_of(digits: bytes) -> bytes:
    compact = b"".join(digits.split())
    return bytes.fromhex((compact + b"0" * (len(compact) % 2)).decode("ascii"))


def _utf16(digits: bytes) -> str:
    return _bytes_of(digits).decode("utf-16-be", "replace")


def code_map_of(font: Any) -> CodeMap:
    """What the codes of a font stand for: by its ToUnicode, else by its encoding (ISO 32000-1, 9.10.2)."""
    import pikepdf  # noqa: PLC0415 - who only renders does not wait for it

    by_encoding = _encoding_of(font)
    mapped = font.get("/ToUnicode") if isinstance(font, pikepdf.Dictionary) else None
    if not isinstance(mapped, pikepdf.Stream):
        return by_encoding
    read = read_code_map(mapped.read_bytes())
    if len(read.sizes) == 1 and read.sizes[0] == by_encoding.sizes[0]:
        return CodeMap({**by_encoding.texts, **read.texts}, read.sizes)
    return read


def _encoding_of(font: Any) -> CodeMap:
    import pikepdf  # noqa: PLC0415 - the same

    if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0":
        return CodeMap({}, (2,))
    encoding = font.get("/Encoding") if isinstance(font, pikepdf.Dictionary) else None
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    texts = {bytes([code]): bytes([code]).decode(codec, "ignore") for code in range(256)}
    differences = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    code = 0
    listed: Any = differences if isinstance(differences, pikepdf.Array) else ()
    for each in listed:
        if isinstance(each, int):
            code = each
        elif isinstance(each, pikepdf.Name) and 0 <= code < 256:
            texts[bytes([code])] = toUnicode(_name(each)[1:])
            code += 1
    return CodeMap(texts, (1,))


class _Drawn(NamedTuple):
    """A text that one operator draws, and where it begins."""

    x: float
    y: float
    text: str


@dataclass(slots=True)
class _State:
    """What operators change (ISO 32000-1, 8.4 and 9.3)."""

    ctm: Matrix = _IDENTITY
    line: Matrix = _IDENTITY
    leading: float = 0.0
    codes: CodeMap = field(default_factory=lambda: CodeMap({}, (1,)))
    saved: list[tuple[Matrix, CodeMap, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """What a content stream draws and says.

    Attributes:
        views: its text in the order of drawing, line by line, with and without spaces where drawing moves on.
        placed: its text in the order of places, where what stands side by side need not belong together.
        strings: the strings that are not drawn, such as those of marked content.
    """

    views: tuple[str, ...]
    placed: tuple[str, ...]
    strings: tuple[bytes, ...]


def drawn_text(content: Any, fonts: Mapping[str, CodeMap], codes: CodeMap | None = None) -> DrawnText:
    """The text of a page or of a stream with content.

    Args:
        content: the page or stream, as pikepdf has it.
        fonts: what the codes of each font stand for, by its name in the resources.
        codes: what they stand for where a font has another name.

    Raises:
        pikepdf.PdfError: the content cannot be read.
    """
    import pikepdf  # noqa: PLC0415 - the same

    drawn: list[_Drawn] = []
    strings: list[bytes] = []
    state = _State() if codes is None else _State(codes=codes)
    for instruction in pikepdf.parse_content_stream(content):
        name, operands = _name(instruction.operator), instruction.operands
        text = _operate(state, name, operands, fonts)
        if text is not None:
            x, y = state.line[4], state.line[5]
            a, b, c, d, e, f = state.ctm
            drawn.append(_Drawn(a * x + c * y + e, b * x + d * y + f, text))
        elif name not in _TEXT:
            for operand in operands:
                strings += strings_in(operand)
    views = dict.fromkeys(_in_lines(drawn, joint) for joint in (" ", ""))
    in_places = sorted(drawn, key=lambda each: (-round(each.y), each.x))
    placed = dict.fromkeys(joint.join(each.text for each in in_places) for joint in (" ", ""))
    return DrawnText(tuple(views), tuple(placed), tuple(strings))


def _in_lines(drawn: list[_Drawn], joint: str) -> str:
    """What is drawn one after the other, with a line break where drawing goes up or down."""
    parts: list[str] = []
    for before, each in itertools.pairwise([None, *drawn]):
        if each is not None:
            same_line = before is not None and abs(before.y - each.y) < _SAME_LINE
            parts += ["" if before is None else joint if same_line else "\n", each.text]
    return "".join(parts)


_TEXT: Final = frozenset({"Tj", "TJ", "'", '"'})


def _operate(state: _State, name: str, operands: Any, fonts: Mapping[str, CodeMap]) -> str | None:
    """Follow an operator; the text that it draws, if it draws one."""
    match name, len(operands):
        case "Tf", 2:
            state.codes = fonts.get(_name(operands[0]), state.codes)
        case "Tj" | "'", 1:
            return _show(state, name, operands[0])
        case "TJ", 1:
            return _spaced(state.codes, operands[0])
        case '"', 3:
            return _show(state, name, operands[2])
        case _:
            _follow(state, name, operands)
    return None


def _follow(state: _State, name: str, operands: Any) -> None:
    """Follow an operator that changes where things are drawn."""
    match name, len(operands):
        case "q", 0 if len(state.saved) < _MOST_NESTED:
            state.saved.append((state.ctm, state.codes, state.leading))
        case "Q", 0 if state.saved:
            state.ctm, state.codes, state.leading = state.saved.pop()
        case "cm", 6:
            state.ctm = _product(_matrix(operands), state.ctm)
        case "BT", 0:
            state.line = _IDENTITY
        case "Tm", 6:
            state.line = _matrix(operands)
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
    return _text_of(state.codes, codes)


def _spaced(codes: CodeMap, items: Any) -> str:
    import pikepdf  # noqa: PLC0415 - the same

    parts: list[str] = []
    for item in items if isinstance(items, pikepdf.Array) else ():
        if isinstance(item, pikepdf.String):
            parts.append(_text_of(codes, item))
        elif _number(item) < -_GAP:
            parts.append(" ")
    return "".join(parts)


def _text_of(codes: CodeMap, shown: Any) -> str:
    import pikepdf  # noqa: PLC0415 - the same

    return codes.text_of(bytes(shown)) if isinstance(shown, pikepdf.String) else ""


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):  # of a file that says something else where a number belongs
        return 0.0


def _name(value: Any) -> str:
    """A name or operator, which need not be UTF-8."""
    import pikepdf  # noqa: PLC0415 - the same

    return value.unparse().decode("latin-1") if isinstance(value, pikepdf.Object) else ""


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (_number(operand) for operand in operands)
    return a, b, c, d, e, f


def _move(state: _State, x: float, y: float) -> None:
    state.line = _product((1.0, 0.0, 0.0, 1.0, x, y), state.line)


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
