"""Liquid 4's filters on arrays, as far as Jekyll does not replace them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cmp_to_key

from jekyll_tools.liquid.expressions import fetch
from jekyll_tools.liquid.numbers import to_i
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.trace import Key, Text
from jekyll_tools.liquid.values import Effort, Range, RubyError, inspect, joined, size, to_s, truthy


def items(run: Run, value: object) -> list[object]:
    """What Liquid's InputIterator walks over: arrays are flattened, a hash is one item."""
    if isinstance(value, list):
        flat = _flat(value) if any(isinstance(item, list) for item in value) else value
        run.meter.items(len(flat))
        return flat
    if isinstance(value, Range):
        run.meter.items(value.length)
        return list(value.integers())
    if value is None:
        return []
    return [value]


def join(run: Run, value: object, glue: object = " ") -> str:
    """`join`."""
    values, between = items(run, value), to_s(glue)
    run.meter.length(
        len(values) * len(between) + sum(len(each) for each in values if isinstance(each, str))
    )
    if not any(type(each) is Text for each in values) or len(values) > 16:
        return joined(values, between)
    parts = [part for each in values for part in (between, to_s(each))]
    return Text.joined(*parts[1:])


def sort_natural(run: Run, value: object, key: object = None) -> object:
    """`sort_natural`: without regard to the case of ASCII letters; nil last."""
    values = items(run, value)
    if key is not None and not all(_indexable(each) for each in values):
        return None
    if len(values) < 2:
        return values
    pairs = [(each if key is None else _property(each, key), each) for each in values]
    run.meter.step(len(pairs))
    return [each for _, each in sorted(pairs, key=cmp_to_key(_natural))]


def uniq(run: Run, value: object, key: object = None) -> object:
    """`uniq`: the first of equal items stays."""
    values = items(run, value)
    if len(values) < 2:
        return values if key is None or not values or _indexable(values[0]) else None
    if key is not None and not _indexable(values[0]):
        return None
    seen: set[Hashable] = set()
    kept = []
    for each in values:
        name = mark(each if key is None else _property(each, key))
        if name not in seen:
            seen.add(name)
            kept.append(each)
    return kept


def reverse(run: Run, value: object) -> list[object]:
    """`reverse`."""
    return items(run, value)[::-1]


def map_(run: Run, value: object, key: object) -> list[object]:
    """`map`: strings keep their places."""
    return [_mapped(each, key) for each in items(run, value)]


def compact(run: Run, value: object, key: object = None) -> object:
    """`compact`: without nil."""
    values = items(run, value)
    if key is None:
        return [each for each in values if each is not None]
    if values and not _indexable(values[0]):
        return None
    return [each for each in values if _property(each, key) is not None]


def concat(run: Run, value: object, more: object) -> list[object]:
    """`concat`."""
    if not isinstance(more, list):
        raise RubyError("concat filter requires an array argument")
    return items(run, value) + more


def first(run: Run, value: object) -> object:
    """`first`."""
    if isinstance(value, Mapping):
        return next(([key, each] for key, each in value.items()), None)
    if isinstance(value, list) and value and type(value[0]) is str:
        return Text.at(value[0], Key(value, 0))
    return fetch(value, "first", True)


def last(run: Run, value: object) -> object:
    """`last`."""
    if isinstance(value, Mapping):
        return None
    if isinstance(value, list) and value and type(value[-1]) is str:
        return Text.at(value[-1], Key(value, len(value) - 1))
    return fetch(value, "last", True)


def size_(run: Run, value: object) -> int:
    """`size`: 0 for what has none."""
    return size(value) or 0


def default(run: Run, value: object, other: object = "") -> object:
    """`default`: for nil, false, and what is empty."""
    if not truthy(value):
        return other
    return other if (isinstance(value, str | list) or type(value) is dict) and not value else value


def _flat(values: list[object]) -> list[object]:
    flat: list[object] = []
    effort = Effort()
    stack = [iter(values)]
    while stack:
        for each in stack[-1]:
            if isinstance(each, list):
                effort.spend()
                if len(stack) > 1000:
                    raise RubyError("tried to flatten recursive array")
                stack.append(iter(each))
                break
            flat.append(each)
        else:
            stack.pop()
    return flat


def _indexable(value: object) -> bool:
    return isinstance(value, str | list | Mapping) or type(value) is int


def _mapped(value: object, key: object) -> object:
    found = _property(value, key)
    return Text.at(found, Key(value, key)) if type(found) is str else found


def _property(value: object, key: object) -> object:
    """Ruby's `value[key]`: a string has its parts, an integer has only bits."""
    if isinstance(value, Mapping):
        return fetch(value, key)
    if isinstance(value, str) and isinstance(key, str):
        return str(key) if key in value else None
    if isinstance(value, str | list) and isinstance(key, Range):
        return value[key.first : key.last + 1] if 0 <= key.first <= len(value) else None
    if isinstance(value, str | list) and type(key) in (int, float):
        index = to_i(key)
        return value[index] if -len(value) <= index < len(value) else None
    if type(value) is int and type(key) is int:
        return value >> key & 1 if 0 <= key < 100_000 else 0
    if isinstance(value, str | list) or type(value) is int:
        raise RubyError(f"cannot select the property '{to_s(key)}'")
    return None


def _natural(left: tuple[object, object], right: tuple[object, object]) -> int:
    a, b = left[0], right[0]
    if a is None or b is None:
        return 1 if a is None else -1
    x, y = _folded(to_s(a)), _folded(to_s(b))
    return (x > y) - (x < y)


def _folded(text: str) -> str:
    return (
        text.lower()
        if text.isascii()
        else "".join(each.lower() if each.isascii() else each for each in text)
    )


def mark(value: object) -> Hashable:
    """A value as a key: equal for what Ruby's `eql?` takes for equal."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, int | float):
        return (type(value), value)
    if isinstance(value, dict | list):
        return (type(value), inspect(value))
    return id(value)


FILTERS: dict[str, Callable[..., object]] = {
    "compact": compact,
    "concat": concat,
    "default": default,
    "first": first,
    "join": join,
    "last": last,
    "map": map_,
    "reverse": reverse,
    "size": size_,
    "sort_natural": sort_natural,
    "uniq": uniq,
}
