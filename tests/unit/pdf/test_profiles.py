"""The table of profiles, and what it makes of a file."""

from __future__ import annotations

import dataclasses

import pytest

from briefgen.pdf.document import TaggedDocument
from briefgen.pdf.profiles import DEFAULT_PROFILE, PDF_A2A, PDF_UA1, PDF_UA2, PROFILES, Profile, find_profile
from tests.unit.pdf import documents
from tests.unit.pdf.documents import ATTACHMENT, METADATA
from tests.unit.pdf.reading import open_pdf


def test_the_names_are_fixed() -> None:
    """People and programs go by these names; the first is the one that is taken when none is asked for."""
    assert list(PROFILES) == ["a3a", "a2a", "ua1", "ua2"]
    assert DEFAULT_PROFILE == "a3a"
    assert all(name == profile.name for name, profile in PROFILES.items())


def test_profiles_never_change() -> None:
    """Neither a profile nor the table can be changed by who uses it."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        PDF_UA1.source = True  # type: ignore[misc]
    with pytest.raises(TypeError):
        PROFILES["a1b"] = PDF_UA1  # type: ignore[index]


@pytest.mark.parametrize("name", ["a3a", "A3A"])
def test_found_in_capitals_or_not(name: str) -> None:
    """Names of profiles are found as those of page sizes are."""
    assert find_profile(name).pdfa == (3, "A")


@pytest.mark.parametrize("name", ["a1b", "", None, 3])
def test_an_unknown_name_lists_the_right_ones(name: object) -> None:
    """What is no profile is a ValueError that says which ones there are."""
    with pytest.raises(ValueError, match=f'there is no profile "{name}"; there are: a3a, a2a, ua1, ua2'):
        find_profile(name)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_pdf_a_has_an_output_intent_and_no_password(profile: Profile) -> None:
    """What ISO 19005 asks of every file is there in each row that claims it (6.1.3, 6.2.3)."""
    is_pdfa = profile.pdfa is not None
    assert profile.output_intent == is_pdfa
    assert not (is_pdfa and profile.encryption)
    assert profile.source == (profile.pdfa in {(3, "A"), (4, "F")})


@pytest.mark.parametrize("profile", [PDF_A2A, PDF_UA1], ids=lambda profile: profile.name)
def test_files_are_refused_where_they_are_not_allowed(profile: Profile) -> None:
    """A document whose profile embeds nothing takes no file (ISO 19005-2, 6.8)."""
    with pytest.raises(ValueError, match="there are files to embed"):
        TaggedDocument(METADATA, profile, [ATTACHMENT])


def test_files_are_missed_where_they_are_needed() -> None:
    """A PDF/A-4f without an embedded file would be no PDF/A-4f (ISO 19005-4, annex A)."""
    with pytest.raises(ValueError, match="there is no file to embed"):
        TaggedDocument(METADATA, PDF_UA2)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_what_belongs_to_pdf_2_comes_together(profile: Profile) -> None:
    """Namespaces, elements as destinations, years of standards and no Info: all of them with PDF 2.0, or none."""
    is_pdf_2 = profile.pdf_version >= (2, 0)
    assert (profile.structure_namespace is not None) == is_pdf_2
    assert profile.structure_destinations == is_pdf_2
    assert (profile.pdfua_part == 2) == (profile.pdfua_revision is not None) == is_pdf_2
    assert (profile.pdfa_revision is not None) == is_pdf_2
    assert profile.info != is_pdf_2
    assert profile.schemas == (profile.pdfa is not None and not is_pdf_2)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_the_header_is_that_of_the_version(profile: Profile) -> None:
    """A file says the version of its profile, in its first line and to readers."""
    data = documents.briefing(profile)
    major, minor = profile.pdf_version
    assert data.startswith(f"%PDF-{major}.{minor}\n".encode())
    with open_pdf(data) as pdf:
        assert pdf.pdf_version == f"{major}.{minor}"
