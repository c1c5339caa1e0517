"""What ``briefgen new`` does: write a complete briefing of a kind, out of the examples that come with briefgen.

In an installed wheel they lie inside the package, in ``briefgen/examples/``; in a checkout, in ``examples/`` beside it.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from briefgen.cli import terminal
from briefgen.cli.exits import ExitCode
from briefgen.cli.listing import Printing, tags_of
from briefgen.cli.naming import is_folder, make_folders
from briefgen.cli.usage import bad_option
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic, Place, unwritable
from briefgen.errors import ResourceError
from briefgen.layout.sections.order import sections_of
from briefgen.model import Briefing, load
from briefgen.model.one_language import in_one_language
from briefgen.model.write import yaml_text
from briefgen.text.bundled import PACKAGE
from briefgen.visible_json import visible_json

_BRIEFING: Final = "briefing.yaml"
# The key of the languages, or the place before the first other one, where it may stand.
_LANGUAGES: Final = re.compile(r"^languages: .*\n|^(?=[a-z])(?![\s\S]*^languages:)", re.MULTILINE)

# The folder of each kind, and what the kind is for.
KINDS: Final = MappingProxyType(
    {
        "meeting-brief": ("liaison-office", "for somebody who goes into a meeting: what to know and what to say"),
        "situation-report": ("flood-exercise", "for those who follow an event: how it stands, in figures and on a map"),
        "fact-sheet": ("universal-declaration", "for anybody: what is so, each statement with its date and source"),
        "questions-and-answers": ("arabic-language-day", "for a spokesperson: what may be asked, and what to answer"),
        "visit-programme": ("study-visit", "for a delegation: what happens when, where and with whom"),
    }
)


def examples_dir() -> Path:
    """The folder that holds the examples.

    Raises:
        ResourceError: ``example.bundle-missing``, with the folders that were looked at.
    """
    candidates = (PACKAGE / "examples", PACKAGE.parent / "examples")
    for folder in candidates:
        if all((folder / name / _BRIEFING).is_file() for name, _ in KINDS.values()):
            return folder
    looked_at = " nor ".join(f'"{folder}"' for folder in candidates)
    hint = "install briefgen again from its wheel, or work in a complete checkout"
    message = f"the examples are in neither {looked_at}"
    raise ResourceError([Diagnostic("example.bundle-missing", message, hints=(hint,))])


def sections_in(briefing: Briefing) -> list[str]:
    """The sections that a briefing has, by their keys, in the order of its pages."""
    names = [section.__name__ for section in sections_of(briefing.kind)]
    return [name for name in names if name in Briefing.model_fields and getattr(briefing, name)]


def starting_text(kind: str, languages: tuple[str, ...]) -> str:
    """The text of a complete briefing of a kind.

    In both languages it is that of the example, with its comments. In one language its texts are picked out, and
    comments, which are about both, are left out.

    Args:
        kind: one of ``KINDS``.
        languages: one or both languages of the examples; the first is the primary one.

    Raises:
        ResourceError: the examples are missing.
    """
    path = examples_dir() / KINDS[kind][0] / _BRIEFING
    if len(languages) > 1:
        text, ordered = path.read_text(encoding="utf-8"), f"languages: [{', '.join(languages)}]\n"
        return text if load(path).languages == languages else _LANGUAGES.sub(ordered, text, count=1)
    (language,) = languages
    data = in_one_language(load(path), language).model_dump(mode="json")
    del data["other_languages"]  # a briefing that is begun in one language exists in no other, which has short forms
    if "glossary" in data:
        data["glossary"] = [_in_language(entry, language) for entry in data["glossary"] if language in entry["short"]]
    return yaml_text(data)


def _in_language(entry: dict[str, Any], language: str) -> dict[str, Any]:
    """An entry of a glossary with the short form of one language."""
    return {**entry, "short": {language: entry["short"][language]}}


def run_kinds(printing: Printing) -> ExitCode:
    """Print the kinds: what each is for, and the sections of its example."""

    def work() -> None:
        rows: list[dict[str, Any]] = []
        for kind, (folder, purpose) in KINDS.items():
            sections = sections_in(load(examples_dir() / folder / _BRIEFING))
            rows.append({"kind": kind, "purpose": purpose, "sections": sections})
        if printing.listed_as == "json":
            printing.write(visible_json(rows))
        else:
            lines = (f"{row['kind']}: {row['purpose']}\n  {', '.join(row['sections'])}\n" for row in rows)
            printing.write("".join(lines))

    return printing.run(work)


def run_new(printing: Printing, kind: str, output: str | None, languages: str) -> ExitCode:
    """Write the briefing, and beside it what it names."""

    def work() -> None:
        tags = _languages_of(kind, languages)
        target = _target(kind, output)
        text = starting_text(kind, tags)
        files = {target: text.encode("utf-8")}
        files |= {target.parent / name: data for name, data in _companions(kind, text).items()}
        _write_new(files)
        for path in files:
            terminal.show_line(f"wrote {visible(str(path))}")

    return printing.run(work)


def _languages_of(kind: str, written: str) -> tuple[str, ...]:
    tags, known = tags_of(written, "--languages"), load(examples_dir() / KINDS[kind][0] / _BRIEFING).languages
    for tag in tags:
        if tag not in known:
            there = " and ".join(known)
            raise bad_option("--languages", f'the examples are in {there}, and not in "{tag}"; start from one of these')
    return tags


def _target(kind: str, output: str | None) -> Path:
    if output == "":
        raise bad_option("--output", "the name is empty")
    if output is None:
        return Path(f"{kind}.yaml")
    return Path(output) / _BRIEFING if is_folder(output) else Path(output)


def _companions(kind: str, text: str) -> dict[PurePosixPath, bytes]:
    """What lies in folders beside the example and is named in a text, by its place from there."""
    folder = examples_dir() / KINDS[kind][0]
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent != folder and path.relative_to(folder).as_posix() in text
    }


def _write_new(files: dict[Path, bytes]) -> None:
    """Write files of which none is there yet: all of them, or none.

    Raises:
        ResourceError: one is there, or cannot be written.
    """
    there = [path for path in files if path.exists() or path.is_symlink()]
    if there:
        hint = "give another name with --output, or move the file away"
        message = "there is a file of this name already, and it is not replaced"
        raise ResourceError([Diagnostic("output.exists", message, Place(str(path)), (hint,)) for path in there])
    make_folders(list(files))
    made: list[Path] = []
    for path, data in files.items():
        try:
            with path.open("xb") as file:
                made.append(path)
                file.write(data)
        except OSError as error:
            for each in made:
                each.unlink(missing_ok=True)
            hint = "choose a folder that you may write to"
            raise ResourceError([unwritable(path, str(error.strerror), hint)]) from error
