"""What is laid over the work tree makes it the tree of a commit, or the index, to the byte."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from jekyll_tools.git import GitError, laid_over, repository_of
from jekyll_tools.site.disk import Disk
from tests.git.repository import ENVIRONMENT, checked_out, commit, git, new_repository

NAMES = ("a.md", "b c.md", "d/e.md", "d/f/g.svg", "d/f.md", "ü.md", "x\ny.md", '"q".md', ".dot")


def contents(folder: Path, overlay: object = None) -> dict[str, bytes]:
    """Every file below a folder, as `Disk` reads it."""
    disk = Disk(folder, [], overlay=overlay)  # type: ignore[arg-type]
    return {path: disk.place(path).read_bytes() for path in paths(disk, "")}


def paths(disk: Disk, folder: str) -> Iterator[str]:
    for name, is_folder in disk.items(folder):
        if name != ".git" and is_folder:
            yield from paths(disk, f"{folder}{name}/")
        elif name != ".git":
            yield folder + name


def at(folder: Path, tree: str | None, store: Path) -> dict[str, bytes]:
    repository = repository_of(folder)
    name = None if tree is None else repository.tree(tree)
    return contents(folder, laid_over(repository, name, folder, store).files)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "r")


def shuffled(folder: Path, draw: random.Random) -> None:
    """Change, add, remove and move some files."""
    for name in draw.sample(NAMES, 4):
        path = folder / name
        if path.exists() and draw.random() < 0.4:
            path.unlink()
        elif path.exists() and draw.random() < 0.2:
            path.rename(folder / f"moved{draw.randrange(3)}.md")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(draw.choice(("one\n", "two\r\n", "é")) * draw.randrange(4))


@pytest.mark.parametrize("seed", range(8))
def test_any_commit_and_the_index_are_what_git_checks_out(
    top: Path, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)
    commits = []
    for _ in range(3):
        shuffled(top, draw)
        commits.append(commit(top))
    shuffled(top, draw)
    git(top, "add", "--all")
    shuffled(top, draw)
    before = contents(top)
    for number, tree in enumerate((*commits, None)):
        expected = contents(checked_out(top, tree, tmp_path / f"c{number}"))
        assert at(top, tree, tmp_path / f"s{number}") == expected
    assert contents(top) == before


def test_ignored_files_are_there_at_every_time_and_unknown_ones_are_new(
    top: Path, tmp_path: Path
) -> None:
    (top / ".gitignore").write_text("made/\n")
    first = commit(top)
    (top / "made").mkdir()
    (top / "made/x").write_text("x")
    (top / "new").write_text("x")
    assert sorted(at(top, first, tmp_path / "s")) == [".gitignore", "made/x"]


def test_a_folder_of_the_repository_is_seen_from_itself(top: Path, tmp_path: Path) -> None:
    (top / "docs").mkdir()
    (top / "docs/a").write_text("one")
    (top / "b").write_text("one")
    first = commit(top)
    (top / "docs/a").write_text("two")
    (top / "b").write_text("two")
    repository = repository_of(top / "docs")
    laid = laid_over(repository, repository.tree(first), top / "docs", tmp_path / "s")
    assert {path: place.read_text() for path, place in laid.files.items() if place} == {"a": "one"}


def test_links_show_what_was_behind_them(top: Path, tmp_path: Path) -> None:
    for name in ("real/a", "other/a"):
        (top / name).parent.mkdir()
        (top / name).write_text(name)
    (top / "file").symlink_to("real/a")
    (top / "folder").symlink_to("real")
    (top / "turned").symlink_to("real/a")
    first = commit(top)
    (top / "real/a").write_text("changed")
    (top / "turned").unlink()
    (top / "turned").symlink_to("other/a")
    files = laid_over(repository_of(top), repository_of(top).tree(first), top, tmp_path / "s").files
    disk = Disk(top, [], overlay=files)
    for path in ("real/a", "file", "folder/a", "turned"):
        text = disk.text(path)[0]
        assert text is not None
        assert text.text == "real/a", path


def test_a_submodule_is_at_the_commit_that_was_recorded(top: Path, tmp_path: Path) -> None:
    inner = new_repository(tmp_path / "inner")
    (inner / "a").write_text("one")
    commit(inner)
    git(top, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "sub")
    first = commit(top)
    (top / "sub/a").write_text("two")
    (top / "sub/b").write_text("two")
    git(top / "sub", "add", "--all")
    git(top / "sub", "commit", "-q", "-m", "x")
    (top / "sub/b").write_text("three")
    assert at(top, first, tmp_path / "s")["sub/a"] == b"one"
    assert "sub/b" not in at(top, first, tmp_path / "t")
    git(top, "add", "sub")
    assert at(top, None, tmp_path / "u")["sub/b"] == b"two"


def test_a_pointer_of_lfs_is_the_file_that_it_names(top: Path, tmp_path: Path) -> None:
    digest = "ab" * 32
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 3\n"
    (top / "a.png").write_text(pointer)
    (top / "b.png").write_text(pointer.replace("ab", "cd"))
    first = commit(top)
    (top / "a.png").write_text("now")
    (top / "b.png").write_text("now")
    large = top / ".git/lfs/objects/ab/ab" / digest
    large.parent.mkdir(parents=True)
    large.write_text("old")
    found = at(top, first, tmp_path / "s")
    assert (found["a.png"], found["b.png"]) == (b"old", b"now")


def test_nothing_that_a_configuration_names_is_run(top: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    (top / ".gitattributes").write_text("* filter=evil diff=evil\n")
    (top / "a").write_text("one")
    first = commit(top)
    script = f"touch {trap}; cat"
    for name in ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process"):
        git(top, "config", name, script)
    for name in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command"):
        git(top, "config", name, script)
    git(top, "config", "filter.evil.required", "true")
    hook = top / ".git/hooks/post-index-change"
    hook.write_text(f"#!/bin/sh\ntouch {trap}\n")
    hook.chmod(0o755)
    (top / "a").write_text("two")
    os.utime(top / ".gitattributes")
    assert at(top, first, tmp_path / "s")["a"] == b"one"
    assert at(top, None, tmp_path / "t")["a"] == b"one"
    assert not trap.exists()
    subprocess.run(["git", "status"], cwd=top, env=ENVIRONMENT, capture_output=True, check=False)
    assert trap.exists(), "the trap is one"


def test_what_git_cannot_say_is_said(top: Path, tmp_path: Path) -> None:
    (top / "a").write_text("one")
    commit(top)
    repository = repository_of(top)
    for ref in ("nowhere", "--output=x", "", "HEAD~5"):
        with pytest.raises(GitError, match="git knows no commit"):
            repository.tree(ref)
    with pytest.raises(GitError, match="in no git repository"):
        repository_of(tmp_path)
    commit(top)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{top}", "shallow")
    with pytest.raises(GitError, match="fetch-depth: 0"):
        repository_of(tmp_path / "shallow").tree("HEAD~1")


def test_three_dots_are_where_the_branches_parted(top: Path, tmp_path: Path) -> None:
    (top / "a").write_text("one")
    commit(top)
    git(top, "branch", "other")
    (top / "a").write_text("two")
    commit(top)
    git(top, "checkout", "-q", "other")
    (top / "a").write_text("three")
    commit(top)
    assert at(top, "main...", tmp_path / "s")["a"] == b"one"
    assert at(top, "main", tmp_path / "t")["a"] == b"two"


def test_a_repository_without_git_installed(
    top: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        repository_of(top)
