"""The very words of people."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, Field, ValidationInfo, ValidatorFunctionWrapHandler, field_validator

from briefgen.model import scope
from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Model, OptionalItems, is_absent, without_empty
from briefgen.model.characters import Line, Words
from briefgen.model.dates import Date, PartialDate
from briefgen.model.localized import LanguageTag, LocalizedText, VerbatimText, missing_languages
from briefgen.model.problems import problem, raise_all
from briefgen.model.sources import SourceReference

Verdict: TypeAlias = Literal[
    "exact",
    "exact-after-folding",
    "elided",
    "differs",
    "ambiguous",
    "not-found",
    "source-not-at-hand",
    "not-checked",
]
"""What came of comparing a quote with its source."""

TranslationMethod: TypeAlias = Literal["human", "machine", "machine-edited"]
"""Who translated: a person, a machine, or a machine whose words a person mended."""


class RecordedVerdict(Model):
    """What came of comparing a quote with its source, and when."""

    result: Verdict = Field(description="What came of it.", examples=["exact"])
    foldings: OptionalItems[Line] = Field(
        default=(),
        description="What had to be taken for the same.",
        examples=[["vowel-marks"]],
        exclude_if=is_absent,
    )
    checked: Date = Field(description="The day of the comparison.", examples=["2024-07-13"])


def _translator_if_translated(schema: dict[str, Any]) -> None:
    without_empty(schema)
    schema["dependentRequired"] = {
        "translations": ["translated_by"],
        "translated_by": ["translations"],
        "translation_method": ["translations"],
    }


class Quote(Model):
    """The very words of somebody, with translations into the other languages of the briefing."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra=_translator_if_translated)
    needed: ClassVar[frozenset[str]] = frozenset({"translations", "translated_by"})

    text: Words = Field(
        description="The words, on one line and without markup: they are printed exactly.", examples=["العمل مستمر."]
    )
    prefix: Words | None = Field(
        default=None,
        description="What stands before the words in the source, where they stand there more than once; not printed.",
        examples=["قال الوزير: "],
        exclude_if=is_absent,
    )
    suffix: Words | None = Field(
        default=None,
        description="What stands behind the words in the source; not printed.",
        examples=[" وأضاف"],
        exclude_if=is_absent,
    )
    language: LanguageTag = Field(description="The language of the words.", examples=["ar"])
    translations: VerbatimText | None = Field(
        default=None,
        validate_default=True,
        description="The words in every language of the briefing other than their own, on one line, without markup.",
        examples=[{"en": "The work goes on."}],
        exclude_if=is_absent,
    )
    translated_by: LocalizedText | None = Field(
        default=None,
        validate_default=True,
        description="Who translated the words; required when there are translations.",
        examples=[{"en": "Language service", "ar": "خدمة اللغات"}],
        exclude_if=is_absent,
    )
    translation_method: TranslationMethod | None = Field(
        default=None,
        description="How the words were translated; machine-edited means by a machine, and mended by a person.",
        examples=["human"],
        exclude_if=is_absent,
    )
    speaker: LocalizedText = Field(
        description="Whose words they are.", examples=[{"en": "The minister", "ar": "الوزير"}]
    )
    role: LocalizedText | None = Field(
        default=None,
        description="In which role the speaker said it.",
        examples=[{"en": "Head of delegation", "ar": "رئيس الوفد"}],
        exclude_if=is_absent,
    )
    occasion: LocalizedText | None = Field(
        default=None,
        description="Where and when it was said.",
        examples=[{"en": "Opening of the bridge", "ar": "افتتاح الجسر"}],
        exclude_if=is_absent,
    )
    date: PartialDate | None = Field(
        default=None, description="When it was said.", examples=["2024-07-11"], exclude_if=is_absent
    )
    source: SourceReference = Field(description="The key of the source of the words.", examples=["mo"])
    verdict: RecordedVerdict | None = Field(
        default=None,
        description="What came of comparing it with its source.",
        examples=[{"result": "exact", "checked": "2024-07-13"}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None

    @property
    def selector(self) -> dict[str, str]:
        """The place of the words in the source: a TextQuoteSelector (Web Annotation Data Model, 4.2.4).

        Where the words have an ellipsis for what is left out, ``exact`` has it, too.
        """
        parts = {"type": "TextQuoteSelector", "exact": self.text, "prefix": self.prefix, "suffix": self.suffix}
        return {name: part for name, part in parts.items() if part is not None}

    @field_validator("translations", mode="wrap")
    @classmethod
    def _translations_complete(
        cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> VerbatimText | None:
        """Every language of the briefing but the quote's own is there, and no other."""
        languages = scope.current().languages
        own = info.data.get("language")
        # Without a valid language of the quote nothing can be said about the others.
        wanted = None if languages is None or own is None else tuple(tag for tag in languages if tag != own)
        with scope.languages_narrowed_to(wanted):
            translations: VerbatimText | None = handler(value)
        if translations is None and (missing := missing_languages(wanted, ())):
            raise_all("translations", missing)
        return translations

    @field_validator("translated_by", mode="after")
    @classmethod
    def _translator_named(cls, value: LocalizedText | None, info: ValidationInfo) -> LocalizedText | None:
        """Translations that are there, or that are there and wrong, have a translator."""
        if value is None and info.data.get("translations", True):
            raise problem(
                "model.missing-translator",
                "the quote is translated, and its translator is not named",
                'add "translated_by", with the name in every language',
            )
        if value is not None and info.data.get("translations", True) is None:
            raise problem(
                "model.missing-translation",
                "the quote names a translator, and has no translation",
                'add "translations", or remove the translator',
            )
        return value

    @field_validator("translation_method", mode="after")
    @classmethod
    def _method_of_a_translation(
        cls, value: TranslationMethod | None, info: ValidationInfo
    ) -> TranslationMethod | None:
        """Nobody would see how words were translated that stand in their own language alone."""
        if value is not None and info.data.get("translations", True) is None:
            raise problem(
                "model.missing-translation",
                "the quote says how it was translated, and has no translation",
                'remove "translation_method"',
            )
        return value
