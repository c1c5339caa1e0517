r"""Inline markup: emphasis, strong, links, citations of sources and directions. Nothing else is markup.

====================  =================================================
``*text*``            emphasis
``**text**``          strong
``[text](address)``   a link: http, https, mailto or tel
``[@a]``, ``[@a; @b]``  a citation of sources by their keys
``[text]{ltr}``       text that keeps its own direction: ltr, rtl or auto, or plain, in which nothing is recognised
``\*``                the character itself: ``\`` before ASCII punctuation
====================  =================================================

markdown-it-py finds the tokens and pairs the asterisks. Its own rules for links and line breaks are not used: they
decode entities, encode addresses and drop spaces, and what an author wrote is what is printed. Its block parser and its
normalisation are not used either, so a text is only ever changed in one way: white space with a line break in it
becomes one space, and none at the start and the end of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Literal, LiteralString, TypeAlias, get_args

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from briefgen.model.characters import is_blank
from briefgen.model.links import link_problem
from briefgen.model.problems import shown

KEY_PATTERN: Final = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"
"""What a key of a source looks like."""

_CITATION = re.compile(rf"\[@({KEY_PATTERN})((?: *; *@{KEY_PATTERN})*) *\]")
_CITED_KEY = re.compile(KEY_PATTERN)
# An address ends at white space or at its bracket; it may hold one level of balanced brackets, and escapes.
_DESTINATION = re.compile(r"\(((?:[^\s()\\]|\\[^\s]|\((?:[^\s()\\]|\\[^\s])*\))+)\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKING = re.compile(r"\{([^{}\n]{0,40})\}")
_SPACES = re.compile(r"[ \t\n]+")
_CACHED_TEXTS = 4096


Direction: TypeAlias = Literal["ltr", "rtl", "auto", "plain"]
"""How a marked stretch of text is ordered."""

DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
"""The words that may stand behind a stretch of text."""


@dataclass(frozen=True, slots=True)
class InlineSpan:
    """A stretch of text with one look, or a citation.

    Args:
        text: the characters, without markup; empty for a citation.
        emphasis: between single asterisks.
        strong: between double asterisks.
        link: the address as it is written, or ``None``.
        citations: the keys of the cited sources; a citation inside a link's text is no part of the link.
        direction: of the marked stretch that the span stands in, or ``None``.
        continues: whether the stretch began in a span before this one.
    """

    text: str
    emphasis: bool = False
    strong: bool = False
    link: str | None = None
    citations: tuple[str, ...] = ()
    direction: Direction | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class MarkupProblem:
    """Something in a text that was surely meant as markup and cannot be used: it stays in the text as written."""

    code: LiteralString
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Parsed:
    spans: tuple[InlineSpan, ...]
    problems: tuple[MarkupProblem, ...]


def parse_inline(text: str) -> tuple[InlineSpan, ...]:
    """The spans of a text, in logical order; adjacent spans with the same look are one.

    Any text can be parsed: markup that is not complete, or not allowed, stays as it is written.
    """
    return _parse(text).spans


def plain_text(text: str) -> str:
    """The text without markup and citations: what there is to read."""
    return "".join(span.text for span in _parse(text).spans)


def markup_problems(text: str) -> tuple[MarkupProblem, ...]:
    """The links, citations and directions of a text that cannot be used, in the order of the text."""
    return _parse(text).problems


@lru_cache(maxsize=_CACHED_TEXTS)
def _parse(text: str) -> _Parsed:
    source = _SPACES.sub(lambda match: " " if "\n" in match.group() else match.group(), text)
    # A block of YAML ends in a line break; the space that it would become is not the author's.
    if source != text:
        source = source[_edge(text) :]
        source = source[: -1 if _edge(text[::-1]) and source else None]
    problems: list[MarkupProblem] = []
    env: dict[str, Any] = {"brackets": _matching_brackets(source), "problems": problems, "marked": False}
    tokens: list[Token] = []
    _PARSER.inline.parse(source, _PARSER, env, tokens)
    return _Parsed(_spans(tokens), tuple(problems))


def _edge(text: str) -> int:
    """1 when a text starts with white space that has a line break in it, else 0."""
    match = _SPACES.match(text)
    return 1 if match and "\n" in match.group() else 0


def _matching_brackets(source: str) -> dict[int, int]:
    """The closing bracket of every opening square bracket that has one, found in one pass."""
    closing: dict[int, int] = {}
    open_brackets: list[int] = []
    position = 0
    while position < len(source):
        character = source[position]
        if character == "\\":
            position += 1
        elif character == "[":
            open_brackets.append(position)
        elif character == "]" and open_brackets:
            closing[open_brackets.pop()] = position
        position += 1
    return closing


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a markdown-it rule
    """The rule for ``[@key]`` and ``[@key1; @key2]``."""
    start = state.pos
    if silent or not state.src.startswith("[@", start):
        return False
    match = _CITATION.match(state.src, start, state.posMax)
    if match is None:
        end = state.env["brackets"].get(start)
        if end is not None:
            message = f"{shown(state.src[start : end + 1])} is not a citation"
            hint = r"write [@key] or [@key1; @key2]; write \[ for a bracket that is text"
            state.env["problems"].append(MarkupProblem("model.bad-citation", message, hint))
        return False
    keys = tuple(_CITED_KEY.findall(match.group()))
    token = state.push("citation", "", 0)
    token.meta = {"keys": keys}
    state.pos = match.end()
    if state.src.startswith("{", state.pos):
        message = f"{shown(match.group())} is a citation, which has no direction"
        state.env["problems"].append(MarkupProblem("model.bad-direction", message, _DIRECTION_HINT))
    return True


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a markdown-it rule
    """The rule for ``[text](address)``; there is no link inside a link."""
    start = state.pos
    if silent or state.src[start] != "[" or state.linkLevel:
        return False
    close = state.env["brackets"].get(start)
    target = None if close is None else _DESTINATION.match(state.src, close + 1, state.posMax)
    if target is None or is_blank(state.src[start + 1 : close]):
        return False
    address = _ESCAPED.sub(r"\1", target.group(1))
    if message := link_problem(address):
        hint = r"start the address with https://, http://, mailto: or tel:; write \[ for a bracket that is text"
        state.env["problems"].append(MarkupProblem("model.bad-link", message, hint))
        return False
    end, state.pos, state.posMax = state.posMax, start + 1, target.start() - 1
    token = state.push("link_open", "a", 1)
    token.meta = {"address": address}
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.pos, state.posMax = target.end(), end
    marking = _MARKING.match(state.src, state.pos, end)
    if marking is not None and marking.group(1) in DIRECTIONS:
        message = f"{shown(state.src[start : state.pos])} is a link, and the direction stands behind it"
        hint = "put brackets around the link: [[text](address)]{ltr}"
        state.env["problems"].append(MarkupProblem("model.bad-direction", message, hint))
    return True


_DIRECTION_HINT: Final = (
    r"write [text]{ltr}, [text]{rtl}, [text]{auto} or [text]{plain}; write \[ or \{ for a bracket that is text"
)


def _direction(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a markdown-it rule
    """The rule for ``[text]{word}``; there is no such stretch inside another one."""
    start = state.pos
    if silent or state.src[start] != "[":
        return False
    close = state.env["brackets"].get(start)
    if close is None or close >= state.posMax or not state.src.startswith("{", close + 1):
        return False
    match = _MARKING.match(state.src, close + 1, state.posMax)
    message = _direction_problem(state, start, close, match)
    if match is None or message:
        state.env["problems"].append(MarkupProblem("model.bad-direction", message, _DIRECTION_HINT))
        return False
    end, state.pos, state.posMax = state.posMax, start + 1, close
    token = state.push("direction_open", "span", 1)
    token.meta = {"direction": match.group(1)}
    state.env["marked"] = True
    state.md.inline.tokenize(state)
    state.env["marked"] = False
    state.push("direction_close", "span", -1)
    state.pos, state.posMax = match.end(), end
    return True


def _direction_problem(state: StateInline, start: int, close: int, match: re.Match[str] | None) -> str:
    """What is wrong with a stretch that ends before ``{``; empty if it can be used."""
    stretch = shown(state.src[start : close + 1])
    if match is None:
        return f"{stretch} stands before a brace that is not closed"
    if match.group(1) not in DIRECTIONS:
        return f"{shown(match.group())} is not a direction"
    if state.env["marked"]:
        return f"{stretch} is marked inside a text that is marked"
    if is_blank(state.src[start + 1 : close]):
        return f"{stretch} is marked, and there is nothing to read in it"
    return ""


def _asterisks(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a markdown-it rule
    """The rule that collects asterisks; markdown-it pairs them afterwards.

    The flanking rules are those of CommonMark 0.31.2, 6.2, with one addition: a run may open before an opening quote or
    bracket and close after a closing one, whatever stands on its other side. Arabic writes particles together with the
    next word, so ``و**«النص»**`` has a letter on the outer side and a quote on the inner one.
    """
    start = end = state.pos
    if silent or state.src[start] != "*":
        return False
    while end < state.posMax and state.src[end] == "*":
        end += 1
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < len(state.src) else " "
    can_open = not after.isspace() and (
        not _is_punctuation(after) or not _is_letter(before) or unicodedata.category(after) in {"Ps", "Pi"}
    )
    can_close = not before.isspace() and (
        not _is_punctuation(before) or not _is_letter(after) or unicodedata.category(before) in {"Pe", "Pf"}
    )
    for _ in range(end - start):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=end - start,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = end
    return True


def _is_punctuation(character: str) -> bool:
    """Punctuation and symbols, as CommonMark 0.31.2, 2.1 defines "Unicode punctuation character"."""
    return unicodedata.category(character)[0] in "PS"


def _is_letter(character: str) -> bool:
    """Neither white space nor punctuation."""
    return not character.isspace() and not _is_punctuation(character)


def _spans(tokens: list[Token]) -> tuple[InlineSpan, ...]:
    spans: list[InlineSpan] = []
    emphasis = strong = 0
    link: str | None = None
    direction: Direction | None = None
    begun = False  # whether the marked stretch has a span already
    for token in tokens:
        match token.type:
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "link_open":
                link = token.meta["address"]
            case "link_close":
                link = None
            case "direction_open":
                direction, begun = token.meta["direction"], False
            case "direction_close":
                direction, begun = None, False
            case "citation":
                keys = token.meta["keys"]
                spans.append(InlineSpan("", emphasis > 0, strong > 0, None, keys, direction, begun))
                begun = direction is not None
            case _ if token.content:
                _append_text(spans, InlineSpan(token.content, emphasis > 0, strong > 0, link, (), direction, begun))
                begun = direction is not None
    return tuple(spans)


def _append_text(spans: list[InlineSpan], span: InlineSpan) -> None:
    last = spans[-1] if spans else None
    goes_on = span.direction is None or span.continues
    if last is not None and goes_on and last == replace(span, text=last.text, continues=last.continues):
        spans[-1] = replace(last, text=last.text + span.text)
    else:
        spans.append(span)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.inline.ruler.enableOnly(["text", "escape"])
    parser.inline.ruler.push("citation", _citation)
    parser.inline.ruler.push("briefing_link", _link)
    parser.inline.ruler.push("direction", _direction)
    parser.inline.ruler.push("asterisks", _asterisks)
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    return parser


_PARSER: Final = _make_parser()
