"""The text of the gallery: a page of examples, and one of parts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Final

from tools.gallery_parts import PARTS

_WIDTH: Final = 120

_START: Final = """\
# Gallery

What briefgen draws, as PDFium shows it: each [part of a briefing](parts.md), and the pages of each example in every
edition and theme. `make gallery` makes these pages and their pictures, and a test compares the pictures with what is
drawn: a change of the layout is seen in its review.

Each row of pages is an edition: side by side, one language after the other, back to back, English alone and Arabic
alone.

```{toctree}
:hidden:

parts
```
"""

_PARTS: Final = """\
# Parts of a briefing

Each part in each theme: on top as it stands side by side, then in English alone, then in Arabic alone. The Arabic part
is the mirror image of the English one, but for what must not be turned: handling labels, logos, maps and QR codes.
"""


def pages_of_manual(examples: Sequence[str], themes: Sequence[str]) -> dict[str, str]:
    """The pages by the name of their file."""
    return {"index.md": "\n".join(_examples(examples, themes)), "parts.md": "\n".join(_parts(themes))}


def _examples(examples: Sequence[str], themes: Sequence[str]) -> list[str]:
    lines = [_START]
    for name in examples:
        lines += [f"## {name.replace('-', ' ').capitalize()}", "", f"`examples/{name}/briefing.yaml`", ""]
        for theme in themes:
            lines += [f"### {theme}", "", f"![{name}: its pages in the theme {theme}](images/{name}-{theme}.png)", ""]
    return lines


def _parts(themes: Sequence[str]) -> list[str]:
    lines = [_PARTS]
    for part in PARTS:
        lines += [f"## {part.title}", "", fill(part.text, _WIDTH), ""]
        for theme in themes:
            lines += [f"### {part.title}, {theme}", ""]
            lines += [f"![{part.title} in the theme {theme}](images/{part.name}-{theme}.png)", ""]
    return lines
