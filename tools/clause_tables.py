"""The tables of the manual about standards: how each clause is met, and the codes of breaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, get_args

from briefgen.conformance import STANDARDS, Clause, Met, Standard, clauses
from briefgen.pdf.breaches import BREACHES

_NAMES: Final[dict[Standard, str]] = {
    "PDF/UA-1": "pdf-ua", "PDF/UA-2": "pdf-ua-second", "PDF/A": "pdf-a", "PDF": "pdf",
}  # fmt: skip


def clause_tables() -> dict[str, str]:
    """The tables of the page about conformance."""
    counts = {standard: Counter(clause.met for clause in clauses(standard)) for standard in STANDARDS}
    rows = [[met, *(str(count[met]) for count in counts.values())] for met in get_args(Met)]
    rows.append(["all", *(str(count.total()) for count in counts.values())])
    tables = {"counts": _table(["How it is met", *STANDARDS], rows)}
    head = ["", "Clause", "What is asked", "How it is met"]
    for standard, name in _NAMES.items():
        tables[name] = _table(head, [_row(clause) for clause in clauses(standard)])
    return tables


def breach_tables() -> dict[str, str]:
    """The table of the codes of breaches."""
    rows = [
        [f"`{code}`", f"{rule.meaning} ({rule.clause})", f"{rule.hint[0].upper()}{rule.hint[1:]}."]
        for code, rule in BREACHES.items()
    ]
    return {"breaches": _table(["Code", "What it means", "What to do"], rows)}


def _row(clause: Clause) -> list[str]:
    met = clause.met.capitalize()
    names = [*clause.refusals, *(test.rpartition("::")[2] for test in clause.tests)]
    shown = f"{met}: {', '.join(f'`{name}`' for name in names)}" if names else met
    return [clause.identifier, clause.clause, clause.asks, f"{shown}. {clause.how}".rstrip()]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
