"""Relative references that several pages show: what one text in a layout or in data has to say.

From pages in different folders a relative path leads to different places. When such a text has to
be edited, it gets the path from the top of the site, which is right on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from posixpath import dirname

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.view import SiteView
from jekyll_tools.moves.plan import MoveError
from jekyll_tools.site import Page
from jekyll_tools.text import Edit

_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*$", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A relative reference at `at` of a page's HTML, and what its text could say.

    `source` is the source of what it leads to; `beside` the edit that spells it from the page's
    new place, None where it leads there as it is; `top` the one that spells it from the top.
    """

    page: PageView
    at: int
    after: Page
    source: str
    place: tuple[str, int, int]
    beside: FileEdit | None
    top: FileEdit | None


def shared_edits(view: SiteView, wanted: Sequence[Wanted]) -> Iterable[FileEdit]:
    """The edits of relative references; `MoveError` where one text cannot be right everywhere."""
    by_place: dict[tuple[str, int, int], list[Wanted]] = {}
    for each in wanted:
        by_place.setdefault(each.place, []).append(each)
    manner = _manner(view)
    found = set()
    for shown in by_place.values():
        edits = {each.beside for each in shown if each.beside is not None}
        if not edits:
            continue
        one_folder = len({dirname(each.after.url) for each in shown}) == 1
        if one_folder and len(edits) == 1 and all(each.beside for each in shown):
            found |= edits
        else:
            found.add(_from_top(view, shown, manner))
    return found


def _from_top(view: SiteView, shown: Sequence[Wanted], manner: str) -> FileEdit:
    tops = {each.top for each in shown if each.top is not None}
    if len({each.source for each in shown}) > 1 or len(tops) != 1:
        path, start, _ = shown[0].place
        at = view.lines(path).position(start)
        raise MoveError(
            f"{path}:{at.line}:{at.column}: this one text leads to several places, which part now:"
            " write it from the top of the site, with relative_url"
        )
    top = next(iter(tops))
    return FileEdit(top.path, _spelt(view, top, manner))


def _spelt(view: SiteView, edit: FileEdit, manner: str) -> Edit:
    """The path in the manner of the site, where its text is in a template and no value."""
    base, text, old = view.urls.baseurl, view.read(edit.path), edit.edit
    plain = old.text.removeprefix(base) if old.text.startswith(f"{base}/") else ""
    if not plain or not manner or _is_value(view, edit.path, text, old.start):
        return old
    if manner == "baseurl":
        return Edit(old.start, old.end, f"{{{{ site.baseurl }}}}{plain}")
    quote = '"' if text[old.start - 1 : old.start] == "'" or "'" in plain else "'"
    return Edit(old.start, old.end, f"{{{{ {quote}{plain}{quote} | relative_url }}}}")


def _is_value(view: SiteView, path: str, text: str, at: int) -> bool:
    """Whether a place is in data, in front matter or within Liquid, where no Liquid can stand."""
    head = _FRONT_MATTER.match(text)
    if path == "_config.yml" or view.site.is_data(path) or (head is not None and at < head.end()):
        return True
    return any(match.start() < at < match.end() for match in _LIQUID.finditer(text))


def _manner(view: SiteView) -> str:
    """How the templates of the site put the baseurl before a path: "" where they never do."""
    site = view.site
    texts = [layout.file.text for layout in site.layouts.values()]
    texts += [file.text for file in site.includes.values()]
    filtered = sum(text.count("relative_url") for text in texts)
    put = sum(len(re.findall(r"\{\{\s*site\.baseurl\s*\}\}/", text)) for text in texts)
    if put > filtered:
        return "baseurl"
    return "filter" if filtered or view.urls.baseurl else ""
