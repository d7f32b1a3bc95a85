"""Small sites against real Jekylls: URLs, destinations, dates, titles, categories, order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.site import Site, read_site
from tests.site import random_sites, real_jekyll

HERE = Path(__file__).parent
GOLDENS = [
    (version, target, number, json.loads(line))
    for version, target in (
        ("3.10", "jekyll3"),
        ("3.10_plugins", "jekyll3"),
        ("4.3", "jekyll4"),
    )
    for number, line in enumerate((HERE / f"sites_{version}.jsonl").read_text("utf-8").splitlines())
]


def read(folder: Path, target: str) -> Site:
    """Our reading; Debian's Jekyll 4 reads YAML with Psych."""
    engine = "psych" if target == "jekyll4" else "safe_yaml"
    return read_site(folder, config={"jekyll_tools": {"target": target}}, engine=engine)  # type: ignore[arg-type]


def check(site: Site, theirs: dict[str, Any]) -> None:
    """Fails with what differs; where Jekyll ends the build, a problem has to say so."""
    fatal = [problem for problem in site.problems if problem.fatal]
    if "error" in theirs:
        assert fatal, theirs
        return
    assert not fatal
    ours = real_jekyll.as_jekyll_says(site)
    # source maps come when Jekyll renders, which the script does not let it do
    ours["pages"] = [page for page in ours["pages"] if not page["dest"].endswith(".css.map")]
    assert real_jekyll.differences(ours, theirs) == []


@pytest.mark.parametrize(
    ("version", "target", "number", "golden"),
    GOLDENS,
    ids=[f"{version}-{number}" for version, _, number, _ in GOLDENS],
)
def test_golden(
    version: str, target: str, number: int, golden: dict[str, Any], tmp_path: Path
) -> None:
    random_sites.write(golden["files"], tmp_path)
    check(read(tmp_path, target), golden["jekyll"])


@pytest.mark.jekyll
@pytest.mark.parametrize("start", [1000, 1100])
def test_jekyll_4(start: int, tmp_path: Path) -> None:
    home = tmp_path.resolve()
    folders = [home / str(seed) for seed in range(start, start + 100)]
    for folder in folders:
        random_sites.write(random_sites.make(int(folder.name), new=True), folder)
    for folder, theirs in zip(folders, real_jekyll.read_with_jekyll(folders), strict=True):
        check(read(folder, "jekyll4"), theirs)


@pytest.mark.jekyll
def test_plugins(tmp_path: Path) -> None:
    home = tmp_path.resolve()
    folders = [home / str(seed) for seed in range(120)]
    for folder in folders:
        random_sites.write(random_sites.make_with_plugins(int(folder.name)), folder)
    answers = real_jekyll.read_with_jekyll(folders, plugins=random_sites.PLUGINS)
    for folder, theirs in zip(folders, answers, strict=True):
        check(read(folder, "jekyll4"), theirs)
