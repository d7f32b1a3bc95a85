"""`jt export`: the event as a calendar and for search engines, the records as CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

_output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; default: standard output.",
)


@click.group("export")
def command() -> None:
    """Write the event as a calendar (ics) or for search engines (jsonld), records as csv.

    What the event is stands in _data/event.yml: name, timezone, location, address …; days,
    hours and speakers come from the agenda.
    """


@command.command("ics")
@source_option
@_output_option
@click.option("--no-breaks", is_flag=True, help="Leave out coffee, lunch and other breaks.")
def ics(source: Path, output: Path | None, no_breaks: bool) -> int:
    """A calendar file with every session, for Google, Apple and Outlook.

    The same data give the same file. A session keeps its id when its time changes, so that a
    calendar which subscribes to the file moves it.
    """
    from jekyll_tools.exchange.event_file import read_event
    from jekyll_tools.exchange.ics import calendar
    from jekyll_tools.site import read_site

    _give(calendar(read_event(read_site(source)), breaks=not no_breaks), output)
    return CLEAN


@command.command("jsonld")
@source_option
@click.option("--write", is_flag=True, help="Write the include, which `jt build` then keeps fresh.")
def jsonld(source: Path, write: bool) -> int:
    """The event with sessions and speakers as schema.org's Event, in an include for a page.

    Without --write it is printed.
    """
    from jekyll_tools.cli.changes import working_on, write_changes
    from jekyll_tools.exchange.config import config_of
    from jekyll_tools.exchange.event_file import read_event
    from jekyll_tools.exchange.jsonld import event_include, missing
    from jekyll_tools.site import read_site

    with working_on(source):
        site = read_site(source)
        event, config = read_event(site), config_of(site)
        text = event_include(event)
        if write:
            write_changes(source, {config.jsonld: text.encode()}, site.read)
    if absent := ", ".join(f"`{name}`" for name in missing(event)):
        click.echo(f"note: search engines like {absent} in {config.event}", err=True)
    if not event.base:
        click.echo("note: without `url` in _config.yml there are no links to photos", err=True)
    if write:
        name = config.jsonld.removeprefix("_includes/")
        click.echo(f"{config.jsonld}: written; put {{% include {name} %}} into the event's page")
    else:
        click.echo(text, nl=False)
    return CLEAN


@command.command("csv")
@click.argument("what", type=click.Choice(["speakers", "agenda"]), default="speakers")
@source_option
@_output_option
@click.option("--excel", is_flag=True, help="With the mark by which Excel knows UTF-8.")
def csv(what: str, source: Path, output: Path | None, excel: bool) -> int:
    """The speakers or the agenda as a table; no cell is a formula to a spreadsheet."""
    from jekyll_tools.cards.agenda.days import read_agenda
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cli.failure import UserError
    from jekyll_tools.exchange.csv_file import agenda_csv, speakers_csv
    from jekyll_tools.site import read_site

    content = content_of(read_site(source))
    if what == "speakers":
        text = speakers_csv(content)
    else:
        path = content.config.agenda
        if path not in content.data:
            raise UserError(f"{path}: there is no agenda")
        people = people_of(content)
        text = agenda_csv(read_agenda(content.data[path], path, people, content.place_of))
    _give(text.encode("utf-8-sig" if excel else "utf-8"), output)
    return CLEAN


def _give(data: bytes, output: Path | None) -> None:
    """Write to a file as a whole, or to standard output as it is."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    from jekyll_tools.edit.write import write_files

    folder = output.resolve().parent
    before = {output.resolve(): output.read_bytes()} if output.is_file() else {}
    write_files({output.resolve(): data}, before, folder)
    click.echo(f"{output}: written")
