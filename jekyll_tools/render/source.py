"""What of a page's file goes into Liquid."""

from __future__ import annotations

from collections.abc import Mapping

from jekyll_tools.render.reads import page_key
from jekyll_tools.render.relative_links import with_relative_links
from jekyll_tools.render.urls import Urls
from jekyll_tools.site import Page
from jekyll_tools.text import File, Source, Traced
from jekyll_tools.trace import Trace


def source_of(page: Page, urls: Urls) -> Traced:
    """A page's body, as plugins leave it."""
    urls.reads.add("page", page_key(page))
    if page.file is None:
        return Traced("")
    source = Traced.of(page.file, page.body.start, page.body.end)
    if page.title_heading is not None:
        source = _without(page.file, page.body, page.title_heading)
    return linked(page, source, urls)


def linked(page: Page, source: Traced, urls: Urls) -> Traced:
    """What jekyll-relative-links leaves of a source."""
    options = urls.site.config.get("relative_links")
    options = options if isinstance(options, Mapping) else {}
    wanted = page.collection is None or options.get("collections") is True
    on = "jekyll-relative-links" in urls.site.settings.plugins
    if not (on and page.markdown and wanted) or options.get("enabled") is False:
        return source
    return with_relative_links(source, page, urls)


def _without(file: File, body: tuple[int, int], hole: tuple[int, int]) -> Traced:
    trace = Trace()
    trace.write(file.text[body[0] : hole[0]], Source(file, body[0], hole[0]))
    trace.write(file.text[hole[1] : body[1]], Source(file, hole[1], body[1]))
    return trace.done()
