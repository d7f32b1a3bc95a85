"""Edits on drawn documents: other readers than ours see just the change that was asked for."""

from __future__ import annotations

import random
import warnings
from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jekyll_tools.edit import yaml_edit
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_nodes import compose
from jekyll_tools.edit.yaml_scalar import plain_is_safe, scalar
from jekyll_tools.edit.yaml_update import update
from jekyll_tools.edit.yaml_values import construct, psych, safe_yaml, same, yaml12
from jekyll_tools.text import apply_edits
from tests.edit.places import drawn_text, drawn_value
from tests.edit.ruby import Ruby, canonical

KEYS = ["a", "b", "name", '"q: r"', "'s'", "2019", "e-mail", "no"]
SCALARS = [
    "x", "some text", "'it''s'", '"a\\nb"', "10:30", "~", "", "no", "1", "2024-01-02", "a  # note",
    "|\n{i}  lit\n\n{i}  more", ">-\n{i}  fold\n{i}  ed", "|+\n{i}  keep\n", "[]", "{}",
    "[ x, 'y', {k: v} ]", "{a: 1, b: , 'c':d}", "[\n{i}  x,\n{i}  y,\n{i}]", "&anchor x", "!!str 5",
    "plain over\n{i}  lines", "http://x.y/#z",
]  # fmt: skip


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> list[str]:
    """The lines of a mapping or list in one of the many ways people write them."""
    pad = " " * indent
    listed = draw(st.booleans())
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True))
    lines: list[str] = []
    for key in keys:
        if draw(st.integers(0, 5)) == 0:
            lines += draw(st.sampled_from([[f"{pad}# comment"], [""], ["", f"{pad}# two", ""]]))
        head = pad + ("-" if listed else f"{key}:")
        if depth < 2 and draw(st.integers(0, 2)) == 0:
            deeper = indent + draw(st.sampled_from([2, 4]))
            inner = draw(blocks(deeper, depth + 1))
            if listed and draw(st.booleans()) and not inner[0].strip().startswith("#") and inner[0]:
                lines += [head + " " * (deeper - indent - 1) + inner[0].strip(), *inner[1:]]
            else:
                lines += [head + draw(st.sampled_from(["", "  # about"])), *inner]
        else:
            value = draw(st.sampled_from(SCALARS)).replace("{i}", pad)
            lines += f"{head} {value}".rstrip(" ").split("\n")
    return lines


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = draw(blocks())
    text = "\n".join([*draw(st.sampled_from([[], ["# top"], ["---"]])), *lines])
    text += draw(st.sampled_from(["\n", "", "\n\n# end\n"]))
    return text.replace("\n", "\r\n") if draw(st.integers(0, 3)) == 0 else text


def ours(text: str) -> Any:
    root = compose(text)
    return construct(root, yaml12) if root else None


def theirs(text: str) -> Any:
    """What ruamel.yaml reads: a YAML 1.2 reader of its own make."""
    loader = ruamel.yaml.YAML(typ="safe", pure=True)
    loader.version = (1, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return loader.load(text)


def paths(value: object, top: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [top]
    if isinstance(value, dict):
        for key, item in value.items():
            found += paths(item, (*top, str(key)))
    if isinstance(value, list):
        for i, item in enumerate(value):
            found += paths(item, (*top, i))
    return found


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step] if isinstance(value, list) else value[key_of(value, step)]
    return value


def key_of(mapping: Any, step: str | int) -> Any:
    return next((key for key in mapping if str(key) == step), step)


def changed(value: Any, path: tuple[str | int, ...], new: object) -> Any:
    """The value with one place changed."""
    if not path:
        return new
    if isinstance(value, list):
        return [changed(v, path[1:], new) if i == path[0] else v for i, v in enumerate(value)]
    if value is None:
        value = {}
    here = key_of(value, path[0])
    inner = changed(value.get(here), path[1:], new)
    return {**value, here: inner}


def without(value: Any, path: tuple[str | int, ...]) -> Any:
    parent, last = at(value, path[:-1]), path[-1]
    if isinstance(parent, list):
        rest: Any = [v for i, v in enumerate(parent) if i != last]
    else:
        rest = {k: v for k, v in parent.items() if str(k) != last}
    return changed(value, path[:-1], rest)


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


def reads_as(read: Any, value: Any) -> bool:
    """Whether Jekyll, too, reads that value: a `no` stays where False is asked for."""
    if isinstance(read, list) and isinstance(value, list):
        return len(read) == len(value) and all(map(reads_as, read, value))
    if isinstance(read, dict) and isinstance(value, dict):
        return read.keys() == value.keys() and all(reads_as(read[k], value[k]) for k in value)
    return same(read, value) or (isinstance(read, str) and same(safe_yaml(read), value))


VALUES = st.integers(0, 2**32).map(lambda seed: drawn_value(random.Random(seed)))


@given(documents(), st.data())
def test_set(text: str, data: st.DataObject) -> None:
    old = ours(text)
    path = data.draw(st.sampled_from([p for p in paths(old) if p]))
    if data.draw(st.integers(0, 4)) == 0 and (
        at(old, path) is None or isinstance(at(old, path), dict)
    ):
        path = (*path, "new")
    value = data.draw(VALUES)
    after = apply_edits(text, yaml_edit.set_value(text, KeyPath.of(*path), value))
    assert same(theirs(after), changed(theirs(text), path, value))


@given(documents(), st.data())
def test_unset(text: str, data: st.DataObject) -> None:
    old = theirs(text)
    path = data.draw(st.sampled_from([p for p in paths(ours(text)) if p]))
    after = apply_edits(text, yaml_edit.unset(text, KeyPath.of(*path)))
    assert same(theirs(after), without(old, path))


@given(documents(), st.data())
def test_insert(text: str, data: st.DataObject) -> None:
    old = theirs(text)
    lists = [p for p in paths(ours(text)) if isinstance(at(old, p), list)]
    if not lists:
        return
    path = data.draw(st.sampled_from(lists))
    items = at(old, path)
    index = data.draw(st.integers(0, len(items)))
    value = data.draw(VALUES)
    after = apply_edits(text, yaml_edit.insert_item(text, KeyPath.of(*path), index, value))
    assert same(theirs(after), changed(old, path, [*items[:index], value, *items[index:]]))
    assert comments(after)[: len(comments(text))] or not comments(text)
    assert [c for c in comments(after) if c in comments(text)][: len(comments(text))] == comments(
        text
    )


@given(documents(), VALUES)
def test_update(text: str, value: object) -> None:
    after = apply_edits(text, update(text, KeyPath(), value)) if value else text
    if isinstance(value, dict | list) and value:
        assert reads_as(theirs(after), value)
    back = apply_edits(after, update(after, KeyPath(), theirs(text)))
    assert theirs(back) == theirs(text)


@given(st.text() | st.integers(0, 2**32).map(lambda seed: drawn_text(random.Random(seed))))
@settings(max_examples=400)
def test_strings_read_back(text: str) -> None:
    """By PyYAML and ruamel.yaml, in every style; Ruby has its own test."""
    for quote in ("", "'", '"'):
        for flow in (False, True):
            written = scalar(text, quote, flow=flow)
            whole = f"a: [{written}]\n" if flow else f"a:\n- {written}\n"
            assert yaml.safe_load(whole) == {"a": [text]}
            assert theirs(whole) == {"a": [text]}
    if plain_is_safe(text):
        assert psych(text) == safe_yaml(text) == yaml12(text) == text


@given(st.text("ab:- #[]{}&*!|>'\"%@`\n\t\r,?~\\\0é\u2028<=.01", max_size=40))
@settings(max_examples=400)
def test_any_text_is_read_or_refused(text: str) -> None:
    for verb in ("get", "unset", "set_value", "append"):
        try:
            edits = getattr(yaml_edit, verb)(text, KeyPath.of("a"), *([1] * (verb[0] in "sa")))
        except (EditError, KeyError):
            continue
        if verb == "set_value":
            assert yaml_edit.get(apply_edits(text, edits), KeyPath.of("a")) == 1


@pytest.mark.jekyll
def test_strings_read_back_in_ruby() -> None:
    check_in_ruby(2000, 1)


@pytest.mark.long
@pytest.mark.jekyll
def test_20_000_strings_read_back_in_ruby() -> None:
    check_in_ruby(20000, 2)


def check_in_ruby(count: int, seed: int) -> None:
    """Strings and other values, written in every place of a file, as Psych and SafeYAML read."""
    draw = random.Random(seed)
    text = "k: 'x'\nf: [a]\nl:\n- q: \"\"\nz:\n"
    places = [KeyPath.parse(p) for p in ("k", "f[0]", "l[0].q", "z", "new", "l[0].new")]
    with Ruby() as ruby:
        for _ in range(count // 4):
            expected = {"k": "x", "f": ["a"], "l": [{"q": ""}], "z": None}
            after = text
            for path in draw.sample(places, 4):
                value = drawn_text(draw) if draw.random() < 0.8 else drawn_value(draw)
                after = apply_edits(after, yaml_edit.set_value(after, path, value))
                expected = changed(expected, tuple(map(plain_step, path.steps)), value)
            for found in ruby.read(after):
                assert found == canonical(expected), after


def plain_step(step: object) -> str | int:
    assert isinstance(step, str | int)
    return step
