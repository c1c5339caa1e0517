"""Files in a file: embedded, named, and associated with the document (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from briefgen.pdf.metadata import date_string
from briefgen.pdf.objects import RawObject, RawStream, name_object, text_string

if TYPE_CHECKING:
    from briefgen.pdf.document import TaggedDocument

# ISO 32000-2, 7.11.3, table 43: what an associated file is to the document.
Relationship: TypeAlias = Literal["Source", "Supplement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is embedded.

    Attributes:
        name: its name, in ASCII; distinct in a document.
        data: its content.
        media_type: what it is (RFC 2046), such as ``application/json``.
        relationship: what it is to the document.
        description: what it is, for readers.
        date: when it was last changed, in UTC; None where that is not known.
    """

    name: str
    data: bytes
    media_type: str
    relationship: Relationship
    description: str
    date: datetime | None


def add_attachments(document: TaggedDocument, attachments: Sequence[Attachment]) -> dict[str, str]:
    """Add files to a document and return a reference to the file specification of each, by name."""
    return {each.name: _add(document, each) for each in sorted(attachments, key=lambda each: each.name)}


def _add(document: TaggedDocument, attachment: Attachment) -> str:
    # ISO 32000-1, 7.11.4.1, table 46. The checksum finds damage; it is no protection against changes.
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest().upper()
    changed = "" if attachment.date is None else f"/ModDate{date_string(attachment.date)}"
    file = document.add(
        RawStream(
            attachment.data,
            f"/Type/EmbeddedFile/Subtype{name_object(attachment.media_type)}"
            f"/Params<</Size {len(attachment.data)}{changed}/CheckSum<{checksum}>>>",
        )
    )
    name = text_string(attachment.name)
    return document.add(
        RawObject(
            f"<</Type/Filespec/F{name}/UF{name}/AFRelationship/{attachment.relationship}"
            f"/Desc{text_string(attachment.description)}/EF<</F {file}/UF {file}>>>>"
        )
    )
