"""from_site.py: a site whose records cannot be seen keeps its includes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jekyll_tools.cards.config import may_have_cards
from jekyll_tools.cards.from_site import stale_includes
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.site import read_site
from jekyll_tools.site.section import SettingsError

ADA = "- name: Ada Lovelace\n  groups: [speakers]\n"
INCLUDE = "_includes/cards/speakers.html"


@pytest.fixture
def site(write_site: Callable[..., Path]) -> Path:
    root = write_site({"_config.yml": "title: x\n", "_data/speakers.yml": ADA})
    for path, text in stale_includes(read_site(root)).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def test_what_is_up_to_date_is_not_stale(site: Path) -> None:
    assert (site / INCLUDE).is_file()
    assert stale_includes(read_site(site)) == {}


def test_an_include_without_records_is_to_be_removed(site: Path) -> None:
    (site / "_data/speakers.yml").write_text("[]\n", "utf-8")
    assert stale_includes(read_site(site)) == {INCLUDE: ""}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"- name: [Ada\n", "_data/speakers.yml:2:1: "),
        (b"- name: Jos\xe9\n", "_data/speakers.yml: "),
    ],
)
def test_a_file_that_cannot_be_read_is_no_empty_file(site: Path, data: bytes, said: str) -> None:
    (site / "_data/speakers.yml").write_bytes(data)
    with pytest.raises(CardsError) as caught:
        stale_includes(read_site(site))
    assert str(caught.value).startswith(said)
    assert "nothing is made from it" in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("people: _data/speekers.yml", " there is no _data/speekers.yml; "),
        ("poeple: x", '3:5: jekyll_tools: cards: unknown key "poeple"; did you mean "people"?'),
        ("groups: speakers", '3:13: jekyll_tools: cards: groups: is "speakers", must be a list'),
        ("fields: {nam: x}", '3:14: jekyll_tools: cards: fields: unknown key "nam"; did you mean '),
        ("photo_size: big", '3:17: jekyll_tools: cards: photo_size: is "big", must be a whole n'),
    ],
)
def test_settings_that_are_wrong(site: Path, settings: str, said: str) -> None:
    text = f"jekyll_tools:\n  cards:\n    {settings}\n"
    (site / "_config.yml").write_text(text, "utf-8")
    with pytest.raises((CardsError, SettingsError)) as caught:
        stale_includes(read_site(site))
    assert str(caught.value).startswith(f"_config.yml:{said}")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_data/speakers.yml", ADA),
        ("_data/speakers.yml", "- name: [Ada\n"),
        ("_data/agenda-2024.yml", "[]\n"),
        ("_data/organizers.yml", "[]\n"),
        (INCLUDE, "<p>by hand</p>\n"),
        (".jt/schemas/people.json", "{}\n"),
        ("_config.yml", "jekyll_tools: {cards: {output: made}}\n"),
    ],
)
def test_where_there_may_be_cards(write_site: Callable[..., Path], path: str, text: str) -> None:
    files = {"_config.yml": "title: x\n", "_data/people.yml": ADA, "_includes/made.html": "x\n"}
    root = write_site(files)
    assert not may_have_cards(read_site(root))
    assert stale_includes(read_site(root)) == {}
    root = write_site(files | {path: text})
    assert may_have_cards(read_site(root))
