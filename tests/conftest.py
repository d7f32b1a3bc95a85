"""Scratch sites, the installed `jt`, and what becomes of suites that need Debian's packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

JT = Callable[..., subprocess.CompletedProcess[str]]
"""The fixture `jt`."""

Write = Callable[[Mapping[str, "str | bytes"]], Path]
"""The fixture `write_site`."""

# The programs behind a mark; Debian's `jekyll` brings kramdown and its GFM parser along.
PROGRAMS = {
    "jekyll": ("ruby", "jekyll", "htmlproofer"),
    "browser": ("chromium", "chromedriver"),
}
IN_CI = os.environ.get("CI", "").lower() in ("true", "1")

# In CI the same examples every time; elsewhere new ones, so that machines find what CI cannot.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.load_profile("ci" if IN_CI else "local")


@cache
def missing(mark: str) -> tuple[str, ...]:
    """The programs behind a mark that this machine lacks."""
    return tuple(name for name in PROGRAMS[mark] if shutil.which(name) is None)


def install_command() -> str:
    """The one command that enables every suite, with the packages that the Makefile names."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    packages = re.search(r"^RUBY_PACKAGES\s*:=((?:[^\n]*\\\n)*[^\n]*)$", makefile, re.M)
    assert packages is not None, "the Makefile names the packages"
    names = " ".join(packages[1].replace("\\", " ").split())
    return f"sudo apt-get install --no-install-recommends {names}"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in PROGRAMS:
        if item.get_closest_marker(mark) is None or not missing(mark):
            continue
        reason = f"needs {' and '.join(missing(mark))}"
        if IN_CI:
            pytest.fail(f"{reason}, and CI=true: {install_command()}", pytrace=False)
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Iterator[None]:
    """Name the skipped suites last, where they are seen: after the summary of every other hook."""
    yield
    skipped = [
        report.nodeid.partition("::")[0]
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and "needs " in report.longrepr[2]
    ]
    if not skipped:
        return
    terminalreporter.section("skipped: programs are missing", yellow=True)
    for suite in sorted(set(skipped)):
        terminalreporter.line(f"{suite}: {skipped.count(suite)} skipped")
    terminalreporter.line(f"To run them: {install_command()}")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Runs in this process keep what they find away from the cache of whoever tests."""
    os.environ["JT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def write_site(tmp_path: Path) -> Write:
    """Write a scratch site from `{path: text or bytes}`; text is written as it is, in UTF-8."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        site = tmp_path / "site"
        for name, content in files.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        site.mkdir(exist_ok=True)
        return site

    return write


@pytest.fixture
def jt(tmp_path_factory: pytest.TempPathFactory) -> JT:
    """Run the installed console script: `jt("lint", cwd=site)`; output is text, nothing raises."""
    script = Path(sys.executable).with_name("jt")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JT_", "GITHUB_")) and name not in ("CI", "FORCE_COLOR")
    }
    environment["XDG_CACHE_HOME"] = str(tmp_path_factory.getbasetemp() / "cache")
    environment["NO_COLOR"] = "1"

    def run(
        *arguments: str | Path, cwd: Path, stdin: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [script, *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            env=environment | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def jekyll_build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Build a site with the real Jekyll: the folder of the result; the site stays as it is."""

    def build(site: Path) -> Path:
        destination = tmp_path_factory.mktemp("built") / "_site"
        command = ["jekyll", "build", "--disable-disk-cache", "--trace"]
        done = subprocess.run(
            [*command, "--source", site, "--destination", destination],
            cwd=tmp_path_factory.getbasetemp(),
            env=os.environ | {"JEKYLL_NO_BUNDLER_REQUIRE": "true", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return destination

    return build


@pytest.fixture(scope="session")
def demo(jekyll_build: Callable[[Path], Path]) -> Path:
    """This repository's own site as the real Jekyll builds it."""
    return jekyll_build(ROOT)
