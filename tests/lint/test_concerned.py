"""A page that is named alone: only those others are looked at that can say anything of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.cli.linting.lint_site import lint_site
from jekyll_tools.lint import read_settings
from jekyll_tools.lint.concerned import concerned
from tests.site.build import site_of

SETTINGS = read_settings({"lint": {"select": ["ALL"]}})
LISTED = '{% assign all = site.pages | sort: "title" %}{% for p in all %}'
WORDS = (
    f"{LISTED}<a href='{{{{ p.url | relative_url }}}}'>{{{{ p.title | escape }}}}</a>{{% endfor %}}"
)
GROUPED = "{% assign all = site.pages | group_by: 'title' %}{% for g in all %}"
NAMES = "{% for g in all %}{{ g.name }}{% endfor %}"
NAMED = "---\ntitle: missing.html\nlayout: l\n---\nSee [it](gone.html).\n"


def _found(folder: Path, files: dict[str, str], name: str = "a.md") -> tuple[int, list[object]]:
    """How many pages are looked at for a page, and what is found in it, which is all there is."""
    only = frozenset((name,))
    every = lint_site(SETTINGS.view(site_of(folder, files)), SETTINGS, None, 1).findings
    view = SETTINGS.view(site_of(folder, {}))
    found = lint_site(view, SETTINGS, only, 1).findings
    assert list(found) == [finding for finding in every if finding.path == name]
    return len(concerned(view, only)), [finding.value for finding in found]


@pytest.mark.parametrize(
    "layout",
    [
        "<p>{{ content }}</p>",
        "<title>{{ page.title }}</title>{{ content }}",
        WORDS + "{{ content }}",
        '<a title="{{ page.title | escape }}">x</a>' + WORDS + "{{ content }}",
        "{% unless content contains '<h1' %}" + WORDS + "{% endunless %}{{- content -}}",
        "{% comment %}" + WORDS + "{% endcomment %}{% if page.x > 1 %}x{% endif %}{{ content }}",
    ],
)
def test_words_between_tags_say_nothing_of_a_page(tmp_path: Path, layout: str) -> None:
    files = {"a.md": NAMED, "b.md": NAMED, "_layouts/l.html": layout}
    looked, values = _found(tmp_path, files)
    assert looked == 1
    assert "gone.html" in values


@pytest.mark.parametrize(
    "layout",
    [
        LISTED + '<a href="{{ p.title }}">x</a>{% endfor %}',
        LISTED + "<a href={{ p.title }}>x</a>{% endfor %}",
        LISTED + "{% if p.url != page.url %}<img src='{{ p.title }}'>{% endif %}{% endfor %}",
        LISTED + "{% capture t %}{{ p.title }}{% endcapture %}<a href='{{ t }}'>x</a>{% endfor %}",
        LISTED + "{% assign t = p.title %}<a href='{{ t }}'>x</a>{% endfor %}",
        LISTED + "{{ '<a href=' | append: p.title | append: '>x</a>' }}{% endfor %}",
        LISTED + "{% include link.html to=p.title %}{% endfor %}",
        LISTED + "{{ p.content }}{% endfor %}",
        LISTED + "{{ p }}{% endfor %}",
        "{% for page in site.pages %}<a href='{{ page.title }}'>x</a>{% endfor %}",
        "{% for p in site['pages'] %}<a href='{{ p.title }}'>x</a>{% endfor %}",
        "{% assign s = site %}{% for p in s.pages %}<a href='{{ p.title }}'>x</a>{% endfor %}",
        GROUPED + "<a href='{{ g.name }}'>x</a>{% endfor %}",
        "{% for p in site.pages %}<a href='x'{% cycle p.title, 'b' %}>x</a>{% endfor %}",
        "<a href='" + LISTED + "{{ p.title }}{% endfor %}",
        LISTED + "<{{ p.tag }} href='x.html'>x</a>{% endfor %}",
        LISTED + "<{% if true %}{{ p.tag }}{% endif %} href='x.html'>x</a>{% endfor %}",
        "{% assign all = site.pages | group_by_exp: 'p', 'p.title | markdownify' %}" + NAMES,
        "{% assign all = site.pages | group_by: 'content' %}" + NAMES,
    ],
)
def test_what_may_say_something_is_looked_at(tmp_path: Path, layout: str) -> None:
    files = {
        "a.md": NAMED,
        "b.md": NAMED,
        "_layouts/l.html": layout + "{{ content }}",
        "_includes/link.html": "<a href='{{ include.to }}'>x</a>",
    }
    assert _found(tmp_path, files)[0] == 2


@pytest.mark.parametrize(
    "body",
    [
        "{% for p in site.pages %}[x]({{ p.title }})\n{% endfor %}",
        "{% include_relative a.md %}",
        "{{ page.next.title }}",
        "{% for p in site..pages %}[x]({{ p.title }})\n{% endfor %}",
        "{%- assign x = site -%}{% for p in x.pages %}[x]({{ p.title }}) {% endfor %}",
    ],
)
def test_a_page_that_shows_others_is_looked_at(tmp_path: Path, body: str) -> None:
    files = {"a.md": NAMED, "b.md": NAMED, "c.md": f"---\n---\n{body}\n"}
    assert _found(tmp_path, files)[0] == 2


def test_an_include_that_shows_others_may_be_anywhere(tmp_path: Path) -> None:
    shown = "{% for p in site.pages %}<a href='{{ p.title }}'>x</a>{% endfor %}"
    files = {"a.md": NAMED, "b.md": "---\n---\n{% include i.html %}\n", "_includes/i.html": shown}
    looked, values = _found(tmp_path, files)
    assert looked == 2
    assert "missing.html" in values


def test_tags_in_a_title_and_files_that_are_no_pages_concern_all(tmp_path: Path) -> None:
    tagged = "---\ntitle: <a href='no.html'>x</a>\n---\n"
    shown = "{% for p in site.pages %}{{ p.title }}{% endfor %}{{ content }}"
    files = {"a.md": tagged, "b.md": "---\nlayout: l\n---\n", "_layouts/l.html": shown}
    looked, values = _found(tmp_path, files)
    assert looked == 2
    assert "no.html" in values
    assert _found(tmp_path, {}, "_layouts/l.html")[0] == 2


@pytest.mark.parametrize(
    ("config", "path", "shown"),
    [
        ("include: [_includes]", "_includes/a.html", "{% include a.html %}"),
        ("includes_dir: sub", "sub/a.html", "{% include a.html %}"),
        ("layouts_dir: sub", "sub/a.html", ""),
    ],
)
def test_a_page_that_others_are_made_with(
    tmp_path: Path, config: str, path: str, shown: str
) -> None:
    files = {
        "_config.yml": f"{config}\n",
        path: "---\n---\n<a href='c.html'>x</a>\n",
        f"{path[:-6]}c.html": "---\n---\nThere for that page, not for one elsewhere.\n",
        "b.md": f"---\nlayout: a\n---\n{shown}\n",
    }
    looked, values = _found(tmp_path, files, path)
    assert looked == 3
    assert values == ["c.html"]
