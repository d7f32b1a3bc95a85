"""Which pages can say anything of the files that a run was asked about.

A rule that looks at one page finds something in the source of another only where it shows a part
of it. Pages that cannot reach the other need not be rendered; nor those that show of it, by their
layout, nothing but plain words between tags. What is not certain is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from jekyll_tools.elements import elements
from jekyll_tools.lint.view import SiteView
from jekyll_tools.liquid.tokens import Token, tokenize
from jekyll_tools.site import Page

_LISTS = "categories|collections|documents|html_pages|pages|posts|related_posts|tags"
_SILENT = frozenset(
    (
        *("assign", "case", "comment", "else", "elsif", "endcase", "endcomment", "endfor"),
        *("endif", "endunless", "for", "if", "unless", "when"),
    )
)
"""Tags that print nothing themselves."""
_OWN = frozenset(("jekyll", "layout", "page", "site"))
"""Variables that are not about another page."""
_WHOLE = frozenset(
    ("content", "excerpt", "first", "items", "last", "next", "output", "previous", "url")
)
"""Keys whose value may be a page or all that is on it; `url` is none of a page's own words."""
_FILTERS = (
    "absolute_url|capitalize|date|default|downcase|escape|relative_url|strip|upcase|xml_escape"
)
_TERM = r"(?:\"[^\"<]*\"|'[^'<]*'|\d+|[\w-]+\.[\w-]+)"
_PLAIN = re.compile(
    rf"\s*{_TERM}(?:\s*\|\s*(?:{_FILTERS})(?:\s*:\s*{_TERM}(?:\s*,\s*{_TERM})*)?)*\s*"
)
_PATH = re.compile(r"([\w-]+)\.([\w-]+)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_OPENED = re.compile(r"<[a-zA-Z\1]")
_GROUPS = re.compile(
    r"\bgroup_by_exp\b|\bgroup_by\b\s*:(?!\s*(['\"])(?!content|excerpt|output)\w+\1)"
)
"""Makes names of groups that need not be words: HTML, or what a filter makes of words."""


def concerned(view: SiteView, only: frozenset[str] | None) -> list[int]:
    """The numbers of the pages that have to be looked at to find all that is wrong with `only`.

    `only` are paths of files; None for all of the site.
    """
    everything = list(range(len(view.pages)))
    if only is None:
        return everything
    named = [page for page in view.site.pages if page.path in only]
    if only - {page.path for page in named} or not all(map(_has_words, named)):
        return everything
    if any(map(view.site.is_data, only)) or not only.isdisjoint(_templates(view)):
        return everything  # pages that others are made with
    sees_others = _sees_others(view)

    def reaches(text: str) -> bool:
        return "{" in text and any(map(sees_others, tokenize(text)))

    if any(reaches(file.text) for file in view.site.includes.values()):
        return everything
    layouts = [layout.file.text for layout in view.site.layouts.values()]
    if any(map(reaches, layouts)) and not all(_shows_words(each, sees_others) for each in layouts):
        return everything

    def may_concern(page: Page) -> bool:
        if page.path in only or page.file is None or page.generator is not None:
            return True
        return reaches(page.file.text[page.body.start : page.body.end])

    return [number for number in everything if may_concern(view.pages[number].page)]


def _templates(view: SiteView) -> frozenset[str]:
    """The paths of includes and layouts."""
    includes = {file.path for file in view.site.includes.values()}
    return frozenset(includes | {layout.file.path for layout in view.site.layouts.values()})


def _sees_others(view: SiteView) -> Callable[[Token], bool]:
    """Whether markup may see other pages than the one that it is expanded for."""
    lists = "|".join((_LISTS, *(re.escape(str(label)) for label in view.site.collections)))
    other = re.compile(
        rf"\bsite\W*(?:{lists})\b|\bsite\s*(?:[^\s.\w]|$)|\bsite\s+[^\s.]"
        r"|\b(?:next|paginator|previous)\b"
    )
    return lambda token: token.value == "include_relative" or bool(other.search(token.markup))


def _has_words(page: Page) -> bool:
    """Whether the front matter of a page holds nothing but words, were they shown between tags."""
    if page.file is None or page.generator is not None:
        return False
    return all(
        not isinstance(value, str) or not ("<" in value or "{" in value or value == "url")
        for value in _leaves(page.own)
    )


def _leaves(value: object) -> Iterator[object]:
    """The keys and values of nested containers."""
    if isinstance(value, Mapping):
        yield from value
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def _shows_words(layout: str, sees_others: Callable[[Token], bool]) -> bool:
    """Whether a layout prints values of other pages only as they are, and only between tags."""
    tokens = list(tokenize(layout))
    html = _without(layout, tokens)
    tags = [(element.start, element.end) for element in elements(html)]
    inside = bytearray(len(html))
    for start, end in tags:
        inside[start:end] = b"\1" * (end - start)
    if any(not inside[found.start()] for found in _OPENED.finditer(html)):
        return False

    def shows_words(token: Token) -> bool:
        if token.kind == "tag":
            return _is_silent(token)
        if token.kind != "output":
            return token.kind != "illegal"
        before = html[token.start - 1 : token.start]
        return _prints_words(token, bool(inside[token.start]), before) and not sees_others(token)

    return all(map(shows_words, tokens))


def _without(layout: str, tokens: Iterable[Token]) -> str:
    """A template in which each tag and output is as many characters that mean nothing."""
    pieces: list[str] = []
    last = 0
    for token in tokens:
        if token.kind in ("output", "tag"):
            pieces += layout[last : token.start], "\1" * (token.end - token.start)
            last = token.end
    return "".join((*pieces, layout[last:]))


def _is_silent(token: Token) -> bool:
    if token.value in ("assign", "for"):
        name = re.match(r"\s*([\w-]+)", token.markup)
        if name is None or name[1] in _OWN or name[1] == "content" or "<" in token.markup:
            return False
        if _GROUPS.search(token.markup):
            return False
    return token.value in _SILENT


def _prints_words(token: Token, in_tag: bool, before: str) -> bool:
    if before in ("<", "/"):
        return False  # it may be the name of a tag
    if token.markup.strip() == "content":
        return not in_tag
    paths = _PATH.findall(_QUOTED.sub("", token.markup))
    return bool(_PLAIN.fullmatch(token.markup)) and all(
        key == "url" or (key not in _WHOLE and (head in _OWN or not in_tag)) for head, key in paths
    )
