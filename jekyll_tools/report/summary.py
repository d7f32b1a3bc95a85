"""The last lines of a report for people: how much was found, what can be fixed, what is open."""

from __future__ import annotations

from collections.abc import Iterator

from jekyll_tools.characters import printable
from jekyll_tools.report.outcome import Outcome
from jekyll_tools.report.tally import Tally


def closing(outcome: Outcome) -> Iterator[str]:
    """What is open, when that was asked for, and the summary, unless it was not wanted."""
    if outcome.verbose:
        for path, reasons in outcome.open.items():
            where = f"{printable(path)}: " if path else ""
            yield from (f"open: {where}{printable(reason)}" for reason in reasons)
    if not outcome.quiet:
        yield summary(outcome)


def summary(outcome: Outcome) -> str:
    """`Found 3 errors and 1 warning on 12 pages; 2 can be fixed with --fix [*].`"""
    tally = outcome.tally
    of = f"in {count(outcome.files, 'file')}" if outcome.files else f"on {_pages(outcome)}"
    parts = [count(tally.errors, "error")] if tally.errors else []
    if tally.warnings:
        parts.append(count(tally.warnings, "warning"))
    if not parts:
        return f"All checks passed {of}."
    return "; ".join([f"Found {' and '.join(parts)} {of}", *_offers(tally)]) + "."


def _pages(outcome: Outcome) -> str:
    opened = outcome.open_pages
    known = f" ({count(opened, 'page')} not fully known: -v)" if opened else ""
    return f"{count(outcome.pages, 'page')}{known}"


def _offers(tally: Tally) -> Iterator[str]:
    safe, unsafe = tally.safe, tally.unsafe
    if safe and unsafe:
        yield f"{safe} can be fixed with --fix [*], {unsafe} more with --unsafe-fixes [~]"
    elif safe or unsafe:
        how = "--fix [*]" if safe else "--unsafe-fixes [~]"
        yield f"{safe or unsafe} can be fixed with {how}"


def count(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
