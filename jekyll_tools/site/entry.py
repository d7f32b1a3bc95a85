"""A page or document while the site is being read: generators may still change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from jekyll_tools.text import File, Span

PageKind = Literal["page", "post", "draft", "document", "generated"]

HTML = frozenset({".html", ".xhtml", ".htm"})


@dataclass(slots=True, eq=False)
class Collection:
    """A collection: `folder` is relative to the site, `relative` to the collections' folder."""

    label: str
    metadata: dict[str, Any]
    folder: str
    relative: str
    docs: list[Entry] = field(default_factory=list)

    @property
    def output(self) -> bool:
        """Whether its documents are written."""
        value = self.metadata.get("output", False)
        return value is not None and value is not False


@dataclass(slots=True, eq=False)
class Pager:
    """What jekyll-paginate gives a page: `posts` are the entries of this page."""

    page: int
    per_page: int
    total_pages: int
    total_posts: int
    posts: list[Entry]
    paths: tuple[str | None, str | None]


@dataclass(slots=True, eq=False)
class Entry:
    """Names as Jekyll has them, data as it merges them.

    `path` is where the file stands, `relative` what templates see as `page.path`. `data` is
    Jekyll's own hash; a page's defaults are not in it (`defaults`), a document's are. `shown`
    are the defaults that templates see under the data of a page. `populated`: Jekyll came to
    the end of reading a document, so that it has an excerpt. `listed`: the posts of an archive.
    """

    kind: PageKind
    path: str
    relative: str
    folder: str
    name: str
    ext: str
    file: File | None = None
    body: Span = field(default=Span(0, 0))
    collection: Collection | None = None
    own: dict[Any, Any] = field(default_factory=dict)
    data: dict[Any, Any] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    date: datetime | None = None
    basename: str = ""
    url: str = ""
    output_ext: str = ""
    url_template: str | None = None
    generator: str | None = None
    cause: Entry | None = None
    pager: Pager | None = None
    listed: list[Entry] | None = None
    strip_title: Span | None = None
    readable: bool = True
    populated: bool = False
    why_not: str | None = None

    @property
    def is_page(self) -> bool:
        """A `Jekyll::Page`, in contrast to a `Jekyll::Document`."""
        return self.collection is None

    def get(self, key: str) -> Any:
        """A value of the front matter, or else its default."""
        return self.data[key] if key in self.data else self.defaults.get(key)
