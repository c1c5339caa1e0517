"""Sources from the items of a reference manager.

Nothing is translated: what an item says stands under every language of the briefing as it is, as in a bibliography.
Nothing is lost without a word: whatever a source has no place for is in the diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from briefgen.diagnostics import Diagnostic
from briefgen.model import scope
from briefgen.model.csl.fields import Lost, date_of, escaped, names_of, tag_of, text_of
from briefgen.model.csl.findings import csl_note, csl_warning
from briefgen.model.csl.terms import BETWEEN_NAMES, CONTAINER_FIRST, DOI_ADDRESS, KEPT, KIND_OF_TYPE, OWN, TYPE_OF_KIND
from briefgen.model.localized import likely_tag
from briefgen.model.problems import shown
from briefgen.model.sources import Source

_NOT_OF_A_KEY: Final = re.compile(r"[^A-Za-z0-9_.-]+")
_MAX_KEY: Final = 64


@dataclass(frozen=True, slots=True)
class CslSources:
    """What came of some items.

    Args:
        sources: one for each item that could be read, in their order.
        diagnostics: what was left out or changed, each with the number of its item, such as ``[3]``, from 0.
    """

    sources: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...]


def sources_from_csl(items: Iterable[object], languages: Sequence[str]) -> CslSources:
    """The sources that items of CSL-JSON describe.

    Args:
        items: the items, as ``json.load`` gives them.
        languages: the languages of the briefing, one or two tags.

    Raises:
        ValueError: ``languages`` are not one or two, or one of them is no tag.
    """
    if isinstance(languages, str) or not 1 <= len(languages) <= 2:
        raise ValueError(f"languages must be one or two language tags, not {languages!r}")
    tags = tuple(map(tag_of, languages))
    taken: set[str] = set()
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for index, item in enumerate(items):
        reading = _Reading(index, tags)
        source = reading.source(item, taken)
        if source is not None:
            taken.add(source.key)
            sources.append(source)
        diagnostics += reading.diagnostics
    return CslSources(tuple(sources), tuple(diagnostics))


@dataclass(slots=True)
class _Reading:
    """The reading of one item."""

    index: int
    languages: tuple[str, ...]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=lambda: {"id", "citation-key", "type"})

    @property
    def _path(self) -> str:
        return f"[{self.index}]"

    def source(self, item: object, taken: set[str]) -> Source | None:
        """The source that the item describes, if it has a title."""
        if not isinstance(item, Mapping):
            self._add(
                csl_warning(
                    "csl.left-out", "the item is no mapping, and is left out", "write a mapping of fields", self._path
                )
            )
            return None
        title = self._text(item, "title")
        if title is None:
            hint = "give the item a title, or write the source by hand"
            self._add(csl_warning("csl.left-out", "the item has no title, and is left out", hint, self._path))
            return None
        own = self._own(item)
        kind = str(own.pop("kind", KIND_OF_TYPE.get(str(item.get("type")), "other")))
        raw = {
            "key": self._key(item, taken),
            "kind": kind,
            "title": self._in_every_language(title),
            "publisher": self._in_every_language(self._publisher(item, kind)),
            "author": self._in_every_language(self._author(item)),
            "date": self._date(item, "issued"),
            "url": self._address(item),
            "archived_url": self._archive(item),
            "language": self._language(item),
            "retrieved": self._date(item, "accessed"),
            **own,
        }
        self._say_kind(item, kind)
        self._say_lost(item)
        return self._valid({name: value for name, value in raw.items() if value is not None})

    def _valid(self, raw: dict[str, Any]) -> Source | None:
        """The source, without the fields whose values a source cannot have."""
        try:
            with scope.entered(scope.Scope(languages=self.languages)):
                return Source.model_validate(raw)
        except ValidationError as error:
            bad = {str(details["loc"][0]): details["msg"] for details in error.errors(include_url=False)}
        if "title" in bad or "key" in bad:
            message = f"the item cannot be a source, and is left out: {bad.get('title') or bad['key']}"
            self._add(csl_warning("csl.left-out", message, "mend the item, or write the source by hand", self._path))
            return None
        for name, message in bad.items():
            self._add(
                csl_warning("csl.bad-value", f'"{name}" is left out: {message}', f'write "{name}" by hand', self._path)
            )
        return self._valid({name: value for name, value in raw.items() if name not in bad})

    def _key(self, item: Mapping[str, object], taken: set[str]) -> str:
        """A key that is valid and not taken, as like the citation key, or else the identifier, as can be."""
        written = str(item.get("citation-key") or item.get("id") or "")
        # Zotero's identifiers are addresses, whose last part is the key of the item.
        last = written.rstrip("/").rpartition("/")[2] if "://" in written else written
        plain = _NOT_OF_A_KEY.sub("-", last).strip("-._")[:_MAX_KEY] or f"source-{self.index + 1}"
        key, number = plain, 1
        while key in taken:
            number += 1
            key = f"{plain[: _MAX_KEY - 4]}-{number}"
        if key != written:
            self._add(
                csl_note(
                    "csl.changed-key",
                    f"{shown(written)} becomes the key {shown(key)}",
                    "cite the source by it",
                    self._path,
                )
            )
        return key

    def _text(self, item: Mapping[str, object], name: str) -> str | None:
        """A field that is a text, without the markup of CSL."""
        self.used.add(name)
        text, lost = text_of(item.get(name))
        self._say(name, lost)
        return text

    def _publisher(self, item: Mapping[str, object], kind: str) -> str | None:
        names = ("publisher", "container-title", "authority")
        order = ("container-title", "publisher", "authority") if kind in CONTAINER_FIRST else names
        first = next((name for name in order if text_of(item.get(name))[0]), None)
        return None if first is None else self._text(item, first)

    def _author(self, item: Mapping[str, object]) -> str | None:
        self.used.add("author")
        names, lost = names_of(item.get("author"))
        self._say("author", lost)
        return BETWEEN_NAMES.join(names) or None

    def _date(self, item: Mapping[str, object], name: str) -> str | None:
        self.used.add(name)
        date, lost = date_of(item.get(name))
        self._say(name, lost)
        return date

    def _address(self, item: Mapping[str, object]) -> str | None:
        """The address, or else that of the DOI."""
        url = self._text(item, "URL")
        doi, _ = text_of(item.get("DOI"))
        address = None if doi is None else DOI_ADDRESS + re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", doi)
        if url is None or (address is not None and url.casefold() == address.casefold()):
            self.used.add("DOI")
        return url or address

    def _archive(self, item: Mapping[str, object]) -> str | None:
        """The place in an archive, where it is an address."""
        place, _ = text_of(item.get("archive_location"))
        return self._text(item, "archive_location") if place and re.match("https?://", place) else None

    def _language(self, item: Mapping[str, object]) -> str | None:
        written = self._text(item, "language")
        return None if written is None else likely_tag(written) or written

    def _own(self, item: Mapping[str, object]) -> dict[str, object]:
        """The fields that briefgen itself has written, and which CSL has no names for."""
        custom = item.get("custom")
        own = custom.get(OWN) if isinstance(custom, Mapping) else None
        if not isinstance(custom, Mapping) or not isinstance(own, Mapping):
            return {}
        kept = {"kind", *KEPT}
        if set(custom) == {OWN} and set(own) <= kept:
            self.used.add("custom")
        return {name: own[name] for name in sorted(kept) if name in own}

    def _in_every_language(self, text: str | None) -> dict[str, str] | None:
        return None if text is None else dict.fromkeys(self.languages, escaped(text))

    def _say_kind(self, item: Mapping[str, object], kind: str) -> None:
        written = item.get("type")
        if written != TYPE_OF_KIND.get(kind):
            named = "the item has no type, and" if written is None else f"the type {shown(str(written))}"
            message = f"{named} becomes the kind {shown(kind)}"
            self._add(csl_note("csl.changed-type", message, 'write another "kind" if this one is wrong', self._path))

    def _say_lost(self, item: Mapping[str, object]) -> None:
        lost = [str(name) for name, value in item.items() if name not in self.used and value not in (None, "", [], {})]
        if lost:
            message = f"a source has no place for {', '.join(map(shown, lost))}"
            self._add(
                csl_warning(
                    "csl.lost-field", message, "write what matters of it into a text of the briefing", self._path
                )
            )

    def _say(self, name: str, lost: Lost) -> None:
        for message in lost:
            self._add(
                csl_warning("csl.bad-value", f'of "{name}": {message}', f'look at "{name}" of the source', self._path)
            )

    def _add(self, found: Diagnostic) -> None:
        self.diagnostics.append(found)
