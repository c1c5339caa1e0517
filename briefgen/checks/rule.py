"""A rule of the editorial checks: what its diagnostics have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, by its stable code.

    Attributes:
        code: what people filter by, such as ``quote.differs``.
        severity: how bad a breach is, where a project does not say otherwise.
        summary: what is wrong where the rule is broken, in one sentence without a full stop.
        example: a few lines of a briefing that break it.
        mend: what to do about it, in the form of a hint.
        on: whether it is looked at where a project does not ask for it.
    """

    code: str
    severity: Severity
    summary: str
    example: str
    mend: str
    on: bool = True

    def broken(
        self,
        path: str,
        message: str,
        *hints: str,
        characters: tuple[int, int] | None = None,
        related: Iterable[str] = (),
    ) -> Diagnostic:
        """The diagnostic for a breach.

        Args:
            path: where, as a path into the briefing such as ``facts[2].value.ar``.
            message: a fact.
            hints: what to do about it; without one, what the rule says.
            characters: the half-open range in the text at the path, counted without its markup.
            related: the paths of the other places that the message is about.
        """
        return Diagnostic(
            self.code,
            message,
            Place(path=path, characters=characters),
            hints or (self.mend,),
            self.severity,
            related=tuple(Place(path=other) for other in related),
        )
