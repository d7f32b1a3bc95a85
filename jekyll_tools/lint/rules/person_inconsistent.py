"""One person with two photos, links or titles: one of them is out of date.

Cards that are written by hand are compared with each other, by the name on them. Titles are
compared only when the option `title` asks for it: on a card of an event they may say the talk, or
what somebody was at the time.

Bad:
    == talks.md ==
    <div class="card-columns">
    <div class="card">
    <img src="images/ada.jpg" alt="Ada Lovelace">
    <div class="card-text"><a href="https://example.org/ada">Ada Lovelace</a></div>
    </div>
    </div>
    == panel.md ==
    <div class="card-columns">
    <div class="card">
    <img src="images/ada-old.jpg" alt="Ada Lovelace">
    <div class="card-text"><a href="https://example.org/ada">Ada Lovelace</a></div>
    </div>
    </div>

Good:
    == talks.md ==
    <div class="card-columns">
    <div class="card">
    <img src="images/ada.jpg" alt="Ada Lovelace">
    <div class="card-text"><a href="https://example.org/ada">Ada Lovelace</a></div>
    </div>
    </div>
    == panel.md ==
    <div class="card-columns">
    <div class="card">
    <img src="images/ada.jpg" alt="Ada Lovelace">
    <div class="card-text"><a href="https://example.org/ada">Ada Lovelace</a></div>
    </div>
    </div>
"""

from collections.abc import Iterator

from jekyll_tools.cards.handwritten import CONTAINER, Card, containers
from jekyll_tools.cards.people.names import folded
from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule


@rule(severity=Severity.WARNING)
def person_inconsistent(site: SiteView, *, title: bool = False) -> Iterator[Finding]:
    first: dict[str, tuple[str, Card]] = {}
    compared = ("photo", "link", "title") if title else ("photo", "link")
    for path, card in _cards(site):
        other_path, other = first.setdefault(folded(card.name), (path, card))
        for what in compared:
            here, there = getattr(card, what), getattr(other, what)
            if here and there and _plain(here) != _plain(there):
                message = f"{card.name} has another {what} here than on {other_path}"
                advice = f"there it is {there}"
                pages = (path, other_path)
                yield Finding(path, card.start, card.start + 1, message, advice, here, pages=pages)


def _plain(value: str) -> str:
    """A value without what makes no difference: white space, and `./` around it."""
    return " ".join(value.split()).strip("./")


def _cards(site: SiteView) -> Iterator[tuple[str, Card]]:
    for page in site.site.pages_with(CONTAINER):
        if page.file is not None and page.written:
            for container in containers(page.file.text):
                yield from ((page.path, card) for card in container.cards if card.name)
