"""`path:line:column: rule message`, one finding a line."""

from __future__ import annotations

from jekyll_tools.characters import printable
from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome, mark
from jekyll_tools.report.summary import closing


def report(outcome: Outcome) -> str:
    """One line for each finding, and a summary."""
    rows = []
    for finding in outcome.findings:
        place = f"{printable(finding.path)}:{finding.at.line}:{finding.at.column}"
        colour = "red" if finding.severity == "error" else "yellow"
        name = outcome.paint(finding.rule, fg=colour)
        message = f"{name}{mark(finding)} {printable(_message(finding))}"
        rows.append(f"{outcome.paint(place, bold=True)}: {message}")
    return "".join(f"{row}\n" for row in [*rows, *closing(outcome)])


def _message(finding: Finding) -> str:
    """The message, and what it is about where only the advice names it."""
    value = f'"{finding.value}"'
    named = not finding.value or finding.value in finding.message or value not in finding.help
    return finding.message if named else f"{finding.message}: {value}"
