"""Lines that were quoted are quoted again without reading their files; other files are read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from jekyll_tools.cache.folder import cache_folder
from jekyll_tools.cache.group import Group
from jekyll_tools.cache.quotes import LONGEST, Quotes
from jekyll_tools.cache.store import Store
from jekyll_tools.cards import handwritten
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.view import SiteView
from jekyll_tools.site import read_site
from jekyll_tools.text import Lines
from tests.cache.busy_site import cards, write
from tests.cache.test_same import said


def store(folder: Path) -> Store:
    place = cache_folder(folder)
    assert place is not None
    return Store(place, "site")


def view(root: Path) -> SiteView:
    return SiteView(read_site(root))


def test_only_of_the_same_content(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(root)
    (root / "long.md").write_text(f"---\n---\n{'x' * (LONGEST + 1)}\nshort\n")
    kept = store(tmp_path / "cache")

    def quotes() -> Quotes:
        return Quotes(Group(kept, "group"), 3)

    first, site = quotes(), view(root)
    for path in ("p1.md", "p2.md"):
        assert first.lines(site, path).line(4) == f"## Part {path[1]}"
    assert first.lines(site, "long.md").line(4) == "short"
    assert len(first.lines(site, "long.md").line(3)) > LONGEST
    kept.put("group", first.written(site))
    (root / "p2.md").write_text((root / "p2.md").read_text().replace("Part", "Pear"))
    site, asked = view(root), []

    def lines(path: str) -> Lines:
        asked.append(path)
        return SiteView.lines(site, path)

    site.lines = lines  # type: ignore[method-assign]
    second = quotes()
    assert second.lines(site, "p1.md").line(4) == "## Part 1"
    assert second.lines(site, "long.md").line(4) == "short"
    assert asked == []
    assert second.lines(site, "p2.md").line(4) == "## Pear 2"
    assert len(second.lines(site, "long.md").line(3)) > LONGEST
    assert asked == ["p2.md", "long.md"]
    offset = second.lines(site, "p1.md").position(21)
    assert second.lines(site, "p1.md").offset(offset) == 21


@pytest.mark.parametrize(
    "text", ["", "[]", '{"p1.md": 1}', '{"p1.md": ["D", [4], [5]]}', '{"p1.md": ["D", [4], []]}']
)
def test_what_is_no_line(tmp_path: Path, text: str) -> None:
    root = tmp_path / "site"
    write(root)
    kept, site = store(tmp_path / "cache"), view(root)
    digest = site.site.disk.seen.files[f"{root}/p1.md"].digest
    kept.put("group", {"lines 0": text.replace("D", digest)})
    assert Quotes(Group(kept, "group"), 1).lines(site, "p1.md").line(4) == "## Part 1"


def test_rules_about_cards_run_when_a_page_with_cards_changes(
    busy: tuple[Path, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root, flags), looked = busy, []

    def containers(page: str) -> tuple[handwritten.Container, ...]:
        looked.append(page)
        return handwritten.containers(page)

    all_rules()  # all of them are imported in their order, before one is named
    for name in ("card_handwritten", "person_inconsistent"):
        monkeypatch.setattr(f"jekyll_tools.lint.rules.{name}.containers", containers)

    def after(path: str, content: bytes) -> str:
        time.sleep(0.02)
        (root / path).write_bytes(content)
        looked.clear()
        return said(root, *flags)[0]

    assert "another photo" not in said(root, *flags)[0]
    assert len(looked) == 4
    after("p1.md", (root / "p1.md").read_bytes() + b"\nmore\n")
    assert looked == []
    assert "another photo" in after("talks.md", cards("1"))
    assert len(looked) == 4
