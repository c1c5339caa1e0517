"""Writing a briefing, in the formats that ``load`` reads."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from briefgen.model.briefing import Briefing

_LINE_WIDTH = 120


def to_json(briefing: Briefing, *, compact: bool = False) -> str:
    """The briefing as JSON (RFC 8259), with the version of its fields; ``load`` gives back the same briefing.

    Args:
        briefing: what is written.
        compact: on one line and without spaces, for programs; otherwise with a line for each value.
    """
    if compact:
        return json.dumps(_data(briefing), ensure_ascii=False, separators=(",", ":"))
    return json.dumps(_data(briefing), ensure_ascii=False, indent=2) + "\n"


def to_yaml(briefing: Briefing) -> str:
    """The briefing as YAML 1.2, with the version of its fields; ``load`` gives back the same briefing."""
    return yaml_text(_data(briefing))


def yaml_text(data: Mapping[str, Any]) -> str:
    """Plain data as YAML 1.2."""
    writer = YAML()  # keeps the order of the keys, and Arabic as it is
    writer.width = _LINE_WIDTH
    text = io.StringIO()
    writer.dump(data, text)
    return text.getvalue()


def _data(briefing: Briefing) -> dict[str, Any]:
    return {"schema_version": briefing.schema_version, **briefing.model_dump(mode="json")}
