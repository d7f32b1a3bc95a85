"""Annotations on a pull request: GitHub's workflow commands.

GitHub shows ten errors and ten warnings of a step, so the worst come first. What a file name or
a message contains must not end the command or add a property: see "Workflow commands for GitHub
Actions", `core.escapeData` and `escapeProperty` of actions/toolkit.
"""

from __future__ import annotations

from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome, printable, summary


def report(outcome: Outcome) -> str:
    """A `::error` or `::warning` command for each finding, errors first, and a summary."""
    worst_first = sorted(outcome.findings, key=lambda finding: finding.severity != "error")
    return "\n".join([*map(_command, worst_first), summary(outcome), ""])


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.at.line,
        "col": finding.at.column,
        "endLine": finding.until.line,
        "endColumn": finding.until.column,
        "title": finding.rule,
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = f"{finding.message} {finding.help}".strip()
    return f"::{finding.severity} {listed}::{_data(text)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
