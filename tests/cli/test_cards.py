"""`jt build`, `jt import`, `jt add-speaker` as they are installed."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import JT, Write

PEOPLE = (
    b"# our guests\r\n"
    b"- name: 'Ada Lovelace' # first\r\n"
    b"  groups: [speakers]\r\n"
    b"\r\n"
    b"- name: Emmy Noether\r\n"
    b"  groups: [speakers, panel]"
)
PAGE = "---\n---\n{% include cards/speakers.html %}\n{% include cards/panel.html %}\n"


def people_site(write_site: Write) -> Path:
    return write_site({"_config.yml": "", "_data/speakers.yml": PEOPLE, "a.md": PAGE})


def picture(width: int = 60, height: int = 40) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return out.getvalue()


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_build_writes_what_check_and_lint_then_accept(jt: JT, write_site: Write) -> None:
    site = people_site(write_site)
    stale = jt("build", "--check", cwd=site)
    assert stale.returncode == 1
    assert "+++ b/_includes/cards/panel.html" in stale.stdout
    assert jt("build", cwd=site).returncode == 0
    assert jt("build", "--check", cwd=site).returncode == 0
    assert jt("lint", cwd=site).stdout == "All checks passed on 1 page.\n"
    include = site / "_includes/cards/panel.html"
    include.write_text(include.read_text().replace("Emmy", "Emily"))
    assert "+Emmy Noether" in jt("build", "--check", cwd=site).stdout.replace("+ ", "+")
    assert "edited by hand" in jt("lint", cwd=site).stdout


def test_add_speaker_inserts_one_record_and_changes_no_other_byte(
    jt: JT, write_site: Write
) -> None:
    site = people_site(write_site)
    (site / "portrait.png").write_bytes(picture())
    done = jt(
        "add-speaker", "--name", "Łucja Ørsted", "--title", "no: yes", "--group", "panel",
        "--photo", str((site / "portrait.png").resolve()), cwd=site,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    after = (site / "_data/speakers.yml").read_bytes()
    added = after.replace(PEOPLE, b"")
    assert after.startswith(PEOPLE)
    assert b"Lucja" not in added
    assert "Łucja Ørsted".encode() in added
    assert b"\r\n" in added
    assert b"\n" not in added.replace(b"\r\n", b"")
    from PIL import Image

    with Image.open(site / "images/small-photo-lucja-orsted.jpg") as photo:
        assert photo.width == photo.height
    assert jt("build", "--check", cwd=site).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--name", "Noether, Emmy"], "Emmy Noether is there already"),
        (["--name", "Ann Lee", "--group", "speaker"], 'did you mean "speakers"?'),
        (["--name", "Ann Lee", "--link", "javascript:alert(1)"], "javascript:"),
        (["--name", "Ann Lee", "--photo", "bad.png"], "bad.png"),
        (["--name", "Ann Lee", "--photo", "/nowhere.png"], "/nowhere.png: no such file"),
        ([], "NAME"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    jt: JT, write_site: Write, arguments: list[str], said: str
) -> None:
    site = people_site(write_site)
    (site.parent / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n not an image")
    arguments = [str(site.parent / a) if a == "bad.png" else a for a in arguments]
    before = contents(site)
    done = jt("add-speaker", *arguments, cwd=site)
    assert done.returncode == 2
    assert said in done.stderr
    assert "internal error" not in done.stderr
    assert contents(site) == before


def test_a_dry_run_writes_nothing(jt: JT, write_site: Write) -> None:
    site = people_site(write_site)
    before = contents(site)
    done = jt("add-speaker", "--name", "Ann Lee", "--group", "panel", "--dry-run", cwd=site)
    assert done.returncode == 0
    assert "+- name: 'Ann Lee'\n" in done.stdout
    assert contents(site) == before


def test_a_file_without_the_write_bit_is_left_alone(jt: JT, write_site: Write) -> None:
    site = people_site(write_site)
    (site / "_data/speakers.yml").chmod(0o444)
    before = contents(site)
    done = jt("add-speaker", "--name", "Ann Lee", "--group", "panel", cwd=site)
    assert done.returncode == 2
    assert "read-only" in done.stderr
    assert contents(site) == before


CARDS = """---
---
## Speakers

<div class="card-columns">
  <div class="card">
    <img src="a.jpg" alt="Ada">
    <div class="card-text"><a href="https://example.org/a">Ada Lovelace</a></div>
    <div class="card-text"><em> Analyst, {first} </em> <br></div>
  </div>
</div>

## Panel

<div class="card-columns">
  <div class="card">
    <img src="a.jpg" alt="Ada Lovelace">
    <div class="card-text"><a href="https://example.org/a">Ada Lovelace</a></div>
    <div class="card-text"><em>Analyst, {second}</em></div>
  </div>
</div>
The end
"""


def test_import_replaces_cards_by_includes(jt: JT, write_site: Write) -> None:
    page = CARDS.format(first="London", second="London")
    site = write_site({"_config.yml": "", "a.md": page})
    assert "+++ b/_data/speakers.yml" in jt("import", "a.md", "--dry-run", cwd=site).stdout
    done = jt("import", "a.md", cwd=site)
    assert done.returncode == 0
    assert done.stdout == "2 cards became 1 new records and the includes speakers, panel.\n"
    assert (site / "a.md").read_text() == (
        "---\n---\n## Speakers\n\n{% include cards/speakers.html %}\n\n## Panel\n\n"
        "{% include cards/panel.html %}\nThe end\n"
    )
    assert jt("build", "--check", cwd=site).returncode == 0


def test_contradicting_cards_wait_for_a_decision(jt: JT, write_site: Write) -> None:
    page = CARDS.format(first="London", second="Paris")
    site = write_site({"_config.yml": "", "a.md": page})
    before = contents(site)
    done = jt("import", "a.md", cwd=site)
    assert done.returncode == 2
    assert "a.md:6:3" in done.stderr
    assert "a.md:16:3" in done.stderr
    assert contents(site) == before
    assert jt("import", "a.md", "--prefer", "last", cwd=site).returncode == 0
    assert "Paris" in (site / "_data/speakers.yml").read_text()


def test_two_additions_at_once_are_both_there(jt: JT, write_site: Write) -> None:
    site = people_site(write_site)
    script = Path(os.sys.executable).with_name("jt")  # type: ignore[attr-defined]
    running = [
        subprocess.Popen(
            [script, "add-speaker", "--name", f"Person {name}", "--group", "panel"],
            cwd=site,
            env=os.environ | {"XDG_CACHE_HOME": str(site.parent / "cache")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )
        for name in ("One", "Two", "Three")
    ]
    assert [process.communicate() and process.returncode for process in running] == [0, 0, 0]
    text = (site / "_data/speakers.yml").read_text()
    assert all(f"Person {name}" in text for name in ("One", "Two", "Three"))
    assert jt("build", "--check", cwd=site).returncode == 0
