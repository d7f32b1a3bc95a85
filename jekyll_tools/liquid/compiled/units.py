"""Functions out of what was written: a loop over a segment, or the body of a template."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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
    from jekyll_tools.liquid.segments import Segment
    from jekyll_tools.liquid.tags.loops import For

Unit = Callable[["Run"], None]
"""Writes a template."""

LoopUnit = Callable[["Run", "Segment"], None]
"""Writes a loop."""

_HEAD = """def unit(run, segment=None):
    variables = run.variables
    now, depth, assigned, find = variables.now, variables.depth, variables.assigned, run.find
    interrupts, items, offsets = run.interrupts, run.items, run.offsets
    host, meter = run.host, run.meter
    write = run.out.log.append
"""


def of_loop(part: For) -> LoopUnit:
    """The function of a loop."""
    code = _code()
    write_loop(code, part, "segment")
    made: LoopUnit = _made(code)
    return made


def of_body(body: Body) -> Unit:
    """The function of a template."""
    code = _code()
    with code.under("if True:"):  # a block, after which what it spent is written
        body.emit(code)
    made: Unit = _made(code)
    return made


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


def _made(code: Code) -> Any:
    code.line("return")
    exec(compile(_HEAD + "\n".join(code.lines), "<liquid>", "exec"), code.names)
    return code.names["unit"]
