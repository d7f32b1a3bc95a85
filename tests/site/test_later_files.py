"""Texts of pages are read again when they are needed, in runs that keep what they have read."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.lint import SiteView, settings_of
from jekyll_tools.lint.look import look
from jekyll_tools.site import Known, LaterFile, SiteError, read_site

TEXT = "---\ntitle: A\n---\n# A – B\n\n<!-- jt-ignore -->\n"


def files(root: Path) -> tuple[SiteView, LaterFile]:
    (root / "_config.yml").write_text("title: T\n")
    for name in ("a.md", "b.md"):  # the bytes of the last file are at hand
        (root / name).write_text(TEXT, "utf-8")
    site = read_site(root, known=Known(keeps=True))
    (file,) = [page.file for page in site.pages if page.path == "a.md"]
    assert isinstance(file, LaterFile)
    return settings_of(site, (), (), ()).view(site), file


def test_what_is_known_of_a_text_needs_no_reading(tmp_path: Path) -> None:
    view, file = files(tmp_path)
    (tmp_path / "a.md").unlink()
    assert file.head(17) == TEXT[:17]
    assert file.mentions("jt-ignore")
    assert not file.mentions("card-columns")
    assert view.mentions("a.md", "jt-ignore")


def test_a_page_that_was_looked_at_lets_its_text_go(tmp_path: Path) -> None:
    view, file = files(tmp_path)
    assert file.text == TEXT
    (number,) = [n for n, page in enumerate(view.pages) if page.page.path == "a.md"]
    look(view, number, settings_of(view.site, (), (), ()))
    (tmp_path / "a.md").write_text(TEXT + "more\n", "utf-8")
    with pytest.raises(SiteError, match=r"a\.md: it changed"):
        _ = file.text
    with pytest.raises(SiteError, match=r"a\.md: it changed"):
        view.read("a.md")


def test_without_keeping_texts_stay(tmp_path: Path) -> None:
    files(tmp_path)
    site = read_site(tmp_path)
    (tmp_path / "a.md").unlink()
    assert [page.file.text for page in site.pages if page.file is not None] == [TEXT, TEXT]
