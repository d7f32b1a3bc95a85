"""Diffs are what `patch` takes, whatever the line ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.edit.diff import unified_diff

TEXTS = st.lists(
    st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "\r\n", "d\r", "e", "é\u2028\x0b\n"]), max_size=25
).map("".join)


def test_crlf_and_missing_newline() -> None:
    assert unified_diff("a\r\nb", "a\r\nc\n", "x y.md") == (
        "--- a/x y.md\t\n+++ b/x y.md\t\n@@ -1,2 +1,2 @@\n"
        " a\r\n-b\n\\ No newline at end of file\n+c\n"
    )


def test_new_removed_and_same() -> None:
    assert unified_diff(None, "a\n", "n") == "--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+a\n"
    assert unified_diff("a\n", None, "n") == "--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
    assert unified_diff("a", "a", "n") == ""
    assert unified_diff("a\n", "b\n", 'q"\n').startswith('--- "a/q\\"\\012"\n')


def test_far_apart_changes_are_two_hunks() -> None:
    old = "".join(f"{i}\n" for i in range(100))
    found = unified_diff(old, old.replace("10\n", "x\n", 1).replace("90\n", "y\n"), "n")
    assert [line for line in found.splitlines() if line.startswith("@@")] == [
        "@@ -8,7 +8,7 @@",
        "@@ -88,7 +88,7 @@",
    ]


@given(TEXTS, TEXTS)
def test_it_can_be_applied(old: str, new: str) -> None:
    patch = unified_diff(old, new, "f")
    if old and patch:
        assert apply_patch(old, patch) == new


def apply_patch(old: str, patch: str) -> str:
    """What the hunks say, applied by the book."""
    lines = [line + "\n" for line in old.split("\n")]
    lines[-1] = lines[-1][:-1]
    out: list[str] = []
    at = 0
    body = patch.split("\n")[2:-1]
    for i, line in enumerate(body):
        if line.startswith("@@"):
            start, _, count = line.split()[1][1:].partition(",")
            first = int(start) - (count != "0")
            out += lines[at:first]
            at = first
            continue
        if line.startswith("\\"):
            continue
        last = i + 1 < len(body) and body[i + 1].startswith("\\")
        text = line[1:] + ("" if last else "\n")
        if line[0] in " -":
            assert lines[at] == text
            at += 1
        if line[0] in " +":
            out.append(text)
    return "".join(out + lines[at:])


@pytest.mark.parametrize("old", ["a\r\nb\r\nc", "1\n2\n3\n", "x"])
@pytest.mark.parametrize("new", ["a\r\nB\r\nc\r\n", "0\n1\n3", "y"])
def test_git(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "f e.md").write_bytes(old.encode())
    (tmp_path / "p").write_bytes(unified_diff(old, new, "f e.md").encode())
    subprocess.run(["git", "apply", "--whitespace=nowarn", "p"], cwd=tmp_path, check=True)
    assert (tmp_path / "f e.md").read_bytes() == new.encode()
