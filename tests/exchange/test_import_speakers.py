"""`jt import-speakers` without the command line: who is new, what is filled, what stays out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jekyll_tools.exchange.candidates import candidates
from jekyll_tools.exchange.columns import checked, guess, kept, parse
from jekyll_tools.exchange.config import config_of
from jekyll_tools.exchange.import_speakers import Import, Wishes, plan_import
from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.exchange.table import Table, read_table
from jekyll_tools.site import read_site
from jekyll_tools.site.section import SettingsError
from tests.cards.test_photo import opened, picture, saved
from tests.conftest import Write

PEOPLE = """\
# ours
- name: 'Jörg Müller' # the host
  title: Professor
  groups: [speakers]

- name: Wei Zhang
  link:
"""


def table(text: str) -> Table:
    return read_table("a.csv", text.encode())


def nobody(name: str, alike: tuple[str, ...]) -> str | None:
    return None


def planned(
    site: Path,
    text: str,
    same: Callable[[str, tuple[str, ...]], str | None] = nobody,
    *,
    overwrite: bool = False,
    groups: tuple[str, ...] = (),
) -> Import:
    at, rows = read_site(site), table(text)
    columns = checked(guess(rows, ("institution",)).columns, rows, "test")
    return plan_import(at, rows, columns, Wishes(site / "from", groups, overwrite), same)


def people_site(write_site: Write, **more: str | bytes) -> Path:
    return write_site({"_config.yml": "", "_data/speakers.yml": PEOPLE, **more})


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Name,Title,Website,Photo", {"name": 1, "title": 1, "link": 1, "photo": 1}),
        ("First name,Last name,Position,Company", {"name": 2, "title": 2}),
        ("Full Name,Institution,E-mail", {"name": 1, "institution": 1}),
        ("Speaker,Affiliation", {"name": 1, "title": 1}),
        ("Nachname,Vorname,Titel", {"name": 2, "title": 1}),
    ],
)
def test_columns_are_guessed(header: str, expected: dict[str, int]) -> None:
    rows = table(f"{header}\n")
    found = guess(rows, ("name", "title", "institution", "e-mail")).columns
    assert {name: len(columns) for name, columns in found.items()} == expected


def test_first_names_come_first() -> None:
    rows = table("Last name,First name\nNoether,Emmy\n")
    found = candidates(rows, guess(rows, ()).columns)
    assert [candidate.name for candidate in found.people] == ["Emmy Noether"]


def test_columns_can_be_said_and_kept() -> None:
    rows = table("Who,What,Where\n")
    columns = checked(parse(["name=who", "title=What, Where", "link="]), rows, "--map")
    assert columns == {"name": ("Who",), "title": ("What", "Where")}
    assert kept(columns) == {"name": "Who", "title": ["What", "Where"]}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ([], "no column looks like the name"),
        (["name=Whom"], """there is no column 'Whom'; did you mean "Who"?"""),
        (["name"], "write FIELD=COLUMN"),
    ],
)
def test_columns_that_are_not_there(options: list[str], reason: str) -> None:
    with pytest.raises(ExchangeError, match=reason):
        checked(parse(options), table("Who,What\n"), "--map")


def test_the_kept_columns_are_read(write_site: Write) -> None:
    config = "jekyll_tools: {exchange: {columns: {table: {name: Who, title: [A, B]}}}}"
    found = config_of(read_site(write_site({"_config.yml": config})))
    assert found.columns == {"table": {"name": ("Who",), "title": ("A", "B")}}


@pytest.mark.parametrize(
    "config",
    ["{colums: {}}", "{event: 3}", "{event: ../x.yml}", "[]", "{columns: {table: {a: {}}}}"],
)
def test_wrong_settings_are_named(config: str, write_site: Write) -> None:
    site = write_site({"_config.yml": f"jekyll_tools: {{exchange: {config}}}"})
    with pytest.raises(SettingsError, match=r"_config.yml:1:\d+: jekyll_tools: exchange"):
        config_of(read_site(site))


def test_new_people_filled_fields_and_the_rest(write_site: Write) -> None:
    text = "Name,Title,Website\nMULLER Jorg,Dean,https://example.org/m\nAda Lovelace,Analyst,\n"
    plan = planned(people_site(write_site), text, groups=("speakers",))
    assert plan.new == ["Ada Lovelace"]
    assert plan.filled == [("Jörg Müller", ("link",))]
    assert plan.notes == ["row 2: Jörg Müller: title stays 'Professor', not 'Dean'"]
    changed = plan.texts["_data/speakers.yml"]
    assert "- name: 'Jörg Müller' # the host\n  title: Professor\n" in changed
    assert "link: https://example.org/m" in changed
    assert changed.startswith("# ours\n")


def test_a_field_is_replaced_only_when_asked_for(write_site: Write) -> None:
    text = "Name,Title\nJörg Müller,Dean\n"
    assert not planned(people_site(write_site), text).texts
    plan = planned(people_site(write_site), text, overwrite=True)
    assert plan.texts["_data/speakers.yml"] == PEOPLE.replace("Professor", "Dean")


def test_the_same_again_changes_nothing(write_site: Write) -> None:
    site = people_site(write_site)
    text = "Name,Title,Website\nAda Lovelace,Analyst,https://example.org\nWei Zhang,,\n"
    for path, changed in planned(site, text).texts.items():
        (site / path).write_text(changed)
    again = planned(site, text)
    assert (again.texts, again.new, again.filled, again.same) == ({}, [], [], 2)


@pytest.mark.parametrize(
    ("answer", "new", "filled"), [("", 1, 0), ("Wei Zhang", 0, 1), (None, 0, 0)]
)
def test_a_similar_name_is_a_question(
    answer: str | None, new: int, filled: int, write_site: Write
) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def same(name: str, alike: tuple[str, ...]) -> str | None:
        asked.append((name, alike))
        return answer

    plan = planned(people_site(write_site), "Name,Title\nWei Zheng,Dean\n", same)
    assert asked == [("Wei Zheng", ("Wei Zhang",))]
    assert (len(plan.new), len(plan.filled)) == (new, filled)
    assert bool(plan.left) == (answer is None)


def test_rows_without_a_name_and_rows_for_one_person(write_site: Write) -> None:
    text = (
        "Name,Title,Website\n,Dean,\n-,Dean,\nAda King,Analyst,\n"
        "King Ada,Countess,https://example.org\n"
    )
    plan = planned(people_site(write_site), text)
    assert plan.left == ["row 2: has no name", "row 3: has no name"]
    assert plan.new == ["Ada King"]
    assert "which counts" in plan.notes[0]
    record = plan.texts["_data/speakers.yml"]
    assert "Analyst" in record
    assert "https://example.org" in record
    assert "Countess" not in record


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Title", "<script>alert(1)</script>", "HTML or Liquid"),
        ("Title", "{{ site.title }}", "HTML or Liquid"),
        ("Title", "{% include x %}", "HTML or Liquid"),
        ("Title", "&lt;b&gt;", "HTML or Liquid"),
        ("Title", "a\x07b", "control character"),
        ("Website", "javascript:alert(1)", "runs a script"),
        ("Website", "java\tscript:alert(1)", "no address|runs a script|invisible"),
        ("Website", "//evil.example", "without a scheme"),
        ("Website", "www.example.org", "https://"),
        ("Website", "https://x.org/{{ 1 }}", "https://"),
        ("Institution", "<!-- x -->", "HTML or Liquid"),
    ],
)
def test_hostile_values_are_left_out_and_told(
    column: str, value: str, reason: str, write_site: Write
) -> None:
    plan = planned(people_site(write_site), f'Name,{column}\nAda King,"{value}"\n')
    assert plan.new == ["Ada King"]
    assert re.search(reason, plan.notes[0])
    assert value not in plan.texts["_data/speakers.yml"]


@pytest.mark.parametrize(
    "name", ["=HYPERLINK(1)", "https://evil.example", "@SUM(1)", "x" * 200, "<b>Ada</b>", "{{ x }}"]
)
def test_what_is_no_name_is_left_out(name: str, write_site: Write) -> None:
    plan = planned(people_site(write_site), f'Name,Title\n"{name}",x\n')
    assert not plan.new
    assert len(plan.left) == 1


def test_the_guard_of_our_own_export_comes_off(write_site: Write) -> None:
    plan = planned(people_site(write_site), "Name,Title\nAda King,'-1 of 2\n")
    assert "title: '-1 of 2'" in plan.texts["_data/speakers.yml"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ada.png", "images/small-photo-ada-king.jpg"),
        ("sub/ada.png", "images/small-photo-ada-king.jpg"),
        ("images/there.jpg", "images/there.jpg"),
        ("https://cdn.example.org/media/ada.png?x=1", "images/small-photo-ada-king.jpg"),
        ("https://cdn.example.org/media/123", "images/small-photo-ada-king.jpg"),
        ("https://cdn.example.org/media/ada-nobody.png", "images/small-photo-ada-king.jpg"),
        ("nobody.png", ""),
        ("../secret.png", ""),
        ("%2e%2e/secret.png", ""),
        ("link.png", ""),
        ("broken.png", ""),
        ("http://[foo/a.jpg", ""),
        ("//[x", ""),
        ("http://[foo]/ada.png", ""),
        ("a" * 3000, ""),
        ("https://example.org/" + "a" * 3000, ""),
        ("a/" * 3000 + "b", ""),
    ],
)
def test_photos_come_from_the_disk(value: str, expected: str, write_site: Write) -> None:
    data = saved(picture())
    files: dict[str, str | bytes] = dict.fromkeys(
        ("from/ada.png", "from/sub/ada.png", "secret.png", "from/ada-king.jpg"), data
    )
    files |= {"images/there.jpg": saved(picture(), "JPEG"), "from/broken.png": b"no"}
    site = people_site(write_site, **files)
    (site / "from/link.png").symlink_to(site / "secret.png")
    plan = planned(site, f"Name,Photo\nAda King,{value}\n")
    record = plan.texts["_data/speakers.yml"]
    assert plan.new == ["Ada King"]
    if expected:
        assert f"photo: {expected}" in record
    else:
        assert "photo" not in record
        assert plan.notes
        assert len(plan.notes[0]) < 250
    if expected.endswith("ada-king.jpg"):
        assert opened(plan.photos[expected]).size == (60, 60)


def test_a_photo_is_never_written_over_another(write_site: Write) -> None:
    files = {"from/a.png": saved(picture()), "images/small-photo-ada-king.jpg": b"ours"}
    plan = planned(people_site(write_site, **files), "Name,Photo\nAda King,a.png\n")
    assert not plan.photos
    assert "is there already" in plan.notes[0]


def test_people_in_files_of_their_own(write_site: Write) -> None:
    files = {
        "_config.yml": "jekyll_tools: {cards: {people: _data/people, groups: [staff]}}",
        "_data/people/emmy-noether.yml": "name: Emmy Noether\n\ntitle:\n\ninstitution: X\n",
        "_data/staff.yml": "personnel:\n  - emmy-noether\n",
    }
    text = "Name,Title,Institution\nEmmy Noether,Dr,Y\nAda King,Countess,Z\n"
    plan = planned(write_site(files), text, groups=("staff",))
    assert plan.texts == {
        "_data/people/emmy-noether.yml": "name: Emmy Noether\n\ntitle: Dr\n\ninstitution: X\n",
        "_data/people/ada-king.yml": "name: Ada King\n\ntitle: Countess\n\ninstitution: Z\n",
        "_data/staff.yml": "personnel:\n  - emmy-noether\n  - ada-king\n",
    }
