"""Liquid 4.0.4's two parsers for markup: the strict one, and the lax one it falls back to.

Jekyll sets `error_mode: warn`: what `lexer.rb` and `parser.rb` refuse is read again by regular
expressions that take nearly anything, as `{{ a b }}` for `{{ a }}`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from jekyll_tools.liquid.comparison import OF_INTEGERS, operator
from jekyll_tools.liquid.expressions import (
    BlankWord,
    Condition,
    Expression,
    Filter,
    Filtered,
    Literal,
    Lookup,
    RangeOf,
    Step,
)
from jekyll_tools.liquid.memo import memo_of
from jekyll_tools.liquid.numbers import integer, to_f, to_i
from jekyll_tools.liquid.strict import At, MarkupError, Parser
from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import EMPTY, Range, RubyError
from jekyll_tools.patterns import late

QUOTED = r"""(?:"[^"]*"|'[^']*'|(?:[^\s,|'"]|"[^"]*"|'[^']*')+)"""
"""Liquid's QuotedFragment."""

_A = re.ASCII
_SEGMENT = late(r"\[[^\]]+\]|[\w-]+\??", _A)
_PATH = re.compile(r"[a-zA-Z_][\w-]*(?:\.[a-zA-Z_][\w-]*)*", _A)
_INTEGER = re.compile(r"-?\d+", _A)
_FLOAT = re.compile(r"-?\d[\d.]+", _A)
_RANGE = re.compile(r"\((\S+)\.\.(\S+)\)", _A)
_LITERALS: dict[str, object] = {
    "": None,
    "nil": None,
    "null": None,
    "true": True,
    "false": False,
    "empty": EMPTY,
}
_COMMANDS = frozenset(("size", "first", "last"))

_FRAGMENT = late(QUOTED, _A)
_FILTERS = late(r"\|\s*", _A)
_FILTER = late(rf"(?:\s+|{QUOTED}|,)+", _A)
_WORD = late(r"\w+", _A)
_ARGUMENT = late(rf"[:,]\s*((?:\w+\s*:\s*)?{QUOTED})", _A)
_KEYWORD = late(rf"(\w+)\s*:\s*({QUOTED})", _A)
_CONDITION = late(rf"({QUOTED})\s*([=!<>a-z_]+)?\s*({QUOTED})?", _A)
_OPERATOR = r"\b(?:\s?and\s?|\s?or\s?)\b"
_CHAIN = late(rf"{_OPERATOR}|(?:\s*(?!{_OPERATOR})(?:{QUOTED}|\S+)\s*)+", _A)


def parse_expression(markup: str, at: At) -> Expression:
    """Liquid's `Expression.parse`."""
    if markup in _LITERALS:
        return Literal(_LITERALS[markup])
    if markup == "blank":
        return BlankWord()
    if len(markup) >= 2 and markup[0] == markup[-1] and markup[0] in "'\"":
        place = at.source(1, len(markup) - 1)
        return Literal(Text.at(markup[1:-1], place))
    if _INTEGER.fullmatch(markup):
        return Literal(_number(markup))
    bounds = _RANGE.fullmatch(markup)
    if bounds:
        return _range(bounds, at)
    if _FLOAT.fullmatch(markup):
        return Literal(to_f(markup))
    return _lookup(markup, at)


def parse_filtered(markup: str, at: At) -> Filtered:
    """The inside of `{{ }}` and the right side of assign (`variable.rb`)."""
    path = markup.strip(" \t\r\n")
    if not path:
        return Filtered(Literal(None), ())
    if len(path) < 100 and _PATH.fullmatch(path) and path not in _LITERALS and path != "blank":
        return _plain_variable(path)
    try:
        return _strict_filtered(markup, at)
    except MarkupError:
        return _lax_filtered(markup, at)


def parse_condition(markup: str, at: At, *, strict: bool = False) -> Condition:
    """The markup of if, elsif and unless (`tags/if.rb`), or of where_exp, which is strict.

    Raises `MarkupError` for what neither parser takes.
    """
    try:
        parser = Parser(markup, at)
        condition = _strict_condition(parser)
        parser.take("end")
    except MarkupError:
        if strict:
            raise
        return _lax_condition(markup, at)
    return condition


@lru_cache(4096)
def _plain_variable(path: str) -> Filtered:
    """A variable without anything that has a place: the same object wherever it is written."""
    return Filtered(_variable(path), ())


@lru_cache(4096)
def _variable(path: str) -> Lookup:
    name, *keys = path.split(".")
    return Lookup(name, tuple(Step(key, key in _COMMANDS) for key in keys))


def _number(digits: str) -> int | None:
    try:
        return integer(digits)
    except RubyError:
        return None


def _range(bounds: re.Match[str], at: At) -> Expression:
    first, last = (parse_expression(bound, at) for bound in bounds.groups())
    if isinstance(first, Literal) and isinstance(last, Literal):
        return Literal(Range(to_i(first.value), to_i(last.value)))
    return RangeOf(first, last)


def _lookup(markup: str, at: At) -> Expression:
    if len(markup) < 100 and _PATH.fullmatch(markup):
        return _variable(markup)
    segments = _SEGMENT.findall(markup)
    if not segments:
        return Literal(None)
    name = segments[0]
    root = parse_expression(name[1:-1], at) if name[0] == "[" else name
    steps = tuple(
        Step(_key(parse_expression(part[1:-1], at)), False)
        if part[0] == "["
        else Step(part, part in _COMMANDS)
        for part in segments[1:]
    )
    return Lookup(root, steps)


def _key(expression: Expression) -> str | Expression:
    if isinstance(expression, Literal) and isinstance(expression.value, str):
        return str(expression.value)
    return expression


def _parsed(parser: Parser) -> Expression:
    text, start = parser.expression()
    return parse_expression(text, At(parser.at.text, parser.at.shift + start))


def _strict_filtered(markup: str, at: At) -> Filtered:
    parser = Parser(markup, at)
    expression = _parsed(parser)
    filters = []
    while parser.took("|"):
        name = parser.take("id")
        arguments: list[tuple[str | None, Expression]] = []
        if parser.took(":"):
            arguments.append(_strict_argument(parser))
            while parser.took(","):
                arguments.append(_strict_argument(parser))
        filters.append(_filter(name.text, arguments, name.start + at.shift))
    parser.take("end")
    return _chain(expression, filters)


def _strict_argument(parser: Parser) -> tuple[str | None, Expression]:
    if parser.look("id") and parser.look(":", 1):
        name = parser.take("id").text
        parser.take(":")
        return name, _parsed(parser)
    return None, _parsed(parser)


def _filter(name: str, arguments: list[tuple[str | None, Expression]], start: int) -> Filter:
    plain = tuple(value for keyword, value in arguments if keyword is None)
    named = tuple((keyword, value) for keyword, value in arguments if keyword is not None)
    return Filter(name, plain, named, start, start + len(name))


def _chain(expression: Expression, filters: list[Filter]) -> Filtered:
    memo = memo_of(filters, _is_literal, _is_literal(expression))
    return Filtered(expression, tuple(filters), memo)


def _is_literal(expression: Expression) -> bool:
    return isinstance(expression, Literal)


def _lax_filtered(markup: str, at: At) -> Filtered:
    name = _FRAGMENT.search(markup)
    if not name:
        return Filtered(Literal(None), ())
    expression = parse_expression(name.group(), At(at.text, at.shift + name.start()))
    filters = []
    pipe = _FILTERS.search(markup, name.end())
    if pipe:
        for found in _FILTER.finditer(markup, pipe.end()):
            word = _WORD.search(found.group())
            if word:
                start = found.start()
                arguments = [
                    _lax_argument(each, At(at.text, at.shift + start))
                    for each in _ARGUMENT.finditer(found.group())
                ]
                filters.append(_filter(word.group(), arguments, start + word.start() + at.shift))
    return _chain(expression, filters)


def _lax_argument(found: re.Match[str], at: At) -> tuple[str | None, Expression]:
    keyword = _KEYWORD.fullmatch(found.group(1))
    if keyword:
        place = At(at.text, at.shift + found.start(1) + keyword.start(2))
        return keyword.group(1), parse_expression(keyword.group(2), place)
    return None, parse_expression(found.group(1), At(at.text, at.shift + found.start(1)))


def _strict_condition(parser: Parser) -> Condition:
    chain = [(_comparison(parser), "")]
    while relation := parser.took("id", "and") or parser.took("id", "or"):
        chain.append((_comparison(parser), relation.text))
    return _chained(chain)


def _comparison(parser: Parser) -> Condition:
    left = _parsed(parser)
    sign = parser.took("comparison")
    return _compared(left, sign.text, _parsed(parser)) if sign else Condition(left)


def _compared(left: Expression, sign: str, right: Expression) -> Condition:
    return Condition(left, operator(sign), right, of_integers=OF_INTEGERS.get(sign))


def _chained(chain: list[tuple[Condition, str]]) -> Condition:
    result, relation = chain[-1]
    for condition, before in reversed(chain[:-1]):
        result = replace(condition, relation=relation, rest=result)
        relation = before
    return result


def _lax_condition(markup: str, at: At) -> Condition:
    parts = list(_CHAIN.finditer(markup))
    if not parts or len(parts) % 2 == 0:
        raise MarkupError("a condition is missing")
    chain = []
    for place in range(0, len(parts), 2):
        relation = parts[place - 1].group().strip() if place else ""
        found = _CONDITION.search(parts[place].group())
        if not found or (place and relation not in ("and", "or")):
            raise MarkupError("the condition cannot be read")
        base = at.shift + parts[place].start()
        left = parse_expression(found.group(1), At(at.text, base + found.start(1)))
        right = parse_expression(found.group(3) or "", At(at.text, base + max(found.start(3), 0)))
        sign = found.group(2)
        condition = _compared(left, sign, right) if sign else Condition(left, None, right)
        chain.append((condition, relation))
    return _chained(chain)
