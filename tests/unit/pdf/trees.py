"""The structure tree of a file as lines of text, so that a change of it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.unit.pdf.reading import PageReader, open_pdf


def tree(data: bytes) -> list[str]:
    """One line for each element, text and annotation: two spaces for each level, then type, attributes or text."""
    pdf = open_pdf(data)
    pages = {page.obj.objgen: PageReader(page) for page in pdf.pages}
    return list(_lines(pdf.Root.StructTreeRoot.K[0], pages, ""))


def _lines(element: Any, pages: dict[Any, PageReader], indent: str) -> Iterator[str]:
    said = "".join(f" {key}={element[f'/{key}']}" for key in ("Lang", "E", "Alt") if f"/{key}" in element)
    yield f"{indent}{str(element.S)[1:]}{said}"
    indent += "  "
    text = ""
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            text += pages[element.Pg.objgen].text(kid)
            continue
        if kid.get("/Type") == "/MCR":
            text += pages[kid.Pg.objgen].text(int(kid.MCID))
            continue
        if text:
            yield f"{indent}{text!r}"
            text = ""
        if kid.get("/Type") == "/OBJR":
            yield f"{indent}annotation"
        else:
            yield from _lines(kid, pages, indent)
    if text:
        yield f"{indent}{text!r}"
