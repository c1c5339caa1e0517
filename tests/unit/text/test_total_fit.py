"""The total-fit choice of breaks: compared with every way to break small paragraphs, and with the greedy choice."""

from __future__ import annotations

import dataclasses
import itertools
import random
from collections.abc import Iterator
from functools import partial
from math import inf

import pytest

from briefgen.text import total_fit
from briefgen.text.breaking import LINE, SHORTEST_LAST_LINE, TOLERANCE_PT, LineRange, break_greedy, with_cuts
from briefgen.text.glyphs import WORD_SPACES
from briefgen.text.opportunities import SOFT_HYPHEN, Opportunity, find_opportunities
from briefgen.text.paragraph import TextSpan
from briefgen.text.particles import find_particles
from briefgen.text.rules import LineRules
from briefgen.text.total_fit import Task, break_total_fit
from briefgen.text.typeset import FontSet, SizedFace
from tests.unit.text.engine import (
    ARABIC_BOLD,
    LATIN_BOLD,
    REGULAR,
    cluster_positions,
    set_lines,
    text_of,
    times_longer,
)
from tests.unit.text.test_breaking import Monospaced

RAGGED = LineRules()
BALANCED = LineRules(balanced=True)
JUSTIFIED = LineRules(justified=True)
HEADING = FontSet({"Latn": (SizedFace(LATIN_BOLD, 22.0),), "Arab": (SizedFace(ARABIC_BOLD, 23.1),)})

CLOSING = frozenset(").,;:!?»”،؛؟]׃")


class WideHyphen(Monospaced):
    """A ruler with a hyphen that is wider than letters."""

    def hyphen_width(self, position: int) -> float:  # noqa: ARG002 - the protocol
        """Three points."""
        return 3.0


def task_of(text: str, measure: float, rules: LineRules, ruler: Monospaced | None = None) -> Task:
    """A task on a monospaced text."""
    widths = (1.0 if character in WORD_SPACES else 0.0 for character in text)
    spaces = tuple(itertools.accumulate(widths, initial=0.0))
    bad_ends = find_particles(text, "en") if rules.balanced else ()
    return Task(find_opportunities(text, "en"), measure, ruler or Monospaced(), rules, spaces, bad_ends)


def broken(text: str, measure: float, rules: LineRules = RAGGED, ruler: Monospaced | None = None) -> list[str]:
    """The drawn part of each line."""
    lines = break_total_fit(task_of(text, measure, rules, ruler))
    assert lines is not None
    return [text[line.start : line.content_end] for line in lines]


def all_ways(opportunities: list[Opportunity]) -> Iterator[list[LineRange]]:
    """Every way to choose breaks."""
    *inner, last = opportunities
    for count in range(len(inner) + 1):
        for chosen in itertools.combinations(inner, count):
            ends = [*chosen, last]
            starts = [0, *(each.position for each in chosen)]
            yield [
                LineRange(start, max(start, end.content_end), end.position, end.hyphenated)
                for start, end in zip(starts, ends, strict=True)
            ]


def cost_of(task: Task, lines: list[LineRange]) -> float:
    """What a choice costs; infinite where a line is too wide."""
    return sum(cost_of_line(task, line, is_last=line is lines[-1]) for line in lines)


def room_left(task: Task, line: LineRange) -> tuple[float, float]:
    """What a line lacks, and the width of its spaces; negative where they do not shrink as far as it would need."""
    indent = task.rules.first_indent_pt if line.start == 0 else 0.0
    width = line.content_end - line.start + line.hyphenated + indent
    spaces = task.spaces_pt[line.content_end] - task.spaces_pt[line.start] if task.rules.justified else 0.0
    lacks = task.measure_pt - width
    return lacks, (spaces if lacks >= -total_fit.SHRINK * spaces else -1.0)


def cost_of_line(task: Task, line: LineRange, *, is_last: bool) -> float:
    """What one line costs, as the module says it."""
    lacks, spaces = room_left(task, line)
    justified = task.rules.justified
    if spaces < 0:
        return inf
    cost = total_fit._JUSTIFIED_LINE if justified else LINE
    cost += total_fit._HYPHEN * line.hyphenated + total_fit._BAD_END * (line.end in task.bad_ends)
    before = {each.position: each.hyphenated for each in task.opportunities}
    cost += total_fit._NEXT_HYPHEN * (line.hyphenated and before.get(line.start, False))
    share = 1 - lacks / task.measure_pt
    if is_last and not task.rules.balanced:
        words = sum(line.start < each.position <= line.end for each in task.opportunities)
        share = (task.measure_pt - lacks) / (task.measure_pt + TOLERANCE_PT)
        short = share < SHORTEST_LAST_LINE or (words == 1 and share < 1 / 3)
        alone = total_fit._ONE_WORD if words == 1 else 0.0
        return cost + ((total_fit._SHORT_LAST_LINE if short else alone) if line.start > 0 else 0.0)
    if not justified:
        return cost + (lacks / task.measure_pt) ** 2
    return cost + cost_of_filling(task, lacks, spaces)


def cost_of_filling(task: Task, lacks: float, spaces: float) -> float:
    """What a justified line costs by how far its spaces leave their width."""
    if not lacks:
        return 0.0
    if lacks < 0:
        return total_fit._STRETCHED * float((lacks / (total_fit.SHRINK * spaces)) ** 2)
    lacking = 1 + (lacks / task.measure_pt) ** 2
    if not spaces:
        return total_fit._NO_SPACE * lacking
    if lacks > (task.rules.max_word_space - 1) * spaces:
        return total_fit._LEFT_RAGGED * lacking
    ratio, most = lacks / (total_fit.STRETCH * spaces), total_fit._TOO_WIDE
    return total_fit._STRETCHED * (ratio**3 if ratio <= most else most**3 + 3 * most**2 * (ratio - most))


def drawn_words(rng: random.Random, count: int, longest: int) -> str:
    """Words of x, some with a soft hyphen in them."""
    words = ["x" * rng.randint(1, longest) for _ in range(count)]
    hyphenated = [word if len(word) < 4 or rng.random() < 0.7 else word[:2] + SOFT_HYPHEN + word[2:] for word in words]
    return " ".join(hyphenated)


@pytest.mark.parametrize(
    ("text", "language", "measure", "even"),
    [
        ("المياه المشتركة في غور الأردن", "ar", 235.0, 30.0),
        ("Regional water cooperation resumes", "en", 290.0, 65.0),
    ],
)
def test_the_lines_of_a_heading_are_even(text: str, language: str, measure: float, even: float) -> None:
    """A heading of two lines is parted in its middle, although a fuller first line would fit."""
    lines = set_lines(TextSpan(text, HEADING), language=language, measure_pt=measure, rules=BALANCED)
    assert len(lines) == 2
    assert abs(lines[0].width_pt - lines[1].width_pt) < even


def test_no_line_of_a_heading_ends_with_an_article() -> None:
    """Small words go to the next line where the heading needs no line more for it."""
    text = "Shared water in the Jordan valley north"
    for measure in (120.0, 130.0, 140.0, 150.0):
        lines = set_lines(text, language="en", measure_pt=measure, rules=BALANCED)
        assert len(lines) == 2
        assert text[lines[0].start : lines[0].end].rsplit(maxsplit=1)[-1] not in {"in", "the"}


@pytest.mark.parametrize(
    "rules",
    [RAGGED, BALANCED, JUSTIFIED, LineRules(justified=True, max_word_space=2.5), LineRules(first_indent_pt=4.0)],
)
def test_no_way_is_better(rules: LineRules) -> None:
    """Of all ways to break a paragraph none costs less than the one that is chosen."""
    rng = random.Random(11)  # noqa: S311 - examples
    several = 0
    for _ in range(300):
        text = drawn_words(rng, rng.randint(3, 9), 5)
        task = task_of(text, float(rng.randint(11, 17)), rules)
        chosen = break_total_fit(task)
        best = min(map(partial(cost_of, task), all_ways(list(task.opportunities))))
        assert chosen is not None
        # The tolerance of the measure is part of the reckoning, so that costs agree to about that.
        assert cost_of(task, chosen) == pytest.approx(best, rel=1e-12, abs=5e-3), (text, chosen)
        several += len(chosen) > 2
    assert several > 100


@pytest.mark.parametrize("ruler", [Monospaced(), WideHyphen()])
def test_ragged_lines_are_never_more_than_greedy_ones(ruler: Monospaced) -> None:
    """Total-fit, balanced or not, takes as many lines as greedy does, with hyphens of any width."""
    rng = random.Random(5)  # noqa: S311 - examples
    for _ in range(600):
        text = drawn_words(rng, rng.randint(1, 40), 9)
        measure = float(rng.randint(13, 40))
        greedy = break_greedy(text, find_opportunities(text, "en"), measure, ruler)
        for rules in (RAGGED, BALANCED):
            assert len(broken(text, measure, rules, ruler)) <= len(greedy), text


def test_a_long_text_grows_by_no_line() -> None:
    """However many lines would be more even for one line more, ragged text takes no line more."""
    text = " ".join(["x" * 45, "x" * 45, "x" * 30, "x" * 30] * 600)
    greedy = break_greedy(text, find_opportunities(text, "en"), 100.0, Monospaced())
    assert len(broken(text, 100.0)) == len(greedy)


def test_a_hyphen_that_does_not_fit() -> None:
    """A place where only the hyphen is too wide does not hide the place behind it, where none is needed."""
    assert broken("xx aaa\u00adi yyyyyyyy", 9.0, ruler=WideHyphen()) == ["xx aaa\u00adi", "yyyyyyyy"]


def test_rags_are_more_even() -> None:
    """The squares of what lines lack add up to no more than in greedy lines, and often to less."""
    rng = random.Random(3)  # noqa: S311 - examples
    better = 0
    for _ in range(300):
        text = " ".join("x" * rng.randint(1, 7) for _ in range(30))
        measure = float(rng.randint(16, 30))
        greedy = break_greedy(text, find_opportunities(text, "en"), measure, Monospaced())
        ends = [each.position for each in find_opportunities(text, "en")]
        short = greedy[-1].content_end - greedy[-1].start <= measure / 3
        if short or sum(greedy[-1].start < end for end in ends) < 2:  # a word alone costs more than a rag
            continue
        lines = break_total_fit(task_of(text, measure, RAGGED))
        assert lines is not None
        old, new = (
            sum((measure - (each.content_end - each.start)) ** 2 for each in found[:-1]) for found in (greedy, lines)
        )
        assert new <= old + 1e-6
        better += new < old
    assert better > 60


def test_a_single_short_word_is_no_last_line() -> None:
    """Where greedy lines leave a short word on the last line, total-fit gives it company."""
    text = "aaaa bbbb cccc dddd ee"
    greedy = break_greedy(text, find_opportunities(text, "en"), 20.0, Monospaced())
    assert text[greedy[-1].start :] == "ee"
    assert broken(text, 20.0) == ["aaaa bbbb cccc", "dddd ee"]


def test_one_line_may_be_short() -> None:
    """A paragraph of one short word has one line."""
    assert broken("a", 20.0) == ["a"]


def test_justified_lines_share_the_space() -> None:
    """Justified lines take a word fewer where that leaves their spaces more even, or narrow them a little."""
    # Greedy lines are "aaa bb cc" (3 too few for 2 spaces) and then a line with one space and 7 too few.
    assert broken("aaa bb cc ddddd eee f gggg", 12.0, JUSTIFIED) == ["aaa bb cc", "ddddd eee f", "gggg"]
    # Seven spaces of one point give 1.05 together: the line is one point wider than its measure.
    assert broken("a b c d e f g hh iiiiiiiiiiiiiii", 15.0, JUSTIFIED)[0] == "a b c d e f g hh"
    assert broken("a b c d e f g hh iiiiiiiiiiiiiii", 15.0, RAGGED) == ["a b c d", "e f g hh", "i" * 15]


def test_the_first_line_is_indented() -> None:
    """The first line has less room by the indent; the others have all."""
    assert broken("aaa bbb ccc ddd", 7.0) == ["aaa bbb", "ccc ddd"]
    assert broken("aaa bbb ccc ddd eee", 7.0, LineRules(first_indent_pt=4.0)) == ["aaa", "bbb ccc", "ddd eee"]
    assert broken("aaa bbb ccc ddd", 7.0, LineRules(first_indent_pt=3.999)) == ["aaa", "bbb ccc", "ddd"]


def test_a_stretch_that_must_be_cut() -> None:
    """A word that is wider than the measure stays whole as long as nobody offers places in it."""
    assert broken("aaa bbbbbbbb c", 5.0) == ["aaa", "bbbbbbbb", "c"]
    task = task_of("aaa bbbbbbbb c", 5.0, RAGGED)
    cut = with_cuts("aaa bbbbbbbb c", task.opportunities, 5.0, Monospaced())
    lines = break_total_fit(dataclasses.replace(task, opportunities=cut))
    assert lines is not None
    assert ["aaa bbbbbbbb c"[line.start : line.content_end] for line in lines] == ["aaa", "bbbbb", "bbb c"]


def test_one_long_word_does_not_spoil_the_rest() -> None:
    """Lines before a word that has to be cut are chosen together, and not one by one."""
    sentence = "The water authority has reopened fourteen of the wells that the flood had closed in July and August. "
    better = 0
    for measure in (110.0, 120.0, 130.0, 150.0, 180.0):
        lines, greedy = (
            set_lines(sentence * 3 + "x" * 90, language="en", measure_pt=measure, rules=rules)
            for rules in (RAGGED, LineRules("greedy"))
        )
        assert len(lines) <= len(greedy)
        lack, lack_of_greedy = (
            sum((measure - line.width_pt) ** 2 for line in found if line.end <= 3 * len(sentence))
            for found in (lines, greedy)
        )
        assert lack <= lack_of_greedy + 0.01
        better += lack < lack_of_greedy - 0.01
    assert better >= 2


def test_lines_that_turn_out_wider() -> None:
    """A line that is too wide when its ends are shaped anew is not taken."""
    widened = Monospaced(extra=0.5)
    assert broken("aa bb", 5.0, ruler=widened) == ["aa", "bb"]
    assert broken("aa bb", 5.0 + 0.5 - TOLERANCE_PT, ruler=widened) == ["aa bb"]


def test_balanced_headings() -> None:
    """Lines of a heading are of about one length, and none ends after a preposition where that can be avoided."""
    text = "Water supply in the northern provinces and what is to be done"
    plain, balanced = broken(text, 50.0), broken(text, 50.0, BALANCED)
    assert len(plain) == len(balanced) == 2
    assert max(map(len, balanced)) - min(map(len, balanced)) < 10 < max(map(len, plain)) - min(map(len, plain))
    for measure in range(24, 60):
        lines = broken(text, float(measure), BALANCED)
        assert len(lines) <= 3
        if measure >= 32:
            assert not any(line.endswith((" in", " the", " and", " to")) for line in lines[:-1]), lines


@pytest.mark.parametrize(
    "rules",
    [
        LineRules("greedy"),
        LineRules(),
        LineRules(justified=True, hyphenated=True, kashida=True),
        LineRules("greedy", justified=True, hyphenated=True),
        LineRules(balanced=True),
    ],
)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The (so-called) wells: fourteen of them, really! Are they open? Yes; “they are”.", "en"),
        ("قالت: «نعم»؛ ثم سألت، هل فُتحت الآبار (كلها)؟ لا! بعضها؟» هنا.", "ar"),
        ("אמר: (שלום), ואז שאל: האם הבארות פתוחות? כן; «כולן»! סוף.", "he"),
    ],
)
def test_no_line_begins_with_closing_punctuation(text: str, language: str, rules: LineRules) -> None:
    """A closing mark stays with what it stands behind at any measure, unless one cluster is all that fits above it."""
    if language == "he":
        text = text.translate(dict.fromkeys(range(0x5D0, 0x5EB), "ب"))  # the two bundled styles here have no Hebrew
    for measure in range(8, 160, 2):
        lines = set_lines(text, language=language, measure_pt=float(measure), rules=rules)
        for above, line in itertools.pairwise(lines):
            if text[line.start] in CLOSING:
                drawn = [place[1] for place in cluster_positions(above) if not place[1].isspace()]
                letters = sum(cluster not in CLOSING for cluster in drawn)
                (apart,) = set_lines(text[line.start - 1 : line.start + 1], language=language)
                assert letters <= 1 or apart.width_pt > measure, (measure, text_of([above]), text_of([line]))


@pytest.mark.parametrize(
    "rules", [LineRules("greedy"), LineRules(), BALANCED, LineRules(justified=True, hyphenated=True)]
)
def test_a_citation_stays_with_its_word(rules: LineRules) -> None:
    """No line begins with a span that keeps to what stands before it, however lines are chosen."""
    mark = TextSpan("[12]", REGULAR, keeps_to_previous=True)
    for measure in range(40, 140):
        lines = set_lines(
            "one two three",
            mark,
            TextSpan(" four five", REGULAR),
            language="en",
            measure_pt=float(measure),
            rules=rules,
        )
        assert all(line.start != len("one two three") for line in lines)


@pytest.mark.parametrize("rules", [RAGGED, BALANCED, JUSTIFIED])
def test_time_is_linear(rules: LineRules) -> None:
    """Ten times the text is broken in about ten times the time."""

    def work(text: str) -> None:
        assert break_total_fit(task_of(text, 60.0, rules)) is not None

    assert times_longer(work, "some words of an ordinary length and ", 60, 10) < 35
