"""Reading a briefing from a file: YAML 1.2, or JSON when the file's name ends in ``.json``.

Whatever is wrong with the file is reported at once, by line. What stops the reading (syntax, limits) comes alone.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import ValidationError

from briefgen.diagnostics import Diagnostic, Place, character_name
from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.model.briefing import Briefing
from briefgen.model.characters import FORBIDDEN, describe_forbidden
from briefgen.model.document import (
    MAX_BYTES,
    ListNode,
    MappingNode,
    Node,
    Scalar,
    TreeBuilder,
    mark_of_offset,
    refused,
    to_plain,
)
from briefgen.model.json_reader import read_json
from briefgen.model.problems import kind_of
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
        path: a YAML file in UTF-8, or a JSON file when its name ends in ``.json``.

    Raises:
        InvalidBriefing: the content is not a briefing; every problem with its line and column.
        ResourceError: the file is missing, a directory, or cannot be read.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"path must be a str or an os.PathLike of str, not {type(path).__name__}")
    content = _read(name)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: byte {error.start}, counted from 0, in line {line}: {error.reason}"
        place = Place(name, line)
        hint = "save the file in the encoding UTF-8"
        raise InvalidBriefing([Diagnostic("file.not-utf8", message, place, (hint,))]) from error
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
    diagnostics = builder.diagnostics + diagnose_empty(root, name)
    briefing: Briefing | None = None
    try:
        briefing = Briefing.model_validate(to_plain(root))
    except ValidationError as error:
        diagnostics += diagnose(error, root, name)
    if briefing is None or diagnostics:
        raise InvalidBriefing(_in_order(diagnostics))
    return briefing


def _read(name: str) -> bytes:
    """The bytes of a file, if there are not too many.

    A pipe has no size, so one byte more than allowed is asked for.
    """
    try:
        with Path(name).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    except FileNotFoundError as error:
        raise _resource("file.missing", "there is no such file", "look at the spelling of the path", name) from error
    except IsADirectoryError as error:
        raise _resource("file.is-a-directory", "this is a directory", "name a file in it", name) from error
    except (OSError, ValueError) as error:  # a ValueError is a null character in the path
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be read: {reason}"
        raise _resource("file.unreadable", message, "look at the path and its permissions", name) from error
    if size > MAX_BYTES or len(content) > MAX_BYTES:
        raise _too_many_bytes(name)
    return content


def _resource(code: str, message: str, hint: str, name: str) -> ResourceError:
    return ResourceError([Diagnostic(code, message, Place(name), (hint,))])


def _too_many_bytes(name: str | None) -> InvalidBriefing:
    message = f"the file has more than {MAX_BYTES:,} bytes"
    return refused("file.too-large", message, "split the briefing", file=name)


def _tree(text: str, format: Format, builder: TreeBuilder) -> Node:  # noqa: A002 - as in loads
    """The content of a text as a tree, whose root is a mapping."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _too_many_bytes(builder.file)
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
        hint = "begin with a line such as languages: [en, ar]"
        raise refused("file.not-a-mapping", message, hint, file=builder.file, mark=root.mark)
    return root


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
    """By place; what is said twice of one place, once."""
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda found: (found.where.line or 0, found.where.column or 0, found.where.path or ""),
    )
