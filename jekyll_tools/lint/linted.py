"""What linting a site came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jekyll_tools.lint.finding import Finding


@dataclass(frozen=True, slots=True)
class Linted:
    """The findings of a site in order, and the pages that are not fully known with the reasons.

    `clock`: some page asked what time it is.
    """

    findings: tuple[Finding, ...]
    open_pages: Mapping[str, tuple[str, ...]]
    clock: bool = False
