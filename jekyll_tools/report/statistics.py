"""How many findings each rule has, the most first."""

from __future__ import annotations

from collections import Counter

from jekyll_tools.characters import json_text
from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome, mark
from jekyll_tools.report.summary import closing


def statistics(outcome: Outcome) -> str:
    """A line for each rule: number, whether `--fix` repairs them, name."""
    rows = []
    for name, found in _by_rule(outcome):
        first = found[0]
        colour = "red" if first.severity == "error" else "yellow"
        marks = {mark(finding) for finding in found}
        shown = next((m for m in (" [*]", " [~]") if m in marks), "    ")
        rows.append(f"{len(found):>6}{shown} {outcome.paint(name, fg=colour)}")
    return "".join(f"{row}\n" for row in [*rows, *closing(outcome)])


def statistics_json(outcome: Outcome) -> str:
    """The same as a JSON list."""
    return json_text(
        [
            {
                "rule": name,
                "severity": found[0].severity.value,
                "findings": len(found),
                "fixable": sum(f.fix is not None and f.fix.safe for f in found),
                "unsafely_fixable": sum(f.fix is not None and not f.fix.safe for f in found),
                "pages": len({page for f in found for page in f.pages}),
            }
            for name, found in _by_rule(outcome)
        ]
    )


def _by_rule(outcome: Outcome) -> list[tuple[str, list[Finding]]]:
    counts = Counter(finding.rule for finding in outcome.findings)
    return [
        (name, [finding for finding in outcome.findings if finding.rule == name])
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
