"""References in files that Jekyll copies or that Sass makes style sheets of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from jekyll_tools.elements import elements
from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.moves.references import Sides
from jekyll_tools.moves.spelling import path_in, respelt
from jekyll_tools.render import Leads, Target, references, target_of
from jekyll_tools.text import Edit

_CSS = (".css", ".scss", ".sass")
_HTML = (".html", ".htm", ".xhtml")
_URL = re.compile(
    r"""url\(\s*(?:"([^"{}]+)"|'([^'{}]+)'|([^\s"'(){}]+))\s*\)|@import\s+(?:"([^"{}]+)"|'([^'{}]+)')"""
)
_AFTER_BASE = re.compile(r"""\{\{\s*site\.(?:base)?url\s*\}\}(/[^\s"'(){}]+)""")


class _Found(NamedTuple):
    start: int
    end: int
    value: str


def plain_edits(sides: Sides) -> Iterator[FileEdit]:
    """The edits of style sheets and of HTML without front matter."""
    site = sides.before.site
    sheets = []
    for page in site.pages:
        if page.file is not None and page.ext in _CSS and page.written:
            sheets.append(page.url)
            yield from _edits(sides, page.path, page.url, _new_url(sides, page.path, page.url))
    for file in site.static_files:
        if file.written and not file.theme and file.extname in (*_CSS, *_HTML):
            yield from _edits(sides, file.path, file.url, _new_url(sides, file.path, file.url))
    sass = site.config.get("sass")
    folder = str(sass.get("sass_dir", "_sass")) if isinstance(sass, Mapping) else "_sass"
    for inside in site.disk.walk(folder):
        # A partial is part of each sheet that imports it; where they are is where its URLs start.
        if inside.endswith(_CSS):
            here = sheets[0] if sheets else "/"
            yield from _edits(sides, f"{folder}/{inside}", here, here)


def _new_url(sides: Sides, path: str, url: str) -> str:
    aim = sides.new_aims.get(sides.moved.get(path, path))
    return url if aim is None else aim.url


def _edits(sides: Sides, path: str, here: str, there: str) -> Iterator[FileEdit]:
    text = sides.before.site.read(path)
    html = not path.endswith(_CSS)
    for each in _in_html(text) if html else _in_css(text):
        value = unescape(each.value) if html else each.value
        target = _target(sides, value, here)
        if target is None or target.dest is None or target.dest not in sides.aims:
            continue
        aim, source = sides.aims[target.dest]
        _, new, _ = sides.changed.get(target.dest, (aim, aim, source))
        part = path_in(each.value)
        now = target_of(value, there, sides.after.site, sides.after.urls)
        if part.text and now.dest != new.dest:
            base = sides.before.urls.baseurl
            spelt = respelt(part, target.path, aim, new, unquote(there), base)
            spelt = spelt.replace("&", "&amp;") if html else spelt
            yield FileEdit(path, Edit(each.start + part.start, each.start + part.end, spelt))


def _target(sides: Sides, value: str, here: str) -> Target | None:
    urls = sides.before.urls
    for each in (value, urls.baseurl + value if value.startswith("/") else value):
        target = target_of(each, here, sides.before.site, urls)
        if target.leads is Leads.PAGE and target.dest is not None:
            return target
    return None


def _in_css(text: str) -> Iterator[_Found]:
    for pattern in (_URL, _AFTER_BASE):
        for match in pattern.finditer(text):
            group = match.lastindex
            if group is not None:
                yield _Found(*match.span(group), match[group])


def _in_html(text: str) -> Iterator[_Found]:
    for reference in references(elements(text)):
        yield _Found(reference.start, reference.end, text[reference.start : reference.end])
