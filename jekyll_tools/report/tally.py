"""How many findings there are, for summaries and exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jekyll_tools.lint.finding import Finding


class Tally(NamedTuple):
    """Errors and warnings; of all of them those that `--fix` or only `--unsafe-fixes` repairs."""

    errors: int = 0
    warnings: int = 0
    safe: int = 0
    unsafe: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Tally:
        """The tally of findings."""
        errors = warnings = safe = unsafe = 0
        for finding in findings:
            if finding.severity == "error":
                errors += 1
            else:
                warnings += 1
            if finding.fix is not None:
                safe += finding.fix.safe
                unsafe += not finding.fix.safe
        return cls(errors, warnings, safe, unsafe)

    @classmethod
    def sum(cls, tallies: Iterable[tuple[int, ...]]) -> Tally:
        """Several tallies together."""
        return cls(*map(sum, zip((0, 0, 0, 0), *tallies, strict=True)))
