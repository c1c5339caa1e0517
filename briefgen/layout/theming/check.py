"""What is asked of a theme beyond the form of its file: that what it names is there, and that what it shows is seen."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from math import floor

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.layout.theming.contrast import LowContrast, low_contrasts
from briefgen.layout.theming.file import MAX_REMEMBERED_THEMES, Chain, place_of, spec_of
from briefgen.layout.theming.spec import ARRANGEMENTS, ROLES, RoleSpec, ThemeSpec


@functools.lru_cache(maxsize=MAX_REMEMBERED_THEMES)
def checked(chain: Chain) -> ThemeSpec:
    """The specification of a theme that can be used.

    Raises:
        ResourceError: ``theme.invalid``, its form is wrong, or a role names faces that there are not;
            ``theme.contrast``, something can hardly be seen. All of one kind are named.
    """
    spec = spec_of(chain)
    found = [*_unknown_faces(spec, chain), *(_hardly_seen(low, chain) for low in low_contrasts(spec))]
    if found:
        raise ResourceError(found)
    return spec


def _unknown_faces(spec: ThemeSpec, chain: Chain) -> Iterator[Diagnostic]:
    hint = f"choose one of: {', '.join(spec.faces)}" if spec.faces else "add them under [faces], or leave out the key"
    for arrangement in ARRANGEMENTS:
        for name in ROLES:
            role: RoleSpec = getattr(getattr(spec, arrangement), name)
            if role.face is not None and role.face not in spec.faces:
                message = f'there are no faces "{role.face}"'
                yield Diagnostic("theme.invalid", message, place_of(chain, f"{arrangement}.{name}.face"), (hint,))


def _hardly_seen(low: LowContrast, chain: Chain) -> Diagnostic:
    # Rounded down: 4.496:1 is not enough, and must not be shown as if it were.
    ratio = floor(100 * low.ratio) / 100
    return Diagnostic(
        "theme.contrast",
        f"{low.what} has {low.colour} on {low.ground}: the contrast is {ratio:.2f}:1, and it needs {low.needed:g}:1",
        place_of(chain, low.path),
        (f"write {low.nearest}, the nearest colour of this hue that has it",),
        clause="WCAG 2.2, 1.4.11" if low.is_mark else "WCAG 2.2, 1.4.3",
    )
