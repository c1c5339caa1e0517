"""The locale of CLDR that a language has in a region."""

from __future__ import annotations

import babel


def in_region(of_file: babel.Locale, region: str, language: str) -> babel.Locale:
    """The locale of a language in a region.

    Args:
        of_file: the locale that the file of the language goes by, whose script is kept where CLDR has it in the region.
        region: the code of the region, which CLDR knows for the language of the briefing.
        language: the BCP 47 tag of the briefing.

    Raises:
        babel.UnknownLocaleError: CLDR does not know the region for the language.
    """
    names = [f"{of_file.language}_{region}", f"{language.partition('-')[0]}_{region}"]
    if of_file.script is not None:
        names.insert(0, f"{of_file.language}_{of_file.script}_{region}")
    for name in names[:-1]:
        try:
            return babel.Locale.parse(name)
        except babel.UnknownLocaleError:
            continue
    return babel.Locale.parse(names[-1])
