"""The site as the rules see it: its pages, and what a link can reach on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

from jekyll_tools.elements import elements
from jekyll_tools.kramdown import Heading, automatic_id
from jekyll_tools.lint.outputs import Outputs
from jekyll_tools.lint.page_view import PageView, anchor_names
from jekyll_tools.render import (
    Renderer,
    Target,
    Urls,
    is_html,
)
from jekyll_tools.site import Page, Site
from jekyll_tools.text import File, Lines, Place, Source

BINARY = (
    *(".avif", ".bmp", ".gif", ".heic", ".heif", ".ico", ".jpeg", ".jpg", ".png", ".tif", ".tiff"),
    *(".webp", ".eot", ".otf", ".ttf", ".woff", ".woff2", ".pdf", ".zip", ".gz", ".mp3", ".mp4"),
    *(".mov", ".webm", ".ogg", ".wav", ".docx", ".pptx", ".xlsx"),
)
"""Extensions of files that hold no text."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a fragment can reach on a written page; `open` says why there may be more."""

    names: frozenset[str]
    open: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether every piece of the page was rendered here."""
        return not self.open


class SiteView:
    """The whole site; pages are rendered when a rule asks for them, and once.

    `own_hosts` are hosts of the site besides those that its files name; `elsewhere` are globs of
    paths on these hosts that another pipeline publishes.
    """

    def __init__(
        self, site: Site, own_hosts: tuple[str, ...] = (), elsewhere: tuple[str, ...] = ()
    ) -> None:
        self.site = site
        self.elsewhere = elsewhere
        self.outputs = Outputs(site.outputs)
        self.urls = Urls(site, own_hosts)
        self.renderer = Renderer(site, self.urls)
        self._anchors: dict[str, Anchors] = {}
        self._views: dict[int, PageView] = {}
        self._lines: dict[str, Lines] = {}
        self.known_rules: frozenset[str] = frozenset()  # the names of all rules
        self.selected: frozenset[str] = frozenset()  # and of those that run

    @cached_property
    def pages(self) -> tuple[PageView, ...]:
        """The pages that Jekyll writes as HTML, in its order."""
        return tuple(self.page(page) for page in self.site.pages if page.written and is_html(page))

    def page(self, page: Page) -> PageView:
        """The view of a page."""
        view = self._views.get(id(page))
        if view is None:
            view = self._views[id(page)] = PageView(self, page)
        return view

    def learn(self, anchors: Mapping[str, Anchors]) -> None:
        """Take over what fragments reach in written files from whoever rendered them."""
        self._anchors.update(anchors)

    def anchors(self, dest: str) -> Anchors | None:
        """What fragments reach in a written file; None where the file is no HTML."""
        if dest not in self._anchors:
            found = self._read_anchors(dest)
            if found is None:
                return None
            self._anchors[dest] = found
        return self._anchors[dest]

    def _read_anchors(self, dest: str) -> Anchors | None:
        # Several sources may write one file; the last one wins on the disk, but a link to any of
        # their ids is a conflict's fault and not the link's.
        outputs = self.site.outputs.get(dest, ())
        if not dest.endswith((".html", ".htm", ".xhtml")) or not outputs:
            return None
        names: set[str] = set()
        reasons: list[str] = []
        for output in outputs:
            if isinstance(output, Page):
                view = self.page(output)
                names |= view.anchors
                reasons += view.rendering.open_reasons
            else:
                names |= anchor_names(elements(self.site.read(output.path)))
        return Anchors(frozenset(names), tuple(dict.fromkeys(reasons)))

    def replaced_ids(self, dest: str) -> Mapping[str, str]:
        """For the headings of a written page with ids of their own: the automatic id → the own."""
        found: dict[str, str] = {}
        for heading in self._headings(dest):
            if heading.id and heading.how in ("explicit", "ial"):
                found.setdefault(automatic_id(heading.text, self.renderer.options), heading.id)
        return found

    def automatic_ids(self, dest: str) -> frozenset[str]:
        """The ids that kramdown made for the headings of a written page."""
        return frozenset(h.id for h in self._headings(dest) if h.id and h.how == "auto")

    def _headings(self, dest: str) -> Iterator[Heading]:
        for output in self.site.outputs.get(dest, ()):
            if isinstance(output, Page):
                document = self.page(output).rendering.document
                yield from document.headings if document else ()

    def may_exist(self, target: Target) -> bool:
        """Whether something that is not known here may be written at a missing path.

        Paths that are declared as another pipeline's are such, and so is every path when a
        plugin of the site's own may write pages.
        """
        declared = any(fnmatchcase(target.path, glob) for glob in self.elsewhere)
        return declared or self.plugins_may_write

    @property
    def plugins_may_write(self) -> bool:
        """Whether a plugin that is not known here may add or move pages."""
        return any(part.kind in ("plugin", "ruby") for part in self.site.open)

    @property
    def theme_is_open(self) -> bool:
        """Whether the site has a theme that is not on the disk."""
        return any(part.kind == "theme" for part in self.site.open)

    def place(self, container: object, key: object) -> Place | None:
        """Where the value of `container[key]` stands in its file."""
        return self.file_place(self.site.place_of(container, key))

    def file_place(self, source: Source | None) -> Place | None:
        """A source as a place in a file; None where it is none.

        A value over several lines is written piece by piece: its place is all of them.
        """
        if source is None:
            return None
        if isinstance(source.text, File):
            return Place(source.text.path, source.start, source.end)
        origins = source.text.origins(source.start, source.end)
        if not origins:
            return None
        first = origins[0]
        ends = [origin.end for origin in origins if origin.path == first.path]
        starts = [origin.start for origin in origins if origin.path == first.path]
        return Place(first.path, min(starts), max(ends))

    def place_in_page(self, path: str, key: str) -> Place | None:
        """Where a page's own front matter says `key`."""
        for page in self.site.pages:
            if page.path == path and key in page.own:
                return self.place(page.own, key)
        return None

    def read(self, path: str) -> str:
        """The text of a file of the site; "" when it is not there, or is an image or the like."""
        return "" if path.lower().endswith(BINARY) else self.site.read(path)

    def lines(self, path: str) -> Lines:
        """The lines of a file of the site."""
        if path not in self._lines:
            self._lines[path] = Lines(self.read(path))
        return self._lines[path]
