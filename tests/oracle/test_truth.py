"""Eleven real sites, as jt sees them and as real builds recorded them."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.judge import judged

HERE = Path(__file__).resolve().parents[3]
TRUTH = Path(os.environ.get("TRUTH") or HERE / "shared" / "truth")
SITES = Path(os.environ.get("JT_SITES") or HERE / "sites")
NAMES = sorted(
    path.name.removesuffix(".json.gz")
    for path in TRUTH.glob("*.json.gz")
    if (SITES / path.name.removesuffix(".json.gz")).is_dir()
)
BUILT = datetime.fromtimestamp(1787486400, UTC)

pytestmark = pytest.mark.long


def truth_of(name: str) -> dict[str, Any]:
    """What was recorded of a build."""
    with gzip.open(TRUTH / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        truth: dict[str, Any] = json.load(file)
    return truth


def settings(truth: dict[str, Any]) -> dict[str, Any]:
    """What the recorded build changed in the site's configuration."""
    target = "jekyll4" if truth["jekyll"].startswith("4") else "github-pages"
    kept = {key: truth["config"][key] for key in ("plugins", "exclude")}
    return {**kept, "theme": None, "remote_theme": None, "jekyll_tools": {"target": target}}


def told(verb: str, name: str, lines: Iterable[Any], folder: Path) -> str:
    """What truth.py says of our lines."""
    file = folder / "lines.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    command = [sys.executable, str(TRUTH / "truth.py"), verb, name, str(file)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def figures(pattern: str, text: str) -> list[float]:
    """The numbers of a line of truth.py; the test fails where it says something else."""
    match = re.search(pattern, text)
    assert match is not None, text
    return [float(number) for number in match.groups()]


@pytest.mark.parametrize("name", NAMES)
def test_pages_ids_and_references_are_those_of_the_build(name: str, tmp_path: Path) -> None:
    from jekyll_tools.cli.inspect_page import inspected

    config = settings(truth_of(name))
    text = told("agree", name, inspected(SITES / name, config=config, now=BUILT), tmp_path)
    pattern = r"pages (\d+) of (\d+) .*urls ([\d.]+) %, ids ([\d.]+) %.*refs ([\d.]+) %"
    found, real, urls, ids, refs = figures(pattern, text)
    assert found == real, text
    assert urls == 100, text
    assert ids >= 99.9, text
    assert refs >= 99.5, text


@pytest.mark.parametrize("name", NAMES)
def test_what_is_reported_as_broken_is_broken_in_the_build(name: str, tmp_path: Path) -> None:
    from jekyll_tools.lint import SiteView, lint, read_settings
    from jekyll_tools.report import FORMATS, Outcome
    from jekyll_tools.site import read_site

    truth = truth_of(name)
    site = read_site(SITES / name, config=settings(truth), now=BUILT)
    view = SiteView(site)
    findings = lint(view, read_settings(site.config.get("jekyll_tools")))
    outcome = Outcome(findings, lambda path, number: "", len(view.pages))
    report = json.loads(FORMATS["json"](outcome))
    text = told("judge", name, judged(report, truth["own_hosts"]), tmp_path)
    right, wrong, missed, broken = figures(r"right (\d+), wrong (\d+), missed (\d+) of (\d+)", text)
    assert wrong <= 0.005 * (right + wrong), text
    assert missed <= 0.01 * broken, text
