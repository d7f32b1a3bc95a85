"""From a value in a generated include back to the record that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.patterns import late
from jekyll_tools.text import Edit, Place

if TYPE_CHECKING:
    from jekyll_tools.lint.view import SiteView

_SOURCE = late(r"_data/[\w./-]*[\w-]")
_PLAIN = late(r"[\w./:@~%+?&=#-]*")
_HEADER = 1_000  # code points at the start of an include that name its sources


def record_places(site: SiteView, include: str, value: str) -> list[Place]:
    """Where the records behind an include say a value, as a URL or as text with it inside.

    `include` is the text of the include, whose first line names the data files.
    """
    plain = value.strip().lstrip("/")
    if not plain:
        return []
    sources = _SOURCE.findall(include[:_HEADER].partition("\n")[0])
    whole: list[Place] = []
    inside: list[Place] = []
    for path, data in site.site.data_files.items():
        if any(path == source or path.startswith(f"{source}/") for source in sources):
            for container, key, text in _texts(data):
                if plain in text and (place := site.place(container, key)) is not None:
                    (whole if text.strip().lstrip("/") == plain else inside).append(place)
    return whole or inside


def edit_of_record(
    site: SiteView, include: str, html: str, start: int, end: int, text: str
) -> FileEdit | None:
    """The edit of a record that puts `text` at `start:end` of an attribute's value in the HTML.

    None where several records say the value, or one says it in other letters.
    """
    left, right = html.rfind('"', 0, start) + 1, html.find('"', end)
    value = html[left:right]
    places = record_places(site, include, value) if left and right >= 0 else []
    if len(places) != 1 or not _PLAIN.fullmatch(text):
        return None
    place = places[0]
    said = site.read(place.path)[place.start : place.end]
    at = said.find(value.lstrip("/"))
    skipped = len(value) - len(value.lstrip("/"))
    if at < 0 or start - left < skipped or said.count(value.lstrip("/")) > 1:
        return None
    at += place.start + start - left - skipped
    return FileEdit(place.path, Edit(at, at + end - start, text))


def _texts(root: object) -> Iterator[tuple[object, object, str]]:
    """The strings of a value, in order, each with its container and key."""
    stack: list[tuple[object, object, object]] = [(None, None, root)]
    while stack:
        container, key, value = stack.pop()
        if isinstance(value, str):
            yield container, key, value
        elif isinstance(value, dict):
            stack += [(value, each, value[each]) for each in reversed(value)]
        elif isinstance(value, list):
            stack += [(value, each, value[each]) for each in reversed(range(len(value)))]
