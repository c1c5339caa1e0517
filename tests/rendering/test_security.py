"""What no file may hold: anything that runs, reaches out, or opens by itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any, Final

import pikepdf
import pytest

import briefgen
from briefgen.model.links import LINK_SCHEMES
from briefgen.pdf.profiles import PROFILES
from briefgen.pipeline import RenderResult
from tests.rendering.conftest import EDITIONS
from tests.unit.pdf.reading import open_pdf

Render = Callable[[str], RenderResult]

# ISO 32000-1, 12.6.2 to 12.6.4 and 13: keys by which a file acts, and types of actions and annotations that run things.
KEYS: Final = frozenset({"/AA", "/JavaScript", "/JS", "/OpenAction", "/Launch", "/RichMedia", "/AcroForm", "/XFA"})
ACTIONS: Final = frozenset(
    {
        "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition",
        "/RichMediaExecute", "/Sound", "/Movie", "/Named", "/Thread", "/Hide", "/SetOCGState", "/Trans", "/GoTo3DView",
    }
)  # fmt: skip


def dictionaries(data: bytes) -> Iterator[Any]:
    """All dictionaries of a file, at any depth; those of streams included."""

    def inside(value: Any) -> Iterator[Any]:
        if isinstance(value, pikepdf.Stream):
            value = value.stream_dict
        if isinstance(value, pikepdf.Dictionary):
            yield value
            for child in dict(value).values():
                if not getattr(child, "is_indirect", False):
                    yield from inside(child)
        elif isinstance(value, pikepdf.Array):
            for child in value:
                if not getattr(child, "is_indirect", False):
                    yield from inside(child)

    with open_pdf(data) as pdf:
        for obj in pdf.objects:
            yield from inside(obj)
        yield from inside(pdf.trailer)


def complaints(data: bytes) -> list[str]:
    """Everything in a file that runs, opens or reaches out, other than an allowed link."""
    found = []
    for dictionary in dictionaries(data):
        found += sorted(KEYS & set(dictionary.keys()))
        action = dictionary.get("/S")
        if action in ACTIONS and "/P" not in dictionary:  # a structure element has a parent, an action has none
            found.append(str(action))
        if "/URI" in dictionary and isinstance(dictionary.URI, pikepdf.String):
            address = str(dictionary.URI)
            if address.partition(":")[0] not in LINK_SCHEMES:
                found.append(address)
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_runs_or_opens(rendered: Render, edition: str) -> None:
    """No edition has scripts, launches, actions on opening, remote targets or media; links have an allowed scheme."""
    assert complaints(rendered(edition).pdf) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_runs_in_any_profile(example: briefgen.Briefing, profile: str) -> None:
    """The same holds for every profile; only associated files are embedded, and only where the profile has them."""
    data = briefgen.render(example, edition="en", profile=profile).pdf
    assert complaints(data) == []
    with open_pdf(data) as pdf:
        embedded = {str(spec.objgen) for spec in pdf.Root.get("/AF", [])}
        assert bool(embedded) == PROFILES[profile].source
        assert set(pdf.Root.Names.keys()) <= {"/Dests", "/EmbeddedFiles"}


def test_links_are_there(rendered: Render) -> None:
    """The check above has links to look at."""
    addresses = {str(entry.URI) for entry in dictionaries(rendered("en").pdf) if "/URI" in entry}
    assert addresses == {"https://almoather.news/?p=41329", "mailto:desk@example.org"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"/OpenAction": {"/S": "/JavaScript", "/JS": "app.alert(1)"}}, ["/JS", "/JavaScript", "/OpenAction"]),
        ({"/AA": {"/WC": {"/S": "/Launch", "/F": "calc.exe"}}}, ["/AA", "/Launch"]),
        ({"/Names": {"/JavaScript": {"/Names": []}}}, ["/JavaScript"]),
        ({"/X": [{"/S": "/URI", "/URI": "file:///etc/passwd"}]}, ["file:///etc/passwd"]),
        ({"/X": [[{"/S": "/GoToR", "/F": "other.pdf"}]]}, ["/GoToR"]),
    ],
)
def test_what_runs_is_found(rendered: Render, change: dict[str, Any], found: list[str]) -> None:
    """The check finds each kind of thing where somebody puts it into a file."""

    def made(value: Any) -> Any:
        if isinstance(value, dict):
            return pikepdf.Dictionary({key: made(child) for key, child in value.items()})
        if isinstance(value, list):
            return pikepdf.Array([made(child) for child in value])
        return pikepdf.Name(value) if value.startswith("/") else pikepdf.String(value)

    target = io.BytesIO()
    with open_pdf(rendered("en").pdf) as pdf:
        for key, value in change.items():
            pdf.Root[key] = made(value)
        pdf.save(target)
    assert sorted(complaints(target.getvalue())) == found
