"""names.py: one person, a likely one, slugs, the order of a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.cards.people.names import folded, insertion_index, slug, suggestions
from tests.tables import Case, table


@table(Path(__file__).with_name("names.txt"))
def test_two_names(case: Case) -> None:
    one, other = case.input.splitlines()
    same = folded(one) == folded(other)
    alike = suggestions(one, [other]) == [other]
    verdict = "same" if same else "alike" if alike else "different"
    assert verdict == case.expected.strip()
    assert alike == (suggestions(other, [one]) == [one])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thea Aarrestad", "thea-aarrestad"),
        ("Łukasz Ørsted-Groß", "lukasz-orsted-gross"),
        ("Aleksandra Ćiprijanović", "aleksandra-ciprijanovic"),
        ("Đorđe Æsir Işık", "dorde-aesir-isik"),
        ("Maeve O’Brien", "maeve-obrien"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c\0d", "a-b-c-d"),
        ("王 伟", "王-伟"),
        ("  ", ""),
        ("…", ""),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_a_safe_file_name(name: str) -> None:
    made = slug(name)
    assert slug(made) == made
    assert not set(made) & set("/\\.:*?\"'<>|{}% \0\n")


@given(st.text(), st.text())
def test_folding_forgets_order_only(one: str, other: str) -> None:
    assert folded(f"{one} {other}") == folded(f"{other}, {one}")
    assert folded(folded(one)) == folded(one)


@pytest.mark.parametrize(
    ("names", "new", "index"),
    [
        (["Thea Aarrestad", "Song Han", "Kevin Yang"], "David Hogg", 2),
        (["Thea Aarrestad", "Song Han", "Kevin Yang"], "Ada Aarrestad", 0),
        (["Anna Scaife", "Kevin Yang", "Song Han"], "Michael Brenner", 2),
        (["Kevin Yang", "Anna Scaife", "Song Han"], "Michael Brenner", 3),
        (["Anna Ångström", "Bo Öberg"], "Carl Nilsson", 1),
        (["Yang, Kevin"], "Ada Lovelace", 1),
        ([], "Ada Lovelace", 0),
    ],
)
def test_a_name_goes_where_the_list_has_its_place(names: list[str], new: str, index: int) -> None:
    assert insertion_index(names, new) == index
