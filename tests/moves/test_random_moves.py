"""Random moves on real sites: as much is broken after as before, and only references change."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from jekyll_tools.cli.mv import carry_out
from jekyll_tools.lint import lint, read_settings
from jekyll_tools.lint.view import SiteView
from jekyll_tools.moves import MoveError, Plan, plan_move, plan_rename
from jekyll_tools.site import read_site
from tests.conftest import ROOT
from tests.elsewhere import SITES

BROKEN = (
    "link-missing,image-missing,anchor-missing,cross-page-anchor,button-anchor,own-domain-link,"
)
BROKEN += "link-unpublished,include-missing,malformed-url,path-case,markdown-link-not-rewritten"
TOKEN = re.compile(r"[^\s\"'()<>\[\]{}|,;#?]+|\s+|.")
MOVABLE = (".md", ".html", ".png", ".jpg", ".jpeg", ".svg", ".yml", ".pdf")


def broken(site: Path) -> int:
    read = read_site(site)
    settings = read_settings(None, (BROKEN,))
    return len(lint(settings.view(read), settings))


def movable(site: Path, draw: random.Random) -> tuple[str, str]:
    """A file of the site and a new path for it; pages, images, includes, data, and folders."""
    found = [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.suffix in MOVABLE and not path.is_symlink() and not path.name.startswith("_config")
    ]
    kept = ("_data/", "_includes/", "_posts/", "_events/")
    path = draw.choice([p for p in found if not p.startswith(("_layouts/", "_sass/", "_site/"))])
    folder, _, name = path.rpartition("/")
    if folder and not path.startswith("_") and draw.random() < 0.1:
        return folder, f"{folder}-moved"
    if path.startswith("_posts/"):
        return path, f"{folder}/{name[:11]}x{name[11:]}"
    if path.startswith(kept) or draw.random() < 0.5:
        return path, f"{folder}/x{name}".lstrip("/")
    return path, f"moved/{draw.randrange(9)}/{name}"


def check(site: Path, plan: Plan, moved: bool) -> None:
    """The files before and after: no line is more or less, and only paths are others."""
    removed = [path for path, data in plan.changes.items() if data is None]
    added = [path for path, data in plan.changes.items() if not (site / path).exists()]
    assert bool(removed) == moved
    assert len(removed) == len(added)
    pairs = [(path, path) for path in plan.changes if path not in (*removed, *added)]
    for old, new in [*pairs, *zip(removed, added, strict=True)]:
        before, after = (site / old).read_bytes(), plan.changes[new]
        assert after is not None
        if before != after:
            lines, others = before.decode().splitlines(), after.decode().splitlines()
            others = [line for line in others if not redirect(line, lines)]
            assert len(lines) == len(others), old
            for line, other in zip(lines, others, strict=True):
                if line.startswith("<!-- Made by `jt build`"):
                    continue  # it has a digest of what follows
                assert not list(unlike_paths(line, other)), (old, line, other)


def redirect(line: str, lines: list[str]) -> bool:
    return line not in lines and line.startswith(("redirect_from:", "- /", "  - /"))


def unlike_paths(line: str, other: str) -> Iterator[tuple[str, str]]:
    """What differs between two lines and looks like no reference."""
    a, b = TOKEN.findall(line), TOKEN.findall(other)
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            old, new = "".join(a[i:j]), "".join(b[k:m])
            named = old.startswith("x") or new.strip().startswith(("x", "{#"))
            if not named and not re.search(r"[./]", old + new):
                yield old, new


def moves(site: Path, seed: int, number: int) -> int:
    """Move at random; how many moves were made."""
    draw = random.Random(seed)
    before = broken(site)
    made = 0
    for _ in range(number):
        old, new = movable(site, draw)
        try:
            plan = plan_move(site, old, new)
        except MoveError:
            continue  # it said so, and wrote nothing
        check(site, plan, moved=True)
        carry_out(site, plan, dry_run=False)
        assert broken(site) == before, (old, new)
        made += 1
    return made


@pytest.fixture
def demo_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    left_out = shutil.ignore_patterns(".*", "jekyll_tools", "tests", "benchmarks", "_site")
    return Path(shutil.copytree(ROOT, tmp_path / "demo", ignore=left_out))


def test_moves_on_the_demo_site(demo_copy: Path) -> None:
    assert moves(demo_copy, 1, 6) >= 3


def test_renamed_anchors_on_the_demo_site(demo_copy: Path) -> None:
    assert renames(demo_copy, 2, 4) >= 3


def renames(site: Path, seed: int, number: int) -> int:
    draw = random.Random(seed)
    before = broken(site)
    made = 0
    for turn in range(number):
        settings = read_settings(None, (BROKEN,))
        view = settings.view(read_site(site))
        path, ids = drawn_page(view, draw)
        try:
            plan = plan_rename(site, path, draw.choice(ids), f"x{turn}")
        except MoveError:
            continue
        check(site, plan, moved=False)
        carry_out(site, plan, dry_run=False)
        assert broken(site) == before
        made += 1
    return made


def drawn_page(view: SiteView, draw: random.Random) -> tuple[str, list[str]]:
    """A page that has headings with ids, and these."""
    pages = [page for page in view.pages if page.page.file]
    draw.shuffle(pages)
    for page in pages:
        document = page.rendering.document
        if ids := [h.id for h in document.headings if h.id] if document else []:
            return page.page.path, ids
    raise AssertionError("no page has an id")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_more_moves_on_the_demo_site(demo_copy: Path, seed: int) -> None:
    assert moves(demo_copy, seed + 10, 20) >= 10
    assert renames(demo_copy, seed + 10, 10) >= 5


@pytest.mark.long
@pytest.mark.parametrize("name", ["usrse", "just-the-docs"])
def test_moves_on_a_fetched_site(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (SITES / name).is_dir():
        pytest.skip(f"needs JT_SITES with {name}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    left_out = shutil.ignore_patterns(".git", "_site", "node_modules")
    site = Path(shutil.copytree(SITES / name, tmp_path / name, ignore=left_out, symlinks=True))
    assert moves(site, 5, 12) >= 5
    assert renames(site, 6, 5) >= 2


def test_the_photo_of_a_card_moves_with_its_record_and_its_include(demo_copy: Path) -> None:
    photo = "images/small-photo-simon-batzner.jpg"
    plan = plan_move(demo_copy, photo, "images/people/simon.jpg")
    carry_out(demo_copy, plan, dry_run=False)
    assert "photo: images/people/simon.jpg\n" in (demo_copy / "_data/speakers.yml").read_text()
    assert "_includes/cards/speakers.html" in plan.changes
    from jekyll_tools.cards.from_site import stale_includes

    assert stale_includes(read_site(demo_copy)) == {}
    assert broken(demo_copy) == 0
