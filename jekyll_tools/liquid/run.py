"""The state of one expansion: variables, output, what was found, what may still be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal
from weakref import proxy

from jekyll_tools.liquid.expressions import Filter
from jekyll_tools.liquid.host import Host
from jekyll_tools.liquid.limits import LimitError, Limits, Meter
from jekyll_tools.liquid.recorded import Recorder, write
from jekyll_tools.liquid.result import Kind, Open, Problem
from jekyll_tools.liquid.scopes import Variables
from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import RubyError, printed
from jekyll_tools.text import Source

if TYPE_CHECKING:
    from jekyll_tools.liquid.engine import Engine
    from jekyll_tools.liquid.forloop import Loop
    from jekyll_tools.liquid.strict import At

_LONGEST = 300


class Run:
    """One expansion."""

    def __init__(
        self,
        engine: Engine,
        scope: Mapping[str, object],
        host: Host,
        limits: Limits,
        at: At,
        spare: bool,
    ) -> None:
        self.engine = engine
        self.host = host
        self.at = at
        self.via: Source | None = None
        self.out = Recorder(spare)
        self.left_out = 0
        """Characters of white space that were not written; see `spared`."""
        self.left = limits.written
        this = proxy(self)  # a cycle would keep all that was written until cycles are collected
        self.meter = Meter(limits, host, lambda: len(this.out.log))
        self.variables = Variables()
        self.items: dict[str, tuple[object, object, object]] = {}
        """The array and index that a loop's variable has its string from, and the string."""
        self.counters: dict[str, int] = {}
        self.registers: dict[object, object] = {}
        self.offsets: dict[str, int] = {}
        """Where each loop stopped, for `offset: continue`."""
        self.loop: Loop | None = None
        """The innermost loop."""
        self.interrupts: list[Literal["break", "continue"]] = []
        self.includes = 0
        self.spent: Source | None = None
        self._asking: Filter | None = None
        self.open: dict[str, Open] = {}
        self.problems: dict[object, Problem] = {}
        self._globals = scope
        self._filters = engine.environment.filters
        self._arities = engine.environment.arities

    def find(self, name: object) -> object:
        """The value of a variable; None if there is none (`context.rb`)."""
        if name in self.variables.now:
            return self.variables.now[name]
        if name in self.counters:
            return self.counters[name]
        # A template may ask for what is no text (`{{ [x] }}`); there is nothing under it.
        return self._globals.get(name)  # type: ignore[call-overload]

    def knows(self, name: str) -> bool:
        """Is there a variable of this name, even if it is nil?"""
        return name in self.variables.now or name in self.counters or name in self._globals

    def counter(self, name: str) -> int:
        """Where increment and decrement stand."""
        value = self.counters.get(name, self._globals.get(name) or 0)
        if type(value) is not int:
            raise RubyError(f"'{name}' is no number to count with")
        return value

    @contextmanager
    def bound(self, name: str, value: object) -> Iterator[None]:
        """Bind a variable for a while."""
        hidden = self.variables.bind(name, value)
        try:
            yield
        finally:
            self.variables.unbind(name, hidden)

    @contextmanager
    def captured(self) -> Iterator[Recorder]:
        """Collect the output instead of writing it."""
        outer, self.out = self.out, Recorder()
        try:
            yield self.out
        finally:
            self.out = outer

    def source(self, start: int, end: int, verbatim: bool = True) -> Source:
        """A range of the template that is being expanded."""
        shift = self.at.shift
        return Source(self.at.text, start + shift, end + shift, verbatim, self.via)

    def write(self, text: str, at: Source) -> None:
        """Write a string, with its own origins if it has some."""
        self.wrote(len(text))
        if type(text) is Text:
            write(self.out, text, self.host, at)
        elif text:
            self.out.log.append((text, at))

    def wrote(self, characters: int) -> None:
        """Account for output, and for what filters make."""
        self.left -= characters
        if self.left < 0:
            raise LimitError(f"what is written exceeds {self.meter.limits.written:,} characters")

    def apply(self, each: Filter, value: object) -> object:
        """Send a value through a filter."""
        function = self._filters.get(each.name)
        arguments = [argument.traced(self) for argument in each.arguments]
        if each.keywords:
            arguments.append({name: word.traced(self) for name, word in each.keywords})
        if function is None:
            result = self._plugged(each, value, arguments)
        else:
            low, high = self._arities[each.name]
            if not low <= len(arguments) <= high:
                raise RubyError(
                    f"{each.name}: wrong number of arguments "
                    f"(given {len(arguments) + 1}, expected {_counted(low + 1, high + 1)})"
                )
            self._asking = each
            result = function(self, value, *arguments)
        if isinstance(result, str):
            self.meter.length(len(result))
            self.wrote(len(result))
            if type(value) is Text and type(result) is not Text:
                return Text.derived(result, value)
        elif type(result) is list:
            self.meter.items(len(result))
        return result

    def asking(self) -> Source:
        """The name of the filter that is at work."""
        each = self._asking
        if each is None:
            return self.source(0, 0)
        return Source(self.at.text, each.start, each.end, False, self.via)

    def report(self, kind: Kind, message: str, source: Source, subject: str = "") -> None:
        """Note a problem, once for each place."""
        key = (kind, id(source.text), source.start, source.end, subject[:_LONGEST])
        if key not in self.problems:
            self.problems[key] = Problem(kind, _short(message), source, subject[:_LONGEST])

    def unknown(self, reason: str, source: Source) -> None:
        """Note that a part of the output cannot be known, once for each reason."""
        self.open.setdefault(_short(reason), Open(_short(reason), source))

    def _plugged(self, each: Filter, value: object, arguments: list[object]) -> object:
        plugin = self.host.filter(each.name)
        if plugin is not None:
            return plugin(value, *arguments)
        source = Source(self.at.text, each.start, each.end, True, self.via)
        self.report("unknown-filter", f"no filter is called '{each.name}'", source, each.name)
        # Jekyll's Liquid is not strict: a filter that nobody brings leaves the value as it is.
        if self.host.plugins_may_add_tags:
            self.unknown(f"the filter '{each.name}'", source)
        return value


def text_of(value: object) -> str:
    """What a value prints, still knowing its origin if it is a `Text`."""
    if isinstance(value, str):
        return value
    if type(value) is list and any(type(each) is Text for each in value):
        return Text.joined(*(text_of(each) for each in value))
    return printed(value)


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else message[:_LONGEST] + "…"


def _counted(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}..{high}"
