"""White space that loops would leave in great amounts, left out where nobody can tell.

A page that goes through ten years of events by date leaves an empty line for each that it does
not show, some three hundred thousand characters, and Markdown, layouts and rules go through all
of them. One empty line is as good as a thousand: kramdown ends a paragraph at the first, and HTML
shows none; in code there is text, of which nobody asks how much.

Whether some are left out is decided where white space goes to the page itself, and nowhere else:
what is captured is always whole. And only a template could tell, by asking for the characters of
what has been written, as `content` or `page.content`: it gets them whole, see `Spared`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from jekyll_tools.patterns import late
from jekyll_tools.text import Source, Traced

if TYPE_CHECKING:
    from jekyll_tools.liquid.recorded import Entry

ENOUGH = 3
"""Turns whose white space is written: between the first and the last are whole empty lines."""

_NEAR = 20  # entries that are looked at for the tag before
_LONG = 1_000  # characters of each
_VALUES = (("{:", "}"), ("![", "]"), ("](", ")"))
_TAG = late(r"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")

_put = object.__setattr__


class Spared(Traced):
    """A text that is printed as `shown`, without some white space, and else is whole.

    It is whole for everybody who asks for its characters or their origins: that happens to few
    pages, and `make` makes it only then.
    """

    __slots__ = ("_make", "_whole", "left_out", "shown")
    shown: Traced
    left_out: int
    _make: Callable[[], Traced]
    _whole: Traced | None

    def __init__(self, shown: Traced, left_out: int, make: Callable[[], Traced]) -> None:
        _put(self, "shown", shown)
        _put(self, "left_out", left_out)
        _put(self, "_make", make)
        _put(self, "_whole", None)

    @property
    def whole(self) -> Traced:
        """The text with all of its white space."""
        whole = self._whole
        if whole is None:
            whole = self._make()
            _put(self, "_whole", whole)
        return whole

    @property
    def text(self) -> str:
        """See `Traced`."""
        return self.whole.text

    @property
    def starts(self) -> list[int]:
        """See `Traced`."""
        return self.whole.starts

    @property
    def sources(self) -> Sequence[Source | None]:
        """See `Traced`."""
        return self.whole.sources


def spared(shown: Traced, left_out: int, make: Callable[[], Traced]) -> Traced:
    """A text as others may see it: `Spared` if something was left out."""
    return Spared(shown, left_out, make) if left_out else shown


def is_sparable(text: str) -> bool:
    """Whether nobody can tell how often white space is repeated: it ends a line.

    Spaces alone are an indentation. NUL is space to Liquid and to nobody else.
    """
    return "\n" in text and text.isspace()


def in_tag(log: Sequence[Entry]) -> bool:
    """Whether what is written next may be part of a value that others see.

    It may stand in a tag, in an attribute list, or where a link leads to. Only what was written
    just before is looked at; in doubt it is in a tag.
    """
    before = _before(log)
    if before is None or any(before.rfind(start) > before.rfind(end) for start, end in _VALUES):
        return True
    at = before.find("<")
    while at >= 0:
        tag = _TAG.match(before, at)
        if tag is None:
            return True
        at = before.find("<", tag.end())
    return False


def _before(log: Sequence[Entry]) -> str | None:
    """What was written last, from before a `<` on; None if that is too far away."""
    before = ""
    for text, _ in islice(reversed(log), _NEAR):
        before = text[-_LONG:] + before
        if "<" in before:
            return before
        if len(text) > _LONG:
            return None
    return before if len(log) <= _NEAR else None
