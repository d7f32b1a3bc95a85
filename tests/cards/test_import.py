"""handwritten.py, merge.py, importing/cards.py: hand-written cards become records and includes."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.cards.build import planned
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.handwritten import containers, photo_names
from jekyll_tools.cards.importing.cards import Import, plan_import
from jekyll_tools.cards.people.merge import Prefer
from jekyll_tools.cards.people.records import People
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.site.code import without_code
from jekyll_tools.text import File
from tests.cards.content import content, people
from tests.elsewhere import SEED

PAGE = Path(__file__).with_name("handwritten.md").read_text("utf-8")
DATA = "_data/speakers.yml"


def imported(
    page: str, data: str = "", prefer: Prefer | None = None, config: CardsConfig | None = None
) -> Import:
    config = config or CardsConfig()
    known = people(data, config) if data else People(DATA)
    return plan_import(File("page.md", page), known, {DATA: data}, config, prefer)


def built(plan: Import) -> dict[str, str]:
    return planned(content({DATA: plan.changes[DATA]}))


def block(*cards: str) -> str:
    return '<div class="card-columns">\n' + "\n".join(cards) + "\n</div>\n"


def card(name: str, title: str = "", link: str = "", photo: str = "") -> str:
    image = f'<img src="{photo}" alt="{name}">' if photo else ""
    shown = f'<a href="{link}">{name}</a>' if link else name
    return f'<div class="card">{image}<p>{shown}</p><p><em>{title}</em></p></div>'


def test_the_blocks_of_a_page() -> None:
    found = containers(PAGE)
    assert [len(block.cards) for block in found] == [2, 2, 1, 0, 0, 0]
    assert [block.reason for block in found[3:]] == [
        "Liquid makes the cards",
        "the card of Sophie Germain has a <ul>",
        "no end tag closes the block",
    ]
    for one in found:
        assert PAGE[one.start :].startswith('<div class="card-columns">')
        for read in one.cards:
            assert PAGE[read.start :].startswith("<div class=")
            assert PAGE[: read.end].endswith("</div>")


def test_what_a_card_says() -> None:
    ada, mary = containers(PAGE)[0].cards
    assert (ada.name, ada.title, ada.link) == (
        "Ada Lovelace",
        "Countess, R&D",
        "https://a.example/?x=1&y=2",
    )
    assert (ada.photo, ada.alt) == ("images/ada.jpg", "Ada Lovelase")
    assert (mary.name, mary.note, mary.title, mary.link, mary.photo) == (
        "Mary Somerville",
        "Topic: the sea",
        "Polymath & writer\nEdinburgh",
        "",
        "",
    )


def test_a_page_becomes_records_and_includes() -> None:
    plan = imported(PAGE)
    assert plan.groups == ("speakers", "panel", "2024-speakers")
    assert (plan.people, plan.cards, len(plan.left)) == (4, 5, 3)
    read = people(plan.changes[DATA])
    assert [(p.name, p.groups) for p in read.people] == [
        ("Karen Uhlenbeck", ("panel",)),
        ("Ada Lovelace", ("speakers", "panel")),
        ("Mary Somerville", ("speakers",)),
        ("Emmy Noether", ("2024-speakers",)),
    ]
    assert any("described as 'Ada Lovelase'" in note.message for note in plan.notes)
    assert str(plan.left[0]).startswith("page.md:61:1: these cards are left alone: Liquid")


def test_every_other_character_of_the_page_stays() -> None:
    after = imported(PAGE).changes["page.md"]
    expected = PAGE
    for one, name in zip(containers(PAGE)[:3], ("speakers", "panel", "2024-speakers"), strict=True):
        include = f"{{% include cards/{name}.html %}}"
        expected = expected.replace(PAGE[one.start : one.end], "\n".join((include, *one.kept)))
    assert after == expected
    assert '<!-- <div class="card"><p>Charles Babbage, if he comes</p></div> --> after' in after
    assert imported(after).changes == {}


def test_the_records_show_what_the_cards_showed() -> None:
    plan = imported(PAGE)
    made = built(plan)
    taken = [one for one in containers(PAGE) if not one.reason]
    for group, one in zip(plan.groups, taken, strict=True):
        (again,) = containers(made[f"_includes/cards/{group}.html"])
        told = [(c.name, c.title, c.link, c.photo, c.note) for c in again.cards]
        assert told == [(c.name, c.title, c.link, c.photo, c.note) for c in one.cards]


def test_cards_that_contradict_each_other_are_both_named() -> None:
    page = "# A\n" + block(card("Ada", "Countess")) + "# B\n" + block(card("Ada", "Poet"))
    with pytest.raises(CardsError) as caught:
        imported(page)
    assert str(caught.value) == (
        "page.md:7:1: the title of Ada is 'Poet' here; page.md:3:1: and 'Countess' there; "
        "choose: --prefer first, last, or each (every group keeps its own)"
    )


@pytest.mark.parametrize(
    ("prefer", "titles"),
    [
        ("first", ["Countess", "Countess"]),
        ("last", ["Poet", "Poet"]),
        ("each", ["Countess", "Poet"]),
    ],
)
def test_the_user_decides(prefer: Prefer, titles: list[str]) -> None:
    page = "# A\n" + block(card("Ada", "Countess")) + "# B\n" + block(card("Ada", "Poet"))
    made = built(imported(page, prefer=prefer))
    shown = [containers(made[f"_includes/cards/{group}.html"])[0].cards for group in "ab"]
    assert [one[0].title for one in shown] == titles


def test_records_that_exist_get_the_groups_and_nothing_else() -> None:
    data = "# mine\n- name:   'Ada'   # the first\n  groups: [old]\n\n- name: Zoe\n"
    page = "# New\n" + block(card("Ada", "Countess"), card("Mary"), card("Zoe"))
    after = imported(page, data).changes[DATA]
    assert after.startswith("# mine\n- name:   'Ada'   # the first\n  groups: [old, new]\n")
    assert [(p.name, p.title, p.groups) for p in people(after).people] == [
        ("Ada", "Countess", ("old", "new")),
        ("Mary", "", ("new",)),
        ("Zoe", "", ("new",)),
    ]


def test_orders_that_no_list_can_have_get_numbers() -> None:
    page = "# A\n" + block(card("Ada"), card("Bo")) + "# B\n" + block(card("Bo"), card("Ada"))
    made = built(imported(page))
    for group, names in (("a", ["Ada", "Bo"]), ("b", ["Bo", "Ada"])):
        (one,) = containers(made[f"_includes/cards/{group}.html"])
        assert [c.name for c in one.cards] == names


def test_a_group_name_that_is_taken() -> None:
    page = "# Speakers\n" + block(card("Ada"))
    plan = imported(page, "- name: Zoe\n  groups: [speakers]\n")
    assert plan.groups == ("page-speakers",)


def test_groups_are_added_to_the_configuration_that_lists_them() -> None:
    config = CardsConfig(groups=("old",))
    settings = "jekyll_tools:\n  cards:\n    groups: [old] # all\n"
    page = File("page.md", "# New\n" + block(card("Ada")))
    plan = plan_import(page, People(DATA), {"_config.yml": settings}, config)
    assert plan.changes["_config.yml"] == settings.replace("[old]", "[old, new]")


def test_line_ends_stay() -> None:
    after = imported(PAGE.replace("\n", "\r\n")).changes["page.md"]
    assert after.count("\r\n") == after.count("\n") - 1  # before the comment that is kept


@pytest.mark.parametrize(
    ("cards", "reason"),
    [
        ('<div class="card"></div>', "a card has no name"),
        (card("Ada") + "beside", "there is text between the cards: 'beside'"),
        (card("Ada") + "<h3></h3>", "there is a <h3> between the cards"),
        (card("Ada") + card("ADA"), "Ada has two cards in it"),
        ("", "there are no cards in it"),
        ('<div class="card">Ada', "no end tag closes the block"),
        (card("Ada", link="javascript:x"), "an address of the card of Ada runs a script"),
        (card("Ada", '<a href="x">x</a>', "y"), "the card of Ada has a second link"),
        ('<div class="card"><img src="a"><img src="b">Ada</div>', "the card of Ada has 2 images"),
        (
            '<div class="card"><p>Ada</p><p>Countess</p><p><small>Topic</small></p></div>',
            "the card of Ada has its texts in another order",
        ),
    ],
)
def test_what_no_record_can_hold_is_left_alone(cards: str, reason: str) -> None:
    page = f'<div class="card-columns">{cards}</div>'
    plan = imported(page)
    assert plan.changes == {}
    assert reason in str(plan.left[0])


def test_the_names_beside_the_photos_of_a_built_page() -> None:
    page = block(card("Ada", photo="a.jpg"), card("Bo"), card("Cy", photo="c.jpg"))
    names = photo_names(page)
    assert list(names.values()) == ["Ada", "Cy"]
    assert all(page[start:].startswith("<img ") for start in names)


def test_hostile_pages_take_no_time() -> None:
    for page in ('<div class="card-columns">' * 5_000, "<!--" * 20_000, "```\n" * 20_000):
        found = containers('<div class="card-columns">' + page)
        assert found
        assert not any(container.cards for container in found)


@pytest.mark.skipif(not SEED.is_file(), reason="../shared/seed is not here")
def test_the_seed() -> None:
    seed = SEED.read_text("utf-8")
    plan = imported(seed)
    assert plan.groups == ("speakers", "panelists", "fireside-chat")
    assert (plan.people, plan.cards, plan.left) == (13, 14, ())
    (note,) = plan.notes
    assert note.message == "the photo of Thea Aarrestad was described as 'Thea Arrestad'"
    (hogg,) = (p for p in people(plan.changes[DATA]).people if p.name == "David Hogg")
    assert hogg.groups == ("speakers", "panelists")


def test_front_matter_is_what_jekyll_takes_for_it() -> None:
    page = "---\n---x: <b>\n--- c\na: <i>\n---\n<p>"
    assert without_code(page).split() == ["<p>"]
