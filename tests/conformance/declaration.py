"""The Universal Declaration of Human Rights in six languages, and how tests set it: all bundled faces in one set.

Persian and Arabic are set in IBM Plex Sans Arabic, Urdu in Noto Nastaliq Urdu, Hebrew in Noto Sans Hebrew, each in two
weights. French and English are set in those, and in two italic ones. Arabic, Hebrew and English are also set in the
faces of the other themes. So every bundled face is tested.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from briefgen.text.fonts import FontFace, load_face
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.segments import grapheme_segments
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet, SizedFace

DATA: Final = Path(__file__).parent / "data" / "udhr"
FONTS: Final = Path(__file__).parents[2] / "fonts"

# The number of paragraphs of each text, headings included.
LANGUAGES: Final = {"ar": 91, "fa": 90, "ur": 91, "he": 89, "fr": 91, "en": 92}

_OTHER_SCRIPTS: Final = {
    "regular": {
        "Arab": "IBMPlexSansArabic-Regular",
        "Aran": "NotoNastaliqUrdu-Regular",
        "Hebr": "NotoSansHebrew-Regular",
    },
    "strong": {
        "Arab": "IBMPlexSansArabic-SemiBold",
        "Aran": "NotoNastaliqUrdu-Bold",
        "Hebr": "NotoSansHebrew-SemiBold",
    },
}
_WEIGHTS: Final = {
    "regular": {"Latn": "IBMPlexSans-Regular", **_OTHER_SCRIPTS["regular"]},
    "strong": {"Latn": "IBMPlexSans-SemiBold", **_OTHER_SCRIPTS["strong"]},
    "emphasis": {"Latn": "IBMPlexSans-Italic", **_OTHER_SCRIPTS["strong"]},
    "strong emphasis": {"Latn": "IBMPlexSans-SemiBoldItalic", **_OTHER_SCRIPTS["strong"]},
}
_OF_THEMES: Final = {
    "formal": ("SourceSerif4", ("SemiBold", "Bold"), "NotoNaskhArabic", "NotoSerifHebrew"),
    "newsroom": ("NotoSans", ("Bold", "Bold"), "NotoSansArabic", "NotoSansHebrew"),
}


def _weights_of_themes() -> Iterator[tuple[str, dict[str, str]]]:
    """The faces of the other themes, in four weights each, and those of headings."""
    for theme, (latin, (strong, strong_of_others), arabic, hebrew) in _OF_THEMES.items():
        styles = {
            "regular": ("Regular", "Regular"),
            "strong": (strong, strong_of_others),
            "emphasis": ("Italic", strong_of_others),
            "strong emphasis": (f"{strong}Italic", strong_of_others),
        }
        for weight, (of_latin, of_others) in styles.items():
            of_arabic = "Medium" if (theme, of_others) == ("formal", "Regular") else of_others
            yield (
                f"{theme} {weight}",
                {"Latn": f"{latin}-{of_latin}", "Arab": f"{arabic}-{of_arabic}", "Hebr": f"{hebrew}-{of_others}"},
            )
    yield "newsroom headings", {"Latn": "NotoSans-Bold", "Arab": "NotoKufiArabic-Bold", "Hebr": "NotoSansHebrew-Bold"}


_WEIGHTS.update(_weights_of_themes())
_SIZE_PT: Final = 10.0
_SIZE_OF_OTHER_SCRIPTS_PT: Final = 10.5

_LANGUAGES_OF_SCRIPTS: Final = (("Latn", "en"), ("Arab", "ar"), ("Hebr", "he"))

# Each text in the weights in which it differs.
TEXTS: Final = [
    *((language, weight) for language in LANGUAGES for weight in ("regular", "strong")),
    *((language, weight) for language in ("fr", "en") for weight in ("emphasis", "strong emphasis")),
    *(
        (language, f"{theme} {weight}")
        for theme in _OF_THEMES
        for language in ("ar", "he", "en")
        for weight in ("regular", "strong")
    ),
    *(("en", f"{theme} {weight}") for theme in _OF_THEMES for weight in ("emphasis", "strong emphasis")),
    ("ar", "newsroom headings"),
]


def face_of(name: str) -> FontFace:
    """A bundled face by the stem of its file."""
    return load_face(FONTS / f"{name}.ttf")


@cache
def font_set(weight: str) -> FontSet:
    """The faces of one weight for the four ways of writing."""
    return FontSet(
        {
            style: (SizedFace(face_of(name), _SIZE_PT if style == "Latn" else _SIZE_OF_OTHER_SCRIPTS_PT),)
            for style, name in _WEIGHTS[weight].items()
        }
    )


@cache
def texts(language: str) -> tuple[str, ...]:
    """The paragraphs of a language, in order."""
    found = tuple((DATA / f"{language}.txt").read_text(encoding="utf-8").splitlines())
    assert len(found) == LANGUAGES[language]
    return found


@cache
def prepared(language: str, weight: str = "regular") -> tuple[PreparedParagraph, ...]:
    """The paragraphs of a language, ready to be set."""
    return tuple(
        PreparedParagraph(ParagraphText((TextSpan(text, font_set(weight)),), language, _LANGUAGES_OF_SCRIPTS))
        for text in texts(language)
    )


@cache
def mixed(language: str, count: int) -> tuple[PreparedParagraph, ...]:
    """Paragraphs of a language with words of all six between its own, and the weight changing inside words."""
    generator = random.Random(language)  # noqa: S311 - the same in every run
    words = {each: [word for text in texts(each) for word in text.split()] for each in LANGUAGES}
    found = []
    for _ in range(count):
        chosen = [
            generator.choice(words[language if generator.random() < 0.6 else generator.choice(list(LANGUAGES))])
            for _ in range(40)
        ]
        text = "".join(word + generator.choice((" ", " ", "  ", "\u00a0")) for word in chosen)
        # Never between a letter and its marks: that is no place where a style changes.
        cuts = [start for start, _ in grapheme_segments(text) if start and generator.random() < 0.04]
        spans = tuple(
            TextSpan(text[start:end], font_set("strong" if number % 2 else "regular"))
            for number, (start, end) in enumerate(pairwise([0, *cuts, len(text)]))
        )
        found.append(PreparedParagraph(ParagraphText(spans, language, _LANGUAGES_OF_SCRIPTS)))
    return tuple(found)
