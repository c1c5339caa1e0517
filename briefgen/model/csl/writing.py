"""Sources as items for a reference manager."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from briefgen.diagnostics import Diagnostic
from briefgen.model.base import is_absent
from briefgen.model.csl.fields import tag_of
from briefgen.model.csl.findings import csl_warning
from briefgen.model.csl.terms import BETWEEN_NAMES, CONTAINER_FIRST, DOI_ADDRESS, KEPT, KIND_OF_TYPE, OWN, TYPE_OF_KIND
from briefgen.model.dates import PartialDate
from briefgen.model.localized import LocalizedText
from briefgen.model.markup import parse_inline, plain_text
from briefgen.model.problems import shown
from briefgen.model.sources import Source

# What an item says in words of its own, and what only a briefing needs to know.
_WRITTEN: Final = frozenset(
    {"key", "kind", "title", "publisher", "author", "date", "url", "archived_url", "language", "retrieved", *KEPT}
)


@dataclass(frozen=True, slots=True)
class CslItems:
    """What came of some sources.

    Args:
        items: one for each source that has a title, as ``json.dump`` takes them.
        diagnostics: what was left out, each with the number of its source, such as ``sources[3]``, from 0.
    """

    items: tuple[dict[str, Any], ...]
    diagnostics: tuple[Diagnostic, ...]


def sources_to_csl(sources: Iterable[Source], language: str) -> CslItems:
    """Sources as items of CSL-JSON, in one language: the others have no place there.

    Args:
        sources: such as those of a briefing.
        language: the language of titles, publishers and authors.

    Raises:
        ValueError: a text is missing in this language; or the tag is no language tag.
    """
    tag = tag_of(language)
    items: list[dict[str, Any]] = []
    diagnostics: list[Diagnostic] = []
    for index, source in enumerate(sources):
        if source.title is None:
            message = f"the source {shown(source.key)} is withheld, and is left out"
            diagnostics.append(csl_warning("csl.left-out", message, "export the whole briefing", f"sources[{index}]"))
            continue
        items.append(_item(source, tag))
        diagnostics += _lost(source, tag, index)
    return CslItems(tuple(items), tuple(diagnostics))


def _item(source: Source, language: str) -> dict[str, Any]:
    own = source.model_dump(mode="json", include=set(KEPT), exclude_none=True)
    if KIND_OF_TYPE[TYPE_OF_KIND[source.kind]] != source.kind:
        own["kind"] = source.kind
    author = _plain(source.author, language)
    item = {
        "id": source.key,
        "citation-key": source.key,
        "type": TYPE_OF_KIND[source.kind],
        "title": _plain(source.title, language),
        "author": [{"literal": name} for name in author.split(BETWEEN_NAMES)] if author else None,
        "container-title" if source.kind in CONTAINER_FIRST else "publisher": _plain(source.publisher, language),
        "issued": None if source.date is None else _date(source.date),
        "accessed": None if source.retrieved is None else _date(PartialDate.parse(source.retrieved)),
        "URL": source.url,
        "DOI": source.url.removeprefix(DOI_ADDRESS) if source.url and source.url.startswith(DOI_ADDRESS) else None,
        "archive_location": source.archived_url,
        "language": source.language,
        "custom": {OWN: own} if own else None,
    }
    return {name: value for name, value in item.items() if value is not None}


def _plain(text: LocalizedText | None, language: str) -> str | None:
    if text is None:
        return None
    if language not in text.languages:
        raise ValueError(f"there is no text in {language!r} in {text.root!r}")
    return plain_text(text[language])


def _date(date: PartialDate) -> dict[str, list[list[int]]]:
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part is not None]]}


def _lost(source: Source, language: str, index: int) -> list[Diagnostic]:
    """What is in the source and not in the item, but for the texts in the other language."""
    found = []
    names = [name for name, value in source if not is_absent(value) and value is not False and name not in _WRITTEN]
    if names:
        message = f"an item of CSL-JSON has no place for {', '.join(map(shown, names))} of {shown(source.key)}"
        found.append(csl_warning("csl.lost-field", message, "keep the briefing: only it has them", f"sources[{index}]"))
    texts = {"title": source.title, "publisher": source.publisher, "author": source.author}
    marked = [name for name, text in texts.items() if text is not None and _has_markup(text[language])]
    if marked:
        message = f"the markup of {', '.join(map(shown, marked))} of {shown(source.key)} is taken out"
        found.append(
            csl_warning("csl.lost-markup", message, "keep the briefing: only it has the markup", f"sources[{index}]")
        )
    return found


def _has_markup(text: str) -> bool:
    spans = parse_inline(text)
    return any(s.emphasis or s.strong or s.link or s.citations or s.direction for s in spans)
