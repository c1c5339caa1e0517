"""A short briefing that tests put charts, pictures and inserts into, and pictures made on the spot."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw

import briefgen

_BASE: Final[dict[str, Any]] = {
    "languages": ["en", "ar"],
    "kind": "meeting-brief",
    "title": {"en": "Water", "ar": "المياه"},
    "summary": [{"en": "Short.", "ar": "قصير."}],
    "dates": {"as_of": "2024-07-12"},
}


def briefing(**parts: Any) -> briefgen.Briefing:
    """A briefing with some parts more."""
    return briefgen.loads(json.dumps({**_BASE, **parts}), format="json")


def chart(kind: str, values: Any, categories: Any = None, **more: Any) -> dict[str, Any]:
    """A chart; ``values`` is a list for one series, or a list of lists."""
    several = isinstance(values[0], list)
    series = [
        {"values": each, **({"label": {"en": f"Series {n}", "ar": f"سلسلة {n}"}} if several else {})}
        for n, each in enumerate(values if several else [values])
    ]
    count = len(series[0]["values"])
    default = [{"en": f"Place {n}", "ar": f"مكان {n}"} for n in range(count)]
    title = {"en": "The finding", "ar": "النتيجة"}
    return {"kind": kind, "title": title, "categories": categories or default, "series": series, **more}


def drawing(size: tuple[int, int] = (900, 600), mode: str = "RGB") -> Image.Image:
    """A picture that is another one when mirrored or turned: its upper left quarter is dark."""
    image = Image.new("RGB", size, "#DDDDDD")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="#202020")
    return image.convert(mode)


def saved(image: Image.Image, path: Path, **options: Any) -> bytes:
    """Save a picture in the format of its ending, and return its bytes."""
    target = io.BytesIO()
    image.save(target, format="PNG" if path.suffix == ".png" else "JPEG", **options)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(target.getvalue())
    return target.getvalue()
