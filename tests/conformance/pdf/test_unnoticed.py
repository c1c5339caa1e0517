"""What validators do not notice, over every example, edition, theme, page size and profile."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

import pikepdf
import pytest

from briefgen.layout.edition import find_edition
from briefgen.layout.sections.order import sections_of
from briefgen.model import Briefing, LocalizedText
from briefgen.model.markup import plain_text
from briefgen.model.walk import texts_of as every_text
from tests.conformance.pdf import faults
from tests.conformance.pdf.cells import cells
from tests.conformance.pdf.faults import Tree, seen_text
from tests.unit.pdf import documents
from tests.unit.pdf.reading import open_pdf
from tools.grid import EXAMPLES, Cell, grid, rendered

# Shorter texts may stand in others.
LONG: Final = 15

EXAMPLE: Final = next(example for example in EXAMPLES if example.parent.name == "liaison-office")

OF_A_TREE: Final = (
    faults.content_faults, faults.parent_faults, faults.annotation_faults, faults.figure_faults,
    faults.language_faults,
)  # fmt: skip


@cache
def tree_of(cell: Cell) -> Tree:
    """The structure tree of a file, read once."""
    return Tree(open_pdf(rendered(cell).pdf))


def texts_of(briefing: Briefing) -> dict[str, list[str]]:
    """The longer texts of a briefing in each language, in the order of its pages, each up to its first citation.

    A text that others repeat, such as a figure that the summary has as well, is left out.
    """
    of_sections = {
        "masthead": [briefing.title],
        "bottom_line": [briefing.bottom_line] if briefing.bottom_line else [],
        "summary": briefing.summary,
        "facts": [text for fact in briefing.facts for text in (fact.label, fact.value)],
        "lines_if_asked": [text for line in briefing.lines_if_asked for text in (line.question, line.answer)],
        "programme": [item.what for day in briefing.programme for item in day.items],
        "activity_areas": [text for area in briefing.activity_areas for text in (area.title, area.description)],
        "timeline": [entry.text for entry in briefing.timeline],
        "sources": [source.title for source in briefing.sources if source.title is not None],
    }
    if briefing.presentation is not None and briefing.presentation.notes == "page":
        del of_sections["sources"]  # which the notes of each page repeat
    found = [text for section in sections_of(briefing.kind) for text in of_sections.get(section.__name__, [])]
    texts = {}
    for language in briefing.languages:
        whole = "\n".join(
            seen_text(plain_text(text[language])) for _, text in every_text(briefing) if isinstance(text, LocalizedText)
        )
        beginnings = [seen_text(plain_text(text[language].partition("[@")[0])) for text in found]
        texts[language] = [text for text in beginnings if len(text) >= LONG and whole.count(text) == 1]
    return texts


@pytest.mark.parametrize("cell", cells(), ids=str)
@pytest.mark.parametrize("look", OF_A_TREE, ids=lambda look: look.__name__)
def test_nothing_is_wrong_with_a_tree(look: Callable[[Tree], Iterator[str]], cell: Cell) -> None:
    """Content, parents, annotations, figures and languages of the structure tree are as they must be."""
    assert list(look(tree_of(cell))) == []


@pytest.mark.parametrize("cell", cells(), ids=str)
def test_info_and_xmp_say_the_same(cell: Cell) -> None:
    """No program is told another title, author, date or producer than another program."""
    assert list(faults.metadata_faults(open_pdf(rendered(cell).pdf))) == []


@pytest.mark.parametrize("cell", cells(), ids=str)
def test_the_tree_is_in_the_order_of_the_model(cell: Cell) -> None:
    """Each language is a part of its own, with the texts of the briefing in its order, and each of them once."""
    texts = texts_of(cell.briefing)
    languages = find_edition(cell.briefing, cell.edition).languages
    assert all(len(texts[language]) >= 10 for language in languages)
    assert list(faults.order_faults(tree_of(cell), languages, texts)) == []


# --- The checks above can fail ---


def _mcid_of_another_page(pdf: Any) -> None:
    """Two sequences of a page have one number."""
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents.write(content.replace(b"/MCID 1>>", b"/MCID 0>>"))


def _parent_tree_cut(pdf: Any) -> None:
    """The entry of a page lacks an element."""
    del pdf.Root.StructTreeRoot.ParentTree.Nums[1][-1]


def _parent_tree_mixed(pdf: Any) -> None:
    """The entries of two sequences are mixed up."""
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    entries[0], entries[len(entries) - 1] = entries[len(entries) - 1], entries[0]


def _content_twice(pdf: Any) -> None:
    """A sequence belongs to two elements."""
    first, *_, second = (e for e in Tree(pdf).elements if e.S in {"/P", "/Figure"})
    first.K.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=second.Pg, MCID=second.K[0]))


def _content_undrawn(pdf: Any) -> None:
    """An element has a sequence that its page does not have."""
    next(e for e in Tree(pdf).elements if e.S == "/H1").K.append(9999)


def _untagged(pdf: Any) -> None:
    """Text stands outside every sequence."""
    content = pdf.pages[0].Contents.read_bytes()
    shown = re.search(rb"/F1 .*?(<[0-9A-F]+>)", content, re.DOTALL)
    assert shown is not None
    pdf.pages[0].Contents.write(content + b"\nBT /F1 9 Tf " + shown[1] + b"Tj ET")


def _element_twice(pdf: Any) -> None:
    """An element stands in the tree twice."""
    document = pdf.Root.StructTreeRoot.K[0]
    document.K.append(document.K[0])


def _other_parent(pdf: Any) -> None:
    """An element names another one as its parent."""
    document = pdf.Root.StructTreeRoot.K[0]
    document.K[0].K[0].P = document


def _no_reference(pdf: Any) -> None:
    """The Link does not refer to its annotation."""
    link = next(e for e in Tree(pdf).elements if e.S == "/Link")
    link.K = pikepdf.Array([kid for kid in link.K if isinstance(kid, int)])


def _annotation_removed(pdf: Any) -> None:
    """The Link refers to an annotation that is on no page."""
    del pdf.pages[1].Annots[0]


def _no_key(pdf: Any) -> None:
    """The annotation does not say where it is in the parent tree."""
    del pdf.pages[1].Annots[0].StructParent


def _wrong_key(pdf: Any) -> None:
    """The annotation names the place of another one in the parent tree."""
    pdf.pages[1].Annots[0].StructParent = pdf.pages[1].Annots[1].StructParent


def _no_contents(pdf: Any) -> None:
    """The annotation does not say where it goes."""
    pdf.pages[1].Annots[0].Contents = pikepdf.String(" ")


def _a_note(pdf: Any) -> None:
    """The annotation is no link."""
    pdf.pages[1].Annots[0].Subtype = pikepdf.Name.Text


def _no_alternative(pdf: Any) -> None:
    """The figure has no alternative text."""
    del next(e for e in Tree(pdf).elements if e.S == "/Figure").Alt


def _no_box(pdf: Any) -> None:
    """The figure has no box."""
    del next(e for e in Tree(pdf).elements if e.S == "/Figure").A.BBox


def _no_language(pdf: Any) -> None:
    """Nothing says that the Arabic part is in Arabic."""
    for element in Tree(pdf).elements:
        if str(element.get("/Lang", "")) == "ar":
            del element.Lang


@pytest.mark.parametrize(
    ("look", "doctor"),
    [
        (faults.content_faults, _mcid_of_another_page),
        (faults.content_faults, _parent_tree_cut),
        (faults.content_faults, _parent_tree_mixed),
        (faults.content_faults, _content_twice),
        (faults.content_faults, _content_undrawn),
        (faults.content_faults, _untagged),
        (faults.parent_faults, _element_twice),
        (faults.parent_faults, _other_parent),
        (faults.annotation_faults, _no_reference),
        (faults.annotation_faults, _annotation_removed),
        (faults.annotation_faults, _no_key),
        (faults.annotation_faults, _wrong_key),
        (faults.annotation_faults, _no_contents),
        (faults.annotation_faults, _a_note),
        (faults.figure_faults, _no_alternative),
        (faults.figure_faults, _no_box),
        (faults.language_faults, _no_language),
    ],
)
def test_a_broken_tree_is_noticed(look: Callable[[Tree], Iterator[str]], doctor: Callable[[Any], None]) -> None:
    """A file that is good, and is broken in one way, has a fault of that kind."""
    pdf = pikepdf.open(io.BytesIO(documents.briefing()))
    assert list(look(Tree(pdf))) == []
    doctor(pdf)
    assert list(look(Tree(pdf))) != []


@pytest.mark.parametrize("key", ["/Title", "/Author", "/Subject", "/Producer", "/CreationDate", "/ModDate"])
def test_metadata_that_differ_are_noticed(key: str) -> None:
    """An entry of Info that says something else than XMP is found."""
    pdf = pikepdf.open(io.BytesIO(documents.briefing()))
    pdf.docinfo[key] = "D:20010101000000Z"
    assert [fault.split()[0] for fault in faults.metadata_faults(pdf)] == [key]


def test_another_order_is_noticed() -> None:
    """Texts that stand in another order, twice or not at all, and parts in another order, are found."""
    cell = next(cell for cell in grid() if cell[:2] == (EXAMPLE, "side-by-side"))
    tree, texts = tree_of(cell), texts_of(cell.briefing)
    english, *others = texts["en"]
    turned = {**texts, "en": [*others, english]}
    assert any("too early" in fault for fault in faults.order_faults(tree, cell.briefing.languages, turned))
    added = {**texts, "ar": [*texts["ar"], "هذا النص ليس في الإحاطة"]}
    assert any("0 times" in fault for fault in faults.order_faults(tree, cell.briefing.languages, added))
    assert list(faults.order_faults(tree, cell.briefing.languages[::-1], texts)) == ["the parts are ['en', 'ar']"]
    document = tree.elements[0]
    document.K[0].K.extend(list(document.K[0].K))
    assert any("2 times" in fault for fault in faults.order_faults(tree, cell.briefing.languages, texts))
    tree_of.cache_clear()
