"""verify/jekyll.py: the real Jekyll builds a site and leaves it as it was."""

import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from jekyll_tools.verify import VerifyError, build

pytestmark = pytest.mark.jekyll

WriteSite = Callable[..., Path]


def files_of(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_every_page_is_recorded_before_and_after_its_layout(write_site: WriteSite) -> None:
    site = write_site(
        {
            "_config.yml": "url: https://x.org\nbaseurl: /b\n"
            "collections: {people: {output: true}, notes: {}}\n",
            "_layouts/d.html": '<body id="all"><a href="/b/">home</a>{{ content }}',
            "index.md": "---\nlayout: d\n---\n# Über uns\n[a](#über-uns)\n",
            "_people/ann.md": "---\n---\n![p](x.png)\n",
            "_notes/n.md": "---\n---\n# not written\n",
            "_posts/2020-01-02-p.md": "---\ncategories: [c]\n---\n## P\n",
            "main.scss": "---\n---\np { color: red }\n",
            "x.png": b"",
        }
    )
    before = files_of(site)
    built = build(site)
    assert files_of(site) == before
    assert {page.path: (page.url, page.dest) for page in built.pages} == {
        "index.md": ("/", "index.html"),
        "_people/ann.md": ("/people/ann.html", "people/ann.html"),
        "_posts/2020-01-02-p.md": ("/c/2020/01/02/p.html", "c/2020/01/02/p.html"),
    }
    assert built.files == {
        "index.html",
        "people/ann.html",
        "c/2020/01/02/p.html",
        "main.css",
        "main.css.map",
        "x.png",
    }
    assert (built.baseurl, built.hosts) == ("/b", {"x.org", "www.x.org"})
    home = next(page for page in built.pages if page.path == "index.md")
    assert home.content is not None
    assert home.content.ids == ("über-uns",)
    assert built.full["index.html"].ids == ("all", "über-uns")
    assert [ref.value for ref in built.full["index.html"].refs] == ["/b/", "#über-uns"]


def test_the_sites_own_ruby_plugins_run(write_site: WriteSite) -> None:
    plugin = 'Liquid::Template.register_filter(Module.new { def shout(s) s.upcase + "!" end })\n'
    site = write_site(
        {"_plugins/a.rb": plugin, "index.html": "---\n---\n<p id=\"{{ 'x' | shout }}\">"}
    )
    (page,) = build(site).pages
    assert page.content is not None
    assert page.content.ids == ("X!",)


def test_pages_that_a_plugin_makes_up_have_no_source(write_site: WriteSite) -> None:
    files = {"_config.yml": "plugins: [jekyll-redirect-from]\n"}
    files["a.md"] = "---\nredirect_from: /old/\n---\n"
    assert {(p.path, p.url) for p in build(write_site(files)).pages} == {
        ("a.md", "/a.html"),
        (None, "/old/"),
    }


def test_plugins_can_be_added(write_site: WriteSite) -> None:
    site = write_site({"about.md": "# About\n", "README.md": "# Read me\n"})
    with pytest.raises(VerifyError, match="no HTML file"):
        build(site)
    built = build(site, plugins=["jekyll-optional-front-matter", "jekyll-readme-index"])
    assert {page.url for page in built.pages} == {"/about.html", "/"}


def test_a_file_without_front_matter_in_a_collection_is_no_page(write_site: WriteSite) -> None:
    files = {"_config.yml": "collections: {notes: {output: true}}\n", "_notes/a.txt": "a"}
    built = build(write_site(files | {"index.html": "---\n---\n", "_notes/b.md": "---\n---\n"}))
    assert {page.path for page in built.pages} == {"index.html", "_notes/b.md"}
    assert "notes/a.txt" in built.files


def test_the_custom_domain_counts_though_it_is_not_in_the_build(write_site: WriteSite) -> None:
    files = {"_config.yml": "exclude: [CNAME]\n", "CNAME": "lab.org\n", "index.html": "---\n---\n"}
    built = build(write_site(files))
    assert "CNAME" not in built.files
    assert built.hosts == {"lab.org", "www.lab.org"}


def test_the_page_is_the_one_for_visitors(write_site: WriteSite) -> None:
    (page,) = build(write_site({"index.html": "---\n---\n<p id={{ jekyll.environment }}>"})).pages
    assert page.content is not None
    assert page.content.ids == ("production",)


def test_the_clock_can_be_set(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1787486400")
    text = "---\n---\n<p id=\"{{ site.time | date: '%F' }}_{{ 'now' | date: '%F' }}\">"
    (page,) = build(write_site({"index.html": text})).pages
    assert page.content is not None
    assert page.content.ids == ("2026-08-23_2026-08-23",)


def test_why_jekyll_failed_is_told_without_its_stack(write_site: WriteSite) -> None:
    site = write_site({"index.md": "---\n---\n{% nonsense %}\n"})
    with pytest.raises(VerifyError, match="Unknown tag 'nonsense'") as failure:
        build(site)
    assert "from /usr" not in str(failure.value)
    assert "\x1b" not in str(failure.value)


def test_a_build_that_does_not_end_is_ended(write_site: WriteSite) -> None:
    site = write_site({"_plugins/a.rb": "system('sleep 60')\n", "index.md": "---\n---\n"})
    with pytest.raises(VerifyError, match="still building after 1 s"):
        build(site, seconds=1)


def test_without_ruby_the_message_says_how_to_install(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(VerifyError, match="apt-get install jekyll"):
        build(write_site({"index.md": ""}))


def test_the_source_can_be_a_folder_that_the_configuration_names(write_site: WriteSite) -> None:
    site = write_site(
        {"_config.yml": "source: src\n", "src/a.md": "---\n---\n", "b.md": "---\n---\n"}
    )
    assert [(page.path, page.url) for page in build(site).pages] == [("src/a.md", "/a.html")]


def test_the_gems_of_the_site_are_used_when_they_are_installed(write_site: WriteSite) -> None:
    plugin = 'group(:jekyll_plugins) { gem "jekyll-sitemap" }\n'
    gemfile = 'source "https://rubygems.org"\ngem "jekyll"\n' + plugin
    site = write_site({"Gemfile": gemfile, "index.md": "---\n---\n"})
    assert "sitemap.xml" not in build(site).files
    subprocess.run(["bundle", "lock", "--local"], cwd=site, check=True, capture_output=True)
    before = files_of(site)
    assert "sitemap.xml" in build(site).files
    assert files_of(site) == before
