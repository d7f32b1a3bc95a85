"""Suppression comments: `jt-ignore RULE… reason` on the line of a finding or the line above.

In a page or an include it is an HTML comment or a Liquid one, in YAML a `#` comment. Without a
rule name it suppresses every rule; `jt-ignore-file` speaks for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jekyll_tools.patterns import late
from jekyll_tools.text import Lines

_COMMENT = re.compile(
    r"(?:<!--|\{%-?[ \t]*comment[ \t]*-?%\}|#)[ \t]*"
    r"jt-ignore(?P<file>-file)?(?![\w-])(?P<rest>[^\n]*)"
)
_CLOSE = late(r"-->|\{%-?[ \t]*endcomment")


class Suppression(NamedTuple):
    """A comment at `start:end` for `lines` (None: the whole file) and `rules` (empty: all)."""

    start: int
    end: int
    lines: frozenset[int] | None
    rules: frozenset[str]

    def covers(self, rule: str, line: int) -> bool:
        """Whether a finding of `rule` at `line` is suppressed."""
        return (not self.rules or rule in self.rules) and (self.lines is None or line in self.lines)


def suppressions(text: str, known: Iterable[str]) -> list[Suppression]:
    """The suppression comments of a text; words that are not rule names are the reason."""
    if "jt-ignore" not in text:
        return []
    names = frozenset(known)
    lines = Lines(text)
    found = []
    for match in _COMMENT.finditer(text):
        rest = _CLOSE.split(match["rest"], maxsplit=1)[0]
        line = lines.position(match.start()).line
        covered = None if match["file"] else frozenset((line, line + 1))
        rules = frozenset(word.strip(",:") for word in rest.split()) & names
        found.append(Suppression(match.start(), match.end(), covered, rules))
    return found
