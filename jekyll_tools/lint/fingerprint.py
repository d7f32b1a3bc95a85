"""What a finding is recognised by when its line has moved or was edited.

A finding is the same as an earlier one when it says the same about the same thing in the same
file. The text of its line tells apart several that say the same, and a file that was moved away
takes its findings along. Numbers in messages (sizes, counts) may fall, but not rise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from jekyll_tools.lint.finding import Finding
from jekyll_tools.patterns import late
from jekyll_tools.text import Lines

LONGEST = 120  # code points of a line, and of a subject, that count

_NUMBER = late(r"\d+")


class Identity(NamedTuple):
    """What a finding is recognised by: `subject` is its value, else the text that it marks.

    `line` is the text of its line, `subject` and `line` with single spaces and not too long.
    """

    path: str
    rule: str
    message: str
    subject: str
    line: str


class Difference(NamedTuple):
    """`new`: the indexes of findings that nothing earlier is the same as; `gone`: the opposite."""

    new: tuple[int, ...]
    gone: tuple[Identity, ...]


def identities(
    findings: Iterable[Finding], lines_of: Callable[[str], Lines]
) -> tuple[Identity, ...]:
    """The identity of each finding; `lines_of` gives the lines of the file at a path."""
    return tuple(_identity(finding, lines_of(finding.path)) for finding in findings)


def fingerprints(findings: Iterable[Finding], lines_of: Callable[[str], Lines]) -> tuple[str, ...]:
    """A fingerprint (32 hexadecimal digits) for each finding, no two alike.

    It is that of an earlier run when only other lines were changed: equal findings are numbered
    in their order.
    """
    from hashlib import sha256

    seen: Counter[Identity] = Counter()
    found = []
    for identity in identities(findings, lines_of):
        seen[identity] += 1
        text = "\0".join((*identity, str(seen[identity])))
        found.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return tuple(found)


def difference(
    before: Iterable[Identity], now: Sequence[Identity], is_file: Callable[[str], bool]
) -> Difference:
    """What is new and what is gone, each finding of one side paired with at most one of the other.

    `is_file` says whether there is still a file at a path: findings of one that is not there are
    also looked for in other files.
    """
    left = list(before)
    new = list(range(len(now)))
    for key in (_exactly, _loosely, _elsewhere):
        if key is _elsewhere:
            candidates = [identity for identity in left if not is_file(identity.path)]
        else:
            candidates = left
        waiting: dict[Hashable, list[Identity]] = defaultdict(list)
        for identity in candidates:
            waiting[key(identity)].append(identity)
        paired = []
        unpaired = []
        for index in new:
            same = waiting.get(key(now[index]), [])
            partner = next((each for each in same if _is_no_worse(now[index], each)), None)
            if partner is None:
                unpaired.append(index)
            else:
                same.remove(partner)
                paired.append(partner)
        new, left = unpaired, without(left, paired)
    return Difference(tuple(new), tuple(left))


def without(identities: Iterable[Identity], taken: Iterable[Identity]) -> list[Identity]:
    """The identities that are left when as many of each are taken away."""
    paired = Counter(taken)
    left = []
    for identity in identities:
        if paired[identity] > 0:
            paired[identity] -= 1
        else:
            left.append(identity)
    return left


def plain(text: str) -> str:
    """A text with single spaces; of a long one the start, and a digest of the rest."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    from hashlib import sha256

    rest = sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[: LONGEST - 10]}… {rest}"


def _identity(finding: Finding, lines: Lines) -> Identity:
    line = lines.line(min(finding.at.line, len(lines)))
    subject = finding.value
    if not subject:
        end = finding.until.column - 1 if finding.until.line == finding.at.line else None
        subject = line[finding.at.column - 1 : end]
    return Identity(finding.path, finding.rule, finding.message, plain(subject), plain(line))


def _exactly(identity: Identity) -> Hashable:
    return identity


def _loosely(identity: Identity) -> Hashable:
    return identity.path, *_said(identity)


def _elsewhere(identity: Identity) -> Hashable:
    return _said(identity)


def _is_no_worse(now: Identity, before: Identity) -> bool:
    if now.message == before.message:
        return True
    numbers = zip(_NUMBER.findall(now.message), _NUMBER.findall(before.message), strict=True)
    return all(_number(a) <= _number(b) for a, b in numbers)


def _number(text: str) -> tuple[int, str]:
    """In order as numbers are, of any length."""
    digits = text.lstrip("0")
    return len(digits), digits


def _said(identity: Identity) -> tuple[str, str, str]:
    return identity.rule, _NUMBER.sub("0", identity.message), identity.subject
