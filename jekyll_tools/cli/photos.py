"""`jt photos`: check the photos of all people, mend them, show them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cards.photos.check import Photo
    from jekyll_tools.cards.photos.fix import PhotoPlan
    from jekyll_tools.cards.photos.policy import PhotoPolicy
    from jekyll_tools.site import Site


@click.command("photos")
@click.argument("names", nargs=-1)
@source_option
@click.option("--fix", is_flag=True, help="Crop, scale, re-encode and rename what can be mended.")
@click.option("--dry-run", is_flag=True, help="With --fix: say what it would do; write nothing.")
@click.option(
    "--sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page with every card as it will look, problems marked.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text."
)
def command(
    names: tuple[str, ...], source: Path, fix: bool, dry_run: bool, sheet: Path | None, form: str
) -> int:
    """Check the photo of every person, or of the people with these NAMES.

    It exists, decodes, is square, large and light enough, and has a safe name; the limits are
    those of the rule headshot-policy. --fix crops around the record's `focus` (`focus: 50% 30%`),
    else the upper middle, drops all metadata, and edits the record when a file gets a new name.
    A file that another text names stays. An original that Git does not have is kept in
    .jt-originals.
    """
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cards.photos.check import check_photos
    from jekyll_tools.characters import json_text
    from jekyll_tools.cli.changes import working_on
    from jekyll_tools.cli.people.known import require_people
    from jekyll_tools.site import read_site

    with working_on(source):
        site = read_site(source)
        require_people(site, content_of(site).config)
        policy = _policy(site)
        photos = check_photos(site, policy, _wanted(site, names))
        plan = _fixed(site, source, photos, policy, dry_run) if fix else None
        if plan is not None and plan.files and not dry_run:
            site = read_site(source)
            photos = check_photos(site, policy, _wanted(site, names))
    if sheet is not None:
        _write_sheet(sheet, source, site, photos)
    if form == "json":
        click.echo(json_text(_document(photos, plan, dry_run)), nl=False)
    else:
        _say_plan(source, plan, dry_run)
        _say(photos)
    return FINDINGS if any(photo.is_bad for photo in photos) else CLEAN


def _policy(site: Site) -> PhotoPolicy:
    """The options of the rule headshot-policy: its defaults, and what `_config.yml` says."""
    from jekyll_tools.cards.photos.policy import PhotoPolicy
    from jekyll_tools.lint.settings import read_settings

    options = read_settings(site.config.get("jekyll_tools")).options.get("headshot-policy", {})
    standard = PhotoPolicy()
    return PhotoPolicy(
        int(str(options.get("pixels", standard.pixels))),
        int(str(options.get("kilobytes", standard.kilobytes))),
        str(options.get("extensions", standard.extensions)),
    )


def _wanted(site: Site, names: Iterable[str]) -> frozenset[str]:
    """The names as they fold; a name that nobody has is an error with a likely one."""
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cards.people.names import folded, suggestions
    from jekyll_tools.cli.failure import UserError
    from jekyll_tools.nearest import question

    names = tuple(names)
    people = people_of(content_of(site)) if names else None
    wanted = set()
    for name in names:
        person = people.find(name) if people else None
        if person is None:
            likely = suggestions(name, [p.name for p in people.people], 0.6) if people else []
            hint = f"; {question(likely[0])}" if likely else ""
            raise UserError(f"{name}: no record has this name{hint}")
        wanted.add(folded(person.name))
    return frozenset(wanted)


def _fixed(
    site: Site, source: Path, photos: list[Photo], policy: PhotoPolicy, dry_run: bool
) -> PhotoPlan:
    from jekyll_tools.cards.config import config_of
    from jekyll_tools.cards.from_site import includes_after
    from jekyll_tools.cards.photos.fix import plan_fixes
    from jekyll_tools.cli.changes import encoded, write_both

    plan = plan_fixes(site, photos, policy, config_of(site).photo_size)
    if not dry_run and plan.files:
        texts = encoded(plan.texts)
        if texts:
            texts |= includes_after(source, plan.texts)
        write_both(source, texts, site.read, {**plan.files, **plan.copies}, plan.before)
    return plan


def _write_sheet(path: Path, source: Path, site: Site, photos: list[Photo]) -> None:
    """Write the sheet; a word about it, to stderr since JSON may be asked for."""
    from jekyll_tools.cards.photos.sheet import contact_sheet
    from jekyll_tools.cli.paths import in_site
    from jekyll_tools.site import read_site

    data = contact_sheet(site, photos).encode()
    path.write_bytes(data)
    click.echo(f"{path}: written ({_weight(len(data))})", err=True)
    if in_site(source, path) in read_site(source).outputs:
        advice = "move it out of the site, or name it under `exclude:` in _config.yml"
        click.echo(f"note: {path} is in the site, and Jekyll would publish it: {advice}", err=True)


def _weight(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


def _say_plan(source: Path, plan: PhotoPlan | None, dry_run: bool) -> None:
    from jekyll_tools.cards.photos.originals import FOLDER
    from jekyll_tools.cli.changes import encoded, show_diff
    from jekyll_tools.report.summary import count

    if plan is None:
        return
    for fix in plan.fixes:
        name = f"{fix.old} -> {fix.new}" if fix.new != fix.old else fix.old
        would = "would be " if dry_run else ""
        click.echo(f"{would}{name}: {', '.join(fix.did)} ({fix.who})")
        for place in fix.kept[:3]:
            click.echo(f"  {fix.old} stays: {place} names it too")
    for reason in plan.refused:
        click.echo(f"left alone: {reason}", err=True)
    if copies := [path for path in plan.copies if not path.endswith(".gitignore")]:
        verb = "to be kept" if dry_run else "kept"
        click.echo(f"{count(len(copies), 'original')} that Git lacks: {verb} in {FOLDER}", err=True)
    if dry_run:
        show_diff(source, encoded(plan.texts))


def _say(photos: list[Photo]) -> None:
    from jekyll_tools.cards.problem import Problem
    from jekyll_tools.characters import printable
    from jekyll_tools.report.summary import count

    for photo in photos:
        for flaw in photo.flaws:
            if flaw.counts or flaw.kind == "animated":
                mark = "[*] " if flaw.fixable else ""
                message = f"{flaw.kind} {mark}the photo of {photo.use.who} {flaw.message}"
                problem = Problem.at(photo.use.place, photo.use.file, message, flaw.advice)
                click.echo(printable(str(problem)))
    bad = [photo for photo in photos if photo.is_bad]
    none = sum(any(flaw.kind == "none" for flaw in photo.flaws) for photo in photos)
    fixable = sum(any(flaw.fixable for flaw in photo.flaws) for photo in bad)
    checked = f"{count(len(photos) - none, 'photo')} checked"
    if none:
        checked += f", {count(none, 'record')} without one"
    told = "nothing is wrong"
    if bad:
        told = f"{len(bad)} need{'s' if len(bad) == 1 else ''} care"
        told += f"; --fix mends {fixable}" if fixable else ""
    click.echo(f"{checked}: {told}.")


def _document(photos: list[Photo], plan: PhotoPlan | None, dry_run: bool) -> dict[str, object]:
    from jekyll_tools.text import Lines

    rows = []
    for photo in photos:
        place = photo.use.place
        line, column = Lines(place.text.text).position(place.start) if place else (0, 0)
        rows.append(
            {
                "person": photo.use.who,
                "file": photo.use.file,
                "line": line,
                "column": column,
                "photo": photo.path or photo.use.value,
                "format": photo.format,
                "width": photo.width,
                "height": photo.height,
                "bytes": photo.weight,
                "problems": [
                    {"kind": f.kind, "message": f.message, "advice": f.advice}
                    | {"fixable": f.fixable, "counts": f.counts}
                    for f in photo.flaws
                ],
            }
        )
    fixes = [
        {"old": f.old, "new": f.new, "did": list(f.did), "kept": list(f.kept)}
        for f in (plan.fixes if plan else ())
    ]
    refused = list(plan.refused) if plan else []
    written = bool(plan and plan.files and not dry_run)
    return {"version": 1, "photos": rows, "fixes": fixes, "refused": refused, "written": written}
