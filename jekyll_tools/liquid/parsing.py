"""The tokens of a template to parts: what a tag becomes, the tag itself says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from jekyll_tools.liquid.grammar import parse_filtered
from jekyll_tools.liquid.nodes import Output
from jekyll_tools.liquid.parts import Body, Content, Nothing, Part
from jekyll_tools.liquid.stream import Fault, Opening, Stream
from jekyll_tools.liquid.strict import MarkupError
from jekyll_tools.liquid.tokens import Token

UNKNOWN = ""
"""The name of the tag that stands for all that are not registered."""


class Environment:
    """The tags and filters that templates may use."""

    def __init__(
        self, tags: Iterable[type[Tag]], filters: Mapping[str, Callable[..., object]], blocks: int
    ) -> None:
        self.blocks = blocks
        """How many blocks may be inside each other."""
        self.filters = filters
        self.arities = {name: _arity(function) for name, function in filters.items()}
        """How many arguments a filter takes at least and at most."""
        self._tags = {tag.name: tag(self) for tag in tags}

    def parse(self, stream: Stream) -> Body:
        """A whole template; nothing of one that is nested too deep, which is its last fault."""
        try:
            return self.body(stream, ())
        except _TooDeepError:
            return Body(())

    def body(self, stream: Stream, ends: Collection[str]) -> Body:
        """The parts down to one of the tags in `ends`, which becomes the head of the stream."""
        parts: list[Part] = []
        tags, unknown = self._tags, self._tags[UNKNOWN]
        while (token := stream.current).kind != "end":
            if token.kind == "tag":
                if token.value in ends:
                    break
                parts.append(tags.get(token.value, unknown).part(stream))
            elif token.kind == "output":
                parts.append(_output(stream))
            else:
                parts.append(_text(stream, token))
        return Body(parts)


class Tag:
    """A kind of tag: subclasses say in `build` what one of them becomes."""

    name = UNKNOWN
    end = ""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def part(self, stream: Stream) -> Part:
        """A part for the tag at the head of the stream; a fault if it cannot be read."""
        opening = stream.opening()
        try:
            return self.build(stream, opening)
        except MarkupError as error:
            stream.fault("syntax", f"{self.name}: {error}", opening.start, opening.end)
        except RecursionError:
            message = f"{opening.name}: the markup is nested too deep"
            stream.fault("syntax", message, opening.start, opening.end)
        return Nothing(opening.start, opening.end)

    def build(self, stream: Stream, opening: Opening) -> Part:
        """The part for a tag. Raises `MarkupError` with a message for bad markup."""
        raise NotImplementedError

    def body(self, stream: Stream, opening: Opening, ends: Collection[str]) -> Body:
        """The parts down to one of the tags in `ends`, which becomes the head of the stream.

        An end that is missing is a fault at the opening tag.
        """
        limit = self._environment.blocks
        if stream.depth == limit:
            message = f"more than {limit} blocks are inside each other"
            stream.faults.append(Fault("too-expensive", message, opening.start, opening.end))
            raise _TooDeepError
        stream.depth += 1
        try:
            body = self._environment.body(stream, ends)
        finally:
            stream.depth -= 1
        if stream.ended:
            message = f"'{opening.name}' is never closed"
            stream.fault("syntax", message, opening.start, opening.end)
        return body


class _TooDeepError(Exception):
    """Too many blocks are inside each other, for which Ruby refuses the whole template."""


def _output(stream: Stream) -> Part:
    opening = stream.opening()
    try:
        value = parse_filtered(opening.markup, opening.at)
    except RecursionError:
        message = "the output is nested too deep"
        stream.fault("syntax", message, opening.start, opening.end)
        return Nothing(opening.start, opening.end)
    return Output(opening.start, opening.end, value)


def _text(stream: Stream, token: Token) -> Part:
    stream.next()
    if token.kind != "illegal":
        return Content(token.start, token.value, token.kind == "raw")
    stream.fault("syntax", token.value, token.start, token.end)
    return Nothing(token.start, token.end)


def _arity(function: Callable[..., object]) -> tuple[int, int]:
    """The arguments of a filter, without the run and the value that all of them take."""
    most = function.__code__.co_argcount - 2
    return most - len(function.__defaults__ or ()), most
