"""Where the characters of a value come from, found only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple, cast

from jekyll_tools.liquid.host import Host
from jekyll_tools.text import File, Source, Traced

_MOST_PIECES = 32
_put = object.__setattr__


class Key(NamedTuple):
    """A value in the site's data, named by what holds it."""

    container: object
    key: object


Place = Key | Source | Traced


class Piece(NamedTuple):
    """A part of a string and its place; `exact` if its characters stand there as they are."""

    text: str
    place: Place
    exact: bool


class Text(str):
    """A string that knows where it comes from; everything else about it is `str`."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    @classmethod
    def at(cls, text: str, place: Place, exact: bool = True) -> Text:
        """A string with one origin."""
        made = cls(text)
        made.pieces = (Piece(text, place, exact),)
        return made

    @classmethod
    def derived(cls, text: str, origin: Text) -> Text:
        """A string that a filter made of another one."""
        made = cls(text)
        made.pieces = (Piece(text, _weightiest(origin.pieces).place, False),) if text else ()
        return made

    @classmethod
    def joined(cls, *parts: str) -> str:
        """Strings one after the other, each with its own origin as far as it has one."""
        text = "".join(parts)
        if not any(type(part) is cls for part in parts):
            return text
        pieces: list[Piece] = []
        for part in parts:
            if isinstance(part, cls):
                pieces += part.pieces
            elif part:
                pieces.append(Piece(part, _UNKNOWN, False))
        made = cls(text)
        made.pieces = tuple(pieces)
        if len(pieces) > _MOST_PIECES:
            made.pieces = (Piece(text, _weightiest(pieces).place, False),)
        return made


class ValueSource(Source):
    """The source of a value, looked up in the site's data when it is first read.

    A page prints thousands of values, and a report names a few of them: asking for every place
    would read the positions of every data file.
    """

    __slots__ = ("_state",)
    _state: Source | tuple[Host, object, object, bool, Source]

    def __init__(self, host: Host, container: object, key: object, exact: bool, at: Source) -> None:
        _put(self, "_state", (host, container, key, exact, at))

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

    __slots__ = ()


class Recorder:
    """Collects runs. `parts` and `sources` may be appended to directly: this is the hot path."""

    __slots__ = ("parts", "sources")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.sources: list[Source | None] = []

    def put(self, text: str, source: Source | None) -> None:
        """Append a run."""
        if text:
            self.parts.append(text)
            self.sources.append(source)

    def blank(self, text: str, source: Blank) -> None:
        """Append white space, to the last run if that is white space, too."""
        last = self.sources[-1] if self.sources else None
        if type(last) is not Blank or len(self.parts[-1]) > 200:
            self.parts.append(text)
            self.sources.append(source)
        else:
            self.parts[-1] += text
            if last.verbatim:
                self.sources[-1] = Blank(last.text, last.start, last.end, False, last.via)

    def splice(self, made: Traced) -> None:
        """Append a produced text with its runs."""
        if len(made.starts) > 50:  # whoever asks for origins goes on in there: hardly anybody does
            self.put(made.text, Source(made, 0, len(made.text)))
            return
        ends = [*made.starts[1:], len(made.text)][: len(made.starts)]
        for start, end, source in zip(made.starts, ends, made.sources, strict=True):
            self.put(made.text[start:end], source)

    def done(self) -> Traced:
        """What was collected."""
        if len(self.parts) == 1:
            return Traced(self.parts[0], [0], self.sources)
        starts = list(accumulate(map(len, self.parts), initial=0))[:-1]
        return Traced("".join(self.parts), starts, self.sources)


def write(out: Recorder, text: str, host: Host, at: Source) -> None:
    """Write a value; `at` is the place that put it out."""
    if not isinstance(text, Text):
        out.put(text, at)
        return
    for piece, place, exact in text.pieces:
        if type(place) is Key:
            out.put(piece, ValueSource(host, place.container, place.key, exact, at))
        elif isinstance(place, Traced):
            if exact:
                out.splice(place)
            else:
                out.put(piece, Source(place, 0, len(place.text), False, at))
        elif place is _UNKNOWN:
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


def _weightiest(pieces: Iterable[Piece]) -> Piece:
    return max(pieces, key=lambda piece: len(piece.text), default=_NOWHERE)


_UNKNOWN = Source(Traced(""), 0, 0, False)
_NOWHERE = Piece("", _UNKNOWN, False)
