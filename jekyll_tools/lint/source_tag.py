"""An HTML tag as it stands in a source file, for fixes that change its attributes."""

from __future__ import annotations

from dataclasses import dataclass

from jekyll_tools.elements import Element, first_element

LONGEST_TAG = 20_000  # code points of a tag that a fix will look at


@dataclass(frozen=True, slots=True)
class SourceTag:
    """A tag in the file `path`; the element's offsets count in `text`, the file's."""

    path: str
    text: str
    element: Element


def tag_around(path: str, text: str, start: int, end: int) -> SourceTag | None:
    """The tag of a file that holds `start:end`; None when no tag does."""
    opening = text.rfind("<", max(0, end - LONGEST_TAG), start + 1)
    if opening < 0:
        return None
    # Nearly every tag ends at the first `>`; the others are read in a text that is long enough.
    near = text.find(">", max(end - 1, opening)) + 1
    found = first_element(text[opening:near]) if near else None
    if found is None or opening + found.end != near:
        found = first_element(text[opening : end + LONGEST_TAG])
    if found is None or found.start > 0 or opening + found.end < end:
        return None
    return SourceTag(path, text, _shifted(found, opening))


def _shifted(element: Element, by: int) -> Element:
    attributes = tuple(
        attribute._replace(
            start=attribute.start + by,
            end=attribute.end + by,
            value_start=attribute.value_start + by,
            value_end=attribute.value_end + by,
        )
        for attribute in element.attributes
    )
    return element._replace(attributes=attributes, start=element.start + by, end=element.end + by)
