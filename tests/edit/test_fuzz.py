"""Broken and odd files: an edit is right or refused, and nothing else is ever raised."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jekyll_tools.edit import csv_edit, json_edit, page_edit, yaml_edit
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.formats import Format
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_nodes import compose, walk
from jekyll_tools.edit.yaml_values import psych, safe_yaml
from jekyll_tools.text import Edit, apply_edits
from tests.edit.places import drawn_text, drawn_value, spots
from tests.edit.ruby import Ruby, canonical
from tests.edit.test_sites import replaced, typed_keys

YAML = [
    "a: ", "b: ", "- ", "- ", "\n", "\n", "\n", "  ", "    ", "? ", ": ", "&x ", "*x", "!t ",
    "!!str ",
    '"q"', "'s'", "|\n", ">\n", "|+\n", " # c\n", "[", "1]", "{", "}", ", ", "~", "1", "é", "---\n",
    "<<: ", "\r\n", "x: 1\n", "- y\n", "\n- z: 1\n  w: 2\n", "a: b\n", "k: [1, 2]\n", "m: {p: q}\n",
    "l: |\n  txt\n  more\n", "f: >-\n  fold\n", "- - n\n", "  d: e\n", "  - g\n", "[a, b]\n", "\tx",
    "\u2028", "\ufeff", "\0", '"\\u', "%", "@", "😀", "\\", "...\n", "\r", "'", '"',
]  # fmt: skip
JSON = [*'{}[]:,-\t"', '"a"', "1", "null", "true", "\n  ", " ", '"é\\n"', "1e5", '"\\ud83d"']
CSV = ["a", "b", ",", '"', '""', "\n", "\r\n", " ", '"x,y"', "\r", "\t"]
PATHS = [
    KeyPath.parse(path)
    for path in ("a", "x", "[0]", "[0].z", "[1]", "b.c", "k[0]", "m.p", "l", "f", "[0][0]", "")
]


def drawn_file(draw: random.Random) -> tuple[Format, str]:
    match draw.randrange(5):
        case 0:
            body = "".join(draw.choices(YAML, k=draw.randint(0, 12)))
            return page_edit, f"---\n{body}\n---\nbody"
        case 1:
            return json_edit, "".join(draw.choices(JSON, k=draw.randint(0, 12)))
        case 2:
            return csv_edit.CSV, "".join(draw.choices(CSV, k=draw.randint(0, 12)))
        case _:
            return yaml_edit, "".join(draw.choices(YAML, k=draw.randint(0, 12)))


def attempt(draw: random.Random, form: Format, text: str) -> tuple[Edit, ...] | None:
    path, value = draw.choice(PATHS), drawn_value(draw)
    try:
        match draw.randrange(4):
            case 0:
                return form.set_value(text, path, value)
            case 1:
                return form.unset(text, path)
            case 2:
                return form.append(text, path, value)
            case _:
                return form.insert_item(text, path, draw.randrange(2), value)
    except EditError:
        return None


def try_many(count: int, seed: int) -> None:
    draw = random.Random(seed)
    made = 0
    for _ in range(count):
        form, text = drawn_file(draw)
        edits = attempt(draw, form, text)
        if edits is not None:
            apply_edits(text, edits)
            made += 1
        try:
            form.get(text, draw.choice(PATHS))
        except (EditError, KeyError):
            continue
    assert made > count / 100


def test_only_our_error() -> None:
    try_many(4000, 1)


@pytest.mark.long
def test_only_our_error_in_100_000() -> None:
    try_many(100_000, 2)


@pytest.mark.jekyll
def test_ruby_agrees() -> None:
    compare(600, 3)


@pytest.mark.long
@pytest.mark.jekyll
def test_ruby_agrees_in_20_000() -> None:
    compare(20_000, 4)


def compare(count: int, seed: int) -> None:
    """Odd documents that can be read: what Psych and SafeYAML see changes at one place only."""
    draw = random.Random(seed)
    with Ruby() as ruby:
        while count:
            text = "".join(draw.choices(YAML[:45], k=draw.randint(1, 12)))
            choices = spots(Path("x.yml"), text)
            if not choices:
                continue
            count -= 1
            spot, value = draw.choice(choices), drawn_text(draw)
            try:
                edits = yaml_edit.set_value(text, KeyPath.of(*spot.steps), value)
            except EditError:
                continue
            after = apply_edits(text, edits)
            readings = zip((psych, safe_yaml), ruby.read(text), ruby.read(after), strict=False)
            for reader, old, new in readings:
                if old[0] == "!" or (reader is safe_yaml and confuses_safe_yaml(text)):
                    continue
                expected = replaced(old, typed_keys(spot, reader), canonical(value))
                assert new == expected, (text, spot.steps, value, after)


def confuses_safe_yaml(text: str) -> bool:
    """It takes a key that is null for no key at all; it has its own mind about tags and lists."""
    root = compose(text)
    keys = [key for node in walk(root) for key in node.keys] if root else []
    return any(
        key.kind != "scalar" or key.tag or (not key.style and safe_yaml(key.value) is None)
        for key in keys
    )
