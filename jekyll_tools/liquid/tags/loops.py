"""for and tablerow."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal as Word

from liquid.token import TOKEN_EOF

from jekyll_tools.liquid.compiled import compiled
from jekyll_tools.liquid.expressions import Expression
from jekyll_tools.liquid.grammar import QUOTED, parse_expression
from jekyll_tools.liquid.nodes import JekyllTag
from jekyll_tools.liquid.numbers import to_i
from jekyll_tools.liquid.parts import Body, Part
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.segments import Segment, sliced
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At, MarkupError, Parser
from jekyll_tools.liquid.values import Drop, truthy

LONG = 100
"""Turns of a loop after which its body is compiled."""

_FOR = re.compile(rf"([\w-]+)\s+in\s+((?:{QUOTED})+)\s*(reversed)?", re.ASCII)
_TABLEROW = re.compile(rf"(\w+)\s+in\s+((?:{QUOTED})+)", re.ASCII)
_ATTRIBUTE = re.compile(rf"(\w+)\s*:\s*({QUOTED})", re.ASCII)


class Loop(Drop):
    """`forloop` and `tablerowloop`."""

    name: str
    count: int
    at: int
    parent: Loop | None
    columns: int
    _known: Mapping[str, Callable[[Loop], object]] = {
        "index": lambda loop: loop.at + 1,
        "index0": lambda loop: loop.at,
        "rindex": lambda loop: loop.count - loop.at,
        "rindex0": lambda loop: loop.count - loop.at - 1,
        "first": lambda loop: loop.at == 0,
        "last": lambda loop: loop.at == loop.count - 1,
        "length": lambda loop: loop.count,
        "name": lambda loop: loop.name,
        "parentloop": lambda loop: loop.parent,
    }
    _table: Mapping[str, Callable[[Loop], object]] = {
        "row": lambda loop: loop.at // loop.columns + 1 if loop.columns > 0 else 1,
        "col": lambda loop: loop.column + 1,
        "col0": lambda loop: loop.column,
        "col_first": lambda loop: loop.column == 0,
        "col_last": lambda loop: loop.column + 1 == loop.columns,
    }

    def __init__(self, name: str, count: int, parent: Loop | None, columns: int | None) -> None:
        self.name = name
        self.count = count
        self.parent = parent
        self.columns = columns or 0
        self.at = 0
        self.liquid_name = "Liquid::ForloopDrop" if columns is None else "Liquid::TablerowloopDrop"
        self._keys = self._known if columns is None else {**self._known, **self._table}

    @property
    def column(self) -> int:
        """The column in the table; without a number of columns, there is one row."""
        return self.at % self.columns if self.columns > 0 else self.at

    def __getitem__(self, key: str) -> object:
        return self._keys[key](self)


class For(Part):
    """`{% for x in values %}`."""

    __slots__ = ("_body", "_compiled", "_counted", "_else", "_header", "_name", "_turns")
    block = True

    def __init__(
        self, opening: Opening, header: Header, body: Body, otherwise: Body | None, text: str
    ) -> None:
        super().__init__(opening.token, opening.start, opening.end)
        # Most loops never ask for `forloop`: not having it is a third of their time.
        self._counted = any(word in text for word in ("forloop", "include", "{{[", "{{ [", "_exp"))
        self._header = header
        self._name = f"{header.variable}-{header.written}"
        self._body = body
        self._else = otherwise
        self._turns = 0
        self._compiled: Callable[[Run], Callable[[], None]] | None = None
        self.blank = body.blank and (otherwise is None or otherwise.blank)

    def hushed(self) -> Part:
        """See `Part`."""
        self._body.hush()
        if self._else:
            self._else.hush()
        return self

    def expand(self, run: Run) -> None:
        """Write the body for every item, or the else part."""
        segment = self._segment(run)
        values = segment.values
        if not values:
            if self._else:
                self._else.expand(run)
            return
        if not self._counted:
            self._repeat(run, segment, None)
            return
        loop = Loop(self._name, len(values), run.loop, None)
        outer, run.loop = run.loop, loop
        hidden = run.variables.bind("forloop", loop)
        try:
            self._repeat(run, segment, loop)
        finally:
            run.loop = outer
            run.variables.unbind("forloop", hidden)

    def _repeat(self, run: Run, segment: Segment, loop: Loop | None) -> None:
        variables, name, now = run.variables, self._header.variable, run.variables.now
        hidden = variables.bind(name, None)
        turn = self._turn(run, len(segment.values))
        try:
            for i, value in enumerate(segment.values):
                now[name] = value
                if type(value) is str:
                    run.items[name] = (segment.container, segment.position(i), value)
                turn()
                if run.left < 0:
                    run.wrote(0)
                if loop is not None:
                    loop.at += 1
                if run.interrupts and run.interrupts.pop() == "break":
                    return
                if i & 255 == 255:
                    run.meter.step(0)
        finally:
            variables.unbind(name, hidden)

    def _turn(self, run: Run, count: int) -> Callable[[], None]:
        """What writes the body once: as it is, or compiled once that is worth the while."""
        self._turns += count
        if self._turns < LONG and self._compiled is None:
            return partial(self._body.expand, run)
        if self._compiled is None:
            self._compiled = compiled(self._body)
        # A short loop inside a long one is prepared once for all its turns.
        known = run.turns.get(id(self))
        if known is None or known[0] is not run.via:
            known = run.turns[id(self)] = (run.via, self._compiled(run))
        return known[1]

    def _segment(self, run: Run) -> Segment:
        header = self._header
        if header.limit is None and header.offset is None:
            segment = sliced(run, header.values, 0, None)
            run.offsets[self._name] = len(segment.values)
        else:
            if header.offset == "continue":
                start = run.offsets.get(self._name, 0)
            else:
                start = to_i(header.offset.evaluate(run)) if header.offset else 0
            limit = header.limit.evaluate(run) if header.limit else None
            end = None if limit is None else start + to_i(limit)
            segment = sliced(run, header.values, start, end)
            run.offsets[self._name] = start + len(segment.values)
        return segment.reversed() if header.reversed else segment


class Header:
    """The markup of a for loop."""

    def __init__(self, markup: str, at: At) -> None:
        self.limit: Expression | None = None
        self.offset: Expression | Word["continue"] | None = None
        try:
            self._strict(Parser(markup, at))
        except MarkupError:
            self._lax(markup, at)

    def _strict(self, parser: Parser) -> None:
        self.variable = parser.take("id").text
        if not parser.took("id", "in"):
            raise MarkupError("for loops require an 'in'")
        self.written, start = parser.expression()
        self.values = parse_expression(self.written, At(parser.at.text, parser.at.shift + start))
        self.reversed = bool(parser.took("id", "reversed"))
        while parser.look("id") and parser.look(":", 1):
            key = parser.take("id").text
            if key not in ("limit", "offset"):
                raise MarkupError("for takes limit and offset")
            parser.take(":")
            text, start = parser.expression()
            self._set(key, text, At(parser.at.text, parser.at.shift + start))
        parser.take("end")

    def _lax(self, markup: str, at: At) -> None:
        found = _FOR.match(markup)
        if not found:
            raise MarkupError("write {% for item in list %}")
        self.variable, self.written, word = found.groups()
        self.values = parse_expression(self.written, At(at.text, at.shift + found.start(2)))
        self.reversed = bool(word)
        for each in _ATTRIBUTE.finditer(markup):
            self._set(each.group(1), each.group(2), At(at.text, at.shift + each.start(2)))

    def _set(self, key: str, text: str, at: At) -> None:
        if key == "limit":
            self.limit = parse_expression(text, at)
        elif key == "offset":
            self.offset = "continue" if text == "continue" else parse_expression(text, at)


class ForTag(JekyllTag):
    """See `For`."""

    name = "for"
    end = "endfor"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `JekyllTag`."""
        refused = header = otherwise = None
        try:
            header = Header(opening.markup, opening.at)
        except MarkupError as error:
            refused = error
        body = self.body(stream, opening, (self.end, "else"))
        text = opening.token.source[opening.end : max(stream.current.start_index, opening.end)]
        if stream.current.kind != TOKEN_EOF and stream.opening().name == "else":
            otherwise = self.body(stream, opening, (self.end,))
            stream.next()
        if not header:
            raise refused or MarkupError("")
        return For(opening, header, body, otherwise, text)


class TableRow(Part):
    """`{% tablerow x in values cols: 3 %}`."""

    __slots__ = ("_attributes", "_body", "_values", "_variable")
    block = True

    def __init__(
        self,
        opening: Opening,
        variable: str,
        values: Expression,
        attributes: dict[str, Expression],
        body: Body,
    ) -> None:
        super().__init__(opening.token, opening.start, opening.end)
        self._variable = variable
        self._values = values
        self._attributes = attributes
        self._body = body
        self.blank = body.blank

    def expand(self, run: Run) -> None:
        """Write the cells, in rows."""
        if not truthy(self._values.evaluate(run)):
            return
        start = self._number(run, "offset") or 0
        limit = self._number(run, "limit")
        values = sliced(run, self._values, start, None if limit is None else start + limit).values
        loop = Loop("", len(values), None, self._number(run, "cols") or 0)
        at = run.source(self.start, self.end, False)
        run.write('<tr class="row1">\n', at)
        hidden = run.variables.bind("tablerowloop", loop)
        try:
            for value in values:
                run.meter.step(0)
                run.write(f'<td class="col{loop["col"]}">', at)
                with run.bound(self._variable, value):
                    self._body.expand(run)
                run.write("</td>", at)
                if loop["col_last"] and not loop["last"]:
                    run.write(f'</tr>\n<tr class="row{to_i(loop["row"]) + 1}">', at)
                loop.at += 1
        finally:
            run.variables.unbind("tablerowloop", hidden)
        run.write("</tr>\n", at)

    def _number(self, run: Run, name: str) -> int | None:
        expression = self._attributes.get(name)
        return None if expression is None else to_i(expression.evaluate(run))


class TableRowTag(JekyllTag):
    """See `TableRow`."""

    name = "tablerow"
    end = "endtablerow"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `JekyllTag`."""
        body = self.body(stream, opening, (self.end,))
        stream.next()
        markup, at = opening.markup, opening.at
        found = _TABLEROW.search(markup)
        if not found:
            raise MarkupError("write {% tablerow item in list cols: 3 %}")
        values = parse_expression(found.group(2), At(at.text, at.shift + found.start(2)))
        attributes = {
            each.group(1): parse_expression(each.group(2), At(at.text, at.shift + each.start(2)))
            for each in _ATTRIBUTE.finditer(markup)
        }
        return TableRow(opening, found.group(1), values, attributes, body)


TAGS = (ForTag, TableRowTag)
