"""One person more: the record, the lists of the groups, the photo; the includes follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from jekyll_tools.cards import escape
from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.people.fields import (
    fresh_keys,
    known_keys,
    other_key,
    records_of,
    unknown_key,
)
from jekyll_tools.cards.people.folder import group_file, members_path, person_files
from jekyll_tools.cards.people.merge import Draft
from jekyll_tools.cards.people.names import folded, insertion_index, slug, suggestions
from jekyll_tools.cards.people.person_file import file_stem, file_text
from jekyll_tools.cards.people.records import People, Person
from jekyll_tools.cards.people.records_text import new_record, record_of_file
from jekyll_tools.cards.photos.photo import card_photo
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.edit.formats import format_of
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import insert_item
from jekyll_tools.nearest import nearest, question
from jekyll_tools.text import apply_edits

Read = Callable[[str], str]
"""The text of a file of the site; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person to add. `photo`: the bytes of a picture to crop, or the path of one in the site.

    `fields` are values under keys of the site's own (`institution`), which no card shows.
    """

    name: str
    title: str = ""
    link: str = ""
    note: str = ""
    groups: tuple[str, ...] = ()
    photo: bytes | str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Addition:
    """Path → new text of the records, path → bytes of a photo, and names like the new one.

    `fresh` are the keys of the new record that no other has.
    """

    texts: Mapping[str, str]
    photos: Mapping[str, bytes]
    alike: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()


def plan_addition(
    speaker: Speaker,
    content: Content,
    read: Read,
    *,
    photo_name: str = "",
    at_end: bool = False,
    before: str = "",
    new_fields: bool = False,
) -> Addition:
    """The record and the photo of a person to add.

    The record goes where the list's own order by last or whole name puts it, before the person
    `before` (an id), or to the end; where people are a folder that is said of the lists of the
    groups. Raises `CardsError` for a person who is there already, a group that does not exist,
    an unusable value or photo, and a field that no other record has unless `new_fields`.
    `photo_name` names the given file in messages.
    """
    config = content.config
    people = people_of(content)
    name = " ".join(speaker.name.split())
    speaker = replace(speaker, name=name)
    _check(speaker, people, content, new_fields=new_fields)
    photos: dict[str, bytes] = {}
    photo = speaker.photo
    if isinstance(photo, bytes):
        data = card_photo(photo, config.photo_size, photo_name or "photo")
        photo = f"{config.photos}{slug(name)}.jpg"
        photos[photo.lstrip("/")] = data
    draft = Draft(
        {"name": name, "title": speaker.title, "link": speaker.link, "photo": photo}
        | {"note": speaker.note},
        {},
        groups=list(dict.fromkeys(speaker.groups)),
    )
    new = _New(content, people, draft, speaker.fields, read, _Order(before, at_end))
    texts = new.in_folder() if config.one_file_each else new.in_list()
    elsewhere = {config.key("groups")} if config.one_file_each else set()
    fresh = fresh_keys(content, new_record(draft, config).keys() - elsewhere)
    names = [person.name for person in people.people]
    return Addition(texts, photos, tuple(suggestions(name, names)), fresh)


@dataclass(frozen=True, slots=True)
class _Order:
    """Where somebody goes in a list of people."""

    before: str
    at_end: bool

    def index(self, ids: list[str], names: list[str], name: str) -> int:
        if self.before in ids:
            return ids.index(self.before)
        return len(names) if self.at_end else insertion_index(names, name)


@dataclass(frozen=True, slots=True)
class _New:
    """Somebody on the way into the records."""

    content: Content
    people: People
    draft: Draft
    fields: Mapping[str, str]
    read: Read
    order: _Order

    def in_list(self) -> dict[str, str]:
        """The one file of all people with the new record in it."""
        config, name = self.content.config, self.draft.values["name"]
        record = new_record(self.draft, config)
        groups = record.pop(config.key("groups"), [])
        record |= dict(self.fields)
        if groups:
            record[config.key("groups")] = groups
        if _have_ids(self.content):
            record = {config.key("id"): slug(name), **record}
        index = self._index(self.people.people)
        text, form = self.read(config.people), format_of(config.people)
        return {config.people: apply_edits(text, form.insert_item(text, KeyPath(), index, record))}

    def in_folder(self) -> dict[str, str]:
        """The file of the new person, and those of the groups."""
        config = self.content.config
        files = person_files(self.content.data, config)
        stem = self._stem(files)
        record = record_of_file(self.draft, config)
        suffixes = [PurePosixPath(path).suffix for path in files.values()]
        suffix = ".yaml" if suffixes.count(".yaml") > suffixes.count(".yml") else ".yml"
        path = f"{config.people.rstrip('/')}/{stem}{suffix}"
        yaml = (self.read(path) for path in files.values() if path.endswith((".yml", ".yaml")))
        texts = {path: file_text(yaml, record | dict(self.fields))}
        for group in self.draft.groups:
            file = group_file(group)
            text, at = self.read(file), members_path(self.content.data.get(file), config)
            edits = insert_item(text, at, self._index(self.people.group(group)), stem)
            texts[file] = apply_edits(text, edits)
        return texts

    def _stem(self, files: Mapping[str, str]) -> str:
        name, config = self.draft.values["name"], self.content.config
        stem = file_stem(name, [(person.id, person.name) for person in self.people.people])
        if stem and stem not in files:
            return stem
        advice = f"write the file by hand, then add its name to `{config.members}` of the groups"
        message = f"the file {files[stem]} is somebody else's" if stem else f"{name!r} has no slug"
        raise CardsError(Problem(message, advice))

    def _index(self, people: Sequence[Person]) -> int:
        ids, names = [person.id for person in people], [person.name for person in people]
        return self.order.index(ids, names, self.draft.values["name"])


def _have_ids(content: Content) -> bool:
    """Whether every record has an id that could be made from a name."""
    key, records = content.config.key("id"), records_of(content)
    ids = [str(record.get(key) or "").strip() for record in records]
    return len(ids) > 1 and all(id_ and id_ == slug(id_) and not id_.isdigit() for id_ in ids)


def _check(speaker: Speaker, people: People, content: Content, *, new_fields: bool) -> None:
    config, problems = content.config, []
    if not folded(speaker.name):
        problems.append(Problem("the name is empty", "give a name"))
    if config.people.endswith((".csv", ".tsv")):  # it has no lists, so no groups
        advice = "write the record by hand, then run `jt build`"
        problems.append(Problem("no record can be added to a table", advice, config.people))
    problems += there_already(speaker.name, people)
    problems += unknown_groups(speaker.groups, people, content)
    known = known_keys(content)
    if not new_fields:
        problems += [unknown_key(key, known) for key in speaker.fields if key not in known]
    given = [name for name in ("title", "link", "note", "photo") if getattr(speaker, name)]
    given += ["groups"] if speaker.groups and not config.one_file_each else []
    problems += filter(None, (other_key(name, content) for name in given))
    problems += bad_values(
        name=speaker.name,
        title=speaker.title,
        note=speaker.note,
        link=speaker.link,
        photo=speaker.photo if isinstance(speaker.photo, str) else "",
    )
    if problems:
        raise CardsError(*problems)


def there_already(name: str, people: People) -> list[Problem]:
    """What is wrong with a name that somebody has."""
    there = people.find(name)
    if there is None:
        return []
    advice = "to show them in one more group: jt edit-speaker NAME --group GROUP"
    place = there.field_place("name")
    return [Problem.at(place, people.path, f"{there.name} is there already", advice)]


def unknown_groups(groups: tuple[str, ...], people: People, content: Content) -> list[Problem]:
    """What is wrong with the names of groups that a person is to be in."""
    problems = []
    for group in groups:
        likely = nearest(group, people.groups)
        closed = bool(content.config.groups) or content.config.one_file_each
        # A site that does not list its groups gets a new one by using it, but not by a typo.
        if group not in people.groups and (closed or likely or not slug(group)):
            meant = likely or next(iter(people.groups), None)
            advice = question(meant) if meant else "a group is a word: `speakers`"
            problems.append(Problem(f"there is no group {group!r}", advice))
    return problems


def bad_values(**values: str) -> list[Problem]:
    """What of a person's `name`, `title`, `note`, `link`, `photo` must not be in a page."""
    problems = []
    for label, value in values.items():
        try:
            _ESCAPERS[label](value)
        except escape.BadValueError as bad:
            problems.append(Problem(f"the {label} {value!r} {bad}", "correct it"))
    return problems


_ESCAPERS: Mapping[str, Callable[[str], str]] = {
    "name": escape.text,
    "title": escape.lines,
    "note": escape.lines,
    "link": escape.url,
    "photo": escape.url,
}
