"""reviewdog's own format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.

Columns count bytes of UTF-8, and the end is exclusive.
"""

from __future__ import annotations

from jekyll_tools.characters import json_text
from jekyll_tools.lint.finding import Finding, Fix
from jekyll_tools.report.manual import MANUAL, rule_url
from jekyll_tools.report.outcome import Outcome, sentence
from jekyll_tools.text import Lines, Position


def report(outcome: Outcome) -> str:
    """A `DiagnosticResult`; a safe fix in one place of the file is a suggestion."""
    found = [_diagnostic(finding, outcome) for finding in outcome.worst_first]
    return json_text({"source": {"name": "jt", "url": MANUAL}, "diagnostics": found})


def _diagnostic(finding: Finding, outcome: Outcome) -> dict[str, object]:
    lines = outcome.lines(finding.path)
    shown: dict[str, object] = {
        "message": sentence(finding),
        "location": {"path": finding.path, "range": _range(lines, finding.at, finding.until)},
        "severity": finding.severity.value.upper(),
        "code": {"value": finding.rule, "url": rule_url(finding.rule)},
    }
    suggestion = finding.fix and _suggestion(finding.fix, finding.path, lines)
    return shown | ({"suggestions": [suggestion]} if suggestion else {})


def _suggestion(fix: Fix, path: str, lines: Lines) -> dict[str, object] | None:
    # Suggestions are alternatives: a fix in several places cannot be one.
    if not fix.safe or len(fix.edits) != 1 or fix.edits[0].path != path:
        return None
    edit = fix.edits[0].edit
    where = _range(lines, lines.position(edit.start), lines.position(edit.end))
    return {"range": where, "text": edit.text}


def _range(lines: Lines, start: Position, end: Position) -> dict[str, object]:
    return {"start": _position(lines, start), "end": _position(lines, end)}


def _position(lines: Lines, position: Position) -> dict[str, int]:
    before = lines.line(position.line)[: position.column - 1]
    return {"line": position.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
