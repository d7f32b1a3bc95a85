"""The rows of a table as people: fields joined and cleaned, unusable values told and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jekyll_tools.cards import escape
from jekyll_tools.cards.people.names import folded
from jekyll_tools.exchange.config import Columns
from jekyll_tools.exchange.table import Row, Table

_MARKUP = re.compile(r"<[a-zA-Z/!?]|\{\{|\{%|&#?\w{1,32};")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\.[^\s{}]+|mailto:[^\s{}]+)\Z", re.IGNORECASE)
_NO_NAME = re.compile(r"\A[=+@|]|://|@\w")
_MAX_NAME = 120


@dataclass(slots=True)
class Candidate:
    """A person of the table; `fields` by the names of the mapping, without name and photo.

    `row` is the first row that names the person.
    """

    row: int
    name: str
    fields: dict[str, str] = field(default_factory=dict)
    photo: str = ""


@dataclass(slots=True)
class Candidates:
    """The people in the order of the table, rows that are none, and values that were left out."""

    people: list[Candidate] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def candidates(table: Table, columns: Columns) -> Candidates:
    """The people of a table; rows whose names fold to the same text are one person.

    Of two rows that say different things about one person the first counts, and the other is a
    problem. HTML, Liquid and URLs that are not for a page are left out and told: a site's own
    templates would run them.
    """
    found = Candidates()
    by_name: dict[str, Candidate] = {}
    for row in table.rows:
        name = " ".join(_joined(row, columns["name"], " ").split())
        reason = _refusal("name", name)
        if not folded(name) or reason:
            shown = f"{name!r} {reason}" if reason else "has no name"
            found.left.append(f"row {row.number}: {shown}")
            continue
        candidate = Candidate(row.number, name)
        for key, value in _values(row, columns, found, name):
            if key == "photo":
                candidate.photo = value
            else:
                candidate.fields[key] = value
        first = by_name.setdefault(folded(name), candidate)
        if first is candidate:
            found.people.append(candidate)
        else:
            _join(first, candidate, found)
    return found


def _join(first: Candidate, other: Candidate, found: Candidates) -> None:
    pairs = [*other.fields.items(), *([("photo", other.photo)] if other.photo else [])]
    for key, value in pairs:
        before = first.photo if key == "photo" else first.fields.get(key, "")
        if before and before != value:
            message = f"row {other.row}: {other.name}: {key} is {value!r}, in row {first.row}"
            found.problems.append(f"{message} it is {before!r}, which counts")
        elif key == "photo":
            first.photo = value
        else:
            first.fields[key] = value


def _values(row: Row, columns: Columns, found: Candidates, name: str) -> Iterator[tuple[str, str]]:
    for key, wanted in columns.items():
        if key == "name":
            continue
        value = _joined(row, wanted, ", ")
        if not value:
            continue
        if reason := _refusal(key, value):
            shown = value if len(value) <= 60 else f"{value[:60]}…"
            found.problems.append(f"row {row.number}: {name}: {key} {shown!r} {reason}; left out")
        else:
            yield key, value


def _joined(row: Row, columns: tuple[str, ...], between: str) -> str:
    """The values of columns, line by line, without the guard that spreadsheets need."""
    parts = []
    for column in columns:
        lines = (" ".join(line.split()) for line in row.cells.get(column, "").splitlines())
        parts.append(_GUARDED.sub("", "\n".join(line for line in lines if line), count=1))
    return between.join(part for part in parts if part)


def _refusal(key: str, value: str) -> str:
    """Why a value must not be in a record, or ""."""
    try:
        if key == "link":
            escape.url(value)
        else:
            escape.text(value)
    except escape.BadValueError as bad:
        return str(bad)
    if key == "link" and not _ADDRESS.match(value):
        # A page would take `www.example.org` for a file of its own.
        return "is no address that begins with https://"
    if key == "name" and (len(value) > _MAX_NAME or _NO_NAME.search(value)):
        return "is no name: a formula, an address, or far too long"
    if markup := _MARKUP.search(value):
        return f"has HTML or Liquid in it ({markup[0]})" if key not in ("link", "photo") else ""
    return ""
