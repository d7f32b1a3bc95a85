"""Annotations on a pull request: GitHub's workflow commands.

GitHub shows ten errors and ten warnings of a step, so the worst are annotations and the rest is
in the log and, as a table, in the summary of the job. What a file name or a message contains
must not end the command, add a property or start another command: see "Workflow commands for
GitHub Actions", `core.escapeData` and `escapeProperty` of actions/toolkit, and how actions/runner
reads a line (`::` after blanks, and the older `##[` anywhere).
"""

from __future__ import annotations

import re

from jekyll_tools.characters import printable
from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome, sentence
from jekyll_tools.report.summary import closing

SHOWN = 10  # annotations of one severity that GitHub shows for a step
SUMMARY_LIMIT = 1024 * 1024  # bytes of a step's summary; a longer one is not shown at all

_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")


def report(outcome: Outcome) -> str:
    """The commands for the worst findings, a line for each other one, and a summary."""
    shown, rest = _divided(outcome)
    rows = [*map(_command, shown), *map(_row, rest)]
    return "".join(f"{row}\n" for row in [*rows, *map(_harmless, closing(outcome))])


def step_summary(outcome: Outcome, room: int = SUMMARY_LIMIT) -> str:
    """The findings that are no annotations as a Markdown table of at most `room` bytes, or ""."""
    _, rest = _divided(outcome)
    if not rest:
        return ""
    head = (
        f"### jt lint: {len(rest)} more findings\n\n"
        "| place | severity | rule | message |\n|---|---|---|---|\n"
    )
    rows = [_table_row(finding) for finding in rest]
    left = room - len(head.encode()) - 100  # for the last sentence
    for number, row in enumerate(rows):
        left -= len(row.encode())
        if left < 0:
            return head + "".join(rows[:number]) + f"\n{len(rows) - number} more are in the log.\n"
    return head + "".join(rows)


def _divided(outcome: Outcome) -> tuple[list[Finding], list[Finding]]:
    """The findings that GitHub shows, and the others."""
    shown: list[Finding] = []
    rest: list[Finding] = []
    for finding in outcome.worst_first:
        same = sum(other.severity == finding.severity for other in shown)
        (shown if same < SHOWN else rest).append(finding)
    return shown, rest


def _command(finding: Finding) -> str:
    properties: dict[str, object] = {"file": finding.path, "line": finding.at.line}
    if finding.until.line == finding.at.line:
        # The runner refuses columns of a span over several lines.
        properties |= {"col": finding.at.column, "endLine": finding.until.line}
        properties |= {"endColumn": finding.until.column}
    else:
        properties |= {"endLine": finding.until.line}
    properties |= {"title": finding.rule}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{finding.severity} {listed}::{_data(sentence(finding))}"


def _row(finding: Finding) -> str:
    place = f"{finding.path}:{finding.at.line}:{finding.at.column}"
    return _harmless(f"- {place}: {finding.severity}[{finding.rule}] {sentence(finding)}")


def _table_row(finding: Finding) -> str:
    place = f"{finding.path}:{finding.at.line}"
    cells = (place, finding.severity.value, finding.rule, sentence(finding))
    return "| " + " | ".join(map(_markdown, cells)) + " |\n"


def _markdown(text: str) -> str:
    """The text as Markdown that shows it: any punctuation may have a backslash."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(printable(text).split()))


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _harmless(line: str) -> str:
    """A line of the log that is no command, whatever a file name contains."""
    return printable(line).replace("::", ": :").replace("##[", "## [")
