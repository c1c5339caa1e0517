"""The YAML examples of docs/writing-a-briefing.md as whole briefings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "writing-a-briefing.md"

_BLOCK: Final = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TOP_LEVEL: Final = re.compile(r"^(\w+):.*\n(?:[ -].*\n)*", re.MULTILINE)


def examples() -> list[str]:
    """The examples in their order; the first is a whole briefing, each other one adds keys to it or replaces some."""
    return [match[1] for match in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def joined(*parts: str) -> str:
    """Examples as one file; of a key that comes twice, the later one counts."""
    keys: dict[str, str] = {}
    for part in parts:
        keys.update((match[1], match[0]) for match in _TOP_LEVEL.finditer(part))
    return "".join(keys.values())
