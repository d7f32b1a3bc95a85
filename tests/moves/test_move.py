"""`jt mv`: every reference follows, in the way it was written, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import JT, Write

SITE: dict[str, str | bytes] = {
    "_config.yml": (
        "url: https://x.org\nbaseurl: /b\nlogo: /images/i.png\n"
        "nav:\n  - {title: V, url: /venue.html}\n"
    ),
    "_layouts/page.html": (
        '{% for n in site.nav %}<a href="{{ n.url | relative_url }}">x</a>{% endfor %}\n'
        '<a href="{{ site.baseurl }}/venue.html">x</a> <img src="{{ site.logo | relative_url }}">\n'
        "{{ content }}\n"
    ),
    "_includes/box.html": '<a href="{{ include.to }}">b</a>\n',
    "_data/links.yml": '- to: /b/venue.html # one\n- {to: "/b/venue.html#the-rooms"}\n',
    "_posts/2020-01-01-first.md": "---\nlayout: page\n---\n[v](/b/venue) {% link index.md %}\n",
    "_drafts/later.md": "---\n---\n[v](/b/venue.html) [w](/b/venue.html?a=1#the-rooms)\n",
    "venue.md": (
        "---\nlayout: page\n---\n# Venue\n\n## The rooms\n\n[up](./index.html) [doc](docs/a.html) "
        "![i](images/i.png)\n[l]({% link docs/a.md %}) [here](#the-rooms)\n"
        '{% include box.html to="/b/venue.html#the-rooms" %}\n'
    ),
    "index.md": (
        "---\nlayout: page\nimage: /venue.html\n---\n[a](venue.html) [b](/b/venue.html#the-rooms) "
        "[c](https://x.org/b/venue) [d]({% link venue.md %}) `venue.html` venue.html\n"
        '<a href="{{ "/venue.html#the-rooms" | relative_url }}">x</a>\r\n'
        '<a href="{{ "venue.html" | absolute_url }}">y</a> <a href=\'venue.html\'>z</a>\n\n'
        "[r]: venue.html\n[q][r] [p]({% post_url 2020-01-01-first %})\n"
        '{% for p in site.data.links %}<a href="{{ p.to }}">d</a>{% endfor %}\n'
        "{% raw %}{% link venue.md %}{% endraw %} [other](https://y.org/b/venue.html)\n"
    ),
    "docs/a.md": (
        "---\nlayout: page\n---\n[v](../venue.html) [i](../index.html) ![i](../images/i.png)\n"
    ),
    "images/i.png": b"\x89PNG not really",
}


def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def moved(jt: JT, site: Path, old: str, new: str, *names: str) -> dict[str, str]:
    """What `jt mv` changed: the texts of the files, which must be the ones that are named."""
    before = files(site)
    shown = jt("mv", old, new, "--dry-run", cwd=site)
    assert (shown.returncode, files(site)) == (0, before), shown.stderr
    done = jt("mv", old, new, cwd=site)
    assert done.returncode == 0, done.stderr
    after = files(site)
    assert set(names) == {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)}
    return {name: after[name].decode("utf-8", "replace") for name in names if name in after}


def test_a_page(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    changed = (
        *("_config.yml", "_layouts/page.html", "_data/links.yml", "_posts/2020-01-01-first.md"),
        *("_drafts/later.md", "venue.md", "docs/place.md", "index.md", "docs/a.md"),
    )
    texts = moved(jt, site, "venue.md", "docs/place.md", *changed)
    for name in (
        "_config.yml",
        "_data/links.yml",
        "_posts/2020-01-01-first.md",
        "_drafts/later.md",
    ):
        expected = str(SITE[name]).replace("/venue", "/docs/place")
        assert texts[name] == expected
    assert texts["docs/a.md"] == str(SITE["docs/a.md"]).replace("../venue", "place")
    assert texts["docs/place.md"] == str(SITE["venue.md"]).replace("./index", "../index").replace(
        "docs/a.html", "a.html"
    ).replace("images/", "../images/").replace("/b/venue", "/b/docs/place")
    index = str(SITE["index.md"])
    for old, new in (
        ("`venue.html` venue.html", "`1` 1"),
        ("{% raw %}{% link venue.md %}", "{% raw %}2"),
        ("https://y.org/b/venue.html", "3"),
        ("venue", "docs/place"),
        ("`1` 1", "`venue.html` venue.html"),
        ("{% raw %}2", "{% raw %}{% link venue.md %}"),
        ("(3)", "(https://y.org/b/venue.html)"),
    ):
        index = index.replace(old, new)
    assert texts["index.md"] == index


def test_redirects_are_added_where_the_plugin_is_on(jt: JT, write_site: Write) -> None:
    config = str(SITE["_config.yml"]) + "plugins: [jekyll-redirect-from]\n"
    site = write_site(SITE | {"_config.yml": config})
    assert jt("mv", "venue.md", "place.md", cwd=site).returncode == 0
    assert "\nredirect_from: /venue.html\n---\n" in (site / "place.md").read_text()
    assert jt("mv", "place.md", "town/hall.md", cwd=site).returncode == 0
    text = (site / "town/hall.md").read_text()
    assert "/venue.html" in text
    assert "/place.html" in text
    assert jt("lint", "--select", "link-missing,anchor-missing", cwd=site).returncode == 0


def test_a_page_with_a_permalink_keeps_its_url(jt: JT, write_site: Write) -> None:
    site = write_site(
        {
            "_config.yml": "plugins: [jekyll-redirect-from]\n",
            "a.md": "---\npermalink: /x/\n---\n[b](../b.html)\n",
            "b.md": "---\n---\n[a](/x/) [c]({% link a.md %}) [d](x/)\n",
        }
    )
    texts = moved(jt, site, "a.md", "deep/c.md", "a.md", "deep/c.md", "b.md")
    assert texts["deep/c.md"] == "---\npermalink: /x/\n---\n[b](../b.html)\n"
    assert texts["b.md"] == "---\n---\n[a](/x/) [c]({% link deep/c.md %}) [d](x/)\n"


def test_an_image_an_include_data_a_post_and_a_folder(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    names = ("_config.yml", "venue.md", "docs/a.md", "images/i.png", "pics/j.png")
    texts = moved(jt, site, "images/i.png", "pics/j.png", *names)
    assert "(pics/j.png)" in texts["venue.md"]
    assert "logo: /pics/j.png" in texts["_config.yml"]
    names = ("_includes/box.html", "_includes/x/card.html", "venue.md")
    texts = moved(jt, site, "_includes/box.html", "_includes/x/card.html", *names)
    assert "{% include x/card.html to=" in texts["venue.md"]
    texts = moved(
        jt, site, "_data/links.yml", "_data/l 2.yml", "_data/links.yml", "_data/l 2.yml", "index.md"
    )
    assert "in site.data.l_2 %}" in texts["index.md"]
    post = "_posts/2020-01-01-first.md"
    texts = moved(
        jt, site, post, "_posts/2020-02-01-later.md", post, "_posts/2020-02-01-later.md", "index.md"
    )
    assert "{% post_url 2020-02-01-later %}" in texts["index.md"]
    texts = moved(jt, site, "docs", "papers/", "docs/a.md", "papers/docs/a.md", "venue.md")
    assert "[doc](papers/docs/a.html)" in texts["venue.md"]
    assert "{% link papers/docs/a.md %}" in texts["venue.md"]
    assert "[v](../../venue.html)" in texts["papers/docs/a.md"]
    assert not (site / "docs").exists()


def test_links_to_sources(jt: JT, write_site: Write) -> None:
    site = write_site(
        {
            "_config.yml": "plugins: [jekyll-relative-links]\n",
            "a.md": "---\n---\n## One\n\n[b](d/b.md) [b](d/b.md#two)\n\n[r]: d/b.md\n[x][r]\n",
            "d/b.md": "---\npermalink: /fixed/\n---\n## Two\n\n[a](../a.md#one) [c](./c.md)\n",
            "d/c.md": "---\n---\n[b](b.md)\n",
        }
    )
    names = ("a.md", "d/b.md", "e/f/b2.md", "d/c.md")
    texts = moved(jt, site, "d/b.md", "e/f/b2.md", *names)
    assert texts["a.md"].count("e/f/b2.md") == 3
    assert "[a](../../a.md#one) [c](../../d/c.md)" in texts["e/f/b2.md"]
    assert "[b](../e/f/b2.md)" in texts["d/c.md"]


LINKS = (
    "---\n---\n[a](docs/a.html) [b](/docs/a.html) [l]({% link docs/a.md %}) [s](docs/a.md#x)\n"
    "<a href='docs/a.html'>c</a> <a href=\"{{ '/docs/a.html' | relative_url }}\">d</a>\n"
)


@pytest.mark.parametrize(
    ("new", "written", "attribute", "source"),
    [
        ("docs/c d.md", "docs/c%20d.html", "docs/c%20d.html", "docs/c%20d.md"),
        ("docs/é.md", "docs/é.html", "docs/é.html", "docs/é.md"),
        ("dócs/50%.md", "dócs/50%25.html", "dócs/50%25.html", "dócs/50%.md"),
        ("r&d/x.md", "r&d/x.html", "r&amp;d/x.html", "r&d/x.md"),
        ("r&copy/x.md", "r&amp;copy/x.html", "r&amp;copy/x.html", "r&copy/x.md"),
    ],
)
def test_names_that_urls_and_html_escape(
    jt: JT, write_site: Write, new: str, written: str, attribute: str, source: str
) -> None:
    plain = '<a href="docs/a.html?x=1&amp;y">x</a>'
    site = write_site(
        {
            "_config.yml": "plugins: [jekyll-relative-links]\n",
            "index.md": LINKS,
            "docs/a.md": "---\n---\n## X\n\n[up](../index.html)\n",
            "plain.html": plain,
        }
    )
    texts = moved(jt, site, "docs/a.md", new, "docs/a.md", new, "index.md", "plain.html")
    expected = LINKS.replace("href='docs/a.html'", f"href='{attribute}'")
    expected = expected.replace("link docs/a.md", f"link {new}").replace("(docs/a.md", f"({source}")
    assert texts["index.md"] == expected.replace("docs/a.html", written)
    assert texts["plain.html"] == plain.replace("docs/a.html", attribute)
    back = moved(jt, site, new, "docs/a.md", "docs/a.md", new, "index.md", "plain.html")
    assert back["index.md"] == LINKS
    assert back["plain.html"] == plain


BASE = {"_config.yml": "", "a.md": "---\n---\n[b](b.html)\n", "b.md": "---\n---\n"}


@pytest.mark.parametrize(
    ("more", "old", "new", "said"),
    [
        ({}, "nowhere.md", "x.md", "no such file"),
        ({}, "a.md", "b.md", "is there already"),
        ({}, "a.md", "../x.md", "is not in the site"),
        ({}, "b.md", "_drafts/b.md", "Jekyll would not publish it there"),
        ({"c.md": "---\npermalink: /x.html\n---\n"}, "b.md", "x.md", "another file is published"),
        (
            {"c.md": '---\nn: b\n---\n<a href="{{ page.n }}.html">x</a>\n'},
            "b.md",
            "d/x.md",
            "c.md:2:4: b.html",
        ),
        (
            {"c.md": "---\n---\n{% assign f = 'b' | append: '.html' %}<a href='{{ f }}'>x</a>\n"},
            "b.md",
            "d/x.md",
            "b.html",
        ),
        ({"c.md": "---\n---\n[b](/b.html)\n\xe9\n".encode("latin-1")}, "b.md", "x.md", "not UTF-8"),
        (
            {"_includes/i.html": "x", "c.md": "---\n---\n{% include i.html %}"},
            "_includes/i.html",
            "i.html",
            "has to stay",
        ),
        (
            {"r.md": "x", "c.md": "---\n---\n{% include_relative r.md %}"},
            "c.md",
            "d/c.md",
            "include_relative",
        ),
    ],
)
def test_what_cannot_follow_stops_all(
    jt: JT, write_site: Write, more: Mapping[str, str | bytes], old: str, new: str, said: str
) -> None:
    site = write_site(BASE | dict(more))
    before = files(site)
    done = jt("mv", old, new, cwd=site)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr
    assert "internal error" not in done.stderr
    assert files(site) == before


LOOKED_UP: dict[str, str | bytes] = {
    "_config.yml": "collections: {ev: {output: true}}\n",
    "_layouts/page.html": "{{ content }}",
    "_layouts/free.html": "{{ content }}",
    "_includes/i.html": "i",
    "_data/n.yml": "a: 1\n",
    "_sass/base/_part.scss": "a { b: c }\n",
    "_posts/2020-01-01-a.md": "---\n---\n",
    "_ev/a.md": "---\n---\n",
    "_plugins/p.rb": "",
    "css/s.scss": "---\n---\n@import 'base/part';\n",
    "a.md": "---\nlayout: page\n---\n",
    "Gemfile": "",
    "CNAME": "x.org\n",
    "404.html": "---\n---\n",
    ".github/workflows/w.yml": "",
}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("_config.yml", "c2.yml", "_config.yml: Jekyll looks for it under this name"),
        ("Gemfile", "d/Gemfile", "Gemfile: Bundler looks"),
        ("CNAME", "host", "CNAME: GitHub Pages looks"),
        (".github", "github", ".github: GitHub looks"),
        ("_layouts", "_l", "can say another one: `layouts_dir`"),
        ("_includes", "_i", "can say another one: `includes_dir`"),
        ("_data", "_d", "can say another one: `data_dir`"),
        ("_plugins", "_p", "can say another one: `plugins_dir`"),
        ("_sass", "_s", "can say another one: `sass_dir`"),
        ("_ev", "_events", "a collection has the name of its folder"),
        ("_posts", "posts", "would be no post in posts/2020-01-01-a.md"),
        ("_layouts/page.html", "_layouts/other.html", "  a.md: layout page"),
        ("_sass/base/_part.scss", "_sass/base/_b.scss", "  css/s.scss:3: @import 'base/part'"),
    ],
)
def test_what_is_looked_up_by_its_name_stays(
    jt: JT, write_site: Write, old: str, new: str, said: str
) -> None:
    site = write_site(LOOKED_UP)
    before = files(site)
    done = jt("mv", old, new, cwd=site)
    assert (done.returncode, files(site)) == (2, before)
    assert said in done.stderr


def test_what_nothing_names_may_move(jt: JT, write_site: Write) -> None:
    site = write_site(LOOKED_UP)
    for old, new in (
        ("_layouts/free.html", "_layouts/x/f.html"),
        ("_layouts/page.html", "_layouts/page.htm"),
        ("_posts", "blog/_posts"),
    ):
        assert jt("mv", old, new, cwd=site).returncode == 0
    done = jt("mv", "404.html", "gone.html", cwd=site)
    assert (done.returncode, "404.html: servers ask for it" in done.stderr) == (0, True)


def test_open_pages_are_named(jt: JT, write_site: Write) -> None:
    site = write_site(BASE | {"c.md": "---\n---\n{% nobody_knows %}\n"})
    done = jt("mv", "b.md", "x.md", cwd=site)
    assert done.returncode == 0
    assert "not fully known, may lead there as well: c.md\n" in done.stderr


def test_of_many_open_pages_some_are_named(jt: JT, write_site: Write) -> None:
    site = write_site(BASE | {f"o{n}.md": "---\n---\n{% nobody_knows %}\n" for n in range(9)})
    done = jt("mv", "b.md", "x.md", cwd=site)
    assert "as well: o0.md, o1.md, o2.md and 6 more: jt lint --verbose\n" in done.stderr


def test_style_sheets_and_plain_html(jt: JT, write_site: Write) -> None:
    css = "a { background: url(../images/i.png) url('/b/images/i.png') url(data:x) }\n"
    site = write_site(
        {
            "_config.yml": "baseurl: /b\n",
            "css/plain.css": css,
            "css/main.scss": (
                "---\n---\n@import 'part';\nb { c: url({{ site.baseurl }}/images/i.png) }\n"
            ),
            "_sass/part.scss": 'd { e: url("../images/i.png?v=1") }\n',
            "plain.html": '<img src="images/i.png"><a href="page.html#x">x</a>',
            "page.md": "---\n---\n",
            "images/i.png": b"x",
        }
    )
    names = ("css/plain.css", "css/main.scss", "_sass/part.scss", "plain.html")
    texts = moved(jt, site, "images/i.png", "pics/j.png", "images/i.png", "pics/j.png", *names)
    assert texts["css/plain.css"] == css.replace("images/i.png", "pics/j.png")
    assert "url({{ site.baseurl }}/pics/j.png)" in texts["css/main.scss"]
    assert texts["_sass/part.scss"] == 'd { e: url("../pics/j.png?v=1") }\n'
    assert texts["plain.html"] == '<img src="pics/j.png"><a href="page.html#x">x</a>'
    texts = moved(jt, site, "page.md", "d/p.md", "page.md", "d/p.md", "plain.html")
    assert texts["plain.html"] == '<img src="pics/j.png"><a href="d/p.html#x">x</a>'
    texts = moved(jt, site, "css/plain.css", "x/y/plain.css", "css/plain.css", "x/y/plain.css")
    assert "url(../../pics/j.png) url('/b/pics/j.png')" in texts["x/y/plain.css"]


def test_a_folder_of_several_files_leaves_no_empty_folder(jt: JT, write_site: Write) -> None:
    site = write_site(
        BASE | {"x/y/c.md": "---\n---\n[a](../../a.html)\n", "x/y/d.txt": "d", "x/e": "e"}
    )
    moved(jt, site, "x", "z", "x/y/c.md", "x/y/d.txt", "x/e", "z/y/c.md", "z/y/d.txt", "z/e")
    assert not (site / "x").exists()
