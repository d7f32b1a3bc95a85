"""Pages that others lead into are looked at before those that ask for them."""

from __future__ import annotations

import pytest

from jekyll_tools.cli.linting import parallel
from jekyll_tools.cli.linting.lint_site import lint_site
from jekyll_tools.cli.linting.order import in_order
from jekyll_tools.lint import SiteView, read_settings
from jekyll_tools.lint.look import Looked, look
from jekyll_tools.lint.settings import Settings
from jekyll_tools.site import read_site
from tests.conftest import Write

FILES: dict[str, str | bytes] = {
    "_config.yml": "",
    "a.md": "---\n---\n[x](/z.html#gone) [y](/y/#gone) [own](#here)\n",
    "b.md": "---\n---\n[x](z.html#lost) <a href='x.html'>x</a>\n",
    "x.md": "---\n---\n## Not named\n",
    "y.md": "---\npermalink: /y/\n---\n## Named\n",
    "z.md": "---\n---\n## Named\n",
}


def test_what_others_lead_into_comes_first(write_site: Write) -> None:
    view = SiteView(read_site(write_site(FILES)))
    paths = [view.page.path for view in view.pages]
    numbers = range(len(paths))
    costs = {number: float(number) for number in numbers}
    order = [paths[number] for number in in_order(view, numbers, costs)]
    assert order == ["z.md", "y.md", "x.md", "b.md", "a.md"]


def test_no_page_is_looked_at_again_for_them(
    write_site: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def noted(view: SiteView, number: int, settings: Settings, *, kept: bool) -> Looked:
        looked.append(view.pages[number].page.path)
        return look(view, number, settings, kept=kept)

    monkeypatch.setattr(parallel, "look", noted)
    settings = read_settings(None)
    linted = lint_site(settings.view(read_site(write_site(FILES))), settings, None, 1)
    assert [f.path for f in linted.findings] == ["a.md", "a.md", "a.md", "b.md"]
    assert sorted(looked) == ["a.md", "b.md", "x.md", "y.md", "z.md"]
