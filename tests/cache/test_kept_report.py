"""What was said of files is said again, but for those that something else is said of now."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools import seen
from jekyll_tools.cache import kept_report
from jekyll_tools.cache.chunks import Chunks
from jekyll_tools.cache.kept_report import FileReport, KeptReport
from jekyll_tools.lint.finding import Finding
from tests.cache.busy_site import write
from tests.cache.test_hostile import file_of, forge
from tests.cache.test_same import compare, said

PATHS = st.text("ab/.\n\udc80", min_size=1, max_size=3)
TEXTS = st.text("x\n", max_size=9).map(lambda text: f"{text}\n")
FILES = st.dictionaries(PATHS, TEXTS, max_size=8)


def rows(files: dict[str, str]) -> list[FileReport]:
    return [FileReport(path, files[path], (len(files[path]), 1, 0, 0)) for path in sorted(files)]


@given(FILES, st.dictionaries(PATHS, st.none() | TEXTS, max_size=4), st.sampled_from(["", "\n"]))
def test_revised(before: dict[str, str], changes: dict[str, str | None], between: str) -> None:
    size, kept_report.SIZE = kept_report.SIZE, 10
    try:
        now = {path: text for path, text in {**before, **changes}.items() if text is not None}
        new = {each.path: each for each in rows(now) if each.path in changes}
        old = KeptReport.of(rows(before), between)
        found = old.revised(dict.fromkeys(changes) | new)
        assert "".join(found.texts()) == between.join(now[path] for path in sorted(now))
        assert sum(part.counts[1] for part in found.parts) == len(now)
        found.check()
        kept = KeptReport.read(found.written())
        assert kept.parts == found.parts
    finally:
        kept_report.SIZE = size


def test_no_finding_of_another_page_is_read(
    busy: tuple[Path, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root, flags), asked = busy, []

    def findings(self: Chunks, key: str) -> tuple[Finding, ...]:
        asked.append(key.partition("\n")[0])
        return real(self, key)

    real = Chunks.findings
    monkeypatch.setattr(Chunks, "findings", findings)
    (root / "p2.md").write_text((root / "p2.md").read_text() + "\n[gone](/gone.html)\n")
    time.sleep(0.02)
    assert "/gone.html" in said(root, *flags)[0]
    for link in ("/nowhere.html", "/p1.html"):
        time.sleep(0.02)
        page = root / "p2.md"
        page.write_text(page.read_text().replace("/gone.html", "/nowhere.html", 1) + link)
        asked.clear()
        assert said(root, *flags) == said(root, "--no-cache")
        assert set(asked) == {"p2.md"}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A site, and a cache that knows all of it."""
    root, cache = tmp_path / "site", tmp_path / "cache"
    write(root)
    monkeypatch.setattr(seen, "RACY", 0)
    time.sleep(0.02)
    compare(root, cache, loud=False)
    return root, cache


@pytest.mark.parametrize("of", ["report ", "findings "])
def test_what_was_said_has_gone(kept: tuple[Path, Path], of: str) -> None:
    root, cache = kept
    with sqlite3.connect(file_of(cache)) as connection:
        connection.execute("DELETE FROM kept WHERE name LIKE ?", (f"{of}%",))
    connection.close()
    (root / "p1.md").write_text((root / "p1.md").read_text() + "\n[x](/x.html)\n")
    compare(root, cache, loud=False)


@pytest.mark.parametrize("line", ["", "[]", "[1]", '[["a.md", 3, ["x"]]]', "[[1, 2, [3]]]", "{"])
def test_what_is_no_part(kept: tuple[Path, Path], line: str) -> None:
    root, cache = kept

    def change(name: str, text: str) -> str:
        return line + text[text.index("\n") :] if name.startswith("report ") else text

    forge(file_of(cache), change)
    (root / "p1.md").write_text((root / "p1.md").read_text() + "\n[x](/x.html)\n")
    output, _ = said(root, "--cache-dir", str(cache))
    assert "/x.html" in output


def test_a_report_that_is_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = tmp_path / "site", tmp_path / "cache"
    write(root)
    monkeypatch.setattr(seen, "RACY", 0)
    for _ in range(2):
        time.sleep(0.02)
        (root / "p1.md").write_text((root / "p1.md").read_text() + "\n[x](/x.html)\n")
        compare(root, cache, "--output-format", "json", loud=False)
    assert len(json.loads(said(root, "--output-format", "json")[0])["findings"]) > 1
