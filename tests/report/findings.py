"""Findings for the tests of the formats: an ordinary one, and one with hostile names."""

from __future__ import annotations

from jekyll_tools.lint import FileEdit, Finding, Fix, Severity
from jekyll_tools.report import Outcome
from jekyll_tools.text import Edit, Lines, Place, Position

TEXTS = {"a.md": "été\n[RSVP](#RSVP) 名前\n", "b.md": "x\n{% include c.html %}\n"}
FIX = Fix("correct it", (FileEdit("a.md", Edit(11, 16, "#rsvp")),), safe=True)
ERROR = Finding(
    "a.md", 11, 16, 'there is no "#RSVP"', 'did you mean "#rsvp"?', "#RSVP", FIX,
    (Place("b.md", 2, 10),), ("b.md", "c.md"), "button-anchor", Severity.ERROR,
    Position(2, 8), Position(2, 13),
)  # fmt: skip
HOSTILE = "z,1:2\n::error::x\x1b[31m ##[error]\udcff|<&'\"\u202e.md"
WARNING = Finding(
    HOSTILE, 0, 1, "100% wrong\r\nreally ::error::y [x](1) ]]> `|", rule="image-alt",
    severity=Severity.WARNING, until=Position(1, 2),
)  # fmt: skip


def outcome(*findings: Finding, **more: object) -> Outcome:
    """An outcome of twelve pages, one of them open."""
    known = {"pages": 12, "open": {"b.md": ("unknown tag x",)}}
    return Outcome(findings, lambda path: Lines(TEXTS.get(path, "")), **(known | more))  # type: ignore[arg-type]


def many(number: int, finding: Finding = ERROR) -> list[Finding]:
    """As many findings, each with a message of its own."""
    return [finding._replace(message=f"{finding.message} {n}") for n in range(number)]
