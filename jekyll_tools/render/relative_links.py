"""jekyll-relative-links: `[a](b.md)` in the source becomes a link to the page's URL.

The plugin replaces text before Liquid runs, code blocks included. A link whose text spans lines, a
link around an image with a link of its own, and a raw `<a href="b.md">` stay as they are
(`generator.rb` of version 0.6.1, which GitHub Pages has).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote_plus

from jekyll_tools.liquid.filters.url import normalized
from jekyll_tools.patterns import late
from jekyll_tools.render.urls import Urls
from jekyll_tools.site import Page
from jekyll_tools.text import Source, Traced
from jekyll_tools.trace import Trace

# The length is bounded so that text made of brackets is read in linear time.
_REST = r'(?:#[^\n)]*+)?(?:\s+"[^"\n]*+")?\)'
_INLINE = late(rf"\]\((?P<path>[^)#\s][^)#\n]{{0,500}}?){_REST}")
_DEFINITION = late(
    r'^[ \t]*+\[[^\]\n]{1,2000}\]: (?P<path>[^\s#]++)(?:#\S++)?(?:[ \t]+"[^"\n]*+")?[ \t]*+$', re.M
)
_SCHEME = late(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def with_relative_links(source: Traced, page: Page, urls: Urls) -> Traced:
    """The source with every link to a source file replaced by that file's URL."""
    if "](" not in source.text and "]: " not in source.text:
        return source
    folder = dirname(page.relative_path)
    changes = _changes(source.text, lambda path: _url_of(path, folder, urls))
    if not changes:
        return source
    trace = Trace()
    done = 0
    for start, end, url in changes:
        trace.write(source.text[done:start], Source(source, done, start))
        trace.write(url, Source(source, start, end, verbatim=False))
        done = end
    trace.write(source.text[done:], Source(source, done, len(source.text)))
    return trace.done()


def _changes(text: str, url_of: Callable[[str], str | None]) -> list[tuple[int, int, str]]:
    found = []
    for match in (*_inline_links(text), *_DEFINITION.finditer(text)):
        url = None if _SCHEME.match(match["path"]) else url_of(match["path"])
        if url is not None:
            found.append((*match.span("path"), url))
    return sorted(found)


def _inline_links(text: str) -> Iterator[re.Match[str]]:
    """`](path)` with an opening bracket before it on its line that no link has used yet."""
    searched = 0
    for match in _INLINE.finditer(text):
        line = text.rfind("\n", searched, match.start()) + 1
        opening = text.find("[", max(line, searched), match.start())
        searched = match.start()
        if opening >= 0:
            searched = match.end()
            yield match


def _url_of(path: str, folder: str, urls: Urls) -> str | None:
    plain = unquote_plus(path)
    relative = plain[1:] if plain.startswith("/") else join(folder, plain)
    url = urls.of_source(normpath(relative))
    return None if url is None else normalized(urls.baseurl + url)
