"""Turns of a loop that may be left out, as all they do is leave white space behind.

A page that shows the events of one week goes through those of all years, and nearly each turn
ends at `{% unless date >= start and date < end %}{% continue %}{% endunless %}`. Where the dates
are known (see `Memo.column`), one comparison for all of them says which turns do more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from operator import is_not
from typing import TYPE_CHECKING, NamedTuple, cast

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.condition import SIGNS
from jekyll_tools.liquid.compiled.frames import Kept
from jekyll_tools.liquid.expressions import Condition, Expression, Filtered, Literal, Lookup
from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.liquid.memo import Column, Memo
from jekyll_tools.liquid.parts import Content, Part

if TYPE_CHECKING:
    from jekyll_tools.liquid.recorded import Blank
    from jekyll_tools.liquid.run import Run
    from jekyll_tools.liquid.tags.loops import For

Hits = Callable[..., list[int]]
"""The turns that may do more, by columns and by the values of variables."""


class Guard(NamedTuple):
    """A turn does more if the condition is as `wanted`; `leaves`: otherwise it ends there."""

    condition: Condition
    wanted: bool
    leaves: bool


class Turn:
    """What a turn has done before it comes to a condition."""

    def __init__(self, item: str) -> None:
        self.spaces: list[Content] = []
        self.memos: dict[str, Memo | None] = {}
        """The variables that were set, and the memo of those that have a column."""
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
        self.memos[name] = None
        if path is not None and path is value and not path.steps:
            self.items.add(name)
        elif path is not None and len(path.steps) == 1 and isinstance(value, Filtered):
            self.memos[name] = value.memo
            return value.memo is not None
        else:
            return value is None or isinstance(value, Literal)
        return True

    def counts(self, expression: Expression | None) -> bool:
        """Is it the number of the turn, or of the turns?"""
        return isinstance(expression, Lookup) and expression.name == "forloop" != self._item


class Idle:
    """Leaves out the idle turns of one loop."""

    def __init__(
        self, part: For, spaces: list[Content], names: list[str], used: list[int], hits: Hits
    ) -> None:
        self._part = part
        self._spaces = spaces
        self._text = "".join(space.text for space in spaces)
        self._names = names
        self._used = used
        self._hits = hits

    def others(
        self, run: Run, items: list[object], *columns: Column
    ) -> Iterator[tuple[int, tuple[object, ...]]]:
        """The numbers of the turns, and their item with what its columns have; the last as well.

        The last turn sets the variables as they are after the loop.
        """
        found = None
        if all(type(columns[i]) is Column and columns[i].integers for i in self._used):
            found = self._found(run, columns)
        if found is None:
            return enumerate(zip(items, *columns, strict=False))
        return self._some(run, items, columns, *found)

    def _some(
        self,
        run: Run,
        items: list[object],
        columns: Sequence[Column],
        hits: Sequence[int],
        values: list[object],
    ) -> Iterator[tuple[int, tuple[object, ...]]]:
        at, last = 0, len(items) - 1
        while at <= last:
            turn = at
            if not run.interrupts:
                if any(map(is_not, values, map(run.find, self._names))):
                    hits, values = self._found(run, columns) or (range(last + 1), values)
                place = bisect_left(hits, at)
                turn = hits[place] if place < len(hits) else last
                if turn > at:
                    self._leave_out(run, turn - at)
            yield turn, (items[turn], *[column[turn] for column in columns])
            at = turn + 1

    def _found(self, run: Run, columns: Sequence[Column]) -> tuple[list[int], list[object]] | None:
        """The turns that may do more, and the values that say so; None if they are no integers."""
        values = [run.find(name) for name in self._names]
        if any(type(value) is not int for value in values):
            return None
        return self._hits([columns[i] for i in self._used], *values), values

    def _leave_out(self, run: Run, turns: int) -> None:
        """Write the white space of some turns."""
        if not self._text:
            return
        try:
            run.wrote(turns * len(self._text))
        except LimitError as error:
            self._part.failed(run, error)
        source = cast("Blank", self._spaces[0].entry(run)[1])
        if source.verbatim and (turns > 1 or len(self._spaces) > 1):
            source = source.joined()
        run.out.log.append((self._text * turns, source))


def idle_of(part: For, code: Code, columns: list[Kept]) -> Idle | None:
    """How idle turns of a loop are left out; None if nobody can tell which are."""
    turn = Turn(part.header.variable)
    parts = iter(part.body.parts)
    first = next((each for each in parts if not each.idles(turn)), None)
    guard = None if first is None else first.guards(turn)
    if guard is None or not (guard.leaves or all(_is_space(each, turn) for each in parts)):
        return None
    found = _Test(code, turn, columns)
    test = found.of(guard.condition, guard.wanted)
    if not test or not found.used:
        return None
    kept = "".join(f"q{i}, " for i in found.used)
    values = "".join(f", v{i}" for i, _ in enumerate(found.names))
    hits = f"lambda kept{values}: [i for i, ({kept}) in enumerate(zip(*kept)) if {test}]"
    return Idle(part, turn.spaces, found.names, found.used, eval(hits))


def _is_space(part: Part, turn: Turn) -> bool:
    return isinstance(part, Content) and part.idles(turn)


class _Test:
    """Writes a condition of integers as Python; what it cannot write may hold."""

    def __init__(self, code: Code, turn: Turn, columns: list[Kept]) -> None:
        self.used: list[int] = []
        self.names: list[str] = []
        self._code = code
        self._turn = turn
        self._columns = columns

    def of(self, condition: Condition, wanted: bool) -> str:
        """An expression that is true at least where the condition is as wanted; "" for all."""
        test = self._compared(condition, wanted)
        if condition.rest is None:
            return test
        rest = self.of(condition.rest, wanted)
        if (condition.relation == "and") == wanted:
            return f"({test} and {rest})" if test and rest else test or rest
        return f"({test} or {rest})" if test and rest else ""

    def _compared(self, condition: Condition, wanted: bool) -> str:
        sign = SIGNS.get(condition.of_integers) if condition.of_integers else None
        if sign is None or condition.right is None:
            return ""
        left, right = self._operand(condition.left), self._operand(condition.right)
        if not left or not right:
            return ""
        return f"{left} {sign} {right}" if wanted else f"not {left} {sign} {right}"

    def _operand(self, expression: Expression) -> str:
        if isinstance(expression, Literal):
            return repr(expression.value) if type(expression.value) is int else ""
        if not isinstance(expression, Lookup) or expression.steps:
            return ""
        name = expression.name
        if name in self._turn.memos:
            memo = self._turn.memos[name]
            places = [i for i, kept in enumerate(self._columns) if kept.memo is memo]
            self.used += [place for place in places if place not in self.used]
            return f"q{places[0]}" if places else ""
        if not isinstance(name, str) or name in self._turn.items or self._code.varies(name):
            return ""
        if name not in self.names:
            self.names.append(name)
        return f"v{self.names.index(name)}"
