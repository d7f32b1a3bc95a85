"""kramdown's extensions: `{::comment}`, `{::nomarkdown}` and `{::options}`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jekyll_tools.kramdown import options
from jekyll_tools.kramdown.attributes import read_attributes
from jekyll_tools.kramdown.context import Context
from jekyll_tools.kramdown.grammar import OPT_SPACE, pattern
from jekyll_tools.kramdown.nodes import AttributeList, Element
from jekyll_tools.kramdown.strip import Strip


class Extension(NamedTuple):
    """An extension as it stands in the text, with its body up to the stop tag."""

    name: str
    said: AttributeList
    strip: Strip
    start: int
    body: tuple[int, int] | None
    end: int
    block: bool


def extension(
    match: re.Match[str], strip: Strip, block: bool, unclosed: dict[str, int]
) -> Extension | None:
    """Read an extension from its matched start tag; None when kramdown takes it as text.

    `unclosed` remembers from where on the end of a name does not come.
    """
    name = match["ext"]
    if name not in ("comment", "nomarkdown", "options"):
        return None
    said = AttributeList()
    if match["opts"]:
        read_attributes(strip, *match.span("opts"), said)
    if match["empty"]:
        return Extension(name, said, strip, match.start(), None, match.end(), block)
    if match.end() >= unclosed.get(name, len(strip.text) + 1):
        return None
    stop = _stop(name, block).search(strip.text, match.end())
    if stop is None:
        unclosed[name] = match.end()
        return None
    last = stop.start()
    if block and last > match.end() and strip.text[last - 1] == "\n":
        last -= 1
    body = (match.end(), last)
    return Extension(name, said, strip, match.start(), body, stop.end(), block)


def extend(found: Extension, tree: Element, context: Context) -> None:
    """Do what an extension says."""
    if found.name == "options":
        for name, value in found.said.attributes.items():
            context.options = options.inline(context.options, name, value.text)
    elif found.body is not None:
        kind = "comment" if found.name == "comment" else "raw"
        element = Element(kind, *found.strip.span(found.start, found.end))
        element.strip, element.block = found.strip, found.block
        element.pieces = [(*found.body, None)]
        said = found.said.attributes.get("type")
        element.extra = said.text if said else ""
        tree.children.append(element)


@lru_cache(maxsize=64)
def _stop(name: str, block: bool) -> re.Pattern[str]:
    tag = rf"\{{:/(?:{re.escape(name)})?\}}"
    # Of white space only spaces: in kramdown the pattern is made of a text, whose `\s` is one.
    return pattern(rf"^{OPT_SPACE}{tag} *?\n") if block else pattern(tag)
