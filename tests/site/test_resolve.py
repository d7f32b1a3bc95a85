"""Which file a server sends."""

from __future__ import annotations

import pytest

from jekyll_tools.site.resolve import Resolver

OUTPUTS = {
    "index.html",
    "a.html",
    "dir/index.html",
    "both.html",
    "both/index.html",
    "über b.html",
    "100%.png",
    "plain",
    "Case.md",
    "feed.xml",
    "x/y.z",
}


@pytest.mark.parametrize(
    ("path", "pages", "serve"),
    [
        ("/", "index.html", "index.html"),
        ("", None, None),
        ("a.html", None, None),
        ("/a.html", "a.html", "a.html"),
        ("/a", "a.html", "a.html"),
        ("/a/", None, None),
        ("/dir", "dir/index.html", "dir/index.html"),
        ("/dir/", "dir/index.html", "dir/index.html"),
        ("/dir/index", "dir/index.html", "dir/index.html"),
        ("/index", "index.html", "index.html"),
        ("/both", "both.html", "both/index.html"),
        ("/both/", "both/index.html", "both/index.html"),
        ("/%C3%BCber%20b", "über b.html", "über b.html"),
        ("/über b.html", "über b.html", "über b.html"),
        ("/100%25.png", "100%.png", "100%.png"),
        ("/100%.png", "100%.png", "100%.png"),
        ("/plain", "plain", "plain"),
        ("/case.md", None, None),
        ("/x/../a", "a.html", "a.html"),
        ("/../../a", "a.html", "a.html"),
        ("/x/./y.z", "x/y.z", "x/y.z"),
        ("/x", None, None),
        ("/x/", None, None),
        ("/feed.xml/", None, None),
        ("/\0", None, None),
        ("/%00", None, None),
        ("/%ff", None, None),
    ],
)
def test_resolve(path: str, pages: str | None, serve: str | None) -> None:
    assert Resolver(OUTPUTS, "", True).resolve(path) == pages
    assert Resolver(OUTPUTS, "", False).resolve(path) == serve


@pytest.mark.parametrize("baseurl", ["/base", "base", "/base/"])
def test_baseurl(baseurl: str) -> None:
    resolver = Resolver(OUTPUTS, baseurl, True)
    assert resolver.resolve("/base") == "index.html"
    assert resolver.resolve("/base/") == "index.html"
    assert resolver.resolve("/base/a") == "a.html"
    assert resolver.resolve("/a") is None
    assert resolver.resolve("/basement/a") is None
