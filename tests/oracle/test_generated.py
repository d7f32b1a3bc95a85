"""Every deliberate defect of a generated site is found at its line, and no trap is reported.

`gen_site.py` writes a site with a known set of broken references, and with as many things that
only look broken: links in code, in comments, in Liquid comments, percent-encoded names. Each of
its defects has a word of its own, so that whatever is said about a reference without one is false.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.lint import Finding, read_settings
from jekyll_tools.lint.engine import lint
from jekyll_tools.site import read_site
from tests.elsewhere import GENERATOR

SIZES = [pytest.param(60), pytest.param(1000, marks=pytest.mark.long)]
TOKEN = re.compile(r"(?:nope|CaseTrap)-\d{6}")

# Rules that say that something does not lead where it should; the site's other oddities, such as
# tables by accident and `width="50%"`, are real and not in the list.
ABOUT_REFERENCES = (
    *("anchor-missing", "auto-id-replaced", "button-anchor", "cross-page-anchor", "empty-href"),
    *("image-bad-file", "image-missing", "include-missing", "link-missing"),
    *("link-unpublished", "liquid-leaked", "malformed-url", "markdown-link-not-rewritten"),
    *("path-case", "reference-undefined"),
)


@pytest.fixture(scope="module", params=SIZES if GENERATOR.is_file() else [])
def generated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[dict[str, Any]], tuple[Finding, ...], Path]:
    """The defects of a site, what is found on it, and the site."""
    root = tmp_path_factory.mktemp("generated") / "site"
    command = [sys.executable, str(GENERATOR), str(request.param), str(root), "--rate", "0.02"]
    subprocess.run(command, check=True, capture_output=True)
    manifest = json.loads(root.with_suffix(".manifest.json").read_text())
    settings = read_settings({"lint": {"select": list(ABOUT_REFERENCES)}})
    return manifest["broken"], lint(settings.view(read_site(root)), settings), root


def test_every_defect_is_found_at_its_line(generated: Any) -> None:
    broken, found, _ = generated
    places = {(token, f.path, f.at.line) for f in found for token in TOKEN.findall(_said(f))}
    assert len(broken) > 20
    assert [b for b in broken if (b["token"], b["file"], b["line"]) not in places] == []


def test_nothing_else_is_reported(generated: Any) -> None:
    broken, found, _ = generated
    tokens = {b["token"] for b in broken}
    assert [f for f in found if not tokens.intersection(TOKEN.findall(_said(f)))] == []


def test_a_link_to_the_own_domain_is_reported_for_what_is_not_there(generated: Any) -> None:
    _, _, root = generated
    settings = read_settings({"lint": {"select": ["own-domain-link"]}})
    site = read_site(root)
    found = lint(settings.view(site), settings)
    assert found, "the generator links to the own domain"
    for finding in found:
        path = finding.value.removeprefix("https://example.org").partition("?")[0]
        assert path.startswith("/")
        assert site.resolve(path) is None


def _said(finding: Finding) -> str:
    return f"{finding.value} {finding.message}"
