"""Small sites, each with one thing that decides what Jekyll builds: jt sees what Jekyll writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jekyll_tools.cli.inspected import inspected
from jekyll_tools.verify import build, compare
from jekyll_tools.verify.output import as_text

pytestmark = pytest.mark.jekyll

FRONT = "---\n---\n"
LAYOUT = '<!DOCTYPE html>\n<body id="b"><a href="/">home</a>\n{{ content }}\n</body>\n'

SITES = {
    "headings": {
        "index.md": FRONT + "# Über *uns*\n\n## C++ & C#\n\n## C++ & C#\n\n## 2.1 `x_y` {#own}\n\n"
        "Setext\n======\n\n### 🎉\n\n# [a](b.html)\n\n{:#ial}\n## IAL\n\n* list\n\n  # in a list\n",
    },
    "links": {
        "index.md": FRONT + '[a](#a) [b](b 1.html) [c][ref] ![d](d.png){:width="3"} <e@x.org>\n'
        "[missing][no] `[code](x)` \\[no](y)\n\n[ref]: c.html 'title'\n\n<a href=raw>r</a>\n"
        '<div markdown="1">\n[in](div.html)\n</div>\n<div>\n[not](here.html)\n</div>\n'
        "\nTerm\n: [def](def.html)\n\n| [t](t.html) | x |\n|---|---|\n| ![u](u.png) | y |\n\n"
        "Note[^1]\n\n[^1]: [foot](foot.html)\n",
    },
    "posts": {
        "_config.yml": "permalink: /:categories/:year/:title/\ndefaults:\n"
        "- scope: {path: '', type: posts}\n  values: {layout: l, categories: [news]}\n",
        "_layouts/l.html": LAYOUT,
        "_posts/2024-02-03-one.md": FRONT + "# One\n[two]({% post_url 2024-02-04-two %})\n",
        "_posts/2024-02-04-two.md": "---\ncategories: [a, b]\ndate: 2023-01-01 10:00\n---\n# Two\n",
        "_posts/2099-01-01-later.md": FRONT + "# Later\n",
        "_drafts/d.md": FRONT + "# Draft\n",
        "index.html": FRONT + "{% for post in site.posts %}<a id='{{ post.slug }}' "
        "href='{{ post.url | relative_url }}'>{{ post.date | date: '%F' }}</a>{% endfor %}"
        "{% for c in site.categories %}<p id='{{ c[0] }}'>{% endfor %}",
    },
    "collections": {
        "_config.yml": "collections_dir: all\ncollections:\n  people: {output: true, "
        "permalink: '/who/:name/'}\n  notes: {}\ndefaults:\n- scope: {path: all/_people}\n"
        "  values: {layout: l}\n",
        "_layouts/l.html": LAYOUT,
        "all/_people/b.md": "---\norder: 1\n---\n# B\n[c]({% link _people/c.md %}#c)\n",
        "all/_people/c.md": FRONT + "# C\n",
        "all/_notes/n.md": FRONT + "# N\n",
        "index.md": FRONT + "{% for p in site.people %}\n## {{ p.title }}\n\n"
        "[x]({{ p.url }})\n{% endfor %}\n",
    },
    "base url": {
        "_config.yml": "url: https://x.org\nbaseurl: /base\n",
        "index.md": FRONT + "# H\n[a]({{ 'b.html' | relative_url }}) [b]({{ '/b' | absolute_url }})"
        " [c](/b.html) [d](/base/b.html#no) [e]({{ site.baseurl }}/no.html)\n",
        "b.md": FRONT + "# B\n",
    },
    "data and includes": {
        "_data/people.yml": "- {name: Ann, link: 'a.html', photo: p.png}\n- name: Bo\n",
        "_data/deep/more.csv": "key,url\nk,u.html\n",
        "_includes/person.html": '<img id="{{ include.p.name | slugify }}" '
        'src="{{ include.p.photo | default: "none.png" }}" alt="">'
        '{% if include.p.link %}<a href="{{ include.p.link }}">x</a>{% endif %}\n',
        "index.md": FRONT + "{% for p in site.data.people %}\n{% include person.html p=p %}\n"
        "{% endfor %}\n{% for m in site.data.deep.more %}[{{ m.key }}]({{ m.url }}){% endfor %}\n"
        "{% capture t %}## From {{ page.path }}{% endcapture %}\n\n{{ t }}\n\n"
        "{{ '## filtered' | markdownify }}\n",
    },
    "layouts": {
        "_layouts/outer.html": '<html id="outer"><a href="#top">{{ page.title }}</a>{{ content }}',
        "_layouts/inner.html": '---\nlayout: outer\n---\n<div id="inner">{{ content }}</div>',
        "index.md": "---\nlayout: inner\ntitle: <T>\n---\n# H\n",
        "none.md": "---\nlayout: null\n---\n# N\n",
        "missing.md": "---\nlayout: nowhere\n---\n# M\n",
    },
    "permalinks": {
        "_config.yml": "permalink: pretty\n",
        "a.md": FRONT + "[b](../b/) [c](/c.html) [d](/d/)\n",
        "b.html": FRONT + "<a href='../a'>a</a>",
        "c.md": "---\npermalink: /c.html\n---\n",
        "sub/d.md": "---\npermalink: /d\n---\n[e](/sub/e) [f](/sub/my%20f/)\n",
        "sub/e.md": FRONT,
        "sub/my f.md": FRONT,
    },
    "redirects and feeds": {
        "_config.yml": "plugins: [jekyll-redirect-from, jekyll-sitemap, jekyll-feed]\n",
        "a.md": "---\nredirect_from: [/old/, /older.html]\n---\n[o](/old/) [p](/older.html)"
        " [f](/feed.xml) [s](/sitemap.xml) [n](/oldest)\n",
        "b.md": "---\nredirect_to: https://x.org\n---\n",
    },
    "relative links": {
        "_config.yml": "plugins: [jekyll-relative-links]\nrelative_links: {collections: true}\n"
        "collections: {docs: {output: true}}\n",
        "a.md": FRONT + "# A\n[b](sub/b.md#b) [c](no.md) [d](_docs/d.md)\n![i](img/i.png)\n",
        "sub/b.md": FRONT + "# B\n[a](../a.md) [a](/a.md#a)\n",
        "_docs/d.md": FRONT + "[a](../a.md)\n",
        "img/i.png": "",
    },
    "pages": {
        "_config.yml": "plugins: [jekyll-paginate]\npaginate: 1\npaginate_path: /page:num/\n",
        "_posts/2024-02-03-one.md": FRONT,
        "_posts/2024-02-04-two.md": FRONT,
        "index.html": FRONT + "{% for p in paginator.posts %}<a href='{{ p.url }}'>x</a>"
        "{% endfor %}<a id='{{ paginator.page }}' href='{{ paginator.next_page_path }}'>n</a>",
    },
    "what is not a page": {
        "_config.yml": "exclude: [out]\ninclude: [_in]\n",
        "plain.html": '<p id="static"><a href="index.html#hi">x</a>',
        "index.md": FRONT + "# Hi\n[p](plain.html#static) [q](plain.html#no) [o](out/o.html)"
        " [i](_in/i.html) [t](t.txt) [r](raw.md)\n",
        "raw.md": "# No front matter\n",
        "out/o.md": FRONT,
        "_in/i.md": FRONT,
        "_hidden/h.md": FRONT,
        "t.txt": "x",
    },
    "liquid": {
        "index.md": FRONT + "{% assign a = 'x,y,z' | split: ',' %}{% for i in a reversed %}"
        "\n## {{ forloop.index }} {{ i | upcase }}\n{% endfor %}\n"
        "{% raw %}[r]({{ no }}){% endraw %}"
        "\n{% comment %}[c](c.html){% endcomment %}\n{% highlight html %}\n<a href='h'>\n"
        "{% endhighlight %}\n{% if site.none %}[n](n.html){% else %}[e](e.html){% endif %}\n"
        "{% case 2 %}{% when 1 %}# One{% when 2 %}\n# Two {{ 1 | plus: 1.5 }}\n{% endcase %}\n",
    },
}


@pytest.mark.parametrize("name", SITES)
def test_jt_sees_what_jekyll_builds(name: str, write_site: Callable[..., Path]) -> None:
    site = write_site({"_config.yml": "title: x\n"} | SITES[name])
    agreement = compare(inspected(site, full=True), build(site))
    assert agreement.agrees, as_text(agreement)
    assert agreement.pages
    assert agreement.open_pages == 0
