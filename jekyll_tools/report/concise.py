"""`path:line:column: rule message`, one finding a line."""

from __future__ import annotations

from collections.abc import Iterable

from jekyll_tools.characters import printable
from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome, mark


def of_file(findings: Iterable[Finding], outcome: Outcome) -> str:
    """One line for each finding."""
    rows = []
    for finding in findings:
        place = f"{printable(finding.path)}:{finding.at.line}:{finding.at.column}"
        colour = "red" if finding.severity == "error" else "yellow"
        name = outcome.paint(finding.rule, fg=colour)
        message = f"{name}{mark(finding)} {printable(_message(finding))}"
        rows.append(f"{outcome.paint(place, bold=True)}: {message}\n")
    return "".join(rows)


def _message(finding: Finding) -> str:
    """The message, and what it is about where only the advice names it."""
    value = f'"{finding.value}"'
    named = not finding.value or finding.value in finding.message or value not in finding.help
    return finding.message if named else f"{finding.message}: {value}"
