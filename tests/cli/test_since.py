"""`--since` and `--staged`: all that a change causes, wherever it shows, and nothing else."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from jekyll_tools.cli.linting.options import Asked, Scope
from jekyll_tools.cli.linting.run import Run
from jekyll_tools.lint import Finding, lint, read_settings
from jekyll_tools.site import read_site
from tests.cli.changing_site import KINDS, Model, change
from tests.conftest import JT
from tests.git.repository import checked_out, commit, git, new_repository

Found = Counter[tuple[str, str, str]]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one run keeps the next ones use, and nobody else."""
    monkeypatch.setenv("JT_CACHE_DIR", str(tmp_path / "cache"))


def said(findings: object) -> Found:
    """What findings say, without their lines."""
    assert isinstance(findings, tuple)
    return Counter(
        (each.path, each.value, "anchor" if "anchor" in each.rule else "file") for each in findings
    )


def full(site: Path) -> tuple[Finding, ...]:
    """A full run over a folder, with nothing of what `--since` uses."""
    read = read_site(site)
    settings = read_settings(read.config.get("jekyll_tools"))
    return lint(settings.view(read), settings)


def moved(found: Found, moves: Mapping[str, str]) -> Found:
    return Counter({(moves.get(path, path), *rest): n for (path, *rest), n in found.items()})


def run(site: Path, **scope: object) -> Found:
    return said(Run.of(Asked((), site, scope=Scope(**scope))).findings)  # type: ignore[arg-type]


def prove(tmp_path: Path, seed: int) -> None:
    """One site, one change of each of some kinds, by three ways of knowing what it causes."""
    draw = random.Random(seed)
    folder = "docs" if seed % 3 == 0 else ""
    top = new_repository(tmp_path / "r")
    site = top / folder
    model = Model.drawn(draw)
    site.mkdir(exist_ok=True)
    model.write(site)
    first = commit(top)
    old = copy.deepcopy(model)
    moves: dict[str, str] = {}
    # One change of the kind whose turn it is, and now and then another one on top.
    for kind in (KINDS[seed % len(KINDS)], *draw.sample(KINDS, draw.choice((0, 0, 1, 2)))):
        made = change(model, kind, draw)
        moves = {path: made.get(path, made.get(to, to)) for path, to in (moves | made).items()}
    model.write(site)
    by_model = model.broken() - moved(old.broken(), moves)
    then = checked_out(top, first, tmp_path / "then") / folder
    by_full_runs = said(full(site)) - moved(said(full(then)), moves)
    assert run(site, since=first) == by_full_runs == by_model
    assert run(site, staged=True) == Counter()
    git(top, "add", "--all")
    assert run(site, staged=True) == by_model
    # What is not staged does not count, be it a defect or a repair.
    shutil.rmtree(site / "_includes")
    for path in site.glob("*.md"):
        path.write_text("---\n---\n[x](#unstaged)\n")
    assert run(site, staged=True) == by_model


@pytest.mark.parametrize("seed", range(26))
def test_a_change_is_told_as_full_runs_and_the_model_tell_it(tmp_path: Path, seed: int) -> None:
    prove(tmp_path, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(26, 226))
def test_two_hundred_changes(tmp_path: Path, seed: int) -> None:
    prove(tmp_path, seed)


SITE = {
    "_config.yml": "",
    "a.md": "---\n---\n## One\n\n[old](#old)\n",
    "b.md": "---\n---\n[x](a.html#one)\n\n[old](#old)\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    top = new_repository(tmp_path / "site")
    for name, text in SITE.items():
        (top / name).write_text(text)
    commit(top)
    return top


def test_a_heading_renamed_here_is_told_there(jt: JT, site: Path) -> None:
    assert jt("lint", "--since", "HEAD", cwd=site).returncode == 0
    (site / "a.md").write_text(SITE["a.md"].replace("One", "Two"))
    done = jt("lint", "--since", "HEAD", "--output-format", "json", cwd=site)
    (found,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, found["path"], found["rule"]) == (1, "b.md", "cross-page-anchor")
    assert jt("lint", "--since", "HEAD", "a.md", cwd=site).returncode == 0
    assert jt("lint", "--since", "HEAD", "b.md", cwd=site).returncode == 1
    assert jt("lint", "--staged", cwd=site).returncode == 0


def test_a_rule_that_the_change_turns_on_tells_what_it_finds(jt: JT, site: Path) -> None:
    (site / "_config.yml").write_text("jekyll_tools: {lint: {ignore: [anchor-missing]}}\n")
    commit(site)
    (site / "_config.yml").write_text("")
    assert jt("lint", "--since", "HEAD", cwd=site).returncode == 1
    assert jt("lint", "--since", "HEAD~1", cwd=site).returncode == 0


def test_a_site_that_nobody_could_read_before(jt: JT, site: Path) -> None:
    (site / "_config.yml").write_text("a: [")
    commit(site)
    (site / "_config.yml").write_text("")
    assert jt("lint", "--since", "HEAD", cwd=site).returncode == 1


def test_the_first_commit(jt: JT, tmp_path: Path) -> None:
    top = new_repository(tmp_path / "new")
    (top / "a.md").write_text(SITE["a.md"])
    (top / "_config.yml").write_text("")
    assert jt("lint", "--staged", cwd=top).returncode == 2  # nothing is staged: no site
    git(top, "add", "--all")
    assert jt("lint", "--staged", cwd=top).returncode == 1


def test_a_page_that_is_not_added_is_not_in_the_commit(jt: JT, site: Path) -> None:
    (site / "new.md").write_text("---\n---\n## New\n")
    (site / "b.md").write_text("---\n---\n[x](new.html)\n")
    git(site, "add", "b.md")
    done = jt("lint", "--staged", cwd=site)
    assert done.returncode == 1
    assert "new.html" in done.stdout
    git(site, "add", "new.md")
    assert jt("lint", "--staged", cwd=site).returncode == 0


def test_the_baseline_counts_as_well(jt: JT, site: Path) -> None:
    (site / "a.md").write_text(SITE["a.md"].replace("One", "Two") + "[x](#new)\n")
    before = jt("lint", "--since", "HEAD", "--output-format", "json", cwd=site)
    assert len(json.loads(before.stdout)["findings"]) == 2
    jt("baseline", cwd=site)
    text = (site / ".jt-baseline.json").read_text()
    assert jt("lint", "--since", "HEAD", cwd=site).returncode == 0
    assert (site / ".jt-baseline.json").read_text() == text


def test_fixes_touch_what_the_change_broke_and_nothing_else(jt: JT, site: Path) -> None:
    (site / "a.md").write_text("---\n---\n## One\n\n[old](#One)\n")
    commit(site)
    (site / "b.md").write_text("---\n---\n[x](a.html#ONE)\n\n[old](#old)\n")
    assert jt("lint", "--since", "HEAD", "--fix", cwd=site).returncode == 0
    assert "(a.html#one)" in (site / "b.md").read_text()
    assert "(#One)" in (site / "a.md").read_text()


def test_staged_fixes_do_not_write_over_what_is_not_staged(jt: JT, site: Path) -> None:
    (site / "b.md").write_text("---\n---\n[x](a.html#ONE)\n")
    git(site, "add", "b.md")
    (site / "b.md").write_text("---\n---\n[x](a.html#ONE) and more\n")
    for wanted in ("--fix", "--diff"):
        done = jt("lint", "--staged", wanted, cwd=site)
        assert (done.returncode, done.stdout) == (2, "")
        assert "b.md: has changes that are not staged" in done.stderr
    assert (site / "b.md").read_text() == "---\n---\n[x](a.html#ONE) and more\n"


@pytest.mark.parametrize(
    ("ref", "said"), [("nowhere", "knows no commit"), ("-x", "knows no commit")]
)
def test_a_commit_that_is_not_there(jt: JT, site: Path, ref: str, said: str) -> None:
    done = jt("lint", f"--since={ref}", cwd=site)
    assert done.returncode == 2
    assert said in done.stderr


def test_no_repository(jt: JT, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("")
    done = jt("lint", "--staged", cwd=tmp_path)
    assert done.returncode == 2
    assert "in no git repository" in done.stderr


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path, jt: JT) -> None:
    site = new_repository(tmp_path / "r")
    (site / "index.md").write_text("---\n---\n")
    commit(site)
    (site / "index.md").write_text("---\n---\n[a](#b)\n")
    temporary = tmp_path / "t"
    temporary.mkdir()
    assert jt("lint", "--since", "HEAD", cwd=site, TMPDIR=str(temporary)).returncode == 1
    assert not list(temporary.iterdir())
