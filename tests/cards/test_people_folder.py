"""people_folder.py: a file for each person, and groups in files of their own."""

from __future__ import annotations

import pytest

from jekyll_tools.cards.build import people_of, planned
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.problem import CardsError
from tests.cards.content import content

CONFIG = CardsConfig(people="_data/people", groups=("fellows", "staff"))
FILES = {
    "_data/people/ada-l.yml": "name: Ada Lovelace\ntitle: Countess\n",
    "_data/people/bo.yml": "name: Bo\n",
    "_data/fellows.yml": "name: Fellows\npersonnel:\n  - bo\n  - ada-l\n",
    "_data/staff.yml": "[bo]\n",
}


def test_the_groups_list_their_people_in_order() -> None:
    people = people_of(content(FILES, CONFIG))
    assert [person.id for person in people.people] == ["ada-l", "bo"]
    assert [person.name for person in people.group("fellows")] == ["Bo", "Ada Lovelace"]
    assert [person.name for person in people.group("staff")] == ["Bo"]


def test_every_group_has_an_include() -> None:
    made = planned(content(FILES, CONFIG))
    assert list(made) == ["_includes/cards/fellows.html", "_includes/cards/staff.html"]
    assert made["_includes/cards/fellows.html"].count("my-card-img-top") == 0
    assert "<em>Countess</em>" in made["_includes/cards/fellows.html"]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            "_data/staff.yml",
            "personnel: [ada]\n",
            '_data/staff.yml:1:13: there is no _data/people/ada.yml; did you mean "ada-l"?',
        ),
        (
            "_data/staff.yml",
            "personnel: [bo, bo]\n",
            "_data/staff.yml:1:17: 'bo' is in this group twice; leave one of them out",
        ),
        (
            "_data/staff.yml",
            "name: Staff\n",
            (
                "_data/staff.yml: the group 'staff' has no list; "
                "write `personnel:` and the file names of its people"
            ),
        ),
        (
            "_data/people/cy.yml",
            "[]\n",
            "_data/people/cy.yml: the file has no fields; write `name: …` and the other fields",
        ),
        (
            "_data/people/cy.yml",
            "title: x\n",
            "_data/people/cy.yml: a record has no name; add `name: …`",
        ),
        (
            "_data/people/lovelace.yml",
            "name: Lovelace, Ada\n",
            (
                "_data/people/lovelace.yml:1:7: Lovelace, Ada is there twice; "
                "make them one record with the groups of both"
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path: str, text: str, said: str) -> None:
    with pytest.raises(CardsError) as caught:
        planned(content({**FILES, path: text}, CONFIG))
    assert str(caught.value) == said
