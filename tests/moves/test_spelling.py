"""A path that leads elsewhere is spelt as the old one was."""

import pytest

from jekyll_tools.moves.spelling import Aim, path_in, respelt

PAGE, NEW = Aim("/a/b.html", "a/b.html"), Aim("/c/d.html", "c/d.html")
FOLDER, INDEX = Aim("/about/", "about/index.html"), Aim("/us/", "us/index.html")


@pytest.mark.parametrize(
    ("value", "resolved", "old", "new", "here", "expected"),
    [
        ("/a/b.html#x", "/a/b.html", PAGE, NEW, "/", "/c/d.html"),
        ("/a/b?x=1", "/a/b", PAGE, NEW, "/", "/c/d"),
        ("a/b.html", "/a/b.html", PAGE, NEW, "/", "c/d.html"),
        ("./a/b.html", "/a/b.html", PAGE, NEW, "/", "./c/d.html"),
        ("../a/b", "/a/b", PAGE, NEW, "/c/x.html", "d"),
        ("b.html", "/a/b.html", PAGE, NEW, "/a/x/", "../../c/d.html"),
        ("/base/a/b.html", "/a/b.html", PAGE, NEW, "/", "/base/c/d.html"),
        ("https://x.org/base/a/b", "/a/b", PAGE, NEW, "/", "/base/c/d"),
        ("/about/", "/about/", FOLDER, INDEX, "/", "/us/"),
        ("/about", "/about", FOLDER, INDEX, "/", "/us"),
        ("/about/index.html", "/about/index.html", FOLDER, INDEX, "/", "/us/index.html"),
        ("../about/", "/about/", FOLDER, INDEX, "/x/", "../us/"),
        ("./", "/about/", FOLDER, INDEX, "/us/x.html", "./"),
        ("/a/b.html", "/a/b.html", PAGE, FOLDER, "/", "/about/"),
        ("/a/b", "/a/b", PAGE, FOLDER, "/", "/about/"),
        ("b", "/a/b", PAGE, Aim("/a/1:2.html", "a/1:2.html"), "/a/", "./1:2"),
        ("/a/b.html", "/a/b.html", PAGE, Aim("/a b.html", "a b.html"), "/", "/a%20b.html"),
        ("/a/%62.html", "/a/b.html", PAGE, Aim("/é.html", "é.html"), "/", "/%C3%A9.html"),
        ("/a/b.html", "/a/b.html", PAGE, Aim("/é.html", "é.html"), "/", "/é.html"),
        # Jekyll escapes the URL of a page, and not that of a file.
        ("/a/b.html", "/a/b.html", PAGE, Aim("/c%20d.html", "c d.html"), "/", "/c%20d.html"),
        ("a/b.html", "/a/b.html", PAGE, Aim("/%C3%A9/x.html", "é/x.html"), "/é/y", "x.html"),
        ("/a/b.html", "/a/b.html", PAGE, Aim("/c%20d", "c%20d"), "/", "/c%2520d"),
        ("/c%20d.html", "/c d.html", Aim("/c%20d.html", "c d.html"), NEW, "/", "/c/d.html"),
        ("r&#38;d/x", "/r&d/x", Aim("/r&d/x", "r&d/x"), NEW, "/", "c/d.html"),
    ],
)
def test_respelt(value: str, resolved: str, old: Aim, new: Aim, here: str, expected: str) -> None:
    assert respelt(
        path_in(value), resolved, old, new, here, "/base" if "base" in value else ""
    ) == (expected)
