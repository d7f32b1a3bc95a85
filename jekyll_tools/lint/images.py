"""Images as tags show them: the tag, the file behind it, its size and what the tag says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jekyll_tools.lint.page_view import PageView
from jekyll_tools.patterns import late
from jekyll_tools.render import Reference
from jekyll_tools.site import ImageSize, StaticFile

_NUMBER = re.compile(r"\d+")
_SIZED = late(r"(?<![\w-])(?:width|height|aspect-ratio)\s*:", re.I)


class Shown(NamedTuple):
    """An `<img>` whose file the site has; `width` and `height` are those that the tag says."""

    reference: Reference
    file: StaticFile
    size: ImageSize
    width: int | None
    height: int | None

    @property
    def style(self) -> str:
        """The tag's own CSS."""
        return self.reference.element.value("style")

    @property
    def sized(self) -> bool:
        """Whether the tag says anything about the size, in attributes or CSS."""
        names = {attribute.name for attribute in self.reference.element.own}
        return bool(names & {"width", "height"}) or _SIZED.search(self.style) is not None


def images(page: PageView) -> Iterator[Shown]:
    """The `<img>` tags of a page whose files the site has, and could measure or tell why not."""
    for reference in page.references:
        if reference.tag != "img" or reference.attr != "src":
            continue
        file = file_of(page, reference)
        size = page.image_size(reference) if file else None
        if file is not None and size is not None:
            element = reference.element
            width, height = _pixels(element.value("width")), _pixels(element.value("height"))
            yield Shown(reference, file, size, width, height)


def file_of(page: PageView, reference: Reference) -> StaticFile | None:
    """The file that a reference shows; None for pages and for what is not there."""
    target = page.target(reference)
    outputs = page.site.outputs.get(target.dest, ()) if target.dest else ()
    return next((each for each in outputs if isinstance(each, StaticFile)), None)


def _pixels(value: str) -> int | None:
    return int(value) if _NUMBER.fullmatch(value) and len(value) < 9 else None
