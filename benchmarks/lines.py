"""``python -m benchmarks.lines``: how long the text engine takes, beside what cannot be avoided.

The floor is the work that any engine has to do for the same text: HarfBuzz called word by word with its glyphs read
into Python, the bidirectional algorithm, and the break opportunities of ICU.
"""

from __future__ import annotations

import argparse
import functools
import gc
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz as hb
from bidi import get_display
from icu4py.breakers import LineBreaker

import briefgen
from benchmarks.texts import side_by_side_texts
from briefgen.layout.theming.theme import load_theme
from briefgen.text import bidi, shaping
from briefgen.text.fonts import FontFace
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet

EXAMPLE: Final = Path(__file__).resolve().parent.parent / "examples" / "liaison-office" / "briefing.yaml"
MEASURE_PT: Final = 235.0
LANGUAGES_OF_SCRIPTS: Final = (("Latn", "en"), ("Arab", "ar"))
LONGER: Final = 100


class Text(NamedTuple):
    """A paragraph of plain text.

    Attributes:
        characters: the text.
        rtl: whether it is Arabic; else it is English.
    """

    characters: str
    rtl: bool


def main() -> None:
    """Measure what the arguments say and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lines", description="Measure the text engine.")
    parser.add_argument(
        "files", nargs="*", type=Path, help="English and Arabic plain texts; without any, the example's"
    )
    parser.add_argument("--rounds", type=int, default=25, help="how often each is set (default: %(default)s)")
    options = parser.parse_args()
    texts = _of_files(options.files) if options.files else _of_example()
    paragraphs = _paragraphs(texts)
    cold = _milliseconds(lambda: _set_all(paragraphs))  # nothing has been set in this process yet
    print(f"{len(texts)} paragraphs, {sum(len(text.characters) for text in texts):,} characters.")
    print(f"Medians of {options.rounds} interleaved rounds.\n")
    contenders: dict[str, Callable[[], object]] = {
        "floor": lambda: _floor(texts),
        "warm: words known, paragraphs new": lambda: _set_all(paragraphs),
        "warm, greedy": lambda: _set_all(paragraphs, LineRules(breaking="greedy")),
        "warm, justified with kashida": lambda: _set_all(
            paragraphs, LineRules(justified=True, hyphenated=True, kashida=True)
        ),
        "words forgotten": lambda: _forgetting(paragraphs),
    }
    medians = _medians(contenders, options.rounds)
    floor = medians["floor"]
    print(f"{'':36}{'ms':>9}{'x floor':>9}")
    for name, median in medians.items():
        print(f"{name:36}{median:9.2f}{median / floor:9.2f}")
    print(f"{'cold: first of the process':36}{cold:9.2f}{cold / floor:9.2f}")
    _print_growth(texts)


def _print_growth(texts: Sequence[Text]) -> None:
    """How much longer a text takes that is ``LONGER`` times as long, as more paragraphs and as one."""
    more = [text for _ in range(LONGER) for text in texts]
    joined = [Text(" ".join(text.characters for text in texts if text.rtl == rtl), rtl) for rtl in (False, True)]
    longer = [Text(" ".join([text.characters] * LONGER), text.rtl) for text in joined]
    print(f"\n{LONGER} times the text takes")
    for name, short, long in (("as more paragraphs", texts, more), ("as longer paragraphs", joined, longer)):
        once, many = _paragraphs(short), _paragraphs(long)
        medians = _medians({"once": partial(_set_all, once), "many": partial(_set_all, many)}, 7)
        print(f"{name:36}{medians['many'] / medians['once']:9.1f} times the time")


def _of_example() -> list[Text]:
    content = side_by_side_texts(briefgen.load(EXAMPLE))
    found = [text for row in content.rows for cell in row for text in cell]
    return [Text(text.characters, text.rtl) for text in found]


def _of_files(files: Sequence[Path]) -> list[Text]:
    lines = (line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [Text(line, bidi.first_strong_rtl(line) or False) for line in lines if line]


@functools.cache
def _fonts(script: str) -> FontSet:
    return load_theme("modern").style("columns", "body", script).font_set(strong=False, emphasis=False)


def _paragraphs(texts: Sequence[Text]) -> list[ParagraphText]:
    fonts = {False: _fonts("Latn"), True: _fonts("Arab")}
    return [
        ParagraphText((TextSpan(text.characters, fonts[text.rtl]),), "ar" if text.rtl else "en", LANGUAGES_OF_SCRIPTS)
        for text in texts
    ]


def _set_all(paragraphs: Sequence[ParagraphText], rules: LineRules | None = None) -> None:
    for paragraph in paragraphs:
        PreparedParagraph(paragraph).set(MEASURE_PT, rules or LineRules())


def _forgetting(paragraphs: Sequence[ParagraphText]) -> None:
    shaping.words_of_style.cache_clear()
    shaping.shape_word.cache_clear()
    _set_all(paragraphs)


def _floor(texts: Sequence[Text]) -> None:
    for text in texts:
        script, language = ("Arab", "ar") if text.rtl else ("Latn", "en")
        face = _fonts(script).chain(script)[0].face
        for word in text.characters.split():
            _shape(face, word, script, language, rtl=text.rtl)
        get_display(text.characters, base_dir="R" if text.rtl else "L")
        list(LineBreaker(text.characters, language).segments())


def _shape(face: FontFace, word: str, script: str, language: str, *, rtl: bool) -> list[tuple[int, int, int, int, int]]:
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = language
    hb.shape(face.hb_font, buffer)
    return [
        (info.cluster, info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _milliseconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _medians(contenders: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median milliseconds of each, in rounds of all in turn, after one that does not count."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for round_number in range(rounds + 1):
        for name, work in contenders.items():
            taken = _milliseconds(work)
            if round_number:
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}


if __name__ == "__main__":
    main()
