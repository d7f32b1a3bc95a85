"""Numbers shared out among processes: each is taken once, and what fails is said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from jekyll_tools.cli import inspected
from jekyll_tools.cli.failure import UserError
from jekyll_tools.cli.sharing import shared_out
from tests.conftest import Write


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("numbers", [[], [7], list(range(5_000))])
def test_each_number_is_taken_once(numbers: list[int], jobs: int) -> None:
    parts = shared_out(numbers, list, jobs)
    assert len(parts) == jobs
    assert sorted(number for part in parts for number in part) == numbers


def test_what_another_process_could_not_do_is_said() -> None:
    def make(taken: Iterable[int]) -> None:
        if list(taken) is not None:
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        shared_out([1, 2, 3], make, 2)


def test_a_process_that_is_killed_is_told() -> None:
    here = os.getpid()

    def make(taken: Iterable[int]) -> list[int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(taken)

    with pytest.raises(UserError, match="killed"):
        shared_out([1, 2, 3], make, 2)


KILLED = """
import os, pathlib, signal, sys, time
from jekyll_tools.cli.sharing import shared_out
here, told = os.getpid(), pathlib.Path(sys.argv[1])
def make(taken):
    for number in taken:
        if os.getpid() == here:
            while not told.exists():
                time.sleep(0.01)
            os.kill(here, signal.SIGKILL)
        told.touch()
        time.sleep(0.05)
shared_out(range(2_000), make, 2)
"""


def test_nobody_works_for_a_process_that_was_killed(tmp_path: Path) -> None:
    told = tmp_path / "working"
    # The pipe is closed when both are gone; all of the work would take 100 s.
    command = [sys.executable, "-c", KILLED, told]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=20, check=False)
    assert (done.returncode, told.exists()) == (-signal.SIGKILL, True)


def test_many_pages_are_inspected_as_few_are(
    write_site: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = "[a](/p{}.html#part-{}) [b](/p{}.html#part-{})"
    pages = {
        f"p{n}.md": "---\n---\n"
        f"## Part {n}\n{links.format(n + 1, n + 1, n - 1, n)} {{{{ page.url }}}}\n"
        for n in range(9)
    }
    root = write_site({"_config.yml": "", **pages})
    few = list(inspected.inspected(root, full=True))
    monkeypatch.setattr(inspected, "ENOUGH", 2)
    assert list(inspected.inspected(root, full=True)) == few
    assert [entry["path"] for entry in few] == sorted(pages)
    statuses = [[ref["status"] for ref in entry["refs"]] for entry in few[1:-1]]
    assert statuses == [["ok", "broken-anchor"]] * 7
