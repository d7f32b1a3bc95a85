"""`jt photos` as it is installed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cards.test_photo import opened, picture, saved
from tests.conftest import JT, Write

PEOPLE = "- name: Ada\n  photo: images/Ada L.jpg # new\n  groups: [speakers]\n- name: Emmy\n"
CONFIG = "jekyll_tools: {lint: {rules: {headshot-policy: {pixels: 40}}}, cards: {photo-size: 50}}"


def photo_site(write_site: Write) -> Path:
    return write_site(
        {
            "_config.yml": CONFIG,
            "_data/speakers.yml": PEOPLE,
            "images/Ada L.jpg": saved(picture(60, 90), "JPEG"),
        }
    )


def test_photos_finds_fixes_and_is_content(jt: JT, write_site: Write) -> None:
    site = photo_site(write_site)
    original = (site / "images/Ada L.jpg").read_bytes()
    checked = jt("photos", cwd=site)
    assert checked.returncode == 1
    assert "_data/speakers.yml:2:10: not-square [*] the photo of Ada is 60x90" in checked.stdout
    assert "1 photo checked, 1 record without one: 1 needs care; --fix mends 1." in checked.stdout
    fixed = jt("photos", "--fix", cwd=site)
    assert fixed.returncode == 0, fixed.stderr
    assert "images/Ada L.jpg -> images/ada-l.jpg: 60x90 to 50x50" in fixed.stdout
    assert (site / "_data/speakers.yml").read_text() == PEOPLE.replace("Ada L.jpg", "ada-l.jpg")
    assert opened((site / "images/ada-l.jpg").read_bytes()).size == (50, 50)
    assert not (site / "images/Ada L.jpg").exists()
    assert (site / ".jt-originals/images/Ada L.jpg").read_bytes() == original
    assert "images/ada-l.jpg" in (site / "_includes/cards/speakers.html").read_text()
    assert jt("photos", "--fix", cwd=site).stdout == (
        "1 photo checked, 1 record without one: nothing is wrong.\n"
    )


def test_a_dry_run_writes_nothing(jt: JT, write_site: Write) -> None:
    site = photo_site(write_site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    run = jt("photos", "--fix", "--dry-run", cwd=site)
    assert run.returncode == 1
    assert "would be images/Ada L.jpg -> images/ada-l.jpg" in run.stdout
    assert "+  photo: images/ada-l.jpg # new" in run.stdout
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_json_is_one_document(jt: JT, write_site: Write) -> None:
    run = jt("photos", "--format", "json", cwd=photo_site(write_site))
    read = json.loads(run.stdout)
    assert run.returncode == 1
    assert read["version"] == 1
    ada, emmy = read["photos"]
    assert (ada["line"], ada["width"], ada["height"]) == (2, 60, 90)
    assert [p["kind"] for p in ada["problems"]] == ["not-square", "file-name"]
    assert [p["counts"] for p in emmy["problems"]] == [False]


def test_names_choose_people(jt: JT, write_site: Write) -> None:
    site = photo_site(write_site)
    assert jt("photos", "Emmy", cwd=site).returncode == 0
    wrong = jt("photos", "Emy", cwd=site)
    assert wrong.returncode == 2
    assert 'did you mean "Emmy"?' in wrong.stderr


def test_a_sheet_is_written(jt: JT, write_site: Write, tmp_path: Path) -> None:
    sheet = tmp_path / "out.html"
    assert jt("photos", "--sheet", str(sheet), cwd=photo_site(write_site)).returncode == 1
    assert "jt-cell jt-bad" in sheet.read_text("utf-8")


def test_the_limits_are_those_of_the_rule(jt: JT, write_site: Write) -> None:
    site = photo_site(write_site)
    run = jt("lint", "--select", "headshot-policy", "--output-format", "concise", cwd=site)
    assert "the photo of Ada is 60x90, not square" in run.stdout
