"""The difference of two texts, word by word, as a person would mark it with a pencil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefgen.changes.sequences import Pairs, common
from briefgen.changes.tokens import is_word, tokens
from briefgen.model.changes import Stretch

# So few words between two changes are marked with them, if they are at most half as long as either.
_WORDS_BETWEEN: Final = 2

# Of texts that have less in common, the whole old one and the whole new one are easier to read than what is left of it.
_LEAST_KEPT: Final = 0.25


@dataclass(slots=True)
class _Block:
    """A stretch that is kept, or replaced by another."""

    kept: bool
    old: list[str]
    new: list[str]

    @property
    def size(self) -> int:
        return max(sum(map(len, self.old)), sum(map(len, self.new)))


def word_difference(old: str, new: str) -> tuple[Stretch, ...]:
    """What became of a text.

    What is kept and removed, joined, is the old text; what is kept and added is the new one. Where words are replaced,
    the removed ones come first. Every stretch is whole words.
    """
    if old == new:
        return (Stretch("kept", old),) if old else ()
    blocks = _joined(_blocks(tokens(old), tokens(new)))
    kept = sum(block.size for block in blocks if block.kept)
    if kept < _LEAST_KEPT * max(len(old), len(new)):
        blocks = [_Block(False, [old], [new])]  # noqa: FBT003 - the field has a name
    return tuple(_segments(blocks))


def _segments(blocks: Sequence[_Block]) -> Iterator[Stretch]:
    for block in blocks:
        removed, added = "".join(block.old), "".join(block.new)
        if block.kept:
            yield Stretch("kept", removed)
            continue
        if removed:
            yield Stretch("removed", removed)
        if added:
            yield Stretch("added", added)


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    blocks: list[_Block] = []
    i = j = 0
    for x, y in [*_matched(old, new), (len(old), len(new))]:
        if i < x or j < y:
            blocks.append(_Block(False, list(old[i:x]), list(new[j:y])))  # noqa: FBT003 - the field has a name
        if x < len(old):
            if not (blocks and blocks[-1].kept):
                blocks.append(_Block(True, [], []))  # noqa: FBT003 - the field has a name
            blocks[-1].old.append(old[x])
            blocks[-1].new.append(old[x])
        i, j = x + 1, y + 1
    return blocks


def _matched(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The tokens that are kept: words and signs that both texts have in order, and the white space around them.

    White space is no anchor: it is everywhere, and would tie together what has nothing to do with each other.
    """
    left = [index for index, token in enumerate(old) if not token.isspace()]
    right = [index for index, token in enumerate(new) if not token.isspace()]
    anchors = common([old[index] for index in left], [new[index] for index in right])
    pairs: Pairs = []
    i = j = 0
    for x, y in [*((left[a], right[b]) for a, b in anchors), (len(old), len(new))]:
        if i < x and j < y and old[i].isspace() and old[i] == new[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        if i < x and j < y and old[x - 1].isspace() and old[x - 1] == new[y - 1]:
            pairs.append((x - 1, y - 1))
        if x < len(old):
            pairs.append((x, y))
        i, j = x + 1, y + 1
    return pairs


def _joined(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks without crumbs: what is kept between two changes and is hardly worth it becomes part of them."""
    joined: list[_Block] = []
    for block in blocks:
        joined.append(block)
        while len(joined) >= 3 and not joined[-1].kept and _is_crumb(joined[-2], joined[-3], joined[-1]):
            before, between, after = joined[-3:]
            old, new = before.old + between.old + after.old, before.new + between.new + after.new
            joined[-3:] = [_Block(False, old, new)]  # noqa: FBT003 - the field has a name
    return joined


def _is_crumb(between: _Block, before: _Block, after: _Block) -> bool:
    words = sum(map(is_word, between.old))
    if not words:
        return True
    return words <= _WORDS_BETWEEN and 2 * between.size <= min(before.size, after.size)
