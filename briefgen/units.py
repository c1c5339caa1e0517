"""Lengths: the only place that converts between units.

Everything in briefgen is in points (1 pt = 1/72 inch) unless its name says otherwise: ``_mm``, ``_em`` (the font size
is 1) or ``_fu`` (font units, ``units_per_em`` to an em).
"""

from __future__ import annotations

from typing import Final

POINTS_PER_INCH: Final = 72.0
MM_PER_INCH: Final = 25.4


def mm(length_mm: float) -> float:
    """Millimetres in points."""
    return length_mm * POINTS_PER_INCH / MM_PER_INCH


def font_units(length_fu: float, units_per_em: int, size_pt: float) -> float:
    """Font units in points, at a font size in points."""
    return length_fu * size_pt / units_per_em
