"""`jt add-speaker`: a person more, with record, photo and includes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict, Unpack

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from jekyll_tools.cards.build import Content
    from jekyll_tools.cards.people.add import Addition, Speaker
    from jekyll_tools.site import Site


class Options(TypedDict):
    """What the command line says about the new person."""

    name: str | None
    title: str | None
    link: str | None
    photo: str | None
    note: str
    groups: tuple[str, ...]
    fields: tuple[str, ...]
    new_field: bool
    at_end: bool
    before: str | None
    another: bool
    dry_run: bool


class _Answers(NamedTuple):
    name: str
    title: str
    link: str
    photo: str
    groups: tuple[str, ...]


@click.command("add-speaker")
@source_option
@click.argument("person", metavar="[NAME]", required=False)
@click.option("--name", help="The name as the card shows it; the same as NAME.")
@click.option("--title", help="The line under the name: position, affiliation.")
@click.option("--link", help="The person's page.")
@click.option(
    "--photo", help="A picture to crop into the site's images, or the path of one that is there."
)
@click.option("--note", default="", help="A small line between name and title.")
@click.option("--group", "groups", multiple=True, help="A group of cards; may be repeated.")
@click.option(
    "--field",
    "fields",
    metavar="KEY=VALUE",
    multiple=True,
    help="A field of the site's own, as institution=MIT; may be repeated.",
)
@click.option("--new-field", is_flag=True, help="Allow a --field that no record has yet.")
@click.option("--at-end", is_flag=True, help="Append, even where the list is in name order.")
@click.option("--before", metavar="NAME", help="Put the person before this one.")
@click.option("--another", is_flag=True, help="It is not the one with the similar name.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def command(source: Path, person: str | None, **given: Unpack[Options]) -> int:
    """Add a person to the records: a record, the lists of groups, the cropped photo, the includes.

    Where every person has a file the new one is written as the others are. Nothing else in the
    files changes. On a terminal, what is not given is asked for. A person who is there already
    is refused, and one with a similar name asked about.
    """
    from jekyll_tools.cards.from_site import content_of, includes_after
    from jekyll_tools.cards.people.add import Speaker
    from jekyll_tools.cli.changes import encoded, show_diff, working_on, write_changes
    from jekyll_tools.cli.failure import UserError
    from jekyll_tools.cli.people.field_values import field_values
    from jekyll_tools.cli.people.known import say_fresh, say_of_new_file, say_unused
    from jekyll_tools.cli.people.named import require_other
    from jekyll_tools.site import read_site

    if person and given["name"]:
        raise click.UsageError("give the person as NAME or as --name, not as both")
    given["name"] = person or given["name"]
    if not sys.stdin.isatty() and not given["name"]:
        raise UserError("give the person's NAME")
    with working_on(source):
        site = read_site(source)
        content = content_of(site)
        fields = field_values(given["fields"], content.config)
        name, title, link, photo, groups = _asked(given, content, site, source)
        picture = picture_of(site, source, photo)
        say_of_new_file(site, content.config)
        speaker = Speaker(name, title, link, given["note"], groups, picture, fields)
        addition = _addition(site, content, speaker, photo, given)
        if not given["another"]:
            require_other(name, addition.alike)
        changes = {**addition.photos, **encoded(addition.texts)}
        changes |= includes_after(source, addition.texts)
        say_fresh(addition.fresh)
        say_unused(site, content.config, changes)
        if not given["dry_run"]:
            write_changes(source, changes, site.read)
    if given["dry_run"]:
        show_diff(source, changes)
    else:
        click.echo(f"{name} was added: {', '.join(changes)}")
    return CLEAN


def _asked(given: Options, content: Content, site: Site, source: Path) -> _Answers:
    """What was given, and on a terminal what the user answers for the rest.

    What cannot be is asked again at once, so that no answer is lost.
    """
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.people.add import bad_values, there_already, unknown_groups
    from jekyll_tools.cards.problem import raise_any
    from jekyll_tools.cli.people.known import say_groups

    people = people_of(content)
    name, title, link, photo = (given[key] for key in ("name", "title", "link", "photo"))
    if not sys.stdin.isatty():
        if not given["groups"] and people.groups:
            say_groups(people, content.config, "it")
        return _Answers(name or "", title or "", link or "", photo or "", given["groups"])
    raise_any(unknown_groups(given["groups"], people, content))
    if name is None:
        name = _answer("Name", lambda text: raise_any(there_already(text, people)), None)
    raise_any(there_already(name, people))
    if title is None:
        question = "Title (position, affiliation)"
        title = _answer(question, lambda text: raise_any(bad_values(title=text)))
    if link is None:
        link = _answer("Link", lambda text: raise_any(bad_values(link=text)))
    if photo is None:
        question = "Photo (a file to crop)"
        photo = _answer(question, lambda text: picture_of(site, source, text, say=False))
    groups = given["groups"]
    if people.groups and not groups:
        question = f"Groups ({', '.join(people.groups)})"
        answer = _answer(
            question, lambda text: raise_any(unknown_groups(_words(text), people, content))
        )
        groups = _words(answer)
    return _Answers(name, title, link, photo, groups)


def _answer(question: str, check: Callable[[str], object], standard: str | None = "") -> str:
    """What the user answers, asked again while `check` raises what is wrong with it."""
    from jekyll_tools.cards.problem import CardsError
    from jekyll_tools.cli.failure import UserError

    def checked(text: str) -> str:
        try:
            check(text)
        except (CardsError, UserError) as error:
            raise click.UsageError(str(error)) from None
        return text

    return str(click.prompt(question, standard, value_proc=checked))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def picture_of(site: Site, source: Path, photo: str, *, say: bool = True) -> bytes | str:
    """The bytes of a picture to crop, or the address of one that is where photos are.

    Such a one is taken as it is, and that is said unless `say` is false.
    """
    from jekyll_tools.cards.photos.photo import MAX_BYTES
    from jekyll_tools.cli.failure import UserError
    from jekyll_tools.cli.paths import in_site

    if not photo:
        return ""
    path = Path(photo)
    try:
        name = None if path.is_absolute() else in_site(source, source / path)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of symlinks, a NUL
        raise UserError(f"{photo!r}: no such file ({error})") from None
    if name is not None and (inside := source / name).is_file():
        size = site.image_size(name)
        if size is None or size.failure:
            raise UserError(f"{photo}: is no picture; give a JPEG, PNG, WebP, AVIF or GIF")
        if address := _in_place(site, name):
            told = f"{name} is taken as it is, {size.width}x{size.height}; jt photos checks it"
            if say:
                click.echo(f"note: {told}, jt photos --fix mends it", err=True)
            return address
        path = inside
    if not path.is_file():
        raise UserError(f"{photo}: no such file")
    if path.stat().st_size > MAX_BYTES:
        raise UserError(f"{photo}: larger than {MAX_BYTES // 1_000_000} MB; scale it down first")
    return path.read_bytes()


def _in_place(site: Site, name: str) -> str:
    """The address of a file that is where the site keeps its photos; "" for one elsewhere."""
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of

    content = content_of(site)
    addresses = [content.config.photos, *(p.photo for p in people_of(content).people)]
    folders = {address.rpartition("/")[0] for address in addresses if "/" in address.strip("/")}
    for folder in sorted(folders):
        if folder.strip("/") == name.rpartition("/")[0]:
            return f"{folder}/{name.rpartition('/')[2]}"
    return ""


def _addition(
    site: Site, content: Content, speaker: Speaker, photo: str, given: Options
) -> Addition:
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.people.add import plan_addition
    from jekyll_tools.cli.people.named import named_person

    before = given["before"]
    return plan_addition(
        speaker,
        content,
        site.read,
        photo_name=photo,
        at_end=given["at_end"],
        before=named_person(before, people_of(content)).id if before else "",
        new_fields=given["new_field"],
    )
