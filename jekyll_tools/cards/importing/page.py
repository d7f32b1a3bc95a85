"""Everything on a page that records can hold: its cards, agendas and committees, in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jekyll_tools.cards.build import people_of
from jekyll_tools.cards.from_site import content_of
from jekyll_tools.cards.importing.agenda import import_agendas
from jekyll_tools.cards.importing.cards import Import, plan_import
from jekyll_tools.cards.importing.organizers import import_organizers
from jekyll_tools.cards.importing.piece import Piece
from jekyll_tools.cards.people.folder import person_files
from jekyll_tools.cards.people.merge import Prefer
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.site import Site, read_site
from jekyll_tools.text import File, apply_edits


@dataclass(frozen=True, slots=True)
class PageImport:
    """What an import changes: path → new text; `left` stays on the page."""

    changes: Mapping[str, str]
    cards: Import
    pieces: tuple[Piece, ...] = ()
    left: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def plan_page(site: Site, path: str, prefer: Prefer | None = None) -> PageImport:
    """The changes for a page of a site, by its path.

    Speakers of the agenda are people of the site, also those whose cards are on the same page.
    Raises `CardsError` as `import_.plan_import` does.
    """
    content = content_of(site)
    config = content.config
    if not config.output:
        advice = "say where they go: `output: _includes/cards` under `jekyll_tools: cards:`"
        raise CardsError(Problem("this site makes no includes", advice, "_config.yml"))
    page = File(path, site.read(path))
    kept = [name for name in (config.people, "_config.yml") if site.disk.is_file(name)]
    if config.one_file_each:
        kept += person_files(site.data_files, config).values()
    texts = {name: site.read(name) for name in kept}
    cards = plan_import(page, people_of(content), texts, config, prefer)
    for name in cards.changes:
        if name in site.data_files and name not in kept:
            advice = "rename it, or the heading above the cards"
            raise CardsError(Problem("this file would become a group of cards", advice, name))
    people = people_of(content)
    records = {name: text for name, text in cards.changes.items() if name != path}
    if records:
        later = read_site(Path(site.root), overlay=records)
        people = people_of(content_of(later))
    taken = list(site.data_files)
    agendas = import_agendas(page, people, config, content.templates, taken)
    committees, left = import_organizers(page, config, content.templates, taken)
    pieces = (*agendas, *committees)
    edits = [*cards.edits, *(piece.edit for piece in pieces)]
    changes = dict(records)
    changes |= {piece.path: piece.text for piece in pieces}
    if edits:
        changes[path] = apply_edits(page.text, edits)
    return PageImport(
        changes,
        cards,
        pieces,
        (*cards.left, *(each for piece in pieces for each in piece.left), *left),
        (*cards.notes, *(each for piece in pieces for each in piece.notes)),
    )
