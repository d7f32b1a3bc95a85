"""`jt remove-speaker`: a person less, unless something refers to the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cards.people.records import Person
    from jekyll_tools.cards.people.remove import Removal
    from jekyll_tools.site import Site


class Ways(TypedDict):
    """How far the removal goes."""

    with_references: bool
    force: bool
    delete_photo: bool


@click.command("remove-speaker")
@source_option
@click.argument("name")
@click.option(
    "--with-references",
    is_flag=True,
    help="Take the person out of the lists of groups and the sessions of the agenda as well.",
)
@click.option("--force", is_flag=True, help="Leave other places that refer to the person.")
@click.option("--delete-photo", is_flag=True, help="Remove the photo, unless something shows it.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def command(source: Path, name: str, dry_run: bool, **ways: Unpack[Ways]) -> int:
    """Remove the record of NAME (an id, or a name; accents and order do not matter).

    Its comments go with it; nothing else in the files changes, and the includes follow. While
    something refers to the person (a group's list, the agenda, other data, a page), nothing is
    removed, and the places are listed.
    """
    from jekyll_tools.cards.from_site import includes_after
    from jekyll_tools.cli.changes import encoded, show_diff, working_on, write_changes
    from jekyll_tools.site import read_site

    with working_on(source):
        site = read_site(source)
        person, removal = _planned(site, name, ways)
        changes = encoded(removal.texts)
        if removal.photo:
            changes[removal.photo] = None
        changes |= includes_after(source, removal.texts)
        if not dry_run:
            write_changes(source, changes, site.read)
    if dry_run:
        show_diff(source, changes)
    for problem in removal.left:
        click.echo(f"{problem}", err=True)
    if not dry_run:
        click.echo(f"{person.name} was removed: {', '.join(changes)}")
        if person.photo and not removal.photo and not ways["delete_photo"]:
            click.echo(f"note: the photo {person.photo} is still there", err=True)
    return CLEAN


def _planned(site: Site, name: str, ways: Ways) -> tuple[Person, Removal]:
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cards.people.remove import plan_removal
    from jekyll_tools.cli.people.known import require_people
    from jekyll_tools.cli.people.named import named_person

    content = content_of(site)
    require_people(site, content.config)
    person = named_person(name, people_of(content))
    return person, plan_removal(person, site, **ways)
