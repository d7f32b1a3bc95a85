"""The known word that a misspelt one was probably meant to be, and how to say so."""

from __future__ import annotations

from collections.abc import Iterable

LIKELY = 0.6


def nearest(word: object, known: Iterable[object], least: float = LIKELY) -> str | None:
    """The known word most like this one, where one is; `least` is its likeness, from 0 to 1."""
    from difflib import get_close_matches  # slow to import, and most runs misspell nothing

    near = get_close_matches(str(word), [str(each) for each in known], 1, cutoff=least)
    return near[0] if near else None


def question(word: str) -> str:
    """What to ask where it is known what may have been meant."""
    return f'did you mean "{word}"?'


def did_you_mean(
    word: object, known: Iterable[object], otherwise: str = "", least: float = LIKELY
) -> str:
    """The question after the nearest word, or else other advice."""
    near = nearest(word, known, least)
    return otherwise if near is None else question(near)


def with_question(message: str, word: object, known: Iterable[object]) -> str:
    """A message, and the question behind it where a known word is near."""
    asked = did_you_mean(word, known)
    return f"{message}; {asked}" if asked else message
