"""What the standards ask of a file, clause by clause, and how each clause is met.

``clauses()`` gives them all; ``clauses("PDF/UA-1")`` those of one standard. The texts are our own words: they say what
a clause is about, and do not stand in for it.
"""

from __future__ import annotations

from briefgen.conformance.clauses import STANDARDS, Clause, Met, Standard, clauses

__all__ = ["STANDARDS", "Clause", "Met", "Standard", "clauses"]
