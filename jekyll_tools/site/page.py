"""A page as the site shows it: everything that Jekyll knows of it before it renders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from jekyll_tools.site.entry import PageKind
from jekyll_tools.text import File, Span


class Paginator(NamedTuple):
    """jekyll-paginate's `paginator`; `posts` are the paths of this page's posts, newest first."""

    page: int
    per_page: int
    total_posts: int
    total_pages: int
    posts: tuple[str, ...]
    previous_page_path: str | None
    next_page_path: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page, post, draft, document of a collection, or page that a plugin adds.

    `path`: the file, relative to the site's root; of a generated page what Jekyll calls it.
    `relative_path`: `page.path` in a template. `dest`: the file it is written to, relative to
    the destination. `written`, `why_not`: whether it is written, and else `output-false`,
    `future` or `unpublished`.

    `file` and `body`: the source and its content without front matter; None and empty for
    generated pages that have no source. `own`: the front matter as written. `front_matter`:
    what templates see, with defaults and with what Jekyll and plugins add. `readable`: false
    when the front matter is so broken that Jekyll goes on without it.

    `generator`: the plugin that made the page, or made a page of a static file, and None for
    pages of Jekyll itself; `cause` is the path of the page that it was made for.
    `listed` are the paths of the posts of a page of jekyll-archives, newest first.
    `title_heading`: the range of the first heading in `file` where jekyll-titles-from-headings
    takes the title from it, and takes the heading away. `jekyll` is the major version whose
    rules count.
    """

    path: str
    relative_path: str
    url: str
    dest: str
    kind: PageKind
    collection: str | None
    written: bool
    why_not: str | None
    file: File | None
    body: Span
    front_matter: Mapping[Any, Any]
    own: Mapping[Any, Any]
    layout: str | None
    date: datetime | None
    name: str
    basename: str
    ext: str
    output_ext: str
    markdown: bool
    id: str | None
    excerpt_separator: str
    categories: tuple[str, ...] = ()
    tags: tuple[Any, ...] = ()
    generator: str | None = None
    cause: str | None = None
    paginator: Paginator | None = None
    listed: tuple[str, ...] | None = None
    title_heading: Span | None = None
    readable: bool = True
    folder: str = field(default="")
    jekyll: int = 4

    @property
    def content(self) -> str:
        """The content as it stands, before Liquid and Markdown."""
        return "" if self.file is None else self.file.text[self.body.start : self.body.end]

    @property
    def dir(self) -> str:
        """`page.dir`: the folder of the URL, with a slash at its end."""
        return self.url if self.url.endswith("/") else self.url.rpartition("/")[0] + "/"
