"""Eleven real sites, as real builds recorded them."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from jekyll_tools.site import Page, Site, read_site
from tests.elsewhere import SITES, TRUTH

NOW = datetime.fromtimestamp(1787486400, UTC)
TARGETS = {
    **dict.fromkeys(("iaifi", "usrse", "ohbm-osr2020", "choosealicense"), "jekyll3"),
    **dict.fromkeys(("djangocon2023", "rails-website"), "jekyll3"),
    **dict.fromkeys(("jekyll-docs", "text-docs", "opensource-guide"), "jekyll4"),
    **dict.fromkeys(("rubygems-guides", "just-the-docs"), "jekyll4"),
}
# the one site whose own Ruby plugins write files
WITH_RUBY = {"rubygems-guides"}
HERE = [name for name in TARGETS if (TRUTH / f"{name}.json.gz").is_file()]

pytestmark = pytest.mark.long


def read(name: str) -> tuple[dict[str, Any], Site]:
    """What was recorded, and our reading with the configuration of that build."""
    with gzip.open(TRUTH / f"{name}.json.gz") as file:
        truth = json.load(file)
    config = {
        **truth["config"],
        "jekyll_tools": {"target": TARGETS[name]},
        "theme": None,
        "remote_theme": None,
    }
    return truth, read_site(SITES / name, config=config, now=NOW)


def fact(page: Page) -> tuple[str | None, str, str]:
    """A page as the truth names it: generated ones have no source."""
    return None if page.kind == "generated" else page.path, page.url, page.dest


def recorded(page: dict[str, Any]) -> tuple[str | None, str, str]:
    return None if page.get("generated") else page.get("path"), page["url"], page["dest"]


@pytest.mark.parametrize("name", HERE)
def test_pages(name: str) -> None:
    truth, site = read(name)
    theirs = Counter(map(recorded, truth["pages"]))
    ours = Counter(map(fact, site.pages))
    assert theirs - ours == Counter()
    # the truth has the pages that are HTML; others are among its files
    extra = {page for page in (ours - theirs) if page[2].endswith(".html")}
    assert extra == set()


@pytest.mark.parametrize("name", HERE)
def test_layouts(name: str) -> None:
    truth, site = read(name)
    ours = {fact(page): page.layout for page in site.pages}
    for page in truth["pages"]:
        if page.get("layout"):
            assert ours[recorded(page)] == page["layout"]


@pytest.mark.parametrize("name", HERE)
def test_static_files(name: str) -> None:
    truth, site = read(name)
    ours = {(file.path, file.dest) for file in site.static_files if file.written and file.listed}
    assert ours == {(source, dest) for source, dest, _ in truth["static"]}


@pytest.mark.parametrize("name", HERE)
def test_files(name: str) -> None:
    truth, site = read(name)
    theirs = set(truth["files"])
    if TARGETS[name] == "jekyll3":
        # built with the style sheet converter of Jekyll 4, which writes maps
        theirs = {f for f in theirs if not f.endswith(".css.map") or f in site.outputs}
    assert set(site.outputs) - theirs == set()
    assert name in WITH_RUBY or theirs - set(site.outputs) == set()


@pytest.mark.parametrize("name", HERE)
def test_references_lead_where_they_led(name: str) -> None:
    truth, site = read(name)
    checked = 0
    for page in truth["pages"]:
        base = "https://example.org" + (truth["baseurl"] or "") + page["url"]
        for ref in page.get("refs", ()):
            if ref["status"] not in {"ok", "broken", "broken-anchor"} or ref["how"] == "self":
                continue
            url = urlsplit(urljoin(base, ref["v"].strip()))
            expected = None if ref["status"] == "broken" else ref["target"]
            assert site.resolve(url.path or "/") == expected, ref
            checked += 1
    assert checked > 50
