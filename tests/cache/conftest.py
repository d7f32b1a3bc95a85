"""What several tests of the cache begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools import seen
from jekyll_tools.cli.linting import parallel
from jekyll_tools.lint.look import Looked, look
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from tests.cache.busy_site import write


@pytest.fixture
def busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, tuple[str, ...]]:
    """A busy site, and flags for runs in one process with a cache; stamps are believed at once."""
    write(tmp_path / "site")
    monkeypatch.setattr(seen, "RACY", 0)
    return tmp_path / "site", ("--cache-dir", str(tmp_path / "cache"), "-j1")


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are looked at, in this process, from now on."""
    paths: list[str] = []

    def noted(view: SiteView, number: int, settings: Settings, *, kept: bool) -> Looked:
        paths.append(view.pages[number].page.path)
        return look(view, number, settings, kept=kept)

    monkeypatch.setattr(parallel, "look", noted)
    return paths
