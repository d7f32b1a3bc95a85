"""`--add-ignores`: every finding gets its comment, and the built page stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import JT, Write

SITE: dict[str, str | bytes] = {
    "_config.yml": "title: A\nurl: https://x.org\n",
    "_layouts/page.html": (
        "<!DOCTYPE html>\n<title>x</title>\n<a\n href='/no.html'>x</a>\n{{ content }}\n"
    ),
    "_data/people.yml": (
        "- name: Ada\n  photo: no1.png\n- {name: Bee, photo: no2.png}\n"
        "- name: Cy\n  photo: >-\n    no3.png\n- name: Di\n  photo: 'no4.png' # here\n"
    ),
    "_data/rows.json": '[{"photo": "no5.png"}]\n',
    "_includes/person.html": (
        '<p><img src="/i/{{ include.p.photo }}" alt="x"></p>\n<p><a href="/no.html">x</a>\n</p>\n'
    ),
    "index.md": """---
layout: page
---
[a](/no1.html) and
[b](/no2.html) more.

## A [c](/no3.html) heading

- item [d](/no4.html)

  More [e](/no5.html).
- item

| a | b |
|---|---|
| [f](/no6.html) | x |
| x | [g](/no7.html) |

<div>
<a href="/no8.html">h</a>
<a
  href="/no9.html">i</a>
</div>

> [j](/no10.html)
> ![k](/no.png)

Text[^1] ends  \x20
[l](/no11.html)
{: .lead}

[^1]: A [m](/no12.html).

Term
: [n](/no13.html)

[ref]: /no14.html

See [ref].

{% for p in site.data.people %}{% include person.html p=p %}
{% endfor %}
{% include person.html p=site.data.rows.first %}
{%- if true -%}
[o](/no15.html)
{%- endif -%}
[p](/no16.html) and [q](/no16b.html)
""",
    "crlf.md": b"---\r\nlayout: page\r\n---\r\n[a](/no1.html)\r\n\r\n* [b](#b)\r\n",
    "plain.html": (
        "---\n---\n<pre>\n<a href='/no.html'>x</a>\n</pre>\n"
        "<script>\n'x'\n</script><a href='no'>y</a>\n"
    ),
    "raw.md": "---\n---\n{% raw %}\n\nWords [a](/no1.html)\n- x [b](/no2.html)\n{% endraw %}\n",
    "front.md": (
        "---\nlayout: page\npermalink: /f/\nimage: /x.png\n---\n"
        "<img src='{{ page.image }}' alt='x'>\n"
    ),
}


def lint(jt: JT, site: Path) -> list[dict[str, object]]:
    done = jt("lint", "--output-format", "json", cwd=site)
    assert done.returncode in (0, 1), done.stderr
    findings: list[dict[str, object]] = json.loads(done.stdout)["findings"]
    return findings


def test_no_finding_is_left_but_where_no_comment_can_be(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    before = lint(jt, site)
    assert len(before) > 25
    done = jt("lint", "--add-ignores", "known since 2020", "--output-format", "json", cwd=site)
    left = [(each["path"], each["line"]) for each in json.loads(done.stdout)["findings"]]
    # In a block of text, in JSON, and on the second line of a raw block no comment can stand.
    assert left == [("_data/people.yml", 6), ("_data/rows.json", 1), ("raw.md", 7)]
    assert "_data/rows.json:1: image-missing: this kind of file has no comments" in done.stderr
    assert "_data/people.yml:6: no comment can stand here" in done.stderr
    assert [(each["path"], each["line"]) for each in lint(jt, site)] == left
    assert "known since 2020" in (site / "index.md").read_text()
    assert (
        "<!-- jt-ignore link-missing known since 2020 -->\n[a](/no1.html)"
        in (site / "index.md").read_text()
    )
    crlf = (site / "crlf.md").read_bytes()
    assert crlf.count(b"\r\n") == crlf.count(b"\n")


@pytest.mark.jekyll
def test_the_built_page_is_the_same_but_for_comments(
    jt: JT, write_site: Write, jekyll_build: Callable[[Path], Path]
) -> None:
    site = write_site(SITE)
    before = built(jekyll_build(site))
    jt("lint", "--add-ignores", "old", cwd=site)
    after = built(jekyll_build(site))
    assert before.keys() == after.keys()
    for path, text in before.items():
        assert plain(after[path]) == plain(text), path


def built(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def plain(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"<!-- jt-ignore.*?-->\n?", "", text))


def test_the_diff_writes_nothing(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    done = jt("lint", "--add-ignores", "old", "--diff", cwd=site)
    assert "+<!-- jt-ignore" in done.stdout
    assert (site / "index.md").read_text() == SITE["index.md"]


@pytest.mark.parametrize("reason", ["a --> b", "a\nb", "{% x", "as image-alt says", "a -- b"])
def test_a_reason_that_a_comment_cannot_hold(jt: JT, write_site: Write, reason: str) -> None:
    site = write_site(SITE)
    done = jt("lint", "--add-ignores", reason, cwd=site)
    assert done.returncode == 2
    assert "--add-ignores" in done.stderr
    assert (site / "index.md").read_text() == SITE["index.md"]
