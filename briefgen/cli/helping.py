"""What the help of commands has in common."""

from __future__ import annotations

from typing import Final

import click

from briefgen.cli.exits import MEANINGS

# click fills paragraphs; one that begins with this mark keeps its lines.
_AS_IT_IS: Final = "\b\n"

TRACEBACK: Final = click.option(
    "--traceback", is_flag=True, help="With an error, show where in the program it was raised."
)

OUTPUT_FILE: Final = click.option(
    "-o", "--output", metavar="OUT", help="The name of a file.  [default: standard output]"
)

LISTED_AS: Final = click.option(
    "--format",
    "listed_as",
    type=click.Choice(["text", "json"]),
    metavar="text|json",
    default="text",
    show_default=True,
    help="A line for each, which is a table on a terminal, or one JSON array.",
)


def epilog(*examples: str) -> str:
    """Examples and exit codes, as they stand under the help of a command."""
    shown = "\n".join(f"  {example}" for example in examples)
    codes = "\n".join(f"  {code:<5}{meaning}" for code, meaning in MEANINGS.items())
    return f"{_AS_IT_IS}Examples:\n{shown}\n\n{_AS_IT_IS}Exit codes:\n{codes}"
