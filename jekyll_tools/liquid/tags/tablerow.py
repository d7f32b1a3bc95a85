"""tablerow."""

from __future__ import annotations

import re

from jekyll_tools.liquid.expressions import Expression
from jekyll_tools.liquid.forloop import Loop
from jekyll_tools.liquid.grammar import QUOTED, parse_expression
from jekyll_tools.liquid.numbers import to_i
from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Body, Part
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.segments import sliced
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At, MarkupError
from jekyll_tools.liquid.tags.for_header import ATTRIBUTE
from jekyll_tools.liquid.values import truthy
from jekyll_tools.patterns import late

_TABLEROW = late(rf"(\w+)\s+in\s+((?:{QUOTED})+)", re.ASCII)


class TableRow(Part):
    """`{% tablerow x in values cols: 3 %}`."""

    __slots__ = ("_attributes", "_body", "_values", "_variable")
    ends = True
    block = True

    def __init__(
        self,
        opening: Opening,
        variable: str,
        values: Expression,
        attributes: dict[str, Expression],
        body: Body,
    ) -> None:
        super().__init__(opening.start, opening.end)
        self._variable = variable
        self._values = values
        self._attributes = attributes
        self._body = body
        self.blank = body.blank

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return self._body.sets()

    def expand(self, run: Run) -> None:
        """Write the cells, in rows."""
        if not truthy(self._values.evaluate(run)):
            return
        start = self._number(run, "offset") or 0
        limit = self._number(run, "limit")
        values = sliced(
            run, self._values.traced(run), start, None if limit is None else start + limit
        ).values
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


class TableRowTag(Tag):
    """See `TableRow`."""

    name = "tablerow"
    end = "endtablerow"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        body = self.body(stream, opening, (self.end,))
        stream.next()
        markup, at = opening.markup, opening.at
        found = _TABLEROW.search(markup)
        if not found:
            raise MarkupError("write {% tablerow item in list cols: 3 %}")
        values = parse_expression(found.group(2), At(at.text, at.shift + found.start(2)))
        attributes = {
            each.group(1): parse_expression(each.group(2), At(at.text, at.shift + each.start(2)))
            for each in ATTRIBUTE.finditer(markup)
        }
        return TableRow(opening, found.group(1), values, attributes, body)


TAGS = (TableRowTag,)
