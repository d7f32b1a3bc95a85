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
from jekyll_tools.cards.people.records_text import new_record
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
    folder = config.people.rstrip("/")
    files = {PurePosixPath(p).stem: p for p in texts if p.startswith(f"{folder}/")}
    yaml = [text for path, text in texts.items() if path in files.values()]
    ids: dict[str, str] = {}
    changes: dict[str, str] = {}
    for draft in drafts:
        name = draft.values["name"]
        if draft.apart:
            advice = "where people have files say --prefer first or --prefer last"
            raise CardsError(Problem(f"a group shows {name} differently", advice))
        if draft.index is None:
            stem = file_stem(name, [(person.id, person.name) for person in people.people])
            path = f"{folder}/{stem}.yml"
            if not stem or stem in files or path in changes:
                raise CardsError(Problem(f"{name} needs a file of another name than {path}"))
            record = new_record(draft, config)
            for key in ("id", "groups"):
                record.pop(config.key(key), None)
            changes[path] = file_text(yaml, record)
        else:
            stem = people.people[draft.index].id
            path = files[stem]
            text = texts[path]
            for field in FIELDS:
                if field in draft.changed:
                    edits = set_value(text, KeyPath.of(config.key(field)), draft.values[field])
                    text = apply_edits(text, edits)
            if text != texts[path]:
                changes[path] = text
        ids[folded(name) or name] = stem
    for group, names in groups.items():
        members = {config.members: [ids[folded(name) or name] for name in names]}
        changes[group_file(group)] = apply_edits("", set_value("", KeyPath(), members))
    return changes
