"""Page → Rendering: Liquid, then kramdown, then the layouts, as Jekyll's `renderer.rb` does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from time import thread_time
from typing import Protocol

from jekyll_tools import kramdown
from jekyll_tools.elements import elements
from jekyll_tools.liquid import Expansion, Open, Problem
from jekyll_tools.liquid.spared import spared
from jekyll_tools.render.content import Content, converted
from jekyll_tools.render.drops import DocumentDrop, Drop, PageDrop, paginator, site_drop
from jekyll_tools.render.host import SiteHost
from jekyll_tools.render.reads import page_key
from jekyll_tools.render.rendering import Rendering
from jekyll_tools.render.source import linked, source_of
from jekyll_tools.render.urls import Urls
from jekyll_tools.site import Layout, Page, Site, excerpt_source
from jekyll_tools.text import Traced


class _Expander(Protocol):
    def __call__(
        self, template: Traced, scope: Mapping[str, object], host: SiteHost, *, spare: bool
    ) -> Expansion: ...


class Renderer:
    """Renders the pages of a site on demand, each once.

    Jekyll renders the collections in order, then the pages; a page that reads the `content` of
    another sees HTML when that one came before, its source when it comes later.
    """

    def __init__(self, site: Site, urls: Urls | None = None) -> None:
        self.site = site
        self.urls = urls or Urls(site)
        self.reads = self.urls.reads
        in_order = sorted(site.pages, key=lambda page: page.collection is None)
        self._order = {id(page): number for number, page in enumerate(in_order)}
        self._contents: dict[int, Content] = {}
        self._renderings: dict[int, Rendering] = {}
        self._excerpts: dict[int, Traced | None] = {}
        self._printed: set[int] = set()  # pages whose content or output others print
        self._whole: set[str | None] = set()  # layouts of pages whose white space was asked for
        self._drops: dict[int, PageDrop] = {}
        self._current: list[Page] = []
        self._aside = 0.0  # seconds that all pages took so far

    def rendering(self, page: Page) -> Rendering:
        """What is known of the page as Jekyll writes it: all of it, and what is looked at."""
        found = self._renderings.get(id(page))
        if found is not None:
            self.reads.again("output", page)
            return found
        with self.reads.of("output", page):
            content = self._content(page)
            with self._rendering(page):
                found = self._renderings[id(page)] = self._laid_out(page, content)
        return found

    def prepare(self) -> None:
        """Import what nearly every page needs, so that processes that part now need not."""
        _ = self._expand
        elements("<p>")

    def let_go(self, page: Page) -> None:
        """Keep nothing of a page but what other pages print."""
        if id(page) not in self._printed:
            self._renderings.pop(id(page), None)
            self._contents.pop(id(page), None)
            self.reads.let_go("output", page)
            self.reads.let_go("content", page)

    def drop(self, page: Page) -> PageDrop:
        """What a template sees of a page; the same object each time."""
        found = self._drops.get(id(page))
        if found is None:
            kind = DocumentDrop if page.collection else PageDrop
            found = self._drops[id(page)] = kind(page, self)
        return found

    def current_content(self, page: Page) -> Traced:
        """`page.content` as the page that is being rendered sees it."""
        own = bool(self._current) and page is self._current[-1]
        self.reads.add("pages")  # in which order they are
        # A document's drop follows the document; a page's was made before the page was rendered.
        if own and page.collection is not None and id(page) in self._contents:
            self.reads.again("content", page)
            return self._seen(page, self._contents[id(page)])
        if own or not self.came_before(page):
            return source_of(page, self.urls)
        self._printed.add(id(page))
        return self._seen(page, self._content(page))

    def current_output(self, page: Page) -> Traced | None:
        """`page.output`: the whole HTML of a page that came before, else nothing."""
        self.reads.add("pages")  # in which order they are
        if not self.came_before(page):
            return None
        self._printed.add(id(page))
        return self.rendering(page).full

    def excerpt(self, page: Page) -> object:
        """`page.excerpt`: from the front matter, or the first part of the page, rendered."""
        if page.front_matter.get("excerpt"):
            return page.front_matter["excerpt"]
        if id(page) in self._excerpts:
            self.reads.again("excerpt", page)
            return self._excerpts[id(page)]
        source = excerpt_source(page)
        self._excerpts[id(page)] = None  # an excerpt that asks for itself gets nothing
        with self.reads.of("excerpt", page), self._rendering(page):
            self.reads.add("page", page_key(page))
            if source is not None:
                whole = self._converted(page, linked(page, source, self.urls), {}, spare=False)
                self._excerpts[id(page)] = whole.html
        return self._excerpts[id(page)]

    def date(self, page: Page) -> object:
        """`page.date`; a document that has none is of the time of the build."""
        if page.date is self.site.now:
            self.reads.add("clock")
        return page.date

    def neighbour(self, page: Page, step: int) -> PageDrop | None:
        """The document after (1) or before (-1) a document of a collection."""
        self.reads.add("pages")
        other = self.site.next_of(page) if step == 1 else self.site.previous_of(page)
        return None if other is None else self.drop(other)

    def related_posts(self) -> list[PageDrop] | None:
        """`site.related_posts`: the ten newest posts but the one that is being rendered."""
        self.reads.add("pages")
        if not self._current or self._current[-1].collection is None:
            return None
        return [self.drop(post) for post in self.site.posts if post is not self._current[-1]][:10]

    def listed_posts(self, page: Page) -> list[PageDrop]:
        """`page.posts` of a page of jekyll-archives."""
        self.reads.add("pages")
        return [self.drop(self._by_path[path]) for path in page.listed or ()]

    @cached_property
    def options(self) -> kramdown.Options:
        """The site's kramdown options."""
        config = self.site.config.get("kramdown")
        return kramdown.from_config(config if isinstance(config, Mapping) else {})

    @cached_property
    def _expand(self) -> _Expander:
        # A site without Liquid does not need it.
        from jekyll_tools.liquid.engine import Engine

        return Engine().expand

    @cached_property
    def _site_drop(self) -> Drop:
        return site_drop(self.site, self)

    @cached_property
    def _by_path(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.site.posts}

    @contextmanager
    def _rendering(self, page: Page) -> Iterator[None]:
        start, before = thread_time(), self._aside
        self._current.append(page)
        try:
            yield
        finally:
            self._current.pop()
            self._aside = before + thread_time() - start

    def came_before(self, page: Page) -> bool:
        """Whether Jekyll renders a page before the one that is being rendered."""
        return not self._current or self._order[id(page)] < self._order[id(self._current[-1])]

    def _content(self, page: Page) -> Content:
        found = self._contents.get(id(page))
        if found is not None:
            self.reads.again("content", page)
        else:
            with self.reads.of("content", page), self._rendering(page):
                data = next((each.front_matter for each in self._layouts(page)), {})
                found = self._converted(page, source_of(page, self.urls), {"layout": data})
            self._contents[id(page)] = found
        return found

    def _seen(self, page: Page, content: Content) -> Traced:
        """The content as templates see it."""
        left_out = content.expansion.left_out
        return spared(content.html, left_out, partial(self._whole_content, page))

    def _whole_content(self, page: Page) -> Traced:
        if self._content(page).expansion.left_out:
            self._whole.add(page.layout)
            del self._contents[id(page)]
        return self._content(page).html

    def _converted(
        self, page: Page, source: Traced, more: Mapping[str, object], *, spare: bool = True
    ) -> Content:
        expansion = self._expanded(page, source, more, spare=spare)
        if page.markdown:
            return converted(expansion, self.options, self.site.remade)
        return Content(expansion, expansion.text, None)

    def _expanded(
        self, page: Page, source: Traced, more: Mapping[str, object], *, spare: bool = True
    ) -> Expansion:
        plain = "{{" not in source.text and "{%" not in source.text
        if plain or page.front_matter.get("render_with_liquid") is False:
            return Expansion(source, (), ())
        scope = {
            "site": self._site_drop,
            "page": self.drop(page),
            "jekyll": {"version": self._version, "environment": "production"},
            "paginator": self._paginator(page),
            **more,
        }
        host = SiteHost(self.site, self.urls, self.options, page, lambda: self._aside)
        return self._expand(source, scope, host, spare=spare and page.layout not in self._whole)

    @property
    def _version(self) -> str:
        return "4.3.4" if self.site.profile.jekyll == 4 else "3.10.0"

    def _paginator(self, page: Page) -> Mapping[str, object] | None:
        pager = page.paginator
        if pager is None:
            return None
        self.reads.add("pages")
        return paginator(pager, [self.drop(self._by_path[path]) for path in pager.posts])

    def _laid_out(self, page: Page, content: Content) -> Rendering:
        html, seen = content.html, self._seen(page, content)
        opened: list[Open] = []
        problems: list[Problem] = list(content.expansion.problems)
        data: Mapping[str, object] = {}
        stages: list[Traced] = []
        for layout in self._layouts(page):
            stages.append(html)
            data = {**layout.front_matter, **data}
            source = Traced.of(layout.file, layout.body.start, layout.body.end)
            again = partial(self._whole_layout, page, source, data, seen)
            expansion = self._expanded(page, source, {"content": seen, "layout": data})
            html, seen = expansion.text, spared(expansion.text, expansion.left_out, again)
            opened += expansion.open
            problems += expansion.problems
        return Rendering(
            page=page,
            expanded=content.expansion.text,
            content=content.html,
            shown=html,
            full=seen,
            document=content.document,
            open=content.expansion.open,
            layout_open=tuple(opened),
            missing_layout=self._missing_layout(page),
            problems=tuple(problems),
            stages=tuple(stages),
        )

    def _whole_layout(
        self, page: Page, source: Traced, data: Mapping[str, object], content: Traced
    ) -> Traced:
        self._whole.add(page.layout)
        with self._rendering(page):
            return self._expanded(page, source, {"content": content, "layout": data}).text

    def _layouts(self, page: Page) -> tuple[Layout, ...]:
        """The layouts around a page, the innermost first."""
        chain = self.site.layouts.chain(page.layout)
        for name in (page.layout, *(layout.parent for layout in chain)):
            if name is not None:
                self.reads.add("layout", name)
        return chain

    def _missing_layout(self, page: Page) -> str | None:
        """Why the frame of the page is not known: a layout of its theme only, or one not read."""
        chain = self._layouts(page)
        name = chain[-1].parent if chain else page.layout
        if not name or name == "none" or self.site.layouts.get(name) is not None:
            return None
        if name in self.site.layouts:
            return f'the layout "{name}" cannot be read'
        theme = next((part for part in self.site.open if part.kind == "theme"), None)
        return f'the layout "{name}" is not on the disk ({theme.message})' if theme else None
