"""The YAML of most pages and records, with a key or an item on each line, read line by line.

libyaml and the events that it makes in Python take three times as long, for each of thousands of
files. What is not certain to mean the same here is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import TypeVar

MOST = 100_000  # characters: so few have no more nodes than YAML may have
_DEEPEST = 20

# Not printable to libyaml, or a line end to it, or a tab: one search for all of a text.
_STRANGE = r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_KEY = r"[A-Za-z][A-Za-z0-9_-]{0,1000}"  # libyaml has a limit of 1,024
_SHORT = r"[A-Za-z0-9][\w. /+()-]*"
_PAIR = rf"{_KEY}:[ ]+{_SHORT}"
_LINE = re.compile(
    rf"""
    (?:
        (?P<indent>[ ]*) (?P<dash>-[ ]+)? (?: (?P<key>{_KEY}):(?=[ \n]|\Z)[ ]* )?
        (?: "(?P<double>[^\n"\\]*)" [ ]*
        |   '(?P<single>[^\n']*)' [ ]*
        |   \[ [ ]* (?P<list> (?: {_SHORT} (?:,[ ]+{_SHORT})* )? ) \] [ ]*
        |   \{{ [ ]* (?P<map> {_PAIR} (?:,[ ]+{_PAIR})* ) \}} [ ]*
        |   \| [ ]* \n (?P<block> (?P<margin>[ ]+) (?![ ]) .+
                (?: \n (?: (?P=margin) .* )? )* (?=\n) )
        |   (?P<plain> (?: [A-Za-z0-9/.(^_~] | [\xc0-\u02af] ) [^\n:\#]*
                (?: (?: :(?![ \n]|\Z) | (?<![ ])\# ) [^\n:\#]* )* )
        )?
    |   \# .*
    )
    (?:\n|\Z)
    """,
    re.VERBOSE | re.ASCII,
)

Meaning = Callable[[str], object]
T = TypeVar("T", dict[str, object], list[object])


class _NotFlatError(Exception):
    """There is more to a text than lines say one by one."""


def flat(text: str, meaning: Meaning) -> object:
    """The mapping or list in a text; None where it is not as simple as that.

    `meaning` is what a scalar without quotes stands for. Raises what that raises.
    """
    if len(text) > MOST or text.endswith(" "):  # which may be part of a block of text
        return None
    if not text.replace("\n", " ").isprintable() and re.search(_STRANGE, text):
        return None
    builder = _Builder(meaning)
    at, end = 4 if text.startswith("---\n") else 0, len(text)
    try:
        while at < end:
            line = _LINE.match(text, at)
            if line is None:
                return None
            at = line.end()
            builder.take(line)
    except _NotFlatError:
        return None
    return builder.open[0][1] if builder.open else None


class _Builder:
    """Takes one line after the other; `open` are the mappings and lists with their columns."""

    __slots__ = ("_current", "_indent", "_meaning", "_waiting", "open")

    def __init__(self, meaning: Meaning) -> None:
        self.open: list[tuple[int, dict[str, object] | list[object]]] = []
        self._meaning = meaning
        self._current: dict[str, object] = {}  # the innermost mapping
        self._indent: str | None = None  # what stands before its keys; None in a list of values
        self._waiting = ""  # the key in it that has no value so far

    def take(self, line: re.Match[str]) -> None:
        """Take a line; one that is blank, or a comment, says nothing."""
        indent, dash, key, plain = line.group("indent", "dash", "key", "plain")
        if key is None and dash is None:
            if line.lastgroup in (None, "indent"):
                return
            raise _NotFlatError  # a value goes on
        if dash is not None or indent != self._indent:
            mapping = self._moved(line, indent, dash, key)
            if mapping is None:
                return
            self._current = mapping
        current = self._current
        if key in current or (len(key) <= 5 and self._meaning(key) is not key):
            raise _NotFlatError
        key = intern(key)  # pages have most of them in common
        if plain is not None:
            current[key] = self._meaning(plain.rstrip(" "))
            self._waiting = ""
        elif line.lastgroup == "key":
            current[key] = None
            self._waiting = key
        else:
            current[key] = self._value(line)
            self._waiting = ""

    def _moved(
        self, line: re.Match[str], indent: str, dash: str | None, key: str | None
    ) -> dict[str, object] | None:
        """The mapping in which the key of a line is; None for an item that is a value."""
        column = len(indent)
        if dash is None:
            self._indent = indent
            return self._mapping_at(column)
        items = self._list_at(column)
        if key is None:
            self._indent = None
            items.append(self._value(line))
            return None
        mapping: dict[str, object] = {}
        items.append(mapping)
        column += len(dash)
        self._indent = " " * column
        self._enter(column, mapping)
        return mapping

    def _list_at(self, column: int) -> list[object]:
        """The list whose items stand at a column, which may be that of its key."""
        if not self.open or (self._waiting and column >= self.open[-1][0]):
            found: list[object] = []
            self._enter(column, found)
            return found
        return self._opened_at(column, list)

    def _mapping_at(self, column: int) -> dict[str, object]:
        if not self.open or (self._waiting and column > self.open[-1][0]):
            found: dict[str, object] = {}
            self._enter(column, found)
            return found
        return self._opened_at(column, dict)

    def _opened_at(self, column: int, kind: type[T]) -> T:
        """The innermost mapping or list at a column, to which the text goes back."""
        self._waiting = ""
        while self.open:
            at, found = self.open[-1]
            if at == column and isinstance(found, kind):
                return found
            # A list may stand at the column of its key.
            if at < column or (at == column and isinstance(found, dict)):
                break
            self.open.pop()
        raise _NotFlatError

    def _enter(self, column: int, found: dict[str, object] | list[object]) -> None:
        if self._waiting:
            above = self.open[-1][1]
            assert isinstance(above, dict)
            above[self._waiting] = found
            self._waiting = ""
        elif not self.open and column:
            raise _NotFlatError
        if len(self.open) == _DEEPEST:
            raise _NotFlatError
        self.open.append((column, found))

    def _value(self, line: re.Match[str]) -> object:
        kind = line.lastgroup
        text: str = line[kind or ""]
        if kind == "plain":
            return self._meaning(text.rstrip(" "))
        if kind == "list":
            return [self._meaning(item.strip(" ")) for item in text.split(",") if item]
        if kind == "map":
            return self._pairs(text)
        if kind == "block":
            margin = line["margin"]
            if line["dash"] or len(margin) <= len(self._indent or ""):
                raise _NotFlatError
            return text[len(margin) :].replace(f"\n{margin}", "\n").rstrip("\n") + "\n"
        if kind == "dash":
            raise _NotFlatError
        return text

    def _pairs(self, text: str) -> dict[str, object]:
        found: dict[str, object] = {}
        for pair in text.split(","):
            key, _, value = pair.partition(":")
            key = intern(key.strip(" "))
            if key in found or self._meaning(key) is not key:
                raise _NotFlatError
            found[key] = self._meaning(value.strip(" "))
        return found
