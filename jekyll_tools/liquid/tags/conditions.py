"""if, unless and case."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from jekyll_tools.liquid.comparison import equal
from jekyll_tools.liquid.compiled.condition import write_condition
from jekyll_tools.liquid.compiled.turn import Guard
from jekyll_tools.liquid.expressions import Condition, Expression
from jekyll_tools.liquid.grammar import QUOTED, parse_condition, parse_expression
from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Body, Content, Part, all_of
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At, MarkupError
from jekyll_tools.liquid.tags.cycles import Interrupt
from jekyll_tools.patterns import late

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code
    from jekyll_tools.liquid.compiled.turn import Turn

_MOST_BRANCHES = 6  # written out; more are called
_FRAGMENT = late(QUOTED, re.ASCII)
_WHEN = late(rf"({QUOTED})(?:(?:\s+or\s+|\s*,\s*)(?={QUOTED}))?", re.ASCII)


class Branch(NamedTuple):
    """A condition and what it guards; no condition is `else`."""

    condition: Condition | None
    body: Body


class If(Part):
    """if with its elsif and else; `unless` turns the first condition around."""

    __slots__ = ("_branches", "_negated")
    ends = True
    block = True

    def __init__(self, opening: Opening, branches: list[Branch], negated: bool) -> None:
        super().__init__(opening.start, opening.end)
        self._branches = branches
        self._negated = negated
        self.blank = all(branch.body.blank for branch in branches)

    def hushed(self) -> Part:
        """See `Part`."""
        for branch in self._branches:
            branch.body.hush()
        return self

    def expand(self, run: Run) -> None:
        """Write the first branch whose condition holds."""
        negated = self._negated
        for condition, body in self._branches:
            if condition is not None:
                result = condition.evaluate(run)
                if (result is None or result is False) != negated:
                    negated = False
                    continue
            body.expand(run)
            return

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return all_of(branch.body.sets() for branch in self._branches)

    def emit(self, code: Code) -> None:
        """See `Part`."""
        if len(self._branches) > _MOST_BRANCHES:
            code.call(self)
            return
        if len(self._branches) == 1 and self._branches[0].condition is not None:
            self._emit_one(code, self._branches[0].condition)
            return
        taken = code.fresh("v")
        code.line(f"{taken} = -1")
        with code.guarded(self), ExitStack() as nested:
            for number, (condition, _) in enumerate(self._branches):
                if condition is None:
                    code.line(f"{taken} = {number}")
                    break
                holds = code.fresh("v")
                write_condition(code, condition, holds)
                wanted = "not " if self._negated and not number else ""
                code.line(f"if {wanted}{holds}: {taken} = {number}")
                nested.enter_context(code.under("else:"))
                code.line("pass")
        for number, (_, body) in enumerate(self._branches):
            with code.under(f"if {taken} == {number}:"):
                body.emit(code)

    def guards(self, turn: Turn) -> Guard | None:
        """See `Part`."""
        condition, body = self._branches[0]
        if len(self._branches) > 1 or condition is None:
            return None
        *before, last = body.parts or [self]
        spaces = [part for part in before if isinstance(part, Content) and part.space]
        if isinstance(last, Interrupt) and last.goes_on and len(spaces) == len(before):
            return Guard(condition, body, self._negated, leaves=True, spaces=spaces)
        return Guard(condition, body, not self._negated, leaves=False)

    def _emit_one(self, code: Code, condition: Condition) -> None:
        holds, found = code.fresh(), code.fresh()
        code.line(f"{holds} = {self._negated}")
        with code.guarded(self):
            # What a part of the condition says counts for nothing where the next one fails.
            write_condition(code, condition, found)
            code.line(f"{holds} = {found}")
        with code.under(f"if {'not ' if self._negated else ''}{holds}:"):
            self._branches[0].body.emit(code)


class IfTag(Tag):
    """See `If`."""

    name = "if"
    end = "endif"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        ends = (self.end, "elsif", "else")
        branches = []
        head, refused = opening, None
        while True:
            condition = None
            try:
                if head.name != "else":
                    condition = parse_condition(head.markup, head.at)
            except MarkupError as error:
                refused = refused or error
            body = self.body(stream, opening, ends)
            branches.append(Branch(condition, body))
            if stream.ended:
                break
            head = stream.opening()
            if head.name == self.end:
                break
        if refused:
            raise refused
        return If(opening, branches, self.name == "unless")


class UnlessTag(IfTag):
    """See `If`."""

    name = "unless"
    end = "endunless"


class When(NamedTuple):
    """One value of a `when` and its body; no value is `else`."""

    value: Expression | None
    body: Body


class Case(Part):
    """case: every `when` that is equal writes its body, and else is for none (`tags/case.rb`)."""

    __slots__ = ("_value", "_whens")
    ends = True
    block = True

    def __init__(self, opening: Opening, value: Expression, whens: list[When], blank: bool) -> None:
        super().__init__(opening.start, opening.end)
        self._value = value
        self._whens = whens
        self.blank = blank

    def hushed(self) -> Part:
        """See `Part`."""
        for when in self._whens:
            when.body.hush()
        return self

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return all_of(when.body.sets() for when in self._whens)

    def expand(self, run: Run) -> None:
        """Write the bodies that apply."""
        matched = False
        for value, body in self._whens:
            if value is None:
                if not matched:
                    body.expand(run)
                    return
            elif equal(self._value.evaluate(run), value.evaluate(run)):
                matched = True
                body.expand(run)


class CaseTag(Tag):
    """See `Case`."""

    name = "case"
    end = "endcase"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        ends = (self.end, "when", "else")
        found = _FRAGMENT.search(opening.markup)
        blank = self.body(stream, opening, ends).blank
        whens: list[When] = []
        while not stream.ended:
            head = stream.opening()
            if head.name == self.end:
                break
            values = self._values(stream, head)
            body = self.body(stream, opening, ends)
            blank = blank and body.blank
            whens += [When(value, body) for value in values]
        if not found:
            raise MarkupError("write {% case value %}")
        at = At(opening.at.text, opening.at.shift + found.start())
        return Case(opening, parse_expression(found.group(), at), whens, blank)

    def _values(self, stream: Stream, head: Opening) -> list[Expression | None]:
        if head.name == "else":
            if head.markup.strip():
                stream.fault("syntax", "'else' takes no arguments", head.start, head.end)
            return [None]
        values: list[Expression | None] = []
        place, more = 0, True
        while more:
            found = _WHEN.search(head.markup, place)
            if not found:
                stream.fault("syntax", "write {% when value %}", head.start, head.end)
                break
            at = At(head.at.text, head.at.shift + found.start(1))
            values.append(parse_expression(found.group(1), at))
            place, more = found.end(), found.end() > found.end(1)
        return values


TAGS = (CaseTag, IfTag, UnlessTag)
