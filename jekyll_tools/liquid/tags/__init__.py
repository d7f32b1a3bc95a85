"""The tags of Liquid 4 and of Jekyll, one module for each family."""

from __future__ import annotations

from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.tags import (
    comment,
    conditions,
    cycles,
    highlight,
    include,
    link,
    loops,
    tablerow,
    unknown,
    variables,
)

TAGS: tuple[type[Tag], ...] = (
    *comment.TAGS,
    *conditions.TAGS,
    *cycles.TAGS,
    *highlight.TAGS,
    *include.TAGS,
    *link.TAGS,
    *loops.TAGS,
    *tablerow.TAGS,
    *unknown.TAGS,
    *variables.TAGS,
)
