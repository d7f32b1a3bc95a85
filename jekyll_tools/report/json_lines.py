"""For programs that read line by line: the findings of the JSON report, one a line."""

from __future__ import annotations

from jekyll_tools.characters import json_text
from jekyll_tools.report.json_v1 import findings
from jekyll_tools.report.outcome import Outcome


def report(outcome: Outcome) -> str:
    """A JSON object for each finding; nothing where there is none."""
    return "".join(json_text(finding, indent=None) for finding in findings(outcome))
