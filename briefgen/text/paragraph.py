"""A paragraph as the text engine takes it: spans of text in one language, with a base direction.

The stages are one function each: ``bidi.resolve`` the order, ``itemize`` into runs, ``shape`` the words, ``breaking``
into lines. ``prepare`` goes through all that does not depend on the measure; its result is set at any measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefgen.text.scripts import is_rtl_language, script_of_language
from briefgen.text.typeset import FontSet


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of a paragraph in one style.

    Attributes:
        text: its characters, in logical order.
        fonts: the faces it is set in.
        keeps_to_previous: no line break before it (a citation mark stays with what it stands behind).
        isolated: ordered by itself, in the direction of its first strong character (else left to right), whatever
            stands around it (UAX #9, 2.7).
        separates: stands between two things on a line; where a line ends after it, it is there but not drawn.
    """

    text: str
    fonts: FontSet
    keeps_to_previous: bool = False
    isolated: bool = False
    separates: bool = False


@dataclass(frozen=True)
class ParagraphText:
    """The text of one paragraph.

    Attributes:
        spans: in logical order.
        language: BCP 47 tag of the paragraph.
        languages_of_scripts: which language a stretch of another script is in (pairs of ISO 15924 code and BCP 47 tag).
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

    @cached_property
    def base_rtl(self) -> bool:
        """The base direction."""
        return is_rtl_language(self.language) if self.rtl is None else self.rtl

    @cached_property
    def script(self) -> str:
        """The script of the paragraph's language."""
        return script_of_language(self.language)

    def language_of(self, script: str) -> str:
        """The language that the shaper is told for a stretch of a script."""
        return self.language if script == self.script else dict(self.languages_of_scripts).get(script, "und")
