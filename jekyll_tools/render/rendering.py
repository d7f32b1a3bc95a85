"""What one page becomes: its HTML, each piece traced, and what of it could not be known."""

from __future__ import annotations

from typing import NamedTuple

from jekyll_tools.kramdown import Document
from jekyll_tools.liquid import Open, Problem
from jekyll_tools.site import Page
from jekyll_tools.text import Traced


class Rendering(NamedTuple):
    """A page after Liquid, kramdown and its layouts.

    `full` is all that Jekyll writes; `shown` is what is looked at: some white space is left out
    (see `Spared`), as it is of what there was before. That is `content`, the HTML before the
    layouts, and `stages`, what there was before each layout, `content` first. `document` is the
    Markdown's structure, its spans count in `expanded`; None for a page that is no Markdown.
    """

    page: Page
    expanded: Traced
    content: Traced
    shown: Traced
    full: Traced
    document: Document | None
    open: tuple[Open, ...] = ()
    layout_open: tuple[Open, ...] = ()
    missing_layout: str | None = None
    problems: tuple[Problem, ...] = ()
    stages: tuple[Traced, ...] = ()

    @property
    def content_open_reasons(self) -> tuple[str, ...]:
        """Why the content may hold more, or other things, than is known; each reason once."""
        return tuple(dict.fromkeys(part.reason for part in self.open))

    @property
    def open_reasons(self) -> tuple[str, ...]:
        """Why the page as a whole may hold more than is known; each reason once."""
        parts = [part.reason for part in (*self.open, *self.layout_open)]
        if self.missing_layout:
            parts.append(self.missing_layout)
        return tuple(dict.fromkeys(parts))
