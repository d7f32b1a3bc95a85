"""Templates drawn by chance from a seed: odd types, nesting, white space control, damage."""

from __future__ import annotations

import random

from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.filters import FILTERS
from tests.liquid.setting import DATA

_BY_CHANCE = {"sample", "markdownify", "smartify", "sassify", "scssify"}
_NAMES = sorted(set(FILTERS) - _BY_CHANCE)
_ARITIES = Engine().environment.arities
_VARIABLES = [
    *DATA, "hash.a", "hash.b", "hash.c", "deep.x.y", "hashes[0].name", "hashes.first", "list[1]",
    "list.last", "nums.size", "hashes[2].tags", "missing", "page.title", "hash.size", "str.size",
    "nested[0][1]", "forloop.index", "x", "x.name", "hash[key]", "deep.n",
]  # fmt: skip
_LITERALS = [
    '"a"', "'b'", '","', '""', '" "', "1", "0", "-2", "2.5", "1.0", "nil", "true", "false", "empty",
    "blank", '"name"', '"rank"', '"%Y-%m-%d"', '"tags"', '"x"', '"x.rank > 1"', '"Hello"',
    '"2024-03-14"', '"12"', '"<b>&\'"', "(1..3)", "(1..one)", '"é"', '"kind"', '"sub.n"',
]  # fmt: skip
_SIGNS = ["==", "!=", "<>", "<", ">", "<=", ">=", "contains"]
_TAGS = [
    "increment n", "decrement m", 'cycle "a","b"', "break", "continue",
    "include param.html a=str b='q'", "include echo.html v=list",
]  # fmt: skip
_LOOPS = ["", " reversed", " limit:2", " offset:1", " limit: one offset: 1", " reversed limit:2"]


class Drawing:
    """One template; the same seed draws the same one."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def template(self) -> str:
        """A template; one in four has a character too many or too few."""
        chance = self._random
        text = "".join(self._node(2) for _ in range(chance.randint(1, 5)))
        if chance.random() < 0.25:
            at = chance.randrange(len(text) or 1)
            extra = chance.choice(["", *"{}%|:,.'\"()[]- =!<>a1\n"])
            text = text[:at] + extra + text[at + (extra == "") :]
        return text

    def _value(self) -> str:
        return self._random.choice(_VARIABLES if self._random.random() < 0.6 else _LITERALS)

    def _filter(self) -> str:
        name = self._random.choice(_NAMES)
        arguments = [self._value() for _ in range(self._random.randint(*_ARITIES[name]))]
        return name + (": " + ", ".join(arguments) if arguments else "")

    def _expression(self) -> str:
        filters = [self._filter() for _ in range(self._random.choice([0, 0, 1, 1, 1, 2, 3]))]
        return " | ".join([self._value(), *filters])

    def _condition(self) -> str:
        text = self._value()
        if self._random.random() < 0.7:
            text += f" {self._random.choice(_SIGNS)} {self._value()}"
        if self._random.random() < 0.25:
            text += self._random.choice([" and ", " or "]) + self._condition()
        return text

    def _dash(self) -> str:
        return self._random.choice(["", "", "", "-"])

    def _tag(self, markup: str) -> str:
        return f"{{%{self._dash()} {markup} {self._dash()}%}}"

    def _body(self, depth: int) -> str:
        return "".join(self._node(depth) for _ in range(self._random.randint(0, 4)))

    def _node(self, depth: int) -> str:
        kind = self._random.random()
        if kind < 0.25:
            return self._random.choice([" ", "\n", "a", " b ", "\n  ", "<p>", "x y"])
        if kind < 0.6:
            return f"{{{{{self._dash()} {self._expression()} {self._dash()}}}}}"
        if kind < 0.68:
            name = self._random.choice(["v", "x", "str", "w"])
            return self._tag(f"assign {name} = {self._expression()}")
        if depth <= 0:
            return self._tag(self._random.choice(_TAGS))
        return self._block(depth - 1)

    def _block(self, depth: int) -> str:
        name, head, middle = self._random.choice(
            [
                ("if", self._condition(), "else"),
                ("if", self._condition(), f"elsif {self._condition()}"),
                ("unless", self._condition(), "else"),
                ("for", f"x in {self._value()}{self._random.choice(_LOOPS)}", "else"),
                ("for", f"x in {self._value()}", ""),
                ("capture", "v", ""),
                ("case", self._value(), f"when {self._value()} or {self._value()}"),
                ("comment", "", ""),
                ("tablerow", f"x in {self._value()} cols:2", ""),
                ("ifchanged", "", ""),
            ]
        )
        text = self._tag(f"{name} {head}") + self._body(depth)
        if middle:
            text += self._tag(middle) + self._body(depth)
        return text + self._tag(f"end{name}")
