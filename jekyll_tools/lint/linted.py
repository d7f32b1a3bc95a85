"""What linting a site came to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jekyll_tools.lint.finding import Finding


class Linted(NamedTuple):
    """The findings of a site in order, and the pages that are not fully known with the reasons.

    `clock`: some page asked what time it is. `marks` tell for each file whether rules about the
    whole site say the same of it. `files`: the findings are those of these files alone, and all
    others have what they had in the run before; None: they are those of all files.
    """

    findings: tuple[Finding, ...]
    open_pages: Mapping[str, tuple[str, ...]]
    clock: bool = False
    marks: Mapping[str, str] = MappingProxyType({})
    files: frozenset[str] | None = None
