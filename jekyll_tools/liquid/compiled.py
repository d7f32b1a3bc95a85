"""The bodies of long loops as Python functions, which take a fraction of the time of their parts.

A loop over all records of a site spends its time on reading variables, comparing numbers and
leaving white space behind. Those become lines of Python here; every other part is called as it
is. The parts say themselves what they become (`Part.emit`); this module knows expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jekyll_tools.liquid.comparison import OF_INTEGERS
from jekyll_tools.liquid.expressions import Condition, Expression, Filtered, Literal, Lookup, fetch
from jekyll_tools.liquid.parts import FAILURES, Body, Part
from jekyll_tools.liquid.trace import Recorder, Text
from jekyll_tools.liquid.values import Drop, truthy
from jekyll_tools.text import Traced

if TYPE_CHECKING:
    from jekyll_tools.liquid.run import Run

Turn = Callable[[], None]
"""Writes the body once."""

_SIGNS = {function: sign for sign, function in OF_INTEGERS.items() if sign != "<>"}
_DEEPEST = 12  # Python takes no more than 20 blocks inside each other.
_WIDEST = 2_000  # parts of one function
_PRELUDE = """
def prepared(run):
    variables = run.variables
    now, depth, assigned, find = variables.now, variables.depth, variables.assigned, run.find
    interrupts = run.interrupts
"""


class Code:
    """The source of one function, and the objects that it names."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {
            **{each.__name__: each for each in (Drop, Recorder, Text, Traced, fetch, truthy)},
            "failures": FAILURES,
            "missing": object(),
        }
        self.depth = 0
        self._before: list[str] = []
        self._lines: list[str] = []
        self._count = 0

    @property
    def full(self) -> bool:
        """Should what comes now be called, not written out?"""
        return self.depth >= _DEEPEST or len(self._lines) > _WIDEST

    def name(self, thing: object) -> str:
        """A name for an object."""
        name = self.fresh("k")
        self.names[name] = thing
        return name

    def before(self, expression: str) -> str:
        """A name for a value that is made once for a loop."""
        name = self.fresh("b")
        self._before.append(f"    {name} = {expression}")
        return name

    def line(self, text: str) -> None:
        """Add a line."""
        self._lines.append("    " * (self.depth + 2) + text)

    @contextmanager
    def under(self, head: str) -> Iterator[None]:
        """Add a compound statement."""
        self.line(head)
        self.depth += 1
        yield
        self.depth -= 1

    @contextmanager
    def guarded(self, part: Part) -> Iterator[None]:
        """Report what goes wrong in a part, and go on after it."""
        with self.under("try:"):
            yield
        with self.under("except failures as error:"):
            self.line(f"{self.name(part)}.failed(run, error)")

    def call(self, part: Part) -> None:
        """Let a part expand itself."""
        with self.guarded(part):
            self.line(f"{self.before(self.name(part) + '.expand')}(run)")

    def value(self, expression: Expression) -> str:
        """A variable that has the value of an expression, without its place."""
        if isinstance(expression, Literal) and type(expression.value) in (int, bool, type(None)):
            return repr(expression.value)
        found = self.fresh("v")
        if not isinstance(expression, Lookup) or not isinstance(expression.name, str):
            self.line(f"{found} = {self.before(self.name(expression) + '.evaluate')}(run)")
            return found
        if any(not isinstance(step.key, str) for step in expression.steps):
            self.line(f"{found} = {self.before(self.name(expression) + '.evaluate')}(run)")
            return found
        name = repr(expression.name)
        self.line(f"{found} = now[{name}] if {name} in now else find({name})")
        for step in expression.steps:
            self.line(
                f"{found} = {found}[{step.key!r}] if type({found}) is dict and {step.key!r} in "
                f"{found} else fetch({found}, {step.key!r}, {step.command})"
            )
        self.line(f"if type({found}) is Traced: {found} = Text.at({found}.text, {found})")
        return found

    def traced(self, expression: Expression) -> str:
        """A variable that has the value of an expression; strings know their places."""
        whole = self.before(f"{self.name(expression)}.traced")
        if isinstance(expression, Lookup):
            found = self.value(expression)
            self.line(f"if type({found}) is str: {found} = {whole}(run)")
            return found
        made = self.fresh("v")
        memo = expression.memo if isinstance(expression, Filtered) else None
        if memo is None or not isinstance(expression, Filtered):
            self.line(f"{made} = {whole}(run)")
            return made
        found = self.value(expression.expression)
        numbers = self.name(memo.numbers)
        known = f"{numbers}.get({found}, missing)"
        self.line(f"{made} = {known} if type({found}) in (str, Text) else missing")
        self.line(f"if {made} is missing: {made} = {whole}(run)")
        return made

    def assign(self, name: str, value: str) -> None:
        """Assign as `Variables.assign` does."""
        self.line(f"if {name!r} in depth: assigned[{name!r}] = {value}")
        self.line(f"else: now[{name!r}] = {value}")

    def condition(self, condition: Condition, target: str) -> None:
        """Set a variable to whether a condition holds."""
        if self.depth > _DEEPEST:
            self.line(f"{target} = truthy({self.name(condition)}.evaluate(run))")
            return
        left = self.value(condition.left)
        alone = condition.operator is None or condition.right is None
        if alone and isinstance(condition.left, Literal):
            self.line(f"{target} = {truthy(condition.left.value)}")
        elif condition.operator is None or condition.right is None:
            self.line(f"{target} = {left} is not None and {left} is not False")
        else:
            right = self.value(condition.right)
            general = f"truthy({self.name(condition.operator)}({left}, {right}))"
            quick = condition.of_integers
            sign = None if quick is None else _SIGNS[quick]
            if sign is not None:
                both = f"type({left}) is int and type({right}) is int"
                self.line(f"{target} = {left} {sign} {right} if {both} else {general}")
            else:
                self.line(f"{target} = {general}")
        if condition.rest is not None:
            with self.under(
                f"if {target}:" if condition.relation == "and" else f"if not {target}:"
            ):
                self.condition(condition.rest, target)

    def done(self) -> Callable[[Run], Turn]:
        """The function: for a run, it gives what writes the body once."""
        head = ["    def turn():", "        out = run.out", "        blank = out.blank"]
        lines = [_PRELUDE, *self._before, *head, *self._lines, "    return turn"]
        exec(compile("\n".join(lines), "<liquid>", "exec"), self.names)
        made: Callable[[Run], Turn] = self.names["prepared"]
        return made

    def fresh(self, kind: str) -> str:
        """A name that nothing has yet."""
        self._count += 1
        return f"{kind}{self._count}"


def compiled(body: Body) -> Callable[[Run], Turn]:
    """A body as a function."""
    code = Code()
    body.emit(code)
    return code.done()
