"""The lines of an addendum: what has changed in another briefing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, Self, TypeAlias

from pydantic import ConfigDict, Field, field_validator, model_validator

from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Model, is_absent, without_empty
from briefgen.model.characters import Line, is_blank
from briefgen.model.localized import Found, LanguageTag, VerbatimText
from briefgen.model.problems import problem, raise_all
from briefgen.model.statements import FigureValue

ChangeKind: TypeAlias = Literal["added", "removed", "changed", "moved"]
"""What became of it."""

StretchKind: TypeAlias = Literal["kept", "removed", "added"]

_OPENING: Final[dict[str, StretchKind]] = {"[-": "removed", "{+": "added"}
_CLOSING: Final = {"-]": "removed", "+}": "added"}
_MARK: Final = re.compile(r"\\([\\\[\]{}])|\[-|\{\+|-\]|\+\}|[\[\]{}]")
_ESCAPED: Final = re.compile(r"[\\\[\]{}]")
_HINT: Final = r"write [-removed-] and {+added+}; write \[ \] \{ \} and \\ for the characters themselves"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that is in both versions, in the old one only, or in the new one only."""

    kind: StretchKind
    text: str


def with_marks(stretches: Iterable[Stretch]) -> str:
    r"""A text with marks: ``[-removed-]`` and ``{+added+}``; brackets, braces and ``\`` of the text are escaped."""
    return "".join(_marked(stretch) for stretch in stretches)


def _marked(stretch: Stretch) -> str:
    text = _ESCAPED.sub(r"\\\g<0>", stretch.text)
    match stretch.kind:
        case "removed":
            return f"[-{text}-]"
        case "added":
            return f"{{+{text}+}}"
        case _:
            return text


def parse_marks(text: str) -> tuple[Stretch, ...]:
    """The stretches of a text with marks.

    Raises:
        ValueError: a mark has no partner, or a bracket or brace is none of a mark; the message says which.
    """
    return tuple(Stretch(kind, part) for kind, part in _stretches(text) if part)


def _stretches(text: str) -> Iterator[tuple[StretchKind, str]]:
    kind: StretchKind = "kept"
    part, last = "", 0
    for match in _MARK.finditer(text):
        mark = match.group()
        part += text[last : match.start()]
        last = match.end()
        if match.group(1) is not None:
            part += match.group(1)
        elif kind == "kept" and mark in _OPENING:
            yield kind, part
            kind, part = _OPENING[mark], ""
        elif kind != "kept" and _CLOSING.get(mark) == kind:
            yield kind, part
            kind, part = "kept", ""
        else:
            raise ValueError(f"{mark} at character {match.start() + 1} is not where such a mark can be")
    if kind != "kept":
        raise ValueError("a mark is opened and not closed")
    yield kind, part + text[last:]


class ChangedText(VerbatimText):
    r"""A text with what was removed from it and added to it, by language tag: ``at [-07:00-]{+08:00+} every day``.

    The text is as it is printed, on one line and without other markup; ``\[``, ``\]``, ``\{``, ``\}`` and ``\\`` are
    the characters themselves.
    """

    @field_validator("root", mode="after")
    @classmethod
    def _marks_pair_up(cls, texts: dict[str, str]) -> dict[str, str]:
        found: Found = []
        for tag, text in texts.items():
            try:
                blank = is_blank("".join(stretch.text for stretch in parse_marks(text)))
            except ValueError as error:
                found.append(((tag,), problem("model.bad-change", str(error), _HINT)))
            else:
                if blank:
                    hint = "write the text between the marks"
                    found.append(((tag,), problem("model.bad-change", "the text has nothing but marks", hint)))
        if found:
            raise_all("words", found)
        return texts

    def stretches(self, language: str) -> tuple[Stretch, ...]:
        """The text in a language, cut where it changed."""
        return parse_marks(self[language])


def _something_said(schema: dict[str, Any]) -> None:
    """What JSON Schema can say of a change that says something."""
    without_empty(schema)
    schema["anyOf"] = [{"required": [name]} for name in ("label", "words", "before", "after")]


class Change(Model):
    """One thing that has changed in another briefing."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra=_something_said)

    path: Line = Field(
        description="Where it is in the other briefing, or was; names the section.", examples=["facts[2].value"]
    )
    kind: ChangeKind = Field(description="What became of it.", examples=["changed"])
    label: VerbatimText | None = Field(
        default=None,
        description="What it is about, such as the label of a fact, without markup.",
        examples=[{"en": "Opening", "ar": "الافتتاح"}],
        exclude_if=is_absent,
    )
    words: ChangedText | None = Field(
        default=None,
        description="The text with its changes: [-removed-] and {+added+}.",
        examples=[{"en": "At [-07:00-]{+08:00+} every day", "ar": "في الساعة [-07:00-]{+08:00+} يوميًا"}],
        exclude_if=is_absent,
    )
    language: LanguageTag | None = Field(
        default=None,
        description="The language of the words, where they are those of a quote: the same on all pages.",
        examples=["ar"],
        exclude_if=is_absent,
    )
    before: FigureValue | None = Field(
        default=None,
        description="A value that is the same in all languages, as it was: a number, a date, an address.",
        examples=["2024-07-12"],
        exclude_if=is_absent,
    )
    after: FigureValue | None = Field(
        default=None, description="The same as it is.", examples=["2024-07-13"], exclude_if=is_absent
    )
    unit: VerbatimText | None = Field(
        default=None,
        description="What a number counts or measures, before and after.",
        examples=[{"en": "crossings", "ar": "معابر"}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.label is None and self.words is None and self.before is None and self.after is None:
            raise problem("model.bad-change", "the change says nothing", "add a label, words, or before and after")
        return self
