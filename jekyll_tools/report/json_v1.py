"""For programs: version 1 of the JSON report; this shape only ever gains keys."""

from __future__ import annotations

import json

from jekyll_tools.lint.finding import Finding, Fix
from jekyll_tools.report.outcome import Outcome


def report(outcome: Outcome) -> str:
    """One JSON document, also without findings; lines and columns start at 1, in code points."""
    shown = {
        "version": 1,
        "findings": [_finding(finding) for finding in outcome.findings],
        "pages": outcome.pages,
        "open_pages": outcome.open_pages,
    }
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "path": finding.path,
        "line": finding.at.line,
        "column": finding.at.column,
        "end_line": finding.until.line,
        "end_column": finding.until.column,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "fix": _fix(finding.fix),
        "pages": list(finding.pages),
        "value": finding.value,
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [
        {"path": e.path, "start": e.edit.start, "end": e.edit.end, "text": e.edit.text}
        for e in fix.edits
    ]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
