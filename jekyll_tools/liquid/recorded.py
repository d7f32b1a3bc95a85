"""What a template wrote, and where it comes from, found only when somebody asks."""

from __future__ import annotations

import operator
from typing import TypeAlias, cast

from jekyll_tools.liquid.host import Host
from jekyll_tools.liquid.spared import Spared
from jekyll_tools.liquid.trace import UNKNOWN, Key, Text
from jekyll_tools.text import File, Source, Traced

_put = object.__setattr__

State = tuple[Host, object, object, bool, Source]
"""A value that was put out: host, container, key, whether it is exact, and what put it out."""


class ValueSource(Source):
    """The source of a value, looked up in the site's data when it is first read.

    A page prints thousands of values, and a report names a few of them: asking for every place
    would read the positions of every data file.
    """

    __slots__ = ("_state",)
    _state: Source | State

    def __init__(self, state: State) -> None:
        _put(self, "_state", state)

    def found(self) -> Source:
        """The place of the value; the place that put it out if the host knows none."""
        state = self._state
        if isinstance(state, tuple):
            host, container, key, exact, at = state
            place = host.place_of(container, key)
            state = at if place is None else placed(place, exact, at)
            _put(self, "_state", state)
        return state

    @property
    def text(self) -> File | Traced:
        """See `Source`."""
        return self.found().text

    @property
    def start(self) -> int:
        """See `Source`."""
        return self.found().start

    @property
    def end(self) -> int:
        """See `Source`."""
        return self.found().end

    @property
    def verbatim(self) -> bool:
        """See `Source`."""
        return self.found().verbatim

    @property
    def via(self) -> Source | None:
        """See `Source`."""
        return self.found().via


class Blank(Source):
    """The source of white space between tags, which loops leave behind in great amounts.

    Neighbouring runs of it become one, which is then not verbatim any more.
    """

    __slots__ = ("_joined",)
    _joined: Blank

    def joined(self) -> Blank:
        """The source of a run that starts with this white space and goes on with other."""
        try:
            made = self._joined
        except AttributeError:
            made = Blank(self.text, self.start, self.end, False, self.via)
            _put(self, "_joined", made)
        return made


Entry: TypeAlias = "tuple[str, Source | State | Traced | None]"
"""What was written, and its source; a value's is made of its `State` when somebody asks."""

_Runs: TypeAlias = "tuple[list[int], list[Source | None]]"


class Recorder:
    """Collects what is written. `log` may be appended to directly: this is the hot path.

    Most of what loops capture is thrown away again, so that runs are made only in `Logged`.
    """

    __slots__ = ("_made", "log", "spares")

    def __init__(self, spares: bool = False) -> None:
        self.log: list[Entry] = []
        self.spares = spares
        """May white space be left out, as it goes to the page itself?"""
        self._made: Logged | None = None

    def put(self, text: str, source: Source | None) -> None:
        """Append a run."""
        if text:
            self.log.append((text, source))

    def splice(self, made: Traced) -> None:
        """Append a produced text with its runs."""
        runs = made.most if type(made) is Logged else len(made.starts)
        if runs > 50:  # whoever asks for origins goes on in there: hardly anybody does
            self.put(made.text, Source(made, 0, len(made.text)))
        elif made.text:
            self.log.append((made.text, made))

    def text(self) -> str:
        """The characters alone."""
        return "".join([text for text, _ in self.log])

    def captured(self) -> Text:
        """The characters as a string that leads to what was collected."""
        return Text.at(self.text(), self)

    def done(self) -> Logged:
        """What was collected; nothing may be written afterwards."""
        if self._made is None:
            self._made = Logged(self.log)
            self.log = []
        return self._made


class Logged(Traced):
    """What was collected: its runs are made when somebody asks where something comes from.

    A page without findings is never asked.
    """

    __slots__ = ("_log", "_runs")
    _log: list[Entry]
    _runs: _Runs | None

    def __init__(self, log: list[Entry]) -> None:
        _put(self, "text", "".join([text for text, _ in log]))
        _put(self, "_log", log)
        _put(self, "_runs", None)

    @property
    def starts(self) -> list[int]:
        """See `Traced`."""
        return self._assembled()[0]

    @property
    def sources(self) -> list[Source | None]:
        """See `Traced`."""
        return self._assembled()[1]

    @property
    def most(self) -> int:
        """How many runs there are at most."""
        return len(self._log) if self._runs is None else len(self._runs[0])

    def _assembled(self) -> _Runs:
        if self._runs is None:
            _put(self, "_runs", _runs_of(self._log))
            _put(self, "_log", [])
        assert self._runs is not None
        return self._runs


def _runs_of(log: list[Entry]) -> _Runs:
    """The log as runs: neighbours of white space become one, a produced text brings its own."""
    starts: list[int] = []
    sources: list[Source | None] = []
    end = 0
    space: Blank | None = None  # the source of the last run, if it is white space
    for text, source in log:
        # Types are compared, which is quicker than isinstance(), and mypy does not follow it.
        kind = type(source)
        if kind is Blank:
            if space is not None:
                if space.verbatim:
                    sources[-1] = space = space.joined()
                end += len(text)
                continue
            space = source  # type: ignore[assignment]
        else:
            space = None
            if kind is tuple:
                source = ValueSource(source)  # type: ignore[arg-type]
            elif kind in PRODUCED:
                _spliced(source, end, starts, sources)  # type: ignore[arg-type]
                end += len(text)
                if sources and type(sources[-1]) is Blank:
                    space = sources[-1]
                continue
        starts.append(end)
        sources.append(source)  # type: ignore[arg-type]
        end += len(text)
    return starts, sources


def _spliced(made: Traced, end: int, starts: list[int], sources: list[Source | None]) -> None:
    inner = made.starts
    ends = [*inner[1:], len(made.text)][: len(inner)]
    if inner and (any(map(operator.eq, inner, ends))):
        for start, stop, source in zip(inner, ends, made.sources, strict=True):
            if start != stop:
                starts.append(end + start)
                sources.append(source)
    else:
        starts += [end + start for start in inner] if end else inner
        sources += made.sources


def write(out: Recorder, text: str, host: Host, at: Source) -> None:
    """Write a value; `at` is the place that put it out."""
    if not isinstance(text, Text):
        out.put(text, at)
        return
    for piece, place, exact in text.pieces:
        if type(place) is Key:
            if piece:
                out.log.append((piece, (host, place.container, place.key, exact, at)))
        elif isinstance(place, Traced | Recorder):
            if isinstance(place, Recorder):
                place = place.done()
            if exact:
                out.splice(place)
            else:
                out.put(piece, Source(place, 0, len(place.text), False, at))
        elif place is UNKNOWN:
            out.put(piece, at)
        else:
            out.put(piece, placed(cast("Source", place), exact, at))


def traced(text: str, host: Host, at: Source) -> Traced:
    """A string as a produced text of its own."""
    out = Recorder()
    write(out, text, host, at)
    return out.done()


def placed(place: Source, exact: bool, at: Source) -> Source:
    """A place as one that was asked for at another."""
    via = at if place.via is None else placed(place.via, place.via.verbatim, at)
    return Source(place.text, place.start, place.end, exact and place.verbatim, via)


PRODUCED: frozenset[type] = frozenset((Traced, Logged, Spared))
"""What was produced, as a page's content: asking for the type is quicker than `isinstance`."""
