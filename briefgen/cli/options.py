"""An option that every command has which tells what is wrong."""

from __future__ import annotations

from typing import Final

import click

from briefgen.cli.machine import JSON, OPTION

DIAGNOSTICS: Final = click.option(
    OPTION,
    type=click.Choice(["text", JSON]),
    metavar=f"text|{JSON}",
    default="text",
    show_default=True,
    expose_value=False,  # it is looked for before the others, so that it counts for what is wrong with them, too
    help="How errors, warnings and all else on standard error are written: for people, or a JSON object in each line.",
)
