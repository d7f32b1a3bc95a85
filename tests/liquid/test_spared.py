"""White space that is left out of a page: how much, where, and that nobody can tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools import kramdown
from jekyll_tools.elements import elements
from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.limits import Limits
from jekyll_tools.liquid.result import Expansion
from jekyll_tools.liquid.spared import ENOUGH, Spared, in_tag
from jekyll_tools.text import File, Origin, Source, Traced
from tests.kramdown.compare import facts
from tests.kramdown.drawn import drawn_pieces, drawn_text
from tests.liquid.setting import Stub

_DAYS = [{"on": f"2024-{1 + i // 28:02}-{1 + i % 28:02}", "url": f"/{i}"} for i in range(330)]
_SKIP = {f"/{i}": i % 3 == 0 for i in range(300)}
_SCOPE = {"days": _DAYS, "low": 340, "high": 350, "site": {"data": {"skip": _SKIP}}}
_DAY = "{% assign d = a.on | date: '%j' | plus: 0 %}"
_BETWEEN = "{% unless d > low and d < high %}{% continue %}{% endunless %}"
_EARLY = "{% if site.data.skip[a.url] %}{% continue %}{% endif %}"
_BARE = _DAY + _BETWEEN + "{{ a.url }} "
_LINK = _DAY + _BETWEEN + "<a href='{{ a.url }}'>"
_LIST = "{% include list.html %}"
_SPACES = ["\n", "\n  ", "  \n", "\n    \n", "      \n\n  ", "\n\t\n", "\r\n ", " \n \n "]


def _loop(turn: str) -> str:
    return "{% for a in days %}" + turn + "{% endfor %}"


def _expanded(
    template: str, spare: bool, content: Traced | None = None, most: int = 10**8
) -> Expansion:
    own, whole = Engine(Limits(written=most)), Traced.of(File("page.md", template))
    host = Stub()
    host.files["list.html"] = File("_includes/list.html", _loop("\n " + _BARE))
    host.files["size.html"] = File("_includes/size.html", "{{ include.a | size }}")
    scope = {**_SCOPE, "content": content}
    return [own.expand(whole, scope, host, spare=spare) for _ in range(3)][-1]


@pytest.mark.parametrize(
    ("template", "is_spared"),
    [
        (_loop("\n  " + _LINK), True),
        (_loop(" \n  " + _LINK.replace("%}{% unless", "%}  \n  {% unless") + "\n"), True),
        ("<p title='>'>" + _loop("\n" + _BARE), True),
        ("a `b` {: .c}" + _loop("\n" + _BARE), True),
        ("<p>" + _LIST, True),
        ("<p>" + _loop("\n " + _EARLY + " \n\n" + _BARE), True),
        ("<p>" + _loop(" " + _EARLY + " \n\n" + _BARE), False),
        ("<p>" + _loop(_EARLY + " \n\n" + _BARE), False),
        (_loop("    " + _LINK), False),
        (_loop(" \0\n" + _LINK), False),
        (_loop(_LINK), False),
        ("<a href='" + _loop("\n " + _BARE) + "'>", False),
        ("<a href='" + _LIST + "'>", False),
        ("{: title='" + _loop("\n " + _BARE) + "'}", False),
        ("[a](/b/" + _loop("\n " + _BARE) + ")", False),
        ("![a" + _loop("\n " + _BARE) + "](/b/)", False),
        ("x" * 2000 + _loop("\n " + _BARE), False),
        ("{% for x in (1..30) %}x{% endfor %}" + _loop("\n " + _BARE), False),
        ("{% capture x %}" + _loop("\n" + _LINK) + "{% endcapture %}{{ x }}", False),
        ("{% capture x %}" + _LIST + "{% endcapture %}{{ x }}", False),
        ("{% ifchanged %}" + _loop("\n" + _LINK) + "{% endifchanged %}", False),
        ("{% highlight js %}" + _loop("\n" + _LINK) + "{% endhighlight %}", False),
    ],
)
def test_white_space_is_left_out_where_it_says_nothing(template: str, is_spared: bool) -> None:
    whole, spared = _expanded(template, False).text, _expanded(template, True)
    assert spared.left_out == len(whole.text) - len(spared.text.text)
    assert (spared.left_out >= 300) if is_spared else (spared.left_out == 0)
    assert spared.text.text.split() == whole.text.split()
    assert len(_places(whole)) == 9
    assert _places(spared.text) == _places(whole)


def _places(text: Traced) -> list[list[Origin]]:
    """Where the URLs come from."""
    return [text.origins(*found.span()) for found in re.finditer(r"/\d+", text.text)]


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("others", [False, True])
def test_the_first_and_the_last_turn_are_written(
    first: bool, last: bool, others: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip = {**{f"/{i}": others for i in range(313)}, "/0": first, "/312": last}
    monkeypatch.setitem(_SCOPE, "site", {"data": {"skip": skip}})
    expansion = _expanded("<p>" + _loop("\n " + _EARLY + " \n\n" + _BARE), True)
    whole, early = "\n  \n\n", "\n "
    edges = [early if leaves else whole for leaves in (first, last)]
    assert expansion.text.text.startswith(f"<p>{edges[0]}{whole}{edges[1]}{whole}/313 ")


def test_one_turn_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_SCOPE, "site", {"data": {"skip": {"/315": True}}})
    inside = "\n" * 300
    leaving = _EARLY.replace("{% continue", inside + "{% continue")
    expansion = _expanded("<p>" + _loop("\n" + leaving + _BARE), True)
    assert f"\n/314 \n{inside}\n/316 " in expansion.text.text


def test_what_is_left_out_is_written_as_far_as_limits_go() -> None:
    template = _loop("\n    " + _LINK)

    def is_enough(most: int, spare: bool) -> bool:
        return not _expanded(template, spare, most=most).problems

    most = bisect_left(range(10_000), True, key=lambda most: is_enough(most, False))
    assert is_enough(most, True)
    assert not is_enough(most - 1, True)


_SHOWN = Traced("short", [0], [Source(File("a.md", "short"), 0, 5)])
_WHOLE = Traced("sh   ort", [0], [Source(File("a.md", "sh   ort"), 0, 8)])


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<b>{{ content }}</b>", "<b>short</b>"),
        ("<b>{% if content %}{{ content }}{% endif %}", "<b>short"),
        ("<a href='{{ content }}'>", "<a href='sh   ort'>"),
        ("<a title='a > b' href='{{ content }}'>", "<a title='a > b' href='sh   ort'>"),
        ("<b>{% for y in (1..2) %}{{ content }}{% endfor %}", "<b>shortshort"),
        ("{{ content | append: '' }}", "sh   ort"),
        ("{{ content | size }}", "8"),
        ("{% assign c = content %}{{ c }}", "sh   ort"),
        ("{% assign c = content %}{{ c | size }}", "8"),
        ("{% capture c %}{{ content }}{% endcapture %}{{ c }}", "sh   ort"),
        ("{% capture c %}{{ content }}{% endcapture %}{{ c | size }}", "8"),
        ("{% if content == 'sh   ort' %}x{% endif %}", "x"),
        ("{% if content contains '   ' %}x{% endif %}", "x"),
        ("{% case content %}{% when 'sh   ort' %}x{% endcase %}", "x"),
        ("{% assign c = content | split: '' %}{{ c | size }}", "8"),
        ("{% ifchanged %}{{ content }}{{ x }}{% endifchanged %}", "sh   ort"),
        ("{% cycle content %}", "sh   ort"),
        ("{% for y in content %}{{ y }}{% endfor %}", "sh   ort"),
        ("{% include size.html a=content %}", "8"),
    ],
)
def test_who_looks_at_a_text_sees_all_of_it(template: str, expected: str) -> None:
    many = "{% for x in (1..210) %}" + template + "{% endfor %}"  # which is compiled
    for text, count in ((template, 1), (many, 210)):
        expansion = _expanded(text, True, Spared(_SHOWN, 3, lambda: _WHOLE))
        found = re.sub(r"(?<=t)\d+", "", expansion.text.text)
        assert found == expected * count
        assert expansion.left_out == 3 * found.count("short")
        origins = expansion.text.origins(0, len(expansion.text.text))
        assert {each.path for each in origins} <= {"a.md", "page.md", "_includes/size.html"}


def test_what_is_only_printed_is_never_made() -> None:
    def make() -> Traced:
        raise AssertionError

    expansion = _expanded("<b>{{ content }}</b>", True, Spared(_SHOWN, 3, make))
    assert expansion.text.origins(3, 8)[0].path == "a.md"
    whole = _expanded("{{ content }}", False, Spared(_SHOWN, 3, lambda: _WHOLE))
    assert (whole.text.text, whole.left_out) == (_WHOLE.text, 0)


@given(st.integers())
def test_more_empty_lines_make_no_other_html(seed: int) -> None:
    draw = Random(seed)
    text = draw.choice([drawn_text, drawn_pieces])(seed)
    places = [i + 1 for i, each in enumerate(text) if each == "\n"] or [0]
    at = draw.choice([draw.choice(places), draw.randrange(len(text) + 1)])
    before, after, space = text[:at], text[at:], draw.choice(_SPACES)
    # Neither is a link known whose parentheses are nested, nor a title in Markdown of one line.
    if in_tag([(before, None)]) or (before.count("(") > 1 and "[" in before):
        return
    made = [
        kramdown.to_html(Traced(before + space * count + after)).html.text
        for count in (ENOUGH, ENOUGH + 1, 9)
    ]
    assert len({_seen(html) for html in made}) == 1


def _seen(html: str) -> tuple[object, ...]:
    """Tags and their values, and words; lines are broken as often as they were written."""
    tags = [each.tag for each in elements(html) if each.tag != "br"]
    return tuple(tags), tuple(facts(html)), "".join(html.replace("<br />", "").split())
