"""Every page and data file of real sites: read and written back, and edited at drawn places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.edit.csv_edit import CSV, TSV
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.formats import format_of
from jekyll_tools.edit.front_matter import split
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_nodes import Node
from jekyll_tools.edit.yaml_values import Reader, construct, psych, safe_yaml, same, yaml12
from jekyll_tools.text import Edit, apply_edits
from tests.edit.places import (
    NAMES,
    TABLES,
    Spot,
    drawn_text,
    drawn_value,
    real_files,
    shapes,
    spots,
    yaml_part,
)
from tests.edit.ruby import Ruby, canonical

pytestmark = [pytest.mark.long, pytest.mark.jekyll]
PLACES = 250
FIRST = 3


@pytest.mark.parametrize("site", NAMES)
def test_read_and_written_back(site: str) -> None:
    for path, original in real_files(site):
        for text in shapes(original).values():
            found = split(text)
            if found is None:
                continue
            parts = [text[a:b] for a, b in (found.open, found.yaml, found.close)]
            assert "".join(parts) + text[found.body :] == text, path


@pytest.mark.parametrize("site", NAMES)
def test_a_value_set_to_what_it_is(site: str) -> None:
    """What Jekyll reads there already is no edit: not a byte is written otherwise."""
    draw = random.Random(f"{site} same")
    values = 0
    for path, original in real_files(site):
        text = draw.choice(list(shapes(original).values()))
        for steps, value in first_values(path, text):
            edits = format_of(path, text).set_value(text, steps, value)
            assert apply_edits(text, edits) == text, (path, steps, value, edits)
            values += 1
    assert values


@pytest.mark.parametrize("site", NAMES)
def test_a_value_set(site: str) -> None:
    """The real readers see the value asked for, and every other value as before."""
    draw = random.Random(site)
    refused = 0
    places = list(drawn_places(site, draw))
    with Ruby() as ruby:
        for path, text, spot in places:
            value = drawn_value(draw) if draw.random() < 0.3 else drawn_text(draw)
            edits = set_or_refused(path, text, spot, value)
            if edits is None:
                refused += 1
                continue
            after = apply_edits(text, edits)
            where = (path, spot.steps, value, edits)
            assert inside(text, spot, edits), where
            assert ends(after) == ends(text) or not ends(text), where
            before, now = (read(ruby, path, each) for each in (text, after))
            for reader, old, new in zip((psych, safe_yaml), before, now, strict=False):
                if old[0] != "!":
                    keys = typed_keys(spot, reader)
                    assert new == replaced(old, keys, canonical(value)), where
    assert refused <= 0.1 * len(places)


@pytest.mark.parametrize("site", NAMES)
def test_a_cell_set(site: str) -> None:
    draw = random.Random(site)
    files = [(p, t) for p, t in real_files(site) if p.suffix.lower() in TABLES]
    with Ruby() as ruby:
        for path, original in files:
            kind, table = (".tsv", TSV) if path.suffix.lower() == ".tsv" else (".csv", CSV)
            for name, text in shapes(original).items():
                rows = table.get(text, KeyPath())
                assert isinstance(rows, list)
                if name != "BOM":
                    assert ruby.read(text, kind[1:]) == [canonical(rows)]
                for _ in range(10 if rows else 0):
                    index, value = draw.randrange(len(rows)), drawn_text(draw)
                    column = draw.choice(list(rows[index]))
                    edits = table.set_value(text, KeyPath.of(index, column), value)
                    expected = [dict(row) for row in rows]
                    expected[index][column] = value
                    after = apply_edits(text, edits)
                    if name != "BOM" and "\r" not in value:
                        assert ruby.read(after, kind[1:]) == [canonical(expected)]


def first_values(path: Path, text: str) -> Iterator[tuple[KeyPath, object]]:
    """The first few values of a file that are no lists or mappings, as every reader sees them."""
    if path.suffix.lower() in TABLES:
        rows = format_of(path, text).get(text, KeyPath())
        cells = rows[0] if isinstance(rows, list) and rows else {}
        for column in list(cells)[:FIRST]:
            yield KeyPath.of(0, column), cells[column]
        return
    plain = [spot for spot in spots(path, text) if is_read_alike(spot.node)]
    for spot in sorted(plain, key=lambda spot: spot.node.start)[:FIRST]:
        steps = KeyPath.of(*spot.steps)
        yield steps, format_of(path, text).get(text, steps)


def is_read_alike(node: Node) -> bool:
    """Whether a scalar is one value for all; `32,000.00` is two, and `yes`: it is set as one."""
    values = [construct(node, reader) for reader in (psych, safe_yaml, yaml12)]
    plain = not isinstance(values[0], list | dict)
    return plain and all(same(values[0], value) for value in values)


def drawn_places(site: str, draw: random.Random) -> Iterator[tuple[Path, str, Spot]]:
    files = [(path, text) for path, text in real_files(site) if path.suffix.lower() not in TABLES]
    left = PLACES
    for _ in range(50 * PLACES):
        path, original = draw.choice(files)
        text = draw.choice(list(shapes(original).values()))
        choices = spots(path, text)
        if choices:
            yield path, text, draw.choice(choices)
            left -= 1
            if not left:
                return


def set_or_refused(path: Path, text: str, spot: Spot, value: object) -> tuple[Edit, ...] | None:
    """None where an anchor's value is repeated elsewhere: the one reason to refuse."""
    try:
        return format_of(path, text).set_value(text, KeyPath.of(*spot.steps), value)
    except EditError as error:
        if "is used again" in error.what:
            return None
        raise AssertionError((path, spot.steps, value)) from error


def read(ruby: Ruby, path: Path, text: str) -> list[Any]:
    part = yaml_part(path, text)
    assert part is not None
    return ruby.read(text[part[0] : part[1]])


def inside(text: str, spot: Spot, edits: tuple[Edit, ...]) -> bool:
    """Whether only the value changes: from its colon or dash to the end of its last line."""
    parent, index = spot.parents[-1], spot.trail[-1]
    start = parent.keys[index].end if parent.kind == "mapping" else _item_start(parent, index)
    end = re.compile(r"[\r\n]|\Z").search(text, max(spot.node.end, start)).start()  # type: ignore[union-attr]
    return all(start <= edit.start and edit.end <= end for edit in edits)


def _item_start(parent: Node, index: int) -> int:
    return parent.items[index - 1].end if index else parent.inner


def ends(text: str) -> set[str]:
    """The kinds of line ends in a text."""
    return set(re.findall(r"\r\n|\n|\r", text))


def typed_keys(spot: Spot, reader: Reader) -> list[Any]:
    return [
        canonical(construct(parent.keys[i], reader)) if parent.kind == "mapping" else i
        for parent, i in zip(spot.parents, spot.trail, strict=True)
    ]


def replaced(old: Any, keys: list[Any], value: Any) -> Any:
    """The value that Ruby is to read: one place of the old one is new."""
    if not keys:
        return value
    first, *rest = keys
    kind, items = old
    if kind == "a":
        return [kind, [replaced(v, rest, value) if i == first else v for i, v in enumerate(items)]]
    assert any(key == first for key, _ in items)
    return [kind, [[k, replaced(v, rest, value) if k == first else v] for k, v in items]]


@pytest.mark.parametrize("site", NAMES)
def test_entries_added_and_removed(site: str) -> None:
    """Appended, inserted, unset: all else is as before for the real readers."""
    draw = random.Random(f"{site} entries")
    with Ruby() as ruby:
        for path, text, spot in drawn_places(site, draw):
            value = drawn_value(draw)
            index = draw.randrange(len(spot.node.items) + 1)
            steps = KeyPath.of(*spot.steps)
            try:
                if spot.node.kind == "list" and draw.random() < 0.8:
                    edits = format_of(path, text).insert_item(text, steps, index, value)
                elif spot.node.kind == "mapping" and draw.random() < 0.8:
                    edits = format_of(path, text).set_value(text, steps / "new key", value)
                else:
                    edits, index = format_of(path, text).unset(text, steps), -1
            except EditError as error:
                assert "is used again" in error.what, (path, steps, value)  # noqa: PT017
                continue
            where = (path, steps, value, edits)
            before, now = (read(ruby, path, t) for t in (text, apply_edits(text, edits)))
            for reader, old, new in zip((psych, safe_yaml), before, now, strict=False):
                if old[0] != "!":
                    expected = edited(old, typed_keys(spot, reader), index, canonical(value))
                    nothing = expected == ["h", []] and new in (["n"], ["b", False])
                    assert new == expected or nothing, where


def edited(old: Any, keys: list[Any], index: int, value: Any) -> Any:
    """The value with an entry put into a list or mapping, or (index -1) taken away."""
    kind, items = old
    if index < 0 and len(keys) == 1:
        if kind == "a":
            return [kind, items[: keys[0]] + items[keys[0] + 1 :]]
        return [kind, [item for item in items if item[0] != keys[0]]]
    if not keys:
        if kind == "h":
            return [kind, [*items, [["s", "new key"], value]]]
        return [kind, [*items[:index], value, *items[index:]]]
    first, *rest = keys
    if kind == "a":
        return [
            kind,
            [edited(v, rest, index, value) if i == first else v for i, v in enumerate(items)],
        ]
    return [kind, [[k, edited(v, rest, index, value) if k == first else v] for k, v in items]]
