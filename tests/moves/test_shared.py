"""`jt mv` and texts that several pages show: right on every page, or nothing is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jekyll_tools.lint import settings_of
from jekyll_tools.site import read_site
from tests.moves.test_move import JT, Write, files, moved

PAGE = "---\nlayout: page\n---\n"
SITE: dict[str, str | bytes] = {
    "_config.yml": "baseurl: /lab\n",
    "_layouts/page.html": '<img src="images/a.png?v=1"> {{ content }}\n',
    "about.md": PAGE,
    "contact.md": PAGE,
    "team.md": PAGE,
    "images/a.png": b"x",
}


def targets(site: Path) -> dict[str, Counter[str]]:
    """For each page what its references lead to; a way out of the site is none."""
    read = read_site(site)
    view = settings_of(read).view(read)
    return {
        page.page.path: Counter(
            target.dest or target.leads.value for target in map(page.target, page.references)
        )
        for page in view.pages
    }


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "{{ '/images/a.png' | relative_url }}?v=1"),
        ({"_config.yml": ""}, "/images/a.png?v=1"),
        (
            {"_includes/x.html": "{{ site.baseurl }}/x"},
            "{{ site.baseurl }}/images/a.png?v=1",
        ),
        (
            {"_config.yml": "", "_includes/x.html": "{{ '/x' | relative_url }}"},
            "{{ '/images/a.png' | relative_url }}?v=1",
        ),
    ],
)
def test_a_relative_path_in_a_layout_gets_one_from_the_top(
    jt: JT, write_site: Write, more: dict[str, str | bytes], expected: str
) -> None:
    site = write_site(SITE | more)
    before = targets(site)
    names = ("about.md", "info/about.md", "_layouts/page.html")
    texts = moved(jt, site, "about.md", "info/", *names)
    assert texts["_layouts/page.html"] == f'<img src="{expected}"> {{{{ content }}}}\n'
    before["info/about.md"] = before.pop("about.md")
    assert targets(site) == before


def test_a_piece_in_a_layout_and_a_value_in_data(jt: JT, write_site: Write) -> None:
    layout = (
        "<img src='images/{{ page.pic }}'>{% for p in site.data.p %}<img src=\"{{ p }}\">"
        '{% endfor %}{% include i.html src="images/a.png" %}\n'
    )
    more: dict[str, str | bytes] = {
        "_layouts/page.html": layout,
        "_data/p.yml": "- images/a.png\n",
        "_includes/i.html": '<img src="{{ include.src }}">',
    }
    page = "---\nlayout: page\npic: a.png\n---\n"
    site = write_site(SITE | more | {"about.md": page, "contact.md": page, "team.md": page})
    before = targets(site)
    names = ("about.md", "info/about.md", "_layouts/page.html", "_data/p.yml")
    texts = moved(jt, site, "about.md", "info/", *names)
    assert "<img src='{{ \"/images/\" | relative_url }}{{ page.pic }}'>" in texts[names[2]]
    assert 'src="/lab/images/a.png" %}' in texts[names[2]]
    assert texts["_data/p.yml"] == "- /lab/images/a.png\n"
    before["info/about.md"] = before.pop("about.md")
    assert targets(site) == before


def test_a_relative_path_stays_one_where_it_is_right_on_every_page(
    jt: JT, write_site: Write
) -> None:
    site = write_site(SITE)
    names = ("images/a.png", "pics/b.png", "_layouts/page.html")
    texts = moved(jt, site, "images/a.png", "pics/b.png", *names)
    assert texts["_layouts/page.html"].startswith('<img src="pics/b.png?v=1">')


def test_a_text_that_leads_to_several_places_stops_the_move(jt: JT, write_site: Write) -> None:
    data: dict[str, str | bytes] = {"_config.yml": "", "_layouts/page.html": "<a href='./'>x</a>"}
    site = write_site(SITE | data | {"index.md": PAGE, "docs/index.md": PAGE})
    before = files(site)
    done = jt("mv", "about.md", "info/", cwd=site)
    assert done.returncode == 2
    assert "_layouts/page.html:1:10: this one text leads to several places" in done.stderr
    assert files(site) == before


def test_a_file_renamed_in_its_folder_leaves_the_folder_to_the_template(
    jt: JT, write_site: Write
) -> None:
    # The new name ends as the old one does, so the template could be made to say the difference.
    layout = '<img src="/images/{{ page.pic }}"> {{ content }}\n'
    pages: dict[str, str | bytes] = {
        f"{name}.md": f"---\nlayout: page\npic: {pic}\n---\n"
        for name, pic in (("about", "a.png"), ("contact", "b.png"), ("team", "a.png"))
    }
    more: dict[str, str | bytes] = {"_config.yml": "", "_layouts/page.html": layout}
    site = write_site(SITE | pages | more | {"images/b.png": b"x"})
    names = ("images/a.png", "images/great-a.png", "about.md", "team.md")
    texts = moved(jt, site, "images/a.png", "images/great-a.png", *names)
    assert "pic: great-a.png\n" in texts["about.md"]
    assert "pic: great-a.png\n" in texts["team.md"]
