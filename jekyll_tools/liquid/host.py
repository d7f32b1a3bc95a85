"""What liquid/ asks of the site around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from jekyll_tools.text import File, Source, Traced


class Host(Protocol):
    """The site as one page's templates see it. Nothing here may raise.

    Values in the scope are plain Python: dict, list, str, int, float, bool, None, datetime,
    date, `Traced` (as `content`), or drops. A drop is any other `Mapping`; what it prints when
    it is put out whole is what its method `printed()` gives, or its class attribute `liquid_name`.
    A drop that can be sorted has a method `order_to(other)`.
    """

    @property
    def now(self) -> datetime:
        """The time of the build, with the site's time zone: `'now' | date`, `site.time`."""

    @property
    def aside(self) -> float:
        """Seconds of computing so far that are not the template's: for pages that it shows."""

    @property
    def config(self) -> Mapping[str, object]:
        """The effective configuration; `url` and `baseurl` are read."""

    @property
    def active_support(self) -> bool:
        """Whether a plugin brings Ruby's ActiveSupport along: only then does `x == blank` work."""

    @property
    def plugins_may_add_tags(self) -> bool:
        """Whether a filter that is not known here may be a plugin's; else it does nothing."""

    def include(self, name: str) -> File | None:
        """The file of `{% include name %}`, or None where no include folder has it."""

    def include_relative(self, name: str) -> File | None:
        """The file of `{% include_relative name %}`, beside the page."""

    def link(self, path: str) -> str | None:
        """What `{% link path %}` prints: with baseurl in Jekyll 4, without in 3.10."""

    def post_url(self, name: str) -> str | None:
        """What `{% post_url name %}` prints."""

    def markdownify(self, text: Traced) -> Traced:
        """Markdown to HTML by the site's converter."""

    def tag(self, name: str, markup: str) -> str | None:
        """The output of a plugin's tag; None if the tag is not known, "" if it adds nothing."""

    def filter(self, name: str) -> Callable[..., object] | None:
        """A plugin's filter: called with the input and the arguments; None if unknown."""

    def place_of(self, container: object, key: object) -> Source | None:
        """Where the value of `container[key]` stands in its file, if it came from one."""
