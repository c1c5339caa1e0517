"""From the differences of two briefings to an addendum: a briefing of its own that says what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from briefgen.changes.compare import Comparison, Difference
from briefgen.changes.lines import LineWriter, is_withheld
from briefgen.changes.plain import plain
from briefgen.changes.reading import uncited
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model.audiences import Audience
from briefgen.model.base import MAX_ITEMS, Model
from briefgen.model.briefing import Briefing
from briefgen.model.characters import MAX_TEXT_CHARACTERS
from briefgen.model.localized import LocalizedText
from briefgen.model.paths import location_in
from briefgen.model.problems import Location

# What an addendum says of itself as the new briefing does.
_HEAD: Final = (
    "languages", "other_languages", "controlling_language", "kind", "version", "title", "short_title", "dates",
    "prepared_for", "prepared_by", "cleared_by", "handling", "audience", "contact", "contacts", "presentation",
    "conventions",
)  # fmt: skip


def addendum(comparison: Comparison, *, number: int | None = None) -> Briefing:
    """A briefing that says what has changed in another one.

    Its title, dates, handling and people are those of the new briefing, its summary is the bottom line of that, or else
    the first paragraph of its summary that all audiences get. It repeats no sources: citations are left out, but where
    they changed.

    Args:
        comparison: of the briefing as it was handed out, and as it is.
        number: which addendum it is; if left out, the first one, or the one after the old briefing, if that is one.

    Raises:
        InvalidBriefing: ``diff.no-reference``: the old briefing has no reference that could be named.
            ``diff.too-much``: there is more than an addendum can hold.
        ValueError: nothing has changed that a reader sees, or the number is less than 1.
    """
    old, new = comparison.old, comparison.new
    if number is not None and number < 1:
        raise ValueError(f"the number of an addendum is at least 1, not {number}")
    to = old.addendum_to or old.reference
    if to is None:
        hint = "give it the reference by which its readers have filed it"
        message = "the old briefing has no reference, so an addendum cannot name it"
        raise InvalidBriefing([Diagnostic("diff.no-reference", message, Place(path="reference"), (hint,))])
    changes = [line for each in comparison.differences for line in LineWriter(old, new).lines(each)]
    if all(line["path"] == "version" for line in changes):
        raise ValueError("nothing has changed that a reader of the briefing sees")
    _refuse_too_much(changes)
    data = {
        **{name: _uncited(getattr(new, name)) for name in _HEAD if getattr(new, name) not in {None, ()}},
        "reference": f"{to}/{number or _next_number(old, to)}",
        "status": "addendum",
        "addendum_to": to,
        "audiences": [{**plain(audience), "without": _without(new, audience)} for audience in new.audiences],
        "summary": [_uncited(_summary(new))],
        "changes": changes,
    }
    return Briefing.model_validate({name: value for name, value in data.items() if value})


def _without(new: Briefing, audience: Audience) -> tuple[str, ...]:
    """What of the head an audience does not get; what else it does not get is said line by line."""
    return tuple(path for path in audience.without if (location_in(new, path) or ("",))[0] in _HEAD)


def _summary(new: Briefing) -> LocalizedText:
    """The bottom line, or else a paragraph of the summary that no audience is to be kept from; or else the title."""
    places: list[tuple[Location, LocalizedText | None]] = [(("bottom_line",), new.bottom_line)]
    places += [(("summary", index), paragraph) for index, paragraph in enumerate(new.summary)]
    for place, text in places:
        if text is not None and not any(is_withheld(new, audience.key, place) for audience in new.audiences):
            return text
    return new.title


def _next_number(old: Briefing, to: str) -> int:
    """1, or one more than the number of the old briefing, which is an addendum itself."""
    match = re.fullmatch(rf"{re.escape(to)}/([0-9]{{1,6}})", old.reference or "")
    return int(match.group(1)) + 1 if match else 1


def _uncited(value: object) -> Any:
    """A value of the head as JSON has it, its texts without citations."""
    if isinstance(value, LocalizedText):
        return {tag: uncited(text) for tag, text in value.root.items()}
    if isinstance(value, tuple):
        return [_uncited(item) for item in value]
    data = plain(value)
    if isinstance(value, Model):
        return {name: _uncited(getattr(value, name)) for name in data}
    return data


def _refuse_too_much(changes: list[dict[str, Any]]) -> None:
    longest = max((len(text) for change in changes for text in change.get("words", {}).values()), default=0)
    if len(changes) > MAX_ITEMS or longest > MAX_TEXT_CHARACTERS:
        message = (
            f"there are {len(changes):,} changes, the longest with {longest:,} characters; an addendum has at most "
            f"{MAX_ITEMS:,}, each with at most {MAX_TEXT_CHARACTERS:,}"
        )
        raise InvalidBriefing([Diagnostic("diff.too-much", message, hints=("hand out the new briefing as a whole",))])


def visible_differences(comparison: Comparison) -> Iterator[Difference]:
    """The differences that an addendum tells of: those that a reader of the pages sees."""
    writer = LineWriter(comparison.old, comparison.new)
    seen = [each for each in comparison.differences if any(writer.lines(each))]
    # A version is told beside what makes it one.
    return iter(seen if any(each.path != "version" for each in seen) else [])
