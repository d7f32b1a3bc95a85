"""For people: the message, the source line with a caret, what to do, and who shows it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from jekyll_tools.characters import printable
from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome, mark

WIDTH = 100  # columns of a source line that are shown


def of_file(findings: Iterable[Finding], outcome: Outcome) -> str:
    """A block for each finding."""
    return "\n".join(
        "".join(f"{line}\n" for line in _block(finding, outcome)) for finding in findings
    )


def _block(finding: Finding, outcome: Outcome) -> Iterator[str]:
    paint = outcome.paint
    colour = "red" if finding.severity == "error" else "yellow"
    place = f"{printable(finding.path)}:{finding.at.line}:{finding.at.column}"
    head = paint(f"{finding.severity}[{finding.rule}]", fg=colour, bold=True)
    yield f"{paint(place, bold=True)}: {head} {printable(finding.message)}"
    line, before, marks = _excerpt(finding, outcome)
    if line.strip():
        gutter = f"{finding.at.line:>5} | "
        yield paint(gutter, fg="cyan") + line
        yield paint("      | ", fg="cyan") + before + paint(marks, fg=colour, bold=True)
    if finding.help:
        yield f"      = help: {printable(finding.help)}{mark(finding)}"
    if finding.pages and finding.pages != (finding.path,):
        shown = ", ".join(finding.pages[:3])
        more = f" and {len(finding.pages) - 3} more" if len(finding.pages) > 3 else ""
        yield f"      = shown on: {printable(shown)}{more}"


def _excerpt(finding: Finding, outcome: Outcome) -> tuple[str, str, str]:
    """The source line, the blanks before the mark, and the mark; long lines are cut around it."""
    line = printable(outcome.lines(finding.path).line(finding.at.line)).replace("\t", " ")
    start = finding.at.column - 1
    one_line = finding.until.line == finding.at.line
    end = min(finding.until.column - 1 if one_line else len(line), len(line))
    cut = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    head, mark = line[cut:start], line[start : min(end, cut + WIDTH)]
    dots = "…" if cut else ""
    tail = "…" if cut + WIDTH < len(line) else ""
    shown = dots + line[cut : cut + WIDTH] + tail
    return shown, " " * (_columns(head) + len(dots)), "^" * max(_columns(mark), 1)


def _columns(text: str) -> int:
    """The width of a text on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
