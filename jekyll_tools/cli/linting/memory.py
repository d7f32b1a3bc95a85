"""What earlier runs know of the pages of a site, if this one may ask them."""

from __future__ import annotations

from jekyll_tools.cli.linting.options import Asked
from jekyll_tools.lint.memory import Memory
from jekyll_tools.lint.settings import Settings


def memory_of(what: Asked, settings: Settings) -> Memory | None:
    """The memory of runs with the same rules."""
    if what.speed.no_cache:
        return None
    from jekyll_tools.cache.pages import Pages
    from jekyll_tools.cache.whole import Kept

    kept = Kept.of(what.source, ("pages", what.rules), what.speed.cache_dir)
    return None if kept is None else Pages(kept, settings)
