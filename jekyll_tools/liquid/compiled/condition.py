"""What conditions become."""

from __future__ import annotations

from jekyll_tools.liquid.comparison import OF_INTEGERS, contains
from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.value import value_of
from jekyll_tools.liquid.expressions import Condition, Literal
from jekyll_tools.liquid.values import truthy

SIGNS = {function: sign for sign, function in OF_INTEGERS.items() if sign != "<>"}


def write_condition(code: Code, condition: Condition, target: str) -> None:
    """Set a name to whether a condition holds."""
    if code.full:
        code.reading()
        code.line(f"{target} = truthy({code.name(condition)}.evaluate(run))")
        return
    left = value_of(code, condition.left).name
    if condition.operator is None or condition.right is None:
        if isinstance(condition.left, Literal):
            code.line(f"{target} = {truthy(condition.left.value)}")
        else:
            code.line(f"{target} = {left} is not None and {left} is not False")
    else:
        right = value_of(code, condition.right).name
        code.line(f"{target} = {_compared(code, condition, left, right)}")
    if condition.rest is not None:
        with code.under(f"if {target}:" if condition.relation == "and" else f"if not {target}:"):
            write_condition(code, condition.rest, target)


def _compared(code: Code, condition: Condition, left: str, right: str) -> str:
    compare = condition.operator
    general = f"truthy({code.name(compare)}(whole({left}), whole({right})))"
    if compare is contains:
        if isinstance(condition.left, Literal):
            return general
        strings = f"isinstance({left}, str) and isinstance({right}, str)"
        return f"{right} in {left} if {strings} else {left} is not None and {general}"
    quick = condition.of_integers
    sign = None if quick is None else SIGNS[quick]
    if sign is None:
        return general
    integers = f"type({left}) is int and type({right}) is int"
    if sign not in ("==", "!="):
        return f"{left} {sign} {right} if {integers} else {general}"
    if isinstance(condition.right, Literal) and not isinstance(condition.left, Literal):
        known = condition.right.value
        if known is None or type(known) is bool:
            word = "is" if sign == "==" else "is not"
            return f"{left} {word} {right} if type({left}) in plain else {general}"
        if isinstance(known, str):
            right = repr(str(known))
            return f"{left} {sign} {right} if type({left}) in plain else {general}"
        if type(known) is int:
            return f"{left} {sign} {right} if type({left}) is int else {general}"
    strings = f"type({left}) is str and type({right}) is str"
    return f"{left} {sign} {right} if {integers} or {strings} else {general}"
