"""The tables of docs/themes.md: every key of a theme, from the models that a file is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefgen.layout.theming.contrast import WHITE, contrast
from briefgen.layout.theming.spec import COLOUR_OR_NAME_PATTERN, COLOUR_PATTERN, NAMED_COLOURS, ROLES, ThemeSpec
from briefgen.layout.theming.theme import load_theme, theme_names

Schema = Mapping[str, Any]

# The heads of the file, each with the model that it is checked against; ``CODE`` is that of a script.
_HEADS: Final[Mapping[tuple[str, ...], str]] = {
    (): "ThemeSpec", ("scripts.CODE", "faces.NAME.CODE"): "ScriptSpec", ("colours",): "ColourSpec",
    ("page",): "PageSpec", ("masthead",): "MastheadSpec", ("heading",): "HeadingSpec", ("panel",): "PanelSpec",
    ("figures",): "FiguresSpec", ("quote",): "QuoteSpec", ("table",): "TableSpec",
    ("organisation",): "OrganisationSpec", ("logo",): "LogoSpec", ("columns", "single"): "ArrangementSpec",
}  # fmt: skip

_RULE: Final = "width in points, 0 for none, and colour of"

_KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "ThemeSpec": {"name": "what the theme is called", "summary": "what it looks like, in a line"},
    "ScriptSpec": {
        "ratio": "how much larger than Latin text it is set",
        "pitch": "how much more pitch it has, where a role does not say",
        "ascent": "how far above the first baseline its ink may reach, in em; 0 where the pitch is enough",
        "descent": "how far below the last baseline its ink may reach, in em",
        "vocalised_pitch": "how much more pitch text with its vowels has",
        "shaper": "by what letters are joined; without it, what suits the font",
        "regular": "file of the usual face",
        "emphasis": "file of the face for emphasis",
        "strong": "file of the face for headings, labels and strong text",
        "strong_emphasis": "file of the face for both",
    },
    "ColourSpec": {
        "text": "of text", "muted": "of captions, notes and page furniture",
        "accent": "of titles, headings, links, rules and charts", "hairline": "of rules between rows",
        "tint": "behind the bottom line", "warning": "of notices and of what was removed",
        "good": "of a status that is as planned", "caution": "of one that needs attention",
        "bad": "of one that is not as planned", "middle": "of charts, after the accent",
        "light": "of charts, with an outline in the accent",
    },
    "PageSpec": {
        "margin_top": "millimetres", "margin_bottom": "millimetres", "margin_side": "millimetres",
        "gutter": "between two languages, in millimetres",
        "side_column": "beside the text of a page in one language, in millimetres",
        "label_column": "of a table beside another language, in millimetres",
    },
    "MastheadSpec": {"rule": f"{_RULE} the rule over the title", "second_rule": f"{_RULE} one right below it"},
    "HeadingSpec": {"rule": f"{_RULE} the rule over a heading", "gap": "white between the two, in points"},
    "PanelSpec": {
        "style": "how the bottom line stands out: on a tint, between two rules, in a frame",
        "rule": f"{_RULE} its rules",
    },
    "FiguresSpec": {"rule": f"{_RULE} the rule over a key figure"},
    "QuoteSpec": {"bar": f"{_RULE} the bar at the start of a quote"},
    "TableSpec": {
        "head_rule": f"{_RULE} the rule under the head of a table", "rule": f"{_RULE} the one between rows",
    },
    "OrganisationSpec": {"name": "the name in each language"},
    "LogoSpec": {
        "file": "PNG or JPEG beside the theme", "alternative": "what it shows, in each language",
        "height": "millimetres",
    },
    "ArrangementSpec": {
        "grid": "the baseline grid, in points", "above_heading": "from baseline to baseline, in units of the grid",
        "below_heading": "from baseline to baseline, in units of the grid",
        "ratios": "of scripts that have another ratio here than by themselves",
    },
    "RoleSpec": {
        "size": "of Latin text, in points", "pitch": "from baseline to baseline, in points",
        "pitches": "of scripts that have a pitch of their own", "weight": "which of the four faces of a script",
        "colour": "a name of `[colours]`, or a code", "face": "a name of `[faces]`",
        "breaking": "how lines are broken", "balanced": "whether lines are about equally long",
        "justified": "whether lines are filled", "hyphenated": "whether words may be divided",
        "kashida": "whether Arabic lines may be filled by longer strokes",
        "max_word_space": "the widest space of a filled line, in usual spaces",
        "smaller": "sizes with their pitches that a title may fall to",
    },
}  # fmt: skip

_ROLES: Final = {
    "title": "the title", "meta": "what the briefing is, under the title", "heading": "headings of sections",
    "body": "paragraphs", "label": "labels of panels", "table": "tables and lists", "figure": "values of key figures",
    "unit": "their units", "figure_label": "what they say", "quote": "words that somebody said",
    "caption": "dates, sources and attributions", "furniture": "headers and footers",
    "handling": "the marking of the document", "warning": "labels of notices", "mark": "the mark of a draft",
    "note": "notes at the foot of a page", "axis": "axes of charts", "contents": "the table of contents",
}  # fmt: skip


def theme_tables() -> dict[str, str]:
    """The themes, their colours, the heads with their keys, the keys of a role, and the roles.

    Raises:
        ValueError: the models have other keys than are explained here.
    """
    schema = ThemeSpec.model_json_schema()
    parts = {"ThemeSpec": schema, **schema["$defs"]}
    if set(_ROLES) != set(ROLES):
        raise ValueError(f"the roles are {', '.join(ROLES)}")
    heads = [
        row
        for head, name in _HEADS.items()
        for row in _rows(parts[name], name, " or ".join(f"`[{each}]`" for each in head))
    ]
    return {
        "themes": _table(
            ("Theme", "What it is"), [(f"`{name}`", load_theme(name).spec.summary) for name in theme_names()]
        ),
        "contrasts": _contrasts(),
        "keys": _table(("Under", "Key", "Needed", "What it holds", "What it is"), heads),
        "role-keys": _table(
            ("Key", "Needed", "What it holds", "What it is"),
            [row[1:] for row in _rows(parts["RoleSpec"], "RoleSpec", "")],
        ),
        "roles": _table(("Role", "What is set in it"), [(f"`{name}`", what) for name, what in _ROLES.items()]),
    }


def _contrasts() -> str:
    """The colours of each theme with their contrast on white and on its tint."""
    rows = []
    for colour in NAMED_COLOURS:
        cells = [f"`{colour}`"]
        for name in theme_names():
            colours = load_theme(name).colours
            code = colours.code(colour)
            cells.append(f"`{code}` {contrast(code, WHITE):.1f}, {contrast(code, colours.tint):.1f}")
        rows.append(tuple(cells))
    return _table(("Colour", *(f"`{name}`" for name in theme_names())), rows)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _rows(part: Schema, name: str, head: str) -> list[tuple[str, ...]]:
    """A row for each key of a model that is not a head by itself, nor a role."""
    keys = {key: field for key, field in part["properties"].items() if key not in _not_keys(name)}
    if set(keys) != set(_KEYS[name]):
        raise ValueError(f"{name} has the keys {', '.join(keys)}")
    under = head or "the top"
    return [
        (under, f"`{key}`", "yes" if key in part.get("required", ()) else "no", _kind(field), _KEYS[name][key])
        for key, field in keys.items()
    ]


def _not_keys(name: str) -> frozenset[str]:
    heads = {head.partition(".")[0] for group in _HEADS for head in group}
    return frozenset(heads if name == "ThemeSpec" else ROLES if name == "ArrangementSpec" else ())


def _kind(field: Schema) -> str:
    """What a key holds, in words."""
    if "anyOf" in field:
        return next(_kind(choice) for choice in field["anyOf"] if choice.get("type") != "null")
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("$ref", "").endswith("LineSpec"):
        return "`{ width, colour }`"
    if field.get("type") == "number":
        return _number(field)
    patterns = {COLOUR_PATTERN: "a code such as `#12355B`", COLOUR_OR_NAME_PATTERN: "a name or a code"}
    kinds = {"string": "a text", "boolean": "true or false", "object": "keys and values", "array": "a list"}
    return patterns.get(field.get("pattern", ""), kinds.get(field.get("type", ""), "keys and values"))


def _number(field: Schema) -> str:
    above = f"above {field['exclusiveMinimum']:g}" if "exclusiveMinimum" in field else f"{field['minimum']:g}"
    default = f"; {field['default']:g} if left out" if "default" in field else ""
    return f"a number, {above} to {field['maximum']:g}{default}"
