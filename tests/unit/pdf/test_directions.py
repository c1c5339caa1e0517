"""How readers see single characters; what is said of pypdf and MuPDF is checked against them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pymupdf
import pypdf
import pypdf._utils
import pytest

from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.directions import is_foreign, is_number, is_strong, mupdf_direction, pypdf_direction
from tests.unit.pdf import documents
from tests.unit.pdf.engine import arabic, set_paragraph, stack

# A sample of what stands in Arabic text, Hebrew and European names.
CHARACTERS = " ()[]{}«»“”‘’.,:;!?/-–—_%‰#&@*+=<>|~^°·…\u00a0،؛؟٪٫٬٠٩۰۹09azÀéאתابڵۆᴀ€﷼\u200c\u200e\u200f\u061c"


@pytest.mark.parametrize("character", CHARACTERS)
def test_pypdf_sees_characters_so(character: str) -> None:
    """The ranges are those of pypdf."""
    neutral = pypdf._utils.is_char_neutral(character)
    expected = None if neutral else pypdf._utils.is_char_rtl(character)
    assert pypdf_direction(character) is expected


def test_a_code_of_several_characters_is_neutral_for_pypdf() -> None:
    """It is gathered with what is before it, in the order that it has."""
    assert pypdf_direction("\u061c«") is None
    assert pypdf_direction("\u200e٢٠٢٦") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, False) for text in ("a", "1", "%", "-", "\u2067", "\u200e٢")),
        *((text, True) for text in ("٢", "ا", "א", "\u061c%")),
        *((text, None) for text in (".", "(", " ", "\u064e", "\u200c")),
    ],
)
def test_mupdf_sees_characters_so(text: str, expected: bool | None) -> None:  # noqa: FBT001
    """MuPDF looks at the class of the first character of a code."""
    assert mupdf_direction(text) is expected


@pytest.mark.parametrize(
    ("sign", "foreign"),
    [*((s, True) for s in "«»[]{}_|~°%-+#\u00a0\u2066"), *((s, False) for s in "()،.:؟!–“”\u200cاא")],
)
def test_signs_that_are_foreign_to_right_to_left_text(sign: str, foreign: bool) -> None:  # noqa: FBT001
    """They are left-to-right for pypdf or for MuPDF."""
    assert is_foreign(sign) is foreign


def test_numbers_and_strong_characters() -> None:
    """For poppler a comma is a part of a number; numbers go from left to right."""
    assert all(map(is_number, "0٠۰.,،:/-%+"))
    assert not any(map(is_number, "aا ()«!؟؛"))
    assert is_strong("٢", rtl=False)
    assert is_strong("1", rtl=False)
    assert not is_strong("1", rtl=True)
    assert is_strong("ב", rtl=True)
    assert is_strong("\u061c", rtl=True)


def by_pypdf(data: bytes) -> str:
    """The text of the only page."""
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def by_mupdf(data: bytes) -> str:
    """The text of the only page."""
    open_document: Any = pymupdf.open  # without types
    return str(open_document(stream=data)[0].get_text())


@pytest.mark.parametrize("read", [by_pypdf, by_mupdf])
@pytest.mark.parametrize("sign", "«»[]{}_|~°%-+#()،.:؟!–“”")
def test_every_sign_comes_back_inside_a_word(sign: str, read: Callable[[bytes], str]) -> None:
    """Between letters, whatever readers take it for."""
    text = f"أب{sign}جد هو"

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        canvas.draw_text(stack(set_paragraph([arabic(text)], rtl=True)), [root.add("P").slot()], ["#000000"])

    found = read(documents.write(draw))
    assert found.replace("\u061c", "").strip() == text
