"""Files of languages of one's own: every fault of one is named in plain words, and a good one is used."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Final

import pytest

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.language.labels import LABELS
from briefgen.layout.language.locale import BUNDLED, LocaleSet

ENGLISH: Final = (resources.files("briefgen.layout") / "locales" / "en.toml").read_text(encoding="utf-8")
TURKISH: Final = ENGLISH.replace('language = "en"', 'language = "tr"').replace("en_GB", "tr_TR")


def written(folder: Path, text: str | bytes, name: str = "tr.toml") -> Path:
    """A file with a content."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def faults(path: Path) -> tuple[Diagnostic, ...]:
    """What is said of a file that is refused."""
    with pytest.raises(ResourceError) as caught:
        LocaleSet([path])
    return caught.value.diagnostics


def changed(old: str, new: str) -> str:
    """The Turkish file with one thing replaced."""
    assert TURKISH.count(old) == 1
    return TURKISH.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ('summary = "Summary"\n', "", "labels.summary", 'the label "summary" is missing'),
        ('summary = "', 'sumary = "', "labels.summary", 'the label "summary" is missing'),
        ('{name}"\nprepared_by', '{nane}"\nprepared_by', "labels.prepared_for",
         "{nane} is not a value of this label; it may have {name}"),
        ('"Summary"', '"{x}"', "labels.summary", "{x} is not a value of this label; it has none"),
        ("{page} of", "{page!r} of", "labels.page",
         "{page!r} is not a value of this label; it may have {page}, {pages}"),
        ("{page} of", "of", "labels.page", "{page} is missing in the label"),
        ("{page} of", "{page} {page} of", "labels.page", "{page} stands twice in the label"),
        ("{page} of", "{page of", "labels.page", "a brace has no partner, or there is more than a name between two"),
        ("{page} of", "} {page} of", "labels.page", "a brace has no partner, or there is more than a name between two"),
        ('"Summary"', '" "', "labels.summary", "the text has nothing to read"),
        ('"Summary"', '"Summary "', "labels.summary", "there is white space at the beginning or the end of the text"),
        ('"Summary"', "5", "labels.summary", "a text is needed, and a number is given"),
        ('"Summary"', '"a\\nb"', "labels.summary",
         "character 2 of the text is a line break; the text must be one line"),
        ('fact-sheet = "Fact sheet"\n', "", "kinds.fact-sheet", 'the kind of briefing "fact-sheet" is missing'),
        ('"latn"', '"roman"', "digits", '"roman" is not the name of digits'),
        ('"latn"', "1", "digits", "a number is not the name of digits"),
        ("tr_TR", "tr_XX", "cldr_locale", 'CLDR has no locale "tr_XX"'),
        ("tr_TR", "tr-TR", "cldr_locale", 'CLDR has no locale "tr-TR"'),
        ('["“", "”"]', '["“"]', "quotes", "two quotation marks are needed, and a list of 1 is given"),
        ('["“", "”"]', '"“”"', "quotes", "two quotation marks are needed, and a text is given"),
        ('["“", "”"]', '["“", ""]', "quotes[1]", "the text has nothing to read"),
        ('day = "d MMMM y"', 'day = "d MMMM y zz"', "dates.day", '"z" asks for something that this date does not have'),
        ('day = "d MMMM y"', 'day = "d de MMMM y"', "dates.day", '"e" asks for something that this date does not have'),
        ('day = "d MMMM y"', 'day = "d MMMM YYYY"', "dates.day", '"Y" asks for something that this date does not have'),
        ('day = "d MMMM y"', 'day = "d MMMMMM y"', "dates.day", '"MMMMMM" has no meaning'),
        ('day = "d MMMM y"', 'day = "MMMM"', "dates.day", "the pattern does not tell the day and the year"),
        ('day = "d MMMM y"', "day = \"d 'de MMMM y\"", "dates.day", "a single quote is not closed"),
        ('month = "MMMM y"', 'month = "d MMMM y"', "dates.month",
         '"d" asks for something that this date does not have'),
        ('language = "tr"', 'language = "de"', "language",
         'the file is called "tr.toml", and the language in it is "de"'),
        ('language = "tr"', 'language = "Turkish"', "language", '"Turkish" is not a language tag'),
        ('language = "tr"\n', "", "language", 'the key "language" is missing'),
        ('script = "Latn"', 'script = "Arab"', "script",
         'the labels are in the script Arab, and "tr" is taken to be in Latn'),
        ('script = "Latn"', 'script = "Latin"', "script", '"Latin" is not the code of a script'),
        ('digits = "latn"', 'digits = "latn"\nfirst_day = 1', "first_day", 'there is no key "first_day"'),
        ("[kinds]", "[kind]", "kinds", 'the key "kinds" is missing'),
        ("[labels]", "[[labels]]", "labels", "a table is needed, and a list is given"),
        ("[dates]", '[lists]\ntwo = "{0} ve"\n\n[dates]', "lists.two",
         "a pattern for lists needs {0} and then {1}, and nothing else in braces"),
        ("[dates]", '[lists]\nlast = "{0} ve {1}"\n\n[dates]', "lists.last", 'there is no pattern "last" for lists'),
        ('quotes = ["“"', 'lists = 5\nquotes = ["“"', "lists", "a table is needed, and a number is given"),
        ("[dates]", '[names]\nEN-gb = "x"\n\n[dates]', "names.EN-gb",
         '"EN-gb" is not written as tags are written here'),
    ],
)  # fmt: skip
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, path: str, message: str) -> None:
    """Whatever is wrong is named with the file, the key and a hint, and in no words of a library."""
    file = written(tmp_path, changed(old, new))
    found = {fault.where: fault for fault in faults(file)}
    fault = found[Place(file=str(file), path=path)]
    assert (fault.code, fault.message) == ("locale.invalid", message)
    assert fault.hints


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """The problems of every part of a file, and of every file, are in one error."""
    text = changed('digits = "latn"', 'digits = "roman"').replace('facts = "Key facts"\n', "").replace("[kinds]", "[x]")
    first = written(tmp_path, text)
    second = tmp_path / "de.toml"
    with pytest.raises(ResourceError) as caught:
        LocaleSet([first, second])
    assert [(fault.code, fault.where.path) for fault in caught.value.diagnostics] == [
        ("locale.invalid", "digits"),
        ("locale.invalid", "labels.facts"),
        ("locale.invalid", "kinds"),
        ("locale.invalid", "x"),
        ("locale.unreadable", None),
    ]


def test_a_wrong_name_is_set_right(tmp_path: Path) -> None:
    """The hint of an unknown label names the one that is meant."""
    unknown = faults(written(tmp_path, changed('summary = "', 'sumary = "')))[1]
    assert (unknown.message, unknown.hints) == ('there is no label "sumary"', ("did you mean `summary`?",))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'language = "tr\n', 1),
        (b'a = "b"\na = "c"\n', 2),
        (b'a = "b"\nb = "\xff"\n', 2),
        (b"a = " + b"[" * 9999, None),
    ],
)
def test_what_is_not_toml_is_refused(tmp_path: Path, content: bytes, line: int | None) -> None:
    """A slip in the syntax is told with its line."""
    (fault,) = faults(written(tmp_path, content))
    assert (fault.code, fault.where.line) == ("locale.syntax", line)
    assert "(at line" not in fault.message


@pytest.mark.parametrize("name", ["", ".", "none/tr.toml", "t\0r.toml"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A path that leads to no file is said to do so."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ResourceError) as caught:
        LocaleSet([name])
    assert [(fault.code, fault.where.file) for fault in caught.value.diagnostics] == [("locale.unreadable", name)]


def test_a_language_has_one_file(tmp_path: Path) -> None:
    """Of two files for one language neither is chosen silently."""
    (tmp_path / "more").mkdir()
    paths = [written(tmp_path, TURKISH), written(tmp_path / "more", TURKISH)]
    with pytest.raises(ResourceError, match='has the labels of "tr", too'):
        LocaleSet(paths)


def test_what_is_found_first(tmp_path: Path) -> None:
    """A file that is named goes before the folder, the folder before the package, the exact tag before the language."""
    folder = tmp_path / "locales"
    folder.mkdir()
    british = ENGLISH.replace('language = "en"', 'language = "en-GB"')
    named = written(tmp_path, ENGLISH.replace('"Summary"', '"In short"'), "en.toml")
    written(folder, ENGLISH.replace('"Summary"', '"Beside"'), "en.toml")
    written(folder, british.replace('"Summary"', '"In Britain"'), "en-GB.toml")
    written(folder, TURKISH.replace('"Summary"', '"Özet"'))

    def summary(locales: LocaleSet, tag: str) -> str:
        return locales.load(tag).label("summary")

    both = LocaleSet([named], folder)
    assert [summary(both, tag) for tag in ("en", "en-US", "en-GB", "tr-TR", "fr")] == [
        "In short", "In short", "In Britain", "Özet", BUNDLED.load("fr").label("summary"),
    ]  # fmt: skip
    assert summary(LocaleSet([], folder), "en") == "Beside"
    assert summary(BUNDLED, "en") == "Summary"
    assert set(both.languages()) == {*BUNDLED.languages(), "tr", "en-GB"}


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """The same content gives the same object, another content another one."""
    path = written(tmp_path, TURKISH)
    first = LocaleSet([path]).load("tr")
    assert LocaleSet([path]).load("tr") is first
    written(tmp_path, TURKISH.replace('"Summary"', '"Özet"'))
    assert LocaleSet([path]).load("tr").label("summary") == "Özet"


def test_a_tag_says_the_script_that_its_language_rarely_has(tmp_path: Path) -> None:
    """Tajik in Latin script is a file of its own, and no file for Tajik in Cyrillic script."""
    latin = TURKISH.replace('language = "tr"', 'language = "tg-Latn"').replace("tr_TR", "tg_TJ")
    locales = LocaleSet([written(tmp_path, latin, "tg-Latn.toml")])
    assert locales.load("tg-Latn-TJ").script == "Latn"
    assert locales.find("tg") is None
    (fault,) = faults(written(tmp_path, latin.replace("tg-Latn", "tg"), "tg.toml"))
    assert 'use the tag "tg-Latn"' in fault.hints[0]


def test_the_table_of_values_is_that_of_the_labels() -> None:
    """What a label may have is what the English one has."""
    labels = BUNDLED.load("en").spec.labels
    assert {name: tuple(re.findall(r"{(\w+)}", label)) for name, label in labels.items()} == dict(LABELS)


def test_lists_of_a_file_go_before_those_of_cldr(tmp_path: Path) -> None:
    """A pattern for lists in a file is taken, and CLDR's for those that it does not have."""
    path = written(tmp_path, changed("[dates]", '[lists]\ntwo = "{0} ile {1}"\n\n[dates]'))
    turkish = LocaleSet([path]).load("tr")
    assert turkish.joined(["A", "B"]) == "A ile B"
    assert turkish.joined(["A", "B", "C"]) == "A, B ve C"
    assert turkish.percent(45) == "%45"
