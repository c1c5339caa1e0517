"""Pictures, maps, and places for what a program draws."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import AfterValidator, Field

from briefgen.model import patterns, scope
from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Model, is_absent
from briefgen.model.by_language import ByLanguage
from briefgen.model.characters import PlainText
from briefgen.model.dates import PartialDate
from briefgen.model.files import RelativePath
from briefgen.model.keys import KEY_FORM, check_new_key
from briefgen.model.localized import LocalizedText, ShortText
from briefgen.model.problems import problem, shown
from briefgen.model.sources import OptionalSourceReferences

PictureKind: TypeAlias = Literal["picture", "map"]
"""What a picture is; a map has a label that says so."""

_ENDING: Final = re.compile(r"\.(?:png|jpe?g)", re.IGNORECASE)


def _check_ending(path: str) -> str:
    dot = path.rfind(".")
    if not _ENDING.fullmatch(path[dot:] if dot > 0 else ""):
        message = f"the file {shown(path)} is no picture that can be shown"
        raise problem("model.bad-picture", message, "name a file that ends in .png, .jpg or .jpeg")
    return path


_FORM: Final = {
    **patterns.FILE,
    "pattern": r"^(?=[\s\S]*\.(?:[Pp][Nn][Gg]|[Jj][Pp][Ee]?[Gg])$(?!\n))" + patterns.FILE["pattern"].removeprefix("^"),
    "patternErrorMessage": "a path of a .png, .jpg or .jpeg file in the folder of the briefing or below",
}

PicturePath: TypeAlias = Annotated[RelativePath, AfterValidator(_check_ending), Field(json_schema_extra=_FORM)]
"""The path of a PNG or JPEG file in the folder of the briefing or below."""


def _check_new_insert(key: str) -> str:
    return check_new_key(key, scope.current().seen_inserts, "insert", "model.duplicate-insert")


InsertKey: TypeAlias = Annotated[PlainText, AfterValidator(_check_new_insert), Field(json_schema_extra=KEY_FORM)]


class PictureFiles(ByLanguage[PicturePath]):
    """Files for languages, by language tag."""


class Picture(Model):
    """A photograph, a drawing or a map."""

    file: PicturePath = Field(
        description="A .png, .jpg or .jpeg file in the folder of the briefing or below.", examples=["pictures/gate.jpg"]
    )
    files: PictureFiles = Field(
        default=PictureFiles.model_construct({}),
        description="Another file for a language, such as a map with labels in it.",
        examples=[{"ar": "pictures/gate-ar.png"}],
        exclude_if=lambda value: not value,
    )
    kind: PictureKind = Field(
        default="picture",
        description="A picture, or a map.",
        examples=["map"],
        exclude_if=lambda value: value == "picture",
    )
    alternative: LocalizedText = Field(
        description="What can be seen, in words, for who cannot see it.",
        examples=[{"en": "Trucks wait in two rows at the gate.", "ar": "شاحنات تنتظر في صفين عند البوابة."}],
    )
    caption: LocalizedText | None = Field(
        default=None,
        description="What is printed below it.",
        examples=[{"en": "The gate on the morning of the count", "ar": "البوابة صباح يوم العدّ"}],
        exclude_if=is_absent,
    )
    credit: ShortText | None = Field(
        default=None,
        description="Who made it, or has the rights to it.",
        examples=[{"en": "Ministry of Works", "ar": "وزارة الأشغال"}],
        exclude_if=is_absent,
    )
    as_of: PartialDate | None = Field(
        default=None, description="When it was made.", examples=["2024-07-12"], exclude_if=is_absent
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None

    def file_for(self, language: str) -> str:
        """The path of its file for a language, by its canonical tag."""
        return self.files.get(language, self.file)


class Insert(Model):
    """A place for something that a program draws."""

    key: InsertKey = Field(description="What the program names the place by; distinct.", examples=["flow-diagram"])
    title: ShortText | None = Field(
        default=None,
        description="The title.",
        examples=[{"en": "How goods pass the gate", "ar": "مسار البضائع عبر البوابة"}],
        exclude_if=is_absent,
    )
    alternative: LocalizedText = Field(
        description="What can be seen, in words, for who cannot see it.",
        examples=[{"en": "Goods are weighed, then searched.", "ar": "تُوزن البضائع ثم تُفتّش."}],
    )
    caption: LocalizedText | None = Field(
        default=None,
        description="What is printed below it.",
        examples=[{"en": "Without empty trucks", "ar": "من دون الشاحنات الفارغة"}],
        exclude_if=is_absent,
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None
