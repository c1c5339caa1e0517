"""Makes the picture of an addendum: what the page on changes changes in the example.

The edits are those of the first command of the page, so that the picture shows what the page says.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import briefgen

CHECKOUT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = CHECKOUT / "docs" / "changes.md"

_EDIT: Final = re.compile(r"-e 's\|([^|\n]+)\|([^|\n]+)\|'")


def example_addendum(example: Path) -> briefgen.Briefing:
    """The addendum to the example that the page on changes makes.

    Raises:
        ValueError: the page has an edit of something that the example does not have.
    """
    text = example.read_text(encoding="utf-8")
    old = briefgen.loads(text)
    for before, after in _EDIT.findall(PAGE.read_text(encoding="utf-8")):
        if before not in text:
            raise ValueError(f"the example does not have {before!r} any more")
        text = text.replace(before, after)
    return briefgen.addendum(briefgen.compare(old, briefgen.loads(text)))
