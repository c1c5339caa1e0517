"""A page in a right-to-left language is the mirror image of the same page in a left-to-right one.

Both pages are made of the same words: the left-to-right language is given the labels, the dates and the texts of the
right-to-left one, and so every line has one width in both. Whatever is drawn must then stand at the mirrored place:
boxes, rules, shapes, pictures and the edges of every line of text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from PIL import Image

import briefgen
from briefgen.layout.canvas import PlacedLine
from briefgen.layout.flow.containers import Barred, Row
from briefgen.layout.flow.rail import Railed
from briefgen.layout.sections.areas import CARDS_PER_ROW
from briefgen.layout.sections.signatures import SignedLine
from briefgen.layout.sections.status import ProgressBar, StatusMark
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.text import particles, references

PAGE_PT: Final = 595.2755905511812
FORGIVEN_PT: Final = 0.05
# Upwards, the white below a rule depends on the marks over the letters, whose shapes depend on what is beside them.
FORGIVEN_UP_PT: Final = 3.0

# In the direction of the language; a line of two directions has one width in both, whatever the order in it.
WORDS: Final = "نص قصير"
NAME: Final = "العربية"
LONG: Final = (
    "نص طويل يحتاج إلى أكثر من سطر واحد في العمود الضيق ثم يستمر بعد ذلك حتى نهاية الفقرة الثانية من الصفحة نفسها"
)


class Drawn(NamedTuple):
    """Something that was drawn: on which page, what it is, its edges, its lower edge or baseline, and its colour."""

    page: int
    kind: str
    left: float
    right: float
    bottom: float
    colour: str

    def mirrored(self) -> Drawn:
        """The same on the other side of the page."""
        return self._replace(left=PAGE_PT - self.right, right=PAGE_PT - self.left)

    def is_at(self, other: Drawn) -> bool:
        """Whether both are of one kind and stand at one place."""
        apart = max(abs(self.left - other.left), abs(self.right - other.right))
        level = abs(self.bottom - other.bottom) < FORGIVEN_UP_PT
        same = (self.page, self.kind, self.colour) == (other.page, other.kind, other.colour)
        return same and level and apart < FORGIVEN_PT


class Recorder:
    """Notes what a canvas draws, with its place on the page."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Listen to every canvas from now on."""
        self.drawn: list[Drawn] = []
        for name in ("fill_box", "path", "circle", "image", "draw_text"):
            monkeypatch.setattr(TaggedCanvas, name, self._listening(name))

    def _listening(self, name: str) -> Any:
        original, note = getattr(TaggedCanvas, name), getattr(self, f"_{name}")

        def listening(canvas: TaggedCanvas, *arguments: Any, **named: Any) -> None:
            note(canvas, *arguments, **named)
            original(canvas, *arguments, **named)

        return listening

    def _note(self, canvas: TaggedCanvas, kind: str, edges: tuple[float, float, float], colour: str = "") -> None:
        x, y = canvas.absolutePosition(0.0, 0.0)
        left, right, bottom = edges
        self.drawn.append(Drawn(canvas.getPageNumber(), kind, x + left, x + right, y + bottom, colour))

    def _fill_box(self, canvas: TaggedCanvas, *box: Any) -> None:
        x, y, width, height, colour = box
        self._note(canvas, f"box {height:.1f}", (x, x + width, y), colour)

    def _path(self, canvas: TaggedCanvas, points: Any, **named: Any) -> None:
        across, up = zip(*points, strict=True)
        colour = named.get("fill") or named.get("stroke")
        self._note(canvas, f"path {max(up) - min(up):.1f}", (min(across), max(across), min(up)), str(colour))
        middle = sum(across) / len(across)  # which tells where a shape points to
        self._note(canvas, "middle of a path", (middle, middle, min(up)), str(colour))

    def _circle(self, canvas: TaggedCanvas, x: float, y: float, radius: float, **named: Any) -> None:
        colour = named.get("fill") or named.get("stroke")
        self._note(canvas, f"circle {radius:.1f}", (x - radius, x + radius, y), str(colour))

    def _image(self, canvas: TaggedCanvas, *placed: Any) -> None:
        image, x, y, width, height = placed
        assert width > 0
        self._note(canvas, f"image {height:.1f}", (x, x + width, y), image.digest)

    def _draw_text(self, canvas: TaggedCanvas, lines: list[PlacedLine], *_: Any) -> None:
        for placed in lines:
            runs = placed.line.runs
            if runs:
                left, right = min(run.x_pt for run in runs), max(run.x_pt + run.width_pt for run in runs)
                self._note(canvas, "line", (placed.x_pt + left, placed.x_pt + right, placed.baseline_pt))


def text(words: str = WORDS) -> dict[str, str]:
    """A text in the one language of a briefing, which is put in later."""
    return {"?": words}


def of_language(data: Any, language: str) -> Any:
    """The data with its texts in a language."""
    if isinstance(data, dict):
        return {language if key == "?" else key: of_language(value, language) for key, value in data.items()}
    return [of_language(each, language) for each in data] if isinstance(data, list) else data


STATES: Final = ("planned", "active", "on-hold", "done", "cancelled")


def areas(form: str) -> dict[str, Any]:
    """Areas in every state, with all that can be said of one."""
    whole = {"title": text(), "description": text(LONG), "owner": text(), "place": text(), "sources": ["one"]}
    return {
        "presentation": {"areas": form},
        "activity_areas": [
            whole | {"status": state, "progress": 15 + 20 * number, "start": "2026-02", "end": "2026-05"}
            for number, state in enumerate(STATES)
        ],
    }


LEVELS: Final = ("low", "medium", "high")

COMPONENTS: Final[dict[str, dict[str, Any]]] = {
    "title block": {
        "reference": "JO-2024-07",
        "dates": {"as_of": "2024-07-12", "issued": "2024-07-13", "next_update": "2024-09-01"},
        "prepared_for": text(),
        "prepared_by": text(LONG),
        "handling": {"scheme": "free", "label": text(), "caveats": text(), "distribution": [text(), text()]},
        "bottom_line": text(LONG),
    },
    "key figures": {
        "key_figures": [
            {"value": 1250, "unit": text(), "label": text(), "sources": ["one"], "as_of": "2026", "caveat": text(LONG)},
            {"value": 7, "label": text(LONG)},
            {"value": 1234567890123456789, "unit": text(LONG), "label": text(), "sources": ["one"]},
            {"value": 123456789012345, "unit": text(), "label": text(), "as_of": "2026-07-01"},
        ]
    },
    "facts": {"facts": [{"label": text(), "value": text(LONG), "as_of": "2026", "sources": ["one"]}] * 3},
    "areas as a list": areas("list"),
    "areas as a table": areas("table"),
    "areas as a grid": areas("grid"),
    "risks": {
        "risks": [
            {"text": text(LONG), "likelihood": likelihood, "impact": impact, "mitigation": text(LONG), "owner": text()}
            for likelihood, impact in zip(LEVELS, reversed(LEVELS), strict=True)
        ]
    },
    "decision": {
        "decision": {
            "text": text(LONG),
            "options": [{"text": text(LONG), "recommended": True}, {"text": text()}],
            "recommendation": text(LONG),
            "deadline": "2026-07-01",
        }
    },
    "timeline": {
        "timeline": [{"date": day, "text": text(LONG), "sources": ["one"]} for day in ("1995", "2026-07", "2026-08-11")]
    },
    "programme": {
        "programme": [
            {
                "date": "2026-03-17",
                "title": text(),
                "items": [{"start": "09:00", "end": "09:30", "what": text(LONG), "place": text()}] * 3,
            },
            {"date": "2026-03-18", "items": [{"start": "09:00", "what": text(), "people": text(), "note": text(LONG)}]},
        ]
    },
    "points and questions": {
        "points_to_make": [{"text": text(LONG), "sources": ["one"]}] * 2,
        "lines_if_asked": [{"question": text(LONG), "answer": text(LONG)}] * 2,
        "not_for_use": [{"text": text(LONG)}],
    },
    "meeting": {
        "meeting": {
            "subject": text(LONG),
            "date": "2026-03-17",
            "place": text(),
            "participants": [
                {"name": text(), "role": text(LONG), "side": text("جانبنا")},
                {"name": text(), "side": text("الجانب الآخر")},
                {"name": text()},
            ],
        }
    },
    "quotes": {
        "quotes": [{"text": LONG, "language": "?", "speaker": text(), "role": text(), "date": "2026", "source": "one"}]
    },
    "disagreements": {
        "disagreements": [
            {
                "question": text(LONG),
                "positions": [{"value": text(), "sources": ["one"]}, {"value": text(LONG), "sources": ["one"]}],
                "adopted": text(),
                "reason": text(LONG),
            }
        ]
    },
    "bars": {
        "charts": [
            {
                "kind": "bars",
                "title": text(),
                "categories": [text("أول"), text("ثان"), text("ثالث")],
                "series": [{"values": [20, 55, 80]}],
                "unit": text(),
                "as_of": "2026",
                "sources": ["one"],
            }
        ]
    },
    "time from the start": {
        "presentation": {"mirror_time": True},
        "charts": [
            {
                "kind": "lines",
                "title": text(),
                "categories": ["2024", "2025", "2026"],
                "series": [{"values": [20, 80, 55]}],
                "as_of": "2026",
                "sources": ["one"],
            }
        ],
    },
    "annex": {
        "annexes": [
            {
                "title": text(),
                "text": [text(LONG)],
                "table": {"columns": [{"label": text()}] * 2, "rows": [[text(), 125], [text(LONG), 425]]},
            }
        ]
    },
    "glossary and contact": {
        "glossary": [{"short": text("كلمة"), "full": text(LONG), "explanation": text(LONG)}],
        "contact": {"name": text(), "role": text(), "phone": "+962 6 123 4567"},
        "contacts": [{"name": text(), "email": "desk@example.org"}],
    },
    "signatures": {
        "signatures": [
            {"role": text(), "name": text(), "place": text(), "date": "2026-03-18"},
            {"role": text(LONG)},
            {"role": text()},
        ]
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A theme with the same faces, sizes and pitches for both scripts; beside it, Arabic labels for the other one."""
    made = tmp_path_factory.mktemp("mirror")
    weights = {"regular": "Regular", "emphasis": "SemiBold", "strong": "SemiBold", "strong_emphasis": "SemiBold"}
    faces = "".join(f'{name} = "IBMPlexSansArabic-{weight}.ttf"\n' for name, weight in weights.items())
    scripts = "".join(f"[scripts.{script}]\nratio = 1.0\n{faces}" for script in ("Latn", "Arab"))
    roles = "".join(f"[single.{role}]\npitches = {{ Arab = 15 }}\n" for role in ("body", "contents"))
    named = f'{{ en = "{WORDS}", ar = "{WORDS}" }}'
    logo = f'[logo]\nfile = "logo.png"\nheight = 10\nalternative = {named}\n[organisation]\nname = {named}\n'
    Image.new("RGB", (40, 20), "#12355B").save(made / "logo.png")
    theme = f'extends = "modern"\nname = "mirror"\n{logo}{scripts}{roles}'
    (made / "mirror.toml").write_text(theme, encoding="utf-8")
    labels = (checkout / "briefgen/layout/locales/ar.toml").read_text(encoding="utf-8")
    labels = labels.replace('language = "ar"', 'language = "en"').replace('script = "Arab"', 'script = "Latn"')
    labels = labels.replace("[names]\n", f'[names]\nen = "{NAME}"\n')
    (made / "locales").mkdir()
    (made / "locales" / "en.toml").write_text(labels, encoding="utf-8")
    return made


def drawn_in(language: str, component: str, folder: Path) -> list[Drawn]:
    """All that is drawn of a briefing with one component, in the order of drawing."""
    data = {
        "languages": [language],
        "title": text(),
        "summary": [text(LONG)],
        "sources": [{"key": "one", "title": text(LONG)}],
        **COMPONENTS[component],
    }
    made = of_language(data, language)
    for quote in made.get("quotes", ()):
        quote["language"] = language
    briefing = briefgen.Briefing.model_validate(made)
    with pytest.MonkeyPatch.context() as patch:
        # Both pages have the same words, and so break them by the rules of one language.
        of_particles = particles._pattern
        patch.setattr(particles, "_pattern", lambda _: of_particles("ar"))
        nouns_of_language = references._pattern
        patch.setattr(references, "_pattern", lambda _: nouns_of_language("ar"))
        recorder = Recorder(patch)
        briefgen.render(briefing, theme=folder / "mirror.toml")
    return recorder.drawn


def unmirrored(component: str, folder: Path) -> list[Drawn]:
    """What one of the two editions has at a place that is not that of the other one, mirrored."""
    of_left, of_right = drawn_in("en", component, folder), drawn_in("ar", component, folder)
    assert of_left, component
    alone = []
    for each in of_left:
        mirrored = each.mirrored()
        found = next((other for other in of_right if mirrored.is_at(other)), None)
        if found is None:
            alone.append(each)
        else:
            of_right.remove(found)
    return alone + of_right


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_is_mirrored(component: str, folder: Path) -> None:
    """All that a component draws stands at the mirrored place in the language that is read from the right."""
    assert unmirrored(component, folder) == []


@pytest.mark.parametrize(
    ("component", "block"),
    [
        ("areas as a list", ProgressBar),
        ("areas as a grid", StatusMark),
        ("timeline", Railed),
        ("quotes", Barred),
        ("signatures", SignedLine),
        ("areas as a grid", Row),
        ("decision", StatusMark),
    ],
)
def test_what_is_left_unmirrored_is_found(
    component: str, block: type[Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison sees a block that stays as it is in the other direction."""
    monkeypatch.setattr(block, "rtl", property(lambda _: False, lambda *_: None), raising=False)
    assert unmirrored(component, folder)


def test_a_grid_has_two_cards_to_a_row(folder: Path) -> None:
    """The first card of a row stands at the start edge: the rule over it begins at the margin."""
    assert CARDS_PER_ROW == 2
    rules = {}
    for language in ("en", "ar"):
        drawn = drawn_in(language, "areas as a grid", folder)
        rules[language] = [each for each in drawn if each.kind == "box 0.8"]
    first, second = rules["ar"][:2]
    assert second.right < first.left
    assert rules["en"][0].right < rules["en"][1].left
