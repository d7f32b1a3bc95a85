"""add_speaker.py: one person more, as one set of changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.people.add import Addition, Speaker, plan_addition
from jekyll_tools.cards.problem import CardsError
from tests.cards.content import content

DATA = "_data/speakers.yml"
TEXT = """\
# by last name
- name:  Ada Lovelace   # the first
  groups: [speakers]

- name: Emmy Noether
  groups: [speakers, chairs]
"""


def added(speaker: Speaker, text: str = TEXT, config: CardsConfig | None = None) -> Addition:
    return plan_addition(speaker, content({DATA: text} if text else {}, config), lambda _: text)


def test_the_record_goes_to_its_place_and_no_other_byte_moves() -> None:
    speaker = Speaker("Mary  McLeod", "Yes: no", "https://m.example", groups=("chairs", "chairs"))
    addition = added(speaker)
    assert addition.texts[DATA] == TEXT.replace(
        "- name: Emmy",
        "- name: Mary McLeod\n"
        '  title: "Yes: no"\n'
        "  link: https://m.example\n"
        "  groups: [chairs]\n\n"
        "- name: Emmy",
    )


def test_line_ends_stay() -> None:
    after = added(Speaker("Zoe", groups=("chairs",)), TEXT.replace("\n", "\r\n")).texts[DATA]
    assert after.count("\r\n") == after.count("\n") == TEXT.count("\n") + 3


def test_the_first_person_of_a_site() -> None:
    addition = added(Speaker("Ada Lovelace", groups=("speakers",)), "")
    assert addition.texts[DATA] == "- name: Ada Lovelace\n  groups:\n    - speakers\n"


def test_a_photo_is_cropped_and_named() -> None:
    out = BytesIO()
    Image.new("RGB", (900, 600)).save(out, "PNG")
    addition = added(Speaker("Łucja Ørsted", groups=("chairs",), photo=out.getvalue()))
    with Image.open(BytesIO(addition.photos["images/small-photo-lucja-orsted.jpg"])) as made:
        assert (made.size, made.format) == ((420, 420), "JPEG")
    assert "photo: images/small-photo-lucja-orsted.jpg\n" in addition.texts[DATA]


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        (Speaker("  "), "the name is empty; give a name"),
        (
            Speaker("Lovelace, Ada", groups=("chairs",)),
            (
                f"{DATA}:2:10: Ada Lovelace is there already; "
                "to show them in one more group: jt edit-speaker NAME --group GROUP"
            ),
        ),
        (
            Speaker("Zoe", groups=("speaker",)),
            """there is no group 'speaker'; did you mean "speakers"?""",
        ),
        (Speaker("Zoe\x00"), "the name 'Zoe\\x00' has the control character U+0000; correct it"),
        (
            Speaker("Zoe", link="javascript:x"),
            (
                "the link 'javascript:x' runs a script or carries data "
                "instead of naming a page; correct it"
            ),
        ),
        (
            Speaker("Zoe", photo=b"none"),
            "photo: the photo cannot be read as an image; known formats: ",
        ),
    ],
)
def test_what_is_refused(speaker: Speaker, said: str) -> None:
    with pytest.raises(CardsError) as caught:
        added(speaker)
    assert str(caught.value).startswith(said)


def test_a_likely_duplicate_is_named() -> None:
    assert added(Speaker("Ada Lovelase", groups=("chairs",))).alike == ("Ada Lovelace",)


def test_a_site_that_lists_its_groups_takes_no_other() -> None:
    config = CardsConfig(groups=("speakers", "chairs"))
    with pytest.raises(CardsError, match="there is no group 'hosts'"):
        added(Speaker("Zoe", groups=("hosts",)), config=config)
    assert "groups: [hosts]" in added(Speaker("Zoe", groups=("hosts",))).texts[DATA]


def test_the_data_of_others_must_be_right_too() -> None:
    with pytest.raises(CardsError, match=r"speakers\.yml:1:3: a record has no name"):
        added(Speaker("Zoe"), "- title: x\n")
