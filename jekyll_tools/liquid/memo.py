"""What filter chains made of values, kept for the next turn of a loop and for the next page.

A site's data never changes while it is read, and most filters look at nothing but their input
and arguments. A page that goes through a thousand records by date asks for the same thousand
results as the page before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import Drop

if TYPE_CHECKING:
    from jekyll_tools.liquid.expressions import Expression, Filter
    from jekyll_tools.liquid.run import Run

MISSING = object()
"""No result is known."""

KNOWN = frozenset((Text, date, str, type(None)))
"""The types that `Memo.numbers` has keys of."""

PLAIN = frozenset((Text, bool, int, str, type(None)))
"""The types of what has nothing at any key."""

SHORT = 50
"""Items of a list for which `Memo.column` is not worth it."""

_MOST_SCALARS = 20_000
_MOST_LISTS = 128
_MOST_COLUMNS = 8
_LONGEST = 5_000  # characters of an input: a page's content comes once
_SCALARS = frozenset((Text, str, int, bool, type(None), date, datetime))

_OF_SCALARS = frozenset((
    *("abs", "at_least", "at_most", "ceil", "divided_by", "floor", "minus", "modulo", "plus"),
    *("round", "times", "to_integer", "date", "date_to_long_string", "date_to_rfc822"),
    *("date_to_string", "date_to_xmlschema", "capitalize", "cgi_escape", "downcase", "escape"),
    *("escape_once", "h", "lstrip", "newline_to_br", "normalize_whitespace", "number_of_words"),
    *("remove", "remove_first", "replace", "replace_first", "rstrip", "slugify", "strip"),
    *("strip_html", "strip_index", "strip_newlines", "truncate", "truncatewords", "upcase"),
    *("uri_escape", "url_decode", "url_encode", "xml_escape"),
))  # fmt: skip
"""Filters that see only the characters or the number, and keep no origin of an argument."""

_BY_KEY = frozenset(["compact", "find", "group_by", "map", "sort", "sort_natural", "uniq", "where"])
_OF_LISTS = _BY_KEY | frozenset(["concat", "first", "join", "last", "reverse", "size", "split"])
_FROM_VARIABLES = frozenset(("concat", "find", "where"))
"""Filters of lists that take an argument's value, whatever its origin is."""

_BY_EXPRESSION = frozenset(("find_exp", "group_by_exp", "where_exp"))
_NO_NAME = re.compile(r"""'[^']*'|"[^"]*"|\|\s*(?P<filter>\w+)""", re.ASCII)
_KEY = re.compile(r"[\w-]+", re.ASCII)
_ROOT = re.compile(r"(?<![\w.-])[a-zA-Z_][\w-]*", re.ASCII)
_WORDS = frozenset(("and", "contains", "empty", "false", "nil", "null", "or", "true"))

_CHANGING = frozenset(["content", "excerpt", "next", "output", "previous"])
"""What a page has depends on the page that asks for these."""


class _Made(NamedTuple):
    """A string that was made of another one: each time its origin is that of the other."""

    text: str


class _Same(NamedTuple):
    """The input, unchanged."""


class Column(list[object]):
    """What is known of each item of a list."""

    __slots__ = ("_order", "_sorted", "integers")

    def __init__(self, values: list[object]) -> None:
        super().__init__(values)
        self.integers = all(type(each) is int for each in values)
        """Are all of them integers?"""
        self._order: list[int] = []

    def between(self, low: float, high: float) -> list[int]:
        """The numbers of the items from `low` to `high`, where all of them are integers."""
        if not self._order:
            values: list[Any] = self
            self._order = sorted(range(len(values)), key=values.__getitem__)
            self._sorted = [values[i] for i in self._order]
        first, last = bisect_left(self._sorted, low), bisect_right(self._sorted, high)
        return sorted(self._order[first:last])


class Memo:
    """The results of one filter chain by its input and those of its arguments that vary."""

    __slots__ = (
        "_chain",
        "_columns",
        "_constant",
        "_lists",
        "_of_scalars",
        "_scalars",
        "_varying",
        "numbers",
    )

    def __init__(
        self, filters: Sequence[Filter], is_literal: Callable[[Expression], bool], constant: bool
    ) -> None:
        self.numbers: dict[object, object] = {}
        """What is no string, by a string, a day or nil: most frequent is `date: '%s' | plus: 0`."""
        self._scalars: dict[object, object] = {}
        self._lists: dict[object, tuple[object, object]] = {}
        self._columns: dict[int, tuple[list[object], Column | None]] = {}
        self._of_scalars = all(each.name in _OF_SCALARS for each in filters)
        arguments = [each for one in filters for each in one.arguments]
        self._varying = tuple(each for each in arguments if not is_literal(each))
        self._constant = constant and not self._varying
        alone = self._of_scalars and not (self._varying or self._constant)
        self._chain = tuple(map(_written, filters)) if alone else None

    def made(
        self, run: Run, value: object, make: Callable[[Run, object], tuple[object, bool]]
    ) -> object:
        """The result for an input; `make` makes it and says whether it may be kept."""
        kind = type(value)
        if kind in _SCALARS:
            if self._of_scalars or self._constant:
                return self._of_scalar(run, value, make)
            return make(run, value)[0]
        if kind is list or kind is dict:
            return self._of_list(run, value, make)
        return make(run, value)[0]

    def column(self, items: list[object], key: str) -> Column | Iterable[object]:
        """What `numbers` has for what the items have at a key, or `MISSING`, for a loop.

        Asked once for a list that is walked over a second time: pages that go through the same
        records ask the same of each record. A memo belongs to one place in a template, and so to
        one key.
        """
        found = self._columns.get(id(items))
        if found is None:
            if len(items) < SHORT:
                return repeat(MISSING)
            if len(self._columns) >= _MOST_COLUMNS:
                self._columns.clear()
            self._columns[id(items)] = (items, None)
            return repeat(MISSING)
        if found[1] is None:
            found = (items, Column([self._number(each, key) for each in items]))
            self._columns[id(items)] = found
        return found[1] or ()

    def _number(self, item: object, key: str) -> object:
        kind = type(item)
        value = item.get(key) if kind is dict else None if kind in PLAIN else MISSING  # type: ignore[attr-defined]  # see `kind`
        return self.numbers.get(value, MISSING) if type(value) in KNOWN else MISSING

    def _of_scalar(
        self, run: Run, value: object, make: Callable[[Run, object], tuple[object, bool]]
    ) -> object:
        if isinstance(value, str) and len(value) > _LONGEST:
            return make(run, value)[0]
        key: object = _mark(value)
        if self._chain is not None:
            # The same filters elsewhere make the same: many loops ask `date: '%s' | plus: 0`.
            self._scalars = run.engine.made.setdefault(self._chain, self._scalars)
            self._chain = None
        if self._varying:
            arguments = [each.evaluate(run) for each in self._varying]
            if any(type(each) not in _SCALARS for each in arguments):
                return make(run, value)[0]
            key = (key, *map(_mark, arguments))
        found = self._scalars.get(key, self)
        if found is self:
            return self._kept(key, value, *make(run, value))
        if type(found) is _Made:
            return Text.derived(found.text, value)  # type: ignore[arg-type]  # a `Text` made it
        if type(found) is _Same:
            return value
        self._note(value, found)
        return found

    def _kept(self, key: object, value: object, result: object, lasting: bool) -> object:
        if not (lasting or self._constant) and isinstance(result, str):
            return result
        for kept in (self._scalars, self.numbers):
            if len(kept) >= _MOST_SCALARS:
                kept.clear()
        if type(value) is Text and not self._varying:
            key = (Text, str(value))  # without its origin, which may be long
        if self._constant:
            self._scalars[key] = result
        elif result is value:
            self._scalars[key] = _Same()
        elif type(result) is Text:
            self._scalars[key] = _Made(str(result))
        else:
            self._scalars[key] = result
            self._note(value, result)
        return result

    def _note(self, value: object, result: object) -> None:
        if not (isinstance(result, str) or self._varying or self._constant):
            if isinstance(value, str):
                self.numbers[str(value)] = result
            elif value is None or type(value) is date:
                self.numbers[value] = result

    def _of_list(
        self, run: Run, value: object, make: Callable[[Run, object], tuple[object, bool]]
    ) -> object:
        arguments = [each.evaluate(run) for each in self._varying]
        marks = [_mark(each) for each in arguments]
        if None in marks:
            return make(run, value)[0]
        key = (id(value), *marks)
        found = self._lists.get(key)
        if found is not None:
            return found[1]
        result, _ = make(run, value)
        # Its mark says that the value is a list.
        if not any(isinstance(each, Drop) for each in value):  # type: ignore[attr-defined]
            if len(self._lists) >= _MOST_LISTS:
                self._lists.clear()
            # The key has ids: what they belong to has to stay.
            self._lists[key] = ((value, arguments), result)
        return result


def memo_of(
    filters: Sequence[Filter], is_literal: Callable[[Expression], bool], constant: bool
) -> Memo | None:
    """A memo for a chain of filters; None for one that has to run each time.

    `constant`: the input is a literal, and its origin always the same.
    """
    if filters and all(_is_pure(each, is_literal) for each in filters):
        return Memo(filters, is_literal, constant)
    return None


def _is_pure(each: Filter, is_literal: Callable[[Expression], bool]) -> bool:
    if each.keywords:
        return False
    if each.name in _OF_SCALARS:
        return True
    if each.name in _BY_EXPRESSION:
        return len(each.arguments) == 2 and all(map(is_literal, each.arguments)) and _is_own(each)
    if each.name not in _OF_LISTS:
        return False
    fixed = each.arguments if each.name not in _FROM_VARIABLES else each.arguments[:-1]
    if not all(is_literal(argument) for argument in fixed):
        return False
    if each.name in _BY_KEY and fixed:
        key = str(getattr(fixed[0], "value", ""))
        return not _CHANGING.intersection(key.split("."))
    return True


def _is_own(each: Filter) -> bool:
    """Does its expression look at nothing but the item, and at what never changes in it?"""
    name, text = [str(getattr(word, "value", "")) for word in each.arguments[:2]]
    used = {found["filter"] for found in _NO_NAME.finditer(text)} - {None}
    bare = _NO_NAME.sub(" ", text)
    if "[" in bare or not _OF_SCALARS.issuperset(used):
        return False
    if not _CHANGING.isdisjoint(_KEY.findall(bare)):
        return False
    return (_WORDS | {name}).issuperset(_ROOT.findall(bare))


def _written(each: Filter) -> object:
    """What a filter with literals for arguments does."""
    values = [getattr(argument, "value", None) for argument in each.arguments]
    return each.name, *((type(value), repr(value)) for value in values)


def _mark(value: object) -> object:
    """What a value is known by; None for one that may not be kept."""
    kind = type(value)
    if kind is datetime:
        # Equal times in two zones print differently.
        return (datetime, value, value.utcoffset())  # type: ignore[attr-defined]  # see `kind`
    if kind in _SCALARS:
        return (kind, value)
    return (list, id(value)) if type(value) is list or type(value) is dict else None
