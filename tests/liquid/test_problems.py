"""What is reported as wrong or open, and where exactly."""

from __future__ import annotations

import pytest

from jekyll_tools.liquid import expand
from jekyll_tools.text import File, Traced
from tests.liquid.setting import Stub, expanded


@pytest.mark.parametrize(
    ("template", "kind", "place", "subject"),
    [
        ("a {% if yes %}b", "syntax", "{% if yes %}", ""),
        ("a {% endif %}", "syntax", "{% endif %}", "endif"),
        ("a {{ str", "syntax", "{{", ""),
        ("a {{ str } b", "syntax", "{{", ""),
        ("a {% if %}b{% endif %}", "syntax", "{% if %}", ""),
        ("{% for x list %}{% endfor %}", "syntax", "{% for x list %}", ""),
        ("{% include plain.html a= %}", "syntax", "{% include plain.html a= %}", ""),
        ("{% include ../x %}", "syntax", "{% include ../x %}", "../x"),
        ("x{% include no.html %}", "include-missing", "{% include no.html %}", "no.html"),
        ("x{% link no.md %}", "link-missing", "{% link no.md %}", "no.md"),
        (
            "{% post_url 2020-01-01-x %}",
            "link-missing",
            "{% post_url 2020-01-01-x %}",
            "2020-01-01-x",
        ),
        ("{{ str | nope }}", "unknown-filter", "nope", "nope"),
        ("{{ str & | nope }}", "unknown-filter", "nope", "nope"),
        ("{% nope %}", "unknown-tag", "{% nope %}", "nope"),
        ("{% illegal %}", "unknown-tag", "{% illegal %}", "illegal"),
        ("{% output %}", "unknown-tag", "{% output %}", "output"),
        ("{% if no %}{% nope %}{% endif %}", "unknown-tag", "{% nope %}", "nope"),
        ("{{ 1 | divided_by: 0 }}", "error", "{{ 1 | divided_by: 0 }}", ""),
        ("{{ hash.titel }}", "undefined", "{{ hash.titel }}", "hash.titel"),
        ("{{ deep.q.r }}", "undefined", "{{ deep.q.r }}", "deep.q"),
        ("{{ nowhere }}", "undefined", "{{ nowhere }}", "nowhere"),
    ],
)
def test_a_problem_has_its_place(template: str, kind: str, place: str, subject: str) -> None:
    (problem,) = expanded(template).problems
    assert (problem.kind, problem.subject) == (kind, subject)
    assert isinstance(problem.source.text, File)
    found = problem.source.text.text[problem.source.start : problem.source.end]
    assert (problem.source.text.path, found) == ("page.md", place)


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{{ deep.n }}",
        "{{ hash.titel | default: 'x' }}",
        "{% if hash.titel %}{% endif %}",
        "{% assign x = hash.titel %}",
        "{{ list.size }}{{ 'x' }}",
        "{% link about.md %}{% post_url 2024-03-14-post %}",
    ],
)
def test_what_is_not_worth_a_word(template: str) -> None:
    assert expanded(template).problems == ()


def test_a_problem_in_an_include_names_the_include_and_who_asked() -> None:
    host = Stub(bad="x {% if %}{% endif %}")
    expansion = expanded("{% include bad.html %}{% include bad.html %}", host=host)
    (problem,) = expansion.problems
    assert isinstance(problem.source.text, File)
    assert problem.source.text.path == "_includes/bad.html"
    assert problem.source.via is not None
    assert problem.source.via.start == 8


def test_an_unknown_tag_or_filter_is_open_once_and_changes_nothing_else() -> None:
    expansion = expanded("a{% nope 1 %}b{% nope 2 %}c{{ str | nopef }}{% x %}hidden{% endx %}")
    assert expansion.text.text == "abcHello World"
    reasons = [each.reason for each in expansion.open]
    assert reasons == ["the tag 'nope'", "the filter 'nopef'", "the tag 'x'"]


def test_a_plugin_that_the_host_knows_is_neither_open_nor_wrong() -> None:
    host = Stub()
    host.tags = {"seo": "", "gist": "<script></script>"}
    host.plugins = {"toc": lambda value: f"<{value}>"}
    expansion = expanded("{% seo %}{% gist a/b %}{{ 'x' | toc }}", host=host)
    assert (expansion.open, expansion.problems) == ((), ())
    assert expansion.text.text == "<script></script><x>"


def test_the_other_includes_ask_the_host_as_well() -> None:
    host = Stub(part="here")
    scope = {"page": {"path": "page.md"}}
    assert expanded("{% include_relative part.html %}", scope, host).text.text == "here"
    assert expanded("{% include_cached part.html %}", scope, host).text.text == "here"


def test_links_print_what_the_host_says() -> None:
    text = expanded("{% link {{ 'about' }}.md %} {% post_url 2024-03-14-post %}").text.text
    assert text == "/about/ /2024/03/14/post.html"


def test_the_highlighters_prefix_comes_from_the_scope() -> None:
    scope = {"highlighter_prefix": "\n", "highlighter_suffix": "\n"}
    text = expanded("{% highlight c %}a<b{% endhighlight %}", scope).text.text
    assert text.startswith("\n<figure")
    assert text.endswith("a&lt;b</code></pre></figure>\n")


def test_the_package_expands_without_an_engine() -> None:
    assert expand(Traced.of(File("a.md", "{{ 1 }}")), {}, Stub()).text.text == "1"
