"""What Pillow said of an image is known as long as the image is the same."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PIL import Image

from jekyll_tools import seen
from jekyll_tools.cache import sizes
from jekyll_tools.site import ImageSize, Known, read_site
from jekyll_tools.site import site as sites
from jekyll_tools.site.images import decoded_size
from jekyll_tools.site.known_sizes import KnownSizes
from tests.cache.test_same import compare


def test_an_image_is_decoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache, decoded = tmp_path / "site", tmp_path / "cache", []
    root.mkdir()
    (root / "_config.yml").write_text("title: A\n")
    monkeypatch.setattr(seen, "RACY", 0)

    def noted(path: Path) -> ImageSize:
        decoded.append(path.name)
        return decoded_size(path)

    def edited() -> list[str]:
        time.sleep(0.02)
        (root / "p.md").write_text((root / "p.md").read_text() + "more\n")
        time.sleep(0.02)
        decoded.clear()
        compare(root, cache, "--select", "ALL", loud=False)
        return sorted(decoded)

    monkeypatch.setattr(sites, "decoded_size", noted)
    Image.new("RGB", (400, 100)).save(root / "a.webp")
    (root / "b.jpg").write_text("no image")
    (root / "p.md").write_text(
        '---\n---\n<img src="/a.webp" width="9" height="9" alt="a">\n'
        '<img src="/b.jpg" width="9" height="9" alt="b">\n'
    )
    assert edited() == ["a.webp", "a.webp", "b.jpg", "b.jpg"]
    assert edited() == ["a.webp", "b.jpg"]  # without a cache
    Image.new("RGB", (40, 40)).save(root / "a.webp")
    assert edited() == ["a.webp", "a.webp", "b.jpg"]


def test_written_and_read(tmp_path: Path) -> None:
    stamp = seen.Stamp(1, 2, 3, 4)
    known = KnownSizes(lambda: {"/gone": (stamp, ImageSize(9, 9))})
    assert sizes.written(known, ["/a", "/gone"]) == {}
    known.note("/a", stamp, ImageSize(1, 2, "JPEG"), 10**12)
    known.note("/b", stamp, ImageSize(failure="damaged"), 10**12)
    known.note("/new", seen.Stamp(1, 10**12, 3, 4), ImageSize(1, 2), 10**12)
    text = sizes.written(known, ["/a", "/b", "/new"])[sizes.NAME]
    assert sizes.read(text) == known.fresh
    assert set(known.fresh) == {"/a", "/b"}
    assert known.of("/gone", stamp) == ImageSize(9, 9)
    assert known.of("/gone", stamp._replace(size=2)) is None


@pytest.mark.parametrize(
    "text", [None, "", "{", "3", "[3]", "[[]]", '[["a", 1, 2, 3, 4, 5, 6, "PNG", 99]]',
             '[["a", 1, 2, 3, 4, 5, 6, "PNG", "damaged"]]', '[["a", 1, 2, 3, 4, 5, 6, "PNG", -1]]']
)  # fmt: skip
def test_what_is_no_size(text: str | None) -> None:
    assert sizes.read(text) == {}


def test_nothing_is_known_without_a_cache(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("")
    assert read_site(tmp_path, known=Known()).disk.known.sizes.known == {}
