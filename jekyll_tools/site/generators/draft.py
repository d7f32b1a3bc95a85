"""The site in the hands of the generators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jekyll_tools.site.context import Context
from jekyll_tools.site.entry import Collection, Entry
from jekyll_tools.site.pages import assign_url, new_page
from jekyll_tools.site.statics import StaticFile
from jekyll_tools.site.templates import Layouts


@dataclass(slots=True)
class Draft:
    """What Jekyll has read, with URLs: generators add pages and change data."""

    context: Context
    collections: dict[str, Collection]
    pages: list[Entry]
    statics: list[StaticFile]
    layouts: Layouts
    source: str

    @property
    def posts(self) -> list[Entry]:
        """The posts, oldest first."""
        return self.collections["posts"].docs

    def written_documents(self) -> list[Entry]:
        """`site.docs_to_write` without static files."""
        return [
            doc
            for collection in self.collections.values()
            for doc in collection.docs
            if doc.why_not is None
        ]

    def option(self, plugin: str, key: str) -> object:
        """A setting of a plugin that has a mapping of its own in the configuration."""
        own = self.context.config.values.get(plugin)
        return own.get(key) if isinstance(own, dict) else None

    def add(
        self, generator: str, name: str, data: dict[str, object], cause: Entry | None = None
    ) -> Entry:
        """Add a page that has no source, as `PageWithoutAFile` in the source folder does."""
        entry = new_page(self.context, "", name, name)
        entry.kind = "generated"
        entry.generator = generator
        entry.cause = cause
        entry.data = data
        assign_url(self.context, entry)
        self.pages.append(entry)
        return entry

    def source_has(self, path: str) -> bool:
        """Whether the source holds a file, published or not."""
        return self.context.disk.is_file(self.source + path.lstrip("/"))


def attribute_posts(posts: list[Entry], key: str) -> dict[Any, list[Entry]]:
    """`site.post_attr_hash`: posts by category or tag, newest first."""
    found: dict[Any, list[Entry]] = {}
    for post in posts:
        for value in post.data.get(key) or ():
            found.setdefault(value, []).append(post)
    return {value: found[value][::-1] for value in found}
