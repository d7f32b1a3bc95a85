"""Where a value stands in its file: worked out when asked, from the identity of its container."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jekyll_tools.patterns import late
from jekyll_tools.site.yaml_tree import Node, compose, compose_rows
from jekyll_tools.site.yaml_values import Engine
from jekyll_tools.text import File, Source, Traced

Path = tuple[Any, ...]
_SEPARATORS = {".csv": ",", ".tsv": "\t"}
_MOST_FRONT_MATTERS = 500  # that stay composed; each is asked about while few pages are made


@dataclass(slots=True, eq=False)
class Root:
    """A tree of containers and the YAML that it was read from.

    `tree` is what is handed out; `bounds` tells the YAML's range in the file. `otherwise` is
    asked for the places of what is not in the YAML, as a default of the configuration.
    """

    tree: Any
    file: File | None
    bounds: Callable[[], tuple[int, int]]
    otherwise: Callable[[Path], Source | None] | None = None
    node: Node | None = None
    start: int = 0
    composed: bool = False


@dataclass(slots=True)
class Places:
    """Finds the place of a value; nothing is worked out before the first question."""

    roots: Callable[[], Iterable[Root]]
    engine: Engine
    _index: dict[int, tuple[Root, Path]] = field(default_factory=dict)
    _keep: list[Any] = field(default_factory=list)
    _left: Iterator[Root] | None = None
    _composed: deque[Root] = field(default_factory=deque)

    def of(self, container: object, key: object) -> Source | None:
        """The place of `container[key]`; None for what no file says, as computed values.

        A scalar that stands there as it is, is verbatim, without its quotes. A text that YAML
        folds or indents has a Traced as its source, line by line. A list or mapping is not
        verbatim.
        """
        if self._left is None:
            self._left = iter(self.roots())
        found = self._index.get(id(container))
        while found is None and (root := next(self._left, None)) is not None:
            # The first root that has a container is its place: the others need not be entered.
            self._keep.append(root)
            _enter(self._index, root)
            found = self._index.get(id(container))
        if found is None:
            return None
        root, path = found
        return self.at(root, (*path, key))

    def at(self, root: Root, path: Path) -> Source | None:
        """The place of what stands under a path of keys below a root."""
        if not root.composed:
            self._compose(root)
        node = root.node
        for key in path:
            node = None if node is None else node.child(key)
        if node is None or root.file is None:
            return None if root.otherwise is None else root.otherwise(path)
        return _source(root.file, node, root.start)

    def _compose(self, root: Root) -> None:
        root.composed = True
        if root.file is None:
            return
        root.start, end = root.bounds()
        text = root.file.text[root.start : end]
        separator = _SEPARATORS.get(root.file.path[-4:].lower())
        root.node = compose_rows(text, separator) if separator else compose(text, self.engine)
        if root.start:  # a data file begins with its YAML
            self._composed.append(root)
            if len(self._composed) > _MOST_FRONT_MATTERS:
                oldest = self._composed.popleft()
                oldest.node, oldest.composed = None, False


def _enter(index: dict[int, tuple[Root, Path]], root: Root) -> None:
    pending: list[tuple[Any, Path]] = [(root.tree, ())]
    while pending:
        value, path = pending.pop()
        if id(value) in index:
            continue
        index[id(value)] = (root, path)
        children: Iterable[tuple[Any, Any]]
        children = value.items() if isinstance(value, dict) else enumerate(value)
        pending += [
            (child, (*path, key)) for key, child in children if isinstance(child, (dict, list))
        ]


def _source(file: File, node: Node, shift: int) -> Source:
    start, end = node.start + shift, node.end + shift
    if node.text is None:
        return Source(file, start, end, verbatim=False)
    raw = file.text[start:end]
    if raw == node.text:
        return Source(file, start, end)
    if raw[:1] in {'"', "'"} and raw[1:-1] == node.text:
        return Source(file, start + 1, end - 1)
    traced = _aligned(file, start, end, node.text)
    return Source(traced, 0, len(traced.text))


_WORD = late(r"[^ \n\t]+[ \t]*\n?|\s+")


def _aligned(file: File, start: int, end: int, value: str) -> Traced:
    """A value run by run beside the text that YAML made it of: lines first, else words."""
    starts: list[int] = []
    sources: list[Source | None] = []
    whole = Source(file, start, end, verbatim=False)
    raw, position, offset = file.text, start, 0

    def run(at: int, source: Source) -> None:
        if not (sources and sources[-1] is source):
            starts.append(at)
            sources.append(source)

    for line in value.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        found = raw.find(body, position, end) if body else -1
        if found >= 0:
            run(offset, Source(file, found, found + len(body)))
            position = found + len(body)
            if len(line) > len(body):
                run(offset + len(body), whole)
        else:
            for word in _WORD.finditer(line):
                text = word[0].strip()
                found = raw.find(text, position, min(end, position + 1000)) if text else -1
                if found >= 0:
                    run(offset + word.start(), Source(file, found, found + len(text)))
                    position = found + len(text)
                    if len(text) < len(word[0]):
                        run(offset + word.start() + len(text), whole)
                else:
                    run(offset + word.start(), whole)
        offset += len(line)
    return Traced(value, starts, sources)
