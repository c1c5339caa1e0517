"""The command ``briefgen``: arguments, exit codes, and what is said on the terminal.

Importing it stays light, so that ``briefgen --help`` answers at once: what renders is loaded by the command that needs
it.
"""

from __future__ import annotations

from briefgen.cli.commands import main

__all__ = ["main"]
