"""assign, capture, increment and decrement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jekyll_tools.liquid.expressions import Expression, Filtered
from jekyll_tools.liquid.grammar import parse_filtered
from jekyll_tools.liquid.nodes import JekyllTag
from jekyll_tools.liquid.parts import Body, Part
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At, MarkupError
from jekyll_tools.liquid.trace import Recorder, Text

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled import Code

_IS = re.compile(r"\s*=\s*", re.ASCII)
_NAME = re.compile(r"(?:\(?[\w\-.\[\]]\)?)+", re.ASCII)


class Assign(Part):
    """`{% assign x = value %}`: visible everywhere afterwards, loops and includes included."""

    __slots__ = ("_name", "_value")
    silent = True
    sets = True

    def __init__(self, opening: Opening, name: str, value: Filtered) -> None:
        super().__init__(opening.token, opening.start, opening.end)
        self._name = name
        self._value: Expression = value if value.filters else value.expression

    def expand(self, run: Run) -> None:
        """Set the variable."""
        run.variables.assign(self._name, self._value.traced(run))

    def emit(self, code: Code) -> None:
        """See `Part`."""
        with code.guarded(self):
            code.assign(self._name, code.traced(self._value))


class AssignTag(JekyllTag):
    """See `Assign`."""

    name = "assign"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `JekyllTag`."""
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
    silent = True

    def __init__(self, opening: Opening, name: str, body: Body) -> None:
        super().__init__(opening.token, opening.start, opening.end)
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
        made = out.done()
        run.variables.assign(self._name, Text.at(made.text, made))

    def emit(self, code: Code) -> None:
        """See `Part`. A body with tags, which might end it, is called."""
        if any(part.tag for part in self._body.parts):
            code.call(self)
            return
        outer, made = code.fresh("v"), code.fresh("v")
        code.line(f"{outer} = out; out = run.out = Recorder(); blank = out.blank")
        with code.under("try:"):
            self._body.emit(code)
        with code.under("finally:"):
            code.line(f"{made} = out; out = run.out = {outer}; blank = out.blank")
        code.line(f"{made} = {made}.done(); {made} = Text.at({made}.text, {made})")
        code.assign(self._name, made)


class CaptureTag(JekyllTag):
    """See `Capture`."""

    name = "capture"
    end = "endcapture"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `JekyllTag`."""
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
        super().__init__(opening.token, opening.start, opening.end)
        self._name = opening.markup.strip()
        self._step = step
        self.blank = False

    def expand(self, run: Run) -> None:
        """Write and count."""
        value = run.counter(self._name)
        run.counters[self._name] = value + self._step
        shown = value if self._step > 0 else value + self._step
        run.write(str(shown), run.source(self.start, self.end, False))


class IncrementTag(JekyllTag):
    """See `Count`."""

    name = "increment"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `JekyllTag`."""
        return Count(opening, 1)


class DecrementTag(JekyllTag):
    """See `Count`."""

    name = "decrement"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `JekyllTag`."""
        return Count(opening, -1)


TAGS = (AssignTag, CaptureTag, DecrementTag, IncrementTag)
