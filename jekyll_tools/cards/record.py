"""One record of a data file, read field by field; what is wrong with it is collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jekyll_tools.cards.problem import PlaceOf, Problem
from jekyll_tools.nearest import did_you_mean
from jekyll_tools.text import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """A data file while it is read: its path, the places of its values, and its problems."""

    path: str
    place_of: PlaceOf
    problems: list[Problem] = field(default_factory=list)

    def records(self, values: object, what: str, place: Source | None = None) -> Iterator[Record]:
        """The records of a list; `what` names it for a message. No value is no records."""
        if values is None:
            return
        if not isinstance(values, list):
            self.report(place, f"{what} is not a list", "start every entry with `- `")
            return
        for index, value in enumerate(values):
            at = self.place_of(values, index)
            if isinstance(value, Mapping):
                yield Record(value, self, at)
            else:
                advice = "write its fields as `name: …`, one a line"
                self.report(at or place, f"an entry of {what} has no fields", advice)

    def report(self, place: Source | None, message: str, advice: str) -> None:
        """Note a problem at a place."""
        self.problems.append(Problem.at(place, self.path, message, advice))


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one entry, and where it stands."""

    fields: Mapping[object, object]
    reading: Reading
    place: Source | None

    def text(self, key: str) -> str:
        """The text of a field; empty when it is not there. A number is its digits."""
        value = self.fields.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.report(key, f"`{key}` is not text", "put the value in quotes")
        return ""

    def values(self, key: str) -> list[object]:
        """The entries of a field; one value that is not a list is a list of it."""
        value = self.fields.get(key)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def records(self, key: str) -> Iterator[Record]:
        """The records in a field that holds a list of them."""
        return self.reading.records(self.fields.get(key), f"`{key}`", self.at(key))

    def at(self, key: str) -> Source | None:
        """Where a field stands, or else where the record does."""
        if key in self.fields:
            return self.reading.place_of(self.fields, key) or self.place
        return self.place

    def report(self, key: str, message: str, advice: str) -> None:
        """Note a problem with a field."""
        self.reading.report(self.at(key), message, advice)

    def only(self, *known: str) -> None:
        """Report keys that mean nothing here: most are misspelt."""
        for key in self.fields:
            if key not in known:
                advice = did_you_mean(key, known, f"known: {', '.join(known)}")
                self.report(str(key), f"`{key}` is not a field of this entry", advice)
