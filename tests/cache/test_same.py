"""With the cache a run says, letter by letter, what one without it says."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from jekyll_tools import seen
from jekyll_tools.cache import kept_report, pages
from jekyll_tools.cli import jt
from jekyll_tools.cli.linting import parallel
from tests.cache.busy_site import EDITS, add_words, rename_heading, write

# Most edits of people leave front matters and names as they are.
SHARES = [3 if edit in (add_words, rename_heading) else 1 for edit in EDITS]
FLAGS = ([], ["--select", "ALL"], ["--ignore", "link-missing"], ["--output-format", "concise"])


def said(root: Path, *flags: str) -> tuple[str, int]:
    arguments = ["lint", "-s", str(root), *flags]
    done = CliRunner().invoke(jt, arguments, standalone_mode=False, catch_exceptions=False)
    return done.output, done.return_value


def compare(root: Path, folder: Path, *flags: str, loud: bool = True) -> None:
    """Runs with `-v`, which are not kept as a whole, come before the others where it is `loud`.

    Else the run before was asked the same: what the disk is compared with is what it saw.
    """
    cached = ("--cache-dir", str(folder), *flags)
    if loud:
        assert said(root, *cached, "-v") == said(root, "--no-cache", *flags, "-v")
    cold = said(root, "--no-cache", *flags)
    assert said(root, *cached) == cold
    assert said(root, *cached) == cold


@pytest.mark.parametrize("seed", range(3))
def test_after_random_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    run_edits(tmp_path, monkeypatch, seed, 12)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 130))
def test_after_many_random_edits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    run_edits(tmp_path, monkeypatch, seed, 14)


def run_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, number: int) -> None:
    """Edits one after the other, in any of which the cache may be of any earlier state."""
    draw = random.Random(seed)
    root, folder = tmp_path / "site", tmp_path / "cache"
    write(root)
    monkeypatch.setattr(parallel, "ENOUGH", draw.choice([4, 1000]))
    monkeypatch.setattr(kept_report, "SIZE", draw.choice([1, 1000, 64_000]))
    monkeypatch.setattr(pages, "MANY", draw.choice([1, 1000]))
    monkeypatch.setattr(pages, "IN_CHUNK", draw.choice([5, 100]))
    flags: list[str] = []
    compare(root, folder)
    for _ in range(number):
        trusting = draw.random() < 0.6
        if trusting:  # stamps of files that have just been written count as those of old files
            monkeypatch.setattr(seen, "RACY", 0)
            time.sleep(0.02)
        edits = draw.choices(EDITS, SHARES, k=draw.choice([1, 1, 1, 2]))
        for edit in edits:
            edit(root, draw)
        try:
            if loud := draw.random() < 0.4:
                flags = draw.choice(FLAGS)
            compare(root, folder, *flags, loud=loud)
        except AssertionError as error:
            names = ", ".join(edit.__name__ for edit in edits)
            raise AssertionError(f"after {names}: {error}") from error
        monkeypatch.setattr(seen, "RACY", 2_000_000_000)


def test_only_what_an_edit_changes_is_looked_at_again(
    busy: tuple[Path, tuple[str, ...]], looked: list[str]
) -> None:
    root, flags = busy[0], (*busy[1], "-v")

    def after(path: str, old: str, new: str) -> list[str]:
        time.sleep(0.02)
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))
        looked.clear()
        said(root, *flags)
        return sorted(looked)

    said(root, *flags)
    assert "p2.md" in looked
    assert after("p2.md", "[raw]", "[more words]") == ["p2.md"]
    assert after("p2.md", "## Part 2", "## Another") == [
        *("_posts/2024-01-03-post2.md", "_talks/t2.md", "all.md", "index.md", "p1.md", "p2.md"),
    ]
    assert after("_data/other.yml", "hello", "bye") == ["index.md", "rel.md"]
    assert after("part.txt", "A part", "One part") == ["rel.md"]


def test_every_page_that_leads_to_a_file_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "site"
    root.mkdir()
    for name in ("a.md", "b.md", "x.md"):
        (root / name).write_text("---\n---\n[x](/x.html)\n")
    monkeypatch.setattr(seen, "RACY", 0)
    time.sleep(0.02)
    cached = ("--cache-dir", str(tmp_path / "cache"))
    said(root, *cached)
    (root / "x.md").unlink()
    assert said(root, *cached) == said(root, "--no-cache")


def test_a_named_file_is_looked_at_alone_until_all_pages_are_known(
    tmp_path: Path, looked: list[str]
) -> None:
    root = tmp_path / "site"
    root.mkdir()
    for name in ("alone.md", "b.md", "c.md"):
        (root / name).write_text("---\n---\n[x](#x)\n")
    cached = ("--cache-dir", str(tmp_path / "cache"), "-j1")

    def of(*paths: str) -> list[str]:
        flags = ("-v", *(str(root / path) for path in paths))
        plain = said(root, "--no-cache", "-j1", *flags)
        looked.clear()
        assert said(root, *cached, *flags) == plain
        return sorted(looked)

    assert of("alone.md") == ["alone.md"]
    assert of() == ["alone.md", "b.md", "c.md"]
    assert of("alone.md") == []


def test_what_is_wrong_with_a_text_is_said_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, folder = tmp_path / "site", tmp_path / "cache"
    write(root)
    monkeypatch.setattr(seen, "RACY", 0)
    for path in ("_includes/foot.html", "_layouts/plain.html", "part.txt", "excluded/x.md"):
        (root / path).write_bytes((root / path).read_bytes() + b"\xe9\n")
    time.sleep(0.02)
    compare(root, folder)
    for path in ("p1.md", "excluded/x.md", "p1.md"):
        time.sleep(0.02)
        (root / path).write_bytes((root / path).read_bytes() + b"More.\n")
        compare(root, folder, loud=False)
    assert said(root, "--cache-dir", str(folder), "-q")[0].count("[not-utf8]") == 4


@pytest.mark.parametrize("path", ["p1.md", "_data/people.yml", "_includes/foot.html", "new.md"])
def test_a_file_from_an_editor(tmp_path: Path, path: str) -> None:
    root, folder = tmp_path / "site", tmp_path / "cache"
    write(root)
    said(root, "--cache-dir", str(folder))
    file = root / path
    text = file.read_text() if file.exists() else "---\n---\n[gone](/p1.html#part-1)\n"
    text = text.replace("Part 1", "Other").replace("Ada", "Eve").replace("ada", "eve")

    def typed(*flags: str) -> str:
        arguments = ["lint", "-s", str(root), "-", "--stdin-filename", str(file), *flags]
        return CliRunner().invoke(jt, arguments, standalone_mode=False, input=text).output

    assert typed("--cache-dir", str(folder)) == typed("--no-cache")
    # What an editor has is not what is on the disk.
    assert said(root, "--cache-dir", str(folder), "-v") == said(root, "--no-cache", "-v")


def test_a_file_that_is_a_page_and_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, folder = tmp_path / "site", tmp_path / "cache"
    (root / "data").mkdir(parents=True)
    monkeypatch.setattr(seen, "RACY", 0)
    both, page = root / "data/y.csv", root / "p1.md"
    both.write_text("---\n---\na,b\n1,gone.html\n")
    shown = "{% for r in site.data.y %}<a href='{{ r['---'] }}'>x</a>{% endfor %}"
    page.write_text(f"---\n---\n{shown}\n")
    (root / "_config.yml").write_text("data_dir: data\n")
    time.sleep(0.02)
    compare(root, folder, loud=False)
    for path in (page, both, page):
        time.sleep(0.02)
        path.write_text(path.read_text() + "more\n")
        compare(root, folder, loud=False)
    assert "shown on" in said(root, "--cache-dir", str(folder))[0]
