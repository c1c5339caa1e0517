"""Writes the tables of the manual that follow from the code.

Each table stands between ``<!-- table: name -->`` and ``<!-- end of table -->``; all other lines stay as they are.

Usage: ``python -m tools.write_tables`` writes the tables anew; with ``--check`` it only says whether they would change.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from tools.clause_tables import breach_tables, clause_tables
from tools.field_tables import field_tables
from tools.readback_tables import readback_tables
from tools.rule_tables import rule_tables
from tools.stage_tables import stage_tables
from tools.theme_tables import theme_tables

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
PAGES: Final[dict[str, Callable[[], dict[str, str]]]] = {
    "architecture.md": stage_tables,
    "checks.md": rule_tables,
    "conformance.md": clause_tables,
    "errors.md": breach_tables,
    "reading-back.md": readback_tables,
    "themes.md": theme_tables,
    "writing-a-briefing.md": field_tables,
}

_TABLE: Final = re.compile(r"(<!-- table: ([a-z-]+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


def renewed(page: str, tables: Mapping[str, str]) -> str:
    """A page with its tables made anew.

    Raises:
        ValueError: the page has other tables than these, or one of them twice.
    """
    named = [match[2] for match in _TABLE.finditer(page)]
    if sorted(named) != sorted(tables):
        raise ValueError(f"the page has the tables {', '.join(named)}; there are: {', '.join(tables)}")
    return _TABLE.sub(lambda match: f"{match[1]}\n{tables[match[2]]}\n{match[3]}", page)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables, or say with 1 that one would change."""
    parser = argparse.ArgumentParser(description="Writes the tables of the manual that follow from the code.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a table would change")
    options = parser.parse_args(arguments)
    changed = False
    for name, tables in PAGES.items():
        before = (DOCS / name).read_text(encoding="utf-8")
        after = renewed(before, tables())
        changed = changed or before != after
        if not options.check:
            (DOCS / name).write_text(after, encoding="utf-8", newline="\n")
    return int(options.check and changed)


if __name__ == "__main__":
    sys.exit(main())
