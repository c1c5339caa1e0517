"""Where the bundled fonts are: the only place in briefgen that looks for them.

In an installed wheel they lie inside the package, in ``briefgen/fonts/``; in a checkout, beside it, in ``fonts/``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError

PACKAGE: Final = Path(__file__).resolve().parent.parent

# The list lies with the fonts, and shows that the folder is ours: another project may keep a fonts/ of its own there.
FONT_LIST: Final = "fonts.toml"

# The faces of which no lookup sees a space: what ``shaping.spaces`` finds out about any other font.
WORDS_STAND_APART: Final = frozenset(
    {
        "IBMPlexSans-Italic.ttf",
        "IBMPlexSans-Regular.ttf",
        "IBMPlexSans-SemiBold.ttf",
        "IBMPlexSans-SemiBoldItalic.ttf",
        "IBMPlexSansArabic-Regular.ttf",
        "IBMPlexSansArabic-SemiBold.ttf",
        "NotoKufiArabic-Bold.ttf",
        "NotoSansArabic-Bold.ttf",
        "NotoSansArabic-Regular.ttf",
        "NotoSansHebrew-Bold.ttf",
        "NotoSansHebrew-Regular.ttf",
        "NotoSansHebrew-SemiBold.ttf",
        "NotoSerifHebrew-Bold.ttf",
        "NotoSerifHebrew-Regular.ttf",
    }
)


def bundled_fonts_dir() -> Path:
    """The folder that holds the bundled fonts.

    Raises:
        ResourceError: ``font.bundle-missing``, with the folders that were looked at.
    """
    candidates = (PACKAGE / "fonts", PACKAGE.parent / "fonts")
    for folder in candidates:
        if (folder / FONT_LIST).is_file():
            return folder
    looked_at = " nor ".join(f'"{folder}"' for folder in candidates)
    raise ResourceError(
        [
            Diagnostic(
                "font.bundle-missing",
                f"the bundled fonts are in neither {looked_at}",
                hints=("install briefgen again from its wheel, or work in a complete checkout",),
            )
        ]
    )
