"""What ``briefgen sources`` does: between the sources of a briefing and the items of a reference manager."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from briefgen.cli.exits import ExitCode
from briefgen.cli.listing import Printing, tags_of
from briefgen.cli.naming import STANDARD_STREAM
from briefgen.cli.source import STDIN, Source, read_stdin
from briefgen.cli.usage import bad_option
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model.csl import sources_from_csl, sources_to_csl
from briefgen.model.document import TreeBuilder, to_plain
from briefgen.model.json_reader import read_json
from briefgen.model.localized import canonical_tag
from briefgen.model.reading import decoded, read_bytes
from briefgen.model.write import yaml_text
from briefgen.visible_json import visible_json

_FROM_MANAGER: Final = "export items from the reference manager, as CSL JSON"


def run_import(printing: Printing, *, file: str, languages: str) -> ExitCode:
    """Print items as the sources of a briefing."""

    def work() -> None:
        tags = tags_of(languages, "--languages")
        imported = sources_from_csl(_items(file), tags)
        name = STDIN if file == STANDARD_STREAM else file
        placed = [replace(found, where=replace(found.where, file=name)) for found in imported.diagnostics]
        if not imported.sources:
            raise InvalidBriefing([*placed, _no_items("the file has no item that can be a source", name)])
        printing.write(yaml_text({"sources": [source.model_dump(mode="json") for source in imported.sources]}))
        printing.tell(placed)

    return printing.run(work)


def run_export(printing: Printing, *, file: str, language: str | None) -> ExitCode:
    """Print the sources of a briefing as items."""

    def work() -> None:
        source = Source(file)
        briefing = source.read()
        tag = briefing.primary_language if language is None else _language(language, briefing.languages)
        exported = sources_to_csl(briefing.sources, tag)
        printing.write(visible_json(exported.items))
        printing.tell(source.locate(exported.diagnostics))

    return printing.run(work)


def _language(written: str, there: tuple[str, ...]) -> str:
    """One of the languages of a briefing.

    Raises:
        click.BadParameter: it is another one.
    """
    try:
        tag = canonical_tag(written)
    except ValueError:  # pydantic's own is one
        tag = written
    if tag not in there:
        message = f'the briefing is not in "{written}"; its languages are {", ".join(there)}'
        raise bad_option("--language", message)
    return tag


def _items(file: str) -> list[Any]:
    """The items in a file: a list, a mapping that has them under ``items``, or one alone.

    Raises:
        InvalidBriefing: it is no well-formed JSON, or has something else.
        ResourceError: it cannot be read.
    """
    name = STDIN if file == STANDARD_STREAM else file
    hint = "export it from the reference manager once more, as CSL JSON"
    text = read_stdin() if file == STANDARD_STREAM else decoded(read_bytes(file), file, hint=hint)
    builder = TreeBuilder(name)
    try:
        read_json(text.removeprefix("\ufeff"), builder)
    except InvalidBriefing as error:
        raise InvalidBriefing(_of_items(found) for found in error.diagnostics) from error
    if builder.diagnostics:
        raise InvalidBriefing(builder.diagnostics)
    content = None if builder.root is None else to_plain(builder.root)
    if isinstance(content, Mapping):
        content = content["items"] if isinstance(content.get("items"), list) else [content]
    if not isinstance(content, list):
        raise InvalidBriefing([_no_items("the file is no list of items", name)])
    return content


def _of_items(found: Diagnostic) -> Diagnostic:
    """What is not well-formed, with a hint for who has items and not a briefing."""
    hint = f"{_FROM_MANAGER}; `briefgen sources export` prints the sources of a briefing"
    return replace(found, hints=(hint,)) if found.code == "file.syntax" else found


def _no_items(message: str, name: str) -> Diagnostic:
    return Diagnostic("csl.no-items", message, Place(name), (_FROM_MANAGER,))
