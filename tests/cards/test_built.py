"""Cards as the real Jekyll builds them: what a record says, and what real pages showed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jekyll_tools.cards.build import Content, planned
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.importing.cards import plan_import
from jekyll_tools.cards.people.records import Membership, People, Person
from jekyll_tools.cards.render import Templates, render_group
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import get
from jekyll_tools.text import File
from tests.cards.history import versions
from tests.cards.test_escape import TORTURE
from tests.elsewhere import IAIFI
from tests.oracle.cards import card_groups

pytestmark = pytest.mark.jekyll

PAGES = (
    "generative-ai-workshop.md",
    "summer-workshop.md",
    "past-workshops.md",
    "past-summer-schools.md",
    "phd-summer-school.md",
)


def test_every_torturing_name_arrives(
    write_site: Callable[..., Path], jekyll_build: Callable[[Path], Path]
) -> None:
    members = (Membership("a"),)
    people = [Person(f"p{n}", v, v, "x", "x", v, members) for n, v in enumerate(TORTURE)]
    site = write_site(
        {
            "_config.yml": "title: RUN\n",
            "_includes/a.html": render_group(people, Templates({})),
            "page.md": "---\n---\n# A\n\ntext\n\n{% include a.html %}\n\n*after*\n",
        }
    )
    page = (jekyll_build(site) / "page.html").read_text("utf-8")
    (cards,) = card_groups(page)
    assert [card.name for card in cards] == [" ".join(value.split()) for value in TORTURE]
    assert "<p><em>after</em></p>" in page


@pytest.mark.long
@pytest.mark.skipif(not IAIFI.is_dir(), reason="the history of iaifi.org is not here")
def test_every_version_of_real_pages_shows_the_same_cards_after_an_import(
    write_site: Callable[..., Path], jekyll_build: Callable[[Path], Path]
) -> None:
    files: dict[str, str] = {"_config.yml": "title: History\n"}
    cards = 0
    texts = (text for page in PAGES for text in versions(page) if "card-columns" in text)
    for number, text in enumerate(texts):
        # What the pages include besides is not here, and where they are published is not asked.
        page = re.sub(r"\{% include [^%]*%\}|^(?:permalink|layout):.*$", "", text, flags=re.M)
        config = CardsConfig(output=f"_includes/v{number}")
        plan = plan_import(File("page.md", page), People(config.people), {}, config, "each")
        if not plan.changes:  # its only block is in a comment, or shows somebody twice
            continue
        files |= {f"before{number}.md": page, f"after{number}.md": plan.changes["page.md"]}
        data = {config.people: get(plan.changes[config.people], KeyPath())}
        files |= planned(Content(data, lambda _, __: None, Templates({}), config))
        cards += plan.cards
    built = jekyll_build(write_site(files))
    pages = [name for name in files if name.startswith("before")]
    for name in pages:
        before = (built / name).with_suffix(".html")
        after = before.with_name(before.name.replace("before", "after"))
        assert card_groups(after.read_text("utf-8")) == card_groups(before.read_text("utf-8"))
    assert len(pages) >= 290
    assert cards >= 6_200
