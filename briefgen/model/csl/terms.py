"""What CSL-JSON and a source call the same things."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_OWN_TYPES: Final = {
    "news": "article-newspaper",
    "press-release": "pamphlet",
    "speech": "speech",
    "interview": "interview",
    "report": "report",
    "article": "article-journal",
    "book": "book",
    "treaty": "treaty",
    "legislation": "legislation",
    "judgment": "legal_case",
    "letter": "personal_communication",
    "dataset": "dataset",
    "map": "map",
    "recording": "broadcast",
    "post": "post",
    "web": "webpage",
    "other": "document",
}

TYPE_OF_KIND: Final[Mapping[str, str]] = MappingProxyType(
    {**_OWN_TYPES, **dict.fromkeys(("statement", "resolution", "minutes", "internal"), "document")}
)
"""The type that a kind of source is written as; the last ones have none of their own."""

KIND_OF_TYPE: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{written: kind for kind, written in _OWN_TYPES.items()},
        "article": "article",
        "article-magazine": "article",
        "bill": "legislation",
        "chapter": "book",
        "entry-dictionary": "book",
        "entry-encyclopedia": "book",
        "hearing": "minutes",
        "motion_picture": "recording",
        "paper-conference": "article",
        "post-weblog": "web",
        "regulation": "legislation",
        "review": "article",
        "review-book": "article",
        "song": "recording",
        "thesis": "report",
    }
)
"""The kind of source that a type is read as; every other type is ``other``."""

CONTAINER_FIRST: Final = frozenset({"news", "article"})
"""The kinds whose publisher is what the text stands in: a newspaper rather than the company that owns it."""

KEPT: Final = ("licence", "reliability", "credibility", "sha256")
"""Fields of a source that CSL-JSON has no name for; they stand in ``custom``, below ``OWN``, as does such a kind."""

OWN: Final = "briefgen"

DOI_ADDRESS: Final = "https://doi.org/"
"""Where a DOI is resolved (DOI Handbook, 3.2.2)."""

BETWEEN_NAMES: Final = "; "
