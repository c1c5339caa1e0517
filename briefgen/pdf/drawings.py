"""The text that the pages of a file of anybody's draw, and all else that has content: forms, patterns and glyphs."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from briefgen.pdf.code_maps import PLAIN, CodeMap, code_map_of, read_code_map
from briefgen.pdf.drawn import Form, Scope, drawn_text, matrix_of
from briefgen.pdf.readings import texts_of_string

if TYPE_CHECKING:
    import pikepdf

    from briefgen.pdf.finds import Finds

_MOST_DRAWN_IN: Final = 20


class Drawings:
    """What one file draws."""

    def __init__(self, finds: Finds) -> None:
        """Take who is told of what is found."""
        self._finds = finds
        self._maps: dict[tuple[int, int], CodeMap] = {}

    def add_map(self, cmap: bytes) -> None:
        """The ToUnicode CMap of a font that nothing refers to."""
        self._maps[0, len(self._maps)] = read_code_map(cmap)

    def read(self, pdf: pikepdf.Pdf) -> None:
        """What pages draw, and the forms and patterns that are drawn on them."""
        import pikepdf  # noqa: PLC0415 - the same

        for number, page in enumerate(pdf.pages, 1):
            self._draw(f"page {number}", page, page.get("/Resources") or page.resources)
        for number, each in enumerate(pdf.objects, 1):
            if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == "/Form" or "/PatternType" in each):
                resources = each.get("/Resources")
                if isinstance(resources, pikepdf.Dictionary):
                    self._draw(f"object {number}", each, resources)
                else:  # those of whatever draws it
                    self.read_unreferred(f"object {number}", each.read_bytes())

    def _draw(self, place: str, content: Any, resources: Any, depth: int = 0) -> None:
        self._drawn(place, content, self._scope(place, resources, depth))

    def _scope(self, place: str, resources: Any, depth: int) -> Scope:
        """The fonts and forms of some resources."""
        import pikepdf  # noqa: PLC0415 - the same

        fonts: dict[str, CodeMap] = {}
        for name, font in _named(resources, "/Font"):
            key = font.objgen if font.is_indirect else (0, len(self._maps))
            if key not in self._maps:
                self._maps[key] = code_map_of(font)
                self._draw_glyphs(f"{place}, font {name}", font, resources, depth)
            fonts[name] = self._maps[key]
        forms = {
            name: Form(form, functools.partial(self._scope_of_form, place, form, resources, depth), matrix_of(form))
            for name, form in _named(resources, "/XObject")
            if form.get("/Subtype") == "/Form"
        }
        states = {
            name: code_map_of(state["/Font"][0])
            for name, state in _named(resources, "/ExtGState")
            if isinstance(state.get("/Font"), pikepdf.Array) and len(state["/Font"])
        }
        return Scope(fonts, forms, states)

    def _scope_of_form(self, place: str, form: Any, resources: Any, depth: int) -> Scope:
        """Its own resources, or those of what draws it."""
        return self._scope(place, form.get("/Resources", resources), depth)

    def _draw_glyphs(self, place: str, font: Any, resources: Any, depth: int) -> None:
        """What the glyphs of a font of type 3 draw, which may be text of other fonts (ISO 32000-1, 9.6.5)."""
        import pikepdf  # noqa: PLC0415 - the same

        glyphs = font.get("/CharProcs")
        if not isinstance(glyphs, pikepdf.Dictionary):
            return
        if depth > _MOST_DRAWN_IN:
            self._finds.miss(place, "there are too many fonts in fonts")
            return
        for glyph in glyphs.values():
            if isinstance(glyph, pikepdf.Stream):
                self._draw(place, glyph, font.get("/Resources") or resources, depth + 1)

    def _drawn(self, place: str, content: Any, scope: Scope, codes: CodeMap | None = None) -> None:
        import pikepdf  # noqa: PLC0415 - the same

        try:
            drawn = drawn_text(content, scope, codes)
        except (pikepdf.PdfError, TypeError, ValueError):  # the last two of pikepdf, for what no content may have
            self._finds.miss(place, "its content cannot be read")
            return
        self._finds.reach.pictures += drawn.pictures
        if drawn.untold and codes is None:
            self._finds.miss(
                f"{place}, text", f"the file does not say which characters {drawn.untold} of its codes are"
            )
        for view in drawn.views:
            self._finds.add(f"{place}, text", view)
        for view in drawn.placed:
            self._finds.add(f"{place}, text", view, loose=True)
        for string in drawn.strings:
            for text in texts_of_string(string):
                self._finds.add(f"{place}, content", text)

    def read_unreferred(self, place: str, content: bytes) -> None:
        """Content whose fonts nobody names: with the codes of every font that there is, and of none."""
        import pikepdf  # noqa: PLC0415 - the same

        with pikepdf.new() as empty:
            stream = pikepdf.Stream(empty, content)
            for codes in (PLAIN, *self._maps.values()):
                self._drawn(place, stream, Scope(), codes)


def _named(resources: Any, kind: str) -> Iterator[tuple[str, Any]]:
    """The dictionaries and streams of a kind of resources, by their names."""
    import pikepdf  # noqa: PLC0415 - the same

    listed: Any = resources.get(kind) if isinstance(resources, pikepdf.Dictionary) else None
    for name in listed.keys() if isinstance(listed, pikepdf.Dictionary) else ():
        each: Any = listed.get(name) if name.isascii() else None
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield name, each
