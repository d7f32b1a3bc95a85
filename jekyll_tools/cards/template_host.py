"""What Liquid may ask for while a template of cards is filled in: other templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from jekyll_tools.text import File, Source, Traced


@dataclass(frozen=True, slots=True)
class TemplateHost:
    """A `liquid.Host` that knows includes and nothing else of a site.

    What a template makes must depend on the records alone, or `jt build --check` would find
    an include stale that nobody changed: no clock, no configuration, no other pages.
    """

    templates: Callable[[str], File | None]

    @property
    def now(self) -> datetime:
        """One moment for every build."""
        return datetime(2000, 1, 1, tzinfo=UTC)

    @property
    def config(self) -> Mapping[str, object]:
        """Nothing."""
        return {}

    @property
    def aside(self) -> float:
        """Nothing: a template shows no pages."""
        return 0.0

    @property
    def active_support(self) -> bool:
        """No: a template means the same on every site."""
        return False

    @property
    def plugins_may_add_tags(self) -> bool:
        """No: a build without plugins."""
        return False

    def include(self, name: str) -> File | None:
        """A template of the site or a packaged one."""
        return self.templates(name)

    def include_relative(self, name: str) -> File | None:
        """Nothing: a template stands in no page's folder."""

    def link(self, path: str) -> str | None:
        """Nothing."""

    def post_url(self, name: str) -> str | None:
        """Nothing."""

    def markdownify(self, text: Traced) -> Traced:
        """The text itself: values are HTML already."""
        return text

    def tag(self, name: str, markup: str) -> str | None:
        """Nothing."""

    def filter(self, name: str) -> Callable[..., object] | None:
        """Nothing."""

    def place_of(self, container: object, key: object) -> Source | None:
        """Nothing: messages name records, not runs of the output."""
