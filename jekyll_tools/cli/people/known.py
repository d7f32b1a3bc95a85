"""What to say where a site has no people, and what is odd about a record that comes new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli.failure import UserError

if TYPE_CHECKING:
    from jekyll_tools.cards.config import CardsConfig
    from jekyll_tools.cards.people.records import People
    from jekyll_tools.site import Site


def require_people(site: Site, config: CardsConfig) -> None:
    """Raise `UserError` where the site has no people where they were looked for.

    A file that is there and empty is only told.
    """
    if not _is_there(site, config):
        raise UserError(f"no records: looked in {config.people}; {_advice(site)}")
    if not site.data_files.get(config.people, True):
        click.echo(f"note: no records: {config.people} is empty", err=True)


def say_of_new_file(site: Site, config: CardsConfig) -> None:
    """Say that the first record starts a file, since the people may be elsewhere."""
    if not _is_there(site, config):
        click.echo(
            f"note: there was no {config.people}; if the people are elsewhere, {_advice(site)}",
            err=True,
        )


def say_fresh(keys: Iterable[str]) -> None:
    """Say which keys no record had, which the site's own templates cannot know."""
    if names := ", ".join(f"`{key}`" for key in keys):
        advice = "if it has another name for it: `jekyll_tools: cards: fields:`"
        click.echo(f"note: no record of the site had {names} before; {advice}", err=True)


def say_groups(people: People, config: CardsConfig, what: str) -> None:
    """Say that people are in no group, and which ones there are.

    A site whose records are in no group shows them itself, all of them.
    """
    there = f"; there are {known}" if (known := ", ".join(people.groups)) else ""
    if not there and (people.people or not config.output):
        return
    told = f"no --group, so no card shows {what}" if config.output else "no --group"
    click.echo(f"note: {told}{there}", err=True)


def say_unused(site: Site, config: CardsConfig, paths: Iterable[str]) -> None:
    """Say of every new include that nothing of the site asks for it."""
    from jekyll_tools.cards.from_site import is_asked_for

    for path in paths:
        is_card = config.output and path.startswith(f"{config.output}/")
        if is_card and not site.disk.is_file(path) and not is_asked_for(site, path):
            tag = f"{{% include {path.removeprefix('_includes/')} %}}"
            click.echo(f"note: no page shows {path} yet: put {tag} into one", err=True)


def _is_there(site: Site, config: CardsConfig) -> bool:
    folder = f"{config.people.rstrip('/')}/"
    return any(path == config.people or path.startswith(folder) for path in site.data_files)


def _advice(site: Site) -> str:
    from jekyll_tools.cards.people.layout import likely_files

    likely = likely_files(site)
    perhaps = f" ({likely[0]}?)" if likely else ""
    return f"name the file{perhaps} with `jekyll_tools: cards: people:`, its keys with `fields:`"
