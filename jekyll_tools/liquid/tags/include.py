"""include, include_relative and include_cached, with Jekyll's grammar (`tags/include.rb`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from jekyll_tools.liquid.expressions import Expression
from jekyll_tools.liquid.grammar import parse_expression
from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Part
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At, MarkupError
from jekyll_tools.liquid.trace import Text
from jekyll_tools.patterns import late
from jekyll_tools.text import File, Source, past

_PARAMETER = late(
    r"""([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))""",
    re.ASCII,
)
_VARIABLE = late(r"\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*", re.ASCII)
_SPACE = re.compile(r"\s*", re.ASCII)
_ONE_SPACE = re.compile(r"\s", re.ASCII)
_NOT_BRACE = late(r"[^{]*")
_GOOD_NAME = re.compile(r"^[\w/.\-()+~#@]+$", re.ASCII | re.MULTILINE)
_BAD_NAME = re.compile(r"[./]{2,}")


class Parameter(NamedTuple):
    """One `name=value`; a quoted value is a `Text` at its place."""

    name: str
    value: str | Expression


class Include(Part):
    """A file that is expanded in the place of the tag."""

    __slots__ = ("_dynamic", "_kind", "_name", "_parameters", "_source", "_via")
    ends = True

    def __init__(
        self, opening: Opening, name: str, name_at: At, parameters: list[Parameter] | None
    ) -> None:
        super().__init__(opening.start, opening.end)
        self._kind = opening.name
        self._name = name
        self._dynamic = name_at if _variable_start(name) >= 0 else None
        self._parameters = parameters
        self.blank = False
        self._via: Source | None = None
        self._source: Source | None = None

    def expand(self, run: Run) -> None:
        """Expand the file with the parameters as `include`."""
        name = run.engine.inline(run, self._name, self._dynamic) if self._dynamic else self._name
        at = self._place(run)
        if _BAD_NAME.search(name) or not _GOOD_NAME.search(name):
            message = f"an include cannot be called '{name}'"
            run.report("syntax", message, at, name)
            return
        file = self._file(run, name)
        if file is None:
            run.report("include-missing", f"no include is called '{name}'", at, name)
            return
        if run.includes >= run.meter.limits.includes:
            run.spent = at
            limit = run.meter.limits.includes
            raise LimitError(f"more than {limit} includes are inside each other")
        run.meter.step()
        self._run(run, file, at)

    def sets(self) -> frozenset[str] | None:
        """See `Part`: whatever the file assigns to."""
        return None

    def _place(self, run: Run) -> Source:
        """The source of the tag: the same each time, so that those of the file stay, too."""
        at = self._source
        if at is None or self._via is not run.via:
            self._via = run.via
            at = self._source = run.source(self.start, self.end)
        return at

    def _run(self, run: Run, file: File, at: Source) -> None:
        # Without parameters, `include` is still that of the include around.
        variables, outer_at, outer_via = run.variables, run.at, run.via
        passed = None if self._parameters is None else self._passed(run)
        hidden = None if passed is None else variables.bind("include", passed)
        run.includes += 1
        run.via = at
        try:
            run.engine.run(run, file)
        finally:
            run.includes -= 1
            run.at, run.via = outer_at, outer_via
            if passed is not None:
                variables.unbind("include", hidden)

    def _passed(self, run: Run) -> dict[str, object]:
        return {
            each.name: each.value if isinstance(each.value, str) else each.value.traced(run)
            for each in self._parameters or ()
        }

    def _file(self, run: Run, name: str) -> File | None:
        if self._kind != "include_relative":
            return run.host.include(name)
        return run.host.include_relative(name)


class IncludeTag(Tag):
    """See `Include`."""

    name = "include"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        markup = opening.markup
        start = past(_SPACE, markup)
        markup = markup.rstrip()
        dynamic = _variable_start(markup)
        if dynamic >= 0:
            end = dynamic
            while found := _VARIABLE.match(markup, end):
                end = found.end()
                following = _NOT_BRACE.match(markup, end)
                if not following or not _VARIABLE.match(markup, following.end()):
                    break
                end = following.end()
            start = markup.rfind("{", 0, dynamic) + 1 or start
        else:
            space = _ONE_SPACE.search(markup, start)
            end = space.start() if space else len(markup)
        name = markup[start:end]
        at = At(opening.at.text, opening.at.shift + start)
        rest = markup[end:]
        parameters = None
        if rest.strip() or dynamic >= 0:
            parameters = _parameters(rest, At(opening.at.text, opening.at.shift + end))
        return Include(opening, name.strip(), at, parameters)


class IncludeRelativeTag(IncludeTag):
    """The file is looked for beside the page."""

    name = "include_relative"


class IncludeCachedTag(IncludeTag):
    """jekyll-include-cache: the same output, made once."""

    name = "include_cached"


def _variable_start(markup: str) -> int:
    """Where the first `{{ variable }}` stands; -1 if there is none."""
    last = markup.rfind("}}")
    if last < 0:
        return -1
    found = _VARIABLE.search(markup, 0, last + 2)
    return found.start() if found else -1


def _parameters(markup: str, at: At) -> list[Parameter]:
    parameters = []
    place = past(_SPACE, markup)
    while place < len(markup):
        found = _PARAMETER.match(markup, place)
        after = past(_SPACE, markup, found.end()) if found else place
        if not found or (found.end() == after and after < len(markup)):
            raise MarkupError(
                f"the parameters cannot be read from '{markup[place : place + 40]}' on"
            )
        parameters.append(_parameter(found, at))
        place = after
    return parameters


def _parameter(found: re.Match[str], at: At) -> Parameter:
    name = found.group(1)
    for group, quote in ((2, '"'), (3, "'")):
        text = found.group(group)
        if text is not None:
            plain = text.replace("\\" + quote, quote)
            source = at.source(found.start(group), found.end(group))
            return Parameter(name, Text.at(plain, source, exact=plain == text))
    variable = At(at.text, at.shift + found.start(4))
    return Parameter(name, parse_expression(found.group(4), variable))


TAGS = (IncludeCachedTag, IncludeRelativeTag, IncludeTag)
