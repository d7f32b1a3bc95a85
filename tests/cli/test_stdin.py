"""`jt lint -` as an editor drives it: the text of its buffer, and the path that it will have."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import JT, Write

SITE = {
    "_config.yml": "",
    "a.md": "---\n---\n## One\n",
    "b.md": "---\n---\n[x](a.html#one) [y](a.html#gone)\n",
}


def found(jt: JT, site: Path, name: str, text: str, *more: str) -> list[tuple[str, int]]:
    """What an editor underlines: rules and lines."""
    arguments = ("--output-format", "json", "--stdin-filename", name, *more, "-")
    done = jt("lint", *arguments, cwd=site, stdin=text)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    assert all(each["path"] == name for each in report["findings"])
    return [(each["rule"], each["line"]) for each in report["findings"]]


def test_the_text_counts_and_not_the_file(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    assert found(jt, site, "b.md", SITE["b.md"]) == [("cross-page-anchor", 3)]
    assert found(jt, site, "b.md", "---\n---\n[x](a.html#one)\n") == []
    assert found(jt, site, "b.md", "---\n---\n\n\n[x](#gone)\n") == [("anchor-missing", 5)]
    # Findings elsewhere, as that the heading is gone from a.md, are for a run over the site.
    assert found(jt, site, "a.md", "---\n---\n## Two\n") == []
    assert (site / "b.md").read_text() == SITE["b.md"]


def test_a_file_that_is_not_saved_yet(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    assert found(jt, site, "new/c.md", "---\n---\n[x](/a.html#two)\n") == [("cross-page-anchor", 3)]
    assert found(jt, site, "_data/x.yml", "a: [\n") == [("data-yaml", 2)]
    assert found(jt, site, "_drafts/x.md", "---\n---\n[x](#gone)\n") == []


def test_fixed_text_comes_back_byte_by_byte(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    text = "---\r\n---\r\n[é](a.html#One)\r\n\r\nno end"
    done = subprocess_bytes(jt, site, text.encode(), "--fix")
    assert done == text.replace("#One", "#one").encode()
    assert subprocess_bytes(jt, site, b"---\n---\n\xe9 [x](#gone)", "--fix").startswith(
        b"---\n---\n\xe9"
    )
    assert (site / "b.md").read_text() == SITE["b.md"]


def subprocess_bytes(jt: JT, site: Path, text: bytes, *more: str) -> bytes:
    import sys

    script = Path(sys.executable).with_name("jt")
    command = [script, "lint", *more, "--stdin-filename", "b.md", "-"]
    return subprocess.run(command, cwd=site, input=text, capture_output=True, check=False).stdout


def test_what_is_left_goes_beside_the_text(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    done = jt("lint", "--fix", "--stdin-filename", "b.md", "-", cwd=site, stdin=SITE["b.md"])
    assert (done.returncode, done.stdout) == (1, SITE["b.md"])
    assert "a.html#gone" in done.stderr
    text = "---\n---\n[x](a.html#One)\n"
    done = jt("lint", "--diff", "--stdin-filename", "b.md", "-", cwd=site, stdin=text)
    assert done.returncode == 1
    assert "-[x](a.html#One)\n+[x](a.html#one)\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-",), "needs --stdin-filename"),
        (("-", "a.md", "--stdin-filename", "a.md"), "the only file"),
        (("--stdin-filename", "a.md"), "goes with `-`"),
        (("-", "--stdin-filename", "../a.md"), "is not in the site"),
        (("-", "--staged", "--stdin-filename", "a.md"), "do not go with"),
    ],
)
def test_what_makes_no_sense(
    jt: JT, write_site: Write, arguments: tuple[str, ...], said: str
) -> None:
    done = jt("lint", *arguments, cwd=write_site(SITE), stdin="x")
    assert done.returncode == 2
    assert said in done.stderr
