"""Jekyll's Liquid: tags, filters, limits, and a source map through all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jekyll_tools.liquid.host import Host
from jekyll_tools.liquid.limits import Limits
from jekyll_tools.liquid.result import Expansion, Open, Problem

if TYPE_CHECKING:
    from jekyll_tools.text import Traced

__all__ = ["Expansion", "Host", "Limits", "Open", "Problem", "expand"]


def expand(
    template: Traced, scope: Mapping[str, object], host: Host, limits: Limits | None = None
) -> Expansion:
    """Expand one template. For many use `engine.Engine`, which parses an include only once."""
    from jekyll_tools.liquid.engine import Engine

    return Engine(limits or Limits()).expand(template, scope, host)
