"""What a file carries of what it was made from: the briefing as it shows it, and how it was rendered.

``briefing.json`` is a briefing like any other, and can be rendered as it is. ``rendering.json`` says with what options
that gives the same bytes. Both are made here and read here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model import Briefing
from briefgen.model.document import MAX_BYTES
from briefgen.model.localized import TAG_PATTERN
from briefgen.model.one_language import in_one_language
from briefgen.model.write import to_json

if TYPE_CHECKING:
    from briefgen.layout.edition import Edition
    from briefgen.pdf.attachments import Attachment

BRIEFING_NAME: Final = "briefing.json"
RENDERING_NAME: Final = "rendering.json"

_MEDIA_TYPE: Final = "application/json"  # RFC 8259, 11

# What a record may say, whoever wrote it. A newer briefgen may have other names, but none of them is a path.
_NAME: Final = re.compile("[a-z][a-z0-9-]{0,30}")
_PAGE_SIZE: Final = re.compile("[A-Za-z][A-Za-z0-9-]{0,30}")
_EDITION: Final = re.compile(f"side-by-side|sequential|tete-beche|{TAG_PATTERN}")
_MAX_PRODUCER: Final = 100
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How a file was rendered.

    Attributes:
        producer: the program and its version.
        edition, page_size, profile: the options of these names.
        fit: the option of this name; None where the edition took the pages that it needed.
        theme: its name; None for one that was given by its path, which nobody else has.
        own_locales: whether there were files of languages beside those that come with briefgen.
        date: the date of the file, in UTC; None where it has none, as the briefing has none.
    """

    producer: str
    edition: str
    theme: str | None
    page_size: str
    profile: str
    fit: str | None = None
    own_locales: bool
    date: dt.datetime | None

    def to_json(self) -> str:
        """The record, on one line."""
        record = {
            "producer": self.producer,
            "edition": self.edition,
            "theme": self.theme,
            "page_size": self.page_size,
            "profile": self.profile,
            **({} if self.fit is None else {"fit": self.fit}),
            "own_locales": self.own_locales,
            "date": None if self.date is None else self.date.isoformat(),
        }
        return json.dumps(record, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Rendering:
        """The rendering of a record; what a newer briefgen may have added to it is passed over.

        Raises:
            ValueError: the text is not such a record, or names what cannot be the name of a theme, an edition, a page
                size or a profile, such as a path; or its producer cannot be shown on a line.
        """
        try:
            record = json.loads(text)
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error
        if not isinstance(record, Mapping):
            raise ValueError("it is no object")  # noqa: TRY004 - as for all else that is wrong with a record
        theme = None if record.get("theme", "") is None else _name_of(record, "theme", _NAME)
        own_locales = record.get("own_locales")
        if not isinstance(own_locales, bool):
            raise ValueError('"own_locales" is neither true nor false')  # noqa: TRY004 - the same
        producer = _text_of(record, "producer")
        if not producer.isprintable() or len(producer) > _MAX_PRODUCER:
            raise ValueError(f'"producer" is longer than {_MAX_PRODUCER} characters, or has some that cannot be shown')
        return cls(
            producer=producer,
            edition=_name_of(record, "edition", _EDITION),
            theme=theme,
            page_size=_name_of(record, "page_size", _PAGE_SIZE),
            profile=_name_of(record, "profile", _NAME),
            fit=_name_of(record, "fit", _NAME) if record.get("fit") is not None else None,
            own_locales=own_locales,
            date=_date_of(record),
        )


def _text_of(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is no text')  # noqa: TRY004 - the same
    return value


def _name_of(record: Mapping[str, Any], key: str, form: re.Pattern[str]) -> str:
    value = _text_of(record, key)
    if not form.fullmatch(value):
        raise ValueError(f'"{key}" is {value[:_SHOWN]!a}, which is no name of one')
    return value


def _date_of(record: Mapping[str, Any]) -> dt.datetime | None:
    if record.get("date", "") is None:
        return None
    try:
        date = dt.datetime.fromisoformat(_text_of(record, "date"))
    except ValueError as error:  # which quotes it, however long it is
        raise ValueError('"date" is no date with a time') from error
    if date.utcoffset() != dt.timedelta(0):
        raise ValueError("the date is not in UTC")
    return date


def briefing_shown(briefing: Briefing, edition: Edition) -> Briefing:
    """What of a briefing an edition shows. This alone is embedded: what does not stand on the pages stays out.

    An edition in all languages of the briefing shows all of it; an edition in one of two, only the texts in that one.
    Where the texts of the sources are on the machine of the author is nobody else's business.
    """
    briefing = _without_files(briefing)
    if set(edition.languages) == set(briefing.languages):
        return briefing
    (language,) = edition.languages
    return in_one_language(briefing, language)


def _without_files(briefing: Briefing) -> Briefing:
    if all(source.text is None for source in briefing.sources):
        return briefing
    sources = tuple(source.model_copy(update={"text": None}) for source in briefing.sources)
    return briefing.model_copy(update={"sources": sources})


def embedded_files(briefing: Briefing, edition: Edition, rendering: Rendering) -> tuple[Attachment, ...]:
    """The files that are embedded in an edition.

    Raises:
        InvalidBriefing: ``file.too-large``: nobody could load what would be embedded.
    """
    from briefgen.pdf.attachments import Attachment  # noqa: PLC0415 - who only extracts does not wait for reportlab

    data = to_json(briefing_shown(briefing, edition), compact=True).encode()
    if len(data) > MAX_BYTES:
        message = f"to be embedded, the briefing takes {len(data):,} bytes; {MAX_BYTES:,} can be read"
        hint = "split the briefing, or use the profile a2a, which embeds nothing"
        raise InvalidBriefing([Diagnostic("file.too-large", message, Place(file=BRIEFING_NAME), (hint,))])
    return (
        Attachment(
            name=BRIEFING_NAME,
            data=data,
            media_type=_MEDIA_TYPE,
            relationship="Source",
            description="The briefing from which this document was made, for briefgen",
            date=rendering.date,
        ),
        Attachment(
            name=RENDERING_NAME,
            data=rendering.to_json().encode(),
            media_type=_MEDIA_TYPE,
            relationship="Supplement",
            description="How briefgen made this document",
            date=rendering.date,
        ),
    )
