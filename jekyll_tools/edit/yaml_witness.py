"""A second opinion on an edit: ruamel.yaml, a parser of another make, reads the new text too.

The edits are located and proved with libyaml. A slip that libyaml and our own reading of its
marks share would go unseen; ruamel.yaml shares no code with either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.yaml_nodes import Node

LONGEST = 20_000  # code points; its pure Python takes 0.1 s for these


def witness(text: str, root: Node, trail: Sequence[int]) -> None:
    """Raise `EditError` when ruamel.yaml sees another value at the trail than `root` has there.

    What it cannot read at all (Jekyll's YAML 1.1 allows more than it does) it cannot judge.
    """
    if len(text) > LONGEST:
        return
    from ruamel.yaml import YAML

    ours = root
    try:
        theirs: Any = next(iter(YAML(typ="safe", pure=True).compose_all(text)), None)
        for index in trail:
            ours = ours.items[index]
            found = theirs.value[index]
            theirs = found[1] if isinstance(found, tuple) else found
    except Exception:  # what it cannot read it reports with errors of any type, its bugs included
        return
    # A character: what is a list or mapping to us is a text to ruamel.yaml.
    if isinstance(theirs, str) or not _agree(ours, theirs):
        raise EditError("two YAML readers disagree about the edit", advice="edit it by hand")


def _agree(ours: Node, theirs: Any) -> bool:
    if ours.kind == "alias":
        return True
    if theirs is None or isinstance(theirs.value, str):
        return ours.kind == "scalar" and (theirs is None or ours.value == theirs.value)
    if len(ours.items) != len(theirs.value):
        return False
    parts = theirs.value
    if ours.kind == "mapping":
        keys = [key for key, _ in parts]
        parts = [value for _, value in parts]
        if not all(map(_agree, ours.keys, keys)):
            return False
    return all(map(_agree, ours.items, parts))
