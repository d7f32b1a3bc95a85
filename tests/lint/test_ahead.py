"""Pages that others ask about come before it is their turn, and each page comes once."""

from types import SimpleNamespace
from typing import Any, cast

from jekyll_tools.lint.ahead import Ahead
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.page_facts import PageFacts


def ahead() -> Ahead:
    pages = [SimpleNamespace(page=SimpleNamespace(dest=f"{n}.html")) for n in range(6)]
    return Ahead(cast(Any, SimpleNamespace(pages=pages)), range(5))


def looked(number: int, *dests: str) -> Looked:
    granted = frozenset((dest, fragment) for dest in dests for fragment in "ab")
    return Looked(number, PageFacts(frozenset()), (), granted)


def order(asked: dict[int, str], of: Ahead) -> list[int]:
    found = []
    for number in of.each(range(5)):
        found.append(number)
        if number in asked:
            of.note(looked(number, asked[number]))
    return found


def test_nobody_asks() -> None:
    assert order({}, ahead()) == [0, 1, 2, 3, 4]


def test_one_page_asks() -> None:
    assert order({0: "4.html"}, ahead()) == [0, 1, 2, 3, 4]


def test_two_pages_ask() -> None:
    assert order({0: "4.html", 1: "4.html"}, ahead()) == [0, 1, 4, 2, 3]


def test_pages_that_are_not_looked_at() -> None:
    assert order({0: "5.html", 1: "5.html", 2: "x.html", 3: "x.html"}, ahead()) == [0, 1, 2, 3, 4]


def test_pages_that_were_seen() -> None:
    assert order({1: "0.html", 2: "0.html"}, ahead()) == [0, 1, 2, 3, 4]


def test_pages_that_another_process_has_seen() -> None:
    of = ahead()
    news = [(3, PageFacts(frozenset()))]
    assert list(of.told(news)) == news
    assert order({}, of) == [0, 1, 2, 4]
