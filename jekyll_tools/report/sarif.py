"""SARIF 2.1.0, for GitHub code scanning and other viewers of static analysis.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/; what GitHub reads of it is in its "SARIF support
for code scanning": at most 25,000 results, and `primaryLocationLineHash` to tell alerts apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from jekyll_tools import __version__
from jekyll_tools.characters import json_text
from jekyll_tools.lint.finding import Finding, Fix
from jekyll_tools.lint.fingerprint import fingerprints
from jekyll_tools.lint.page import rule_page
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.report.manual import MANUAL, rule_url
from jekyll_tools.report.outcome import Outcome, sentence
from jekyll_tools.text import Place, Position

MOST = 25_000  # results; GitHub refuses a file with more
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"  # what every path is relative to


def report(outcome: Outcome) -> str:
    """A log with one run; columns are code points, paths are percent-encoded."""
    found = outcome.worst_first
    names = sorted({finding.rule for finding in found})
    marks = fingerprints(found, outcome.lines)
    results = [
        _result(finding, names.index(finding.rule), mark, outcome)
        for finding, mark in zip(found[:MOST], marks, strict=False)
    ]
    run = {
        "tool": {"driver": _driver(names)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notes(outcome)}
        ],
        "results": results,
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(names: Sequence[str]) -> dict[str, object]:
    return {
        "name": "jt",
        "semanticVersion": __version__,
        "informationUri": MANUAL,
        "rules": [_rule(name) for name in names],
    }


def _rule(name: str) -> dict[str, object]:
    rule = all_rules()[name]
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.doc, "markdown": rule_page(rule)},
        "helpUri": rule_url(name),
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"problem.severity": rule.severity.value, "tags": ["jekyll"]},
    }


def _result(finding: Finding, rule: int, mark: str, outcome: Outcome) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": sentence(finding)},
        "locations": [_location(finding.path, finding.at, finding.until)],
        "partialFingerprints": {"primaryLocationLineHash": mark, "jtFingerprint/v1": mark},
    }
    if finding.via:
        result["relatedLocations"] = [
            {"id": number, **_place(place, outcome), "message": {"text": "brought here by this"}}
            for number, place in enumerate(finding.via, 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, outcome)]
    return result


def _fix(fix: Fix, outcome: Outcome) -> dict[str, object]:
    changes: dict[str, list[object]] = {}
    for part in fix.edits:
        lines = outcome.lines(part.path)
        region = _region(lines.position(part.edit.start), lines.position(part.edit.end))
        change = {"deletedRegion": region, "insertedContent": {"text": part.edit.text}}
        changes.setdefault(part.path, []).append(change)
    return {
        "description": {"text": fix.title if fix.safe else f"{fix.title} (unsafe)"},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _place(place: Place, outcome: Outcome) -> dict[str, object]:
    lines = outcome.lines(place.path)
    return _location(place.path, lines.position(place.start), lines.position(place.end))


def _location(path: str, start: Position, end: Position) -> dict[str, object]:
    return {
        "physicalLocation": {"artifactLocation": _artifact(path), "region": _region(start, end)}
    }


def _artifact(path: str) -> dict[str, object]:
    return {"uri": quote(path.encode("utf-8", "surrogateescape")), "uriBaseId": _ROOT}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _notes(outcome: Outcome) -> list[dict[str, object]]:
    """What the run could not know, and what was left out."""
    texts = [
        f"{path}: {reason}" if path else reason
        for path, reasons in outcome.open.items()
        for reason in reasons
    ]
    if len(outcome.findings) > MOST:
        texts.append(f"{len(outcome.findings) - MOST} of {len(outcome.findings)} are left out")
    return [{"level": "note", "message": {"text": text}} for text in texts]
