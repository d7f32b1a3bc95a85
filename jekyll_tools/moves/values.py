"""Values of front matter, data files and settings that are the URL of what moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.moves.references import Sides
from jekyll_tools.moves.spelling import path_in, respelt
from jekyll_tools.render import Leads, Target, target_of
from jekyll_tools.text import Edit, File

# They say where a page itself is, or was.
_OWN = frozenset({"permalink", "redirect_from", "baseurl"})


def value_edits(sides: Sides) -> Iterator[FileEdit]:
    """The edits of values that are, as a whole, an absolute URL or the path of what moves.

    A plugin or a script may use what no template shows, as jekyll-seo-tag does with `image`.
    """
    site = sides.before.site
    for page in site.pages:
        if page.file is not None:
            yield from _within(sides, page.own, 0)
    for value in (*site.data_files.values(), site.config):
        yield from _within(sides, value, 0)


def _within(sides: Sides, value: object, depth: int) -> Iterator[FileEdit]:
    items: list[tuple[object, object]] = []
    if isinstance(value, Mapping):
        items = [(key, inner) for key, inner in value.items() if key not in _OWN]
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        if isinstance(inner, str):
            edit = _edit(sides, value, key, inner)
            if edit is not None:
                yield edit
        elif depth < 50:
            yield from _within(sides, inner, depth + 1)


def _edit(sides: Sides, container: object, key: object, value: str) -> FileEdit | None:
    if value in sides.moved and "/" in value:
        return _path_edit(sides, container, key, value)
    path = path_in(value)
    if not path.absolute or len(path.text) < 2:
        return None
    target = _target(sides, value)
    if target is None or target.dest is None or target.dest not in sides.changed:
        return None
    place = sides.before.site.place_of(container, key)
    if place is None or not isinstance(place.text, File):
        return None
    old, new, _ = sides.changed[target.dest]
    base = sides.before.urls.baseurl
    at = place.text.text.find(path.text, place.start, place.end)
    if at < 0:
        return None
    text = respelt(path, target.path, old, new, "/", base)
    return FileEdit(place.text.path, Edit(at, at + len(path.text), text))


def _path_edit(sides: Sides, container: object, key: object, value: str) -> FileEdit | None:
    """A value that is the path of the file, as `photo: images/ada.jpg` of a record."""
    place = sides.before.site.place_of(container, key)
    if place is None or not isinstance(place.text, File):
        return None
    at = place.text.text.find(value, place.start, place.end)
    if at < 0:
        return None
    return FileEdit(place.text.path, Edit(at, at + len(value), sides.moved[value]))


def _target(sides: Sides, value: str) -> Target | None:
    """Where a value leads, with the baseurl or without."""
    urls = sides.before.urls
    for each in (value, urls.baseurl + value):
        target = target_of(each, "/", sides.before.site, urls)
        if target.leads is Leads.PAGE:
            return target
    return None
