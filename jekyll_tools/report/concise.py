"""`path:line:column: rule message`, one finding a line."""

from __future__ import annotations

from jekyll_tools.report.outcome import Outcome, printable, summary


def report(outcome: Outcome) -> str:
    """One line for each finding, and a summary."""
    rows = []
    for finding in outcome.findings:
        place = f"{printable(finding.path)}:{finding.at.line}:{finding.at.column}"
        colour = "red" if finding.severity == "error" else "yellow"
        star = " [*]" if finding.fix and finding.fix.safe else ""
        name = outcome.paint(finding.rule, fg=colour)
        rows.append(f"{outcome.paint(place, bold=True)}: {name}{star} {printable(finding.message)}")
    return "\n".join([*rows, summary(outcome), ""])
