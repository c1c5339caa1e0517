"""What a document says about itself, in the Info dictionary and in XMP (ISO 32000-1, 14.3; ISO 16684-1).

Both are made from one value, so that they cannot differ: each entry of Info has the property in XMP that ISO 19005-1,
6.7.3 pairs it with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from briefgen.pdf.languages import is_language_tag
from briefgen.pdf.objects import text_string
from briefgen.pdf.profiles import Profile

_NOT_DIGIT: Final = re.compile("[^0-9]")

# XML 1.0, 2.2: what no document may hold.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMetadata:
    """What a document says about itself.

    Attributes:
        titles: the title in each language, by language tag.
        primary_language: the language of the document where nothing else is said.
        languages: all languages, the primary one first.
        author, subject: as they are to be shown; empty where there are none.
        producer: the program and its version.
        date: when it was made, in UTC; there is no other clock. Without it the file says nothing of that.

    Raises:
        ValueError: a language has no title, is no language tag or comes twice; the date is not in UTC; a text holds
            a character that XML cannot carry.
    """

    titles: Mapping[str, str]
    primary_language: str
    languages: tuple[str, ...]
    author: str = ""
    subject: str = ""
    producer: str
    date: datetime | None = None

    def __post_init__(self) -> None:
        """Check what the attributes promise."""
        if not self.languages or self.languages[0] != self.primary_language:
            raise ValueError(
                f"the first of the languages {self.languages!r} must be {self.primary_language!r} (ISO 14289-1, 7.2)"
            )
        if len(set(self.languages)) != len(self.languages):
            raise ValueError(f"a language comes twice in {self.languages!r}")
        for language in self.languages:
            if not is_language_tag(language):
                raise ValueError(f"{language!r} is no language tag (ISO 14289-1, 7.2; BCP 47)")
            if not self.titles.get(language, "").strip():
                raise ValueError(f"there is no title in {language!r} (ISO 14289-1, 7.1)")
        if self.date is not None and self.date.utcoffset() != timedelta(0):
            raise ValueError(f"the date {self.date!r} must be in UTC")
        for text in (*self.titles.values(), self.author, self.subject, self.producer):
            if _NOT_XML.search(text):
                raise ValueError(f"{text!r} holds a character that XML cannot carry")

    @property
    def title(self) -> str:
        """The title in the primary language."""
        return self.titles[self.primary_language]


def info_dictionary(metadata: DocumentMetadata) -> str:
    """The Info dictionary (ISO 32000-1, 14.3.3)."""
    entries = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Producer": metadata.producer,
    }
    texts = "".join(f"/{key}{text_string(text)}" for key, text in entries.items() if text)
    if metadata.date is None:
        return f"<<{texts}>>"
    date = date_string(metadata.date)
    return f"<<{texts}/CreationDate{date}/ModDate{date}>>"


def xmp_packet(metadata: DocumentMetadata, profile: Profile) -> bytes:
    """The metadata stream, with the identifiers of the standards that the profile claims.

    PDF/A allows properties of schemas that it knows, or that the packet itself describes (ISO 19005-2 and 19005-3,
    6.6.2.3.1); that of PDF/UA is among the latter.
    """
    titles = {"x-default": metadata.title, **{tag: metadata.titles[tag] for tag in metadata.languages}}
    properties = [
        *_identifiers(profile),
        _alternatives("dc:title", titles),
        _items("dc:language", "Bag", metadata.languages),
        _items("dc:creator", "Seq", (metadata.author,) if metadata.author else ()),
        _alternatives("dc:description", {"x-default": metadata.subject}) if metadata.subject else "",
        f"<pdf:Producer>{escape(metadata.producer)}</pdf:Producer>",
        *_dates(metadata.date),
    ]
    lines = "\n".join(line for line in properties if line)
    namespaces = _NAMESPACES
    if profile.pdfa is not None:
        namespaces = namespaces | _PDFA_NAMESPACE
    if profile.schemas:
        namespaces = namespaces | _SCHEMA_NAMESPACES
    prefixes = "".join(f'\n xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    return f"{_XMP_HEAD}{prefixes}>\n{lines}\n{_XMP_TAIL}".encode()


def _dates(date: datetime | None) -> tuple[str, ...]:
    if date is None:
        return ()
    return tuple(f"<xmp:{name}>{_timestamp(date)}Z</xmp:{name}>" for name in ("CreateDate", "ModifyDate"))


def _identifiers(profile: Profile) -> list[str]:
    """What says to which standards the file conforms.

    ISO 14289-1, 5; ISO 14289-2, 5; ISO 19005-2 and 19005-3, 6.6.4; ISO 19005-4, 6.7.3.
    """
    part, level = profile.pdfa or (None, None)
    entries = {
        "pdfaid:part": part,
        "pdfaid:rev": profile.pdfa_revision,
        "pdfaid:conformance": level,
        "pdfuaid:part": profile.pdfua_part,
        "pdfuaid:rev": profile.pdfua_revision,
    }
    said = [f"<{name}>{value}</{name}>" for name, value in entries.items() if value is not None]
    return [*said, _EXTENSION] if profile.schemas else said


_PDFUA_NAMESPACE: Final = "http://www.aiim.org/pdfua/ns/id/"
_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": _PDFUA_NAMESPACE,
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_PDFA_NAMESPACE: Final = {"pdfaid": "http://www.aiim.org/pdfa/ns/id/"}
_SCHEMA_NAMESPACES: Final = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

# ISO 19005-2 and 19005-3, 6.6.2.3.3: the schema of the identifier of PDF/UA (ISO 14289-1, 5).
_EXTENSION: Final = f"""\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_PDFUA_NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""

# ISO 16684-1, 7.3.2: the packet's fixed identifier, and read-only at its end: nobody needs room to edit it.
_XMP_HEAD: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""\
"""
_XMP_TAIL: Final = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def date_string(date: datetime) -> str:
    """A date in UTC as a string (ISO 32000-1, 7.9.4)."""
    return f"(D:{_NOT_DIGIT.sub('', _timestamp(date))}Z)"


def _timestamp(date: datetime) -> str:
    """Date and time to the second; isoformat pads the year on every platform, strftime does not."""
    return date.replace(tzinfo=None).isoformat(timespec="seconds")


def _alternatives(name: str, texts: Mapping[str, str]) -> str:
    items = "".join(f'<rdf:li xml:lang="{tag}">{escape(text)}</rdf:li>' for tag, text in texts.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _items(name: str, container: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{container}>{items}</rdf:{container}></{name}>" if items else ""
