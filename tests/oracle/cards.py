"""The cards of a built page, read with the standard library: none of jt's own reading is used."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


class Card(NamedTuple):
    """What a visitor sees of a card: all its text, white space folded, and where it leads."""

    name: str
    link: str
    photo: str
    text: str


def card_groups(html: str) -> list[list[Card]]:
    """The cards of each container of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.groups


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.groups: list[list[Card]] = []
        self._open: list[str] = []
        self._card_depth = 0
        self._link = self._photo = ""
        self._name: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        if "card-columns" in classes:
            self.groups.append([])
        if tag not in _VOID:
            self._open.append(tag)
        if "card" in classes:
            self._card_depth = len(self._open)
            self._link = self._photo = ""
            self._name, self._text = [], []
        elif self._card_depth and tag == "a":
            self._link = values.get("href", "")
        elif self._card_depth and tag == "img":
            self._photo = values.get("src", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._card_depth == len(self._open) and self._card_depth:
            card = Card(_folded(self._name), self._link, self._photo, _folded(self._text))
            self.groups[-1].append(card)
            self._card_depth = 0
        assert self._open, f"</{tag}> closes nothing"
        opened = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if self._card_depth:
            self._text.append(data)
            if "a" in self._open[self._card_depth :]:
                self._name.append(data)


def _folded(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
