"""Turns of a loop that may be left out, as all they do is leave white space behind.

A page that shows the events of one week goes through those of all years, and nearly each turn
ends at `{% unless date >= start and date < end %}{% continue %}{% endunless %}`. Where the dates
are known (see `Memo.column`), one comparison for all of them says which turns go on. It is the
same with papers of which a loop within the loop looks for an author.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Sized
from operator import is_not
from typing import TYPE_CHECKING, cast

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.frames import ColumnName
from jekyll_tools.liquid.compiled.turn import Hits, Predicate, Turn
from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.liquid.memo import PLAIN, Column
from jekyll_tools.liquid.parts import Content, Part
from jekyll_tools.liquid.spared import ENOUGH, in_tag, is_sparable

if TYPE_CHECKING:
    from jekyll_tools.liquid.recorded import Blank
    from jekyll_tools.liquid.run import Run
    from jekyll_tools.liquid.tags.loops import For

_MUCH = 200  # characters of white space that are worth leaving out


class Idle:
    """Leaves out the idle turns of one loop."""

    def __init__(self, part: For, turn: Turn, test: Predicate, hits: Hits) -> None:
        self._part = part
        self._spaces = turn.spaces
        self._text = "".join(space.text for space in turn.spaces)
        self._sparable = is_sparable(self._text)
        self._sets = turn.values.keys()
        self._names = test.names
        self._searches = [_Searched(*search) for search in test.searches]
        self._watched = [*test.names, *(search.names for search in test.searches)]
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
        if known and all(type(column) is Column and column.integers for column in columns):
            hits = self._found(run, items, columns)
            if hits is not None:
                return self._some(run, items, columns, hits)
        return enumerate(rows)

    def _some(
        self, run: Run, items: list[object], columns: Sequence[Column], hits: Sequence[int]
    ) -> Iterator[tuple[int, object]]:
        at, last = 0, len(items) - 1
        values = [run.find(name) for name in self._watched]
        while at <= last:
            turn = at
            if not run.interrupts:
                if any(map(is_not, values, map(run.find, self._watched))):
                    hits = self._found(run, items, columns) or range(last + 1)
                    values = [run.find(name) for name in self._watched]
                place = bisect_left(hits, at)
                turn = hits[place] if place < len(hits) else last
                if turn > at:
                    self._leave_out(run, turn - at)
            item = items[turn]
            yield turn, (item, *[column[turn] for column in columns]) if columns else item
            at = turn + 1

    def _found(
        self, run: Run, items: list[object], columns: Sequence[Column]
    ) -> Sequence[int] | None:
        """The turns that go on; None if nobody can tell."""
        values = [run.find(name) for name in self._names]
        found = [search.found(items, run.find(search.names)) for search in self._searches]
        if None in found or any(type(value) is not int for value in values):
            return None
        return self._hits([range(len(items)), *columns, *found], *values)

    def _leave_out(self, run: Run, turns: int) -> None:
        """Write the white space of some turns, and account for what they would have done."""
        try:
            for search in self._searches:
                run.meter.step(turns * len(cast("list[object]", run.find(search.names))))
            run.wrote(turns * len(self._text))
        except LimitError as error:
            self._part.failed(run, error)
        if self._text:
            source = cast("Blank", self._spaces[0].entry(run)[1])
            if source.verbatim and (turns > 1 or len(self._spaces) > 1):
                source = source.joined()
            out, spared = run.out, (turns - ENOUGH) * len(self._text)
            if spared > _MUCH and self._sparable and out.spares and not in_tag(out.log):
                run.left_out += spared
                turns = ENOUGH
            out.log.append((self._text * turns, source))


class _Searched:
    """A search in the items of a list, of which the last is kept."""

    def __init__(self, key: str, names: str) -> None:
        self.names = names
        self._key = key
        self._items: list[object] = []
        self._texts: list[tuple[int, str]] | None = []

    def found(self, items: list[object], names: object) -> list[bool] | None:
        """In which items one of the names is found; None if not all of them are strings."""
        if type(names) is not list or not all(isinstance(name, str) for name in names):
            return None
        if items is not self._items:
            self._items, self._texts = items, _texts(items, self._key)
        if self._texts is None:
            return None
        found = [False] * len(items)
        for name in names:
            for i in [i for i, text in self._texts if name in text]:
                found[i] = True
        return found


def _texts(items: list[object], key: str) -> list[tuple[int, str]] | None:
    """The strings that items have at a key, and their numbers; None where it is no string."""
    texts = []
    for i, item in enumerate(items):
        text = item.get(key) if type(item) is dict else None
        if isinstance(text, str):
            texts.append((i, text))
        elif text is not None or not (type(item) is dict or type(item) in PLAIN):
            return None
    return texts


def idle_of(part: For, code: Code, columns: list[ColumnName]) -> Idle | None:
    """How idle turns of a loop are left out; None if nobody can tell which are."""
    turn = Turn(part.header.variable)
    parts = iter(part.body.parts)
    first = next((each for each in parts if not each.idles(turn)), None)
    guard = None if first is None else first.guards(turn)
    if guard is None or not (guard.leaves or all(_is_space(each, turn) for each in parts)):
        return None
    memos = [each.memo for each in columns]
    if any(map(code.varies, turn.values)):
        return None
    test = Predicate(code, turn, memos)
    # An idle turn could fail where what it sets is not known.
    text = test.of(guard.condition, guard.wanted) if set(turn.memos).issubset(memos) else ""
    if not text:
        return None
    row = _named("i", q=memos, s=test.searches)
    hits = f"lambda {_named('columns', v=test.names)}: [i for [{row}] in zip(*columns) if {text}]"
    return Idle(part, turn, test, eval(hits))


def _named(first: str, **lists: Sized) -> str:
    """A name, and names that count the members of lists."""
    return ", ".join([first, *(f"{each}{i}" for each in lists for i in range(len(lists[each])))])


def _is_space(part: Part, turn: Turn) -> bool:
    return isinstance(part, Content) and part.idles(turn)
