"""A paragraph as the text engine takes it: spans of text in one language, with a base direction.

The stages are one function each: ``bidi.resolve`` the order, ``itemize`` into runs, ``shape`` the words, ``breaking``
into lines. ``prepare`` goes through all that does not depend on the measure; its result is set at any measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from briefgen.text.scripts import is_rtl_language, script_of_language, unicode_script
from briefgen.text.typeset import FontSet

Isolation: TypeAlias = Literal["recognised", "ltr", "rtl", "auto", "plain", "continued"]
"""How a stretch of text takes part in the order of its paragraph."""

Version: TypeAlias = Literal["removed", "added", "neither"]
"""Which version of a text has a stretch, where a paragraph shows the old one and the new one at once."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of a paragraph in one style.

    Attributes:
        text: its characters, in logical order.
        fonts: the faces it is set in.
        keeps_to_previous: no line break before it (a citation mark stays with what it stands behind).
        isolation: ``recognised``: tokens in it are found and isolated. ``ltr``, ``rtl``, ``auto``: all of it is one
            isolate (UAX #9, 2.7) of this direction, or of that of its first strong character. ``plain``: nothing in it
            is isolated. ``continued``: it goes on with the stretch of the span before it.
        separates: stands between two things on a line; where a line ends after it, it is there but not drawn.
        unbroken: no line ends in it, nor before it where what stands before it is unbroken too, unless it is wider than
            a line.
        version: None where both versions have it. ``removed`` and ``added``: only the old or the new one; it is read by
            itself, or as a part of the phrase that it is of in its version. ``neither``: it keeps two such apart.
    """

    text: str
    fonts: FontSet
    keeps_to_previous: bool = False
    isolation: Isolation = "recognised"
    separates: bool = False
    unbroken: bool = False
    version: Version | None = None


@dataclass(frozen=True)
class ParagraphText:
    """The text of one paragraph. Line feeds and other separators in it are white space, not ends of lines.

    Attributes:
        spans: in logical order.
        language: BCP 47 tag of the paragraph.
        languages_of_scripts: which language a stretch of another script is in: pairs of a script of Unicode and a
            BCP 47 tag.
        rtl: the base direction; None takes it from the language.
    """

    spans: tuple[TextSpan, ...]
    language: str
    languages_of_scripts: tuple[tuple[str, str], ...] = ()
    rtl: bool | None = None

    @cached_property
    def _hash(self) -> int:
        return hash((self.spans, self.language, self.languages_of_scripts, self.rtl))

    def __hash__(self) -> int:
        """The hash of the values, made once: paragraphs are keys of the cache of prepared ones."""
        return self._hash

    @cached_property
    def text(self) -> str:
        """All characters, in logical order."""
        return "".join(span.text for span in self.spans)

    @property
    def placed_spans(self) -> Iterator[tuple[int, TextSpan]]:
        """Each span with the position of its first character."""
        start = 0
        for span in self.spans:
            yield start, span
            start += len(span.text)

    @cached_property
    def base_rtl(self) -> bool:
        """The base direction."""
        return is_rtl_language(self.language) if self.rtl is None else self.rtl

    @cached_property
    def script(self) -> str:
        """The script of the paragraph's language, as Unicode has it."""
        return unicode_script(script_of_language(self.language))

    def language_of(self, script: str) -> str:
        """The language that the shaper is told for a stretch of a script."""
        return self.language if script == self.script else dict(self.languages_of_scripts).get(script, "und")

    def style_of(self, script: str) -> str:
        """The ISO 15924 code that picks the faces of a stretch: the style its language writes the script in."""
        style = script_of_language(self.language_of(script))
        return style if unicode_script(style) == script else script
