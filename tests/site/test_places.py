"""Where values stand in their files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.site.places import Places, Root
from jekyll_tools.text import File, Source, Traced
from tests.site.build import site_of

_YAML = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
DATA = """\
plain: word
quoted: 'single'
double: "dou\\tble"
long: >-
  folded text
  in lines
block: |
  first line
  second line
multi: one
  two
list:
  - a: 1
    b: [x, "y"]
  - &anchor {c: deep}
again: *anchor
merged:
  <<: *anchor
  d: own
"twice": first
twice: second
10:30: time
"""


def texts(source: Source | None) -> list[str]:
    """The characters in the file that a place stands for, run by run."""
    assert source is not None
    if isinstance(source.text, File):
        return [source.text.text[source.start : source.end]]
    return [
        piece
        for _, _, inner in source.text.runs(source.start, source.end)
        if inner is not None and inner.verbatim
        for piece in texts(inner)
    ]


def test_places_in_data(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"_data/d.yml": DATA})
    data = site.data["d"]
    for path, expected in (
        (["plain"], ["word"]),
        (["quoted"], ["single"]),
        (["block"], ["first line", "second line"]),
        (["multi"], ["one", "two"]),
        (["list", 0, "a"], ["1"]),
        (["list", 0, "b", 1], ["y"]),
        (["list", 1, "c"], ["deep"]),
        (["again", "c"], ["deep"]),
        (["merged", "c"], ["deep"]),
        (["merged", "d"], ["own"]),
        (["twice"], ["second"]),
        ([630.0], ["time"]),
    ):
        container = data
        for key in path[:-1]:
            container = container[key]
        source = site.place_of(container, path[-1])
        assert texts(source) == expected, path
        assert source is not None
        assert source.verbatim
    folded = site.place_of(data, "long")
    assert folded is not None
    assert isinstance(folded.text, Traced)
    assert folded.text.text == "folded text in lines"
    assert "".join(texts(folded)).replace(" ", "") == "foldedtextinlines"
    whole = site.place_of(data, "list")
    assert whole is not None
    assert not whole.verbatim
    assert site.place_of(data, "none") is None
    assert site.place_of(object(), "x") is None


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_in_tables(end: str, tmp_path: Path) -> None:
    text = 'name,note\nAnna,"says ""hi"", twice"\n"B",\n'.replace("\n", end)
    site = site_of(tmp_path, {"_data/t.csv": text, "_data/u.tsv": "a\tb\n1\t2\n"})
    first, second = site.data["t"]
    assert texts(site.place_of(first, "name")) == ["Anna"]
    assert first["note"] == 'says "hi", twice'
    assert texts(site.place_of(first, "note"))[0] == "says"
    assert texts(site.place_of(second, "name")) == ["B"]
    assert site.place_of(second, "note") is None
    assert texts(site.place_of(site.data["u"][0], "b")) == ["2"]


def test_line_of_a_folded_word(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"_data/d.yml": DATA})
    source = site.place_of(site.data["d"], "long")
    assert source is not None
    assert isinstance(source.text, Traced)
    at = source.text.text.index("lines")
    [origin] = source.text.origins(at, at + 5)
    assert DATA[origin.start : origin.end] == "lines"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_in_front_matter(mark: str, end: str, tmp_path: Path) -> None:
    text = mark + "---\ntitle: über\nhero:\n  image: a.png\n---\nbody\n".replace("\n", end)
    post = {"_posts/2020-01-01-a.md": text}
    config = """\
defaults:
  - scope: {path: ""}
    values: {author: someone, hero: {alt: text}, deep: {er: x}}
colors: {main: red}
"""
    site = site_of(tmp_path, {**post, "_config.yml": config})
    [page] = site.posts
    assert page.title_heading is None
    for container in (page.own, page.front_matter):
        assert texts(site.place_of(container, "title")) == ["über"]
        assert texts(site.place_of(container["hero"], "image")) == ["a.png"]
    author = site.place_of(page.front_matter, "author")
    assert texts(author) == ["someone"]
    assert author is not None
    assert isinstance(author.text, File)
    assert author.text.path == "_config.yml"
    assert texts(site.place_of(page.front_matter["hero"], "alt")) == ["text"]
    assert texts(site.place_of(page.front_matter["deep"], "er")) == ["x"]
    assert texts(site.place_of(site.config["colors"], "main")) == ["red"]
    assert site.place_of(page.front_matter, "slug") is None


@given(
    st.recursive(
        st.text(_YAML, max_size=12),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abcé", min_size=1, max_size=4), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_every_scalar_of_json_has_its_place(value: object) -> None:
    import json

    from jekyll_tools.site.yaml_values import load

    text = json.dumps({"root": value}, ensure_ascii=False)
    loaded = load(text)
    assert loaded.value == {"root": value}
    file = File("x.json", text)
    places = Places(lambda: [Root(loaded.value, file, lambda: (0, len(text)))], "safe_yaml")
    pending: list[object] = [loaded.value]
    while pending:
        container = pending.pop()
        keys = container if isinstance(container, dict) else range(len(container))  # type: ignore[arg-type]
        for key in keys:  # type: ignore[attr-defined]
            child = container[key]  # type: ignore[index]
            if isinstance(child, (dict, list)):
                pending.append(child)
                continue
            source = places.of(container, key)
            assert source is not None
            raw = json.dumps(child, ensure_ascii=False)
            assert source.verbatim
            if isinstance(source.text, File):
                assert text[source.start : source.end] == child
                assert text[source.start - 1 : source.end + 1] == raw
