"""assign, capture, increment and decrement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jekyll_tools.liquid.compiled.frames import Frame
from jekyll_tools.liquid.compiled.value import column_of, counts, item_of, traced
from jekyll_tools.liquid.expressions import Expression, Filtered
from jekyll_tools.liquid.grammar import parse_filtered
from jekyll_tools.liquid.nodes import Output
from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Body, Content, Part
from jekyll_tools.liquid.recorded import Recorder
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At, MarkupError

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code
    from jekyll_tools.liquid.compiled.turn import Turn

_FEW = 8  # parts of a capture that is put off
_IS = re.compile(r"\s*=\s*", re.ASCII)
_NAME = re.compile(r"(?:\(?[\w\-.\[\]]\)?)+", re.ASCII)


class Assign(Part):
    """`{% assign x = value %}`: visible everywhere afterwards, loops and includes included."""

    __slots__ = ("_name", "_value")
    silent = True

    def __init__(self, opening: Opening, name: str, value: Filtered) -> None:
        super().__init__(opening.start, opening.end)
        self._name = name
        self._value: Expression = value if value.filters else value.expression

    def expand(self, run: Run) -> None:
        """Set the variable."""
        run.variables.assign(self._name, self._value.traced(run))

    def emit(self, code: Code) -> None:
        """See `Part`."""
        item = item_of(code, self._value)
        if item is not None and code.sink(self._name, lambda: self._emit(code)):
            code.known.put(self._name, item)
            code.unhidden.add(self._name)
        else:
            self._emit(code)

    def _emit(self, code: Code) -> None:
        made, name = code.fresh(), self._name
        column = column_of(code, self._value)
        with code.guarded(self, f"{made} = now[{name!r}] if {name!r} in now else find({name!r})"):
            code.line(f"{made} = {traced(code, self._value, column)}")
            code.assign(name, made)
        code.assigned(name, made)

    def idles(self, turn: Turn) -> bool:
        """See `Part`."""
        return turn.set(self._name, self._value)

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return frozenset((self._name,))


class AssignTag(Tag):
    """See `Assign`."""

    name = "assign"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        markup = opening.markup
        for name in _NAME.finditer(markup):
            found = _IS.match(markup, name.end())
            if found:
                at = At(opening.at.text, opening.at.shift + found.end())
                value = parse_filtered(markup[found.end() :], at)
                return Assign(opening, name.group(), value)
        raise MarkupError("write {% assign name = value %}")


class Capture(Part):
    """`{% capture x %}`: the variable keeps the origins of what was written."""

    __slots__ = ("_body", "_name")
    ends = True
    silent = True

    def __init__(self, opening: Opening, name: str, body: Body) -> None:
        super().__init__(opening.start, opening.end)
        self._name = name
        self._body = body

    def expand(self, run: Run) -> None:
        """Set the variable to the body's output."""
        # Written out, as a context manager costs more than most captures.
        outer, run.out = run.out, Recorder()
        try:
            self._body.expand(run)
        finally:
            out, run.out = run.out, outer
        run.variables.assign(self._name, out.captured())

    def emit(self, code: Code) -> None:
        """See `Part`. A body that may be left in the middle is called."""
        if self._counts(code) and code.sink(self._name, lambda: self._emit(code)):
            return
        if code.full or not code.attempt(lambda: self._emit(code)):
            code.call(self)

    def idles(self, turn: Turn) -> bool:
        """See `Part`."""
        of_turn = [
            isinstance(part, Content) or (isinstance(part, Output) and turn.counts(part.variable))
            for part in self._body.parts
        ]
        return all(of_turn) and turn.set(self._name, None)

    def _counts(self, code: Code) -> bool:
        """Is it made of text and of `forloop.index` and the like alone?"""
        parts = self._body.parts
        return len(parts) <= _FEW and all(
            isinstance(part, Content) or (isinstance(part, Output) and counts(code, part.variable))
            for part in parts
        )

    def _emit(self, code: Code) -> None:
        out, outer, made = code.fresh("r"), code.fresh("r"), code.fresh()
        writer = code.fresh("w")
        code.line(f"{out}, {outer} = Recorder(), run.out")
        code.line(f"run.out, {writer} = {out}, {out}.log.append")
        with code.within(Frame()), code.writing(writer):
            self._body.emit(code)
        code.line(f"run.out, {made} = {outer}, {out}.captured()")
        code.assign(self._name, made)
        code.assigned(self._name, made)

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        names = self._body.sets()
        return None if names is None else names | {self._name}


class CaptureTag(Tag):
    """See `Capture`."""

    name = "capture"
    end = "endcapture"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        body = self.body(stream, opening, (self.end,))
        stream.next()
        found = _NAME.search(opening.markup)
        if not found:
            raise MarkupError("write {% capture name %}")
        return Capture(opening, found.group(), body)


class Count(Part):
    """`{% increment x %}` and `{% decrement x %}`: they count on from what the page has."""

    __slots__ = ("_name", "_step")

    def __init__(self, opening: Opening, step: int) -> None:
        super().__init__(opening.start, opening.end)
        self._name = opening.markup.strip()
        self._step = step
        self.blank = False

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return frozenset((self._name,))

    def expand(self, run: Run) -> None:
        """Write and count."""
        value = run.counter(self._name)
        run.counters[self._name] = value + self._step
        shown = value if self._step > 0 else value + self._step
        run.write(str(shown), run.source(self.start, self.end, False))


class IncrementTag(Tag):
    """See `Count`."""

    name = "increment"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        return Count(opening, 1)


class DecrementTag(Tag):
    """See `Count`."""

    name = "decrement"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        return Count(opening, -1)


TAGS = (AssignTag, CaptureTag, DecrementTag, IncrementTag)
