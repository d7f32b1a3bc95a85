"""escape.py and render.py: no value of a record becomes markup, Liquid or a script."""

from __future__ import annotations

import html
import json
import subprocess
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jekyll_tools.cards import escape
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.cards.render import Templates, render_group
from tests.cards.content import content, person

TORTURE = [
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "' onmouseover='alert(1)",
    "</div></div>",
    "-->",
    "<!-- x",
    "]]>",
    "&lt;b&gt;",
    "&amp;amp;",
    "AT&T",
    "{{ site.title }}",
    "{% include head.html %}",
    "{%- comment -%}",
    "{{{{ }}}}",
    "{: .button}",
    "{::nomarkdown}",
    "**bold** _it_ `code`",
    "[a](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    "a\u00a0b \u202eright to left",
    "O’Brien – “quoted” … 🎉",
]


class _Skeleton(HTMLParser):
    """The tags of a text with the names of their attributes, and the texts they hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.values: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.values += [value or "" for name, value in attrs if name == "alt"]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--",))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip("\n"))


def card(**fields: str) -> str:
    return render_group([person(**fields)], Templates({}))


PLAIN = _Skeleton(card(name="x", title="x", link="x", photo="x", note="x")).tags


@pytest.mark.parametrize("value", TORTURE)
def test_torture_comes_back_as_text(value: str) -> None:
    made = card(name=value, title=value, link="x", photo="x", note=value)
    read = _Skeleton(made)
    assert read.tags == PLAIN
    assert read.texts == [value, value, value]
    assert read.values == [value]
    assert not set("{}") & set(made)


@pytest.mark.parametrize("value", ["\0", "a\x08b", "\x1b[31m", "\ufffe", "\ud800", "\x9b"])
def test_characters_that_html_forbids_are_refused(value: str) -> None:
    with pytest.raises(CardsError, match=r"control character U\+"):
        card(name=value)


def _acceptable(value: str) -> bool:
    try:
        return bool(escape.text(value))
    except escape.BadValueError:
        return False


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(_acceptable)


@given(_TEXT, _TEXT)
@settings(max_examples=200)
def test_any_text_leaves_the_skeleton_alone(name: str, title: str) -> None:
    _same_skeleton(name, title)


@pytest.mark.long
@given(_TEXT, _TEXT)
@settings(max_examples=10_000)
def test_ten_thousand_texts_leave_the_skeleton_alone(name: str, title: str) -> None:
    _same_skeleton(name, title)


def _same_skeleton(name: str, title: str) -> None:
    made = card(name=name, title=title, link="x", photo="x", note=title)
    assert _Skeleton(made).tags == PLAIN
    assert not set("{}") & set(made)


@given(st.text())
def test_escaped_text_decodes_to_itself(value: str) -> None:
    try:
        made = escape.text(value)
    except escape.BadValueError:
        return
    kept = " ".join(part for part in value.replace("\t", " ").split(" ") if part)
    if not set(value) & set("\n\f\r"):
        assert html.unescape(made) == kept


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "%6aavascript:alert(1)",
        "ｊavascript：alert(1)",
        "\u200bjavascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "\\\\evil.example",
        "C:\\photo.jpg",
        "ftp://example.org",
        "https:example.org",
        "blob:https://example.org/1",
        "http://[x",
        "https://[example.org](https://example.org)",
        "https://me@x]y.org/",
    ],
)
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(escape.BadValueError):
        escape.url(address)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2"),
        ("http://example.org", "http://example.org"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+1-617-253-1000", "tel:+1-617-253-1000"),
        ("/people.html#a:b", "/people.html#a:b"),
        ("../images/x.jpg", "../images/x.jpg"),
        ("images/small photo.jpg", "images/small%20photo.jpg"),
        ("#agenda", "#agenda"),
        ("https://[2001:db8::1]:80/[a]", "https://[2001:db8::1]:80/[a]"),
        ("search?q=time:9", "search?q=time:9"),
        ("x?t={{ site.title }}", "x?t=%7B%7B%20site.title%20%7D%7D"),
        ('x" onclick="y', "x%22%20onclick=%22y"),
        ("https://de.example.org/Jörg", "https://de.example.org/Jörg"),
        ("", ""),
    ],
)
def test_addresses_that_are_kept(address: str, written: str) -> None:
    assert escape.url(address) == written


def test_a_refused_address_names_the_record_and_its_place() -> None:
    text = "- name: Ada Lovelace\n  link: javascript:alert(1)\n  groups: [a]\n"
    from jekyll_tools.cards.build import planned

    with pytest.raises(CardsError) as caught:
        planned(content({"_data/speakers.yml": text}))
    (problem,) = caught.value.problems
    assert str(problem).startswith("_data/speakers.yml:2:9: ")
    assert "Ada Lovelace" in problem.message


LIQUID = """
require 'liquid'
require 'json'
texts = JSON.parse(STDIN.read)
puts JSON.generate(texts.map { |t| Liquid::Template.parse(t).render('site' => {'title' => 'RUN'}) })
"""


@pytest.mark.jekyll
def test_the_real_liquid_gives_every_include_back_unchanged() -> None:
    made = [card(name=v, title=v, link=f"x{{{{ {v.strip()[:3]!r}", note=v) for v in TORTURE[:13]]
    command = ["ruby", "-e", LIQUID]
    done = subprocess.run(
        command, input=json.dumps(made), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == made
