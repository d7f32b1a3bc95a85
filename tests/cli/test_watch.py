"""`jt lint --watch`: the installed command, with an editor beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from tests.conftest import JT, Write

PATIENCE = 60  # seconds, of a machine that does much else


class Watching:
    """A running command and the lines that it has written."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.last = ""
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def end(self) -> int:
        """End it as Ctrl-C does; its exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def run(self) -> list[str]:
        """What the next run says."""
        said = []
        while "waiting for changes" not in (line := self._lines.get(timeout=PATIENCE)):
            said.append(line)
        self.last = line
        return said

    def is_silent(self, seconds: float) -> bool:
        """Whether nothing is said for a time."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return self._lines.empty()
        return False


@contextmanager
def watching(site: Path, *options: str) -> Iterator[Watching]:
    command = [sys.executable, "-m", "jekyll_tools", "lint", "--watch", *options]
    with subprocess.Popen(
        [*command, "--output-format", "concise"],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        running = Watching(process)
        try:
            yield running
        finally:
            code = running.end()
    assert code == 130


def test_each_change_is_linted(write_site: Write) -> None:
    site = write_site({"index.md": "---\n---\n[x](#x)\n"})
    with watching(site) as command:
        assert command.run()[0].startswith("index.md:3:5: anchor-missing")
        (site / "index.md").write_text("---\n---\n[x](#x)\n\n# X\n", "utf-8")
        assert command.run() == ["All checks passed on 1 page.\n"]
        folder = site / "docs" / "more"
        folder.mkdir(parents=True)
        (folder / "new.md").write_text("---\n---\n[y](#y)\n", "utf-8")
        said = command.run()
        if said == ["All checks passed on 1 page.\n"]:  # the folders were seen before the file
            said = command.run()
        assert said[0].startswith("docs/more/new.md:3:5: anchor-missing")


def test_what_is_new_and_what_is_gone_is_said(write_site: Write) -> None:
    site = write_site({"a.md": "---\n---\n[x](#x)\n", "b.md": "---\n---\n[y](#y)\n"})
    with watching(site) as command:
        said = command.run()
        assert not any("new" in line for line in (*said, command.last))
        (site / "a.md").write_text("---\n---\nMore.\n\n[x](#x)\n\n[z](#z)\n", "utf-8")
        said = command.run()
        assert said[-1].startswith("new: a.md: anchor-missing")
        assert [line.startswith("new") for line in said].count(True) == 1
        assert ": 1 new, nothing gone; waiting for changes" in command.last
        (site / "a.md").write_text("---\n---\n", "utf-8")
        command.run()
        assert ": nothing new, 2 gone; waiting for changes" in command.last
        (site / "b.md").write_text("---\n---\n[y](#y) or\n", "utf-8")
        command.run()
        assert ": nothing new, nothing gone; waiting for changes" in command.last


def test_nothing_is_gone_from_a_site_that_cannot_be_read(write_site: Write) -> None:
    site = write_site({"a.md": "---\n---\n[x](#x)\n", "_config.yml": "title: T\n"})
    with watching(site) as command:
        command.run()
        (site / "_config.yml").write_text("title: [\n", "utf-8")
        command.run()
        assert "gone" not in command.last
        (site / "_config.yml").write_text("title: T\n", "utf-8")
        command.run()
        assert ": nothing new, nothing gone; waiting for changes" in command.last


def test_what_others_and_jt_itself_write_is_no_change(write_site: Write) -> None:
    site = write_site({"index.md": "---\n---\n[x](#X)\n\n# X\n"})
    own = ("--output-file", "report.txt", "--cache-dir", "cache")
    with watching(site, "--fix", *own) as command:
        command.run()
        assert "(#x)" in (site / "index.md").read_text("utf-8")
        for folder in ("_site", ".git", ".jekyll-cache"):
            (site / folder).mkdir()
            (site / folder / "index.html").write_text("x", "utf-8")
        assert command.is_silent(1)


@pytest.mark.parametrize("options", [["-", "--stdin-filename", "index.md"]])
def test_standard_input_is_not_watched(write_site: Write, jt: JT, options: list[str]) -> None:
    done = jt("lint", "--watch", *options, cwd=write_site({"index.md": "---\n---\n"}))
    assert done.returncode == 2
    assert "--watch does not go with" in done.stderr
