"""Expressions after parsing: literals, ranges, variables, filters and conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from jekyll_tools.liquid.comparison import has
from jekyll_tools.liquid.numbers import strict_integer, to_i
from jekyll_tools.liquid.trace import Key, Place, Text
from jekyll_tools.liquid.values import BLANK, WORKING_BLANK, Range, size, to_s, truthy
from jekyll_tools.text import Traced

if TYPE_CHECKING:
    from jekyll_tools.liquid.memo import Memo
    from jekyll_tools.liquid.run import Run


class Expression(Protocol):
    """Something that has a value when a template runs."""

    def evaluate(self, run: Run) -> object:
        """The value."""

    def traced(self, run: Run) -> object:
        """The value, as a `Text` if it is a string that has a place."""

    def locate(self, run: Run) -> tuple[object, Place | None]:
        """The value, as a `Text` if it is a string, and its place if it has one."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as it stands in the template; a string is a `Text` at its place."""

    value: object

    def evaluate(self, run: Run) -> object:
        """See `Expression`."""
        return self.value

    traced = evaluate

    def locate(self, run: Run) -> tuple[object, Place | None]:
        """See `Expression`."""
        return self.value, None


class BlankWord:
    """The word `blank`, which asks a question that only ActiveSupport can answer."""

    def evaluate(self, run: Run) -> object:
        """See `Expression`."""
        return WORKING_BLANK if run.host.active_support else BLANK

    traced = evaluate

    def locate(self, run: Run) -> tuple[object, Place | None]:
        """See `Expression`."""
        return self.evaluate(run), None


class RangeOf(NamedTuple):
    """`(first..last)`."""

    first: Expression
    last: Expression

    def evaluate(self, run: Run) -> object:
        """See `Expression`."""
        return Range(_bound(self.first.evaluate(run)), _bound(self.last.evaluate(run)))

    def traced(self, run: Run) -> object:
        """See `Expression`."""
        return self.evaluate(run)

    def locate(self, run: Run) -> tuple[object, Place | None]:
        """See `Expression`."""
        return self.evaluate(run), None


class Step(NamedTuple):
    """One `.key` or `[key]` of a variable; `command`: it may also be size, first or last."""

    key: str | Expression
    command: bool


@dataclass(frozen=True, slots=True)
class Lookup:
    """A variable and the way into it, as `site.data.people[0].name`."""

    name: str | Expression
    steps: tuple[Step, ...]

    def evaluate(self, run: Run) -> object:
        """See `Expression`."""
        name = self.name
        if type(name) is str and name in run.variables.now:
            value = run.variables.now[name]
        else:
            value = run.find(name if isinstance(name, str) else name.evaluate(run))
        for step in self.steps:
            key = step.key
            if type(value) is dict and type(key) is str and key in value:
                value = value[key]
                continue
            value = fetch(value, key if isinstance(key, str) else key.evaluate(run), step.command)
            if value is None:
                return None
        return Text.at(value.text, value) if isinstance(value, Traced) else value

    def traced(self, run: Run) -> object:
        """See `Expression`."""
        value = self.evaluate(run)
        return self.locate(run)[0] if type(value) is str else value

    def locate(self, run: Run) -> tuple[object, Place | None]:
        """See `Expression`."""
        value, container, key = self.reach(run)
        if isinstance(value, Traced):
            return Text.at(value.text, value), None
        if container is None:
            return value, None
        place = Key(container, key)
        return Text.at(value, place) if type(value) is str else value, place

    def reach(self, run: Run) -> tuple[object, object, object]:
        """The value, and the container that it was last taken out of by which key.

        What was produced, as a page's content, is still `Traced`.
        """
        name = self.name
        container = key = None
        value = run.find(name if isinstance(name, str) else name.evaluate(run))
        for step in self.steps:
            key = step.key if isinstance(step.key, str) else step.key.evaluate(run)
            container = value
            value = fetch(value, key, step.command)
            if value is None:
                break
            if step.command and type(container) is list:
                key = {"first": 0, "last": len(container) - 1}.get(str(key), key)
        if container is None and type(value) is str and isinstance(name, str):
            item = run.items.get(name)
            if item is not None and item[2] is value:
                return value, item[0], item[1]
        return value, container, key

    def missing(self, run: Run, *root: object) -> str | None:
        """The path down to the first name that is not there; None if all are.

        `root`: what the first name means, where that is known.
        """
        name = self.name if isinstance(self.name, str) else to_s(self.name.evaluate(run))
        if not root and not run.knows(name):
            return name
        path, value = name, root[0] if root else run.find(name)
        for step in self.steps:
            key = step.key if isinstance(step.key, str) else step.key.evaluate(run)
            path = f"{path}.{to_s(key)}"
            found = fetch(value, key, step.command)
            if found is None:
                return None if has(value, key) else path
            value = found
        return None


class Filter(NamedTuple):
    """One filter of an output with its arguments; keyword arguments come last as a hash."""

    name: str
    arguments: tuple[Expression, ...]
    keywords: tuple[tuple[str, Expression], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filtered:
    """An expression and the filters it goes through: what `{{ }}` and assign have."""

    expression: Expression
    filters: tuple[Filter, ...]
    memo: Memo | None = None

    def evaluate(self, run: Run) -> object:
        """See `Expression`."""
        memo = self.memo
        if memo is not None and memo.numbers:
            value = self.expression.evaluate(run)
            if isinstance(value, str):
                number = memo.numbers.get(value, memo)
                if number is not memo:
                    return number
        return self.locate(run)[0]

    traced = evaluate

    def locate(self, run: Run) -> tuple[object, Place | None]:
        """See `Expression`."""
        value, place = self.expression.locate(run)
        if self.memo is not None:
            return self.memo.made(run, value, self.made), place
        for each in self.filters:
            value = run.apply(each, value)
        return value, place

    def made(self, run: Run, value: object) -> tuple[object, bool]:
        """What filters make of a value; does it depend on that and the arguments alone?"""
        lasting = True
        for each in self.filters:
            # An empty string has no origin, and neither has what is made of it.
            lasting = lasting and value != ""
            value = run.apply(each, value)
        return value, lasting


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison, and what it is joined to by `and` or `or`: the right side binds first."""

    left: Expression
    operator: Callable[[object, object], bool] | None = None
    right: Expression | None = None
    relation: str | None = None
    rest: Condition | None = None
    of_integers: Callable[[int, int], bool] | None = None
    """The same operator where both sides are integers, as most are."""

    def evaluate(self, run: Run) -> object:
        """What Ruby's `Condition#evaluate` returns; only `truthy` of it counts."""
        condition: Condition = self
        while True:
            result = condition.left.evaluate(run)
            compare = condition.operator
            if compare is not None and condition.right is not None:
                right = condition.right.evaluate(run)
                if type(result) is int and type(right) is int and condition.of_integers:
                    result = condition.of_integers(result, right)
                else:
                    result = compare(result, right)
            rest = condition.rest
            if rest is None or truthy(result) == (condition.relation == "or"):
                return result
            condition = rest


def fetch(value: object, key: object, command: bool = False) -> object:
    """One step into a value: a key of a hash, an index of an array, or a command."""
    kind = type(value)
    if kind is list:
        if type(key) is int:
            try:
                return value[key]  # type: ignore[index]  # see `kind`
            except IndexError:
                return None
    elif kind is dict or _MAPPINGS[kind]:
        try:
            return value[key]  # type: ignore[index]  # see `kind`
        except (KeyError, TypeError):
            pass
    if not command:
        return None
    if key == "size":
        return size(value)
    return _end(value, str(key))


class _Mappings(dict[type, bool]):
    """Whether classes are mappings: asking `isinstance` takes longer than the lookup itself."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = answer = issubclass(kind, Mapping)
        return answer


_MAPPINGS = _Mappings()


def _end(value: object, key: str) -> object:
    if isinstance(value, Range):
        return value.first if key == "first" else value.last
    if isinstance(value, list):
        return value[0 if key == "first" else -1] if value else None
    if isinstance(value, Mapping) and key == "first":
        return next(([k, v] for k, v in value.items()), None)
    return None


def _bound(value: object) -> int:
    if value is None or isinstance(value, str | int):
        return to_i(value)
    return strict_integer(value)
