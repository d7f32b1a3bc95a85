"""The source of one function while it is written: lines, names, and what is known where.

`reads` counts what finds variables by their names when it runs: there the variables of the loops
around are set, and nowhere else. `ends` counts what may say, when it runs, that a body ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jekyll_tools.liquid.compiled.frames import ColumnName, Frame, Sunk, Value
from jekyll_tools.liquid.compiled.known import Known
from jekyll_tools.liquid.compiled.lines import Lines

if TYPE_CHECKING:
    from jekyll_tools.liquid.memo import Memo
    from jekyll_tools.liquid.parts import Part

_DEEPEST = 40  # levels of indentation; Python takes 100
_MOST_FRAMES = 8  # loops, captures and `try` inside each other; Python takes 20 blocks
_ANY = "*"
_WIDEST = 5_000  # names in one function


class UnfitError(Exception):
    """Something that has no form in Python where it stands."""


class Code(Lines):
    """One function."""

    def __init__(self, names: dict[str, Any]) -> None:
        super().__init__(names)
        self.frames: list[Frame] = []
        self.known = Known()
        self.sunk: dict[str, Sunk] = {}
        self.sinks: list[Sunk] = []
        self.unhidden: set[str] = set()
        """What may not be hidden by what is bound around the function."""
        self.columns: list[ColumnName] = []
        self.reads = 0
        self.ends = 0
        self._read: set[str] = set()
        self._level = 0

    @property
    def full(self) -> bool:
        """Should what comes now be called, not written out?"""
        frames, names = len(self.frames), self._count
        return self.depth > _DEEPEST or frames > _MOST_FRAMES or names > _WIDEST

    @property
    def each_turn(self) -> bool:
        """Does what comes now run in every turn of the innermost loop, if there is one?"""
        top = self._level == len(self._spent) - 1
        return top and bool(self.frames) and self.frames[-1].loop

    def reading(self) -> None:
        """Set the variables of the loops around, as what follows finds them by their names."""
        self.reads += 1
        self._read.add(_ANY)
        for name in [*self.sunk]:
            self.surface(name)
        self.set_variables()

    def set_variables(self) -> None:
        """Set what the innermost loop around sets; those further out have done it before it."""
        frame = next((frame for frame in reversed(self.frames) if frame.loop), None)
        if frame is not None:
            if frame.forloop:
                self.line(f"{frame.forloop}.at = {frame.number}")
            self.line(f"now[{frame.variable!r}] = {frame.item}")
            self.place_item(frame)

    def place_item(self, frame: Frame) -> None:
        """Note where the string that a loop is at has its place."""
        entry = f"({frame.container}, {frame.place}, {frame.item})"
        self.line(f"if type({frame.item}) is str: items[{frame.variable!r}] = {entry}")

    def variable(self, name: str) -> Value:
        """The value of a variable that no loop around sets."""
        known = self.known.get(name)
        if known is not None:
            return known
        self._read.add(name)
        root = self.fresh()
        value = Value(root, alone=name)
        line = f"{root} = now[{name!r}] if {name!r} in now else find({name!r})"
        if name in self.sunk:
            self.surface(name)
        elif self.known.before_loops(name, value, line):
            return value
        self.line(line)
        self.known.put(name, value)
        return value

    def sink(self, name: str, write: Callable[[], None]) -> bool:
        """Put off setting a variable until it is read; whether that can be done here.

        `write` may use nothing that changes within the turn. Nothing of the last turn may be
        read before, and no turn may end without coming by here.
        """
        if not self.each_turn or self._read & {name, _ANY} or self._bound(name):
            return False
        self.known.forget(name)
        if name in self.sunk:
            self.line(f"{self.sunk[name].flag} = False")
        self.sunk[name] = sunk = Sunk(self.fresh("t"), tuple(self.frames), write)
        self.sinks.append(sunk)
        self.line(f"{sunk.flag} = True")
        return True

    def column(self, memo: Memo, key: str) -> str:
        """A name for what is kept of a key of the items that the innermost loop walks over."""
        name = self.fresh("q")
        self.columns.append(ColumnName(name, memo, key))
        return name

    def surface(self, name: str) -> None:
        """Set a variable that was put off."""
        self.set_sunk(self.sunk.pop(name))
        self.known.forget(name)

    def set_sunk(self, sunk: Sunk) -> None:
        """Set a variable that was put off, if that is still due."""
        frames, self.frames = self.frames, list(sunk.frames)
        with self.under(f"if {sunk.flag}:"):
            self.line(f"{sunk.flag} = False")
            sunk.write()
        self.frames = frames

    @contextmanager
    def under(self, head: str) -> Iterator[None]:
        """Add a compound statement."""
        self.line(head)
        size = len(self.lines)
        with self.block():
            yield
            if len(self.lines) == size and not self._spent[-1]:
                self.line("pass")

    @contextmanager
    def block(self) -> Iterator[None]:
        """Lines that belong together: what they spend is written after them."""
        self.depth += 1
        self._spent.append(0)
        outer = dict(self.sunk)
        try:
            with self.known.block():
                yield
            self._settle(self._spent[-1])
        finally:
            self._spent.pop()
            # Whether something was set in a block is only known when it runs: the flags say so.
            self.sunk = outer
            self.depth -= 1

    @contextmanager
    def guarded(self, part: Part, otherwise: str = "") -> Iterator[None]:
        """Report what goes wrong in a part, and go on after it."""
        with self.under("try:"):
            yield
        with self.under("except failures as error:"):
            self.line(f"{self.name(part)}.failed(run, error)")
            if otherwise:
                self.line(otherwise)

    @contextmanager
    def within(self, frame: Frame) -> Iterator[None]:
        """What is written inside a loop or a capture."""
        self.frames.append(frame)
        outer, self._level = self._level, len(self._spent) - 1
        try:
            yield
        finally:
            self.frames.pop()
            self._level = outer

    @contextmanager
    def looping(self) -> Iterator[list[str]]:
        """The lines of a loop, collected, with what it holds before the outermost one."""
        lines, read, sinks, columns = self.lines, self._read, self.sinks, self.columns
        hoisted, made = self._hoisted, list[str]()
        self.lines, self._read, self.sinks, self.columns = made, set(), [], []
        if hoisted is None:
            self._hoisted = []
        try:
            with self.block():
                yield made
        finally:
            before, self._hoisted = self._hoisted or (), hoisted
            self.lines, self.sinks, self.columns = lines, sinks, columns
            self._read |= read
        if hoisted is None:
            for text in before:
                self.line(text)

    def attempt(self, write: Callable[[], None]) -> bool:
        """Whether what `write` writes is fit; if not, nothing of it stays."""
        # What `write` was inside of when it gave up, it has left: here is what it added.
        lines, held, sinks = len(self.lines), len(self._hoisted or ()), len(self.sinks)
        spent, sunk, known = self._spent[-1], dict(self.sunk), self.known.copy()
        try:
            write()
        except UnfitError:
            del self.lines[lines:], self.sinks[sinks:]
            if self._hoisted is not None:
                del self._hoisted[held:]
            self._spent[-1], self.sunk = spent, sunk
            self.known.restore(known)
            return False
        return True

    def call(self, part: Part) -> None:
        """Let a part expand itself."""
        self.reading()
        with self.guarded(part):
            self.line(f"{self.name(part)}.expand(run)")
        self.known.forget_all(part.sets())
        if part.ends:
            self.ends += 1
            self.leave_if_interrupted()

    def leave_if_interrupted(self) -> None:
        """End the turn, or the function, after something that may say so."""
        self.line("if interrupts:")
        if not self.frames:
            self._leave("return")
        elif self.frames[-1].loop:
            self._leave("if interrupts.pop() == 'break': break", "continue")
        else:
            raise UnfitError

    def interrupt(self, word: str) -> None:
        """A break or continue."""
        self._read.add(_ANY)
        if not self.frames:
            self._leave(f"interrupts.append({word!r})", "return", depth=0)
        elif self.frames[-1].loop:
            self._leave(word, depth=0)
        else:
            raise UnfitError

    def assign(self, name: str, value: str) -> None:
        """Assign as `Variables.assign` does; the value's name has what the variable means then."""
        sunk = self.sunk.pop(name, None)
        if sunk is not None:
            self.line(f"{sunk.flag} = False")
        hidden = f"{name!r} in depth"
        if self._bound(name):
            self.line(f"if {hidden}: assigned[{name!r}] = {value}")
        else:
            # It may be hidden by what is bound around the function.
            hidden = self.held(hidden)
            self.line(f"if {hidden}: assigned[{name!r}] = {value}; {value} = now[{name!r}]")
        self.line(f"else: now[{name!r}] = {value}")

    def assigned(self, name: str, value: str) -> None:
        """After `assign`, or after what was done instead of it: the variable is known."""
        self.known.forget(name)
        if not self._bound(name):
            self.known.put(name, Value(value, alone=name))

    def varies(self, name: str) -> bool:
        """May a variable have another value than is found by its name?"""
        return name == "forloop" or name in self.sunk or self._bound(name)

    def _bound(self, name: str) -> bool:
        """Does a loop around set that variable?"""
        return any(
            name == frame.variable or (frame.forloop and name == "forloop") for frame in self.frames
        )

    def _leave(self, *lines: str, depth: int = 1) -> None:
        """Leave the innermost loop's turn, or the function."""
        self.depth += depth
        self._settle(sum(self._spent[self._level :]))
        for line in lines:
            self.line(line)
        self.depth -= depth
        if not depth:
            self._spent[-1] = 0
