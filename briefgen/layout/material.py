"""What a briefing shows that does not stand in it: pictures from files, and flowables from a program."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.images.picture_files import read_pictures
from briefgen.layout.images.raster import Raster
from briefgen.model import Briefing


@dataclass(frozen=True, slots=True)
class Material:
    """What stands beside a briefing.

    Attributes:
        pictures: by the names of their files; empty where a briefing is only read through.
        flowables: for the key of an insert, what is put there in each language.
        warnings: what was noticed; gathered while composing.
    """

    pictures: Mapping[str, Raster] = field(default_factory=dict)
    flowables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    warnings: dict[Diagnostic, None] = field(default_factory=dict)


def gather(
    briefing: Briefing,
    languages: tuple[str, ...],
    folder: str | os.PathLike[str] | None,
    flowables: Mapping[str, Any],
) -> Material:
    """Read the pictures that an edition shows, and take the flowables for its inserts.

    Args:
        briefing: as it is shown.
        languages: of the edition.
        folder: where the files of pictures are; None where the briefing has no folder.
        flowables: by the key of an insert: a flowable, or one for each language by its tag.

    Raises:
        ResourceError: a picture is missing or cannot be shown, or an insert has no flowable; all of them are named.
    """
    problems: list[Diagnostic] = []
    pictures: Mapping[str, Raster] = {}
    try:
        pictures = read_pictures(_files(briefing, languages), None if folder is None else Path(folder))
    except ResourceError as error:
        problems += error.diagnostics
    by_language = dict(_by_language(briefing, languages, flowables, problems))
    if problems:
        raise ResourceError(problems)
    return Material(pictures, by_language)


def require_known(briefing: Briefing, flowables: Mapping[str, Any]) -> None:
    """Refuse what is given for inserts that there are not; the briefing is the whole one, whatever is shown of it.

    Raises:
        ValueError: there is no insert of a key.
    """
    known = [insert.key for insert in briefing.inserts]
    unknown = next((key for key in flowables if key not in known), None)
    if unknown is not None:
        there = ", ".join(known) or "none"
        raise ValueError(f"a flowable is given for {unknown!r}, and the briefing has no such insert; it has: {there}")


def _files(briefing: Briefing, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for index, picture in enumerate(briefing.pictures):
        for language in languages:
            own = language in picture.files
            yield picture.file_for(language), f"pictures[{index}]." + (f"files.{language}" if own else "file")


def _by_language(
    briefing: Briefing, languages: tuple[str, ...], given: Mapping[str, Any], problems: list[Diagnostic]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for index, insert in enumerate(briefing.inserts):
        flowable = given.get(insert.key)
        for_each = flowable if isinstance(flowable, Mapping) else dict.fromkeys(languages, flowable)
        missing = [language for language in languages if for_each.get(language) is None]
        if missing:
            in_languages = f' in "{missing[0]}"' if isinstance(flowable, Mapping) else ""
            problems.append(
                Diagnostic(
                    "insert.missing",
                    f'nothing is given for the insert "{insert.key}"{in_languages}',
                    Place(path=f"inserts[{index}]"),
                    (f'render it from Python: render(briefing, flowables={{"{insert.key}": …}})',),
                )
            )
        yield insert.key, for_each
