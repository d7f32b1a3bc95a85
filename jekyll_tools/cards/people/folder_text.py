"""The files of people and groups after an import, where every person has a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.people.folder import group_file
from jekyll_tools.cards.people.merge import FIELDS, Draft
from jekyll_tools.cards.people.names import folded
from jekyll_tools.cards.people.person_file import file_stem, file_text
from jekyll_tools.cards.people.records import People
from jekyll_tools.cards.people.records_text import record_of_file
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import set_value
from jekyll_tools.text import apply_edits


def folder_with_drafts(
    drafts: Sequence[Draft],
    groups: Mapping[str, Sequence[str]],
    people: People,
    texts: Mapping[str, str],
    config: CardsConfig,
) -> dict[str, str]:
    """Path → text: a file for each new person, changed fields, and a file for each group.

    `groups` has the names of a group's cards in their order; `texts` the files of all people.
    Raises `CardsError` for what such a folder cannot hold.
    """
    work = _Folder(people, texts, config)
    ids = {}
    for draft in drafts:
        name = draft.values["name"]
        if draft.apart:
            advice = "where people have files say --prefer first or --prefer last"
            raise CardsError(Problem(f"a group shows {name} differently", advice))
        new = draft.index is None
        ids[folded(name) or name] = work.add(draft) if new else work.fill(draft)
    for group, names in groups.items():
        members = {config.members: [ids[folded(name) or name] for name in names]}
        work.changes[group_file(group)] = apply_edits("", set_value("", KeyPath(), members))
    return work.changes


class _Folder:
    """The files of people as they were, and those that are new or others now."""

    def __init__(self, people: People, texts: Mapping[str, str], config: CardsConfig) -> None:
        self._people, self._texts, self._config = people.people, texts, config
        self._folder = config.people.rstrip("/")
        self._files = {PurePosixPath(p).stem: p for p in texts if p.startswith(f"{self._folder}/")}
        self.changes: dict[str, str] = {}

    def add(self, draft: Draft) -> str:
        """Write the file of a new person; its name without the ending is the id."""
        name = draft.values["name"]
        stem = file_stem(name, [(person.id, person.name) for person in self._people])
        path = f"{self._folder}/{stem}.yml"
        if not stem or stem in self._files or path in self.changes:
            raise CardsError(Problem(f"{name} needs a file of another name than {path}"))
        like = [self._texts[file] for file in self._files.values()]
        self.changes[path] = file_text(like, record_of_file(draft, self._config))
        return stem

    def fill(self, draft: Draft) -> str:
        """Write the changed fields of somebody who has a file; the id."""
        assert draft.index is not None
        id_ = self._people[draft.index].id
        path = self._files[id_]
        text = self._texts[path]
        for field in FIELDS:
            if field in draft.changed:
                key = KeyPath.of(self._config.key(field))
                text = apply_edits(text, set_value(text, key, draft.values[field]))
        if text != self._texts[path]:
            self.changes[path] = text
        return id_
