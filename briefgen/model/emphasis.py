"""Which asterisks of a text may open or close emphasis; markdown-it pairs them."""

from __future__ import annotations

import unicodedata

from markdown_it.rules_inline.state_inline import Delimiter, StateInline


def collect_asterisks(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a markdown-it rule
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
