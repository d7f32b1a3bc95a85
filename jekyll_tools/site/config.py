"""`_config.yml` with Jekyll's own defaults under it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from jekyll_tools.nearest import nearest, question
from jekyll_tools.site.dates import parse_time, present, zone_named
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.filenames import clamped
from jekyll_tools.site.merge import deep_merged
from jekyll_tools.site.problems import Problem, SiteError
from jekyll_tools.site.profile import ALLOWED, ALWAYS_ON, Profile, find_profile
from jekyll_tools.site.setting import offset_of
from jekyll_tools.site.yaml_values import Engine, load
from jekyll_tools.text import File, Lines
from jekyll_tools.yaml_faults import advice

NAMES = ("_config.yml", "_config.yaml", "_config.toml")
_EXCLUDED = (
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)
_STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
}
_WEEKDATE = "/:categories/:year/W:week/:short_day/:title:output_ext"


class Config(NamedTuple):
    """What a site is built with.

    `values` is what templates see as `site.*`; `file` is `_config.yml` and `own` what stands in
    it. `now` is the time of the build in the site's zone.
    """

    values: dict[str, Any]
    own: dict[str, Any]
    file: File | None
    profile: Profile
    zone: tzinfo
    now: datetime
    plugins: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """A setting that is a string; anything else is written as one, nil as nothing."""
        value = self.values.get(key)
        return "" if value is None or value is False else str(value)

    def folder(self, key: str) -> str:
        """A setting that names a folder of the site, as a path that cannot leave it."""
        return clamped(self.text(key))

    def plugin_folders(self, source: str) -> tuple[str, ...]:
        """Where Ruby files are looked for, from the root; `source` leads to the source folder.

        Only the usual folder is looked for in the source (`PluginManager#plugins_path`).
        """
        value = self.values.get("plugins_dir")
        names = value if isinstance(value, list) else [self.text("plugins_dir")]
        folders = dict.fromkeys(clamped(str(name)) for name in names)
        return tuple(source + name if value == "_plugins" else name for name in folders)

    def strings(self, key: str) -> tuple[str, ...]:
        """A setting that is a list of strings."""
        value = self.values.get(key)
        values = value if isinstance(value, list) else []
        return tuple(
            str(v).lower() if isinstance(v, bool) else str(v) for v in values if v is not None
        )


def read_config(
    disk: Disk,
    overrides: Mapping[str, Any],
    now: datetime | None,
    engine: Engine,
    problems: list[Problem],
) -> Config:
    """The configuration of the site in `disk`; `overrides` replace whole top-level keys.

    Raises SiteError when `_config.yml` is no YAML mapping, where Jekyll ends the build.
    """
    file, own = _own(disk, engine, problems)
    given = {**own, **overrides}
    profile = find_profile(disk, given, engine, file.text if file else "")
    values = deep_merged(_defaults(profile), _renamed(given, profile))
    values = {str(key): value for key, value in values.items()}
    values |= {key: None for key, value in overrides.items() if value is None}
    if profile.pages and "highlighter" not in overrides:
        values |= {"lsi": False, "highlighter": "rouge"}
    _add_collections(values, profile)
    _mend_lists(values, profile)
    zone = zone_named(values.get("timezone"))
    if zone is None:
        if file is not None and isinstance(values["timezone"], str):
            problems.append(_no_zone(file, values["timezone"], engine))
        zone = UTC
    moment = (now or present()).astimezone(zone)
    if values.get("time"):
        with suppress(ValueError, OverflowError):  # with which Jekyll ends its build: `endings`
            moment = parse_time(values["time"], moment, zone)
    plugins = _plugins(values, profile, "plugins" in overrides)
    return Config(values, own, file, profile, zone, moment, plugins)


def _own(disk: Disk, engine: Engine, problems: list[Problem]) -> tuple[File | None, dict[str, Any]]:
    name = next((name for name in NAMES if disk.is_file(name)), None)
    if name is None:
        return None, {}
    file, clean = disk.text(name)
    if file is None or not clean:
        raise SiteError(f"{name}: this file cannot be read; it has to be UTF-8 text")
    if name.endswith(".toml"):
        return file, _toml(file)
    shift = len(file.text) - len(file.text.lstrip("\ufeff"))
    loaded = load(file.text[shift:], engine)
    for problem in loaded.problems:
        if loaded.failed:
            at = Lines(file.text).position(problem.offset + shift)
            todo = advice(file.text, problem.offset + shift, problem.message)
            said = f"{problem.message} ({todo})" if todo else problem.message
            raise SiteError(f"{name}:{at.line}:{at.column}: {said}")
        problems.append(Problem(problem.kind, name, problem.message, problem.offset + shift))
    if not loaded.value:
        return file, {}
    if not isinstance(loaded.value, dict):
        raise SiteError(f"{name}: write `key: value` lines; this is no mapping")
    return file, loaded.value


def _toml(file: File) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{file.path}: {error}") from None


def _defaults(profile: Profile) -> dict[str, Any]:
    new = profile.jekyll == 4
    values: dict[str, Any] = {
        "collections_dir": "",
        "plugins_dir": "_plugins",
        "layouts_dir": "_layouts",
        "data_dir": "_data",
        "includes_dir": "_includes",
        "destination": "_site",
        "collections": {},
        "safe": profile.pages,
        "include": [".htaccess"],
        "exclude": [] if new else ["Gemfile", "Gemfile.lock", *_EXCLUDED],
        "keep_files": [".git", ".svn"],
        "encoding": "utf-8",
        "markdown_ext": "markdown,mkdown,mkdn,mkd,md",
        "strict_front_matter": False,
        "show_drafts": None,
        "limit_posts": 0,
        "future": profile.pages,
        "unpublished": False,
        "whitelist": [],
        "plugins": [],
        "markdown": "kramdown",
        "highlighter": "rouge",
        "lsi": False,
        "excerpt_separator": "\n\n",
        "incremental": False,
        "baseurl": None,
        "permalink": "date",
        "paginate_path": "/page:num",
        "timezone": None,
        "defaults": [],
        "liquid": {"error_mode": "warn", "strict_filters": False, "strict_variables": False},
        "kramdown": _kramdown(profile),
    }
    if profile.pages:
        values["theme"] = "jekyll-theme-primer"
        values["exclude"].append("CNAME")
    if new:
        values["cache_dir"] = ".jekyll-cache"
    return values


def _kramdown(profile: Profile) -> dict[str, Any]:
    options: dict[str, Any] = {
        "auto_ids": True,
        "toc_levels": [1, 2, 3, 4, 5, 6] if profile.jekyll == 4 else "1..6",
        "entity_output": "as_char",
        "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
        "input": "GFM",
        "hard_wrap": False,
        "guess_lang": True,
        "footnote_nr": 1,
        "show_warnings": False,
    }
    if profile.pages:
        options |= {"gfm_quirks": "paragraph_end", "math_engine": "mathjax", "template": ""}
        options["syntax_highlighter_opts"] = {"default_lang": "plaintext"}
    return options


def _renamed(given: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """Jekyll 3's old names of settings (`backwards_compatibilize`)."""
    values = dict(given)
    if profile.jekyll == 4:
        return values
    if profile.before_3 and "plugins" in values:  # where plugins are; `gems` says which
        values["plugins_dir"] = values.pop("plugins")
    for old, new in (("gems", "plugins"), ("layouts", "layouts_dir"), ("data_source", "data_dir")):
        if old in values:
            values[new] = values.pop(old)
    for key in ("include", "exclude"):
        if isinstance(values.get(key), str):
            values[key] = [part.strip() for part in values[key].split(",")]
    return values


def _add_collections(values: dict[str, Any], profile: Profile) -> None:
    collections = values.get("collections")
    if isinstance(collections, list):
        collections = {str(label): {} for label in collections}
    if not isinstance(collections, dict):
        collections = {}
    named = {str(k): dict(v) if isinstance(v, dict) else {} for k, v in collections.items()}
    posts = {**named.pop("posts", {}), "output": True}
    if values.get("permalink") and not posts.get("permalink"):
        posts["permalink"] = permalink_template(str(values["permalink"]), profile)
    values["collections"] = {"posts": posts, **named}


def permalink_template(style: str, profile: Profile) -> str:
    """The permalink of posts for a style: `pretty` and its like, or a template as it is."""
    if style == "weekdate" and profile.jekyll == 4:
        return _WEEKDATE
    return _STYLES.get(style, style)


def _mend_lists(values: dict[str, Any], profile: Profile) -> None:
    """Lists in the place of what ends the build, which `endings` tells."""
    for key in ("include", "exclude", "plugins"):
        if not isinstance(values.get(key), list):
            values[key] = []
    if profile.jekyll == 4:
        more = [".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", *_EXCLUDED]
        values["exclude"] = [*dict.fromkeys([*map(str, values["exclude"]), *more])]


def _no_zone(file: File, name: str, engine: Engine) -> Problem:
    from zoneinfo import available_timezones

    message = f'there is no time zone "{name}", and Jekyll takes UTC'
    meant = nearest(name, available_timezones())
    advice = question(meant) if meant else "write the name of one, such as `Europe/Berlin`"
    at = offset_of(file, ("timezone",), engine)
    return Problem("bad-config", file.path, message, at, advice=advice)


def _plugins(values: dict[str, Any], profile: Profile, fixed: bool) -> tuple[str, ...]:
    names = [str(name) for name in values["plugins"]]
    if profile.pages and not fixed:
        names = [*(name for name in names if name in ALLOWED), *ALWAYS_ON]
    elif not fixed:
        names += profile.gems
    if profile.jekyll == 4:
        names.append("jekyll-sass-converter")  # a dependency of Jekyll itself
    return tuple(dict.fromkeys(names))
