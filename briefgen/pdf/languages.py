"""Language tags as files have them (BCP 47; ISO 32000-1, 14.9.2.2).

A briefing has fewer, those of ``model``; what is drawn without a briefing may have any.
"""

from __future__ import annotations

import functools
import re
from typing import Final

# RFC 5646, 2.1 (BCP 47): language, extended language, script, region, variants, extensions, private use.
# Languages have two or three letters: none of four to eight has ever been registered.
_LANGUAGE_TAG: Final = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wy-z\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)


@functools.cache
def is_language_tag(tag: str) -> bool:
    """Whether a tag is well-formed."""
    return _LANGUAGE_TAG.fullmatch(tag) is not None
