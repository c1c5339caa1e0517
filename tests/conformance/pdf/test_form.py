"""What files have, and what they never have, over every example, edition, theme, page size and profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pikepdf
import pytest

from briefgen.layout.edition import find_edition
from briefgen.pdf.nesting import ALLOWED
from tests.conformance.pdf.cells import cells
from tests.conformance.pdf.faults import Tree
from tests.unit.pdf.reading import open_pdf
from tools.grid import Cell, rendered

# ISO 32000-1, annex A: what the pages are written with. No shadings, no graphics state dictionaries, no inline images.
OPERATORS: Final = frozenset({
    "q", "Q", "cm", "re", "m", "l", "c", "h", "f", "S", "B", "W", "n", "rg", "RG", "w", "d", "Do",
    "BT", "ET", "Tf", "Td", "Tj", "TJ", "BMC", "BDC", "EMC", "j",
})  # fmt: skip
# ISO 32000-1, table 28: entries of the catalog that a document of ours may have.
CATALOG: Final = frozenset({
    "/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences", "/Names", "/Outlines",
    "/PageMode", "/Metadata", "/OutputIntents", "/AF", "/PageLabels",
})  # fmt: skip
# ISO 32000-1, table 89: entries of a picture. No masks, no interpolation, no intent.
PICTURE: Final = frozenset({
    "/Type", "/Subtype", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/Length",
})  # fmt: skip
STRUCTURE_TYPES: Final = frozenset(f"/{kind}" for kind in ALLOWED)

# ISO 19005-3, 6.1.13.
MAX_INTEGER: Final = 2**31 - 1
MAX_STRING: Final = 32_767
MAX_NAME: Final = 127
MAX_OBJECTS: Final = 8_388_607
MAX_NESTED: Final = 28

each_cell: Final = pytest.mark.parametrize("cell", cells(), ids=str)


@cache
def opened(cell: Cell) -> Any:
    """A file of the grid, parsed once."""
    return open_pdf(rendered(cell).pdf)


def is_archive(cell: Cell) -> bool:
    """Whether a file claims a part of PDF/A."""
    return len(cell.claims) > 1


def values(value: Any) -> Iterator[Any]:
    """A direct object and all direct objects in it."""
    yield value
    if isinstance(value, pikepdf.Array):
        for item in value.as_list():
            if not getattr(item, "is_indirect", False):
                yield from values(item)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for item in value.values():
            if not getattr(item, "is_indirect", False):
                yield from values(item)


def dictionaries(cell: Cell) -> Iterator[Any]:
    """Every dictionary of a file, and that of every stream."""
    for obj in opened(cell).objects:
        yield from (value for value in values(obj) if isinstance(value, pikepdf.Dictionary | pikepdf.Stream))


def instructions(sheet: Any) -> Any:
    """The operands and the operator of each instruction of a page."""
    return pikepdf.parse_content_stream(sheet)


@each_cell
def test_the_catalog_has_nothing_else(cell: Cell) -> None:
    """No forms, signatures, layers, threads, collections, requirements, scripts or actions hang on the document."""
    root = opened(cell).Root
    assert set(root.keys()) <= CATALOG
    assert set(root.Names.keys()) <= {"/Dests", "/EmbeddedFiles"}
    keys = {key for each in dictionaries(cell) for key in each.keys()}  # noqa: SIM118 - no dict
    never = {"/AA", "/OpenAction", "/JS", "/PresSteps", "/Ref", "/Group", "/SMask", "/Alternates", "/OPI"}
    # In PDF 2.0 an entry of a table of contents has /Ref, which leads to its heading (ISO 32000-2, table 355).
    assert keys.isdisjoint(never - {"/Ref"} if "ua2" in cell.claims else never)


@each_cell
def test_the_document_says_what_it_is(cell: Cell) -> None:
    """It is marked as tagged without suspects, shows its title, and has a language and metadata that are plain XML."""
    root = opened(cell).Root
    assert bool(root.MarkInfo.Marked)
    assert "/Suspects" not in root.MarkInfo
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.Lang) == find_edition(cell.briefing, cell.edition).languages[0]
    assert (str(root.Metadata.Type), str(root.Metadata.Subtype)) == ("/Metadata", "/XML")
    assert "/Filter" not in root.Metadata
    head = root.Metadata.read_bytes()[:100].partition(b"?>")[0]
    assert b"bytes=" not in head
    assert b"encoding=" not in head
    assert str(opened(cell).open_metadata()["dc:title"]).strip()


@each_cell
def test_each_title_has_its_language(cell: Cell) -> None:
    """The title in the metadata is there in every language of the edition, marked with it."""
    xmp = opened(cell).Root.Metadata.read_bytes().decode()
    for language in find_edition(cell.briefing, cell.edition).languages:
        assert f'xml:lang="{language}"' in xmp


@each_cell
def test_actions_open_addresses_alone(cell: Cell) -> None:
    """The only actions are those that open an address of the web or for mail; all else goes to named destinations."""
    actions = [
        each.A for each in dictionaries(cell) if "/A" in each and "/S" in each.get("/A", {}) and "/O" not in each.A
    ]
    assert {str(action.S) for action in actions} <= {"/URI"}
    assert all(str(action.URI).startswith(("https://", "http://", "mailto:", "tel:")) for action in actions)


@each_cell
def test_annotations_are_printed_links(cell: Cell) -> None:
    """Every annotation is a link with the flag Print alone, without an appearance, on a page with the tab order S."""
    for sheet in opened(cell).pages:
        for annotation in sheet.get("/Annots", []):
            assert (str(annotation.Subtype), int(annotation.F)) == ("/Link", 4)
            assert "/AP" not in annotation
            assert str(sheet.Tabs) == "/S"


@each_cell
def test_structure_types_are_standard(cell: Cell) -> None:
    """Nothing is role-mapped, because every type is one of ISO 32000-1, 14.8.4; headings are H1 to H3, never H."""
    tree = Tree(opened(cell))
    assert "/RoleMap" not in opened(cell).Root.StructTreeRoot
    assert {str(element.S) for element in tree.elements} <= STRUCTURE_TYPES


@each_cell
def test_lists_and_tables_say_how_they_are_read(cell: Cell) -> None:
    """A list of numbered items says Decimal, every header cell its scope, and notes have identifiers of their own."""
    tree = Tree(opened(cell))
    for element in tree.elements:
        match str(element.S):
            case "/L":
                labels = [tree.text(kid) for item in element.K for kid in item.K if str(kid.S) == "/Lbl"]
                numbers = [re.fullmatch(r"\W*(\d+)\W*", label) for label in labels]
                counted = [int(found[1]) for found in numbers if found]
                numbered = bool(labels) and counted == list(range(1, len(labels) + 1))
                assert (str(element.A.ListNumbering) == "/Decimal") == numbered
            case "/TH":
                assert str(element.A.Scope) in {"/Row", "/Column", "/Both"}
    notes = [str(element.ID) for element in tree.elements if str(element.S) == "/Note"]
    assert len(set(notes)) == len(notes)


@each_cell
def test_furniture_is_an_artifact(cell: Cell) -> None:
    """Every page has artifacts of the type Pagination that are classified as its header or its footer."""
    for sheet in opened(cell).pages:
        artifacts = [
            operands[1]
            for operands, operator in instructions(sheet)
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        ]
        furniture = [each for each in artifacts if str(each.Type) == "/Pagination"]
        assert {str(each.Subtype) for each in furniture} >= {"/Footer"}
        assert {str(each.Subtype) for each in furniture} <= {"/Header", "/Footer"}


@each_cell
def test_pages_are_written_with_few_operators(cell: Cell) -> None:
    """Paths, clips, text and opaque pictures: no patterns, transparency or rendering intents; colours RGB or grey."""
    for sheet in opened(cell).pages:
        found = [str(operator) for _, operator in instructions(sheet)]
        assert set(found) <= OPERATORS
        assert set(sheet.Resources.keys()) <= {"/Font", "/ProcSet", "/XObject"}
        for picture in sheet.Resources.get("/XObject", {}).values():
            assert set(picture.keys()) <= PICTURE
            assert (str(picture.Subtype), int(picture.BitsPerComponent)) == ("/Image", 8)
        depth = deepest = 0
        for operator in found:
            depth += (operator == "q") - (operator == "Q")
            deepest = max(deepest, depth)
        assert depth == 0
        assert deepest <= MAX_NESTED


@each_cell
def test_fonts_are_embedded_subsets_with_unicode(cell: Cell) -> None:
    """Every font is a Type 0 font with Identity-H, an embedded TrueType program, and a character for each code."""
    for font in (each for each in dictionaries(cell) if str(each.get("/Type", "")) == "/Font" and "/Encoding" in each):
        assert (str(font.Subtype), str(font.Encoding)) == ("/Type0", "/Identity-H")
        (descendant,) = font.DescendantFonts
        assert str(descendant.Subtype) == "/CIDFontType2"
        assert isinstance(descendant.CIDToGIDMap, pikepdf.Stream) or str(descendant.CIDToGIDMap) == "/Identity"
        assert isinstance(descendant.FontDescriptor.FontFile2, pikepdf.Stream)
        assert {"/CIDSet", "/CharSet"}.isdisjoint(descendant.FontDescriptor.keys())
        assert int(descendant.FontDescriptor.Flags) & 4  # symbolic: codes are our own
        assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.BaseFont))
        cmap = font.ToUnicode.read_bytes()
        characters = [bytes.fromhex(text.decode()) for text in re.findall(rb"<[0-9A-F]{2,4}> <([0-9A-F]+)>\n", cmap)]
        assert {"\0", "\ufeff", "\ufffe"}.isdisjoint(text.decode("utf-16-be") for text in characters)


@each_cell
def test_every_code_is_a_character_of_a_script(cell: Cell) -> None:
    """Whatever is shown has a character, and none is private, so that nothing needs ActualText."""
    for reader in Tree(opened(cell)).pages.values():
        for shown in reader.shown:
            text = "".join(reader.texts[shown.font][code] for code, _, _ in shown.codes)
            assert all(not "\ue000" <= character <= "\uf8ff" and ord(character) < 0xF0000 for character in text)
            assert all(code > 0 for code, _, _ in shown.codes)


@each_cell
def test_limits_are_kept(cell: Cell) -> None:
    """Numbers, strings, names, objects and pages are within what PDF/A allows, and streams are deflated or plain."""
    assert len(opened(cell).objects) <= MAX_OBJECTS
    for obj in opened(cell).objects:
        for value in values(obj):
            if isinstance(value, pikepdf.String):
                assert len(bytes(value)) <= MAX_STRING
            elif isinstance(value, pikepdf.Name):
                assert len(str(value)) <= MAX_NAME + 1
            elif isinstance(value, int):
                assert abs(value) <= MAX_INTEGER
            elif isinstance(value, pikepdf.Stream):
                assert str(value.get("/Filter", "/FlateDecode")) == "/FlateDecode"
                assert {"/F", "/FFilter", "/FDecodeParms"}.isdisjoint(value.keys())
    for sheet in opened(cell).pages:
        left, bottom, right, top = (float(side) for side in sheet.MediaBox)
        assert 3 <= min(right - left, top - bottom) <= max(right - left, top - bottom) <= 14_400


@each_cell
def test_the_file_is_framed_as_pdfa_asks(cell: Cell) -> None:
    """Header with a line of bytes above 127, an identifier, no encryption, and nothing after the end of the file."""
    data = rendered(cell).pdf
    lines = data.split(b"\n", 2)
    assert re.fullmatch(rb"%PDF-[12]\.[0-7]", lines[0])
    assert lines[1][:1] == b"%"
    assert len(lines[1]) >= 5
    assert all(byte > 127 for byte in lines[1][1:5])
    assert [len(bytes(part)) for part in opened(cell).trailer.ID] == [16, 16]
    assert "/Encrypt" not in opened(cell).trailer
    assert data.endswith(b"\n%%EOF\n")
    assert data.count(b"%%EOF") == 1
    assert data.count(b"endstream") == data.count(b"\nendstream")


@each_cell
def test_archives_say_what_their_colours_are(cell: Cell) -> None:
    """A file that claims PDF/A has one output intent, for a monitor, with an RGB profile of three components."""
    root = opened(cell).Root
    assert ("/OutputIntents" in root) or not is_archive(cell)
    if is_archive(cell):
        (intent,) = root.OutputIntents
        assert str(intent.S) == "/GTS_PDFA1"
        profile = intent.DestOutputProfile
        assert int(profile.N) == 3
        data = profile.read_bytes()
        assert (data[12:16], data[16:20]) == (b"mntr", b"RGB ")


@each_cell
def test_embedded_files_say_what_they_are(cell: Cell) -> None:
    """PDF/A-3 and PDF/A-4f have their source in them, with names, type and relationship; no other profile has files."""
    files = [each for each in dictionaries(cell) if str(each.get("/Type", "")) == "/Filespec"]
    assert bool(files) == (not {"3a", "4f"}.isdisjoint(cell.claims))
    for file in files:
        assert str(file.F) == str(file.UF) != ""
        assert str(file.AFRelationship) in {"/Source", "/Supplement"}
        assert str(file.Desc).strip()
        assert str(file.EF.F.Subtype) == "/application/json"
    associated = opened(cell).Root.get("/AF", pikepdf.Array())
    assert {each.objgen for each in associated} == {file.objgen for file in files}
