"""Findings in pages that a layout compresses, sorts or shortens name what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.lint.registry import all_rules
from tests.lint.test_rules import findings

WORDS = "word " * 60
PAGE = f"""---
layout: inner
---
{WORDS}

[a](/one)   [b](/gone)

<pre>  kept  </pre>

<p><a   href="/gone">c</a></p>
"""
INNER = f"""---
layout: press
---
<nav>  <a href="/menu">m</a>  </nav>
<p>{WORDS}</p>
{{{{ content }}}}
<footer>
  <a href="/menu">m</a>
</footer>
"""
SQUEEZED = "---\n---\n{{ content | split: ' ' | join: ' ' }}"
ALTERED = (
    "---\n---\n{{ content | replace: '<a href', '<a rel=\"x\" href' | split: ' ' | join: ' ' }}"
)
BY_PARTS = """---
---
{% assign parts = content | split: "<pre" %}{% for part in parts %}\
{% assign rest = part | split: "</pre>" %}\
{% capture all %}{{ all }}{% if part contains "</pre>" %}<pre{{ rest.first }}</pre>{% endif %}\
{{ rest.last | split: " " | join: " " }}{% endcapture %}{% endfor %}{{ all }}"""
CUT = "---\n---\n{{ content | remove: '<nav>  <a href=\"/menu\">m</a>  </nav>' | upcase }}"


@pytest.mark.parametrize("layout", [SQUEEZED, ALTERED, BY_PARTS])
def test_a_link_is_found_where_it_was_written(layout: str, tmp_path: Path) -> None:
    assert _links(tmp_path, layout) == [
        ("_layouts/inner.html", 4, "/menu"),
        ("_layouts/inner.html", 8, "/menu"),
        ("page.md", 6, "/gone"),
        ("page.md", 6, "/one"),
        ("page.md", 10, "/gone"),
    ]


def test_nothing_is_said_of_text_that_nobody_can_place(tmp_path: Path) -> None:
    assert _links(tmp_path, CUT) == []


def test_many_links_and_long_ones_are_told_apart(tmp_path: Path) -> None:
    long = "/" + "far/" * 200
    links = [f"{long}{n % 7}" if n % 3 else f"/near{n % 5}" for n in range(40)]
    page = "---\nlayout: inner\n---\n" + "\n".join(f'<a  href="{each}">x</a>' for each in links)
    found = _links(tmp_path, SQUEEZED.replace("' '", "'  '"), page)
    assert [row for row in found if row[0] == "page.md"] == sorted(
        ("page.md", 4 + n, each) for n, each in enumerate(links)
    )


def _links(folder: Path, layout: str, page: str = PAGE) -> list[tuple[str, int, str]]:
    files = {
        "_config.yml": "",
        "_layouts/press.html": layout,
        "_layouts/inner.html": INNER,
        "page.md": page,
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    found = findings(folder, all_rules()["link-missing"])
    return sorted(
        (each.path, files[each.path].count("\n", 0, each.start) + 1, each.value) for each in found
    )
