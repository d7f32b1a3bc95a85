"""Which program this is: another one may find other things in the same site."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jekyll_tools import __version__
from jekyll_tools.cache.moment import present
from jekyll_tools.seen import digest_of

LIBRARIES = (
    *("jsonschema", "justhtml", "mistune", "pillow", "python_frontmatter"),
    *("pyyaml", "ruamel", "turbohtml"),
)
ENVIRONMENT = ("GEM_HOME", "SOURCE_DATE_EPOCH", "TZ")
"""Variables that decide what a site is."""


@cache
def program() -> str:
    """A digest of the version, the files of this program, Python, and the libraries it uses."""
    parts = [__version__, sys.version, sys.platform, *_sources(), *_libraries()]
    return digest_of("\n".join(parts).encode("utf-8", "surrogateescape"))


def circumstances() -> str:
    """What else decides what the linter says: the environment, as it is now."""
    # A date that says no year or month means that of the build.
    month = datetime.fromtimestamp(present(), UTC).strftime("%Y-%m")
    return "\n".join((month, *(f"{name}={os.environ.get(name)}" for name in ENVIRONMENT)))


def _sources() -> list[str]:
    """The files of the program with size and time: in a checkout they change under one version."""
    found: list[str] = []
    pending = [str(Path(__file__).parent.parent)]
    while pending:
        folder = pending.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        pending.append(entry.path)
                elif entry.name.endswith(".py"):
                    state = entry.stat()
                    found.append(f"{entry.path} {state.st_size} {state.st_mtime_ns}")
    return sorted(found)


def _libraries() -> list[str]:
    """The names of the folders that say which version of a library is installed."""
    found: list[str] = []
    # `importlib.metadata` says the same in 30 milliseconds.
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208 hot
        except OSError:
            continue
        found += [
            name
            for name in names
            if name.endswith((".dist-info", ".egg-info"))
            and name.lower().replace("-", "_").startswith(LIBRARIES)
        ]
    return sorted(found)
