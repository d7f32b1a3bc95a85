"""Cards that were written into a page by hand, read back from its HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jekyll_tools.cards import escape
from jekyll_tools.cards.people.names import folded
from jekyll_tools.cards.tree import Node, comments, tree, visible
from jekyll_tools.site.code import without_code

CONTAINER = "card-columns"
CARD = "card"


class Card(NamedTuple):
    """What one card says; offsets are those of its block in the page."""

    name: str
    title: str
    link: str
    photo: str
    note: str
    alt: str
    start: int
    end: int


class Container(NamedTuple):
    """A block of cards: from its `<div class="card-columns">` to past the end tag.

    When `reason` is not empty the block holds something that no record can hold, and must be
    left alone; `kept` are comments in it that say something.
    """

    start: int
    end: int
    cards: tuple[Card, ...] = ()
    kept: tuple[str, ...] = ()
    reason: str = ""


@lru_cache(maxsize=64)  # two rules ask for those of the same pages
def containers(page: str) -> tuple[Container, ...]:
    """The blocks of hand-written cards of a page, in order.

    `page` is the source of a page as it stands; front matter and fenced code are passed over.
    Blocks with Liquid in them are made by a template: they have a reason and no cards.
    """
    if CONTAINER not in page:
        return ()
    return tuple([_container(page, node) for node in _container_nodes(without_code(page))])


def photo_names(built: str) -> dict[int, str]:
    """Where the `<img>` of each card of a built page starts → the name on that card."""
    if CONTAINER not in built:
        return {}
    names = {}
    for container in _container_nodes(built):
        for node in _cards_in(container):
            photos = [child for child in node.elements() if child.tag == "img"]
            name = _Reader(built, node).name
            if len(photos) == 1 and name:
                names[photos[0].start] = name
    return names


def _container_nodes(text: str) -> list[Node]:
    found: list[Node] = []
    waiting = list(reversed(tree(text)))
    while waiting:
        node = waiting.pop()
        if node.has_class(CONTAINER):
            found.append(node)
        else:
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]
    return found


def _cards_in(container: Node) -> Iterator[Node]:
    waiting = [child for child in reversed(container.children) if isinstance(child, Node)]
    while waiting:
        node = waiting.pop()
        if node.has_class(CARD):
            yield node
        else:
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]


def _container(page: str, node: Node) -> Container:
    def left(reason: str) -> Container:
        return Container(node.start, node.end, reason=reason)

    if not node.closed:
        return left("no end tag closes the block")
    source = page[node.start : node.end]
    if "{{" in source or "{%" in source:
        return left("Liquid makes the cards")
    cards = []
    for block in _cards_in(node):
        reader = _Reader(page, block)
        if reason := reader.reason():
            return left(reason)
        cards.append(reader.card())
    if not cards:
        return left("there are no cards in it")
    names = Counter(folded(card.name) for card in cards)
    for card in cards:
        if names[folded(card.name)] > 1:
            return left(f"{card.name} has two cards in it")
    if reason := _beside_cards(page, node):
        return left(reason)
    kept = [page[a:b] for a, b in comments(page, node.start, node.end)]
    said = tuple(comment for comment in kept if CARD + '"' in comment or says_something(comment))
    return Container(node.start, node.end, tuple(cards), said)


def says_something(comment: str) -> bool:
    """Whether a comment has more in it than tags."""
    return bool(re.sub(r"<!-+|-+>|<[^<>]*>|\s", "", comment))


def _beside_cards(page: str, node: Node) -> str:
    """Why the block has more than cards; rows and line breaks around them are nothing."""
    waiting = [node]
    while waiting:
        for child in waiting.pop().children:
            if not isinstance(child, Node):
                if visible(page, *child).strip():
                    return (
                        f"there is text between the cards: {visible(page, *child).strip()[:40]!r}"
                    )
            elif child.tag == "div" and not child.has_class(CARD):
                waiting.append(child)
            elif child.tag not in ("div", "br"):
                return f"there is a <{child.tag}> between the cards"
    return ""


_BLOCKS = frozenset(("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "center", "figcaption"))
_INLINE = frozenset(("a", "b", "br", "em", "font", "i", "img", "small", "span", "strong"))


@dataclass(slots=True)
class _Text:
    """One block of a card: its lines, whether all of it is small, and where it links to."""

    parts: list[str]
    small: bool = True
    links: list[tuple[str, str]] | None = None

    @property
    def text(self) -> str:
        rows = (" ".join(row.split()) for row in "".join(self.parts).split("\n"))
        return "\n".join(row for row in rows if row)


class _Reader:
    """Reads what a card says: a photo, a name with a link, a small note, a title."""

    def __init__(self, page: str, node: Node) -> None:
        self._page, self._node = page, node
        self._photos: list[Node] = []
        self._strange: list[str] = []
        self._texts: list[_Text] = [_Text([])]
        self._read(node, small=False)
        self._texts = [text for text in self._texts if text.text]

    @property
    def name(self) -> str:
        """The name: the text of the first link, or the first line of text."""
        if not self._texts:
            return ""
        first = self._texts[0]
        return first.links[0][1] if first.links else first.text.split("\n")[0]

    def card(self) -> Card:
        photo = self._photos[0].element if self._photos else None
        first = self._texts[0]
        link = first.links[0][0] if first.links else ""
        return Card(
            self.name,
            "\n".join([*first.text.split("\n")[1:], *(t.text for t in self._rest(small=False))]),
            link.strip(),
            photo.value("src").strip() if photo else "",
            "\n".join(text.text for text in self._rest(small=True)),
            photo.value("alt").strip() if photo else "",
            self._node.start,
            self._node.end,
        )

    def reason(self) -> str:
        """Why no record can hold this card; empty when one can."""
        who = f"the card of {self.name}" if self.name else "a card"
        if not self._node.closed:
            return f"no end tag closes {who}"
        if not self.name:
            return "a card has no name"
        if self._strange:
            return f"{who} has a <{self._strange[0]}>"
        if len(self._photos) > 1:
            return f"{who} has {len(self._photos)} images"
        if any(text.links for text in self._texts[1:]) or len(self._texts[0].links or ()) > 1:
            return f"{who} has a second link"
        card = self.card()
        shown = "\n".join(text.text for text in self._texts)
        if shown.split() != f"{card.name}\n{card.note}\n{card.title}".split():
            return f"{who} has its texts in another order"
        try:
            escape.url(card.link)
            escape.url(card.photo)
        except escape.BadValueError as bad:
            return f"an address of {who} {bad}"
        return ""

    def _rest(self, *, small: bool) -> list[_Text]:
        return [text for text in self._texts[1:] if text.small is small]

    def _read(self, node: Node, *, small: bool) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self._read_element(child, small=small)
            elif (text := visible(self._page, *child)).strip():
                self._texts[-1].parts.append(text.replace("\r", " ").replace("\n", " "))
                self._texts[-1].small &= small
            else:
                self._texts[-1].parts.append(" ")

    def _read_element(self, child: Node, *, small: bool) -> None:
        if child.tag == "img":
            self._photos.append(child)
        elif child.tag == "br":
            self._texts[-1].parts.append("\n")
        elif child.tag in _BLOCKS:
            self._texts.append(_Text([]))
            self._read(child, small=small)
            self._texts.append(_Text([]))
        else:
            if child.tag not in _INLINE:
                self._strange.append(child.tag)
            before = len(self._texts[-1].parts)
            self._read(child, small=small or child.tag == "small")
            if child.tag == "a" and child.element.get("href"):
                self._link(child, before)

    def _link(self, child: Node, before: int) -> None:
        block = self._texts[-1]
        text = " ".join("".join(block.parts[before:]).split())
        if text:
            block.links = [*(block.links or []), (child.element.value("href"), text)]
