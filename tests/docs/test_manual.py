"""The manual and the README say what is there: examples, tables, pictures, names and output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops
from reportlab.platypus import Spacer

import briefgen
from tools import make_pictures, write_tables
from tools.field_tables import field_tables
from tools.manual_examples import examples, joined

CHECKOUT: Final = Path(__file__).resolve().parents[2]
PAGES: Final = sorted(CHECKOUT.glob("*.md")) + sorted((CHECKOUT / "docs").glob("*.md"))

NAMED_PATH: Final = re.compile(r"`((?:briefgen|docs|examples|fonts|tests|tools|requirements)/[\w./-]*)`")

# Other systems may round the edges of letters in other ways; one digit that is another one changes more than this.
LEVELS: Final = 50
PIXELS: Final = 10


def test_the_smallest_briefing_is_one() -> None:
    """The first example of the manual is a whole briefing, and every edition of it fits on a page for each language."""
    briefing = briefgen.loads(examples()[0])
    pages = {edition: briefgen.render(briefing, edition=edition).page_count for edition in ("side-by-side", "en", "ar")}
    assert pages == {"side-by-side": 1, "en": 1, "ar": 1}


def test_the_smallest_briefing_has_what_is_needed() -> None:
    """No key of the first example can be left out."""
    smallest = examples()[0]
    needed = set(re.findall(r"^(\w+):", smallest, re.MULTILINE))
    assert needed == {name for name, field in briefgen.Briefing.model_fields.items() if field.is_required()}


@pytest.mark.parametrize("example", examples()[1:], ids=lambda example: example.partition(":")[0])
def test_every_example_can_be_added(example: str) -> None:
    """With the list of sources, each example of the manual makes a briefing together with the smallest one."""
    sources = next(other for other in examples() if other.startswith("sources:"))
    text = joined(examples()[0], sources, example)
    briefing = briefgen.loads(text)
    flowables = {insert.key: Spacer(1, 1) for insert in briefing.inserts}
    made = briefgen.render(briefing, folder=CHECKOUT / "docs", flowables=flowables)
    assert made.page_count == 1


def test_the_examples_show_every_field() -> None:
    """All examples together use every key of a briefing and of each of its parts."""
    text = "".join(examples())
    keys = set(re.findall(r"(?:^|[ {-])(\w+):(?= |$)", text, re.MULTILINE))
    schema = briefgen.Briefing.model_json_schema()
    fields = {name for part in (schema, *schema["$defs"].values()) for name in part.get("properties", {})}
    assert fields - keys == set()


@pytest.mark.parametrize("page", write_tables.PAGES)
def test_tables_are_up_to_date(page: str) -> None:
    """The tables of a page are those that the code gives now; `make pictures` renews them."""
    text = (write_tables.DOCS / page).read_text(encoding="utf-8")
    assert write_tables.renewed(text, write_tables.PAGES[page]()) == text


def test_a_changed_table_is_found() -> None:
    """A page whose table says something else is renewed, and one without its table is refused."""
    page = "Before\n<!-- table: fields -->\n\n| old |\n\n<!-- end of table -->\nafter\n"
    tables = field_tables()
    renewed = write_tables.renewed(page, tables)
    assert "| old |" not in renewed
    assert renewed.startswith("Before\n")
    assert renewed.endswith("\nafter\n")
    with pytest.raises(ValueError, match="the page has the tables"):
        write_tables.renewed("No table here.\n", tables)


def test_pictures_are_up_to_date() -> None:
    """The pictures of the manual show the pages as they are now; `make pictures` renews them."""
    pictures = make_pictures.make_pictures()
    assert sorted(path.name for path in make_pictures.IMAGES.iterdir()) == sorted(pictures)
    for name, picture in pictures.items():
        with Image.open(make_pictures.IMAGES / name) as stored:
            assert (name, stored.size) == (name, picture.size)
            changed = changed_pixels(stored, picture)
        assert changed <= PIXELS, f"{name}: {changed} pixels have changed"


def changed_pixels(before: Image.Image, after: Image.Image) -> int:
    """How many pixels differ clearly."""
    return sum(ImageChops.difference(before.convert("L"), after.convert("L")).histogram()[LEVELS + 1 :])


def test_a_changed_picture_is_found() -> None:
    """Another digit in the reference of the example changes more pixels than are forgiven."""
    example = briefgen.load(make_pictures.EXAMPLE)
    changed = example.model_copy(update={"reference": str(example.reference).replace("7", "8")})
    assert changed.reference != example.reference
    before, after = (make_pictures.draw_pages(briefing, "en", 96)[0] for briefing in (example, changed))
    assert before.size == after.size
    assert changed_pixels(before, before) == 0
    assert changed_pixels(before, after) > PIXELS


def test_every_picture_is_shown() -> None:
    """No picture is made for nothing: the README or a page of the manual shows it."""
    shown = {Path(name).name for page in PAGES for name in re.findall(r"\]\(([^)\s]+\.png)\)", page.read_text("utf-8"))}
    assert shown == {path.name for path in make_pictures.IMAGES.iterdir()}


def test_pictures_are_small() -> None:
    """A picture has at most 250 kB, all together at most 1.5 MB."""
    sizes = [path.stat().st_size for path in make_pictures.IMAGES.glob("*.png")]
    assert max(sizes) <= 250_000
    assert sum(sizes) <= 1_500_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each link to a file goes to one that is there, and each one with an anchor to a heading of that page."""
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", text):
        file = page.parent / target if target else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_have_alternative_texts(page: Path) -> None:
    """Each picture says in words what it shows."""
    for alternative in re.findall(r"!\[([^\]]*)\]", page.read_text(encoding="utf-8")):
        assert len(alternative.split()) >= 5


def test_named_tests_are_there() -> None:
    """Every test that the README names exists."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (CHECKOUT / "README.md").read_text(encoding="utf-8"))
    assert len(named) >= 8
    for path, name in named:
        assert f"def {name}(" in (CHECKOUT / path).read_text(encoding="utf-8")


def test_named_paths_are_there() -> None:
    """Every file or folder of the checkout that the README, the manual and the guide name in backticks exists."""
    in_a_wheel = "briefgen/fonts/"
    for page in PAGES:
        for path in NAMED_PATH.findall(page.read_text(encoding="utf-8")):
            assert (CHECKOUT / path).exists() or path == in_a_wheel, f"{page.name}: {path}"


def test_the_output_in_the_readme_is_real(tmp_path: Path) -> None:
    """The command of the README writes what the README says, but for sizes and times."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^\$ briefgen (render .*)\n((?:build/.*\n)+)", readme, re.MULTILINE)
    command = shown[0].replace("examples/", f"{CHECKOUT.as_posix()}/examples/").split()
    run = subprocess.run(
        [sys.executable, "-m", "briefgen", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert without_numbers(run.stdout) == without_numbers(shown[1])


def without_numbers(lines: str) -> str:
    """Lines of output without what differs from machine to machine."""
    return re.sub(r"\d+ (kB|ms)", r"N \1", lines)
