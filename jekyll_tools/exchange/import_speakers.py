"""Speakers of a table brought into the records: new people, empty fields filled, the rest left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.config import FIELDS
from jekyll_tools.cards.from_site import content_of
from jekyll_tools.cards.people.add import Speaker, plan_addition
from jekyll_tools.cards.people.edit import SpeakerEdit, plan_edit
from jekyll_tools.cards.people.fields import fresh_keys, other_key, records_of, site_key
from jekyll_tools.cards.people.names import slug, suggestions
from jekyll_tools.cards.people.records import Person
from jekyll_tools.cards.photos.photo import card_photo
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.edit.formats import format_of
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.exchange.candidates import Candidate, candidates
from jekyll_tools.exchange.config import Columns
from jekyll_tools.exchange.local_photos import local_photo
from jekyll_tools.exchange.table import Table
from jekyll_tools.site import Site

Same = Callable[[str, tuple[str, ...]], str | None]
"""Asked about a name and the records with a similar one: the record that is the same person,
"" when it is none of them, None when nobody knows."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import. `photos` is the folder of the photos, `groups` what everybody is put into."""

    photos: Path
    groups: tuple[str, ...] = ()
    overwrite: bool = False


@dataclass(slots=True)
class Import:
    """What would change: path → new text, path → the bytes of a photo.

    `new` are names, `filled` names with the fields that get a value, `left` is what stays out
    and why, `notes` are values that were left out of somebody's record. `same` counts the people
    whose records say it all already, `fresh` are keys that no record had.
    """

    texts: dict[str, str] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    filled: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    same: int = 0
    fresh: dict[str, None] = field(default_factory=dict)


def plan_import(site: Site, table: Table, columns: Columns, wishes: Wishes, same: Same) -> Import:
    """The changes that bring a table into the records of a site.

    A name that folds to that of a record is this person; one that is merely similar is asked
    about, and left out when nobody knows. A field that has a value keeps it, unless
    `wishes.overwrite`. Raises `CardsError` and `EditError` as `jt add-speaker` does.
    """
    found = candidates(table, columns)
    content = content_of(site)
    named = dict.fromkeys(name for person in found.people for name in person.fields)
    if any(person.photo for person in found.people):
        named["photo"] = None
    if wrong := [p for name in named if name in FIELDS and (p := other_key(name, content))]:
        raise CardsError(*wrong)
    work = _Work(site, content, wishes, Import(left=found.left, notes=found.problems))
    for candidate in found.people:
        people = people_of(work.content)
        person = people.find(candidate.name)
        if person is None:
            alike = tuple(suggestions(candidate.name, [p.name for p in people.people], 0.85))
            answer = same(candidate.name, alike) if alike else ""
            if answer is None:
                likely = " or ".join(alike)
                message = f"row {candidate.row}: {candidate.name} may be {likely}"
                work.plan.left.append(f"{message}: import it on a terminal, or with --similar new")
                continue
            person = people.find(answer) if answer else None
        work.bring(candidate, person)
    work.plan.texts = {p: t for p, t in work.plan.texts.items() if t != site.read(p)}
    return work.plan


@dataclass(slots=True)
class _Work:
    """The records as they are after the people so far."""

    site: Site
    content: Content
    wishes: Wishes
    plan: Import

    def bring(self, candidate: Candidate, person: Person | None) -> None:
        """Add a person, or fill the record."""
        try:
            if person is None:
                self._add(candidate)
            else:
                self._fill(candidate, person)
        except CardsError as error:
            reasons = "; ".join(problem.message for problem in error.problems)
            self.plan.left.append(f"row {candidate.row}: {candidate.name}: {reasons}")

    def read(self, path: str) -> str:
        """The text of a file as it will be."""
        return self.plan.texts[path] if path in self.plan.texts else self.site.read(path)

    def _add(self, candidate: Candidate) -> None:
        photo = self._photo(candidate, f"{self.content.config.photos}{slug(candidate.name)}.jpg")
        own = {k: v for k, v in candidate.fields.items() if k not in FIELDS}
        shown = {k: candidate.fields.get(k, "") for k in ("title", "link", "note")}
        speaker = Speaker(
            candidate.name, **shown, groups=self.wishes.groups, photo=photo, fields=own
        )
        addition = plan_addition(speaker, self.content, self.read, new_fields=True)
        self._learn(addition.texts)
        self.plan.fresh |= dict.fromkeys(addition.fresh)
        self.plan.new.append(candidate.name)

    def _fill(self, candidate: Candidate, person: Person) -> None:
        config = self.content.config
        index = [p.id for p in people_of(self.content).people].index(person.id)
        record = records_of(self.content)[index]
        fields = {}
        for name, value in candidate.fields.items():
            before = str(record.get(site_key(name, config)) or "").strip()
            if not before or (self.wishes.overwrite and before != value):
                fields[name] = value
            elif before != value:
                note = f"row {candidate.row}: {person.name}: {name} stays {before!r}, not {value!r}"
                self.plan.notes.append(note)
        if candidate.photo and (not person.photo or self.wishes.overwrite):
            name = person.photo or f"{config.photos}{slug(person.name)}.jpg"
            photo = self._photo(candidate, name)
            if photo and photo != person.photo:
                fields["photo"] = photo
        groups = tuple(group for group in self.wishes.groups if group not in person.groups)
        new_photo = bool(person.photo) and person.photo.lstrip("/") in self.plan.photos
        if not (fields or groups or new_photo):
            self.plan.same += 1
            return
        self.plan.fresh |= dict.fromkeys(
            fresh_keys(self.content, [site_key(n, config) for n in fields])
        )
        edit = SpeakerEdit(fields, groups)
        self._learn(plan_edit(person, edit, self.content, self.read, new_fields=True).texts)
        changed = (*fields, *(f"group {group}" for group in groups), *(["photo"] * new_photo))
        self.plan.filled.append((person.name, tuple(dict.fromkeys(changed))))

    def _photo(self, candidate: Candidate, path: str) -> str:
        """The path of the person's photo, which is made ready when it comes with the table."""
        if not candidate.photo:
            return ""
        shown = candidate.photo if len(candidate.photo) <= 60 else f"{candidate.photo[:60]}…"
        who = f"row {candidate.row}: {candidate.name}: the photo {shown!r}"
        found = local_photo(candidate.photo, candidate.name, self.wishes.photos, self.site)
        if found.reason:
            self.plan.notes.append(f"{who} {found.reason}")
        if not found.data:
            return found.path
        if not path.lower().endswith((".jpg", ".jpeg")):
            path = f"{path.rpartition('.')[0]}.jpg"
        file = path.lstrip("/")
        taken = file in self.plan.photos or self.site.disk.is_file(file)
        if taken and not self.wishes.overwrite:
            self.plan.notes.append(f"{who} is left out: {file} is there already")
            return ""
        try:
            photo = card_photo(found.data, self.content.config.photo_size, candidate.photo)
        except CardsError as error:
            self.plan.notes.append(f"{who}: {error}")
            return ""
        self.plan.photos[file] = photo
        return path

    def _learn(self, texts: Mapping[str, str]) -> None:
        """Go on from the new texts."""
        self.plan.texts |= texts
        data = dict(self.content.data)
        for path, text in texts.items():
            data[path] = format_of(path).get(text, KeyPath())
        self.content = replace(self.content, data=data)
