"""What style sheets and scripts say of an id: selectors to edit, and places to tell of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.view import SiteView

_CSS = (".css", ".scss", ".sass")
_JS = (".js", ".mjs")
# Where a `#` is no selector, or a brace no block: comments, strings, Liquid and Sass in text.
_SKIPPED = (
    r"/\*(?:[^*]|\*(?!/))*(?:\*/)?|\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|"
    r"url\([^)\"'\s]{0,2000}|#?\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}|#\{[^{}\n]{0,300}\}"
)


class _Said(NamedTuple):
    start: int
    end: int


def follow(
    view: SiteView, pages: Iterable[PageView], old: str, new: str
) -> tuple[set[FileEdit], list[str]]:
    """The edits of selectors in the style of the pages themselves, and notes on all else.

    `pages` are those whose element `old` gets the name `new`. A style or script that stands in a
    file of its own, in a layout or an include may mean other pages, too, and is only named.
    """
    edits: set[FileEdit] = set()
    places: set[tuple[str, int]] = set()
    for page in pages:
        for said, is_style in _on_page(page, old):
            edit = page.edit(said.start, said.end, new) if is_style and ":" not in new else None
            if edit is not None and edit.path == page.page.path:
                edits.add(edit)
                continue
            for origin in page.html.origins(said.start, said.end)[:1]:
                places.add((origin.path, view.lines(origin.path).position(origin.start).line))
    for path in _files(view):
        text = view.read(path)
        if old in text:
            found = _in_script(text, old) if path.endswith(_JS) else _in_style(text, old, path)
            places.update((path, view.lines(path).position(said.start).line) for said in found)
    return edits, [f"still names the old id: {path}:{line}" for path, line in sorted(places)]


def _on_page(page: PageView, old: str) -> Iterator[tuple[_Said, bool]]:
    """Where the page itself names the id, and whether that is in a style."""
    html = page.html.text
    for element in page.elements:
        if element.tag in ("style", "script"):
            close = re.compile(rf"</{element.tag}", re.I).search(html, element.end)
            content = html[element.end : close.start() if close else len(html)]
            is_style = element.tag == "style"
            for said in _in_style(content, old) if is_style else _in_script(content, old):
                yield _Said(element.end + said.start, element.end + said.end), is_style
        for attribute in element.attributes:
            if attribute.name.startswith("on") and old in attribute.value:
                text = html[attribute.value_start : attribute.value_end]
                for said in _in_script(text, old):
                    start = attribute.value_start
                    yield _Said(start + said.start, start + said.end), False


def _in_style(text: str, old: str, path: str = "") -> Iterator[_Said]:
    """The `old` of each `#old` in a selector: before a `{`, where a colour cannot stand."""
    name = re.escape(old).replace(":", r"\\:")
    comment = r"|//[^\n]*" if path.endswith((".scss", ".sass")) else ""
    end = r"|[{};]" + (r"|\n" if path.endswith(".sass") else "")
    waiting: list[_Said] = []
    for match in re.finditer(rf"{_SKIPPED}{comment}|#(?P<id>{name})(?![\w\\-]){end}", text):
        if match["id"]:
            waiting.append(_Said(*match.span("id")))
        elif match[0] == "{" or (match[0] == "\n" and waiting and _begins_line(text, waiting[0])):
            yield from waiting
            waiting = []
        elif match[0] in (";", "}", "\n"):
            waiting = []


def _begins_line(text: str, said: _Said) -> bool:
    """Whether nothing that ends in a colon, as a property does, stands before it in its line."""
    line = text[text.rfind("\n", 0, said.start) + 1 : said.start]
    return ": " not in line


def _in_script(text: str, old: str) -> Iterator[_Said]:
    """The `old` of each string that names an element by it.

    A mere word may mean anything; so may a colour.
    """
    name, quote = re.escape(old), "[\"'`]"
    ways = [rf"getElementById\(\s*{quote}(?P<a>{name}){quote}"]
    if not re.fullmatch(r"[0-9a-fA-F]{3,8}", old):
        ways.append(rf"{quote}[^\"'`\n]{{0,100}}(?<!\.)#(?P<b>{name})(?![\w\\-])")
    if re.search(r"[-_\d]", old):
        ways.append(rf"{quote}(?P<c>{name}){quote}")
    for match in re.finditer("|".join(ways), text):
        yield _Said(*match.span(match.lastgroup or 0))


def _files(view: SiteView) -> Iterator[str]:
    """The style sheets and scripts of the site; not those of others, which are minified."""
    site = view.site
    found = [page.path for page in site.pages if page.file is not None]
    found += [file.path for file in site.static_files if file.written and not file.theme]
    sass = site.config.get("sass")
    folder = str(sass.get("sass_dir", "_sass")) if isinstance(sass, dict) else "_sass"
    found += [f"{folder}/{inside}" for inside in site.disk.walk(folder)]
    for path in found:
        if path.endswith((*_CSS, *_JS)) and ".min." not in path:
            yield path
