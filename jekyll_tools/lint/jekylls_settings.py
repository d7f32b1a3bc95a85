"""The settings of Jekyll itself: what they are called, and what kind of value each takes."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = (
    *("baseurl", "cache_dir", "collections_dir", "data_dir", "destination", "encoding"),
    *("excerpt_separator", "highlighter", "includes_dir", "layouts_dir", "markdown"),
    *("markdown_ext", "paginate_path", "permalink", "plugins_dir", "source", "theme"),
    *("remote_theme", "repository", "timezone", "url"),
)
_SWITCHES = (
    *("detach", "disable_disk_cache", "future", "incremental", "livereload", "lsi", "quiet"),
    *("safe", "show_dir_listing", "show_drafts", "strict_front_matter", "unpublished", "verbose"),
)
_LISTS = ("defaults", "keep_files", "plugins")
_MAPPINGS = ("kramdown", "liquid", "sass")
_NUMBERS = ("limit_posts", "paginate", "port")

KINDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(_WORDS, (str,)),
    **dict.fromkeys(_SWITCHES, (bool,)),
    **dict.fromkeys(_LISTS, (list,)),
    **dict.fromkeys(_MAPPINGS, (dict,)),
    **dict.fromkeys(_NUMBERS, (int, float, str)),
    "collections": (dict, list),
    "host": (str,),
    "plugins_dir": (str, list),
    "whitelist": (list, str),
    # a string is a list on Jekyll 3
    "exclude": (list, str),
    "include": (list, str),
}
"""Every setting (Jekyll 4.3 `configuration.rb`, and those of its own plugins) → its kinds.

What ends the build is told when the site is read (`site/endings`), and not again.
"""

NAMES: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    list: "a list",
    dict: "a mapping",
    int: "a number",
}

OBSOLETE: Mapping[str, str] = {
    "auto": "give `--watch` on the command line",
    "data_source": "write `data_dir`",
    "gems": "write `plugins`",
    "layouts": "write `layouts_dir`",
    "pygments": "write `highlighter: rouge`",
    "rdiscount": "write `markdown: kramdown`",
    "redcarpet": "write `markdown: kramdown`",
    "maruku": "write `markdown: kramdown`",
    "relative_permalinks": "take it away",
    "server": "use `jekyll serve`",
    "server_port": "write `port`",
}
"""Settings of earlier Jekylls that Jekyll 4 does not read → what to do."""

LATE = frozenset(("gems", "data_source", "layouts", "server_port", "pygments"))
"""Those that Jekyll 3 still understands."""
