"""What findings of before are recognised by after files were moved and references followed.

A moved image changes the text of each line that shows it, and with the text what a finding there
is recognised by. A line that is another only by the moved path is the same line: its findings are
not new. A line with any other change is left alone, so that nothing new is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from jekyll_tools.lint.fingerprint import LONGEST, Identity, plain

Pairs = Sequence[tuple[str, str]]

_FROM_TOP = re.compile(
    r"""\{\{-?\s*(?:"/?([^"{}]*)"\s*\|\s*(?:relative|absolute)_url|'/?([^'{}]*)'\s*\|\s*"""
    r"""(?:relative|absolute)_url|site\.baseurl)\s*-?\}\}/?"""
)
_WORD = r"""[^\s"'()<>\[\]{}|#?=,;]"""
# A path, with the Liquid that puts the baseurl before it.
_PATH = re.compile(
    rf"""((?:\{{\{{-?\s*(?:"[^"{{}}]*"\s*\|\s*\w+_url|'[^'{{}}]*'\s*\|\s*\w+_url|site\.baseurl)"""
    rf"""\s*-?\}}\}}){_WORD}*|{_WORD}+)"""
)
_UP = re.compile(r"(?:\.{0,2}/)+")
_PAGE = re.compile(r"\.(?:md|markdown|html?)\Z|/index\.html?\Z|/\Z")
_LONGEST_LINE = 4_000  # code points of a line of which a part is looked for


def paired_lines(old: str, new: str) -> Pairs:
    """The lines of a text that another text has in their place, where they are not the same."""
    before, after = old.splitlines(), new.splitlines()
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace":
            # What is put in or taken out beside a change stands at its end.
            found += zip(before[a:b], after[c:d], strict=False)
    return found


def carried(
    identities: Iterable[Identity],
    moved: Mapping[str, str],
    pairs_of: Callable[[str], Pairs],
    base: str = "",
) -> dict[Identity, Identity]:
    """For each finding of before that moved paths make another: what it is recognised by now.

    `moved` leads from old paths to new ones, `pairs_of` gives the lines of the file at an old path
    that were edited, `base` is the baseurl.
    """
    lines: dict[str, dict[str, tuple[str, str]]] = {}
    found = {}
    for identity in identities if moved else ():
        path = identity.path
        if path not in lines:
            lines[path] = {plain(old): (old, new) for old, new in pairs_of(path)}
        new = _carried(identity, moved, lines[path].get(identity.line), base)
        if new != identity:
            found[identity] = new
    return found


def _carried(
    identity: Identity, moved: Mapping[str, str], line: tuple[str, str] | None, base: str
) -> Identity:
    path = moved.get(identity.path, identity.path)
    swaps = dict(moved)
    subject, text = identity.subject, identity.line
    if line is not None:
        own = _swaps(*line, moved, base)
        if own is None:
            return identity._replace(path=path)
        swaps |= {a: _plain_path(b, base) for a, b in own.items()}
        subject = _subject(identity.subject, line[0], own, base)
        text = plain(line[1])
    message = _swapped(identity.message, swaps)
    if subject == identity.subject:
        subject = _swapped(subject, swaps)
    return Identity(path, identity.rule, message, subject, text)


def _swaps(old: str, new: str, moved: Mapping[str, str], base: str) -> dict[str, str] | None:
    """The paths of a line that are others now; None where it is another line."""
    before, after = _PATH.split(old), _PATH.split(new)
    if len(before) != len(after) or before[::2] != after[::2]:
        return None
    found = {}
    for a, b in zip(before[1::2], after[1::2], strict=True):
        if a != b:
            if not _follows(_bare(a, base), _bare(b, base), moved):
                return None
            found[a] = b
    return found


def _plain_path(path: str, base: str) -> str:
    """A path as the page shows it."""
    return _FROM_TOP.sub(lambda match: f"{base}/{match[1] or match[2] or ''}", path)


def _bare(path: str, base: str) -> str:
    """A path without what leads up, the baseurl and the ending of a page."""
    path = _plain_path(path, base)
    if base and path.startswith(f"{base}/"):
        path = path.removeprefix(base)
    return _PAGE.sub("", _UP.sub("", path, count=1) if _UP.match(path) else path)


def _follows(old: str, new: str, moved: Mapping[str, str]) -> bool:
    """Whether a path is one that moved, or the same file from elsewhere."""
    if _ends(old, new) or _ends(new, old):
        return True
    return any(_ends(_bare(a, ""), old) and _ends(_bare(b, ""), new) for a, b in moved.items())


def _ends(whole: str, part: str) -> bool:
    return bool(part) and f"/{whole}".endswith(f"/{part}")


def _swapped(text: str, swaps: Mapping[str, str]) -> str:
    """A text with other paths; each word is looked at once."""
    return _PATH.sub(lambda match: _word(match[0], swaps), text)


def _word(word: str, swaps: Mapping[str, str]) -> str:
    if word in swaps:
        return swaps[word]
    bare = word.rstrip(".:")
    slash = "/" if bare.startswith("/") else ""
    if bare in swaps or bare[len(slash) :] in swaps:
        known = swaps.get(bare)
        return (slash + swaps[bare[len(slash) :]] if known is None else known) + word[len(bare) :]
    return word


def _subject(subject: str, line: str, swaps: Mapping[str, str], base: str) -> str:
    """A piece of the old line, or its start and a digest, as it stands in the new one."""
    if len(subject) < LONGEST or "… " not in subject:
        return plain(_piece(subject, swaps, base))
    whole = " ".join(line.split())
    start = whole.find(subject[: LONGEST - 10])
    if start >= 0 and len(whole) <= _LONGEST_LINE:
        for end in range(len(whole), start + LONGEST, -1):
            if plain(whole[start:end]) == subject:
                return plain(_piece(whole[start:end], swaps, base))
    return subject


def _piece(text: str, swaps: Mapping[str, str], base: str) -> str:
    """A piece of a line with other paths; a URL alone is as the page shows it.

    A tag into which Liquid comes is marked up to there.
    """
    if text in swaps:
        return _plain_path(swaps[text], base)
    for match in _PATH.finditer(text):
        if swaps.get(match[0], "").startswith("{{") and not match[0].startswith("{{"):
            return text[: match.start()]
    return _swapped(text, swaps)
