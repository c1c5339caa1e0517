"""Reads the clauses from the files beside this module."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

Standard: TypeAlias = Literal["PDF/UA-1", "PDF/UA-2", "PDF/A", "PDF"]
Met: TypeAlias = Literal["checked", "by construction", "in part", "not possible here", "author's duty"]

STANDARDS: Final[Mapping[Standard, str]] = MappingProxyType(
    {
        "PDF/UA-1": "ISO 14289-1, by the failure conditions of the Matterhorn Protocol 1.1",
        "PDF/UA-2": "ISO 14289-2, by its clauses",
        "PDF/A": "ISO 19005-2 and ISO 19005-3, level A",
        "PDF": "ISO 32000-1, where validators do not look",
    }
)
"""The standards, with what the identifiers of their clauses are taken from."""

_FILES: Final[Mapping[Standard, str]] = MappingProxyType(
    {
        "PDF/UA-1": "pdf_ua_1.toml",
        "PDF/UA-2": "pdf_ua_2.toml",
        "PDF/A": "pdf_a.toml",
        "PDF": "tagged_pdf.toml",
    }
)

_MET: Final[Mapping[str, Met]] = MappingProxyType({met: met for met in get_args(Met)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Something that a standard asks of a file.

    Attributes:
        standard: which standard.
        identifier: of the failure condition in PDF/UA-1, such as ``13-004``; else the number of the clause.
        clause: the standard and its clause.
        asks: what is asked, as a short statement that is true of a good file.
        met: how it is met. ``checked``: a file that breaks it is refused, or a test looks at it. ``by construction``:
            nothing that briefgen writes can break it. ``in part``: files depart from it where ``how`` says, and why.
            ``not possible here``: it is about content that briefgen does not make. ``author's duty``: only who writes
            the briefing can meet it.
        by: what shows it: codes of refusals, such as ``pdf.figure-without-text``, and tests.
        how: why it is so, or what the author has to do; may be empty.
    """

    standard: Standard
    identifier: str
    clause: str
    asks: str
    met: Met
    by: tuple[str, ...] = ()
    how: str = ""

    @property
    def refusals(self) -> tuple[str, ...]:
        """The codes with which a file is refused that breaks the clause."""
        return tuple(name for name in self.by if "::" not in name)

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests that show that the clause is met."""
        return tuple(name for name in self.by if "::" in name)


def clauses(standard: Standard | None = None) -> tuple[Clause, ...]:
    """The clauses of a standard, or of all of them, in their order.

    Raises:
        ValueError: there is no such standard.
    """
    if standard is None:
        return tuple(clause for each in _FILES for clause in _read(each))
    if standard not in _FILES:
        raise ValueError(f'there is no standard "{standard}"; there are: {", ".join(_FILES)}')
    return _read(standard)


@functools.cache
def _read(standard: Standard) -> tuple[Clause, ...]:
    text = resources.files("briefgen.conformance").joinpath(_FILES[standard]).read_text(encoding="utf-8")
    return tuple(_clause(standard, identifier, said) for identifier, said in tomllib.loads(text).items())


def _clause(standard: Standard, identifier: str, said: Mapping[str, Any]) -> Clause:
    return Clause(
        standard=standard,
        identifier=identifier,
        clause=said["clause"],
        asks=said["asks"],
        met=_MET[said["met"]],
        by=tuple(said.get("by", ())),
        how=said.get("how", ""),
    )
