"""Strings that know where their characters come from, through captures and filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from jekyll_tools.text import Source, Traced

if TYPE_CHECKING:
    from jekyll_tools.liquid.recorded import Recorder

_MOST_PIECES = 32
_key = tuple.__new__


class Key(NamedTuple):
    """A value in the site's data, named by what holds it."""

    container: object
    key: object


Place: TypeAlias = "Key | Source | Traced | Recorder"

Piece = tuple[str, Place, bool]
"""A part of a string, its place, and whether its characters stand there as they are."""


class Text(str):
    """A string that knows where it comes from; everything else about it is `str`."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    @classmethod
    def at(cls, text: str, place: Place, exact: bool = True) -> Text:
        """A string with one origin."""
        made = cls(text)
        made.pieces = ((text, place, exact),)
        return made

    @classmethod
    def of(cls, text: str, container: object, key: object) -> Text:
        """A string that was taken out of a container: `at` with a `Key`, in half the time."""
        made = cls(text)
        made.pieces = ((text, _key(Key, (container, key)), True),)
        return made

    @classmethod
    def derived(cls, text: str, origin: Text) -> Text:
        """A string that a filter made of another one."""
        made = cls(text)
        made.pieces = ((text, _weightiest(origin.pieces), False),) if text else ()
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
                pieces.append((part, UNKNOWN, False))
        made = cls(text)
        made.pieces = tuple(pieces)
        if len(pieces) > _MOST_PIECES:
            made.pieces = ((text, _weightiest(pieces), False),)
        return made


def _weightiest(pieces: Sequence[Piece]) -> Place:
    if len(pieces) == 1:
        return pieces[0][1]
    return max(pieces, key=_weight, default=_NOWHERE)[1]


def _weight(piece: Piece) -> int:
    return len(piece[0])


UNKNOWN = Source(Traced(""), 0, 0, False)
"""The place of what has none."""
_NOWHERE: Piece = ("", UNKNOWN, False)
