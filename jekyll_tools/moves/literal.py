"""From a piece of a page's HTML to the literal in a file that wrote it, and its new text."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath, relpath
from typing import NamedTuple
from urllib.parse import quote, unquote

from jekyll_tools.cards.generated import is_generated
from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_view import PageView, is_blurred
from jekyll_tools.text import Edit, Origin


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

    Without `new` the URL stays as it is, and only a link to a source file is another.
    """
    edit = None if new is None else page.edit(start, end, new)
    if edit is not None or is_blurred(page.html, start, end):
        return edit
    old = page.html.text[start:end]
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
    if not path or f"{base}/{path.lstrip('/')}" != old or not new.startswith(f"{base}/"):
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
    return (quote(new) if plain != path else new) + bare[len(path) :]


def _edit(origin: Origin, literal: str, bare: str, new: str) -> FileEdit:
    start = origin.start + literal.find(bare)
    return FileEdit(origin.path, Edit(start, start + len(bare), new))
