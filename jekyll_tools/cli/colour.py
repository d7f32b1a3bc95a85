"""Whether and how to use a terminal's colours."""

from __future__ import annotations

import os
import sys

import click

from jekyll_tools.report.outcome import Paint, plain


def paint(choice: str, *, to_a_file: bool = False) -> Paint:
    """The painter for `--color`: NO_COLOR beats FORCE_COLOR beats the terminal (no-color.org).

    A file is no terminal: it gets colours with `--color always` only.
    """
    if choice == "always" or (choice == "auto" and not to_a_file and _wanted()):
        return _styled
    return plain


def _wanted() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    # force-color.org: any text; what other tools take for "no" is none here either.
    if forced := os.environ.get("FORCE_COLOR"):
        return forced.lower() not in ("0", "false")
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _styled(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    return click.style(text, fg=fg, bold=bold)
