"""Where the characters of a value come from, found only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, cast

from ..text import File, Source, Trace, Traced
from .host import Host

_MOST_PIECES = 32


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

    __slots__ = ("_at", "_exact", "_found", "_host", "_key")
    _at: Source
    _exact: bool
    _found: Source | None
    _host: Host
    _key: Key

    def __init__(self, host: Host, key: Key, exact: bool, at: Source) -> None:
        put = object.__setattr__
        put(self, "_host", host)
        put(self, "_key", key)
        put(self, "_exact", exact)
        put(self, "_at", at)
        put(self, "_found", None)

    def _source(self) -> Source:
        if self._found is None:
            place = self._host.place_of(self._key.container, self._key.key)
            found = self._at if place is None else placed(place, self._exact, self._at)
            object.__setattr__(self, "_found", found)
        return cast("Source", self._found)

    @property
    def text(self) -> File | Traced:
        """See `Source`."""
        return self._source().text

    @property
    def start(self) -> int:
        """See `Source`."""
        return self._source().start

    @property
    def end(self) -> int:
        """See `Source`."""
        return self._source().end

    @property
    def verbatim(self) -> bool:
        """See `Source`."""
        return self._source().verbatim

    @property
    def via(self) -> Source | None:
        """See `Source`."""
        return self._source().via


def write(out: Trace, text: str, host: Host, at: Source) -> None:
    """Write a value; `at` is the place that put it out."""
    if not isinstance(text, Text):
        out.write(text, at)
        return
    for piece, place, exact in text.pieces:
        if type(place) is Key:
            out.write(piece, ValueSource(host, place, exact, at))
        elif isinstance(place, Traced):
            if exact:
                out.splice(place)
            else:
                out.write(piece, Source(place, 0, len(place.text), False, at))
        elif place is _UNKNOWN:
            out.write(piece, at)
        else:
            out.write(piece, placed(cast("Source", place), exact, at))


def traced(text: str, host: Host, at: Source) -> Traced:
    """A string as a produced text of its own."""
    out = Trace()
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
