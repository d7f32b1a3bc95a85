"""What is kept in a process of its own is what one process keeps; if that dies, nothing is."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest

from jekyll_tools import seen
from jekyll_tools.cache import manifest, pages
from jekyll_tools.cache.keeping import Keeping
from jekyll_tools.cache.store import Store
from jekyll_tools.cli.linting import lint_site
from tests.cache.busy_site import write
from tests.cache.test_same import said

ASIDE, ALONE = ("--jobs", "2"), ("--jobs", "1")


@pytest.fixture(autouse=True)
def no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    started, fork = [], os.fork

    def noted() -> int:
        started.append(process := fork())
        return process

    monkeypatch.setattr(os, "fork", noted)
    yield
    assert started
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pages, "MANY", 1)
    monkeypatch.setattr(pages, "IN_CHUNK", 5)
    monkeypatch.setattr(seen, "RACY", 0)
    write(tmp_path / "site")
    time.sleep(0.02)
    return tmp_path / "site"


def lint(site: Path, cache: str, *flags: str) -> tuple[str, int]:
    return said(site, "--cache-dir", str(site.parent / cache), *flags)


def kept(site: Path, cache: str) -> set[tuple[str, str]]:
    """The names of all texts that are kept."""
    names: set[tuple[str, str]] = set()
    for file in (site.parent / cache / "lint").glob("*.sqlite"):
        with closing(sqlite3.connect(file)) as connection:
            names.update(connection.execute("SELECT ingroup, name FROM kept"))
    return names


def saw(site: Path, cache: str) -> tuple[object, ...]:
    """What a run saw of the disk."""
    (group,) = {group for group, name in kept(site, cache) if name == "manifest"}
    store = Store(site.parent / cache / "lint", str(site.resolve()))
    found = manifest.read(store.get(group, "manifest") or "")
    return found.files, found.folders, found.kinds, found.globs, found.times


def elsewhere(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """What happens in a process of its own that keeps."""
    here, put = os.getpid(), Keeping.put

    def noted(self: Keeping, *how: Any) -> None:
        if os.getpid() != here:
            happens()
        put(self, *how)

    monkeypatch.setattr(Keeping, "put", noted)


def test_all_is_kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "p1.md").write_text((site / "p1.md").read_text() + "[x](/gone.html)\n")
    happened = site.parent / "happened"
    elsewhere(monkeypatch, happened.touch)
    good = lint(site, "alone", *ALONE)
    assert not happened.exists()
    assert lint(site, "aside", *ASIDE) == good
    assert happened.exists()
    names = kept(site, "aside")
    assert names == kept(site, "alone")
    assert saw(site, "aside") == saw(site, "alone")
    assert {"rules", "lines 0", "facts 0", "index", "manifest"} <= {name for _, name in names}
    monkeypatch.setattr(lint_site, "lint_site", None)
    assert lint(site, "aside", *ASIDE) == good


def test_what_is_known_is_used(site: Path, looked: list[str]) -> None:
    lint(site, "cache", *ASIDE)
    (site / "p2.md").write_text((site / "p2.md").read_text().replace("[raw]", "[more words]"))
    good = lint(site, "none", "--no-cache")
    looked.clear()
    assert lint(site, "cache", *ALONE) == good
    assert looked == ["p2.md"]


def test_a_process_that_is_killed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = lint(site, "none", "--no-cache")
    with monkeypatch.context() as during:
        elsewhere(during, lambda: os.kill(os.getpid(), signal.SIGKILL))
        for _ in range(2):
            assert lint(site, "cache", *ASIDE) == good
            assert kept(site, "cache") == set()
    for _ in range(2):
        assert lint(site, "cache", *ASIDE) == good
    assert kept(site, "cache")


def test_a_process_that_fails(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ValueError("no")

    elsewhere(monkeypatch, fail)
    with pytest.raises(ValueError, match="no"):
        lint(site, "cache", *ASIDE)


def test_a_run_that_is_interrupted(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = lint(site, "none", "--no-cache")

    def interrupted(*how: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(lint_site, "summed_up", interrupted)
        with pytest.raises(click.Abort):
            lint(site, "cache", *ASIDE)
    for _ in range(2):
        assert lint(site, "cache", *ASIDE) == good


def test_while_another_run_writes(site: Path) -> None:
    good = lint(site, "cache", *ASIDE)
    (file,) = (site.parent / "cache/lint").glob("*.sqlite")
    (site / "_config.yml").write_text((site / "_config.yml").read_text() + "more: x\n")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert lint(site, "cache", *ASIDE) == good
    for _ in range(2):
        assert lint(site, "cache", *ASIDE) == good
