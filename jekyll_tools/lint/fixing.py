"""Applies fixes to texts: all edits of a fix or none, overlaps left for the next round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from jekyll_tools.lint.finding import FileEdit, Finding
from jekyll_tools.text import Edit, apply_edits


class Fixed(NamedTuple):
    """The files that fixes changed (path to new text), and the findings that were fixed."""

    files: Mapping[str, str]
    findings: tuple[Finding, ...]


def apply_fixes(
    findings: Iterable[Finding], read: Callable[[str], str], *, unsafe: bool = False
) -> Fixed:
    """One round: every fix whose edits overlap none taken before it, in the findings' order.

    `read` gives the text of a path as the findings saw it ("" for a file that is not there).
    """
    taken: dict[str, list[Edit]] = {}
    fixed = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or any(_clashes(e, taken) for e in fix.edits):
            continue
        for part in fix.edits:
            taken.setdefault(part.path, []).append(part.edit)
        fixed.append(finding)
    files = {path: apply_edits(read(path), edits) for path, edits in taken.items()}
    return Fixed({p: text for p, text in files.items() if text != read(p)}, tuple(fixed))


def _clashes(part: FileEdit, taken: Mapping[str, list[Edit]]) -> bool:
    edit = part.edit
    return any(
        edit != other and edit.start <= other.end and other.start <= edit.end
        for other in taken.get(part.path, ())
    )
