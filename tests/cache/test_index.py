"""An index that changes little is kept as it was, with a patch: together they are the index."""

from __future__ import annotations

import json
import time
from array import array
from pathlib import Path

import pytest

from jekyll_tools import seen
from jekyll_tools.cache.index import Asked, Index
from jekyll_tools.site.disk import Disk
from tests.cache.busy_site import write
from tests.cache.test_same import compare, said


def index() -> Index:
    questions = [("text", "a.md"), ("page", "a.md\na.html"), ("clock", ""), ("text", "b.md")]
    found = Index("1", "settled", "outputs")
    for number, question in enumerate(questions):
        found.questions[question] = number
        found.answers.append(f"answer {number}")
    found.pages = {
        "a": Asked(1, 0.5, array("I", [0, 1]), ("why",), ("c.html",)),
        "b": Asked(2, 0.25, array("I", [3, 2])),
    }
    return found


def test_a_patch() -> None:
    base = "".join(index().written())
    changed = Index.read(base)
    changed.run = "2"
    assert changed.answer(changed.questions["clock", ""], "later")
    assert not changed.answer(changed.questions["clock", ""], "later")
    changed.questions["image", "i.png"] = len(changed.answers)
    changed.answers.append("new")
    changed.pages["a"] = Asked(3, 1.0, array("I", [4, 0]), (), ("d.html",))
    changed.renewed.add("a")
    assert changed.patchable
    again = Index.read(base, changed.patch())
    for name in ("run", "base", "questions", "answers", "pages", "altered", "renewed"):
        assert getattr(again, name) == getattr(changed, name)
    assert Index.read("".join(again.compact().written())).pages["a"].elsewhere == ("d.html",)
    assert Index.read(base, "").run == "1"
    other = json.loads(changed.patch()) | {"base": "0"}
    assert Index.read(base, json.dumps(other)).run == "1"


@pytest.mark.parametrize(
    "part",
    [
        {"pages": {"a": [3, 1.0, [9], [], []]}},
        {"pages": {"a": [3, 1.0, [-1], [], []]}},
        {"pages": {"a": [3]}},
        {"pages": 3},
        {"answers": [[9, "x"]]},
        {"more": [["text", "a.md", "x"]]},
        {"more": 3},
    ],
)
def test_what_is_no_patch(part: dict[str, object]) -> None:
    base = Index.read("".join(index().written()))
    patch = json.loads(base.patch()) | part
    with pytest.raises((ArithmeticError, LookupError, TypeError, ValueError)):
        Index.read("".join(index().written()), json.dumps(patch))


def test_many_changes_are_written_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = tmp_path / "site", tmp_path / "cache"
    write(root)
    for number in range(14):
        (root / f"many{number}.md").write_text(f"---\n---\n[x](/x{number}.html)\n")
    monkeypatch.setattr(seen, "RACY", 0)
    for number in range(14):
        time.sleep(0.02)
        page = root / f"many{number}.md"
        page.write_text(page.read_text() + "more\n")
        compare(root, cache, loud=False)


def test_images_are_not_opened_to_look_for_front_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache, read = tmp_path / "site", tmp_path / "cache", []
    write(root)
    monkeypatch.setattr(seen, "RACY", 0)
    real = Disk._bytes

    def noted(self: Disk, path: str, limit: int) -> tuple[bytes, bool]:
        read.append(path)
        return real(self, path, limit)

    monkeypatch.setattr(Disk, "_bytes", noted)
    time.sleep(0.02)
    said(root, "--cache-dir", str(cache), "-j1")
    assert any(path.endswith(".png") for path in read)
    (root / "p1.md").write_text((root / "p1.md").read_text() + "more\n")
    read.clear()
    said(root, "--cache-dir", str(cache), "-j1")
    assert "p1.md" in read
    assert not any(path.endswith(".png") for path in read)
