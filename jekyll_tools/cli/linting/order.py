"""In which order pages are looked at: those come first that others lead into.

A page takes for granted what it asks of pages that nobody has looked at yet, and is looked at
again where that was wrong. Which pages are asked is guessed from the sources, in a moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jekyll_tools.lint.view import SiteView

_LONGEST = 80  # characters of a name


def in_order(view: SiteView, numbers: Sequence[int], costs: Mapping[int, float]) -> list[int]:
    """Pages by their numbers: those that have anchors which others name, then all others.

    In both what takes longest comes first, or one process would be left with it at the end.
    """
    named: set[str] = set()
    for number in numbers:
        file = view.pages[number].page.file
        named.update(() if file is None else _named(file.text))

    def key(number: int) -> tuple[bool, float]:
        return _last(view.pages[number].page.url) not in named, -costs[number]

    return sorted(numbers, key=key)


def _named(text: str) -> Iterator[str]:
    """The names before a `#`: "people" of `](/people.html#ada)` and of `](people/#ada)`."""
    for before in text.split("#")[:-1]:
        if before[-1:].isalnum() or before[-1:] == "/":
            yield _last(before[-_LONGEST:]).rpartition("(")[2].rpartition('"')[2]


def _last(url: str) -> str:
    """What a URL ends with, without its extension."""
    return url.removesuffix(".html").rstrip("/").rpartition("/")[2]
