"""`jt edit-speaker`: fields, groups or photo of a person changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cards.people.edit import Edited, SpeakerEdit
    from jekyll_tools.cards.people.records import Person
    from jekyll_tools.site import Site


@click.command("edit-speaker")
@source_option
@click.argument("name")
@click.argument("values", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--group", "groups", multiple=True, help="Add to this group; may be repeated.")
@click.option("--not-group", "not_groups", multiple=True, help="Take out of this group.")
@click.option("--photo", help="A picture to crop into the site's images, or one that is there.")
@click.option("--new-field", is_flag=True, help="Allow a FIELD that no record has yet.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def command(
    source: Path,
    name: str,
    values: tuple[str, ...],
    groups: tuple[str, ...],
    not_groups: tuple[str, ...],
    photo: str | None,
    new_field: bool,
    dry_run: bool,
) -> int:
    """Change the record of NAME (an id, or a name; accents and order do not matter).

    FIELD is jt's name of it (name, title, link, photo, note) or the site's own key; nothing
    behind the `=` empties it. Everything else in the files stays, and the includes follow.
    """
    from jekyll_tools.cards.from_site import includes_after
    from jekyll_tools.cards.people.edit import SpeakerEdit
    from jekyll_tools.cli.changes import encoded, show_diff, working_on, write_changes
    from jekyll_tools.site import read_site

    with working_on(source):
        site = read_site(source)
        fields, data = _values(site, source, values, photo or "")
        edit = SpeakerEdit(fields, groups, not_groups, data)
        person, edited = _planned(site, name, edit, new_field)
        changes = {**edited.photos, **encoded(edited.texts)}
        changes |= includes_after(source, edited.texts)
        if not dry_run:
            write_changes(source, changes, site.read)
    if dry_run:
        show_diff(source, changes)
    elif changes:
        click.echo(f"{person.name} was changed: {', '.join(changes)}")
    else:
        click.echo("nothing to change")
    return CLEAN


def _values(
    site: Site, source: Path, values: tuple[str, ...], photo: str
) -> tuple[dict[str, str], bytes]:
    """The fields by the site's own keys, and the picture that is to be cropped."""
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cli.people.add import picture_of
    from jekyll_tools.cli.people.field_values import field_values
    from jekyll_tools.cli.people.known import require_people

    config = content_of(site).config
    require_people(site, config)
    fields = field_values(values, config)
    picture = picture_of(site, source, photo)
    if isinstance(picture, bytes):
        return fields, picture
    return fields | ({config.key("photo"): picture} if picture else {}), b""


def _planned(site: Site, name: str, edit: SpeakerEdit, new_field: bool) -> tuple[Person, Edited]:
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cards.people.edit import plan_edit
    from jekyll_tools.cards.people.find import place_of_record
    from jekyll_tools.cards.people.references import references
    from jekyll_tools.cli.people.named import named_person

    content = content_of(site)
    person = named_person(name, people_of(content))
    named = bool(references(site, person, place_of_record(person, content).index))
    return person, plan_edit(person, edit, content, site.read, keep_id=named, new_fields=new_field)
