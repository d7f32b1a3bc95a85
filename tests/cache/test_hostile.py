"""A cache that is broken, foreign, forged, read-only or in use is no cache, and no harm."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from jekyll_tools.cache.folder import cache_folder, is_own, prune
from jekyll_tools.cache.plain import NotPlainError, from_plain, to_plain
from jekyll_tools.cache.store import Store
from jekyll_tools.lint.finding import FileEdit, Finding, Fix, Severity
from jekyll_tools.text import Edit, Place, Position

PAGE = "---\ntitle: A\n---\n[x](/nope.html)\n"
Breaker = Callable[[Path], None]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    (root / "_config.yml").write_text("title: A\n")
    (root / "a.md").write_text(PAGE)
    return root


def jt(root: Path, cache: Path, *more: str, **variables: str) -> tuple[int, str, str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("JT_", "GITHUB_"))}
    done = subprocess.run(
        [sys.executable, "-m", "jekyll_tools", "lint", "--cache-dir", str(cache), *more],
        cwd=root,
        env=environment | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def file_of(cache: Path) -> Path:
    (found,) = (cache / "lint").glob("*.sqlite")
    return found


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def torn(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    for at in range(4096, len(raw), 97):
        raw[at] ^= 0xFF
    path.write_bytes(raw)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def another_schema(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def another_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE places (id INTEGER)")
    connection.close()


def values_without_their_sum(path: Path) -> None:
    forge(path, lambda name, text: text.replace("nope", "yes!"), summed=False)


def values_of_other_types(path: Path) -> None:
    forge(path, lambda name, text: json.dumps({"at": [], "files": 3, "text": None}))


def deep_values(path: Path) -> None:
    forge(path, lambda name, text: "[" * 100_000)


def other_names(path: Path) -> None:
    """Values under each other's names."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE kept SET name = name || '~'")
        names = [name for (name,) in connection.execute("SELECT name FROM kept ORDER BY name")]
        for old, new in zip(names, names[1:] + names[:1], strict=True):
            connection.execute("UPDATE kept SET name = ? WHERE name = ?", (new[:-1], old))
    connection.close()


def writable_by_all(path: Path) -> None:
    path.chmod(0o666)


def a_link(path: Path) -> None:
    elsewhere = path.with_suffix(".elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def forge(path: Path, change: Callable[[str, str], str], *, summed: bool = True) -> None:
    from jekyll_tools.cache import store

    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT ingroup, name, value, sum FROM kept").fetchall()
        for group, name, value, checksum in rows:
            text = change(name, zlib.decompress(value).decode())
            packed = zlib.compress(text.encode())
            if summed:
                packed, checksum = store._packed(group, name, text)
            connection.execute(
                "UPDATE kept SET value = ?, sum = ? WHERE ingroup = ? AND name = ?",
                (packed, checksum, group, name),
            )
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        *(truncated, garbage, torn, empty, folder, another_schema, another_program),
        *(values_without_their_sum, values_of_other_types, deep_values, other_names),
        *(writable_by_all, a_link),
    ],
)
def test_what_is_damaged_is_not_believed(site: Path, tmp_path: Path, damage: Breaker) -> None:
    cache = tmp_path / "cache"
    good = jt(site, cache)
    assert good[0] == 1
    assert "/nope.html" in good[1]
    damage(file_of(cache))
    assert jt(site, cache) == good
    assert jt(site, cache) == good


def test_the_cache_is_for_its_user_alone(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "deep/cache"
    jt(site, cache)
    assert stat.S_IMODE((cache / "lint").stat().st_mode) == 0o700
    assert stat.S_IMODE(file_of(cache).stat().st_mode) == 0o600


def test_no_cache_leaves_nothing(site: Path, tmp_path: Path) -> None:
    assert jt(site, tmp_path / "cache", "--no-cache")[0] == 1
    assert not (tmp_path / "cache").exists()


def test_a_folder_that_cannot_be_made_is_no_error(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    good = jt(site, tmp_path / "cache")
    assert jt(site, tmp_path / "file/cache") == good
    assert jt(site, Path("/proc/nothing")) == good


def test_a_missing_home_is_no_error(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JT_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert cache_folder() is None


def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("JT_CACHE_DIR", raising=False)
    assert cache_folder() == tmp_path / "xdg/jekyll-tools/lint"
    monkeypatch.setenv("JT_CACHE_DIR", str(tmp_path / "named"))
    assert cache_folder() == tmp_path / "named/lint"
    assert cache_folder(tmp_path / "asked") == tmp_path / "asked/lint"


def test_a_folder_that_others_write_to_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint").chmod(0o777)
    assert cache_folder(tmp_path) is None
    assert not is_own(tmp_path / "nothing")


def test_two_at_once(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(40):
        (site / f"p{number}.md").write_text(PAGE.replace("nope", f"nope{number}"))
    command = [sys.executable, "-m", "jekyll_tools", "lint", "--cache-dir", str(cache)]
    runs = [
        subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(4)
    ]
    outputs = {run.communicate()[0] for run in runs}
    assert len(outputs) == 1
    assert jt(site, cache)[1].encode() in outputs


def test_a_locked_file_is_left_alone(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    good = jt(site, cache)
    path = file_of(cache)
    connection = sqlite3.connect(path)
    connection.execute("BEGIN EXCLUSIVE")
    (site / "a.md").write_text(PAGE + "more\n")
    assert jt(site, cache) == good
    connection.close()
    assert path.exists()


def test_its_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jekyll_tools.cache import folder as folders
    from jekyll_tools.cache import store as stores

    stores_folder = cache_folder(tmp_path)
    assert stores_folder is not None
    store = Store(stores_folder, "/a site")
    for number in range(10):
        store.put(f"group {number}", {"a": "x"})
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT count(*) FROM used").fetchone() == (stores.MOST_GROUPS,)
    connection.close()
    old = stores_folder / "old.sqlite"
    old.write_bytes(b"x" * 1000)
    os.utime(old, (0, 0))
    prune(stores_folder, store.path)
    assert [path.name for path in stores_folder.iterdir()] == [store.path.name]
    monkeypatch.setattr(folders, "MOST_BYTES", 5000)
    for number in range(3):
        (stores_folder / f"{number}.sqlite").write_bytes(b"x" * 3000)
    prune(stores_folder, store.path)
    assert store.path.exists()
    assert sum(path.stat().st_size for path in stores_folder.iterdir()) < 50_000
    monkeypatch.setattr(stores, "MOST_BYTES", 10)
    store.put("group", {"a": "x"})
    assert not store.path.exists()


def test_plain_values_come_back(tmp_path: Path) -> None:
    fix = Fix("do", (FileEdit("a.md", Edit(1, 2, "x")),), True)
    finding = Finding(
        *("a.md", 1, 2, "m", "h", "v", fix, (Place("b.html", 3, 4),), ("a.md",), "r"),
        *(Severity.WARNING, Position(1, 2), Position(3, 4)),
    )
    assert from_plain(Finding, json.loads(json.dumps(to_plain(finding)))) == finding


@pytest.mark.parametrize(
    "value",
    [None, [], "text", {"path": "a"}, ["a.md", "1", 2, "m", "", "", None, [], [], "", "error"]],
)
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(NotPlainError):
        from_plain(Finding, value)
