"""Texts and values as a reader of an addendum sees them: as they are printed, in every language of the briefing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from briefgen.changes.plain import plain
from briefgen.changes.words import word_difference
from briefgen.model.briefing import Briefing
from briefgen.model.changes import Stretch, with_marks
from briefgen.model.localized import LocalizedText
from briefgen.model.markup import KEY_PATTERN, parse_inline, plain_text
from briefgen.model.walk import Texts

Words: TypeAlias = dict[str, str]
"""Texts by language tag."""

_WHITE: Final = re.compile(r"[ \t\n]+")
_CITATION: Final = re.compile(rf"\s*(?<!\\)\[@{KEY_PATTERN}(?: *; *@{KEY_PATTERN})* *\]")
_SEPARATOR: Final = " · "
_MARKUP: Final = re.compile(r"[\\*\[\]{}]")


def uncited(text: str) -> str:
    """A text with markup, without its citations: an addendum has no list of sources."""
    cut = _CITATION.sub("", text)
    if any(span.citations for span in parse_inline(cut)):  # behind a backslash that is escaped itself
        return with_escapes(plain_text(text))
    return cut


def with_escapes(text: str) -> str:
    """A text without markup as one with markup."""
    return _MARKUP.sub(r"\\\g<0>", text)


def one_line(text: str) -> str:
    """A text on one line, as it is printed."""
    return _WHITE.sub(" ", text)


def printed(text: str, number: Callable[[str], int] | None = None) -> str:
    """A text with markup as it is printed: without citations, or with the numbers of the sources."""
    parts: list[str] = []
    for span in parse_inline(text):
        if not span.citations:
            parts.append(span.text)
        elif number is not None:
            parts.append(" ".join(f"[{number(key)}]" for key in span.citations))
        elif parts:
            parts[-1] = parts[-1].rstrip()
    return one_line("".join(parts))


def _cited(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {tag: tuple(key for span in parse_inline(text) for key in span.citations) for tag, text in texts.items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the changes from one briefing to another, in the languages of the new one."""

    old: Briefing
    new: Briefing

    def changed_words(self, before: object, after: object) -> Words:
        """A text in each language with marks on what changed; all of it is removed or added where one is missing.

        A cell of a table may have been a value that is the same in all languages. A row is its cells, one after the
        other.
        """
        was, now = self._by_language(before), self._by_language(after)
        if isinstance(before or after, LocalizedText | tuple) or isinstance(after, LocalizedText):
            was, now = self._as_printed(was, now)
        found = {
            tag: with_marks(word_difference(one_line(was.get(tag, "")), one_line(now.get(tag, ""))))
            for tag in self.new.languages
            if tag in was or tag in now
        }
        return self._everywhere(found)

    def same_words(self, texts: Texts) -> Words:
        """A text in each language, without any marks."""
        shown = {
            tag: with_marks([Stretch("kept", printed(text) if isinstance(texts, LocalizedText) else one_line(text))])
            for tag, text in texts.root.items()
        }
        return self._everywhere({tag: text for tag, text in shown.items() if tag in self.new.languages})

    def quoted_words(self, before: str, after: str) -> Words:
        """The words of a quote, which are the same in each language."""
        return dict.fromkeys(self.new.languages, with_marks(word_difference(before, after)))

    def label(self, texts: Texts) -> Words | None:
        """What something is called in each language; None where it cannot be said in one."""
        shown = {
            tag: printed(text) if isinstance(texts, LocalizedText) else one_line(text)
            for tag, text in texts.root.items()
        }
        return self._everywhere(shown) if "]{" not in "".join(shown.values()) else None

    def value(self, value: Any, *, old: bool) -> float | str | None:
        """A value that is the same in all languages; of keys, the numbers of the sources that they name."""
        data = plain(value)
        if isinstance(data, list):
            briefing = self.old if old else self.new
            known = {source.key for source in briefing.sources}
            shown = (f"[{briefing.source_number(key)}]" if key in known else str(key) for key in data)
            return " ".join(shown) or None
        return data if isinstance(data, int | float | str) and not isinstance(data, bool) else None

    def _by_language(self, value: object) -> Words:
        if isinstance(value, Texts):
            return dict(value.root)
        if isinstance(value, tuple):
            cells = [cell for cell in map(self._by_language, value) if cell]
            return {tag: _SEPARATOR.join(cell.get(tag, "") for cell in cells) for tag in self.new.languages if cells}
        return {} if value is None else {tag: with_escapes(str(value)) for tag in self.new.languages}

    def joined(self, label: Words, *more: object) -> Words:
        """A label with what stands behind it, in each language."""
        texts = [self._by_language(each) for each in more if each is not None]
        return {
            tag: _SEPARATOR.join([text, *(printed(each[tag]) for each in texts if tag in each)])
            for tag, text in label.items()
        }

    def _as_printed(self, was: Words, now: Words) -> tuple[Words, Words]:
        """Texts as they are printed; with their citations where these changed, and with markup where only that did."""
        if was and now and _cited(was) != _cited(now):
            return (
                {tag: printed(text, self.old.source_number) for tag, text in was.items()},
                {tag: printed(text, self.new.source_number) for tag, text in now.items()},
            )
        before = {tag: printed(text) for tag, text in was.items()}
        after = {tag: printed(text) for tag, text in now.items()}
        if before != after:
            return before, after
        return {tag: uncited(text) for tag, text in was.items()}, {tag: uncited(text) for tag, text in now.items()}

    def _everywhere(self, words: Words) -> Words:
        """The words for every language of the new briefing: where there are none, those of another one."""
        other = next(iter(words.values()), "")
        found = {tag: words.get(tag, other) for tag in self.new.languages}
        return {tag: text for tag, text in found.items() if text}
