"""Fields, groups and photo of one person changed; everything else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.config import FIELDS
from jekyll_tools.cards.people.add import Read, bad_values, unknown_groups
from jekyll_tools.cards.people.fields import (
    known_keys,
    other_key,
    records_of,
    site_key,
    unknown_key,
)
from jekyll_tools.cards.people.find import Place, place_of_record
from jekyll_tools.cards.people.folder import group_file, members_path
from jekyll_tools.cards.people.names import folded, insertion_index, slug
from jekyll_tools.cards.people.records import Person
from jekyll_tools.cards.people.records_text import with_memberships
from jekyll_tools.cards.photos.photo import card_photo
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.edit.formats import format_of
from jekyll_tools.edit.yaml_edit import get, insert_item, place, unset
from jekyll_tools.text import Edit, apply_edits


@dataclass(frozen=True, slots=True)
class SpeakerEdit:
    """What is to change. `fields`: by jt's names (`link`) or the site's (`website`); "" empties.

    `photo` are the bytes of a picture to crop; the path of one in the site is a field.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    not_groups: tuple[str, ...] = ()
    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class Edited:
    """Path → new text, path → bytes of a photo."""

    texts: Mapping[str, str]
    photos: Mapping[str, bytes]


def plan_edit(
    person: Person,
    edit: SpeakerEdit,
    content: Content,
    read: Read,
    *,
    keep_id: bool = True,
    new_fields: bool = False,
) -> Edited:
    """The files with the changes to a person's record, in the groups' lists, and the photo.

    `keep_id` writes the old id into a record that gets another name, for those that refer to it.
    Raises `CardsError` for an unknown group or field, an unusable value, a name that somebody
    else has; `EditError` when the file cannot be edited without harm.
    """
    config = content.config
    fields = {site_key(name, config): value for name, value in edit.fields.items()}
    photos: dict[str, bytes] = {}
    if edit.photo:
        path = f"{config.photos}{slug(person.name)}.jpg"
        photos[path.lstrip("/")] = card_photo(edit.photo, config.photo_size, "photo")
        fields[config.key("photo")] = path
    _check(person, edit, fields, content, new_fields=new_fields)
    at = place_of_record(person, content)
    name = fields.get(config.key("name"), person.name)
    id_key = config.key("id")
    renamed = slug(name) != person.id and not config.one_file_each
    if renamed and keep_id and id_key not in records_of(content)[at.index]:
        fields[id_key] = person.id
    texts = {at.path: read(at.path)}
    for key, value in fields.items():
        texts[at.path] = _with_field(texts[at.path], at, key, value, content)
    if config.one_file_each:
        _in_lists(person, edit, content, texts, read)
    else:
        _in_record(person, edit, content, texts, at)
    return Edited({path: text for path, text in texts.items() if text != read(path)}, photos)


def _with_field(text: str, at: Place, key: str, value: str, content: Content) -> str:
    path, form = at.at / key, format_of(at.path)
    if value:
        return apply_edits(text, form.set_value(text, path, value))
    if not content.config.one_file_each:
        return apply_edits(text, form.unset(text, path))
    # A file of its own has every key, also the empty ones, as its neighbours have.
    span = place(text, path) if form.place(text, path) else None
    if span is None:
        return text
    emptied = apply_edits(text, [Edit(*span, "")])
    if get(emptied, path) is None:
        return emptied
    return apply_edits(text, form.set_value(text, path, None))


def _in_record(
    person: Person, edit: SpeakerEdit, content: Content, texts: dict[str, str], at: Place
) -> None:
    """The groups where a record names them itself."""
    key, text = content.config.key("groups"), texts[at.path]
    new = [group for group in dict.fromkeys(edit.groups) if group not in person.groups]
    text = with_memberships(text, at.index, new, content.config)
    for group in edit.not_groups:
        entries = get(text, at.at / key)
        path = at.at / key
        if isinstance(entries, list):
            names = [e.get("group") if isinstance(e, Mapping) else e for e in entries]
            path = path / names.index(group)
        text = apply_edits(text, format_of(at.path).unset(text, path))
    texts[at.path] = text


def _in_lists(
    person: Person, edit: SpeakerEdit, content: Content, texts: dict[str, str], read: Read
) -> None:
    """The groups where they list their people."""
    people = people_of(content)
    for group in (*dict.fromkeys(edit.groups), *edit.not_groups):
        file = group_file(group)
        members = people.group(group)
        list_ = members_path(content.data[file], content.config)
        text = texts.get(file) or read(file)
        if group in edit.not_groups:
            index = [member.id for member in members].index(person.id)
            texts[file] = apply_edits(text, unset(text, list_ / index, comments=True))
        elif group not in person.groups:
            index = insertion_index([member.name for member in members], person.name)
            texts[file] = apply_edits(text, insert_item(text, list_, index, person.id))


def _check(
    person: Person,
    edit: SpeakerEdit,
    fields: Mapping[str, str],
    content: Content,
    *,
    new_fields: bool,
) -> None:
    config, people = content.config, people_of(content)
    problems = unknown_groups(edit.groups, people, content)
    for group in edit.not_groups:
        if group not in person.groups:
            there = ", ".join(person.groups) or "no group"
            problems.append(Problem(f"{person.name} is not in {group!r}", f"but in {there}"))
    known = known_keys(content)
    if not new_fields:
        problems += [unknown_key(key, known) for key in fields if key not in known]
    if config.key("groups") in edit.fields or "groups" in edit.fields:
        problems.append(Problem("groups are no text", "use --group and --not-group"))
    shown = ("name", "title", "note", "link", "photo")
    keys = {config.key(name): name for name in FIELDS if name in shown}
    given = [keys[key] for key, value in fields.items() if value and key in keys]
    given += ["groups"] if edit.groups and not config.one_file_each else []
    problems += filter(None, (other_key(name, content) for name in given))
    problems += bad_values(**{keys[k]: v for k, v in fields.items() if k in keys})
    name = fields.get(config.key("name"))
    if name is not None:
        other = people.find(name) if folded(name) else None
        if not folded(name):
            problems.append(Problem("the name is empty", "give a name"))
        elif other is not None and other.id != person.id:
            problems.append(Problem(f"{other.name} is there already", "one name, one record"))
    if problems:
        raise CardsError(*problems)
