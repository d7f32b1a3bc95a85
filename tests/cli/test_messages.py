"""What `jt` says when it cannot: one form of words, whoever noticed it, and never endless."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jekyll_tools.cli.failure import UserError, message_of
from tests.conftest import JT, Write

NOTHING = "no Jekyll site (no _config.yml and no pages); go to the site's folder, or name it\n"


def test_help_is_a_command_as_well(jt: JT, tmp_path: Path) -> None:
    assert jt("help", cwd=tmp_path).stdout == jt("--help", cwd=tmp_path).stdout
    asked = jt("help", "mv", cwd=tmp_path)
    assert (asked.returncode, asked.stdout) == (0, jt("mv", "--help", cwd=tmp_path).stdout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import"], "jt: missing argument 'PAGE'\nUsage: jt import [OPTIONS] PAGE\n"),
        (["get", "-x"], "jt: no such option '-x'\nUsage: jt get [OPTIONS] PATH... [KEY]\n"),
        (["lnit"], 'jt: there is no command "lnit"; did you mean "lint"?\nUsage: jt [OPTIONS]'),
        (["rule", "link-mising"], 'jt: there is no rule "link-mising"; did you mean'),
    ],
)
def test_what_is_wrong_with_the_arguments(
    jt: JT, tmp_path: Path, arguments: list[str], message: str
) -> None:
    asked = jt(*arguments, cwd=tmp_path)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr.startswith(message)


@pytest.mark.parametrize("command", ["lint", "build", "inspect", "verify", "record-schemas"])
def test_a_folder_without_a_site_is_refused(jt: JT, tmp_path: Path, command: str) -> None:
    asked = jt(command, cwd=tmp_path)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr == f"jt: {tmp_path}: {NOTHING}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("inside", "site"), [("lab/team", ".."), (".", "lab")])
def test_the_folder_above_or_below_the_site_is_refused(
    jt: JT, write_site: Write, inside: str, site: str
) -> None:
    page = "---\n---\n{% include team.html %}\n"
    root = write_site(
        {"lab/_config.yaml": "", "lab/_includes/team.html": "", "lab/team/a.md": page}
    )
    asked = jt("lint", cwd=root / inside)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert f"no _config.yml here, but in {site}, which seems to be the site" in asked.stderr
    assert jt("lint", "--source", site, cwd=root / inside).returncode == 0
    here = str((root / inside).resolve())
    assert "include-missing" in jt("lint", "--source", here, cwd=root / inside).stdout


def test_a_message_without_end_is_cut(jt: JT, write_site: Write) -> None:
    site = write_site({"index.md": "---\n---\n"})
    asked = jt("lint", "x" * 100_000, cwd=site)
    assert asked.returncode == 2
    assert asked.stderr.endswith("x: File name too long\n")
    assert len(asked.stderr) < 800


def test_a_broken_configuration_is_named(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "a: [\n", "index.md": "---\n---\n"})
    asked = jt("init", cwd=site)
    assert asked.returncode == 2
    assert asked.stderr.startswith("jt: _config.yml:2:1: YAML: ")


def test_a_closed_stream_is_no_error_of_ours(jt: JT, write_site: Write) -> None:
    site = write_site({"index.md": "---\n---\n[a](#b)\n"})
    script = Path(sys.executable).with_name("jt")
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        run = ["sh", "-c", f"{script} lint --no-cache {closed}"]
        done = subprocess.run(run, cwd=site, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (1, ""), closed


def test_a_reader_who_goes_away_hears_nothing(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [Path(sys.executable).with_name("jt"), "rule"]
    with os.fdopen(writer, "w") as pipe:
        done = subprocess.run(
            command,
            cwd=tmp_path,
            stdout=pipe,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_that_cannot_be_written_is_named() -> None:
    error = PermissionError(13, "Permission denied", "/site/.jt-1f.tmp")
    assert message_of(error) == "jt: /site: Permission denied"
    assert message_of(FileNotFoundError(2, "No such file", "a.md")) == "jt: a.md: No such file"
    assert message_of(OSError(28, "No space left on device")) == "jt: No space left on device"


def test_what_could_be_a_command_to_github_begins_no_line() -> None:
    assert message_of(UserError("a\n::error::b Psych::Error")) == "jt: a\n: :error::b Psych::Error"
