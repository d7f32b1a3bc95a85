"""The known word that a misspelt one was probably meant to be, and how to say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LIKELY = 0.6
_CANDIDATES = 3

Letters = Mapping[str, list[str]]
"""Known words by their letters in order: "eilt" → "tile", "lite"."""


def nearest(word: object, known: Iterable[object], least: float = LIKELY) -> str | None:
    """The known word most like this one, where one is; `least` is its likeness, from 0 to 1.

    What file names have in common at their end (`.html`) makes none of them like another.
    """
    from difflib import get_close_matches  # slow to import, and most runs misspell nothing

    given = str(word)
    near = get_close_matches(given, [str(each) for each in known], _CANDIDATES, cutoff=least)
    return next((each for each in near if _is_like(given, each)), None)


def _is_like(word: str, other: str) -> bool:
    """Whether the two are alike without their extension, and more than one letter long."""
    from difflib import SequenceMatcher

    stem, dot, ending = word.rpartition(".")
    if stem and other.endswith(dot + ending):
        other_stem = other.removesuffix(dot + ending)
    else:
        stem, other_stem = word, other
    if stem.lower() == other_stem.lower():
        return True
    shorter = min(len(stem), len(other_stem))
    return shorter > 1 and SequenceMatcher(None, stem, other_stem, False).ratio() >= LIKELY


def by_letters(known: Iterable[str]) -> Letters:
    """Known words for `nearest_of`, where many are asked for."""
    found: dict[str, list[str]] = {}
    for each in known:
        found.setdefault("".join(sorted(each)), []).append(each)
    return found


def nearest_of(word: str, known: Letters, least: float = LIKELY) -> str | None:
    """The same as `nearest`; a look at one word is enough for all that have its letters."""
    if not known:
        return None
    from difflib import SequenceMatcher

    likely: list[str] = []
    matcher = SequenceMatcher(b=word)
    for same in known.values():
        matcher.set_seq1(same[0])
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            likely += same  # what may be as near as that is told by the letters alone
    return nearest(word, likely, least) if likely else None


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
