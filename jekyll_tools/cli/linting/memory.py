"""What earlier runs know of the pages of a site, if this one may ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekyll_tools.cli.linting.options import Asked

if TYPE_CHECKING:
    from jekyll_tools.cache.whole import Before
    from jekyll_tools.lint.memory import Memory


def memory_of(what: Asked, before: Before | None = None, *, lazy: bool = False) -> Memory | None:
    """The memory of runs with the same rules; `before` is how the last such run compares.

    `lazy`: not all findings of the last run may be wanted.
    """
    if what.speed.no_cache:
        return None
    from jekyll_tools.cache.pages import Pages
    from jekyll_tools.cache.whole import Before, Kept

    kept = Kept.of(what.source, ("pages", what.rules), what.speed.cache_dir)
    return None if kept is None else Pages(kept, before or Before(), lazy=lazy)
