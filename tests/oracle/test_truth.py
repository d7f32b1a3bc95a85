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

from tests.elsewhere import SITES, TRUTH
from tests.oracle.judge import judged

NAMES = sorted(
    path.name.removesuffix(".json.gz")
    for path in TRUTH.glob("*.json.gz")
    if (SITES / path.name.removesuffix(".json.gz")).is_dir()
)
BUILT = datetime.fromtimestamp(1787486400, UTC)

pytestmark = pytest.mark.long


# Cards that nest a link in a link: the recorder's parser repeats the outer one, as a browser does.
NESTED = {"ohbm-osr2020": {"speakers.md", "volunteers.md"}}


def truth_of(name: str) -> dict[str, Any]:
    """What was recorded of a build, without the pages of which the record is wrong.

    Documents of collections without `output` count as written there when another page has their
    URL, and pages of a pagination stand under the path of their template.
    """
    with gzip.open(TRUTH / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        truth: dict[str, Any] = json.load(file)
    collections = truth["config"]["collections"]
    for page in truth["pages"]:
        hidden = not collections.get(page.get("collection"), {"output": True}).get("output")
        nested = page.get("path") in NESTED.get(name, ())
        if hidden or nested or page.get("generated"):
            page["written"] = False
    return truth


def settings(truth: dict[str, Any]) -> dict[str, Any]:
    """What the recorded build changed in the site's configuration."""
    target = "jekyll4" if truth["jekyll"].startswith("4") else "github-pages"
    kept = {key: truth["config"][key] for key in ("plugins", "exclude")}
    if "just-the-docs.com" in truth["own_hosts"]:
        # jekyll-github-metadata was off, what it says of the repository was put in its place.
        kept["github"] = {"repository_url": "https://github.com/just-the-docs/just-the-docs"}
    return {**kept, "theme": None, "remote_theme": None, "jekyll_tools": {"target": target}}


def told(verb: str, name: str, lines: Iterable[Any], folder: Path) -> str:
    """What truth.py says of our lines."""
    file = folder / "lines.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    with gzip.open(folder / f"{name}.json.gz", "wt", encoding="utf-8") as truth:
        json.dump(truth_of(name), truth)
    command = [sys.executable, str(TRUTH / "truth.py"), verb, name, str(file)]
    environment = os.environ | {"TRUTH": str(folder)}
    done = subprocess.run(
        command, env=environment, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout


def figures(pattern: str, text: str) -> list[float]:
    """The numbers of a line of truth.py; the test fails where it says something else."""
    match = re.search(pattern, text)
    assert match is not None, text
    return [float(number) for number in match.groups()]


@pytest.mark.parametrize("name", NAMES)
def test_pages_ids_and_references_are_those_of_the_build(name: str, tmp_path: Path) -> None:
    from jekyll_tools.cli.inspected import inspected

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
    from jekyll_tools.report import Outcome, report
    from jekyll_tools.site import read_site

    truth = truth_of(name)
    site = read_site(SITES / name, config=settings(truth), now=BUILT)
    view = SiteView(site)
    findings = lint(view, read_settings(site.config.get("jekyll_tools")))
    shown = json.loads(report("json", Outcome(findings, view.lines, len(view.pages))))
    lines = [line for line in judged(shown, truth["own_hosts"]) if _is_content(line, truth)]
    text = told("judge", name, lines, tmp_path)
    right, wrong, missed, broken = figures(r"right (\d+), wrong (\d+), missed (\d+) of (\d+)", text)
    assert wrong <= 0.005 * (right + wrong), text
    assert missed <= 0.01 * broken, text


def _is_content(line: dict[str, Any], truth: dict[str, Any]) -> bool:
    """Whether `judge` knows of the reference: it leaves out those that only layouts show."""
    key = line["path"], line["v"]
    content = {(b["path"], b["v"]) for b in truth["broken"] if b["origin"] == "content"}
    return key in content or line["v"] not in {b["v"] for b in truth["broken_layout"]}
