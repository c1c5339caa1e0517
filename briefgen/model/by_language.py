"""Values by language tag that are no texts, and need not be given for every language."""

from __future__ import annotations

from collections.abc import ItemsView
from typing import Annotated, Any, ClassVar, TypeVar, overload

from pydantic import BeforeValidator, ConfigDict, RootModel
from pydantic_core import PydanticCustomError

from briefgen.model import scope
from briefgen.model.localized import TAG_PATTERN, Found, canonical_tag
from briefgen.model.problems import Location, kind_of, problem, raise_all

Value = TypeVar("Value")
Other = TypeVar("Other")


def _check_tags(raw: object) -> dict[str, object]:
    """The values by canonical tag; every wrong tag at its own location."""
    if isinstance(raw, ByLanguage):
        return dict(raw.root)
    if not isinstance(raw, dict):
        message = f"a mapping from language to value is needed, and {kind_of(raw)} is given"
        raise problem("model.not-localized", message, "write a language tag for each value: {en: …}")
    wanted = scope.current().languages
    values: dict[str, object] = {}
    found: Found = []
    for key, value in raw.items():
        location: Location = (key if isinstance(key, int | str) else str(key),)
        try:
            values[_expected(key, wanted, values)] = value
        except PydanticCustomError as error:
            found.append((location, error))
    if found:
        raise_all("languages", found)
    return values


def _expected(key: object, wanted: tuple[str, ...] | None, values: dict[str, object]) -> str:
    tag = canonical_tag(key)
    if tag in values:
        raise problem("model.duplicate-language", f'"{tag}" is given twice', "remove one of them")
    if wanted is not None and tag not in wanted:
        hint = f"the languages of the briefing are {', '.join(wanted)}"
        raise problem("model.unknown-language", f'nothing in "{tag}" belongs here', hint)
    return tag


def _describe(schema: dict[str, Any]) -> None:
    """What JSON Schema can say of it."""
    schema["maxProperties"] = 2
    schema["propertyNames"] = {"pattern": TAG_PATTERN}


class ByLanguage(RootModel[Annotated[dict[str, Value], BeforeValidator(_check_tags)]]):
    """A frozen mapping from the tags of languages of the briefing to values; empty where nothing is given."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        strict=True, frozen=True, revalidate_instances="always", json_schema_extra=_describe
    )

    def __getitem__(self, language: str) -> Value:
        """The value of a language, by its canonical tag; ``KeyError`` when there is none."""
        return self.root[language]

    def __contains__(self, language: object) -> bool:
        """Whether there is a value for a language."""
        return language in self.root

    def __len__(self) -> int:
        """How many languages have a value."""
        return len(self.root)

    def __hash__(self) -> int:
        return hash(frozenset(self.root.items()))

    @overload
    def get(self, language: str) -> Value | None: ...

    @overload
    def get(self, language: str, default: Other) -> Value | Other: ...

    def get(self, language: str, default: object = None) -> object:
        """The value of a language, or something else where there is none."""
        return self.root.get(language, default)

    def items(self) -> ItemsView[str, Value]:
        """The languages with their values, in the order given."""
        return self.root.items()
