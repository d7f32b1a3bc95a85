"""The records of people and the agenda of a site, for the rules about cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekyll_tools.cards.config import config_of
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.lint.view import SiteView

if TYPE_CHECKING:
    from jekyll_tools.cards.people.records import People, Person

UNKNOWN_PERSON = "there is no person "
"""How a problem of the agenda begins that the rule person-unknown reports."""


def people_of(site: SiteView) -> tuple[Person, ...]:
    """The people of a site; none where their records cannot be read, which card-drift tells."""
    try:
        return _people(site).people
    except CardsError:
        return ()


def agenda_problems(site: SiteView) -> tuple[Problem, ...]:
    """What is wrong with the agenda of a site whose people can be read."""
    from jekyll_tools.cards.agenda.days import read_agenda
    from jekyll_tools.cards.build import agenda_files

    try:
        people = _people(site)
        config = config_of(site.site)
        for path in agenda_files(site.site.data_files, config):
            read_agenda(site.site.data_files[path], path, people, site.site.place_of)
    except CardsError as error:
        return tuple(error.problems)
    return ()


def _people(site: SiteView) -> People:
    # What makes cards takes 20 ms to import.
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of

    return people_of(content_of(site.site))
