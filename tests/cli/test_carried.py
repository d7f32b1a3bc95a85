"""What was known stays known when `jt mv` or git moves a file; what is new does not hide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jekyll_tools.lint.carried import carried, paired_lines
from jekyll_tools.lint.fingerprint import Identity, plain
from tests.cli.test_since import JT
from tests.git.repository import commit, git, new_repository


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one run keeps the next ones use, and nobody else."""
    monkeypatch.setenv("JT_CACHE_DIR", str(tmp_path / "cache"))


LONG = "a word or two, " * 12
SITE = {
    "_config.yml": "baseurl: /lab\n",
    "_layouts/page.html": '<img src="images/x.jpg">{{ content }}\n',
    "index.md": (
        "---\nlayout: page\n---\n"
        f'Text.\n\n<img src="images/x.jpg">\n\n<img src="images/x.jpg" title="{LONG}">\n'
        "\n[x](#old) [y](nowhere.html) [home](about.html#none)\n"
    ),
    "about.md": "---\nlayout: page\n---\nOne\n\n![](images/x.jpg)\n\n[b](gone.html)\n\n[x](#old)\n",
    "images/x.jpg": "x",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    top = new_repository(tmp_path / "site")
    for name, text in SITE.items():
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_text(text)
    commit(top)
    return top


MOVES = [
    ("images/x.jpg", "images/nwo.png"),
    ("images/x.jpg", "pics/x.jpg"),
    ("about.md", "info/about.md"),
    ("about.md", "us.md"),
]


@pytest.mark.parametrize("baseline", [True, False])
@pytest.mark.parametrize(("old", "new"), MOVES)
def test_a_known_finding_stays_known(
    jt: JT, site: Path, old: str, new: str, baseline: bool
) -> None:
    if baseline:
        assert jt("baseline", cwd=site).returncode == 0
        assert jt("lint", cwd=site).returncode == 0
        commit(site)
    assert jt("mv", old, new, cwd=site).returncode == 0
    since = jt("lint", "--since", "HEAD", cwd=site)
    assert since.returncode == 0, since.stdout
    git(site, "add", "--all")
    staged = jt("lint", "--staged", cwd=site)
    assert staged.returncode == 0, staged.stdout
    if baseline:
        done = jt("lint", cwd=site)
        assert (done.returncode, "gone" in done.stderr) == (0, False), done.stdout + done.stderr
        text = (site / ".jt-baseline.json").read_text()
        jt("baseline", cwd=site)
        assert (site / ".jt-baseline.json").read_text() == text


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_a_new_finding_beside_a_move_is_told(jt: JT, site: Path, old: str, new: str) -> None:
    assert jt("mv", old, new, cwd=site).returncode == 0
    text = (site / "index.md").read_text()
    text = text.replace("Text.", 'Text. <img src="images/none.png"> [n](#new)')
    (site / "index.md").write_text(text)
    done = jt("lint", "--since", "HEAD", "--output-format", "json", cwd=site)
    found = json.loads(done.stdout)["findings"]
    rules = sorted({each["rule"] for each in found})
    assert rules == ["anchor-missing", "image-alt", "image-missing"]
    assert {each["line"] for each in found} == {4}


def identity(line: str, subject: str, message: str = "m") -> Identity:
    return Identity("a.md", "r", message, plain(subject), plain(line))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("![](i/x.png)", "![](i/y.png)", True),
        ("![](i/x.png)", "![]({{ '/i/y.png' | relative_url }})", True),
        ("![](i/x.png)", "![](i/z.png)", False),
        ("![](i/x.png)", "![]( i/y.png) more", False),
        ("![](i/x.png) [a](b.html)", "![](i/y.png) [a](c.html)", False),
        ("![](../i/x.png)", "![](/lab/i/y.png)", True),
    ],
)
def test_only_a_moved_path_makes_the_same_line(old: str, new: str, same: bool) -> None:
    before = identity(old, old.split(" ")[0])
    expected = identity(new, new.split("{{")[0].split(" ")[0])
    pairs = paired_lines(f"a\n{old}\nb", f"a\n{new}\nc\nb")
    found = carried([before], {"i/x.png": "i/y.png"}, lambda _: pairs, "/lab")
    assert found == ({before: expected} if same else {})
