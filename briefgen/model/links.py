"""Which addresses a briefing may point to."""

from __future__ import annotations

import re
from typing import Annotated, Final, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from briefgen.model import patterns
from briefgen.model.characters import MAX_ADDRESS_CHARACTERS, Line, OneLine, at_most
from briefgen.model.problems import problem, shown

WEB_SCHEMES: Final = ("http", "https")
LINK_SCHEMES: Final = ("http", "https", "mailto", "tel")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_EMAIL = re.compile(r"[^@\s<>(),;:\"\[\]\\]+@[^@\s<>(),;:\"\[\]\\]+")
_MAX_EMAIL_CHARACTERS = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets


def link_problem(address: str, schemes: tuple[str, ...] = LINK_SCHEMES) -> str | None:
    """What is wrong with an address, as a fact; ``None`` when it may be used.

    The address is kept as it is written; nothing is encoded, decoded or looked up.

    Args:
        address: a URI or IRI (RFC 3986, RFC 3987) without white space.
        schemes: what is allowed, in lower case.
    """
    scheme = _SCHEME.match(address)
    if scheme is None:
        return f"the address {shown(address)} has no scheme"
    name = scheme.group(1).lower()
    if name not in schemes:
        return f'the address {shown(address)} has the scheme "{name}", which is not allowed'
    if not address.isprintable() or any(character.isspace() for character in address):
        return f"the address {shown(address)} has white space or an invisible character"
    rest = address[scheme.end() :]
    complete = {"mailto": _is_mailbox, "tel": _has_digit}.get(name, _has_host)
    return None if complete(rest) else f"the address {shown(address)} is not complete"


def _is_mailbox(rest: str) -> bool:
    return _EMAIL.fullmatch(rest.partition("?")[0]) is not None


def _has_digit(rest: str) -> bool:
    return any(character in "0123456789" for character in rest)


def _has_host(rest: str) -> bool:
    if not rest.startswith("//"):
        return False
    try:
        parts = urlsplit(f"https:{rest}")
        _ = parts.port  # reading it is what checks it
    except ValueError:  # a bracket without its partner, or a port that is no number
        return False
    return bool(parts.hostname)


def _check_url(text: str) -> str:
    if message := link_problem(text, WEB_SCHEMES):
        raise problem("model.bad-link", message, "write a full address that starts with https:// or http://")
    return text


def _check_email(text: str) -> str:
    if len(text) > _MAX_EMAIL_CHARACTERS or not _EMAIL.fullmatch(text) or not text.isprintable():
        raise problem("model.bad-email", f"{shown(text)} is not an e-mail address", "write it as name@domain")
    return text


WebAddress: TypeAlias = Annotated[
    OneLine,
    AfterValidator(at_most(MAX_ADDRESS_CHARACTERS)),
    AfterValidator(_check_url),
    Field(json_schema_extra={"maxLength": MAX_ADDRESS_CHARACTERS, **patterns.WEB_ADDRESS}),
]
"""An http or https address, kept as it is written."""

Email: TypeAlias = Annotated[
    Line,
    AfterValidator(_check_email),
    Field(json_schema_extra={"maxLength": _MAX_EMAIL_CHARACTERS, **patterns.EMAIL}),
]
"""An e-mail address, kept as it is written."""
