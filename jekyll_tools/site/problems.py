"""What is wrong with a site, and what about it cannot be known: data, not exceptions."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "bad-config",
    "bad-data",
    "bad-date",
    "bad-front-matter",
    "bad-permalink",
    "bad-yaml",
    "byte-order-mark",
    "data-collision",
    "duplicate-key",
    "not-utf8",
    "output-collision",
    "outside-link",
    "too-large",
    "unknown-alias",
    "unreadable",
    "unstable",
]


class SiteError(Exception):
    """The site as a whole cannot be read: no such folder, or no readable configuration."""


class Problem(NamedTuple):
    """Something that a person did wrong in a file.

    `path` is relative to the site's root. `offset` counts code points in the file's text, or
    bytes where the file is not UTF-8 (`kind` is `not-utf8`); None means the file as a whole.
    `fatal`: the real Jekyll ends the build here. `advice` says what to do, where that is known.
    """

    kind: Kind
    path: str
    message: str
    offset: int | None = None
    fatal: bool = False
    advice: str = ""


class Open(NamedTuple):
    """Something that decides about the site and is not known here.

    `kind` is `theme` (not on the disk), `plugin` (a gem whose effect is not modelled) or
    `ruby` (a file in `_plugins`); `name` is what it is called. `rewrites`: it may change the text
    of pages before it is Markdown. `remakes`: it may make other HTML of Markdown than kramdown
    does. `tags_only`: it brings tags and filters and can do nothing else.
    """

    kind: Literal["theme", "plugin", "ruby"]
    name: str
    message: str
    rewrites: bool = False
    remakes: bool = False
    tags_only: bool = False
