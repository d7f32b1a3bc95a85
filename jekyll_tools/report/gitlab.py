"""GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

from jekyll_tools.characters import json_text
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.fingerprint import fingerprints
from jekyll_tools.report.outcome import Outcome, sentence

_SEVERITY = {"error": "major", "warning": "minor"}


def report(outcome: Outcome) -> str:
    """A JSON list, worst first; GitLab compares it by fingerprint with the target branch's."""
    found = outcome.worst_first
    marks = fingerprints(found, outcome.lines)
    rows = [_row(finding, mark) for finding, mark in zip(found, marks, strict=True)]
    return json_text(rows)


def _row(finding: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "description": sentence(finding),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": finding.path,
            "lines": {"begin": finding.at.line, "end": finding.until.line},
        },
    }
