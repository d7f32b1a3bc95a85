"""The history of pages of iaifi.org, where its repository is at hand."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from tests.elsewhere import IAIFI


def git(*command: str) -> str:
    """What git says about the repository."""
    run = ["git", "-C", str(IAIFI), *command]
    return subprocess.run(run, capture_output=True, check=True).stdout.decode()


def versions(page: str) -> Iterator[str]:
    """Every text that a page ever had, each once, the newest first."""
    seen = set()
    for line in git("log", "--format=", "--raw", "--no-abbrev", "--", page).splitlines():
        blob = line.split()[3]
        if blob not in seen and set(blob) != {"0"}:
            seen.add(blob)
            yield git("cat-file", "blob", blob)
