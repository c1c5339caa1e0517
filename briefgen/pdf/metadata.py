"""What a document says about itself, in the Info dictionary and in XMP (ISO 32000-1, 14.3; ISO 16684-1).

Both are made from one value, so that they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from briefgen.pdf.objects import text_string

# BCP 47, 2.1, as far as ISO 32000-1, 14.9.2.2 asks for it.
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

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
        date: when it was made, in UTC; there is no other clock.

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
    date: datetime

    def __post_init__(self) -> None:
        """Check what the attributes promise."""
        if not self.languages or self.languages[0] != self.primary_language:
            raise ValueError(f"the first of the languages {self.languages!r} must be {self.primary_language!r}")
        if len(set(self.languages)) != len(self.languages):
            raise ValueError(f"a language comes twice in {self.languages!r}")
        for language in self.languages:
            if not _LANGUAGE_TAG.fullmatch(language):
                raise ValueError(f"{language!r} is no language tag (BCP 47)")
            if not self.titles.get(language, "").strip():
                raise ValueError(f"there is no title in {language!r} (ISO 14289-1, 7.1)")
        if self.date.utcoffset() != timedelta(0):
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
    date = f"(D:{_NOT_DIGIT.sub('', _timestamp(metadata))}Z)"
    entries = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Producer": metadata.producer,
    }
    texts = "".join(f"/{key}{text_string(text)}" for key, text in entries.items() if text)
    return f"<<{texts}/CreationDate{date}/ModDate{date}>>"


def xmp_packet(metadata: DocumentMetadata) -> bytes:
    """The metadata stream, with the identifier of PDF/UA-1 (ISO 14289-1, 5)."""
    date = f"{_timestamp(metadata)}Z"
    titles = {"x-default": metadata.title, **{tag: metadata.titles[tag] for tag in metadata.languages}}
    properties = [
        "<pdfuaid:part>1</pdfuaid:part>",
        _alternatives("dc:title", titles),
        _items("dc:language", "Bag", metadata.languages),
        _items("dc:creator", "Seq", (metadata.author,) if metadata.author else ()),
        _alternatives("dc:description", {"x-default": metadata.subject}) if metadata.subject else "",
        f"<pdf:Producer>{escape(metadata.producer)}</pdf:Producer>",
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
    ]
    lines = "\n".join(line for line in properties if line)
    return f"{_XMP_HEAD}{lines}\n{_XMP_TAIL}".encode()


# ISO 16684-1, 7.3.2: the packet's fixed identifier, and read-only at its end.
_XMP_HEAD: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
"""
_XMP_TAIL: Final = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _timestamp(metadata: DocumentMetadata) -> str:
    """Date and time to the second; isoformat pads the year on every platform, strftime does not."""
    return metadata.date.replace(tzinfo=None).isoformat(timespec="seconds")


def _alternatives(name: str, texts: Mapping[str, str]) -> str:
    items = "".join(f'<rdf:li xml:lang="{tag}">{escape(text)}</rdf:li>' for tag, text in texts.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _items(name: str, container: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{container}>{items}</rdf:{container}></{name}>" if items else ""
