"""Pages are looked at one by one, in any order, and what they come to is as if all were known."""

from __future__ import annotations

import pickle
from pathlib import Path

from jekyll_tools.lint import SiteView, read_settings
from jekyll_tools.lint.engine import lint
from jekyll_tools.lint.granted import PATIENCE
from jekyll_tools.lint.look import look
from tests.site.build import site_of

PAGES = 20
LINKS = "---\n---\n[Rooms](/z.html#rooms), [Gone](/z.html#gone)\n"
SETTINGS = read_settings({"lint": {"select": ["cross-page-anchor"]}})


def _view(folder: Path) -> SiteView:
    pages = {f"{number:02}.md": LINKS for number in range(PAGES)}
    return SETTINGS.view(site_of(folder, {**pages, "z.md": "---\n---\n## Rooms\n"}))


def test_an_anchor_is_missed_by_pages_that_come_before_its_page(tmp_path: Path) -> None:
    found = lint(_view(tmp_path), SETTINGS)
    assert [(f.path, f.value) for f in found] == [
        (f"{number:02}.md", "/z.html#gone") for number in range(PAGES)
    ]


def test_a_page_that_is_asked_about_often_is_rendered_early(tmp_path: Path) -> None:
    view = _view(tmp_path)
    looked = [look(view, number, SETTINGS) for number in range(len(view.pages))]
    view.learn(looked)
    assert sum(not each.stands(view) for each in looked) == PATIENCE
    assert sum(bool(each.findings) for each in looked) == PAGES - PATIENCE


def test_what_stays_of_a_page_is_small_and_can_be_sent(tmp_path: Path) -> None:
    text = "---\n---\n## Rooms\n\n" + "word " * 20_000
    view = SETTINGS.view(site_of(tmp_path, {"a.md": text}))
    looked = look(view, 0, SETTINGS)
    sent = pickle.dumps(looked)
    assert len(sent) < 1_000
    assert pickle.loads(sent) == looked
    assert looked.facts.names == {"rooms"}
