"""Texts in the languages of a briefing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Final, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, RootModel
from pydantic_core import PydanticCustomError

from briefgen.model import patterns, scope
from briefgen.model.characters import (
    MAX_LINE_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    check_text,
    check_words,
    is_blank,
    too_long,
)
from briefgen.model.keys import unknown_key
from briefgen.model.markup import InlineSpan, markup_problems, parse_inline, plain_text
from briefgen.model.problems import Location, kind_of, problem, raise_all, shown

# BCP 47 (RFC 5646, 2.1), without extended languages, variants, extensions and private use: a briefing has no need of
# them, and every tag of this form means something to fonts, to CLDR and to the reader of a PDF.
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?")
TAG_PATTERN: Final = rf"^[A-Za-z]{{2,3}}(-[A-Za-z]{{4}})?(-([A-Za-z]{{2}}|[0-9]{{3}}))?{patterns.END}"

Found: TypeAlias = list[tuple[Location, PydanticCustomError]]


def canonical_tag(value: object) -> str:
    """A language tag in the case that RFC 5646, 2.1.1 recommends: ``ar-Arab-JO``.

    Raises:
        PydanticCustomError: it is no tag of the form language[-Script][-REGION].
    """
    match = _TAG.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        named = shown(value) if isinstance(value, str) else kind_of(value)
        meant = likely_tag(value) if isinstance(value, str) else None
        hint = "write a tag such as en, ar or ar-JO: language, script, region, with hyphens"
        if meant is not None:
            hint = f'did you mean "{meant}"?'
        raise problem("model.bad-language-tag", f"{named} is not a language tag", hint)
    language, script, region = match.groups()
    parts = [language.lower(), script.title() if script else None, region.upper() if region else None]
    return "-".join(part for part in parts if part)


def likely_tag(written: str) -> str | None:
    """The tag that was probably meant by one that is not known: ``ar-JO`` for ``ar_JO``, ``he`` for the old ``iw``."""
    parts = written.strip().replace("_", "-").split("-")
    parts[0] = _LIKELY_LANGUAGES.get(parts[0].casefold(), parts[0])
    tag = "-".join(parts)
    return canonical_tag(tag) if tag != written and _TAG.fullmatch(tag) else None


# Codes of the Language Subtag Registry that gave way to others, the macrolanguage of Sorani, and what is often written.
_LIKELY_LANGUAGES: Final = {
    "iw": "he",
    "ji": "yi",
    "in": "id",
    "ku": "ckb",
    "arabic": "ar",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "hebrew": "he",
    "kurdish": "ckb",
    "persian": "fa",
    "sorani": "ckb",
    "urdu": "ur",
}

LanguageTag: TypeAlias = Annotated[
    str, BeforeValidator(canonical_tag), Field(json_schema_extra={"pattern": TAG_PATTERN})
]
"""A language tag (BCP 47): language[-Script][-REGION], in canonical case."""


def check_citations(spans: Iterable[InlineSpan]) -> Found:
    """What is wrong with the keys that a text cites: keys without a source, keys that come twice in one place.

    The offset of each problem is the number of characters of the text, without its markup, before the citation.
    """
    known = scope.current().source_keys
    found: Found = []
    offset = 0
    for span in spans:
        seen: set[str] = set()
        for key in span.citations:
            if key in seen:
                found.append(((), repeated_source(key, offset)))
            elif known is not None and key not in known:
                found.append(((), unknown_key("model.unknown-source", key, known.listed, "source", offset)))
            seen.add(key)
        offset += len(span.text)
    return found


def repeated_source(key: str, offset: int | None = None) -> PydanticCustomError:
    """The error for a source that is named twice where once would do; in a text, behind so many characters."""
    message = f"the source {shown(key)} is named twice here"
    return problem("model.repeated-source", message, "name it once", offset=offset)


def _text_problems(text: object, *, markup: bool) -> Found:
    try:
        checked = check_text(text) if markup else check_words(check_text(text))
    except PydanticCustomError as error:
        return [((), error)]
    if not markup:
        return []
    found: Found = [
        ((), problem(item.code, item.message, item.hint, offset=item.offset)) for item in markup_problems(checked)
    ]
    found += check_citations(parse_inline(checked))
    if not found and is_blank(plain_text(checked)):
        found.append(((), problem("model.blank-text", "the text has nothing to read but citations", "write the text")))
    return found


def _check_texts(raw: object, *, markup: bool, complete: bool = True) -> dict[str, str]:
    """The texts by canonical tag, in the order of the briefing's languages; every problem at its own location.

    ``complete`` asks for one in every language of the briefing and in no other; otherwise one will do, which may be a
    language that the briefing exists in elsewhere.
    """
    wanted = scope.current().languages if complete else None
    allowed = wanted if complete else _known_languages()
    if not isinstance(raw, Mapping):
        example = ", ".join(f"{tag}: …" for tag in wanted or ("en", "ar"))
        raise problem(
            "model.not-localized",
            f"a mapping from language to text is needed, and {kind_of(raw)} is given",
            f"write the text in every language: {{{example}}}",
        )
    texts: dict[str, str] = {}
    found: Found = []
    for key, text in raw.items():
        location: Location = (key if isinstance(key, int | str) else str(key),)
        try:
            tag = _expected_tag(key, allowed, texts)
        except PydanticCustomError as error:
            found.append((location, error))
        else:
            texts[tag] = text
            found += [(location, error) for _, error in _text_problems(text, markup=markup)]
    found += missing_languages(wanted, texts)
    if not raw and not wanted:
        found.append(((), problem("model.missing-language", "there is no text in any language", "add a text")))
    if found:
        raise_all("texts", found)
    return texts if wanted is None else {tag: texts[tag] for tag in wanted}


def _known_languages() -> tuple[str, ...] | None:
    """The languages that the briefing exists in, here and elsewhere; None where they could not be read."""
    here, elsewhere = scope.current().languages, scope.current().other_languages
    return None if here is None or elsewhere is None else here + elsewhere


def _expected_tag(key: object, wanted: tuple[str, ...] | None, texts: Mapping[str, str]) -> str:
    tag = canonical_tag(key)
    if tag in texts:
        raise problem("model.duplicate-language", f'the text in "{tag}" is given twice', "remove one of them")
    if wanted is not None and tag not in wanted:
        listed = ", ".join(wanted)
        hint = f"the languages that belong here: {listed}" if wanted else "remove the text"
        if wanted and scope.current().languages_of_title:
            hint += f'; without a list "languages", they are those of the title: write the title in "{tag}", too'
        raise problem("model.unknown-language", f'no text in "{tag}" belongs here', hint)
    return tag


def missing_languages(wanted: tuple[str, ...] | None, texts: Iterable[str]) -> Found:
    """A problem for every language in which there should be a text and is none."""
    given = set(texts)
    return [
        ((tag,), problem("model.missing-language", f'there is no text in "{tag}"', f'add "{tag}": …'))
        for tag in wanted or ()
        if tag not in given
    ]


def _check_marked_up(raw: object) -> dict[str, str]:
    return _check_texts(raw, markup=True)


def _check_verbatim(raw: object) -> dict[str, str]:
    return _check_texts(raw, markup=False)


def _check_short_forms(raw: object) -> dict[str, str]:
    return _check_texts(raw, markup=False, complete=False)


def _describe_texts(schema: dict[str, Any], texts: type[_Texts]) -> None:
    """What JSON Schema can say of texts; those in the languages of a briefing are at most two."""
    schema["minProperties"] = 1
    if texts.most is not None:
        schema["maxProperties"] = texts.most
    schema["propertyNames"] = {"pattern": TAG_PATTERN}
    schema["additionalProperties"] = {"type": "string", "maxLength": MAX_TEXT_CHARACTERS, **texts.form}


class _Texts(RootModel[dict[str, str]]):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        strict=True, frozen=True, revalidate_instances="always", json_schema_extra=_describe_texts
    )
    form: ClassVar[Mapping[str, Any]] = patterns.LINE
    most: ClassVar[int | None] = 2

    def __getitem__(self, language: str) -> str:
        """The text in a language, by its canonical tag; ``KeyError`` when there is none."""
        return self.root[language]

    def __hash__(self) -> int:
        return hash(frozenset(self.root.items()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the text; inside a briefing, in the order of the briefing."""
        return tuple(self.root)


TextsT = TypeVar("TextsT", bound=_Texts)


class LocalizedText(_Texts):
    """A text in every language of the briefing, by language tag.

    Inline markup: ``*emphasis*``, ``**strong**``, ``[text](address)``, ``[@source]``, and ``[text]{ltr}`` with ``ltr``,
    ``rtl``, ``auto`` or ``plain`` for text that keeps its own direction.
    """

    form: ClassVar[Mapping[str, Any]] = patterns.TEXT

    root: Annotated[dict[str, str], BeforeValidator(_check_marked_up)] = Field(
        examples=[{"en": "A *new* crossing [@mo]", "ar": "معبر *جديد* [@mo]"}]
    )


class VerbatimText(_Texts):
    """A text of one line without markup, printed exactly, in one or more languages, by language tag."""

    root: Annotated[dict[str, str], BeforeValidator(_check_verbatim)] = Field(examples=[{"en": "The work goes on."}])


class ShortForms(_Texts):
    """A text of one line without markup, in one or more languages, by language tag; not only those of the briefing."""

    most: ClassVar[int | None] = None

    root: Annotated[dict[str, str], BeforeValidator(_check_short_forms)] = Field(examples=[{"en": "MENA"}])


def _check_lengths(texts: TextsT) -> TextsT:
    problems = [(tag, too_long(text, MAX_LINE_CHARACTERS)) for tag, text in texts.root.items()]
    found: Found = [((tag,), each) for tag, each in problems if each is not None]
    if found:
        raise_all("texts", found)
    return texts


_SHORT: Final = {"additionalProperties": {"type": "string", "maxLength": MAX_LINE_CHARACTERS}}

ShortText: TypeAlias = Annotated[LocalizedText, AfterValidator(_check_lengths), Field(json_schema_extra=_SHORT)]
"""A text such as a title or a name, of at most 1,000 characters in each language."""

ShortVerbatim: TypeAlias = Annotated[VerbatimText, AfterValidator(_check_lengths), Field(json_schema_extra=_SHORT)]
"""The same without markup."""

ShortTerm: TypeAlias = Annotated[ShortForms, AfterValidator(_check_lengths), Field(json_schema_extra=_SHORT)]
"""A short form of at most 1,000 characters."""


def _checked_languages(tags: tuple[str, ...]) -> tuple[str, ...]:
    found: Found = [
        ((index,), problem("model.duplicate-language", f'the language "{tag}" is named twice', "name it once"))
        for index, tag in enumerate(tags)
        if tag in tags[:index]
    ]
    if found:
        raise_all("languages", found)
    return tags


DistinctLanguages = AfterValidator(_checked_languages)
"""Refuses a tuple of language tags that has one twice."""


def read_languages(raw: object) -> tuple[str, ...] | None:
    """The languages that raw input names, when it names one or two distinct ones properly; else ``None``."""
    if not isinstance(raw, list | tuple) or not 1 <= len(raw) <= 2:
        return None
    try:
        tags = tuple(canonical_tag(tag) for tag in raw)
    except PydanticCustomError:
        # The field itself reports the tag; without it nothing can be said about the texts.
        return None
    return tags if len(set(tags)) == len(tags) else None


def read_other_languages(raw: object) -> tuple[str, ...] | None:
    """The languages that raw input names as those of other editions; ``None`` when one of them is no tag."""
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        return None
    try:
        return tuple(canonical_tag(tag) for tag in raw)
    except PydanticCustomError:
        return None
