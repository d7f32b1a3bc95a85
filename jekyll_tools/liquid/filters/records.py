"""Jekyll's filters on arrays of pages and records (`filters.rb`, `grouping_filters.rb`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache

from jekyll_tools.liquid.expressions import Condition, Filtered, fetch
from jekyll_tools.liquid.filters.array import mark
from jekyll_tools.liquid.grammar import parse_condition, parse_filtered
from jekyll_tools.liquid.numbers import integer, strict_integer, to_f
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.strict import At, MarkupError
from jekyll_tools.liquid.values import (
    Range,
    RubyError,
    Special,
    joined,
    ruby_class,
    string,
    to_s,
    truthy,
)
from jekyll_tools.patterns import late
from jekyll_tools.text import File, Traced

_INTEGER = re.compile(r"\s*-?\d+\s*", re.ASCII)
_FLOAT = late(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)


def where(run: Run, value: object, key: object, target: object) -> object:
    """`where`: the items whose property prints like the target, or has an element that does."""
    values = selectable(value)
    if values is None or not truthy(key) or isinstance(target, list | dict):
        return value
    run.meter.step(len(values))
    return [each for each in values if _matches(item_property(each, key), target)]


def find(run: Run, value: object, key: object, target: object) -> object:
    """`find`: the first of what `where` gives."""
    values = selectable(value)
    if values is None or not truthy(key) or isinstance(target, list | dict):
        return value
    run.meter.step(len(values))
    return next((each for each in values if _matches(item_property(each, key), target)), None)


def where_exp(run: Run, value: object, name: object, expression: object) -> object:
    """`where_exp`: the items for which a condition holds."""
    values = selectable(value)
    if values is None:
        return value
    condition = _condition(run, expression)
    return [each for each in values if _holds(run, each, to_s(name), condition)]


def find_exp(run: Run, value: object, name: object, expression: object) -> object:
    """`find_exp`: the first item for which a condition holds."""
    values = selectable(value)
    if values is None:
        return value
    condition = _condition(run, expression)
    return next((each for each in values if _holds(run, each, to_s(name), condition)), None)


def group_by(run: Run, value: object, key: object) -> object:
    """`group_by`: hashes with name, items and size, in the order of the first items."""
    values = selectable(value, pairs=True)
    if values is None:
        return value
    run.meter.step(len(values))
    return _grouped([(to_s(item_property(each, key)), each) for each in values])


def group_by_exp(run: Run, value: object, name: object, expression: object) -> object:
    """`group_by_exp`: by what an output of each item would be."""
    values = selectable(value, pairs=True)
    if values is None:
        return value
    filtered = _filtered(string(expression, "group_by_exp"), run.at.text)
    found = []
    for each in values:
        run.meter.step()
        with run.bound(to_s(name), each):
            found.append((filtered.evaluate(run), each))
    return _grouped(found)


def pop(run: Run, value: object, count: object = 1) -> object:
    """`pop`: without the last items."""
    if not isinstance(value, list):
        return value
    number = _count(count)
    return value[: max(len(value) - number, 0)]


def push(run: Run, value: object, item: object) -> object:
    """`push`: with one more item."""
    return [*value, item] if isinstance(value, list) else value


def shift(run: Run, value: object, count: object = 1) -> object:
    """`shift`: without the first items."""
    return value[_count(count) :] if isinstance(value, list) else value


def unshift(run: Run, value: object, item: object) -> object:
    """`unshift`: with one more item in front."""
    return [item, *value] if isinstance(value, list) else value


def sample(run: Run, value: object, count: object = 1) -> object:
    """`sample`: chance decides, so that the first items stand in, and the output is open."""
    if not isinstance(value, list):
        return value
    run.unknown("the filter 'sample'", run.asking())
    try:
        number = strict_integer(count)
    except RubyError:
        number = 1
    if number == 1:
        return value[0] if value else None
    return value[:number]


def item_property(item: object, key: object) -> object:
    """A property by its dotted path; what looks like a number is one."""
    path = to_s(key)
    if isinstance(item, Mapping):
        found = _walk(item, path)
    elif isinstance(item, list):
        raise RubyError(f"no implicit conversion of String into Integer: '{path}' of an Array")
    elif isinstance(item, str):
        found = path if path in item else None
    else:
        raise RubyError(f"a {ruby_class(item)} has no '{path}'")
    if found is None or isinstance(found, bool):
        return found
    text = to_s(found)
    if _INTEGER.fullmatch(text):
        return found if type(found) is int else integer(text.strip())
    if _FLOAT.fullmatch(text):
        return to_f(text if text.strip()[0] not in ".-" else text.replace(".", "0.", 1))
    return found


def _walk(item: object, path: str) -> object:
    if "." not in path:
        return fetch(item, path)
    for part in path.split("."):
        if isinstance(item, str):
            item = part if part in item else None
        elif not isinstance(item, Mapping):
            return False if not isinstance(item, list) else None
        else:
            item = fetch(item, part)
    return item


def selectable(value: object, *, pairs: bool = False) -> list[object] | None:
    """The items of an array, of a hash (its values, or key-value pairs) or a range."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return [[k, v] for k, v in value.items()] if pairs else list(value.values())
    if isinstance(value, Range):
        if value.length > 1_000_000:
            raise RubyError("the range is too long")
        return list(value.integers())
    return None


def _matches(found: object, target: object) -> bool:
    if target is None:
        return found is None
    if isinstance(target, Special):
        return found == "" or (joined(_array(found), "") == "")
    text = to_s(target)
    if isinstance(found, str):
        return str(found) == text
    return any(to_s(each) == text for each in _array(found))


def _array(value: object) -> list[object]:
    if value is None:
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return [[k, v] for k, v in value.items()]
    return [value]


def _condition(run: Run, expression: object) -> Condition:
    text = string(expression, "where_exp")
    try:
        return _parsed(text, run.at.text)
    except MarkupError as error:
        raise RubyError(f"the condition '{text}' cannot be read: {error}") from None


@lru_cache(256)
def _parsed(text: str, template: File | Traced) -> Condition:
    return parse_condition(text, At(template, 0), strict=True)


@lru_cache(256)
def _filtered(text: str, template: File | Traced) -> Filtered:
    return parse_filtered(text, At(template, 0))


def _holds(run: Run, item: object, name: str, condition: Condition) -> bool:
    run.meter.step()
    with run.bound(name, item):
        return truthy(condition.evaluate(run))


def _grouped(pairs: list[tuple[object, object]]) -> list[object]:
    groups: dict[Hashable, tuple[object, list[object]]] = {}
    for name, item in pairs:
        groups.setdefault(mark(name), (name, []))[1].append(item)
    return [{"name": name, "items": found, "size": len(found)} for name, found in groups.values()]


def _count(value: object) -> int:
    number = strict_integer(value)
    if number < 0:
        raise RubyError("negative array size")
    return number


FILTERS: dict[str, Callable[..., object]] = {
    "find": find,
    "find_exp": find_exp,
    "group_by": group_by,
    "group_by_exp": group_by_exp,
    "pop": pop,
    "push": push,
    "sample": sample,
    "shift": shift,
    "unshift": unshift,
    "where": where,
    "where_exp": where_exp,
}
