"""Where references lead: the URL rules of a browser on the files that Jekyll writes."""

from __future__ import annotations

import pytest

from jekyll_tools.render import Urls, target_of
from jekyll_tools.site import Site, read_site
from tests.conftest import Write

FILES = {
    "_config.yml": "baseurl: /base\nurl: https://example.org\n",
    "CNAME": "talks.example.com\n",
    "index.md": "---\n---\n",
    "people.md": "---\n---\n",
    "events/2024.md": "---\npermalink: /events/2024/\n---\n",
    "images/Äpfel 1.png": b"",
}


@pytest.fixture
def site(write_site: Write) -> Site:
    return read_site(write_site(FILES))


@pytest.mark.parametrize(
    ("value", "leads", "dest", "fragment"),
    [
        ("", "empty", None, None),
        ("  \n", "empty", None, None),
        ("#", "hash", None, None),
        ("#a", "page", "events/2024/index.html", "a"),
        ("#%C3%A4", "page", "events/2024/index.html", "ä"),
        ("?x=1#a", "page", "events/2024/index.html", "a"),
        ("../../people.html", "page", "people.html", None),
        ("../../../people.html", "outside-baseurl", None, None),
        ("people.html", "missing", None, None),
        ("/base/people.html#x", "page", "people.html", "x"),
        ("/base/people", "page", "people.html", None),
        ("/base/People.html", "missing", None, None),
        ("/base/", "page", "index.html", None),
        ("/base", "page", "index.html", None),
        ("/base/events/2024", "page", "events/2024/index.html", None),
        ("/people.html", "outside-baseurl", None, None),
        ("/base/images/%C3%84pfel%201.png", "page", "images/Äpfel 1.png", None),
        ("/base/images/Äpfel 1.png", "page", "images/Äpfel 1.png", None),
        ("https://example.org/base/people.html", "page", "people.html", None),
        ("//www.talks.example.com/base/people.html#x", "page", "people.html", "x"),
        ("HTTPS://EXAMPLE.ORG/base/nope", "missing", None, None),
        ("https://example.org:8080/base/people.html", "page", "people.html", None),
        ("https://example.net/", "external", None, None),
        ("//cdn.example.net/x.js", "external", None, None),
        ("mailto:a@example.org", "scheme", None, None),
        ("java\nscript:alert(1)", "scheme", None, None),
        ("data:image/png;base64,AAAA", "scheme", None, None),
        ("/base/a\0b", "missing", None, None),
    ],
)
def test_leads(site: Site, value: str, leads: str, dest: str | None, fragment: str | None) -> None:
    target = target_of(value, "/events/2024/", site, Urls(site))
    assert (target.leads.value, target.dest, target.fragment) == (leads, dest, fragment)


def test_links_to_sources_and_posts(write_site: Write) -> None:
    site = read_site(
        write_site(
            {
                "_config.yml": "permalink: pretty\n",
                "a.md": "---\n---\n",
                "_posts/2024-03-14-pi.md": "---\n---\n",
                "news/_posts/2024-03-14-pi.md": "---\n---\n",
            }
        )
    )
    urls = Urls(site)
    assert urls.of_source("a.md") == "/a/"
    assert urls.of_source("b.md") is None
    assert urls.of_post("2024-03-14-pi") == "/2024/03/14/pi/"
    assert urls.of_post("news/2024-03-14-pi") == "/news/2024/03/14/pi/"
    assert urls.of_post("pi") is None
