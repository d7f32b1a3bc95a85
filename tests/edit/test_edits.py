"""Edits by tables of cases; a title is what is shown, and the command that is given."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jekyll_tools.edit import csv_edit, json_edit, page_edit, yaml_edit
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.formats import Format, format_of
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_nodes import compose
from jekyll_tools.edit.yaml_update import update
from jekyll_tools.edit.yaml_witness import witness
from jekyll_tools.text import Edit, apply_edits
from tests.tables import Case, table

HERE = Path(__file__).parent
# What a table cannot show: CR, tab, byte order mark; and no line end at the end.
SIGNS = str.maketrans({"␍": "\r", "␉": "\t", "␢": "\ufeff"})
COMMAND = re.compile(
    r"(set|unset|drop|append|insert|update) (\[\w+=\"[^\"]*\"\]\S*|\S+)(?: (.*))?\Z"
)


def run(form: Format, command: str, text: str) -> tuple[Edit, ...]:
    found = COMMAND.match(command)
    assert found is not None, command
    path = KeyPath.parse(found[2].replace("[]", ""))
    value = json.loads(found[3]) if found[3] else None
    match found[1]:
        case "set":
            return form.set_value(text, path, value)
        case "unset":
            return form.unset(text, path)
        case "drop":  # with the comments that belong to it
            return yaml_edit.unset(text, path, comments=True)
        case "append":
            return form.append(text, path, value)
        case "update":
            return update(text, path, value)
        case _:
            *above, index = path.steps
            assert isinstance(index, int)
            return form.insert_item(text, KeyPath.of(*above), index, value)


def check(form: Format, case: Case) -> None:
    text, expected = (
        part.translate(SIGNS).replace("␄\n", "") for part in (case.input, case.expected)
    )
    command = case.title.split(": ", 1)[1]
    if not expected.startswith("error: "):
        assert apply_edits(text, run(form, command, text)) == expected
        return
    with pytest.raises(EditError) as caught:
        run(form, command, text)
    assert str(caught.value) == expected.removeprefix("error: ").rstrip("\n")


@table(HERE / "yaml_edits.txt")
def test_yaml(case: Case) -> None:
    check(yaml_edit, case)


@table(HERE / "json_edits.txt")
def test_json(case: Case) -> None:
    check(json_edit, case)


@table(HERE / "csv_edits.txt")
def test_csv(case: Case) -> None:
    check(csv_edit.CSV, case)


@table(HERE / "page_edits.txt")
def test_page(case: Case) -> None:
    check(page_edit, case)


def test_format_of() -> None:
    assert format_of("_data/a.YML") is yaml_edit
    assert format_of("_data/a.yml", "---\n") is yaml_edit
    assert format_of("_data/a.json") is json_edit
    assert format_of("search.json", "---\n---\n[]") is page_edit
    assert format_of("_data/a.tsv").separator == "\t"  # type: ignore[attr-defined]
    assert format_of("a.md") is page_edit


def test_get_as_jekyll_reads() -> None:
    text = "a: &x {b: 010, c: no}\nd:\n  c: 1:30\n  <<: *x\n2019: {e: 2024-01-02}\nn: {NO: 1}\n"

    def get(path: str) -> object:
        return yaml_edit.get(text, KeyPath.parse(path))

    assert get("a") == {"b": 8, "c": False}
    assert get("d") == {"c": False, "b": 8}
    assert get("d.c") is False
    assert str(get("2019.e")) == "2024-01-02"
    assert get("n.NO") == 1
    with pytest.raises(KeyError):
        get("a.none")
    assert yaml_edit.place(text, KeyPath.parse("a.b")) == (10, 13)
    assert yaml_edit.get("", KeyPath()) is None
    with pytest.raises(KeyError):
        yaml_edit.get("", KeyPath.of("a"))


def test_get_from_tables_json_and_pages() -> None:
    assert csv_edit.CSV.get("a,b\n1,\n", KeyPath()) == [{"a": "1", "b": None}]
    assert csv_edit.TSV.get('a\tb\n1\t"x\t"\n', KeyPath.parse("[a=1].b")) == "x\t"
    assert json_edit.get('{"a": [1e3, "x"]}', KeyPath.parse("a")) == ["1e3", "x"]
    assert page_edit.get("---\na: 1\n---\n", KeyPath.parse("a")) == 1
    assert page_edit.place("---\na: 1\n---\n", KeyPath.parse("a")) == (7, 8)


BOMBS = {
    "nested": "[" * 2000,
    "nested blocks": "- " * 2000,
    "aliases": "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)),
    "merges": "a0: &a0 {x: 1}\n"
    + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}], k{i}: 1}}\n" for i in range(1, 40)),
    "values": "[" + "1," * 300_000 + "1]",
    "size": "a: " + "x" * 6_000_000,
    "itself": "&a [*a]",
    "json": '{"a":' * 2000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str) -> None:
    form = json_edit if name == "json" else yaml_edit
    with pytest.raises(EditError):
        form.set_value(BOMBS[name], KeyPath.of("b"), 1)


def test_values_that_cannot_be_written() -> None:
    for value in ({"<<": 1}, {None: 1}, {True: 1}, "\ud800", object(), {1.5: 2}, b"x"):
        with pytest.raises(EditError):
            yaml_edit.set_value("a: 1\n", KeyPath.of("b"), value)
    for value in ("\ud800", float("nan"), float("inf"), b"x"):
        with pytest.raises(EditError):
            json_edit.set_value('{"a": 1}\n', KeyPath.of("b"), value)


def test_a_witness_that_sees_a_text_where_we_see_a_list_disagrees() -> None:
    root = compose("[a, b]")
    assert root is not None
    with pytest.raises(EditError, match="two YAML readers disagree"):
        witness("plain text", root, (0,))
