"""Page → Rendering: Liquid, then kramdown, then the layouts, as Jekyll's `renderer.rb` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jekyll_tools import kramdown
from jekyll_tools.liquid import Expansion, Open, Problem, expand
from jekyll_tools.render.drops import Drop, PageDrop, site_drop
from jekyll_tools.render.excerpt import excerpt_source
from jekyll_tools.render.host import SiteHost
from jekyll_tools.render.relative_links import with_relative_links
from jekyll_tools.render.rendering import Rendering
from jekyll_tools.site import Page, Site
from jekyll_tools.text import Traced


@dataclass(frozen=True, slots=True)
class _Content:
    """A page before its layouts."""

    expansion: Expansion
    html: Traced
    document: kramdown.Document | None


class Renderer:
    """Renders the pages of a site on demand, each once.

    Jekyll renders the collections in order, then the pages; a page that reads the `content` of
    another sees HTML when that one came before, its source when it comes later.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self._order = {id(page): number for number, page in enumerate(site.render_order)}
        self._contents: dict[int, _Content] = {}
        self._renderings: dict[int, Rendering] = {}
        self._excerpts: dict[int, object] = {}
        self._drops: dict[int, PageDrop] = {}
        self._current: list[Page] = []

    def rendering(self, page: Page) -> Rendering:
        """The page as Jekyll writes it."""
        found = self._renderings.get(id(page))
        if found is None:
            found = self._renderings[id(page)] = self._render(page)
        return found

    def drop(self, page: Page) -> PageDrop:
        """What a template sees of a page; the same object each time."""
        found = self._drops.get(id(page))
        if found is None:
            found = self._drops[id(page)] = PageDrop(page, self)
        return found

    def current_content(self, page: Page) -> object:
        """`page.content` as the page that is being rendered sees it."""
        own = bool(self._current) and page is self._current[-1]
        if own and page.collection is not None and id(page) in self._contents:
            return self._contents[id(page)].html
        if own or not self._came_before(page):
            return self._source(page)
        return self._content(page).html

    def current_output(self, page: Page) -> object:
        """`page.output`: the whole HTML of a page that came before, else nothing."""
        return self.rendering(page).full if self._came_before(page) else None

    def excerpt(self, page: Page) -> object:
        """`page.excerpt`: from the front matter, or the first part of the page, rendered."""
        if "excerpt" in page.own:
            return page.own["excerpt"]
        if id(page) not in self._excerpts:
            source = excerpt_source(page, self._source(page))
            if source is not None:
                self._excerpts[id(page)] = None  # an excerpt that asks for itself gets nothing
                self._excerpts[id(page)] = self._converted(page, source, Drop({}, {})).html
            else:
                self._excerpts[id(page)] = None
        return self._excerpts[id(page)]

    def neighbour(self, page: Page, step: int) -> PageDrop | None:
        """The document after (1) or before (-1) a document of a collection."""
        other = page.next if step == 1 else page.previous
        return None if other is None else self.drop(other)

    def related_posts(self) -> object:
        """`site.related_posts`: the ten newest posts but the one that is being rendered."""
        if not self._current or self._current[-1].collection is None:
            return None
        return [self.drop(post) for post in self.site.posts if post is not self._current[-1]][:10]

    @cached_property
    def host(self) -> SiteHost:
        """The site as templates may ask for it."""
        return SiteHost(self.site, self.options)

    @cached_property
    def options(self) -> kramdown.Options:
        """The site's kramdown options."""
        return kramdown.Options.from_config(self.site.config.get("kramdown"))

    @cached_property
    def _site_drop(self) -> Drop:
        return site_drop(self.site, self)

    def _came_before(self, page: Page) -> bool:
        if not self._current:
            return True
        here = self._order.get(id(self._current[-1]), len(self._order))
        return self._order.get(id(page), len(self._order)) < here

    def _source(self, page: Page) -> Traced:
        source = Traced.of(page.file, page.body.start, page.body.end)
        if self.site.relative_links and page.markdown:
            return with_relative_links(source, page, self.site)
        return source

    def _content(self, page: Page) -> _Content:
        found = self._contents.get(id(page))
        if found is None:
            self._current.append(page)
            try:
                found = self._converted(page, self._source(page), self._layout_data(page))
            finally:
                self._current.pop()
            self._contents[id(page)] = found
        return found

    def _converted(self, page: Page, source: Traced, layout: Mapping[str, object]) -> _Content:
        expansion = self._expanded(page, source, {"layout": layout})
        if not page.markdown:
            return _Content(expansion, expansion.text, None)
        conversion = kramdown.to_html(expansion.text, self.options)
        return _Content(expansion, conversion.html, conversion.document)

    def _expanded(self, page: Page, source: Traced, more: Mapping[str, object]) -> Expansion:
        if page.front_matter.get("render_with_liquid") is False or not _has_liquid(source.text):
            return Expansion(source, (), ())
        scope = {
            "site": self._site_drop,
            "page": self.drop(page),
            "jekyll": {"version": self.site.version, "environment": self.site.environment},
            "paginator": page.paginator(self.drop) if page.paginator else None,
            **more,
        }
        return expand(source, scope, self.host.on(page))

    def _render(self, page: Page) -> Rendering:
        content = self._content(page)
        self._current.append(page)
        try:
            return self._laid_out(page, content)
        finally:
            self._current.pop()

    def _laid_out(self, page: Page, content: _Content) -> Rendering:
        html = content.html
        opened: list[Open] = []
        problems: list[Problem] = list(content.expansion.problems)
        data: Mapping[str, object] = {}
        name = page.layout
        used: set[str] = set()
        missing = None
        while name and name not in used:
            used.add(name)
            layout = self.site.layouts.get(name)
            if layout is None:
                missing = self.site.why_open_layout(name)
                break
            data = {**layout.front_matter, **data}
            source = Traced.of(layout.file, layout.body.start, layout.body.end)
            expansion = self._expanded(page, source, {"content": html, "layout": data})
            html = expansion.text
            opened += expansion.open
            problems += expansion.problems
            name = layout.layout
        return Rendering(
            page,
            content.expansion.text,
            content.html,
            html,
            content.document,
            content.expansion.open,
            tuple(opened),
            missing,
            tuple(problems),
        )

    def _layout_data(self, page: Page) -> Mapping[str, object]:
        layout = self.site.layouts.get(page.layout) if page.layout else None
        return {} if layout is None else layout.front_matter


def _has_liquid(text: str) -> bool:
    return "{{" in text or "{%" in text
