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
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, Literal, LiteralString, TypeAlias, get_args

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from briefgen.model.characters import MAX_ADDRESS_CHARACTERS, is_blank
from briefgen.model.emphasis import collect_asterisks
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
    """Something in a text that was surely meant as markup and cannot be used: it stays in the text as written.

    Args:
        code: a key of ``briefgen.model.problems.CODES``.
        message: a fact.
        hint: what to do about it.
        offset: how many characters of the text without its markup stand before it.
    """

    code: LiteralString
    message: str
    hint: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem, before it is known which asterisks are markup: it stands so many characters behind a token."""

    code: LiteralString
    message: str
    hint: str
    token: int
    characters: int


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
    found: list[_Found] = []
    brackets = _matching_brackets(source)
    env: dict[str, Any] = {
        "brackets": brackets,
        "closing": frozenset(brackets.values()),
        "problems": found,
        "marked": False,  # whether a marked stretch is being read
        "direction_end": -1,  # where the last one that has ended, ended
        "link_end": -1,
    }
    tokens: list[Token] = []
    _PARSER.inline.parse(source, _PARSER, env, tokens)
    return _Parsed(_spans(tokens), tuple(_with_offsets(found, tokens)))


def _with_offsets(found: list[_Found], tokens: list[Token]) -> list[MarkupProblem]:
    if not found:
        return []
    starts = list(accumulate((len(token.content) for token in tokens), initial=0))
    return [MarkupProblem(one.code, one.message, one.hint, starts[one.token] + one.characters) for one in found]


def _report(state: StateInline, code: LiteralString, message: str, hint: str) -> None:
    """Note a problem with what stands here in the text."""
    state.env["problems"].append(_Found(code, message, hint, len(state.tokens), len(state.pending)))


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
            _report(state, "model.bad-citation", message, hint)
        return False
    keys = tuple(_CITED_KEY.findall(match.group()))
    token = state.push("citation", "", 0)
    token.meta = {"keys": keys}
    state.pos = match.end()
    if state.src.startswith("{", state.pos):
        message = f"{shown(match.group())} is a citation, which has no direction"
        hint = r"put it behind a text, [text]{ltr}, or remove it; write \{ for a brace that is text"
        _report(state, "model.bad-direction", message, hint)
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
        _report(state, "model.bad-link", message, hint)
        return False
    if len(address) > MAX_ADDRESS_CHARACTERS:
        message = f"the address has {len(address):,} characters; at most {MAX_ADDRESS_CHARACTERS:,} are allowed"
        _report(state, "model.text-too-long", message, "link to a shorter address")
        return False
    end, state.pos, state.posMax = state.posMax, start + 1, target.start() - 1
    token = state.push("link_open", "a", 1)
    token.meta = {"address": address}
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.pos, state.posMax = target.end(), end
    state.env["link_end"] = state.pos
    marking = _MARKING.match(state.src, state.pos, end)
    if marking is not None and marking.group(1) in DIRECTIONS:
        message = f"{shown(state.src[start : state.pos])} is a link, and the direction stands behind it"
        _report(state, "model.bad-direction", message, "put brackets around the link: [[text](address)]{ltr}")
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
        _report(state, "model.bad-direction", message, _direction_hint("" if match is None else match.group(1)))
        return False
    end, state.pos, state.posMax = state.posMax, start + 1, close
    token = state.push("direction_open", "span", 1)
    token.meta = {"direction": match.group(1)}
    state.env["marked"] = True
    state.md.inline.tokenize(state)
    state.env["marked"] = False
    state.push("direction_close", "span", -1)
    state.pos, state.posMax = match.end(), end
    state.env["direction_end"] = state.pos
    return True


def _direction_hint(word: str) -> str:
    """What to write instead of a word that is no direction, or in the wrong place."""
    written = word.strip().casefold()
    # ``lrt`` is as close to rtl as to ltr: the first letter tells.
    alike = [] if word in DIRECTIONS else [known for known in DIRECTIONS if known[0] == written[:1]]
    close = get_close_matches(written, alike, n=1)
    return f'did you mean "{close[0]}"? W{_DIRECTION_HINT[1:]}' if close else _DIRECTION_HINT


def _stray_direction(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a markdown-it rule
    """The rule for ``{word}`` behind a direction, or behind a bracket and white space: it is text, and reported."""
    start = state.pos
    if silent or state.src[start] != "{":
        return False
    match = _MARKING.match(state.src, start, state.posMax)
    if match is None or match.group(1) not in DIRECTIONS:
        return False
    before = start
    while before and state.src[before - 1].isspace():
        before -= 1
    word = match.group()
    if before == state.env["direction_end"]:
        message = f"{shown(word)} stands behind a text that has a direction already"
        _report(state, "model.bad-direction", message, f"remove {word}; write \\{{ for a brace that is text")
    elif before < start and (before == state.env["link_end"] or before - 1 in state.env["closing"]):
        message = f"{shown(word)} stands behind white space, and so it marks nothing"
        hint = f"write it directly behind the bracket: [text]{word}; write \\{{ for a brace that is text"
        _report(state, "model.bad-direction", message, hint)
    return False


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
    parser.inline.ruler.push("stray_direction", _stray_direction)
    parser.inline.ruler.push("asterisks", collect_asterisks)
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    return parser


_PARSER: Final = _make_parser()
