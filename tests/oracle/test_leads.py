"""verify/leads.py: where a URL leads in a build, against what is known without a build."""

from dataclasses import replace

import pytest

from jekyll_tools.verify.built import Build
from jekyll_tools.verify.html import Facts, Ref, facts
from jekyll_tools.verify.leads import status

FULL = {
    "index.html": facts('<h1 id="hi">x</h1><a name="old"></a>'),
    "people.html": facts('<p id="über-uns">'),
    "news/index.html": facts("<p>"),
    "news/a b.html": facts("<p>"),
}
FILES = frozenset(FULL) | {"images/x.png", "paper.pdf"}
HOSTS = frozenset({"x.org", "www.x.org"})


def built(baseurl: str = "") -> Build:
    return Build((), FILES, FULL, baseurl, HOSTS)


@pytest.mark.parametrize(
    ("value", "page", "expected"),
    [
        ("", "index.html", "empty"),
        ("  ", "index.html", "empty"),
        ("#", "index.html", "hash"),
        ("#hi", "index.html", "ok"),
        ("#Hi", "index.html", "broken-anchor"),
        ("#old", "index.html", "ok"),
        ("#top", "news/index.html", "ok"),
        ("#:~:text=a", "news/index.html", "ok"),
        ("people.html#%C3%BCber-uns", "index.html", "ok"),
        ("people#über-uns", "index.html", "ok"),
        ("/people.html?q=1#über-uns", "news/index.html", "ok"),
        ("people.html", "news/index.html", "broken"),
        ("../people.html", "news/index.html", "ok"),
        ("../../people.html", "news/index.html", "ok"),
        ("people.html/", "index.html", "broken"),
        ("People.html", "index.html", "broken"),
        ("news", "index.html", "ok"),
        ("news/", "index.html", "ok"),
        ("/news/a%20b.html", "index.html", "ok"),
        ("images/", "index.html", "broken"),
        ("/images/x.png#t=1", "index.html", "ok"),
        ("/", "news/index.html", "ok"),
        ("mailto:a@b.c", "index.html", "scheme"),
        ("javascript:void(0)", "index.html", "scheme"),
        ("https://x.org/people.html", "index.html", "ok"),
        ("//www.x.org/nobody.html", "index.html", "broken"),
        ("https://x.org", "index.html", "ok"),
        ("https://y.org/people.html", "index.html", "external"),
        ("http:/x", "index.html", "external"),
        ("http://[", "index.html", "bad-url"),
        ("a@b.c", "index.html", "broken"),
    ],
)
def test_status(value: str, page: str, expected: str) -> None:
    assert status(value, page, built()) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("/base/people.html", "ok"),
        ("/base", "ok"),
        ("/base/", "ok"),
        ("/people.html", "outside-baseurl"),
        ("/basement", "outside-baseurl"),
        ("https://x.org/base/nobody", "broken"),
        ("people.html", "ok"),
    ],
)
def test_status_under_a_base_url(value: str, expected: str) -> None:
    assert status(value, "index.html", built("/base")) == expected


def test_ids_and_references_are_those_of_tags() -> None:
    html = '<p id="a"><!-- <p id="b"> --><a href="x?a&amp;b">l</a><img src=y><a name="">'
    refs = (Ref("a", "href", "x?a&b"), Ref("img", "src", "y"))
    assert facts(html) == Facts(("a",), frozenset(), refs)


def test_a_server_may_look_for_a_folder_before_the_page_of_its_name() -> None:
    full = {"a.html": facts("<p>"), "a/index.html": facts('<p id="x">')}
    pages = Build((), frozenset(full), full)
    assert status("/a#x", "a.html", pages) == "broken-anchor"
    assert status("/a#x", "a.html", replace(pages, folders_first=True)) == "ok"
    assert status("/a/#x", "a.html", pages) == "ok"
