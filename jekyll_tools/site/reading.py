"""`read_site`: from a folder on the disk to a Site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jekyll_tools.site import finishing
from jekyll_tools.site.collections import finish, new_collections, read_collection
from jekyll_tools.site.config import Config, read_config
from jekyll_tools.site.context import Context
from jekyll_tools.site.data import DataFiles
from jekyll_tools.site.defaults import Defaults
from jekyll_tools.site.disk import Disk, Overlay
from jekyll_tools.site.endings import endings
from jekyll_tools.site.entries import EntryFilter
from jekyll_tools.site.filenames import clamped
from jekyll_tools.site.foreign_code import tell_unknown
from jekyll_tools.site.generators import GENERATORS
from jekyll_tools.site.generators.draft import Draft
from jekyll_tools.site.known import Known
from jekyll_tools.site.merge import deep_merged
from jekyll_tools.site.pages import assign_url, new_page, read_page
from jekyll_tools.site.permalink import Permalinks
from jekyll_tools.site.problems import Open, Problem, SiteError
from jekyll_tools.site.site import Site
from jekyll_tools.site.statics import new_static
from jekyll_tools.site.templates import Includes, Layouts
from jekyll_tools.site.theme import find_theme
from jekyll_tools.site.walk import Walk, limited
from jekyll_tools.site.yaml_values import Engine
from jekyll_tools.text import File


def read_site(
    root: Path,
    *,
    config: Mapping[str, Any] | None = None,
    now: datetime | None = None,
    engine: Engine = "safe_yaml",
    overlay: Overlay | None = None,
    known: Known | None = None,
) -> Site:
    """Read the site in a folder as its Jekyll would.

    `config` replaces top-level settings of `_config.yml`, as a second configuration file would.
    `now` is the time of the build, by default the present. `engine` is `psych` only to compare
    with Debian's Jekyll. `overlay` has what is read in the place of files, by their paths: a
    text, another file, or nothing (None). `known` is what files gave before. Problems of single
    files are data of the Site; SiteError is raised when there is no such folder or its
    configuration cannot be read.
    """
    if not root.is_dir():
        raise SiteError(f"{root}: there is no such folder")
    problems: list[Problem] = []
    disk = Disk(root, problems, overlay=overlay, known=known)
    settings = read_config(disk, config or {}, now, engine, problems)
    strict = settings.values.get("strict_front_matter")
    disk.known.settle(repr((settings.profile.engine, str(settings.zone), strict)))
    source = clamped(settings.text("source")) if "source" in settings.own else ""
    source = f"{source}/" if source and disk.is_folder(source) else ""
    theme, open_theme = find_theme(disk, settings, problems)
    if theme is not None and settings.profile.jekyll == 4:
        _take_theme_config(theme, settings, problems)
    context = _context(disk, settings, source, problems)
    named = {**settings.own, **(config or {})}
    if open_theme is not None and ("theme" in named or "remote_theme" in named):
        context.open.append(open_theme)
    tell_unknown(context, source)
    site = _read(context, source, theme, open_theme)
    problems += endings(site, config or {})
    return site


def _context(disk: Disk, settings: Config, source: str, problems: list[Problem]) -> Context:
    inner = disk
    if source:
        under = {p.removeprefix(source): t for p, t in disk.overlay.items() if p.startswith(source)}
        inner = Disk(Path(disk.root, source), problems, overlay=under, known=disk.known)
    return Context(
        disk=disk,
        config=settings,
        defaults=Defaults(settings, inner),
        filter=EntryFilter(settings, inner),
        permalinks=Permalinks(settings),
        problems=problems,
    )


def _read(context: Context, source: str, theme: Disk | None, missing: Open | None) -> Site:
    config = context.config
    layout_places = _places(context, source, theme, config.folder("layouts_dir"), "_layouts")
    layouts = Layouts(context, layout_places)
    collections = new_collections(context)
    walk = Walk(context, collections["posts"], source)
    walk.run()
    for collection in collections.values():
        read_collection(context, collection, walk.statics, source)
    data, files = _data(context, source, theme)
    draft = Draft(context, collections, walk.pages, walk.statics, layouts, source)
    if theme is not None and theme.root != context.disk.root:
        _add_theme_assets(draft, theme)
    limited(context, collections["posts"])
    for collection in collections.values():
        finish(context, collection)
    for page in draft.pages:
        assign_url(context, page)
    if missing is not None and missing not in context.open:
        _add_primer(draft, missing)
    for name, generate in GENERATORS.items():
        if name in config.plugins:
            generate(draft)
    include_places = _places(context, source, theme, config.folder("includes_dir"), "_includes")
    return finishing.finished(draft, data, files, Includes(include_places))


def _places(
    context: Context, source: str, theme: Disk | None, folder: str, themes: str
) -> list[tuple[Disk, str]]:
    places = [(context.disk, source + folder)]
    if theme is not None and theme.root != context.disk.root:
        places.append((theme, themes))
    return places


def _data(
    context: Context, source: str, theme: Disk | None
) -> tuple[dict[str, Any], list[tuple[Any, File]]]:
    reader = DataFiles(context, context.disk)
    data = reader.read(source + context.config.folder("data_dir"))
    if theme is None or theme.root == context.disk.root or not context.new:
        return data, reader.files
    under = DataFiles(context, theme)
    merged = deep_merged(under.read("_data"), data)
    return merged, [*reader.files, *under.files]


def _add_theme_assets(draft: Draft, theme: Disk) -> None:
    known = {page.relative for page in draft.pages}
    known |= {file.relative_path.lstrip("/") for file in draft.statics}
    for inside in theme.walk("assets", hidden=True):
        path = f"assets/{inside}"
        if path in known:
            continue
        folder, _, name = path.rpartition("/")
        if theme.has_header(path):
            page = read_page(draft.context, folder, name, disk=theme)
            if page is not None:
                draft.pages.append(page)
        else:
            draft.statics.append(
                new_static(draft.context, f"/{folder}", name, theme.named(path), theme=True)
            )


def _add_primer(draft: Draft, missing: Open) -> None:
    """GitHub Pages' own theme, where a site names none: a style sheet, and a default layout.

    The theme matters to a site only when it has no default layout itself.
    """
    if "default" not in draft.layouts:
        draft.context.open.append(missing)
    style = "assets/css/style.scss"
    if all(page.relative != style for page in draft.pages):
        entry = new_page(draft.context, "assets/css", "style.scss", style)
        entry.kind = "generated"
        entry.generator = missing.name
        assign_url(draft.context, entry)
        draft.pages.append(entry)


def _take_theme_config(theme: Disk, settings: Config, problems: list[Problem]) -> None:
    """Jekyll 4 puts the theme's own `_config.yml` under the site's, but for Jekyll's settings."""
    if settings.values.get("ignore_theme_config") is True or not theme.is_file("_config.yml"):
        return
    own = read_config(theme, {}, settings.now, settings.profile.engine, problems).own
    known = settings.values
    known.update(deep_merged({k: v for k, v in own.items() if k not in _JEKYLLS_OWN}, known))


_JEKYLLS_OWN = frozenset(
    (
        *("source", "destination", "collections_dir", "cache_dir", "plugins_dir", "layouts_dir"),
        *("data_dir", "includes_dir", "collections", "safe", "include", "exclude", "keep_files"),
        *("encoding", "markdown_ext", "strict_front_matter", "show_drafts", "limit_posts"),
        *("future", "unpublished", "whitelist", "plugins", "markdown", "highlighter", "lsi"),
        *("excerpt_separator", "incremental", "detach", "port", "host", "baseurl"),
        *("show_dir_listing", "permalink", "paginate_path", "timezone", "quiet", "verbose"),
        *("defaults", "liquid", "kramdown"),
    )
)
