"""What earlier runs know of the pages of a site, if this one may ask them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli.linting.options import Asked, Speed
from jekyll_tools.cli.sharing import CAN_SHARE, begun, processors

if TYPE_CHECKING:
    from jekyll_tools.cache.group import Aside
    from jekyll_tools.cache.whole import Before
    from jekyll_tools.lint.memory import Memory

FEW = 3  # named files


def memory_of(what: Asked, before: Before | None = None, *, lazy: bool = False) -> Memory | None:
    """The memory of runs with the same rules; `before` is how the last such run compares.

    `lazy`: not all findings of the last run may be wanted. A run with a `before` has to `wait` for
    its memory.
    """
    if what.speed.no_cache:
        return None
    from jekyll_tools.cache.whole import Before, Kept

    kept = Kept.of(what.source, ("pages", what.rules), what.speed.cache_dir)
    if kept is None or (_asks_little(what) and not kept.store.has(kept.group)):
        return None
    from jekyll_tools.cache.pages import Pages

    aside = None if before is None else _aside(what.speed)
    return Pages(kept, before or Before(), lazy=lazy, aside=aside)


def _asks_little(what: Asked) -> bool:
    """Whether to look at what is asked for is quicker than to know all pages the next time."""
    scope = what.scope
    changes = scope.staged or scope.since is not None
    return 0 < len(what.paths) <= FEW and all(map(Path.is_file, what.paths)) and not changes


def _aside(speed: Speed) -> Aside | None:
    """How something is done while a run goes on; None where that is of no use."""
    if not CAN_SHARE or (speed.jobs or processors()) == 1:
        return None
    # Whatever the run comes to, no process of it is left over.
    return partial(begun, at_end=click.get_current_context().call_on_close)
