"""White space is left out of pages, and whoever asks for their text gets all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.liquid.compiled import idle
from jekyll_tools.render import Renderer
from jekyll_tools.site import read_site
from tests.conftest import Write

_DATA = "".join(f"- day: 2024-{1 + i // 28:02}-{1 + i % 28:02}\n  n: {i}\n" for i in range(330))
_TURN = """
  {% assign d = a.day | date: '%j' | plus: 0 %}
  {% unless d > 340 and d < 350 %}{% continue %}{% endunless %}
  <a id="n{{ a.n }}-{{ i }}" href="/{{ a.n }}">{{ a.n }}</a>
"""
_LOOP = (
    "{% for i in (1..3) %}<hr>{% for a in site.data.days %}" + _TURN + "{% endfor %}{% endfor %}\n"
)
_COMPRESS = """{% capture _c %}{{ content }}{% endcapture %}{% assign _p = _c | split: "<a " %}
{% for _a in _p %}{% assign _w = _a | split: " " | join: " " %}{{ _w }}<a {% endfor %}
{{ _c | size }}"""


def _text(root: Path, path: str) -> tuple[str, int]:
    """The words of a page, and how long what it shows of the loop is."""
    site = read_site(root)
    (page,) = (page for page in site.pages if page.path == path)
    done = Renderer(site).rendering(page)
    return " ".join(done.shown.text.split()), len(done.expanded.text)


@pytest.mark.parametrize(
    "template",
    [
        "<main>{{ content }}</main>",
        "{{ content }}{{ page.title | size }}",
        "{{ content | size }}",
        "{{ content }}, {{ content | size }}",
        "{{ content | number_of_words }}",
        "{{ content | split: ' ' | size }}",
        "{{ content | strip_html | truncate: 5000 }}",
        "{{ content | slice: 1000, 900 | size }}",
        "{{ content | markdownify | size }}",
        "{{ content | xml_escape | size }}",
        "{% assign c = content | slice: 900, 9 %}[{{ c | replace: ' ', '-' }}]",
        "{% if content contains '\n\n\n\n\n\n\n\n' %}x{% endif %}",
        "{% capture c %}<p>{{ content }}</p>{% endcapture %}{{ c | size }}",
        "{% include size.html text=content %}",
        "{% include own.html %}",
        "{{ page.content | size }}, {{ page.content | number_of_words }}",
        "{{ page.excerpt | size }}, {{ page.excerpt | strip_html | number_of_words }}",
        _COMPRESS,
    ],
)
@pytest.mark.parametrize("path", ["_posts/2024-05-05-a.md", "a.md", "a.html"])
def test_layouts_see_all_white_space(
    template: str, path: str, write_site: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(
        {
            "_data/days.yml": _DATA,
            "_includes/size.html": "{{ include.text | size }}",
            "_includes/own.html": "{{ content | size }}",
            "_layouts/inner.html": f"---\nlayout: outer\n---\n{template}{_LOOP}",
            "_layouts/outer.html": "{{ content }}, {{ content | size }}",
            path: f"---\nlayout: inner\ntitle: A\n---\n# One\n\n{_LOOP}# Two\n",
        }
    )
    spared, size = _text(root, path)
    monkeypatch.setattr(idle, "_MUCH", 10**9)
    assert spared == _text(root, path)[0]
    assert 'href="/320"' in spared
    assert size < _text(root, path)[1]


def test_pages_of_one_layout_are_whole_at_once(write_site: Write) -> None:
    names = [f"{name}.md" for name in "abc"]
    pages = dict.fromkeys(names, f"---\nlayout: l\n---\n{_LOOP}")
    layout = {"_layouts/l.html": "{{ content | size }}", "_data/days.yml": _DATA}
    site = read_site(write_site({**layout, **pages, "d.md": f"---\n---\n{_LOOP}"}))
    renderer = Renderer(site)
    texts = {page.path: renderer.rendering(page) for page in site.pages}
    sizes = {path: len(done.expanded.text) for path, done in texts.items()}
    assert sizes["d.md"] == sizes["a.md"] < sizes["b.md"] == sizes["c.md"]
    assert len({texts[name].shown.text for name in names}) == 1


def test_output_is_the_same_whatever_was_rendered_before(write_site: Write) -> None:
    layout = f"---\n---\n<main>{{{{ content }}}}</main>{_LOOP}"
    pages = dict.fromkeys(("a.html", "b.html"), "---\nlayout: l\n---\n{% include list.html %}")
    files = {"_data/days.yml": _DATA, "_layouts/l.html": layout, "_includes/list.html": _LOOP}
    site = read_site(write_site({**files, **pages}))
    renderer = Renderer(site)
    one, two = (renderer.rendering(page) for page in site.pages)
    assert one.shown.text != two.shown.text
    assert one.full.text == two.full.text


@pytest.mark.parametrize(
    "template",
    [
        "{{ p.content }}",
        "{{ p.content | xml_escape }}",
        "{{ p.content | size }}",
        "{{ p.output | size }}",
        "{{ p.output }}",
        "{{ p }}",
        "{{ p.excerpt | size }}",
        "{% assign all = all | append: p.content %}{{ all | size }}",
        "{% capture c %}{{ p.content }}{% endcapture %}{{ c | size }}",
    ],
)
def test_feeds_see_all_white_space(
    template: str, write_site: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = f"---\nlayout: l\n---\none\n{_LOOP}\ntwo\n"
    feed = "---\n---\n{% for p in site.posts %}<entry>" + template + "</entry>{% endfor %}"
    root = write_site(
        {
            "_data/days.yml": _DATA,
            "_layouts/l.html": "<main>{{ content }}</main>",
            "_posts/2024-05-05-a.md": post,
            # Markdown makes of an excerpt the same, however many spaces it has.
            "_posts/2024-05-06-b.html": post.replace("one", "three"),
            "feed.xml": feed,
        }
    )
    spared, _ = _text(root, "feed.xml")
    _, size = _text(root, "_posts/2024-05-05-a.md")
    monkeypatch.setattr(idle, "_MUCH", 10**9)
    assert spared == _text(root, "feed.xml")[0]
    assert size < _text(root, "_posts/2024-05-05-a.md")[1]
