"""`jt import-speakers` as it is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import JT, Write

PEOPLE = "- name: Emmy Noether\n  groups: [speakers]\n"
FILE = "Full name,Position,Homepage\nÉmmy NOETHER,Lecturer,\nAda King,Analyst,https://x.org\n"


def scratch(write_site: Write, text: str = FILE) -> Path:
    return write_site(
        {"_config.yml": "title: x # ours\n", "_data/speakers.yml": PEOPLE, "a.csv": text}
    )


def test_the_first_run_only_shows(jt: JT, write_site: Write) -> None:
    site = scratch(write_site)
    run = jt("import-speakers", "a.csv", "--group", "speakers", cwd=site)
    assert run.returncode == 0, run.stderr
    assert "+- name: Ada King" in run.stdout
    assert "+        name: Full name" in run.stdout
    assert "1 new, 1 filled, 0 left out; nothing is written without --write." in run.stdout
    assert (site / "_data/speakers.yml").read_text() == PEOPLE


def test_what_is_written_is_kept_and_there(jt: JT, write_site: Write) -> None:
    site = scratch(write_site)
    run = jt("import-speakers", "a.csv", "--group", "speakers", "--write", cwd=site)
    assert run.returncode == 0, run.stderr
    assert "title: Lecturer" in (site / "_data/speakers.yml").read_text()
    assert "Ada King" in (site / "_includes/cards/speakers.html").read_text()
    config = (site / "_config.yml").read_text()
    assert config.startswith("title: x # ours\njekyll_tools:\n")
    again = jt("import-speakers", "a.csv", "--write", cwd=site)
    assert "0 new, 0 filled, 0 left out, 2 as they were." in again.stdout
    assert (site / "_config.yml").read_text() == config
    assert jt("build", "--check", cwd=site).returncode == 0
    assert jt("lint", cwd=site).returncode == 0


def test_what_is_left_out_is_told(jt: JT, write_site: Write) -> None:
    site = scratch(write_site, "Name\nEmmi Noether\n\n'=1\n")
    run = jt("import-speakers", "a.csv", cwd=site)
    assert run.returncode == 1
    assert "left out: row 2: Emmi Noether may be Emmy Noether" in run.stderr
    new = jt("import-speakers", "a.csv", "--similar", "new", cwd=site)
    assert "new: Emmi Noether" in new.stdout


@pytest.mark.parametrize(
    ("data", "advice", "option", "then"),
    [
        (b"A,B\nAda King,\n", "name=COLUMN; the columns are A, B", "--map=name=A", "Ada King"),
        (b"Name\nM\xfcller\n", "--encoding windows-1252", "--encoding=cp1252", "Müller"),
    ],
    ids=["columns", "Windows"],
)  # fmt: skip
def test_what_is_refused_comes_with_advice(
    jt: JT, write_site: Write, data: bytes, advice: str, option: str, then: str
) -> None:
    site = scratch(write_site)
    (site / "a.csv").write_bytes(data)
    run = jt("import-speakers", "a.csv", cwd=site)
    assert run.returncode == 2
    assert advice in run.stderr
    assert f"new: {then}" in jt("import-speakers", "a.csv", option, cwd=site).stdout


def test_an_unknown_group_is_told(jt: JT, write_site: Write) -> None:
    run = jt("import-speakers", "a.csv", "--group", "speaker", cwd=scratch(write_site))
    assert "there is no group 'speaker'" in run.stderr
    assert run.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of Unix")
def test_on_a_terminal_everything_is_asked_once(write_site: Write) -> None:
    site = scratch(write_site)
    (site / "a.csv").write_bytes("Wer,Rolle\nEmmi Noether,Prof\nJörg Müller,\n".encode("cp1252"))
    answers = ["y", "Wer", "Rolle", "", "", "", "n", "y"]
    printed = typed(["import-speakers", "a.csv", "--write"], answers, site)
    assert "Read as Windows-1252 it says: Jörg Müller" in printed
    assert "Is Emmi Noether the Emmy Noether that is there?" in printed
    assert "2 new, 0 filled, 0 left out." in printed
    assert "        name: Wer\n        title: Rolle\n" in (site / "_config.yml").read_text()
    again = typed(["import-speakers", "a.csv"], ["y"], site)
    assert "Which column" not in again


def typed(words: list[str], answers: list[str], site: Path) -> str:
    """What `jt` prints on a terminal where these lines are typed, each when it asks."""
    import pty

    terminal, inner = pty.openpty()
    program = str(Path(sys.executable).parent / "jt")
    environment = os.environ | {"XDG_CACHE_HOME": str(site / ".cache")}
    streams = {"stdin": inner, "stdout": inner, "stderr": inner}
    process = subprocess.Popen([program, *words], cwd=site, env=environment, **streams)
    os.close(inner)
    printed, asked = "", 0
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        printed += data.decode()
        if asked < len(answers) and re.search(r"(?:\]|\?)[^\n]*: $", printed):
            os.write(terminal, f"{answers[asked]}\n".encode())
            printed, asked = f"{printed}\n", asked + 1
    process.wait()
    os.close(terminal)
    return printed.replace("\r\n", "\n")
