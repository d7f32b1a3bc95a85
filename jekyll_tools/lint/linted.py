"""What linting a site came to, all that a report needs of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jekyll_tools.lint.finding import Finding


@dataclass(frozen=True, slots=True)
class Linted:
    """The findings of a whole site in order, and what could not be known of it.

    `open_pages` are the pages that are not fully known, with the reasons; `pages` the paths of
    all pages that were looked at; `site_open` says what of the site as a whole is not known.
    """

    findings: tuple[Finding, ...]
    open_pages: Mapping[str, tuple[str, ...]]
    pages: tuple[str, ...] = ()
    site_open: tuple[str, ...] = ()
