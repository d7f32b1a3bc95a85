"""`jt add-speaker`: a person more, with record, photo and includes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cards.add_speaker import Addition, Speaker
    from jekyll_tools.site import Site


@click.command("add-speaker")
@source_option
@click.option("--name", help="The name as the card shows it.")
@click.option("--title", help="The line under the name: position, affiliation.")
@click.option("--link", help="The person's page.")
@click.option(
    "--photo", help="A picture to crop into the site's images, or the path of one that is there."
)
@click.option("--note", default="", help="A small line between name and title.")
@click.option("--group", "groups", multiple=True, help="A group of cards; may be repeated.")
@click.option("--at-end", is_flag=True, help="Append, even where the list is in name order.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def command(
    source: Path,
    name: str | None,
    title: str | None,
    link: str | None,
    photo: str | None,
    note: str,
    groups: tuple[str, ...],
    at_end: bool,
    dry_run: bool,
) -> int:
    """Add a person to the records: one new record, the cropped photo, the includes.

    Nothing else in the file of the records changes. On a terminal, what is not given is asked
    for. A person who is there already is refused.
    """
    from jekyll_tools.cards.add_speaker import Speaker
    from jekyll_tools.cards.from_site import includes_after
    from jekyll_tools.cli.changes import show_diff, working_on, write_changes
    from jekyll_tools.site import read_site

    name, title, link, photo = _asked(name, title, link, photo)
    with working_on(source):
        site = read_site(source)
        groups = groups or _groups(site)
        picture = _picture(site, source, photo)
        speaker = Speaker(name, title, link, note, groups, picture)
        addition = _addition(site, speaker, photo, at_end)
        changes: dict[str, bytes | None] = dict(addition.photos)
        changes |= {path: text.encode() for path, text in addition.texts.items()}
        changes |= includes_after(source, addition.texts)
        if not dry_run:
            write_changes(source, changes, site.read)
    if dry_run:
        show_diff(source, changes)
    for other in addition.alike:
        click.echo(f"note: there is also {other}; if that is the same person, undo this", err=True)
    if not dry_run:
        click.echo(f"{name} was added: {', '.join(changes)}")
    return CLEAN


def _asked(
    name: str | None, title: str | None, link: str | None, photo: str | None
) -> tuple[str, str, str, str]:
    """What was given, and on a terminal what the user answers for the rest."""
    from jekyll_tools.cli.failure import UserError

    if not sys.stdin.isatty():
        if not name:
            raise UserError("give the person's --name")
        return name, title or "", link or "", photo or ""
    name = name or click.prompt("Name")
    title = click.prompt("Title (position, affiliation)", "") if title is None else title
    link = click.prompt("Link", "") if link is None else link
    photo = click.prompt("Photo (a file to crop)", "") if photo is None else photo
    return str(name), str(title), str(link), str(photo)


def _groups(site: Site) -> tuple[str, ...]:
    """The groups that the user answers on a terminal; elsewhere none, with a word about it."""
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of

    known = people_of(content_of(site)).groups
    if not known:
        return ()
    if sys.stdin.isatty():
        answer = str(click.prompt(f"Groups ({', '.join(known)})", ""))
        return tuple(answer.replace(",", " ").split())
    click.echo(f"note: no --group, so no card shows it; there are {', '.join(known)}", err=True)
    return ()


def _picture(site: Site, source: Path, photo: str) -> bytes | str:
    """The bytes of a picture to crop, or the path of one that the site has already."""
    from jekyll_tools.cards.photo import MAX_BYTES
    from jekyll_tools.cli.failure import UserError

    if not photo:
        return ""
    path = Path(photo)
    try:
        inside = (source / photo).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a loop of symlinks, a NUL
        raise UserError(f"{photo!r}: no such file ({error})") from None
    if inside.is_file() and inside.is_relative_to(source.resolve()) and not path.is_absolute():
        name = inside.relative_to(source.resolve()).as_posix()
        size = site.image_size(name)
        if size is None or size.failure:
            raise UserError(f"{photo}: is no picture; give a JPEG, PNG, WebP, AVIF or GIF")
        return name
    if not path.is_file():
        raise UserError(f"{photo}: no such file")
    if path.stat().st_size > MAX_BYTES:
        raise UserError(f"{photo}: larger than {MAX_BYTES // 1_000_000} MB; scale it down first")
    return path.read_bytes()


def _addition(site: Site, speaker: Speaker, photo: str, at_end: bool) -> Addition:
    from jekyll_tools.cards.add_speaker import plan_addition
    from jekyll_tools.cards.from_site import content_of

    content = content_of(site)
    text = site.read(content.config.people)
    return plan_addition(speaker, content, text, photo_name=photo, at_end=at_end)
