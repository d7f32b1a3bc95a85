"""The people of a site as a table for a terminal, as CSV, or as JSON."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence

from jekyll_tools.cards.cells import guarded
from jekyll_tools.cards.people.records import People, Person
from jekyll_tools.characters import json_text, printable
from jekyll_tools.text import File, Lines

COLUMNS = ("id", "name", "title", "link", "photo", "note", "groups")
WIDEST = 40  # columns of one field in the table


def chosen(people: People, group: str) -> list[Person]:
    """The people of a group as it shows them, in its order; without a group all."""
    return people.group(group) if group else list(people.people)


def as_table(people: Sequence[Person]) -> str:
    """Lines of equal columns: name, title, groups, id. Wide characters take two."""
    rows = [("NAME", "TITLE", "GROUPS", "ID")]
    rows += [(p.name, p.title, " ".join(p.groups), p.id) for p in people]
    cells = [[_cut(_plain(cell)) for cell in row] for row in rows]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(rows[0]))]
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def as_csv(people: Sequence[Person]) -> str:
    """A header and a line each; a cell that a spreadsheet would take for a formula gets a `'`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(COLUMNS)
    for person in people:
        writer.writerow([guarded(cell) for cell in _values(person).values()])
    return out.getvalue()


def as_json(people: Sequence[Person]) -> str:
    """One document with `version` and `people`, each with the place of its name."""
    entries = [
        {**_values(person), "groups": list(person.groups), "place": _place(person)}
        for person in people
    ]
    document = {"version": 1, "people": entries}
    return json_text(document)


def _values(person: Person) -> dict[str, str]:
    values = {name: getattr(person, name) for name in COLUMNS[:-1]}
    return {**values, "groups": " ".join(person.groups)}


def _place(person: Person) -> dict[str, object] | None:
    source = person.field_place("name")
    if source is None or not isinstance(source.text, File):
        return None
    line, column = Lines(source.text.text).position(source.start)
    return {"file": source.text.path, "line": line, "column": column}


def _plain(cell: str) -> str:
    """One line without characters that would move the cursor."""
    return printable(" ".join(cell.split())[:400])


def _cut(cell: str) -> str:
    if _width(cell) <= WIDEST:
        return cell
    while _width(cell) > WIDEST - 1:
        cell = cell[:-1]
    return f"{cell.rstrip()}…"


def _width(text: str) -> int:
    """The columns of a terminal that a text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
