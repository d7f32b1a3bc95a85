"""What a Site answers: profiles, problems, what is not published and why, excerpts, themes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jekyll_tools.site import SiteError, excerpt_source, read_site
from tests.site.build import site_of

NOW = datetime(2024, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("files", "target", "reason"),
    [
        ({}, "jekyll4", "nothing says otherwise"),
        ({"CNAME": "x.org"}, "github-pages", "there is a CNAME and no Gemfile"),
        ({"Gemfile": 'gem "github-pages", group: :jekyll_plugins'}, "github-pages", "Gemfile has"),
        ({"Gemfile": "# gem 'github-pages'\ngem 'jekyll'"}, "jekyll4", "there is a Gemfile"),
        ({"Gemfile": "gem 'jekyll', '~> 3.9'"}, "jekyll3", "Gemfile asks"),
        ({"Gemfile.lock": "GEM\n  specs:\n    jekyll (3.9.0)\n"}, "jekyll3", "Gemfile.lock has"),
        (
            {"Gemfile.lock": "GEM\n  specs:\n    github-pages (228)\n"},
            "github-pages",
            "Gemfile.lock",
        ),
        (
            {"_config.yml": "jekyll_tools: {target: jekyll3}", "CNAME": ""},
            "jekyll3",
            "jekyll_tools",
        ),
    ],
)
def test_profile(files: dict[str, str], target: str, reason: str, tmp_path: Path) -> None:
    site_of(tmp_path, files)
    profile = read_site(tmp_path).profile
    assert profile.target == target
    assert profile.reason.startswith(reason)


def test_gemfile_loads_plugins(tmp_path: Path) -> None:
    gemfile = 'group :jekyll_plugins do\n  gem "jekyll-sitemap"\n  gem "jekyll-odd"\nend\n'
    site_of(tmp_path, {"Gemfile": gemfile, "index.md": "---\n---\n"})
    site = read_site(tmp_path)
    assert "sitemap.xml" in site.outputs
    assert [(each.kind, each.name) for each in site.open] == [("plugin", "jekyll-odd")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [\n", "_config.yml:2:1: .*closing bracket"),
        ("- a\n", "_config.yml: write `key: value` lines"),
        ("jekyll_tools: {target: jekyll9}", "github-pages, jekyll3, jekyll4"),
    ],
)
def test_configurations_that_cannot_be_read(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(text)
    with pytest.raises(SiteError, match=message.replace("[", r"\[")):
        read_site(tmp_path)


def test_a_configuration_in_toml(tmp_path: Path) -> None:
    files = {"_config.toml": 'permalink = "pretty"\n[[defaults]]\nvalues = {a = 1}\n'}
    site_of(tmp_path, {**files, "x.md": "---\n---\n"})
    site = read_site(tmp_path)
    [page] = site.pages
    assert page.url == "/x/"
    assert page.front_matter == {"a": 1}
    assert site.place_of(page.front_matter, "a") is None
    (tmp_path / "_config.toml").write_text("a =\n")
    with pytest.raises(SiteError, match=r"_config\.toml: .*line 1"):
        read_site(tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="there is no such folder"):
        read_site(tmp_path / "x")


def test_latin_1_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_bytes(b"title: Jos\xe9\n")
    with pytest.raises(SiteError, match="UTF-8"):
        read_site(tmp_path)


def test_what_is_not_published_and_why(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n"
    files = {
        "index.md": page,
        "hidden.md": "---\npublished: false\n---\n",
        "gone/x.md": page,
        "x~": "x",
        "_posts/2024-01-01-a.md": page,
        "_posts/2030-01-01-b.md": page,
        "_posts/c.md": page,
        "_posts/2024-01-02-d.md": "---\npublished: false\n---\n",
        "_drafts/e.md": page,
        "_quiet/f.md": page,
        "_loud/g.md": "---\ndate: 2030-01-01\n---\n",
        "_config.yml": "collections: {quiet: {}, loud: {output: true}}\nexclude: [gone]",
    }
    site_of(tmp_path, files)
    (tmp_path / "_posts" / "2024-01-03-latin.md").write_bytes(b"---\n---\n\xe9")
    site = read_site(tmp_path, now=NOW)
    assert site.unpublished == {
        "hidden.md": "unpublished",
        "gone": "excluded",
        "x~": "backup",
        "_posts/2030-01-01-b.md": "future",
        "_posts/c.md": "bad-post-name",
        "_posts/2024-01-02-d.md": "unpublished",
        "_posts/2024-01-03-latin.md": "not-utf8",
        "_drafts/e.md": "draft",
        "_quiet/f.md": "output-false",
        "_loud/g.md": "future",
    }
    why = {page.path: page.why_not for page in site.pages if page.file}
    assert why == {
        "index.md": None,
        "_posts/2024-01-01-a.md": None,
        "_quiet/f.md": "output-false",
        "_loud/g.md": "future",
    }


def test_problems_have_places(tmp_path: Path) -> None:
    files = {
        "bad.md": "---\na: [\n---\ntext",
        "mark.md": "\ufeff---\n---\n",
        "list.md": "---\n- a\n---\n",
        "empty.md": '---\npermalink: ""\n---\n',
        "twice.md": "---\na: 1\na: 2\n---\n",
        "_posts/2024-01-01-a.md": "---\npermalink: /:nothing/\n---\n",
        "_posts/2024-01-02-b.md": "---\ndate: soon\n---\n",
        "a.md": "---\npermalink: /same/\n---\n",
        "b.md": "---\npermalink: /same/\n---\n",
    }
    site = site_of(tmp_path, files)
    told = {problem.path: problem for problem in site.problems}
    for path, kind, fatal in (
        ("bad.md", "bad-yaml", False),
        ("mark.md", "byte-order-mark", False),
        ("list.md", "bad-front-matter", True),
        ("empty.md", "bad-permalink", True),
        ("twice.md", "duplicate-key", False),
        ("_posts/2024-01-01-a.md", "bad-permalink", True),
        ("_posts/2024-01-02-b.md", "bad-date", True),
        ("b.md", "output-collision", False),
    ):
        assert (told[path].kind, told[path].fatal) == (kind, fatal), path
    assert files["twice.md"][told["twice.md"].offset or 0 :].startswith("a: 2")
    assert [page.path for page in site.pages if not page.readable] == ["bad.md"]
    assert [item.path for item in site.outputs["same/index.html"]] == ["a.md", "b.md"]


def test_a_byte_order_mark_is_published_as_it_is(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"x.md": "\ufeff---\n---\n"}, target="jekyll4")
    assert [file.dest for file in site.static_files] == ["x.md"]
    assert [problem.kind for problem in site.problems] == []


def test_posts_know_their_neighbours(tmp_path: Path) -> None:
    posts = {f"_posts/2024-01-0{day}-p.md": "---\ntags: [t]\n---\n" for day in (3, 1, 2)}
    site = site_of(tmp_path, posts)
    newest, middle, oldest = site.posts
    assert [page.path[16] for page in site.posts] == ["3", "2", "1"]
    assert site.next_of(middle) is newest
    assert site.previous_of(middle) is oldest
    assert site.next_of(newest) is None
    assert site.tags["t"] == site.posts


@pytest.mark.parametrize("target", ["jekyll3", "jekyll4"])
def test_excerpts(target: str, tmp_path: Path) -> None:
    body = "one {% if x %}\n\ntwo [a] {% endif %}\n\n[a]: /b\n"
    files = {
        "_posts/2024-01-01-a.md": "---\n---\n" + body,
        "_posts/2024-01-02-b.md": "---\nexcerpt_separator: two\n---\n" + body,
        "_posts/2024-01-03-c.md": "---\nexcerpt: mine\n---\n" + body,
    }
    c, b, a = site_of(tmp_path, files, target=target).posts
    excerpts = [excerpt_source(page) for page in (a, b, c)]
    rest = "\n\n[a]: /b" if target == "jekyll3" else ""
    assert [e.text if e else None for e in excerpts] == [
        "one {% if x %}\n{% endif %}" + rest,
        "one {% if x %}\n\n\n{% endif %}" + rest,
        None,
    ]


def test_a_theme_on_the_disk(tmp_path: Path) -> None:
    files = {
        "_config.yml": "jekyll_tools: {target: jekyll4, theme: _vendor/theme}",
        "_vendor/theme/_layouts/default.html": "theme",
        "_vendor/theme/_layouts/own.html": "theme",
        "_vendor/theme/_includes/x.html": "theme",
        "_vendor/theme/_data/t.yml": "a: 1",
        "_vendor/theme/assets/style.scss": "---\n---\n",
        "_vendor/theme/assets/logo.svg": "<svg/>",
        "_vendor/theme/_config.yml": "color: red\npermalink: pretty\n",
        "_layouts/own.html": "---\nlayout: default\n---\nsite",
        "page.md": "---\nlayout: own\n---\n",
    }
    site_of(tmp_path, files)
    site = read_site(tmp_path, config={"remote_theme": "some/one"})
    assert [layout.path for layout in site.layouts.chain("own")] == [
        "_layouts/own.html",
        "_vendor/theme/_layouts/default.html",
    ]
    assert site.includes["x.html"].text == "theme"
    assert site.data == {"t": {"a": 1}}
    assert set(site.outputs) == {
        "page.html",
        "assets/style.css",
        "assets/style.css.map",
        "assets/logo.svg",
    }
    assert site.config["color"] == "red"
    assert site.open == ()


def test_a_theme_elsewhere_is_open(tmp_path: Path) -> None:
    site_of(tmp_path, {"index.md": "---\n---\n"})
    site = read_site(tmp_path, config={"remote_theme": "some/one"})
    assert [(each.kind, each.name) for each in site.open] == [("theme", "some/one")]


def test_the_theme_of_github_pages(tmp_path: Path) -> None:
    pages = {"jekyll_tools": {"target": "github-pages"}}
    site_of(tmp_path, {"page.md": "---\n---\n"})
    site = read_site(tmp_path, config=pages)
    assert [each.name for each in site.open] == ["jekyll-theme-primer"]
    assert {page.path: page.layout for page in site.pages}["page.md"] == "default"
    assert "assets/css/style.css" in site.outputs
    site_of(tmp_path, {"_layouts/default.html": "{{ content }}"})
    site = read_site(tmp_path, config=pages)
    assert site.open == ()


def test_collisions_name_what_a_person_wrote(tmp_path: Path) -> None:
    files = {
        "a.md": "---\nredirect_from: /old/\n---\n",
        "b.md": "---\nredirect_from: /old/\n---\n",
    }
    site = site_of(tmp_path, files, plugins=["jekyll-redirect-from"])
    [problem] = site.problems
    assert problem.path == "b.md"
    assert problem.message.startswith("2 sources are written to old/index.html: a.md, b.md")


def test_ruby_is_open(tmp_path: Path) -> None:
    site_of(tmp_path, {"_plugins/x.rb": ""})
    site = read_site(tmp_path)
    assert [(each.kind, each.name) for each in site.open] == [("ruby", "_plugins/x.rb")]
    site = read_site(tmp_path, config={"jekyll_tools": {"target": "github-pages"}, "theme": None})
    assert site.open == ()


def test_the_source_may_be_a_folder(tmp_path: Path) -> None:
    files = {
        "_config.yml": "source: docs",
        "docs/index.md": "---\n---\n",
        "docs/_data/x.yml": "a: 1",
        "docs/_posts/2024-01-01-a.md": "---\n---\n",
        "other.md": "---\n---\n",
    }
    site = site_of(tmp_path, files, target="jekyll4")
    assert {page.path: page.url for page in site.pages} == {
        "docs/index.md": "/",
        "docs/_posts/2024-01-01-a.md": "/2024/01/01/a.html",
    }
    assert site.data == {"x": {"a": 1}}


def test_hidden_includes_are_read_for_who_asks_by_name(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"_includes/a.html": "a"})
    (tmp_path / "_includes" / ".DS_Store").write_bytes(b"\0\xff")
    assert [*site.includes] == ["a.html"]
    assert not site.problems
    assert ".DS_Store" in site.includes
    assert [problem.kind for problem in site.problems] == ["not-utf8"]
