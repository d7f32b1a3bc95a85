"""Turns of a loop that may be left out, as all they do is leave white space behind.

A page that shows the events of one week goes through those of all years, and nearly each turn
ends at `{% unless date >= start and date < end %}{% continue %}{% endunless %}`. Where the dates
are known (see `Memo.column`), one comparison for all of them says which turns go on. It is the
same with papers of which a loop within the loop looks for an author.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Sized
from math import inf
from operator import is_not
from typing import TYPE_CHECKING, Any, cast

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.early import Early, is_early
from jekyll_tools.liquid.compiled.frames import ColumnName
from jekyll_tools.liquid.compiled.searched import Searched
from jekyll_tools.liquid.compiled.turn import Guard, Hits, Predicate, Turn
from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.liquid.memo import Column
from jekyll_tools.liquid.parts import Content, Part
from jekyll_tools.liquid.spared import ENOUGH, in_tag, is_sparable

if TYPE_CHECKING:
    from jekyll_tools.liquid.recorded import Blank
    from jekyll_tools.liquid.run import Run
    from jekyll_tools.liquid.tags.loops import For

_MUCH = 200  # characters of white space that are worth leaving out


class Idle:
    """Leaves out the idle turns of one loop."""

    def __init__(
        self, part: For, turn: Turn, test: Predicate, early: Early | None, hits: Hits
    ) -> None:
        self._part = part
        self._spaces = turn.spaces
        self._text = "".join(space.text for space in turn.spaces)
        self._early = early
        self._sparable = is_sparable(self._text) and (early is None or is_sparable(early.text))
        self._sets = turn.values.keys()
        self._names = test.names
        self._bounds = test.bounds
        self._needed = test.needed
        self._searches = [Searched(search) for search in test.searches]
        self._watched = [*test.names, *(search.names for search in test.searches)]
        self._watched += ["site"] if early else []
        self._hits = hits

    def others(
        self, run: Run, items: list[object], *columns: Column
    ) -> Iterator[tuple[int, object]]:
        """The numbers of the turns, and their item with what its columns have; the last as well.

        The last turn sets the variables as they are after the loop.
        """
        rows: Iterable[object] = zip(items, *columns, strict=False) if columns else items
        # A variable that a loop around hides does not have the value that it is set to.
        known = self._sets.isdisjoint(run.variables.depth)
        early = self._early.turns(run, items) if known and self._early else None
        if self._early and early:
            columns = tuple([self._early.column(each, early) for each in columns])
        if known and all(type(column) is Column and column.integers for column in columns):
            hits = self._found(run, items, columns, early)
            if hits is not None:
                return self._some(run, items, columns, hits, early)
        return enumerate(rows)

    def _some(
        self,
        run: Run,
        items: list[object],
        columns: Sequence[Column],
        hits: Sequence[int],
        early: list[bool] | None,
    ) -> Iterator[tuple[int, object]]:
        at, last = 0, len(items) - 1
        values = [run.find(name) for name in self._watched]
        while at <= last:
            turn = at
            if not run.interrupts:
                if any(map(is_not, values, map(run.find, self._watched))):
                    early = self._early.turns(run, items) if self._early else None
                    found = self._found(run, items, columns, early)
                    hits = range(last + 1) if found is None else found
                    values = [run.find(name) for name in self._watched]
                place = bisect_left(hits, at)
                turn = hits[place] if place < len(hits) else last
                if turn > at:
                    self._leave_out(run, turn - at, early and early[at:turn])
            item = items[turn]
            yield turn, (item, *[column[turn] for column in columns]) if columns else item
            at = turn + 1

    def _found(
        self,
        run: Run,
        items: list[object],
        columns: Sequence[Column],
        early: list[bool] | None,
    ) -> Sequence[int] | None:
        """The turns that go on; None if nobody can tell."""
        values = [run.find(name) for name in self._names]
        found = [
            each for search in self._searches if (each := search.found(run, items)) is not None
        ]
        if (
            (early is None) != (self._early is None)
            or len(found) < len(self._searches)
            or any(type(value) is not int for value in values)
        ):
            return None
        turns: Sequence[int] = range(len(items))
        rows: Sequence[Sequence[object]] = columns
        if self._needed:
            turns = sorted(found[self._needed[0]])
        elif self._bounds:
            turns = columns[self._bounds[0].column].between(*self._limits(values))
        if len(turns) < len(items):
            rows = [[column[i] for i in turns] for column in columns]
        where = [[i in each for i in turns] for each in found]
        hits = self._hits([turns, *rows, *where], *values)
        if early is None:
            return hits
        # The last turn that does not leave early sets what later ones leave as it is.
        last = next((i for i in reversed(range(len(items))) if not early[i]), None)
        hits = [i for i in hits if not early[i] and i != last]
        return hits if last is None else [*hits, last]

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

    def _leave_out(self, run: Run, turns: int, early: list[bool] | None) -> None:
        """Write the white space of some turns, and account for what they would have done."""
        size = len(self._text)
        spaces: Sequence[Content] = self._spaces
        written = turns * size
        if early is not None and self._early is not None:
            written -= sum(early) * (size - len(self._early.text))
            spaces = self._early.spaces if all(early) else spaces or self._early.spaces
        try:
            for search in self._searches:
                run.meter.step(turns * len(cast("list[object]", run.find(search.names))))
            run.wrote(written)
        except LimitError as error:
            self._part.failed(run, error)
        if written:
            source = cast("Blank", spaces[0].entry(run)[1])
            if source.verbatim and (turns > 1 or len(spaces) > 1):
                source = source.joined()
            out, spared = run.out, written - ENOUGH * size
            if spared > _MUCH and self._sparable and out.spares and not in_tag(out.log):
                early = early and [early[0], False, early[-1]]
                turns = ENOUGH
            text = self._written(turns, early)
            run.left_out += written - len(text)
            out.log.append((text, source))

    def _written(self, turns: int, early: list[bool] | None) -> str:
        if early is None or self._early is None:
            return self._text * turns
        texts = self._text, self._early.text
        return "".join([texts[each] for each in early])


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
    return Idle(part, turn, test, early, eval(hits))


def _guard(parts: Iterator[Part], turn: Turn) -> Guard | None:
    """The guard after the idle parts that come next."""
    first = next((each for each in parts if not each.idles(turn)), None)
    return None if first is None else first.guards(turn)


def _named(first: str, **lists: Sized) -> str:
    """A name, and names that count the members of lists."""
    return ", ".join([first, *(f"{each}{i}" for each in lists for i in range(len(lists[each])))])


def _is_space(part: Part, turn: Turn) -> bool:
    return isinstance(part, Content) and part.idles(turn)
