"""What a template is made of once it is parsed: parts that write to a run, and bodies of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.liquid.recorded import Blank, Entry
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.tokens import SPACE
from jekyll_tools.liquid.values import RubyError
from jekyll_tools.text import Source

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code
    from jekyll_tools.liquid.compiled.turn import Guard, Turn

_RUBY_WOULD_RAISE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)
"""What a filter meets that was written for another kind of value; NoMethodError in Ruby."""

FAILURES = (RubyError, LimitError, *_RUBY_WOULD_RAISE)
"""What a part may raise; see `Part.failed`."""


class Part:
    """A piece of a template that writes to a `Run`."""

    __slots__ = ("blank", "end", "start")
    block = False
    """Blocks that are blank print nothing (`block_body.rb`)."""
    tag = True
    """Only after tags does a body look whether it was interrupted."""
    ends = False
    """It may end the body that it stands in, as break does, or an include that has one."""
    silent = False
    """It never prints anything, nor ends a body."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.blank = True
        """It prints white space at most."""

    def expand(self, run: Run) -> None:
        """Write the part's output."""

    def emit(self, code: Code) -> None:
        """Write the part as Python; unless it knows better, as a call of itself."""
        code.call(self)

    def sets(self) -> frozenset[str] | None:
        """The variables that it may assign to; None for any."""
        return frozenset()

    def idles(self, turn: Turn) -> bool:
        """Does the next turn of a loop do again what this part does, but for white space?

        A turn that ends after such parts may be left out.
        """
        return False

    def guards(self, turn: Turn) -> Guard | None:
        """On what it depends whether a turn does more than what its idle parts do."""
        return None

    def failed(self, run: Run, error: Exception) -> None:
        """Report what went wrong in `expand`; a limit ends the whole expansion."""
        if isinstance(error, LimitError):
            run.spent = run.spent or run.source(self.start, self.end)
            raise error
        known = isinstance(error, RubyError)
        message = str(error) if known else f"a value is of the wrong kind ({error})"
        run.report("error", message, run.source(self.start, self.end))

    def hushed(self) -> Part:
        """A part that does the same and prints nothing."""
        return Muted(self)


class Nothing(Part):
    """A tag that prints nothing, or could not be read, which was reported while parsing."""

    __slots__ = ()
    silent = True


class Body:
    """A sequence of parts."""

    __slots__ = ("blank", "parts")

    def __init__(self, parts: Iterable[Part]) -> None:
        hushed = [part.hushed() if part.block and part.blank else part for part in parts]
        self.parts = _gathered(hushed)
        self.blank = all(part.blank for part in hushed)

    def hush(self) -> None:
        """Drop the white space of a blank body, which is all that it would print."""
        self.parts = [part for part in self.parts if not isinstance(part, Content)]

    def expand(self, run: Run) -> None:
        """Write the parts' output, until a break or continue."""
        for part in self.parts:
            try:
                part.expand(run)
            except FAILURES as error:
                part.failed(run, error)
            if run.interrupts and part.tag:
                return

    def sets(self) -> frozenset[str] | None:
        """The variables that the parts may assign to; None for any."""
        return all_of(part.sets() for part in self.parts)

    def emit(self, code: Code) -> None:
        """Write the parts as Python."""
        for part in self.parts:
            if code.full:
                code.call(part)
            else:
                part.emit(code)


def all_of(names: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """What any of several parts may assign to."""
    every: frozenset[str] = frozenset()
    for each in names:
        if each is None:
            return None
        every |= each
    return every


def _gathered(parts: Iterable[Part]) -> list[Part]:
    """The parts that do something, with the white space around silent ones in one piece."""
    kept: list[Part] = []
    space: Content | None = None
    for part in parts:
        if isinstance(part, Content) and part.space:
            if space is not None:
                space.take(part)
                continue
            space = part
        elif not (part.silent or (part.block and part.blank)):
            space = None
        if not isinstance(part, Nothing):
            kept.append(part)
    return kept


class Muted(Part):
    """A blank block: what it assigns and captures happens, what it prints does not."""

    __slots__ = ("_part",)
    silent = True
    ends = True

    def __init__(self, part: Part) -> None:
        super().__init__(part.start, part.end)
        self._part = part

    def expand(self, run: Run) -> None:
        """Run the block without output."""
        with run.captured():
            self._part.expand(run)

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return self._part.sets()


class Content(Part):
    """Text between tags."""

    __slots__ = ("_entry", "_exact", "_length", "_via", "space", "text")
    tag = False

    def __init__(self, start: int, text: str, raw: bool) -> None:
        super().__init__(start, start + len(text))
        self.text = text
        self._length = len(text)
        self.blank = not text if raw else not text.strip(SPACE)
        self.space = self.blank and not raw
        self._exact = True
        # The entry is the same in every turn of a loop.
        self._via: Source | None = None
        self._entry: Entry | None = None

    def expand(self, run: Run) -> None:
        """Write the text as it stands."""
        if self._length:
            run.wrote(self._length)
            run.out.log.append(self.entry(run))

    def emit(self, code: Code) -> None:
        """See `Part`. Whether too much was written is asked now and then."""
        if self._length:
            code.spend(self._length)
            code.write(code.entry(self))

    def idles(self, turn: Turn) -> bool:
        """See `Part`."""
        if self.space:
            turn.spaces.append(self)
        return self.space

    def entry(self, run: Run) -> Entry:
        """The text and its source, where it is expanded now."""
        entry = self._entry
        if entry is None or self._via is not run.via:
            self._via = run.via
            at = run.at
            start, end = self.start + at.shift, self.end + at.shift
            if self.space:
                source: Source = Blank(at.text, start, end, self._exact, run.via)
            else:
                source = Source(at.text, start, end, True, run.via)
            entry = self._entry = (self.text, source)
        return entry

    def take(self, more: Content) -> None:
        """Print the white space of another part, too."""
        self.text += more.text
        self._length += more._length
        self._exact = False
        self.end = more.end
