"""Where each part of an expanded text comes from: file, place, and who asked for it."""

from __future__ import annotations

import pytest

from jekyll_tools.liquid.engine import Engine
from jekyll_tools.text import File, Origin, Source, Traced
from tests.liquid.setting import Stub, expanded

RECORDS = File("_data/people.yml", "- name: Zoe Quinn\n  photo: zoe.jpg\n- name: adam\n")
ZOE: dict[str, object] = {"name": "Zoe Quinn", "photo": "zoe.jpg", "year": 2024}
TAGS: list[object] = ["alpha", "beta"]
FRONT = File("page.yml", "title: A title\ntags: [alpha, beta]\nyear: 2024\n")
PAGE: dict[str, object] = {"title": "A title", "tags": TAGS, "path": "page.md"}
SCOPE: dict[str, object] = {
    "page": PAGE,
    "site": {"data": {"people": [ZOE]}, "baseurl": "/base"},
    "nothing": None,
}


@pytest.fixture
def host() -> Stub:
    stub = Stub(
        card='<img src="{{ include.src }}" alt="{{ include.alt }}">',
        outer="{% include card.html src=include.src alt=include.alt %}",
    )
    for container, key, file, text in (
        (ZOE, "name", RECORDS, "Zoe Quinn"),
        (ZOE, "photo", RECORDS, "zoe.jpg"),
        (PAGE, "title", FRONT, "A title"),
        (PAGE, "year", FRONT, "2024"),
        (TAGS, 0, FRONT, "alpha"),
        (TAGS, 1, FRONT, "beta"),
    ):
        start = file.text.index(text)
        stub.places[id(container), key] = Source(file, start, start + len(text))
    return stub


def _origins(template: str, part: str, host: Stub) -> list[Origin]:
    text = expanded(template, SCOPE, host).text
    start = text.text.index(part)
    return text.origins(start, start + len(part))


def _shown(origin: Origin) -> str:
    files = {file.path: file.text for file in (RECORDS, FRONT)}
    files |= {file.path: file.text for file in Stub().files.values()}
    text = files.get(origin.path, "")[origin.start : origin.end]
    return f"{origin.path}:{text}:{'exact' if origin.verbatim else 'made'}"


@pytest.mark.parametrize(
    ("template", "part", "expected"),
    [
        ("{{ page.title }}", "A title", "page.yml:A title:exact"),
        ("{{ page['title'] }}", "title", "page.yml:title:exact"),
        ("{{ page.title | upcase }}", "A TITLE", "page.yml:A title:made"),
        ("{{ page.title | default: 'x' }}", "A title", "page.yml:A title:exact"),
        ("{{ nothing | default: page.title }}", "A title", "page.yml:A title:exact"),
        ("{{ page.title | strip }}", "A title", "page.yml:A title:exact"),
        ("{{ page.title | escape }}", "A title", "page.yml:A title:exact"),
        ("{{ page.title | append: '!' }}", "A title", "page.yml:A title:exact"),
        ("{{ '/i/' | append: page.title }}", "A title", "page.yml:A title:exact"),
        ("{{ page.title | prepend: '/i/' }}", "A title", "page.yml:A title:exact"),
        ("{% assign t = page.title %}{{ t }}", "A title", "page.yml:A title:exact"),
        ("{% capture t %}<{{ page.title }}>{% endcapture %}{{ t }}", "A t", "page.yml:A t:exact"),
        ("{% for t in page.tags %}{{ t }},{% endfor %}", "beta", "page.yml:beta:exact"),
        ("{% for t in page.tags reversed %}{{ t }},{% endfor %}", "beta", "page.yml:beta:exact"),
        ("{% for t in page.tags offset:1 %}{{ t }},{% endfor %}", "beta", "page.yml:beta:exact"),
        ("{% for t in page.tags %}{{ t | upcase }},{% endfor %}", "BETA", "page.yml:beta:made"),
        ("{{ page.tags | first }}", "alpha", "page.yml:alpha:exact"),
        ("{{ page.tags | last }}", "beta", "page.yml:beta:exact"),
        ("{{ page.tags.last }}", "beta", "page.yml:beta:exact"),
        ("{{ page.tags[1] }}", "beta", "page.yml:beta:exact"),
        ("{{ site.data.people | map: 'name' }}", "Zoe Quinn", "_data/people.yml:Zoe Quinn:exact"),
        (
            "{% assign p = site.data.people | where: 'photo', 'zoe.jpg' | first %}{{ p.name }}",
            "Zoe Quinn",
            "_data/people.yml:Zoe Quinn:exact",
        ),
        (
            "{% for p in site.data.people %}{% include card.html src=p.photo %}{% endfor %}",
            "zoe.jpg",
            "_data/people.yml:zoe.jpg:exact",
        ),
        (
            "{% assign p = site.data.people[0] %}{% include outer.html src=p.photo %}",
            "zoe.jpg",
            "_data/people.yml:zoe.jpg:exact",
        ),
        ("{{ page.title | markdownify }}", "A title", "page.yml:A title:exact"),
        ("{{ site.data.people[0].photo | relative_url }}", "zoe", "_data/people.yml:zoe:exact"),
        ("{{ site.data.people[0].photo | absolute_url }}", "zoe", "_data/people.yml:zoe:exact"),
    ],
)
def test_a_value_leads_to_its_file(template: str, part: str, expected: str, host: Stub) -> None:
    assert [_shown(origin) for origin in _origins(template, part, host)] == [expected]


def test_template_text_is_exact_and_has_nobody_who_asked(host: Stub) -> None:
    assert _origins("a {{ page.title }} b", " b", host) == [Origin("page.md", 26, 28)]


def test_an_include_parameter_leads_to_the_page_by_way_of_include_and_tag(host: Stub) -> None:
    template = '{% include card.html src="x.png" alt=page.title %}'
    (origin,) = _origins(template, "x.png", host)
    assert (origin.path, origin.start, origin.end) == ("page.md", 8 + 26, 8 + 31)
    assert origin.verbatim
    assert [place.path for place in origin.via] == ["_includes/card.html", "page.md"]
    (inside,) = _origins(template, "<img", host)
    assert (inside.path, inside.start) == ("_includes/card.html", 0)
    assert [(place.path, place.start, place.end) for place in inside.via] == [
        ("page.md", 8, 8 + len(template))
    ]


def test_a_value_in_nested_includes_names_all_who_asked(host: Stub) -> None:
    (origin,) = _origins("{% include outer.html src=page.title %}", "A title", host)
    assert origin.path == "page.yml"
    assert [place.path for place in origin.via] == [
        "_includes/card.html",
        "_includes/outer.html",
        "page.md",
    ]


def test_an_escaped_parameter_is_not_exact(host: Stub) -> None:
    (origin,) = _origins('{% include card.html alt="say \\"x\\"" %}', 'say "x"', host)
    assert origin.path == "page.md"
    assert not origin.verbatim


def test_a_path_of_three_parts_has_three_origins(host: Stub) -> None:
    template = "{{ site.baseurl }}/images/{{ site.data.people[0].photo }}"
    text = expanded(template, SCOPE, host).text
    origins = text.origins(0, len(text.text))
    assert [origin.path for origin in origins] == ["page.md", "page.md", "_data/people.yml"]


def test_a_layout_keeps_the_runs_of_its_content(host: Stub) -> None:
    engine = Engine()
    page = File("page.md", "**{{ page.title }}**")
    content = engine.expand(Traced.of(page), SCOPE, host).text
    layout = File("_layouts/default.html", "<main>{{ content }}</main>")
    whole = engine.expand(Traced.of(layout), {**SCOPE, "content": content}, host).text
    assert whole.text == "<main>**A title**</main>"
    origins = [(each.path, each.start) for each in whole.origins(0, len(whole.text))]
    assert origins == [
        ("_layouts/default.html", 0),
        ("page.md", 0),
        ("page.yml", 7),
        ("page.md", 18),
        ("_layouts/default.html", 19),
    ]
    changed = Traced.of(File("_layouts/up.html", "{{ content | upcase }}"))
    (origin, *_) = engine.expand(changed, {"content": content}, host).text.origins(0, 3)
    assert (origin.path, origin.verbatim) == ("page.md", False)


def test_places_are_asked_for_only_when_read(host: Stub) -> None:
    asked: list[object] = []
    place_of = host.place_of
    host.place_of = lambda c, k: (asked.append(k), place_of(c, k))[1]  # type: ignore[method-assign]
    text = expanded("{{ page.title }}{{ page.year }}", {"page": {**PAGE, "year": 1}}, host).text
    assert asked == []
    text.origins(0, 1)
    assert asked == ["title"]


def test_white_space_of_a_loop_is_one_run() -> None:
    text = expanded("{% for i in (1..1000) %}\n{% if i > 2000 %}x{% endif %}\n{% endfor %}").text
    assert len(text.text) == 2000
    assert len(text.sources) < 20
    assert {origin.path for origin in text.origins(0, 2000)} == {"page.md"}
