"""jekyll-relative-links: `[a](b.md)` in the source becomes a link to the page's URL.

The plugin replaces text before Liquid runs, code blocks included; a link whose text spans lines
and a raw `<a href="b.md">` stay as they are (`generator.rb` of version 0.6 to 0.8).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote_plus

from jekyll_tools.render.urls import Urls
from jekyll_tools.site import Page
from jekyll_tools.text import Source, Trace, Traced

# The lengths are bounded so that text made of brackets is read in linear time.
_DESTINATION = r"[^)#\s][^)#\n]{0,500}?"
_REST = r'(?:#[^\n)]*+)?(?:\s+"[^"\n]*+")?\)'
_LINK = re.compile(
    rf"\[[^\[\]\n]{{0,2000}}+\]\((?P<inline>{_DESTINATION}){_REST}"
    r'|^[ \t]*+\[[^\]\n]{1,2000}\]: (?P<defined>[^\s#]++)(?:#\S++)?(?:[ \t]+"[^"\n]*+")?[ \t]*+$'
    rf"|\]\((?P<nested>{_DESTINATION}){_REST}",
    re.M,
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def with_relative_links(source: Traced, page: Page, urls: Urls) -> Traced:
    """The source with every link to a source file replaced by that file's URL."""
    if "](" not in source.text and "]: " not in source.text:
        return source
    folder = dirname(page.relative_path)
    changes = list(_changes(source.text, lambda path: _url_of(path, folder, urls)))
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


def _changes(text: str, url_of: Callable[[str], str | None]) -> Iterator[tuple[int, int, str]]:
    for match in _LINK.finditer(text):
        group = match.lastgroup
        assert group is not None
        path = match[group]
        if _SCHEME.match(path):
            continue
        url = url_of(path)
        if url is not None:
            start, end = match.span(group)
            yield start, end, url


def _url_of(path: str, folder: str, urls: Urls) -> str | None:
    plain = unquote_plus(path)
    relative = plain[1:] if plain.startswith("/") else join(folder, plain)
    url = urls.of_source(normpath(relative))
    return None if url is None else urls.baseurl + url
