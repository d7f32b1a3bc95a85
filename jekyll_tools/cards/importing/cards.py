"""Hand-written cards of a page made into records and includes: the whole set of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from jekyll_tools.cards.build import group_path
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.handwritten import Card, Container, containers
from jekyll_tools.cards.headings import above, headings
from jekyll_tools.cards.people.folder_text import folder_with_drafts
from jekyll_tools.cards.people.merge import Draft, Prefer, merge
from jekyll_tools.cards.people.names import slug, suggestions
from jekyll_tools.cards.people.records import People
from jekyll_tools.cards.people.records_text import with_drafts, with_groups
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.site.code import without_code
from jekyll_tools.text import Edit, File, Source, apply_edits


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would change: path → new text; `edits` are those of the page.

    `left` are blocks of cards that stay as they are, and why; `notes` are things that a person
    may want to look at, as two names that differ in a letter.
    """

    changes: Mapping[str, str]
    groups: tuple[str, ...] = ()
    people: int = 0
    cards: int = 0
    left: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    edits: tuple[Edit, ...] = ()


def plan_import(
    page: File,
    people: People,
    texts: Mapping[str, str],
    config: CardsConfig,
    prefer: Prefer | None = None,
) -> Import:
    """The changes that turn the cards of a page into records and includes.

    `texts` has the text of the people file, or of the file of each person, and of `_config.yml`
    where they exist. Every block of cards becomes one include at its place; every other character
    of the page stays. Raises `CardsError` when cards contradict each other and `prefer` does not
    say whose word counts.
    """
    found = containers(page.text)
    names = _group_names(page, found, people)
    left = tuple(_left(page, block) for block in found if block.reason)
    blocks = {name: b for b, name in zip(found, names, strict=True) if not b.reason}
    if not blocks:
        return Import({}, left=left)
    cards = {group: block.cards for group, block in blocks.items()}
    drafts = merge(page, cards, people, prefer)
    edits = tuple(_include(group, block, config) for group, block in blocks.items())
    records = _records(drafts, cards, people, texts, config)
    return Import(
        records | {page.path: apply_edits(page.text, edits)},
        groups=tuple(blocks),
        people=sum(draft.index is None for draft in drafts),
        cards=sum(map(len, cards.values())),
        left=left,
        notes=tuple(_notes(page, blocks, drafts)),
        edits=edits,
    )


def _records(
    drafts: list[Draft],
    cards: Mapping[str, Sequence[Card]],
    people: People,
    texts: Mapping[str, str],
    config: CardsConfig,
) -> dict[str, str]:
    """Path → text: the records, and the settings where they name the groups."""
    if config.one_file_each:
        members = {group: [card.name for card in shown] for group, shown in cards.items()}
        changes = folder_with_drafts(drafts, members, people, texts, config)
    elif config.people.endswith((".yml", ".yaml")):
        before = texts.get(config.people, "")
        changes = {config.people: with_drafts(before, drafts, people, config)}
    else:
        advice = "set `people: _data/speakers.yml` under `jekyll_tools: cards:` in `_config.yml`"
        raise CardsError(Problem("cards can only be written to YAML", advice, config.people))
    if (config.groups or config.one_file_each) and "_config.yml" in texts:
        changes["_config.yml"] = with_groups(texts["_config.yml"], config.groups, list(cards))
    return changes


def _left(page: File, block: Container) -> Problem:
    place = Source(page, block.start, min(block.end, block.start + 26))
    return Problem.at(place, page.path, f"these cards are left alone: {block.reason}")


def _include(group: str, block: Container, config: CardsConfig) -> Edit:
    path = group_path(config, group).removeprefix("_includes/")
    return Edit(block.start, block.end, "\n".join([f"{{% include {path} %}}", *block.kept]))


def _group_names(page: File, found: Sequence[Container], people: People) -> list[str]:
    """A name for each block: of the heading above it, with more of them where that is taken."""
    outline = headings(without_code(page.text))
    stem = slug(PurePosixPath(page.path).stem) or "page"
    taken = {*people.groups, "agenda", "organizers"}
    names = []
    for block in found:
        slugs = [slug(heading.text) for heading in above(outline, block.start)]
        slugs = [part for part in slugs if part] or [stem]
        choices = ["-".join(reversed(slugs[: n + 1])) for n in range(len(slugs))]
        choices.append(f"{stem}-{slugs[0]}")
        choices += (f"{choices[-1]}-{number}" for number in range(2, len(found) + len(taken) + 3))
        name = next(choice for choice in choices if choice not in taken)
        if not block.reason:
            taken.add(name)
        names.append(name)
    return names


def _notes(page: File, blocks: Mapping[str, Container], drafts: list[Draft]) -> list[Problem]:
    notes = []
    names = [draft.values["name"] for draft in drafts]
    for block in blocks.values():
        for card in block.cards:
            place = Source(page, card.start, card.end)
            if card.photo and card.alt != card.name:
                message = f"the photo of {card.name} was described as {card.alt!r}"
                notes.append(Problem.at(place, page.path, message, "the name takes its place"))
            for other in suggestions(card.name, [name for name in names if name != card.name], 0.9):
                message = f"{card.name} and {other} are two records"
                notes.append(Problem.at(place, page.path, message, "are they one person?"))
    return notes
