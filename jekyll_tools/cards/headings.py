"""The headings above a place of a page, for the names of groups."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_HEADING = re.compile(
    r"^ {0,3}(?P<marks>#{1,6})[ \t]*(?P<atx>[^\r\n]+?)[ \t#]*\r?$"
    r"|^(?P<setext>[^\s#<>|-][^\r\n]*)\r?\n(?P<line>=+|-{2,})[ \t]*\r?$"
    r"|<h(?P<level>[1-6])\b[^<>]*>(?P<html>.{0,500}?)</h(?P=level)>",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, its text without markup."""

    level: int
    text: str
    start: int


def headings(page: str) -> list[Heading]:
    """The headings of a page whose code is blanked out, in order."""
    found = []
    for match in _HEADING.finditer(page):
        text = _plain(match["atx"] or match["setext"] or match["html"] or "")
        if text:
            found.append(Heading(_level(match), text, match.start()))
    return found


def above(found: list[Heading], position: int) -> list[Heading]:
    """The nearest heading above a place, then the one it belongs to, and so on outwards."""
    chain: list[Heading] = []
    for heading in reversed(found):
        if heading.start < position and (not chain or heading.level < chain[-1].level):
            chain.append(heading)
    return chain


def _level(match: re.Match[str]) -> int:
    if match["marks"]:
        return len(match["marks"])
    return int(match["level"]) if match["level"] else 1 if match["line"][0] == "=" else 2


def _plain(text: str) -> str:
    text = re.sub(r"\{[:#][^{}]*\}|<[^<>]*>|\{[{%][^{}]*[%}]\}", "", text)
    text = re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?", r"\1", text)
    return html.unescape(re.sub(r"[*_`]", "", text)).strip()
