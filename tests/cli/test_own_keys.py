"""Sites whose records have keys of their own, or that keep no people where jt looks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from PIL import Image

from tests.conftest import JT, Write

DATA = "_data/speakers.yml"
OWN = {
    "_config.yml": "title: x\n",
    DATA: "".join(
        f"- id: {slug}\n  name: {name}\n  institution: X\n"
        f"  image_src: /img/people/{slug}.jpg\n{more}"
        for slug, name, more in (
            ("ada-lovelace", "Ada Lovelace", "  position-title: Countess\n"),
            ("bo-li", "Bo Li", ""),
            ("cy-young", "Cy Young", ""),
            ("di-fox", "Di Fox", ""),
        )
    ),
    "index.md": "---\n---\n{% for s in site.data.speakers %}{{ s.name }}{% endfor %}\n",
}
FROM = ("--repository", "https://github.com/lab/jt")
BARE = {
    "_config.yml": "title: x\n",
    "_data/team_members.yml": "- {name: Ada Lovelace, photo: ada.jpg}\n",
}


def picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


def test_init_finds_the_keys_of_a_site_with_templates_of_its_own(jt: JT, write_site: Write) -> None:
    site = write_site(OWN)
    assert jt("init", "--yes", *FROM, cwd=site).returncode == 0
    assert yaml.safe_load((site / "_config.yml").read_text())["jekyll_tools"]["cards"] == {
        "fields": {"title": "position-title", "photo": "image_src"},
        "output": "",
        "photos": "/img/people/",
    }
    assert "Countess" in jt("list-speakers", cwd=site).stdout
    assert "missing the photo of Bo Li" in jt("photos", cwd=site).stdout


def test_init_adds_the_people_to_what_the_configuration_says(jt: JT, write_site: Write) -> None:
    site = write_site(OWN | {"_config.yml": "jekyll_tools:\n  target: github-pages # ours\n"})
    assert jt("init", "--yes", *FROM, cwd=site).returncode == 0
    text = (site / "_config.yml").read_text()
    assert text.startswith("jekyll_tools:\n  target: github-pages # ours\n  cards:\n")
    assert jt("init", "--yes", *FROM, cwd=site).stdout.startswith("nothing to do")
    assert (site / "_config.yml").read_text() == text


def test_a_record_more_looks_like_the_others(jt: JT, write_site: Write) -> None:
    site = write_site(OWN | {"new.png": picture(500, 700)})
    assert jt("init", "--yes", *FROM, cwd=site).returncode == 0
    done = jt("add-speaker", "--name", "Zoe Poe", "--title", "Dr", "--photo", "new.png", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert (site / DATA).read_text() == OWN[DATA] + (
        "- id: zoe-poe\n  name: Zoe Poe\n  position-title: Dr\n"
        "  image_src: /img/people/zoe-poe.jpg\n"
    )
    with Image.open(site / "img/people/zoe-poe.jpg") as made:
        assert made.size == (420, 420)
    assert (site / "new.png").read_bytes() == picture(500, 700)
    gone = jt("remove-speaker", "Zoe Poe", "--delete-photo", cwd=site)
    assert gone.stdout == f"Zoe Poe was removed: {DATA}, img/people/zoe-poe.jpg\n"
    assert not (site / "img/people/zoe-poe.jpg").exists()


def test_keys_that_no_record_has_are_told(jt: JT, write_site: Write) -> None:
    site = write_site(OWN)
    done = jt("add-speaker", "--name", "Zoe Poe", "--group", "talks", "--dry-run", cwd=site)
    assert "note: no record of the site had `groups` before; " in done.stderr
    assert "note: no page shows _includes/cards/talks.html yet: put " in done.stderr


def test_groups_that_are_files_are_no_key(jt: JT, write_site: Write) -> None:
    people = {f"_data/people/{n}.yml": f"name: {n}\ntitle: x\n" for n in ("ada", "bo", "cy")}
    cards = "jekyll_tools: {cards: {people: _data/people, groups: [staff]}}\n"
    files = {"_config.yml": cards, "_data/staff.yml": "personnel: [bo]\n"}
    arguments = ("--name", "Zoe Poe", "--title", "Dr", "--group", "staff")
    done = jt("add-speaker", *arguments, cwd=write_site(people | files))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add-speaker", "--name", "Zoe Poe", "--title", "Dr"),
        ("edit-speaker", "Bo Li", "title=Dr"),
        ("import-speakers", "new.csv", "--write"),
    ],
)
def test_what_the_records_have_elsewhere_is_refused(
    jt: JT, write_site: Write, arguments: tuple[str, ...]
) -> None:
    site = write_site(OWN | {"new.csv": "name,title\nBo Li,Dr\n"})
    done = jt(*arguments, cwd=site)
    assert done.returncode == 2
    assert "no record has a field 'title', but 'position-title' is there; run `jt init`, " in (
        done.stderr
    )
    assert (site / DATA).read_text() == OWN[DATA]


@pytest.mark.parametrize(
    "arguments",
    [("list-speakers",), ("photos",), ("remove-speaker", "Ada"), ("edit-speaker", "A", "title=X")],
)
def test_no_people_is_no_silence(jt: JT, write_site: Write, arguments: tuple[str, ...]) -> None:
    done = jt(*arguments, cwd=write_site(BARE))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "jt: no records: looked in _data/speakers.yml; name the file (_data/team_members.yml?) "
        "with `jekyll_tools: cards: people:`, its keys with `fields:`\n"
    )


def test_a_file_that_cannot_be_read_is_not_taken_for_none(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "a: b\n", DATA: "- {name: Ada\n"})
    for command in ("photos", "list-speakers"):
        done = jt(command, cwd=site)
        assert (done.returncode, "no records" in done.stderr) == (2, False)
        assert DATA in done.stderr


def test_a_new_file_is_told_and_an_empty_one(jt: JT, write_site: Write) -> None:
    site = write_site(BARE)
    done = jt("add-speaker", "--name", "Zoe Poe", cwd=site)
    assert "note: there was no _data/speakers.yml; if the people are elsewhere, " in done.stderr
    assert (site / DATA).read_text() == "- name: Zoe Poe\n"
    assert jt("remove-speaker", "Zoe Poe", cwd=site).stdout == f"Zoe Poe was removed: {DATA}\n"
    done = jt("list-speakers", cwd=site)
    assert (done.returncode, done.stderr) == (0, f"note: no records: {DATA} is empty\n")


def test_a_photo_in_its_place_is_taken_as_it_is(jt: JT, write_site: Write) -> None:
    site = write_site(OWN | {"img/people/zoe.png": picture(500, 700)})
    assert jt("init", "--yes", *FROM, cwd=site).returncode == 0
    done = jt("add-speaker", "--name", "Zoe Poe", "--photo", "img/people/zoe.png", cwd=site)
    assert done.stderr == (
        "note: img/people/zoe.png is taken as it is, 500x700; "
        "jt photos checks it, jt photos --fix mends it\n"
    )
    assert "  image_src: /img/people/zoe.png\n" in (site / DATA).read_text()
    assert (site / "img/people/zoe.png").read_bytes() == picture(500, 700)


def test_a_dry_run_tells_the_size_of_a_photo_that_would_go(jt: JT, write_site: Write) -> None:
    data = picture(9, 9)
    files: dict[str, str | bytes] = {"_config.yml": "a: b\n", "p/ada.png": data}
    files[DATA] = "- {name: Ada, photo: p/ada.png}\n- {name: Bo}\n"
    site = write_site(files)
    done = jt("remove-speaker", "Ada", "--delete-photo", "--dry-run", cwd=site)
    assert f"p/ada.png: would be removed ({len(data)} bytes)\n" in done.stdout


def test_a_sheet_that_jekyll_would_publish(jt: JT, write_site: Write, tmp_path: Path) -> None:
    site = write_site({"_config.yml": "exclude: [no.html]\n", DATA: "- {name: Ada}\n"})
    for name, published in (("s.html", True), ("no.html", False), ("_s.html", False)):
        told = jt("photos", "--sheet", name, cwd=site).stderr
        assert told.startswith(f"{name}: written (")
        assert ("Jekyll would publish it" in told) is published
    assert jt("photos", "--sheet", tmp_path / "s.html", cwd=site).stderr.count("\n") == 1


def test_an_import_names_the_groups(jt: JT, write_site: Write) -> None:
    files = {DATA: "- {name: Ada, groups: [talks]}\n", "new.csv": "name\nBo Li\n"}
    site = write_site({"_config.yml": "a: b\n"} | files)
    done = jt("import-speakers", "new.csv", cwd=site)
    assert "no card shows the new people yet; there are talks\n" in done.stderr
    assert "groups: []" not in done.stdout
