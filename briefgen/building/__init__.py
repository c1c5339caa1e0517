"""Briefings out of Python's own values: dictionaries, dataclasses, pydantic models, tables of data."""

from __future__ import annotations

from briefgen.building.build import build
from briefgen.building.tables import table_from

__all__ = ["build", "table_from"]
