"""What `{{ }}` becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from jekyll_tools.liquid.compiled.output import write_output
from jekyll_tools.liquid.expressions import Filtered, Lookup
from jekyll_tools.liquid.parts import Part
from jekyll_tools.liquid.run import Run, text_of
from jekyll_tools.liquid.spared import Spared, in_tag
from jekyll_tools.liquid.trace import Key, Place, Text
from jekyll_tools.liquid.values import Drop
from jekyll_tools.text import Source, Traced

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code


_PLAIN = frozenset((Text, bool, float, int, list, str))


class Output(Part):
    """`{{ … }}`."""

    __slots__ = ("_source", "_via", "value", "variable")
    tag = False

    def __init__(self, start: int, end: int, value: Filtered) -> None:
        super().__init__(start, end)
        self.value = value
        plain = isinstance(value.expression, Lookup) and not value.filters
        self.variable = value.expression if plain else None
        self.blank = False
        self._via: Source | None = None
        self._source: Source | None = None

    def expand(self, run: Run) -> None:
        """Write the value."""
        if self.variable is None:
            value, place = self.value.locate(run)
            self.write(run, value, place)
            return
        value, container, key = cast("Lookup", self.variable).reach(run)
        if type(value) is str and container is not None:
            if value:
                run.wrote(len(value))
                run.out.log.append((value, (run.host, container, key, True, self.place(run))))
        elif value is None:
            self.unknown(run)
        else:
            self.put(run, value, container, key)

    def emit(self, code: Code) -> None:
        """See `Part`."""
        write_output(code, self)

    def put(self, run: Run, value: object, container: object, key: object) -> None:
        """Write a value that was taken out of a container."""
        if isinstance(value, Traced):
            if type(value) is Spared and run.out.spares and not in_tag(run.out.log):
                run.wrote(value.left_out)
                run.left_out += value.left_out
                value = value.shown
            run.wrote(len(value.text))
            run.out.splice(value)
            return
        if type(value) is int and (container is None or isinstance(container, Drop)):
            # `forloop.index` and counters, which come from no file.
            text = str(value)
            run.wrote(len(text))
            run.out.log.append((text, self.place(run)))
            return
        self.write(run, value, None if container is None else Key(container, key))

    def write(self, run: Run, value: object, place: Place | None) -> None:
        """Write a value that has a place."""
        if value is None:
            self.unknown(run)
            return
        if type(value) not in _PLAIN:
            printed: Callable[[], object] | None = getattr(value, "printed", None)  # see `Host`
            value = value if printed is None else printed()
        text = text_of(value)
        if place is not None and type(text) is not Text:
            exact = not self.value.filters and isinstance(value, int | float | str)
            text = Text.at(text, place, exact)
        run.write(text, self.place(run))

    def place(self, run: Run) -> Source:
        """The source of the tag, where it is expanded now."""
        at = self._source
        if at is None or self._via is not run.via:
            self._via = run.via
            at = self._source = run.source(self.start, self.end, False)
        return at

    def unknown(self, run: Run, *root: object) -> None:
        """Report what has no value; `root` is that of the variable's name, if it has one."""
        expression = self.value.expression
        if not isinstance(expression, Lookup):
            return
        if any(each.name == "default" for each in self.value.filters):
            return
        path = expression.missing(run, *root)
        if path is not None:
            source = run.source(self.start, self.end)
            run.report("undefined", f"nothing is called '{path}'", source, path)
