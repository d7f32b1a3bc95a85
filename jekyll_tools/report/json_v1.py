"""For programs: version 1 of the JSON report; this shape only ever gains keys."""

from __future__ import annotations

from collections.abc import Iterator

from jekyll_tools import __version__
from jekyll_tools.characters import json_text
from jekyll_tools.lint.finding import FileEdit, Finding, Fix
from jekyll_tools.lint.fingerprint import fingerprints
from jekyll_tools.report.manual import rule_url, schema_url
from jekyll_tools.report.outcome import Outcome
from jekyll_tools.text import Place, Position


def report(outcome: Outcome) -> str:
    """One JSON document, also without findings; lines and columns start at 1, in code points."""
    return json_text(
        {
            "$schema": schema_url("lint-report-1"),
            "version": 1,
            "tool": {"name": "jt", "version": __version__},
            "findings": list(findings(outcome)),
            "pages": outcome.pages,
            "open_pages": outcome.open_pages,
            "open": [
                {"path": path or None, "reason": reason}
                for path, reasons in outcome.open.items()
                for reason in reasons
            ],
        }
    )


def findings(outcome: Outcome) -> Iterator[dict[str, object]]:
    """What the report has of each finding."""
    marks = fingerprints(outcome.findings, outcome.lines)
    for finding, mark in zip(outcome.findings, marks, strict=True):
        yield _finding(finding, mark, outcome)


def _finding(finding: Finding, fingerprint: str, outcome: Outcome) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "path": finding.path,
        **_span(finding.at, finding.until),
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "url": rule_url(finding.rule),
        "fingerprint": fingerprint,
        "fix": _fix(finding.fix, outcome),
        "pages": list(finding.pages),
        "via": [_place(place, outcome) for place in finding.via],
        "value": finding.value,
    }


def _fix(fix: Fix | None, outcome: Outcome) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [_edit(edit, outcome) for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _edit(part: FileEdit, outcome: Outcome) -> dict[str, object]:
    edit = part.edit
    place = Place(part.path, edit.start, edit.end)
    return {**_place(place, outcome), "start": edit.start, "end": edit.end, "text": edit.text}


def _place(place: Place, outcome: Outcome) -> dict[str, object]:
    lines = outcome.lines(place.path)
    span = _span(lines.position(place.start), lines.position(place.end))
    return {"path": place.path, **span}


def _span(start: Position, end: Position) -> dict[str, int]:
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
