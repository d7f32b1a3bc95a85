"""What expressions become: lines that find a value, and names for it and its place."""

from __future__ import annotations

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.frames import Frame, Value
from jekyll_tools.liquid.expressions import Expression, Filter, Filtered, Literal, Lookup
from jekyll_tools.liquid.memo import Memo
from jekyll_tools.liquid.trace import Text
from jekyll_tools.text import Traced

_FORLOOP = {
    "index": "{i} + 1",
    "index0": "{i}",
    "rindex": "{n} - {i}",
    "rindex0": "{n} - {i} - 1",
    "first": "{i} == 0",
    "last": "{i} == {n} - 1",
    "length": "{n}",
}
_NUMBERS = frozenset(("index", "index0", "length", "rindex", "rindex0"))
_SIGNS = {"plus": "+", "minus": "-", "times": "*"}
_SMALL = 10**9


def value_of(code: Code, expression: Expression) -> Value:
    """Find a value, as it is."""
    if isinstance(expression, Literal):
        value = expression.value
        plain = value is None or type(value) is bool or (type(value) is int and abs(value) < _SMALL)
        return Value(repr(value) if plain else code.name(value))
    if isinstance(expression, Lookup) and isinstance(expression.name, str):
        return _looked_up(code, expression, expression.name)
    code.reading()
    found = code.fresh()
    if isinstance(expression, Lookup):
        container, key = code.fresh(), code.fresh()
        code.line(f"{found}, {container}, {key} = {code.name(expression)}.reach(run)")
        return Value(found, container, key)
    code.line(f"{found} = {code.name(expression)}.evaluate(run)")
    return Value(found)


def texted(code: Code, value: Value) -> str:
    """A name for the value, as a `Text` if it is a string that has a place."""
    if value.counter or (value.container == "None" and not value.alone):
        return value.name
    made = code.fresh()
    code.line(f"{made} = {value.name}")
    if value.alone:
        text = f"rooted({made}, items.get({value.alone!r}))"
    else:
        text = f"placed({made}, {value.container}, {value.key})"
    code.line(f"if type({made}) in strings: {made} = {text}")
    return made


def whole(value: object) -> object:
    """What was produced as a `Text`."""
    return Text.at(value.text, value) if isinstance(value, Traced) else value


def placed(value: object, container: object, key: object) -> object:
    """A value that was taken out of a container, as a `Text` if it is a string."""
    if type(value) is str and container is not None:
        return Text.of(value, container, key)
    return whole(value)


def rooted(value: object, item: tuple[object, object, object] | None) -> object:
    """A variable's string with the place that it has as the item of a loop."""
    if type(value) is str and item is not None and item[2] is value and item[0] is not None:
        return Text.of(value, item[0], item[1])
    return whole(value)


def end_key(container: object, key: str) -> object:
    """`first` and `last` of an array as indexes."""
    if type(container) is list:
        return {"first": 0, "last": len(container) - 1}.get(key, key)
    return key


def traced(code: Code, expression: Expression, column: str = "") -> str:
    """A name for a value, as a `Text` if it is a string that has a place.

    `column`: the name of what may be known of it already.
    """
    if not isinstance(expression, Filtered):
        return texted(code, value_of(code, expression))
    if not column:
        return filtered(code, expression)[0]
    made = code.fresh()
    code.line(f"{made} = {column}")
    with code.under(f"if {made} is missing:"):
        code.line(f"{made} = {filtered(code, expression)[0]}")
    return made


def column_of(code: Code, expression: Expression) -> str:
    """A name for what is kept of `item.key | filters` for each item of the loop around."""
    if not isinstance(expression, Filtered) or expression.memo is None or not code.each_turn:
        return ""
    path, frame = expression.expression, code.frames[-1]
    if not isinstance(path, Lookup) or len(path.steps) != 1:
        return ""
    if path.name != frame.variable:
        known = code.known.get(path.name) if isinstance(path.name, str) else None
        if known is None or known.name != frame.item:
            return ""
    (step,) = path.steps
    if not isinstance(step.key, str) or step.command or _sums(expression.filters, ""):
        return ""
    return code.column(expression.memo, step.key)


def filtered(code: Code, expression: Filtered) -> tuple[str, Value]:
    """A name for what filters make of a value, and that value."""
    value = value_of(code, expression.expression)
    if expression.memo is not None:
        return _kept(code, expression, expression.memo, value), value
    made = code.fresh()
    code.line(f"{made} = {texted(code, value)}")
    for each in expression.filters:
        _note_reads(code, each)
        code.line(f"{made} = run.apply({code.name(each)}, {made})")
    return made, value


def _looked_up(code: Code, expression: Lookup, name: str) -> Value:
    frame = _frame(code, name)
    if frame is not None and frame.variable != name:
        counter = _counter(code, expression, frame)
        if counter:
            return counter
        frame = None
        code.reading()
    if frame is not None:
        return _stepped(code, expression, _item(frame))
    return _stepped(code, expression, code.variable(name))


def _stepped(code: Code, expression: Lookup, value: Value) -> Value:
    """Go into a value by the keys of a lookup."""
    for step in expression.steps:
        found, holder = code.fresh(), value.name
        if isinstance(step.key, str) and not step.command:
            key = repr(step.key)
            code.line(
                f"{found} = {holder}.get({key}) if type({holder}) is dict else"
                f" None if type({holder}) in plain else fetch({holder}, {key})"
            )
        elif isinstance(step.key, str):
            code.line(f"{found} = fetch({holder}, {step.key!r}, True)")
            key = f"end_key({holder}, {step.key!r})"
        else:
            key = code.fresh()
            code.line(f"{key} = whole({value_of(code, step.key).name})")
            code.line(f"{found} = fetch({holder}, {key}, {step.command})")
            value = value._replace(varying=True)
        value = Value(found, holder, key, value.root, varying=value.varying)
    return value


def item_of(code: Code, expression: Expression) -> Value | None:
    """The item that a loop around is at, if that is what a variable is."""
    if not isinstance(expression, Lookup) or not isinstance(expression.name, str):
        return None
    frame = _frame(code, expression.name)
    if expression.steps or frame is None or frame.variable != expression.name:
        return None
    return _item(frame)


def _item(frame: Frame) -> Value:
    return Value(frame.item, frame.container, frame.place, frame.item)


def counts(code: Code, expression: Expression | None) -> bool:
    """Is it the number of the turn, or of the turns, of the innermost loop around?"""
    frame = code.frames[-1] if code.frames else None
    if not isinstance(expression, Lookup) or expression.name != "forloop":
        return False
    if frame is None or not frame.forloop:
        return False
    keys = [step.key for step in expression.steps]
    return frame.variable != "forloop" and len(keys) == 1 and keys[0] in _NUMBERS


def _frame(code: Code, name: str) -> Frame | None:
    """The loop around whose variable has that name, or that has the `forloop`."""
    for frame in reversed(code.frames):
        if frame.variable == name or (frame.loop and frame.forloop and name == "forloop"):
            return frame
    return None


def _counter(code: Code, expression: Lookup, frame: Frame) -> Value | None:
    steps = expression.steps
    form = _FORLOOP.get(str(steps[0].key)) if len(steps) == 1 else None
    if form is None or not isinstance(steps[0].key, str):
        return None
    found = code.fresh()
    code.line(f"{found} = {form.format(i=frame.number, n=frame.length)}")
    return Value(found, counter=True)


def _kept(code: Code, expression: Filtered, memo: Memo, value: Value) -> str:
    """The result of filters that is kept for each input; counting is done at once."""
    made = code.fresh()
    sums = _sums(expression.filters, value.name)
    for each in expression.filters:
        _note_reads(code, each)
    known = f"{code.name(memo.numbers)}.get({value.name}, missing)"
    known = f"{known} if type({value.name}) in known else missing"
    if sums:
        small = f"type({value.name}) is int and -{_SMALL**2} < {value.name} < {_SMALL**2}"
        known = f"{sums} if {small} else {known}"
    code.line(f"{made} = {known}")
    with code.under(f"if {made} is missing:"):
        given = texted(code, value)
        code.line(f"{made} = {code.name(memo)}.made(run, {given}, {code.name(expression)}.made)")
    return made


def _sums(filters: tuple[Filter, ...], name: str) -> str:
    """An expression for filters that only count by small numbers; empty for others."""
    text = name
    if len(filters) > 8:
        return ""
    for each in filters:
        argument = each.arguments[0] if len(each.arguments) == 1 else None
        number = argument.value if isinstance(argument, Literal) else None
        if each.name not in _SIGNS or type(number) is not int or abs(number) > _SMALL:
            return ""
        text = f"({text} {_SIGNS[each.name]} {number})"
    return text


def _note_reads(code: Code, each: Filter) -> None:
    arguments = (*each.arguments, *(value for _, value in each.keywords))
    if each.name.endswith("_exp") or not all(isinstance(a, Literal) for a in arguments):
        code.reading()
