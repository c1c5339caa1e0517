"""What of a briefing the pages of an edition show, and so what its file gives back."""

from __future__ import annotations

import briefgen
from briefgen.model.one_language import in_one_language


def shown(briefing: briefgen.Briefing, edition: str = "side-by-side") -> briefgen.Briefing:
    """The briefing without the places of files beside it, which no page shows, and in the languages of the edition."""
    data = briefing.model_dump(mode="json", exclude_unset=True)
    for source in data.get("sources", []):
        source.pop("text", None)
    whole = briefgen.Briefing.model_validate(data)
    return in_one_language(whole, edition) if edition in briefing.languages else whole
