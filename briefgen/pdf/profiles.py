"""Profiles: which standards a file conforms to, and what each of them asks of the file as a whole.

What every profile asks for is not here: tags, embedded fonts and text that can be read back are always there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a file that claims some standards must say and hold, and what it must not.

    Attributes:
        name: by which it is asked for.
        standards: what it claims, in words.
        pdf_version: major and minor version of PDF (ISO 32000-1 is 1.7, ISO 32000-2 is 2.0).
        pdfa: part and conformance level of ISO 19005, as XMP has them (ISO 19005-2 and 19005-3, 6.6.4; ISO 19005-4,
            6.7.3); None for a file that is no PDF/A.
        pdfa_revision: the year of that part, where XMP has to say it (ISO 19005-4, 6.7.3).
        pdfua_part: the part of ISO 14289 (ISO 14289-1, 5).
        pdfua_revision: the year of that part, where XMP has to say it (ISO 14289-2, 5).
        output_intent: whether the file says which RGB its colours are (ISO 19005-2 and 19005-3, 6.2.3 and 6.2.4.3).
        source: whether what the file was made from is embedded in it. PDF/A-3 allows files of any format as long as
            they are associated (ISO 19005-3, 6.8), PDF/A-2 only files that are PDF/A (ISO 19005-2, 6.8).
        encryption: whether the file may have a password (ISO 19005-2 to 19005-4, 6.1.3, forbid it).
        info: whether there is an Info dictionary. ISO 19005-4, 6.1.3 forbids it: XMP says it all.
        schemas: whether XMP describes the schemas that PDF/A does not know. From ISO 19005-4 on it need not.
        structure_namespace: the name of the namespace of structure types; None for that of PDF 1.7, which need not be
            named (ISO 32000-2, 14.8.6).
        structure_destinations: whether destinations are elements of the structure as well as places on pages
            (ISO 14289-2, 8.8).
    """

    name: str
    standards: str
    pdf_version: tuple[int, int]
    pdfa: tuple[int, str] | None
    pdfua_part: int
    output_intent: bool
    source: bool
    encryption: bool
    info: bool = True
    schemas: bool = False
    structure_namespace: str | None = None
    structure_destinations: bool = False
    pdfa_revision: int | None = None
    pdfua_revision: int | None = None

    @property
    def needs_files(self) -> bool:
        """Whether a file without embedded files would not be what it claims (ISO 19005-4, annex A)."""
        return self.pdfa == (4, "F")


PDF_A3A: Final = Profile(
    name="a3a",
    standards="PDF/A-3a and PDF/UA-1",
    pdf_version=(1, 7),
    pdfa=(3, "A"),
    pdfua_part=1,
    output_intent=True,
    source=True,
    encryption=False,
    schemas=True,
)
PDF_A2A: Final = Profile(
    name="a2a",
    standards="PDF/A-2a and PDF/UA-1",
    pdf_version=(1, 7),
    pdfa=(2, "A"),
    pdfua_part=1,
    output_intent=True,
    source=False,
    encryption=False,
    schemas=True,
)
PDF_UA1: Final = Profile(
    name="ua1",
    standards="PDF/UA-1",
    pdf_version=(1, 7),
    pdfa=None,
    pdfua_part=1,
    output_intent=False,
    source=False,
    encryption=True,
)
PDF_UA2: Final = Profile(
    name="ua2",
    standards="PDF/A-4f and PDF/UA-2",
    pdf_version=(2, 0),
    pdfa=(4, "F"),
    pdfa_revision=2020,
    pdfua_part=2,
    pdfua_revision=2024,
    output_intent=True,
    source=True,
    encryption=False,
    info=False,
    structure_namespace="http://iso.org/pdf2/ssn",
    structure_destinations=True,
)

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {each.name: each for each in (PDF_A3A, PDF_A2A, PDF_UA1, PDF_UA2)}
)
"""The profiles by name; the first is the one that is taken when none is asked for."""

DEFAULT_PROFILE: Final = PDF_A3A.name


def find_profile(name: object) -> Profile:
    """The profile of a name, in capitals or not.

    Raises:
        ValueError: there is no such profile; those that there are are listed.
    """
    found = PROFILES.get(name.casefold()) if isinstance(name, str) else None
    if found is None:
        raise ValueError(f'there is no profile "{name}"; there are: {", ".join(PROFILES)}')
    return found
