"""The option ``--audience``: whom it names, and whether the files for them may be called as they would be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from briefgen.cli.usage import bad_option
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model import Briefing
from briefgen.model.problems import shown

ALL: Final = "all"


def audiences_of(named: str | None, briefing: Briefing, *, or_all: bool = True) -> tuple[str | None, ...]:
    """The keys of the audiences asked for; None stands for the full edition.

    Args:
        named: what the option says.
        briefing: the whole briefing.
        or_all: whether the command takes ``all`` as well.

    Raises:
        click.UsageError: the briefing has no such audience.
    """
    keys = [audience.key for audience in briefing.audiences]
    if named is None:
        return (None,)
    if named == ALL and keys and or_all:
        return tuple(keys)
    if named not in keys:
        there_are = f"there are: {', '.join((*keys, ALL) if or_all else keys)}" if keys else "it has none"
        message = f'there is no audience "{visible(named)}" of this briefing; {there_are}'
        raise bad_option("--audience", message)
    return (named,)


def check_names(files: Iterable[tuple[str, str | None]], briefing: Briefing) -> None:
    """See that the name of no file says what its audience does not get.

    Args:
        files: the name of each file, and the key of its audience; None for the full edition.
        briefing: the whole briefing.

    Raises:
        InvalidBriefing: ``audience.file-name``: a name says something that is withheld.
    """
    found = []
    for name, audience in files:
        if audience is None:
            continue
        from briefgen.proof import withheld_in  # noqa: PLC0415 - only who renders for an audience waits for it

        paths = withheld_in(name, briefing, audience)
        if paths:
            message = f"the name of the file, {shown(name)}, says what is withheld from the audience {shown(audience)}"
            related = tuple(Place(path=path) for path in paths[1:])
            hint = "give another name: --output"
            found.append(Diagnostic("audience.file-name", message, Place(path=paths[0]), (hint,), related=related))
    if found:
        raise InvalidBriefing(found)
