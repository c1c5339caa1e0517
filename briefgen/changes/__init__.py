"""What changed between two briefings: which values, and in texts which words of which language."""

from __future__ import annotations
