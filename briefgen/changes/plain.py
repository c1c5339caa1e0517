"""Values of a briefing as JSON has them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from briefgen.model.base import Model
from briefgen.model.by_language import ByLanguage
from briefgen.model.dates import PartialDate
from briefgen.model.walk import Texts


def plain(value: object) -> Any:
    """A value or a part of a briefing as mappings, lists, texts and numbers; what has its default is left out."""
    match value:
        case Model():
            fields = type(value).model_fields
            return {name: plain(part) for name, part in value if not is_same(part, fields[name].default)}
        case tuple():
            return [plain(part) for part in value]
        case dt.date() | PartialDate():
            return str(value)
        case ByLanguage():
            return {tag: plain(part) for tag, part in value.items()}
        case _ if isinstance(value, Texts):
            return dict(value.root)
        case _:
            return value


def is_same(before: object, after: object) -> bool:
    """Whether two values that are no parts are written in the same way: 7 is not 7.0, nor 1 true."""
    return type(before) is type(after) and before == after
