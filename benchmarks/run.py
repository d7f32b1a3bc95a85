"""Times whole `jt` processes, cold, and prints a Markdown table.

    python benchmarks/run.py [--runs 3] [--site /work/sites/iaifi] [--generator gen_site.py]

`user` is the CPU time of the process and those that it starts: on a busy machine it says more than
the wall clock does. The peak is that of the largest process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
JT = [sys.executable, "-m", "jekyll_tools"]


class Measured(NamedTuple):
    """What one process took."""

    wall: float
    user: float
    peak: float


def main() -> None:
    """Measure and print."""
    options = _options()
    print(f"| {'what':30} | wall s | user s | peak MB |")
    print(f"|{'-' * 32}|-------:|-------:|--------:|")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in _commands(options, Path(folder)):
            runs = [_measured(command) for _ in range(options.runs)]
            wall, user, peak = (median(column) for column in zip(*runs, strict=True))
            print(f"| {name:30} | {wall:6.2f} | {user:6.2f} | {peak:7.0f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", type=Path, default=Path("/work/sites/iaifi"))
    parser.add_argument("--generator", type=Path, default=Path("/work/shared/bench/gen_site.py"))
    parser.add_argument("--pages", type=int, default=1000)
    return parser.parse_args()


def _commands(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """What is there to be timed: a line of the table, and the command."""
    yield "jt --version", [*JT, "--version"]
    page = next(iter(sorted((ROOT / "_pages").glob("*.md"))), None)
    if page is not None:
        yield f"lint {page.name}", [*JT, "lint", "-s", str(ROOT), str(page)]
    if options.site.is_dir():
        yield f"lint {options.site.name}", [*JT, "lint", "-s", str(options.site)]
    if options.generator.is_file():
        site = folder / "generated"
        made = [sys.executable, str(options.generator), str(options.pages), str(site)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        yield f"lint {options.pages:,} generated pages", [*JT, "lint", "-s", str(site)]
        shutil.rmtree(site)


def _measured(command: list[str]) -> Measured:
    """Run a command as a process of its own; findings are no failure."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    return Measured(wall, used.ru_utime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
