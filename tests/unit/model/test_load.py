"""Reading files: places and hints, of the file and of the model."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

import pytest

from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.model import Briefing, load, loads
from briefgen.model.problems import CODES
from tests.unit.model.loading import VALID, places, refused


def test_the_valid_file_is_valid() -> None:
    """What the other tests break is whole before."""
    assert loads(VALID).source_number("mo") == 1


BROKEN: Final = [
    # (what is replaced, by what, code, line, column, path, part of message or hint)
    ("title:\n  en: The crossing\n  ar: المعبر\n", "", "model.missing-key", 1, 1, "title", 'add "title": The title.'),
    ("  as_of: 2024-07-12", "  issued: 2024-07-12", "model.missing-key", 7, 3, "dates.as_of", "add"),
    ("JO-2024-07", "007", "model.not-text", 2, 12, "reference", 'put it in quotes: "007"'),
    ("JO-2024-07", "true", "model.not-text", 2, 12, "reference", 'put it in quotes: "true"'),
    ("JO-2024-07", "", "model.no-value", 2, 1, "reference", "has no value"),
    ("JO-2024-07", "[a]", "model.not-text", 2, 12, "reference", "a list is given"),
    ("JO-2024-07", '"a\\tb"', "model.line-break", 2, 12, "reference", "a tab"),
    ("  ar: المعبر\n", "", "model.missing-language", 4, 3, "title.ar", 'add "ar": …'),
    ("  ar: المعبر\n", "  ar: المعبر\n  fr: x\n", "model.unknown-language", 6, 3, "title.fr", "en, ar"),
    ("  ar: المعبر\n", "  arabic: المعبر\n", "model.bad-language-tag", 5, 3, "title.arabic", 'did you mean "ar"?'),
    ("  ar: المعبر\n", "  ar_jo: المعبر\n", "model.bad-language-tag", 5, 3, "title.ar_jo", 'did you mean "ar-JO"?'),
    ("  ar: المعبر\n", "  a: المعبر\n", "model.bad-language-tag", 5, 3, "title.a", "such as en, ar or ar-JO"),
    ("  ar: المعبر\n", "  ar: ' '\n", "model.blank-text", 5, 7, "title.ar", "nothing to read"),
    ("  ar: المعبر\n", '  ar: "\\u0007ب"\n', "model.bad-character", 5, 7, "title.ar", "U+0007"),
    ("The crossing", "The [crossing](javascript:x)", "model.bad-link", 4, 7, "title.en", '"javascript"'),
    ("title:\n  en: The crossing\n  ar: المعبر", "title: x", "model.not-localized", 3, 8, "title", "{en: …, ar: …}"),
    ("[en, ar]", "[en, arabic]", "model.bad-language-tag", 1, 17, "languages[1]", '"arabic"'),
    ("[en, ar]", "en", "model.not-a-list", 1, 12, "languages", "[one, two]"),
    ("[en, ar]", "[en, en]", "model.duplicate-language", 1, 17, "languages[1]", "twice"),
    ("2024-07-12", "12.07.2024", "model.bad-date", 7, 10, "dates.as_of", "for example 2024-07-12"),
    ("2024-07-12", "2024-02-30", "model.bad-date", 7, 10, "dates.as_of", "2024-02-30 is not a day of the calendar"),
    ("2024-07-12", "٢٠٢٤-٠٧-١٢", "model.bad-date", 7, 10, "dates.as_of", "U+0662 ARABIC-INDIC DIGIT TWO"),
    ("2024-07-12", "2024-07-12\n  issued: 2024-07-11", "model.date-order", 8, 11, "dates.issued", "mend"),
    ("scheme: tlp", "scheme: tpl", "model.not-a-choice", 10, 11, "handling.scheme", 'did you mean "tlp"?'),
    ("  scheme: tlp\n", "", "model.missing-key", 10, 3, "handling.scheme", "scheme: tlp"),
    ("TLP:CLEAR", "tlp:clear", "model.not-a-choice", 11, 10, "handling.label", 'did you mean "TLP:CLEAR"?'),
    ("  label: TLP", "  tlp: 1\n  label: TLP", "model.unknown-key", 11, 3, "handling.tlp", '"tlp"'),
    ("handling:\n  scheme: tlp\n  label: TLP:CLEAR", "handling: x", "model.not-a-mapping", 9, 11, "handling", "scheme"),
    ('"It is open [@mo]."', '"It is open [@m]."', "model.unknown-source", 13, 9, "summary[0].en", '"mo"'),
    ('"It is open [@mo]."', '"It is open [@mo, p. 5]."', "model.bad-citation", 13, 9, "summary[0].en", "[@key]"),
    ("facts:", "fact:", "model.unknown-key", 15, 1, "fact", "did you mean `facts`?"),
    ("facts:", "key-figures: []\nfacts:", "model.unknown-key", 15, 1, "key-figures", "did you mean `key_figures`?"),
    ("facts:", "zzz: []\nfacts:", "model.unknown-key", 15, 1, "zzz", "the keys here are"),
    ("facts:", "ش: []\nfacts:", "model.unknown-key", 15, 1, '["ش"]', "the keys here are"),
    ("facts:", "quotes: []\nfacts:", "model.empty-list", 15, 9, "quotes", "remove the key or add an item"),
    ("facts:", "quotes: [x]\nfacts:", "model.not-a-mapping", 15, 10, "quotes[0]", "speaker"),
    ("facts:", "short_title:\nfacts:", "model.no-value", 15, 1, "short_title", "write a value, or remove it"),
    ("    sources: [mo]", "    sources: mo", "model.not-a-list", 19, 14, "facts[0].sources", "a text is given"),
    ("    sources: [mo]", "    sources: [jt]", "model.unknown-source", 19, 15, "facts[0].sources[0]", '"jt"'),
    ("    sources: [mo]", "    sources:\n      - mo\n      -", "model.no-value", 21, 8, "facts[0].sources[1]", "item"),
    ("    sources: [mo]", "    sources: [mo, mo]", "model.repeated-source", 19, 19, "facts[0].sources[1]", "once"),
    ("as_of: 2024-07\n", "as_of: 2024-7\n", "model.bad-date", 18, 12, "facts[0].as_of", "YYYY-MM-DD, YYYY-MM or YYYY"),
    ("    date: 2024-07-11", "    date: 2024\n    url: x", "model.bad-link", 25, 10, "sources[0].url", "https://"),
    ("facts:", "title: {en: a, ar: ب}\nfacts:", "file.duplicate-key", 15, 1, "title", "in line 3"),
    ("JO-2024-07", "!secret x", "file.bad-tag", 2, 12, "reference", "!secret"),
    ("JO-2024-07", "!!python/name:os.system x", "file.bad-tag", 2, 12, "reference", "remove the tag"),
    ("JO-2024-07", "!!int x", "file.bad-tag", 2, 12, "reference", "remove the tag"),
    ("JO-2024-07", '"\\ud800"', "model.bad-character", 2, 12, "reference", "U+D800, a lone surrogate"),
    ("facts:", '"\\udc00": 1\nfacts:', "model.bad-character", 15, 1, None, "U+DC00"),
]  # fmt: skip


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case[2]}-{case[1][:20]!r}")
def test_problems_have_their_place(case: tuple[str, str, str, int, int, str | None, str]) -> None:
    """A broken line is reported with its code, line, column and path, and with what to do."""
    old, new, code, line, column, path, said = case
    assert old in VALID
    found = refused(VALID.replace(old, new, 1))
    assert (code, line, column, path) in places(found)
    at_place = next(item for item in found if places((item,)) == [(code, line, column, path)])
    assert said in "\n".join((at_place.message, *at_place.hints))


STOPPED: Final = [
    ("a: [1\nb: 2", "file.syntax", 2, 2),
    ("a: b: c", "file.syntax", 1, 5),
    ("a: 1\n\tb: 2", "file.syntax", 2, 1),
    ("a: 'x", "file.syntax", 1, 6),
    ("@a: x", "file.syntax", 1, 1),
    ("a: *b", "file.syntax", 1, 4),
    ("a: !e!x y", "file.syntax", 1, 4),
    ('a: "\\UFFFFFFFF"', "file.syntax", None, None),
    ('a: "\\q"', "file.syntax", 1, 6),
    ("{[a]: b}", "file.syntax", 1, 2),
    ("a: 1\n---\na: 2", "file.syntax", 2, 1),
    ("%YAML 3.0\n---\na: 1", "file.syntax", 1, 1),
    ("a: &x [*x]", "file.alias-bomb", 1, 8),
    ("a: b\x00", "file.bad-character", 1, 5),
    ("a: b\n c\x85d", "file.bad-character", 2, 3),
    ("a: b\u2028c", "file.bad-character", 1, 5),
    ("a: b\ufeffc", "file.bad-character", 1, 5),
    ("a: \ud800", "file.bad-character", 1, 4),
    ("", "file.empty", None, None),
    ("\ufeff", "file.empty", None, None),
    ("# only a comment\n", "file.empty", None, None),
    ("null", "file.empty", None, None),
    ("\n- a", "file.not-a-mapping", 2, 1),
    ("text", "file.not-a-mapping", 1, 1),
    ("1" * 9000, "file.not-a-mapping", 1, 1),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), STOPPED)
def test_what_stops_the_reading(text: str, code: str, line: int | None, column: int | None) -> None:
    """What cannot be read is one diagnostic with its place."""
    [found] = refused(text)
    assert found.code == code
    if line is not None or code == "file.empty":
        assert (found.where.line, found.where.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("{", "file.syntax", 1, 2), ('{"a": 1,}', "file.syntax", 1, 9),
        ("[1,]", "file.syntax", 1, 4), ('{"a" 1}', "file.syntax", 1, 6),
        ('{"a": 1 "b": 2}', "file.syntax", 1, 9), ("{a: 1}", "file.syntax", 1, 2),
        ('{\n"a": NaN}', "file.syntax", 2, 6), ('{"a": -Infinity}', "file.syntax", 1, 7),
        ('{"a": 01}', "file.syntax", 1, 8), ('{"a": tru}', "file.syntax", 1, 7),
        ('{"a": "x\ny"}', "file.syntax", 1, 9), ('{"a": "x', "file.syntax", 1, 7),
        ('{"a": "\\q"}', "file.syntax", 1, 8), ("{} {}", "file.syntax", 1, 4),
        ('{"a": "\x01"}', "file.bad-character", 1, 8), ("", "file.empty", None, None),
        (" \r\n", "file.empty", None, None), ("null", "file.empty", None, None),
        ("[]", "file.not-a-mapping", 1, 1), ("9" * 9000, "file.not-a-mapping", 1, 1),
    ],
)  # fmt: skip
def test_what_stops_the_reading_of_json(text: str, code: str, line: int | None, column: int | None) -> None:
    """What is no JSON object is one diagnostic with its place."""
    assert places(refused(text, file_format="json")) == [(code, line, column, None)]


def test_json_has_places_and_duplicate_keys(full: dict[str, Any]) -> None:
    """In JSON, too, lines and columns point at the value, and a repeated key is refused."""
    text = json.dumps(full, ensure_ascii=False, indent=1).replace('"kind": "situation-report"', '"kind": "x"')
    text = text.replace('"reference":', '"kind": 1,\n "reference":')
    assert places(refused(text, file_format="json")) == [
        ("model.not-a-choice", 6, 10, "kind"),
        ("file.duplicate-key", 7, 2, "kind"),
    ]


def test_yaml_and_json_mean_the_same(full: dict[str, Any], minimal: dict[str, Any]) -> None:
    """The same data are the same briefing, whether written as JSON, as YAML, or given from Python."""
    for data in (full, minimal):
        for text in (json.dumps(data), json.dumps(data, ensure_ascii=False, indent=2)):
            assert loads(text) == loads(text, format="json") == Briefing.model_validate(data)
    full["title"]["en"] = 'A 😀 "q" \\*'
    text = json.dumps(full)
    assert "\\ud83d\\ude00" in text
    assert loads(text).title["en"] == loads(text, format="json").title["en"] == 'A 😀 "q" \\*'


def test_block_style_yaml_is_the_same(tmp_path: Path) -> None:
    """Block style, anchors, core tags, CRLF and a byte order mark change nothing."""
    changed = VALID.replace("JO-2024-07", "!!str JO-2024-07").replace("[mo]\nsources", "\n      - &k mo\nsources")
    changed = changed.replace("key: mo", "key: *k").replace("en: Ministry", "&e en: Ministry")
    changed = changed.replace("[en, ar]", "[en, ar]\nkind: &kind meeting-brief")
    path = tmp_path / "briefing.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + changed.replace("\n", "\r\n").encode())
    assert load(path) == load(str(path)) == loads(VALID)


def test_problems_of_markup_have_their_character() -> None:
    """A link, citation or direction in a text has its offset in the text without markup."""
    text = VALID.replace("It is open [@mo].", "It *is* [a](b) [@] [c]{LTR} [@mo].")
    assert [(found.code, str(found.where)) for found in refused(text)] == [
        ("model.bad-link", "b:13:9, summary[0].en, character 6"),
        ("model.bad-citation", "b:13:9, summary[0].en, character 13"),
        ("model.bad-direction", "b:13:9, summary[0].en, character 17"),
    ]


QUOTE: Final = (
    "quotes: [{text: ب, language: ar, translations: {en: a}, translated_by: {en: a, ar: ب}, "
    "speaker: {en: a, ar: ب}, date: 2024, source: mo}]"
)


@pytest.mark.parametrize(
    ("addition", "path"),
    [
        ("contact: {name: {en: a, ar: ب}, phone: %s}", "contact.phone"),
        ("key_figures: [{value: %s, label: {en: a, ar: ب}, as_of: 2024, sources: [mo]}]", "key_figures[0].value"),
        (
            QUOTE.replace("text: ب", "text: %s"),
            "quotes[0].text",
        ),
        (
            QUOTE.replace("{en: a}", "{en: %s}"),
            "quotes[0].translations.en",
        ),
    ],
)
@pytest.mark.parametrize(("word", "remedy"), [("plain", "remove it"), ("ltr", "U+2066"), ("rtl", "U+2067")])
def test_fields_without_markup_cannot_be_marked(addition: str, path: str, word: str, remedy: str) -> None:
    """Where nothing is markup a direction would be printed: it is refused, and the hint says what to write."""
    (found,) = refused(VALID + addition.replace("%s", f'"a [14.3%]{{{word}}}"'))
    assert (found.code, found.where.path, found.where.characters) == ("model.bad-direction", path, (9, 10))
    assert f'"{{{word}}}" would be printed' in found.message
    assert remedy in found.hints[0]
    loads(VALID + addition.replace("%s", f'"a [14.3%] {{{word}}} {{x}} [y]{{z}}"'))


def test_a_reference_cannot_be_marked() -> None:
    """The reference has no markup either."""
    (found,) = refused(VALID.replace("JO-2024-07", '"[JO]{ltr}"'))
    assert places((found,)) == [("model.bad-direction", 2, 12, "reference")]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [("ar_JO", 'did you mean "ar-JO"?'), ("Arabic", 'did you mean "ar"?'), ("12", "write a tag such as")],
)
def test_a_wrong_language_is_reported_once(tag: str, hint: str) -> None:
    """A tag that is wrong in the list of languages is not reported for each text, nor where a source has it."""
    text = VALID.replace("ar]", f"{tag}]").replace("ar:", f"{tag}:") + f"    language: {tag}\n"
    (found,) = refused(text)
    assert places((found,)) == [("model.bad-language-tag", 1, 17, "languages[1]")]
    assert found.hints[0].startswith(hint)


def test_another_wrong_language_is_still_reported() -> None:
    """A wrong tag of a text that is not in the list of languages is a problem of its own."""
    text = VALID.replace("ar]", "ar_JO]").replace("  ar: المعبر", "  ar_SY: المعبر")
    assert [(found.code, found.where.path) for found in refused(text)] == [
        ("model.bad-language-tag", "languages[1]"),
        ("model.bad-language-tag", "title.ar_SY"),
    ]


def test_all_problems_come_together_by_line() -> None:
    """Problems of the file and of the model are in one error, in the order of the file."""
    text = VALID.replace("  ar: المعبر\n", "").replace("[mo]\n", "[xx]\n").replace("TLP:CLEAR", "x")
    found = refused(text + "typo: 1\ntypo: 2\ncontact:\n")
    assert [item.code for item in found] == [
        "model.missing-language",
        "model.not-a-choice",
        "model.unknown-source",
        "model.unknown-key",
        "file.duplicate-key",
        "model.no-value",
    ]
    lines = [item.where.line or 0 for item in found]
    assert lines == sorted(lines)


def test_what_is_not_utf8(tmp_path: Path) -> None:
    """Other encodings are refused with the byte and the line."""
    path = tmp_path / "b.yaml"
    path.write_bytes(b"a: b\nc: caf\xe9\n")
    with pytest.raises(InvalidBriefing) as caught:
        load(path)
    [found] = caught.value.diagnostics
    assert (found.code, found.where.line) == ("file.not-utf8", 2)
    assert "byte 11" in found.message
    path.write_bytes(VALID.encode("utf-16"))
    with pytest.raises(InvalidBriefing, match=r"file\.not-utf8"):
        load(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "the file is a PDF file, and no text"),
        (b"PK\x03\x04\x14\x00\x06\x00", "the file is a ZIP archive, as those of word processors (.docx, .odt) are"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "the file is a document of an old word processor (.doc)"),
        (b"{\\rtf1\\ansi}", "the file is a document of a word processor (.rtf)"),
        (b"\x1f\x8b\x08", "the file is packed with gzip"),
    ],
)
def test_what_is_no_text(tmp_path: Path, content: bytes, said: str) -> None:
    """A file of another kind is called by its kind, whether or not its bytes happen to be UTF-8."""
    path = tmp_path / "b.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidBriefing) as caught:
        load(path)
    [found] = caught.value.diagnostics
    assert (found.code, said in found.message, len(found.hints)) == ("file.no-text", True, 1)


def test_the_file_system_refuses(tmp_path: Path) -> None:
    """A missing file, a directory and an impossible name are errors of whoever runs it."""
    cases: list[tuple[str | Path, str]] = [
        (tmp_path / "none.yaml", "file.missing"),
        (tmp_path, "file.is-a-directory"),
        (f"{tmp_path}/a\0b", "file.unreadable"),
        (f"{tmp_path}/{'a' * 5000}", "file.unreadable"),
    ]
    for path, code in cases:
        with pytest.raises(ResourceError) as caught:
            load(path)
        assert [(item.code, item.where.file) for item in caught.value.diagnostics] == [(code, str(path))]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_a_file_without_permission(tmp_path: Path) -> None:
    """A file that must not be read is an error of whoever runs it."""
    path = tmp_path / "b.yaml"
    path.write_text(VALID)
    path.chmod(0)
    with pytest.raises(ResourceError, match=r"file\.unreadable"):
        load(path)


def test_wrong_arguments() -> None:
    """A wrong argument of the caller is a plain error, before any work."""
    with pytest.raises(TypeError):
        load(b"b.yaml")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        loads(b"a: b")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="toml"):
        loads("a: b", format="toml")  # type: ignore[arg-type]


def test_every_code_has_a_meaning() -> None:
    """The codes of this package are in the table, and none is there that nothing uses."""
    source = "".join(path.read_text("utf-8") for path in Path(loads.__code__.co_filename).parent.glob("*.py"))
    assert all(source.count(f'"{code}"') >= 2 for code in CODES)
    assert all(code.startswith(("file.", "model.")) and meaning for code, meaning in CODES.items())
