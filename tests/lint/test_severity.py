"""A finding may be milder than its rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.lint import lint, read_settings
from jekyll_tools.site import read_site

IMAGE = '<{tag} {name}="{value}" src="a.png" alt="a"></{tag}>'
CONFIG = "url: https://example.org\n"


def severities(root: Path, rule: str, page: str, config: str = CONFIG) -> list[str]:
    (root / "page.md").write_text(f"---\n---\n{page}\n")
    (root / "_config.yml").write_text(config)
    site = read_site(root)
    settings = read_settings(site.config.get("jekyll_tools"), select=[rule])
    return [finding.severity.value for finding in lint(settings.view(site), settings)]


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("img", "300", []),
        ("img", "300px", ["warning"]),
        ("img", " 300.5 PX", ["warning"]),
        ("img", "95%", ["warning"]),
        ("iframe", "100 %", ["error"]),  # browsers read 100 pixels
        ("img", "210rem", ["error"]),
        ("img", "auto", ["error"]),
        ("img", "px300", ["error"]),
        ("canvas", "300px", ["warning"]),
        ("canvas", "95%", ["error"]),  # browsers read 95 pixels
    ],
)
def test_a_size_that_browsers_show_as_meant(
    tmp_path: Path, tag: str, value: str, expected: list[str]
) -> None:
    page = IMAGE.format(tag=tag, name="width", value=value)
    assert severities(tmp_path, "image-dimension-invalid", page) == expected


def test_the_site_has_the_last_word(tmp_path: Path) -> None:
    strict = "jekyll_tools: {lint: {severity: {image-dimension-invalid: error}}}\n"
    page = IMAGE.format(tag="img", name="width", value="95%")
    assert severities(tmp_path, "image-dimension-invalid", page, strict) == ["error"]


def test_a_folder_that_may_be_another_repositorys(tmp_path: Path) -> None:
    page = "[a](https://example.org/work/) [b](https://example.org/nowhere.html)"
    assert severities(tmp_path, "own-domain-link", page) == ["warning", "error"]
