"""Sources from and to CSL-JSON, the form in which reference managers exchange them.

The names of types and fields are those of the schema ``csl-data.json`` of the Citation Style Language 1.0.2.
"""

from __future__ import annotations

from briefgen.model.csl.reading import CslSources, sources_from_csl
from briefgen.model.csl.writing import CslItems, sources_to_csl

__all__ = ["CslItems", "CslSources", "sources_from_csl", "sources_to_csl"]
