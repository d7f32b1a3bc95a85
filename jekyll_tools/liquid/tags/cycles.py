"""cycle, ifchanged, break and continue: tags that mostly stand in loops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Literal as Word

from jekyll_tools.liquid.expressions import Expression, Literal
from jekyll_tools.liquid.grammar import QUOTED, parse_expression
from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Body, Part
from jekyll_tools.liquid.run import Run, text_of
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At, MarkupError
from jekyll_tools.liquid.values import inspect
from jekyll_tools.patterns import late

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code

_CYCLE_NAME = late(rf"({QUOTED})\s*:\s*", re.ASCII)
_FRAGMENT = late(QUOTED, re.ASCII)


class Cycle(Part):
    """`{% cycle 'a', 'b' %}`."""

    __slots__ = ("_group", "_name", "_values")

    def __init__(self, opening: Opening, name: Expression | None, values: list[Expression]) -> None:
        super().__init__(opening.start, opening.end)
        self._name = name
        self._values = values
        self.blank = False
        # Ruby takes the printed list of expressions for a name: equal lists of literals are one
        # cycle, and variables are different objects each time they are written.
        literal = all(isinstance(value, Literal) for value in values)
        words = [inspect(each.value) for each in values if isinstance(each, Literal)]
        self._group: object = tuple(words) if literal else id(self)

    def expand(self, run: Run) -> None:
        """Write the next value."""
        key = ("cycle", text_of(self._name.evaluate(run)) if self._name else self._group)
        turn = run.registers.get(key, 0)
        assert isinstance(turn, int)
        if turn < len(self._values):
            value, _ = self._values[turn].locate(run)
            run.write(text_of(value), run.source(self.start, self.end, False))
        run.registers[key] = turn + 1 if turn + 1 < len(self._values) else 0


class CycleTag(Tag):
    """See `Cycle`."""

    name = "cycle"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        named = _CYCLE_NAME.match(opening.markup)
        at, start = opening.at, named.end() if named else 0
        if not named and not _FRAGMENT.match(opening.markup):
            raise MarkupError("write {% cycle 'one', 'two' %}")
        values = []
        for part in opening.markup[start:].split(","):
            found = _FRAGMENT.search(part)
            if found:
                place = At(at.text, at.shift + start + found.start())
                values.append(parse_expression(found.group(), place))
            start += len(part) + 1
        name = parse_expression(named.group(1), at) if named else None
        return Cycle(opening, name, values)


class IfChanged(Part):
    """`{% ifchanged %}`: the body, if it is not what the last one printed."""

    __slots__ = ("_body",)
    ends = True
    block = True

    def __init__(self, opening: Opening, body: Body) -> None:
        super().__init__(opening.start, opening.end)
        self._body = body
        self.blank = body.blank

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return self._body.sets()

    def expand(self, run: Run) -> None:
        """Write the body if it is new."""
        with run.captured() as out:
            self._body.expand(run)
        made = out.done()
        if made.text != run.registers.get("ifchanged"):
            run.registers["ifchanged"] = made.text
            run.out.splice(made)


class IfChangedTag(Tag):
    """See `IfChanged`."""

    name = "ifchanged"
    end = "endifchanged"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        body = self.body(stream, opening, (self.end,))
        stream.next()
        return IfChanged(opening, body)


class Interrupt(Part):
    """break and continue."""

    __slots__ = ("_word", "goes_on")
    ends = True

    def __init__(self, opening: Opening, word: Word["break", "continue"]) -> None:
        super().__init__(opening.start, opening.end)
        self._word = word
        self.goes_on = word == "continue"
        self.blank = False

    def expand(self, run: Run) -> None:
        """Stop everything up to the loop."""
        run.interrupts.append(self._word)

    def emit(self, code: Code) -> None:
        """See `Part`."""
        code.interrupt(self._word)


class BreakTag(Tag):
    """See `Interrupt`."""

    name = "break"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        return Interrupt(opening, "break")


class ContinueTag(Tag):
    """See `Interrupt`."""

    name = "continue"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        return Interrupt(opening, "continue")


TAGS = (BreakTag, ContinueTag, CycleTag, IfChangedTag)
