"""verify/compare.py: each kind of disagreement is seen, and agreement as well."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.verify import Build, BuiltPage, Seconds, VerifyError, compare, read_built
from jekyll_tools.verify.html import facts
from jekyll_tools.verify.output import as_json, as_text

CONTENT = '<h1 id="hi">Hi</h1><a href="#hi">a</a><a href="/no">b</a><img src="x.png">'
OTHER = '<p id="p"><a href="/#gone">c</a></p>'


def theirs() -> Build:
    full = {"index.html": facts(f'<body id="top">{CONTENT}'), "a/b.html": facts(OTHER)}
    pages = (
        BuiltPage("index.md", "/", "index.html", facts(CONTENT)),
        BuiltPage("_posts/b.md", "/a/b.html", "a/b.html", facts(OTHER)),
        BuiltPage(None, "/feed/", "feed/index.html", facts("")),
    )
    full["feed/index.html"] = facts("")
    return Build(pages, frozenset({*full, "x.png", "a.css"}), full)


def page(path: str, url: str, ids: list[str], **refs: str) -> dict[str, Any]:
    return {"path": path, "url": url, "open": [], "ids": ids, "refs": []}


def ref(tag: str, value: str, status: str) -> dict[str, str]:
    return {"tag": tag, "attr": "src" if tag == "img" else "href", "v": value, "status": status}


def ours() -> list[dict[str, Any]]:
    """What equals `theirs`."""
    home = page("index.md", "/", ["hi"])
    home["refs"] = [ref("a", "#hi", "ok"), ref("a", "/no", "broken"), ref("img", "x.png", "ok")]
    post = page("_posts/b.md", "/a/b.html", ["p"])
    post["refs"] = [ref("a", "/#gone", "broken-anchor")]
    return [home, post, page("a.scss", "/a.css", [])]


def test_equal_accounts_agree() -> None:
    agreement = compare(ours(), theirs())
    assert agreement.agrees
    assert (agreement.pages, agreement.broken_right) == (2, 2)
    assert (agreement.precision, agreement.recall) == (1.0, 1.0)
    assert agreement.made_up == ("/feed/",)
    assert all(share.same == share.all for share in agreement.shares.values())
    assert as_text(agreement).startswith("all equal: jt and Jekyll, 2 pages\n")


def test_the_seconds_of_both_sides_are_shown() -> None:
    agreement = compare(ours(), theirs())
    assert "\n  seconds  jt 0.5, Jekyll 61.3\n" in as_text(agreement, Seconds(0.49, 61.3))
    assert as_text(agreement, Seconds(0.49)).endswith("\n  seconds  jt 0.5\n")
    told = json.loads(as_json(agreement, Seconds(0.49)))
    assert told["seconds"] == {"jt": 0.49, "jekyll": None}


def test_another_url_is_a_difference() -> None:
    mine = ours()
    mine[1]["url"] = "/b.html"
    agreement = compare(mine, theirs())
    assert [(w.path, w.ours, w.theirs) for w in agreement.wrong_urls] == [
        ("_posts/b.md", "/b.html", "/a/b.html")
    ]
    assert not agreement.agrees


def test_a_page_of_one_side_only_is_a_difference() -> None:
    mine = ours()
    assert compare(mine[:1], theirs()).missing_pages == ("_posts/b.md",)
    agreement = compare([*mine, page("c.md", "/c.html", [])], theirs())
    assert agreement.extra_pages == ("c.md",)
    assert not agreement.agrees


def test_ids_and_links_of_one_side_only_are_differences() -> None:
    mine = ours()
    mine[0]["ids"] = ["hi", "hi", "ho"]
    mine[1]["refs"] = [ref("a", "/#left", "ok")]
    agreement = compare(mine, theirs())
    assert [(d.path, d.kind, d.missing, d.extra) for d in agreement.differences] == [
        ("index.md", "ids", (), ("hi", "ho")),
        ("_posts/b.md", "links", ("/#gone",), ("/#left",)),
    ]
    assert agreement.shares["ids"] == (2, 4)
    assert agreement.shares["links"] == (2, 4)
    assert "index.md: ids: only in jt's: 'hi', 'ho'" in as_text(agreement)


def test_a_false_alarm_and_a_miss_are_counted() -> None:
    mine = ours()
    mine[0]["refs"][0]["status"] = "broken-anchor"
    mine[1]["refs"][0]["status"] = "ok"
    agreement = compare(mine, theirs())
    assert [(j.ref.value, j.theirs) for j in agreement.false_alarms] == [("#hi", "ok")]
    assert [(j.ref.value, j.ours) for j in agreement.missed] == [("/#gone", "ok")]
    assert (agreement.precision, agreement.recall) == (0.5, 0.5)
    assert not agreement.agrees


def test_a_broken_reference_that_is_open_to_us_is_no_contradiction() -> None:
    mine = ours()
    mine[1]["refs"][0]["status"] = "open"
    agreement = compare(mine, theirs())
    assert agreement.agrees
    assert [j.ref.value for j in agreement.left_open] == ["/#gone"]
    assert agreement.recall == 0.5
    assert "\n  broken   2 references; precision 1.0000, recall 0.5000\n" in as_text(agreement)
    assert "1 of the broken references, which jt cannot know\n" in as_text(agreement)


def test_a_broken_reference_that_an_open_page_hides_is_no_contradiction() -> None:
    mine = ours()
    mine[1] |= {"refs": [], "open": ["unknown tag"]}
    agreement = compare(mine, theirs())
    assert agreement.agrees
    assert [j.ref.value for j in agreement.left_open] == ["/#gone"]


def test_of_an_open_page_only_the_url_is_compared() -> None:
    mine = ours()
    mine[1] |= {"ids": [], "open": ["unknown tag"]}
    agreement = compare(mine, theirs())
    assert (agreement.open_pages, agreement.differences) == (1, ())


def test_the_whole_page_is_compared_when_we_name_its_ids() -> None:
    mine = ours()
    mine[0] |= {"full_ids": ["hi"], "full_refs": mine[0]["refs"], "full_open": []}
    assert [(d.kind, d.missing) for d in compare(mine, theirs()).differences] == [
        ("full ids", ("top",))
    ]


def test_a_page_whose_layout_is_open_is_compared_without_it() -> None:
    mine = ours()
    mine[0] |= {"full_ids": ["hi"], "full_refs": [], "full_open": ["unknown filter"]}
    agreement = compare(mine, theirs())
    assert (agreement.agrees, agreement.open_pages, agreement.open_layouts) == (True, 0, 1)
    assert "  open     1 page by the layout, which was not" in as_text(agreement)


def test_an_existing_build_is_compared_by_its_files(
    write_site: Callable[..., Path],
) -> None:
    site = write_site({"index.html": f'<body id="top">{CONTENT}', "a/b.html": OTHER, "x.png": b""})
    agreement = compare(ours()[:2], read_built(site))
    assert agreement.agrees
    assert (agreement.pages, agreement.broken_right) == (2, 2)
    mine = ours()[:2]
    mine[0]["ids"] = ["ho"]
    assert [d.extra for d in compare(mine, read_built(site)).differences] == [("ho",)]


def test_the_host_is_that_of_the_url_and_of_cname(write_site: Callable[..., Path]) -> None:
    site = write_site({"index.html": "", "CNAME": "lab.org\n"})
    built = read_built(site, "https://www.x.org:80/y", "base/")
    assert built.hosts == {"x.org", "www.x.org", "lab.org", "www.lab.org"}
    assert built.baseurl == "/base"


def test_a_folder_without_html_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="build the site first"):
        read_built(tmp_path)


def test_several_pages_of_one_source_are_told_apart_by_url() -> None:
    full = {"index.html": facts(""), "page2/index.html": facts('<p id="two">')}
    pages = (
        BuiltPage("index.html", "/", "index.html", facts("")),
        BuiltPage("index.html", "/page2/", "page2/index.html", facts('<p id="two">')),
    )
    mine = [page("index.html", "/page2/", ["two"]), page("index.html", "/", [])]
    assert compare(mine, Build(pages, frozenset(full), full)).agrees


def test_the_json_has_everything_and_a_version() -> None:
    mine = ours()
    mine[0]["ids"] = []
    told = json.loads(as_json(compare(mine, theirs())))
    assert (told["version"], told["agrees"]) == (1, False)
    assert told["differences"] == [
        {"path": "index.md", "kind": "ids", "missing": ["hi"], "extra": []}
    ]
    assert told["broken"]["precision"] == 1.0
