"""A list or mapping brought to new values entry by entry: what stays is not touched."""

from __future__ import annotations

from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_doc import Edits, squash
from jekyll_tools.edit.yaml_edit import get, insert_item, set_value, unset
from jekyll_tools.edit.yaml_values import same
from jekyll_tools.edit.yaml_write import plain
from jekyll_tools.text import Span, apply_edits


def update(text: str, path: KeyPath, value: object, *, within: Span | None = None) -> Edits:
    """Edits that give the value under a path this value, with as few lines changed as possible.

    As `yaml_edit.set_value`, but keys and items that stay keep their bytes and comments: keys are
    set, added at the end and removed; of a list the equal items at both ends stay.
    """
    try:
        old = get(text, path, within=within)
    except KeyError:
        return set_value(text, path, value, within=within)
    updater = _Updater(text, within)
    updater.bring(path, old, plain(value))
    return squash(text, updater.text)


class _Updater:
    def __init__(self, text: str, within: Span | None) -> None:
        self.text, self.within = text, within

    def bring(self, path: KeyPath, old: object, new: object) -> None:
        if same(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and old and new:
            if all(isinstance(key, str) for key in (*old, *new)):
                self.mapping(path, old, new)
                return
        elif isinstance(old, list) and isinstance(new, list) and old and new:
            self.list(path, old, new)
            return
        self.apply(set_value(self.text, path, new, within=self.within))

    def mapping(self, path: KeyPath, old: dict[str, object], new: dict[str, object]) -> None:
        for key, item in new.items():
            if key in old:
                self.bring(path / key, old[key], item)
            else:
                self.apply(set_value(self.text, path / key, item, within=self.within))
        for key in old:
            if key not in new:
                self.apply(unset(self.text, path / key, within=self.within))

    def list(self, path: KeyPath, old: list[object], new: list[object]) -> None:
        limit = min(len(old), len(new))
        start = next((i for i in range(limit) if not same(old[i], new[i])), limit)
        room = limit - start
        end = next((i for i in range(room) if not same(old[-1 - i], new[-1 - i])), room)
        shared = min(len(old), len(new)) - start - end
        for i in range(start, start + shared):
            self.bring(path / i, old[i], new[i])
        for i in range(start + shared, len(new) - end):
            self.apply(insert_item(self.text, path, i, new[i], within=self.within))
        for _ in range(start + shared, len(old) - end):
            self.apply(unset(self.text, path / (start + shared), within=self.within))

    def apply(self, edits: Edits) -> None:
        after = apply_edits(self.text, edits)
        if self.within is not None:
            start, end = self.within
            self.within = Span(start, end + len(after) - len(self.text))
        self.text = after
