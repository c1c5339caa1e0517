"""The colour space of a file: an ICC profile of sRGB, and the output intent that holds it (ISO 32000-1, 14.11.5).

The profile is computed here from the numbers that define sRGB (IEC 61966-2-1): the chromaticities of its primaries and
of its white, and its curve. The form is that of ICC.1:2004-10, version 4.2, the newest that ISO 32000-1, 8.6.5.5 knows.
"""

from __future__ import annotations

import functools
import struct
from typing import TYPE_CHECKING, Final, TypeAlias

from briefgen.pdf.objects import RawStream, compress

if TYPE_CHECKING:
    from briefgen.pdf.document import TaggedDocument

Vector: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Vector, Vector, Vector]

# IEC 61966-2-1, 4.2: red, green and blue as in ITU-R BT.709, and the white D65, as x and y of CIE 1931.
_PRIMARIES: Final = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
_WHITE: Final = (0.3127, 0.3290)

# IEC 61966-2-1, 5.2: (value + 0.055) / 1.055 to the power of 2.4; below 0.04045, value / 12.92. In the order of a
# parametric curve of the function type 3 (ICC.1:2004-10, 10.15): g, a, b, c, d.
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_CURVE_TYPE: Final = 3

# ICC.1:2004-10, 7.2.16: the white of the profile connection space, D50.
_CONNECTION_WHITE: Final[Vector] = (0.9642, 1.0, 0.8249)

# ICC.1:2004-10, annex E: the linear Bradford transformation, from XYZ to responses of the eye.
_BRADFORD: Final[Matrix] = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))

_NAME: Final = "sRGB"
_RIGHTS: Final = "CC0"

# ICC.1:2004-10, 7.2.8: the month of that standard, because a date of ours would say nothing.
_CREATED: Final = (2004, 10, 1, 0, 0, 0)


def add_output_intent(document: TaggedDocument) -> str:
    """Add the profile to a document, and return the array of output intents (ISO 19005-2 and 19005-3, 6.2.3)."""
    profile = document.add(RawStream(_packed_profile(), "/N 3", packed=True))
    # ISO 32000-1, table 365: no registry is named, so Info says what is meant.
    return (
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_NAME})/Info({_NAME} IEC 61966-2-1)"
        f"/DestOutputProfile {profile}>>]"
    )


@functools.cache
def _packed_profile() -> bytes:
    return compress(srgb_profile())


@functools.cache
def srgb_profile() -> bytes:
    """A monitor profile of sRGB with nine tags, of which three share one curve (ICC.1:2004-10, 8.4)."""
    adaptation = _adaptation(_xyz(_WHITE), _CONNECTION_WHITE)
    red, green, blue = _colorants(adaptation)
    curve = _tag(b"para", struct.pack(">HH", _CURVE_TYPE, 0) + _fixed(*_CURVE))
    return _profile(
        [
            (b"desc", _text(_NAME)),
            (b"cprt", _text(_RIGHTS)),
            (b"wtpt", _tag(b"XYZ ", _fixed(*_CONNECTION_WHITE))),
            (b"chad", _tag(b"sf32", b"".join(_fixed(*row) for row in adaptation))),
            (b"rXYZ", _tag(b"XYZ ", _fixed(*red))),
            (b"gXYZ", _tag(b"XYZ ", _fixed(*green))),
            (b"bXYZ", _tag(b"XYZ ", _fixed(*blue))),
            (b"rTRC", curve),
            (b"gTRC", curve),
            (b"bTRC", curve),
        ]
    )


def _colorants(adaptation: Matrix) -> tuple[Vector, Vector, Vector]:
    """The primaries in the connection space, as strong as it takes for them to add up to white."""
    primaries = tuple(_xyz(primary) for primary in _PRIMARIES)
    strengths = _apply(_inverse(_transposed(primaries)), _xyz(_WHITE))
    red, green, blue = (
        _apply(adaptation, (strength * x, strength * y, strength * z))
        for (x, y, z), strength in zip(primaries, strengths, strict=True)
    )
    return red, green, blue


def _adaptation(white: Vector, seen: Vector) -> Matrix:
    """From colours under one white to colours that look the same under another (ICC.1:2004-10, annex E)."""
    gains = [to / of for of, to in zip(_apply(_BRADFORD, white), _apply(_BRADFORD, seen), strict=True)]
    inverse = _inverse(_BRADFORD)
    scaled = tuple((a * gain, b * gain, c * gain) for (a, b, c), gain in zip(_BRADFORD, gains, strict=True))
    columns = (_apply(inverse, column) for column in _transposed(scaled))
    return _transposed(tuple(columns))


def _xyz(chromaticity: tuple[float, float]) -> Vector:
    """X, Y and Z of a chromaticity, for Y = 1."""
    x, y = chromaticity
    return x / y, 1.0, (1 - x - y) / y


def _apply(matrix: Matrix, vector: Vector) -> Vector:
    """The product of a matrix and a column."""
    first, second, third = (a * vector[0] + b * vector[1] + c * vector[2] for a, b, c in matrix)
    return first, second, third


def _transposed(rows: tuple[Vector, ...]) -> Matrix:
    first, second, third = zip(*rows, strict=True)
    return first, second, third


def _inverse(matrix: Matrix) -> Matrix:
    """The inverse, by the adjugate."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    adjugate = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    determinant = a * adjugate[0][0] + b * adjugate[1][0] + c * adjugate[2][0]
    first, second, third = ((x / determinant, y / determinant, z / determinant) for x, y, z in adjugate)
    return first, second, third


def _fixed(*values: float) -> bytes:
    """Numbers of the type s15Fixed16Number (ICC.1:2004-10, 5.1.3)."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _tag(signature: bytes, data: bytes) -> bytes:
    """The data of a tag, with its type in front (ICC.1:2004-10, 10.1)."""
    return signature + bytes(4) + data


def _text(text: str) -> bytes:
    """A text in one language, filled to a multiple of four bytes (ICC.1:2004-10, 10.13)."""
    data = text.encode("utf-16-be")
    head = struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(data), 28)
    return _tag(b"mluc", head + data + bytes(-len(data) % 4))


def _profile(tags: list[tuple[bytes, bytes]]) -> bytes:
    """Header, table of tags, and the data of each tag once (ICC.1:2004-10, 7)."""
    start = 128 + 4 + 12 * len(tags)
    table, body, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for signature, data in tags:
        if data not in places:
            places[data] = start + len(body)
            body += data
        table += struct.pack(">4sII", signature, places[data], len(data))
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sIIIQI12s",
        start + len(body),  # 7.2.2: the size
        b"",  # 7.2.3: no preferred module
        0x04200000,  # 7.2.4: version 4.2
        b"mntr", b"RGB ", b"XYZ ",  # 7.2.5 to 7.2.7: class, data, connection space
        *_CREATED,  # 7.2.8
        b"acsp", b"",  # 7.2.9 and 7.2.10: the signature of all profiles; no platform
        0, 0, 0, 0, 0,  # 7.2.11 to 7.2.15: flags, manufacturer, model, attributes, perceptual intent
        _fixed(*_CONNECTION_WHITE),  # 7.2.16
    )  # fmt: skip
    return header.ljust(128, b"\0") + table + body
