"""What may stand in a text, and the types of texts without markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from briefgen.diagnostics import character_name
from briefgen.model import patterns
from briefgen.model.problems import kind_of, problem

MAX_TEXT_CHARACTERS: Final = 20_000

# Titles, names and references stand in bookmarks, in metadata and behind links, where PDF/A allows 32,767 bytes
# (ISO 19005-2, 6.1.13). An address needs up to twelve bytes for a character.
MAX_LINE_CHARACTERS: Final = 1_000
MAX_ADDRESS_CHARACTERS: Final = 2_000

# The Unicode Standard, 23.7: the last two code points of every plane and U+FDD0 to U+FDEF are noncharacters.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
# Control characters but tab and line feed; lone surrogates; noncharacters; and U+FEFF, which marks the order of bytes
# in a file and cannot be in the text of a tagged PDF (ISO 14289-1, 7.21.7).
FORBIDDEN: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff{_NONCHARACTERS}]")

# What these are, only the font knows that has them: nobody could read them back, and PDF/A and PDF/UA-2 do not take
# them as they are (ISO 19005-3, 6.2.11.7.3; ISO 14289-2, 8.4.3).
PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

# Line breaks that YAML, fonts and readers each take differently: a text never needs them.
_SEPARATOR: Final = re.compile("[\u2028\u2029]")

# What opens an embedding, an override or an isolate. UAX #9, BD2 ignores what is deeper than 125 levels.
_BIDI_OPENING: Final = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]")
MAX_BIDI_OPENINGS: Final = 125

# How texts with markup give a direction: briefgen.model.markup has it, and imports this module.
_MARKED_DIRECTION: Final = re.compile(r"\]\{(ltr|rtl|auto|plain)\}")


def describe_forbidden(character: str) -> str:
    """A forbidden character by code point and kind: ``U+0007, a control character``."""
    match unicodedata.category(character):
        case "Cc":
            return f"U+{ord(character):04X}, a control character"
        case "Cs":
            return f"U+{ord(character):04X}, a lone surrogate"
        case "Cf":
            return f"U+{ord(character):04X}, a byte order mark"
        case _:
            return f"U+{ord(character):04X}, a noncharacter"


def check_text(value: object) -> str:
    """The value, when it is a text that may be printed.

    Raises:
        PydanticCustomError: it is no text, too long, blank, has a forbidden character, or too many bidi controls.
    """
    if not isinstance(value, str):
        raise problem("model.not-text", f"a text is needed, and {kind_of(value)} is given", "write a text, in quotes")
    if (found := too_long(value, MAX_TEXT_CHARACTERS, "shorten the text, or make two of it")) is not None:
        raise found
    _refuse_characters(value)
    if is_blank(value):
        raise problem("model.blank-text", "the text has nothing to read", "write the text")
    return value


def too_long(text: str, most: int, hint: str = "shorten the text") -> PydanticCustomError | None:
    """The error for a text of more than so many characters."""
    if len(text) <= most:
        return None
    message = f"the text has {len(text):,} characters; at most {most:,} are allowed"
    return problem("model.text-too-long", message, hint)


def at_most(most: int) -> Callable[[str], str]:
    """A validator that takes texts of at most so many characters."""

    def check(text: str) -> str:
        if (found := too_long(text, most)) is not None:
            raise found
        return text

    return check


def _refuse_characters(text: str) -> None:
    """Refuse characters that no text may have, and more bidi controls than have a meaning."""
    if match := FORBIDDEN.search(text):
        raise problem(
            "model.bad-character",
            f"character {match.start() + 1} of the text is {describe_forbidden(match.group())}",
            _HINTS.get(match.group(), "remove the character"),
        )
    if match := PRIVATE.search(text):
        raise problem(
            "model.bad-character",
            f"character {match.start() + 1} of the text is U+{ord(match.group()):04X}, a private-use character",
            "write what it stands for: only the font that has it knows",
        )
    if match := _SEPARATOR.search(text):
        raise _line_break(match.start(), match.group(), "write a space instead")
    openings = len(_BIDI_OPENING.findall(text))
    if openings > MAX_BIDI_OPENINGS:
        raise problem(
            "model.too-many-controls",
            f"the text opens {openings} embeddings, overrides and isolates; at most {MAX_BIDI_OPENINGS} are allowed",
            "remove them: numbers and words of the other direction keep their order without",
        )


_HINTS: Final = {
    "\r": "write line breaks as a line feed alone",
    "\ufeff": "remove the character; where no line may end, write U+2060",
}


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: it has only white space and format characters (joiners, bidi controls)."""
    return all(character.isspace() or unicodedata.category(character) == "Cf" for character in text)


def check_one_line(text: str) -> str:
    """The text, when it is one line without tabs, and without a direction, which would be printed."""
    _refuse_direction(text)
    for index, character in enumerate(text):
        if character in "\n\t":
            raise _line_break(index, character, _BLOCK_HINT if _is_last_break(text, index) else "write a space instead")
    return text


def check_words(text: str) -> str:
    """The very words of somebody, when they are one line without tabs: only then can they be printed exactly.

    A direction, which would be printed, is refused.
    """
    _refuse_direction(text)
    for index, character in enumerate(text):
        if character in "\n\t":
            hint = "write a space instead" if character == "\t" else _VERSE_HINT
            raise _line_break(index, character, _BLOCK_HINT if _is_last_break(text, index) else hint)
    return text


def _refuse_direction(text: str) -> None:
    """Refuse ``[text]{ltr}`` where nothing is markup: it was surely meant as such."""
    if match := _MARKED_DIRECTION.search(text):
        control = _ISOLATES.get(match.group(1))
        remedy = f"write {control} before the words and U+2069 behind them" if control else "remove it and the brackets"
        word = match.group()[1:]
        raise problem(
            "model.bad-direction",
            f'this text has no markup, so "{word}" would be printed',
            f"{remedy}: nothing marks words here but characters such as U+2066",
            offset=match.start() + 1,
        )


_ISOLATES: Final = {"ltr": "U+2066", "rtl": "U+2067", "auto": "U+2068"}

_BLOCK_HINT: Final = "in YAML, begin the text with >- instead of | or >: then no line break is left at its end"
_VERSE_HINT: Final = (
    "in YAML, begin the text with >- to make spaces of its line breaks; for verse, write a slash or two quotes"
)


def _is_last_break(text: str, index: int) -> bool:
    """Whether nothing but line breaks follows: a block of YAML ends so, without the author's meaning it."""
    return not text[index:].strip("\n")


def _line_break(index: int, character: str, hint: str) -> PydanticCustomError:
    name = {"\n": "a line break", "\t": "a tab"}.get(character) or character_name(character)
    one_line = "; the text must be one line" if character in "\n\t" else ", a line break"
    return problem("model.line-break", f"character {index + 1} of the text is {name}{one_line}", hint)


PlainText: TypeAlias = Annotated[
    str, BeforeValidator(check_text), Field(json_schema_extra={"maxLength": MAX_TEXT_CHARACTERS, **patterns.TEXT})
]
"""A text without markup."""

OneLine: TypeAlias = Annotated[PlainText, AfterValidator(check_one_line), Field(json_schema_extra=patterns.LINE)]
"""A text of one line, without markup; where it has a limit of its own, that is added."""

Line: TypeAlias = Annotated[
    OneLine, AfterValidator(at_most(MAX_LINE_CHARACTERS)), Field(json_schema_extra={"maxLength": MAX_LINE_CHARACTERS})
]
"""A short text of one line, without markup."""

Words: TypeAlias = Annotated[PlainText, AfterValidator(check_words), Field(json_schema_extra=patterns.LINE)]
"""The very words of somebody: a text of one line, without markup, printed exactly."""
