"""What a project asks of the checks, and the file in which it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks.catalogue import RULE_OF, RULES
from briefgen.checks.settings import CheckSettings, age_in_days
from briefgen.checks.settings_file import find_settings, load_settings, position_of
from briefgen.diagnostics import Severity
from briefgen.errors import ResourceError
from tests.growth import FACTOR, MOST, growth

OFF = {rule.code for rule in RULES if not rule.on}


def test_without_settings() -> None:
    """Rules are as severe as they say, but for those that are off."""
    settings = CheckSettings()
    assert {rule.code for rule in RULES if settings.severity_of(rule) is None} == OFF
    assert all(settings.severity_of(rule) is rule.severity for rule in RULES if rule.on)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({"parity.length": Severity.NOTE}, Severity.NOTE),
        ({"parity.*": None}, None),
        ({"parity.*": None, "parity.length": Severity.ERROR}, Severity.ERROR),
        ({"parity.length": Severity.ERROR, "parity.*": None}, Severity.ERROR),
        ({"*": Severity.NOTE, "parity.*": Severity.ERROR}, Severity.ERROR),
        ({"parity.l*": Severity.NOTE, "*ity.length": Severity.ERROR}, Severity.ERROR),
        ({"p?rity.*": None, "parity.*": Severity.NOTE}, Severity.NOTE),
        ({"quote.*": None}, Severity.WARNING),
    ],
)
def test_severities(severity: dict[str, Severity | None], expected: Severity | None) -> None:
    """A code goes before a pattern, a longer pattern before a shorter one, and of two the stricter severity."""
    assert CheckSettings(severity=severity).severity_of(RULE_OF["parity.length"]) is expected


def test_only_and_ignore() -> None:
    """What is named alone is looked at, even if it is off; what is ignored is not, whatever else is said."""
    only = CheckSettings(only=("parity.length", "source.*"), severity={"parity.length": None})
    on = {rule.code for rule in RULES if only.severity_of(rule) is not None}
    assert on == {code for code in RULE_OF if code.startswith("source.")} - OFF | {"parity.length"}
    assert CheckSettings(only=("source.no-rating",)).severity_of(RULE_OF["source.no-rating"]) is Severity.NOTE
    ignored = CheckSettings(only=("quote.*",), ignore=("quote.*",), severity={"quote.differs": Severity.ERROR})
    assert {rule.code for rule in RULES} == ignored.codes_off


def test_the_age_rule_is_off_without_an_age() -> None:
    """Reports say that nobody asked for the age of figures."""
    assert "figure.old" in CheckSettings().codes_off
    assert "figure.old" not in CheckSettings(max_age_days=90).codes_off


def test_wrong_arguments_are_refused() -> None:
    """A code or pattern that fits no rule is refused, with what was probably meant."""
    with pytest.raises(ValueError, match=r'no rule fits "parity.lenght"; did you mean "parity.length"\?'):
        CheckSettings(severity={"parity.lenght": None})
    with pytest.raises(ValueError, match=r'no rule fits "quotes.\*"; did you mean "quote.\*"\?'):
        CheckSettings(only=("quotes.*",))
    with pytest.raises(ValueError, match="at least 1"):
        CheckSettings(max_age_days=0)
    with pytest.raises(TypeError, match="max_age_days must be an int or None, not str"):
        CheckSettings(max_age_days="3")  # type: ignore[arg-type]


def test_fail_on() -> None:
    """An error always fails, a warning if it is asked for, a note never."""
    found = {severity: RULE_OF["quote.differs"].broken("quotes[0]", "x") for severity in Severity}
    applied = {
        severity: next(CheckSettings(severity={"quote.differs": severity}).apply([one]))
        for severity, one in found.items()
    }
    assert [severity for severity in Severity if CheckSettings().fails(applied[severity])] == [Severity.ERROR]
    strict = CheckSettings(fail_on=Severity.WARNING)
    assert [severity for severity in Severity if strict.fails(applied[severity])] == [Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("90 days", 90),
        ("1 day", 1),
        ("12 weeks", 84),
        ("90", None),
        ("0 days", None),
        ("3 months", None),
        ("-1 day", None),
    ],
)
def test_ages(written: str, days: int | None) -> None:
    """An age is a number of days or weeks, above zero."""
    assert age_in_days(written) == days


def written(folder: Path, text: str) -> Path:
    """A file with settings."""
    path = folder / "briefgen.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file(tmp_path: Path) -> None:
    """All keys of a file are read; a file may have none."""
    text = (
        '[check]\nfail_on = "warning"\nmax_age = "2 weeks"\nseverity = {"parity.*" = "off", "quote.differs" = "note"}\n'
    )
    assert load_settings(written(tmp_path, text)) == CheckSettings(
        severity={"parity.*": None, "quote.differs": Severity.NOTE}, max_age_days=14, fail_on=Severity.WARNING
    )
    assert load_settings(written(tmp_path, "")) == CheckSettings()


REFUSED = [
    ("[chek]\n", ["settings.invalid 1:2 chek: did you mean `check`?"]),
    ("# a\n\n[check]\n  max_ag = 3\n", ["settings.invalid 4:3 check.max_ag: did you mean `max_age`?"]),
    ('[check]\nfail_on = "warn"\n', ['settings.invalid 2:1 check.fail_on: did you mean "warning"?']),
    ("[check]\nmax_age = 90\n", ['settings.invalid 2:1 check.max_age: write an age such as "90 days"']),
    ('[check]\nmax_age = "90"\n', ['settings.invalid 2:1 check.max_age: write an age such as "90 days" or "12 weeks"']),
    ("check = 1\n", ["settings.invalid 1:1 check: write keys and values below [check]"]),
    (
        '[check]\nseverity = {"parity.lenght" = "off", "quotes.*" = "note"}\nmax_age = ""\n',
        [
            'settings.invalid 2:13 check.severity["parity.lenght"]: did you mean "parity.length"?',
            'settings.invalid 2:38 check.severity["quotes.*"]: did you mean "quote.*"?',
            'settings.invalid 3:1 check.max_age: write an age such as "90 days" or "12 weeks"',
        ],
    ),
    (
        '[check.severity]\n"quote.*" = "off"\n"parity.length" = "of"\n',
        ['settings.invalid 3:1 check.severity["parity.length"]: did you mean "off"?'],
    ),
    (
        '[check]\nseverity = {"parity.lenght" = "off"}\nfail_on = "warn"\nmax_age = "90"\n[chek]\n',
        [
            'settings.invalid 2:13 check.severity["parity.lenght"]: did you mean "parity.length"?',
            'settings.invalid 3:1 check.fail_on: did you mean "warning"?',
            'settings.invalid 4:1 check.max_age: write an age such as "90 days" or "12 weeks"',
            "settings.invalid 5:2 chek: did you mean `check`?",
        ],
    ),
    ("[check\n", ["settings.syntax 1:7 : look at the line"]),
    ("a = 1\na = 2\n", ["settings.syntax 2:6 : look at the line"]),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[text for text, _ in REFUSED])
def test_what_is_refused(tmp_path: Path, text: str, said: list[str]) -> None:
    """Every problem of a file comes at once, with line, column, path and what was probably meant."""
    path = written(tmp_path, text)
    with pytest.raises(ResourceError) as raised:
        load_settings(path)
    found = raised.value.diagnostics
    assert {one.where.file for one in found} == {str(path)}
    shown = [f"{one.code} {one.where.line}:{one.where.column} {one.where.path or ''}: {one.hints[0]}" for one in found]
    assert len(shown) == len(said)
    assert all(one.startswith(start) for one, start in zip(shown, said, strict=True)), shown


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[check]\nfail_on = '\xff'\n", "byte 19, counted from 0, is not UTF-8"),
        (b"#" * 20_001, "it has more than 20,000 bytes"),
        (None, "No such file or directory"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """What cannot be read is refused with the reason."""
    path = tmp_path / "briefgen.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ResourceError, match=reason):
        load_settings(path)


def test_the_place_of_a_key_that_comes_late() -> None:
    """A key after statements over several lines is found in its own line, quickly in a file as long as is allowed."""
    text = 'a = [\n  1,\n]\nb = """\nmax_age = 1\n"""\n[check]\n# max_age\nmax_age = 2\n'
    assert position_of(text, ("check", "max_age")) == (9, 1)
    short, longest = (
        "[x]\n" + "".join(f"k{number} = 1\n" for number in range(count)) + "[check]\nmax_age = 2\n"
        for count in (1_700 // FACTOR, 1_700)
    )
    assert len(longest) < 20_000
    assert position_of(longest, ("check", "max_age")) == (1703, 1)
    assert growth(lambda text: position_of(text, ("check", "max_age")), short, longest) < MOST


def test_where_settings_are_looked_for(tmp_path: Path) -> None:
    """In the folder and those above it up to the one with ``.git``; without one, in the folder alone."""
    inner = tmp_path / "project" / "briefings" / "july"
    inner.mkdir(parents=True)
    written(tmp_path, "")
    assert find_settings(inner) is None
    mine = written(tmp_path / "project", "")
    assert find_settings(inner) is None
    (tmp_path / "project" / ".git").mkdir()
    assert find_settings(inner) == mine.resolve()
    mine.unlink()
    assert find_settings(inner) is None
    nearest = written(inner, "")
    assert find_settings(inner) == nearest.resolve()


def test_settings_are_named_as_the_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path of settings is seen from the current folder, as that of the briefing is."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "july").mkdir()
    written(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    assert find_settings(Path()) == Path("briefgen.toml")
    assert find_settings(Path("july")) == Path("briefgen.toml")
    written(tmp_path / "july", "")
    assert find_settings(Path("july")) == Path("july/briefgen.toml")
    (tmp_path / "july" / "briefgen.toml").unlink()
    monkeypatch.chdir(tmp_path / "july")
    assert find_settings(Path()) == Path("../briefgen.toml")
