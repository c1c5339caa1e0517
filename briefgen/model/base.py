"""What all models have in common, and the types of their lists."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from briefgen.model.problems import kind_of, problem, shown

Item = TypeVar("Item")

MAX_ITEMS: Final = 5_000
"""How many items a list may have: more than anybody reads, and few enough to be checked at once."""


def without_empty(schema: dict[str, Any]) -> None:
    """Takes ``null`` and empty defaults out of a JSON Schema: in a file, an optional key is left out, never empty."""
    for name, part in schema.get("properties", {}).items():
        if part.get("default") in (None, []):
            part.pop("default", None)
        choices = [choice for choice in part.get("anyOf", []) if choice != {"type": "null"}]
        if len(choices) == len(part.get("anyOf", [])):
            continue
        rest = {key: value for key, value in part.items() if key != "anyOf"}
        schema["properties"][name] = {**choices[0], **rest} if len(choices) == 1 else {"anyOf": choices, **rest}


class Model(BaseModel):
    """A frozen part of a briefing that refuses unknown keys and converts nothing silently."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        revalidate_instances="always",
        allow_inf_nan=False,
        json_schema_extra=without_empty,
    )

    needed: ClassVar[frozenset[str]] = frozenset()
    """Fields that may be left out, and yet cannot be taken out of a part that has them."""


def is_absent(value: object) -> bool:
    """Whether an optional value is not there, so that it is left out when the model is written."""
    return value is None or value == ()


def is_false(value: object) -> bool:
    """Whether a flag is not set, so that it is left out when the model is written."""
    return value is False


def _check_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    named = shown(value) if isinstance(value, str) else kind_of(value)
    raise problem("model.not-a-choice", f"{named} is not true or false", "write true or false, without quotes")


Flag: TypeAlias = Annotated[bool, BeforeValidator(_check_flag)]
"""``True`` or ``False``, and nothing that only looks like it."""


def _as_tuple(value: object, *, most: int = MAX_ITEMS) -> tuple[object, ...]:
    if isinstance(value, list | tuple):
        if len(value) > most:
            raise problem(
                "model.too-many-items",
                f"the list has {len(value):,} items; at most {most:,} are possible",
                "remove items, or split the briefing",
            )
        return tuple(value)
    raise problem(
        "model.not-a-list",
        f"a list is needed, and {kind_of(value)} is given",
        "write a list: [one, two], or one line for each item, starting with a hyphen",
    )


def required_items(value: object, *, most: int = MAX_ITEMS) -> tuple[object, ...]:
    """The items of a list that has one, and so many at most."""
    if items := _as_tuple(value, most=most):
        return items
    raise problem("model.empty-list", "the list has no items", "add an item")


def _optional_items(value: object) -> tuple[object, ...]:
    items = _as_tuple(value)
    # An empty tuple is the default itself, as it comes back when a model is validated again.
    if items or isinstance(value, tuple):
        return items
    raise problem("model.empty-list", "the list has no items", "remove the key or add an item")


Items: TypeAlias = Annotated[
    tuple[Item, ...], BeforeValidator(required_items), Field(json_schema_extra={"minItems": 1, "maxItems": MAX_ITEMS})
]
"""A list that must have an item."""

OptionalItems: TypeAlias = Annotated[
    tuple[Item, ...], BeforeValidator(_optional_items), Field(json_schema_extra={"minItems": 1, "maxItems": MAX_ITEMS})
]
"""A list that is left out when it has no item."""

AnyItems: TypeAlias = Annotated[
    tuple[Item, ...], BeforeValidator(_as_tuple), Field(json_schema_extra={"maxItems": MAX_ITEMS})
]
"""A list that may be empty."""
