"""`jt rename-anchor`: the id and all that leads to it, whatever made the id."""

from __future__ import annotations

import pytest

from tests.conftest import JT, Write

LINKS = (
    "---\n---\n[a](/a.html#old) [b](a.html#older) [c]({% link a.md %}#old) #old `a.html#old`\n"
    "<a href=\"{{ '/a.html#old' | relative_url }}\">x</a> [d](/b.html#old)\n"
)


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("## Old\n", "## Old {#new}\n"),
        (
            '## Old\n\n<b data-bs-target="#old" data-x="#old">x</b>\n',
            '## Old {#new}\n\n<b data-bs-target="#new" data-x="#old">x</b>\n',
        ),
        ("## Old ##\n", "## Old ## {#new}\n"),
        ("Old\n---\n", "Old {#new}\n---\n"),
        ("## Title {#old}\n", "## Title {#new}\n"),
        ("## Title\n{: .x #old}\n", "## Title\n{: .x #new}\n"),
        ("{: #old}\nWords.\n", "{: #new}\nWords.\n"),
        ('<h2 class="x" id="old">T</h2>\n', '<h2 class="x" id="new">T</h2>\n'),
        ("<a name='old'></a>\n", "<a name='new'></a>\n"),
        ('<a id="old" name="old"></a>\n', '<a id="new" name="new"></a>\n'),
        (
            '<b id="old">T</b> <label for="old">x</label>\n',
            '<b id="new">T</b> <label for="new">x</label>\n',
        ),
    ],
)
def test_the_id_and_its_links(jt: JT, write_site: Write, text: str, renamed: str) -> None:
    head = "---\n---\n"
    more = "\n[up](#old) [no](#older)\n\n## Older\n"
    site = write_site(
        {
            "_config.yml": "",
            "a.md": head + text + more,
            "b.md": LINKS,
            "_data/x.yml": "- /a.html#old\n",
            "c.md": head + "{% for x in site.data.x %}[x]({{ x }}){% endfor %}\n",
        }
    )
    done = jt("rename-anchor", "a.md#old", "new", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "a.md").read_text() == head + renamed + more.replace("(#old)", "(#new)")
    expected = LINKS.replace("(/a.html#old)", "(/a.html#new)")
    expected = expected.replace("%}#old)", "%}#new)").replace("'/a.html#old'", "'/a.html#new'")
    assert (site / "b.md").read_text() == expected
    assert (site / "_data/x.yml").read_text() == "- /a.html#new\n"
    assert done.stdout.startswith("edited ")


def test_an_element_that_is_shown_twice_is_one(jt: JT, write_site: Write) -> None:
    page = "---\n---\n{% include x.html %}\n\n{% include x.html %}\n\n[up](#old)\n"
    site = write_site({"_config.yml": "", "_includes/x.html": '<p id="old">x</p>\n', "a.md": page})
    done = jt("rename-anchor", "a.md#old", "new", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "_includes/x.html").read_text() == '<p id="new">x</p>\n'
    assert (site / "a.md").read_text() == page.replace("#old", "#new")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.md#gone", "new"), 'no element with the id "gone"'),
        (("a.md#old", "other"), 'has an element "other" already'),
        (("a.md#old", "1"), "is no id that kramdown takes"),
        (("a.md", "new"), "write it as PAGE#OLD"),
        (("b.md#x", "new"), "is no page of this site"),
        (("a.md#made", "new"), "is made here of a value"),
        (("a.md#twice", "new"), 'has 2 elements with the id "twice"'),
    ],
)
def test_what_cannot_be_renamed(
    jt: JT, write_site: Write, arguments: tuple[str, str], said: str
) -> None:
    page = (
        '---\nx: made\n---\n## Old\n\n## Other\n\n<b id="{{ page.x }}">x</b>\n'
        '<b id="twice">x</b> <b id="twice">x</b>\n'
    )
    site = write_site({"_config.yml": "", "a.md": page})
    done = jt("rename-anchor", *arguments, cwd=site)
    assert done.returncode == 2
    assert said in done.stderr
    assert (site / "a.md").read_text() == page


STYLE = """<style>
/* #old {} */ #old, a[href="#old"] > #old:hover { color: red; background: url(#old) }
#older, #old-x { color: blue }
@media print { p #old{ x: "#old {" } }
p { color: #old; }
</style>
"""


def test_selectors_of_the_page_follow_and_the_rest_is_named(jt: JT, write_site: Write) -> None:
    page = "---\nlayout: page\n---\n## Old\n\n" + STYLE
    script = '<script>document.getElementById("old"); x = "old"; y = "#older"</script>\n'
    sheet = "#old {\n  color: #old\n}\n// #old {\n"
    site = write_site(
        {
            "_config.yml": "",
            "_layouts/page.html": "<style>\n#old { x: y }\n</style>\n{{ content }}\n",
            "docs/a.md": page + script + "<b onclick=\"go('#old')\">x</b>\n",
            "css/a.css": "p { color: #old }\n#old { x: y }\n",
            "css/b.scss": "---\n---\n@import 'p';\n#older #old { x: #{$y} }\n",
            "_sass/p.scss": sheet,
            "_sass/q.sass": "p\n  color: #old\n#old\n  x: y\n",
            "js/a.js": 'a("x")\n$("div #old").b()\nthis.#old = 1\n',
            "js/lib.min.js": '$("#old")',
        }
    )
    done = jt("rename-anchor", "docs/a.md#old", "new", cwd=site)
    assert done.returncode == 0, done.stderr
    style = STYLE.replace('*/ #old, a[href="#old"] > #old:', '*/ #new, a[href="#old"] > #new:')
    expected = page.replace("## Old", "## Old {#new}").replace(
        STYLE, style.replace("p #old{", "p #new{")
    )
    assert (site / "docs/a.md").read_text().startswith(expected + script)
    assert [line for line in done.stderr.splitlines() if "old id" in line] == [
        f"jt: still names the old id: {place}"
        for place in (
            *("_layouts/page.html:2", "_sass/p.scss:1", "_sass/q.sass:3", "css/a.css:2"),
            *("css/b.scss:4", "docs/a.md:12", "docs/a.md:13", "js/a.js:2"),
        )
    ]


@pytest.mark.parametrize(
    ("old", "script", "named"),
    [
        ("the-rooms", 'ids = ["the-rooms"]', True),
        ("rooms", 'ids = ["rooms"]', False),
        ("fade", 'color = "#fade"', False),
        ("fade", "document.getElementById('fade')", True),
        ("rooms", 'go("/x.html#rooms")', True),
    ],
)
def test_what_in_a_script_names_an_id(
    jt: JT, write_site: Write, old: str, script: str, named: bool
) -> None:
    page = f"---\n---\n## X {{#{old}}}\n\n<script>{script}</script>\n"
    site = write_site({"_config.yml": "", "a.md": page})
    done = jt("rename-anchor", f"a.md#{old}", "new", cwd=site)
    assert (done.returncode, "still names the old id: a.md:5" in done.stderr) == (0, named)
