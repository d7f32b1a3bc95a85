"""The Bad and Good examples in a rule's docstring: small sites, which are the rule's first tests.

An example is the block indented under a line `Bad:` or `Good:`. It is the body of `page.md`, or
several files, each under a line `== path ==`; `== path WxH ==` is an image of that size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import dedent
from typing import NamedTuple

_BLOCK = re.compile(
    r"^(?P<title>(?P<kind>Bad|Good)[^\n]*):\n+(?P<block>(?:[ ]{4}[^\n]*\n?|\n)+)", re.M
)
_FILE = re.compile(r"^== (?P<path>\S+?)(?: (?P<width>\d+)x(?P<height>\d+))? ==\n?", re.M)


class Example(NamedTuple):
    """A small site. `texts` are its files, `images` the sizes of its images in pixels."""

    title: str
    bad: bool
    text: str
    texts: Mapping[str, str]
    images: Mapping[str, tuple[int, int]]


def examples(doc: str) -> Iterator[Example]:
    """The examples of a docstring, in order."""
    for match in _BLOCK.finditer(doc + "\n"):
        text = dedent(match["block"]).strip("\n")
        texts, images = _files(text)
        yield Example(match["title"], match["kind"] == "Bad", text, texts, images)


def _files(text: str) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    heads = list(_FILE.finditer(text))
    if not heads or heads[0].start() > 0:
        first = text[: heads[0].start()] if heads else text
        rest = _files(text[heads[0].start() :]) if heads else ({}, {})
        return {"page.md": _page(first.strip("\n") + "\n"), **rest[0]}, rest[1]
    texts: dict[str, str] = {}
    images: dict[str, tuple[int, int]] = {}
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = text[head.end() : following.start()] if following else text[head.end() :] + "\n"
        if head["width"]:
            images[head["path"]] = int(head["width"]), int(head["height"])
        else:
            texts[head["path"]] = (
                _page(body)
                if head["path"].endswith((".md", ".html")) and not head["path"].startswith("_")
                else body
            )
    return texts, images


def _page(body: str) -> str:
    return body if body.startswith("---") else f"---\n---\n{body}"
