"""The site as liquid/ may ask for it: includes, links, Markdown, plugins, places of values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from jekyll_tools import kramdown
from jekyll_tools.render.drops import PageDrop
from jekyll_tools.render.urls import Urls
from jekyll_tools.site import Page, Site
from jekyll_tools.text import File, Source, Traced

# Tags of plugins that write into the head or around the content: no reference of the page.
SILENT_TAGS = frozenset({"seo", "feed_meta", "github_edit_link"})


class SiteHost:
    """`jekyll_tools.liquid.Host` for a site, as the templates of one page see it."""

    def __init__(
        self,
        site: Site,
        urls: Urls,
        options: kramdown.Options,
        page: Page,
        aside: Callable[[], float],
    ) -> None:
        self._site = site
        self._urls = urls
        self._options = options
        self._page = page
        self._aside = aside

    @property
    def aside(self) -> float:
        """Seconds that went into pages which this one shows, and so far into others."""
        return self._aside()

    @property
    def now(self) -> datetime:
        """The time of the build."""
        self._urls.reads.add("clock")
        return self._site.now

    @property
    def config(self) -> Mapping[str, object]:
        """The effective configuration."""
        return self._site.config

    @property
    def active_support(self) -> bool:
        """Whether jekyll-mentions or jemoji, through html-pipeline, load ActiveSupport."""
        return bool({"jekyll-mentions", "jemoji"} & set(self._site.settings.plugins))

    @property
    def plugins_may_add_tags(self) -> bool:
        """Whether a filter that is not known here may be a plugin's."""
        return self._site.plugins_may_add_tags

    def include(self, name: str) -> File | None:
        """A file of `_includes`, the site's before the theme's."""
        self._urls.reads.add("include", name)
        return self._site.includes.get(name)

    def include_relative(self, name: str) -> File | None:
        """A file beside the page that asks."""
        found = self._site.include_relative(self._page, name)
        folder = self._page.path.rpartition("/")[0]
        self._urls.reads.add("text", f"{folder}/{name}".lstrip("/"))
        return found

    def link(self, path: str) -> str | None:
        """The URL of a source file; Jekyll 4 puts the baseurl before it."""
        url = self._urls.of_source(path.removeprefix("/"))
        return None if url is None else self._urls.link_prefix + url

    def post_url(self, name: str) -> str | None:
        """The URL of the post with that name, as `2024-03-14-title` or `folder/2024-…`."""
        url = self._urls.of_post(name)
        return None if url is None else self._urls.link_prefix + url

    def markdownify(self, text: Traced) -> Traced:
        """Markdown to HTML with the site's options."""
        return kramdown.to_html(text, self._options).html

    def tag(self, name: str, markup: str) -> str | None:
        """The output of a plugin's tag, where it is known."""
        return "" if name in SILENT_TAGS else None

    def filter(self, name: str) -> Callable[..., object] | None:
        """A plugin's filter, where it is known."""
        return None

    def place_of(self, container: object, key: object) -> Source | None:
        """Where the value of `container[key]` stands in its file."""
        if isinstance(container, PageDrop):
            return self._site.place_of(container.page.front_matter, key)
        return self._site.place_of(container, key)
