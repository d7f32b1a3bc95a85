"""The text of a people file with new and changed records: span edits, nothing else moves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.people.merge import FIELDS, Draft
from jekyll_tools.cards.people.names import slug
from jekyll_tools.cards.people.records import People
from jekyll_tools.edit.formats import format_of
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import append, get, insert_item, set_value
from jekyll_tools.text import apply_edits

_OPENING = """\
# People, one record each: `jt build` makes a card of a record in every group that it names.

"""


def with_drafts(text: str, drafts: list[Draft], people: People, config: CardsConfig) -> str:
    """The text of the people file after an import.

    Raises `EditError` when the file cannot be edited without harm.
    """
    if not people.people and not text.strip():
        records = [new_record(draft, config) for draft in drafts]
        return _OPENING + _spaced(apply_edits("", set_value("", KeyPath(), records)))
    for index, draft in enumerate(drafts):
        if draft.index is None:
            record = new_record(draft, config)
            text = apply_edits(text, insert_item(text, KeyPath(), index, record))
        else:
            for name in FIELDS:
                if name in draft.changed:
                    path = KeyPath.of(index, config.key(name))
                    text = apply_edits(text, set_value(text, path, draft.values[name]))
            text = with_memberships(text, index, _memberships(draft, config), config)
    return text


def with_memberships(text: str, index: int, groups: Iterable[object], config: CardsConfig) -> str:
    """The text with groups added to a record."""
    key, form = config.key("groups"), format_of(config.people)
    for group in groups:
        path = KeyPath.of(index, key)
        try:
            before = get(text, path)
        except KeyError:
            before = None
        if isinstance(before, list) or before is None:
            edits = form.append(text, path, group)
        else:
            edits = form.set_value(text, path, [before, group])
        text = apply_edits(text, edits)
    return text


def new_record(draft: Draft, config: CardsConfig) -> dict[str, object]:
    """The record of a new person, under the site's own keys; empty fields are left out."""
    record: dict[str, object] = {
        config.key(name): draft.values[name] for name in FIELDS if draft.values[name]
    }
    if not slug(draft.values["name"]):
        record[config.key("id")] = draft.values["name"]
    if draft.groups:
        record[config.key("groups")] = _memberships(draft, config)
    return record


def record_of_file(draft: Draft, config: CardsConfig) -> dict[str, object]:
    """The same where every person has a file: its name is the id, and groups keep lists."""
    own = {config.key("id"), config.key("groups")}
    return {key: value for key, value in new_record(draft, config).items() if key not in own}


def with_groups(text: str, known: tuple[str, ...], groups: list[str]) -> str:
    """The text of `_config.yml` with groups added to `jekyll_tools: cards: groups:`."""
    for group in groups:
        if group not in known:
            path = KeyPath.of("jekyll_tools", "cards", "groups")
            text = apply_edits(text, append(text, path, group))
    return text


def _memberships(draft: Draft, config: CardsConfig) -> list[object]:
    entries: list[object] = []
    for group in draft.groups:
        apart: Mapping[str, str] = draft.apart.get(group, {})
        order = draft.orders.get(group)
        if not apart and order is None:
            entries.append(group)
            continue
        entry: dict[str, object] = {"group": group}
        if order is not None:
            entry["order"] = order
        entries.append(entry | {config.key(name): value for name, value in apart.items()})
    return entries


def _spaced(text: str) -> str:
    """A blank line between records. Lines of a value are indented, so none can look like one."""
    return re.sub(r"\n(?=- )", "\n\n", text)
