"""Inline markup."""

from __future__ import annotations

import itertools
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import InlineSpan, parse_inline, plain_text
from briefgen.model.characters import FORBIDDEN
from briefgen.model.markup import markup_problems
from tests.growth import FACTOR, MOST, growth

S = InlineSpan
URL = "https://example.org"

# ZWNJ, ZWJ, no-break space, marks and isolates, tatweel, harakat, Arabic letters, digits and punctuation.
ARABIC = (
    "\u200c\u200d\u00a0\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202b\u202c\u0640"
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة٠١٢٣،؛؟«»٪ "
)
PLAIN = st.characters(codec="utf-8", exclude_characters="*[]\\\n").filter(lambda ch: not FORBIDDEN.match(ch))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("plain", (S("plain"),)),
        ("*a*", (S("a", emphasis=True),)),
        ("**a**", (S("a", strong=True),)),
        ("***a***", (S("a", emphasis=True, strong=True),)),
        (
            "a **b *c* d** e",
            (S("a "), S("b ", strong=True), S("c", emphasis=True, strong=True), S(" d", strong=True), S(" e")),
        ),
        (f"[a]({URL})", (S("a", link=URL),)),
        (f"[a *b*]({URL}) c", (S("a ", link=URL), S("b", emphasis=True, link=URL), S(" c"))),
        (f"*a [b]({URL})*", (S("a ", emphasis=True), S("b", emphasis=True, link=URL))),
        ("[a](mailto:a@b.org)", (S("a", link="mailto:a@b.org"),)),
        ("[a](tel:+962-6-1234567)", (S("a", link="tel:+962-6-1234567"),)),
        (f"[a]({URL}/x_(y))", (S("a", link=f"{URL}/x_(y)"),)),
        (rf"[a]({URL}/x\))", (S("a", link=f"{URL}/x)"),)),
        (f"[a]({URL}/?b=1&amp;c=é%20*d*)", (S("a", link=f"{URL}/?b=1&amp;c=é%20*d*"),)),
        ("a [@jt].", (S("a "), S("", citations=("jt",)), S("."))),
        ("[@jt; @mo]", (S("", citations=("jt", "mo")),)),
        ("[@jt;@mo ]", (S("", citations=("jt", "mo")),)),
        ("*a [@jt]*", (S("a ", emphasis=True), S("", emphasis=True, citations=("jt",)))),
        ("[@a][@b]", (S("", citations=("a",)), S("", citations=("b",)))),
        (f"[x [@jt]]({URL})", (S("x ", link=URL), S("", citations=("jt",)))),
        ("a [b]{ltr} c", (S("a "), S("b", direction="ltr"), S(" c"))),
        ("[a]{rtl}", (S("a", direction="rtl"),)),
        ("[a]{auto}", (S("a", direction="auto"),)),
        ("[a]{plain}", (S("a", direction="plain"),)),
        (
            "[**WHO** office]{ltr}",
            (S("WHO", strong=True, direction="ltr"), S(" office", direction="ltr", continues=True)),
        ),
        ("*[a]{ltr} b*", (S("a", emphasis=True, direction="ltr"), S(" b", emphasis=True))),
        ("*a [b* c]{ltr}*", (S("a ", emphasis=True), S("b* c", emphasis=True, direction="ltr"))),
        ("[a]{ltr}[b]{ltr}", (S("a", direction="ltr"), S("b", direction="ltr"))),
        (
            "[a [@jt] b]{rtl}",
            (
                S("a ", direction="rtl"),
                S("", citations=("jt",), direction="rtl", continues=True),
                S(" b", direction="rtl", continues=True),
            ),
        ),
        (f"[[a]({URL})]{{ltr}}", (S("a", link=URL, direction="ltr"),)),
        (f"[[a]{{ltr}} b]({URL})", (S("a", link=URL, direction="ltr"), S(" b", link=URL))),
        (r"[a\]b]{auto}", (S("a]b", direction="auto"),)),
        ("[x [a]{ltr}", (S("[x "), S("a", direction="ltr"))),
        ("[[a]]{ltr}", (S("[a]", direction="ltr"),)),
    ],
)
def test_markup(text: str, spans: tuple[InlineSpan, ...]) -> None:
    """Each piece of markup gives its spans."""
    assert parse_inline(text) == spans
    assert markup_problems(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "a * b", "*a", "a*", "**a*b", "2 * 3 * 4", "[", "]", "[a", "[a]", "[a] (b)", "[a][b]", "[]", "[@jt", "@jt",
        "_a_", "__a__", "`a`", "<b>a</b>", "&amp; &copy;", "![", "~~a~~", "# a", "- a", "1. a", "> a", "---", "a  b",
        "{ltr}", "a{b}", "{[a]}", "a {ltr}", "[a] {x}", "(a) {ltr}", "[a{ltr}", "{ltr} [a]",
        "https://example.org", "a@b.org", '"a" -- it\'s ... (c)', "\ta\t", " a ", "\\", "a\\b", "10*, 20*.",
        "<https://example.org>", f"[]({URL})", f"[ ]({URL})", f'[a]({URL} "t")', "[a]()",
    ],
)  # fmt: skip
def test_not_markup(text: str) -> None:
    """What is not markup stays as it is written."""
    assert parse_inline(text) == (S(text),)
    assert markup_problems(text) == ()


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("**كَتَبَ** نصًّا", (S("كَتَبَ", strong=True), S(" نصًّا"))),
        ("و**النص**،", (S("و"), S("النص", strong=True), S("،"))),
        ("و**«النص»**ب", (S("و"), S("«النص»", strong=True), S("ب"))),
        ("*(نص)*ه", (S("(نص)", emphasis=True), S("ه"))),
        ("\u2067*نص*\u2069", (S("\u2067"), S("نص", emphasis=True), S("\u2069"))),
        ("*می\u200cخواهم*", (S("می\u200cخواهم", emphasis=True),)),
        ("*نص*؟", (S("نص", emphasis=True), S("؟"))),
        ("*نص*[@jt]", (S("نص", emphasis=True), S("", citations=("jt",)))),
        ("٥*، ٦*.", (S("٥*، ٦*."),)),
    ],
)
def test_markup_next_to_arabic(text: str, spans: tuple[InlineSpan, ...]) -> None:
    """Emphasis works on parts of Arabic words, with quotes, harakat and invisible characters around it."""
    assert parse_inline(text) == spans


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\nb", "a b"),
        ("a \n\t\n b", "a b"),
        ("a\n", "a"),
        ("\n a \n", "a"),
        ("\n", ""),
        ("a\u00a0\nb", "a\u00a0 b"),
        ("a\\\nb", "a\\ b"),
        ("a\u2028b", "a\u2028b"),
        (r"\*a\* \[b\] \\ \"", '*a* [b] \\ "'),
        ("*a*\nb [@x] c", "a b  c"),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    """Without markup, only white space with a line break and escapes are not as they are written."""
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[a](javascript:alert(1))", "model.bad-link"),
        ("[a](file:///x)", "model.bad-link"),
        ("[a](b)", "model.bad-link"),
        ("[a](https://)", "model.bad-link"),
        ("[a](https:/x)", "model.bad-link"),
        ("[a](https://[x)", "model.bad-link"),
        ("[a](https://x:y/)", "model.bad-link"),
        ("[a](mailto:b)", "model.bad-link"),
        ("[a](tel:b)", "model.bad-link"),
        ("[a](https://x.org/\u202eb)", "model.bad-link"),
        (f"[a](<{URL}>)", "model.bad-link"),
        ("[@]", "model.bad-citation"),
        ("[@jt, p. 5]", "model.bad-citation"),
        ("[@jt; mo]", "model.bad-citation"),
        ("[@-a]", "model.bad-citation"),
        ("[a]{lrt}", "model.bad-direction"),
        ("[a]{LTR}", "model.bad-direction"),
        ("[a]{ ltr }", "model.bad-direction"),
        ("[a]{}", "model.bad-direction"),
        ("[a]{", "model.bad-direction"),
        ("[a]{ltr", "model.bad-direction"),
        ("[ ]{ltr}", "model.bad-direction"),
        ("[]{ltr}", "model.bad-direction"),
        ("[a] {ltr}", "model.bad-direction"),
        ("[a]\u00a0 {plain}", "model.bad-direction"),
    ],
)
def test_markup_that_cannot_be_used(text: str, code: str) -> None:
    """A bad link or citation is reported, and stays in the text; with an escape it is text."""
    assert [found.code for found in markup_problems(text)] == [code]
    assert parse_inline(text) == (S(text),)
    assert markup_problems("\\" + text) == ()


@pytest.mark.parametrize(
    ("text", "plain", "message"),
    [
        ("[a [b]{rtl} c]{ltr}", "a [b]{rtl} c", '"[b]" is marked inside a text that is marked'),
        ("x [@jt]{ltr}", "x {ltr}", '"[@jt]" is a citation, which has no direction'),
        (f"[a]({URL}){{ltr}}", "a{ltr}", f'"[a]({URL})" is a link, and the direction stands behind it'),
        ("[a]{foo}", "[a]{foo}", '"{foo}" is not a direction'),
        ("[a]{ltr}{rtl}", "a{rtl}", '"{rtl}" stands behind a text that has a direction already'),
        ("[a]{ltr} {ltr}", "a {ltr}", '"{ltr}" stands behind a text that has a direction already'),
        ("[@jt] {ltr}", " {ltr}", '"{ltr}" stands behind white space, and so it marks nothing'),
        (f"[a]({URL}) {{ltr}}", "a {ltr}", '"{ltr}" stands behind white space, and so it marks nothing'),
    ],
)
def test_directions_that_cannot_be_used(text: str, plain: str, message: str) -> None:
    """A direction in the wrong place is reported and stays in the text; the rest is markup as elsewhere."""
    (problem,) = markup_problems(text)
    assert (problem.code, problem.message) == ("model.bad-direction", message)
    assert re.search(r"\{(ltr|rtl)\}", problem.hint)
    assert plain_text(text) == plain


@pytest.mark.parametrize("text", [r"\[a\] {ltr}", r"[a] \{ltr}", r"[a]{ltr}\{rtl}", "[a]{ltr}{b}"])
def test_braces_that_are_text(text: str) -> None:
    """With an escape, or another word behind a direction, braces are text."""
    assert markup_problems(text) == ()


@pytest.mark.parametrize(("word", "meant"), [("LTR", "ltr"), ("lrt", "ltr"), (" rtl ", "rtl"), ("plane", "plain")])
def test_directions_that_are_nearly_right(word: str, meant: str) -> None:
    """For a word that is close to a direction the hint says which one."""
    (problem,) = markup_problems(f"[a]{{{word}}}")
    assert problem.hint.startswith(f'did you mean "{meant}"? Write ')


def test_the_hint_for_a_citation_speaks_of_it() -> None:
    """A direction behind a citation is to go to a text; that the citation is one is not doubted."""
    (problem,) = markup_problems("[@jt]{ltr}")
    assert problem.hint == r"put it behind a text, [text]{ltr}, or remove it; write \{ for a brace that is text"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a]{x}", ["[a]{x}"]),
        ("*ab* **c** [a]{x} and [b](y)", ["[a]{x} and [b](y)", "[b](y)"]),
        ("* 2 [@a] *c* [@,] *d*", ["[@,] d"]),
        ("[a [b]{rtl} c]{ltr} d", ["[b]{rtl} c d"]),
        ("\n x [*a*]{ltr}{rtl}", ["{rtl}"]),
        (f"[*b* a]({URL}){{ltr}}", ["{ltr}"]),
        (r"\*\* [@]", ["[@]"]),
    ],
)
def test_problems_have_their_offset(text: str, places: list[str]) -> None:
    """The offset of a problem is that in the text without its markup, whatever asterisks stand before it."""
    assert [plain_text(text)[problem.offset :] for problem in markup_problems(text)] == places


@given(st.text(PLAIN))
def test_plain_characters_come_out_unchanged(text: str) -> None:
    """Text without markup characters and line breaks is one span with exactly that text."""
    assert plain_text(text) == text
    assert all(span == S(span.text) for span in parse_inline(text))


@given(st.text(ARABIC))
def test_arabic_comes_out_unchanged(text: str) -> None:
    """Harakat, joiners, bidi controls, tatweel and no-break spaces are kept, and so they are inside emphasis."""
    assert plain_text(text) == text
    assert plain_text(f"**ب{text}ب**") == f"ب{text}ب"
    assert parse_inline(f"**ب{text}ب**") == (S(f"ب{text}ب", strong=True),)


@given(st.text(st.sampled_from('*[]\\(){}@;:/ab ا«»"\n\u0301')))
def test_escaped_text_comes_out_unchanged(text: str) -> None:
    """With a backslash before every markup character, any text is itself, but for its line breaks."""
    escaped = re.sub(r"([*\[\]\\])", r"\\\1", text)
    expected = re.sub(r"[ \n]*\n[ \n]*", " ", re.sub(r"\A[ \n]*\n[ \n]*|[ \n]*\n[ \n]*\Z", "", text))
    assert plain_text(escaped) == expected


@given(st.text(st.sampled_from("*[]\\(){}@;:/hab ا«»\n")))
def test_markup_only_takes_away(text: str) -> None:
    """The plain text is the text with some characters left out: nothing is added, changed or moved."""
    rest = iter(text.replace("\n", " "))
    assert all(character in rest for character in plain_text(text))


@given(st.lists(st.sampled_from([*"*[]\\()@;ab \n", f"[a]({URL})", "[@a]", "]{ltr}", "]{plain}"])))
def test_spans_are_merged(parts: list[str]) -> None:
    """A span has text or citations, and two neighbours with text differ in their look."""
    spans = parse_inline("".join(parts))
    assert all(bool(span.text) != bool(span.citations) for span in spans)
    for one, other in pairwise(spans):
        looks = [(span.emphasis, span.strong, span.link, bool(span.citations), span.direction) for span in (one, other)]
        assert looks[0] != looks[1] or one.citations or (other.direction and not other.continues)


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "[a](",
        "*",
        "*a ",
        "a**b*",
        "[@",
        "[@a;",
        "[@a ",
        "\\",
        "] [",
        "[x](https://a(",
        "[a]{",
        "[a]{ltr",
        "[a]{ltr} ",
        "[]{",
    ],
)
def test_parsing_takes_linear_time(part: str) -> None:
    """The longest text of the worst markup takes no longer than its length lets expect."""
    count = 20_000 // len(part)
    fresh = itertools.count()  # what has been parsed is remembered
    assert growth(lambda text: parse_inline(f"{text} {next(fresh)}"), part * (count // FACTOR), part * count) < MOST
