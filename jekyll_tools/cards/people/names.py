"""Names of people: the same person, a likely one, a slug, the order of a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

# Letters that are not a base letter and an accent for Unicode, but are for a person.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ſ": "s", "ə": "e", "ƶ": "z",
        "Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "ẞ": "SS", "Æ": "AE", "Œ": "OE", "Þ": "Th",
        "Ħ": "H", "Ŧ": "T", "Ŋ": "N", "’": "'", "ʼ": "'", "‘": "'",
    }
)  # fmt: skip


def ascii_letters(text: str) -> str:
    """The text with accents taken off its letters; other scripts stay."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def folded(name: str) -> str:
    """What two spellings of one person's name have in common: letters, in a fixed order.

    `Müller, Jörg` and `Jorg Muller` fold to the same text. People whose names fold to the same
    text are one person; nothing less exact may be merged without asking.
    """
    # Folding the case may set an accent free: the capital İ becomes an i with a dot.
    letters = ascii_letters(ascii_letters(name).casefold())
    words = re.findall(r"[^\W_]+", letters.replace("'", ""))
    return " ".join(sorted(words))


def suggestions(name: str, known: Iterable[str], least: float = 0.8) -> list[str]:
    """Up to three known names that may be the same person, the likeliest first."""
    wanted = folded(name)
    scored = []
    for other in known:
        likeness = _likeness(wanted, folded(other))
        if likeness >= least:
            scored.append((-likeness, other))
    return [other for _, other in sorted(scored)[:3]]


def slug(name: str) -> str:
    """A name for files and URLs: `Łukasz Ørsted-Groß` is `lukasz-orsted-gross`.

    Letters of scripts that have no accents to take off stay, as in Jekyll's `slugify`. A name
    without letters or digits gives the empty string.
    """
    plain = ascii_letters(ascii_letters(name).lower()).replace("'", "")
    return "-".join(re.findall(r"[^\W_]+", plain))


def insertion_index(names: Sequence[str], new: str) -> int:
    """Where a new name belongs in a list: by last name, by whole name, or else at the end.

    The list's own order decides; a list of fewer than two names has none. In a long list one
    neighbour in ten may be out of order, as in lists that people keep.
    """
    if len(names) < 2:
        return len(names)
    for key in (_last_name, _whole_name):
        keys = [key(name) for name in names]
        wrong = sum(a > b for a, b in pairwise(keys))
        if wrong * 10 <= len(keys) - 1:
            return _fewest_wrong(keys, key(new))
    return len(names)


def _fewest_wrong(keys: Sequence[tuple[str, str]], new: tuple[str, str]) -> int:
    """The place where the fewest entries stand on the wrong side of the new one; the last such."""
    wrong = best = sum(key <= new for key in keys)
    place = 0
    for index, key in enumerate(keys, 1):
        wrong += 1 if key > new else -1
        if wrong <= best:
            best, place = wrong, index
    return place


def _last_name(name: str) -> tuple[str, str]:
    if "," in name:
        last, first = name.split(",", 1)
        return _letters(last), _letters(first)
    words = name.split()
    return _letters(words[-1] if words else ""), _letters(" ".join(words[:-1]))


def _whole_name(name: str) -> tuple[str, str]:
    return _letters(name), ""


def _letters(name: str) -> str:
    return ascii_letters(name).casefold().strip()


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # slow to import

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.5:
        return 0.0
    ones, others = one.split(), other.split()
    # "J R Smith" and "John R Smith", "Song Han" and "Song Q Han": initials and missing words.
    if ones and others and _abbreviates(ones, others):
        return 0.95
    return matcher.ratio()


def _abbreviates(ones: list[str], others: list[str]) -> bool:
    short, long = sorted((ones, others), key=len)
    if not any(len(word) > 1 and word in long for word in short):
        return False
    return all(any(_initial(word, other) for other in long) for word in short)


def _initial(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) == 1 and word[0] == other[0])
