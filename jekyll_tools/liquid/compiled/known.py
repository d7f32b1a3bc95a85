"""Which variables have their value in a Python name, at the place that is being written.

Whatever runs outside of the function may assign to variables: then nothing is known any more. A
variable that nothing in a loop assigns to is read before the loop, if it is read in there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jekyll_tools.liquid.compiled.frames import Value


class _Loop:
    """A loop that is being written: the names it may set, and what is read before it."""

    def __init__(self, sets: frozenset[str] | None) -> None:
        self.sets = sets
        self.before: list[str] = []
        self.values: dict[str, Value] = {}


class Known:
    """The values of variables that have a Python name."""

    def __init__(self) -> None:
        self._values: dict[str, Value] = {}
        self._loops: list[_Loop] = []

    def get(self, name: str) -> Value | None:
        """The value of a variable, if it has a name here."""
        value = self._values.get(name)
        if value is None:
            value = next((each.values[name] for each in self._loops if name in each.values), None)
        return value

    def put(self, name: str, value: Value) -> None:
        """A variable has this value now, down to the end of the block."""
        self._values[name] = value

    def forget(self, name: str) -> None:
        """A variable has another value now."""
        self._values.pop(name, None)

    def forget_all(self, names: frozenset[str] | None) -> None:
        """These variables may have other values now, or any."""
        for name in [*self._values] if names is None else names:
            self._values.pop(name, None)

    def before_loops(self, name: str, value: Value, line: str) -> bool:
        """Read a variable before the outermost loop that never sets it, if there is one."""
        outermost: _Loop | None = None
        for loop in reversed(self._loops):
            if loop.sets is None or name in loop.sets:
                break
            outermost = loop
        if outermost is None:
            return False
        outermost.before.append(line)
        outermost.values[name] = value
        return True

    @contextmanager
    def block(self) -> Iterator[None]:
        """Lines that may not run, or not to their end: what they know is lost after them."""
        before = dict(self._values)
        yield
        now = self._values
        self._values = {name: each for name, each in before.items() if now.get(name) is each}

    @contextmanager
    def loop(self, sets: frozenset[str] | None, due: Iterable[str]) -> Iterator[list[str]]:
        """The lines of a loop that may set these names, or any; gives the lines before it.

        `due`: variables that were put off. They may be set in the loop, to what is known of them.
        """
        values = self._values
        kept = {} if sets is None else {n: v for n, v in values.items() if n not in sets}
        self._values = dict(kept)
        loop = _Loop(None if sets is None else sets.union(due))
        self._loops.append(loop)
        yield loop.before
        self._loops.pop()
        self._values = kept

    def copy(self) -> tuple[dict[str, Value], list[_Loop]]:
        """What is known now, for `restore`."""
        return dict(self._values), list(self._loops)

    def restore(self, copied: tuple[dict[str, Value], list[_Loop]]) -> None:
        """Know again what was known then."""
        self._values, self._loops = copied
