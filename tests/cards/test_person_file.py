"""person_file.py: a new person's file looks like the others."""

from __future__ import annotations

import pytest

from jekyll_tools.cards.people.person_file import file_stem, file_text

RECORD = {"name": "Ada Lovelace", "website": "https://a.example"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], "name: Ada Lovelace\nwebsite: https://a.example\n"),
        (
            ["name: Bo\r\n\r\ntitle: \r\n\r\nwebsite: x\r\n"] * 2 + ["name: Cy\n"],
            "name: Ada Lovelace\r\n\r\ntitle:\r\n\r\nwebsite: https://a.example\r\n",
        ),
        (
            ["---\nwebsite: 'x'\nname: 'Bo'"],
            "---\nwebsite: 'https://a.example'\nname: 'Ada Lovelace'",
        ),
        (
            ["name: Bo\n\nmail: b@b.example\n"],
            "name: Ada Lovelace\n\nmail:\n\nwebsite: https://a.example\n",
        ),
        (["# Bo\nname: Bo\n"], "name: Ada Lovelace\nwebsite: https://a.example\n"),
        (["name: [a\n", "- a\n", ""], "name: Ada Lovelace\nwebsite: https://a.example\n"),
    ],
)
def test_a_new_file(files: list[str], expected: str) -> None:
    assert file_text(files, RECORD) == expected


def test_a_value_that_yaml_would_take_for_another_is_quoted() -> None:
    assert file_text(["name: Bo\ntitle: x\n"], {"name": "No", "title": "a: b"}) == (
        'name: "No"\ntitle: "a: b"\n'
    )


@pytest.mark.parametrize(
    ("people", "stem"),
    [
        ([], "ada-lovelace"),
        ([("bo-li", "Bo Li"), ("cy", "Cy Ma")], "ada-lovelace"),
        ([("bo_li", "Bo Li")], "ada_lovelace"),
        ([("li-bo", "Bo Li"), ("ma-cy", "Ma, Cy")], "lovelace-ada"),
        ([("li", "Bo Li"), ("ma", "Cy Ma"), ("bo-ha", "Bo Ha")], "lovelace"),
        ([("boli", "Bo Li")], "adalovelace"),
    ],
)
def test_the_name_of_the_file_follows_the_folder(people: list[tuple[str, str]], stem: str) -> None:
    assert file_stem("Ada Lovelace", people) == stem
