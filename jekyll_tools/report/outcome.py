"""What a lint run has to say, as every output format gets it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from jekyll_tools.lint.finding import Finding


class Paint(Protocol):
    """Puts terminal colours around a text, or leaves it alone."""

    def __call__(self, text: str, *, fg: str | None = None, bold: bool | None = None) -> str: ...


def plain(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    """No colours."""
    return text


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings in order, how to read a line of a file, and how much stayed open.

    `line(path, number)` gives the text of a line; `open_pages` counts the pages that could not
    be known in full; `pages` counts the pages that were looked at.
    """

    findings: tuple[Finding, ...]
    line: Callable[[str, int], str]
    pages: int
    open_pages: int = 0
    paint: Paint = plain


def summary(outcome: Outcome) -> str:
    """`Found 3 errors and 1 warning on 12 pages; 2 can be fixed with --fix.`"""
    findings = outcome.findings
    pages = _count(outcome.pages, "page")
    opened = (
        f" ({_count(outcome.open_pages, 'page')} not fully known: -v)" if outcome.open_pages else ""
    )
    if not findings:
        return f"All checks passed on {pages}{opened}."
    errors = sum(f.severity == "error" for f in findings)
    parts = [_count(errors, "error")] if errors else []
    if errors < len(findings):
        parts.append(_count(len(findings) - errors, "warning"))
    text = f"Found {' and '.join(parts)} on {pages}{opened}"
    safe = sum(f.fix is not None and f.fix.safe for f in findings)
    unsafe = sum(f.fix is not None and not f.fix.safe for f in findings)
    offers = [f"{safe} can be fixed with --fix"] if safe else []
    offers += (
        [
            f"{unsafe} more with --unsafe-fixes"
            if safe
            else f"{unsafe} can be fixed with --unsafe-fixes"
        ]
        if unsafe
        else []
    )
    return f"{text}; {', '.join(offers)}." if offers else f"{text}."


def printable(text: str) -> str:
    """The text without control characters, which could drive the reader's terminal."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c != "\t" else c for c in text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
