"""The contact sheet: every card, problems marked, nothing loaded and nothing run."""

from __future__ import annotations

from pathlib import Path

from jekyll_tools.cards.photos.check import check_photos
from jekyll_tools.cards.photos.policy import PhotoPolicy
from jekyll_tools.cards.photos.sheet import contact_sheet
from jekyll_tools.elements import elements
from jekyll_tools.site import read_site
from tests.cards.test_photo import picture, saved
from tests.conftest import Write

PEOPLE = """\
- {name: Ada, title: "R&D", photo: images/a.jpg, link: "https://x.org", groups: [speakers]}
- {name: "<script>x</script>{{ 1 }}", photo: 'images/"><script>.jpg', groups: [speakers]}
- {name: Bad, link: "javascript:x", photo: images/a.jpg, groups: [speakers]}
- {name: Wide, photo: images/wide.jpg}
"""
FILES = {
    "_config.yml": "title: A </title><script>",
    "_data/speakers.yml": PEOPLE,
    "_layouts/d.html": (
        '<link rel=stylesheet href="/a.css"><link rel=stylesheet href="//cdn.org/b.css">'
        '<link rel=stylesheet href="//[x/c.css">'
        "<style>.here {}</style>{{ content }}"
    ),
    "index.md": "---\nlayout: d\n---\n{% include cards/speakers.html %}\n",
    "_includes/cards/speakers.html": "",
    "a.css": ".x::after { content: '</style><script>' } .mine { color: red }",
    "images/a.jpg": saved(picture(60, 60), "JPEG"),
    "images/wide.jpg": saved(picture(90, 60), "JPEG"),
}


def sheet(site: Path) -> str:
    at = read_site(site)
    return contact_sheet(at, check_photos(at, PhotoPolicy(pixels=40)))


def test_a_sheet_has_every_card_and_marks_what_is_wrong(write_site: Write) -> None:
    text = sheet(write_site(FILES))
    cells = [e.value("class") for e in elements(text) if e.value("class").startswith("jt-cell")]
    assert cells == ["jt-cell jt-good", "jt-cell jt-bad", "jt-cell jt-good", "jt-cell jt-bad"]
    assert "R&amp;D" in text
    assert "is 90x60, not square" in text
    assert "as --fix would crop it" in text
    assert "runs a script or carries data" in text


def test_a_sheet_loads_nothing_and_runs_nothing(write_site: Write) -> None:
    text = sheet(write_site(FILES))
    found = elements(text)
    assert not [e for e in found if e.tag in ("script", "link", "iframe", "base")]
    assert all(
        e.value("src").startswith("data:image/jpeg;base64,") for e in found if e.tag == "img"
    )
    assert "default-src 'none'" in text


def test_a_sheet_has_the_styles_of_the_page(write_site: Write) -> None:
    text = sheet(write_site(FILES))
    assert ".mine { color: red }" in text
    assert ".here {}" in text
    assert "not here: //cdn.org/b.css, //[x/c.css" in text


def test_a_sheet_of_a_site_without_such_a_page(write_site: Write) -> None:
    files = {path: data for path, data in FILES.items() if not path.startswith(("_lay", "index"))}
    assert "jt-cell jt-bad" in sheet(write_site(files))
