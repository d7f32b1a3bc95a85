"""The site as the rules see it: its pages, and what a link can reach on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, cast

from jekyll_tools.elements import elements
from jekyll_tools.lint.binary import BINARY
from jekyll_tools.lint.granted import Granted
from jekyll_tools.lint.outputs import Outputs
from jekyll_tools.lint.page_facts import (
    SCRIPTED,
    Anchors,
    PageFacts,
    anchor_names,
    facts_of,
    reads_fragment,
)
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.unpublished import expected_paths, why_unpublished
from jekyll_tools.lint.watched import WatchedSite, WatchedView
from jekyll_tools.render import Question, Renderer, Target, Targets, Urls, is_html
from jekyll_tools.site import Page, Site, StaticFile
from jekyll_tools.text import File, Lines, Place, Source

if TYPE_CHECKING:
    from jekyll_tools.lint.look import Looked

_HTML = (".html", ".htm", ".xhtml")
_MOST_LINES = 100  # files whose lines are counted at a time: they take as much as the text

Output = Page | StaticFile
News = Callable[[], Iterable[tuple[int, PageFacts]]]
"""What other processes have found out since the last time: numbers of pages, and their facts."""
no_news: News = tuple


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
        self.targets = Targets(self.urls)
        self.renderer = Renderer(site, self.urls)
        self.granted = Granted()
        self._anchors: dict[str, Anchors] = {}
        self._facts: dict[int, PageFacts] = {}
        self._looked: dict[int, Looked] = {}
        self._views: dict[int, PageView] = {}
        self._looking: PageView | None = None
        self._lines: dict[str, Lines] = {}
        self.news: News = no_news
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

    @contextmanager
    def looking_at(self, number: int) -> Iterator[PageView]:
        """A view of a page of `pages`; what was rendered for it is let go afterwards.

        Meanwhile fragments of other pages are taken for granted where that saves rendering them.
        """
        page = self.pages[number].page
        reads = self.renderer.reads
        watched = WatchedView(self, WatchedSite(self.site, reads), reads)
        view = self._looking = self._views[id(page)] = PageView(cast(SiteView, watched), page)
        try:
            with reads.of("look", page):
                yield view
        finally:
            self._looking = None
            reads.let_go("look", page)
            self._let_go(page)

    @contextmanager
    def watched(self) -> Iterator[tuple[SiteView, set[Question]]]:
        """What stands in for this view while a rule looks at all of the site, and what it asks."""
        reads = self.renderer.reads
        with reads.aside() as asked:
            yield cast(SiteView, WatchedView(self, WatchedSite(self.site, reads), reads)), asked

    def _let_go(self, page: Page) -> None:
        self._views.pop(id(page), None)
        self.renderer.let_go(page)

    def learn(self, looked: Iterable[Looked]) -> None:
        """Take over the facts of pages from whoever looked at them."""
        for each in looked:
            page, facts = id(self.pages[each.number].page), each.at_hand
            if facts is None:
                self._looked[page] = each
                self._facts.pop(page, None)
            else:  # nothing else of what was found is kept here
                self._facts[page] = facts
                self._looked.pop(page, None)

    def same(self, looked: Looked) -> PageFacts:
        """The facts of a page as they are known here, where what was found is no other."""
        known = self._facts.get(id(self.pages[looked.number].page))
        return known if known is not None and known == looked.facts else looked.facts

    def forget(self) -> None:
        """Let go of the facts of all pages: no rule will ask for them now."""
        self._facts.clear()
        self._looked.clear()
        self._anchors.clear()

    def facts(self, page: Page) -> PageFacts:
        """The facts of a page, which is rendered if nobody knows them yet."""
        found = self._facts.get(id(page))
        if found is None and (looked := self._looked.get(id(page))) is not None:
            with suppress(LookupError):  # facts that were kept may have gone
                found = self._facts[id(page)] = looked.facts
        if found is None:
            own = self._looking is not None and self._looking.page is page
            with nullcontext() if own else self.renderer.reads.aside():
                found = self._facts[id(page)] = facts_of(self.page(page))
            if self._looking is not None and self._looking.page is not page:
                self._let_go(page)
        return found

    def anchors(self, dest: str, fragment: str | None = None) -> Anchors | None:
        """What fragments reach in a written file; None where the file is no HTML.

        Who asks for one `fragment` only may be told that it is there before anybody knows: see
        `Granted`.
        """
        if dest not in self._anchors:
            outputs = self._html_outputs(dest)
            if not outputs:
                return None
            if fragment is not None and self._take(outputs, dest, fragment):
                return Anchors(frozenset((fragment,)))
            self._anchors[dest] = self._read_anchors(outputs)
        return self._anchors[dest]

    def _take(self, outputs: tuple[Output, ...], dest: str, fragment: str) -> bool:
        if self._looking is None or dest == self._looking.page.dest:
            return False
        pages = [each for each in outputs if isinstance(each, Page)]
        return not self._all_known(pages) and self.granted.take(dest, fragment)

    def _all_known(self, pages: Iterable[Page]) -> bool:
        if all(map(self._knows, pages)):
            return True
        for number, facts in self.news():
            self._facts[id(self.pages[number].page)] = facts
        return all(map(self._knows, pages))

    def _knows(self, page: Page) -> bool:
        return id(page) in self._facts or id(page) in self._looked

    def _html_outputs(self, dest: str) -> tuple[Output, ...]:
        return self.site.outputs.get(dest, ()) if dest.endswith(_HTML) else ()

    def _read_anchors(self, outputs: tuple[Output, ...]) -> Anchors:
        # Several sources may write one file; the last one wins on the disk, but a link to any of
        # their ids is a conflict's fault and not the link's.
        if len(outputs) == 1 and isinstance(outputs[0], Page):
            facts = self.facts(outputs[0])
            return Anchors(facts.names, facts.anchors_open)
        names: set[str] = set()
        reasons: list[str] = []
        for output in outputs:
            if isinstance(output, Page):
                facts = self.facts(output)
                names |= facts.names
                reasons += facts.anchors_open
            else:
                text = self.site.read(output.path)
                names |= anchor_names(elements(text))
                reasons += [SCRIPTED] if reads_fragment(text) else []
        return Anchors(frozenset(names), tuple(dict.fromkeys(reasons)))

    def replaced_ids(self, dest: str) -> Mapping[str, str]:
        """For the headings of a written page with ids of their own: the automatic id → the own."""
        found: dict[str, str] = {}
        for output in self.site.outputs.get(dest, ()):
            if isinstance(output, Page):
                for automatic, own in self.facts(output).replaced:
                    found.setdefault(automatic, own)
        return found

    def automatic_ids(self, dest: str) -> frozenset[str]:
        """The ids that kramdown made for the headings of a written page."""
        pages = [each for each in self.site.outputs.get(dest, ()) if isinstance(each, Page)]
        return frozenset[str]().union(*(self.facts(page).automatic for page in pages))

    def shown_files(self) -> frozenset[str]:
        """The written files that are no pages and that some page refers to."""
        return frozenset[str]().union(*(self.facts(view.page).shows for view in self.pages))

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
        return any(part.kind != "theme" and not part.tags_only for part in self.site.open)

    @property
    def plugins_may_rewrite(self) -> bool:
        """Whether a plugin that is not known here may change the text of pages."""
        return any(part.rewrites for part in self.site.open)

    @property
    def theme_is_open(self) -> bool:
        """Whether the site has a theme that is not on the disk."""
        return any(part.kind == "theme" for part in self.site.open)

    def is_front_matter(self, path: str, at: int) -> bool:
        """Whether a place stands in the front matter of a page or a layout."""
        return at <= self._front_matter.get(path, -1)

    @cached_property
    def _front_matter(self) -> Mapping[str, int]:
        ends = [(each.path, each.body.start) for each in self.site.layouts.values()]
        return dict(sorted(ends + [(p.path, p.body.start) for p in self.site.pages if p.file]))

    def why_unpublished(self, path: str) -> str | None:
        """See `unpublished.why_unpublished`."""
        return why_unpublished(self.site, self._expected, path)

    @cached_property
    def _expected(self) -> Mapping[str, str]:
        return expected_paths(self.site)

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

    def mentions(self, path: str, word: str) -> bool:
        """Whether a word stands in the text that `read` gives; many texts need not be read."""
        return not path.lower().endswith(BINARY) and self.site.mentions(path, word)

    def lines(self, path: str) -> Lines:
        """The lines of a file of the site."""
        if path not in self._lines:
            if len(self._lines) > _MOST_LINES:
                self._lines.clear()
            self._lines[path] = Lines(self.read(path))
        return self._lines[path]
