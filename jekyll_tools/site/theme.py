"""The theme: found on the disk, or open."""

from __future__ import annotations

import os
import re
from glob import escape
from pathlib import Path

from jekyll_tools.patterns import late
from jekyll_tools.site.config import Config
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.problems import Open, Problem

_NAME = late(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_GEMS = (
    "/usr/share/rubygems-integration/all/gems",
    "/var/lib/gems/*/gems",
    "/usr/local/bundle/gems",
)
_VENDORED = ("_theme", "vendor/bundle/ruby/*/gems/{}-[0-9]*", "vendor/cache/{}-[0-9]*")


def find_theme(
    disk: Disk, config: Config, problems: list[Problem]
) -> tuple[Disk | None, Open | None]:
    """The theme's folder, or why it is not known.

    Looked for, in this order: the folder of the site that `jekyll_tools: theme:` names,
    `_theme`, the site itself when it holds the theme's gemspec, `vendor/bundle`, the machine's
    gems. A `remote_theme` is only known when it is vendored in one of the first two ways.
    """
    own = config.values.get("jekyll_tools")
    folder = own.get("theme") if isinstance(own, dict) else None
    remote, gem = config.values.get("remote_theme"), config.values.get("theme")
    name = remote if isinstance(remote, str) else gem if isinstance(gem, str) else None
    for place in (folder, "_theme"):
        if isinstance(place, str) and disk.is_folder(place):
            prefix = place.strip("/") + "/"
            return Disk(Path(disk.root, place), problems, prefix, known=disk.known), None
    if name is None:
        return None, None
    if not isinstance(remote, str) and _NAME.match(name):
        found = _installed(disk, name.lower().strip())
        if found is not None:
            prefix = "" if found == Path(disk.root) else f"{found.name}:"
            return Disk(found, problems, prefix, known=disk.known), None
    message = f"the theme {name} is not on this machine; vendor it and name its folder in"
    return None, Open("theme", name, f"{message} `jekyll_tools: theme:`")


def _installed(disk: Disk, name: str) -> Path | None:
    if disk.is_file(f"{name}.gemspec"):
        return Path(disk.root)
    homes = [*_GEMS, os.environ.get("GEM_HOME", "") + "/gems"]
    patterns = [escape(disk.root) + "/" + _VENDORED[1].format(name)]
    patterns += [f"{home}/{name}-[0-9]*" for home in homes if home.startswith("/")]
    places = [Path(found) for pattern in patterns for found in disk.seen.glob(pattern)]
    folders = [place for place in places if place.is_dir()]
    return max(folders, key=lambda place: _version(place.name), default=None)


def _version(folder: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", folder.rpartition("-")[2])]
