"""The file of a new person, in the style of the files that are there: its name, keys, line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jekyll_tools.cards.people.names import slug
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import set_value
from jekyll_tools.edit.yaml_nodes import Node, compose
from jekyll_tools.text import apply_edits


def file_stem(name: str, people: Iterable[tuple[str, str]]) -> str:
    """The name of a person's file, as most files are named; `people` are pairs of stem and name.

    `Ada Lovelace` is `ada-lovelace` unless the folder says `ada_lovelace`, `lovelace-ada`,
    `lovelace` or `adalovelace`.
    """
    votes: Counter[str] = Counter()
    for stem, other in people:
        votes.update(rule for rule, make in _STEMS.items() if make(other) == stem)
    best = max(_STEMS, key=lambda rule: votes[rule])  # the first of equals: the usual one
    return _STEMS[best](name)


def file_text(files: Iterable[str], record: Mapping[str, object]) -> str:
    """The text of a new file with this record.

    Keys, their order, the empty lines between them, quotes and line ends are those of most
    files; a key of theirs that the record has no value for stays empty, one that they do not
    have comes last.
    """
    shapes: Counter[_Shape] = Counter()
    quotes: dict[str, Counter[str]] = {}
    for text in files:
        root = _root(text)
        if root is not None and (shape := _shape(text, root)):
            shapes[shape] += 1
            for key, item in zip(root.keys, root.items, strict=True):
                if item.kind == "scalar" and not item.empty:
                    quotes.setdefault(key.value, Counter())[item.style] += 1
    if not shapes:
        return apply_edits("", set_value("", KeyPath(), dict(record)))
    shape = shapes.most_common(1)[0][0]
    text = shape.skeleton([*shape.keys, *(key for key in record if key not in shape.keys)], quotes)
    for name, value in record.items():
        text = apply_edits(text, set_value(text, KeyPath.of(name), value))
    return text


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a file looks like without its values."""

    lead: str
    keys: tuple[str, ...]
    gap: str
    tail: str

    def skeleton(self, keys: Iterable[str], quotes: Mapping[str, Counter[str]]) -> str:
        lines = []
        for key in keys:
            mark = quotes[key].most_common(1)[0][0] if key in quotes else ""
            lines.append(f"{key}: {mark}{mark}" if mark in ("'", '"') and mark else f"{key}:")
        return self.lead + self.gap.join(lines) + self.tail


_GAP = re.compile(r"[ \t]*((?:\r\n|\n|\r)[ \t\r\n]*)\Z")
_TAIL = re.compile(r"[ \t]*((?:\r\n|\n|\r)?)[ \t\r\n]*\Z")
_LEAD = re.compile(
    r"(?:# yaml-language-server:[^\r\n]*(?:\r\n|\n|\r))?(?:---[ \t]*(?:\r\n|\n|\r))?\Z"
)


def _root(text: str) -> Node | None:
    try:
        root = compose(text)
    except EditError:
        return None
    return root if root is not None and root.kind == "mapping" and not root.flow else None


def _shape(text: str, root: Node) -> _Shape | None:
    """None for a file with comments, or with more than one value under a key."""
    if any(item.kind != "scalar" or item.style in ("|", ">") for item in root.items):
        return None
    ends = [max(i.end, k.end + 1) for k, i in zip(root.keys, root.items, strict=True)]
    starts = [key.start for key in root.keys]
    gaps = [_GAP.match(text[a:b]) for a, b in zip(ends, starts[1:], strict=False)]
    lead, tail = _LEAD.match(text[: starts[0]]), _TAIL.match(text[ends[-1] :])
    if lead is None or tail is None or not all(gaps):
        return None
    usual = Counter(gap[1] for gap in gaps if gap).most_common(1)
    gap = usual[0][0] if usual else "\n"
    return _Shape(lead[0], tuple(key.value for key in root.keys), gap, tail[1])


def _words(name: str) -> list[str]:
    if "," in name:
        last, first = name.split(",", 1)
        name = f"{first} {last}"
    return [word for word in slug(name).split("-") if word]


_STEMS: Mapping[str, Callable[[str], str]] = {
    "first-last": lambda name: "-".join(_words(name)),
    "first_last": lambda name: "_".join(_words(name)),
    "last-first": lambda name: "-".join([*_words(name)[-1:], *_words(name)[:-1]]),
    "last_first": lambda name: "_".join([*_words(name)[-1:], *_words(name)[:-1]]),
    "last": lambda name: "".join(_words(name)[-1:]),
    "firstlast": lambda name: "".join(_words(name)),
}
