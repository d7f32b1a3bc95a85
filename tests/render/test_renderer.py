"""Pages rendered as Jekyll renders them, each piece with its origin."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.elements import elements
from jekyll_tools.render import Renderer, Rendering, references
from jekyll_tools.site import read_site
from jekyll_tools.text import Origin
from tests.conftest import Write


def rendered(root: Path, path: str) -> Rendering:
    site = read_site(root)
    (page,) = (page for page in site.pages if page.path == path)
    return Renderer(site).rendering(page)


def origins(rendering: Rendering, part: str) -> list[Origin]:
    start = rendering.full.text.index(part)
    return rendering.full.origins(start, start + len(part))


def test_content_goes_into_its_layouts(write_site: Write) -> None:
    root = write_site(
        {
            "_layouts/inner.html": "---\nlayout: outer\nkind: in\n---\n<main>{{ content }}</main>",
            "_layouts/outer.html": "<body>{{ layout.kind }}{{ page.title }}{{ content }}</body>",
            "a.md": "---\nlayout: inner\ntitle: A\n---\n# Hi *you*\n",
        }
    )
    done = rendered(root, "a.md")
    assert done.content.text == '<h1 id="hi-you">Hi <em>you</em></h1>\n'
    assert done.full.text == f"<body>inA<main>{done.content.text}</main></body>"
    assert done.open_reasons == ()
    (origin,) = origins(done, "you</em>")[:1]
    assert (origin.path, origin.start, origin.verbatim) == ("a.md", 37, True)


def test_a_value_leads_to_its_data_file_through_loop_and_include(write_site: Write) -> None:
    data = "- name: Ada\n  photo: ada.png\n- name: Emmy\n  photo: emmy.png\n"
    root = write_site(
        {
            "_data/people.yml": data,
            "_includes/p.html": '<img src="/i/{{ include.who.photo }}">',
            "a.md": "---\n---\n{% for p in site.data.people %}"
            "{% include p.html who=p %}{% endfor %}",
        }
    )
    done = rendered(root, "a.md")
    found = references(elements(done.full.text))
    assert [reference.value for reference in found] == ["/i/ada.png", "/i/emmy.png"]
    origin = done.full.origins(found[1].start, found[1].end)[-1]
    assert (origin.path, data[origin.start : origin.end]) == ("_data/people.yml", "emmy.png")
    assert [place.path for place in origin.via] == ["_includes/p.html", "a.md"]


def test_a_value_leads_to_the_front_matter_of_its_layout(write_site: Write) -> None:
    loop = "{% for n in layout.nav %}<a href='{{ n.url }}'>{% endfor %}"
    layout = f"---\nnav:\n  - url: /gone\n---\n{loop}"
    root = write_site({"_layouts/l.html": layout, "a.html": "---\nlayout: l\n---\n"})
    done = rendered(root, "a.html")
    (found,) = references(elements(done.full.text))
    origin = done.full.origins(found.start, found.end)[-1]
    assert (origin.path, layout[origin.start : origin.end]) == ("_layouts/l.html", "/gone")
    assert origin.verbatim


def test_a_later_page_is_seen_as_source_an_earlier_one_as_html(write_site: Write) -> None:
    loop = "{% for p in site.posts %}{{ p.content }}{% endfor %}"
    root = write_site(
        {
            "_posts/2024-01-01-a.md": "---\n---\n*one*",
            "index.html": f"---\n---\n{loop}",
        }
    )
    assert "<em>one</em>" in rendered(root, "index.html").full.text
    root = write_site(
        {"_posts/2023-01-01-b.md": "---\n---\n{% for p in site.pages %}{{ p.content }}{% endfor %}"}
    )
    assert "site.posts" in rendered(root, "_posts/2023-01-01-b.md").content.text


def test_excerpts_are_rendered_and_may_ask_for_themselves(write_site: Write) -> None:
    root = write_site(
        {
            "_posts/2024-01-01-a.md": "---\n---\n*one* {{ page.excerpt }}\n\ntwo",
            "index.html": "---\n---\n{% for p in site.posts %}{{ p.excerpt }}{% endfor %}",
        }
    )
    assert rendered(root, "index.html").full.text == "<p><em>one</em></p>\n"


def test_relative_links_become_urls_where_the_plugin_does_it(write_site: Write) -> None:
    text = (
        '---\n---\n[a](b.md) [c](sub/c.md#x "t") [![i](b.md)](b.md) [two\nlines](b.md)\n'
        '[d](https://x.org/b.md) <a href="b.md">e</a> [r][r]\n\n[r]: b.md\n'
    )
    root = write_site(
        {
            "_config.yml": "jekyll_tools: {target: github-pages}\npermalink: pretty\n",
            "a.md": text,
            "b.md": "---\n---\n",
            "sub/c.md": "---\n---\n",
        }
    )
    done = rendered(root, "a.md")
    values = [reference.value for reference in references(elements(done.full.text))]
    outer, inner = "b.md", "/b/"
    assert values == [
        *("/b/", "/sub/c/#x", outer, inner),
        *("b.md", "https://x.org/b.md", "b.md", "/b/"),
    ]
    (origin,) = origins(done, '/b/">a')[:1]
    assert text[origin.start : origin.end] == "b.md"


def test_the_relative_link_to_a_file_is_escaped(write_site: Write) -> None:
    root = write_site(
        {
            "_config.yml": "jekyll_tools: {target: github-pages}\n",
            "a.md": "---\n---\n![a](/x%20y.png) ![b](é.png)\n",
            "x y.png": b"",
            "é.png": b"",
        }
    )
    found = references(elements(rendered(root, "a.md").full.text))
    assert [reference.value for reference in found] == ["/x%20y.png", "/%C3%A9.png"]


def test_what_is_not_known_makes_a_page_open(write_site: Write) -> None:
    root = write_site(
        {
            "_config.yml": "theme: nowhere-to-be-found\n",
            "a.md": "---\nlayout: post\n---\nx",
            "b.md": "---\n---\n{% youtube 3 %}",
        }
    )
    assert "post" in rendered(root, "a.md").open_reasons[0]
    assert rendered(root, "a.md").content_open_reasons == ()
    assert "youtube" in rendered(root, "b.md").content_open_reasons[0]


@pytest.mark.parametrize(
    ("ruby", "remade"),
    [
        ("module Kramdown\n  module Converter\n    class Html\n", True),
        ("Kramdown::Converter::Html.prepend(Anchors)\n", True),
        ("class Jekyll::Headers < Jekyll::Converters::Markdown\n", True),
        ("class Notes < Jekyll::Converter\n def matches(ext)\n ext =~ /^\\.md$/i\n", True),
        ("class Tex < Jekyll::Converter\n def matches(ext)\n ext == '.tex'\n", False),
        ("Hooks.register :posts, :post_convert do |d|\n d.content = d.content.gsub(A, B)\n", True),
        ("Hooks.register :pages, :post_render do |page|\n page.output.gsub!(A, B)\n", True),
        ("Kramdown::Document.new(text).to_html\n", False),
        ("  doc.content = content[:content]\n", False),
    ],
)
def test_a_plugin_that_changes_what_becomes_of_markdown_makes_pages_open(
    write_site: Write, ruby: str, remade: bool
) -> None:
    root = write_site({"_plugins/x.rb": ruby, "a.md": "---\n---\n# A\n", "b.html": "---\n---\n"})
    reasons = ("_plugins/x.rb changes what becomes of Markdown",) if remade else ()
    assert rendered(root, "a.md").content_open_reasons == reasons
    assert rendered(root, "b.html").content_open_reasons == ()


def test_a_source_map_is_among_the_pages_that_come_after_its_sheet(write_site: Write) -> None:
    loop = "---\n---\n{% for p in site.pages %}{{ p.url }} {% endfor %}"
    root = write_site(
        {"a.html": loop, "m.scss": "---\n---\n", "z.html": loop, "_docs/d.html": loop}
    )
    (root / "_config.yml").write_text("collections: {docs: {output: true}}\n")
    sheet, rest = "/m.css", "/z.html"
    assert rendered(root, "a.html").full.text == f"/a.html {sheet} {rest} "
    assert rendered(root, "_docs/d.html").full.text == f"/a.html {sheet} {rest} "
    assert rendered(root, "z.html").full.text == f"/a.html {sheet} {rest} /m.css.map "


def test_ids_made_with_tables_of_another_gem_make_a_page_open(write_site: Write) -> None:
    pages = {"a.md": "---\n---\n# Über\n", "b.md": "---\n---\n# Plain\n"}
    opened = {}
    for parser in ("kramdown", "GFM"):
        config = f"kramdown: {{input: {parser}, transliterated_header_ids: true}}\n"
        root = write_site({"_config.yml": config, **pages})
        opened[parser] = [bool(rendered(root, path).content_open_reasons) for path in pages]
    assert opened == {"kramdown": [True, False], "GFM": [False, False]}


def test_a_layout_that_cannot_be_read_makes_a_page_open(
    write_site: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jekyll_tools.site.disk.MAX_BYTES", 100)
    root = write_site(
        {
            "_layouts/inner.html": "---\nlayout: outer\n---\n<main>{{ content }}</main>",
            "_layouts/outer.html": f"<body>{'{{ content }}' * 10}</body>",
            "a.html": "---\nlayout: inner\n---\na",
            "b.html": "---\nlayout: outer\n---\nb",
        }
    )
    for path, text in (("a.html", "<main>a</main>"), ("b.html", "b")):
        done = rendered(root, path)
        assert done.full.text == text
        assert done.open_reasons == ('the layout "outer" cannot be read',)


def test_what_ruby_refuses_is_a_problem_at_its_place(write_site: Write) -> None:
    broken = "---\n---\n{% include a.html %}{{ x | nope }}{% for"
    root = write_site({"a.md": broken, "b.md": "---\nx: [\n---\nbody"})
    kinds = {problem.kind for problem in rendered(root, "a.md").problems}
    assert {"include-missing", "syntax"} <= kinds
    assert rendered(root, "b.md").full.text.startswith("<p>")


def test_documents_have_an_order_and_pages_have_none(write_site: Write) -> None:
    shown = "{% assign p = site.posts | sort: title %}{{ p | map: 'title' | join }}"
    root = write_site(
        {
            "_posts/2024-03-01-a.md": "---\ntitle: A\n---\n",
            "_posts/2024-01-01-c.md": "---\ntitle: C\n---\n",
            "_posts/2024-01-01-b.md": "---\ntitle: B\n---\n",
            "a.html": f"---\n---\n{shown}",
            "b.html": "---\n---\n{{ site.pages | sort | size }}",
        }
    )
    assert rendered(root, "a.html").content.text == "B C A"
    (problem,) = rendered(root, "b.html").problems
    assert "comparison of" in problem.message


def test_an_archive_lists_its_posts_newest_first(write_site: Write) -> None:
    loop = "{% for p in page.posts %}{{ p.title }},{% endfor %}"
    root = write_site(
        {
            "_config.yml": "plugins: [jekyll-archives]\njekyll-archives: {enabled: all}\n",
            "_layouts/archive.html": f"{{{{ page.title }}}}{{{{ page.date }}}} {loop}",
            "_posts/2024-01-01-a.md": "---\ntitle: A\ntags: [x]\n---\n",
            "_posts/2024-03-01-b.md": "---\ntitle: B\ntags: [x, y]\n---\n",
        }
    )
    site = read_site(root)
    renderer = Renderer(site)
    shown = {p.url: renderer.rendering(p).full.text for p in site.pages if p.listed is not None}
    assert shown == {
        "/tag/x/": "x B,A,",
        "/tag/y/": "y B,",
        "/2024/": "2024-01-01 B,A,",
        "/2024/01/": "2024-01-01 A,",
        "/2024/03/": "2024-03-01 B,",
        "/2024/01/01/": "2024-01-01 A,",
        "/2024/03/01/": "2024-03-01 B,",
    }


def test_a_document_prints_itself_as_its_html(write_site: Write) -> None:
    loop = "{% for who in site.people %}{{ who }}{% endfor %}"
    root = write_site(
        {
            "_config.yml": "collections: {people: {output: true}}\n",
            "_people/ada.md": "---\n---\n*Ada*",
            "index.html": f"---\n---\n{loop}",
        }
    )
    assert rendered(root, "index.html").full.text == "<p><em>Ada</em></p>\n"


def test_a_filter_that_nobody_brings_does_nothing(write_site: Write) -> None:
    page = '---\n---\n<p id="{{ "Gold" | slug }}">x</p>'
    found = rendered(write_site({"_config.yml": "", "a.html": page}), "a.html")
    assert found.full.text == '<p id="Gold">x</p>'
    assert not found.open_reasons
    plugin = {"_config.yml": "plugins: [jekyll-own]\n", "a.html": page}
    assert rendered(write_site(plugin), "a.html").open_reasons == ("the filter 'slug'",)


def test_blank_works_where_a_plugin_brings_active_support(write_site: Write) -> None:
    page = (
        '---\nw: ""\n---\n{% if page.w != blank %}a{% endif %}{% if page.x != blank %}b{% endif %}'
    )
    root = write_site({"_config.yml": "plugins: [jekyll-mentions]\n", "a.html": page})
    assert rendered(root, "a.html").full.text == ""
    root = write_site({"_config.yml": "", "a.html": page})
    assert rendered(root, "a.html").full.text == "ab"
