"""Fixes of what a generated include shows are made in the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.lint import apply_fixes
from jekyll_tools.lint.registry import all_rules
from tests.lint.test_rules import findings

HEADER = (
    "<!-- Made by `jt build` from _data/a.yml, group us; edit that instead (a81806949041). -->\n"
)


@pytest.mark.parametrize(
    ("data", "href", "fixed"),
    [
        ("- link: /venu.html\n", "/venu.html", "- link: /venue.html\n"),
        ("- link: venu.html\n", "/venu.html", "- link: venue.html\n"),
        ('- link: "venu.html" # here\n', "venu.html", '- link: "venue.html" # here\n'),
        ("- note: See [it](/venu.html).\n", "/venu.html", "- note: See [it](/venue.html).\n"),
        ("- link: /venu.html\n- link: /venu.html\n", "/venu.html", None),
        ("- link: venu.html venu.html\n", "venu.html", None),
        ('- link: "\\u0076enu.html"\n', "venu.html", None),
        ("- link: other.html\n", "venu.html", None),
    ],
)
def test_the_record_is_edited(data: str, href: str, fixed: str | None, tmp_path: Path) -> None:
    files = {
        "_config.yml": "",
        "_data/a.yml": data,
        "_includes/cards/us.html": f'{HEADER}<a href="{href}">it</a>\n',
        "page.md": "---\n---\n{% include cards/us.html %}\n",
        "venue.md": "---\n---\nRooms.\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    found = findings(tmp_path, all_rules()["link-missing"])
    assert len(found) == 1
    changed = apply_fixes(found, found.view.read, unsafe=True).files
    assert changed == ({"_data/a.yml": fixed} if fixed else {})


def test_pages_that_want_different_fixes_of_one_value_get_none(tmp_path: Path) -> None:
    files = {
        "_config.yml": "",
        "_includes/menu.html": '<a href="venu.html">it</a>\n',
        "a/page.md": "---\n---\n{% include menu.html %}\n",
        "a/venue.md": "---\n---\nRooms.\n",
        "b/page.md": "---\n---\n{% include menu.html %}\n",
        "b/venus.md": "---\n---\nPlanet.\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    (finding,) = findings(tmp_path, all_rules()["link-missing"])
    assert finding.pages == ("a/page.md", "b/page.md")
    assert finding.fix is None
