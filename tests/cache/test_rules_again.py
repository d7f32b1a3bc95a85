"""Rules about the whole site are asked again only when something that they asked has changed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from jekyll_tools import seen
from jekyll_tools.cache.answers import Answers
from jekyll_tools.cache.said_of_site import SaidOfSite
from jekyll_tools.lint.memory import Said
from tests.cache.busy_site import write
from tests.cache.test_same import compare

CARDS = "<!-- Made by `jt build` from _data/people.yml; edit that instead (3ba79aa8b5a9). -->\n"


def test_which_rules_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, ran = tmp_path / "site", set[str]()
    write(root)
    (root / "_config.yml").write_text(
        (root / "_config.yml").read_text() + "jekyll_tools:\n  cards: {output: _includes/made}\n"
    )
    monkeypatch.setattr(seen, "RACY", 0)
    written = SaidOfSite.written

    def noted(self: SaidOfSite, said: Mapping[str, Said], answers: Answers) -> str | None:
        ran.update(said)
        return written(self, said, answers)

    monkeypatch.setattr(SaidOfSite, "written", noted)

    def after(path: str, more: str) -> set[str]:
        file = root / path
        file.parent.mkdir(exist_ok=True)
        time.sleep(0.02)
        file.write_text((file.read_text() if file.exists() else "") + more)
        time.sleep(0.02)
        ran.clear()
        compare(root, tmp_path / "cache", loud=False)
        return ran & {"card-drift", "unused-suppression", "url-conflict"}

    assert len(after("p1.md", "more\n")) == 3
    assert after("p1.md", "more\n") == set()
    assert after("p1.md", "<!-- jt-ignore image-alt -->\n") == {"unused-suppression"}
    assert "card-drift" in after("_includes/made/one.html", CARDS)
    assert "card-drift" in after("_data/people.yml", "- name: Eve\n")
    assert "url-conflict" in after("else.md", "---\npermalink: /p1.html\n---\n")
