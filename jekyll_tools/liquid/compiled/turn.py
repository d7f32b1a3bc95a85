"""What a turn of a loop does before it comes to a condition, and which turns go on after it."""

from __future__ import annotations

import operator as python
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jekyll_tools.liquid.comparison import contains
from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.condition import SIGNS
from jekyll_tools.liquid.expressions import Condition, Expression, Filtered, Literal, Lookup
from jekyll_tools.liquid.memo import Memo
from jekyll_tools.liquid.parts import Body, Content
from jekyll_tools.liquid.values import truthy

if TYPE_CHECKING:
    from jekyll_tools.liquid.tags.loops import For

Hits = Callable[..., list[int]]
"""The turns that go on, by columns and by the values of variables."""


_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Guard(NamedTuple):
    """A turn goes on if the condition is as `wanted`; `leaves`: otherwise it ends there.

    `spaces` is what it writes before it ends.
    """

    condition: Condition
    body: Body
    wanted: bool
    leaves: bool
    spaces: Sequence[Content] = ()


class Search(NamedTuple):
    """An inner loop that looks for one of the strings of `names` in a key of each item."""

    key: str
    names: str


class Bound(NamedTuple):
    """What an integer of a column has to be in turns that go on.

    It is compared with the variable of that number, or else with `number`.
    """

    column: int
    sign: str
    variable: int | None
    number: int


class Turn:
    """The variables that a turn has set, and the white space that it has written."""

    def __init__(self, item: str) -> None:
        self.spaces: list[Content] = []
        self.memos: list[Memo] = []
        """What was asked for values that were set."""
        self.values: dict[str, Expression | None] = {}
        self.searches: dict[str, Search] = {}
        """The variables that say whether something was found."""
        self.items = {item}
        """The names of the item."""
        self._item = item

    def set(self, name: str, value: Expression | None) -> bool:
        """Set a variable to what does not depend on other turns; whether that is so."""
        if name in (self._item, "forloop"):
            return False
        inner = value.expression if isinstance(value, Filtered) else value
        path = inner if isinstance(inner, Lookup) and inner.name in self.items else None
        self.items.discard(name)
        self.searches.pop(name, None)
        self.values[name] = value
        if path is None:
            return value is None or isinstance(value, Literal)
        if isinstance(value, Filtered):
            if value.memo is not None:
                self.memos.append(value.memo)
            return value.memo is not None and len(path.steps) == 1
        self.items.add(name)
        return not path.steps

    def counts(self, expression: Expression | None) -> bool:
        """Is it the number of the turn, or of the turns?"""
        return isinstance(expression, Lookup) and expression.name == "forloop" != self._item

    def search(self, part: For) -> bool:
        """Go through a loop that sets variables where it finds something; whether it is one.

        It is one like `{% for name in names %}{% if item.authors contains name %}{% assign found =
        true %}{% endif %}{% endfor %}`, and `found` was false before.
        """
        header, parts = part.header, part.body.parts
        guard = parts[0].guards(self) if len(parts) == 1 and header.plain else None
        if guard is None or not guard.wanted or guard.leaves or part.otherwise:
            return False
        inner, condition, names = Turn(header.variable), guard.condition, header.values
        what, where = condition.right, condition.left
        if (
            condition.operator is not contains
            or condition.rest is not None
            or not isinstance(names, Lookup)
            or not isinstance(names.name, str)
            or names.steps
            or names.name in self.items.union(self.values)
            or not isinstance(what, Lookup)
            or what != Lookup(header.variable, ())
            or not isinstance(where, Lookup)
            or where.name not in self.items - {header.variable}
            or len(where.steps) != 1
            or not isinstance(where.steps[0].key, str)
            or where.steps[0].command
            or not all(each.idles(inner) for each in guard.body.parts)
        ):
            return False
        # What is not set before keeps what an earlier turn has found.
        if not inner.values.keys() <= self.values.keys():
            return False
        for name, value in inner.values.items():
            found = Search(where.steps[0].key, names.name)
            before = self.values[name]
            self.values[name] = None
            if isinstance(before, Literal) and not _is_true(before) and _is_true(value):
                self.searches[name] = found
            else:
                self.searches.pop(name, None)
        return True


def _may_fail(condition: Condition) -> bool:
    same = condition.of_integers in (python.eq, python.ne)
    return not same and condition.operator not in (None, contains)


def _is_true(value: Expression | None) -> bool:
    return isinstance(value, Literal) and truthy(value.value)


class Predicate:
    """Writes a condition as Python for those turns that it leaves; what it cannot write may hold.

    Columns are called q0, q1 …, whether something is found s0, s1 …, variables v0, v1 …
    """

    def __init__(self, code: Code, turn: Turn, memos: list[Memo]) -> None:
        self.searches: list[Search] = []
        self.names: list[str] = []
        self.bounds: list[Bound] = []
        """What holds in all turns that are left."""
        self.needed: list[int] = []
        """The searches that find something in all turns that are left."""
        self._code = code
        self._turn = turn
        self._memos = memos

    def of(self, condition: Condition, wanted: bool, *, sure: bool = True) -> str:
        """An expression that is true at least where the condition is as wanted; "" for all.

        `sure`: it has to be so in all turns that are left.
        """
        sure = sure and (condition.rest is None or (condition.relation == "and") == wanted)
        test = self._alone(condition, wanted, sure)
        if condition.rest is None:
            return test
        if not test and _may_fail(condition):
            return ""  # whatever the rest says, it may fail before
        rest = self.of(condition.rest, wanted, sure=sure)
        if (condition.relation == "and") == wanted:
            return f"({test} and {rest})" if test and rest else test or rest
        return f"({test} or {rest})" if test and rest else ""

    def _alone(self, condition: Condition, wanted: bool, sure: bool) -> str:
        left, right, compare = condition.left, condition.right, condition.of_integers
        test = ""
        if compare in SIGNS and right is not None:
            one, other = self._operand(left), self._operand(right)
            test = f"{one} {SIGNS[compare]} {other}" if one and other else ""
            if test and sure:
                sign = SIGNS[compare]
                self._bind(one, sign if wanted else _OPPOSITE[sign], other)
        elif condition.operator is None and isinstance(left, Lookup) and not left.steps:
            search = self._turn.searches.get(str(left.name))
            if search is not None and not self._code.varies(search.names):
                if wanted and sure:
                    self.needed.append(len(self.searches))
                self.searches.append(search)
                test = f"s{len(self.searches) - 1}"
        return test if wanted or not test else f"not {test}"

    def _bind(self, one: str, sign: str, other: str) -> None:
        if other.startswith("q"):
            one, sign, other = other, _MIRRORED.get(sign, sign), one
        if one.startswith("q") and not other.startswith("q") and sign != "!=":
            variable = int(other[1:]) if other.startswith("v") else None
            number = 0 if variable is not None else int(other)
            self.bounds.append(Bound(int(one[1:]), sign, variable, number))

    def _operand(self, expression: Expression) -> str:
        if isinstance(expression, Literal):
            return repr(expression.value) if type(expression.value) is int else ""
        if not isinstance(expression, Lookup) or expression.steps:
            return ""
        name = expression.name
        if not isinstance(name, str) or name in self._turn.items:
            return ""
        if name in self._turn.values:
            value = self._turn.values[name]
            memo = value.memo if isinstance(value, Filtered) else None
            return f"q{self._memos.index(memo)}" if memo in self._memos else ""
        if self._code.varies(name):
            return ""
        if name not in self.names:
            self.names.append(name)
        return f"v{self.names.index(name)}"
