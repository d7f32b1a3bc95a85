"""Turns of a loop that may be left out, as all they do is leave white space behind.

A page that shows the events of one week goes through those of all years, and nearly each turn
ends at `{% unless date >= start and date < end %}{% continue %}{% endunless %}`. Where the dates
are known (see `Memo.column`), one comparison for all of them says which turns go on. It is the
same with papers of which a loop within the loop looks for an author.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Sized
from math import inf
from operator import is_not
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.early import Early, Never, is_early
from jekyll_tools.liquid.compiled.frames import ColumnName
from jekyll_tools.liquid.compiled.searched import Found, Searched
from jekyll_tools.liquid.compiled.turn import Guard, Hits, Predicate, Turn
from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.liquid.memo import Column
from jekyll_tools.liquid.parts import Content, Part
from jekyll_tools.liquid.spared import ENOUGH, in_tag, is_sparable

if TYPE_CHECKING:
    from jekyll_tools.liquid.recorded import Blank, Recorder
    from jekyll_tools.liquid.run import Run
    from jekyll_tools.liquid.tags.loops import For
    from jekyll_tools.text import Source

_MUCH = 200  # characters of white space that are worth leaving out


class Plan(NamedTuple):
    """The turns of a loop that go on, and for each turn whether it leaves early."""

    hits: Sequence[int]
    early: Sequence[bool]


class Idle:
    """Leaves out the idle turns of one loop."""

    def __init__(
        self, part: For, turn: Turn, test: Predicate, early: Early | Never, hits: Hits
    ) -> None:
        self._part = part
        self._spaces = turn.spaces
        self._text = "".join(space.text for space in turn.spaces)
        self._early = early
        self._sparable = is_sparable(self._text) and is_sparable(early.text)
        self._sets = turn.values.keys()
        self._names = test.names
        self._bounds = test.bounds
        self._needed = test.needed
        self._searches = [Searched(search) for search in test.searches]
        self._watched = [*test.names, *(search.names for search in test.searches), *early.names]
        self._hits = hits

    def others(
        self, run: Run, items: list[object], *columns: Column
    ) -> Iterator[tuple[int, object]]:
        """The numbers of the turns, and their item with what its columns have; the last as well.

        The last turn sets the variables as they are after the loop.
        """
        # A variable that a loop around hides does not have the value that it is set to.
        known = self._sets.isdisjoint(run.variables.depth)
        plan = self._plan(run, items, columns) if known else None
        if plan is not None:
            return self._some(run, items, columns, plan)
        return enumerate(zip(items, *columns, strict=False) if columns else items)

    def _some(
        self, run: Run, items: list[object], columns: Sequence[Column], plan: Plan
    ) -> Iterator[tuple[int, object]]:
        at, last = 0, len(items) - 1
        values = [run.find(name) for name in self._watched]
        while at <= last:
            turn = at
            if not run.interrupts:
                if any(map(is_not, values, map(run.find, self._watched))):
                    plan = self._plan(run, items, columns) or Plan(range(last + 1), ())
                    values = [run.find(name) for name in self._watched]
                place = bisect_left(plan.hits, at)
                turn = plan.hits[place] if place < len(plan.hits) else last
                if turn > at:
                    self._leave_out(run, plan.early[at:turn])
            item = items[turn]
            yield turn, (item, *[column[turn] for column in columns]) if columns else item
            at = turn + 1

    def _plan(self, run: Run, items: list[object], columns: Sequence[Column]) -> Plan | None:
        """Which turns go on; None if nobody can tell."""
        early = self._early.turns(run, items)
        if early is None:
            return None
        columns = [self._early.column(each, early) for each in columns]
        if not all(type(column) is Column and column.integers for column in columns):
            return None
        values = [run.find(name) for name in self._names]
        found = [
            each for search in self._searches if (each := search.found(run, items)) is not None
        ]
        if len(found) < len(self._searches) or any(type(value) is not int for value in values):
            return None
        hits = self._going_on(len(items), columns, values, found)
        # The last turn that does not leave early sets what later ones leave as it is.
        last = next((i for i in reversed(range(len(items))) if not early[i]), None)
        hits = [i for i in hits if not early[i] and i != last]
        return Plan(hits if last is None else [*hits, last], early)

    def _going_on(
        self, count: int, columns: Sequence[Column], values: list[Any], found: list[Found]
    ) -> list[int]:
        """The turns that the condition is true of."""
        turns: Sequence[int] = range(count)
        rows: Sequence[Sequence[object]] = columns
        if self._needed:
            turns = sorted(found[self._needed[0]])
        elif self._bounds:
            turns = columns[self._bounds[0].column].between(*self._limits(values))
        if len(turns) < count:
            rows = [[column[i] for i in turns] for column in columns]
        where = [[i in each for i in turns] for each in found]
        return self._hits([turns, *rows, *where], *values)

    def _limits(self, values: list[Any]) -> tuple[float, float]:
        """Between which numbers the first column with bounds is in turns that go on."""
        low, high = -inf, inf
        for column, sign, variable, number in self._bounds:
            if column == self._bounds[0].column:
                number = number if variable is None else values[variable]
                if sign in (">", ">=", "=="):
                    low = max(low, number + (sign == ">"))
                if sign in ("<", "<=", "=="):
                    high = min(high, number - (sign == "<"))
        return low, high

    def _leave_out(self, run: Run, early: Sequence[bool]) -> None:
        """Do what some turns do: account for it, and write their white space."""
        left = sum(early)
        size = (len(early) - left) * len(self._text) + left * len(self._early.text)
        self._account(run, len(early), size)
        if size:
            text = self._written(run.out, size, early)
            run.left_out += size - len(text)
            run.out.log.append((text, self._source(run, early)))

    def _account(self, run: Run, turns: int, size: int) -> None:
        try:
            for search in self._searches:
                run.meter.step(turns * len(cast("list[object]", run.find(search.names))))
            run.wrote(size)
        except LimitError as error:
            self._part.failed(run, error)

    def _written(self, out: Recorder, size: int, early: Sequence[bool]) -> str:
        # It begins and ends as it would, with the lines of a whole turn in between.
        few = self._texts([early[0], *[False] * (ENOUGH - 2), early[-1]])
        much = size - len(few) > _MUCH
        is_spared = much and self._sparable and out.spares and not in_tag(out.log)
        return few if is_spared else self._texts(early)

    def _texts(self, early: Sequence[bool]) -> str:
        texts = self._text, self._early.text
        return "".join([texts[each] for each in early])

    def _source(self, run: Run, early: Sequence[bool]) -> Source:
        spaces = self._early.spaces if all(early) else self._spaces or self._early.spaces
        source = cast("Blank", spaces[0].entry(run)[1])
        is_one = len(early) == len(spaces) == 1
        return source if is_one or not source.verbatim else source.joined()


def idle_of(part: For, code: Code, columns: list[ColumnName]) -> Idle | None:
    """How idle turns of a loop are left out; None if nobody can tell which are."""
    turn = Turn(part.header.variable)
    parts = iter(part.body.parts)
    guard = _guard(parts, turn)
    early = None
    if guard is not None and is_early(guard, part.header.variable, turn, code):
        early = Early(part.header.variable, guard, [*turn.spaces, *guard.spaces])
        guard = _guard(parts, turn)
    if guard is None or not (guard.leaves or all(_is_space(each, turn) for each in parts)):
        return None
    turn.spaces += guard.spaces
    memos = [each.memo for each in columns]
    if any(map(code.varies, turn.values)):
        return None
    test = Predicate(code, turn, memos)
    # An idle turn could fail where what it sets is not known.
    text = test.of(guard.condition, guard.wanted) if set(turn.memos).issubset(memos) else ""
    if not text or (early is not None and test.searches):
        return None
    row = _named("i", q=memos, s=test.searches)
    hits = f"lambda {_named('columns', v=test.names)}: [i for [{row}] in zip(*columns) if {text}]"
    return Idle(part, turn, test, early or Never(turn.spaces), eval(hits))


def _guard(parts: Iterator[Part], turn: Turn) -> Guard | None:
    """The guard after the idle parts that come next."""
    first = next((each for each in parts if not each.idles(turn)), None)
    return None if first is None else first.guards(turn)


def _named(first: str, **lists: Sized) -> str:
    """A name, and names that count the members of lists."""
    return ", ".join([first, *(f"{each}{i}" for each in lists for i in range(len(lists[each])))])


def _is_space(part: Part, turn: Turn) -> bool:
    return isinstance(part, Content) and part.idles(turn)
