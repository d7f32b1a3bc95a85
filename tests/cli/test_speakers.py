"""`jt add-speaker`, `edit-speaker`, `remove-speaker`, `list-speakers` in both layouts."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import JT, Write

LIST = {
    "_config.yml": "title: x\n",
    "_data/speakers.yml": (
        "# everybody\n\n- name: Ada Lovelace\n  title: Countess\n  groups: [speakers]\n\n"
        "# the one of the theorem\n- name: Emmy Noether # physics too\n"
        "  photo: e.jpg\n  groups: [speakers, panel]\n\n"
        "- name: Łukasz Ørsted\n  groups:\n    - panel\n    - {group: speakers, order: 1}\n"
    ),
    "e.jpg": "x",
    "a.md": "---\nhosts: [a, ada-lovelace]\n---\n{% include cards/speakers.html %}\n",
}
AGENDA = """\
days:
  - date: 2024-03-14
    sessions:
      - start: "9:00"
        end: "10:00"
        title: Rings
        speakers:
          - {person: emmy-noether, affiliation: Göttingen}
          - Łukasz Ørsted
"""
FOLDER = {
    "_config.yml": (
        "jekyll_tools:\n  cards:\n    people: _data/people\n    groups: [fellows, staff]\n"
        "    fields: {link: website}\n"
    ),
    "_data/people/ada-lovelace.yml": (
        "name: Ada Lovelace\r\ntitle:\r\nwebsite: x\r\ne-mail: a@b\r\n"
    ),
    "_data/people/emmy-noether.yml": "name: Emmy Noether\r\ntitle: Dr\r\nwebsite: \r\ne-mail:\r\n",
    "_data/fellows.yml": "name: Fellows\npersonnel:\n  - ada-lovelace\n  - emmy-noether # new\n",
    "_data/staff.yml": "[emmy-noether]\n",
    "_data/other.yml": "chair: ada-lovelace\n",
    "a.md": "---\n---\n{{ site.data.people.ada-lovelace.name }}\n",
    "b.md": "---\n---\n{% include cards/fellows.html %}\n{% include cards/staff.html %}\n",
}
NEW_NAME = "name: Ada King\n  title: Countess\n  groups: [speakers]\n  id: ada-lovelace\n"


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_a_person_more_in_a_folder(jt: JT, write_site: Write) -> None:
    site = write_site(FOLDER)
    before = contents(site)
    done = jt(
        "add-speaker", "--name", "Łukasz Ørsted", "--group", "fellows", "--field", "e-mail=l@o",
        "--link", "https://l.example", cwd=site,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Łukasz Ørsted was added: _data/people/lukasz-orsted.yml, ")
    after = contents(site)
    assert after.pop("_data/people/lukasz-orsted.yml").decode() == (
        "name: Łukasz Ørsted\r\ntitle:\r\nwebsite: https://l.example\r\ne-mail: l@o\r\n"
    )
    assert after.pop("_data/fellows.yml").decode() == (
        FOLDER["_data/fellows.yml"] + "  - lukasz-orsted\n"
    )
    assert b"https://l.example" in after.pop("_includes/cards/fellows.html")
    assert b"Emmy" in after.pop("_includes/cards/staff.html")
    assert after == {name: data for name, data in before.items() if name in after}
    assert jt("build", "--check", cwd=site).returncode == 0


@pytest.mark.parametrize(
    ("site", "arguments", "path", "old", "new"),
    [
        (LIST, ["ada lovelace", "title=Countess: of"], "_data/speakers.yml",
         "title: Countess", 'title: "Countess: of"'),
        (LIST, ["Lovelace, Ada", "title="], "_data/speakers.yml", "  title: Countess\n", ""),
        (LIST, ["ada-lovelace", "--group", "panel"], "_data/speakers.yml",
         "[speakers]", "[speakers, panel]"),
        (LIST, ["orsted lukasz", "--not-group", "speakers"], "_data/speakers.yml",
         "    - {group: speakers, order: 1}\n", ""),
        (LIST, ["emmy-noether", "note=guest"], "_data/speakers.yml",
         "speakers, panel]\n", "speakers, panel]\n  note: guest\n"),
        (LIST, ["ada-lovelace", "name=Ada King"], "_data/speakers.yml",
         "name: Ada Lovelace\n  title: Countess\n  groups: [speakers]\n", NEW_NAME),
        (LIST, ["emmy-noether", "name=Amalie Noether"], "_data/speakers.yml",
         "name: Emmy", "name: Amalie"),
        (FOLDER, ["emmy-noether", "link=https://e.example"], "_data/people/emmy-noether.yml",
         "website: ", "website: https://e.example"),
        (FOLDER, ["emmy-noether", "title="], "_data/people/emmy-noether.yml",
         "title: Dr", "title: "),
        (FOLDER, ["ada-lovelace", "--group", "staff"], "_data/staff.yml",
         "noether]", "noether, ada-lovelace]"),
        (FOLDER, ["ada-lovelace", "--not-group", "fellows"], "_data/fellows.yml",
         "  - ada-lovelace\n", ""),
    ],
)  # fmt: skip
def test_one_thing_changed_of_a_person(
    jt: JT,
    write_site: Write,
    site: dict[str, str],
    arguments: list[str],
    path: str,
    old: str,
    new: str,
) -> None:
    root = write_site(site)
    assert jt("build", cwd=root).returncode == 0
    before = contents(root)
    done = jt("edit-speaker", *arguments, "--dry-run", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"+++ b/{path}" in done.stdout
    assert contents(root) == before
    done = jt("edit-speaker", *arguments, cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    after = contents(root)
    assert before[path].decode().count(old) == 1
    assert after[path].decode() == before[path].decode().replace(old, new)
    changed = {name for name in after if after[name] != before[name]}
    assert {name for name in changed if not name.startswith("_includes/")} == {path}
    assert jt("build", "--check", cwd=root).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["Ada Lovelase", "title=x"],
            "there is no person 'Ada Lovelase'; did you mean Ada Lovelace (ada-",
        ),
        (["zzz", "title=x"], "there is no person 'zzz'; see: jt list-speakers"),
        (
            ["ada-lovelace", "titel=x"],
            """no record has a field 'titel'; did you mean "title"? --new-""",
        ),
        (["ada-lovelace", "title"], "'title': write FIELD=VALUE, as title=Professor"),
        (
            ["ada-lovelace", "name=Noether Emmy"],
            "Emmy Noether is there already; one name, one record",
        ),
        (
            ["ada-lovelace", "--group", "speaker"],
            """there is no group 'speaker'; did you mean "speakers"?""",
        ),
        (
            ["ada-lovelace", "--not-group", "panel"],
            "Ada Lovelace is not in 'panel'; but in speakers",
        ),
        (["ada-lovelace", "link=javascript:x"], "the link 'javascript:x' runs a script"),
        (["ada-lovelace", "groups=x"], "groups are no text; use --group and --not-group"),
    ],
)
def test_what_cannot_be_changed(jt: JT, write_site: Write, arguments: list[str], said: str) -> None:
    site = write_site(LIST)
    before = contents(site)
    done = jt("edit-speaker", *arguments, cwd=site)
    assert done.returncode == 2
    assert f"jt: {said}" in done.stderr
    assert contents(site) == before


def test_a_removed_record_takes_its_comments_along(jt: JT, write_site: Write) -> None:
    site = write_site(LIST)
    done = jt("remove-speaker", "noether emmy", "--delete-photo", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    text = LIST["_data/speakers.yml"]
    start, end = text.index("# the one"), text.index("- name: Łukasz")
    assert (site / "_data/speakers.yml").read_text() == text[:start] + text[end:]
    assert not (site / "e.jpg").exists()
    assert "Emmy" not in (site / "_includes/cards/panel.html").read_text()


def test_the_photo_stays_unless_it_is_asked_for_and_nowhere_else(jt: JT, write_site: Write) -> None:
    site = write_site({**LIST, "b.md": "---\n---\n![](e.jpg)\n"})
    done = jt("remove-speaker", "noether emmy", "--delete-photo", "--dry-run", cwd=site)
    assert "the photo e.jpg stays; it is shown at b.md:3:5: named here\n" in done.stderr
    done = jt("remove-speaker", "noether emmy", cwd=site)
    assert done.stderr == "note: the photo e.jpg is still there\n"
    assert (site / "e.jpg").exists()


def test_a_person_who_is_referred_to_stays(jt: JT, write_site: Write) -> None:
    site = write_site({**LIST, "_data/agenda.yml": AGENDA})
    before = contents(site)
    done = jt("remove-speaker", "emmy-noether", cwd=site)
    assert done.returncode == 2
    assert done.stderr == (
        "jt: Emmy Noether (emmy-noether) cannot be removed: something refers to the record; "
        "--with-references takes entries of lists out as well\n"
        "_data/agenda.yml:8:13: named here\n"
    )
    done = jt("remove-speaker", "lukasz-orsted", cwd=site)
    assert "_data/agenda.yml:9:13: named here\n" in done.stderr
    done = jt("remove-speaker", "ada-lovelace", cwd=site)
    assert done.stderr.endswith("a.md:2:12: named here\n")
    assert contents(site) == before
    done = jt("remove-speaker", "emmy-noether", "--with-references", cwd=site)
    assert done.returncode == 0
    assert (site / "_data/agenda.yml").read_text() == AGENDA.replace(
        "          - {person: emmy-noether, affiliation: Göttingen}\n", ""
    )
    assert jt("build", "--check", cwd=site).returncode == 0


def test_a_removed_file(jt: JT, write_site: Write) -> None:
    site = write_site(FOLDER)
    done = jt("remove-speaker", "ada-lovelace", cwd=site)
    assert done.returncode == 2
    assert done.stderr == (
        "jt: Ada Lovelace (ada-lovelace) cannot be removed: something refers to the record; "
        "--with-references takes entries of lists out as well "
        "and --force leaves the other places as they are\n"
        "_data/fellows.yml:3:5: named here\n"
        "_data/other.yml:1:8: named here\n"
        "a.md:3:21: named here\n"
    )
    done = jt("remove-speaker", "ada-lovelace", "--with-references", cwd=site)
    assert done.returncode == 2
    assert "fellows" not in done.stderr
    done = jt("remove-speaker", "ada-lovelace", "--with-references", "--force", cwd=site)
    assert done.returncode == 0
    assert done.stderr == "_data/other.yml:1:8: named here\na.md:3:21: named here\n"
    assert not (site / "_data/people/ada-lovelace.yml").exists()
    assert (site / "_data/fellows.yml").read_text() == (
        "name: Fellows\npersonnel:\n  - emmy-noether # new\n"
    )
    assert jt("build", "--check", cwd=site).returncode == 0


def test_a_name_needs_no_option(jt: JT, write_site: Write) -> None:
    site = write_site(LIST)
    assert jt("add-speaker", "Max Born", cwd=site).returncode == 0
    assert "\n- name: Max Born\n" in (site / "_data/speakers.yml").read_text("utf-8")
    twice = jt("add-speaker", "Max Born", "--name", "Lise Meitner", cwd=site)
    assert (
        twice.returncode,
        "jt: give the person as NAME or as --name, not as both\n" in twice.stderr,
    ) == (2, True)


def test_a_similar_name_is_a_question(jt: JT, write_site: Write) -> None:
    site = write_site(LIST)
    before = contents(site)
    done = jt("add-speaker", "--name", "Ada Lovelase", "--group", "panel", cwd=site)
    assert done.returncode == 2
    assert "there is also Ada Lovelace" in done.stderr
    assert contents(site) == before
    add = ["add-speaker", "--name", "Ada Lovelase", "--group", "panel", "--another"]
    assert jt(*add, "--before", "lukasz-orsted", cwd=site).returncode == 0
    text = (site / "_data/speakers.yml").read_text()
    assert text.index("Lovelase") < text.index("Łukasz")


def on_terminal(site: Path, answers: list[str], *arguments: str) -> tuple[int, str]:
    """The exit code of a command whose questions are answered, and what it printed."""
    asking, terminal = pty.openpty()
    with subprocess.Popen(
        [Path(sys.executable).with_name("jt"), *arguments],
        cwd=site,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"XDG_CACHE_HOME": str(site.parent / "cache")},
    ) as process:
        os.write(asking, "".join(f"{answer}\n" for answer in answers).encode())
        shown, _ = process.communicate(timeout=120)
    os.close(asking)
    os.close(terminal)
    return process.returncode, shown.decode()


def test_what_cannot_be_is_asked_again_and_no_answer_is_lost(write_site: Write) -> None:
    site = write_site(LIST)
    answers = ["ada lovelace", "Lise Meitner", "Professor", "javascript:x", "", "no.jpg", ""]
    code, shown = on_terminal(site, [*answers, "pannel", "panel speakers"], "add-speaker")
    assert code == 0, shown
    assert "Error: _data/speakers.yml:3:9: Ada Lovelace is there already" in shown
    assert "Error: no.jpg: no such file" in shown
    assert """Error: there is no group 'pannel'; did you mean "panel"?""" in shown
    assert shown.count("Title (position, affiliation)") == 1
    added = "- name: Lise Meitner\n  title: Professor\n  groups: [panel, speakers]\n"
    assert added in (site / "_data/speakers.yml").read_text()


def test_what_was_given_is_checked_before_anything_is_asked(write_site: Write) -> None:
    code, shown = on_terminal(write_site(LIST), [], "add-speaker", "--group", "pannel")
    assert (code, "Title" in shown, "there is no group 'pannel'" in shown) == (2, False, True)


def test_a_site_without_groups_is_not_told_of_them(jt: JT, write_site: Write) -> None:
    site = write_site(
        {"_config.yml": "", "_data/speakers.yml": "- name: Ada\n", "new.csv": "name\nEmmy\n"}
    )
    assert jt("add-speaker", "Max Born", cwd=site).stderr == ""
    assert "--group" not in jt("import-speakers", "new.csv", "--write", cwd=site).stderr


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 2)])
def test_on_a_terminal_a_similar_name_is_asked_about(
    write_site: Write, answer: str, code: int
) -> None:
    site = write_site(LIST)
    ended, shown = on_terminal(site, [answer], "edit-speaker", "Ada Lovelase", "title=X")
    assert "Do you mean Ada Lovelace (ada-lovelace)?" in shown
    assert ended == code
    assert ("title: X" in (site / "_data/speakers.yml").read_text()) is (code == 0)


def test_lists(jt: JT, write_site: Write) -> None:
    table = jt("list-speakers", cwd=write_site(LIST)).stdout
    assert table == (
        "NAME           TITLE     GROUPS          ID\n"
        "Ada Lovelace   Countess  speakers        ada-lovelace\n"
        "Emmy Noether             speakers panel  emmy-noether\n"
        "Łukasz Ørsted            panel speakers  lukasz-orsted\n"
    )
    site = write_site(
        {"_data/speakers.yml": "- {name: 李 白, title: '=1+1', groups: [a]}\n- name: e\u0301\n"}
    )
    assert jt("list-speakers", cwd=site).stdout == (
        "NAME   TITLE  GROUPS  ID\n李 白  =1+1   a       李-白\ne\u0301                     e\n"
    )
    rows = list(csv.reader(io.StringIO(jt("list-speakers", "--format", "csv", cwd=site).stdout)))
    assert rows[1][:3] == ["李-白", "李 白", "'=1+1"]
    assert len(rows) == 3
    people = json.loads(jt("list-speakers", "--format", "json", "--group", "a", cwd=site).stdout)
    assert [person["name"] for person in people["people"]] == ["李 白"]
    assert people["people"][0]["place"] == {"file": "_data/speakers.yml", "line": 1, "column": 10}
    done = jt("list-speakers", "--group", "b", cwd=site)
    assert (done.returncode, done.stderr) == (2, "jt: there is no group 'b'; there are a\n")


def test_a_list_in_json(jt: JT, write_site: Write) -> None:
    site = write_site(
        {
            "_config.yml": "jekyll_tools: {cards: {people: _data/speakers.json}}\n",
            "_data/speakers.json": '[{"name": "Ada", "groups": ["a"]}]\n',
        }
    )
    for command in (
        ["add-speaker", "--name", "No", "--group", "a", "--field", "x=1", "--new-field"],
        ["edit-speaker", "no", "--group", "b", "title=true"],
        ["edit-speaker", "ada", "--not-group", "a"],
    ):
        done = jt(*command, cwd=site)
        assert done.returncode == 0, done.stderr
    assert json.loads((site / "_data/speakers.json").read_text()) == [
        {"name": "Ada", "groups": []},
        {"name": "No", "x": "1", "groups": ["a", "b"], "title": "true"},
    ]
    assert jt("remove-speaker", "ada", cwd=site).returncode == 0
    assert len(json.loads((site / "_data/speakers.json").read_text())) == 1


def test_an_import_into_a_folder(jt: JT, write_site: Write) -> None:
    card = '<div class="card"><a href="{0}">{1}</a></div>\n'
    cards = card.format("/n", "Noether, Emmy") + card.format("https://z.example", "Zoe Z")
    page = f'---\n---\n## Guests\n\n<div class="card-columns">\n{cards}</div>\n'
    site = write_site({**FOLDER, "c.md": page})
    done = jt("import", "c.md", cwd=site)
    assert (done.returncode, done.stderr) == (2, "") or "the name of" in done.stderr
    done = jt("import", "c.md", "--prefer", "first", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "_data/guests.yml").read_text() == "personnel:\n  - emmy-noether\n  - zoe-z\n"
    assert (site / "_data/people/zoe-z.yml").read_bytes() == (
        b"name: Zoe Z\r\ntitle:\r\nwebsite: https://z.example\r\ne-mail:\r\n"
    )
    assert "website: /n\n" in (site / "_data/people/emmy-noether.yml").read_text()
    assert "[fellows, staff, guests]" in (site / "_config.yml").read_text()
    include = (site / "_includes/cards/guests.html").read_text()
    assert include.index("Emmy Noether") < include.index("Zoe Z")
    assert (site / "c.md").read_text().endswith("\n{% include cards/guests.html %}\n")
    assert jt("build", "--check", cwd=site).returncode == 0
