"""Flowables for any story of reportlab: right bidirectional text in documents that are no briefings."""

from __future__ import annotations

from briefgen.flowables.figure import BidiDrawing
from briefgen.flowables.paragraph import BidiParagraph

__all__ = ["BidiDrawing", "BidiParagraph"]
