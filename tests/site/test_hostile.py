"""Hostile sites: nothing outside is read, nothing hangs, everything is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jekyll_tools.site import read_site
from jekyll_tools.site.yaml_values import load
from tests.site.build import site_of

_opened: list[str] | None = None


def _audit(event: str, args: tuple[object, ...]) -> None:
    if _opened is not None and event == "open" and isinstance(args[0], str):
        _opened.append(os.path.realpath(args[0]))


sys.addaudithook(_audit)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The real path of every file that is opened meanwhile."""
    global _opened
    _opened = []
    yield _opened
    _opened = None


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text("---\ntitle: secret\n---\nsecret")
    (folder / "secret.yml").write_text("secret: 1")
    return folder


def test_symlinks_out_of_the_site_stay_closed(
    tmp_path: Path, outside: Path, opened: list[str]
) -> None:
    root = tmp_path / "site"
    files = {
        "index.md": "---\n---\n",
        "_posts/2020-01-01-a.md": "---\n---\n",
        "_data/a.yml": "a: 1",
    }
    site_of(
        root, {**files, "_includes/x.html": "", "_layouts/x.html": "", "_docs/x.md": "---\n---\n"}
    )
    for link in ("page.md", "_posts/2020-01-02-b.md", "_data/b.yml", "_includes/b.html"):
        kind = "secret.yml" if link.endswith("yml") else "secret.md"
        (root / link).symlink_to(outside / kind)
    for link in ("folder", "_data/folder", "_docs/folder", "_posts/folder", "_layouts/folder"):
        (root / link).symlink_to(outside)
    (root / "_layouts/b.html").symlink_to("../../outside/secret.md")
    opened.clear()
    site = read_site(root, config={"collections": {"docs": {"output": True}}})
    assert list(site.includes) == ["x.html"]
    assert list(site.layouts) == ["x"]
    assert "b.html" not in site.includes
    assert site.data == {"a": {"a": 1}}
    assert {page.path for page in site.pages if page.file} == set(files) - {"_data/a.yml"} | {
        "_docs/x.md"
    }
    assert not [path for path in opened if path.startswith(str(outside))]
    told = {problem.path for problem in site.problems if problem.kind == "outside-link"}
    assert {"page.md", "folder", "_data/b.yml", "_includes/b.html", "_layouts/b.html"} <= told


def test_special_folders_may_not_lie_outside(
    tmp_path: Path, outside: Path, opened: list[str]
) -> None:
    root = tmp_path / "site"
    site_of(root, {"index.md": "---\n---\n"})
    for name in ("_data", "_includes", "_layouts", "_posts", "_docs", "_drafts"):
        (root / name).symlink_to(outside)
    opened.clear()
    site = read_site(root, config={"collections": {"docs": {}}, "show_drafts": True})
    assert not site.data
    assert not list(site.includes)
    assert not list(site.layouts)
    assert not [path for path in opened if path.startswith(str(outside))]


@pytest.mark.parametrize(
    "name",
    [
        "../outside/secret.md",
        "x/../../outside/secret.md",
        "/etc/passwd",
        "..//outside/secret.md",
        "%2e%2e/outside/secret.md",
        "..\\outside\\secret.md",
        "~/secret.md",
        "C:\\secret.md",
        "\0",
        "x\0.html",
        "",
        ".",
        "..",
        "./x.html",
        "a b.html",
        "CON",
        "x.html\n",
        "file:///etc/passwd",
    ],
)
def test_includes_cannot_be_left(
    name: str, tmp_path: Path, outside: Path, opened: list[str]
) -> None:
    root = tmp_path / "site"
    site = site_of(root, {"_includes/x.html": "x", "a/page.md": "---\n---\n"})
    opened.clear()
    assert name not in site.includes
    page = next(page for page in site.pages if page.path == "a/page.md")
    assert site.include_relative(page, name) is None
    assert site.image_size(name) is None
    assert not [path for path in opened if not path.startswith(str(root))]


@pytest.mark.parametrize("key", ["layouts_dir", "includes_dir", "data_dir", "collections_dir"])
def test_folders_of_the_configuration_cannot_leave(
    key: str, tmp_path: Path, outside: Path, opened: list[str]
) -> None:
    root = tmp_path / "site"
    site_of(root, {"index.md": "---\n---\n"})
    opened.clear()
    for value in ("../outside", "/outside", "x/../../outside", str(outside)):
        site = read_site(root, config={key: value, "collections": {"docs": {}}})
        assert not site.data
        assert not list(site.includes)
        assert not list(site.layouts)
    assert not [path for path in opened if path.startswith(str(outside))]


@pytest.mark.parametrize("theme", ["../outside", "/etc", "..", "a/../../b", "~root", "", "x\0y"])
def test_themes_cannot_be_anywhere(theme: str, tmp_path: Path, opened: list[str]) -> None:
    root = tmp_path / "site"
    site_of(root, {"index.md": "---\n---\n"})
    opened.clear()
    config = {"theme": theme, "jekyll_tools": {"theme": theme}}
    read_site(root, config=config)
    assert not [path for path in opened if not path.startswith(str(root))]


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    site_of(tmp_path, {"a/page.md": "---\n---\n"})
    (tmp_path / "a" / "b").symlink_to("..")
    (tmp_path / "self").symlink_to("self")
    site = read_site(tmp_path)
    assert [page.path for page in site.pages if page.file] == ["a/page.md"]


BOMBS = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    ),
    "merges": "a: &a {x: 1}\n"
    + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)}\n" + "".join(f"  k{j}: *{chr(97 + i)}\n" for j in range(9))
        for i in range(9)
    ),
    "nested lists": "[" * 100_000,
    "nested maps": "{a: " * 50_000,
    "nested block": "".join(" " * i + "a:\n" for i in range(2000)),
    "dashes": "- " * 100_000,
    "many nodes": "[" + "1," * 300_000 + "]",
    "recursive": "&a [*a]",
    "recursive map": "a: &a {b: *a}",
    "too many characters": "a: " + "x" * 5_000_001,
    "anchors": "".join(f"- &a{i} x\n" for i in range(150_000)) + "- *a1\n" * 60_000,
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("engine", ["safe_yaml", "psych"])
def test_bombs_are_answered(name: str, engine: str) -> None:
    loaded = load(BOMBS[name], engine)  # type: ignore[arg-type]
    assert loaded.failed
    assert loaded.problems[0].kind in {"too-large", "bad-yaml"}


@pytest.mark.parametrize("engine", ["safe_yaml", "psych"])
@pytest.mark.parametrize(
    "scalar", ["9" * 9000, "0x" + "f" * 9000, "1" + ":10" * 2000, "1" * 9000 + ".5", "-" * 9000]
)
def test_endless_numbers_are_answered(scalar: str, engine: str) -> None:
    assert not load(f"k: {scalar}x\nj: {scalar}\n", engine).failed  # type: ignore[arg-type]


def test_repeated_merges_are_no_bomb() -> None:
    text = "base: &base {a: 1, b: 2}\n" + "".join(
        f"k{i}:\n  <<: *base\n  c: 3\n" for i in range(2000)
    )
    loaded = load(text)
    assert not loaded.failed
    assert isinstance(loaded.value, dict)
    assert loaded.value["k1999"] == {"a": 1, "b": 2, "c": 3}


def test_globs_take_no_exponential_time(tmp_path: Path) -> None:
    name = "a" * 200
    site = site_of(
        tmp_path, {f"{name}.md": "---\n---\n"}, exclude=["*a" * 40 + "b", "?" * 100, "[a"]
    )
    assert site.pages
