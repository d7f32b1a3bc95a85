"""One person more: the record and the photo; the includes follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from jekyll_tools.cards import escape
from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.merge import Draft
from jekyll_tools.cards.names import folded, insertion_index, slug, suggestions
from jekyll_tools.cards.people import People
from jekyll_tools.cards.photo import card_photo
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.cards.records_text import new_record
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import insert_item
from jekyll_tools.text import apply_edits


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person to add. `photo`: the bytes of a picture to crop, or the path of one in the site."""

    name: str
    title: str = ""
    link: str = ""
    note: str = ""
    groups: tuple[str, ...] = ()
    photo: bytes | str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """Path → new text of the records, path → bytes of a photo, and names like the new one."""

    texts: Mapping[str, str]
    photos: Mapping[str, bytes]
    alike: tuple[str, ...] = ()


def plan_addition(
    speaker: Speaker,
    content: Content,
    text: str,
    *,
    photo_name: str = "",
    at_end: bool = False,
) -> Addition:
    """The record and the photo of a person to add.

    `text` is the people file as it stands ("" when there is none). The record goes where the
    list's own order by last or whole name puts it, or to the end. Raises `CardsError` for a
    person who is there already, a group that does not exist, an unusable value or photo.
    `photo_name` names the given file in messages.
    """
    config = content.config
    people = people_of(content)
    name = " ".join(speaker.name.split())
    speaker = replace(speaker, name=name)
    _check(speaker, people, content)
    photos: dict[str, bytes] = {}
    photo = speaker.photo
    if isinstance(photo, bytes):
        data = card_photo(photo, config.photo_size, photo_name or "photo")
        photo = f"{config.photos}{slug(name)}.jpg"
        photos[photo] = data
    draft = Draft(
        {"name": name, "title": speaker.title, "link": speaker.link, "photo": photo}
        | {"note": speaker.note},
        {},
        groups=list(dict.fromkeys(speaker.groups)),
    )
    record = new_record(draft, config)
    names = [person.name for person in people.people]
    index = len(names) if at_end else insertion_index(names, name)
    after = apply_edits(text, insert_item(text, KeyPath(), index, record))
    return Addition({config.people: after}, photos, tuple(suggestions(name, names)))


def _check(speaker: Speaker, people: People, content: Content) -> None:
    config, problems = content.config, []
    if not folded(speaker.name):
        problems.append(Problem("the name is empty", "give a name"))
    if PurePosixPath(config.people).suffix not in (".yml", ".yaml"):
        advice = "write the record by hand, then run `jt build`"
        problems.append(Problem("a record can only be added to a YAML list", advice, config.people))
    if there := people.find(speaker.name):
        message = f"{there.name} is there already"
        advice = "to show them in one more group, add it to `groups` of the record"
        problems.append(Problem.at(there.field_place("name"), people.path, message, advice))
    for group in speaker.groups:
        likely = suggestions(group, people.groups, 0.6)
        # A site that does not list its groups gets a new one by using it, but not by a typo.
        if group not in people.groups and (config.groups or likely or not slug(group)):
            known = likely[:1] or people.groups
            advice = f"did you mean {known[0]!r}?" if known else "a group is a word: `speakers`"
            problems.append(Problem(f"there is no group {group!r}", advice))
    for label, value, escaper in (
        ("name", speaker.name, escape.text),
        ("title", speaker.title, escape.lines),
        ("note", speaker.note, escape.lines),
        ("link", speaker.link, escape.url),
        ("photo", speaker.photo if isinstance(speaker.photo, str) else "", escape.url),
    ):
        try:
            escaper(value)
        except escape.BadValueError as bad:
            problems.append(Problem(f"the {label} {value!r} {bad}", "correct it"))
    if problems:
        raise CardsError(*problems)
