"""for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekyll_tools.liquid.compiled.loop import write_loop
from jekyll_tools.liquid.compiled.units import Unit, of_loop
from jekyll_tools.liquid.forloop import Loop
from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.liquid.numbers import to_i
from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Body, Part, all_of
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.segments import Segment, sliced
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import MarkupError
from jekyll_tools.liquid.tags.for_header import Header

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code
    from jekyll_tools.liquid.compiled.turn import Turn

LONG = 200
"""Turns of a loop after which it is compiled."""

_LONG_TEXT = 5_000  # characters of a loop's body


class For(Part):
    """`{% for x in values %}`."""

    __slots__ = ("_turns", "_unit", "body", "counted", "header", "long", "name", "otherwise")
    ends = True
    block = True

    def __init__(
        self, opening: Opening, header: Header, body: Body, otherwise: Body | None, text: str
    ) -> None:
        super().__init__(opening.start, opening.end)
        # Most loops never ask for `forloop`: not having it is a third of their time.
        self.counted = any(word in text for word in ("forloop", "include", "{{[", "{{ [", "_exp"))
        self.long = len(text) > _LONG_TEXT
        self.header = header
        self.name = f"{header.variable}-{header.written}"
        self.body = body
        self.otherwise = otherwise
        self._turns = 0
        self._unit: Unit | None = None
        self.blank = body.blank and (otherwise is None or otherwise.blank)

    def hushed(self) -> Part:
        """See `Part`."""
        self.body.hush()
        if self.otherwise:
            self.otherwise.hush()
        return self

    def expand(self, run: Run) -> None:
        """Write the body for every item, or the else part."""
        segment = self._segment(run)
        self._turns += len(segment.values)
        if not segment.values:
            if self.otherwise:
                self.otherwise.expand(run)
        elif unit := self._fitting(run):
            unit.write(run, segment)
        elif self.counted:
            loop = Loop(self.name, len(segment.values), run.loop, None)
            outer, run.loop = run.loop, loop
            hidden = run.variables.bind("forloop", loop)
            try:
                self._repeat(run, segment, loop)
            finally:
                run.loop = outer
                run.variables.unbind("forloop", hidden)
        else:
            self._repeat(run, segment, None)

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        bodies = [body for body in (self.body, self.otherwise) if body is not None]
        return all_of(body.sets() for body in bodies)

    def idles(self, turn: Turn) -> bool:
        """See `Part`."""
        return turn.search(self)

    def emit(self, code: Code) -> None:
        """See `Part`."""
        write_loop(code, self)

    def tick(self, run: Run) -> None:
        """Has a limit been reached in the loop?"""
        try:
            run.wrote(0)
            run.meter.look()
        except LimitError as error:
            self.failed(run, error)

    def _fitting(self, run: Run) -> Unit | None:
        """The compiled loop, if it is long and can be written by that."""
        if self._turns < LONG or run.interrupts:
            return None
        self._unit = self._unit or of_loop(self)
        return self._unit if self._unit.fits(run) else None

    def _repeat(self, run: Run, segment: Segment, loop: Loop | None) -> None:
        variables, name, now = run.variables, self.header.variable, run.variables.now
        hidden = variables.bind(name, None)
        try:
            for i, value in enumerate(segment.values):
                now[name] = value
                if type(value) is str:
                    run.items[name] = (segment.container, segment.position(i), value)
                self.body.expand(run)
                if loop is not None:
                    loop.at += 1
                if run.interrupts and run.interrupts.pop() == "break":
                    return
        finally:
            variables.unbind(name, hidden)

    def _segment(self, run: Run) -> Segment:
        header = self.header
        values = header.values.traced(run)
        if header.offset == "continue":
            start = run.offsets.get(self.name, 0)
        else:
            start = to_i(header.offset.evaluate(run)) if header.offset else 0
        limit = header.limit.evaluate(run) if header.limit else None
        segment = sliced(run, values, start, None if limit is None else start + to_i(limit))
        run.offsets[self.name] = start + len(segment.values)
        return segment.reversed() if header.reversed else segment


class ForTag(Tag):
    """See `For`."""

    name = "for"
    end = "endfor"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        refused = header = otherwise = None
        try:
            header = Header(opening.markup, opening.at)
        except MarkupError as error:
            refused = error
        body = self.body(stream, opening, (self.end, "else"))
        text = "" if stream.ended else stream.text[opening.end : stream.current.start]
        if not stream.ended and stream.opening().name == "else":
            otherwise = self.body(stream, opening, (self.end,))
            stream.next()
        if not header:
            raise refused or MarkupError("")
        return For(opening, header, body, otherwise, text)


TAGS = (ForTag,)
