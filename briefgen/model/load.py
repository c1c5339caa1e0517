"""Reading a briefing from a file: YAML 1.2, or JSON when the file's name ends in ``.json``.

Whatever is wrong with the file is reported at once, by line. What stops the reading (syntax, limits) comes alone.
"""

from __future__ import annotations

import os
import re
from typing import Final, Literal, TypeAlias

from pydantic import ValidationError

from briefgen.diagnostics import Diagnostic, Place, character_name
from briefgen.errors import InvalidBriefing
from briefgen.model.briefing import Briefing
from briefgen.model.characters import FORBIDDEN, describe_forbidden
from briefgen.model.document import (
    MAX_BYTES,
    ListNode,
    MappingNode,
    Scalar,
    TreeBuilder,
    mark_of_offset,
    path_of,
    refused,
    to_plain,
)
from briefgen.model.json_reader import read_json
from briefgen.model.problems import kind_of
from briefgen.model.reading import decoded, read_bytes, too_many_bytes
from briefgen.model.report import diagnose, diagnose_empty
from briefgen.model.yaml_reader import read_yaml

Format: TypeAlias = Literal["yaml", "json"]

_BYTE_ORDER_MARK: Final = "\ufeff"
# ruamel.yaml takes these for line breaks, as YAML 1.1 did, and would fold them into spaces.
_OLD_LINE_BREAKS: Final = ("\u2028", "\u2029")
_FORBIDDEN_IN_FILE: Final = re.compile(f"(?!\r){FORBIDDEN.pattern}")
_FORBIDDEN_IN_YAML: Final = re.compile(f"{_FORBIDDEN_IN_FILE.pattern}|[\u2028\u2029]")


def load(path: str | os.PathLike[str]) -> Briefing:
    """The briefing in a file.

    Args:
        path: a YAML file in UTF-8, or a JSON file when its name ends in ``.json``. The key ``$schema`` at its top, by
            which editors find the schema, is passed over.

    Raises:
        InvalidBriefing: the content is not a briefing; every problem with its line and column.
        ResourceError: the file is missing, a directory, or cannot be read; or it is a named pipe to which nobody
            writes.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"path must be a str or an os.PathLike of str, not {type(path).__name__}")
    text = decoded(read_bytes(name), name, hint="save the file in the encoding UTF-8")
    return loads(text, format="json" if name.lower().endswith(".json") else "yaml", name=name)


def loads(text: str, *, format: Format = "yaml", name: str | None = None) -> Briefing:  # noqa: A002 - the public word
    """The briefing in a text.

    Args:
        text: YAML 1.2 or JSON; a byte order mark at the start is passed over.
        format: ``"yaml"`` or ``"json"``.
        name: what diagnostics call the file.

    Raises:
        InvalidBriefing: the text is not a briefing; every problem with its line and column.
        TypeError: ``text`` is not a ``str``.
        ValueError: ``format`` is another word.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    if format not in {"yaml", "json"}:
        raise ValueError(f'format must be "yaml" or "json", not {format!r}')
    builder = TreeBuilder(name)
    root = _tree(text.removeprefix(_BYTE_ORDER_MARK), format, builder)
    diagnostics = builder.diagnostics + diagnose_empty(root, name) + _pass_over_schema(root, name)
    briefing: Briefing | None = None
    try:
        briefing = Briefing.model_validate(to_plain(root))
    except ValidationError as error:
        diagnostics += diagnose(error, root, name)
    if briefing is None or diagnostics:
        raise InvalidBriefing(_in_order(diagnostics))
    return briefing


def _tree(text: str, format: Format, builder: TreeBuilder) -> MappingNode:  # noqa: A002 - as in loads
    """The content of a text as a tree, whose root is a mapping."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise too_many_bytes(builder.file)
    _refuse_characters(text, format, builder.file)
    if format == "json":
        read_json(text, builder)
    else:
        read_yaml(text, builder)
    root = builder.root
    if root is None or (isinstance(root, Scalar) and root.value is None):
        raise refused("file.empty", "the file has no content", "write a briefing into it", file=builder.file)
    if not isinstance(root, MappingNode):
        kind = "a list" if isinstance(root, ListNode) else kind_of(root.value)
        message = f"the file is {kind}; a briefing is a mapping of keys to values"
        hint = "begin with a line such as title: {en: …, ar: …}"
        raise refused("file.not-a-mapping", message, hint, file=builder.file, mark=root.mark)
    return root


def _pass_over_schema(root: MappingNode, file: str | None) -> list[Diagnostic]:
    """Take the address of a schema out of the content: it is for editors. What is no address is a problem."""
    if "$schema" not in root.entries:
        return []
    mark, node = root.entries.pop("$schema")
    if isinstance(node, Scalar) and isinstance(node.value, str | None):
        return []  # what has no value is reported as such
    place = Place(file, mark.line, mark.column, path_of(("$schema",)))
    hint = "write the address of a JSON Schema in quotes, or remove the key"
    return [Diagnostic("model.not-text", 'the key "$schema" has a value that is no text', place, (hint,))]


def _refuse_characters(text: str, format: Format, file: str | None) -> None:  # noqa: A002 - as in loads
    """Refuse what no briefing may have, before a parser changes it or stumbles over it.

    Raises:
        InvalidBriefing: with the first such character.
    """
    forbidden = _FORBIDDEN_IN_YAML if format == "yaml" else _FORBIDDEN_IN_FILE
    if match := forbidden.search(text):
        character, mark = match.group(), mark_of_offset(text, match.start())
        if character in _OLD_LINE_BREAKS:
            message = f"the file has {character_name(character)}, a line break"
            hint = "write a space instead"
        else:
            message, hint = f"the file has {describe_forbidden(character)}", "remove the character"
        raise refused("file.bad-character", message, hint, file=file, mark=mark)


def _in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """By place, and that there are more at the end; what is said twice of one place, once."""
    return sorted(dict.fromkeys(diagnostics), key=_order)


def _order(found: Diagnostic) -> tuple[bool, int, int, str]:
    where = found.where
    return (found.code == "model.too-many-problems", where.line or 0, where.column or 0, where.path or "")
