"""Whether and how to use a terminal's colours."""

from __future__ import annotations

import os
import sys

import click

from jekyll_tools.report.outcome import Paint, plain


def paint(choice: str) -> Paint:
    """The painter for `--color`: NO_COLOR beats FORCE_COLOR beats the terminal (no-color.org)."""
    if choice == "always" or (choice == "auto" and _wanted()):
        return _styled
    return plain


def _wanted() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _styled(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    return click.style(text, fg=fg, bold=bold)
