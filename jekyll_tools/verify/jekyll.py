"""Builds a site with the real Jekyll and reads what became of every page."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jekyll_tools.verify.built import Build, BuiltPage, hosts_of, read_built
from jekyll_tools.verify.failure import VerifyError
from jekyll_tools.verify.html import facts

GITHUB_PAGES = (
    "jekyll-default-layout",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-relative-links",
    "jekyll-titles-from-headings",
)
"""The plugins that GitHub Pages always loads, as far as they change pages and references."""

_INSTALL = """Jekyll is not installed, so there is nothing to verify against. Install it:
  Debian, Ubuntu:  sudo apt-get install jekyll
  elsewhere:       gem install jekyll        (or `bundle install` in a site with a Gemfile)
Or build the site yourself and name the result: jt verify --built _site"""


def build(site: Path, *, plugins: Iterable[str] = (), seconds: float = 600) -> Build:
    """Build a site into a temporary folder; the site's own files stay as they are.

    `plugins` are loaded besides those of the configuration. The site's Ruby plugins run, as in
    every build. Raises `VerifyError` when there is no Jekyll, when it fails, and when it takes
    longer than `seconds`.
    """
    if shutil.which("ruby") is None:
        raise VerifyError(_INSTALL)
    with TemporaryDirectory(prefix="jt-verify-") as temporary:
        # Jekyll resolves the way to its destination, so ours must be resolved as well.
        folder = Path(temporary).resolve()
        destination, record = folder / "site", folder / "record.json"
        with as_file(files("jekyll_tools.verify") / "record.rb") as script:
            ruby, environment = _ruby(site)
            command = [*ruby, str(script), str(destination), str(record), *plugins]
            _run(command, site.resolve(), environment, seconds)
        if not record.is_file():
            raise VerifyError(f"{site}: Jekyll ended without an error but wrote nothing")
        # A site may keep CNAME out of its build and be served there all the same.
        hosts = hosts_of("", site)
        return _read(destination, json.loads(record.read_text("utf-8")), hosts)


def _read(destination: Path, record: dict[str, Any], hosts: frozenset[str]) -> Build:
    config = record["config"]
    built = read_built(destination, config.get("url") or "", config.get("baseurl") or "")
    pages = tuple(
        BuiltPage(page["path"], page["url"], page["dest"], facts(page["content"] or ""))
        for page in record["pages"]
        if page["written"] and page["dest"] in built.full
    )
    return Build(pages, built.files, built.full, built.baseurl, built.hosts | hosts)


def _ruby(site: Path) -> tuple[list[str], dict[str, str]]:
    """Ruby and its environment: the site's own gems when they are installed, else the machine's."""
    # What jt says is the page that visitors get, not the one of a developer.
    environment = os.environ | {"LC_ALL": "C.UTF-8", "JEKYLL_ENV": "production"}
    if not _is_bundled(site):
        return ["ruby"], environment | {"JEKYLL_NO_BUNDLER_REQUIRE": "true"}
    # Frozen: bundler must not write a new Gemfile.lock into the site.
    gemfile = str(site.resolve() / "Gemfile")
    own = environment | {"BUNDLE_FROZEN": "true", "BUNDLE_GEMFILE": gemfile}
    return ["bundle", "exec", "ruby"], own


def _is_bundled(site: Path) -> bool:
    if not (site / "Gemfile.lock").is_file() or shutil.which("bundle") is None:
        return False
    frozen = os.environ | {"BUNDLE_FROZEN": "true"}
    check = subprocess.run(
        ["bundle", "check"], cwd=site, env=frozen, capture_output=True, check=False
    )
    return check.returncode == 0


def _run(command: list[str], site: Path, environment: dict[str, str], seconds: float) -> None:
    process = subprocess.Popen(
        command,
        cwd=site,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except BaseException as error:
        # A plugin may have started programs of its own: the whole group goes.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise VerifyError(f"Jekyll was still building after {seconds:g} s") from None
        raise
    if process.returncode:
        raise VerifyError(_failure(output))


def _failure(output: str) -> str:
    """Why Jekyll failed: without the Ruby stack, which says nothing about the site."""
    if "cannot load such file -- jekyll (LoadError)" in output:
        return _INSTALL
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    told = [line for line in plain.splitlines() if line.strip() and not _is_stack(line)]
    return "\n".join(["Jekyll could not build the site:", *("  " + line for line in told[-12:])])


def _is_stack(line: str) -> bool:
    return line.startswith(("\tfrom ", "\t ")) and ":in `" in line
