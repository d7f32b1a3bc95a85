"""What outputs become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.frames import Value
from jekyll_tools.liquid.compiled.value import filtered, value_of

if TYPE_CHECKING:
    from jekyll_tools.liquid.nodes import Output


def write_output(code: Code, part: Output) -> None:
    """Write a value with its place."""
    name = code.name(part)
    at = code.held(f"{name}.place(run)")
    with code.guarded(part):
        if part.variable is None:
            made, value = filtered(code, part.value)
            with code.under(f"if {made} is None:"):
                _write_unknown(code, name, value)
            with code.under("else:"):
                code.line(f"{name}.write(run, {made}, {value.place})")
            return
        value = value_of(code, part.variable)
        if value.counter:
            _write_counter(code, name, value, at)
        else:
            _write_value(code, name, value, at)


def _write_value(code: Code, name: str, value: Value, at: str) -> None:
    found, container = value.name, value.container
    if container == "None" and value.alone:
        found, container, key = code.fresh(), code.fresh(), code.fresh()
        code.line(f"{found}, {container}, {key} = {value.name}, None, None")
        with code.under(f"if type({found}) is str:"):
            item = f"items.get({value.alone!r}, missing)"
            code.line(f"{key} = {item}")
            with code.under(f"if {key} is not missing and {key}[2] is {found}:"):
                code.line(f"{container}, {key} = {key}[:2]")
    else:
        key = value.key
    if container != "None":
        with code.under(f"if type({found}) is str and {container} is not None:"):
            code.line(f"run.left -= len({found})")
            code.line("if run.left < 0: run.wrote(0)")
            entry = f"({found}, (host, {container}, {key}, True, {at}))"
            code.line(f"if {found}: {code.writer}({entry})")
        head = f"elif {found} is None:"
    else:
        head = f"if {found} is None:"
    with code.under(head):
        _write_unknown(code, name, value)
    code.line(f"else: {name}.put(run, {found}, {container}, {key})")


def _write_counter(code: Code, name: str, value: Value, at: str) -> None:
    with code.under(f"if type({value.name}) is int:"):
        text = code.fresh()
        code.line(f"{text} = str({value.name})")
        code.line(f"run.left -= len({text})")
        code.write(f"({text}, {at})")
    code.line(f"else: {name}.put(run, {value.name}, None, None)")


def _write_unknown(code: Code, name: str, value: Value) -> None:
    if value.varying or value.counter:
        # To say which name is missing, all are looked up again.
        code.reading()
    root = f", {value.root}" if value.root else ""
    code.line(f"{name}.unknown(run{root})")
