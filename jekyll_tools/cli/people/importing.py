"""`jt import-speakers`: people from a spreadsheet, a form, pretalx or Sessionize."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.exchange.config import Columns
    from jekyll_tools.exchange.import_speakers import Import, Same
    from jekyll_tools.exchange.table import Table
    from jekyll_tools.site import Site


@click.command("import-speakers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@source_option
@click.option("--map", "columns", multiple=True, help="FIELD=COLUMN; may be repeated. Is kept.")
@click.option("--group", "groups", multiple=True, help="A group for everybody; may be repeated.")
@click.option(
    "--photos",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the photos are that FILE names; default: beside FILE.",
)
@click.option("--overwrite", is_flag=True, help="Also replace fields that have a value.")
@click.option(
    "--similar",
    type=click.Choice(["ask", "new", "skip"]),
    default="ask",
    help="Names that are like one that is there; without a terminal ask means skip.",
)
@click.option("--encoding", help="The encoding of a CSV file that is not UTF-8.")
@click.option("--sheet", help="The sheet of a workbook; default: the first with anything in it.")
@click.option("--write", is_flag=True, help="Write the changes; without it they are only shown.")
def command(
    file: Path,
    source: Path,
    columns: tuple[str, ...],
    groups: tuple[str, ...],
    photos: Path | None,
    overwrite: bool,
    similar: str,
    encoding: str | None,
    sheet: str | None,
    write: bool,
) -> int:
    """Bring the people of FILE into the records: CSV, XLSX, or JSON of pretalx or Sessionize.

    Shows what would change as a diff; --write does it, and keeps in _config.yml which column
    goes where. A name that is there already, also with other accents or in another order, is
    the same person: empty fields are filled, the others stay. Photos are taken from the disk,
    cropped and renamed; nothing is fetched. Exit 1 when a row was left out.
    """
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cli.changes import working_on
    from jekyll_tools.cli.people.known import say_fresh, say_groups, say_of_new_file
    from jekyll_tools.exchange.import_speakers import Wishes, plan_import
    from jekyll_tools.site import read_site

    table = _table(file, encoding, sheet)
    with working_on(source):
        site = read_site(source)
        say_of_new_file(site, content_of(site).config)
        chosen = _columns(site, table, columns)
        wishes = Wishes(photos or file.parent, groups, overwrite)
        plan = plan_import(site, table, chosen, wishes, _same(similar))
        _finish(source, site, table, chosen, plan, write)
    say_fresh(plan.fresh)
    if plan.new and not groups:
        content = content_of(site)
        say_groups(people_of(content), content.config, "the new people yet")
    for note in (*table.notes, *plan.notes):
        click.echo(_shown(f"note: {note}"), err=True)
    for reason in plan.left:
        click.echo(_shown(f"left out: {reason}"), err=True)
    _say(plan, write)
    return FINDINGS if plan.left else CLEAN


def _table(file: Path, encoding: str | None, sheet: str | None) -> Table:
    """The table in the file; on a terminal the user may say that it comes from Windows."""
    from jekyll_tools.exchange.problem import ExchangeError
    from jekyll_tools.exchange.table import MAX_BYTES, read_table

    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    try:
        return read_table(file.name, data, encoding=encoding, sheet=sheet)
    except ExchangeError as error:
        if not error.undecodable or not sys.stdin.isatty():
            raise
        lines = data.decode("windows-1252", "replace").splitlines()
        odd = next((line for line in lines if not line.isascii()), "")
        click.echo(_shown(f"{file.name} is not UTF-8. Read as Windows-1252 it says: {odd[:200]}"))
        click.confirm("Is that right?", abort=True)
        return read_table(file.name, data, encoding="windows-1252", sheet=sheet)


def _columns(site: Site, table: Table, options: tuple[str, ...]) -> Columns:
    """Which columns to use: those of --map, else the kept ones, else guessed or asked for."""
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cards.people.fields import known_keys
    from jekyll_tools.exchange.columns import checked, guess, parse
    from jekyll_tools.exchange.config import config_of

    said = parse(options)
    kept = config_of(site).columns.get(table.kind)
    if kept is not None:
        return checked({**kept, **said}, table, "_config.yml" if not said else "--map")
    guessed = guess(table, known_keys(content_of(site)))
    columns: Mapping[str, tuple[str, ...]] = {**guessed.columns, **said}
    if sys.stdin.isatty() and not said:
        columns = _asked(table, columns)
    for name, others in guessed.doubtful.items():
        if name not in said and not sys.stdin.isatty():
            message = f"{name} is taken from {columns[name][0]!r}, not from {', '.join(others)}"
            click.echo(_shown(f"note: {message}"), err=True)
    chosen = checked(columns, table, "--map")
    told = "; ".join(f"{name} from {' + '.join(wanted)}" for name, wanted in chosen.items())
    click.echo(_shown(f"Columns: {told}."), err=True)
    return chosen


def _asked(table: Table, guessed: Columns) -> Columns:
    """What the user answers for each field of a card, the guess being the default."""
    from jekyll_tools.exchange.columns import FIELDS

    for column in table.columns:
        sample = next((row.cells[column] for row in table.rows if column in row.cells), "")
        click.echo(_shown(f"  {column}: {sample[:60]}"))
    click.echo("Which column goes where? Several: with commas. None: a hyphen.")
    answers = dict(guessed)
    for name in FIELDS:
        default = ",".join(guessed.get(name, ())) or "-"
        answer = str(click.prompt(f"  {name}", default)).strip()
        answers[name] = tuple(c.strip() for c in answer.split(",") if c.strip() not in ("", "-"))
    return answers


def _same(similar: str) -> Same:
    """Who answers whether a similar name is the same person."""
    if similar == "new":
        return lambda name, alike: ""
    if similar == "skip" or not sys.stdin.isatty():
        return lambda name, alike: None

    def ask(name: str, alike: tuple[str, ...]) -> str | None:
        for other in alike:
            if click.confirm(_shown(f"Is {name} the {other} that is there?"), default=None):
                return other
        return "" if click.confirm(_shown(f"Then is {name} new?"), default=None) else None

    return ask


def _finish(
    source: Path, site: Site, table: Table, columns: Columns, plan: Import, write: bool
) -> None:
    """Show the changes, or write them with the includes, the photos and the columns."""
    from jekyll_tools.cards.from_site import includes_after
    from jekyll_tools.cli.changes import encoded, show_diff, write_both

    texts = dict(plan.texts)
    texts |= _with_columns(site, table, columns)
    changes = encoded(texts)
    if not write:
        show_diff(source, changes)
        for path, data in plan.photos.items():
            click.echo(f"{path}: would be written ({len(data)} bytes)")
        return
    changes |= includes_after(source, plan.texts) if plan.texts else {}
    root = Path(site.root)
    before = {p: (root / p).read_bytes() for p in plan.photos if (root / p).is_file()}
    write_both(source, changes, site.read, plan.photos, before)


def _with_columns(site: Site, table: Table, columns: Columns) -> dict[str, str]:
    """`_config.yml` with the columns, when it does not have them."""
    from jekyll_tools.edit.key_path import KeyPath
    from jekyll_tools.edit.yaml_edit import set_value
    from jekyll_tools.exchange.columns import config_keys, kept
    from jekyll_tools.exchange.config import config_of
    from jekyll_tools.text import apply_edits

    if config_of(site).columns.get(table.kind) == columns or not site.disk.is_file("_config.yml"):
        return {}
    text = site.read("_config.yml")
    edits = set_value(text, KeyPath.of(*config_keys(table.kind)), kept(columns))
    return {"_config.yml": apply_edits(text, edits)}


def _say(plan: Import, write: bool) -> None:
    for name in plan.new:
        click.echo(_shown(f"new: {name}"))
    for name, fields in plan.filled:
        click.echo(_shown(f"filled: {name}: {', '.join(fields)}"))
    counts = f"{len(plan.new)} new, {len(plan.filled)} filled, {len(plan.left)} left out"
    same = f", {plan.same} as they were" if plan.same else ""
    hint = "" if write else "; nothing is written without --write"
    click.echo(f"{counts}{same}{hint}.")


def _shown(text: str) -> str:
    from jekyll_tools.characters import printable

    return printable(text)
