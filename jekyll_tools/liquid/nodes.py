"""How python-liquid's parser is told to make parts, and what text, outputs and faults become."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from liquid import Environment
from liquid.ast import Node
from liquid.exceptions import BlockNestingError
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_CONTENT, TOKEN_EOF, TOKEN_ILLEGAL, TOKEN_OUTPUT, Token

from jekyll_tools.liquid.compiled.output import write_output
from jekyll_tools.liquid.expressions import Filtered, Lookup
from jekyll_tools.liquid.grammar import parse_filtered
from jekyll_tools.liquid.parts import Body, Content, Part
from jekyll_tools.liquid.run import Run, text_of
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import MarkupError
from jekyll_tools.liquid.tokens import TOKEN_RAW
from jekyll_tools.liquid.trace import Key, Place, Text
from jekyll_tools.liquid.values import Drop
from jekyll_tools.text import Source, Traced

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code


_PLAIN = frozenset((Text, bool, float, int, list, str))


@runtime_checkable
class Printed(Protocol):
    """A drop that prints something else than its class: a document prints its HTML."""

    def printed(self) -> object:
        """What `{{ drop }}` writes."""


class Output(Part):
    """`{{ … }}`."""

    __slots__ = ("_source", "_via", "value", "variable")
    tag = False

    def __init__(self, token: Token, start: int, end: int, value: Filtered) -> None:
        super().__init__(token, start, end)
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
        if type(value) is Traced:
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
        if type(value) not in _PLAIN and isinstance(value, Printed):
            value = value.printed()
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


class Nothing(Part):
    """A tag that prints nothing, or could not be read, which was reported while parsing."""

    __slots__ = ()
    silent = True


class JekyllTag(Tag):
    """A tag of ours: subclasses say in `build` what a tag becomes."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Satisfy the library; `get_node` is what its parser calls."""
        return self.get_node(stream)

    def get_node(self, stream: TokenStream) -> Node:
        """A part for the tag at the head of the stream; a fault if it cannot be read."""
        tokens = cast("Stream", stream)
        opening = tokens.opening()
        try:
            return self.build(tokens, opening)
        except MarkupError as error:
            tokens.fault("syntax", f"{self.name}: {error}", opening.start, opening.end)
        except RecursionError:
            message = f"{opening.name}: the markup is nested too deep"
            tokens.fault("syntax", message, opening.start, opening.end)
        except BlockNestingError:
            tokens.block_depth -= 1
            limit = self.env.block_nesting_limit
            message = f"more than {limit} blocks are inside each other"
            if not any(fault.message == message for fault in tokens.faults):
                tokens.fault("too-expensive", message, opening.start, opening.end)
        return Nothing(opening.token, opening.start, opening.end)

    def build(self, stream: Stream, opening: Opening) -> Part:
        """The part for a tag. Raises `MarkupError` with a message for bad markup."""
        raise NotImplementedError

    def body(self, stream: Stream, opening: Opening, ends: Collection[str]) -> Body:
        """The parts down to one of the tags in `ends`, which becomes the head of the stream.

        An end that is missing is a fault at the opening tag.
        """
        stream.next()
        block = get_parser(self.env).parse_block(stream, ends)
        if stream.current.kind == TOKEN_EOF:
            message = f"'{opening.name}' is never closed"
            stream.fault("syntax", message, opening.start, opening.end)
        return Body(cast("list[Part]", block.nodes))


class ContentTag(Tag):
    """Makes parts of text, of raw text, and of what the lexer could not read."""

    name = TOKEN_CONTENT
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """See `liquid.tag.Tag`."""
        token = stream.current
        if token.kind != TOKEN_ILLEGAL:
            return Content(token, token.kind == TOKEN_RAW)
        end = token.start_index + 2
        cast("Stream", stream).fault("syntax", token.value, token.start_index, end)
        return Nothing(token, token.start_index, end)


class OutputTag(Tag):
    """Makes parts of `{{ }}`."""

    name = TOKEN_OUTPUT
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """See `liquid.tag.Tag`."""
        tokens = cast("Stream", stream)
        opening = tokens.opening()
        try:
            value = parse_filtered(opening.markup, opening.at)
        except RecursionError:
            message = "the output is nested too deep"
            tokens.fault("syntax", message, opening.start, opening.end)
            return Nothing(opening.token, opening.start, opening.end)
        return Output(opening.token, opening.start, opening.end, value)


class JekyllEnvironment(Environment):
    """python-liquid without its own tags and filters; see `engine`."""

    arities: dict[str, tuple[int, int]]
