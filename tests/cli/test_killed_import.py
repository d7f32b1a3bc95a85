"""`jt import` killed while it writes: the next `jt` leaves the site as before or as after it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from jekyll_tools.edit.write import locked
from tests.conftest import JT, Write

CARD = """\
  <div class="card">
    <img src="{n}.jpg" alt="P {n}"><div class="card-text"><a href="/{n}">Person {n}</a></div>
  </div>
"""
GROUP = '## Group {n}\n\n<div class="card-columns">\n' + CARD + "</div>\n\n"
PAGE = (
    "---\n---\n### Monday, May 6, 2024\n\n**9:00–10:00 am**\n\n*Talk*\n\nPerson 1, MIT\n\n"
    + "".join(GROUP.replace("{n}", str(n)) for n in range(6))
    + "## Organizers\n* Ada (MIT)\n"
)
SITE = {"_config.yml": "title: x\n", "a.md": PAGE}

# Each step of a write takes a while, so that a random moment falls between two of them.
SLOW = """
import os, sys, time
from pathlib import Path
from jekyll_tools.cli import main
told = False
def slow(owner, name):
    real = getattr(owner, name)
    def wrapper(*args, **keywords):
        global told
        if name == "fsync" and not told:  # the journal begins
            told = True
            os.write(1, b"go\\n")
        if told:
            time.sleep(0.004)
        return real(*args, **keywords)
    setattr(owner, name, wrapper)
slow(os, "fsync")
for name in ("replace", "unlink", "mkdir"):
    slow(Path, name)
sys.argv = ["jt", "import", "a.md"]
main()
"""


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def kill(
    jt: JT, write_site: Write, cache: Path, mend: Callable[[], None], kills: int, seed: int
) -> Counter[str]:
    draw = random.Random(seed)
    site = write_site(SITE)
    before = files(site)
    assert jt("import", "a.md", cwd=site, XDG_CACHE_HOME=str(cache)).returncode == 0
    after = files(site)
    assert len(after) == len(before) + 3 + 8
    outcomes: Counter[str] = Counter()
    for _ in range(kills):
        for name in files(site):
            (site / name).unlink()
        write_site(SITE)
        with subprocess.Popen(
            [sys.executable, "-c", SLOW],
            cwd=site,
            env=os.environ | {"XDG_CACHE_HOME": str(cache)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(draw.random() * 0.4)
            process.send_signal(signal.SIGKILL)
        left = files(site)
        mend()
        assert files(site) in (before, after)
        state = "before" if files(site) == before else "after"
        outcomes[f"{'mended' if left not in (before, after) else 'whole'}, {state}"] += 1
    return outcomes


def test_killed(jt: JT, write_site: Write, tmp_path: Path) -> None:
    cache = tmp_path / "cache"

    def build() -> None:
        done = jt("build", cwd=tmp_path / "site", XDG_CACHE_HOME=str(cache))
        assert done.returncode == 0, done.stderr

    kill(jt, write_site, cache, build, 3, 1)


@pytest.mark.long
def test_killed_200_times(jt: JT, write_site: Write, tmp_path: Path) -> None:
    cache = tmp_path / "cache"

    def begin() -> None:
        """What every `jt` does first."""
        with locked(tmp_path / "site", cache=cache / "jekyll-tools"):
            pass

    outcomes = kill(jt, write_site, cache, begin, 200, 2)
    print(dict(outcomes))
    assert outcomes["mended, before"]
    assert outcomes["mended, after"]
