"""build.py: the includes of a site, and what is said about records that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.cards.build import planned
from jekyll_tools.cards.config import FIELDS, CardsConfig
from jekyll_tools.cards.generated import is_edited, is_generated
from jekyll_tools.cards.problem import CardsError
from tests.cards.content import content, people
from tests.tables import Case, table

ADA = "- name: Ada Lovelace\n  groups: [speakers]\n"
HERE = Path(__file__).parent


@table(HERE / "problems.txt")
def test_records_that_are_wrong(case: Case) -> None:
    with pytest.raises(CardsError) as caught:
        planned(content({"_data/speakers.yml": case.input}))
    assert str(caught.value) == case.expected.rstrip("\n")


@table(HERE / "agenda.txt")
def test_agendas(case: Case) -> None:
    try:
        made = planned(content({"_data/speakers.yml": ADA, "_data/agenda.yml": case.input}))
    except CardsError as error:
        said = str(error)
    else:
        said = made["_includes/cards/agenda.html"].split("\n", 1)[1]
    assert said.rstrip("\n") == case.expected.rstrip("\n")


def test_a_site_without_records_has_no_includes() -> None:
    assert planned(content({})) == {}


def test_a_group_of_the_configuration_has_an_include_even_when_it_is_empty() -> None:
    made = planned(content({"_data/speakers.yml": ADA}, CardsConfig(groups=("speakers", "chairs"))))
    assert list(made) == ["_includes/cards/speakers.html", "_includes/cards/chairs.html"]
    assert made["_includes/cards/chairs.html"].endswith('<div class="card-columns">\n</div>\n')


def test_a_group_that_the_configuration_does_not_name() -> None:
    config = CardsConfig(groups=("speakers", "panelists"))
    text = "- name: Ada Lovelace\n  groups: [panelist]\n"
    with pytest.raises(CardsError) as caught:
        planned(content({"_data/speakers.yml": text}, config))
    assert str(caught.value) == (
        "_data/speakers.yml:2:11: there is no group 'panelist'; "
        'did you mean "panelists"? `_config.yml` names the groups'
    )


def test_the_fields_have_the_names_that_the_site_gives_them() -> None:
    config = CardsConfig(fields={**FIELDS, "link": "website", "title": "institution"})
    text = "- name: Ada Lovelace\n  institution: London\n  website: https://a.example\n"
    (ada,) = people(text, config).people
    assert (ada.title, ada.link) == ("London", "https://a.example")


def test_a_group_may_show_a_person_differently_and_in_another_place() -> None:
    text = """\
- name: Ada Lovelace
  title: Countess
  link: https://a.example
  groups: [a, {group: b, title: Mathematician, link: ""}]
- name: Charles Babbage
  groups: [a, {group: b, order: 1}]
"""
    read = people(text)
    assert [(p.name, p.title, p.link) for p in read.group("a")] == [
        ("Ada Lovelace", "Countess", "https://a.example"),
        ("Charles Babbage", "", ""),
    ]
    assert [(p.name, p.title, p.link) for p in read.group("b")] == [
        ("Charles Babbage", "", ""),
        ("Ada Lovelace", "Mathematician", ""),
    ]


def test_the_template_of_the_site_takes_the_place_of_the_packaged_one() -> None:
    template = "{% if person.link == '' %}\n\n    <b>{{ person.name }}</b>\n{% endif %}\n"
    made = planned(content({"_data/speakers.yml": ADA}, includes={"jt/card.html": template}))
    body = made["_includes/cards/speakers.html"].split("\n", 1)[1]
    assert body == '<div class="card-columns">\n<b>Ada Lovelace</b>\n</div>\n'


def test_the_templates_of_agenda_and_organizers_can_be_the_site_s_own() -> None:
    files = {
        "_data/agenda.yml": (
            "days:\n  - date: 2024-03-14\n    sessions:\n"
            "      - start: '9:00'\n        title: A & b\n        text: '[t](u)'\n"
            "        speakers: [{name: X}, {name: Y}]\n"
        ),
        "_data/organizers.yml": "- {name: Ada, role: Chair}\n",
        "_data/organizers-2023.yml": "- name: Bo\n",
    }
    agenda = """{% for day in days %}<h{{ level }}>{{ day.title }}</h{{ level }}>
{% for s in day.sessions %}<p>{{ s.time }} {{ s.title }}, {{ s.speakers }}</p>
{{ s.text }}{% endfor %}
{% endfor %}"""
    organizers = "<p>{% for p in people %}{{ p.name }} {{ p.role }}{% endfor %}</p>"
    made = planned(
        content(files, includes={"jt/agenda.html": agenda, "jt/organizers.html": organizers})
    )
    bodies = {path.rpartition("/")[2]: text.split("\n", 1)[1] for path, text in made.items()}
    assert bodies == {
        "agenda.html": (
            "<h3>Thursday, March 14, 2024</h3>\n"
            '<p>9:00 am A &amp; b, X, Y</p>\n<p><a href="u">t</a></p>\n'
        ),
        "organizers.html": "<p>Ada Chair</p>\n",
        "organizers-2023.html": "<p>Bo </p>\n",
    }


@pytest.mark.parametrize("template", ["{% if %}", "{% unknown %}", "{{ person.name | x }}"])
def test_a_template_that_does_not_work_is_named(template: str) -> None:
    with pytest.raises(CardsError) as caught:
        planned(content({"_data/speakers.yml": ADA}, includes={"jt/card.html": template}))
    assert str(caught.value).startswith("_includes/jt/card.html:1:")


def test_an_include_of_organizers() -> None:
    text = "- name: Ada Lovelace\n  affiliation: R&D\n- name: Bo\n  link: https://b.example\n"
    made = planned(content({"_data/organizers.yml": text}))
    assert made["_includes/cards/organizers.html"].split("\n", 1)[1] == (
        '<ul class="organizers">\n<li>Ada Lovelace (R&amp;D)</li>\n'
        '<li><a href="https://b.example">Bo</a></li>\n</ul>\n'
    )


def test_an_edit_by_hand_is_seen() -> None:
    (made,) = planned(content({"_data/speakers.yml": ADA})).values()
    assert is_generated(made)
    assert not is_edited(made)
    assert not is_edited(made.replace("\n", "\r\n"))
    assert is_edited(made.replace("Ada", "Eva"))
    assert not is_generated(made.split("\n", 1)[1])


def test_every_include_is_one_block_for_kramdown() -> None:
    text = ADA + "  title: |\n    One\n\n      Two\n  note: a\n  photo: x.jpg\n"
    made = planned(content({"_data/speakers.yml": text}))
    assert "<em>One<br>Two</em>" in made["_includes/cards/speakers.html"]
    for text in made.values():
        assert "\n\n" not in text
        assert not any(line[:1].isspace() for line in text.splitlines())
