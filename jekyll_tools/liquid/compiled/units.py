"""Functions out of what was written: a loop over a segment, or the body of a template."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.loop import write_loop
from jekyll_tools.liquid.compiled.value import end_key, placed, rooted, whole
from jekyll_tools.liquid.expressions import fetch
from jekyll_tools.liquid.forloop import Loop
from jekyll_tools.liquid.memo import KNOWN, MISSING, PLAIN
from jekyll_tools.liquid.numbers import to_i
from jekyll_tools.liquid.parts import FAILURES
from jekyll_tools.liquid.recorded import PRODUCED, Recorder
from jekyll_tools.liquid.segments import sliced
from jekyll_tools.liquid.trace import Key, Text
from jekyll_tools.liquid.values import truthy

if TYPE_CHECKING:
    from jekyll_tools.liquid.parts import Body
    from jekyll_tools.liquid.run import Run
    from jekyll_tools.liquid.tags.loops import For


class Unit(NamedTuple):
    """A function: `write` takes a run, and the segment of a loop if it is one."""

    write: Callable[..., None]
    unhidden: frozenset[str]

    def fits(self, run: Run) -> bool:
        """Whether the loops around bind nothing that the function counts on to set itself."""
        return self.unhidden.isdisjoint(run.variables.depth)


_HEAD = """def unit(run, segment=None):
    variables = run.variables
    now, depth, assigned, find = variables.now, variables.depth, variables.assigned, run.find
    interrupts, items, offsets = run.interrupts, run.items, run.offsets
    host, meter = run.host, run.meter
    write = run.out.log.append
"""


def of_loop(part: For) -> Unit:
    """The function of a loop."""
    code = _code()
    write_loop(code, part, "segment")
    return _made(code)


def of_body(body: Body) -> Unit:
    """The function of a template."""
    code = _code()
    with code.under("if True:"):  # a block, after which what it spent is written
        body.emit(code)
    return _made(code)


def _code() -> Code:
    things = (
        *(Key, Loop, Recorder, Text, end_key, fetch, placed, rooted, sliced, to_i, truthy, whole),
    )
    names: dict[str, Any] = {each.__name__: each for each in things}
    more = {
        "failures": FAILURES,
        "missing": MISSING,
        "plain": PLAIN,
        "strings": PRODUCED | {str},
        "known": KNOWN,
    }
    return Code({**names, **more})


def _made(code: Code) -> Unit:
    code.line("return")
    exec(compile(_HEAD + "\n".join(code.lines), "<liquid>", "exec"), code.names)
    return Unit(code.names["unit"], frozenset(code.unhidden))
