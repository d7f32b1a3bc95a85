"""From a piece of a page's HTML to the literal in a file that wrote it, and its new text."""

from __future__ import annotations

import re
from html import unescape
from posixpath import dirname, join, normpath, relpath
from typing import NamedTuple
from urllib.parse import quote, unquote

from jekyll_tools.cards.generated import is_generated
from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.rewritten import is_blurred
from jekyll_tools.text import Edit, Origin

# The start of an attribute's value, the host of its URL included.
_ATTRIBUTE = re.compile(r"""=\s*["']?[^\s"'<>=?&#]*\Z""")


class Sources(NamedTuple):
    """The source that a reference leads to, and the page that it stands on: before and after."""

    aim: str
    new_aim: str
    page: str
    new_page: str


def literal_edit(
    page: PageView, start: int, end: int, new: str | None, base: str, sources: Sources
) -> FileEdit | None:
    """The edit after which `start:end` of the HTML says `new`; None where no literal says it.

    `new` has no character references; they are written where the place needs them. Without `new`
    the URL stays as it is, and only a link to a source file is another.
    """
    edit = None if new is None else page.edit(start, end, new)
    if edit is not None:
        return _escaped(page, edit)
    if is_blurred(page.html, start, end):
        return None
    old = page.html.text[start:end]
    if new is not None and (edit := _with_ampersand(page, start, end, new)):
        return _escaped(page, edit)
    for origin in page.html.origins(start, end):
        text = page.all.read(origin.path)
        literal = text[origin.start : origin.end]
        bare = literal.strip("'\" \t\n")
        if not bare or origin.path.startswith("_config.") or is_generated(text):
            continue
        if origin.verbatim:
            found = None if new is None else _piece(literal, old, new, base)
            if found is not None:
                return _edit(origin, literal, literal, found)
            continue
        found = None if new is None else _filtered(bare, old, new, base)
        found = found or _source(bare, sources)
        if found is not None:
            return _edit(origin, literal, bare, found)
    return None


def _with_ampersand(page: PageView, start: int, end: int, new: str) -> FileEdit | None:
    """The edit of a path with `&`, of which kramdown made `&amp;`: it stands there in pieces."""
    old = unescape(page.html.text[start:end])
    origins = page.html.origins(start, end) if "&" in old else []
    if not origins or {(o.path, o.via) for o in origins} != {(origins[0].path, origins[0].via)}:
        return None
    path, first, last = origins[0].path, origins[0].start, origins[-1].end
    text = page.all.read(path)
    if old not in (text[first:last], unescape(text[first:last])) or is_generated(text):
        return None
    return FileEdit(path, Edit(first, last, new))


def _escaped(page: PageView, edit: FileEdit) -> FileEdit:
    """The edit with `&amp;` for `&` where that is, or is like, the value of an HTML attribute."""
    path, start, end, new = edit.path, edit.edit.start, edit.edit.end, edit.edit.text
    if "&" not in new or page.is_value_at(path, end):
        return edit
    text = page.all.read(path)
    attribute = _ATTRIBUTE.search(text, max(0, start - 300), start)
    if attribute or "&amp;" in text[start:end] or unescape(new) != new:
        return FileEdit(path, Edit(start, end, new.replace("&", "&amp;")))
    return edit


def _piece(piece: str, old: str, new: str, base: str) -> str | None:
    """The new text of a piece of a path, when the rest of the path stays.

    A mere word may be used for other things; and the name of a file stays one.
    """
    found = None
    if old.endswith(piece) and new.startswith(old[: len(old) - len(piece)]):
        found = new[len(old) - len(piece) :]
    elif old.startswith(piece) and new.endswith(old[len(piece) :]):
        found = new[: len(new) - len(old) + len(piece)]
    if not found or not re.search(r"[./]", piece):
        return None
    if piece.endswith("/") and not found.endswith("/"):
        return None  # the name behind the folder is another, which the next piece says
    whole = old.removeprefix(base).lstrip("/") == piece
    return found if whole or "/" in piece or "/" not in found else None


def _filtered(bare: str, old: str, new: str, base: str) -> str | None:
    """The new text of a path to which `relative_url` or `absolute_url` adds the baseurl."""
    path = bare.partition("#")[0].partition("?")[0]
    rest = bare[len(path) :]
    if not path or not new.startswith(f"{base}/"):
        return None
    # Both filters escape what is not ASCII.
    if unquote(f"{base}/{path.lstrip('/')}") != unquote(old):
        return None
    plain = new[len(base) :]
    return (plain if path.startswith("/") else plain.lstrip("/")) + rest


def _source(bare: str, sources: Sources) -> str | None:
    """The new text of a link to a source file, which jekyll-relative-links made a URL of."""
    path = bare.partition("#")[0]
    plain = unquote(path)
    beside = plain.lstrip("/") if plain.startswith("/") else join(dirname(sources.page), plain)
    if normpath(beside) != sources.aim:
        return None
    new = f"/{sources.new_aim}"
    if not plain.startswith("/"):
        new = relpath(sources.new_aim, dirname(sources.new_page) or ".")
        if plain.startswith("./") and not new.startswith("."):
            new = f"./{new}"
    # A space would end a Markdown link.
    return (quote(new) if plain != path or " " in new else new) + bare[len(path) :]


def _edit(origin: Origin, literal: str, bare: str, new: str) -> FileEdit:
    start = origin.start + literal.find(bare)
    return FileEdit(origin.path, Edit(start, start + len(bare), new))
