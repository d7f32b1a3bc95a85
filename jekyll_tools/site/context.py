"""What every reader of a part of the site needs: the disk, the rules, and where to tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from jekyll_tools.site.config import Config
from jekyll_tools.site.defaults import Defaults
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.entries import EntryFilter
from jekyll_tools.site.permalink import Permalinks
from jekyll_tools.site.problems import Kind, Open, Problem
from jekyll_tools.site.shelf import Shelf


@dataclass(slots=True)
class Context:
    """One reading of one site; `problems`, `open` and `unpublished` grow on the way."""

    disk: Disk
    config: Config
    defaults: Defaults
    filter: EntryFilter
    permalinks: Permalinks
    problems: list[Problem]
    open: list[Open] = field(default_factory=list)
    unpublished: dict[str, str] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def new(self) -> bool:
        """Whether it is Jekyll 4."""
        return self.config.profile.jekyll == 4

    def tell(
        self, kind: Kind, path: str, message: str, offset: int | None = None, *, fatal: bool = False
    ) -> None:
        """Add a problem."""
        self.problems.append(Problem(kind, path, message, offset, fatal))
