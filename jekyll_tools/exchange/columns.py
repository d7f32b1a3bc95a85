"""Which columns of a table go into which fields of a record: guessed, said, kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jekyll_tools.cards.people.names import folded
from jekyll_tools.exchange.config import SECTION, Columns
from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.exchange.table import Table
from jekyll_tools.nearest import did_you_mean

FIELDS = ("name", "title", "link", "photo", "note")
"""The fields of a card that a table may fill; other fields are keys of the site's own records."""

# What the columns of forms, spreadsheets, pretalx and Sessionize are called; the better first.
_NAMES = (
    "name", "full name", "fullname", "speaker", "speaker name", "display name", "your name",
    "public name", "participant", "nom complet",
)  # fmt: skip
_FIRST = ("first name", "firstname", "given name", "vorname", "prenom", "nombre")
_LAST = ("last name", "lastname", "family name", "surname", "nachname", "nom", "apellidos")
_TITLES = ("title", "job title", "position", "role", "tagline", "tag line", "function", "titel")
_PLACES = ("affiliation", "company", "institution", "organization", "organisation", "employer",
           "university", "institute")  # fmt: skip
_LINKS = ("website", "link", "homepage", "home page", "web page", "webpage", "url", "site",
          "personal website", "link blog", "link company website", "link linkedin")  # fmt: skip
_PHOTOS = ("photo", "picture", "headshot", "profile picture", "profilepicture", "image", "avatar",
           "avatar url", "portrait", "photo file", "profilbild")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """The columns that are likely, and the columns that could as well have been meant."""

    columns: Columns
    doubtful: Mapping[str, tuple[str, ...]]


def guess(table: Table, own: Iterable[str]) -> Guess:
    """What the names of the columns say; `own` are the keys of the site's records.

    A column that is called like a key of the records goes there. No column is taken for an
    e-mail address to publish.
    """
    by_name: dict[str, str] = {}
    for column in table.columns:
        by_name.setdefault(_plain(column), column)

    def first(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(by_name[name] for name in names if name in by_name)

    found: dict[str, tuple[str, ...]] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    given, family = first(_FIRST), first(_LAST)
    if names := first(_NAMES):
        found["name"] = names[:1]
        doubtful["name"] = names[1:]
    elif given and family:
        found["name"] = (given[0], family[0])
    own_keys = {_plain(key): key for key in own if key not in FIELDS}
    places = first(_PLACES)
    titles = first(_TITLES)
    apart = [column for column in places if _plain(column) in own_keys]
    if titles:
        found["title"] = titles[:1] if apart else (*titles[:1], *places[:1])
        doubtful["title"] = titles[1:]
    elif places and not apart:
        found["title"] = places[:1]
    for name, known in (("link", _LINKS), ("photo", _PHOTOS)):
        if columns := first(known):
            found[name] = columns[:1]
            doubtful[name] = columns[1:]
    taken = {column for columns in found.values() for column in columns}
    for plain, key in own_keys.items():
        named = by_name.get(plain)
        if named and named not in taken and key not in ("id", "groups") and "mail" not in plain:
            found[key] = (named,)
    return Guess(found, {name: more for name, more in doubtful.items() if more})


def parse(options: Iterable[str]) -> Columns:
    """`--map title=Position,Company` as columns; an empty right side leaves the field alone."""
    found: dict[str, tuple[str, ...]] = {}
    for option in options:
        name, equals, columns = option.partition("=")
        if not equals or not name.strip():
            raise ExchangeError(f"--map {option}: write FIELD=COLUMN or FIELD=COLUMN,COLUMN")
        found[name.strip()] = tuple(c.strip() for c in columns.split(",") if c.strip())
    return found


def checked(columns: Columns, table: Table, source: str) -> Columns:
    """The columns under the names that the table gives them, fields without any left out.

    Raises `ExchangeError` for a column that the table does not have, and when no field is the
    name. `source` says where the columns were named.
    """
    known = {_plain(column): column for column in table.columns}
    result: dict[str, tuple[str, ...]] = {}
    for name, wanted in columns.items():
        for column in wanted:
            if column not in table.columns and _plain(column) not in known:
                there = did_you_mean(column, table.columns, _columns(table))
                raise ExchangeError(f"{source}: {name}: there is no column {column!r}", there)
        if wanted:
            result[name] = tuple(c if c in table.columns else known[_plain(c)] for c in wanted)
    if "name" not in result:
        advice = f"say it: --map name=COLUMN; {_columns(table)}"
        raise ExchangeError("no column looks like the name of a person", advice)
    return result


def kept(columns: Columns) -> dict[str, object]:
    """The columns as `_config.yml` has them: a name, or a list of names."""
    return {
        name: wanted[0] if len(wanted) == 1 else list(wanted) for name, wanted in columns.items()
    }


def config_keys(kind: str) -> tuple[str, ...]:
    """Where `_config.yml` keeps the columns of a kind of table."""
    return ("jekyll_tools", SECTION, "columns", kind)


def _columns(table: Table) -> str:
    return f"the columns are {', '.join(table.columns)}"


def _plain(name: str) -> str:
    """A name of a column without case, punctuation and what a form adds to it."""
    apart = "".join(c if c.isalnum() else " " for c in name)
    return " ".join(apart.casefold().split()) if folded(name) else ""
