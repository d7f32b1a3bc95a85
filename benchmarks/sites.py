"""The sites and the runs of the table of times: cold, nothing changed, one page changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JT = (sys.executable, "-m", "jekyll_tools")


PATIENCE = 2_000  # pages; for Node and Ruby tools that take minutes for more


def nothing() -> None:
    """Before a run that needs no preparation."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A row of the table: what is run on which site, and what is done before each run."""

    site: str
    what: str
    command: tuple[str, ...]
    before: Callable[[], None] = nothing
    must: bool = False  # a build that fails is not worth a figure
    cold: bool = True  # as often as is wanted; otherwise after one run that is not timed


def our_runs(name: str, site: Path, cache: Path) -> Iterator[Timed]:
    """`jt lint` on a site that may be changed."""
    command = (*JT, "lint", "-q", "-s", str(site), "--cache-dir", str(cache))
    pages = [page for page in sorted(site.rglob("*.md")) if page.read_bytes()[:3] == b"---"]
    yield Timed(name, "jt, cold", command, partial(shutil.rmtree, cache, ignore_errors=True))
    yield Timed(name, "jt, nothing changed", command, cold=False)
    yield Timed(name, "jt, one page changed", command, partial(_grow, pages[0]), cold=False)


def rival_runs(name: str, site: Path, tools: Path | None, folder: Path) -> Iterator[Timed]:
    """The other linters on the same files, those that are installed; slow ones on small sites."""
    if rumdl := _tool("rumdl", tools):
        yield Timed(name, "rumdl, no cache", (rumdl, "check", "--no-cache", "--quiet", str(site)))
    if sum(1 for _ in site.rglob("*.md")) > PATIENCE:
        return
    if lint2 := _tool("markdownlint-cli2", tools):
        yield Timed(name, "markdownlint-cli2", (lint2, f"{site}/**/*.md"))
    if (jekyll := _tool("jekyll", tools)) and (proofer := _tool("htmlproofer", tools)):
        built = folder / f"{site.name}-built"
        build = (jekyll, "build", "--quiet", "-s", str(site), "-d", str(built))
        cache = site / ".jekyll-cache"  # without it each build is cold
        clean = partial(shutil.rmtree, cache, ignore_errors=True)
        yield Timed(name, "Jekyll build", build, clean, must=True)
        if not (built / "index.html").is_file():
            return
        yield Timed(name, "html-proofer on that", (proofer, "--disable-external", str(built)))


def generated(generator: Path, pages: int, folder: Path) -> Path:
    """A site of so many pages."""
    site = folder / f"generated-{pages}"
    command = [sys.executable, str(generator), str(pages), str(site)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return site


def copied(site: Path, folder: Path) -> Path:
    """A copy of a site that may be changed; without its history."""
    there = folder / site.name
    shutil.copytree(site, there, ignore=shutil.ignore_patterns(".git"), symlinks=True)
    return there


def _grow(page: Path) -> None:
    """Change a page by one more paragraph."""
    with page.open("a", encoding="utf-8") as file:
        file.write("\n\nOne more paragraph.\n")


def _tool(name: str, tools: Path | None) -> str | None:
    if tools is not None:
        for folder in [*tools.rglob("bin"), *tools.rglob(".bin")]:
            if found := shutil.which(name, path=folder):
                return str(Path(found).absolute())
    return shutil.which(name)
