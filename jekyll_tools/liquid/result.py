"""What an expansion gives back: the text, what could not be known, and what is wrong."""

from __future__ import annotations

from typing import Literal, NamedTuple

from jekyll_tools.text import Source, Traced

Kind = Literal[
    "syntax",
    "error",
    "include-missing",
    "link-missing",
    "too-expensive",
    "undefined",
    "unknown-filter",
    "unknown-tag",
]
"""`syntax` and `error` and the two `-missing` end a real build; the others do not."""


class Open(NamedTuple):
    """A part of the output that could not be known: an unknown tag or filter."""

    reason: str
    source: Source


class Problem(NamedTuple):
    """Something wrong in a template, at its place in the template's own file.

    `subject` is the name that the problem is about: the variable's path as it was looked up
    (`page.titel`), the include, the link, the tag or the filter; empty for a syntax error.
    """

    kind: Kind
    message: str
    source: Source
    subject: str = ""


class Expansion(NamedTuple):
    """A template after Liquid; every run of `text` knows where it comes from.

    `left_out`: how many characters of white space are not there; see `Spared`.
    """

    text: Traced
    open: tuple[Open, ...]
    problems: tuple[Problem, ...]
    left_out: int = 0
