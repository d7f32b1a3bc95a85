"""References: every URL of an HTML text, at its exact place."""

from jekyll_tools.elements import elements
from jekyll_tools.render import references


def test_every_kind_of_reference() -> None:
    html = (
        '<a href="a&amp;b">x</a><img src="i.png" srcset="i-2.png 2x, i-3.png 300w">'
        "<p style=\"background: url('bg.png')\">x</p><video poster=p.png src=v.mp4></video>"
        '<link rel="stylesheet" href="s.css"><object data="o.pdf"></object><a name="n">x</a>'
    )
    found = references(elements(html))
    assert [(r.tag, r.attr, r.value) for r in found] == [
        ("a", "href", "a&b"),
        ("img", "src", "i.png"),
        ("img", "srcset", "i-2.png"),
        ("img", "srcset", "i-3.png"),
        ("p", "style", "bg.png"),
        ("video", "poster", "p.png"),
        ("video", "src", "v.mp4"),
        ("link", "href", "s.css"),
        ("object", "data", "o.pdf"),
    ]
    exact = [r.value for r in found if html[r.start : r.end] == r.value]
    assert len(exact) == len(found) - 1


def test_hostile_values_are_read_in_linear_time() -> None:
    for piece in ("url(", ", ", "a ,", "a,", "url('"):
        html = f'<img style="{piece * 20_000}" srcset="{piece * 20_000}">'
        assert len(references(elements(html))) <= 40_000
