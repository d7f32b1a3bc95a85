"""`jt get`, `set`, `append`, `unset` as they are installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import JT, Write

PAGE = "---\r\ntitle: 'A'   # the first\r\ntags: [a, b]\r\n---\r\nbody"
EVE = "\n- name: E\n"
LIST = "# people\n- name: Song Han\n  title: Prof\n\n- name: Ada\n"


@pytest.fixture
def site(write_site: Write) -> Path:
    return write_site(
        {"a.md": PAGE, "s.yml": LIST, "t.csv": "name,x\nAda,1\n", "j.json": '{"a": 1}'}
        | {"odd.yml": "time: 10:30\nhuge: .inf\nhex: 0x1F\n"}
        | {"b.md": "---\ntitle: B\n---\n", "u.tsv": "name\tx\nAda\t1\n"}
    )


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["a.md", "title"], "A\n"),
        (["a.md", "title", "--json"], '"A"\n'),
        (["a.md", "tags[1]"], "b\n"),
        (["s.yml", '[name="Song Han"].title'], "Prof\n"),
        (["a.*", "tags"], '["a", "b"]\n'),
        (["u.tsv", "[0].x"], "1\n"),
        (["t.csv", "[0].x"], "1\n"),
        (["j.json"], '{"a": 1}\n'),
        (["odd.yml"], '{"time": 630.0, "huge": "inf", "hex": 31}\n'),
        (["a.md", "b.md", "title"], "a.md: A\nb.md: B\n"),
        (["?.md", "a.md", "title"], "a.md: A\nb.md: B\n"),
        (["?.md", "title", "--json"], '{"a.md": "A", "b.md": "B"}\n'),
        (["a.md", "b.md"], 'a.md: {"title": "A", "tags": ["a", "b"]}\nb.md: {"title": "B"}\n'),
    ],
)
def test_get(jt: JT, site: Path, arguments: list[str], shown: str) -> None:
    done = jt("get", *arguments, cwd=site)
    assert (done.returncode, done.stdout) == (0, shown)


@pytest.mark.parametrize(
    ("arguments", "path", "old", "new"),
    [
        (["set", "a.md", "title", "no"], "a.md", "'A'", "'no'"),
        (["set", "a.md", "title", "true"], "a.md", "'A'", "true"),
        (["set", "a.md", "title", "true", "--text"], "a.md", "'A'", "'true'"),
        (["append", "a.md", "tags", "10:30"], "a.md", "[a, b]", "[a, b, '10:30']"),
        (["unset", "a.md", "tags"], "a.md", "tags: [a, b]\r\n", ""),
        (["set", "s.yml", "[0].title", "x: y"], "s.yml", "Prof", '"x: y"'),
        (["append", "s.yml", ".", '{"name": "E"}', "--json"], "s.yml", "Ada\n", f"Ada\n{EVE}"),
        (["set", "t.csv", "[0].x", "5"], "t.csv", "Ada,1", "Ada,5"),
        (["set", "j.json", "a", "[1]", "--json"], "j.json", "1", "[1]"),
        (["set", "u.tsv", "[0].x", "5"], "u.tsv", "Ada\t1", "Ada\t5"),
        (["set", "s.yml", '[name="Song Han"].title', "X"], "s.yml", "Prof", "X"),
        (["set", "a.md", "title", "3", "--type", "text"], "a.md", "'A'", "'3'"),
        (["set", "a.md", "title", "3", "--type", "int"], "a.md", "'A'", "3"),
        (["set", "a.md", "title", "3", "--type", "float"], "a.md", "'A'", "3.0"),
        (["set", "a.md", "title", "false", "--type", "bool"], "a.md", "'A'", "false"),
        (["set", "a.md", "title", "null", "--type", "null"], "a.md", "'A'", "null"),
        (["set", "a.md", "title", "2024-01-02", "--type", "date"], "a.md", "'A'", "2024-01-02"),
        (["set", "a.md", "title", "2024-01-02"], "a.md", "'A'", "'2024-01-02'"),
    ],
)  # fmt: skip
def test_a_change_is_that_value_and_no_other_byte(
    jt: JT, site: Path, arguments: list[str], path: str, old: str, new: str
) -> None:
    before = (site / path).read_bytes()
    assert jt(*arguments, "--dry-run", cwd=site).stdout.startswith(f"--- a/{path}")
    assert (site / path).read_bytes() == before
    done = jt(*arguments, cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{path}: changed\n", "")
    assert (site / path).read_bytes() == before.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["set", "a.md", "a[", "x"], "a.md: cannot read the key path"),
        (["set", "none.md", "a", "x"], "none.md: no such file"),
        (["set", "a.md", "", "x"], "a.md: front matter is keys and values (name the key to set)"),
        (["set", "a.md", "a", "[1", "--json"], "[1: is no JSON"),
        (["get", "s.yml", "title"], "s.yml:2:1: "),
        (["set", "a.md", "title", "x", "--type", "int"], "'x' is no int"),
        (["set", "a.md", "title", "yes", "--type", "bool"], "'yes' is no bool"),
        (["set", "a.md", "title", "x", "--type", "date"], "'x' is no date"),
        (["set", "a.md", "title", "x", "--type", "text", "--json"], "say once what VALUE is"),
    ],
)
def test_what_cannot_be_is_told(jt: JT, site: Path, arguments: list[str], said: str) -> None:
    done = jt(*arguments, cwd=site)
    assert done.returncode == 2
    assert done.stderr.startswith(f"jt: {said}")


def test_a_key_that_no_file_has(jt: JT, site: Path) -> None:
    assert jt("get", "a.md", "nothing", cwd=site).returncode == 1


def test_several_files_change_or_none(jt: JT, site: Path) -> None:
    done = jt("set", "a.md", "b.md", "title", "C", cwd=site)
    assert (done.returncode, done.stdout) == (0, "a.md: changed\nb.md: changed\n")
    assert jt("get", "?.md", "title", cwd=site).stdout == "a.md: C\nb.md: C\n"
    before = (site / "a.md").read_bytes()
    (site / "b.md").write_text("no front matter")
    done = jt("set", "?.md", "title", "D", cwd=site)
    assert (done.returncode, (site / "a.md").read_bytes()) == (2, before)
    assert done.stderr.startswith("jt: b.md: the page has no front matter")
    assert jt("unset", "a.md", "s.yml", "b.md", "x", cwd=site).returncode == 2
