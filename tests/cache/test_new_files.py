"""A site that was written a moment ago is kept, though its stamps tell nothing yet."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from jekyll_tools import seen
from jekyll_tools.cli.linting import parallel
from jekyll_tools.lint.look import Looked, look
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from tests.cache.busy_site import image, write
from tests.cache.test_same import compare, said


def test_new_files_are_known_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, looked = tmp_path / "site", []
    monkeypatch.setattr(seen, "RACY", 3_600_000_000_000)
    write(root)
    flags = ("--cache-dir", str(tmp_path / "cache"), "-j1")

    def noted(view: SiteView, number: int, settings: Settings, *, kept: bool) -> Looked:
        looked.append(view.pages[number].page.path)
        return look(view, number, settings, kept=kept)

    monkeypatch.setattr(parallel, "look", noted)
    first = said(root, *flags)
    assert "p2.md" in looked
    looked.clear()
    assert said(root, *flags) == first
    said(root, *flags, "-v")
    assert looked == []
    text = (root / "p2.md").read_text()
    (root / "p2.md").write_text(text.replace("[raw]", "[more words]"))
    said(root, *flags)
    assert looked == ["p2.md"]


def test_a_new_image_that_changes_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "RACY", 3_600_000_000_000)
    root, folder = tmp_path / "site", tmp_path / "cache"
    write(root)
    compare(root, folder)
    (root / "i/0.png").write_bytes(image(99))
    compare(root, folder)


def test_an_image_of_a_page_that_is_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "RACY", 0)
    root, folder = tmp_path / "site", tmp_path / "cache"
    flags = ("--select", "ALL")
    write(root)
    compare(root, folder, *flags, loud=False)
    time.sleep(0.02)
    (root / "p1.md").write_bytes((root / "p1.md").read_bytes() + b"More.\n")
    compare(root, folder, *flags, loud=False)
    before = said(root, "--no-cache", *flags)
    time.sleep(0.02)
    (root / "i/2.png").write_bytes(image(40))
    assert said(root, "--no-cache", *flags) != before
    compare(root, folder, *flags, loud=False)
