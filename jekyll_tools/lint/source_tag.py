"""An HTML tag as it stands in a source file, for fixes that change its attributes."""

from __future__ import annotations

from typing import NamedTuple

from jekyll_tools.elements import Element, element_at

LONGEST_TAG = 20_000  # code points of a tag that a fix will look at


class SourceTag(NamedTuple):
    """A tag in the file `path`; the element's offsets count in `text`, the file's."""

    path: str
    text: str
    element: Element


def tag_around(path: str, text: str, start: int, end: int) -> SourceTag | None:
    """The tag of a file that holds `start:end`; None when no tag does."""
    opening = text.rfind("<", max(0, end - LONGEST_TAG), start + 1)
    if opening < 0:
        return None
    # Not far past it: a quote that nobody closes would be looked for in all of the file.
    found = element_at(text[: end + LONGEST_TAG], opening)
    return None if found is None or found.end < end else SourceTag(path, text, found)
