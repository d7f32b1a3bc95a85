"""Times whole processes, `jt` and its rivals, and prints a Markdown table.

    python benchmarks/run.py [--runs 3] [--pages 1000 10000] [--rivals FOLDER] [--out FILE]

FOLDER has rumdl (`pip install rumdl`) and markdownlint-cli2 (`npm install markdownlint-cli2`) in
it; Jekyll and html-proofer are taken from the path. `CPU` is the time of the process and of those
that it starts: on a busy machine it says more than the wall clock does. The peak is that of the
largest process. Figures are medians; findings are no failure.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sites import JT, ROOT, Timed, copied, generated, our_runs, rival_runs

HEAD = "| site | what | wall s | CPU s | peak MB |\n|---|---|---:|---:|---:|"
SITES = Path(os.environ.get("JT_SITES") or ROOT.parent / "sites")
BENCH = Path(os.environ.get("JT_BENCH") or ROOT.parent / "shared" / "bench")


class Measured(NamedTuple):
    """What one process took."""

    status: float
    wall: float
    cpu: float
    peak: float


def main() -> None:
    """Measure, print, and write to a file if one was named."""
    options = _options()
    lines = [HEAD]
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for timed in _all(options, Path(folder)):
            status, wall, cpu, peak = _median(timed, options.runs)
            figures = f"{wall:.2f} | {cpu:.2f} | {peak:.0f} |"
            if timed.must and status:
                figures = "fails | | |"
            line = f"| {timed.site} | {timed.what} | {figures}"
            lines.append(line)
            print(line, flush=True)
    if options.out:
        options.out.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", type=Path, default=SITES / "iaifi")
    parser.add_argument("--generator", type=Path, default=BENCH / "gen_site.py")
    parser.add_argument("--pages", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--rivals", type=Path)
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def _all(options: argparse.Namespace, folder: Path) -> Iterator[Timed]:
    yield Timed("-", "jt --version", (*JT, "--version"))
    page = next(iter(sorted((ROOT / "_pages").glob("*.md"))))
    one = (*JT, "lint", "--no-cache", "-q", "-s", str(ROOT), str(page))
    yield Timed("this manual", f"jt, {page.name} only, cold", one)
    for count in options.pages if options.generator.is_file() else ():
        site = generated(options.generator, count, folder)
        yield from our_runs(f"{count:,} pages", site, folder / "cache")
        yield from rival_runs(f"{count:,} pages", site, options.rivals, folder)
    if options.site.is_dir():
        site = copied(options.site, folder)
        yield from our_runs(site.name, site, folder / "cache")
        yield from rival_runs(site.name, site, options.rivals, folder)


def _median(timed: Timed, runs: int) -> Measured:
    if not timed.cold:
        _measured(timed.command)
    found = []
    for _ in range(runs):
        timed.before()
        found.append(_measured(timed.command))
    return Measured(*(median(column) for column in zip(*found, strict=True)))


def _measured(command: tuple[str, ...]) -> Measured:
    """Run a command as a process of its own."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    return Measured(status, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
