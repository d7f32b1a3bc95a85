"""One person less: the record with its comments, and what a site says of the person elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jekyll_tools.cards.from_site import content_of
from jekyll_tools.cards.people.add import Read
from jekyll_tools.cards.people.find import place_of_record
from jekyll_tools.cards.people.records import Person
from jekyll_tools.cards.people.references import Reference, mentions, references
from jekyll_tools.cards.photos.uses import path_of
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.edit.formats import format_of
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import unset
from jekyll_tools.site import Site
from jekyll_tools.text import apply_edits


@dataclass(frozen=True, slots=True)
class Removal:
    """Path → new text, None for a file that goes; `left` is what stays and perhaps should not."""

    texts: Mapping[str, str | None]
    photo: str = ""
    left: tuple[Problem, ...] = ()


def plan_removal(
    person: Person,
    site: Site,
    *,
    with_references: bool = False,
    force: bool = False,
    delete_photo: bool = False,
) -> Removal:
    """The files without a person.

    Raises `CardsError` with every place that refers to the person. `with_references` takes the
    entries of lists (groups, speakers of a session) out as well; `force` leaves the other places
    as they are. The photo goes only when it is asked for and nothing else shows it.
    """
    content = content_of(site)
    at = place_of_record(person, content)
    found = references(site, person, at.index)
    entries = [reference for reference in found if reference.entry is not None]
    others = [reference for reference in found if reference.entry is None]
    refusing = ([] if with_references else entries) + ([] if force else others)
    if refusing:
        raise CardsError(_refusal(person, entries, others, with_references), *_problems(refusing))
    texts = _without_entries(entries, site.read)
    if content.config.one_file_each:
        texts[at.path] = None
    else:
        text = texts.get(at.path) or site.read(at.path)
        if at.path.endswith((".yml", ".yaml")):
            edits = unset(text, at.at, comments=True)
        else:
            edits = format_of(at.path).unset(text, at.at)
        texts[at.path] = apply_edits(text, edits)
    left = [reference.problem for reference in others]
    path = path_of(person.photo, str(site.config.get("baseurl") or "")) or ""
    photo = path if delete_photo and site.disk.is_file(path) else ""
    if photo and (shown := _shown_elsewhere(photo, site, at.path)):
        left += [Problem(f"the photo {photo} stays", f"it is shown at {shown[0]}")]
        photo = ""
    return Removal(texts, photo, tuple(left))


def _refusal(
    person: Person, entries: list[Reference], others: list[Reference], with_references: bool
) -> Problem:
    ways = []
    if entries and not with_references:
        ways.append("--with-references takes entries of lists out as well")
    if others:
        ways.append("--force leaves the other places as they are")
    message = f"{person.name} ({person.id}) cannot be removed: something refers to the record"
    return Problem(message, " and ".join(ways))


def _problems(found: Iterable[Reference]) -> list[Problem]:
    return [reference.problem for reference in found]


def _without_entries(entries: list[Reference], read: Read) -> dict[str, str | None]:
    """The files without these items; the last go first, so that the numbers of the others hold."""
    texts: dict[str, str] = {}
    for entry in sorted(entries, key=_depth_first, reverse=True):
        assert entry.entry is not None
        text = texts.get(entry.path) or read(entry.path)
        form = format_of(entry.path, text)
        texts[entry.path] = apply_edits(text, form.unset(text, entry.entry))
    return dict(texts)


def _depth_first(reference: Reference) -> tuple[str, list[tuple[bool, int, str]]]:
    steps = reference.entry.steps if reference.entry else KeyPath().steps
    return reference.path, [
        (isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in steps
    ]


def _shown_elsewhere(photo: str, site: Site, own: str) -> list[Problem]:
    text = site.read(own)
    if text.count(photo) > 1:
        return [Problem(f"{own}, more than once")]
    return mentions(site, photo, but=own)
