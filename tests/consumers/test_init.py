"""`jt init`: what it writes into a site, what it leaves alone, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import JT

WriteSite = Callable[..., Path]

FROM = ("--repository", "https://github.com/lab/jt")
HOOK, WORKFLOW = ".pre-commit-config.yaml", ".github/workflows/jt.yml"
SITE = {"_config.yml": "# ours\ntitle:   Lab\n", "index.md": "---\n---\n# Hi\n"}


def texts(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_it_shows_what_it_would_write_and_needs_a_yes(write_site: WriteSite, jt: JT) -> None:
    site = write_site(SITE)
    done = jt("init", *FROM, cwd=site)
    assert (done.returncode, texts(site)) == (1, SITE)
    assert f"+++ b/{HOOK}\n" in done.stdout
    assert f"+++ b/{WORKFLOW}\n" in done.stdout
    assert done.stdout.endswith("nothing was written; to write: --yes\n")


def test_yes_is_short_and_a_dry_run_shows_all(write_site: WriteSite, jt: JT) -> None:
    site = write_site(SITE)
    done = jt("init", "--dry-run", *FROM, cwd=site)
    assert (done.returncode, texts(site)) == (0, SITE)
    assert f"+++ b/{HOOK}\n" in done.stdout
    done = jt("init", "--yes", *FROM, cwd=site)
    assert done.stdout == f"wrote {HOOK}, {WORKFLOW}\n"


PEOPLE = {
    f"_data/people/{slug}.yml": f"name: {name}\ninstitution: X\nwebsite: x\nimage: p/{slug}.jpg\n"
    for slug, name in (("ada-lovelace", "Ada Lovelace"), ("bo-li", "Li, Bo"), ("cy", "Cy"))
}


def test_people_in_a_folder_are_found(write_site: WriteSite, jt: JT) -> None:
    files = PEOPLE | {
        "_data/staff.yml": "who:\n  - bo-li\n",
        "_data/board.yml": "who: [cy, ada-lovelace]\n",
        "_data/words.yml": "who: [x, y]\n",
        "index.md": "---\n---\n{% for p in site.data.people %}{{ p }}{% endfor %}\n",
    }
    site = write_site(SITE | files)
    done = jt("init", "--yes", *FROM, cwd=site)
    assert done.stdout.startswith("people found: _data/people: 3 people in files, 2 groups\n")
    assert yaml.safe_load(texts(site)["_config.yml"])["jekyll_tools"]["cards"] == {
        "people": "_data/people",
        "groups": ["board", "staff"],
        "members": "who",
        "fields": {"title": "institution", "link": "website", "photo": "image"},
        "photos": "p/",
    }
    assert jt("build", "--check", cwd=site).returncode == 0
    assert "Li, Bo" in jt("list-speakers", "--group", "staff", cwd=site).stdout


def test_people_in_a_list_are_found(write_site: WriteSite, jt: JT) -> None:
    files = {
        "_data/team.yml": "- {name: Ada, position: X, url: a}\n- {name: Bo, url: b}\n",
        "index.md": "---\n---\n{% for p in site.data.team %}{{ p }}{% endfor %}\n",
    }
    site = write_site(SITE | files)
    assert jt("init", "--yes", *FROM, cwd=site).returncode == 0
    assert yaml.safe_load(texts(site)["_config.yml"])["jekyll_tools"]["cards"] == {
        "people": "_data/team.yml",
        "fields": {"title": "position", "link": "url"},
        "output": "",
    }


def test_what_are_no_people(write_site: WriteSite, jt: JT) -> None:
    files = {
        "_data/team.yml": "- {name: Ada}\n",
        "_data/nav.yml": "- {name: Home, url: /}\n",
        **{f"_data/papers/{n}.yml": "title: x\nurl: y\n" for n in "abc"},
    }
    site = write_site(SITE | files)
    done = jt("init", "--yes", *FROM, cwd=site)
    assert done.stdout == f"wrote {HOOK}, {WORKFLOW}\n"


def test_a_second_time_there_is_nothing_to_do(write_site: WriteSite, jt: JT) -> None:
    site = write_site(SITE)
    assert jt("init", "--yes", *FROM, cwd=site).returncode == 0
    written = texts(site)
    assert written.keys() == SITE.keys() | {HOOK, WORKFLOW}
    hook = yaml.safe_load(written[HOOK])
    assert hook["repos"][0]["repo"] == "https://github.com/lab/jt"
    assert [h["id"] for h in hook["repos"][0]["hooks"]] == ["jt-lint", "jt-build-check"]
    uses = yaml.safe_load(written[WORKFLOW])["jobs"]["lint"]["steps"][-1]
    assert uses["uses"].startswith("lab/jt@v")
    done = jt("init", "--yes", *FROM, cwd=site)
    assert (done.returncode, texts(site)) == (0, written)
    assert done.stdout.startswith("nothing to do")


def test_what_stands_in_the_files_stays(write_site: WriteSite, jt: JT) -> None:
    theirs = "# our hooks\r\nrepos:\r\n  -   repo: local  # mine\r\n      hooks: []\r\n"
    site = write_site(SITE | {HOOK: theirs, WORKFLOW: "name: mine\n", "CNAME": "lab.org\n"})
    assert jt("init", "--yes", *FROM, cwd=site).returncode == 0
    after = texts(site)
    assert after[HOOK].startswith(theirs)
    assert "\n" not in after[HOOK].replace("\r\n", "")
    assert len(yaml.safe_load(after[HOOK])["repos"]) == 2
    assert after[WORKFLOW] == "name: mine\n"
    # A CNAME without a Gemfile: GitHub Pages builds it, and the configuration says so now.
    assert after["_config.yml"] == (
        SITE["_config.yml"] + "\njekyll_tools:\n  target: github-pages\n"
    )
    assert yaml.safe_load(after["_config.yml"])["jekyll_tools"] == {"target": "github-pages"}


def test_a_site_in_a_folder_of_its_repository(write_site: WriteSite, jt: JT) -> None:
    files = {f"docs/{name}": text for name, text in SITE.items()}
    root = write_site(files | {".git/HEAD": "ref: refs/heads/main\n"})
    assert jt("init", "docs", "--yes", *FROM, cwd=root).returncode == 0
    after = texts(root)
    hooks = yaml.safe_load(after[HOOK])["repos"][0]["hooks"]
    assert [hook["args"] for hook in hooks] == [["--source", "docs"]] * 2
    uses = yaml.safe_load(after[WORKFLOW])["jobs"]["lint"]["steps"][-1]
    assert uses["with"] == {"path": "docs"}


def test_outside_of_a_site_it_refuses(write_site: WriteSite, jt: JT) -> None:
    site = write_site({"main.py": "x = 1\n"})
    done = jt("init", "--yes", *FROM, cwd=site)
    assert (done.returncode, texts(site)) == (2, {"main.py": "x = 1\n"})
    assert "is no Jekyll site" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("url", ["git@github.com:a/b", "https://example.org/jt"])
def test_a_repository_that_github_cannot_find_is_refused(
    write_site: WriteSite, jt: JT, url: str
) -> None:
    done = jt("init", "--yes", "--repository", url, cwd=write_site(SITE))
    assert done.returncode == 2
    assert "https://github.com/OWNER/NAME" in done.stderr


def test_a_folder_with_something_in_it_is_not_new(write_site: WriteSite, jt: JT) -> None:
    site = write_site({"notes.txt": "x"})
    done = jt("init", "--new", "--yes", *FROM, cwd=site)
    assert (done.returncode, texts(site)) == (2, {"notes.txt": "x"})
    assert "is not empty" in done.stderr


def test_a_new_site_is_built_and_clean(tmp_path: Path, jt: JT) -> None:
    site = tmp_path / "new"
    done = jt("init", site, "--new", "--yes", *FROM, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Ada Lovelace" in (site / "_includes/cards/speakers.html").read_text("utf-8")
    for command in (["build", "--check"], ["lint"]):
        done = jt(*command, cwd=site)
        assert done.returncode == 0, done.stdout + done.stderr
    assert jt("init", "--yes", *FROM, cwd=site).stdout.startswith("nothing to do")


@pytest.mark.jekyll
def test_jekyll_builds_a_new_site_as_jt_sees_it(tmp_path: Path, jt: JT) -> None:
    assert jt("init", "--new", "--yes", *FROM, cwd=tmp_path).returncode == 0
    done = jt("verify", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
