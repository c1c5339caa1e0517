r"""Regular expressions for JSON Schema: what the validators of texts ask for, as far as an expression can say it.

Each means the same in ECMA-262 with the flag ``u``, which JSON Schema 2020-12 (Core, 6.4) asks for, and in ``re``. So
white space is listed instead of written as ``\s``, characters above U+FFFF stand for themselves, and an end is
``$(?!\n)``: in ``re``, ``$`` also matches before a line feed at the end.

``patternErrorMessage`` is no keyword of JSON Schema: some editors show it in place of the expression.
"""

from __future__ import annotations

from typing import Any, Final

END: Final = r"$(?!\n)"

# Control characters, lone surrogates, noncharacters, U+FEFF, private use, line separators: FORBIDDEN, PRIVATE and
# _SEPARATOR of briefgen.model.characters.
_PLANES_AT_THE_END: Final = "".join(
    chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 15)
)
_NEVER: Final = (
    r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + _PLANES_AT_THE_END
    + "\U000f0000-\U0010ffff"
)
_NEVER_IN_A_LINE: Final = rf"\t\n{_NEVER}"

# What opens an embedding, an override or an isolate, and how many of them a text may have: MAX_BIDI_OPENINGS.
_OPENING: Final = r"\u202a\u202b\u202d\u202e\u2066-\u2068"
_MOST_OPENINGS: Final = 125

_SPACE: Final = r"\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Format characters (general category Cf of Unicode 15).
_FORMAT: Final = (
    r"\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)

_VISIBLE: Final = rf"(?=[\s\S]*[^{_SPACE}{_FORMAT}])"
_DIRECTION: Final = r"(?![\s\S]*\]\{(?:ltr|rtl|auto|plain)\})"


def _characters(excluded: str) -> str:
    """Any characters but those excluded, with no more openings than have a meaning."""
    return rf"(?:[^{excluded}{_OPENING}]*[{_OPENING}]){{0,{_MOST_OPENINGS}}}[^{excluded}{_OPENING}]*"


TEXT: Final[dict[str, Any]] = {
    "pattern": f"^{_VISIBLE}{_characters(_NEVER)}{END}",
    "patternErrorMessage": "a text with something to read, without control, private-use or invisible line characters",
}
"""A text, with markup or without."""

LINE: Final[dict[str, Any]] = {
    "pattern": f"^{_VISIBLE}{_DIRECTION}{_characters(_NEVER_IN_A_LINE)}{END}",
    "patternErrorMessage": "one line with something to read, without tabs, control characters and {ltr}, {rtl}, {auto}",
}
"""A text of one line, without markup."""

# Not white space, not invisible: what ``str.isprintable`` refuses, but for what is not assigned yet.
_UNPRINTED: Final = _NEVER + _SPACE + _FORMAT
_UNPRINTED_BUT_SPACES: Final = _UNPRINTED.replace(r"\u001c-\u0020", r"\u001c-\u001f")

_PORT: Final = "[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"

WEB_ADDRESS: Final[dict[str, Any]] = {
    "pattern": (
        f"^{_DIRECTION}[Hh][Tt][Tt][Pp][Ss]?://"
        rf"(?:[^/?#\[\]{_UNPRINTED}]*@)?"
        rf"(?:[^/?#@:\[\]{_UNPRINTED}]+|\[(?=[^\]]*:[^\]]*:)[0-9A-Fa-f:.]+\])(?::0*(?:{_PORT})?)?"
        rf"(?:[/?#][^{_UNPRINTED}]*)?{END}"
    ),
    "patternErrorMessage": "a full address that starts with https:// or http://",
}
"""An http or https address with a host."""

_MAILBOX: Final = rf'[^@<>(),;:"\[\]\\{_UNPRINTED}]+'

EMAIL: Final[dict[str, Any]] = {
    "pattern": f"^{_MAILBOX}@{_MAILBOX}{END}",
    "patternErrorMessage": "an e-mail address: name@domain",
}
"""An e-mail address."""

_MONTH_AND_DAY: Final = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_YEAR: Final = "(?!0000)[0-9]{4}"
# The 29th of February is a day of the years that 4 divides, without those that 100 and not 400 divides.
_LEAP_YEAR: Final = "(?!0000)(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY_OF_THE_CALENDAR: Final = f"(?:{_YEAR}-{_MONTH_AND_DAY}|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"

DAY: Final[dict[str, Any]] = {
    "pattern": f"^{_DAY_OF_THE_CALENDAR}{END}",
    "patternErrorMessage": "a day of the calendar: YYYY-MM-DD",
}
"""A full date of ISO 8601 that is a day of the calendar."""

PARTIAL_DATE: Final[dict[str, Any]] = {
    "pattern": f"^(?:{_YEAR}(?:-(?:0[1-9]|1[0-2]))?|{_DAY_OF_THE_CALENDAR}){END}",
    "patternErrorMessage": "a date: YYYY-MM-DD, YYYY-MM or YYYY",
}
"""A day, a month or a year."""

FILE: Final[dict[str, Any]] = {
    "pattern": (
        rf"^(?!~)(?![\s\S]*%[0-9A-Fa-f]{{2}}){_DIRECTION}"
        # No part is empty, "." or "..", begins or ends with a space, ends with a dot, or is the name of a device.
        r"(?!(?:[\s\S]*/)?(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm][0-9]|[Ll][Pp][Tt][0-9])"
        r"(?:\.[^/]*)?(?:/|$))"
        r"(?!(?:[\s\S]*/)?(?:/|$| ))(?![\s\S]*[ .](?:/|$))"
        rf'[^\\:<>"|?*{_UNPRINTED_BUT_SPACES}]+{END}'
    ),
    "patternErrorMessage": "a path in the folder of the briefing or below, with forward slashes",
}
"""A relative path with forward slashes."""

NUMBER: Final[dict[str, Any]] = {"type": "number", "exclusiveMinimum": -1e100, "exclusiveMaximum": 1e100}
"""A number that is not too long to be printed."""
