"""What may stand in a text, and the types of texts without markup."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from briefgen.diagnostics import character_name
from briefgen.model.problems import kind_of, problem

MAX_TEXT_CHARACTERS: Final = 20_000

# The Unicode Standard, 23.7: the last two code points of every plane and U+FDD0 to U+FDEF are noncharacters.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
# Control characters but tab and line feed; lone surrogates; noncharacters.
FORBIDDEN: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")


def describe_forbidden(character: str) -> str:
    """A forbidden character by code point and kind: ``U+0007, a control character``."""
    match unicodedata.category(character):
        case "Cc":
            return f"U+{ord(character):04X}, a control character"
        case "Cs":
            return f"U+{ord(character):04X}, a lone surrogate"
        case _:
            return f"U+{ord(character):04X}, a noncharacter"


def check_text(value: object) -> str:
    """The value, when it is a text that may be printed.

    Raises:
        PydanticCustomError: it is no text, too long, blank, or has a forbidden character.
    """
    if not isinstance(value, str):
        raise problem("model.not-text", f"a text is needed, and {kind_of(value)} is given", "write a text, in quotes")
    if len(value) > MAX_TEXT_CHARACTERS:
        raise problem(
            "model.text-too-long",
            f"the text has {len(value):,} characters; at most {MAX_TEXT_CHARACTERS:,} are allowed",
            "shorten the text, or make two of it",
        )
    if match := FORBIDDEN.search(value):
        raise problem(
            "model.bad-character",
            f"character {match.start() + 1} of the text is {describe_forbidden(match.group())}",
            "write line breaks as a line feed alone" if match.group() == "\r" else "remove the character",
        )
    if is_blank(value):
        raise problem("model.blank-text", "the text has nothing to read", "write the text")
    return value


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: it has only white space and format characters (joiners, bidi controls)."""
    return all(character.isspace() or unicodedata.category(character) == "Cf" for character in text)


def check_one_line(text: str) -> str:
    """The text, when it is one line without tabs."""
    for index, character in enumerate(text):
        if character in "\n\t\u2028\u2029":
            name = {"\n": "a line break", "\t": "a tab"}.get(character) or character_name(character)
            raise problem(
                "model.line-break",
                f"character {index + 1} of the text is {name}; the text must be one line",
                "write a space instead",
            )
    return text


PlainText: TypeAlias = Annotated[
    str, BeforeValidator(check_text), Field(json_schema_extra={"minLength": 1, "maxLength": MAX_TEXT_CHARACTERS})
]
"""A text without markup, printed exactly."""

Line: TypeAlias = Annotated[PlainText, AfterValidator(check_one_line)]
"""A text of one line, without markup."""
