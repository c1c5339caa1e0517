"""What a language looks like in one country and not in another: digits, separators, the names of months."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, TypeAlias

from babel import localedata
from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from briefgen.model import patterns
from briefgen.model.base import Model, OptionalItems, is_absent
from briefgen.model.by_language import ByLanguage
from briefgen.model.localized import Found
from briefgen.model.problems import Location, kind_of, problem, raise_all, shown

Digits: TypeAlias = Literal["latn", "arab", "arabext"]
"""A numbering system of CLDR: 0123456789, ٠١٢٣٤٥٦٧٨٩ or ۰۱۲۳۴۵۶۷۸۹."""

MAX_MONTHS: Final = 2
_MOST_NAMED: Final = 30

_REGION: Final = re.compile(r"[A-Z]{2}")


def _check_region(value: object) -> str:
    if isinstance(value, str) and _REGION.fullmatch(value):
        return value
    named = shown(value) if isinstance(value, str) else kind_of(value)
    upper = value.strip().upper() if isinstance(value, str) else ""
    hint = f'did you mean "{upper}"?' if _REGION.fullmatch(upper) else "write two capital letters, such as JO"
    raise problem("model.unknown-region", f"{named} is not the code of a region", hint)


Region: TypeAlias = Annotated[
    str,
    BeforeValidator(_check_region),
    Field(
        json_schema_extra={
            "pattern": f"^[A-Z]{{2}}{patterns.END}",
            "patternErrorMessage": "the code of a region: two capital letters, such as JO",
        }
    ),
]
"""A region by its code in ISO 3166-1, of two capital letters."""


def _each_once(regions: tuple[str, ...]) -> tuple[str, ...]:
    if len(regions) > MAX_MONTHS:
        message = f"the list has {len(regions)} regions; at most {MAX_MONTHS} are possible"
        raise problem("model.too-many-items", message, "leave two of them")
    if len(set(regions)) < len(regions):
        message = f"the region {shown(regions[0])} is named twice"
        raise problem("model.too-many-items", message, "name it once")
    return regions


class Convention(Model):
    """How one language of a briefing is written in a country."""

    digits: Digits | None = Field(
        default=None,
        description="Which digits numbers and dates have: latn (0123), arab (٠١٢٣) or arabext (۰۱۲۳).",
        examples=["arab"],
        exclude_if=is_absent,
    )
    region: Region | None = Field(
        default=None,
        description="The region whose names of months and separators are used, as CLDR has them.",
        examples=["JO"],
        exclude_if=is_absent,
    )
    months: Annotated[
        OptionalItems[Region],
        AfterValidator(_each_once),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_MONTHS, "uniqueItems": True}),
    ] = Field(
        default=(),
        description="One or two regions whose names of months are printed; two are printed with a slash.",
        examples=[["JO", "EG"]],
        exclude_if=is_absent,
    )


class Conventions(ByLanguage[Convention]):
    """How languages of the briefing are written, by language tag."""

    @field_validator("root", mode="after")
    @classmethod
    def _known_to_cldr(cls, conventions: dict[str, Convention]) -> dict[str, Convention]:
        found: Found = []
        for tag, convention in conventions.items():
            named: list[tuple[Location, str]] = [(("region",), convention.region)] if convention.region else []
            named += [(("months", index), region) for index, region in enumerate(convention.months)]
            for location, region in named:
                known = _regions_of(tag)
                if region not in known:
                    message = f'CLDR knows no region {shown(region)} for "{tag}"'
                    few = len(known) <= _MOST_NAMED
                    hint = f"write one of {', '.join(known)}" if known and few else "write a region of the language"
                    found.append(((tag, *location), problem("model.unknown-region", message, hint)))
        if found:
            raise_all("conventions", found)
        return conventions


def _regions_of(tag: str) -> list[str]:
    """The regions for which CLDR has data of a language, in any script."""
    language = tag.partition("-")[0]
    known = (name.split("_") for name in localedata.locale_identifiers())
    return sorted({parts[-1] for parts in known if parts[0] == language and _REGION.fullmatch(parts[-1])})
