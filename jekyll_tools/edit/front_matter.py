"""Where the front matter of a page stands, by Jekyll's own rule."""

from __future__ import annotations

import re
from typing import NamedTuple

from jekyll_tools.text import Span

# Jekyll 4.3 `document.rb`: \A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?) with Ruby's /m. Ruby's \s is
# these six characters, its ^ and $ know only \n as a line end. Written in two steps it is linear:
# the first line, then the first later line that is a closing fence. The closing fence takes all
# white space after it when the text ends there, and else everything up to the last line end in it.
_SPACE = r"[ \t\r\n\f\v]"
_OPEN = re.compile(r"---[ \t\r\f\v]*\n")
_CLOSE = re.compile(rf"\n((?:---|\.\.\.){_SPACE}*(?:\Z|(?<=\n)))")


class FrontMatter(NamedTuple):
    """The parts of a page, in code points; they follow each other without a gap.

    `open` is the first line with its line end, `yaml` the lines between the fences, `close` the
    second fence with the blank lines that Jekyll takes away after it.
    """

    open: Span
    yaml: Span
    close: Span

    @property
    def body(self) -> int:
        """Where the content starts: what Jekyll hands to Liquid is `text[body:]`."""
        return self.close.end


def split(text: str) -> FrontMatter | None:
    """The front matter of a page, or None when Jekyll would see none.

    None means one of two things that `has_header` tells apart: the page is a static file, or it
    is a page without any data whose whole text is content, because no second fence follows.
    A byte order mark, a blank line or a space before `---` make a static file.
    """
    first = _OPEN.match(text)
    if first is None:
        return None
    start = first.end()
    last = _CLOSE.search(text, start - 1)
    if last is None:
        return None
    return FrontMatter(Span(0, start), Span(start, last.start(1)), Span(last.start(1), last.end()))


def has_header(text: str) -> bool:
    """Whether Jekyll takes the file for a page at all (`Utils.has_yaml_header?`, 4.3)."""
    return _OPEN.match(text) is not None
