"""The history of a page replayed: each card that came or went, added or removed by jt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.handwritten import Card, containers
from jekyll_tools.cards.importing.cards import plan_import
from jekyll_tools.cards.people.records import People
from jekyll_tools.text import File
from tests.cards.content import people
from tests.cards.history import git
from tests.conftest import JT
from tests.elsewhere import IAIFI
from tests.oracle.cards import card_groups

PAGES = {  # the fewest commits in which cards come or go
    "generative-ai-workshop.md": 2,  # the seed page: its later changes are words of cards
    "summer-workshop.md": 60,
}
CONFIG = CardsConfig()
Groups = dict[str, list[Card]]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not IAIFI.is_dir(), reason="the history of iaifi.org is not here"),
]


def versions(page: str) -> Iterator[tuple[str, str]]:
    """Each commit of the page, the oldest first, with the text that it left."""
    log = git("log", "--reverse", "--format=%H", "--raw", "--no-abbrev", "--", page)
    commit, seen = "", ""
    for line in filter(None, log.splitlines()):
        if not line.startswith(":"):
            commit = line
        elif set(line.split()[3]) != {"0"} and line.split()[3] != seen:
            seen = line.split()[3]
            yield commit, git("cat-file", "blob", seen)


def plain(text: str) -> str:
    return re.sub(r"\{% include [^%]*%\}|^(?:permalink|layout):.*$", "", text, flags=re.M)


def shown(text: str) -> Groups:
    """The cards of a page by the names that an import gives the groups."""
    plan = plan_import(File("page.md", text), People(CONFIG.people), {}, CONFIG, "each")
    blocks = [list(block.cards) for block in containers(text) if not block.reason]
    return dict(zip(plan.groups, blocks, strict=True))


def come_and_go(old: Groups, new: Groups) -> bool:
    """Whether somebody came or went; other changes are no matter of these commands."""
    names = ([(g, c.name) for g, cards in groups.items() for c in cards] for groups in (old, new))
    return len({frozenset(each) for each in names}) == 2


def reordered(old: Groups, new: Groups) -> bool:
    for group in old.keys() & new.keys():
        one, other = ([card.name for card in each[group]] for each in (old, new))
        if [name for name in one if name in other] != [name for name in other if name in one]:
            return True
    return False


@pytest.mark.parametrize("page", PAGES)
def test_every_change_of_the_cards_can_be_made_by_commands(
    tmp_path: Path, jt: JT, page: str
) -> None:
    figures: Counter[str] = Counter()
    before = ""
    for number, (commit, text) in enumerate(versions(page)):
        now = plain(text)
        old, new = shown(before), shown(now)
        before, previous = now, before
        if not come_and_go(old, new) or not new:
            continue
        if reordered(old, new):
            figures["reordered as well"] += 1
            continue
        figures["commits"] += 1
        site = tmp_path / str(number)
        site.mkdir()
        groups = ", ".join(dict.fromkeys([*old, *new]))
        config = f"jekyll_tools:\n  cards:\n    groups: [{groups}]\n"
        (site / "_config.yml").write_text(config, "utf-8")
        (site / "page.md").write_text(previous, "utf-8")
        if old:
            done = jt("import", "page.md", "--prefer", "last", cwd=site)
            assert done.returncode == 0, done.stderr
        figures += replay(jt, site, new)
        for group, cards in new.items():
            made = (site / f"_includes/cards/{group}.html").read_text("utf-8")
            assert card_groups(made) == card_groups(card_html(cards)), (commit, group)
    print(page, dict(figures))
    assert figures["commits"] >= PAGES[page]
    assert figures["reordered as well"] * 10 <= figures["commits"]


def card_html(cards: list[Card]) -> str:
    """Cards as a page has them, to be read by the reader that knows nothing of jt."""
    from jekyll_tools.cards.people.records import Person
    from jekyll_tools.cards.render import Templates, render_group

    records = [Person(c.name, c.name, c.title, c.link, c.photo, c.note) for c in cards]
    return render_group(records, Templates({}))


def replay(jt: JT, site: Path, wanted: Groups) -> Counter[str]:
    """Bring the site to the wanted cards by commands alone; how many of each were run."""

    figures: Counter[str] = Counter()

    def run(*command: str) -> None:
        figures[command[0]] += 1
        done = jt(*command, cwd=site)
        assert done.returncode == 0, f"{command}: {done.stderr}"

    def recorded() -> People:
        path = site / "_data/speakers.yml"
        return people(path.read_text("utf-8") if path.exists() else "")

    def there() -> dict[str, list[str]]:
        records = recorded()
        return {group: [person.name for person in records.group(group)] for group in wanted}

    everybody = {card.name for cards in wanted.values() for card in cards}
    for name in dict.fromkeys(name for names in there().values() for name in names):
        if name not in everybody:
            run("remove-speaker", name, "--with-references")
    for group, cards in wanted.items():
        for name in there()[group]:
            if name not in [card.name for card in cards]:
                run("edit-speaker", name, "--not-group", group)
    for group, cards in wanted.items():
        order = [card.name for card in cards]
        for index, card in enumerate(cards):
            known = recorded()
            person = known.find(card.name)
            if person is None:
                later = [n for n in order[index + 1 :] if known.find(n)]
                place = ["--before", later[0]] if later else ["--at-end"]
                run(
                    "add-speaker", "--name", card.name, "--title", card.title, "--link",
                    card.link, "--note", card.note, "--group", group, "--another", *place,
                )  # fmt: skip
                if card.photo:
                    run("edit-speaker", card.name, f"photo={card.photo}")
                continue
            values = {"title": card.title, "link": card.link, "photo": card.photo}
            changed = [f"{k}={v}" for k, v in values.items() if getattr(person, k) != v]
            if changed:
                run("edit-speaker", card.name, *changed)
            if group not in person.groups:
                run("edit-speaker", card.name, "--group", group)
    return figures
