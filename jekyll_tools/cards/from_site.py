"""What includes are made from, taken from a site: its records, templates and settings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from jekyll_tools.cards.build import Content, planned
from jekyll_tools.cards.config import CardsConfig, config_of
from jekyll_tools.cards.generated import is_generated
from jekyll_tools.cards.people.folder import group_file
from jekyll_tools.cards.people.record_schemas import record_schemas
from jekyll_tools.cards.problem import CardsError, Problem, raise_any
from jekyll_tools.cards.render import Templates
from jekyll_tools.site import Site, read_site
from jekyll_tools.site.problems import Problem as SiteProblem
from jekyll_tools.site.section import tools_of
from jekyll_tools.text import File


def content_of(site: Site) -> Content:
    """The records, templates and settings of a site.

    Raises `CardsError` for settings that are wrong and for a data file that cannot be read:
    records that are not seen must not look like records that are not there.
    """
    config = config_of(site)
    sources = (config.people, config.agenda, config.organizers, *_group_files(config))
    families = tuple(f"{path.rpartition('.')[0]}-" for path in sources[1:3])
    raise_any(
        _unreadable(site, problem)
        for problem in site.problems
        if problem.path not in site.data_files
        and site.is_data(problem.path)
        and (
            any(problem.path == path or problem.path.startswith(f"{path}/") for path in sources)
            or problem.path.startswith(families)
        )
    )
    return Content(site.data_files, site.place_of, Templates(site.includes), config)


def stale_includes(site: Site, *, without: Collection[str] = ()) -> dict[str, str]:
    """Path → text, as it should be, of every include that is not what its records say.

    A generated include that no record asks for any longer has the text "". So are the schemas of
    the records, once they are there. `without` are data files that count as gone. Raises
    `CardsError`.
    """
    content = content_of(site)
    data = {path: value for path, value in content.data.items() if path not in without}
    content = replace(content, data=data)
    _require_sources(site, content.config)
    wanted = planned(content)
    if content.config.one_file_each:
        wanted = {path: text for path, text in wanted.items() if _is_used(site, path)}
    schemas = record_schemas(content.config)
    kept = {path: text for path, text in schemas.items() if site.disk.is_file(path)}
    if not content.config.output:  # the site shows its records itself
        return {path: text for path, text in kept.items() if site.read(path) != text}
    stale = {path: text for path, text in (wanted | kept).items() if site.read(path) != text}
    prefix = f"{content.config.output}/"
    for name in site.disk.walk(content.config.output):
        path = prefix + name
        if path not in wanted and is_generated(site.read(path)):
            stale[path] = ""
    return stale


def uses_cards(site: Site) -> bool:
    """Whether a site has settings for cards, or includes that were generated."""
    if tools_of(site).values.get("cards") is not None:
        return True
    return any(is_generated(file.text) for file in site.includes.values())


def includes_after(root: Path, texts: Mapping[str, str | None]) -> dict[str, bytes | None]:
    """The includes that change when the files of a site have other `texts` than on the disk.

    A file, and an include, that goes away has None. Raises `CardsError` when nothing can be made
    of the records.
    """
    overlay = {path: text for path, text in texts.items() if text is not None}
    gone = {path for path, text in texts.items() if text is None}
    stale = stale_includes(read_site(root, overlay=overlay), without=gone)
    return {path: text.encode() or None for path, text in stale.items()}


def is_asked_for(site: Site, path: str) -> bool:
    """Whether a page, a layout or another include has the tag that includes this one."""
    tag = re.compile(rf"include\s+{re.escape(path.removeprefix('_includes/'))}\b")
    files = [page.file for page in site.pages if page.file is not None]
    files += [site.includes[name] for name in site.includes if name in site.includes]
    files += [layout.file for layout in site.layouts.values()]
    return any(tag.search(file.text) for file in files)


def _is_used(site: Site, path: str) -> bool:
    """Whether an include is there or asked for.

    Sites that keep a file for each person mostly show them with loops of their own, and their
    groups are many; an include of each that nobody includes would be in the way.
    """
    return site.disk.is_file(path) or is_asked_for(site, path)


def _group_files(config: CardsConfig) -> list[str]:
    return [group_file(group) for group in config.groups] if config.one_file_each else []


def _unreadable(site: Site, problem: SiteProblem) -> Problem:
    advice = "nothing is made from it until it can be read"
    if problem.offset is None or problem.kind == "not-utf8":
        return Problem(problem.message, advice, problem.path)
    file = File(problem.path, site.read(problem.path))
    return Problem(problem.message, advice, problem.path, file, problem.offset, problem.offset)


def _require_sources(site: Site, config: CardsConfig) -> None:
    """A misspelt path must not look like a site whose records were deleted."""
    standard = CardsConfig()
    for name in ("people", "agenda", "organizers"):
        path = getattr(config, name)
        if path != getattr(standard, name) and not _exists(site, path):
            advice = f"correct `cards: {name}:`"
            raise CardsError(Problem(f"there is no {path}", advice, "_config.yml"))


def _exists(site: Site, path: str) -> bool:
    folder = path.rstrip("/") + "/"
    return path in site.data_files or any(name.startswith(folder) for name in site.data_files)
