"""Parses templates once and expands them many times."""

from __future__ import annotations

from collections.abc import Mapping

from jekyll_tools.liquid.compiled.units import Unit, of_body
from jekyll_tools.liquid.filters import FILTERS
from jekyll_tools.liquid.host import Host
from jekyll_tools.liquid.limits import LimitError, Limits
from jekyll_tools.liquid.parsing import Environment
from jekyll_tools.liquid.parts import Body
from jekyll_tools.liquid.result import Expansion
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Fault, Stream
from jekyll_tools.liquid.strict import At
from jekyll_tools.liquid.tags import TAGS
from jekyll_tools.text import File, Traced

OFTEN = 200
"""Uses of a template after which it is compiled."""


class Template:
    """A parsed template and the faults in it; one that is used often is compiled."""

    __slots__ = ("_unit", "_uses", "at", "body", "faults")

    def __init__(self, body: Body, at: At, faults: list[Fault]) -> None:
        self.body = body
        self.at = at
        self.faults = faults
        self._uses = 0
        self._unit: Unit | None = None

    def expand(self, run: Run) -> None:
        """Write the output."""
        self._uses += 1
        if self._uses >= OFTEN and not run.interrupts:
            self._unit = self._unit or of_body(self.body)
            if self._unit.fits(run):
                self._unit.write(run)
                return
        self.body.expand(run)


class Engine:
    """Jekyll's Liquid. It keeps what it has parsed: use one engine for one state of a site."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.environment = Environment(TAGS, FILTERS, self.limits.blocks)
        self.made: dict[object, dict[object, object]] = {}
        """What the same filters made of the same, wherever they stand; see `Memo`."""
        self.searched: dict[object, tuple[list[object], frozenset[int] | None]] = {}
        """In which items of a list something was found; see `Searched`."""
        self._parsed: dict[object, Template] = {}
        self._seen: dict[object, File | Traced] = {}

    def expand(
        self, template: Traced, scope: Mapping[str, object], host: Host, *, spare: bool = False
    ) -> Expansion:
        """Expand a page's body or a layout; `scope` has site, page, layout, content and so on.

        `spare`: white space may be left out where it tells nobody anything.
        Never raises for anything that a template says.
        """
        run = Run(self, scope, host, self.limits, _at(template), spare)
        out = run.out
        try:
            self.run(run, template)
        except (LimitError, RecursionError) as error:
            message = str(error) if isinstance(error, LimitError) else "the nesting is too deep"
            place = run.spent or run.source(0, 0)
            run.report("too-expensive", message, place)
            run.unknown("what comes after a limit was reached", place)
        return Expansion(
            text=out.done(),
            open=tuple(run.open.values()),
            problems=tuple(run.problems.values()),
            left_out=run.left_out,
        )

    def run(self, run: Run, text: File | Traced) -> None:
        """Expand a template within an expansion."""
        template = self._template(run, text)
        run.at = template.at
        for fault in template.faults:
            if fault.kind == "unknown-tag" and run.host.tag(fault.subject, "") is not None:
                continue
            source = run.source(fault.start, fault.end)
            if fault.kind == "too-expensive":
                run.spent = source
                raise LimitError(fault.message)
            run.report(fault.kind, fault.message, source, fault.subject)
        template.expand(run)

    def inline(self, run: Run, text: str, at: At) -> str:
        """Expand Liquid inside a tag's markup, as in `{% include {{ page.card }} %}`."""
        key = (id(at.text), at.shift, text)
        template = self._parsed.get(key) or self._parse(run, key, text, at)
        outer = run.at
        run.at = at
        try:
            with run.captured() as out:
                template.body.expand(run)
        finally:
            run.at = outer
        return out.done().text

    def _template(self, run: Run, text: File | Traced) -> Template:
        if isinstance(text, File):
            key: object = (id(text), 0, text.text)
            return self._parsed.get(key) or self._parse(run, key, text.text, At(text, 0))
        at = _at(text)
        key = (id(at.text), at.shift, len(text.text))
        known = self._parsed.get(key)
        if known is None and key not in self._seen:
            # A page is expanded once; what comes a second time is a layout.
            self._seen[key] = at.text
            return self._parse(run, None, text.text, at)
        return known or self._parse(run, key, text.text, at)

    def _parse(self, run: Run, key: object, text: str, at: At) -> Template:
        stream = Stream(text, at, run.meter)
        template = Template(self.environment.parse(stream), at, stream.faults)
        if key is not None:
            # The template holds `at.text`, so that its id in the key stays its own.
            self._parsed[key] = template
        return template


def _at(template: Traced) -> At:
    """A template that is one piece of a file as a place in that file."""
    if len(template.sources) == 1:
        source = template.sources[0]
        if source is not None and source.verbatim and source.via is None:
            return At(source.text, source.start)
    return At(template, 0)
