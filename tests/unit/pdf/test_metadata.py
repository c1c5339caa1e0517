"""Info and XMP say the same, and nothing that is not true."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from briefgen.pdf.metadata import DocumentMetadata, info_dictionary, xmp_packet
from briefgen.pdf.profiles import PDF_A3A, PDF_UA1, PROFILES, Profile
from tests.unit.pdf import documents
from tests.unit.pdf.documents import METADATA
from tests.unit.pdf.reading import open_pdf


def test_info_and_xmp_say_the_same() -> None:
    """Each entry of Info has its twin in XMP."""
    with open_pdf(documents.briefing()) as pdf:
        xmp, info = pdf.open_metadata(), pdf.docinfo
        assert str(info.Title) == xmp["dc:title"] == "Liaison office: briefing"
        assert [str(info.Author)] == xmp["dc:creator"] == ["The desk & others"]
        assert str(info.Subject) == xmp["dc:description"] == "Visit of 12 July"
        assert str(info.Producer) == xmp["pdf:Producer"] == "briefgen 0.0"
        assert str(info.CreationDate) == str(info.ModDate) == "D:20240712093000Z"
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2024-07-12T09:30:00Z"
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:language"] == {"en", "ar"}


def test_xmp_has_the_title_in_every_language() -> None:
    """The default comes first, then each language in its order."""
    packet = xmp_packet(METADATA, PDF_UA1).decode()
    assert '<rdf:li xml:lang="x-default">Liaison office: briefing</rdf:li><rdf:li xml:lang="en">' in packet
    assert '<rdf:li xml:lang="ar">مكتب الاتصال: إحاطة</rdf:li></rdf:Alt>' in packet


def property_of(packet: bytes, name: str) -> str | None:
    """The text of a property of a packet, by its prefix and name."""
    prefix, _, local = name.partition(":")
    uri = {
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
        "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
        "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    }[prefix]
    return ET.fromstring(packet).findtext(f".//{{{uri}}}{local}")  # noqa: S314 - the packet is ours


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_xmp_says_the_standards(profile: Profile) -> None:
    """The packet is well-formed XML with the identifiers of the standards that the profile claims, and no others."""
    packet = xmp_packet(METADATA, profile)
    part, level = profile.pdfa or (None, None)
    assert property_of(packet, "pdfaid:part") == (None if part is None else str(part))
    assert property_of(packet, "pdfaid:conformance") == level
    assert property_of(packet, "pdfuaid:part") == str(profile.pdfua_part)
    years = {"pdfaid:rev": profile.pdfa_revision, "pdfuaid:rev": profile.pdfua_revision}
    assert all(property_of(packet, name) == (str(year) if year else None) for name, year in years.items())
    assert (b"pdfaExtension" in packet) == profile.schemas
    assert (b"pdfa/ns" in packet) == (profile.pdfa is not None)


def test_xmp_describes_what_pdf_a_does_not_know() -> None:
    """The schema of the identifier of PDF/UA is described in the packet (ISO 19005-3, 6.6.2.3.3)."""
    packet = xmp_packet(METADATA, PDF_A3A)
    assert property_of(packet, "pdfaSchema:namespaceURI") == "http://www.aiim.org/pdfua/ns/id/"
    assert property_of(packet, "pdfaSchema:prefix") == "pdfuaid"
    assert property_of(packet, "pdfaProperty:name") == "part"
    assert property_of(packet, "pdfaProperty:valueType") == "Integer"
    assert property_of(packet, "pdfaProperty:category") == "internal"


def test_xmp_is_small_and_read_only() -> None:
    """The packet cannot be compressed, so it has no padding, and fits in 2,500 bytes with a title in two languages."""
    packet = xmp_packet(METADATA, PDF_A3A)
    assert packet.endswith(b'</x:xmpmeta>\n<?xpacket end="r"?>')
    assert len(packet) < 2_500


def test_what_is_empty_is_not_there() -> None:
    """Empty entries are left out of both."""
    bare = replace(METADATA, author="", subject="")
    assert not any(key in info_dictionary(bare) for key in ("Author", "Subject"))
    assert not any(name in xmp_packet(bare, PDF_UA1) for name in (b"creator", b"description"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"languages": ("ar", "en")}, "first of the languages"),
        ({"languages": ()}, "first of the languages"),
        ({"languages": ("en", "en")}, "twice"),
        ({"languages": ("en", "a b"), "titles": {"en": "T", "a b": "T"}}, "BCP 47"),
        ({"titles": {"en": "T"}}, "no title in 'ar'"),
        ({"titles": {"en": " ", "ar": "T"}}, "no title in 'en'"),
        ({"date": datetime(2024, 7, 12)}, "UTC"),  # noqa: DTZ001
        ({"date": datetime(2024, 7, 12, tzinfo=timezone(timedelta(hours=3)))}, "UTC"),
        ({"author": "a\x08"}, "XML"),
    ],
)
def test_metadata_is_checked(changes: dict[str, Any], message: str) -> None:
    """What cannot be written is refused before any work."""
    with pytest.raises(ValueError, match=message):
        replace(METADATA, **changes)


def test_a_year_has_four_digits() -> None:
    """Dates before the year 1000 are padded on every platform."""
    early = DocumentMetadata(
        titles={"en": "T"}, primary_language="en", languages=("en",), producer="p", date=datetime(900, 1, 2, tzinfo=UTC)
    )
    assert "D:09000102000000Z" in info_dictionary(early)
    assert b"0900-01-02T00:00:00Z" in xmp_packet(early, PDF_UA1)
