"""Plain scalars are for us what they are for Psych, SafeYAML and YAML 1.2; dates are written so."""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import ruamel.yaml

from jekyll_tools.edit import yaml_edit
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_nodes import compose
from jekyll_tools.edit.yaml_values import construct, psych, safe_yaml, same, yaml12
from jekyll_tools.text import apply_edits
from tests.edit.places import WORDS
from tests.edit.ruby import Ruby, canonical

PIECES = [
    *"0123456789.:-+_,eExobTZz ~",
    *(
        "10",
        "59",
        "60",
        "08",
        "2024",
        "-01",
        "-02",
        "12:30",
        ":00",
        "1e",
        "E+3",
        "0x",
        "0b",
        "true",
    ),
    *("No", "on", "Null", ".inf", ".NaN", "a", "é", "²", "Y", " +02:00", "-0330", ".5"),
]
SHAPES = [
    "yes", "oN", "FALSE", "nUll", "~", "10:30", "09:00", "1:2:3", "1:60", "10:30:15.5",
    "-1:30", "1:30.", "190:20:30", "1:2:3:4", "010", "08", "0o10", "0777", "-010", "0x1f",
    "-0X1F", "0b101", "0b2", "1,000", "1_000", "1,2,3", "1__0", "1.", ".5", "-.5", "1.5e3",
    "1.5e+3", "1e3", "+.inf", "-.INF", ".nan", "1.0.0", "2024-01-02", "2024-1-2",
    "2024-02-30", "2024-13-01", "0001-01-01", "2024-01-02 10:00:00", "2024-01-02T10:00:00Z",
    "2024-01-02 10:00:00.5 +02:00", "2024-01-02 10:00:00 -0330", "2024-01-02 10:00:00 +2",
    "2024-01-02 25:00:00", "2024-01-02t1:00:00", "=", "<", "0", "-0", "+1", "0.0",
]  # fmt: skip


@pytest.mark.jekyll
def test_same_as_ruby() -> None:
    draw = random.Random(1)
    texts = [*SHAPES, *WORDS]
    texts += ["".join(draw.choices(PIECES, k=draw.randint(1, 6))) for _ in range(4000)]
    compared = 0
    with Ruby() as ruby:
        for text in texts:
            node = compose_scalar(text)
            if node is None:
                continue
            for reader, found in zip((psych, safe_yaml), ruby.read(f"- {text}\n"), strict=False):
                if found[0] == "a":
                    assert found == canonical([reader(node)]), (reader, text)
                    compared += 1
    assert compared > 3000


def compose_scalar(text: str) -> str | None:
    """The plain scalar that a text is, when it is one."""
    try:
        root = compose(f"- {text}\n")
    except EditError:
        return None
    plain = root is not None and root.items and root.items[0].kind == "scalar"
    return root.items[0].value if plain and root and not root.items[0].style else None


def test_yaml12_as_ruamel() -> None:
    loader = ruamel.yaml.YAML(typ="safe", pure=True)
    # The core schema has no underscores, binary numbers, dates and merges; ruamel.yaml has.
    odd = re.compile(r".*_|[-+]?0b|-0x|[0-9]{4}-|=|<<", re.IGNORECASE)
    for text in [*SHAPES, *WORDS]:
        if compose_scalar(text) == text and not odd.match(text):
            assert same(yaml12(text), loader.load(f"- {text}\n")[0]), text


def test_tags_and_merges() -> None:
    text = "a: !!str 5\nb: !t '5'\nc: ! 5\nd: !!float 5\ne: {<<: [{x: 1, y: 1}, {x: 2}], x: 3}\n"
    root = compose(text)
    assert root is not None
    value = construct(root)
    assert same(value, {"a": "5", "b": 5, "c": "5", "d": 5.0, "e": {"x": 3, "y": 1}})


ZONES = [
    None,
    UTC,
    timezone(timedelta(hours=2)),
    timezone(-timedelta(hours=3, minutes=30)),
]
DATES = [date(2024, 1, 2), date(999, 12, 31)] + [
    datetime(2024, 5, 6, 7, 8, 9, micro, zone) for micro in (0, 120) for zone in ZONES
]


@pytest.mark.jekyll
@pytest.mark.parametrize("value", DATES, ids=str)
def test_dates_are_dates_for_ruby(value: date) -> None:
    after = apply_edits("a: x\n", yaml_edit.set_value("a: x\n", KeyPath.of("a"), value))
    with Ruby() as ruby:
        for found in ruby.read(after):
            assert found == canonical({"a": value})
    quoted = apply_edits(after, yaml_edit.set_value(after, KeyPath.of("a"), str(value)))
    assert quoted == f'a: "{value}"\n'
