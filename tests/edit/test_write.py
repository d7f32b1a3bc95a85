"""Files are written all or none, whatever happens in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.journal import Recovery
from jekyll_tools.edit.read import read_text
from jekyll_tools.edit.write import locked, write_files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "_data").mkdir(parents=True)
    (root / "a.md").write_bytes(b"a\r\n")
    (root / "_data" / "b.yml").write_bytes(b"b")
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_change_create_remove(site: Path, cache: Path) -> None:
    photo = bytes(range(256))
    changes = {Path("a.md"): b"A\r\n", Path("images/p.jpg"): photo, Path("_data/b.yml"): None}
    done = write_files(
        changes, {Path("a.md"): b"a\r\n", Path("_data/b.yml"): b"b"}, site, cache=cache
    )
    assert files(site) == {"a.md": b"A\r\n", "images/p.jpg": photo}
    assert set(done.paths) == set(changes)
    assert done.recovery is None


def test_equal_content_is_not_written(site: Path, cache: Path) -> None:
    before = (site / "a.md").stat()
    done = write_files({Path("a.md"): b"a\r\n"}, {Path("a.md"): b"a\r\n"}, site, cache=cache)
    assert done.paths == ()
    assert (site / "a.md").stat().st_ino == before.st_ino


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_mode_stays(site: Path, cache: Path, mode: int) -> None:
    (site / "a.md").chmod(mode)
    write_files({site / "a.md": b"A"}, {site / "a.md": b"a\r\n"}, site, cache=cache)
    assert (site / "a.md").stat().st_mode & 0o7777 == mode


def test_new_file_has_the_mode_of_the_umask(site: Path, cache: Path) -> None:
    old = os.umask(0o027)
    try:
        write_files({Path("n.md"): b"n"}, {}, site, cache=cache)
    finally:
        os.umask(old)
    assert (site / "n.md").stat().st_mode & 0o777 == 0o640


def refused(site: Path, cache: Path, path: Path, old: bytes | None, message: str) -> None:
    before = files(site)
    changes = {Path("_data/b.yml"): b"new", path: b"new"}
    with pytest.raises(EditError, match=message):
        write_files(changes, {Path("_data/b.yml"): b"b", path: old}, site, cache=cache)
    assert files(site) == before


def test_changed_meanwhile(site: Path, cache: Path) -> None:
    refused(site, cache, Path("a.md"), b"other", r"a\.md: was changed by someone else")
    refused(site, cache, Path("a.md"), None, r"a\.md: was created by someone else")
    refused(site, cache, Path("c.md"), b"other", r"c\.md: was removed by someone else")


def test_changed_between_two_replacements(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jekyll_tools.edit.journal import Journal

    put = Journal.put

    def put_then_edit(journal: Journal, entry: object) -> None:
        put(journal, entry)  # type: ignore[arg-type]
        (site / "a.md").write_bytes(b"an editor saved")

    monkeypatch.setattr(Journal, "put", put_then_edit)
    with pytest.raises(EditError, match=r"a\.md: was changed"):
        write_files(
            {Path("a.md"): b"A", Path("_data/b.yml"): b"B"},
            {Path("a.md"): b"a\r\n", Path("_data/b.yml"): b"b"},
            site,
            cache=cache,
        )
    assert files(site) == {"a.md": b"an editor saved", "_data/b.yml": b"b"}


def test_read_only(site: Path, cache: Path) -> None:
    (site / "a.md").chmod(0o444)
    refused(site, cache, Path("a.md"), b"a\r\n", "read-only")


def test_outside(site: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_bytes(b"out")
    (site / "link.md").symlink_to(tmp_path / "out.md")
    (site / "dir").symlink_to(tmp_path)
    for path in (Path("link.md"), Path("dir/out.md"), Path("../out.md"), tmp_path / "out.md"):
        refused(site, cache, path, b"out", "leads out of the site")
    refused(site, cache, Path("a\0b"), None, "not a usable path")
    refused(site, cache, Path("_data"), None, "is not a file")
    assert (tmp_path / "out.md").read_bytes() == b"out"


def test_link_inside_is_followed(site: Path, cache: Path) -> None:
    (site / "link.md").symlink_to("a.md")
    done = write_files({Path("link.md"): b"A"}, {Path("link.md"): b"a\r\n"}, site, cache=cache)
    assert (site / "link.md").is_symlink()
    assert (site / "a.md").read_bytes() == b"A"
    assert done.paths == (Path("a.md"),)
    with pytest.raises(EditError, match="twice"):
        write_files({Path("link.md"): b"1", Path("a.md"): b"2"}, {}, site, cache=cache)


def test_hard_link_is_reported(site: Path, cache: Path) -> None:
    os.link(site / "a.md", site / "second.md")
    done = write_files({Path("a.md"): b"A"}, {Path("a.md"): b"a\r\n"}, site, cache=cache)
    assert done.unlinked == (Path("a.md"),)
    assert (site / "second.md").read_bytes() == b"a\r\n"


def test_stale_temporary_files_go(site: Path, cache: Path) -> None:
    stale, fresh = site / f".jt-{'0' * 16}.tmp", site / f".jt-{'1' * 16}.tmp"
    for path in (stale, fresh, site / ".jt-mine.tmp"):
        path.write_bytes(b"")
    os.utime(stale, (1, 1))
    os.utime(site / ".jt-mine.tmp", (1, 1))
    write_files({Path("a.md"): b"A"}, {Path("a.md"): b"a\r\n"}, site, cache=cache)
    assert {p.name for p in site.glob(".jt-*")} == {fresh.name, ".jt-mine.tmp"}


def test_full_disk(site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = files(site)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_space)
        with pytest.raises(EditError, match="No space left"):
            write_files({Path("a.md"): b"A"}, {Path("a.md"): b"a\r\n"}, site, cache=cache)
    assert files(site) == before


def test_cache_folder_that_cannot_be_used(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EditError, match="cannot use the cache folder"):
        write_files({Path("a.md"): b"A"}, {Path("a.md"): b"a"}, site, cache=tmp_path / "file")


def test_without_a_home_nothing_is_written(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    with pytest.raises(EditError, match="no folder for a journal"):
        write_files({Path("a.md"): b"A"}, {Path("a.md"): b"a\r\n"}, site)
    assert (site / "a.md").read_bytes() == b"a\r\n"


def test_another_jt_is_waited_for(site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jekyll_tools.edit import write

    monkeypatch.setattr(write, "_PATIENCE", 0.1)
    holder = f"""
import sys
from pathlib import Path
from jekyll_tools.edit.write import locked
with locked(Path({str(site)!r}), cache=Path({str(cache)!r})):
    print("locked", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(EditError, match="another jt is writing"):
            write_files({Path("n.md"): b"N"}, {}, site, cache=cache)
    assert write_files({Path("n.md"): b"N"}, {}, site, cache=cache).paths == (Path("n.md"),)


def test_read_text(site: Path) -> None:
    (site / "latin.md").write_bytes("ok\nMünchen".encode("latin-1"))
    with pytest.raises(EditError, match=r"latin\.md:2:2: not UTF-8: byte 0xfc at offset 4"):
        read_text(site / "latin.md")
    with pytest.raises(EditError, match="No such file"):
        read_text(site / "none.md")
    assert read_text(site / "a.md") == "a\r\n"


# A process that is killed in the middle of a write ----------------------------------------------

WRITER = """
import sys, os
from pathlib import Path
from jekyll_tools.edit.write import write_files
root, cache, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
names = [Path(f"_data/f{i}.yml") for i in range(5)] + [Path("images/p.jpg")]
print("go", flush=True)
while True:
    old = {p: (root / p).read_bytes() if (root / p).exists() else None for p in names}
    number += 1
    # Every second round has no photo: it is made and removed in turns.
    new = {p: str(number).encode() * 20000 for p in names}
    if number % 2:
        new[names[-1]] = None
    write_files(new, old, root, cache=cache)
"""


def kill_and_recover(site: Path, cache: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill writers at random moments; the next call must leave whole files of one round."""
    draw = random.Random(seed)
    outcomes = {"none": 0, "finished": 0, "undone": 0, "conflict": 0}
    for i in range(5):
        (site / f"_data/f{i}.yml").write_bytes(b"0" * 20000)
    number = 0
    for _ in range(kills):
        arguments = [sys.executable, "-c", WRITER, str(site), str(cache), str(number)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(draw.random() * 0.15)
            process.send_signal(signal.SIGKILL)
        with locked(site, cache=cache) as recovery:
            outcomes[recovery.outcome if recovery else "none"] += 1
        assert not list(site.rglob(".jt-*"))
        contents = {(site / f"_data/f{i}.yml").read_bytes() for i in range(5)}
        assert len(contents) == 1, "half done"
        content = contents.pop()
        number = int(content[: len(content) // 20000])
        assert content == str(number).encode() * 20000, "torn"
        photo = site / "images/p.jpg"
        assert (photo.read_bytes() == content) if photo.exists() else number % 2 or number == 0
    return outcomes


def test_killed(site: Path, cache: Path) -> None:
    outcomes = kill_and_recover(site, cache, 8, 1)
    assert outcomes["conflict"] == 0


@pytest.mark.long
def test_killed_200_times(site: Path, cache: Path) -> None:
    outcomes = kill_and_recover(site, cache, 200, 2)
    assert outcomes["conflict"] == 0
    assert outcomes["finished"]
    assert outcomes["undone"]


STOPPED = """
import os, sys
from pathlib import Path
from jekyll_tools.edit import journal, write
count = int(sys.argv[3])
def stop(module, name):
    real = getattr(module, name)
    def wrapper(*args, **keywords):
        global count
        count -= 1
        if count < 0:
            os._exit(9)
        return real(*args, **keywords)
    setattr(module, name, wrapper)
for name in ("fsync", "open"):
    stop(os, name)
for name in ("replace", "unlink", "mkdir"):
    stop(Path, name)
write.write_files(
    {Path("a.md"): b"A", Path("_data/b.yml"): b"B", Path("new/n.jpg"): b"N", Path("c"): None},
    {Path("a.md"): b"a", Path("_data/b.yml"): b"b", Path("c"): b"c"},
    Path(sys.argv[1]), cache=Path(sys.argv[2]),
)
os._exit(0)
"""


def test_stopped_at_every_system_call(site: Path, cache: Path) -> None:
    """The same, but at each single step; and the recovery may be asked for twice."""
    old = {"a.md": b"a", "_data/b.yml": b"b", "c": b"c"}
    new = {"a.md": b"A", "_data/b.yml": b"B", "new/n.jpg": b"N"}
    outcomes: list[str] = []
    for step in range(100):
        for name in files(site):
            (site / name).unlink()
        for name, content in old.items():
            (site / name).write_bytes(content)
        arguments = [sys.executable, "-c", STOPPED, str(site), str(cache), str(step)]
        code = subprocess.run(arguments, check=False).returncode
        with locked(site, cache=cache) as recovery:
            outcomes.append(recovery.outcome if recovery else "none")
        assert files(site) in (old, new), step
        if recovery:
            assert files(site) == (new if recovery.outcome == "finished" else old)
        with locked(site, cache=cache) as again:
            assert again is None
        if code == 0:
            break
    assert set(outcomes) == {"none", "undone", "finished"}
    assert code == 0
    assert not list((cache / "writes").glob("*/*"))


def test_recovery_never_overwrites_a_later_change(site: Path, cache: Path) -> None:
    for step in range(100):
        (site / "a.md").write_bytes(b"a")
        (site / "_data/b.yml").write_bytes(b"b")
        (site / "c").write_bytes(b"c")
        (site / "new/n.jpg").unlink(missing_ok=True)
        arguments = [sys.executable, "-c", STOPPED, str(site), str(cache), str(step)]
        code = subprocess.run(arguments, check=False).returncode
        (site / "a.md").write_bytes(b"saved later")
        with locked(site, cache=cache) as recovery:
            pass
        assert (site / "a.md").read_bytes() == b"saved later"
        if recovery is not None:
            assert recovery.outcome in ("undone", "conflict")
            assert (site / "_data/b.yml").read_bytes() == b"b"
            assert (site / "c").read_bytes() == b"c"
            if recovery.outcome == "conflict":
                assert b"a" in {p.read_bytes() for p in Path(recovery.kept).glob("*.before")}
        if code == 0:
            return


def test_recovery_speaks() -> None:
    assert str(Recovery("finished", ("a", "b"))) == "an interrupted write was finished: a, b"
    assert "undone: a" in str(Recovery("undone", ("a",)))
    assert "in /k)" in str(Recovery("conflict", ("a",), "/k"))


APPENDER = """
import sys
from pathlib import Path
from jekyll_tools.edit import yaml_edit
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.read import read_text
from jekyll_tools.edit.write import locked, write_files
from jekyll_tools.text import apply_edits
root, cache, name, times = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
path = root / "_data" / "b.yml"
for i in range(times):
    with locked(root, cache=cache):
        text = read_text(path)
        after = apply_edits(text, yaml_edit.append(text, KeyPath(), {"name": f"{name} {i}"}))
        write_files({path: after.encode()}, {path: text.encode()}, root, cache=cache)
"""


def append_at_once(site: Path, cache: Path, times: int) -> None:
    (site / "_data/b.yml").write_bytes(b"# people\n- name: first\n")
    running = [
        subprocess.Popen([sys.executable, "-c", APPENDER, str(site), str(cache), name, str(times)])
        for name in ("one", "two", "three", "four")
    ]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    lines = read_text(site / "_data/b.yml").splitlines()
    names = [f"- name: {n} {i}" for n in ("one", "two", "three", "four") for i in range(times)]
    assert sorted(lines[2:]) == sorted(names)


def test_four_at_once(site: Path, cache: Path) -> None:
    append_at_once(site, cache, 8)


@pytest.mark.long
def test_four_hundred_at_once(site: Path, cache: Path) -> None:
    append_at_once(site, cache, 100)
