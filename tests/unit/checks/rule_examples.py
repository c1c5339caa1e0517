"""The examples of the rules, made into whole briefings.

An example has the lines that break its rule, and nothing else. What a briefing must have besides is put in here; what
the text of a source says stands in a comment of the example, and files that a comment cannot hold are made here.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from briefgen.checks.rule import Rule
from briefgen.model import Briefing

UNCITED: Final = "nobody"

_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_SAID: Final = re.compile(r"^# The source says: (.*)$", re.MULTILINE)


def base() -> dict[str, Any]:
    """A briefing with nothing to find in it, as plain data."""
    return {
        "languages": ["en", "ar"],
        "title": {"en": "The crossing", "ar": "المعبر"},
        "dates": {"as_of": "2024-07-12"},
        "summary": [{"en": "It is open.", "ar": "إنه مفتوح."}],
        "sources": [_source("mo"), _source("jt")],
    }


def _source(key: str) -> dict[str, Any]:
    publisher = {"en": "Ministry", "ar": "وزارة"}
    return {"key": key, "title": {"en": "Statement", "ar": "بيان"}, "publisher": publisher, "date": "2024-07-11"}


def briefing_of(rule: Rule, folder: Path) -> tuple[Briefing, dict[str, Path]]:
    """The example of a rule as a briefing in a folder, with the texts of sources that are given beside it."""
    example = plain(YAML(typ="safe", pure=True).load(io.StringIO(rule.example)))
    data = {**base(), **({"background": [example["value"]]} if set(example) == {"value"} else example)}
    if "glossary" in rule.code:
        data["glossary"] = [
            {"short": {"en": "WBC", "ar": "هـ م ح"}, "full": {"en": "Water Board", "ar": "هيئة المياه"}}
        ]
    for source in data["sources"]:
        for name, value in (
            _source(source["key"]) if set(source) <= {"key", "language", "text", "sha256"} else {}
        ).items():
            source.setdefault(name, value)
    for quote in data.get("quotes", ()):
        _complete(quote)
    rest = str({name: part for name, part in data.items() if name != "sources"})
    keys = [source["key"] for source in data["sources"] if source["key"] not in (UNCITED, *_words(rest))]
    cited = f" [{'; '.join(f'@{key}' for key in keys)}]" if keys else ""
    data["summary"] = [{tag: f"{text}{cited}" for tag, text in each.items()} for each in data["summary"]]
    _make_files(folder, with_text="sha256" in rule.example)
    texts = {}
    if "quotes" in data and "source-not-at-hand" not in rule.code:
        texts["mo"] = folder / "said.txt"
        texts["mo"].write_text(_said(rule, data["quotes"][0]["text"]), encoding="utf-8")
    if "quotes" in data:  # in one language, so that there is no translation to be compared
        data = _only_in(data["quotes"][0]["language"], data)
    return Briefing.model_validate(data), texts


def plain(value: Any) -> Any:
    """Values of YAML as those that a reader of briefings gives: a date is a text there."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value if isinstance(value, bool | int | float | str | None) else str(value)


def _complete(quote: dict[str, Any]) -> None:
    """What a quote needs beside its words."""
    quote.setdefault("text", "The office opens in May")
    quote.setdefault("language", "ar" if _ARABIC.search(quote["text"]) else "en")
    quote.setdefault("speaker", {"en": "The minister", "ar": "الوزير"})
    quote.setdefault("source", "mo")


def _only_in(language: str, value: Any) -> Any:
    """Plain data with its texts in one language."""
    if isinstance(value, list):
        return [language] if value == ["en", "ar"] else [_only_in(language, part) for part in value]
    if isinstance(value, dict):
        only = {language: value[language]} if set(value) == {"en", "ar"} else value
        return {name: _only_in(language, part) for name, part in only.items()}
    return value


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _said(rule: Rule, quoted: str) -> str:
    """What the source of the quote says: the words of the quote, unless a comment has others."""
    if said := _SAID.search(rule.example):
        return said[1]
    return "Nothing was said of it." if "# The source says" in rule.example else quoted


def _make_files(folder: Path, *, with_text: bool) -> None:
    """What the examples about files of sources name: a text, a picture in a PDF, a link out of the folder."""
    (folder / "sources").mkdir()
    if with_text:
        (folder / "sources" / "mo.txt").write_text("The office opens in May.", encoding="utf-8")
    (folder / "sources" / "scanned.pdf").write_bytes(b"%PDF-1.7\nno text\n")
    elsewhere = folder.parent / "elsewhere.txt"
    elsewhere.write_text("The office opens in May.", encoding="utf-8")
    (folder / "link-to-elsewhere.txt").symlink_to(elsewhere)
